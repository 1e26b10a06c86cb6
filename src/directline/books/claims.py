"""The claims about undertakings: how each stands, by what the sides said last.

Claims are counted by side and by state and never summed; no claim is found true or false.
"""

from typing import NamedTuple

from directline.books.order import Key
from directline.books.rows import entry_key
from directline.books.undertakings import (
    CLAIM_CODE,
    IN_WORDS,
    Claim,
    Undertakings,
    concerned,
)
from directline.catalogue.geodesy import distance_m

SAME_M, SAME_MS = 1_000, 900_000
"""Two claims of one side so near in place and time are proposed as one; a default of ours."""
SAME_MAX = 64
"""Claims with which one is compared for that, those next in time: 5,000 claims stay seconds."""

OPEN, UNANSWERED, CONTESTED = "open", "unanswered", "contested"
ACCEPTED, WITHDRAWN, REMEDIED = "accepted", "withdrawn", "remedied"
CLAIM_STATES = (OPEN, UNANSWERED, CONTESTED, ACCEPTED, WITHDRAWN, REMEDIED)


class ClaimView(NamedTuple):
    """One claim at an instant."""

    key: Key
    claim: Claim
    state: str
    due_ms: int | None
    """A reply was or is due then."""
    same: tuple[Key, ...]
    """Claims of the same side that may be the same one: a proposal, nothing is merged."""


def claims_at(book: Undertakings, at_ms: int) -> list[ClaimView]:
    """All claims at an instant, in the order of their entries."""
    rows = [(entry_key(key), claim) for key, claim in book.claims.items()]
    near = _same(rows)
    return [
        ClaimView(
            key, claim, claim_state(book, claim, at_ms), reply_due(book, claim), near.get(key, ())
        )
        for key, claim in rows
    ]


def claim_state(book: Undertakings, claim: Claim, at_ms: int) -> str:
    """How a claim stands: by what its maker and the other side said last, never by a judgement."""
    if claim.withdrawn is not None:
        return WITHDRAWN
    row = book.rows.get(claim.of)
    others = () if row is None else tuple(p for p in concerned(row) if p != claim.party)
    state = ""
    for word in claim.words:
        if word.back:
            continue
        if word.party == claim.party and word.says in (WITHDRAWN, REMEDIED):
            return word.says
        if word.party in others:
            state = _SAYS.get(word.says, state)
    if state:
        return state
    due_ms = reply_due(book, claim)
    return UNANSWERED if due_ms is not None and at_ms > due_ms else OPEN


_SAYS = {
    "accepted": ACCEPTED, "denied": CONTESTED, "justified": CONTESTED, "counter-claim": CONTESTED,
    "investigating": OPEN, IN_WORDS: OPEN,
}  # fmt: skip
"""What the other side's word makes of a claim; a note changes nothing."""


def reply_due(book: Undertakings, claim: Claim) -> int | None:
    """When a reply is due: as the undertaking says, else as the form; None: nobody has it yet."""
    row = book.rows.get(claim.of)
    had = [one.had_ms for one in claim.heard if one.had_ms is not None]
    if row is None or not had:
        return None
    if row.reply_ms is not None:
        return min(had) + row.reply_ms
    form = book.messages.rules.newest(CLAIM_CODE)
    return None if form is None or form.answer_due_ms is None else min(had) + form.answer_due_ms


def _same(rows: list[tuple[Key, Claim]]) -> dict[Key, tuple[Key, ...]]:
    """Claims of one side on one undertaking with one digest, or near in place and time."""
    groups: dict[tuple[Key, int], list[tuple[Key, Claim]]] = {}
    for key, claim in rows:
        groups.setdefault((claim.of, claim.party), []).append((key, claim))
    found: dict[Key, tuple[Key, ...]] = {}
    for held in groups.values():
        held.sort(key=lambda one: (one[1].happened_ms or 0, one[0]))
        for index, (key, claim) in enumerate(held):
            for other, second in held[index + 1 : index + 1 + SAME_MAX]:
                if _alike(claim, second):
                    found[key] = (*found.get(key, ()), other)
                    found[other] = (*found.get(other, ()), key)
    return found


def _alike(first: Claim, second: Claim) -> bool:
    if first.evidence and first.evidence == second.evidence:
        return True
    if first.point is None or second.point is None:
        return False
    if first.happened_ms is None or second.happened_ms is None:
        return False
    if abs(first.happened_ms - second.happened_ms) > SAME_MS:
        return False
    return distance_m(*first.point, *second.point) <= SAME_M
