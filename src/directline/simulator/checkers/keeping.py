"""Nothing acknowledged is lost: what was acknowledged, claimed or shown is durable, for ever."""

from collections.abc import Sequence

from directline.simulator.checkers.base import Checker, Place, Record, Sealing, Truth
from directline.simulator.checkers.headers import header_of
from directline.wire.control import Ack

ACK = 2
UNANSWERED = frozenset({2, 3})
"""Acknowledgements and heartbeats are not acknowledged; half a year has millions of them."""
ENTRY_KINDS = frozenset({0, 1})


class Durability(Checker):
    """A link acknowledgement or a signed `seen` implies durability, for ever after."""

    name = "receipt-durable"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._frames: dict[tuple[int, int, bytes, int, int], Place | None] = {}
        self._promised: list[dict[Place, None]] = [{} for _ in range(truth.parties)]
        self._sizes: dict[tuple[int, int, int], int] = {}

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Remember what each frame carries; look into each acknowledgement."""
        if sealing.kind not in UNANSWERED:
            echo = sealing.incarnation[:8]
            frame = (sealing.sender, sealing.receiver, echo, sealing.lane, sealing.index)
            self._frames[frame] = place
        if sealing.kind != ACK or sealing.sender in self.truth.liars:
            return
        ack = Ack.decode(sealing.plain)
        for lane, first, count in ack.ranges:
            for index in range(first, first + count):
                frame = (sealing.receiver, sealing.sender, ack.echo, lane, index)
                if frame not in self._frames:
                    self.fail(f"party {sealing.sender} acknowledges a frame that nobody sealed")
                held = self._frames[frame]
                if held is not None:
                    self._promise(sealing.sender, held, "acknowledged")

    def signed(self, party: int, place: Place, leaf: bytes, header: bytes) -> None:
        """What an entry says it saw is durable where it was signed."""
        if party in self.truth.liars:
            return
        for seen in header_of(header).seen:
            feed = (party, seen.party, seen.generation)
            for position in range(self._sizes.get(feed, 0) + 1, seen.size + 1):
                self._promise(party, (seen.party, seen.generation, position), "`seen`")
            self._sizes[feed] = max(self._sizes.get(feed, 0), seen.size)
            for position, _ in seen.beyond:
                self._promise(party, (seen.party, seen.generation, position), "`seen` beyond")

    def restored(self, party: int, lost: Sequence[Place]) -> None:
        """An old backup takes with it what was promised after it: known, and no fault of ours."""
        for place in lost:
            self._promised[party].pop(place, None)
        for feed in [f for f in self._sizes if f[0] == party]:
            del self._sizes[feed]

    def started(self, party: int) -> None:
        """After a start all that was ever promised is there."""
        self._hold(party)

    def rest(self) -> None:
        """At rest too."""
        for party in range(self.truth.parties):
            self._hold(party)

    def _promise(self, party: int, place: Place, how: str) -> None:
        self.evaluated += 1
        if place not in self.truth.disk(party):
            self.fail(f"party {party} {how} {place}, which is not durable there")
        self._promised[party][place] = None

    def _hold(self, party: int) -> None:
        disk = self.truth.disk(party)
        for place in self._promised[party]:
            if place not in disk:
                self.fail(f"party {party} has lost {place}, which it had acknowledged")


class WriteAhead(Checker):
    """An own entry leaves only when it is durable at home, and nothing leaves unreleased."""

    name = "write-ahead"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._released: dict[Place, tuple[int, bool, int]] = {}

    def released(self, party: int, place: Place, *, lane: int, drill: bool, kind: int) -> None:
        """A person has released this."""
        self._released[place] = (lane, drill, kind)

    def withdrawn(self, party: int, place: Place) -> None:
        """Nothing of it may have left."""
        self._released.pop(place, None)

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Look at each entry that is sealed by an honest station."""
        if place is None or sealing.sender in self.truth.liars:
            return
        self.evaluated += 1
        record = self.truth.disk(sealing.sender).get(place)
        if record is None:
            self.fail(f"party {sealing.sender} sends {place} before it is durable")
            return
        if place[0] != sealing.sender:
            return
        header = header_of(record.header)
        if int(header.kind) == 0:
            self._person(place, (int(header.precedence), header.drill, 0))

    def _person(self, place: Place, what: tuple[int, bool, int]) -> None:
        released = self._released.get(place)
        if released is None:
            self.fail(f"{place} leaves, and no officer released it")
        elif released != what:
            self.fail(f"{place} leaves as {what}, released as {released}")


class Showing(Checker):
    """An entry is shown once a run, when it is durable, and with the whole gap before it."""

    name = "shown-once"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._rotten: list[set[Place]] = [set() for _ in range(truth.parties)]
        """Damaged at the start: in their place, and not to be seen."""
        self._shown: list[set[Place]] = [set() for _ in range(truth.parties)]
        self._sizes: dict[tuple[int, int, int], int] = {}

    def started(self, party: int) -> None:
        """A desk that starts reads its archive: that is shown."""
        self._rotten[party] = set(self.truth.rotten(party))
        self._shown[party] = set(self.truth.disk(party)) - self._rotten[party]
        for feed in [f for f in self._sizes if f[0] == party]:
            del self._sizes[feed]

    def stored(self, party: int, record: Record, missing: tuple[int, ...]) -> None:
        """Each entry that the station is told to show."""
        self.evaluated += 1
        place = (record.party, record.generation, record.position)
        if place in self._shown[party]:
            self.fail(f"party {party} shows {place} twice")
        held = self.truth.disk(party).get(place)
        if held is None or held.leaf != record.leaf:
            self.fail(f"party {party} shows {place}, which is not durable there")
        self._shown[party].add(place)
        if record.party == party:
            return
        feed = (party, record.party, record.generation)
        shown = self._shown[party]
        if self._rotten[party]:
            shown = shown | self._rotten[party]
        size = self._sizes.get(feed, 0)
        while (record.party, record.generation, size + 1) in shown:
            size += 1
        self._sizes[feed] = size
        gap = [
            position
            for position in range(size + 1, record.position)
            if (record.party, record.generation, position) not in shown
        ]
        if tuple(gap[:32]) != missing:
            self.fail(f"party {party} shows {place} with the gap {missing}, and it is {gap[:32]}")

    def rest(self) -> None:
        """Everything durable is shown."""
        for party in range(self.truth.parties):
            if party in self.truth.liars or not self.truth.up(party):
                continue
            rotten = self.truth.rotten(party)
            hidden = [
                p for p in self.truth.disk(party) if p not in self._shown[party] and p not in rotten
            ]
            if hidden:
                self.fail(f"party {party} holds {hidden[0]} and never showed it")

    def mended(self, party: int, record: Record, *, shown: bool) -> None:
        """What was damaged at the start is shown now, and for the first time."""
        place = (record.party, record.generation, record.position)
        if shown != (place in self._shown[party]):
            self.fail(f"party {party} mended {place}, and says of it shown: {shown}")
        self._shown[party].add(place)
