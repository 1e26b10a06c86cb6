"""The keys that a running station keeps elsewhere: asked without waiting, watched, told of.

A signature is asked of the key's own thread; the loop goes on.  A key that fails raises an alarm
once, is looked at every few seconds, and the alarm's condition ends when it is back.  What could
not be signed meanwhile the line takes back or asks for again; receiving needs no key.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

import structlog

from directline.errors import CustodyError
from directline.station.signing import ANSWER_S, OutsideSigner, unanswered

LOOK_S = 5.0
"""How often each key is looked at: a token pulled out is told of before somebody needs it."""

_log = structlog.get_logger("keys")
T = TypeVar("T")
Told = Callable[[OutsideSigner, bool, str], None]
"""Told (key, whether it is missing, why) when that changes."""


class Keyroom:
    """Keys kept elsewhere, as an event loop uses them.

    Args:
        signers: The keys.
        told: Hears when one goes missing or is back.
    """

    def __init__(self, signers: tuple[OutsideSigner, ...], told: Told) -> None:
        self._signers = signers
        self._told = told
        self._missing: dict[str, str] = {}
        self._loop = asyncio.get_running_loop()

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the keys that cannot be used now."""
        return tuple(self._missing)

    def ask(
        self, signer: OutsideSigner, message: bytes, done: Callable[[bytes | CustodyError], None]
    ) -> None:
        """Have a message signed; `done` gets the signature or the error, once, on the loop."""
        future = signer.ask(message)
        over = False

        def answered(outcome: bytes | CustodyError) -> None:
            nonlocal over
            if not over:
                over = True
                timer.cancel()
                self._seen(signer, outcome)
                done(outcome)

        def late() -> None:
            # Where it waits for its turn it is never asked; where the device has it, what comes
            # later is thrown away: the line may have given the position to another entry by then.
            future.cancel()
            answered(unanswered())

        timer = self._loop.call_later(ANSWER_S, late)
        future.add_done_callback(partial(self._post, answered))

    async def run(self) -> None:
        """Look at each key in turn until cancelled."""
        while self._signers:
            for signer in self._signers:
                self._seen(signer, await self._looked(signer))
            await asyncio.sleep(LOOK_S)

    async def _looked(self, signer: OutsideSigner) -> CustodyError | None:
        try:
            async with asyncio.timeout(ANSWER_S):
                await asyncio.wrap_future(signer.check())
        except CustodyError as error:
            return error
        except TimeoutError:
            return unanswered()
        return None

    def _post(
        self, answered: Callable[[bytes | CustodyError], None], future: Future[bytes]
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not isinstance(error, CustodyError):
            error = CustodyError(f"the key failed: {type(error).__name__}")
        try:
            self._loop.call_soon_threadsafe(answered, error or future.result())
        except RuntimeError:
            return  # The loop is closed: nobody is left to be told.

    def _seen(self, signer: OutsideSigner, outcome: object) -> None:
        """Tell of a key that went missing or came back."""
        reason = outcome.message if isinstance(outcome, CustodyError) else ""
        if bool(reason) == (signer.name in self._missing):
            return
        if reason:
            self._missing[signer.name] = reason
            _log.error("a key cannot be used", key=signer.name, place=signer.place, reason=reason)
        else:
            del self._missing[signer.name]
            _log.info("a key can be used again", key=signer.name, place=signer.place)
        self._told(signer, bool(reason), reason)
