"""Commands `notified` and `sites`, over a transcript of a scenario's stations."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli import main
from directline.scenarios.fixtures import exchange_flight, site
from directline.scenarios.play import Play, run
from directline.scenarios.registry import SCENARIOS

BEGIN, END = "2027-01-16T15:00Z", "2027-01-16T16:00Z"


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "transcript"

    async def plays(play: Play) -> None:
        world = await play.line()
        alpha, two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
        bravo = await world["BRAVO"].seat()
        flight = await alpha.send("H11", exchange_flight(play), by=two)
        place = await alpha.send("H1", site(play), by=two)
        await world.settle()
        await bravo.answer(flight, "AIR-DEFENCE-TOLD", "AIR DEFENCE 3")
        await bravo.passed(place, "CELL 1")
        await world.settle()
        path.write_bytes(await alpha.desk.export(alpha.session))
        play.check("written", True)

    result = run(replace(SCENARIOS["F06"], play=plays))
    assert result.error == ""
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main.run([*words, "--json"]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_notice_is_shown_with_what_was_signed(
    transcript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["notified", "50.6 36.6", BEGIN, END, "--file", str(transcript)]
    found = told(capsys, *words)
    (row,) = found["notices"]
    assert (row["notice"], row["to"], row["word"]) == ("ALPHA 1", "BRAVO", "notified")
    assert [r["what"] for r in row["receipts"]] == ["received", "answered"]
    assert row["receipts"][-1]["says"] == "AIR DEFENCE 3"
    assert main.run(words) == 0
    assert "AIR DEFENCE 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "begin"), [("48.0 10.0", BEGIN), ("50.6 36.6", "2027-01-20T15:00Z")]
)
def test_elsewhere_and_at_other_times_nothing_was_notified(
    transcript: Path, capsys: pytest.CaptureFixture[str], place: str, begin: str
) -> None:
    words = ["notified", place, begin, "--file", str(transcript)]
    assert main.run(words) == 1
    assert "no receipt: not notified" in capsys.readouterr().out
    assert told(capsys, *words) == {"notices": [], "word": "no receipt: not notified"}


@pytest.mark.parametrize("words", [("somewhere", BEGIN), ("50.6 36.6", "tomorrow 0800")])
def test_what_is_no_place_or_instant_is_a_usage_error(
    transcript: Path, words: tuple[str, str]
) -> None:
    assert main.run(["notified", *words, "--file", str(transcript)]) == 2


def test_sites_with_their_units(transcript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "sites", "--file", str(transcript))
    (row,) = found["sites"]
    assert (row["site"], row["verified_by"], row["withdrawn_at"]) == ("ALPHA 2", "nobody", None)
    assert [(u["party"], u["unit"]) for u in row["units"]] == [("BRAVO", "CELL 1")]
    assert "no protection" in found["note"]
    assert main.run(["sites", "--file", str(transcript)]) == 0
    text = capsys.readouterr().out
    assert "not verified" in text
    assert "BRAVO says it told CELL 1" in text
