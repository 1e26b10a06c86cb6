"""The books of one line: entries go in, in any order, and every book follows.

An entry that extends the order is folded onto what is there.  One that lands behind takes the
entries after it back, one by one, and folds them again; past the journal all is folded anew.
What both sides compare is the digest of a book over a *cut*: so much of each feed as both hold,
read only where all of `readers` may read, and without the bodies that either has forgotten.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from directline.books.deadlines import Deadlines
from directline.books.incidents import Incidents
from directline.books.limits import JOURNAL_MAX
from directline.books.line import Line
from directline.books.messages import Message, Messages
from directline.books.notices import Notices
from directline.books.order import Entry, Key, Order, Place, Sizes, key_of
from directline.books.reading import Reading, Rules
from directline.books.rows import Journal, Table
from directline.books.undertakings import Undertakings
from directline.books.watch import Watch
from directline.errors import RemoteProtocolError
from directline.line.headers import header_of
from directline.transcript.tree import sha256
from directline.wire.body import Body, decode_body
from directline.wire.entry import Header

NAMES = ("messages", "deadlines", "line", "incidents", "notices", "undertakings", "watch")


class Held(Protocol):
    """An entry as a store keeps it; `line.ports.EntryRecord` is one."""

    # ruff: noqa: D102 - the properties are the fields of the store
    @property
    def party(self) -> int: ...
    @property
    def generation(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def leaf(self) -> bytes: ...
    @property
    def header(self) -> bytes: ...
    @property
    def body(self) -> bytes | None: ...


class Follower(Protocol):
    """A book that follows from messages."""

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""

    def refresh(self, key: Key, message: Message) -> None:
        """Follow a message that changed."""


@dataclass(frozen=True)
class Cut:
    """So much of a transcript: what two sides compare."""

    sizes: Sizes
    forgotten: frozenset[Key] = frozenset()
    """Entries whose body one of the two has no more: they fold as forgotten on both sides."""


@dataclass(frozen=True, slots=True)
class Update:
    """What adding entries did."""

    added: int
    folded: int
    """How many entries were folded, again or for the first time."""
    anew: bool
    """All of them, from the first."""


@dataclass
class Books:
    """All books of one line.

    Args:
        rules: The charter and the forms.
        readers: The parties that must all be able to read a body: one, for its own books; two, for
            what these two compare.  On a line of two that is the same.
    """

    rules: Rules
    readers: frozenset[int] = frozenset()
    order: Order = field(default_factory=Order)

    def __post_init__(self) -> None:
        """Begin with empty books."""
        self._journal = Journal()
        self._mask = sum(1 << party for party in self.readers)
        self._forgotten: frozenset[Key] = frozenset()
        self._cut: Sizes | None = None
        journal = self._journal
        self.messages = Messages(journal, self.rules, self.reading)
        self.deadlines = Deadlines(journal, self.messages)
        self.line = Line(journal, self.messages)
        self.incidents = Incidents(journal, self.messages)
        self.notices = Notices(journal, self.messages)
        self.undertakings = Undertakings(journal, self.messages)
        self.watch = Watch(
            journal, self.messages, self.deadlines, self.incidents, self.notices, self.undertakings
        )
        self._others = (
            self.deadlines, self.line, self.incidents, self.notices, self.undertakings, self.watch,
        )  # fmt: skip

    # --- entries in ----------------------------------------------------------------------------

    def add(self, records: Iterable[Held]) -> Update:
        """Take in entries, in any order; what is known already changes nothing."""
        entries, leaves = [], []
        for record in records:
            key = (record.party, record.generation, record.position)
            if _readable(key, record.header):
                entries.append(Entry(key, record.leaf, record.header, record.body))
            else:
                leaves.append((key, record.leaf))
        return self.take(entries, leaves)

    def take(self, entries: Sequence[Entry], leaves: Sequence[tuple[Key, bytes]] = ()) -> Update:
        """Take in entries whose headers are known to be readable, and leaves without entries."""
        before = len(self.order)
        first = before
        if leaves:
            first = min(first, self.order.add_leaves(leaves))
        if entries:
            first = min(first, self.order.add(entries))
        anew = self._fold_from(first, before)
        return Update(len(self.order) - before, len(self.order) - first, anew)

    def forget(self, keys: Iterable[Key]) -> Update:
        """The bodies of these entries are gone: they fold as forgotten from now on."""
        gone = [self.order.entries[key] for key in keys if key in self.order.entries]
        for entry in gone:
            self.order.entries[entry.key] = Entry(entry.key, entry.leaf, entry.header, None)
        first = min((self.order.index(entry.key) for entry in gone), default=len(self.order))
        anew = self._fold_from(first, len(self.order))
        return Update(0, len(self.order) - first, anew)

    def _fold_from(self, first: int, folded: int) -> bool:
        """Fold the order from an index on; so many entries were folded before."""
        anew = folded - first > len(self._journal)
        if anew:
            self._clear()
            first = 0
        elif folded > first:
            self._journal.back(folded - first)
        places = self.order.places
        kept = max(first, len(places) - JOURNAL_MAX)
        if first < kept:
            self._fold_at_once(places[first:kept])
        for place in places[kept:]:
            self._step(key_of(place))
        return anew

    def _fold_at_once(self, places: Sequence[Place]) -> None:
        """Fold many entries that need not be taken back one by one.

        What follows from a message alone is made once, when all that speaks of it is in.
        """
        self._journal.clear()
        changed: set[Key] = set()
        for place in places:
            read = self.reading(key_of(place))
            both = self.messages.step(read)
            changed.update(*both)
            for book in self._others:
                book.enter(read)
        for key in sorted(changed):
            self._refresh(key, self._others)

    def _step(self, key: Key) -> None:
        """Fold one entry in so that it can be taken back."""
        self._journal.begin()
        read = self.reading(key)
        changed, known = self.messages.step(read)
        for book in self._others:
            book.enter(read)
        for target in changed:
            self._refresh(target, self._others)
        for target in known:
            self._refresh(target, (self.line,))

    def _refresh(self, key: Key, followers: Iterable[Follower]) -> None:
        message = self.messages.rows.get(key)
        if message is not None:
            for book in followers:
                book.refresh(key, message)

    def reading(self, key: Key) -> Reading:
        """One entry of the order as the folds read it."""
        entry = self.order.entries[key]
        header = header_of(entry.header)
        body = None
        if entry.body is not None and key not in self._forgotten and self._may_read(header):
            body = _body(entry.body)
        return Reading(key, entry.leaf, header, body, self.order.proven(header, self._cut))

    def _may_read(self, header: Header) -> bool:
        mask = self._mask
        return not mask or mask & (header.addressees | 1 << header.party) == mask

    # --- what comes out ------------------------------------------------------------------------

    def tables(self, name: str) -> dict[str, Table[object]]:
        """The tables that make a book."""
        for book in (self.messages, *self._others):
            if book.name == name:
                return book.tables
        raise KeyError(name)

    def digest(self, name: str) -> bytes:
        """The digest of a book as it is now."""
        return book_digest(name, {part: table.root() for part, table in self.tables(name).items()})

    def behind(self, sizes: Sizes) -> int:
        """How many entries are to be taken back, and most of them folded again, for a cut."""
        return len(self.order) - self.order.same_until(sizes)

    def renew(self, after: int, rows_max: int) -> int:
        """Have the digests of the next rows computed from the rows again, whatever is kept.

        Args:
            after: Where the part before ended; 0 begins a pass.
            rows_max: So many rows at the most, and the rest of a bucket.

        Returns:
            Where this part ended; 0 when it was the last of the pass.
        """
        at, taken = 0, 0
        for book in (self.messages, *self._others):
            for table in book.tables.values():
                for bucket in table.places():
                    at += 1
                    if at > after:
                        if taken >= rows_max:
                            return at - 1
                        taken += table.renew(bucket)
        return 0

    @contextmanager
    def within(self, cut: Cut) -> Iterator["Books"]:
        """The books over a cut, until the block ends: nothing is to be added meanwhile.

        Both sides fold the entries of the cut in the order that these alone give.
        """
        start, tail = self.order.within(cut.sizes)
        hidden = [self.order.index(key) for key in cut.forgotten if key in self.order.entries]
        if hidden and min(hidden) < start:
            keys = [key_of(place) for place in self.order.places[min(hidden) : start]]
            start, tail = min(hidden), keys + tail
        whole = len(self.order)
        anew = whole - start > len(self._journal)
        if anew:
            tail = [key_of(place) for place in self.order.places[:start]] + tail
            start = 0
            self._clear()
        else:
            self._journal.back(whole - start)
        self._forgotten, self._cut = cut.forgotten, cut.sizes
        try:
            for key in tail:
                self._step(key)
            yield self
        finally:
            self._forgotten, self._cut = frozenset(), None
            self._fold_from(start, start + len(tail))

    def _clear(self) -> None:
        self._journal.clear()
        for book in (self.messages, *self._others):
            for table in (*book.tables.values(), *getattr(book, "private", ())):
                table.clear()


def book_digest(name: str, roots: dict[str, bytes]) -> bytes:
    """The digest of a book, given the roots of its tables."""
    text = f"directline/book/v1\n{name}\n".encode()
    return sha256(text + b"".join(part.encode() + b"\n" + roots[part] for part in sorted(roots)))


def _readable(key: Key, header: bytes) -> bool:
    """Whether a header is one, and of this place."""
    try:
        found = header_of(header)
    except RemoteProtocolError:
        return False
    return key == (found.party, found.generation, found.position)


def _body(data: bytes) -> Body | None:
    try:
        return decode_body(data)
    except RemoteProtocolError:
        return None
