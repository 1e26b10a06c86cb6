"""Founding a line with the real command, as two parties would, each in a process of its own."""

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from directline.cli import main

COMMAND = [sys.executable, "-m", "directline.cli.main"]
HOME_PASS = {"a": "alpha keeps four words", "b": "bravo keeps four others"}
OFFICER_PASS = "an officer's own words"
TIMEOUT_S = 60
pytestmark = pytest.mark.xdist_group("cli")


class Desk:
    """Runs the command in one directory, as an operator of both parties would in a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: str, passphrase: str = "") -> subprocess.CompletedProcess[str]:
        """The command as a process, its passphrase on a descriptor, never among its arguments."""
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        given = [*arguments]
        if passphrase:
            given += ["--passphrase-fd", str(reading)]
        try:
            return subprocess.run(
                [*COMMAND, *given],
                cwd=self.path,
                env=clean_environment(),
                pass_fds=[reading],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        finally:
            os.close(reading)

    def call(self, *arguments: str, passphrase: str = "") -> subprocess.CompletedProcess[str]:
        """The same inside this process, which is quicker: for what needs no process of its own."""
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        given = [*arguments, *(["--passphrase-fd", str(reading)] if passphrase else [])]
        out, err = io.StringIO(), io.StringIO()
        try:
            with (
                contextlib.chdir(self.path),
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(err),
            ):
                code = main.run(given)
        finally:
            os.close(reading)
        return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())

    def done(self, *arguments: str, passphrase: str = "", process: bool = False) -> dict[str, Any]:
        """A command that must succeed; its JSON object."""
        run = self.run if process else self.call
        result = run(*arguments, "--json", passphrase=passphrase)
        assert result.returncode == 0, result.stdout + result.stderr
        assert result.stderr == ""
        value = json.loads(result.stdout)
        assert isinstance(value, dict)
        return value

    def refused(self, *arguments: str, passphrase: str = "", code: int = 1) -> dict[str, str]:
        """A command that must be refused without a traceback; its error."""
        result = self.call(*arguments, "--json", passphrase=passphrase)
        assert result.returncode == code, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
        error = json.loads(result.stdout)["error"]
        assert error["message"]
        return {name: str(text) for name, text in error.items()}


def clean_environment() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("DIRECTLINE_")}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two homes on one line, founded step by step."""
    desk = Desk(tmp_path_factory.mktemp("founding"))
    for home, party in (("a", "ALPHA"), ("b", "BRAVO")):
        desk.done(
            "init", "--home", home, "--party", party, "--callback", "+00 1",
            "--role", f"DUTY-OFFICER={party} ONE", "--role", f"AIR-OPERATIONS={party} TWO",
            passphrase=HOME_PASS[home], process=True,
        )  # fmt: skip
    desk.done(
        "charter", "draft", "ALPHA.party", "BRAVO.party",
        "--name", "NORTHERN AIR", "--out", "line.charter", "--term", "blackout_ms=20000",
        process=True,
    )  # fmt: skip
    spoken = desk.done("charter", "show", "line.charter")["fingerprint"]
    for home in ("a", "b"):
        desk.done(
            "charter", "sign", "line.charter", "--home", home, "--fingerprint", spoken,
            "--out", f"{home}.charter", passphrase=HOME_PASS[home], process=True,
        )  # fmt: skip
    assert desk.done("charter", "combine", "a.charter", "b.charter", "--out", "all.charter")[
        "in_force"
    ]
    desk.done(
        "secret", "make", "--out-a", "share.a", "--out-b", "share.b", "--name", "NORTHERN AIR"
    )
    checks = [
        desk.done(
            "line", "join", "--home", home, "--charter", "all.charter",
            "--share-a", "share.a", "--share-b", "share.b",
            passphrase=HOME_PASS[home], process=True,
        )["secret_check"]
        for home in ("a", "b")
    ]  # fmt: skip
    assert checks[0] == checks[1]
    return desk


def test_both_homes_hold_the_same_line(founded: Desk) -> None:
    lines = [founded.done("line", "list", "--home", home)["lines"] for home in ("a", "b")]
    assert lines[0] == lines[1]
    assert lines[0][0]["name"] == "NORTHERN AIR"
    assert lines[0][0]["parties"] == ["ALPHA", "BRAVO"]
    shown = founded.call("charter", "show", "all.charter").stdout
    for part in ("fingerprint", "blackout_ms: 20 s", "BRAVO TWO", "+00 1", "signed by all"):
        assert part in shown


def test_no_passphrase_or_share_is_left_lying(founded: Desk) -> None:
    share = [
        line.partition(": ")[2]
        for line in (founded.path / "share.a").read_text().splitlines()
        if ": " in line
    ]
    for path in founded.path.rglob("*"):
        if path.is_file() and not path.name.startswith(("share.", "typed.")):
            content = path.read_bytes()
            for secret in (*HOME_PASS.values(), *share):
                assert secret.encode() not in content, path


def test_a_wrong_passphrase_is_refused(founded: Desk) -> None:
    error = founded.refused(
        "charter", "sign", "line.charter", "--home", "a", "--out", "x.charter",
        "--fingerprint", founded.done("charter", "show", "line.charter")["fingerprint"],
        passphrase="not the passphrase",
    )  # fmt: skip
    assert error["code"] == "custody"
    assert "passphrase is wrong" in error["message"]
    assert "not the passphrase" not in json.dumps(error)
    assert not (founded.path / "x.charter").exists()


def test_without_a_passphrase_nobody_waits(founded: Desk) -> None:
    error = founded.refused(
        "line", "join", "--home", "a", "--charter", "all.charter",
        "--share-a", "share.a", "--share-b", "share.b",
    )  # fmt: skip
    assert "--passphrase-fd" in error["remedy"]


def test_a_missing_signature_is_named(founded: Desk) -> None:
    error = founded.refused(
        "charter", "combine", "a.charter", "line.charter", "--out", "half.charter"
    )
    assert "not signed by BRAVO" in error["message"]
    assert not (founded.path / "half.charter").exists()
    error = founded.refused(
        "line", "join", "--home", "a", "--charter", "a.charter",
        "--share-a", "share.a", "--share-b", "share.b",
        passphrase=HOME_PASS["a"],
    )  # fmt: skip
    assert "BRAVO" in error["message"]


def test_a_fingerprint_that_differs_signs_nothing(founded: Desk) -> None:
    spoken = founded.done("charter", "show", "line.charter")["fingerprint"]
    other = ("0" if spoken[0] != "0" else "1") + spoken[1:]
    error = founded.refused(
        "charter", "sign", "line.charter", "--home", "a", "--fingerprint", other,
        "--out", "x.charter", passphrase=HOME_PASS["a"],
    )  # fmt: skip
    assert "fingerprints differ" in error["message"]
    error = founded.refused(
        "charter", "sign", "line.charter", "--home", "a", passphrase=HOME_PASS["a"]
    )
    assert "not compared" in error["message"]
    assert not (founded.path / "x.charter").exists()


def test_one_byte_changed_in_a_charter_is_found(founded: Desk) -> None:
    whole = (founded.path / "b.charter").read_bytes()
    place = whole.index(b"BRAVO ONE")
    changed = founded.path / "changed.charter"
    changed.write_bytes(whole[:place] + b"BRAVO 0NE" + whole[place + 9 :])
    error = founded.refused("charter", "show", "changed.charter")
    assert "charter signature of BRAVO" in error["part"]
    error = founded.refused(
        "charter", "combine", "a.charter", "changed.charter", "--out", "x.charter"
    )
    assert "different charters" in error["message"]


def test_a_mistyped_share_is_found_in_its_line(founded: Desk) -> None:
    text = (founded.path / "share.a").read_text()
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("5: "))
    # One character: that is what a line's own check is sure to find.
    lines[at] = "5: " + ("7" if lines[at][3] != "7" else "9") + lines[at][4:]
    (founded.path / "typed.a").write_text("\n".join(lines))
    error = founded.refused(
        "line", "join", "--home", "a", "--charter", "all.charter",
        "--share-a", "typed.a", "--share-b", "share.b",
        passphrase=HOME_PASS["a"],
    )  # fmt: skip
    assert "line 5" in error["message"]
    error = founded.refused(
        "line", "join", "--home", "a", "--charter", "all.charter",
        "--share-a", "share.b", "--share-b", "share.a",
        passphrase=HOME_PASS["a"],
    )  # fmt: skip
    assert "given where share A belongs" in error["message"]


def test_a_home_that_others_can_read_is_refused(founded: Desk) -> None:
    keys = founded.path / "b" / "keys.sealed"
    keys.chmod(0o644)
    try:
        error = founded.refused("line", "list", "--home", "b")
    finally:
        keys.chmod(0o600)
    assert error["remedy"] == "chmod 600 b/keys.sealed"


def test_tampered_keys_are_refused(founded: Desk) -> None:
    founded.done("init", "--home", "t", "--party", "TANGO", passphrase=HOME_PASS["a"])
    keys = founded.path / "t" / "keys.sealed"
    whole = keys.read_bytes()
    keys.write_bytes(whole[:-1] + bytes((whole[-1] ^ 1,)))
    error = founded.refused("keys", "passphrase", "--home", "t", passphrase=HOME_PASS["a"])
    assert error["code"] == "custody"
    assert founded.refused("init", "--home", "t", "--party", "TANGO", "--out", "t2.party",
                           passphrase=HOME_PASS["a"])["message"].endswith("not empty")  # fmt: skip


def test_officers_terminals_and_tokens(founded: Desk) -> None:
    added = founded.done(
        "officer", "add", "anna", "--home", "a", "--name", "Officer One", "--role", "DUTY-OFFICER",
        passphrase=OFFICER_PASS,
    )  # fmt: skip
    assert added["call_sign"] == "ALPHA ONE"
    assert founded.done("officer", "list", "--home", "a")["officers"] == [added]
    error = founded.refused(
        "officer", "add", "boris", "--home", "a", "--name", "B", "--role", "ADMIRAL",
        passphrase=OFFICER_PASS,
    )  # fmt: skip
    assert "DUTY-OFFICER, AIR-OPERATIONS" in error["remedy"]
    error = founded.refused(
        "officer", "add", "boris", "--home", "a", "--name", "B", "--role", "DUTY-OFFICER",
        passphrase="short",
    )  # fmt: skip
    assert error["code"] == "custody"
    assert founded.done("officer", "disable", "anna", "--home", "a")["disabled"]
    assert not founded.done("officer", "enable", "anna", "--home", "a")["disabled"]
    assert founded.done("token", "make", "feed", "--home", "a")["token"].startswith("dlt_")
    assert founded.done("token", "revoke", "feed", "--home", "a")["revoked"]
    assert len(founded.done("terminal", "enrol", "desk-1", "--home", "a")["code"]) == 12
    assert founded.done("terminal", "list", "--home", "a") == {"terminals": []}


def test_settings_are_shown_and_an_unknown_one_is_named(founded: Desk) -> None:
    assert founded.done("config", "peer", "BRAVO", "127.0.0.1:7447", "--home", "a")["peers"] == {
        "BRAVO": ["127.0.0.1:7447"]
    }
    config = founded.path / "a" / "config.toml"
    kept = config.read_text()
    config.write_text(kept.replace("listen =", "lisen ="))
    try:
        error = founded.refused("config", "show", "--home", "a")
    finally:
        config.write_text(kept)
    assert "station.lisen" in error["message"]
    assert "station.listen" in error["remedy"]


def test_the_command_line_is_checked(founded: Desk) -> None:
    assert founded.refused("nosuch", code=2)["code"] == "usage"
    assert founded.refused("charter", "sign", code=2)["code"] == "usage"
    assert founded.refused("party", "show", code=2)["code"] == "usage"
    plain = founded.run("charter", "sign", "missing.charter", "--home", "a")
    assert "Traceback" not in plain.stderr
    assert plain.returncode == 1
    assert plain.stdout == ""
    assert plain.stderr.startswith("directline: missing.charter cannot be read")
    assert founded.refused("status", "--session-file", "none")["code"] == "access"


def test_nothing_runs_without_its_assertions(founded: Desk) -> None:
    result = subprocess.run(
        [sys.executable, "-O", "-m", "directline.cli.main", "--version"],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert result.returncode != 0
    assert "directline does not run under python -O" in result.stderr


def talk(arguments: list[str], cwd: Path, answers: dict[str, str]) -> tuple[int, str]:
    """Run the command on a terminal and type an answer to each prompt."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execve(sys.executable, [*COMMAND, *arguments], clean_environment())  # noqa: S606
    seen, shown = "", ""
    waiting = dict(answers)
    while True:
        try:
            piece = os.read(terminal, 4096).decode(errors="replace")
        except OSError:
            break
        if not piece:
            break
        seen, shown = seen + piece, shown + piece
        for prompt in [held for held in waiting if held in seen]:
            os.write(terminal, waiting.pop(prompt).encode() + b"\n")
            seen = seen.partition(prompt)[2]
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown


def test_a_person_compares_and_types_the_last_group(founded: Desk) -> None:
    spoken = founded.done("charter", "show", "line.charter")["fingerprint"]
    arguments = ["charter", "sign", "line.charter", "--home", "a", "--out", "typed.charter"]
    code, shown = talk(arguments, founded.path, {"the last group: ": "0000"})
    assert code == 1
    assert "fingerprints differ" in shown
    code, shown = talk(
        arguments,
        founded.path,
        {"the last group: ": spoken[-4:].lower(), "ALPHA's keys: ": HOME_PASS["a"]},
    )
    assert code == 0, shown
    assert spoken in shown
    assert HOME_PASS["a"] not in shown, "a typed passphrase is not shown"
    assert founded.done("charter", "show", "typed.charter")["signed"] == {
        "ALPHA": True,
        "BRAVO": False,
    }


def test_a_share_is_typed_from_paper(founded: Desk) -> None:
    for name in ("C", "D"):
        founded.done("init", "--home", name, "--party", f"{name}PARTY", passphrase=HOME_PASS["a"])
    founded.done(
        "charter", "draft", "CPARTY.party", "DPARTY.party", "--name", "X", "--out", "x2.charter"
    )
    spoken = founded.done("charter", "show", "x2.charter")["fingerprint"]
    for name in ("C", "D"):
        founded.done(
            "charter", "sign", "x2.charter", "--home", name, "--fingerprint", spoken,
            passphrase=HOME_PASS["a"],
        )  # fmt: skip
    lines = [
        line.partition(": ")[2]
        for line in (founded.path / "share.a").read_text().splitlines()
        if not line.startswith("#")
    ]
    answers = {f"share A, line {n}: ": line for n, line in enumerate(lines, 1)}
    answers["CPARTY's keys: "] = HOME_PASS["a"]
    code, shown = talk(
        ["line", "join", "--home", "C", "--charter", "x2.charter", "--share-a", "-",
         "--share-b", "share.b"],
        founded.path,
        answers,
    )  # fmt: skip
    assert code == 0, shown
    assert "secret check" in shown
