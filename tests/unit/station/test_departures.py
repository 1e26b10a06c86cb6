"""Who has left a line: what counts, from which place on, and what is quiet then."""

import itertools
from dataclasses import replace

import pytest

from directline.line.effects import Notice, NoticeKind
from directline.line.ports import EntryRecord
from directline.station.departures import Departures
from directline.station.tests_l1 import Turn, owed
from directline.station.watch import BEARER_GRACE_MS
from directline.wire.body import Body
from directline.wire.ending import Ending
from directline.wire.values import Kind
from tests.support.entries import ALPHA, BRAVO, T0, Feeds
from tests.unit.station.test_watch import Desk, stop

GONE = Ending(why="the agreement ends")


def end(feeds: Feeds, body: Body, party: int = ALPHA) -> EntryRecord:
    return feeds.entry(party, body, T0 + 1, kind=Kind.EVENT)


@pytest.mark.spec("END-1")
def test_of_two_leavings_the_first_place_counts_in_whatever_order_they_come() -> None:
    feeds = Feeds()
    records = [
        end(feeds, GONE.body()),
        stop(feeds),
        end(feeds, Ending(bytes(32), "again").body()),
    ]
    for order in itertools.permutations(records):
        departures = Departures(2)
        told = [departures.fold(record) for record in order]
        assert told.count(True) == 1
        found = departures.of(ALPHA)
        assert found is not None
        assert (found.entry, found.ending) == ((ALPHA, 1, 1), GONE)
        assert not departures.signed_after((ALPHA, 1, 1))
        assert departures.signed_after((ALPHA, 1, 2))
        assert departures.signed_after((ALPHA, 2, 1))
        assert not departures.signed_after((BRAVO, 1, 9))


@pytest.mark.spec("END-1")
@pytest.mark.parametrize(
    "body",
    [
        Body("E-END", 2, (b"", "")),
        Body("E-END", 1, (bytes(31), "")),
        Body("E-END", 1, (b"", "x" * 201)),
        Body("E-END", 1, ("", "")),
        Body("E-END", 1, (b"",)),
        Body("E-ENDS", 1, (b"", "")),
    ],
)
def test_what_says_it_otherwise_counts_for_nothing(body: Body) -> None:
    departures = Departures(2)
    record = end(Feeds(), body)
    assert not departures.fold(record)
    assert not departures.fold(replace(record, body=None))
    assert not departures.fold(replace(record, body=b"\xff"))
    assert not departures.fold(Feeds().entry(ALPHA, GONE.body(), T0))
    assert ALPHA not in departures


def test_to_whom_messages_go_afterwards() -> None:
    feeds, departures = Feeds(), Departures(2)
    assert departures.addressees(BRAVO) == 0, "to all"
    departures.fold(end(feeds, GONE.body()))
    assert departures.staying(BRAVO) == ()
    assert departures.addressees(ALPHA) == 0, "our own leaving sends nothing elsewhere"
    assert not departures.ended
    departures.fold(end(feeds, GONE.body(), BRAVO))
    assert departures.ended


@pytest.mark.spec("END-4")
def test_the_silence_of_who_has_left_does_not_ring() -> None:
    feeds = Feeds()
    for before in (False, True):
        desk = Desk()
        desk.watch.bearer(ALPHA, "TLS 1", up=True, now_ms=T0)
        quiet = (NoticeKind.BLACKOUT, NoticeKind.NOT_HEARD, NoticeKind.CLOCK)
        if before:
            desk.take(end(feeds, GONE.body()))
        for kind in quiet:
            desk.watch.notice(Notice(kind, peer=ALPHA, state=True), T0)
        desk.watch.bearer(ALPHA, "TLS 1", up=False, now_ms=T0)
        desk.watch.tick(T0 + BEARER_GRACE_MS)
        if not before:
            assert {"not-heard", "clock", "bearer"} <= set(desk.kinds())
            desk.take(end(feeds, GONE.body()))
            desk.watch.tick(T0 + 2 * BEARER_GRACE_MS)
        assert desk.kinds() == {}
        assert "log-left" in desk.logged
        desk.watch.notice(Notice(NoticeKind.WITHHELD, peer=ALPHA, state=True), T0)
        assert set(desk.kinds()) == {"withheld"}, "what it keeps back is another matter"


@pytest.mark.spec("END-4")
def test_no_test_is_owed_by_or_to_who_has_left() -> None:
    feeds, departures = Feeds(), Departures(2)
    turns = (Turn(0, ALPHA, 0), Turn(1, BRAVO, 0))
    assert all(owed(turn, departures, own=BRAVO) for turn in turns)
    departures.fold(end(feeds, GONE.body()))
    for own in (ALPHA, BRAVO):
        assert not any(owed(turn, departures, own=own) for turn in turns)
