"""People and silence: the ladder never ahead of a person, a lost line known at both ends."""

from directline.simulator.checkers.base import Checker, Truth

MARGIN_NS = 3_000_000_000
QUIET_SHARE = 3


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
        if self.truth.parties != 2:
            return
        for party in range(2):
            if self.truth.liars or not self.truth.up(party):
                continue
            stepped = self.truth.stepped(1 - party, kept=exact)
            held = self.truth.disk(1 - party)
            shown = self.truth.delivered(party) if exact else {}
            newest = max((g for p, g, _ in self.truth.heads(party) if p == party), default=1)
            for place, level in self.truth.levels(party).items():
                self.evaluated += 1
                real = stepped.get(place, 0)
                if level > real or (exact and level != real):
                    self.fail(f"{place} shows level {level}; the officer's was {real}")
                current = place[1] == newest
                # `seen` names the newest generation only: of an older one, what arrives late is
                # known by link acknowledgement and not by a signed step.
                if exact and current and not shown[place] and place in held:
                    self.fail(f"{place} is held and not shown as delivered")


class Silence(Checker):
    """A lost line is an alarm at both ends within the time, and none is raised without a loss."""

    name = "silence"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._dark: list[bool] = [False] * truth.parties

    def started(self, party: int) -> None:
        """A start knows of nothing."""
        self._dark[party] = False

    def noticed(self, party: int, kind: str, state: bool) -> None:
        """The alarm goes on or off."""
        if kind == "blackout":
            self._dark[party] = state

    def inspect(self) -> None:
        """Compare with what the bearers really carried."""
        if self.truth.liars or self.truth.slow_contact() or self.truth.parties != 2:
            return
        limit = self.truth.blackout_ns + MARGIN_NS
        for party in range(2):
            if not self.truth.up(party):
                continue
            since = self.truth.now_ns - self.truth.up_since(party)
            age = max(self.truth.contact_age_ns(0, 1), self.truth.contact_age_ns(1, 0))
            if min(age, since) > limit:
                self.evaluated += 1
                if not self._dark[party]:
                    self.fail(f"party {party} knows of no blackout after {age // 10**9} s")

    def rest(self) -> None:
        """Everything flows: nobody is dark."""
        for party in range(self.truth.parties):
            if party not in self.truth.liars and not self.truth.liars:
                self.evaluated += 1
                if self._dark[party]:
                    self.fail(f"party {party} shows a blackout, and the line is there")


class Bounds(Checker):
    """Queues, buffers and traffic stay below their bounds."""

    name = "bounds"

    def inspect(self) -> None:
        """Every measure of every station."""
        for party in range(self.truth.parties):
            if party in self.truth.liars or not self.truth.up(party):
                continue
            for name, (value, bound) in self.truth.measures(party).items():
                self.evaluated += 1
                if value > bound:
                    self.fail(f"party {party}: {name} is {value}, and {bound} is the bound")

    def rest(self) -> None:
        """At rest too."""
        self.inspect()


class Epochs(Checker):
    """After the heal both ends seal under one epoch."""

    name = "one-epoch"

    def rest(self) -> None:
        """Both alike."""
        if self.truth.liars:
            return
        self.evaluated += 1
        epochs = {self.truth.epoch(party) for party in range(self.truth.parties)}
        if len(epochs) != 1:
            self.fail(f"the stations seal under epochs {sorted(epochs)}")
