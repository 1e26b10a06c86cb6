"""People and silence: the ladder never ahead of a person, a lost line known at both ends."""

from collections.abc import Sequence

from directline.simulator.checkers.base import Checker, Place, Sealing, Truth, honest_pairs

MARGIN_NS = 3_000_000_000
QUIET_SHARE = 3
AGAIN_NS = 2_000_000_000
"""Nothing is said again on one link sooner."""
TAIL_BYTES = 16
"""The end of a frame is its tag, which names it."""
REQUEST, FLASH, FRAGMENT = 5, 3, 14
"""Pieces are left out: those of a long text may be alike where nothing is really sealed."""
UNIT_BYTES_MIN = 256
LINKS_MAX = 4
"""A FLASH goes on all of them."""
SERVED_MAX = 512
"""Entries that one request is answered with."""
ASKED_MAX = 8 * SERVED_MAX
TRAFFIC = "traffic in units"


class Ladder(Checker):
    """No step is shown that the officer did not release; at rest every one is."""

    name = "ladder"

    def inspect(self) -> None:
        """Never ahead of the person."""
        self._compare(exact=False)

    def rest(self) -> None:
        """At rest, exactly the person's."""
        self._compare(exact=True)

    def _compare(self, *, exact: bool) -> None:
        for party, peer in honest_pairs(self.truth):
            if not self.truth.up(party):
                continue
            stepped = self.truth.stepped(peer, party if exact else None)
            held = self.truth.disk(peer)
            shown = self.truth.delivered(party, peer) if exact else {}
            for place, level in self.truth.levels(party, peer).items():
                self.evaluated += 1
                real = stepped.get(place, 0)
                if level > real or (exact and level != real):
                    self.fail(f"{place} shows level {level} of {peer}; the officer's was {real}")
                if exact and not shown[place] and place in held:
                    self.fail(f"{place} is held by {peer} and not shown as delivered")


class Silence(Checker):
    """A lost line is an alarm at both ends within the time, and none is raised without a loss."""

    name = "silence"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._dark: dict[tuple[int, int], bool] = dict.fromkeys(honest_pairs(truth), False)

    def started(self, party: int) -> None:
        """A start knows of nothing."""
        for pair in [pair for pair in self._dark if pair[0] == party]:
            self._dark[pair] = False

    def noticed(self, party: int, peer: int | None, kind: str, state: bool) -> None:
        """The alarm goes on or off."""
        if kind == "blackout" and peer is not None and (party, peer) in self._dark:
            self._dark[party, peer] = state

    def inspect(self) -> None:
        """Compare with what the bearers really carried."""
        limit = self.truth.blackout_ns + MARGIN_NS
        for party, peer in self._dark:
            if not self.truth.up(party) or self.truth.slow_contact(party, peer):
                continue
            since = self.truth.now_ns - self.truth.up_since(party)
            age = max(
                self.truth.contact_age_ns(party, peer), self.truth.contact_age_ns(peer, party)
            )
            if min(age, since) > limit:
                self.evaluated += 1
                if not self._dark[party, peer]:
                    self.fail(
                        f"party {party} knows of no blackout of {peer} after {age // 10**9} s"
                    )

    def rest(self) -> None:
        """Everything flows: nobody is dark."""
        for (party, peer), dark in self._dark.items():
            self.evaluated += 1
            if dark:
                self.fail(f"party {party} shows a blackout of {peer}, and the line is there")


class Bounds(Checker):
    """Queues, buffers and traffic stay below their bounds.

    Traffic has a rate for what is said again and again.  How fast entries go to a peer that never
    had them, or asked for them, is for the windows to say: they are added to it.
    """

    name = "bounds"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._sent: dict[tuple[int, str], dict[bytes, int]] = {}
        self._given: dict[int, set[tuple[int, Place]]] = {}
        self._asked: dict[tuple[int, int], int] = {}
        self._more: dict[int, int] = {}

    def started(self, party: int) -> None:
        """What was sent before may have got lost with it."""
        self._given[party] = set()

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """An entry is to go for the first time, or because it was asked for."""
        sender, receiver = sealing.sender, sealing.receiver
        if sealing.kind == REQUEST:
            asked = self._asked.get((receiver, sender), 0)
            self._asked[receiver, sender] = min(asked + SERVED_MAX, ASKED_MAX)
        if place is None:
            return
        given = self._given.setdefault(sender, set())
        if (receiver, place) in given:
            asked = self._asked.get((sender, receiver), 0)
            if not asked:
                return
            self._asked[sender, receiver] = asked - 1
        given.add((receiver, place))
        units = len(sealing.plain) // UNIT_BYTES_MIN + 1
        links = LINKS_MAX if sealing.lane == FLASH else 1
        self._more[sender] = self._more.get(sender, 0) + units * links

    def transmitted(self, party: int, peer: int, link: str, units: Sequence[bytes]) -> None:
        """The same bytes do not go again on one link before the peer could have answered."""
        if party in self.truth.liars:
            return
        now, sent = self.truth.now_ns, self._sent.setdefault((party, link), {})
        while sent and now - next(iter(sent.values())) > AGAIN_NS:
            del sent[next(iter(sent))]
        for unit in units:
            if unit[0] >> 4 == FRAGMENT:
                continue
            tail = unit[-TAIL_BYTES:]
            if tail in sent:
                self.fail(f"party {party} repeats itself on {link} within {AGAIN_NS // 10**6} ms")
            sent[tail] = now
        self.evaluated += 1

    def inspect(self) -> None:
        """Every measure of every station."""
        for party in range(self.truth.parties):
            if party in self.truth.liars or not self.truth.up(party):
                continue
            for name, (value, bound) in self.truth.measures(party).items():
                self.evaluated += 1
                most = bound + (self._more.pop(party, 0) if name == TRAFFIC else 0)
                if value > most:
                    self.fail(f"party {party}: {name} is {value}, and {most} is the bound")

    def rest(self) -> None:
        """At rest too."""
        self.inspect()


class Epochs(Checker):
    """After the heal both ends seal under one epoch."""

    name = "one-epoch"

    def rest(self) -> None:
        """Both alike."""
        for one, other in honest_pairs(self.truth):
            self.evaluated += 1
            epochs = self.truth.epoch(one, other), self.truth.epoch(other, one)
            if epochs[0] != epochs[1]:
                self.fail(f"parties {one} and {other} seal under epochs {epochs}")
