"""What the doctor says of a home: as it stands, with its station running, and with parts broken."""

import os
import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from directline.station.doctor import Finding, State, examine
from directline.store.home import lock_home
from directline.wire.values import ClockQuality
from tests.support.stations import Founded, found, login, running

CLARIFY = {"cause": "Lights seen.", "activity": "flight", "questions": "Whose are they?"}


def look(side: Founded) -> list[Finding]:
    return examine(side.home.path, clock=lambda: ClockQuality.SYNCED)


def said(side: Founded, state: State) -> str:
    return "\n".join(f"{f.about}: {f.text}" for f in look(side) if f.state is state)


async def used(tmp_path: Path) -> Founded:
    """A home whose station has run, with an entry or two."""
    alpha = found(tmp_path)[0]
    async with running(alpha) as (station,):
        one, two = await login(station), await login(station, "two")
        draft = await station.desk.draft(one, "Q1", CLARIFY)
        await station.desk.release(two, draft.id)
        with lock_home(alpha.home.path):  # as the command does that runs a station
            assert "it runs" in said(alpha, State.OK)
    return alpha


async def test_a_sound_home_has_nothing_wrong(tmp_path: Path) -> None:
    alpha = await used(tmp_path)
    assert said(alpha, State.WRONG) == ""
    sound = said(alpha, State.OK)
    assert "signed by all parties" in sound
    assert "its database is whole" in sound
    assert "as its anchor says" in sound
    assert "recovery key" in said(alpha, State.LOOK)
    assert "it does not run" in said(alpha, State.LOOK)


async def test_a_line_that_was_never_started_is_no_fault(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    assert said(alpha, State.WRONG) == ""
    assert "it was never started" in said(alpha, State.LOOK)


def test_what_is_no_home_is_said(tmp_path: Path) -> None:
    (only,) = examine(tmp_path / "nothing")
    assert only.state is State.WRONG
    assert only.remedy


async def test_each_broken_part_is_named_with_what_helps(tmp_path: Path) -> None:
    alpha = await used(tmp_path)
    line = alpha.line
    whole = {
        name: (line.path / name).read_bytes() for name in ("line.db", "anchor", "roots.sealed")
    }

    def broken(name: str) -> list[Finding]:
        found = [f for f in look(alpha) if f.state is State.WRONG]
        (line.path / name).write_bytes(whole[name])
        (line.path / name).chmod(0o600)
        return found

    (line.path / "roots.sealed").unlink()
    (only,) = broken("roots.sealed")
    assert "roots of secrecy are missing" in only.text
    (line.path / "roots.sealed").chmod(0o644)
    (only,) = broken("roots.sealed")
    assert "read by other accounts" in only.text
    page = bytearray(whole["line.db"])
    page[4096 : 4096 + 512] = os.urandom(512)
    (line.path / "line.db").write_bytes(bytes(page))
    assert any("damaged" in f.text or "malformed" in f.text for f in broken("line.db"))
    for sidecar in line.path.glob("line.db-*"):
        sidecar.unlink()
    (line.path / "line.db").unlink()
    (only,) = broken("line.db")
    assert "its database is gone" in only.text


async def test_an_older_backup_is_recognised_by_the_anchor(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    async with running(alpha) as (station,):
        one, two = await login(station), await login(station, "two")
        first = await station.desk.draft(one, "Q1", CLARIFY)
        await station.desk.release(two, first.id)
        backup = sqlite3.connect(tmp_path / "backup.db")
        source = sqlite3.connect(alpha.line.db_path)
        source.backup(backup)
        source.close()
        backup.close()
        second = await station.desk.draft(one, "Q1", CLARIFY)
        await station.desk.release(two, second.id)
    for sidecar in alpha.line.path.glob("line.db-*"):
        sidecar.unlink()
    shutil.copy(tmp_path / "backup.db", alpha.line.db_path)
    assert "an older backup was put in place" in said(alpha, State.WRONG)
    alpha.line.anchor_path.unlink()
    assert "its anchor is missing" in said(alpha, State.LOOK)


def test_a_clock_that_runs_free_is_to_be_looked_at(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    for quality, state in (
        (ClockQuality.FREE, State.LOOK),
        (ClockQuality.UNKNOWN, State.LOOK),
        (ClockQuality.DISCIPLINED, State.OK),
    ):
        found_here = examine(alpha.home.path, clock=partial(ClockQuality, quality))
        assert [f.state for f in found_here if f.about == "clock"] == [state]


def test_the_command_exits_1_and_prints_one_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from directline.cli.main import run

    alpha = found(tmp_path)[0]
    assert run(["doctor", "--home", str(alpha.home.path)]) == 0
    assert "0 wrong" in capsys.readouterr().out
    assert run(["doctor", "--home", str(tmp_path / "nothing"), "--json"]) == 1
    assert '"ok": false' in capsys.readouterr().out
