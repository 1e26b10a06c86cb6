"""A store in memory that behaves like the durable one: for tests and the simulator."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock

from directline.errors import StoreError, StoreFullError
from directline.line.ports import (
    Anchor,
    Damage,
    EntryRecord,
    EvidenceRecord,
    MetaRecord,
    NoteRecord,
    Record,
)
from directline.store.records import check_record, record_bytes

Place = tuple[int, int, int]


class MemoryStore:
    """The feeds of one line, kept as long as this object lives.

    Args:
        own_party: The party whose head the anchor keeps.
        bytes_max: Refuse batches beyond this size; None for no bound.  May be changed.
        reserve_bytes: The share of `bytes_max` that only urgent records may use.
    """

    def __init__(
        self, *, own_party: int, bytes_max: int | None = None, reserve_bytes: int = 0
    ) -> None:
        self.bytes_max = bytes_max
        self._own_party = own_party
        self._reserve_bytes = reserve_bytes
        self._lock = Lock()
        self._size_bytes = 0
        self._closed = False
        self._entries: dict[int, EntryRecord] = {}
        self._serials: dict[Place, int] = {}
        self._meta: dict[str, MetaRecord] = {}
        self._notes: dict[Place, NoteRecord] = {}
        self._evidence: dict[Place, EvidenceRecord] = {}
        self._anchor: Anchor | None = None

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """Keeps all records, or none.

        Raises:
            StoreFullError: no room; nothing was kept.
            StoreError: anything else; nothing was kept.
        """
        for record in records:
            check_record(record)
        with self._lock:
            if self._closed:
                raise StoreError("the store is closed", remedy="restart the station")
            fresh = self._fresh_entries(records)
            grown = self._grown_bytes(records, fresh)
            if self.bytes_max is not None and grown > 0:
                share = self.bytes_max if reserve else self.bytes_max - self._reserve_bytes
                if self._size_bytes + grown > share:
                    raise StoreFullError("the store is full", remedy="raise its bound")
            self._size_bytes += grown
            return self._keep(records)

    def read_anchor(self) -> Anchor | None:
        """The own feed's head, as the durable store keeps it outside its database."""
        return self._anchor

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None."""
        serial = self._serials.get((party, generation, position))
        return None if serial is None else self._entries[serial]

    def entries(
        self,
        after_serial: int = 0,
        *,
        on_damage: Damage | None = None,
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`."""
        serial = max(0, after_serial) + 1
        while serial in self._entries:
            yield serial, self._entries[serial]
            serial += 1

    def forget(self, places: Sequence[Place]) -> int:
        """Lets go of the bodies and salts of entries; returns how many had something to forget."""
        count = 0
        with self._lock:
            for place in places:
                serial = self._serials.get(place, 0)
                record = self._entries.get(serial)
                if record is None or (record.body is None and record.salt is None):
                    continue
                bare = replace(record, body=None, salt=None)
                self._size_bytes -= record_bytes(record) - record_bytes(bare)
                self._entries[serial] = bare
                count += 1
        return count

    def last_serial(self) -> int:
        """The highest serial, 0 if there is no entry."""
        return len(self._entries)

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""
        found = self._meta.get(key)
        return None if found is None else found.value

    def note(self, party: int, generation: int) -> NoteRecord | None:
        """The note at the largest size of this feed."""
        notes = [n for n in self._notes.values() if (n.party, n.generation) == (party, generation)]
        return max(notes, key=lambda note: note.size, default=None)

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""
        return [self._evidence[place] for place in sorted(self._evidence)]

    def size_bytes(self) -> int:
        """What the records occupy."""
        return self._size_bytes

    def free_bytes(self) -> int:
        """What ordinary records may still use; a large number without a bound."""
        if self.bytes_max is None:
            return 2**62
        return max(0, self.bytes_max - self._reserve_bytes - self._size_bytes)

    def checkpoint(self) -> None:
        """Nothing to do here."""

    def close(self) -> None:
        """Refuses further commits."""
        self._closed = True

    def _fresh_entries(self, records: Sequence[Record]) -> dict[Place, EntryRecord]:
        fresh: dict[Place, EntryRecord] = {}
        for record in records:
            if not isinstance(record, EntryRecord):
                continue
            place = (record.party, record.generation, record.position)
            kept = self.entry(*place) or fresh.get(place)
            if kept is None:
                fresh[place] = record
            elif kept.leaf != record.leaf:
                raise StoreError(f"party {place[0]} has another entry at {place[1]}/{place[2]}")
        return fresh

    def _grown_bytes(self, records: Sequence[Record], fresh: dict[Place, EntryRecord]) -> int:
        """How much larger the store is after this batch; replaced values count once."""
        after: dict[object, tuple[int, int]] = {}
        for record in records:
            if isinstance(record, MetaRecord):
                old: Record | None = self._meta.get(record.key)
                after[record.key] = (record_bytes(old) if old else 0, record_bytes(record))
            elif isinstance(record, NoteRecord):
                place = (record.party, record.generation, record.size)
                old = self._notes.get(place)
                after["note", place] = (record_bytes(old) if old else 0, record_bytes(record))
            elif isinstance(record, EvidenceRecord):
                place = (record.party, record.generation, record.position)
                if place not in self._evidence:
                    after.setdefault(("evidence", place), (0, record_bytes(record)))
        grown = sum(new - old_size for old_size, new in after.values())
        return grown + sum(record_bytes(record) for record in fresh.values())

    def _keep(self, records: Sequence[Record]) -> list[int]:
        serials: list[int] = []
        for record in records:
            if isinstance(record, EntryRecord):
                place = (record.party, record.generation, record.position)
                serial = self._serials.get(place)
                if serial is None:
                    serial = len(self._entries) + 1
                    self._entries[serial] = record
                    self._serials[place] = serial
                serials.append(serial)
                self._raise_anchor(record)
            elif isinstance(record, MetaRecord):
                self._meta[record.key] = record
            elif isinstance(record, NoteRecord):
                self._notes[record.party, record.generation, record.size] = record
            elif isinstance(record, EvidenceRecord):
                place = (record.party, record.generation, record.position)
                self._evidence.setdefault(place, record)
        return serials

    def _raise_anchor(self, record: EntryRecord) -> None:
        if record.party != self._own_party or record.bearer:
            # What a peer gave back does not tell what else was signed.
            return
        head = self._anchor
        if head is None or (record.generation, record.position) > (head.generation, head.position):
            self._anchor = Anchor(record.generation, record.position, record.leaf)
