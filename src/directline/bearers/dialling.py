"""When a peer is dialled: again and again, never all at once, back within a second."""

import asyncio
import contextlib
import errno
import os
import secrets
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from directline.bearers.limits import (
    ATTEMPTS_MAX,
    CONNECT_TIMEOUT_S,
    REDIAL_MAX_S,
    REDIAL_MIN_S,
    REDIAL_SELDOM_S,
)
from directline.bearers.seat import Seat
from directline.bearers.sockets import Address, mark_urgent, tune

_BULK_EVERY_ROUNDS = 3
"""Without the urgent connection the other is tried only every so many rounds."""

_GROWTH = 1.6


class Dialler:
    """Dials one peer as long as a seat wants a connection.

    Attempts overlap: a new one begins although the former still waits for the network, since
    the system repeats a lost first packet ever more slowly.  But while an attempt is shaking
    hands and moving, nothing new is begun: on a thin bearer it would only be in the way.

    Args:
        seats: The urgent seat first.
        addresses: All are dialled in each round.
        attempt: Sets up one connected socket; handles its own errors.
        failed: Told address and error of a connection that was not made.
    """

    def __init__(
        self,
        seats: Sequence[Seat],
        addresses: Sequence[Address],
        *,
        attempt: Callable[[Seat, Address, socket.socket], Awaitable[None]],
        failed: Callable[[Seat, Address, BaseException], None],
    ) -> None:
        self._seats = seats
        self._addresses = addresses
        self._attempt = attempt
        self._failed = failed
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._gap_s = REDIAL_MIN_S
        self._least_s = 0.0
        self._rounds = 0
        self._moved_at = -REDIAL_MAX_S
        self._shaking = 0
        self._running: Counter[tuple[bool, Address]] = Counter()

    async def run(self) -> None:
        """Dials until cancelled."""
        if not self._addresses:
            return
        while True:
            now = self._loop.time()
            wanting = [seat for seat in self._seats if seat.wanting(now)]
            if not wanting:
                self._rounds, self._gap_s = 0, REDIAL_MIN_S
                await self._pause(REDIAL_MAX_S)
                continue
            if not self._shaking or now - self._moved_at > REDIAL_MAX_S:
                self._round(wanting)
            gap_s = self._gap_s * (0.5 + secrets.randbelow(500) / 1000)
            await self._pause(max(self._least_s, gap_s))
            self._gap_s = min(REDIAL_MAX_S, self._gap_s * _GROWTH)

    def rest(self) -> None:
        """Dial seldom from now on, also after a nudge: little is to be said any more."""
        self._least_s = REDIAL_SELDOM_S

    def nudge(self) -> None:
        """Something was heard from the peer, or a seat fell empty: dial soon and often again."""
        self._gap_s = REDIAL_MIN_S
        self._wake.set()

    def moved(self) -> None:
        """An attempt has got one step further."""
        self._moved_at = self._loop.time()

    def _round(self, wanting: list[Seat]) -> None:
        self._rounds += 1
        for seat in wanting:
            alone = len(wanting) == 1 or seat.urgent
            if not alone and self._rounds % _BULK_EVERY_ROUNDS:
                continue
            for address in self._addresses:
                key = (seat.urgent, address)
                if self._running[key] < ATTEMPTS_MAX:
                    self._running[key] += 1
                    task = self._loop.create_task(self._dial(seat, address))
                    seat.attempts.add(task)
                    task.add_done_callback(seat.attempts.discard)
                    task.add_done_callback(partial(self._ended, key))

    def _ended(self, key: tuple[bool, Address], _task: asyncio.Task[None]) -> None:
        self._running[key] -= 1

    async def _dial(self, seat: Seat, address: Address) -> None:
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                sock = await self._connect(seat, address)
        except OSError as error:  # TimeoutError is one.
            self._failed(seat, address, error)
            return
        self._shaking += 1
        self.moved()
        try:
            await self._attempt(seat, address, sock)
        finally:
            self._shaking -= 1

    async def _connect(self, seat: Seat, address: Address) -> socket.socket:
        if address.literal:  # Read here and now: no name service, no thread.
            places = socket.getaddrinfo(
                address.host,
                address.port,
                type=socket.SOCK_STREAM,
                flags=socket.AI_NUMERICHOST,
            )
        else:
            places = await self._loop.getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM
            )
        error: OSError = OSError(errno.EHOSTUNREACH, os.strerror(errno.EHOSTUNREACH))
        for family, _, _, _, place in places:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                tune(sock)
                if seat.urgent:
                    mark_urgent(sock)
                await self._loop.sock_connect(sock, place)
            except OSError as failure:
                sock.close()
                error = failure
            except asyncio.CancelledError:
                sock.close()
                raise
            else:
                return sock
        raise error

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()
