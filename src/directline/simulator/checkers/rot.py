"""Bit rot: noticed, mended from a copy, and never shown or sent as it lies."""

from directline.simulator.checkers.base import Checker, Place, Record, Sealing, Truth
from directline.simulator.checkers.headers import header_of

EXPLICIT = 1


class BitRot(Checker):
    """What rots on a disk is noticed, mended from a copy, and never shown or sent as it lies."""

    name = "bit-rot"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._told: dict[int, int] = {}

    def started(self, party: int) -> None:
        """A start finds it anew."""
        self._told[party] = 0

    def noticed(self, party: int, peer: int | None, kind: str, state: bool) -> None:
        """Damage is told of, and its end."""
        if kind == "damaged":
            self._told[party] = self._told.get(party, 0) + (1 if state else -1)

    def mended(self, party: int, record: Record, *, shown: bool) -> None:
        """The copy is the author's entry, and it was told that there was damage."""
        self.evaluated += 1
        place = (record.party, record.generation, record.position)
        if not self.truth.genuine(record) or header_of(record.header).position != place[2]:
            self.fail(f"party {party} mended {place} with what its author did not sign")
        if place in self.truth.rotten(party):
            self.fail(f"party {party} says that {place} is mended, and it is not")

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """An entry that leaves is one that somebody signed."""
        if sealing.kind == EXPLICIT and place is None and sealing.sender not in self.truth.liars:
            self.fail(f"party {sealing.sender} sends an entry that nobody signed")

    def rest(self) -> None:
        """At rest nothing is damaged any more."""
        for party in range(self.truth.parties):
            if party in self.truth.liars:
                continue
            for place in self.truth.rotten(party):
                self.fail(f"{place} is still damaged at party {party}, and others have copies")
            if self._told.get(party, 0):
                self.fail(f"party {party} tells of {self._told[party]} damaged more than there are")
