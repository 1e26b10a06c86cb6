"""Who holds a seat when connections cross: the senior's latest word, on both sides."""

from types import SimpleNamespace
from typing import Any

import pytest

from directline.bearers.hello import Choice
from directline.bearers.seat import Seat

RUN = b"run-one."


def channel(heard_at: float = 0.0, **fields: Any) -> Any:
    return SimpleNamespace(closed=False, paused=False, heard_at=heard_at, **fields)


def link(*, dialled: bool) -> Any:
    return SimpleNamespace(dialled=dialled)


def test_an_empty_or_quiet_seat_wants_a_connection() -> None:
    seat = Seat(1, urgent=True)
    assert seat.wanting(0.0)
    held = channel(100.0)
    assert seat.take(held, link(dialled=True), Choice(RUN, 1), 100.0) is None
    assert not seat.wanting(106.0)
    assert seat.wanting(106.1)
    held.paused = True
    assert not seat.wanting(200.0)
    held.closed = True
    assert seat.wanting(100.0)


@pytest.mark.spec("TLS-17")
def test_the_senior_keeps_a_young_connection_against_one_that_crossed_it() -> None:
    seat = Seat(1, urgent=True)
    assert seat.yields(dialled=False, now=0.0)
    held = channel(100.0)
    seat.take(held, link(dialled=True), Choice(RUN, 1), 100.0)
    assert not seat.yields(dialled=False, now=101.0)
    assert seat.yields(dialled=False, now=102.1)
    assert seat.yields(dialled=True, now=101.0)
    held.closed = True
    assert seat.yields(dialled=False, now=101.0)


@pytest.mark.spec("TLS-15")
def test_the_junior_follows_the_highest_number_of_a_run_and_any_new_run() -> None:
    seat = Seat(0, urgent=False)
    assert seat.follows(Choice(RUN, 7))
    seat.take(channel(), link(dialled=True), Choice(RUN, 7), 0.0)
    assert not seat.follows(Choice(RUN, 7))
    assert not seat.follows(Choice(RUN, 6))
    assert seat.follows(Choice(RUN, 8))
    assert seat.follows(Choice(b"run-two.", 1))


@pytest.mark.spec("TLS-16")
def test_a_new_connection_takes_the_place_and_the_old_ones_end_changes_nothing() -> None:
    seat = Seat(0, urgent=False)
    old: Any = channel()
    new: Any = channel()
    seat.take(old, link(dialled=True), Choice(RUN, 1), 0.0)
    assert seat.take(new, link(dialled=True), Choice(RUN, 2), 0.0) == old
    seat.leave(old)
    assert seat.channel == new
    seat.leave(new)
    assert seat.channel is None
    assert seat.link is None
