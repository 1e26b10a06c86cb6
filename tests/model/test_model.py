"""The models of spec/model hold in small, break where a guard is dropped, and are not stale."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tools import model

pytestmark = [pytest.mark.xdist_group("model"), pytest.mark.timeout(300)]
CHECKS = {f"{c.module}: {c.name}": c for c in model.checks(small=True)}
QUICK = {
    *(name for name, check in CHECKS.items() if check.kind == "holds"),
    "Delivery: acknowledged when it has opened, not when it is durable",
    "Preemption: a FLASH waits for the rest of a frame",
    "Renewal: the old root is dropped with the step",
    "Generations: the anchor is not looked at",
    "Restored: nothing is sent again",
    "Histories: a second entry at a place is not compared",
    "Indexes: a frame is never named whole",
}
"""Of every module that it holds, and that it can fail; `make model` runs the rest."""


@pytest.fixture(scope="session")
def command() -> list[str]:
    model.install()
    return model.tlc()


@pytest.mark.parametrize("name", sorted(QUICK))
def test_the_rules_hold_in_small_and_break_without_a_guard(name: str, command: list[str]) -> None:
    outcome = model.run(CHECKS[name], command, timeout_s=280)
    assert outcome.as_expected, outcome.output[-6_000:]
    if outcome.holds:
        assert outcome.distinct > 100


def test_the_results_are_of_these_very_files() -> None:
    row = re.compile(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)
    listed = dict(row.findall(model.RESULTS.read_text()))
    assert listed == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in model.sources()}


def test_the_results_name_every_check_and_none_went_wrong() -> None:
    text = model.RESULTS.read_text()
    assert "**" not in text
    assert all(check.name in text for check in CHECKS.values() if check.kind != "holds")


def test_every_module_has_a_mutant_and_every_guard_that_is_dropped_is_one_of_its_constants() -> (
    None
):
    modules = {path.stem for path in model.MODEL.glob("*.tla")}
    assert {c.module for c in CHECKS.values() if c.kind == "holds"} == modules
    assert {c.module for c in CHECKS.values() if c.kind == "mutants"} == modules
    for check in CHECKS.values():
        constants, invariants, properties = model.read_config(
            (model.MODEL / f"{check.module}.cfg").read_text()
        )
        assert check.constants.keys() == constants.keys()
        assert set(check.invariants + check.properties) <= set(invariants + properties)


def test_what_tlc_did_not_finish_is_no_result() -> None:
    check = next(iter(CHECKS.values()))
    with pytest.raises(model.ModelError, match="did not finish"):
        model.judged(check, "Error: parsing failed", 0.0)


def test_a_java_that_ends_without_a_word_is_started_again_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "PAUSE_S", 0.0)
    check = next(iter(CHECKS.values()))
    starts = tmp_path / "starts"
    java = tmp_path / "java"
    java.write_text(f'#!/bin/sh\necho x >> "{starts}"\necho "no room" >&2\nexit 7\n')
    java.chmod(0o700)
    with pytest.raises(model.ModelError, match=r"ended with 7 .*, 5 times\nno room"):
        model.run(check, [str(java)], timeout_s=60)
    assert len(starts.read_text().split()) == model.STARTS_MAX


def test_a_violation_is_told_from_a_complete_run() -> None:
    check = next(iter(CHECKS.values()))
    broken = model.judged(check, "Error: Invariant X is violated.\nState 1: a\nState 2: b\n", 0.0)
    assert (broken.holds, broken.steps) == (False, 2)
    assert not broken.as_expected
    assert replace(broken, check=replace(check, kind="mutants")).as_expected
