"""Bits that turn in a station's database: said, mended from the other side's copy, never shown."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from directline.cli.client import ApiRefusedError
from directline.cli.demo import world
from directline.cli.demo.world import DemoParty
from directline.station.home import Home
from directline.transcript.verify import verify_bundle
from tests.support import house
from tests.support.house import alarms, duty, message, until, watch_log

pytestmark = pytest.mark.xdist_group("stations-1")

Place = tuple[int, int, int]


def database(party: DemoParty) -> Path:
    return Home.open(party.path).line().db_path


def sql(party: DemoParty, statement: str, *values: object) -> list[Any]:
    connection = sqlite3.connect(database(party), timeout=10)
    try:
        rows = connection.execute(statement, values).fetchall()
        connection.commit()
        return rows
    finally:
        connection.close()


def flip_on_disk(party: DemoParty, column: str, position: int) -> bytes:
    """Turn one bit of ALPHA's entry in the file of a stopped station; returns what it was."""
    where = f"SELECT {column} FROM entries WHERE party = 0 AND position = ?"  # noqa: S608
    ((value,),) = sql(party, where, position)
    path = database(party)
    content = bytearray(path.read_bytes())
    assert content.count(value) == 1, "the bytes are there once"
    content[content.index(value) + len(value) // 2] ^= 0x10
    path.write_bytes(content)
    return bytes(value)


def flip_in_place(party: DemoParty, column: str, position: int) -> None:
    """Turn one bit of ALPHA's entry under a running station."""
    where = "WHERE party = 0 AND position = ?"
    ((value,),) = sql(party, f"SELECT {column} FROM entries {where}", position)  # noqa: S608
    rotten = bytes([value[0] ^ 0x10]) + value[1:]
    sql(party, f"UPDATE entries SET {column} = ? {where}", rotten, position)  # noqa: S608


def check(party: DemoParty) -> tuple[int, dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, "-m", "directline", "store", "check", "--home", str(party.path), "--json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return run.returncode, json.loads(run.stdout)


def receipted(author: DemoParty, name: str) -> bool:
    """The author holds the addressee's signed receipt: both show the same instants from now on."""
    steps = (message(author, name) or {"steps": ()})["steps"]
    return any(one["step"] == "delivered" and one["their_ms"] is not None for one in steps)


def position_of(name: str) -> int:
    return int(name.split()[1])


def test_what_rotted_while_the_station_was_down_is_mended_from_the_other_side(
    tmp_path: Path,
) -> None:
    alpha, bravo = house.found(tmp_path)
    with house.running(alpha, bravo):
        until(lambda: house.peer(alpha)["station_heard_ms"], "the line")
        names = [house.release(alpha, "Q1", house.CLARIFY)["id"] for _ in range(3)]
        until(lambda: message(bravo, names[-1]), "the messages")
        world.stop((alpha, bravo))
        was = [
            flip_on_disk(bravo, column, position_of(name))
            for column, name in zip(("signature", "header", "salt"), names, strict=True)
        ]
        code, found = check(bravo)
        assert (code, len(found["damaged"]), found["order"]) == (1, 3, [])
        assert "other parties" in found["remedy"]

        # Alone, it says so and shows nothing of them.
        world.start_one(bravo)
        (alarm,) = until(lambda: alarms(bravo, "damaged"), "the alarm")
        assert (alarm["level"], alarm["count"]) == ("medium", 3)
        shown = [m["id"] for m in house.listed(bravo)]
        assert not set(names) & set(shown)
        with pytest.raises(ApiRefusedError):
            duty(bravo).download("/export", tmp_path / "damaged.directline")

        # The other side has copies.
        world.start_one(alpha)
        for name in names:
            until(lambda n=name: message(bravo, n), f"{name} is back")  # type: ignore[misc]
        until(lambda: len(watch_log(bravo, "log-line-damaged")) == 6, "it is said that all is well")
        columns = ("signature", "header", "salt")
        for column, name, value in zip(columns, names, was, strict=True):
            where = f"SELECT {column} FROM entries WHERE party = 0 AND position = ?"  # noqa: S608
            assert sql(bravo, where, position_of(name)) == [(value,)]
        code, found = check(bravo)
        assert (code, found["damaged"]) == (0, [])
        (alarm,) = alarms(bravo, "damaged")
        duty(bravo).post("/acknowledge", alarm=alarm["id"])
        assert not alarms(bravo, "damaged")
        target = tmp_path / "bravo.directline"
        duty(bravo).download("/export", target)
        assert verify_bundle(target.read_bytes(), fingerprint=None).ok


def test_what_rots_under_a_running_station_is_found_when_it_is_read(tmp_path: Path) -> None:
    alpha, bravo = house.found(tmp_path)
    with house.running(alpha, bravo):
        until(lambda: house.peer(alpha)["station_heard_ms"], "the line")
        name = house.release(alpha, "Q1", house.CLARIFY)["id"]
        until(lambda: receipted(alpha, name), "the receipt")
        whole = message(bravo, name)
        flip_in_place(bravo, "body", position_of(name))
        code, found = check(bravo)
        assert (code, found["damaged"]) == (1, [f"ALPHA 1/{position_of(name)}"])
        with pytest.raises(ApiRefusedError):
            duty(bravo).download("/export", tmp_path / "damaged.directline")
        until(lambda: check(bravo)[0] == 0, "it is mended")
        assert alarms(bravo, "damaged")
        assert message(bravo, name) == whole
