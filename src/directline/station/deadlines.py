"""What is owed on a message next, and by when: counted on both sides alike.  Pure.

The count starts at an instant that both transcripts carry: the addressee's own instant, by its own
clock, in its first signed statement (`seen`) that it holds the message.  Both sides therefore
compute the same due instant, whatever their clocks say and whoever heard of it first.
While the addressee has signed nothing yet, each side counts for itself: the author from its own
release, the addressee from when it stored the message.  The signed instant replaces both.

Next comes, in this order: that a person opens the message (form's time, else the charter's for the
precedence), that an answer is given (form's time), and after an open answer such as CHECKING that
the outcome is told (form's time).
"""

from dataclasses import dataclass

from directline.catalogue.forms import Form
from directline.line.ladder import OPENED, Ladder, Thread
from directline.wire.charter import Terms
from directline.wire.codec import Value

INSTANT_MIN_MS = 946_684_800_000
"""2000-01-01: smaller numbers inside a value are coordinates or counts, never instants."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed: `what` is opened, answered or outcome; `signed` tells whose clock began it."""

    at_ms: int
    what: str
    signed: bool


def due_of(
    thread: Thread, party: int, *, ladder: Ladder, terms: Terms, form: Form | None
) -> Due | None:
    """What this addressee owes on the message next, or None.

    Says nothing of whether the message is closed by a reply or cancelled: the caller knows.
    """
    held = ladder.delivered(thread.key, party)
    stated = [step.at_ms for step in thread.steps if step.entry[0] == party]
    if held is not None:
        stated.append(held.at_ms)
    first = thread.header.instant_ms if thread.key[0] == ladder.own else thread.stored_ms
    base = min(stated, default=first)
    human_ms = None if form is None else form.human_due_ms
    if human_ms is None:
        human_ms = terms.human_due_ms(thread.header.precedence)
    answer_ms = None if form is None else form.answer_due_ms
    if thread.level(party) < OPENED:
        if answer_ms is not None and answer_ms < human_ms:
            return Due(base + answer_ms, "answered", bool(stated))
        return Due(base + human_ms, "opened", bool(stated))
    if form is None or answer_ms is None:
        return None
    offered = form.all_answers
    answered = any(s.answer in offered for s in thread.steps if s.entry[0] == party)
    if answered and form.outcome_due_ms is not None:
        return Due(base + form.outcome_due_ms, "outcome", bool(stated))
    return Due(base + answer_ms, "answered", bool(stated))


def lead_of(
    thread: Thread, party: int, *, ladder: Ladder, starts_ms: int | None
) -> tuple[int, int] | None:
    """The lead time of a notice as a pair: by the addressee's receipt, by the author's release.

    None until the addressee has signed that it holds the notice: legal time is the receipt.
    """
    if starts_ms is None:
        return None
    held = ladder.delivered(thread.key, party)
    stated = [step.at_ms for step in thread.steps if step.entry[0] == party]
    if held is not None:
        stated.append(held.at_ms)
    if not stated:
        return None
    return starts_ms - min(stated), starts_ms - thread.header.instant_ms


def late(lead_ms: tuple[int, int] | None, least_ms: int | None) -> str:
    """The word "late" where both clocks agree on it, else nothing."""
    if lead_ms is None or least_ms is None:
        return ""
    return "late" if max(lead_ms) < least_ms else ""


def first_instant(value: Value) -> int | None:
    """The first instant inside a value: an instant, a window, a route with times."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if value >= INSTANT_MIN_MS else None
    if isinstance(value, tuple):
        for part in value:
            found = first_instant(part)
            if found is not None:
                return found
    return None
