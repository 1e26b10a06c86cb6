"""Each promise has what shows it: docs/promises.md against the tests and checkers that exist."""

import ast
import re
from functools import cache

import pytest

from directline.simulator.checkers import ALL as CHECKERS
from directline.simulator.checkers import BY_THE_WORLD
from directline.simulator.planted import ALL as PLANTED
from tests.tidy import house

PAGE = house.ROOT / "docs" / "promises.md"
PROMISES = 12
TEST = re.compile(r"\[(test_\w+)\]\(([^)]+)\)")


@cache
def promises() -> dict[int, tuple[set[str], list[tuple[str, str]]]]:
    """Of each promise: its checkers, and (test, file)."""
    found = {}
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and (number := re.match(r"(\d+)\. ", cells[0])):
            found[int(number[1])] = set(re.findall(r"`([^`]+)`", cells[1])), TEST.findall(cells[2])
    return found


def names() -> set[str]:
    """What the worlds check."""
    return {kind.name for kind in CHECKERS} | set(BY_THE_WORLD)


def test_all_promises_are_there() -> None:
    assert sorted(promises()) == list(range(1, PROMISES + 1))


@pytest.mark.parametrize("number", range(1, PROMISES + 1))
def test_a_promise_has_a_checker_or_a_test(number: int) -> None:
    checkers, tests = promises()[number]
    assert checkers or tests
    assert checkers <= names()
    for test, link in tests:
        path = (PAGE.parent / link).resolve()
        defined = {
            node.name
            for node in ast.walk(house.tree_of(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert test in defined, f"promise {number}: no {test} in {link}"


def test_every_checker_serves_a_promise() -> None:
    assert names() - set().union(*(checkers for checkers, _ in promises().values())) == set()


def test_every_checker_finds_a_planted_bug() -> None:
    """A checker that finds no planted bug is not a checker."""
    found = {checker for bug in PLANTED.values() for checker in bug.checkers}
    assert names() - found == set()
