"""The long campaign: `python -m tools.simulate --seeds 20000 --processes 2`.

Worlds in chunks of 500 seeds, then half a year at heartbeats of 10 s (a station-year), then every
planted bug.  Each chunk that ends is appended to a file under build/, so that a night that was
interrupted goes on where it stopped; a change of the source begins anew.  What comes out is
written to bench/results/, and its tables are printed.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directline.simulator.campaign import (
    WHOLE_SEEDS_MIN,
    Find,
    Totals,
    exit_code,
    result,
)
from directline.simulator.crew import Crew, Work
from directline.simulator.planted import ALL
from directline.simulator.report import markdown
from directline.simulator.world import Outcome
from tools.env import ROOT

CHUNK = 500
STATE = ROOT / "build" / "simulate"
RESULTS = ROOT / "bench" / "results"
SAY_S = 15.0
LAST = "the year, and the planted bugs"


@dataclass
class Campaign:
    """All steps, and what is known of them."""

    seeds: int
    processes: int
    state: Path
    done: dict[str, dict[str, Any]] = field(default_factory=dict)

    def steps(self) -> Iterator[tuple[str, list[Work]]]:
        """Each step by its name, with its work."""
        for first in range(0, self.seeds, CHUNK):
            last = min(first + CHUNK, self.seeds)
            yield f"mixed {first}..{last}", [Work(seed, "mixed") for seed in range(first, last)]
        yield LAST, [Work(0, "year"), *(Work(bug=name) for name in ALL)]

    def load(self) -> None:
        """What an earlier run of the same source has done."""
        if self.state.is_file():
            for line in self.state.read_text().splitlines():
                try:
                    step = json.loads(line)
                except ValueError:
                    continue  # The last line of a run that was killed.
                self.done[step["step"]] = step

    def run(self) -> int:
        """Do what is left.  Returns the exit code of the first step that went wrong, or 0.

        A find does not end the night: the other steps follow, and only what was well is kept.
        """
        first = 0
        for name, works in self.steps():
            if name in self.done:
                continue
            step, code = self._step(name, works)
            if code:
                first = first or code
                continue
            self.done[name] = step
            self.state.parent.mkdir(parents=True, exist_ok=True)
            with self.state.open("a") as file:
                file.write(json.dumps(step) + "\n")
        return first

    def _step(self, name: str, works: list[Work]) -> tuple[dict[str, Any], int]:
        begun_s = said_s = time.monotonic()
        totals, finds = Totals(), []
        for found in Crew(self.processes).results(works):
            if isinstance(found, Outcome):
                totals.add(found)
            elif isinstance(found, Find):
                finds.append(found)
            if time.monotonic() - said_s >= SAY_S:
                said_s = time.monotonic()
                self._say(name, totals.seeds + len(finds), len(works), said_s - begun_s)
        spent_s = time.monotonic() - begun_s
        self._say(name, totals.seeds + len(finds), len(works), spent_s)
        for violation in totals.violations:
            profile = "year" if name == LAST else "mixed"
            print(f"VIOLATION seed {violation['seed']}: {violation['checker']}:"
                  f" {violation['explanation']}\n  directline simulate --replay"
                  f" {violation['seed']} --profile {profile}")  # fmt: skip
        for one in finds:
            if not one.as_meant:
                print(f"planted bug {one.name}: {one.checker or 'not found'} {one.explanation}")
        finds.sort(key=lambda one: list(ALL).index(one.name))
        step = {
            "step": name,
            "seconds": round(spent_s, 1),
            "totals": totals.values(),
            "planted": [one.values() for one in finds],
        }
        return step, exit_code(totals, finds, [])

    def _say(self, name: str, done: int, of: int, spent_s: float) -> None:
        behind = sum(CHUNK for other in self.done if other != LAST)
        rate = done / max(spent_s, 1e-6) * 3_600
        print(
            f"{name}: {done} of {of} in {spent_s:.0f} s, {rate:.0f} an hour;"
            f" {behind} of {self.seeds} worlds before it",
            flush=True,
        )

    def outcome(self) -> dict[str, Any]:
        """Everything, as it is written down."""
        worlds, seconds = Totals(), 0.0
        for name, step in self.done.items():
            if name != LAST:
                worlds.merge(Totals(**step["totals"]))
                seconds += step["seconds"]
        last = self.done[LAST]
        unmet = worlds.unmet() if worlds.seeds >= WHOLE_SEEDS_MIN else []
        year = Totals(**last["totals"])
        found = result(worlds, [], seconds, unmet=unmet)
        found["planted"] = last["planted"]
        return {
            "commit": commit(),
            "date": dt.datetime.now(dt.UTC).date().isoformat(),
            "machine": {
                "cores": os.cpu_count(), "processes": self.processes,
                "python": platform.python_version(), "system": platform.machine(),
            },
            "station_years": round((worlds.station_days + year.station_days) / 365.25, 1),
            "hours": round((seconds + last["seconds"]) / 3_600, 2),
            "worlds": found,
            "year": result(year, [], last["seconds"]),
        }  # fmt: skip


def source() -> str:
    """A name for exactly the source that the worlds run: a change of it begins anew.

    That is every module which this command has loaded; the desk and its pages are not among them.
    """
    digest = hashlib.sha256()
    for name in sorted(name for name in sys.modules if name.split(".")[0] == "directline"):
        path = sys.modules[name].__file__
        if path is not None:
            digest.update(name.encode() + b"\0" + Path(path).read_bytes())
    return digest.hexdigest()[:12]


def commit() -> str:
    """The commit, as far as there is one."""
    run = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.stdout.strip() or source()


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; write what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seeds", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--state", type=Path, default=STATE)
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(arguments)
    campaign = Campaign(given.seeds, given.processes, given.state / f"{source()}.jsonl")
    campaign.load()
    try:
        code = campaign.run()
    except KeyboardInterrupt:
        print(f"stopped; `make simulate` goes on ({campaign.state})")
        return 130
    if code:
        return code
    outcome = campaign.outcome()
    given.results.mkdir(parents=True, exist_ok=True)
    file = given.results / f"{outcome['date']}-simulate.json"
    file.write_text(json.dumps(outcome) + "\n")
    print(markdown(outcome["worlds"]))
    print(f"{outcome['station_years']} station-years in {outcome['hours']} hours; {file}")
    for line in outcome["worlds"].get("unmet", ()):
        print(f"FAILED: {line}")
    return 129 if "unmet" in outcome["worlds"] else 0


if __name__ == "__main__":
    sys.exit(main())
