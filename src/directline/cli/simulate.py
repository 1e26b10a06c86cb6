"""`directline simulate`: seeded worlds around the real line, for a sceptic on either side."""

import importlib
import json
import sys
import time
from typing import Annotated, Any

import typer

from directline.cli.options import JsonOption
from directline.errors import ConfigError
from directline.simulator.campaign import Find, Totals, explore, find_all
from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import PROFILES
from directline.simulator.planted import ALL
from directline.simulator.shrink import shrink

EXIT_FOUND = 129
SAY_S = 1.0
TIMELINE_LINES = 60


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("simulate")(simulate)


def simulate(
    seeds: Annotated[str, typer.Option(help="The worlds to live through: A..B, B not included.")]
    = "0..100",
    days: Annotated[float, typer.Option(help="The longest world, in simulated days.")] = 30.0,
    profile: Annotated[str, typer.Option(help=f"The kind of world: {', '.join(PROFILES)}.")]
    = "mixed",
    planted: Annotated[str, typer.Option(help="Look for a planted bug by its name, or `all`.")]
    = "",
    replay: Annotated[int, typer.Option(help="Shrink one failing seed and print what happened.")]
    = -1,
    disk: Annotated[str, typer.Option(
        help="What the stations write to: simulated, or sqlite (the real store on a torn disk).")]
    = "simulated",
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Live through seeded worlds of crashes, cuts and liars, and check every promise in them."""
    if profile not in PROFILES:
        raise ConfigError(f"no profile {profile!r}", remedy=", ".join(PROFILES))
    disks = _disks(disk)
    if replay >= 0:
        _replay(replay, profile, days, disks)
        return
    begun = time.monotonic()
    first, last = _range(seeds)
    totals = Totals()
    finds: list[Find] = []
    if planted:
        if disks is not Disk:
            raise ConfigError(
                "planted bugs are looked for on the simulated disk", remedy="leave --disk out"
            )
        finds = _look(planted, begun)
    else:
        totals = explore(
            range(first, last), profile, days, say=_Progress(begun, last - first), disks=disks
        )
    spent_s = max(time.monotonic() - begun, 1e-6)
    result = _result(totals, finds, spent_s, planted=bool(planted))
    print(json.dumps(result) if as_json else json.dumps(result, indent=2), flush=True)
    for violation in totals.violations[:1]:
        command = f"directline simulate --replay {violation['seed']} --profile {profile}"
        print(f"replay with: {command} --days {days:g} --disk {disk}", file=sys.stderr)
    if totals.violations or any(not found.as_meant for found in finds):
        raise typer.Exit(EXIT_FOUND)


class _Progress:
    def __init__(self, begun: float, seeds: int) -> None:
        self._begun, self._seeds, self._said = begun, seeds, 0.0

    def __call__(self, totals: Totals) -> None:
        now = time.monotonic()
        if now - self._said < SAY_S and totals.seeds < self._seeds:
            return
        self._said = now
        spent = max(now - self._begun, 1e-6)
        print(
            f"[{spent:7.1f} s] {totals.seeds} of {self._seeds} seeds, {totals.events} events,"
            f" {totals.events / spent:.0f} events/s, {len(totals.marks)} rare things reached,"
            f" {len(totals.violations)} violations",
            file=sys.stderr, flush=True,
        )  # fmt: skip


def _look(name: str, begun: float) -> list[Find]:
    finds = []
    for found in find_all(ALL if name == "all" else [name]):
        finds.append(found)
        where = f"seed {found.found_at_seed} by {found.checker}" if found.checker else "NOT FOUND"
        spent = time.monotonic() - begun
        print(f"[{spent:7.1f} s] {found.name}: {where}", file=sys.stderr, flush=True)
    return finds


def _disks(name: str) -> DiskFactory:
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


def _replay(seed: int, profile: str, days: float, disks: DiskFactory) -> None:
    shrunk = shrink(seed, profile, days, disks)
    if shrunk is None:
        print(f"seed {seed} breaks no rule at this version")
        return
    plan, outcome = shrunk
    assert outcome.violation is not None
    print(f"seed {seed}: {outcome.violation[0]}: {outcome.violation[1]}")
    print(f"with these faults only: {', '.join(sorted(plan.classes)) or 'none'}")
    for line in outcome.timeline[-TIMELINE_LINES:]:
        print(line)
    raise typer.Exit(EXIT_FOUND)


def _result(totals: Totals, finds: list[Find], spent_s: float, *, planted: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "seeds": totals.seeds,
        "events": totals.events,
        "station_days": totals.station_days,
        "faults": dict(sorted(totals.faults.items())),
        "marks": dict(sorted(totals.marks.items())),
        "checks": dict(sorted(totals.checks.items())),
        "violations": totals.violations,
        "seeds_per_hour": round(totals.seeds / spent_s * 3600),
    }
    if planted:
        result["planted"] = [
            {
                "name": found.name,
                "checker": found.checker or None,
                "found_at_seed": found.found_at_seed if found.checker else None,
                "within": found.seeds_max,
            }
            for found in finds
        ]
    return result


def _range(text: str) -> tuple[int, int]:
    first, dots, last = text.partition("..")
    try:
        found = int(first), int(last)
    except ValueError:
        found = (0, 0)
    if not dots or not 0 <= found[0] < found[1]:
        raise ConfigError(f"{text!r} names no seeds", remedy="--seeds 0..100")
    return found
