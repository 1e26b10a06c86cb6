"""Command `scenario`: the documented failures, each played on real stations in simulated time."""

import sys
import time
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from directline.cli.options import JsonOption
from directline.cli.output import emit, emit_list
from directline.errors import ConfigError
from directline.scenarios.play import Result, Scenario, clock_text, run
from directline.scenarios.registry import SCENARIOS

SAY_S = 1.0
"""A run over more than this says how far it is."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(help="The documented failures, played on real stations.",
                        no_args_is_help=True)  # fmt: skip
    group.command("list")(scenario_list)
    group.command("run")(scenario_run)
    app.add_typer(group, name="scenario")


def scenario_list(as_json: JsonOption = False) -> None:
    """List the scenarios: what happened, and what the line does about it."""
    values = [_described(one) for one in SCENARIOS.values()]
    lines = []
    for one in SCENARIOS.values():
        lines.append(f"{one.code}  {one.title}")
        lines += [f"     {source.text} ({source.mark})" for source in one.happened]
    emit_list(values, lines, as_json=as_json)


def scenario_run(
    code: Annotated[str, typer.Argument(help="Which, as F06; or all.")],
    as_json: JsonOption = False,
) -> None:
    """Play a scenario, or all: every step as it happens, every assertion with what was seen.

    Exit code 0: all that is asserted held, and what is known to be missing is named; 1: an
    assertion did not hold, or something held that is listed as missing.
    """
    chosen = _chosen(code)
    alone = len(chosen) == 1
    results, said_s = [], time.monotonic()
    for number, scenario in enumerate(chosen):
        if alone and not as_json:
            for line in _heading(scenario):
                print(line)
        results.append(run(scenario, print if alone and not as_json else _quiet))
        if time.monotonic() - said_s > SAY_S and not alone:
            said_s = time.monotonic()
            print(f"{number + 1} of {len(chosen)} played", file=sys.stderr, flush=True)
    value: dict[str, Any] = _value(results[0]) if alone else _all(results)
    emit(value, _lines(results), as_json=as_json)
    if not all(result.ok for result in results):
        raise typer.Exit(1)


def _chosen(code: str) -> list[Scenario]:
    if code.lower() == "all":
        return list(SCENARIOS.values())
    found = SCENARIOS.get(code.upper())
    if found is None:
        raise ConfigError(
            f"no scenario {code[:20]!r}", remedy=f"all, or one of {', '.join(SCENARIOS)}"
        )
    return [found]


def _quiet(_line: str) -> None:
    pass


def _heading(scenario: Scenario) -> Iterable[str]:
    yield f"{scenario.code}  {scenario.title}"
    for source in scenario.happened:
        yield f"  {source.text} ({source.mark})"
    yield f"  {scenario.line_does}"
    yield ""


def _lines(results: list[Result]) -> Iterable[str]:
    if len(results) > 1:
        for result in results:
            held = sum(check.held for check in result.checks)
            yield (
                f"{result.scenario.code}  {result.state:12}  {held:3} of {len(result.checks):3}"
                f"  {result.scenario.title}"
            )
            yield from (
                f"     FAIL  {check.words}: {check.seen}" for check in result.checks if not check.ok
            )
            yield from (f"     not yet  {words}" for words in result.missing)
            if result.error:
                yield f"     {result.error}"
    states = [result.state for result in results]
    yield ""
    yield ", ".join(f"{states.count(s)} {s}" for s in dict.fromkeys(states))


def _described(one: Scenario) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "happened": [{"text": source.text, "mark": source.mark} for source in one.happened],
        "line_does": one.line_does,
    }


def _value(result: Result) -> dict[str, Any]:
    return {
        **_described(result.scenario),
        "state": result.state,
        "ok": result.ok,
        "steps": [{"at": clock_text(ms), "ms": ms, "what": what} for ms, what in result.steps],
        "checks": [
            {"words": c.words, "held": c.held, "seen": c.seen, "missing": c.lacking}
            for c in result.checks
        ],
        "missing": list(result.missing),
        "error": result.error,
    }


def _all(results: list[Result]) -> dict[str, Any]:
    return {
        "ok": all(result.ok for result in results),
        "scenarios": [_value(result) for result in results],
    }
