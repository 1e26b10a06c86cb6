"""`directline simulate`: what it ends with, what it refuses, and how it stops."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from directline.cli.main import run
from directline.simulator import campaign
from directline.simulator.campaign import EXIT_CORRECTNESS
from directline.simulator.checkers import ALL as CHECKERS
from directline.simulator.planted import planted
from tests.tidy import house

PROMISED = {
    "seeds", "events", "station_days", "faults", "checks", "violations", "seeds_per_hour", "marks",
}  # fmt: skip


def command(*more: str) -> int:
    return run(["simulate", "--processes", "1", "--days", "1", "--json", *more])


def test_it_ends_with_one_object(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    assert command("--seeds", "3..5", "--profile", "dense", "--report", str(report)) == 0
    out, err = capsys.readouterr()
    found = json.loads(out.splitlines()[-1])
    assert set(found) == PROMISED
    assert found["seeds"] == 2
    assert found["violations"] == []
    assert set(found["checks"]) == {kind.name for kind in CHECKERS}
    assert "2 of 2 seeds" in err
    assert "| `one-key` |" in report.read_text()


def test_a_violation_is_shrunk_and_can_be_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    with planted("shown-twice"):
        code = command("--seeds", "0..1", "--profile", "dense")
    assert code == EXIT_CORRECTNESS
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[-1])["violations"][0]["checker"] == "shown-once"
    assert "with these faults only: none" in err
    assert "replay with: directline simulate --replay 0 --profile dense --days 1" in err
    assert command("--replay", "0", "--profile", "dense", "--planted", "shown-twice") == 129
    assert "shown-once" in capsys.readouterr().out
    assert command("--replay", "0", "--profile", "calm") == 0
    assert "breaks no rule" in capsys.readouterr().out


def test_a_planted_bug_is_named_with_what_found_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--planted", "shown-twice") == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])["planted"]
    assert found == [
        {"name": "shown-twice", "checker": "shown-once", "found_at_seed": 0, "within": 10}
    ]


def test_a_whole_campaign_that_left_something_out_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directline.cli.simulate.WHOLE_SEEDS_MIN", 1)
    monkeypatch.setattr(campaign, "MARKS", ("a thing nobody reaches",))
    assert command("--seeds", "1..2", "--profile", "mixed") == EXIT_CORRECTNESS
    out, err = capsys.readouterr()
    assert "no world reached a thing nobody reaches" in json.loads(out.splitlines()[-1])["unmet"]
    assert "FAILED: no world reached a thing nobody reaches" in err


@pytest.mark.parametrize(
    "wrong", [("--seeds", "5"), ("--seeds", "5..5"), ("--profile", "x"), ("--planted", "x")]
)
def test_what_it_does_not_know_is_refused(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*wrong) == 1
    assert json.loads(capsys.readouterr().out)["error"]["remedy"]


@pytest.mark.timeout(120)
def test_it_stops_cleanly_when_interrupted() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "directline.cli.main", "simulate", "--seeds", "0..100000",
         "--profile", "calm", "--processes", "2", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(house.ROOT / "src")},
    )  # fmt: skip
    assert process.stderr is not None
    while (line := process.stderr.readline()) and (" 0 of " in line or " of " not in line):
        pass
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "totals so far" in err
    found = json.loads(out.splitlines()[-1])
    assert found["stopped"] is True
    assert found["seeds"] > 0
