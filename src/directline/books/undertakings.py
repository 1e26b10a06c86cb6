"""Book *undertakings*: what each side offered, accepted, denounced and claimed, and who saw it.

Proposed by this software: no agreement has this state machine.  A row keeps what was signed; the
state, one of each side's view, is made from it at an instant (`standing`).  What the rules of an
undertaking do not allow is shown as not possible, and no claim is ever found true or false.
"""

from collections.abc import Callable
from typing import NamedTuple

import cbor2

from directline.books.incidents import Point, point_of
from directline.books.limits import ACTS_MAX, REPLIES_MAX
from directline.books.messages import Message, Messages, Side
from directline.books.order import Key
from directline.books.reading import (
    DAY_MS,
    Reading,
    Rules,
    first_instant,
    is_key,
    is_number,
    last_instant,
    value_of,
)
from directline.books.rows import Journal, Table
from directline.catalogue import DECLINE_REASONS
from directline.catalogue.forms import Form
from directline.line.ladder import OPEN_ANSWERS
from directline.transcript.tree import sha256
from directline.wire.body import Body
from directline.wire.codec import Value

HOUR_MS = 3_600_000
ACT_CODE, CLAIM_CODE, REPLY_CODE, WORDS_CODE = "U2", "Q6", "U3", "Q2"
JOINT, PARALLEL = "joint", "parallel"
AT_INSTANT, ON_EVENT, ON_ACCEPTANCE = "at-instant", "on-event", "on-acceptance"
UNTIL_DENOUNCED = "until-denounced"
SPELL_MAX = 87_600
"""Hours or days of a notice, a reply or an extension: more is no such span."""
IN_WORDS = "in-words"
"""A claim answered by a form that has words and no class."""


class Heard(NamedTuple):
    """What one addressee signed about a message: that it has it, and its closing answer."""

    party: int
    had_ms: int | None
    """By its clock; None: nothing that it signed shows it."""
    answer: str
    """A closing answer that the form offers, or the code of a decline."""
    answer_ms: int


class Act(NamedTuple):
    """One side denounces, suspends, resumes, extends or ends, or states an event."""

    entry: Key
    party: int
    act: str
    ground: str
    at_ms: int
    effect_ms: int
    new_end_ms: int | None
    claim: Key | None
    heard: tuple[Heard, ...]
    back_ms: int | None
    """When its author cancelled it."""


class Undertaking(NamedTuple):
    """One undertaking, or one half of two, as offered, and what was signed about it."""

    code: str
    version: int
    party: int
    drill: bool
    at_ms: int
    kind: str
    humanitarian: bool | None
    """None: its form does not say."""
    other: Key | None
    """The other of two parallel halves, as the author names it."""
    scope: bytes
    """The digest of what is undertaken: two halves are of one scope when it is the same."""
    start: str
    from_ms: int | None
    ending: str
    to_ms: int | None
    tacit_ms: int | None
    """It goes on by so much at each end that nobody denounced."""
    notice_ms: int | None
    reply_ms: int | None
    release_rule: str
    attested_by: str
    reciprocity: str
    heard: tuple[Heard, ...]
    withdrawn: Key | None
    acts: tuple[Act, ...]


class Word(NamedTuple):
    """One reply, rejoinder or note on a claim."""

    entry: Key
    party: int
    says: str
    at_ms: int
    counter: Key | None
    back: bool
    """Its author cancelled it."""


class Claim(NamedTuple):
    """One claim about an undertaking."""

    of: Key
    party: int
    drill: bool
    at_ms: int
    happened_ms: int | None
    point: Point | None
    evidence: str
    heard: tuple[Heard, ...]
    withdrawn: Key | None
    words: tuple[Word, ...]


_HEARD = Undertaking._fields.index("heard")


class Undertakings:
    """The undertakings of a line."""

    name = "undertakings"

    def __init__(self, journal: Journal, messages: Messages) -> None:
        self.messages = messages
        self.rows: Table[Undertaking] = Table(journal)
        self.claims: Table[Claim] = Table(journal)
        self._acts: Table[Key] = Table(journal)
        self._words: Table[Key] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"undertakings": self.rows, "claims": self.claims}  # type: ignore[dict-item]

    @property
    def private(self) -> tuple[Table[object], ...]:
        """What the fold needs besides."""
        return (self._acts, self._words)  # type: ignore[return-value]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        if read.body is None or read.body.code not in CODES:
            return
        message = self.messages.rows.get(read.key)
        if message is None:
            return
        form = self.messages.rules.form(read.body.code, read.body.version, message.charter)
        if form is None:
            return
        offered = offer(form, read.key, message, read.body)
        if offered is not None:
            self.rows.put(read.key, offered)
        elif form.code == ACT_CODE:
            self._act(read.key, message, form, read.body)
        elif form.code == CLAIM_CODE:
            self._claim(read.key, message, form, read.body)
        elif form.code in (REPLY_CODE, WORDS_CODE):
            self._word(read.key, message, form, read.body)

    def refresh(self, key: Key, message: Message) -> None:
        """Follow a message that changed."""
        if message.code not in CODES:
            return
        row = self.rows.get(key)
        if row is not None:
            told = (heard_of(message, self.messages.rules), message.cancelled_by)
            # `_replace` would cost as much as all the rest.
            self.rows.put(key, Undertaking._make((*row[:_HEARD], *told, row.acts)))
            return
        claim = self.claims.get(key)
        if claim is not None:
            heard = heard_of(message, self.messages.rules)
            self.claims.put(key, claim._replace(heard=heard, withdrawn=message.cancelled_by))
            return
        self._refresh_parts(key, message)

    def _refresh_parts(self, key: Key, message: Message) -> None:
        """Follow an act in its undertaking, or a word in its claim."""
        back = message.cancelled_by is not None
        of = self._acts.get(key)
        row = None if of is None else self.rows.get(of)
        if of is not None and row is not None:
            heard = heard_of(message, self.messages.rules)
            back_ms = message.cancelled_ms if back else None
            acts = tuple(
                act._replace(heard=heard, back_ms=back_ms) if act.entry == key else act
                for act in row.acts
            )
            self.rows.put(of, row._replace(acts=acts))
        of = self._words.get(key)
        claim = None if of is None else self.claims.get(of)
        if of is not None and claim is not None:
            words = tuple(w._replace(back=back) if w.entry == key else w for w in claim.words)
            self.claims.put(of, claim._replace(words=words))

    def _act(self, key: Key, message: Message, form: Form, body: Body) -> None:
        of = message.refers
        row = None if of is None else self.rows.get(of)
        if of is None or row is None or row.drill != message.drill:
            return
        if key[0] not in concerned(row) or len(row.acts) >= ACTS_MAX:
            return
        act = value_of(form, body.fields, "undertaking_act")
        ground = value_of(form, body.fields, "ground")
        effect_ms = value_of(form, body.fields, "effect_at")
        if not isinstance(act, str) or not isinstance(ground, str) or not is_number(effect_ms):
            return
        new_end_ms = value_of(form, body.fields, "new_end")
        made = Act(
            entry=key, party=key[0], act=act, ground=ground, at_ms=message.instant_ms,
            effect_ms=effect_ms, new_end_ms=new_end_ms if is_number(new_end_ms) else None,
            claim=_key(value_of(form, body.fields, "claim")), heard=(), back_ms=None,
        )  # fmt: skip
        self._acts.put(key, of)
        self.rows.put(of, row._replace(acts=(*row.acts, made)))

    def _claim(self, key: Key, message: Message, form: Form, body: Body) -> None:
        of = message.refers
        row = None if of is None else self.rows.get(of)
        if of is None or row is None or row.drill != message.drill:
            return
        if key[0] not in concerned(row):
            return
        happened_ms = value_of(form, body.fields, "happened_at")
        self.claims.put(
            key,
            Claim(
                of=of, party=key[0], drill=message.drill, at_ms=message.instant_ms,
                happened_ms=happened_ms if is_number(happened_ms) else None,
                point=point_of(form, body), evidence=_text(value_of(form, body.fields, "evidence")),
                heard=(), withdrawn=None, words=(),
            ),
        )  # fmt: skip

    def _word(self, key: Key, message: Message, form: Form, body: Body) -> None:
        """A reply to a claim, or to what was said on it."""
        target = message.refers
        of = target if target is None or target in self.claims else self._words.get(target)
        claim = None if of is None else self.claims.get(of)
        if of is None or claim is None or claim.drill != message.drill:
            return
        if len(claim.words) >= REPLIES_MAX:
            return
        says = value_of(form, body.fields, "claim_reply") if form.code == REPLY_CODE else IN_WORDS
        counter = _key(value_of(form, body.fields, "counter_claim"))
        word = Word(key, key[0], _text(says), message.instant_ms, counter, back=False)
        self._words.put(key, of)
        self.claims.put(of, claim._replace(words=(*claim.words, word)))


def concerned(row: Undertaking) -> tuple[int, ...]:
    """The parties of an undertaking: who offered it, and those to whom."""
    return (row.party, *(one.party for one in row.heard))


def heard_of(message: Message, rules: Rules) -> tuple[Heard, ...]:
    """What each addressee signed about a message."""
    offered = rules.asks(message.code, message.version, message.charter).answers
    return tuple(_heard(side, offered) for side in message.sides)


def _heard(side: Side, offered: frozenset[str]) -> Heard:
    stated = [step.at_ms for step in side.steps]
    if side.held is not None:
        stated.append(side.held_ms)
    had_ms = min(stated, default=None)
    for step in side.steps:
        if step.reason in DECLINE_REASONS:
            return Heard(side.party, had_ms, step.reason, step.at_ms)
        if step.answer in offered and step.answer not in OPEN_ANSWERS:
            return Heard(side.party, had_ms, step.answer, step.at_ms)
    return Heard(side.party, had_ms, "", 0)


# --- what is offered ------------------------------------------------------------------------------


def offer(form: Form, key: Key, message: Message, body: Body) -> Undertaking | None:
    """What a message undertakes, or None where its form undertakes nothing."""
    read = _OFFERS.get(form.code)
    if read is None:
        return None
    blank = Undertaking(
        code=body.code, version=body.version, party=key[0], drill=message.drill,
        at_ms=message.instant_ms, kind=JOINT, humanitarian=None, other=None, scope=b"",
        start=AT_INSTANT, from_ms=None, ending=AT_INSTANT, to_ms=None, tacit_ms=None,
        notice_ms=None, reply_ms=None, release_rule="", attested_by="", reciprocity="",
        heard=tuple(Heard(side.party, None, "", 0) for side in message.sides), withdrawn=None,
        acts=(),
    )  # fmt: skip
    return read(form, body.fields, blank)


def _undertaking(form: Form, fields: tuple[Value, ...], blank: Undertaking) -> Undertaking:
    def text(name: str) -> str:
        return _text(value_of(form, fields, name))

    def spell(name: str, unit_ms: int) -> int | None:
        value = value_of(form, fields, name)
        return value * unit_ms if is_number(value) and 0 <= value <= SPELL_MAX else None

    named = ("text_digest", "clause", "area") if text("text_digest") else ("scope", "area")
    return blank._replace(
        kind=text("undertaking_kind"),
        humanitarian=text("humanitarian") == "yes",
        other=_key(value_of(form, fields, "other_half")),
        scope=_scope(form, fields, named),
        start=text("start_kind"),
        from_ms=first_instant(value_of(form, fields, "starts_at")),
        ending=text("ending"),
        to_ms=first_instant(value_of(form, fields, "ends_at")),
        tacit_ms=spell("extension_days", DAY_MS) if text("extension") == "tacit" else None,
        notice_ms=spell("notice_hours", HOUR_MS),
        reply_ms=spell("reply_hours", HOUR_MS),
        release_rule=text("release_rule"),
        attested_by=text("attested_by"),
        reciprocity=text("reciprocity"),
    )


def _pause(form: Form, fields: tuple[Value, ...], blank: Undertaking) -> Undertaking:
    """H6: a pause or ceasefire, which holds once it is accepted."""
    stops = tuple(field.name for field in form.fields if field.name.startswith("stops_"))
    named = ("area", "circle", "exceptions", "exceptions_text", *stops)
    is_open = value_of(form, fields, "end_kind") == "open"
    return blank._replace(
        scope=_scope(form, fields, named),
        from_ms=first_instant(value_of(form, fields, "starts_at")),
        ending=UNTIL_DENOUNCED if is_open else AT_INSTANT,
        to_ms=None if is_open else first_instant(value_of(form, fields, "ends_at")),
    )


def _caution(form: Form, fields: tuple[Value, ...], blank: Undertaking) -> Undertaking:
    """A8: an area where both sides take agreed measures."""
    window = value_of(form, fields, "window")
    return blank._replace(
        scope=_scope(form, fields, ("area", "measures", "frequencies")),
        from_ms=first_instant(window),
        to_ms=last_instant(window),
    )


_OFFERS: dict[str, Callable[[Form, tuple[Value, ...], Undertaking], Undertaking]] = {
    "U1": _undertaking,
    "H6": _pause,
    "A8": _caution,
}
CODES = frozenset({*_OFFERS, ACT_CODE, CLAIM_CODE, REPLY_CODE, WORDS_CODE})
"""Messages of any other form are passed by, which most are."""


def _scope(form: Form, fields: tuple[Value, ...], names: tuple[str, ...]) -> bytes:
    return sha256(cbor2.dumps(tuple(value_of(form, fields, name) for name in names)))


def _key(value: Value) -> Key | None:
    return value if is_key(value) else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
