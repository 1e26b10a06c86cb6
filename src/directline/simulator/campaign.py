"""Many worlds one after another: what they were, what went wrong in them, what was checked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from directline.simulator.clocks import SECOND
from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import draw
from directline.simulator.planted import ALL, planted
from directline.simulator.world import Outcome, World

TWICE_EVERY = 20
"""One seed in so many is run twice and must end in the same digest."""
DAY_S = 86_400


@dataclass
class Totals:
    """The sums of a campaign."""

    seeds: int = 0
    events: int = 0
    station_ns: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    checks: dict[str, int] = field(default_factory=dict)
    violations: list[dict[str, object]] = field(default_factory=list)

    @property
    def station_days(self) -> float:
        """Simulated time, all stations together."""
        return round(self.station_ns / SECOND / DAY_S, 3)

    def add(self, outcome: Outcome) -> None:
        """One more world."""
        self.seeds += 1
        self.events += outcome.events
        self.station_ns += outcome.station_ns
        for mine, its in ((self.faults, outcome.faults), (self.checks, outcome.checks)):
            for name, count in its.items():
                mine[name] = mine.get(name, 0) + count
        for name in outcome.marks:
            self.marks[name] = self.marks.get(name, 0) + 1
        if outcome.violation is not None:
            checker, explanation = outcome.violation
            self.violations.append(
                {"seed": outcome.seed, "checker": checker, "explanation": explanation}
            )


def live(seed: int, profile: str, days: float, disks: DiskFactory = Disk) -> Outcome:
    """One world, from its seed; some are lived twice, to see that nothing but the seed decides."""
    outcome = World(draw(seed, profile, days), disks).run()
    if seed % TWICE_EVERY == 0 and outcome.violation is None:
        again = World(draw(seed, profile, days), disks).run()
        if again.digest != outcome.digest:
            outcome.violation = ("determinism", "the same seed gave two different worlds")
    return outcome


def explore(
    seeds: Iterable[int],
    profile: str,
    days: float,
    *,
    say: Callable[[Totals], None],
    disks: DiskFactory = Disk,
) -> Totals:
    """Run all the seeds; `say` is called after each."""
    totals = Totals()
    for seed in seeds:
        totals.add(live(seed, profile, days, disks))
        say(totals)
    return totals


@dataclass(frozen=True, slots=True)
class Find:
    """One planted bug, and how it was found."""

    name: str
    checker: str
    """What found it; empty: nothing did."""
    found_at_seed: int
    """-1: not within its number of seeds."""
    seeds_max: int
    explanation: str

    @property
    def as_meant(self) -> bool:
        """Found in time, by a checker that is meant to."""
        return self.checker in ALL[self.name].checkers


def find(name: str, *, days: float = 1.0) -> Find:
    """Look for a planted bug, seed after seed, up to its number."""
    bug = ALL[name]
    with planted(name):
        for seed in range(bug.seeds_max):
            outcome = World(draw(seed, bug.profile, days)).run()
            if outcome.violation is not None:
                return Find(name, outcome.violation[0], seed, bug.seeds_max, outcome.violation[1])
    return Find(name, "", -1, bug.seeds_max, "")


def find_all(names: Iterable[str]) -> Iterator[Find]:
    """Look for each of these planted bugs."""
    for name in names:
        yield find(name)
