"""`directline book`: each book of a verified transcript, as table and JSON; two sides compared."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directline.books import NAMES
from directline.cli import main
from directline.cli.bookwords import instant, span
from directline.wire.values import Precedence
from tests.unit.books.made import AREA, DAY, HERE, HOUR, MINUTE, message
from tests.unit.transcript.sample import START_MS, Sample


def line() -> Sample:
    """A STOP that is answered, a late notice, a test and a question nobody opened."""
    sample = Sample("books", profiles=("undertakings",))
    body = message("I1", position=(*HERE, 100), hit="civilians", since=START_MS)
    stop = sample.release(0, body, precedence=Precedence.FLASH)
    sample.receipt(1, stop, 3)
    sample.receipt(1, stop, 6, answer="WILCO")
    window = (START_MS + 5 * MINUTE, START_MS + HOUR)
    values: dict[str, Any] = {"window": window, "area": AREA, "altitude": (0, None, "ft", "AMSL")}
    sample.release(1, message("A6", **values))
    sample.receipt(0, sample.records[-1], 5, unit="3rd Battery")
    test = sample.release(0, message("L1", number=1, text="T1"))
    sample.receipt(1, test, 6, answer="ROGER")
    sample.release(0, message("Q1", cause="a flight", questions="why"))
    undertaking(sample)
    return sample


def undertaking(sample: Sample) -> None:
    """One that is in force for ALPHA, and for BRAVO, whose act ALPHA does not hold, suspended."""
    values: dict[str, Any] = {
        "undertaking_kind": "joint", "scope": ("en", "no strikes"), "start_kind": "on-acceptance",
        "ending": "until-denounced", "extension": "none", "reciprocity": "none",
        "notice_hours": 48, "release_rule": "none", "humanitarian": "no",
    }  # fmt: skip
    offer = sample.release(0, message("U1", **values))
    sample.receipt(1, offer, 6, answer="ACCEPT")
    act: dict[str, Any] = {"ref": (0, 1, 5), "ground": "own-terms", "effect_at": START_MS + DAY}
    sample.release(1, message("U2", undertaking_act="denounce", **act))
    sample.release(0, message("Q6", ref=(0, 1, 5), happened_at=START_MS, position=(*HERE, 100)))
    act |= {"ground": "condition-failed", "effect_at": START_MS + HOUR}
    sample.release(1, message("U2", undertaking_act="suspend", **act))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "alpha.bundle"
    path.write_bytes(line().export())
    return path


def run(*arguments: str) -> int:
    return main.run(["book", *arguments])


EXPECTED = {
    "messages": ["ALPHA 1", "I1", "FLASH"],
    "deadlines": ["ALPHA 4", "Q1", "BRAVO", "open", "no-receipt"],
    "line": ["2016-09", "FLASH", "answered, by their clock", "1 s"],
    "incidents": ["ALPHA 1 I1: closed", "WILCO", "not reached"],
    "notices": ["BRAVO 3", "LATE", "passed to 3rd Battery (ALPHA)"],
    "undertakings": [
        "ALPHA 5 U1",
        "disputed",
        "ALPHA: in-force",
        "BRAVO: suspended",
        "proposed",
        "BRAVO 6 denounce: not possible: notice",
        "BRAVO 7 suspend",
        "ALPHA 6",
        "open: 1",
        "humanitarian: no",
    ],
    "watch": ["unanswered", "notice", "ALPHA 4"],
}


@pytest.mark.parametrize("name", NAMES)
def test_each_book_is_a_table_that_people_read(
    name: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = instant(START_MS + 30 * MINUTE) if name == "watch" else instant(START_MS + 2 * DAY)
    assert run(name, "--file", str(file), "--at", at) == 0
    told = capsys.readouterr().out
    for word in EXPECTED[name]:
        assert word in told, told
    assert "Line NORTHERN AIR, as ALPHA holds it" in told


@pytest.mark.parametrize("name", NAMES)
def test_each_book_is_one_object(name: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--file", str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["book"] == name
    assert len(bytes.fromhex(found["digest"])) == 32
    assert found["at"] == instant(line().now_ms + 5_000)
    assert found["rows"]
    assert found["catalogue_known"] is False  # the sample's charter pins words of its own


def test_two_sides_have_the_same_book_over_what_both_hold(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = line()
    sample.records[0] = replace(sample.records[0], body=None, salt=None)  # BRAVO has forgotten it
    del sample.records[-1]  # and has not received the last
    other = tmp_path / "bravo.bundle"
    other.write_bytes(sample.export(1))
    for name in NAMES:
        assert run(name, "--file", str(file), "--against", str(other)) == 0
    told = capsys.readouterr().out
    assert told.count("The same: digest") == len(NAMES)
    assert "read without the words of ALPHA 1" in told
    assert "BRAVO up to 6" in told


def test_a_difference_names_entry_and_value_and_exits_1(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two histories: BRAVO's export has another ALPHA 3."""
    sample = line()
    twin = Sample("books", profiles=("undertakings",))
    twin.records, twin.trees = sample.records[:5], {}
    for record in twin.records:
        tree = twin.trees.setdefault((record.party, 1), type(sample.trees[0, 1])())
        tree.append(record.leaf)
    twin.now_ms = sample.records[4].stored_ms
    twin.release(0, message("L1", number=2, text="T2"))
    other = tmp_path / "bravo.bundle"
    other.write_bytes(twin.export(1))
    assert run("line", "--file", str(file), "--against", str(other)) == 1
    assert "ALPHA 3 (tests): " in capsys.readouterr().out
    assert run("line", "--file", str(file), "--against", str(other), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    (difference,) = found["differences"]
    assert difference["entry"] == "ALPHA 3"
    assert "number" in difference["values"]


def test_what_it_cannot_read_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "torn").write_bytes(data)
    assert run("notices", "--file", str(tmp_path / "torn")) == 1
    assert run("treasure", "--file", str(file)) == 2
    assert run("notices", "--file", str(file), "--at", "tomorrow 0800") == 2
    assert run("notices", "--file", str(file), "--charter", "0" * 40) == 1
    assert "no book 'treasure'" in capsys.readouterr().err


def test_spans_are_said_as_people_say_them() -> None:
    assert [span(ms) for ms in (None, 4_000, 125_000, -7_500_000, 2 * DAY + 3 * HOUR)] == [
        "-", "4 s", "2 min 5 s", "-2 h 5 min", "2 d 3 h",
    ]  # fmt: skip
    assert instant(None) == "-"
    assert instant(2**62)
