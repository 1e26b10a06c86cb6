"""A station run by the command: log-ins slow and counted, one station a home, a quick end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from directline.catalogue import load
from directline.station import founding
from directline.station.home import Home
from directline.station.officers import Officers
from tests.unit.interchange.test_read import NOTAM

COMMAND = [sys.executable, "-m", "directline.cli.main"]
PASSPHRASE = "four words nobody guesses"
RIGHT, WRONG = "an officer's own words", "somebody else's words"
TIMEOUT_S = 60
pytestmark = pytest.mark.xdist_group("cli")


def environment(passphrase: str = "") -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DIRECTLINE_")}
    return kept | ({"DIRECTLINE_OFFICER_PASSPHRASE": passphrase} if passphrase else {})


def call(*arguments: str, cwd: Path, passphrase: str = "") -> tuple[int, dict[str, Any], str]:
    result = subprocess.run(
        [*COMMAND, *arguments, "--json"],
        cwd=cwd,
        env=environment(passphrase),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return result.returncode, json.loads(result.stdout), result.stderr


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two homes on one line, one officer; only ALPHA's station will run."""
    path = tmp_path_factory.mktemp("station")
    homes = []
    for name, party in (("a", "ALPHA"), ("b", "BRAVO")):
        founding.found_home(path / name, party, callback="", roles=(), passphrase=PASSPHRASE)
        homes.append(Home.open(path / name))
    digest = load().digest
    signed = founding.draft_charter(
        "NORTHERN AIR",
        [home.introduction() for home in homes],
        languages=("en",),
        catalogue=digest,
        founded_ms=time.time_ns() // 1_000_000,
    )
    keys = [home.unseal(PASSPHRASE) for home in homes]
    for held in keys:
        signed = founding.sign_charter(signed, held, catalogue=digest)
    founding.join_line(homes[0], keys[0], signed, bytes(range(32)), catalogue=digest)
    db = homes[0].open_db()
    Officers(db).add(
        "anna", name="Officer One", role="DUTY-OFFICER", call_sign="ALPHA", passphrase=RIGHT,
        now_ms=time.time_ns() // 1_000_000,
    )  # fmt: skip
    db.close()
    return path


def start(where: Path) -> subprocess.Popen[str]:
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    try:
        return subprocess.Popen(
            [*COMMAND, "run", "--home", "a", "--json", "--passphrase-fd", str(reading)],
            cwd=where,
            env=environment(),
            pass_fds=[reading],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        os.close(reading)


@pytest.fixture(scope="module")
def station(where: Path) -> Iterator[dict[str, Any]]:
    process = start(where)
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield json.loads(line)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=TIMEOUT_S)
        assert process.returncode == 0, err
        assert time.monotonic() - began < 10
        assert out == "", "one JSON object only"
        assert not (where / "a" / "desk.url").exists()
    finally:
        process.kill()
        process.communicate()


def test_the_station_says_where_it_serves(where: Path, station: dict[str, Any]) -> None:
    assert station["ready"] is True
    assert (station["party"], station["line"]) == ("ALPHA", "NORTHERN AIR")
    assert station["desk"].startswith("http://127.0.0.1:")
    assert (where / "a" / "desk.url").read_text() == station["desk"]


def test_a_second_station_on_the_same_home_is_refused(where: Path, station: dict[str, Any]) -> None:
    second = start(where)
    out, err = second.communicate(timeout=TIMEOUT_S)
    assert second.returncode == 1
    assert "in use" in json.loads(out)["error"]["message"]
    assert "Traceback" not in err


def test_a_wrong_passphrase_is_slow_and_counted(where: Path, station: dict[str, Any]) -> None:
    login = ("login", "anna", "--home", "a", "--session-file", "s.json")
    code, answer, err = call(*login, cwd=where, passphrase=WRONG)
    assert (code, err) == (1, "")
    assert "login or the passphrase is wrong" in answer["error"]["message"]
    db = Home.open(where / "a").open_db()
    try:
        assert Officers(db).failures("anna") == 1
        for _ in range(3):  # as if it had gone on: the next attempt has to wait
            Officers(db).attempt("anna", now_ms=time.time_ns() // 1_000_000 + 120_000)
            db.run("UPDATE failures SET not_before_ms = last_ms")
        db.run("UPDATE failures SET not_before_ms = ?", (time.time_ns() // 1_000_000 + 30_000,))
        code, answer, _ = call(*login, cwd=where, passphrase=RIGHT)
        assert code == 1
        assert "wait" in answer["error"]["message"], "the right one too: it came too soon"
        db.run("UPDATE failures SET not_before_ms = 0")
    finally:
        db.close()
    code, answer, _ = call(*login, cwd=where, passphrase=RIGHT)
    assert code == 0
    assert (where / "s.json").stat().st_mode & 0o777 == 0o600
    for path in (where / "a").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert RIGHT.encode() not in content, path
            assert WRONG.encode() not in content, path
            assert json.loads((where / "s.json").read_text())["token"].encode() not in content


def test_an_officer_reads_and_notes(where: Path, station: dict[str, Any]) -> None:
    common = ("--session-file", "n.json")
    code, _, _ = call("login", "anna", "--home", "a", *common, cwd=where, passphrase=RIGHT)
    assert code == 0
    code, status, _ = call("status", *common, cwd=where)
    assert code == 0
    assert status["party"] == "ALPHA"
    assert [peer["party"] for peer in status["peers"]] == ["BRAVO"]
    assert call("note", "quiet", *common, cwd=where)[0] == 0
    code, log, _ = call("log", *common, cwd=where)
    assert any("quiet" in row["args"].values() for row in log["lines"])
    code, draft, _ = call("draft", "I1", "position.lat_lon=nowhere", *common, cwd=where)
    assert code == 1, "wrong fields are named and the draft is kept"
    assert draft["errors"]
    assert call("discard", draft["id"], *common, cwd=where)[0] == 0
    (where / "notam.txt").write_text(NOTAM)
    code, read, _ = call("import-draft", "notam.txt", *common, cwd=where)
    assert (code, read["draft"]["ready"]) == (0, True), read
    assert read["draft"]["inputs"]["warning_ref"] == "A0012/26"
    assert call("discard", read["draft"]["id"], *common, cwd=where)[0] == 0
    code, held, _ = call("book", "line", *common, cwd=where)
    assert [month["party"] for month in held["availability"]] == ["BRAVO"]
    assert call("logout", *common, cwd=where)[0] == 0
    assert call("status", *common, cwd=where)[0] == 1


def test_a_disabled_officer_is_out_while_the_station_runs(
    where: Path, station: dict[str, Any]
) -> None:
    common = ("--session-file", "d.json")
    code, _, _ = call("login", "anna", "--home", "a", *common, cwd=where, passphrase=RIGHT)
    assert code == 0
    assert call("officer", "disable", "anna", "--home", "a", cwd=where)[0] == 0
    try:
        code, answer, _ = call("status", *common, cwd=where)
        assert code == 1
        assert answer["error"]["code"] == "login"
    finally:
        call("officer", "enable", "anna", "--home", "a", cwd=where)
