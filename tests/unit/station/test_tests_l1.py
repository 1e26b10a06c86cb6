"""Line tests alternate by the clock, and a missing one is noticed once its grace has passed."""

from directline.station.tests_l1 import (
    TURN_GRACE_MS,
    missed,
    next_own_ms,
    number_of,
    turn_at,
)

HOUR = 3_600_000
T0 = 472_000 * HOUR


def test_the_sides_alternate() -> None:
    turns = [turn_at(T0 + n * HOUR, interval_ms=HOUR, parties=2).party for n in range(4)]
    assert turns == [0, 1, 0, 1]


def test_the_next_turn_of_ours_is_ours_and_in_the_future() -> None:
    for own in (0, 1):
        for now in (T0 - 1, T0, T0 + 1, T0 + HOUR - 1):
            due = next_own_ms(now, own=own, interval_ms=HOUR, parties=2)
            assert now < due <= now + 2 * HOUR
            assert turn_at(due, interval_ms=HOUR, parties=2).party == own


def test_numbers_stay_inside_the_form() -> None:
    for hour in range(3):
        number = number_of(turn_at(T0 + hour * HOUR, interval_ms=HOUR, parties=2))
        assert 1 <= number <= 999_999


def test_their_missing_test_is_noticed_after_the_grace() -> None:
    turn = turn_at(T0 + HOUR, interval_ms=HOUR, parties=2)
    late = turn.due_ms + TURN_GRACE_MS
    assert not missed(late - 1, turn, own=0, heard_ms=None)
    assert missed(late, turn, own=0, heard_ms=None)
    assert missed(late, turn, own=0, heard_ms=turn.due_ms - 1)
    assert not missed(late, turn, own=0, heard_ms=turn.due_ms + 1)
    assert not missed(late, turn, own=1, heard_ms=None)
