"""Messages as the desk shows them: ladders with both clocks, what is owed, marks that agree."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from directline.catalogue import load
from directline.catalogue.mgrs import format_mgrs
from directline.line.ladder import ANSWERED, OPENED, PASSED, Key
from directline.line.ports import EntryRecord
from directline.station.index import BODIES_MAX, MessageIndex
from directline.station.messages import MessageViews, Own
from directline.station.views import MessageView, Silence
from directline.wire.body import Body
from directline.wire.values import Kind, Precedence
from tests.support.entries import ALPHA, BRAVO, T0, Feeds, charter, form_body, values_body

if TYPE_CHECKING:
    from directline.wire.codec import Value

MINUTE = 60_000
STOP = {
    "addressee": "DUTY-OFFICER",
    "position.lat_lon": "55 45.000 N 037 37.000 E",
    "position.mgrs": format_mgrs(557500000, 376166667),
    "hit": "hospital",
    "since": "2025-11-21T21:59Z",
    "says": "own-command",
}
AREA = {
    "window.from": "2025-11-21T22:01Z",
    "window.to": "2025-11-21T23:00Z",
    "area": "55.0 37.0\n55.1 37.0\n55.1 37.1",
    "altitude.low": "0",
    "altitude.high": "10000",
    "altitude.unit": "ft",
    "altitude.datum": "AMSL",
    "aircraft": "fast-jet",
    "separation_rule": "R1",
}


def index(own: int = ALPHA) -> MessageIndex:
    return MessageIndex(own, charter(), load())


def add(book: MessageIndex, *records: EntryRecord) -> None:
    for record in records:
        book.add(book.serial + 1, record)


def view(book: MessageIndex, key: Key, own: Own | None = None) -> MessageView:
    views = MessageViews(book, lambda _key: own or Own(), lambda _key: None)
    return views.view(key, {1 - book.own: Silence.NONE})


def stop(feeds: Feeds, party: int = ALPHA, at_ms: int = T0) -> EntryRecord:
    return feeds.entry(party, form_body("I1", STOP), at_ms, precedence=Precedence.FLASH)


def cancel_body() -> Body:
    """A CANCEL of ALPHA 1."""
    form = load().form("L6")
    given: dict[str, Value] = {"ref": (ALPHA, 1, 1), "action": "cancel", "original_form": "I1"}
    return Body("L6", form.version, tuple(given.get(field.name) for field in form.fields))


def test_a_stage_that_was_not_reached_stands_there_without_an_instant() -> None:
    book, feeds = index(), Feeds()
    add(book, stop(feeds))
    steps = {step.step: step for step in view(book, (ALPHA, 1, 1)).steps}
    assert list(steps) == [
        "composed", "released", "stored", "sent", "delivered", "opened", "understood", "passed",
        "answered",
    ]  # fmt: skip
    assert steps["released"].their_ms == T0
    for name in ("sent", "delivered", "opened", "understood", "passed", "answered"):
        assert (steps[name].their_ms, steps[name].our_ms) == (None, None)


def test_delivered_comes_from_seen_and_shows_both_clocks() -> None:
    book, feeds = index(), Feeds()
    add(book, stop(feeds))
    beat = feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), T0 + 40_000, kind=Kind.EVENT)
    add(book, replace(beat, stored_ms=T0 + 50))
    delivered = next(s for s in view(book, (ALPHA, 1, 1)).steps if s.step == "delivered")
    assert (delivered.their_ms, delivered.our_ms) == (T0 + 40_000, T0 + 50)
    assert delivered.by_machine
    assert view(book, (ALPHA, 1, 1)).level == 2


def test_an_order_that_the_clocks_contradict_is_said() -> None:
    book, feeds = index(), Feeds()
    add(book, stop(feeds, at_ms=T0 + 40_000))
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0, stored_ms=T0 + 41_000))
    steps = {step.step: step for step in view(book, (ALPHA, 1, 1)).steps}
    assert steps["opened"].impossible_order
    assert steps["delivered"].impossible_order
    assert not steps["released"].impossible_order


@pytest.mark.parametrize("own", [ALPHA, BRAVO])
def test_what_is_due_is_counted_alike_on_both_sides(own: int) -> None:
    """From the addressee's own signed instant, which both transcripts carry."""
    book, feeds = index(own), Feeds()
    add(book, stop(feeds))
    beat = feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), T0 + 7_000, kind=Kind.EVENT)
    add(book, replace(beat, stored_ms=T0 + own))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.due_ms, shown.due_what) == (T0 + 7_000 + 2 * MINUTE, "opened")
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 8_000))
    assert view(book, (ALPHA, 1, 1)).due_what == "answered"
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 9_000, answer="CHECKING"))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.due_ms, shown.due_what) == (T0 + 7_000 + 10 * MINUTE, "outcome")
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 10_000, answer="WILCO"))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.closed, shown.due_ms, shown.answer) == (True, None, "WILCO")


def test_overdue_falls_at_its_instant_and_once() -> None:
    book, feeds = index(BRAVO), Feeds()
    add(book, stop(feeds))
    add(book, feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), T0, kind=Kind.EVENT))
    assert book.tick(T0 + 2 * MINUTE - 1) == ()
    assert book.tick(T0 + 2 * MINUTE) == ((ALPHA, 1, 1),)
    assert book.tick(T0 + 3 * MINUTE) == ()
    assert view(book, (ALPHA, 1, 1)).overdue


def test_wilco_before_the_read_back_is_no_fault() -> None:
    book, feeds = index(BRAVO), Feeds()
    add(book, stop(feeds))
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 5, answer="WILCO"))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.level, shown.closed) == (6, True)
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), PASSED, T0 + 6, unit="Air operations"))
    passed = next(s for s in view(book, (ALPHA, 1, 1)).steps if s.step == "passed")
    assert passed.detail == "Air operations"


@pytest.mark.parametrize("own", [ALPHA, BRAVO])
def test_crossed_marks_are_the_same_on_both_sides(own: int) -> None:
    """F1: B's message was drafted before A's second had been opened."""
    book, feeds = index(own), Feeds()
    add(book, stop(feeds), stop(feeds))
    body = form_body("I1", STOP)
    add(book, feeds.entry(BRAVO, body, T0 + 9, precedence=Precedence.FLASH, read=1))
    assert view(book, (BRAVO, 1, 1)).crossed == ("ALPHA 2",)


@pytest.mark.parametrize("own", [ALPHA, BRAVO])
def test_late_needs_both_clocks(own: int) -> None:
    """F5: the same lead on both sides; LATE only where release and receipt agree."""
    book, feeds = index(own), Feeds()
    at = T0 + 10_000
    add(book, feeds.entry(ALPHA, form_body("A6", AREA), at, precedence=Precedence.IMMEDIATE))
    add(book, feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), at + 2_000, kind=Kind.EVENT))
    shown = view(book, (ALPHA, 1, 1))
    assert shown.lead_ms == (MINUTE - 12_000, MINUTE - 10_000)
    assert shown.late == "late"


def test_a_notice_in_time_by_one_clock_is_not_called_late() -> None:
    book, feeds = index(), Feeds()
    early = T0 - 40 * MINUTE
    add(book, feeds.entry(ALPHA, form_body("A6", AREA), early, precedence=Precedence.IMMEDIATE))
    add(book, feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), T0, kind=Kind.EVENT))
    shown = view(book, (ALPHA, 1, 1))
    assert shown.lead_ms == (MINUTE, 41 * MINUTE)
    assert shown.late == ""


def test_a_gap_is_shown_until_it_closes() -> None:
    book, feeds = index(BRAVO), Feeds()
    record = feeds.entry(ALPHA, form_body("I1", STOP), T0, position=3)
    book.add(1, record, (1, 2))
    assert view(book, (ALPHA, 1, 3)).gap == ("ALPHA 1", "ALPHA 2")
    add(book, feeds.entry(ALPHA, values_body("E-EPOCH", 1, "x"), T0, kind=Kind.EVENT, position=1))
    assert view(book, (ALPHA, 1, 3)).gap == ("ALPHA 2",)


@pytest.mark.parametrize("own", [ALPHA, BRAVO])
def test_suspension_is_per_subject_per_party_and_marks_what_was_sent_meanwhile(own: int) -> None:
    """F8."""
    book, feeds = index(own), Feeds()
    suspend = {
        "subject": "air-deconfliction", "suspension": "suspend", "legal_basis": "none",
        "effective_date": "2025-11-01",
    }  # fmt: skip
    add(book, feeds.entry(BRAVO, form_body("L8", suspend), T0))
    area, stop_body = form_body("A6", AREA), form_body("I1", STOP)
    add(book, feeds.entry(ALPHA, area, T0 + 1, seen=0), feeds.entry(ALPHA, area, T0 + 2))
    add(book, feeds.entry(ALPHA, stop_body, T0 + 3, precedence=Precedence.FLASH))
    assert view(book, (ALPHA, 1, 1)).suspended_by == (), "its author had not received the L8"
    assert view(book, (ALPHA, 1, 2)).suspended_by == ("BRAVO",)
    assert view(book, (ALPHA, 1, 3)).suspended_by == (), "life-saving forms survive"
    assert book.subjects.now(BRAVO, T0) == ("air-deconfliction",)
    assert book.subjects.now(ALPHA, T0) == ()
    add(book, feeds.entry(BRAVO, form_body("L8", suspend | {"suspension": "resume"}), T0 + 5))
    add(book, feeds.entry(ALPHA, area, T0 + 6))
    assert view(book, (ALPHA, 1, 4)).suspended_by == ()
    assert book.subjects.now(BRAVO, T0 + 6) == ()


def test_a_reply_form_closes_the_question() -> None:
    book, feeds = index(), Feeds()
    question = {"cause": "Two aircraft.", "activity": "flight", "questions": "Whose?"}
    add(book, feeds.entry(ALPHA, form_body("Q1", question), T0))
    assert not view(book, (ALPHA, 1, 1)).closed
    form = load().form("Q2")
    values = tuple((ALPHA, 1, 1) if field.type == "ref" else None for field in form.fields)
    add(book, feeds.entry(BRAVO, Body("Q2", form.version, values), T0 + 1))
    assert view(book, (ALPHA, 1, 1)).closed


@pytest.mark.parametrize("first", ["original", "cancel"])
def test_a_cancel_holds_whichever_comes_first(first: str) -> None:
    """F22: a CANCEL raised above its original may overtake it."""
    book, feeds = index(BRAVO), Feeds()
    original = stop(feeds)
    cancel = feeds.entry(ALPHA, cancel_body(), T0 + 1, precedence=Precedence.FLASH)
    add(book, *((original, cancel) if first == "original" else (cancel, original)))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.cancelled_by, shown.closed, shown.answers) == ("ALPHA 2", True, ())
    assert shown.steps[-1].step == "cancelled"


def test_nobody_else_cancels_a_message() -> None:
    book, feeds = index(), Feeds()
    add(book, stop(feeds))
    add(book, feeds.entry(BRAVO, cancel_body(), T0 + 1))
    assert view(book, (ALPHA, 1, 1)).cancelled_by == ""


def test_an_answer_that_the_form_does_not_offer_closes_nothing() -> None:
    """F15: free text or an odd code leaves the reply timer running."""
    book, feeds = index(), Feeds()
    add(book, stop(feeds))
    for answer in ("ROGER", "praying for you all", ""):
        add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 1, answer=answer))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.closed, shown.answer, shown.due_what) == (False, "", "answered")
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 2, reason="because"))
    assert not view(book, (ALPHA, 1, 1)).closed
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 2, reason="not-now"))
    assert view(book, (ALPHA, 1, 1)).closed


def test_an_unknown_form_is_listed_and_asks_to_be_opened() -> None:
    book, feeds = index(BRAVO), Feeds()
    add(book, feeds.entry(ALPHA, values_body("Z9", 1, "x"), T0))
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.form, shown.unread, shown.answers, shown.closed) == ("Z9", True, (), False)
    add(book, feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 1))
    assert view(book, (ALPHA, 1, 1)).closed


def test_the_list_has_the_urgent_open_ones_first_and_is_bounded() -> None:
    book, feeds = index(BRAVO), Feeds()
    for number in range(50):
        add(book, feeds.entry(ALPHA, values_body("Z9", number), T0 + number))
    add(book, stop(feeds, at_ms=T0 + 60))
    add(book, feeds.entry(ALPHA, values_body("Z9", 51), T0 + 61))
    keys = book.ordered(10)
    assert [key[2] for key in keys[:3]] == [51, 52, 50]
    assert len(keys) == 10
    assert [key[2] for key in book.older(3, 5)] == [2, 1]


def test_bodies_of_old_closed_messages_are_let_go_and_read_again() -> None:
    book, feeds = index(BRAVO), Feeds()
    count = BODIES_MAX + 100
    for number in range(count):
        add(book, feeds.entry(ALPHA, values_body("Z9", number), T0))
        add(book, feeds.receipt(BRAVO, (ALPHA, 1, number + 1), OPENED, T0))
    held = sum(thread.body is not None for thread in book.ladder.threads.values())
    assert held <= BODIES_MAX
    views = MessageViews(book, lambda _key: Own(), lambda _key: b"again")
    assert views.view((ALPHA, 1, 1), {}).body == b"again"


def test_only_the_newest_line_test_of_a_party_waits_for_anybody() -> None:
    book, feeds = index(BRAVO), Feeds()
    for number in range(1, 4):
        body = form_body("L1", load().line_test(number))
        add(book, feeds.entry(ALPHA, body, T0 + number))
    assert [view(book, (ALPHA, 1, n)).closed for n in (1, 2, 3)] == [True, True, False]


def test_an_entry_that_could_not_be_stored_is_shown_as_such() -> None:
    book, feeds = index(BRAVO), Feeds()
    record = stop(feeds)
    assert book.not_stored(record) == (ALPHA, 1, 1)
    shown = view(book, (ALPHA, 1, 1))
    assert (shown.stored, shown.level, shown.answers) == (False, 0, ())
    add(book, record)
    assert view(book, (ALPHA, 1, 1)).stored
    assert book.unstored == {}


def test_names_go_both_ways_and_bad_names_are_refused() -> None:
    book, feeds = index(), Feeds()
    add(book, stop(feeds))
    assert book.id_of((ALPHA, 1, 1)) == "ALPHA 1"
    assert book.id_of((ALPHA, 2, 12)) == "ALPHA 2/12"
    assert book.key_of("alpha 1") == (ALPHA, 1, 1)
    for bad in ("", "ALPHA", "ALPHA x", "ALPHA 2", "NOBODY 1", "ALPHA 0/1", "ALPHA 1/1/1"):
        with pytest.raises(Exception, match="no message"):
            book.key_of(bad)
