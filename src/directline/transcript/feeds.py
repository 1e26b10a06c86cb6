"""A checked feed as a verifier keeps it: digests and numbers in columns, entries read again.

A million entries as objects would fill gigabytes.  Kept are some 200 bytes of each, and where
its part stands in the file; a body is read again when somebody asks for it, and only from bytes
of the digest that was checked.
"""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.bundle import BundleEntry, BundleLeaf
from directline.transcript.condense import BODY, Columns, Done, Job, note_reference
from directline.transcript.limits import FINDINGS_MAX, HASH_BYTES, SHELF_PARTS_MAX
from directline.transcript.parts import FeedItems, FeedKey, Gap, read_part
from directline.transcript.source import Source
from directline.transcript.tree import Tree, sha256
from directline.wire.body import Body, decode_body
from directline.wire.entry import Header

Item = BundleEntry | BundleLeaf


class Volume(NamedTuple):
    """One part of a feed: where it stands in the file, and its digest."""

    first: int
    """The index of its first item in the feed."""
    number: int
    offset: int
    length: int
    lead: bytes
    digest: bytes


class Shelf:
    """Reads parts of a checked file again, and keeps the last few of them."""

    def __init__(self, source: Source) -> None:
        """Begin with none."""
        self._source = source
        self._held: OrderedDict[int, tuple[Item, ...]] = OrderedDict()

    def items(self, volume: Volume) -> tuple[Item, ...]:
        """A part's items.

        Raises:
            VerificationError: The file is no longer what was checked.
        """
        found = self._held.get(volume.number)
        if found is None:
            found = self._read(volume)
            self._held[volume.number] = found
            if len(self._held) > SHELF_PARTS_MAX:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(volume.number)
        return found

    def _read(self, volume: Volume) -> tuple[Item, ...]:
        data = self._source.read(volume.offset, volume.length)
        if sha256(volume.lead + data) != volume.digest:
            raise VerificationError("structure: the file changed meanwhile", part="structure")
        try:
            _, content = read_part(data, volume.number)
        except RemoteProtocolError as error:
            raise VerificationError(f"structure: {error.message}", part="structure") from error
        assert isinstance(content, FeedItems)
        return content.items


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry whose signature holds, and whose body, where shown, is the one signed."""

    name: str
    header: Header
    body: Body | None
    """None as well where a field is not given, or is hidden."""
    item: BundleEntry
    hidden: frozenset[int] = frozenset()
    """The fields that a redacted body does not show, counted from 0."""


class Sight(NamedTuple):
    """One row of what entries have seen of other feeds."""

    row: int
    at: int
    """The item of this feed that says so."""
    key: FeedKey
    size: int
    root: bytes
    beyond: tuple[tuple[int, bytes], ...]


@dataclass(slots=True)
class CheckedFeed:
    """One feed: what is shown of it, in the order of positions, and its tree."""

    label: str
    """What people call it."""
    prefix: str
    """What stands before a position in an entry's name."""
    party: int
    generation: int
    gaps: tuple[Gap, ...]
    shelf: Shelf
    tree: Tree = field(default_factory=Tree)
    """Over the prefix without a gap."""
    columns: Columns = field(init=False)
    more: int = 0
    """Remarks beyond those that are kept."""
    unsound: bytearray = field(default_factory=bytearray)
    """One byte a row of `seen`: 1 where it proves nothing."""
    redacted: dict[int, tuple[Body, frozenset[int]]] = field(default_factory=dict)
    """Bodies of which some fields are hidden, and which, by position."""
    _volumes: list[Volume] = field(default_factory=list)
    _forms: dict[tuple[str, int], int] = field(default_factory=lambda: {("", 0): 0})

    def __post_init__(self) -> None:
        """Begin without items."""
        self.columns = Columns(self.party, self.generation)

    @property
    def key(self) -> FeedKey:
        """Party and generation."""
        return self.party, self.generation

    @property
    def count(self) -> int:
        """How many items the file has of it."""
        return len(self.columns.positions)

    @property
    def highest(self) -> int:
        """The last position of which anything is held."""
        return self.columns.positions[-1]

    @property
    def leaves(self) -> "Leaves":
        """The leaf of each position that is held."""
        return Leaves(self)

    @property
    def entries(self) -> "Entries":
        """The entries that are shown, by position; each is read again when asked for."""
        return Entries(self)

    def name(self, position: int) -> str:
        """An entry as people call it."""
        return f"{self.prefix}{position}"

    def index_of(self, position: int) -> int | None:
        """Where a position stands among the items; None: nothing is held of it."""
        at = self.rank(position)
        return at if at < self.count and self.columns.positions[at] == position else None

    def rank(self, position: int) -> int:
        """How many of its items stand before a position."""
        return bisect_left(self.columns.positions, position)

    def leaf(self, index: int) -> bytes:
        """The leaf of an item."""
        return bytes(self.columns.leaves[index * HASH_BYTES : (index + 1) * HASH_BYTES])

    def entry(self, index: int) -> CheckedEntry:
        """An item that is shown, read again."""
        volume = self._volumes[bisect_right(self._volumes, index, key=lambda v: v.first) - 1]
        item = self.shelf.items(volume)[index - volume.first]
        assert isinstance(item, BundleEntry)
        body = None if item.body is None else decode_body(item.body)
        held = CheckedEntry(self.name(item.position), Header.parse(item.header), body, item)
        if item.position not in self.redacted:
            return held
        body, hidden = self.redacted[item.position]
        return replace(held, body=body, hidden=hidden)

    def shows(self, position: int) -> bool:
        """Whether the file has what was said at a position, or some field of it."""
        index = self.index_of(position)
        return index is not None and bool(self.columns.flags[index] & BODY)

    def hidden(self, position: int) -> frozenset[int]:
        """Which fields of an entry are hidden."""
        return self.redacted[position][1] if position in self.redacted else frozenset()

    def sight(self, row: int) -> Sight:
        """One statement of its entries about another feed."""
        columns = self.columns
        return Sight(
            row,
            columns.seen_at[row],
            (columns.seen_parties[row], columns.seen_generations[row]),
            columns.seen_sizes[row],
            bytes(columns.seen_roots[row * HASH_BYTES : (row + 1) * HASH_BYTES]),
            columns.seen_beyond.get(row, ()),
        )

    def sights(self) -> Iterator[Sight]:
        """Every statement of its entries about other feeds, in order."""
        columns = self.columns
        roots = columns.seen_roots
        rows = zip(
            columns.seen_at, columns.seen_parties, columns.seen_generations, columns.seen_sizes,
            strict=True,
        )  # fmt: skip
        for row, (index, party, generation, size) in enumerate(rows):
            root = bytes(roots[row * HASH_BYTES : (row + 1) * HASH_BYTES])
            beyond = columns.seen_beyond.get(row, ())
            yield Sight(row, index, (party, generation), size, root, beyond)

    def add(self, job: Job, offset: int, done: Done) -> None:
        """Take in the next part of the feed, as it was checked."""
        found, columns = done.content, self.columns
        assert isinstance(found, Columns)
        base = self.count
        self._volumes.append(Volume(base, job.number, offset, len(job.data), job.lead, done.digest))
        columns.positions += found.positions
        if not found.flags:
            return  # its structure alone was asked for: something before it does not hold
        self._grow_tree(base, found)
        columns.leaves += found.leaves
        columns.flags += found.flags
        columns.versions += found.versions
        columns.instants_ms += found.instants_ms
        columns.addressees += found.addressees
        numbers = [self._form(form) for form in found.form_names]
        columns.forms.extend([numbers[form] for form in found.forms])
        rows = len(columns.seen_at)
        columns.seen_at.extend([base + at for at in found.seen_at])
        columns.seen_parties += found.seen_parties
        columns.seen_generations += found.seen_generations
        columns.seen_sizes += found.seen_sizes
        columns.seen_roots += found.seen_roots
        for row, beyond in found.seen_beyond.items():
            columns.seen_beyond[rows + row] = beyond
        columns.receipts.extend(found.receipts, base)
        columns.cancels.extend(found.cancels, base)
        columns.endings.extend([base + at for at in found.endings])
        columns.key_events.extend([base + at for at in found.key_events])
        self._remark(base, found)

    def redact(self, entry: CheckedEntry, body: Body, hidden: frozenset[int]) -> None:
        """Take in the body of an entry that is shown, with some fields hidden."""
        position, columns = entry.item.position, self.columns
        index = self.index_of(position)
        assert index is not None
        self.redacted[position] = body, hidden
        columns.flags[index] |= BODY
        columns.forms[index] = self._form((body.code, body.version))
        note_reference(columns, index, entry.header, body)

    def settle(self) -> None:
        """Bring what redacted bodies say between what the others do."""
        columns = self.columns
        columns.receipts, columns.cancels = columns.receipts.in_order(), columns.cancels.in_order()
        columns.remarks.sort()

    def _remark(self, base: int, found: Columns) -> None:
        remarks, ahead = self.columns.remarks, self.columns.ahead
        remarks += [(base + index, text) for index, text in found.remarks]
        ahead += [(base + index, ms) for index, ms in found.ahead]
        for held in (remarks, ahead):
            self.more += max(0, len(held) - FINDINGS_MAX)
            del held[FINDINGS_MAX:]

    def _grow_tree(self, base: int, found: Columns) -> None:
        if self.tree.size != base or found.positions[0] != base + 1:
            return
        count = len(found.positions)
        if found.positions[-1] != base + count:
            count = next(n for n, p in enumerate(found.positions) if p != base + n + 1)
        self.tree.extend(bytes(found.leaves[: count * HASH_BYTES]))

    def _form(self, form: tuple[str, int]) -> int:
        found = self._forms.get(form)
        if found is None:
            found = self._forms[form] = len(self.columns.form_names)
            self.columns.form_names.append(form)
        return found


class Leaves(Mapping[int, bytes]):
    """A feed's leaves by position."""

    def __init__(self, feed: CheckedFeed) -> None:
        """Of a feed."""
        self._feed = feed

    def __getitem__(self, position: int) -> bytes:
        """The leaf of a position that is held."""
        index = self._feed.index_of(position)
        if index is None:
            raise KeyError(position)
        return self._feed.leaf(index)

    def __iter__(self) -> Iterator[int]:
        """The positions that are held, ascending."""
        return iter(self._feed.columns.positions)

    def __len__(self) -> int:
        """How many are held."""
        return self._feed.count


class Entries(Mapping[int, CheckedEntry]):
    """A feed's entries that are shown, by position."""

    def __init__(self, feed: CheckedFeed) -> None:
        """Of a feed."""
        self._feed = feed

    def __getitem__(self, position: int) -> CheckedEntry:
        """The entry at a position, read again."""
        index = self._feed.index_of(position)
        if index is None or not self._feed.columns.flags[index]:
            raise KeyError(position)
        return self._feed.entry(index)

    def __iter__(self) -> Iterator[int]:
        """The positions that are shown, ascending."""
        columns = self._feed.columns
        return (p for p, flags in zip(columns.positions, columns.flags, strict=True) if flags)

    def __len__(self) -> int:
        """How many are shown."""
        return len(self._feed.columns.flags) - self._feed.columns.flags.count(0)
