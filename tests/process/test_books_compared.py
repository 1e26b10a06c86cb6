"""Two real stations compare their books over the line; one wrong bit is named on both desks."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directline.errors import ConfigError
from directline.line.effects import Draft
from directline.line.ladder import Key
from directline.station.alarms import AlarmKind
from directline.station.config import BooksConfig, Config, parse_config
from directline.station.station import Station
from directline.station.views import BooksFoundView, BooksView
from directline.wire.body import Body, encode_body
from directline.wire.values import Kind
from tests.support.stations import found, login, running, until

MESSAGES = 4
"""Of each side."""
MINUTE_S = 60.0


@asynccontextmanager
async def compared(path: Path) -> AsyncIterator[list[Station]]:
    parties = found(path)
    for party in parties:
        config = replace(party.home.config(), books=BooksConfig(interval_s=1))
        party.home.save_config(config)
    async with running(*parties) as stations:
        for station in stations:
            for number in range(MESSAGES):
                body = encode_body(Body("L1", 1, (number,)))
                await station.runtime.release(Draft(Kind.MESSAGE, body, 0))
        yield stations


def view(station: Station) -> BooksView:
    return station.bookroom.view(1 - station.own)


def on_both(stations: list[Station], holds: Callable[[BooksView], bool]) -> Callable[[], bool]:
    return lambda: all(holds(view(station)) for station in stations)


def covers(stations: list[Station]) -> Callable[[], bool]:
    return on_both(stations, lambda v: v.state == "equal" and v.entries >= 2 * MESSAGES)


@pytest.mark.xdist_group("stations")
async def test_one_wrong_bit_in_one_book_is_named_on_both_desks(tmp_path: Path) -> None:
    async with compared(tmp_path) as stations:
        await until(covers(stations), "the books over all messages are equal on both sides")
        assert not any(s.watch.alarms.subjects(AlarmKind.BOOKS) for s in stations)
        table = stations[1].bookroom.sides[0].kept.books.tables("messages")["messages"]
        key: Any = sorted(table._rows)[2]
        before: Any = table._rows[key]
        table._rows[key] = before._replace(instant_ms=before.instant_ms ^ 4)
        await until(
            on_both(stations, lambda v: bool(v.found)), "the entry is named on both desks", MINUTE_S
        )
        await named_on_both_desks(stations, key, before.instant_ms)
        table._rows[key] = before
        await until(covers(stations), "equal again")
        alarms = stations[0].watch.alarms.views(stations[0].clock.now_ms())
        assert any(a.kind == AlarmKind.BOOKS for a in alarms), "it stays until a person has seen it"
        await forgotten_on_both_sides(stations)


async def named_on_both_desks(stations: list[Station], key: Key, right: int) -> None:
    name = stations[0].watch.index.id_of(key)
    for station, other in zip(stations, ("BRAVO", "ALPHA"), strict=True):
        session = await login(station)
        desk = station.desk.view(session)
        books = desk.peers[0].books
        assert books is not None
        values = (str(right), str(right ^ 4)) if station.own == 0 else (str(right ^ 4), str(right))
        assert books.found == (BooksFoundView("messages", "messages", name, "instant_ms", *values),)
        assert {party for party, _, _ in books.cut} == {"ALPHA", "BRAVO"}
        alarm = next(alarm for alarm in desk.alarms if alarm.kind == AlarmKind.BOOKS)
        assert alarm.args["party"] == other
        for part in ("messages", name, "instant_ms", *values):
            assert part in alarm.args["detail"]
        log = station.desk.watch_log(session, limit=50)
        assert any(line.what == "log-books-differ" for line in log)


async def forgotten_on_both_sides(stations: list[Station]) -> None:
    await stations[0].bookroom.forget([(0, 1, 1), (1, 1, 1)])
    await until(
        on_both(stations, lambda v: v.state == "equal" and v.forgotten == 2),
        "two entries are folded without their words on both sides",
    )


def test_a_minute_is_the_longest_that_the_settings_allow_on_a_network() -> None:
    assert Config().books.interval_s <= MINUTE_S / 2
    assert parse_config("[books]\ninterval_s = 60\n").books.interval_s <= MINUTE_S
    with pytest.raises(ConfigError, match=r"books\.interval_s"):
        parse_config("[books]\ninterval_s = 61\n")
