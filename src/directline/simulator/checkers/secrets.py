"""Keys: none seals two plaintexts, and a root is durable before anything is sealed under it."""

import hashlib

from directline.simulator.checkers.base import Checker, Place, Sealing, Truth
from directline.wire.sealing import RECOVERY_EPOCH, decode_roots

RECENT_MAX = 100_000
"""Keys of which all are remembered: more than any world of hours or weeks uses."""
FIRST_MAX = 64
SAMPLED = 64
"""Of older keys: the first of each stream of frames, and one in so many of the others."""

Stream = tuple[int, int, int, bytes, int]
"""(sender, receiver, epoch, incarnation, lane): its frames are counted, none twice."""


class OneKey(Checker):
    """No frame key (nonce 0) ever seals two different plaintexts, across crashes and restores.

    Memory is bounded, for half a year of heartbeats: of keys long past only some are remembered,
    and of their stream how far it had come, which may never be gone back on.
    """

    name = "one-key"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._used: dict[bytes, tuple[bytes, Stream, int]] = {}
        self._old: dict[bytes, bytes] = {}
        self._closed: dict[Stream, int] = {}

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Every seal of an honest station."""
        if sealing.sender in self.truth.liars:
            return
        self.evaluated += 1
        what = hashlib.blake2b(associated + sealing.plain, digest_size=16).digest()
        s = sealing
        stream = (s.sender, s.receiver, s.epoch, s.incarnation, s.lane)
        used = self._used.get(key)
        before = self._old.get(key) if used is None else used[0]
        if before is None:
            self._used[key] = (what, stream, s.index)
            twice = s.index <= self._closed.get(stream, -1)
        else:
            twice = before != what
        if twice:
            self.fail(
                f"party {s.sender} seals twice under one key:"
                f" epoch {s.epoch}, lane {s.lane}, index {s.index}"
            )
        if len(self._used) > RECENT_MAX:
            self._forget()

    def _forget(self) -> None:
        """The oldest key of all goes."""
        key = next(iter(self._used))
        what, stream, index = self._used.pop(key)
        self._closed[stream] = max(index, self._closed.get(stream, -1))
        if index < FIRST_MAX or index % SAMPLED == 0:
            self._old[key] = what


class RootsFirst(Checker):
    """An epoch's root is in the roots file before a frame is sealed under it."""

    name = "roots-first"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._known: dict[int, tuple[bytes, dict[int, list[int]]]] = {}

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Every seal of an honest station."""
        if sealing.sender in self.truth.liars or sealing.epoch == RECOVERY_EPOCH:
            return
        self.evaluated += 1
        file = self.truth.roots(sealing.sender)
        known = self._known.get(sealing.sender)
        if known is None or known[0] is not file:
            epochs = {r.peer: [number for number, _ in r.epochs] for r in decode_roots(file)}
            known = self._known[sealing.sender] = (file, epochs)
        if sealing.epoch not in known[1][sealing.receiver]:
            self.fail(f"party {sealing.sender} seals under epoch {sealing.epoch}, not durable yet")
