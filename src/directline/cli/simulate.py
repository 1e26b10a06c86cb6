"""`directline simulate`: seeded worlds around the real line, for a sceptic on either side."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from directline.cli.options import JsonOption
from directline.errors import ConfigError
from directline.simulator.campaign import (
    CRASH,
    EXIT_CORRECTNESS,
    WHOLE_SEEDS_MIN,
    Find,
    Totals,
    disks_named,
    exit_code,
    result,
)
from directline.simulator.crew import Crew, Work
from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import DAYS_MAX, PROFILES
from directline.simulator.planted import ALL, planted
from directline.simulator.report import markdown
from directline.simulator.shrink import Shrunk, shrink
from directline.simulator.world import Outcome

EXIT_INTERRUPTED = 130
SAY_S = 1.0
TIMELINE_LINES = 60
SCHEDULE_LINES = 200
NOT_SHRUNK = frozenset({CRASH, "determinism"})


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("simulate")(simulate)


def simulate(
    seeds: Annotated[str, typer.Option(help="The worlds to live through: A..B, B not included.")]
    = "0..100",
    days: Annotated[float, typer.Option(
        help=f"The longest world, in simulated days; 0: {DAYS_MAX:g}, or what the profile says.")]
    = 0.0,
    profile: Annotated[str, typer.Option(help=f"The kind of world: {', '.join(PROFILES)}.")]
    = "mixed",
    planted: Annotated[str, typer.Option(help="Look for a planted bug by its name, or `all`.")]
    = "",
    replay: Annotated[int, typer.Option(help="Shrink one failing seed and print what happened.")]
    = -1,
    processes: Annotated[int, typer.Option(help="How many at once; 0: one for each core.")] = 0,
    report: Annotated[Path | None, typer.Option(help="Write the tables into this file.")] = None,
    disk: Annotated[str, typer.Option(
        help="What the stations write to: simulated, or sqlite (the real store on a torn disk).")]
    = "simulated",
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Live through seeded worlds of crashes, cuts and liars, and check every promise in them.

    Ends with one JSON object.  Exit code 129: a promise was broken (or a planted bug was not
    found, or a campaign of 1,000 mixed seeds left a checker idle); 128: a world did not come to
    rest; 127: the program failed; 130: interrupted, with the totals so far.
    """
    if profile not in PROFILES:
        raise ConfigError(f"no profile {profile!r}", remedy=", ".join(PROFILES))
    if planted not in {"", "all", *ALL}:
        raise ConfigError(f"no planted bug {planted!r}", remedy=", ".join(ALL))
    disks = disks_named(disk)
    if planted and disks is not Disk:
        raise ConfigError(
            "planted bugs are looked for on the simulated disk", remedy="leave --disk out"
        )
    if replay >= 0:
        _replay(replay, profile, days or PROFILES[profile].days_max, planted, disks)
        return
    first, last = _range(seeds)
    if planted:
        works = [Work(bug=name) for name in (ALL if planted == "all" else [planted])]
    else:
        works = [Work(seed, profile, days, disk=disk) for seed in range(first, last)]
    run = Run(Crew(min(processes or os.cpu_count() or 1, len(works))), works)
    stopped = run.go()
    whole = profile == "mixed" and run.totals.seeds >= WHOLE_SEEDS_MIN and not stopped
    unmet = run.totals.unmet() if whole else []
    found = result(run.totals, run.finds, run.spent_s, unmet=unmet)
    if stopped:
        found["stopped"] = True
    if report is not None:
        report.write_text(markdown(found))
    _explain(run.totals, profile, days, disk)
    for line in unmet:
        _say(f"FAILED: {line}")
    print(json.dumps(found) if as_json else json.dumps(found, indent=2), flush=True)
    code = exit_code(run.totals, run.finds, unmet)
    if stopped or code:
        raise typer.Exit(EXIT_INTERRUPTED if stopped else code)


@dataclass
class Run:
    """One campaign as a person watches it."""

    crew: Crew
    works: list[Work]
    totals: Totals = field(default_factory=Totals)
    finds: list[Find] = field(default_factory=list)
    begun_s: float = field(default_factory=time.monotonic)
    _said_s: float = 0.0

    @property
    def spent_s(self) -> float:
        """How long it has taken."""
        return max(time.monotonic() - self.begun_s, 1e-6)

    def go(self) -> bool:
        """Do all of the work; whether somebody stopped it."""
        results = self.crew.results(self.works)
        try:
            for found in results:
                self._took(found)
        except KeyboardInterrupt:
            _say("stopped: these are the totals so far")
            return True
        finally:
            results.close()  # type: ignore[attr-defined]
            self.finds.sort(key=lambda one: list(ALL).index(one.name))
        return False

    def _took(self, found: Outcome | Find | None) -> None:
        if isinstance(found, Find):
            self.finds.append(found)
            where = f"seed {found.found_at_seed} by {found.checker}"
            _say(f"[{self.spent_s:7.1f} s] {found.name}: {where if found.checker else 'NOT FOUND'}")
            return
        if found is not None:
            self.totals.add(found)
        done = self.totals.seeds == len(self.works)
        if not self.works[0].bug and (done or time.monotonic() - self._said_s >= SAY_S):
            self._said_s = time.monotonic()
            _say(self._progress())

    def _progress(self) -> str:
        totals, spent = self.totals, self.spent_s
        left = (len(self.works) - totals.seeds) * spent / totals.seeds if totals.seeds else 0.0
        return (
            f"[{spent:7.1f} s] {totals.seeds} of {len(self.works)} seeds,"
            f" {totals.events} events, {totals.events / spent:.0f} events/s,"
            f" {len(totals.marks)} rare things reached, {len(totals.violations)} violations,"
            f" {left / 60:.1f} min left"
        )


def _explain(totals: Totals, profile: str, days: float, disk: str) -> None:
    """Shrink the first violation, and say how to see it again."""
    for violation in totals.violations:
        _say(f"seed {violation['seed']}: {violation['checker']}: {violation['explanation']}")
    for violation in totals.violations[:1]:
        seed, more = violation["seed"], f" --days {days:g}" if days else ""
        more += f" --disk {disk}" if disk != "simulated" else ""
        if violation["checker"] not in NOT_SHRUNK and profile != "year":
            shrunk = shrink(seed, profile, days or PROFILES[profile].days_max, disks_named(disk))
            for line in _schedule(shrunk) if shrunk is not None else ():
                _say(line)
        _say(f"replay with: directline simulate --replay {seed} --profile {profile}{more}")


def _schedule(shrunk: Shrunk) -> Iterator[str]:
    yield f"with these faults only: {', '.join(sorted(shrunk.plan.classes)) or 'none'}"
    yield f"in {shrunk.plan.chaos_ns / 1e9:g} s of trouble, after {shrunk.runs} tries:"
    yield from shrunk.schedule()[:SCHEDULE_LINES]


def _replay(seed: int, profile: str, days: float, bug: str, disks: DiskFactory) -> None:
    with planted(bug) if bug else nullcontext():
        shrunk = shrink(seed, profile, days, disks)
    if shrunk is None:
        print(f"seed {seed} breaks no rule at this version")
        return
    violation = shrunk.outcome.violation or ("", "")
    print(f"seed {seed}: {violation[0]}: {violation[1]}")
    for line in (*_schedule(shrunk), "its end:", *shrunk.outcome.timeline[-TIMELINE_LINES:]):
        print(line)
    raise typer.Exit(EXIT_CORRECTNESS)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _range(text: str) -> tuple[int, int]:
    first, dots, last = text.partition("..")
    try:
        found = int(first), int(last)
    except ValueError:
        found = (0, 0)
    if not dots or not 0 <= found[0] < found[1]:
        raise ConfigError(f"{text!r} names no seeds", remedy="--seeds 0..100")
    return found
