"""The book of undertakings as a table for a terminal and as plain values for programs."""

from typing import Any

from directline.books import Books
from directline.books.claims import ClaimView, claims_at
from directline.books.standing import (
    IMPOSSIBLE,
    ActView,
    Standing,
    UndertakingView,
    undertakings_at,
)
from directline.cli.bookwords import Rows, Table, code_of, instant, span

PROPOSED = "this state machine is proposed by the software and is in no agreement"
"""Said wherever a person sees the book."""


def undertakings(books: Books, at_ms: int) -> Rows:
    """Undertakings first, each with `undertaking`; then claims, each with `claim`."""
    book = books.undertakings
    rows = [_undertaking(books, view) for view in undertakings_at(book, at_ms)]
    return rows + [_claim(books, view) for view in claims_at(book, at_ms)]


def _undertaking(books: Books, view: UndertakingView) -> dict[str, Any]:
    rules, row = books.rules, view.undertaking

    def standing(one: Standing) -> dict[str, Any]:
        until = None if one.until_ms is None else instant(one.until_ms)
        return {"as_seen_by": rules.party(one.party), "state": one.state, "until": until}

    return {
        "undertaking": rules.name(view.key),
        "code": row.code,
        "drill": row.drill,
        "by": rules.party(row.party),
        "kind": row.kind,
        "proposed": True,
        "state": view.state,
        "standings": [standing(one) for one in view.standings],
        "start": row.start,
        "from": instant(row.from_ms),
        "ending": row.ending,
        "to": instant(row.to_ms),
        "reminder_ms": view.reminder_ms,
        "humanitarian": row.humanitarian,
        "notice_ms": row.notice_ms,
        "reply_ms": row.reply_ms,
        "release_rule": row.release_rule,
        "reciprocity": row.reciprocity,
        "attested_by": row.attested_by,
        "scope_digest": row.scope.hex(),
        "other_half": None if view.other is None else rules.name(view.other),
        "both_halves": view.both,
        "cancelled_by": None if row.withdrawn is None else rules.name(row.withdrawn),
        "cancel": view.cancelled,
        "acts": [_act(books, one) for one in view.acts],
        "claims": [
            {"by": rules.party(one.party), "state": one.state, "number": one.number}
            for one in view.claims
        ],
    }


def _act(books: Books, view: ActView) -> dict[str, Any]:
    rules, act = books.rules, view.act
    return {
        "entry": rules.name(act.entry),
        "by": rules.party(act.party),
        "act": act.act,
        "ground": act.ground,
        "released": instant(act.at_ms),
        "effect": instant(act.effect_ms),
        "new_end": None if act.new_end_ms is None else instant(act.new_end_ms),
        "claim": None if act.claim is None else rules.name(act.claim),
        "status": view.status,
        "reason": view.reason,
        "answers": [
            {
                "party": rules.party(one.party),
                "had": None if one.had_ms is None else instant(one.had_ms),
                "answer": one.answer,
            }
            for one in act.heard
        ],
        "had_after_effect": [rules.party(party) for party in view.late],
    }


def _claim(books: Books, view: ClaimView) -> dict[str, Any]:
    rules, claim = books.rules, view.claim
    return {
        "claim": rules.name(view.key),
        "of": rules.name(claim.of),
        "drill": claim.drill,
        "by": rules.party(claim.party),
        "happened": instant(claim.happened_ms),
        "evidence": claim.evidence,
        "state": view.state,
        "reply_due": instant(view.due_ms),
        "replies": [
            {
                "entry": rules.name(word.entry),
                "by": rules.party(word.party),
                "says": word.says,
                "at": instant(word.at_ms),
                "taken_back": word.back,
                "counter_claim": None if word.counter is None else rules.name(word.counter),
            }
            for word in claim.words
        ],
        "perhaps_the_same_as": [rules.name(other) for other in view.same],
    }


# --- tables ---------------------------------------------------------------------------------------


def undertakings_table(rows: Rows) -> list[Table]:
    """One line an undertaking and side, one an act, one a claim."""
    held = [row for row in rows if "undertaking" in row]
    states = [
        (
            f"{row['undertaking']} {code_of(row['code'], drill=row['drill'])}", row["kind"],
            row["state"], f"{one['as_seen_by']}: {one['state']}", one["until"] or "-",
            "; ".join(_notes(row)) if first else "",
        )
        for row in held
        for first, one in _firsts(row["standings"])
    ]  # fmt: skip
    acts = [
        (
            row["undertaking"], f"{act['entry']} {act['act']}: {_status(act)}", act["ground"],
            act["effect"], "; ".join(_answer(one) for one in act["answers"]),
        )
        for row in held
        for act in row["acts"]
    ]  # fmt: skip
    claims = [
        (
            row["claim"], row["of"], row["happened"], row["state"], row["reply_due"],
            "; ".join(f"{word['by']}: {word['says']}" for word in row["replies"]),
            ", ".join(row["perhaps_the_same_as"]),
        )
        for row in rows
        if "claim" in row
    ]  # fmt: skip
    named = ("undertaking", "kind", "state", "as seen by", "until", "")
    return [
        (f"Undertakings ({PROPOSED})", named, states),
        ("Acts", ("undertaking", "act", "ground", "effect", "the others"), acts),
        (
            "Claims (counted by side and state, never summed; no claim is judged)",
            ("claim", "on", "happened", "state", "reply due", "said", "perhaps the same as"),
            claims,
        ),
    ]


def _firsts(rows: Rows) -> list[tuple[bool, dict[str, Any]]]:
    return [(index == 0, row) for index, row in enumerate(rows)]


def _notes(row: dict[str, Any]) -> list[str]:
    said = {True: "yes", False: "no", None: "not said"}[row["humanitarian"]]
    notes = [f"humanitarian: {said}"]
    if row["both_halves"]:
        notes.append(f"half of {row['other_half'] or 'nothing yet'}: {row['both_halves']}")
    if row["reminder_ms"] is not None:
        notes.append(f"ends within {span(row['reminder_ms'])}")
    if row["cancelled_by"]:
        notes.append(f"cancelled by {row['cancelled_by']}: {row['cancel'].replace('-', ' ')}")
    notes += [f"claims of {one['by']}, {one['state']}: {one['number']}" for one in row["claims"]]
    return notes


def _status(act: dict[str, Any]) -> str:
    status = str(act["status"])
    if status == IMPOSSIBLE:
        return f"not possible: {act['reason']}"
    late = act["had_after_effect"]
    return status + (f", after its effect at {', '.join(late)}" if late else "")


def _answer(one: dict[str, Any]) -> str:
    return f"{one['party']}: {one['answer'] or ('has it' if one['had'] else 'no receipt')}"
