"""Keys: none seals two plaintexts, and a root is durable before anything is sealed under it."""

import hashlib

from directline.simulator.checkers.base import Checker, Place, Sealing, Truth
from directline.wire.sealing import RECOVERY_EPOCH, decode_roots


class OneKey(Checker):
    """No frame key (nonce 0) ever seals two different plaintexts, across crashes and restores."""

    name = "one-key"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._used: dict[bytes, bytes] = {}

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Every seal of an honest station."""
        if sealing.sender in self.truth.liars:
            return
        self.evaluated += 1
        what = hashlib.blake2b(associated + sealing.plain, digest_size=16).digest()
        if self._used.setdefault(key, what) != what:
            self.fail(
                f"party {sealing.sender} seals twice under one key:"
                f" epoch {sealing.epoch}, lane {sealing.lane}, index {sealing.index}"
            )


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
