"""The documented failures, each played on real stations in simulated time; and their own checks."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli import main
from directline.scenarios import play as playing
from directline.scenarios.play import Play, Scenario, run
from directline.scenarios.registry import SCENARIOS
from directline.scenarios.table import NOT_YET, rows

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_scenario_ends_as_it_is_listed(code: str) -> None:
    result = run(SCENARIOS[code])
    wrong = [f"{check.words}: {check.seen}" for check in result.checks if not check.ok]
    assert (wrong, result.error) == ([], "")
    assert result.checks
    assert result.state == ("not yet held" if code in NOT_YET else "held")


def test_the_readme_has_the_table_as_it_is() -> None:
    assert "\n".join(rows()) in (ROOT / "README.md").read_text()
    assert set(NOT_YET) <= set(SCENARIOS)


def test_every_scenario_names_its_source_with_a_mark() -> None:
    for code, scenario in SCENARIOS.items():
        assert scenario.happened, code
        assert {s.mark for s in scenario.happened} <= {"found", "recalled", "disputed"}, code


def made(*lines: tuple[str, bool, bool]) -> Scenario:
    async def plays(play: Play) -> None:
        for words, held, lacking in lines:
            play.check(words, held, lacking=lacking)

    return replace(SCENARIOS["F01"], code="F00", play=plays)


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([("a", True, False)], "held"),
        ([("a", True, False), ("b", False, False)], "failed"),
        ([("a", True, False), ("b", False, True)], "not yet held"),
        ([("a", True, False), ("b", True, True)], "failed"),
        ([], "failed"),
    ],
)
def test_what_a_scenario_ends_as(lines: list[tuple[str, bool, bool]], state: str) -> None:
    assert run(made(*lines)).state == state


def test_a_scenario_that_breaks_off_has_failed_and_says_where() -> None:
    async def breaks(_play: Play) -> None:
        raise ValueError("nothing is there")

    result = run(replace(SCENARIOS["F01"], play=breaks))
    assert result.state == "failed"
    assert "nothing is there" in result.error


def test_a_scenario_that_waits_for_nobody_ends() -> None:
    async def waits(play: Play) -> None:
        await playing.forever()

    result = run(replace(SCENARIOS["F01"], play=waits))
    assert "waits for what nobody will do" in result.error


def test_days_pass_at_once() -> None:
    async def lives(play: Play) -> None:
        world = await play.line()
        begun_ms = world.time.now_ms
        await world.wait(3600)
        alpha = await world["ALPHA"].seat()
        play.same("an hour", world.time.now_ms - begun_ms >= 3_600_000, True)
        play.check("heartbeats went on", alpha.peer().station_heard_ms or begun_ms < 0)

    assert run(replace(SCENARIOS["F01"], play=lives)).state == "held"


def test_the_command_lists_and_plays(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["scenario", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in listed] == list(SCENARIOS)
    assert main.run(["scenario", "run", "f03", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    assert told["checks"]
    assert told["steps"]
    assert main.run(["scenario", "run", "F03"]) == 0
    text = capsys.readouterr().out
    assert all(check["words"] in text for check in told["checks"])
    assert main.run(["scenario", "run", "F99"]) == 1


def test_the_command_fails_with_a_scenario(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SCENARIOS, "F01", made(("that pigs fly", False, False)))
    assert main.run(["scenario", "run", "F01"]) == 1
    assert "FAIL  that pigs fly" in capsys.readouterr().out
