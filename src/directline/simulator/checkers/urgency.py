"""The urgent goes first: a FLASH before anything lower, a higher precedence before a lower."""

from collections.abc import Mapping, Sequence

from directline.simulator.checkers.base import (
    Checker,
    Place,
    Record,
    Sealing,
    Truth,
    honest_pairs,
)
from directline.simulator.checkers.headers import header_of

FLASH = 3
FRAGMENT = 14
ENTRY_KINDS = frozenset({0, 1})
OUTSTANDING_MAX = 0
"""More FLASH than this on their way may fill the window that FLASH has for itself."""
GIVEN_BACK_NS = 60_000_000_000
"""An entry of the peer's own that it was given back is acknowledged by then."""


class Waiting:
    """Own entries by lane that are durable, released in this run and not started yet.

    For each pair of sender and receiver by itself.
    """

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self._sizes: dict[tuple[int, int], int] = {}
        self._ready: dict[tuple[int, int], list[dict[Place, None]]] = {}
        self._going: dict[tuple[int, int], dict[Place, int]] = {}
        for pair in honest_pairs(truth):
            self._ready[pair] = [{} for _ in range(4)]
            self._going[pair] = {}

    def watches(self, party: int, peer: int) -> bool:
        """Whether both keep the rules."""
        return (party, peer) in self._ready

    def forget(self, party: int) -> None:
        """A start: what was released before it may be held by the peers."""
        for pair in self._ready:
            if pair[0] == party:
                self._ready[pair] = [{} for _ in range(4)]
                self._going[pair].clear()
        for feed in [feed for feed in self._sizes if feed[0] == party]:
            del self._sizes[feed]

    def durable(self, party: int, record: Record) -> None:
        """An own entry is durable; what a peer gave back need not go to it."""
        if record.party == party and not record.bearer:
            place = (record.party, record.generation, record.position)
            lane = int(header_of(record.header).precedence)
            for pair, ready in self._ready.items():
                if pair[0] == party:
                    ready[lane][place] = None

    def starts(self, party: int, peer: int, place: Place, lane: int) -> bool:
        """An entry is sealed; whether it had waited here."""
        ready = self._ready[party, peer][lane]
        found = place in ready
        ready.pop(place, None)
        if lane == FLASH:
            self._going[party, peer][place] = self.truth.now_ns
        return found

    def above(self, party: int, peer: int, lane: int, top: int) -> tuple[Place, int] | None:
        """An entry of a higher lane, up to `top`, that could start and has not."""
        held = self.truth.disk(peer)
        own, rotten = self.truth.disk(party), self.truth.rotten(party)
        if self.truth.unread(party):
            return None
        for higher in range(lane + 1, top + 1):
            ready = self._ready[party, peer][higher]
            for place in list(ready):
                if place in held:
                    del ready[place]
                    continue
                if self._size(own, place[:2]) >= place[2] and place not in rotten:
                    return place, higher
        return None

    def _size(self, own: Mapping[Place, Record], feed: tuple[int, int]) -> int:
        """The durable contiguous prefix of an own feed."""
        size = self._sizes.get(feed, 0)
        while (*feed, size + 1) in own:
            size += 1
        self._sizes[feed] = size
        return size

    def held(self, party: int, peer: int, place: Place) -> None:
        """The peer's station has acknowledged an entry."""
        self._going[party, peer].pop(place, None)

    def crowded(self, party: int, peer: int) -> bool:
        """FLASH are on their way, and another may wait for the window that FLASH has."""
        going, theirs = self._going[party, peer], self.truth.disk(peer)
        now = self.truth.now_ns
        for place in [p for p, at in going.items() if p[0] != party and now - at > GIVEN_BACK_NS]:
            if place in theirs:
                del going[place]
        return len(going) > OUTSTANDING_MAX


class FlashFirst(Checker):
    """Nothing lower starts while a FLASH that is ready has not."""

    name = "flash-first"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._waiting = Waiting(truth)

    def started(self, party: int) -> None:
        """Begin anew."""
        self._waiting.forget(party)

    def durable(self, party: int, record: Record) -> None:
        """An own entry may go, once nothing lacks before it."""
        self._waiting.durable(party, record)

    def held(self, party: int, peer: int, place: Place) -> None:
        """An own entry has arrived."""
        if self._waiting.watches(party, peer):
            self._waiting.held(party, peer, place)

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """An entry starts."""
        pair = sealing.sender, sealing.receiver
        if place is None or sealing.kind not in ENTRY_KINDS or not self._waiting.watches(*pair):
            return
        self._waiting.starts(*pair, place, sealing.lane)
        if sealing.lane < FLASH:
            self._look(*pair, f"{place} of lane {sealing.lane}")

    def transmitted(self, party: int, peer: int, link: str, units: Sequence[bytes]) -> None:
        """Something starts on a link."""
        if not units or not self._waiting.watches(party, peer):
            return
        kind, lane, first = units[0][0] >> 4, units[0][0] >> 2 & 3, units[0][0] & 2
        if lane < FLASH and (kind in ENTRY_KINDS or (kind == FRAGMENT and first)):
            self._look(party, peer, f"lane {lane} on {link}")

    def _look(self, party: int, peer: int, what: str) -> None:
        self.evaluated += 1
        if self._waiting.crowded(party, peer):
            return
        flash = self._waiting.above(party, peer, FLASH - 1, FLASH)
        if flash is not None:
            self.fail(f"party {party} starts {what} for {peer} while FLASH {flash[0]} waits")


class PrecedenceOrder(Checker):
    """Of the entries that are ready, none starts while one of higher precedence has not."""

    name = "precedence-order"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._waiting = Waiting(truth)

    def started(self, party: int) -> None:
        """Begin anew."""
        self._waiting.forget(party)

    def durable(self, party: int, record: Record) -> None:
        """An own entry may go, once nothing lacks before it."""
        self._waiting.durable(party, record)

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """An entry starts for the first time."""
        pair = sealing.sender, sealing.receiver
        if place is None or place[0] != sealing.sender or not self._waiting.watches(*pair):
            return
        if not self._waiting.starts(*pair, place, sealing.lane):
            return
        if self.truth.tight_credit:
            return
        self.evaluated += 1
        above = self._waiting.above(*pair, sealing.lane, FLASH - 1)
        if above is not None:
            self.fail(f"{place} starts in lane {sealing.lane} while {above[0]} of {above[1]} waits")
