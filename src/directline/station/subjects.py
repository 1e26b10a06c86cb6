"""Suspension per subject and per party, and drill windows that both sides signed.  Pure folds.

A subject is suspended by a party, never "suspended" as such: each party's word stands by itself.
Whether a message was sent while suspended is decided by what its author had received (`seen`),
so that both sides mark the same messages.
"""

from dataclasses import dataclass, field
from typing import TypeGuard

from directline.catalogue.forms import Form
from directline.line.ladder import Key
from directline.wire.body import Body
from directline.wire.codec import Value
from directline.wire.entry import Header

SUSPEND_CODE = "L8"
DRILL_CODE = "E-DRILL"
"""A line event: this party agrees to drills between two instants."""
WINDOWS_MAX = 64
"""Drill windows remembered per party; older ones are over."""


@dataclass(frozen=True, slots=True)
class Word:
    """One L8 of one party: it suspends or resumes a subject, from an instant on."""

    key: Key
    subject: str
    suspends: bool
    from_ms: int


@dataclass(slots=True)
class Subjects:
    """Who has suspended what, and who agreed to drills when."""

    words: dict[tuple[int, str], list[Word]] = field(default_factory=dict)
    windows: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def suspend(self, word: Word) -> None:
        """Take in one L8, in any order."""
        held = self.words.setdefault((word.key[0], word.subject), [])
        held.append(word)
        held.sort(key=lambda w: w.key)

    def suspended_by(self, form: Form | None, header: Header) -> tuple[int, ...]:
        """The parties that had suspended the subject of this message, as its author knew."""
        if form is None or not form.subject or form.survives_suspension:
            return ()
        known = {(seen.party, seen.generation): seen.size for seen in header.seen}
        known[header.party, header.generation] = header.position
        found = []
        for (party, subject), words in self.words.items():
            if subject != form.subject:
                continue
            state = False
            for word in words:
                before = word.key[1] < max((g for p, g in known if p == party), default=word.key[1])
                reached = known.get((party, word.key[1]), 0) >= word.key[2]
                if (before or reached) and word.from_ms <= header.instant_ms:
                    state = word.suspends
            if state:
                found.append(party)
        return tuple(sorted(found))

    def now(self, party: int, now_ms: int) -> tuple[str, ...]:
        """The subjects that this party has suspended now, as far as we have heard."""
        found = []
        for (who, subject), words in self.words.items():
            acting = [word for word in words if word.from_ms <= now_ms]
            if who == party and acting and acting[-1].suspends:
                found.append(subject)
        return tuple(sorted(found))

    def agree(self, party: int, start_ms: int, end_ms: int) -> None:
        """Take in one party's word on a drill window."""
        held = self.windows.setdefault(party, [])
        held.append((start_ms, end_ms))
        del held[:-WINDOWS_MAX]

    def drill_sounds(self, parties: tuple[int, ...], now_ms: int) -> bool:
        """Whether a drill may sound now: inside a window of each of these parties."""
        return all(
            any(start <= now_ms < end for start, end in self.windows.get(party, ()))
            for party in parties
        )


def drill_body(start_ms: int, end_ms: int, role: str, call_sign: str) -> Body:
    """The body of a party's word on a drill window."""
    return Body(DRILL_CODE, 1, (start_ms, end_ms, role, call_sign))


def drill_window(body: Body, *, longest_ms: int) -> tuple[int, int] | None:
    """The window of an E-DRILL from outside; None when it is none or longer than agreed."""
    if body.code != DRILL_CODE or len(body.fields) < 2:
        return None
    start, end = body.fields[0], body.fields[1]
    if not is_number(start) or not is_number(end):
        return None
    if not 0 < end - start <= longest_ms:
        return None
    return start, end


def is_number(value: Value) -> TypeGuard[int]:
    """An integer, and no yes-or-no."""
    return isinstance(value, int) and not isinstance(value, bool)
