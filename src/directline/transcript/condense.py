"""Checking one part of a feed by itself, and keeping of it digests and numbers only.

This is nearly all of a verifier's work, and no part needs another: the shell may hand `condense`
to as many processes as the machine has cores.  What comes back is small and in columns, one row
an item; faults are named in place, and the caller decides which of them comes first.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.bundle import BundleEntry, BundleLeaf
from directline.transcript.limits import INSTANT_MS_MAX
from directline.transcript.parts import Content, FeedItems, FeedKey, read_part
from directline.transcript.tree import sha256
from directline.wire.body import Body, commitment_of, read_body
from directline.wire.codec import Value
from directline.wire.ending import ending_of
from directline.wire.entry import GENERATION_MAX, POSITION_MAX, Header
from directline.wire.keyevent import told_of
from directline.wire.limits import PARTIES_MAX
from directline.wire.suite import REAL_SUITE, Suite
from directline.wire.values import Kind

STATION_SIGNER = 0
"""The only signer that this version knows: the station's identity key."""
RECEIPT_CODE = "L4"
CANCEL_CODE = "L6"
RECEIPT_FIELDS = 11
LEVEL_MAX = 6
"""Steps of the ladder: stored by a relay to answered."""
_REFERENCE_FIELDS = 3

Place = tuple[int, int, int]
"""(party, generation, position)."""

ENTRY, BODY, MESSAGE = 1, 2, 4
"""Flags of an item: the entry is shown; its body is; it is a message."""


class LineFacts(NamedTuple):
    """What of the charter and the head is needed to check an entry."""

    line_id: bytes
    identities: dict[int, tuple[bytes, ...]]
    """By version of the charter."""
    names: tuple[str, ...]
    exporter: int
    clock_offset_max_ms: int


class Job(NamedTuple):
    """One part to check.  Without the line's facts only its structure is."""

    number: int
    lead: bytes
    data: bytes
    line: LineFacts | None


class Fault(NamedTuple):
    """What is wrong with one item."""

    at: int
    """The item, counted from 0 in its part."""
    stage: int
    """0: its header or body; 1: its signature, which is checked after those of its batch."""
    part: str
    message: str


class Reference(NamedTuple):
    """An item that speaks of a message: a receipt, or a cancellation."""

    at: int
    party: int
    generation: int
    position: int


@dataclass(slots=True)
class References:
    """Many of these, in the order of the items."""

    indexes: "array[int]" = field(default_factory=lambda: array("I"))
    parties: bytearray = field(default_factory=bytearray)
    generations: "array[int]" = field(default_factory=lambda: array("I"))
    positions: "array[int]" = field(default_factory=lambda: array("Q"))

    def add(self, index: int, place: Place) -> None:
        """Take in one more."""
        self.indexes.append(index)
        self.parties.append(place[0])
        self.generations.append(place[1])
        self.positions.append(place[2])

    def in_order(self) -> "References":
        """The same in the order of the items, however they were taken in."""
        found = References()
        for row in sorted(self):
            found.add(row.at, row[1:])
        return found

    def extend(self, other: "References", base: int) -> None:
        """Take in another row of them, whose items begin at `base`."""
        self.indexes.extend([base + index for index in other.indexes])
        self.parties += other.parties
        self.generations += other.generations
        self.positions += other.positions

    def __iter__(self) -> Iterator[Reference]:
        """One after another."""
        rows = zip(self.indexes, self.parties, self.generations, self.positions, strict=True)
        return (Reference(*row) for row in rows)


@dataclass(slots=True)
class Columns:
    """Some items of one feed in a row, as digests and numbers."""

    party: int
    generation: int
    positions: "array[int]" = field(default_factory=lambda: array("Q"))
    leaves: bytearray = field(default_factory=bytearray)
    flags: bytearray = field(default_factory=bytearray)
    instants_ms: "array[int]" = field(default_factory=lambda: array("Q"))
    addressees: "array[int]" = field(default_factory=lambda: array("H"))
    forms: "array[int]" = field(default_factory=lambda: array("I"))
    """Which of `form_names` a body is of; 0 without a body."""
    form_names: list[tuple[str, int]] = field(default_factory=lambda: [("", 0)])
    seen_at: "array[int]" = field(default_factory=lambda: array("I"))
    """The item of each row of `seen`, counted from 0."""
    seen_parties: bytearray = field(default_factory=bytearray)
    seen_generations: "array[int]" = field(default_factory=lambda: array("I"))
    seen_sizes: "array[int]" = field(default_factory=lambda: array("Q"))
    seen_roots: bytearray = field(default_factory=bytearray)
    seen_beyond: dict[int, tuple[tuple[int, bytes], ...]] = field(default_factory=dict)
    """By row of `seen`, where there are any."""
    receipts: References = field(default_factory=References)
    cancels: References = field(default_factory=References)
    endings: "array[int]" = field(default_factory=lambda: array("I"))
    key_events: "array[int]" = field(default_factory=lambda: array("I"))
    """Entries that say that their author holds a key event."""
    """The items by which the author left the line."""
    remarks: list[tuple[int, str]] = field(default_factory=list)
    ahead: list[tuple[int, int]] = field(default_factory=list)
    """(item, ms) where the author's clock was further ahead of the exporter's than allowed."""
    versions: "array[int]" = field(default_factory=lambda: array("H"))
    """Of the charter, as each entry names it; 0 where only a leaf is shown."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def key(self) -> FeedKey:
        """The feed."""
        return self.party, self.generation


class Done(NamedTuple):
    """What one part came to: a refusal of its structure, or its content."""

    number: int
    digest: bytes
    refusal: str
    name: str = ""
    content: Content | Columns = ()


EachPart = Callable[[Callable[[Job], Done], Iterable[Job]], Iterator[Done]]
"""Does every job and gives the results in the order of the jobs, as `map` does."""


def condense(job: Job, suite: Suite = REAL_SUITE) -> Done:
    """Read one part and check what it holds by itself."""
    digest = sha256(job.lead + job.data)
    try:
        name, content = read_part(job.data, job.number)
    except RemoteProtocolError as error:
        return Done(job.number, digest, error.message)
    if isinstance(content, FeedItems):
        return Done(job.number, digest, "", name, _columns(content, job.line, suite))
    return Done(job.number, digest, "", name, content)


def _columns(feed: FeedItems, line: LineFacts | None, suite: Suite) -> Columns:
    columns = Columns(feed.party, feed.generation)
    columns.positions.extend([item.position for item in feed.items])
    if line is None or feed.party >= len(line.names):
        return columns
    author = _Author(columns, line, suite)
    for index, item in enumerate(feed.items):
        if isinstance(item, BundleLeaf):
            author.add_leaf(item.leaf)
        else:
            author.add_entry(index, item)
    return columns


class _Author:
    """Checks the entries of one party and writes its columns."""

    def __init__(self, columns: Columns, line: LineFacts, suite: Suite) -> None:
        self._columns = columns
        self._line = line
        self._suite = suite
        self._name = line.names[columns.party]
        own = columns.party == line.exporter
        self._ahead_max_ms = INSTANT_MS_MAX if own else line.clock_offset_max_ms
        self._forms = {("", 0): 0}

    def add_leaf(self, leaf: bytes) -> None:
        columns = self._columns
        columns.leaves += leaf
        columns.flags.append(0)
        columns.versions.append(0)
        columns.instants_ms.append(0)
        columns.addressees.append(0)
        columns.forms.append(0)

    def add_entry(self, index: int, item: BundleEntry) -> None:
        columns = self._columns
        columns.leaves += sha256(item.header)
        try:
            header, body = self._checked(item)
        except VerificationError as error:
            columns.faults.append(Fault(index, 0, error.part, error.message))
            self._blank()
            return
        version = header.charter_version
        public = self._line.identities[version][columns.party]
        try:
            # Its name is made only where it is needed: it never is in a good file.
            self._suite.verify(public, item.signature, item.header, part="")
        except VerificationError as error:
            part = f"{self._entry(item)}: signature"
            columns.faults.append(Fault(index, 1, part, f"{part}{error.message}"))
        self._add_header(index, header, body)
        ahead_ms = header.instant_ms - item.stored_ms
        if ahead_ms > self._ahead_max_ms:
            columns.ahead.append((index, ahead_ms))
        if body is not None:
            self._add_body(index, header, body)

    def _blank(self) -> None:
        columns = self._columns
        columns.flags.append(ENTRY)
        columns.versions.append(0)
        columns.instants_ms.append(0)
        columns.addressees.append(0)
        columns.forms.append(0)

    def _entry(self, item: BundleEntry) -> str:
        generation = self._columns.generation
        place = f"{item.position}" if generation == 1 else f"{generation}/{item.position}"
        return f"entry {self._name} {place}"

    def _checked(self, item: BundleEntry) -> tuple[Header, Body | None]:
        columns, line = self._columns, self._line
        try:
            header = Header.parse(item.header)
        except RemoteProtocolError as error:
            raise self._fault(item, "header", error.message) from error
        if header.line != line.line_id:
            raise self._fault(item, "line", "it belongs to another line")
        if header.charter_version not in line.identities:
            raise self._fault(item, "charter version", "it was signed under another charter")
        place = (header.party, header.generation, header.position)
        if place != (columns.party, columns.generation, item.position):
            raise self._fault(item, "position", "it was signed for another place")
        if header.signer != STATION_SIGNER:
            raise self._fault(item, "signer", "it names a key that this version does not know")
        if item.body is not None:
            return header, self._body(item, item.body, header.commitment)
        if item.salt is not None:
            raise self._fault(item, "salt", "a salt without its body")
        return header, None

    def _body(self, item: BundleEntry, data: bytes, committed: bytes) -> Body:
        try:
            body, spelt = read_body(data)
        except RemoteProtocolError as error:
            raise self._fault(item, "body", error.message) from error
        if item.salt is None:
            raise self._fault(item, "body", "the body has no salt")
        if commitment_of(spelt, item.salt, self._suite) != committed:
            raise self._fault(item, "body", "the body is not the one that was signed")
        return body

    def _fault(self, item: BundleEntry, what: str, message: str) -> VerificationError:
        part = f"{self._entry(item)}: {what}"
        return VerificationError(f"{part}: {message}", part=part)

    def _add_header(self, index: int, header: Header, body: Body | None) -> None:
        columns = self._columns
        flags, form = ENTRY, 0
        if header.kind is Kind.MESSAGE:
            flags |= MESSAGE
        if body is not None:
            flags |= BODY
            key = body.code, body.version
            form = self._forms.get(key, 0) or self._new_form(key)
        columns.flags.append(flags)
        columns.versions.append(header.charter_version)
        columns.instants_ms.append(header.instant_ms)
        columns.addressees.append(header.addressees)
        columns.forms.append(form)
        for seen in header.seen:
            if seen.beyond:
                columns.seen_beyond[len(columns.seen_at)] = seen.beyond
            columns.seen_at.append(index)
            columns.seen_parties.append(seen.party)
            columns.seen_generations.append(seen.generation)
            columns.seen_sizes.append(seen.size)
            columns.seen_roots += seen.root

    def _new_form(self, form: tuple[str, int]) -> int:
        found = self._forms[form] = len(self._columns.form_names)
        self._columns.form_names.append(form)
        return found

    def _add_body(self, index: int, header: Header, body: Body) -> None:
        if ending_of(header, body, len(self._line.names)) is not None:
            self._columns.endings.append(index)
        elif told_of(header, body, len(self._line.names)) is not None:
            self._columns.key_events.append(index)
        else:
            note_reference(self._columns, index, header, body)


def note_reference(columns: Columns, index: int, header: Header, body: Body) -> None:
    """Take note of what a receipt or a cancellation is about."""
    if header.kind is Kind.RECEIPT and body.code == RECEIPT_CODE:
        place = place_of(body.fields[:_REFERENCE_FIELDS])
        if place is None or not level_of(body):
            columns.remarks.append((index, "a receipt that cannot be read"))
        elif place[0] == header.party:
            text = "a receipt for its own author's message proves nothing"
            columns.remarks.append((index, text))
        elif _can_be(place):
            columns.receipts.add(index, place)
    elif body.code == CANCEL_CODE and len(body.fields) > 1 and body.fields[1] == "cancel":
        place = place_of(body.fields[0])
        if place is not None and place[0] == header.party and _can_be(place):
            columns.cancels.add(index, place)


def place_of(value: Value) -> Place | None:
    """A reference to a message, if these are one."""
    if not isinstance(value, tuple) or len(value) != _REFERENCE_FIELDS:
        return None
    party, generation, position = value
    if type(party) is int and type(generation) is int and type(position) is int:
        return party, generation, position
    return None


def level_of(body: Body) -> int:
    """The step that a receipt states; 0 where it states none."""
    level = body.fields[3] if len(body.fields) >= RECEIPT_FIELDS else None
    return level if type(level) is int and 0 < level <= LEVEL_MAX else 0


def _can_be(place: Place) -> bool:
    party, generation, position = place
    return (
        0 <= party < PARTIES_MAX
        and 0 < generation <= GENERATION_MAX
        and 0 < position <= POSITION_MAX
    )
