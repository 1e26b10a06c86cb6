"""The acknowledgement ladder: what each party has signed about each message.  A pure fold.

Levels: 2 delivered (a machine's step), 3 opened, 4 understood, 5 passed, 6 answered or declined
(persons' steps).  A level implies those below and never requires them.  `delivered` follows from
`seen` in any entry of the addressee; the other steps are entries of kind RECEIPT with body "L4".

Entries may come in any order; a receipt that comes before its message waits for it.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from directline.errors import RemoteProtocolError
from directline.line.headers import header_of
from directline.line.ports import EntryRecord
from directline.wire.body import Body, decode_body
from directline.wire.charter import Terms
from directline.wire.codec import Value
from directline.wire.entry import Header
from directline.wire.values import Kind

RECEIPT_CODE = "L4"
CANCEL_CODE = "L6"
SECOND_CODE = "E-SECOND"
DELIVERED, OPENED, UNDERSTOOD, PASSED, ANSWERED = 2, 3, 4, 5, 6
OPEN_ANSWERS = frozenset({"STANDBY", "CHECKING", "WAIT"})
"""Answers that leave the message open."""
WAITING_MAX = 10_000
"""Receipts whose message we do not hold yet; past this the oldest is dropped from this fold."""
STEPS_MAX = 256
"""Steps of one party on one message that are folded in, its earliest: persons sign a handful."""

Key = tuple[int, int, int]
"""(party, generation, position) of an entry."""


@dataclass(frozen=True, slots=True)
class Step:
    """One signed step: whose, which level, when by its author's clock and when we learnt it."""

    entry: Key
    level: int
    role: str
    call_sign: str
    unit: str
    answer: str
    remark: str
    read_back: Value
    reason: str
    at_ms: int
    quality: int
    learnt_ms: int

    @property
    def by_machine(self) -> bool:
        """Whether a station's machine gave this step: it is never shown as a person's."""
        return self.level <= DELIVERED


@dataclass(slots=True)
class Thread:
    """One message and what was signed about it."""

    key: Key
    header: Header
    body: Body | None
    stored_ms: int
    stored_quality: int
    bearer: str
    steps: list[Step] = field(default_factory=list)
    cancelled_by: Key | None = None
    second: Step | None = None

    def level(self, party: int | None = None) -> int:
        """The highest level that an addressee (or this one) has signed by a receipt; else 0."""
        return max((s.level for s in self.steps if party is None or s.entry[0] == party), default=0)

    def answer(self) -> Step | None:
        """The closing answer or the decline, if any; else the newest open answer."""
        answers = [s for s in self.steps if s.answer or s.reason]
        closing = [s for s in answers if s.reason or s.answer not in OPEN_ANSWERS]
        return next(iter(closing or answers[-1:]), None)

    def closed(self) -> bool:
        """Whether a closing answer or a decline was signed."""
        step = self.answer()
        return step is not None and (bool(step.reason) or step.answer not in OPEN_ANSWERS)


@dataclass(frozen=True, slots=True)
class Sight:
    """One statement of `seen`: who held how much of a feed, when by its clock and by ours."""

    size: int
    entry: Key
    at_ms: int
    quality: int
    learnt_ms: int


class Ladder:
    """All messages of one line with their ladders."""

    def __init__(self, own: int) -> None:
        self.own = own
        self.threads: dict[Key, Thread] = {}
        self._waiting: dict[Key, list[tuple[EntryRecord, Header, Body]]] = {}
        self._waiting_count = 0
        self._sights: dict[tuple[int, int, int], list[Sight]] = {}
        self._beyond: dict[tuple[Key, int], Sight] = {}
        self._steps_seen: set[Key] = set()

    def add(self, record: EntryRecord) -> tuple[Key, ...]:
        """Fold one stored entry in.  Total: no entry makes it fail.

        Returns:
            The messages whose thread changed (`delivered` steps aside).
        """
        key = (record.party, record.generation, record.position)
        if key in self._steps_seen:
            return ()
        self._steps_seen.add(key)
        try:
            header = header_of(record.header)
            body = decode_body(record.body) if record.body is not None else None
        except RemoteProtocolError:
            return ()
        self._sight(key, header, record.stored_ms)
        if header.kind is Kind.MESSAGE:
            return self._message(key, header, body, record)
        if body is None:
            return ()
        return self._refer(record, header, body)

    def delivered(self, key: Key, party: int) -> Sight | None:
        """The first statement by `party` that it holds this entry durably; None: not reached."""
        sights = self._sights.get((party, key[0], key[1]), [])
        at = bisect_left(sights, key[2], key=_size)
        found = [sights[at]] if at < len(sights) else []
        early = self._beyond.get((key, party))
        if early is not None:
            found.append(early)
        return min(found, key=lambda s: s.entry, default=None)

    def addressees(self, thread: Thread) -> list[int]:
        """The parties to whom a message is addressed."""
        return [p for p in range(16) if thread.header.addressees >> p & 1 and p != thread.key[0]]

    def crossed(self, thread: Thread) -> list[Key]:
        """Messages of others that were stored at the author's station, unopened by its drafter.

        Drafted before they had been read (failure F1): after `read`, up to `seen`.
        """
        read = {(r.party, r.generation): r.position for r in thread.header.read}
        crossed = []
        for seen in thread.header.seen:
            after = read.get((seen.party, seen.generation), 0)
            for position in range(after + 1, min(seen.size, after + 256) + 1):
                key = (seen.party, seen.generation, position)
                if key in self.threads:
                    crossed.append(key)
        return crossed

    def due(
        self, thread: Thread, party: int, terms: Terms, answer_due_ms: int | None
    ) -> tuple[int, str] | None:
        """What this addressee owes next, and by when on *its own* clock.

        Counted on both sides alike: from the instant of the addressee's own first signed statement
        that it holds the message, which both transcripts carry.

        Returns:
            (instant in ms, "opened" or "answered"), or None: nothing owed, or not delivered yet.
        """
        if thread.closed() or thread.cancelled_by is not None:
            return None
        held = self.delivered(thread.key, party)
        base = (
            held.at_ms
            if held
            else min((s.at_ms for s in thread.steps if s.entry[0] == party), default=None)
        )
        if base is None:
            return None
        if thread.level(party) < OPENED:
            return base + terms.human_due_ms(thread.header.precedence), "opened"
        if answer_due_ms is None:
            return None
        return base + answer_due_ms, "answered"

    def _message(
        self, key: Key, header: Header, body: Body | None, record: EntryRecord
    ) -> tuple[Key, ...]:
        self.threads[key] = Thread(
            key, header, body, record.stored_ms, record.stored_quality, record.bearer
        )
        changed = [key]
        if body is not None and body.code == CANCEL_CODE:
            changed += self._cancel(record, header, body)
        for waiting in self._waiting.pop(key, []):
            self._waiting_count -= 1
            if waiting[2].code == CANCEL_CODE:
                self._cancel(*waiting)
            else:
                self._refer(*waiting)
        return tuple(changed)

    def _cancel(self, record: EntryRecord, header: Header, body: Body) -> tuple[Key, ...]:
        """Mark what an L6 CANCEL names; only its own author can cancel a message.

        A CANCEL that was raised above its original may come before it, and waits for it.
        """
        key = (record.party, record.generation, record.position)
        target = _reference(body.fields[0] if body.fields else None)
        action = body.fields[1] if len(body.fields) > 1 else None
        if target is None or target[0] != key[0] or action != "cancel":
            return ()
        thread = self.threads.get(target)
        if thread is None:
            self._wait(target, (record, header, body))
            return ()
        thread.cancelled_by = key
        return (target,)

    def _refer(self, record: EntryRecord, header: Header, body: Body) -> tuple[Key, ...]:
        if body.code == SECOND_CODE:
            return self._second(record, header, body)
        if header.kind is not Kind.RECEIPT or body.code != RECEIPT_CODE:
            return ()
        step = _step(record, header, body)
        target = _reference(body.fields[:3])
        if step is None or target is None or target[0] == record.party or step.level <= DELIVERED:
            return ()
        thread = self.threads.get(target)
        if thread is None:
            self._wait(target, (record, header, body))
            return ()
        insort(thread.steps, step, key=_order)
        theirs = [s for s in thread.steps if s.entry[0] == record.party]
        if len(theirs) > STEPS_MAX:
            thread.steps.remove(theirs[-1])
        return (target,)

    def _second(self, record: EntryRecord, header: Header, body: Body) -> tuple[Key, ...]:
        place = _reference((record.party, *body.fields[:2]))
        if place is None:
            return ()
        thread = self.threads.get(place)
        if thread is None:
            self._wait(place, (record, header, body))
            return ()
        role, call_sign = (_text(v) for v in (*body.fields[2:4], None, None)[:2])
        thread.second = Step(
            (record.party, record.generation, record.position), 0, role, call_sign,
            "", "", "", None, "", header.instant_ms, header.quality, record.stored_ms,
        )  # fmt: skip
        return (place,)

    def _wait(self, target: Key, waiting: tuple[EntryRecord, Header, Body]) -> None:
        if self._waiting_count >= WAITING_MAX:
            oldest = next(iter(self._waiting))
            self._waiting_count -= len(self._waiting.pop(oldest))
        self._waiting.setdefault(target, []).append(waiting)
        self._waiting_count += 1

    def _sight(self, key: Key, header: Header, learnt_ms: int) -> None:
        for seen in header.seen:
            sight = Sight(seen.size, key, header.instant_ms, header.quality, learnt_ms)
            sights = self._sights.setdefault((key[0], seen.party, seen.generation), [])
            at = bisect_left(sights, seen.size, key=_size)
            if at < len(sights) and sights[at].size == seen.size:
                if key < sights[at].entry:
                    sights[at] = sight
            elif seen.size:
                sights.insert(at, sight)
            for position, _ in seen.beyond:
                place = ((seen.party, seen.generation, position), key[0])
                held = self._beyond.get(place)
                if held is None or key < held.entry:
                    self._beyond[place] = sight


def receipt_body(
    target: Key, level: int, *, role: str = "", call_sign: str = "", unit: str | None = None,
    answer: str | None = None, remark: str | None = None, read_back: Value = None,
    reason: str | None = None,
) -> Body:  # fmt: skip
    """The body of a receipt (form L4, version 1)."""
    return Body(
        RECEIPT_CODE, 1, (*target, level, role, call_sign, unit, answer, remark, read_back, reason)
    )


def _step(record: EntryRecord, header: Header, body: Body) -> Step | None:
    if len(body.fields) < 11:
        return None
    level, role, call_sign, unit, answer, remark, read_back, reason = body.fields[3:11]
    if isinstance(level, bool) or not isinstance(level, int) or not DELIVERED <= level <= ANSWERED:
        return None
    return Step(
        (record.party, record.generation, record.position), level, _text(role), _text(call_sign),
        _text(unit), _text(answer), _text(remark), read_back, _text(reason),
        header.instant_ms, header.quality, record.stored_ms,
    )  # fmt: skip


def _reference(value: Value) -> Key | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    numbers = [v for v in value if isinstance(v, int) and not isinstance(v, bool)]
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == len(value) else None


def _text(value: Value) -> str:
    """A text, or the text of a (language, text) pair; empty for anything else."""
    if isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return value if isinstance(value, str) else ""


def _order(step: Step) -> tuple[int, int, int]:
    party, generation, position = step.entry
    return generation, position, party


def _size(sight: Sight) -> int:
    return sight.size
