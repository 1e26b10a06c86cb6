"""One history a feed: prefix agreement, an independent audit, and who may be accused."""

import hashlib
from collections.abc import Mapping, Sequence

from directline.simulator.checkers.base import (
    Checker,
    Place,
    Proof,
    Record,
    Sealing,
    Truth,
    honest_pairs,
)
from directline.simulator.checkers.headers import header_of

PROOFS_MAX = 64
"""A station proves so many double places of one party in one run: one is enough."""


class Prefix(Checker):
    """Stations never hold two entries at one place of an honest feed, and roots are true."""

    name = "prefix"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._leaves: dict[Place, bytes] = {}

    def stored(self, party: int, record: Record, missing: tuple[int, ...]) -> None:
        """Every entry that is shown is its author's own, and the same everywhere."""
        self.evaluated += 1
        place = (record.party, record.generation, record.position)
        if not self.truth.genuine(record):
            self.fail(f"party {party} shows {place}, which its author did not sign")
        if hashlib.sha256(record.header).digest() != record.leaf:
            self.fail(f"party {party} keeps {place} under a leaf that is not its digest")
        header = header_of(record.header)
        if (header.party, header.generation, header.position) != place:
            self.fail(f"party {party} keeps an entry at {place} that is of another place")

    def rest(self) -> None:
        """Compare all disks, and count every tree anew."""
        honest = [p for p in range(self.truth.parties) if p not in self.truth.liars]
        seen: dict[Place, bytes] = {}
        for party in honest:
            disk = self.truth.disk(party)
            for place, record in disk.items():
                self.evaluated += 1
                if not self.truth.genuine(record):
                    self.fail(f"party {party} holds {place}, which its author did not sign")
                other = seen.setdefault(place, record.leaf)
                if other != record.leaf and place[0] not in self.truth.liars:
                    self.fail(f"two stations hold different entries at {place}")
            if self.truth.up(party):
                self._trees(party, disk)

    def _trees(self, party: int, disk: Mapping[Place, Record]) -> None:
        feeds: dict[tuple[int, int], int] = {}
        for author, generation, _ in disk:
            feeds.setdefault((author, generation), 0)
        for author, generation in sorted(feeds):
            size = 0
            while (author, generation, size + 1) in disk:
                size += 1
            feeds[author, generation] = size
        counted = {(a, g): size for a, g, size in self.truth.heads(party)}
        for (author, generation), size in feeds.items():
            self.evaluated += 1
            if counted.get((author, generation), 0) != size:
                self.fail(
                    f"party {party} counts {counted.get((author, generation), 0)} entries of"
                    f" {author}/{generation} and holds {size}"
                )
            leaves = [disk[author, generation, n].leaf for n in range(1, size + 1)]
            if self.truth.root(party, author, generation, size) != root_of(leaves):
                self.fail(f"party {party} has another root of {author}/{generation} at {size}")
        self._claims(party, disk)

    def _claims(self, party: int, disk: Mapping[Place, Record]) -> None:
        """What its own entries say they saw is what there is to see."""
        roots: dict[tuple[int, int, int], bytes] = {}
        for place, record in disk.items():
            if place[0] != party:
                continue
            for seen in header_of(record.header).seen:
                cut = (seen.party, seen.generation, seen.size)
                places = [(*cut[:2], n) for n in range(1, seen.size + 1)]
                if seen.party in self.truth.liars or any(p not in disk for p in places):
                    continue
                self.evaluated += 1
                if cut not in roots:
                    roots[cut] = root_of([disk[p].leaf for p in places])
                if roots[cut] != seen.root:
                    self.fail(f"{place} says it saw another history of {cut}")


class Generations(Checker):
    """No place is ever used for two entries that left the house, whatever was restored."""

    name = "generation"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._left: dict[Place, bytes] = {}

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """An own entry leaves the house."""
        if place is None or place[0] != sealing.sender or sealing.sender in self.truth.liars:
            return
        record = self.truth.disk(sealing.sender).get(place)
        if record is None:
            return
        self.evaluated += 1
        if self._left.setdefault(place, record.leaf) != record.leaf:
            self.fail(f"{place} was used for two entries")


class Evidence(Checker):
    """Two histories are always shown of a liar, never of a party that kept the rules."""

    name = "evidence"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._exposed: dict[Place, None] = {}
        self._proven: dict[Place, None] = {}
        self._told: dict[tuple[int, int], int] = {}
        self._accusers: dict[int, set[int]] = {}

    def accused(self, party: int, proof: Proof) -> None:
        """A station shows a proof."""
        self.evaluated += 1
        place = (proof.party, proof.generation, proof.position)
        if proof.party not in self.truth.liars:
            self.fail(f"party {party} accuses {proof.party}, which kept the rules, at {place}")
        if proof.header_a == proof.header_b:
            self.fail(f"a proof of one history at {place}")
        self._proven[place] = None
        self._told[party, proof.party] = self._told.get((party, proof.party), 0) + 1
        self._accusers.setdefault(proof.party, set()).add(party)

    def started(self, party: int) -> None:
        """Proofs are counted anew."""
        for pair in [pair for pair in self._told if pair[0] == party]:
            del self._told[pair]

    def lied(self, place: Place) -> None:
        """A second history has reached a station that holds the first."""
        self._exposed[place] = None

    def restored(self, party: int, lost: Sequence[Place]) -> None:
        """With the first history gone, the second one is the first."""
        for place in lost:
            self._exposed.pop(place, None)

    def rest(self) -> None:
        """Every equivocator that was exposed is proven."""
        for place in self._exposed:
            self.evaluated += 1
            enough = any(p == place[0] and n >= PROOFS_MAX for (_, p), n in self._told.items())
            if place not in self._proven and not enough:
                self.fail(f"two histories at {place} reached a station, which shows no proof")
        for one, other in honest_pairs(self.truth):
            self._views(one, other)

    def _views(self, one: int, other: int) -> None:
        """A party that showed two histories to two others is proven to both.

        Of its newest generation: `seen` names no earlier one, that is the witness's to notice.
        """
        theirs = self.truth.disk(other)
        newest = self._newest(one) & self._newest(other)
        for place, record in self.truth.disk(one).items():
            held = theirs.get(place)
            if held is None or held.leaf == record.leaf or place[:2] not in newest:
                continue
            self.evaluated += 1
            if one not in self._accusers.get(place[0], ()):
                self.fail(
                    f"party {one} and {other} were shown two histories at {place},"
                    f" and {one} shows no proof"
                )

    def _newest(self, party: int) -> set[tuple[int, int]]:
        """(liar, generation) of the feed that a station follows."""
        return {(liar, self.truth.followed(party, liar)) for liar in self.truth.liars}


def root_of(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1, by itself and slowly."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()
