"""Where undertakings and claims stand at an instant, as each side's own signed words have it.

A view: nothing here is in a digest.  Of each side it is asked what that side signed, and what it
signed that it has; where two sides differ it is disputed, and nothing here settles it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from directline.books.claims import ACCEPTED, CLAIM_STATES, WITHDRAWN, claim_state, reply_due
from directline.books.order import Key
from directline.books.rows import entry_key
from directline.books.undertakings import (
    AT_INSTANT,
    ON_ACCEPTANCE,
    ON_EVENT,
    PARALLEL,
    Act,
    Heard,
    Undertaking,
    Undertakings,
    concerned,
)
from directline.catalogue import DECLINE_REASONS

REMINDERS_MS = (259_200_000, 86_400_000)
"""An end is announced so long before it: three days, and one."""
OFFERED, REFUSED, LAPSED = "offered", "refused", "lapsed"
SCHEDULED, IN_FORCE, EXPIRING = "scheduled", "in-force", "expiring"
EXTENDED, EXPIRED, DENOUNCED = "extended", "expired", "denounced"
SUSPENDED, TERMINATED, DISPUTED = "suspended", "terminated", "disputed"
HOLDS = frozenset({IN_FORCE, EXPIRING, EXTENDED})
OVER = frozenset({REFUSED, WITHDRAWN, LAPSED, EXPIRED, TERMINATED})
REFUSALS = frozenset({"OBJECT", "NEGATIVE"}) | frozenset(DECLINE_REASONS)
COUNTS, WAITS, BACK, IMPOSSIBLE = "counts", "waits-for-acceptance", "taken-back", "not-possible"
_BY_BOTH = frozenset({"extend", "end"})


class Standing(NamedTuple):
    """One undertaking as one side sees it."""

    party: int
    state: str
    until_ms: int | None
    """When that changes by itself: the start, the end, the effect of a denunciation."""


class ActView(NamedTuple):
    """One act, and whether it counts."""

    act: Act
    status: str
    reason: str
    """Why it is not possible: humanitarian, notice, no-release, reply-due, no-claim."""
    late: tuple[int, ...]
    """The parties that had it only after its effect, by their clocks."""


class Count(NamedTuple):
    """How many claims of one side stand how.  They are never added to anything."""

    party: int
    state: str
    number: int


class UndertakingView(NamedTuple):
    """One undertaking at an instant."""

    key: Key
    undertaking: Undertaking
    standings: tuple[Standing, ...]
    state: str
    """What all see alike, or disputed."""
    reminder_ms: int | None
    other: Key | None
    """The other of two parallel halves."""
    both: str
    """Of two halves: both-in-force, not-both, other-scope, or other-missing."""
    acts: tuple[ActView, ...]
    cancelled: str
    """Its author's CANCEL: counts, or not-possible where a notice is due; empty: there is none."""
    claims: tuple[Count, ...]


def undertakings_at(book: Undertakings, at_ms: int) -> list[UndertakingView]:
    """All undertakings at an instant, in the order of their entries."""
    counts: dict[Key, dict[tuple[int, str], int]] = {}
    for _, claim in book.claims.items():  # noqa: PERF102 - a table has no values()
        place = (claim.party, claim_state(book, claim, at_ms))
        of = counts.setdefault(claim.of, {})
        of[place] = of.get(place, 0) + 1
    halves = _halves(book)
    found = []
    for name, row in book.rows.items():
        key = entry_key(name)
        acts = tuple(_act_view(book, row, act) for act in row.acts)
        standings = tuple(_standing(book, row, acts, party, at_ms) for party in concerned(row))
        states = {one.state for one in standings}
        claims = (Count(*place, number) for place, number in counts.get(key, {}).items())
        other = halves.get(key)
        found.append(
            UndertakingView(
                key, row, standings, DISPUTED if len(states) > 1 else standings[0].state,
                _reminder(standings, at_ms), other, "", acts, _cancelled(row),
                tuple(sorted(claims, key=lambda one: (one.party, CLAIM_STATES.index(one.state)))),
            )
        )  # fmt: skip
    states_of = {view.key: view.state for view in found}
    return [view._replace(both=_both(book, view, states_of)) for view in found]


# --- one undertaking ------------------------------------------------------------------------------


def _standing(
    book: Undertakings, row: Undertaking, acts: tuple[ActView, ...], party: int, at_ms: int
) -> Standing:
    """The state of an undertaking as one party sees it."""
    accepted_ms = _accepted_ms(row)
    withdrawn_ms = _withdrawn_ms(book, row, party)
    if accepted_ms is None:
        return Standing(party, _unaccepted(row, withdrawn_ms, at_ms), None)
    mine = [one for one in acts if one.status == COUNTS and _counts_for(one.act, party)]
    start_ms = _start_ms(row, mine, accepted_ms)
    end_ms, extended = _end(row, acts, mine, at_ms)
    gone_ms, told_ms = _gone(row, mine, withdrawn_ms)
    if gone_ms is not None and gone_ms <= at_ms and (end_ms is None or gone_ms < end_ms):
        return Standing(party, TERMINATED, None)
    if end_ms is not None and end_ms <= at_ms:
        return Standing(party, EXPIRED, None)
    if _suspended(mine, at_ms):
        return Standing(party, SUSPENDED, end_ms)
    if gone_ms is not None and told_ms <= at_ms:
        return Standing(party, DENOUNCED, gone_ms)
    if start_ms is None:
        return Standing(party, ACCEPTED, None)
    if at_ms < start_ms:
        return Standing(party, SCHEDULED, start_ms)
    if end_ms is not None and end_ms - at_ms <= REMINDERS_MS[0]:
        return Standing(party, EXPIRING, end_ms)
    return Standing(party, EXTENDED if extended else IN_FORCE, end_ms)


def _unaccepted(row: Undertaking, withdrawn_ms: int | None, at_ms: int) -> str:
    if withdrawn_ms is not None:
        return WITHDRAWN
    if any(one.answer in REFUSALS for one in row.heard):
        return REFUSED
    over = row.ending == AT_INSTANT and row.to_ms is not None and row.to_ms <= at_ms
    return LAPSED if over else OFFERED


def _gone(
    row: Undertaking, mine: list[ActView], withdrawn_ms: int | None
) -> tuple[int | None, int]:
    """When it ends before its end, and since when that is told."""
    ends = [(one.act.effect_ms, one.act.at_ms) for one in mine if one.act.act == "denounce"]
    ends += [(one.act.effect_ms, one.act.effect_ms) for one in mine if one.act.act == "end"]
    if withdrawn_ms is not None and not row.notice_ms:
        ends.append((withdrawn_ms, withdrawn_ms))
    return min(ends, default=(None, 0))


def _cancelled(row: Undertaking) -> str:
    if row.withdrawn is None:
        return ""
    return IMPOSSIBLE if row.notice_ms and _accepted_ms(row) is not None else COUNTS


def _accepted_ms(row: Undertaking) -> int | None:
    """When all had signed it; one of two parallel halves is its author's own word."""
    if row.kind == PARALLEL:
        return row.at_ms
    return _all_accept(row.heard)


def _all_accept(heard: tuple[Heard, ...]) -> int | None:
    if not heard or any(one.answer != "ACCEPT" for one in heard):
        return None
    return max(one.answer_ms for one in heard)


def _start_ms(row: Undertaking, mine: list[ActView], accepted_ms: int) -> int | None:
    if row.start == ON_ACCEPTANCE:
        return accepted_ms
    if row.start == ON_EVENT:
        came = [one.act.effect_ms for one in mine if one.act.act == "start-event"]
        return min(came, default=None)
    return row.from_ms


def _end(
    row: Undertaking, acts: tuple[ActView, ...], mine: list[ActView], at_ms: int
) -> tuple[int | None, bool]:
    """When it ends, and whether it goes on past the end that it had."""
    if row.ending == ON_EVENT:
        came = [one.act.effect_ms for one in mine if one.act.act == "end-event"]
        return min(came, default=None), False
    end_ms = row.to_ms
    if row.ending != AT_INSTANT or end_ms is None:
        return None, False
    for one in acts:
        new_ms, agreed_ms = one.act.new_end_ms, _all_accept(one.act.heard)
        if one.act.act != "extend" or one.status != COUNTS or new_ms is None:
            continue
        if agreed_ms is not None and agreed_ms <= end_ms < new_ms:
            end_ms = new_ms
    if row.tacit_ms and at_ms >= end_ms:
        end_ms += ((at_ms - end_ms) // row.tacit_ms + 1) * row.tacit_ms
    return end_ms, row.to_ms is not None and end_ms != row.to_ms and at_ms >= row.to_ms


def _suspended(mine: list[ActView], at_ms: int) -> bool:
    """Whether a suspension that counts has taken effect and was not resumed by its author."""
    for one in mine:
        act = one.act
        if act.act != "suspend" or _from_ms(act) > at_ms:
            continue
        if act.back_ms is not None and act.back_ms <= at_ms:
            continue
        if not any(
            other.act.act == "resume"
            and other.act.party == act.party
            and _from_ms(act) <= _from_ms(other.act) <= at_ms
            for other in mine
        ):
            return True
    return False


def _from_ms(act: Act) -> int:
    """Nothing is suspended or resumed before it is said."""
    return max(act.at_ms, act.effect_ms)


def _reminder(standings: tuple[Standing, ...], at_ms: int) -> int | None:
    """The last reminder of an end that is due."""
    ends = [one.until_ms for one in standings if one.state in (EXPIRING, IN_FORCE, EXTENDED)]
    known = [end_ms for end_ms in ends if end_ms is not None]
    due = [ms for ms in REMINDERS_MS if known and at_ms >= min(known) - ms]
    return due[-1] if due else None


# --- acts -----------------------------------------------------------------------------------------


def _act_view(book: Undertakings, row: Undertaking, act: Act) -> ActView:
    late = tuple(
        one.party for one in act.heard if one.had_ms is not None and one.had_ms > act.effect_ms
    )
    reason = _impossible(book, row, act)
    if reason:
        return ActView(act, IMPOSSIBLE, reason, late)
    if act.act in _BY_BOTH or act.ground == "agreed":
        if _all_accept(act.heard) is not None:
            return ActView(act, COUNTS, "", late)
        return ActView(act, WAITS if act.back_ms is None else BACK, "", late)
    back = act.back_ms is not None and act.back_ms < act.effect_ms
    return ActView(act, BACK if back else COUNTS, "", late)


def _impossible(book: Undertakings, row: Undertaking, act: Act) -> str:
    """Why the terms that both signed do not allow an act; empty where they do."""
    if act.act not in ("suspend", "denounce"):
        return ""
    if act.ground != "response-to-breach":
        if act.act == "suspend" or act.ground == "agreed" or row.notice_ms is None:
            return ""
        return "notice" if act.effect_ms < act.at_ms + row.notice_ms else ""
    if row.humanitarian:
        return "humanitarian"
    if not row.release_rule:
        return ""
    claim = None if act.claim is None else book.claims.get(act.claim)
    if claim is None or claim.party != act.party:
        return "no-claim"
    if row.release_rule == "none":
        return "no-release"
    if row.release_rule == "immediate":
        return ""
    replied = [word.at_ms for word in claim.words if word.party != claim.party and not word.back]
    due_ms = reply_due(book, claim)
    ends = [*replied, *(() if due_ms is None else (due_ms,))]
    return "" if ends and min(ends) <= act.effect_ms else "reply-due"


def _counts_for(act: Act, party: int) -> bool:
    """Whether a party has an act and did not object to it."""
    if act.party == party:
        return True
    heard = next((one for one in act.heard if one.party == party), None)
    return heard is not None and heard.had_ms is not None and heard.answer not in REFUSALS


def _withdrawn_ms(book: Undertakings, row: Undertaking, party: int) -> int | None:
    """When its author cancelled the offer, if this party has that."""
    message = None if row.withdrawn is None else book.messages.rows.get(row.withdrawn)
    if message is None or row.withdrawn is None:
        return None
    mine = row.withdrawn[0] == party
    had = any(side.party == party and (side.held or side.steps) for side in message.sides)
    return message.instant_ms if mine or had else None


# --- two halves -----------------------------------------------------------------------------------


def _halves(book: Undertakings) -> dict[Key, Key]:
    """The other of two parallel halves: whichever of the two names the other."""
    found: dict[Key, Key] = {}
    for name, row in book.rows.items():
        other = None if row.other is None else book.rows.get(row.other)
        if row.kind != PARALLEL or row.other is None or other is None or other.kind != PARALLEL:
            continue
        if other.party != row.party and other.drill == row.drill:
            found.setdefault(entry_key(name), row.other)
            found.setdefault(row.other, entry_key(name))
    return found


def _both(book: Undertakings, view: UndertakingView, states: Mapping[Key, str]) -> str:
    if view.undertaking.kind != PARALLEL:
        return ""
    other = None if view.other is None else book.rows.get(view.other)
    if view.other is None or other is None:
        return "other-missing"
    if other.scope != view.undertaking.scope:
        return "other-scope"
    hold = states[view.key] in HOLDS and states[view.other] in HOLDS
    return "both-in-force" if hold else "not-both"
