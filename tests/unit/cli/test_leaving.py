"""The commands that leave a line: what they ask the station, and which file they refuse."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directline.cli import leaving
from directline.cli.main import run
from directline.cli.texts import status_lines
from directline.wire.charter import Charter, SignedCharter
from tests.support.pair import signed_charter

FIRST = Charter.decode(signed_charter("ALPHA", "BRAVO").charter)
LEFT = {"at_ms": 0, "entry": "BRAVO 9", "why": "the \x1b[31mend", "successor": "0123-4567"}


class Told:
    """A station that notes what it is asked."""

    asked: list[tuple[str, dict[str, Any]]]
    found: dict[str, Any]

    def get(self, path: str, **_query: Any) -> dict[str, Any]:
        return {"charter_fingerprint": FIRST.fingerprint} if path == "/status" else self.found

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        self.asked.append((path, body))
        return {"number": 7, "why": body.get("why", ""), "successor": "", "entry": "ALPHA 12"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    station = Told()
    station.asked, station.found = [], {"waiting": None, "left": {}, "ended": False}

    class Here:
        @classmethod
        def of(cls, _session: Path | None) -> Told:
            return station

    monkeypatch.setattr(leaving, "Station", Here)
    return station


def charter_file(path: Path, **changes: Any) -> str:
    path.write_bytes(SignedCharter(replace(FIRST, **changes).encode(), ()).encode())
    return str(path)


def test_the_digest_of_a_successor_goes_to_the_station(told: Told, tmp_path: Path) -> None:
    heir = charter_file(tmp_path / "heir", previous=FIRST.digest, founded_ms=1)
    digest = replace(FIRST, previous=FIRST.digest, founded_ms=1).digest.hex()
    assert run(["line", "end", "--why", "agreed", "--successor", heir]) == 0
    assert told.asked == [("/end", {"why": "agreed", "successor": digest})]


@pytest.mark.parametrize("previous", [b"", bytes(32)])
def test_a_charter_that_does_not_succeed_this_line_is_refused(
    told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str], previous: bytes
) -> None:
    other = charter_file(tmp_path / "other", previous=previous)
    assert run(["line", "end", "--why", "agreed", "--successor", other]) == 1
    assert "does not succeed the charter that is in force" in capsys.readouterr().err
    assert told.asked == []


def test_a_second_officer_confirms_or_somebody_drops_it(
    told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["line", "end", "--why", "agreed"]) == 0
    assert "directline line end-confirm 7" in capsys.readouterr().out
    assert run(["line", "end-confirm", "7"]) == 0
    assert "ALPHA 12" in capsys.readouterr().out
    assert run(["line", "end-drop", "7"]) == 0
    assert [path for path, _ in told.asked] == ["/end", "/end/7/do", "/end/7/drop"]


def test_who_has_left_is_shown_without_commands_to_the_terminal(
    told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["line", "end-show"]) == 0
    assert "nobody has left" in capsys.readouterr().out
    waiting = {"number": 3, "asked_by": "Ada", "why": "agreed", "successor": "0123"}
    told.found = {"waiting": waiting, "left": {"BRAVO": LEFT}, "ended": True}
    assert run(["line", "end-show"]) == 0
    shown = capsys.readouterr().out
    for said in ("BRAVO: left the line at", "asking 3 by Ada", "0123-4567", "the line has ended"):
        assert said in shown
    assert "\x1b" not in shown
    status = {"left": LEFT, "ended": True, "peers": [{"party": "BRAVO", "left": LEFT}]}
    lines = "\n".join(status_lines(status))
    assert "WE: left the line at" in lines
    assert "ALL PARTIES HAVE LEFT" in lines
    assert "BRAVO: left the line at" in lines
