"""Subjects that officers suspend and resume, and what is written under it.

The rule that decides is the product's own (`station.subjects`): a form of a suspended subject is
not sent by these officers, unless its form survives any suspension.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from random import Random

from directline.catalogue import load
from directline.errors import RemoteProtocolError
from directline.line.ports import EntryRecord
from directline.simulator.checkers.headers import header_of
from directline.simulator.disk import Place
from directline.station.facts import suspension_word
from directline.station.subjects import SUSPEND_CODE, Subjects
from directline.wire.body import Body, decode_body
from directline.wire.values import Kind

SURVIVING = ("L1", "I0", "H3")
"""Of the forms that survive: a test, one for lives, one for people."""
ORDINARY = ("A1", "A6", "S1", "Q1")
WORD_SHARE, SURVIVING_SHARE = 0.2, 0.3
EFFECTIVE = "2023-11-01"
"""Before the world begins."""


@cache
def _word(subject: str, action: str) -> Body:
    catalogue = load()
    form = catalogue.form(SUSPEND_CODE)
    values = {
        "subject": subject, "suspension": action, "legal_basis": "Article 4",
        "effective_date": EFFECTIVE,
    }  # fmt: skip
    return Body(SUSPEND_CODE, form.version, catalogue.parse(form, values))


def next_body(
    text: str, chance: Random, parties: int, held: Iterable[EntryRecord], now_ms: int
) -> tuple[Body, str]:
    """What an officer writes next, and the code that suspension kept from being sent, or none.

    Args:
        text: What it says.
        chance: Decides what it is about.
        parties: How many there are on the line.
        held: What the station holds.
        now_ms: The station's clock.
    """
    forms = load().forms
    roll = chance.random()
    code = chance.choice(SURVIVING if roll < WORD_SHARE + SURVIVING_SHARE else ORDINARY)
    about = forms[chance.choice((*ORDINARY, "H3"))].subject
    action = chance.choice(("suspend", "suspend", "resume"))
    if roll < WORD_SHARE:
        return _word(about, action), ""
    form = forms[code]
    subjects = folded(held)
    closed = {s for party in range(parties) for s in subjects.now(party, now_ms)}
    if form.subject in closed and not form.survives_suspension:
        return Body("L1", 1, (text,)), code
    return Body(code, form.version, (text,)), ""


def folded(held: Iterable[EntryRecord]) -> Subjects:
    """All words on subjects that a station holds."""
    subjects, forms = Subjects(), load().forms
    for record in held:
        body = _body(record)
        if body is not None and body.code == SUSPEND_CODE:
            key = (record.party, record.generation, record.position)
            word = suspension_word(key, forms[SUSPEND_CODE], body)
            if word is not None:
                subjects.suspend(word)
    return subjects


def marks(held: Iterable[EntryRecord]) -> dict[Place, tuple[str, tuple[int, ...]]]:
    """Of each message that a station holds: its form, and who had suspended its subject."""
    records = list(held)
    subjects, forms = folded(records), load().forms
    found: dict[Place, tuple[str, tuple[int, ...]]] = {}
    for record in records:
        body = _body(record)
        if body is None:
            continue
        by = subjects.suspended_by(forms.get(body.code), header_of(record.header))
        found[record.party, record.generation, record.position] = body.code, by
    return found


def _body(record: EntryRecord) -> Body | None:
    if record.body is None or header_of(record.header).kind is not Kind.MESSAGE:
        return None
    return _decoded(record.body)


@lru_cache(maxsize=16_384)
def _decoded(data: bytes) -> Body | None:
    try:
        return decode_body(data)
    except RemoteProtocolError:
        return None
