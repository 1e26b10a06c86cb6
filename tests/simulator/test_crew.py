"""Several processes: the same sums as one, and whoever dies or hangs is named by its seed."""

import os
import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from directline.simulator import campaign, crew
from directline.simulator.campaign import CRASH, Find, Totals, exit_code, live
from directline.simulator.crew import Crew, Work
from directline.simulator.world import Outcome

SEEDS = range(3, 7)


@dataclass(frozen=True, slots=True)
class Deadly(Work):
    """Work whose process dies at it."""

    def do(self) -> Outcome | Find:
        os._exit(3)


@dataclass(frozen=True, slots=True)
class Endless(Work):
    """Work that never ends."""

    def do(self) -> Outcome | Find:
        time.sleep(600)
        return self.lost("")

    @property
    def seconds_max(self) -> float:
        return 0.5


def totals_of(processes: int, works: list[Work]) -> Totals:
    totals = Totals()
    for found in Crew(processes).results(works):
        if isinstance(found, Outcome):
            totals.add(found)
    return totals


@pytest.mark.timeout(120)
def test_two_processes_give_the_sums_of_one_and_outlive_what_kills_them() -> None:
    good = [Work(seed, "calm") for seed in SEEDS]
    one = totals_of(1, good)
    assert one.seeds == len(SEEDS)
    assert not one.violations
    two = totals_of(2, [good[0], Deadly(91), *good[1:3], Endless(90), good[3], Deadly(92)])
    assert [(v["seed"], v["checker"]) for v in two.violations] == [
        (90, CRASH), (91, CRASH), (92, CRASH),
    ]  # fmt: skip
    assert "no end after" in two.violations[0]["explanation"]
    assert "code 3" in two.violations[1]["explanation"]
    two.violations, two.seeds = [], two.seeds - 3
    assert two == one


def test_a_planted_bug_is_work_too() -> None:
    found = next(iter(Crew(1).results([Work(bug="drill-as-real")])))
    assert isinstance(found, Find)
    assert found.as_meant


def test_a_planted_bug_whose_process_dies_was_not_found() -> None:
    lost = Work(bug="drill-as-real").lost("its process ended with code 3")
    assert isinstance(lost, Find)
    assert not lost.as_meant


def test_an_error_of_the_program_is_a_violation_of_its_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_plan: Any, *_: Any) -> Any:
        raise KeyError("no such thing")

    monkeypatch.setattr(campaign, "World", broken)
    outcome = live(7, "dense", 1.0)
    assert outcome.violation is not None
    assert outcome.violation[0] == CRASH
    assert "KeyError" in outcome.violation[1]


def test_a_world_that_depends_on_more_than_its_seed_is_a_violation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digests = iter("ab")

    def world(_plan: Any, *_: Any) -> Any:
        outcome = Outcome(20, 1, 1, next(digests), {}, {}, {}, None)
        return SimpleNamespace(run=lambda: outcome)

    monkeypatch.setattr(campaign, "World", world)
    assert live(20, "dense", 1.0).violation == (
        "determinism", "the same seed gave two different worlds",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("checkers", "code"),
    [([], 0), (["crash"], 127), (["crash", "liveness"], 128), (["liveness", "prefix"], 129),
     (["determinism"], 129)],
)  # fmt: skip
def test_the_exit_code_says_what_kind_of_thing_went_wrong(checkers: list[str], code: int) -> None:
    totals = Totals(violations=[{"seed": 1, "checker": name} for name in checkers])
    assert exit_code(totals, [], []) == code
    assert exit_code(totals, [], ["no world reached gap"]) == 129
    assert exit_code(totals, [Find("shown-twice", "", -1, 10, "")], []) == 129


def test_a_whole_campaign_must_have_checked_and_reached_everything() -> None:
    totals = Totals(checks={"prefix": 3, "evidence": 0}, marks=dict.fromkeys(campaign.MARKS, 1))
    assert totals.unmet() == ["checker evidence was never evaluated"]
    del totals.marks["gap"]
    totals.checks["evidence"] = 1
    assert totals.unmet() == ["no world reached gap"]


def test_totals_come_back_from_a_file() -> None:
    totals = Totals()
    totals.add(Outcome(5, 10, 10**9, "", {"cut": 2}, {"gap": 9}, {"prefix": 4}, ("prefix", "x")))
    assert Totals(**totals.values()) == totals
    assert totals.marks == {"gap": 1}


def test_a_year_may_take_longer_than_other_worlds() -> None:
    assert Work(profile="year").seconds_max > Work().seconds_max == crew.WORLD_S_MAX
