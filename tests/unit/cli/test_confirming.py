"""Key events, and later charters, are confirmed over a second bearer or said not to be."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from directline.cli.main import run
from directline.station.alarms import AlarmKind
from directline.station.files import write_new
from directline.station.founding import draft_amendment
from directline.station.lostkeys import ring_lost_keys
from directline.station.passphrases import HOME_VARIABLE
from directline.station.station import Station
from directline.station.watchlog import WatchLog
from directline.wire.charter import Charter
from directline.wire.keyevent import read_key_event
from tests.support.stations import PASSPHRASE, Founded, found

TWO = ("--heard-by", "anna", "--heard-by", "boris")


class Case:
    """A line, and BRAVO's key event on it."""

    def __init__(self, path: Path) -> None:
        self.alpha, self.bravo = found(path)
        self.charter = path / "line.charter"
        write_new(self.charter, self.alpha.line.signed().encode(), 0o644)
        self.file = path / "BRAVO.lost"
        self.why = "a disk is missing"

    def declare(self) -> str:
        recovery = self.bravo.home.path / "recovery.sealed"
        code = run([
            "loss", "declare", "--party", "BRAVO", "--charter", str(self.charter),
            "--recovery", str(recovery), "--why", self.why, "--out", str(self.file),
        ])  # fmt: skip
        assert code == 0
        return read_key_event(self.file.read_bytes(), self.alpha.line.charter()).fingerprint

    def accept(self, *more: str) -> int:
        return run(["loss", "accept", str(self.file), "--home", str(self.alpha.home.path), *more])

    def confirm(self, party: Founded, *more: str) -> int:
        home = str(party.home.path)
        return run(["loss", "confirm", str(self.file), "--home", home, *TWO, *more])

    def sign(self, file: Path, *more: str) -> int:
        out = ("--out", str(file.with_suffix(".signed")))
        home = str(self.alpha.home.path)
        return run(["charter", "sign", str(file), "--home", home, *out, *more])

    @property
    def taken(self) -> bool:
        return bool(self.alpha.line.key_events(self.alpha.line.charter()))


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv(HOME_VARIABLE, PASSPHRASE)
    return Case(tmp_path)


def logged(party: Founded) -> list[tuple[str, dict[str, str]]]:
    db = party.home.open_db()
    try:
        log = WatchLog(db)
        log.verify()
        rows = reversed(log.rows(limit=9))
        return [(row.what, row.args) for row in rows if "confirmed" in row.what]
    finally:
        db.close()


def rings(party: Founded) -> set[str]:
    """What rings of lost keys after the station's next start."""

    async def look() -> set[str]:
        station = Station(party.home, party.keys, party.line)
        try:
            ring_lost_keys(
                station.watch, station.key_events, station.charter, station.db,
                station.clock.now_ms(),
            )  # fmt: skip
            views = station.watch.alarms.views(station.clock.now_ms())
            return {view.kind for view in views if view.kind.startswith(AlarmKind.KEY_LOST)}
        finally:
            await station.stop()

    return asyncio.run(look())


def test_nothing_is_taken_in_that_was_not_read_aloud_to_two(case: Case) -> None:
    fingerprint = case.declare()
    other = ("1" if fingerprint[0] != "1" else "2") + fingerprint[1:]
    for more in (
        (),
        ("--fingerprint", fingerprint),
        ("--fingerprint", fingerprint, "--heard-by", "anna", "--heard-by", "Anna "),
        TWO,
        (*TWO, "--fingerprint", other),
        (*TWO, "--fingerprint", fingerprint[-4:]),
        (*TWO, "--fingerprint", fingerprint, "--not-confirmed", "DUTY-OFFICER"),
        ("--not-confirmed", "SOMEBODY"),
    ):
        assert case.accept(*more) != 0, more
        assert not case.taken
    assert logged(case.alpha) == []
    assert rings(case.alpha) == set()
    assert case.accept(*TWO, "--fingerprint", fingerprint.lower().replace("-", " ")) == 0
    args = {
        "party": "BRAVO", "fingerprint": fingerprint, "other": "BRAVO", "officers": "anna, boris",
    }  # fmt: skip
    assert logged(case.alpha) == [("log-key-confirmed", args)]
    assert rings(case.alpha) == {"key-lost"}


@pytest.mark.parametrize(("typed", "code"), [(lambda f: f[-4:], 0), (lambda f: f[:4], 1)])
def test_the_group_that_is_typed_is_not_on_the_screen(
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: Callable[[str], str],
    code: int,
) -> None:
    fingerprint = case.declare()
    capsys.readouterr()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    shown = []

    def prompt(_text: str) -> str:
        shown.append(capsys.readouterr().out)
        return typed(fingerprint)

    monkeypatch.setattr(typer, "prompt", prompt)
    assert case.accept(*TWO) == code
    assert case.taken == (code == 0)
    (screen,) = shown
    assert fingerprint[:-5] in screen
    assert fingerprint[-4:] not in screen.replace(fingerprint[:-5], "")
    assert "+10 000 0000" in screen, "the number of the charter"


def test_without_a_second_bearer_a_post_says_so_and_it_shows_until_it_is_confirmed(
    case: Case,
) -> None:
    fingerprint = case.declare()
    own = {"party": "BRAVO", "fingerprint": fingerprint}
    assert case.accept("--not-confirmed", "DUTY-OFFICER", "--why", "all lines are cut") == 0
    none = ("log-key-unconfirmed", {**own, "role": "DUTY-OFFICER", "why": "all lines are cut"})
    assert logged(case.alpha) == [none]
    assert rings(case.alpha) == {"key-lost-unconfirmed"}
    assert case.confirm(case.alpha, "--with", "ALPHA", "--fingerprint", fingerprint) != 0
    assert case.confirm(case.alpha, "--with", "BRAVO", "--fingerprint", fingerprint[:-1]) != 0
    assert logged(case.alpha) == [none]
    assert case.confirm(case.alpha, "--with", "BRAVO", "--fingerprint", fingerprint) == 0
    later = ("log-key-confirmed", {**own, "other": "BRAVO", "officers": "anna, boris"})
    assert logged(case.alpha) == [none, later]
    assert rings(case.alpha) == {"key-lost"}


def test_who_declares_its_keys_lost_notes_who_read_it_back(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = case.declare()
    assert "ALPHA: +10 000 0000" in capsys.readouterr().out, "whom to call"
    assert case.confirm(case.bravo, "--with", "ALPHA", "--fingerprint", fingerprint) == 0
    ((what, args),) = logged(case.bravo)
    assert (what, args["other"]) == ("log-key-confirmed", "ALPHA")


def test_the_log_keeps_whether_a_charter_was_compared(case: Case, tmp_path: Path) -> None:
    first = case.alpha.line.signed()
    draft = draft_amendment(first, terms={}, name="SOUTHERN AIR")
    file = tmp_path / "second.draft"
    write_new(file, draft.encode(), 0o644)
    print_of = Charter.decode(draft.charter).fingerprint
    own = {"version": "2", "fingerprint": print_of}
    why = ("--not-confirmed", "DUTY-OFFICER", "--why", "all lines are cut")
    assert case.sign(case.charter, *why) != 0, "a first charter is compared, or not signed"
    assert case.sign(file) != 0
    assert case.sign(file, "--not-confirmed", "SOMEBODY") != 0
    assert case.sign(file, "--fingerprint", print_of, *why) != 0
    assert logged(case.alpha) == []
    assert case.sign(file, *why) == 0
    assert case.sign(file, "--fingerprint", print_of) == 0
    assert logged(case.alpha) == [
        ("log-charter-unconfirmed", {**own, "role": why[1], "why": why[3]}),
        ("log-charter-confirmed", own),
    ]
