"""`make simulate`: chunk after chunk, on past a violation, and no result with one."""

import json
from pathlib import Path
from typing import Any

import pytest

from directline.simulator.campaign import Find
from directline.simulator.crew import Work
from directline.simulator.planted import ALL
from directline.simulator.world import Outcome
from tools import simulate

DAY_NS = 86_400 * 10**9


def fake(monkeypatch: pytest.MonkeyPatch, broken: int = -1) -> list[int]:
    """Worlds that cost nothing; which seeds were lived through."""
    lived: list[int] = []

    def do(work: Work) -> Outcome | Find:
        if work.bug:
            checkers = ALL[work.bug].checkers
            return Find(work.bug, checkers[0], 2, 10, "")
        lived.append(work.seed)
        violation = ("prefix", "two histories") if work.seed == broken else None
        return Outcome(work.seed, 7, DAY_NS, "", {"cut": 1}, {"gap": 1}, {"prefix": 1}, violation)

    monkeypatch.setattr(Work, "do", do)
    monkeypatch.setattr(simulate, "CHUNK", 10)
    return lived


def run(tmp_path: Path) -> int:
    return simulate.main(
        ["--seeds", "25", "--processes", "1", "--state", str(tmp_path / "state"),
         "--results", str(tmp_path / "results")]
    )  # fmt: skip


def result(tmp_path: Path) -> dict[str, Any]:
    (file,) = (tmp_path / "results").iterdir()
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_what_comes_out_is_written_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lived = fake(monkeypatch)
    assert run(tmp_path) == 0
    assert lived == [*range(25), 0]
    found = result(tmp_path)
    assert found["worlds"]["seeds"] == 25
    assert found["worlds"]["faults"] == {"cut": 25}
    assert found["year"]["seeds"] == 1
    assert found["station_years"] == round(26 / 365.25, 1)
    assert len(found["worlds"]["planted"]) == len(ALL)
    assert {"commit", "date", "machine", "hours"} <= set(found)


def test_a_night_goes_on_past_a_violation_and_the_next_repeats_that_step_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lived = fake(monkeypatch, broken=13)
    assert run(tmp_path) == 129
    assert "--replay 13 --profile mixed" in capsys.readouterr().out
    assert lived == [*range(25), 0]
    assert not (tmp_path / "results").exists()
    (state,) = (tmp_path / "state").iterdir()
    state.write_text(state.read_text() + '{"step": "mixed 10..2')
    lived = fake(monkeypatch)
    assert run(tmp_path) == 0
    assert lived == list(range(10, 20))
    assert result(tmp_path)["worlds"]["seeds"] == 25


def test_another_source_begins_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(monkeypatch)
    assert run(tmp_path) == 0
    monkeypatch.setattr(simulate, "source", lambda: "another")
    lived = fake(monkeypatch)
    assert run(tmp_path) == 0
    assert len(lived) == 26
