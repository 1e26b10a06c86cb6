"""Starts, stops and log-ins that go wrong: nothing is lost, nothing is reused, nobody accused."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.cli.client import ApiRefusedError, Station
from directline.cli.demo import world
from directline.cli.demo.world import DemoParty
from directline.station.home import Home
from directline.station.officers import Officers
from directline.transcript.verify import verify_bundle
from tests.support import house
from tests.support.house import PASSPHRASE, alarms, alive, duty, message, peer, status, until

pytestmark = pytest.mark.xdist_group("stations-1")

WRONG = "not the passphrase of anybody"
STOP_S_MAX = 8.0


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoParty, DemoParty]]:
    parties = house.found(tmp_path_factory.mktemp("restart"))
    with house.running(*parties):
        for party in parties:
            duty(party), duty(party, 1)  # Log-ins older than any backup outlive its return.
        yield parties


@pytest.fixture(autouse=True)
def started(parties: tuple[DemoParty, DemoParty]) -> None:
    """Each test begins with both stations past their starts."""
    for party in parties:
        until(lambda p=party: not status(p)["starting"], f"{party.id} has started")  # type: ignore[misc]


def run(party: DemoParty, passphrase: str) -> subprocess.CompletedProcess[str]:
    """A second `directline run` on this home, to its end."""
    read_end, write_end = os.pipe()
    os.write(write_end, passphrase.encode() + b"\n")
    os.close(write_end)
    try:
        return subprocess.run(
            [sys.executable, "-m", "directline", "run", "--home", str(party.path),
             "--passphrase-fd", str(read_end), "--json"],
            capture_output=True, text=True, timeout=60, pass_fds=(read_end,), check=False,
        )  # fmt: skip
    finally:
        os.close(read_end)


def try_login(party: DemoParty, login: str, passphrase: str) -> str:
    """The refusal of a log-in, or nothing when it is let in."""
    try:
        Station(party.desk).post("/login", login=login, passphrase=passphrase, terminal="test")
    except ApiRefusedError as refused:
        return refused.message
    return ""


def failures(party: DemoParty, login: str) -> int:
    """Wrong passphrases in a row, as the stopped station's home has them."""
    db = Home.open(party.path).open_db()
    try:
        return Officers(db).failures(login)
    finally:
        db.close()


def verified(parties: tuple[DemoParty, ...], folder: Path) -> list[list[str]]:
    """Each side's transcript verifies; gives the messages that each holds."""
    held = []
    for party in parties:
        target = folder / f"{party.id}-{time.monotonic_ns()}.directline"
        duty(party).download("/export", target)
        report = verify_bundle(target.read_bytes(), fingerprint=None)
        assert report.ok, list(report.lines())
        held.append(sorted(m.name for m in report.messages))
    return held


def test_a_second_station_on_the_same_home_is_refused(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    ended = run(parties[0], PASSPHRASE)
    assert ended.returncode != 0
    assert "is in use by process" in ended.stdout, "one line of JSON says why"
    assert not ended.stderr
    assert alive(parties[0])
    assert status(parties[0])["peers"]


def test_the_wrong_passphrase_starts_nothing_and_is_never_repeated(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    ended = run(parties[0], WRONG)
    assert ended.returncode != 0
    assert "the passphrase is wrong" in ended.stdout
    assert WRONG not in ended.stderr + ended.stdout
    assert not ended.stderr


def test_a_wrong_log_in_is_slow_counted_and_remembered_over_a_restart(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    _, bravo = parties
    login = bravo.officers[1].login
    assert "is wrong" in try_login(bravo, login, WRONG)
    assert "too soon" in try_login(bravo, login, PASSPHRASE), "not even with the right one"
    until(lambda: "is wrong" in try_login(bravo, login, WRONG), "the second guess, a second later")
    world.stop((bravo,))
    assert failures(bravo, login) == 2, "the count outlives the station"
    world.start_one(bravo)
    assert not try_login(bravo, bravo.officers[0].login, PASSPHRASE), "another officer may"
    until(lambda: "is wrong" in try_login(bravo, login, WRONG), "the third, after the restart")
    assert "too soon" in try_login(bravo, login, PASSPHRASE)
    refusals = house.watch_log(bravo, "log-login-refused")
    assert len(refusals) >= 3
    assert WRONG not in str(refusals)
    assert "is wrong" in try_login(bravo, "nobody-here", WRONG), "a stranger learns nothing"
    until(lambda: not try_login(bravo, login, PASSPHRASE), "in the end the officer is let in")


def test_sigterm_ends_a_station_within_seconds_though_a_desk_listens(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    _, bravo = parties
    where = urllib.parse.urlsplit(bravo.desk)
    assert where.hostname is not None
    assert where.port is not None
    token = _browser(where.hostname, where.port, bravo.officers[0].login)
    with socket.create_connection((where.hostname, where.port), 10) as stream:
        stream.sendall(
            f"GET /live?tab=aaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: {where.netloc}\r\n"
            f"Cookie: {token}\r\nSec-Fetch-Site: same-origin\r\n\r\n".encode()
        )
        begun = stream.recv(4_096)
        assert b"text/event-stream" in begun, begun
        assert bravo.process is not None
        at = time.monotonic()
        bravo.process.terminate()
        assert bravo.process.wait(30) == 0
        took_s = time.monotonic() - at
    assert took_s < STOP_S_MAX, f"{took_s:.1f} s"
    world.start_one(bravo)
    until(lambda: peer(bravo)["station_heard_ms"], "the line is back")


def _browser(host: str, port: int, login: str) -> str:
    """Log in as a browser does; gives the cookie."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    form = urllib.parse.urlencode({"login": login, "passphrase": PASSPHRASE})
    connection.request(
        "POST", "/login", form,
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{host}:{port}", "Sec-Fetch-Site": "same-origin",
        },
    )  # fmt: skip
    answer = connection.getresponse()
    assert answer.status == 303, answer.read()
    cookies = [v.split(";")[0] for k, v in answer.getheaders() if k.lower() == "set-cookie"]
    connection.close()
    return "; ".join(cookies)


def test_a_station_restored_from_an_older_backup_takes_its_entries_back(
    parties: tuple[DemoParty, DemoParty], tmp_path: Path
) -> None:
    alpha, bravo = parties
    before = house.release(alpha, "Q1", house.CLARIFY)["id"]
    until(lambda: message(bravo, before), "a message before the backup")
    _stop_and_copy(alpha, tmp_path / "backup")
    later = [house.release(alpha, "Q1", house.CLARIFY)["id"] for _ in range(4)]
    theirs = house.release(bravo, "Q1", house.CLARIFY)["id"]
    until(lambda: message(bravo, later[-1]) and message(alpha, theirs), "what came after it")
    _restore(alpha, tmp_path / "backup")
    world.start_one(alpha)
    until(lambda: all(message(alpha, name) for name in (*later, theirs)), "all is taken back")
    until(lambda: not status(alpha)["starting"], "the start has ended")
    new = house.release(alpha, "Q1", house.CLARIFY)["id"]
    assert new not in later
    until(lambda: message(bravo, new), "the line goes on")
    assert not alarms(alpha, "evidence")
    assert not alarms(bravo, "evidence"), "nobody is accused"
    until(lambda: peer(bravo)["waiting"] == peer(alpha)["waiting"] == 0, "rest")
    ours, others = verified(parties, tmp_path)
    assert ours == others
    assert set(later) <= set(ours)


def test_a_restored_station_with_nobody_to_ask_opens_the_next_generation(
    parties: tuple[DemoParty, DemoParty], tmp_path: Path
) -> None:
    alpha, bravo = parties
    _stop_and_copy(alpha, tmp_path / "backup")
    lost = house.release(alpha, "Q1", house.CLARIFY)["id"]
    until(lambda: message(bravo, lost), "a message after the backup")
    until(lambda: peer(alpha)["waiting"] == peer(bravo)["waiting"] == 0, "rest")
    generation = (message(alpha, lost) or {})["generation"]
    world.stop((bravo,))
    _restore(alpha, tmp_path / "backup")
    world.start_one(alpha)
    flash = house.release(alpha, "I1", house.stop_inputs())
    assert flash["generation"] > generation, "a FLASH does not wait for the asking"
    world.start_one(bravo)
    until(lambda: message(bravo, flash["id"]), "the FLASH at BRAVO")
    until(lambda: message(alpha, lost), "what was lost is given back")
    assert not alarms(alpha, "evidence")
    assert not alarms(bravo, "evidence"), "nobody is accused"
    until(lambda: peer(bravo)["waiting"] == peer(alpha)["waiting"] == 0, "rest")
    ours, others = verified(parties, tmp_path)
    assert ours == others
    assert {lost, flash["id"]} <= set(ours)


def _stop_and_copy(party: DemoParty, target: Path) -> None:
    world.stop((party,))
    shutil.copytree(party.path, target)
    world.start_one(party)
    until(lambda: not status(party)["starting"], "the start has ended")


def _restore(party: DemoParty, backup: Path) -> None:
    world.stop((party,))
    shutil.rmtree(party.path)
    shutil.copytree(backup, party.path)
