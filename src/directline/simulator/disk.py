"""The simulated disk of a station: an append-only store with what is synced and what is not.

A batch is one extent, framed by length and checksum.  It becomes durable when its sync ends, in
any order, or it does not: at a crash each extent that was not confirmed is lost, kept whole, torn
or garbled, and recovery keeps only what its checksum vouches for.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import cast

from directline.errors import DamagedError, RemoteProtocolError, StoreError, StoreFullError
from directline.line.ports import (
    Anchor,
    Damage,
    DamagedRecord,
    EntryRecord,
    EvidenceRecord,
    MetaRecord,
    NoteRecord,
    Record,
)
from directline.wire.codec import Value, decode, encode

Place = tuple[int, int, int]
EXTENT_BYTES_MAX = 1 << 17
_SUM_BYTES = 16


@dataclass(slots=True)
class Extent:
    """One batch on its way to the platter."""

    token: int
    records: tuple[Record, ...]
    reserve: bool
    roots: bytes | None = field(default=None, repr=False)
    """Instead of records: a new roots file, written whole or not at all."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a copy of the store held; the roots file and the anchor may be kept apart from it."""

    entries: int
    evidence: int
    roots: bytes = field(repr=False)
    anchor: Anchor | None


class Disk:
    """The durable state of one station, as `line.ports.Store`."""

    def __init__(self, own: int, roots: bytes) -> None:
        self.own = own
        self.roots = roots
        self.anchor: Anchor | None = None
        self.pending: list[Extent] = []
        self.full = False
        """Room for nothing but what may use the reserve."""
        self.stuffed = False
        """Room for nothing at all."""
        self.stopped = False
        """It takes nothing any more until its station starts again."""
        self.failing = False
        """It reads nothing, for a while."""
        self.failed_ns = -(2**62)
        """When that was so last."""
        self.rotten: dict[Place, EntryRecord] = {}
        """What lies there now, of entries that rotted."""
        self.index: dict[Place, EntryRecord] = {}
        self._log: list[EntryRecord] = []
        self._meta: dict[str, bytes] = {}
        self._evidence: list[EvidenceRecord] = []
        self._notes: dict[Place, NoteRecord] = {}

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """Make all durable, or none.  Raises StoreFullError, StoreError."""
        if self.stuffed or (self.full and not reserve):
            raise StoreFullError("the disk is full")
        for record in records:
            if isinstance(record, EntryRecord):
                kept = self.index.get((record.party, record.generation, record.position))
                if kept is not None and kept.leaf != record.leaf:
                    raise StoreError("another entry is at this place")
        serials = []
        for record in records:
            if isinstance(record, EntryRecord):
                serials.append(self._keep(record))
            elif isinstance(record, MetaRecord):
                self._meta[record.key] = record.value
            elif isinstance(record, EvidenceRecord):
                self._evidence.append(record)
            else:
                self._notes[record.party, record.generation, record.size] = record
        return serials

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None.  Raises DamagedError, StoreError."""
        if self.failing:
            raise StoreError("the disk gives nothing now")
        if (party, generation, position) in self.rotten:
            return self._read((party, generation, position))
        return self.index.get((party, generation, position))

    def entries(
        self,
        after_serial: int = 0,
        *,
        on_damage: Damage | None = None,
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`."""
        for serial, record in enumerate(self._log[after_serial:], after_serial + 1):
            place = (record.party, record.generation, record.position)
            try:
                found = self._read(place) if place in self.rotten else record
            except DamagedError as error:
                if on_damage is None:
                    raise
                on_damage(DamagedRecord(*place, error.leaf))
                continue
            yield serial, found

    def forget(self, place: Place) -> None:
        """Destroy the body and the salt of an entry."""
        bare = replace(self.index[place], body=None, salt=None)
        self._log[self._log.index(self.index[place])] = bare
        self.index[place] = bare

    def rot(self, place: Place, chance: Random) -> None:
        """A synced entry rots: one bit of it is another when it is next read."""
        record = self.index[place]
        parts = ("header", "signature", "leaf", "body")
        content = {p: bytearray(getattr(record, p)) for p in parts if getattr(record, p)}
        part = chance.choice(list(content))
        content[part][chance.randrange(len(content[part]))] ^= 1 << chance.randrange(8)
        whole = {p: bytes(c) for p, c in content.items()}
        self.rotten[place] = replace(
            record, header=whole["header"], signature=whole["signature"], leaf=whole["leaf"],
            body=whole.get("body", record.body),
        )  # fmt: skip

    def _read(self, place: Place) -> EntryRecord:
        """A rotten entry as it lies there, if its checksum vouches for it."""
        written, lies = self.index[place], self.rotten[place]
        if not vouched(checksum(repr(written).encode()), repr(lies).encode()):
            intact = hashlib.sha256(lies.header).digest() == lies.leaf
            raise DamagedError(
                "an entry is damaged", place=place, leaf=lies.leaf if intact else written.leaf
            )
        return lies

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""
        return self._meta.get(key)

    def note(self, party: int, generation: int) -> NoteRecord | None:
        """The note at the largest size of this feed."""
        sizes = [p for p in self._notes if p[:2] == (party, generation)]
        return self._notes[max(sizes)] if sizes else None

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""
        return list(self._evidence)

    def raise_anchor(self) -> None:
        """A crash came between an entry and its anchor: what the station put here raises it."""
        if self.anchor is not None:
            self._anchor([r for place, r in self.index.items() if place not in self.rotten])

    def keep(self, records: Sequence[Record], *, reserve: bool) -> None:
        """Make all durable at once, and the anchor with them."""
        self.commit(records, reserve=reserve)
        self._anchor(records)

    def submit(self, extent: Extent) -> None:
        """Begin to write a batch."""
        self.pending.append(extent)

    def complete(self, extent: Extent) -> None:
        """The sync of a batch has ended.  Raises StoreFullError, StoreError: nothing was kept."""
        self.pending.remove(extent)
        if extent.roots is not None:
            self.roots = extent.roots
            return
        self.commit(extent.records, reserve=extent.reserve)
        self._anchor(extent.records)

    def crash(self, chance: Random, *, torn: bool) -> dict[str, int]:
        """Power is gone: decide what becomes of each batch that was not confirmed.

        Returns:
            How many extents were lost, kept, torn, garbled.
        """
        fates: dict[str, int] = {}
        pending, self.pending = self.pending, []
        for extent in pending:
            fate = chance.choice(["lost", "kept", "torn", "garbled"] if torn else ["lost", "kept"])
            fates[fate] = fates.get(fate, 0) + 1
            anchored = chance.random() < 0.5
            if extent.roots is not None:
                if fate == "kept":
                    self.roots = extent.roots
                continue
            survived = recover(_damaged(extent_bytes(extent.records), fate, chance))
            try:
                self.commit(survived, reserve=True)
            except StoreError:
                continue
            if anchored:
                self._anchor(survived)
        return fates

    def backup(self) -> Backup:
        """A copy of what is durable now."""
        return Backup(len(self._log), len(self._evidence), self.roots, self.anchor)

    def restore(self, backup: Backup) -> list[EntryRecord]:
        """Put an older copy of the database in place; what is lost by it is returned."""
        lost = self._log[backup.entries :]
        del self._log[backup.entries :]
        del self._evidence[backup.evidence :]
        for record in lost:
            del self.index[record.party, record.generation, record.position]
        return lost

    def _keep(self, record: EntryRecord) -> int:
        place = (record.party, record.generation, record.position)
        if place in self.rotten:
            del self.rotten[place]
            self._log[self._log.index(self.index[place])] = record
            self.index[place] = record
        elif place not in self.index:
            self.index[place] = record
            self._log.append(record)
        return len(self._log)

    def _anchor(self, records: Sequence[Record]) -> None:
        for record in records:
            # What a peer gave back says nothing of what else was signed.
            if isinstance(record, EntryRecord) and record.party == self.own and not record.bearer:
                head = (record.generation, record.position)
                held = self.anchor
                if held is None or head > (held.generation, held.position):
                    self.anchor = Anchor(*head, record.leaf)


DiskFactory = Callable[[int, bytes], Disk]
"""Makes a station's disk, of its party and its founding roots."""


def extent_bytes(records: Sequence[Record]) -> bytes:
    """A batch as it lies on the platter: checksum, then its records."""
    content = encode(tuple(_value(record) for record in records))
    return checksum(content) + content


def recover(data: bytes) -> tuple[Record, ...]:
    """The records of an extent found after a crash; none if its checksum does not vouch for it."""
    content = data[_SUM_BYTES:]
    if not vouched(data[:_SUM_BYTES], content):
        return ()
    try:
        values = decode(content, bytes_max=EXTENT_BYTES_MAX, rule="DISK-1")
        return tuple(_record(cast(tuple[Value, ...], v)) for v in cast(tuple[Value, ...], values))
    except (RemoteProtocolError, TypeError, KeyError):
        return ()


def vouched(digest: bytes, content: bytes) -> bool:
    """Whether the checksum is that of the content."""
    return digest == checksum(content)


def checksum(content: bytes) -> bytes:
    """The checksum of an extent."""
    return hashlib.sha256(content).digest()[:_SUM_BYTES]


_KINDS = {
    "entry": EntryRecord, "meta": MetaRecord, "note": NoteRecord, "evidence": EvidenceRecord,
}  # fmt: skip


def _value(record: Record) -> Value:
    name = next(n for n, kind in _KINDS.items() if isinstance(record, kind))
    return (name, *(getattr(record, slot) for slot in record.__slots__))


def _record(value: tuple[Value, ...]) -> Record:
    kind = cast("type[EntryRecord]", _KINDS[cast(str, value[0])])
    return kind(*value[1:])  # type: ignore[arg-type]


def _damaged(data: bytes, fate: str, chance: Random) -> bytes:
    if fate == "lost":
        return b""
    if fate == "torn":
        return data[: chance.randrange(len(data))]
    if fate == "garbled":
        at = chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    return data
