"""Who may try a passphrase now: two at once, a bounded number waiting, few from one address.

Each attempt costs 64 MiB and tenths of a second, so neither may be had without end; and whoever
fills the queue from one place must not keep an officer at another desk out.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from directline.errors import AccessError

AT_ONCE = 2
WAITING_MAX = 32
WAITING_OF_ONE_MAX = 8
"""Log-ins under way or waiting from one address."""


class LoginQueue:
    """The turns at checking a passphrase."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._of: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn.

        Raises:
            AccessError: too many wait already; nothing was tried or counted.
        """
        if self._of[address] >= WAITING_OF_ONE_MAX or self._of.total() >= WAITING_MAX:
            raise AccessError(
                "too many log-ins are being checked at once",
                remedy="wait some seconds and log in again",
            )
        self._of[address] += 1
        try:
            async with self._turns:
                yield
        finally:
            self._of[address] -= 1
            if not self._of[address]:
                del self._of[address]
