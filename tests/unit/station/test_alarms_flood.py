"""A flood of FLASH that nobody opens is no flood of alarms, neither at once nor when overdue."""

from directline.station.alarms import ALARMS_MAX, AlarmBook, AlarmKind

T0 = 1_700_000_000_000
FLOOD = 5_000
ARGS = {"party": "BRAVO", "form": "I1", "role": "WATCH-SUPERVISOR"}


def flooded() -> AlarmBook:
    alarms = AlarmBook(flash_rings=3, flash_window_ms=600_000)
    for number in range(FLOOD):
        alarms.flash(f"BRAVO {number}", party="BRAVO", form="I1", place="P1", now_ms=T0)
    return alarms


def test_what_was_folded_escalates_in_one_alarm_with_a_count() -> None:
    alarms = flooded()
    alone = alarms.subjects(AlarmKind.FLASH)
    for number in range(FLOOD):
        alarms.escalate(f"BRAVO {number}", T0 + 120_000, ARGS)
    assert alarms.subjects(AlarmKind.ESCALATION) == {*alone, "BRAVO"}
    assert alarms.count_of(AlarmKind.ESCALATION, "BRAVO") == FLOOD - len(alone)
    assert len(alarms.views(T0)) < ALARMS_MAX


def test_a_flash_from_another_place_still_rings_by_itself_after_the_flood() -> None:
    alarms = flooded()
    for number in range(FLOOD):
        alarms.escalate(f"BRAVO {number}", T0 + 120_000, ARGS)
    assert alarms.flash("BRAVO 9999", party="BRAVO", form="I1", place="P2", now_ms=T0 + 180_000)


def test_the_folded_escalation_ends_when_the_last_of_them_is_signed() -> None:
    alarms = flooded()
    for number in range(FLOOD):
        alarms.escalate(f"BRAVO {number}", T0 + 120_000, ARGS)
    for number in range(FLOOD):
        assert alarms.listed(AlarmKind.ESCALATION, "BRAVO")
        alarms.acted(f"BRAVO {number}")
    assert not alarms.views(T0)


def test_one_that_rang_by_itself_escalates_by_itself() -> None:
    alarms = AlarmBook(flash_rings=3, flash_window_ms=600_000)
    alarms.flash("BRAVO 1", party="BRAVO", form="I1", place="P1", now_ms=T0)
    alarms.escalate("BRAVO 1", T0 + 120_000, ARGS)
    assert alarms.subjects(AlarmKind.ESCALATION) == {"BRAVO 1"}
    alarms.acted("BRAVO 1")
    assert not alarms.views(T0)
