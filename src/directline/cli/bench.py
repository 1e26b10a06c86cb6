"""`directline bench`: measurements, which come with the source and not with the wheel."""

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.options import JsonOption
from directline.errors import ConfigError

SOURCE = Path(__file__).resolve().parents[3]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    bench = typer.Typer(help="Measurements as ratios to the floor, in one run.")
    bench.command("line")(line)
    bench.callback()(_group)
    app.add_typer(bench, name="bench")


def _group() -> None:
    """Measurements as ratios to the floor, in one run."""


def line(
    quick: Annotated[bool, typer.Option("--quick", help="Small counts, under a minute.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure release to receipt, FLASH behind a backlog, after cuts and on a thin bearer."""
    begun = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - begun:6.1f} s] {text}", file=sys.stderr, flush=True)

    result: dict[str, Any] = _measurements("line").run(quick=quick, say=say)
    print(json.dumps(result) if as_json else json.dumps(result, indent=2), flush=True)


def _measurements(name: str) -> Any:
    if not (SOURCE / "bench" / f"{name}.py").is_file():
        raise ConfigError(
            "the measurements are not in this installation",
            remedy="they come with the source: make bench",
        )
    sys.path.insert(0, str(SOURCE))
    return importlib.import_module(f"bench.{name}")
