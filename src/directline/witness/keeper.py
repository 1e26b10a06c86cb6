"""The witness at work: one request after the other, each head durable before it is signed."""

import asyncio
from collections import Counter
from collections.abc import Callable

import structlog

from directline.errors import ConfigError, LocalProtocolError, RemoteProtocolError
from directline.station.custody import WitnessKeys
from directline.transcript.submission import Answer, Request
from directline.transcript.witness import (
    BAD_REQUEST,
    CONFLICT,
    NOT_FOUND,
    Cosigned,
    Keep,
    Refusal,
    Witness,
)
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome, digest

OK = 200
FAILED = 500
"""The disk refused: nothing was signed."""
FULL = 507
GENERATIONS_MAX = 256
"""Heads kept of one feed's generations: one party must not fill the witness for the others."""
REASON_CHARS_MAX = 300

_log = structlog.get_logger("witness")


class Keeper:
    """One witness over one directory, which nobody else uses meanwhile.

    Args:
        home: its directory, locked by the caller.
        keys: its keys.
        now_s: the civil clock.

    Raises:
        ConfigError: what is kept cannot be read, or is not of the logs that it serves.
    """

    def __init__(self, home: WitnessHome, keys: WitnessKeys, now_s: Callable[[], int]) -> None:
        self._home = home
        self._now_s = now_s
        self._book = home.book()
        try:
            self._witness = Witness(
                home.name, keys.cosigner, REAL_SUITE, self._book, home.records(), mldsa=keys.mldsa
            )
        except LocalProtocolError as error:
            raise ConfigError(error.message, remedy=error.remedy) from error
        self._names = {digest(name): name for name in self._witness.origins()}
        self._generations = Counter(self._book.feed(name) for name in self._names.values())
        self._lock = asyncio.Lock()

    @property
    def name(self) -> str:
        """The name that it signs under."""
        return self._witness.name

    async def answer(self, data: bytes) -> Answer:
        """Answer a request.  Total: no bytes make it fail."""
        try:
            request = Request.parse(data)
        except RemoteProtocolError as error:
            return _refused(BAD_REQUEST, error.message)
        # One at a time: compare and persist are one step, and no request meets another's.
        async with self._lock:
            answer = self._witness.add_checkpoint(
                request.old_size, request.path, request.note, self._now_s()
            )
            if isinstance(answer, Keep):
                return await self._keep(answer)
            if isinstance(answer, Cosigned):
                return Answer(OK, answer.line)
            return await self._refuse(answer, request)

    def checkpoint(self, name_digest: str) -> bytes | None:
        """The last head of a log with both signatures, for monitors."""
        name = self._names.get(name_digest)
        return None if name is None else self._witness.cosigned(name)

    async def _keep(self, keep: Keep) -> Answer:
        feed = self._book.feed(keep.origin)
        new = digest(keep.origin) not in self._names
        if new and self._generations[feed] >= GENERATIONS_MAX:
            self._witness.not_kept(keep.token)
            _log.error("too many generations of one feed", feed=feed)
            return _refused(FULL, "too many generations of this feed")
        writing = asyncio.create_task(asyncio.to_thread(self._home.keep, keep.origin, keep.record))
        try:
            # A client that hangs up must not leave the write without its end.
            await asyncio.shield(writing)
        except ConfigError as error:
            self._witness.not_kept(keep.token)
            _log.error("a head could not be written: nothing is signed", reason=error.message)
            return _refused(FAILED, "the head could not be made durable")
        except asyncio.CancelledError:
            await asyncio.wait({writing})
            self._settle(keep, feed, new=new, written=writing.exception() is None)
            raise
        cosigned = self._settle(keep, feed, new=new, written=True)
        return _refused(FAILED, "not signed") if cosigned is None else Answer(OK, cosigned.line)

    def _settle(self, keep: Keep, feed: str, *, new: bool, written: bool) -> Cosigned | None:
        if not written:
            self._witness.not_kept(keep.token)
            return None
        cosigned = self._witness.kept(keep.token)
        if new:
            self._names[digest(keep.origin)] = keep.origin
            self._generations[feed] += 1
        _log.info("head signed", log=keep.origin, size=cosigned.size)
        return cosigned

    async def _refuse(self, refusal: Refusal, request: Request) -> Answer:
        if refusal.fork is not None:
            await self._fork(refusal.fork, request)
        if refusal.status == CONFLICT and refusal.size is not None:
            return Answer(CONFLICT, f"{refusal.size}\n".encode())
        if refusal.status != NOT_FOUND:
            _log.warning("head refused", status=refusal.status, reason=refusal.reason)
        return _refused(refusal.status, refusal.reason)

    async def _fork(self, proof: bytes, request: Request) -> None:
        """Two histories under one key: keep the proof, say so, name no cause."""
        name = request.note.partition(b"\n")[0].decode("utf-8", "replace")
        try:
            path = await asyncio.to_thread(self._home.keep_fork, self._book[name], proof)
        except ConfigError as error:
            _log.critical("TWO HISTORIES, proof not written", log=name, reason=error.message)
            return
        kept = "enough are kept" if path is None else str(path)
        _log.critical("TWO HISTORIES signed by one log's key", log=name, proof=kept)


def _refused(status: int, reason: str) -> Answer:
    return Answer(status, f"{reason[:REASON_CHARS_MAX]}\n".encode())
