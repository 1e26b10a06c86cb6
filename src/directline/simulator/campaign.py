"""Many worlds one after another: what they were, what went wrong in them, what was checked."""

import importlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from directline.errors import ConfigError
from directline.simulator.clocks import SECOND
from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import PROFILES, draw
from directline.simulator.planted import ALL, planted
from directline.simulator.world import Outcome, World

TWICE_EVERY = 20
"""One seed in so many is run twice and must end in the same digest."""
DAY_S = 86_400
YEAR_DAYS = 365.25
EXIT_CRASH, EXIT_LIVENESS, EXIT_CORRECTNESS = 127, 128, 129
CRASH = "crash"
"""What a world counts as breaking that ends in an error of the program, or never."""
WHOLE_SEEDS_MIN = 1_000
"""From so many mixed seeds on a campaign must have checked and reached everything."""
MARKS = (
    "anomaly", "blackout", "cosigned", "credit", "damaged", "epoch", "evidence", "gap",
    "generation", "mended", "not-heard", "not-released", "ready", "remote-error", "resync",
    "subject-suspended", "withheld",
)  # fmt: skip
"""Rare things that some world of a whole campaign must reach."""


@dataclass
class Totals:
    """The sums of a campaign.  Adding in any order gives the same."""

    seeds: int = 0
    events: int = 0
    station_ns: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    checks: dict[str, int] = field(default_factory=dict)
    violations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def station_days(self) -> float:
        """Simulated time, all stations together."""
        return round(self.station_ns / SECOND / DAY_S, 3)

    def add(self, outcome: Outcome) -> None:
        """One more world."""
        found = []
        if outcome.violation is not None:
            checker, explanation = outcome.violation
            found = [{"seed": outcome.seed, "checker": checker, "explanation": explanation}]
        marks = dict.fromkeys(outcome.marks, 1)
        self.merge(
            Totals(
                1, outcome.events, outcome.station_ns, outcome.faults, marks, outcome.checks, found
            )
        )

    def merge(self, other: "Totals") -> None:
        """The sums of other worlds too."""
        self.seeds += other.seeds
        self.events += other.events
        self.station_ns += other.station_ns
        for name in ("faults", "marks", "checks"):
            both, more = getattr(self, name), getattr(other, name)
            summed = {key: both.get(key, 0) + more.get(key, 0) for key in {**both, **more}}
            setattr(self, name, dict(sorted(summed.items())))
        self.violations = sorted([*self.violations, *other.violations], key=lambda v: v["seed"])

    def unmet(self) -> list[str]:
        """What a whole campaign must have done and this one did not."""
        idle = [f"checker {name} was never evaluated" for name, n in self.checks.items() if not n]
        return idle + [f"no world reached {mark}" for mark in MARKS if mark not in self.marks]

    def values(self) -> dict[str, Any]:
        """For a file; `Totals(**values)` is the inverse."""
        return asdict(self)


def live(seed: int, profile: str, days: float, disks: DiskFactory = Disk) -> Outcome:
    """One world, from its seed; some are lived twice, to see that nothing but the seed decides."""
    outcome = _lived(seed, profile, days, disks)
    twice = seed % TWICE_EVERY == 0 and outcome.violation is None and PROFILES[profile].twice
    if twice and _lived(seed, profile, days, disks).digest != outcome.digest:
        outcome.violation = ("determinism", "the same seed gave two different worlds")
    return outcome


def _lived(seed: int, profile: str, days: float, disks: DiskFactory = Disk) -> Outcome:
    """An error of the program is a violation of that seed, and no end of the campaign."""
    try:
        return World(draw(seed, profile, days), disks).run()
    except Exception as error:  # noqa: BLE001 - the top of every world
        where = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        return crashed(seed, why)


def crashed(seed: int, why: str) -> Outcome:
    """What is said of a world of which nothing else is known."""
    return Outcome(seed, 0, 0, "", {}, {}, {}, (CRASH, why))


def disks_named(name: str) -> DiskFactory:
    """What the stations of a campaign write to.

    Raises:
        ConfigError: no such disk, or one that needs a package which is not there.
    """
    if name == "simulated":
        return Disk
    if name != "sqlite":
        raise ConfigError(f"no disk {name!r}", remedy="simulated or sqlite")
    try:
        module = importlib.import_module("directline.simulator.sqlite_disk")
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the disk sqlite needs the Python package {error.name}, which directline does not"
            " bring along",
            remedy=f"install {error.name}, or leave --disk out",
        ) from error
    factory: DiskFactory = module.SqliteDisk
    return factory


def explore(
    seeds: Iterable[int],
    profile: str,
    days: float,
    *,
    say: Callable[[Totals], None],
    disks: DiskFactory = Disk,
) -> Totals:
    """Run all the seeds here, one after another; `say` is called after each."""
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

    def values(self) -> dict[str, Any]:
        """As the result names it."""
        return {
            "name": self.name,
            "checker": self.checker or None,
            "found_at_seed": self.found_at_seed if self.checker else None,
            "within": self.seeds_max,
        }


def find(name: str, *, days: float = 1.0) -> Find:
    """Look for a planted bug, seed after seed, up to its number."""
    bug = ALL[name]
    with planted(name):
        for seed in range(bug.seeds_max):
            outcome = _lived(seed, bug.profile, days)
            if outcome.violation is not None:
                return Find(name, outcome.violation[0], seed, bug.seeds_max, outcome.violation[1])
    return Find(name, "", -1, bug.seeds_max, "")


def find_all(names: Iterable[str]) -> Iterator[Find]:
    """Look for each of these planted bugs."""
    for name in names:
        yield find(name)


def exit_code(totals: Totals, finds: Iterable[Find], unmet: Iterable[str]) -> int:
    """0, or what kind of thing went wrong: correctness before liveness before a crash."""
    broken = {violation["checker"] for violation in totals.violations}
    if broken - {CRASH, "liveness"} or any(not f.as_meant for f in finds) or list(unmet):
        return EXIT_CORRECTNESS
    if "liveness" in broken:
        return EXIT_LIVENESS
    return EXIT_CRASH if broken else 0


def result(
    totals: Totals, finds: list[Find], spent_s: float, *, unmet: list[str] | None = None
) -> dict[str, Any]:
    """The one object that a campaign ends with."""
    found: dict[str, Any] = {
        "seeds": totals.seeds,
        "events": totals.events,
        "station_days": totals.station_days,
        "faults": totals.faults,
        "marks": totals.marks,
        "checks": totals.checks,
        "violations": totals.violations,
        "seeds_per_hour": round(totals.seeds / max(spent_s, 1e-6) * 3600),
    }
    if unmet:
        found["unmet"] = unmet
    if finds:
        found["planted"] = [one.values() for one in finds]
    return found
