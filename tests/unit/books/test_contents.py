"""What the books say: deadlines and silence, the line, incidents, notices, the watch."""

from directline.books import Books
from directline.books.deadlines import DueView
from directline.books.notices import NoticeView
from directline.books.shapes import Shape, band_of, bands_meet, meet, shapes_of
from directline.catalogue import load
from directline.line.ladder import Key
from directline.wire.body import Body
from directline.wire.values import Kind, Precedence
from tests.unit.books.made import (
    ALPHA,
    AREA,
    BRAVO,
    DAY,
    HERE,
    HOUR,
    MINUTE,
    T0,
    Made,
    Record,
    message,
    rules,
)

NOTE = Body("E-OTHER", 1, ())


def folded(made: Made) -> Books:
    state = Books(rules(made.parties))
    state.add(made.records)
    return state


def stop(made: Made, at_ms: int = T0, party: int = ALPHA) -> Record:
    body = message("I1", position=(*HERE, 100), hit="civilians", since=at_ms, says="own-unit")
    return made.say(party, body, at_ms, precedence=Precedence.FLASH)


def due(made: Made, at_ms: int) -> DueView:
    (found,) = folded(made).deadlines.view(at_ms)
    return found


# --- deadlines -----------------------------------------------------------------------------------


def test_four_silences_are_four_and_none_names_a_motive() -> None:
    """F7: not received, received and not opened, opened and not answered, declined."""
    made = Made()
    sent = stop(made)
    late = T0 + HOUR
    assert (due(made, late).silence, due(made, late).owed.signed) == ("no-receipt", False)
    made.say(BRAVO, NOTE, T0 + 10_000, kind=Kind.EVENT)
    found = due(made, late)
    assert (found.silence, found.owed.what, found.owed.since_ms) == (
        "received-not-opened", "open", T0 + 10_000,
    )  # fmt: skip
    made.step(BRAVO, sent.key, 3, T0 + 20_000)
    found = due(made, late)
    assert (found.silence, found.owed.what) == ("opened-not-answered", "answer")
    assert found.owed.due_ms == T0 + 10_000 + 2 * MINUTE
    assert found.heard is not None
    assert found.heard.at_ms == T0 + 20_000
    made.step(BRAVO, sent.key, 6, T0 + 30_000, reason="not-now")
    found = due(made, late)
    assert (found.silence, found.owed.reason, found.late) == ("declined", "not-now", False)


def test_nothing_is_late_before_its_time_and_the_link_is_the_stations_to_say() -> None:
    made = Made()
    stop(made)
    assert due(made, T0 + 2 * MINUTE).silence == "none"
    (found,) = folded(made).deadlines.view(T0 + HOUR, {BRAVO: "own-cut-off"})
    assert found.silence == "own-cut-off"


def test_what_is_asked_next_follows_the_steps() -> None:
    made = Made()
    sent = stop(made)
    made.step(BRAVO, sent.key, 6, T0 + 5_000, answer="CHECKING")
    found = due(made, T0)
    assert (found.owed.what, found.owed.due_ms) == ("outcome", T0 + 5_000 + 10 * MINUTE)
    made.step(BRAVO, sent.key, 6, T0 + 9_000, answer="THANKS")  # the form does not offer it
    assert due(made, T0).owed.what == "outcome"
    made.step(BRAVO, sent.key, 6, T0 + 9_000, answer="WILCO")
    assert folded(made).deadlines.view(T0 + DAY) == []


def test_a_reply_form_a_cancellation_and_a_later_test_end_what_is_owed() -> None:
    made = Made()
    question = made.say(ALPHA, message("Q1", cause="a flight", questions="why"), T0)
    test = made.say(ALPHA, message("L1", number=1, text="T1"), T0 + 1)
    notice = made.say(ALPHA, message("A1", nature="gunnery"), T0 + 2)
    assert len(folded(made).deadlines.view(T0)) == 3
    made.say(BRAVO, message("Q2", ref=question.key, result="answered"), T0 + HOUR)
    cancel = message("L6", ref=notice.key, action="cancel", original_form="A1")
    made.say(ALPHA, cancel, T0 + HOUR)
    made.say(ALPHA, message("L1", number=2, text="T1"), T0 + HOUR)
    left = {view.message for view in folded(made).deadlines.view(T0)}
    assert not left & {question.key, test.key, notice.key}


def test_who_had_suspended_the_subject_is_said_and_a_stranger_cannot_cancel() -> None:
    made = Made()
    word = message("L8", subject="hazard-notification", suspension="suspend",
                   effective_date=T0 // DAY)  # fmt: skip
    made.say(BRAVO, word, T0)
    notice = made.say(ALPHA, message("A1", nature="gunnery"), T0 + 1)
    made.say(BRAVO, message("L6", ref=notice.key, action="cancel", original_form="A1"), T0 + 2)
    state = folded(made)
    row = state.messages.rows.get(notice.key)
    assert row is not None
    assert (row.suspended_by, row.cancelled_by) == ((BRAVO,), None)
    views = {view.message: view for view in state.deadlines.view(T0 + 9 * DAY)}
    assert views[notice.key].silence == "suspended"


def test_a_suspension_counts_where_the_author_could_know_of_it() -> None:
    made = Made()
    word = message("L8", subject="hazard-notification", suspension="suspend",
                   effective_date=T0 // DAY)  # fmt: skip
    made.say(BRAVO, word, T0)
    unaware = made.say(ALPHA, message("A1", nature="gunnery"), T0 + HOUR, everything=False)
    aware = made.say(ALPHA, message("A1", nature="gunnery"), T0 + 2 * HOUR)
    rows = dict(folded(made).messages.rows.items())
    assert [rows[key].suspended_by for key in (unaware.key, aware.key)] == [(), (BRAVO,)]


def test_what_is_held_past_a_gap_is_held_from_the_first_statement_on() -> None:
    """A FLASH came ahead, and its author's clock is fast: the statements come first."""
    made = Made()
    for number in range(2):
        made.say(ALPHA, NOTE, T0 + HOUR + number, kind=Kind.EVENT)
    flash = stop(made, T0 + HOUR + 9)
    beyond = ((3, flash.leaf),)
    wrong = ((3, bytes(32)),)
    made.known[BRAVO] = {(ALPHA, 1): 1}
    for number, leaves in enumerate((wrong, beyond, beyond)):
        body = Body("E-OTHER", 1, (number,))
        made.say(BRAVO, body, T0 + number, kind=Kind.EVENT, beyond=leaves, everything=False)
    made.known[BRAVO] = {}
    state = folded(made)
    row = state.messages.rows.get(flash.key)
    assert row is not None
    (side,) = row.sides
    assert (side.held, side.held_ms) == ((BRAVO, 1, 2), T0 + 1)


# --- the line ------------------------------------------------------------------------------------


def test_tests_are_counted_by_turn_and_month() -> None:
    made = Made()
    start = (T0 // (2 * HOUR)) * 2 * HOUR
    for turn in range(6):
        if turn == 3:
            continue  # BRAVO misses one
        test = made.say(turn % 2, message("L1", number=turn + 1, text="T1"), start + turn * HOUR)
        if turn != 4:
            made.step(1 - turn % 2, test.key, 6, start + turn * HOUR + MINUTE, answer="ROGER")
    months = folded(made).line.months(start + 5 * HOUR + 10 * MINUTE)
    assert [month[1:] for month in months] == [(ALPHA, 3, 3, 2, 0), (BRAVO, 3, 2, 2, 1)]
    assert months[0].month == "2025-11"


def test_a_test_in_the_others_turn_or_a_drill_fills_no_turn() -> None:
    made = Made()
    start = (T0 // (2 * HOUR)) * 2 * HOUR
    made.say(ALPHA, message("L1", number=1, text="T1"), start)
    made.say(ALPHA, message("L1", number=2, text="T1"), start + HOUR)
    made.say(BRAVO, message("L1", number=2, text="T1"), start + HOUR, drill=True)
    months = folded(made).line.months(start + HOUR + 10 * MINUTE)
    assert [(month.party, month.run, month.missed) for month in months] == [
        (ALPHA, 1, 0), (BRAVO, 0, 1),
    ]  # fmt: skip


def test_how_soon_persons_act_is_measured_on_one_clock_each() -> None:
    made = Made()
    ahead = 7 * MINUTE  # BRAVO's clock
    for number, seconds in enumerate((10, 20, 90)):
        at_ms = T0 + number * HOUR
        sent = stop(made, at_ms)
        made.say(BRAVO, NOTE, at_ms + ahead, kind=Kind.EVENT)
        made.step(BRAVO, sent.key, 3, at_ms + ahead + 5_000)
        made.step(BRAVO, sent.key, 6, at_ms + ahead + seconds * 1000, answer="WILCO")
        made.say(ALPHA, NOTE, at_ms + seconds * 1000 + 2_000, kind=Kind.EVENT)
    speeds = {speed.what: speed for speed in folded(made).line.speeds()}
    opened, answered, known = (speeds[what] for what in ("opened", "answered", "known"))
    assert (opened.messages, opened.median_ms, opened.worst_ms) == (3, 5_000, 5_000)
    assert (answered.median_ms, answered.worst_ms) == (20_000, 90_000)
    assert (known.median_ms, known.worst_ms) == (22_000, 92_000)
    assert answered.precedence == Precedence.FLASH


# --- incidents -----------------------------------------------------------------------------------


def test_an_incident_goes_from_the_first_message_to_closed_with_both_sides_words() -> None:
    made = Made()
    first = stop(made)
    made.step(BRAVO, first.key, 3, T0 + 30_000)
    ask = made.say(BRAVO, message("L5", request="query-ack", ref=first.key), T0 + 40_000)
    state = folded(made)
    row = state.incidents.rows.get(first.key)
    assert row is not None
    assert (row.state, row.members) == ("open", (first.key, ask.key))
    made.step(ALPHA, ask.key, 6, T0 + 50_000, answer="ROGER")
    made.step(BRAVO, first.key, 6, T0 + 60_000, answer="WILCO")
    row = folded(made).incidents.rows.get(first.key)
    assert row is not None
    assert row.state == "closed"


def test_every_stage_is_in_the_timeline_and_one_not_reached_says_so() -> None:
    made = Made()
    first = stop(made)
    made.step(BRAVO, first.key, 6, T0 + 60_000, answer="WILCO")
    ((key, _, stages),) = folded(made).incidents.timeline(first.key)
    assert key == first.key
    told = [(stage.what, stage.party, stage.at_ms) for stage in stages]
    assert told == [
        ("released", ALPHA, T0),
        ("received", BRAVO, T0 + 60_000),
        ("opened", BRAVO, None),
        ("understood", BRAVO, None),
        ("passed", BRAVO, None),
        ("answered", BRAVO, T0 + 60_000),
    ]


def test_what_is_near_stands_beside_and_is_not_put_together() -> None:
    made = Made()
    ours = stop(made)
    theirs = stop(made, T0 + 5 * MINUTE, BRAVO)
    far = message("I1", position=(HERE[0] + 90_000_000, HERE[1], 100), hit="civilians")
    made.say(BRAVO, far, T0 + 6 * MINUTE)
    asked = made.say(BRAVO, message("Q1", cause="x", position=(*HERE, 100)), T0 + 7 * MINUTE)
    rows = dict(folded(made).incidents.rows.items())
    assert rows[ours.key].near == (theirs.key, asked.key)
    assert rows[theirs.key].near == (ours.key, asked.key)
    assert len(rows) == 3


# --- notices -------------------------------------------------------------------------------------


def notice(
    made: Made, at_ms: int, start_ms: int, *, code: str = "A6", area: object = AREA, party: int = 0
) -> Key:
    values = {"area": area, "altitude": (0, 5_000, "ft", "AMSL")}
    body = message(code, window=(start_ms, start_ms + HOUR), **values)  # type: ignore[arg-type]
    return made.say(party, body, at_ms).key


def views(made: Made, at_ms: int) -> dict[Key, NoticeView]:
    return {view.key: view for view in folded(made).notices.view(at_ms)}


def test_late_is_said_where_both_clocks_agree_and_else_whose_clock_says_so() -> None:
    """F5: A6 wants half an hour."""
    for release, receipt, word in (
        (T0, T0 + 1_000, "late"),
        (T0 - 25 * MINUTE, T0 + 1_000, "late-by-receipt"),
        (T0, T0 - 25 * MINUTE, "late-by-release"),
        (T0 - HOUR, T0 - HOUR, ""),
    ):
        made = Made()
        key = notice(made, release, T0 + 5 * MINUTE)
        assert views(made, T0)[key].notice.leads[0].by_receipt_ms is None
        made.say(BRAVO, NOTE, receipt, kind=Kind.EVENT)
        (lead,) = views(made, T0)[key].notice.leads
        assert (lead.by_release_ms, lead.by_receipt_ms) == (
            T0 + 5 * MINUTE - release, T0 + 5 * MINUTE - receipt,
        )  # fmt: skip
        assert lead.word == word


def test_a_notice_is_announced_in_force_over_and_cancelled() -> None:
    made = Made()
    key = notice(made, T0, T0 + DAY)
    states = [views(made, T0 + ms)[key].state for ms in (0, DAY, DAY + HOUR)]
    assert states == ["announced", "in-force", "over"]
    cancel = message("L6", ref=key, action="cancel", original_form="A6")
    said = made.say(ALPHA, cancel, T0 + HOUR)
    found = views(made, T0 + 2 * HOUR)[key]
    assert (found.state, found.notice.cancelled_by) == ("cancelled", said.key)
    assert found.notice.cancelled_ms == T0 + HOUR


def test_a_correction_narrows_and_takes_nothing_out_of_the_book() -> None:
    made = Made()
    key = notice(made, T0, T0 + 2 * DAY)
    window = (T0 + 2 * DAY + MINUTE, T0 + 2 * DAY + 2 * MINUTE)
    for party in (BRAVO, ALPHA):  # only its author can
        body = message("L6", ref=key, action="correct", original_form="A6", changes=((0, window),))
        made.say(party, body, T0 + HOUR)
    found = views(made, T0)[key].notice
    assert (found.announced_ms, found.from_ms, found.to_ms) == (T0 + 2 * DAY, *window)
    (correction,) = found.corrections
    assert correction.entry[0] == ALPHA
    assert correction.leads[0].by_release_ms == window[0] - (T0 + HOUR)
    nonsense = message("L6", ref=key, action="correct", original_form="A6", changes=((0, 5),))
    made.say(ALPHA, nonsense, T0 + HOUR)
    assert len(views(made, T0)[key].notice.corrections) == 1


def test_it_is_called_to_mind_until_a_unit_is_named() -> None:
    """F4: at T-24 h and at T-1 h."""
    made = Made()
    key = notice(made, T0, T0 + 3 * DAY)
    start = T0 + 3 * DAY
    due_at = [start - DAY - 1, start - DAY, start - HOUR]
    assert [views(made, at)[key].reminder_ms for at in due_at] == [None, DAY, HOUR]
    made.step(BRAVO, key, 5, T0 + HOUR, unit="3rd Battery")
    found = views(made, start - HOUR)[key]
    assert found.reminder_ms is None
    assert [passed.unit for passed in found.notice.passed] == ["3rd Battery"]


def test_notices_that_share_time_and_place_name_one_another() -> None:
    made = Made()
    first = notice(made, T0, T0 + DAY)
    same = notice(made, T0 + 1, T0 + DAY + HOUR // 2, party=BRAVO, code="A1")
    later = notice(made, T0 + 2, T0 + 2 * DAY)
    far = notice(made, T0 + 3, T0 + DAY, area=tuple((a - 400_000_000, b) for a, b in AREA))
    found = views(made, T0)
    assert (found[first].meets, found[same].meets) == ((same,), (first,))
    assert found[later].meets == found[far].meets == ()
    assert views(made, T0 + DAY + 2 * HOUR)[first].meets == ()


def test_shapes_meet_across_the_antimeridian_and_by_their_distance() -> None:
    west = Shape(((0, 1_799_000_000), (0, -1_799_000_000), (10_000_000, 1_800_000_000)), True, 0)
    on_line = Shape(((1_000_000, -1_799_900_000),), False, 0)
    assert meet(west, on_line)
    assert meet(on_line, west)
    assert not meet(west, Shape(((1_000_000, 0),), False, 0))
    ring = Shape(((0, 0),), False, 10_000)
    for metres, touches in ((19_000, True), (21_000, False)):
        other = Shape(((0, round(metres / 111_195 * 1e7)),), False, 10_000)
        assert meet(ring, other) is touches
    cross = Shape(((-10_000_000, 0), (10_000_000, 0)), False, 0)
    assert meet(cross, Shape(((0, -10_000_000), (0, 10_000_000)), False, 0))
    inner = Shape(((500_000, 500_000), (600_000, 500_000), (500_000, 600_000)), True, 0)
    outer = Shape(((0, 0), (0, 20_000_000), (20_000_000, 0)), True, 0)
    assert meet(inner, outer)
    assert meet(outer, inner)


def test_altitudes_separate_only_where_they_can_be_compared() -> None:
    form = load().form("A6")

    def band(*value: object) -> object:
        values = [None] * len(form.fields)
        values[form.by_name["altitude"]] = value  # type: ignore[call-overload]
        return band_of(form, tuple(values))

    low, high = band(0, 5_000, "ft", "AMSL"), band(6_000, None, "ft", "AMSL")
    assert not bands_meet(low, high)  # type: ignore[arg-type]
    assert bands_meet(low, band(5_000, 7_000, "ft", "AMSL"))  # type: ignore[arg-type]
    assert bands_meet(low, band(6_000, None, "ft", "AGL"))  # type: ignore[arg-type]
    assert bands_meet(low, band("odd"))  # type: ignore[arg-type]
    assert shapes_of(form, ()) == ()


# --- the watch -----------------------------------------------------------------------------------


def test_the_watch_hands_over_what_is_open() -> None:
    made = Made()
    first = stop(made)
    planned = notice(made, T0 + 1, T0 + DAY)
    word = message("L8", subject="clarification", suspension="suspend", effective_date=T0 // DAY)
    suspended = made.say(BRAVO, word, T0 + 2)
    drill = Body("E-DRILL", 1, (T0, T0 + HOUR, "DUTY-OFFICER", "WATCH ONE"))
    agreed = made.say(BRAVO, drill, T0 + 3, kind=Kind.EVENT)
    strange = made.say(BRAVO, Body("Z9", 4, ("?",)), T0 + 4)
    state = folded(made)
    found = {(item.kind, item.message) for item in state.watch.view(T0 + 5)}
    assert {
        ("incident", first.key), ("unanswered", first.key), ("notice", planned),
        ("suspension", suspended.key), ("drill-window", agreed.key), ("unknown-form", strange.key),
    } <= found  # fmt: skip
    resume = message("L8", subject="clarification", suspension="resume", effective_date=T0 // DAY)
    made.say(BRAVO, resume, T0 + 6)
    made.step(BRAVO, first.key, 6, T0 + 7, answer="WILCO")
    made.step(ALPHA, strange.key, 3, T0 + 8)
    kinds = {item.kind for item in folded(made).watch.view(T0 + 2 * DAY)}
    assert kinds == {"unanswered"}
