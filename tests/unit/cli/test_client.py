"""The command against a station's API: log-in kept privately, refusals told, downloads whole."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from directline.cli import main
from directline.cli.client import SessionFile, Station, slug
from directline.errors import AccessError, ConfigError, DirectlineError
from tests.unit.transcript.sample import small


class Fake(BaseHTTPRequestHandler):
    """Answers as it is told, and keeps what was asked."""

    asked: ClassVar[list[tuple[str, str, str, Any]]] = []
    answers: ClassVar[dict[str, tuple[int, bytes]]] = {}

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.asked.append((self.command, self.path, self.headers.get("Authorization", ""), body))
        status, content = self.answers.get(self.path.partition("?")[0], (200, b"{}"))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - named by http.server

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Fake.asked.clear()
    Fake.answers.clear()
    server = HTTPServer(("127.0.0.1", 0), Fake)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def session(tmp_path: Path, url: str) -> Path:
    return SessionFile(url, "anna", "the-token").write(tmp_path / "d" / "session.json")


def act(*arguments: str) -> int:
    return main.run(arguments)


def answers(path: str, value: Any, status: int = 200) -> None:
    Fake.answers[f"/api/v1{path}"] = (status, json.dumps(value).encode())


def test_a_log_in_is_kept_privately(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers("/login", {"token": "secret-token", "session": {"officer": {"role": "R"}}})
    monkeypatch.setenv("DIRECTLINE_OFFICER_PASSPHRASE", "her own words")
    monkeypatch.setenv("DIRECTLINE_PASSPHRASE", "the home's words")
    file = tmp_path / "run" / "session.json"
    assert act("login", "anna", "--url", url, "--session-file", str(file), "--json") == 0
    out = capsys.readouterr().out
    assert "secret-token" not in out
    assert "her own words" not in out
    assert file.stat().st_mode & 0o777 == 0o600
    assert Fake.asked[0][3]["passphrase"] == "her own words"
    assert "secret-token" not in repr(SessionFile.read(file))
    assert act("logout", "--session-file", str(file)) == 0
    assert Fake.asked[1][:3] == ("POST", "/api/v1/logout", "Session secret-token")
    assert not file.exists()


def test_a_session_file_that_others_may_read_is_refused(session: Path) -> None:
    session.chmod(0o644)
    with pytest.raises(ConfigError, match="other accounts"):
        SessionFile.read(session)
    session.chmod(0o600)
    session.write_text("[]")
    with pytest.raises(ConfigError, match="not a session file"):
        SessionFile.read(session)
    session.unlink()
    with pytest.raises(AccessError, match="nobody is logged in"):
        SessionFile.read(session)


@pytest.mark.parametrize(
    ("arguments", "method", "path", "body"),
    [
        (["open", "BRAVO 2/7"], "POST", "/messages/BRAVO_2~7/open?lang=en", {}),
        (
            ["answer", "BRAVO-7", "wilco", "--remark", "да"],
            "POST",
            "/messages/BRAVO_7/answer",
            {"code": "WILCO", "remark": "да"},
        ),
        (
            ["decline", "BRAVO 7", "not-clear"],
            "POST",
            "/messages/BRAVO_7/decline",
            {"reason": "not-clear"},
        ),
        (["passed", "BRAVO 7", "CELL 1"], "POST", "/messages/BRAVO_7/passed", {"unit": "CELL 1"}),
        (["confirm", "ALPHA 1"], "POST", "/messages/ALPHA_1/confirm", {}),
        (["cancel", "ALPHA 1"], "POST", "/messages/ALPHA_1/cancel", {}),
        (["release", "D3"], "POST", "/drafts/D3/release?lang=en", {}),
        (["discard", "D3"], "DELETE", "/drafts/D3", None),
        (["silence"], "POST", "/silence", {}),
        (["silence", "4"], "POST", "/silence", {"alarm": 4}),
        (["acknowledge", "4"], "POST", "/acknowledge", {"alarm": 4}),
        (["test"], "POST", "/line-test", {}),
        (["note", "quiet night"], "POST", "/note", {"text": "quiet night"}),
        (["status"], "GET", "/status", None),
        (["messages", "--limit", "5", "--before", "9"], "GET",
         "/messages?limit=5&before=9&lang=en", None),
        (["show", "ALPHA 1", "--lang", "ru"], "GET", "/messages/ALPHA_1?lang=ru", None),
        (["drafts"], "GET", "/drafts?lang=en", None),
        (["review", "D3"], "GET", "/drafts/D3?lang=en", None),
        (["log", "--limit", "3"], "GET", "/watch-log?limit=3", None),
    ],
)  # fmt: skip
def test_each_command_asks_what_the_desk_would(
    session: Path, arguments: list[str], method: str, path: str, body: Any
) -> None:
    assert act(*arguments, "--session-file", str(session)) == 0
    assert Fake.asked == [(method, f"/api/v1{path}", "Session the-token", body)]


def test_a_draft_with_wrong_fields_is_kept_and_exits_1(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = {"field": "position", "value": "x", "message": "6.2 km apart", "remedy": "check"}
    answers("/drafts", {"id": "D1", "errors": [error], "ready": False})
    answers("/drafts/D1", {"id": "D1", "errors": [], "ready": True})
    inputs = tmp_path / "inputs.json"
    inputs.write_text('{"remark": "один", "since": "now"}')
    common = ["--session-file", str(session)]
    assert act("draft", "I1", "--inputs", str(inputs), "since=later", "--drill", *common) == 1
    assert "position: 6.2 km apart (check)" in capsys.readouterr().out
    assert Fake.asked[0][3] == {
        "form": "I1",
        "inputs": {"remark": "один", "since": "later"},
        "drill": True,
    }
    assert act("draft", "I1", "--id", "D1", "--precedence", "flash", *common) == 0
    assert Fake.asked[1][0] == "PUT"
    assert Fake.asked[1][3]["precedence"] == 3
    assert act("draft", "I1", "--precedence", "urgent", *common) == 2
    inputs.write_text("[]")
    assert act("draft", "I1", "--inputs", str(inputs), *common) == 1


def test_a_read_back_that_differs_exits_1(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"field": "place", "expected": "A", "entered": "B", "distance_m": 800}
    answers("/messages/BRAVO_7/read-back", {"understood": False, "mismatches": [wrong]})
    common = ["--session-file", str(session)]
    assert act("read-back", "BRAVO 7", "place.mgrs=37U", *common) == 1
    assert "800 m apart" in capsys.readouterr().out
    assert Fake.asked[0][3] == {"inputs": {"place.mgrs": "37U"}}
    answers("/messages/BRAVO_7/read-back", {"understood": True, "mismatches": []})
    assert act("read-back", "BRAVO 7", *common) == 0


def test_the_relieving_officer_gives_a_passphrase_of_that_officers_own(
    session: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIRECTLINE_OFFICER_PASSPHRASE", "his own words")
    answers("/relief", {"items": ["BRAVO 7 open"]})
    assert act("relief", "boris", "--session-file", str(session)) == 0
    assert Fake.asked[0][3] == {"login": "boris", "passphrase": "his own words"}
    assert "BRAVO 7 open" in capsys.readouterr().out


def test_the_stations_refusal_is_told_with_its_remedy(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = {"code": "access", "message": "the drafter may not release", "field": "",
             "value": "", "remedy": "another officer releases"}  # fmt: skip
    answers("/drafts/D1/release", {"error": error}, 403)
    assert act("release", "D1", "--session-file", str(session), "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"].items() >= error.items() - {
        ("field", ""),
        ("value", ""),
    }
    answers("/status", {"error": {"code": "login", "message": "log in first"}}, 401)
    assert act("status", "--session-file", str(session)) == 1
    assert "directline login" in capsys.readouterr().err
    Fake.answers["/api/v1/status"] = (502, b"<html>proxy</html>")
    assert act("status", "--session-file", str(session)) == 1
    assert "status 502" in capsys.readouterr().err
    Fake.answers["/api/v1/status"] = (200, b"[]")
    assert act("status", "--session-file", str(session)) == 1
    assert "not of a station's API" in capsys.readouterr().err


def test_a_station_that_does_not_answer_is_named(tmp_path: Path) -> None:
    for url in ("ftp://x", "http://", "http://u@h:1", "nothing"):
        with pytest.raises(ConfigError, match="not the address"):
            Station(url)
    with pytest.raises(ConfigError, match="no station answers at 127"):
        Station("http://127.0.0.1:1").get("/status")


def test_a_transcript_is_downloaded_whole_and_over_nothing(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Fake.answers["/api/v1/export"] = (200, b"transcript" * 1000)
    target = tmp_path / "line.bundle"
    common = ["--session-file", str(session), "--json"]
    assert act("export", str(target), *common) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(target), "bytes": 10_000}
    assert target.read_bytes() == b"transcript" * 1000
    assert act("export", str(target), *common) == 1
    assert "already there" in capsys.readouterr().out
    answers("/export", {"error": {"code": "access", "message": "no"}}, 403)
    assert act("export", str(tmp_path / "other"), *common) == 1
    assert not (tmp_path / "other").exists()


def test_a_book_is_made_of_a_fresh_export_that_is_not_kept(
    session: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    Fake.answers["/api/v1/export"] = (200, small().export())
    assert act("book", "messages", "--session-file", str(session), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["message"] == "ALPHA 1"
    assert Fake.asked[-1][:2] == ("GET", "/api/v1/export")
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_no_transcript_verifies_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "noise"
    file.write_bytes(b"noise")
    assert act("verify", str(file), "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"]["part"]
    assert act("verify", str(tmp_path / "missing")) == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ALPHA 12", "ALPHA_12"),
        ("ALPHA 2/12", "ALPHA_2~12"),
        ("ALPHA-12", "ALPHA_12"),
        ("ALPHA:2/12", "ALPHA_2~12"),
        ("NORTH-1 7", "NORTH-1_7"),
        ("NORTH-1-7", "NORTH-1_7"),
        ("D12", "D12"),
        ("../x?y#z", "..~x%3Fy%23z"),
    ],
)
def test_a_messages_name_in_an_address(typed: str, expected: str) -> None:
    assert slug(typed) == expected


def test_errors_are_of_our_own_kind() -> None:
    assert issubclass(AccessError, DirectlineError)
