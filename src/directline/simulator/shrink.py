"""A failure made smaller: fewer classes of faults, a shorter world, then fewer single faults."""

from dataclasses import dataclass, field

from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import Plan, draw
from directline.simulator.tape import Fault, Tape
from directline.simulator.world import Outcome, World

SHORTEST_NS = 1_000_000_000
RUNS_MAX = 200
EVENTS_SPENT_MAX = 2_000_000
"""After that (some minutes) the smallest so far is told.  No clock: a replay shrinks as before."""


@dataclass
class Shrunk:
    """The smallest world found that still breaks the same rule."""

    plan: Plan
    outcome: Outcome
    tape: Tape = field(default_factory=Tape)
    runs: int = 1

    def schedule(self) -> list[str]:
        """The faults that are left, a line each."""
        return self.tape.told()


def shrink(seed: int, profile: str, days: float, disks: DiskFactory = Disk) -> Shrunk | None:
    """Make the failure of a seed smaller; None if the seed breaks no rule."""
    plan = draw(seed, profile, days)
    outcome = World(plan, disks).run()
    if outcome.violation is None:
        return None
    return _Search(Shrunk(plan, outcome), disks).run()


class _Search:
    def __init__(self, best: Shrunk, disks: DiskFactory) -> None:
        assert best.outcome.violation is not None
        self._best, self._rule = best, best.outcome.violation[0]
        self._disks = disks
        self._spent = 0

    def run(self) -> Shrunk:
        for name in sorted(self._best.plan.classes):
            self._try(self._best.plan.without(name))
        chaos_ns = self._best.plan.chaos_ns // 2
        while chaos_ns > SHORTEST_NS and self._try(self._best.plan.shortened(chaos_ns)):
            chaos_ns //= 2
        self._try(self._best.plan, Tape(recording=True))
        self._drop()
        return self._best

    def _try(self, plan: Plan, tape: Tape | None = None) -> bool:
        """Whether the same rule is broken there too: then that is the best."""
        best = self._best
        if best.runs >= RUNS_MAX or self._spent > EVENTS_SPENT_MAX:
            return False
        best.runs += 1
        tape = tape or Tape()
        outcome = World(plan, self._disks, tape=tape).run()
        self._spent += outcome.events
        same = outcome.violation is not None and outcome.violation[0] == self._rule
        if same:
            self._best = Shrunk(plan, outcome, tape, best.runs)
        return same

    def _drop(self) -> None:
        """Leave single faults out: halves first, then smaller parts, at last one by one."""
        states = dict(self._best.tape.states)
        size = max(1, len(self._best.tape.struck) // 2)
        while True:
            at = 0
            while at < len(self._best.tape.struck):
                part = frozenset(fault for _, fault in self._best.tape.struck[at : at + size])
                if not self._try(self._best.plan, self._less(part, states)):
                    at += size
            if size == 1:
                return
            size //= 2

    def _less(self, part: frozenset[Fault], states: dict[Fault, object]) -> Tape:
        without = self._best.tape.without | part
        return Tape(without=without, recording=True, after=states)
