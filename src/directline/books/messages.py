"""Every message with what each addressee signed about it: what the other books are made of.

A statement counts from its place in the order on.  That an entry is held follows from `seen` whose
root is right, or from its leaf beyond a gap; persons' steps are receipts (form L4).
"""

from collections.abc import Callable
from typing import NamedTuple

from directline.books.limits import STEPS_MAX, SUBJECT_CHARS_MAX, WAITING_MAX, WORDS_MAX
from directline.books.order import Key
from directline.books.reading import (
    DAY_MS,
    Reading,
    Rules,
    at,
    is_key,
    is_number,
    plain,
    reference,
    value_of,
)
from directline.books.rows import Journal, Table
from directline.line.ladder import (
    ANSWERED,
    CANCEL_CODE,
    DELIVERED,
    OPEN_ANSWERS,
    OPENED,
    RECEIPT_CODE,
    SECOND_CODE,
)
from directline.wire.body import Body
from directline.wire.entry import Seen
from directline.wire.values import Kind

SUSPEND_CODE = "L8"
TEST_CODE = "L1"
RECEIPT_FIELDS = 11
CROSSED_MAX = 256
"""Positions after `read` that are looked at: who has opened nothing for longer is not crossed."""


class Step(NamedTuple):
    """One signed step of a person."""

    entry: Key
    level: int
    role: str
    unit: str
    answer: str
    reason: str
    at_ms: int
    """By the clock of the party whose step it is."""
    quality: int
    known_ms: int | None
    """When the message's author had it, by the author's clock; None: not shown yet."""

    @property
    def closes(self) -> bool:
        """Whether it is a decline or an answer that leaves nothing open."""
        return bool(self.reason or (self.answer and self.answer not in OPEN_ANSWERS))


class Side(NamedTuple):
    """What one addressee signed about a message."""

    party: int
    held: Key | None
    """Its first entry that shows that it holds the message."""
    held_ms: int
    """By its clock; 0 where it holds it by no statement."""
    held_quality: int
    steps: tuple[Step, ...]
    reply: Key | None
    """Its message that replies to this one."""
    reply_ms: int

    @property
    def level(self) -> int:
        """The highest step of its persons; 0: none."""
        return max([step.level for step in self.steps]) if self.steps else 0

    def first(self, level: int) -> Step | None:
        """Its first step of this level or above."""
        return next((step for step in self.steps if step.level >= level), None)


class Message(NamedTuple):
    """One message and what was signed about it."""

    leaf: bytes
    code: str
    """Empty where the body is not here, or not for all who keep this book."""
    version: int
    charter: int
    instant_ms: int
    quality: int
    precedence: int
    drill: bool
    sides: tuple[Side, ...]
    refers: Key | None
    crossed: tuple[Key, ...]
    """Messages that were at its author's station, and unread when it was drafted."""
    suspended_by: tuple[int, ...]
    """Parties that had suspended its subject, as its author knew."""
    cancelled_by: Key | None
    cancelled_ms: int
    superseded: bool
    """A line test that a later one of its party has replaced."""
    second: Key | None
    """The second officer's later confirmation."""


_SIDES = Message._fields.index("sides")


class Word(NamedTuple):
    """One L8 of one party: it suspends or resumes a subject, from an instant on."""

    key: Key
    suspends: bool
    from_ms: int


class Messages:
    """All messages of a line."""

    name = "messages"

    def __init__(self, journal: Journal, rules: Rules, again: Callable[[Key], Reading]) -> None:
        self.rules = rules
        self.rows: Table[Message] = Table(journal)
        self.words: Table[tuple[Word, ...]] = Table(journal)
        self._again = again
        self._marks: Table[int] = Table(journal)
        self._waiting: Table[tuple[Key, ...]] = Table(journal)
        self._early: Table[tuple[Key, int, int]] = Table(journal)
        self._steps: Table[Key] = Table(journal)
        self._tests: Table[Key] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"messages": self.rows, "words": self.words}  # type: ignore[dict-item]

    @property
    def private(self) -> tuple[Table[object], ...]:
        """What the fold needs besides."""
        return (self._marks, self._waiting, self._early, self._steps, self._tests)  # type: ignore[return-value]

    def step(self, read: Reading) -> tuple[tuple[Key, ...], list[Key]]:
        """Fold one entry in.

        Returns:
            The messages that changed, each once; those of which only `known_ms` may have.
        """
        known: list[Key] = []
        changed = self._seen(read, known)
        kind = read.header.kind
        if kind is Kind.MESSAGE:
            changed += self._message(read)
        elif read.body is not None:
            changed += self._refer(read, read.body)
        return tuple(dict.fromkeys(changed)) if len(changed) > 1 else tuple(changed), known

    # --- what is held --------------------------------------------------------------------------

    def _seen(self, read: Reading, known: list[Key]) -> list[Key]:
        party = read.key[0]
        changed: list[Key] = []
        for other, generation, size in read.sound:
            mark = (party, other, generation)
            before = self._marks.get(mark) or 0
            if size <= before:
                continue
            self._marks.put(mark, size)
            for position in range(before + 1, size + 1):
                key = (other, generation, position)
                message = self.rows.get(key)
                if message is not None:
                    changed += self._held(party, key, message, read)
                elif (target := self._steps.get(key)) is not None and target[0] == party:
                    known += self._known(target, key, read.header.instant_ms)
        for seen in read.header.seen:
            if seen.beyond:
                changed += self._beyond(read, seen)
        return changed

    def _beyond(self, read: Reading, seen: Seen) -> list[Key]:
        """What a party holds past a gap: it counts by its leaf."""
        changed: list[Key] = []
        party, head = read.key[0], read.header
        for position, leaf in seen.beyond:
            key = (seen.party, seen.generation, position)
            message = self.rows.get(key)
            if message is None:
                place = (*key, party, leaf.hex())
                if self._early.get(place) is None:
                    self._early.put(place, (read.key, head.instant_ms, int(head.quality)))
            elif message.leaf == leaf:
                changed += self._held(party, key, message, read)
        return changed

    def _held(self, party: int, key: Key, message: Message, read: Reading) -> list[Key]:
        """A party shows that it holds a message."""
        for index, side in enumerate(message.sides):
            if side.party == party and side.held is None:
                head = read.header
                having = Side(
                    party, read.key, head.instant_ms, int(head.quality), side.steps,
                    side.reply, side.reply_ms,
                )  # fmt: skip
                self._put_side(key, message, index, having)
                return [key]
        return []

    def _known(self, target: Key, entry: Key, at_ms: int) -> list[Key]:
        """The author of a message shows that it holds a step on it."""
        message = self.rows.get(target)
        for index, side in enumerate(() if message is None else message.sides):
            if side.party == entry[0]:
                steps = [
                    Step(*step[:8], at_ms)
                    if step.entry == entry and step.known_ms is None
                    else step
                    for step in side.steps
                ]
                assert message is not None
                self._put_side(target, message, index, _with_steps(side, tuple(steps)))
                return [target]
        return []

    def _put_side(self, key: Key, message: Message, index: int, side: Side) -> None:
        held = message.sides
        sides = (side,) if len(held) == 1 else (*held[:index], side, *held[index + 1 :])
        # `_replace` costs as much as the rest of the fold.
        row = Message._make((*message[:_SIDES], sides, *message[_SIDES + 1 :]))
        self.rows.put(key, row)

    # --- messages ------------------------------------------------------------------------------

    def _message(self, read: Reading) -> list[Key]:
        key, header, body = read.key, read.header, read.body
        under = header.charter_version
        form = None if body is None else self.rules.form(body.code, body.version, under)
        refers = reference(form, body)
        self.rows.put(
            key,
            Message(
                leaf=read.leaf,
                code="" if body is None else body.code,
                version=0 if body is None else body.version,
                charter=header.charter_version,
                instant_ms=header.instant_ms,
                quality=int(header.quality),
                precedence=int(header.precedence),
                drill=header.drill,
                sides=tuple(
                    self._side(key, party, read.leaf)
                    for party in _bits(header.addressees)
                    if party != key[0]
                ),
                refers=refers,
                crossed=self._crossed(read),
                suspended_by=self._suspended(read, "" if form is None else form.subject),
                cancelled_by=None,
                cancelled_ms=0,
                superseded=False,
                second=None,
            ),
        )
        changed = [key]
        if body is not None:
            changed += self._means(read, body, refers)
        waiting = self._waiting.get(key)
        if waiting is not None:
            self._waiting.put(key, None)
            for early in waiting:
                changed += self._refer_again(self._again(early))
        return changed

    def _side(self, key: Key, party: int, leaf: bytes) -> Side:
        early = self._early.get((*key, party, leaf.hex()))
        if early is not None:
            return Side(party, *early, (), None, 0)
        return Side(party, None, 0, 0, (), None, 0)

    def _crossed(self, read: Reading) -> tuple[Key, ...]:
        opened = {(r.party, r.generation): r.position for r in read.header.read}
        found: list[Key] = []
        for party, generation, size in read.sound:
            after = opened.get((party, generation), 0)
            last = min(size, after + CROSSED_MAX)
            keys = ((party, generation, position) for position in range(after + 1, last + 1))
            found += [key for key in keys if key in self.rows]
        return tuple(found)

    def _suspended(self, read: Reading, subject: str) -> tuple[int, ...]:
        """The parties that had suspended a subject, as the author of a message knew."""
        if not subject:
            return ()
        body = read.body
        under = read.header.charter_version
        form = None if body is None else self.rules.form(body.code, body.version, under)
        if form is not None and form.survives_suspension:
            return ()
        known = {(party, generation): size for party, generation, size in read.sound}
        found = []
        for party in range(len(self.rules.charter.parties)):
            for word in reversed(self.words.get((party, subject)) or ()):
                mine = party == read.key[0]
                if mine or known.get(word.key[:2], 0) >= word.key[2]:
                    if word.from_ms > read.header.instant_ms:
                        continue
                    found += [party] if word.suspends else []
                    break
        return tuple(found)

    def _means(self, read: Reading, body: Body, refers: Key | None) -> list[Key]:
        """What a message does to others: replaces a test, suspends, cancels, replies."""
        key = read.key
        if body.code == TEST_CODE:
            before = self._tests.get((key[0],))
            self._tests.put((key[0],), key)
            message = None if before is None else self.rows.get(before)
            if before is not None and message is not None:
                self.rows.put(before, message._replace(superseded=True))
                return [before]
        elif body.code == SUSPEND_CODE:
            self._word(key, body, read.header.charter_version)
        elif refers is not None:
            return self._refer_again(read)
        return []

    def _word(self, key: Key, body: Body, under: int) -> None:
        form = self.rules.form(body.code, body.version, under)
        subject = value_of(form, body.fields, "subject")
        action = value_of(form, body.fields, "suspension")
        day = value_of(form, body.fields, "effective_date")
        known = isinstance(subject, str) and len(subject) <= SUBJECT_CHARS_MAX
        if isinstance(subject, str) and known and action in ("suspend", "resume"):
            word = Word(key, action == "suspend", day * DAY_MS if is_number(day) else 0)
            words = (*(self.words.get((key[0], subject)) or ()), word)
            self.words.put((key[0], subject), words[-WORDS_MAX:])

    # --- what speaks of a message --------------------------------------------------------------

    def _refer(self, read: Reading, body: Body) -> list[Key]:
        if read.header.kind is Kind.RECEIPT and body.code == RECEIPT_CODE:
            return self._refer_again(read)
        if read.header.kind is Kind.EVENT and body.code == SECOND_CODE:
            return self._refer_again(read)
        return []

    def _target(self, read: Reading, body: Body) -> Key | None:
        """The message that an entry speaks of, if it may."""
        if read.header.kind is Kind.MESSAGE:
            form = self.rules.form(body.code, body.version, read.header.charter_version)
            return reference(form, body)
        if body.code == SECOND_CODE:
            place = (read.key[0], *body.fields[:2])
            return place if is_key(place) else None
        place = body.fields[:3]
        return place if is_key(place) and place[0] != read.key[0] else None

    def _refer_again(self, read: Reading) -> list[Key]:
        """Apply a step, confirmation, reply or cancellation to its message, or let it wait."""
        body = read.body
        target = None if body is None else self._target(read, body)
        if body is None or target is None:
            return []
        message = self.rows.get(target)
        if message is None:
            waiting = self._waiting.get(target) or ()
            if len(waiting) < WAITING_MAX:
                self._waiting.put(target, (*waiting, read.key))
            return []
        if read.header.kind is Kind.MESSAGE:
            return self._reply(read, body, target, message)
        if body.code == SECOND_CODE:
            if message.second is None:
                self.rows.put(target, message._replace(second=read.key))
            return [target]
        return self._person(read, body, target, message)

    def _person(self, read: Reading, body: Body, target: Key, message: Message) -> list[Key]:
        level = at(body.fields, 3)
        if len(body.fields) < RECEIPT_FIELDS or not is_number(level):
            return []
        if not DELIVERED < level <= ANSWERED:
            return []
        for index, side in enumerate(message.sides):
            if side.party != read.key[0] or len(side.steps) >= STEPS_MAX:
                continue
            role, _, unit, answer, _, _, reason = body.fields[4:RECEIPT_FIELDS]
            step = Step(
                read.key, level, plain(role), plain(unit), plain(answer), plain(reason),
                read.header.instant_ms, int(read.header.quality), None,
            )  # fmt: skip
            self._steps.put(read.key, target)
            self._put_side(target, message, index, _with_steps(side, (*side.steps, step)))
            return [target]
        return []

    def _reply(self, read: Reading, body: Body, target: Key, message: Message) -> list[Key]:
        key, instant_ms = read.key, read.header.instant_ms
        form = self.rules.form(message.code, message.version, message.charter)
        if body.code == CANCEL_CODE:
            own = self.rules.form(body.code, body.version, read.header.charter_version)
            cancels = value_of(own, body.fields, "action") == "cancel" and key[0] == target[0]
            if not cancels or message.cancelled_by is not None:
                return []
            self.rows.put(target, message._replace(cancelled_by=key, cancelled_ms=instant_ms))
            return [target]
        if form is None or body.code not in form.reply_forms:
            return []
        for index, side in enumerate(message.sides):
            if side.party == key[0] and side.reply is None:
                self._put_side(
                    target, message, index, side._replace(reply=key, reply_ms=instant_ms)
                )
                return [target]
        return []


def _with_steps(side: Side, steps: tuple[Step, ...]) -> Side:
    return Side(
        side.party, side.held, side.held_ms, side.held_quality, steps, side.reply, side.reply_ms
    )


def level_of(side: Side) -> int:
    """The step of the ladder that a side has reached, its machine's included."""
    return max(side.level, DELIVERED if side.held is not None else 0)


def opened(side: Side) -> bool:
    """Whether a person of this side has opened the message."""
    return side.level >= OPENED


def _bits(mask: int) -> list[int]:
    return [index for index in range(mask.bit_length()) if mask >> index & 1]
