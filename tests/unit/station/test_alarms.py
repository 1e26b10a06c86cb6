"""The alarm book: latching, folding, the FLASH allowance, silence against acknowledgement."""

import pytest

from directline.station.alarms import (
    ALARMS_MAX,
    LEVELS,
    SILENCE_MS,
    AlarmBook,
    AlarmKind,
    AlarmLevel,
)

T0 = 1_700_000_000_000


def book() -> AlarmBook:
    return AlarmBook(flash_rings=3, flash_window_ms=600_000)


def flash(
    alarms: AlarmBook, number: int, place: str = "P1", form: str = "I1", at: int = T0
) -> bool:
    return alarms.flash(f"BRAVO {number}", party="BRAVO", form=form, place=place, now_ms=at)


def test_a_flash_sounds_until_silenced_and_again_until_acknowledged() -> None:
    alarms = book()
    assert flash(alarms, 1)
    assert alarms.sounding(T0) is AlarmLevel.HIGH
    assert alarms.silence(None, T0) == 1
    assert alarms.sounding(T0 + SILENCE_MS - 1) is None
    assert alarms.next_ms(T0) == T0 + SILENCE_MS
    assert alarms.sounding(T0 + SILENCE_MS) is AlarmLevel.HIGH
    (view,) = alarms.views(T0 + SILENCE_MS)
    assert alarms.acknowledge(view.id, "WATCH") is not None
    assert alarms.sounding(T0 + SILENCE_MS) is None
    assert [v.acknowledged_by for v in alarms.views(T0)] == ["WATCH"], "listed while unopened"


def test_the_signed_step_ends_the_alarm_of_its_message_only() -> None:
    alarms = book()
    flash(alarms, 1)
    flash(alarms, 2, place="P2")
    assert alarms.acted("BRAVO 1")
    assert [view.message_id for view in alarms.views(T0)] == ["BRAVO 2"]


def test_beyond_the_allowance_one_latched_alarm_counts() -> None:
    alarms = book()
    rang = [flash(alarms, number, at=T0 + number) for number in range(1, 101)]
    assert rang == [True, True, True] + [False] * 97
    fold = next(v for v in alarms.views(T0 + 200) if v.kind == AlarmKind.FLASH_FOLD)
    assert fold.count == 97
    assert fold.sounding


def test_a_new_place_or_form_rings_by_itself_beyond_the_allowance() -> None:
    alarms = book()
    for number in range(1, 11):
        flash(alarms, number)
    assert flash(alarms, 11, place="P2")
    assert flash(alarms, 12, form="I5")
    assert not flash(alarms, 13, place="P2")


def test_the_allowance_comes_back_with_the_window() -> None:
    alarms = book()
    for number in range(1, 6):
        flash(alarms, number)
    assert flash(alarms, 6, at=T0 + 600_000)


def test_the_fold_goes_when_each_of_its_messages_has_a_step() -> None:
    alarms = book()
    for number in range(1, 6):
        flash(alarms, number)
    for number in range(1, 6):
        alarms.acted(f"BRAVO {number}")
    assert alarms.views(T0) == ()


def test_a_fold_that_grows_after_acknowledgement_sounds_again() -> None:
    alarms = book()
    for number in range(1, 6):
        flash(alarms, number)
    for view in alarms.views(T0):
        alarms.acknowledge(view.id, "WATCH")
    assert alarms.sounding(T0) is None
    flash(alarms, 6)
    assert alarms.sounding(T0) is AlarmLevel.HIGH


def test_ten_thousand_places_keep_the_book_bounded() -> None:
    alarms = book()
    for number in range(10_000):
        flash(alarms, number, place=f"P{number}")
    views = alarms.views(T0)
    assert len(views) <= ALARMS_MAX + 1
    assert sum(view.count for view in views) == 10_000


def test_a_latched_alarm_waits_for_a_person_after_its_condition_has_gone() -> None:
    alarms = book()
    alarms.raise_(AlarmKind.BLACKOUT, "BRAVO", T0)
    alarms.clear(AlarmKind.BLACKOUT, "BRAVO")
    (view,) = alarms.views(T0)
    assert view.sounding
    alarms.acknowledge(view.id, "WATCH")
    assert alarms.views(T0) == ()


def test_an_acknowledged_alarm_stays_while_its_condition_lasts() -> None:
    alarms = book()
    alarms.raise_(AlarmKind.BLACKOUT, "BRAVO", T0)
    alarms.acknowledge(alarms.views(T0)[0].id, "WATCH")
    assert len(alarms.views(T0)) == 1
    alarms.clear(AlarmKind.BLACKOUT, "BRAVO")
    assert alarms.views(T0) == ()


def test_a_link_that_flaps_is_one_alarm_with_a_count() -> None:
    alarms = book()
    for turn in range(20):
        alarms.raise_(AlarmKind.BEARER, "BRAVO tls", T0 + turn)
        alarms.clear(AlarmKind.BEARER, "BRAVO tls")
    (view,) = alarms.views(T0 + 30)
    assert view.count == 20


def test_a_restart_keeps_what_was_acknowledged() -> None:
    first = book()
    flash(first, 1)
    number = first.views(T0)[0].id
    again = AlarmBook(flash_rings=3, flash_window_ms=600_000, acknowledged={number: "WATCH"})
    flash(again, 1)
    assert again.views(T0)[0].acknowledged_by == "WATCH"
    assert again.sounding(T0) is None


def test_silence_does_not_quiet_what_comes_later() -> None:
    alarms = book()
    flash(alarms, 1)
    alarms.silence(None, T0)
    flash(alarms, 2)
    assert alarms.sounding(T0) is AlarmLevel.HIGH


def test_five_hundred_backlog_messages_are_one_low_alarm() -> None:
    alarms = book()
    for count in range(1, 501):
        alarms.raise_(AlarmKind.ARRIVED, "BRAVO", T0, count=count)
    (view,) = alarms.views(T0)
    assert (view.count, view.level) == (500, "low")


def test_unknown_numbers_are_not_acknowledged() -> None:
    assert book().acknowledge(12, "WATCH") is None


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_every_kind_has_a_level(kind: AlarmKind) -> None:
    assert kind in LEVELS
