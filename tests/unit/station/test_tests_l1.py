"""Line tests alternate by the clock, and a missing one is noticed once its grace has passed."""

from directline.station.tests_l1 import (
    TURN_GRACE_MS,
    checksum_of,
    missed,
    next_own_ms,
    text_of,
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


def test_texts_repeat_and_their_checksum_is_short() -> None:
    assert text_of(1) == text_of(13)
    assert len(checksum_of(7, text_of(7))) == 8
    assert checksum_of(7, text_of(7)) != checksum_of(8, text_of(7))


def test_their_missing_test_is_noticed_after_the_grace() -> None:
    turn = turn_at(T0 + HOUR, interval_ms=HOUR, parties=2)
    late = turn.due_ms + TURN_GRACE_MS
    assert not missed(late - 1, turn, own=0, heard_ms=None)
    assert missed(late, turn, own=0, heard_ms=None)
    assert missed(late, turn, own=0, heard_ms=turn.due_ms - 1)
    assert not missed(late, turn, own=0, heard_ms=turn.due_ms + 1)
    assert not missed(late, turn, own=1, heard_ms=None)
