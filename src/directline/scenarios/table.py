"""The table of the scenarios, as the README has it."""

from collections.abc import Iterator

from directline.scenarios.play import Scenario
from directline.scenarios.registry import SCENARIOS

HEAD = ("| | what happened | what the line does | |", "|---|---|---|---|")
NOT_YET: dict[str, str] = {
    "F14": "a courier's file is not built",
    "F21": "any officer of the addressee can read it before its hour",
    "F24": "a version is in force once all have said they hold it, at no instant stated before",
}
"""Scenarios of which a part does not hold yet, and which part."""


def rows() -> Iterator[str]:
    """The table, line by line."""
    yield from HEAD
    for scenario in SCENARIOS.values():
        lacking = NOT_YET.get(scenario.code, "")
        state = f"not yet: {lacking}" if lacking else "held"
        yield f"| {scenario.code} | {_happened(scenario)} | {scenario.line_does} | {state} |"


def _happened(scenario: Scenario) -> str:
    return " ".join(f"{source.text} ({source.mark})" for source in scenario.happened)
