"""All messages of one line as the desk needs them: open ones, due ones, unread ones.  Pure.

Built from the store at the start and kept by each stored entry; entries may come in any order.
Bodies of old closed messages are let go and read again from the store when somebody looks.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from directline.books.notices import too_wide
from directline.catalogue import DECLINE_REASONS, OPEN_ANSWERS
from directline.catalogue.forms import Form
from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.line.ladder import OPENED, Key, Ladder, Step, Thread
from directline.line.ports import EntryRecord
from directline.station.deadlines import Due, due_of
from directline.station.departures import Departures
from directline.station.facts import (
    activity,
    corrected,
    is_person,
    key_named,
    place_of,
    reference,
    suspension_word,
)
from directline.station.subjects import SUSPEND_CODE, Subjects, drill_window
from directline.wire.body import decode_body
from directline.wire.charter import Charter
from directline.wire.entry import Header
from directline.wire.values import Kind, Precedence

TEST_CODE = "L1"
BODIES_MAX = 4096
"""Closed messages whose body stays in memory: a few megabytes; older ones are read again."""
UNSTORED_MAX = 128
"""Entries shown although they could not be stored; the oldest goes first."""


class Forms(Protocol):
    """What tells the form of an entry: the catalogue."""

    def form_at(self, charter_version: int, code: str, version: int) -> Form | None:
        """The form of an entry that was signed under a version of the charter, or None."""


@dataclass(slots=True)
class Item:
    """One message as the desk sorts it."""

    key: Key
    serial: int
    code: str
    version: int
    form: Form | None
    precedence: Precedence
    drill: bool
    missing: tuple[int, ...]
    starts_ms: int | None = None
    ends_ms: int | None = None
    """Of a notified activity, as its author corrected it."""
    wide: bool = False
    """Its window is longer than its form allows, and not over: it stays open until narrowed."""
    refers: Key | None = None
    place: str = ""
    suspended_by: tuple[int, ...] = ()
    replied_by: Key | None = None
    due: Due | None = None
    due_party: int = 0
    superseded: bool = False
    """A line test that a later one of the same party has replaced: nobody owes it anything."""
    overdue: bool = False
    open: bool = True
    unread: bool = False
    stored: bool = True
    sent_ms: int | None = None
    held: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Change:
    """What one stored entry changed."""

    new: Key | None = None
    changed: tuple[Key, ...] = ()
    by_person: bool = False
    target: Key | None = None
    """The message that a person's step is about."""
    code: str = ""
    left: int | None = None
    """The party that is now known to have left the line."""


class MessageIndex:
    """The messages of one line.

    Args:
        own: our party index.
        charter: the line's charter in force.
        forms: the catalogue.
    """

    def __init__(self, own: int, charter: Charter, forms: Forms) -> None:
        self.own = own
        self.charter = charter
        self.forms = forms
        self.ladder = Ladder(own)
        self.subjects = Subjects()
        self.departures = Departures(len(charter.parties))
        self.items: dict[Key, Item] = {}
        self.unstored: dict[Key, tuple[Item, Thread]] = {}
        self.serial = 0
        self.unread: Counter[tuple[int, Precedence]] = Counter()
        self.person_heard_ms: dict[int, int] = {}
        self.test_heard_ms: dict[int, int] = {}
        self.highest_opened: dict[tuple[int, int], int] = {}
        self.overdue: set[Key] = set()
        self._open: dict[Precedence, dict[Key, None]] = {p: {} for p in Precedence}
        self._closed: dict[Key, None] = {}
        self._bodies: dict[Key, None] = {}
        self._due: list[tuple[int, Key]] = []
        self._over: list[tuple[int, Key]] = []
        self._waiting_replies: dict[Key, list[Key]] = {}
        self._tests: dict[int, Key] = {}
        self._held: dict[tuple[int, int], tuple[int, set[int]]] = {}

    # --- names ---------------------------------------------------------------------------------

    def id_of(self, key: Key) -> str:
        """How people name an entry: `ALPHA 12`, or `ALPHA 2/12` after a new generation."""
        party, generation, position = key
        parties = self.charter.parties
        name = parties[party].id if party < len(parties) else str(party)
        return f"{name} {position}" if generation == 1 else f"{name} {generation}/{position}"

    def key_of(self, message_id: str) -> Key:
        """The entry that people name so.

        Raises:
            LocalProtocolError: no message of this line has that name.
        """
        key = key_named(self.charter, message_id)
        if key is not None and (key in self.items or key in self.unstored):
            return key
        raise LocalProtocolError(
            f"there is no message {message_id[:40]!r}",
            remedy="a message is named by party and number, such as ALPHA 12",
        )

    # --- folding -------------------------------------------------------------------------------

    def add(self, serial: int, record: EntryRecord, missing: tuple[int, ...] = ()) -> Change:
        """Take in one durable entry."""
        key = (record.party, record.generation, record.position)
        if key in self.items:
            return Change()
        self.serial = max(self.serial, serial)
        self.unstored.pop(key, None)
        self._hold(key)
        changed = self.ladder.add(record)
        thread = self.ladder.threads.get(key)
        if thread is None:
            return self._step(record, changed)
        item = self._item(serial, thread, missing)
        self.items[key] = item
        self._widened(item)
        self._suspension(thread, item)
        replied = self._reply(item) + self._correction(thread, item)
        if item.code == TEST_CODE:
            replied += self._test(item, record.stored_ms)
        else:
            self._person(record.party, record.stored_ms)
        for known in dict.fromkeys((key, *changed, *replied)):
            self.refresh(known)
        return Change(key, (*changed, *replied), by_person=item.code != TEST_CODE, code=item.code)

    def _step(self, record: EntryRecord, changed: tuple[Key, ...]) -> Change:
        """A receipt or a line event."""
        try:
            header = Header.parse(record.header)
            body = decode_body(record.body) if record.body is not None else None
        except RemoteProtocolError:
            return Change()
        if body is None:
            return Change()
        if header.kind is Kind.EVENT and self.departures.fold(record):
            return Change(None, self._left(), code=body.code, left=record.party)
        window = drill_window(body, longest_ms=self.charter.terms.drill_max_ms)
        if header.kind is Kind.EVENT and window is not None:
            self.subjects.agree(record.party, *window)
        person = header.kind is Kind.RECEIPT and is_person(body)
        if person:
            self._person(record.party, record.stored_ms)
        for key in changed:
            self.refresh(key)
        target = changed[0] if changed else None
        if target is not None and record.party == self.own and person:
            self._opened(target)
        return Change(None, changed, by_person=person, target=target, code=body.code)

    def _left(self) -> tuple[Key, ...]:
        """A party left: it owes nothing from now on, and what only it owed is closed."""
        waiting = tuple(key for held in self._open.values() for key in held)
        for key in waiting:
            self.refresh(key)
        return waiting

    def _test(self, item: Item, stored_ms: int) -> tuple[Key, ...]:
        """A line test: the one before it of the same party waits for nobody any longer."""
        party = item.key[0]
        self.test_heard_ms[party] = max(self.test_heard_ms.get(party, 0), stored_ms)
        before, self._tests[party] = self._tests.get(party), item.key
        if before is None:
            return ()
        self.items[before].superseded = True
        return (before,)

    def _person(self, party: int, at_ms: int) -> None:
        self.person_heard_ms[party] = max(self.person_heard_ms.get(party, 0), at_ms)

    def _opened(self, key: Key) -> None:
        """Our side has opened this message: what `read` may name in the next draft."""
        feed = (key[0], key[1])
        self.highest_opened[feed] = max(self.highest_opened.get(feed, 0), key[2])

    def read_marks(self) -> tuple[tuple[int, int, int], ...]:
        """(party, generation, position): the highest opened of each other party's newest feed."""
        newest: dict[int, tuple[int, int]] = {}
        for (party, generation), position in self.highest_opened.items():
            newest[party] = max(newest.get(party, (0, 0)), (generation, position))
        return tuple((party, *mark) for party, mark in sorted(newest.items()))

    def not_stored(self, record: EntryRecord) -> Key | None:
        """Keep an entry that is shown although it could not be stored.

        Returns:
            Its key when it is a message, else None.
        """
        ladder = Ladder(self.own)
        ladder.add(record)
        key = (record.party, record.generation, record.position)
        thread = ladder.threads.get(key)
        if thread is None or key in self.items:
            return None
        item = self._item(0, thread, ())
        item.stored = False
        item.unread = True
        while len(self.unstored) >= UNSTORED_MAX:
            self.unstored.pop(next(iter(self.unstored)))
        self.unstored[key] = (item, thread)
        return key

    def _item(self, serial: int, thread: Thread, missing: tuple[int, ...]) -> Item:
        body = thread.body
        under = thread.header.charter_version
        form = None if body is None else self.forms.form_at(under, body.code, body.version)
        starts_ms, ends_ms = activity(form, body)
        return Item(
            key=thread.key,
            serial=serial,
            code="" if body is None else body.code,
            version=0 if body is None else body.version,
            form=form,
            precedence=thread.header.precedence,
            drill=thread.header.drill,
            missing=missing,
            starts_ms=starts_ms,
            ends_ms=ends_ms,
            refers=reference(form, body),
            place=place_of(form, body),
        )

    def _widened(self, item: Item) -> None:
        """Note whether a window is to be narrowed, and when it is over."""
        item.wide = too_wide(item.form, item.starts_ms, item.ends_ms)
        if item.wide and item.ends_ms is not None:
            heapq.heappush(self._over, (item.ends_ms, item.key))

    def _correction(self, thread: Thread, item: Item) -> tuple[Key, ...]:
        """The author corrects the window of a notice of its own."""
        original = self.items.get(item.refers) if item.refers is not None else None
        if original is None or original.key[0] != item.key[0] or thread.body is None:
            return ()
        window = corrected(item.form, thread.body, original.form)
        if window is None:
            return ()
        original.starts_ms, original.ends_ms = window
        self._widened(original)
        return (original.key,)

    def _suspension(self, thread: Thread, item: Item) -> None:
        if item.code == SUSPEND_CODE and thread.body is not None:
            word = suspension_word(item.key, item.form, thread.body)
            if word is not None:
                self.subjects.suspend(word)
        item.suspended_by = self.subjects.suspended_by(item.form, thread.header)

    def _reply(self, item: Item) -> tuple[Key, ...]:
        """Close what this message replies to, and note replies that came before."""
        changed = []
        for early in self._waiting_replies.pop(item.key, []):
            self._close_by(self.items[early], item)
        target = item.refers
        if target is not None:
            original = self.items.get(target)
            if original is None:
                self._waiting_replies.setdefault(target, []).append(item.key)
            elif self._close_by(item, original):
                changed.append(target)
        return tuple(changed)

    def _close_by(self, reply: Item, original: Item) -> bool:
        replies = original.form is not None and reply.code in original.form.reply_forms
        if not replies or reply.key[0] == original.key[0]:
            return False
        original.replied_by = reply.key
        return True

    # --- state ---------------------------------------------------------------------------------

    def thread(self, key: Key) -> Thread:
        """The ladder of one message."""
        unstored = self.unstored.get(key)
        return unstored[1] if unstored is not None else self.ladder.threads[key]

    def item(self, key: Key) -> Item:
        """One message as the desk sorts it."""
        unstored = self.unstored.get(key)
        return unstored[0] if unstored is not None else self.items[key]

    def held(self, key: Key) -> bool:
        """Whether this entry, of any kind, is durable here."""
        prefix, beyond = self._held.get(key[:2], (0, set()))
        return key[2] <= prefix or key[2] in beyond

    def _hold(self, key: Key) -> None:
        """Note that an entry is durable: the prefix grows, or it lies beyond a gap."""
        prefix, beyond = self._held.get(key[:2], (0, set()))
        beyond.add(key[2])
        while prefix + 1 in beyond:
            prefix += 1
            beyond.discard(prefix)
        self._held[key[:2]] = (prefix, beyond)

    def asked(self, item: Item, thread: Thread) -> tuple[int, ...]:
        """The parties that owe a step: the addressees of ours; ourselves when it came to us.

        Who has left the line owes none.
        """
        addressees = self.ladder.addressees(thread)
        if item.key[0] == self.own:
            return tuple(party for party in addressees if party not in self.departures)
        return (self.own,) if self.own in addressees else ()

    def answer(self, item: Item, thread: Thread) -> Step | None:
        """The closing answer or decline that the form knows, else the newest open answer.

        A code that the form does not offer answers nothing: the clock keeps running.
        """
        form = item.form
        known = None if form is None else frozenset(form.all_answers)
        answers = [
            step
            for step in thread.steps
            if step.reason in DECLINE_REASONS
            or (step.answer and (known is None or step.answer in known))
        ]
        closing = [step for step in answers if step.reason or step.answer not in OPEN_ANSWERS]
        return next(iter(closing or answers[-1:]), None)

    def answered(self, item: Item, thread: Thread) -> bool:
        """Whether a closing answer or a decline was signed."""
        step = self.answer(item, thread)
        return step is not None and (bool(step.reason) or step.answer not in OPEN_ANSWERS)

    def closed(self, item: Item, thread: Thread) -> bool:
        """Nothing more is owed: answered, declined, replied, cancelled, or opened if no more."""
        if thread.cancelled_by is not None or item.replied_by is not None:
            return True
        if item.wide:
            return False
        if self.answered(item, thread):
            return True
        if item.superseded:
            return True
        if item.key[0] == self.own and not self.asked(item, thread):
            return True
        form = item.form
        if form is not None and (form.all_answers or form.reply_forms):
            return False
        return all(thread.level(party) >= OPENED for party in self.asked(item, thread))

    def refresh(self, key: Key) -> None:
        """Sort one message anew after something about it changed."""
        item, thread = self.items.get(key), self.ladder.threads.get(key)
        if item is None or thread is None:
            return
        asked = self.asked(item, thread)
        was_unread, item.unread = item.unread, asked == (self.own,) and not thread.level(self.own)
        self.unread[key[0], item.precedence] += item.unread - was_unread
        item.open = not self.closed(item, thread)
        into, out_of = self._open[item.precedence], self._closed
        if not item.open:
            into, out_of = out_of, into
        out_of.pop(key, None)
        into.setdefault(key)
        self._bodies.setdefault(key)
        self._due_again(item, thread, asked)
        self._let_go()

    def recount(self, key: Key) -> None:
        """Count what is owed anew: the addressee's signed instant may have come meanwhile."""
        item = self.items.get(key)
        if item is not None and item.open:
            thread = self.ladder.threads[key]
            self._due_again(item, thread, self.asked(item, thread))

    def _due_again(self, item: Item, thread: Thread, asked: tuple[int, ...]) -> None:
        dues = []
        for party in asked if item.open else ():
            due = due_of(
                thread, party, ladder=self.ladder, terms=self.charter.terms, form=item.form
            )
            if due is not None:
                dues.append((due.at_ms, party, due))
        before, item.due = item.due, min(dues)[2] if dues else None
        item.due_party = min(dues)[1] if dues else 0
        if item.due != before:
            item.overdue = False
            self.overdue.discard(item.key)
            if item.due is not None:
                heapq.heappush(self._due, (item.due.at_ms, item.key))

    def forgotten(self, key: Key, steps: list[Step]) -> None:
        """A message and its receipts lost their bodies in the store: so much stays of these."""
        self.ladder.threads[key].body = None
        self.ladder.threads[key].steps = steps
        self._bodies.pop(key, None)
        self.refresh(key)

    def _let_go(self) -> None:
        """Drop the bodies of the oldest closed messages beyond the bound."""
        while len(self._bodies) > BODIES_MAX:
            key = next(iter(self._bodies))
            del self._bodies[key]
            if key in self._closed:
                self.ladder.threads[key].body = None
            elif len(self._closed) < BODIES_MAX:
                return

    def tick(self, now_ms: int) -> tuple[Key, ...]:
        """The messages whose due instant has passed since the last call."""
        while self._over and self._over[0][0] <= now_ms:
            _, key = heapq.heappop(self._over)
            ends_ms = self.items[key].ends_ms
            if ends_ms is not None and ends_ms <= now_ms:
                self.items[key].wide = False
                self.refresh(key)
        fell = []
        while self._due and self._due[0][0] <= now_ms:
            _, key = heapq.heappop(self._due)
            item = self.items[key]
            if item.open and not item.overdue:
                # What the addressee signed meanwhile may have moved the count.
                self._due_again(item, self.ladder.threads[key], self.asked_of(key))
                if item.due is not None and item.due.at_ms <= now_ms:
                    item.overdue = True
                    self.overdue.add(key)
                    fell.append(key)
        return tuple(fell)

    def asked_of(self, key: Key) -> tuple[int, ...]:
        """`asked` by key."""
        return self.asked(self.items[key], self.ladder.threads[key])

    def next_ms(self) -> int | None:
        """When the next message falls due, or a window that is too long is over."""
        marks = [heap[0][0] for heap in (self._due, self._over) if heap]
        return min(marks, default=None)

    def ordered(self, limit: int) -> list[Key]:
        """Open messages by precedence, then closed ones; the newest first in each."""
        urgent_first = [reversed(self._open[p]) for p in sorted(Precedence, reverse=True)]
        unstored: Iterator[Key] = reversed(self.unstored)
        keys = chain(unstored, *urgent_first, reversed(self._closed))
        return [key for _, key in zip(range(limit), keys, strict=False)]

    def older(self, before_serial: int | None, limit: int) -> list[Key]:
        """Messages by serial, the newest first."""
        before = self.serial + 1 if before_serial is None else before_serial
        found = (item for item in reversed(self.items.values()) if item.serial < before)
        return [item.key for _, item in zip(range(limit), found, strict=False)]

    def open_items(self, precedence: Precedence) -> Iterator[Item]:
        """The open messages of one precedence, oldest first."""
        return (self.items[key] for key in self._open[precedence])
