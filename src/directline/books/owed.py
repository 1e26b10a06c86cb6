"""What an addressee owes on a message next, and since when: from what both transcripts carry.

The count starts at the addressee's own first signed statement that it holds the message, by its own
clock; while there is none, at the author's release, by the author's.
"""

from typing import NamedTuple

from directline.books.messages import Message, Side, opened
from directline.books.reading import Asks, Rules
from directline.catalogue import DECLINE_REASONS

OPEN, ANSWER, OUTCOME, REPLY, DECLINED = "open", "answer", "outcome", "reply", "declined"


class Owed(NamedTuple):
    """One thing that one party owes, or that it declined to give."""

    party: int
    what: str
    since_ms: int
    due_ms: int | None
    """None: the form asks for it in no time."""
    signed: bool
    """Counted from the addressee's signed statement, by its clock; else from the release."""
    level: int
    """The last step that its persons signed."""
    reason: str
    """The code with which it declined."""
    suspended: bool
    """It had suspended the subject when the message was sent."""


def owed(message: Message, side: Side, rules: Rules) -> Owed | None:
    """What this addressee owes on a message now, or None."""
    if message.cancelled_by is not None or message.superseded or side.reply is not None:
        return None
    asks = rules.asks(message.code, message.version, message.charter)
    answers = asks.answers
    steps = [
        step for step in side.steps if step.answer in answers or step.reason in DECLINE_REASONS
    ]
    closing = next((step for step in steps if step.closes), None)
    if closing is not None and closing.reason not in DECLINE_REASONS:
        return None
    suspended = side.party in message.suspended_by
    if closing is not None:
        since_ms, reason = closing.at_ms, closing.reason
        return Owed(side.party, DECLINED, since_ms, None, True, side.level, reason, suspended)
    if opened(side) and not (answers or asks.replies):
        return None
    stated = [step.at_ms for step in side.steps]
    if side.held is not None:
        stated.append(side.held_ms)
    base = min(stated, default=message.instant_ms)
    what, due_ms = _next(message, side, rules, asks, answered=bool(steps))
    due = None if due_ms is None else base + due_ms
    return Owed(side.party, what, base, due, bool(stated), side.level, "", suspended)


def _next(
    message: Message, side: Side, rules: Rules, asks: Asks, *, answered: bool
) -> tuple[str, int | None]:
    human_ms, answer_ms = asks.human_ms, asks.answer_ms
    if human_ms is None:
        human_ms = rules.terms(message.charter).human_due_ms(message.precedence)
    what = REPLY if asks.replies else ANSWER
    if not opened(side):
        if answer_ms is not None and answer_ms < human_ms:
            return what, answer_ms
        return OPEN, human_ms
    if answered and asks.outcome_ms is not None:
        return OUTCOME, asks.outcome_ms
    return what, answer_ms


def open_sides(message: Message, rules: Rules) -> tuple[int, ...]:
    """The parties that still owe something on a message."""
    found = (owed(message, side, rules) for side in message.sides)
    return tuple(one.party for one in found if one is not None and one.what != DECLINED)
