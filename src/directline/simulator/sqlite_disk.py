"""A station's disk with the real store on it: SQLite over a platter that tears, loses and refuses.

At a crash the batch under way is cut at one of its writes, or the start after it is; while a
station is up a sync, write or read may fail.  What the world's checkers see is read from the
database after each start.
"""

import hashlib
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random

from directline.errors import StoreError, StoreFullError, StoreStoppedError
from directline.line.ports import (
    Anchor,
    Damage,
    DamagedRecord,
    EntryRecord,
    EvidenceRecord,
    NoteRecord,
    Record,
)
from directline.simulator.checkers.base import ViolationError
from directline.simulator.disk import Backup, Disk, Extent, Place
from directline.simulator.platter import FATES
from directline.simulator.torn import PLACE, TornDisk
from directline.store.anchor import AnchorFile
from directline.store.sqlite import SqliteStore

CHANGES = ("write", "sync", "cut", "names")
STEPS_MAX = 14
"""A power cut comes within so many changes: a batch is some six of them."""
STARTS_MAX = 3
"""Starts that are cut, too, one after another."""
DATABASE = ("line.db", "line.db-wal")
RESERVE_BYTES = 256 * 1024
ROOM_BYTES = 1 << 40
FAULTY_SHARE = 0.005
"""Batches in whose commit a sync, write or read fails."""


_ROT = (
    "UPDATE entries SET header = ?, signature = ?, leaf = ?, body = ?"
    " WHERE party = ? AND generation = ? AND position = ?"
)


@dataclass(frozen=True, slots=True)
class FileBackup(Backup):
    """A copy of the database's files."""

    files: tuple[tuple[str, bytes], ...] = field(repr=False, default=())


@dataclass(slots=True)
class _Open:
    """What must be let go of with the disk."""

    torn: TornDisk
    store: SqliteStore | None = None

    def end(self) -> None:
        """Close everything, as a power cut does."""
        self.torn.platter.power_off()
        if self.store is not None:
            self.store.close()
        self.torn.end()


class SqliteDisk(Disk):
    """The durable state of one station, kept by the real store."""

    def __init__(self, own: int, roots: bytes) -> None:
        self.chance = Random(hashlib.sha256(roots + bytes([own])).digest())
        self._open = _Open(TornDisk(self.chance, ROOM_BYTES))
        weakref.finalize(self, self._open.end)
        self._rotted: set[Place] = set()
        super().__init__(own, roots)
        self._start()

    # --- the store -------------------------------------------------------------------------------

    @property
    def store(self) -> SqliteStore:
        """The store as it is open now."""
        assert self._open.store is not None
        return self._open.store

    def _start(self) -> None:
        torn = self._open.torn
        self._open.store = SqliteStore(
            PLACE / "line.db",
            own_party=self.own,
            anchor_path=PLACE / "anchor",
            reserve_path=PLACE / "reserve",
            reserve_bytes=RESERVE_BYTES,
            connect=torn.connect,
            files=torn,
        )
        before, self.index, self.rotten = self.index, {}, {}
        for _, record in self.store.entries(on_damage=lambda lost: self._still(lost, before)):
            self.index[record.party, record.generation, record.position] = record

    def _still(self, lost: DamagedRecord, before: dict[Place, EntryRecord]) -> None:
        """What rotted is durable all the same, and wants a copy."""
        place = (lost.party, lost.generation, lost.position)
        if place not in self._rotted:
            raise ViolationError("rot", f"{place} is damaged, and nothing has rotted there")
        self.index[place] = self.rotten[place] = before[place]

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """Make all durable, or none.  Raises StoreFullError, StoreError."""
        if self.stuffed:
            raise StoreFullError("the disk is full")
        platter = self._open.torn.platter
        platter.room_bytes = platter.used_bytes() if self.full else ROOM_BYTES
        try:
            serials = self.store.commit(records, reserve=reserve)
        except StoreError as error:
            self.stopped = isinstance(error, StoreStoppedError)
            raise
        for record in records:
            if isinstance(record, EntryRecord):
                place = (record.party, record.generation, record.position)
                self.index.setdefault(place, record)
                if place in self.rotten:
                    del self.rotten[place]
                    self.index[place] = self.store.entry(*place) or record
        return serials

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None.  Raises DamagedError, StoreError."""
        if self.failing:
            raise StoreError("the disk gives nothing now")
        return self.store.entry(party, generation, position)

    def entries(
        self, after_serial: int = 0, *, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`."""
        return self.store.entries(after_serial, on_damage=on_damage)

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""
        return self.store.meta(key)

    def note(self, party: int, generation: int) -> NoteRecord | None:
        """The note at the largest size of this feed."""
        return self.store.note(party, generation)

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""
        return self.store.evidence()

    @property
    def anchor(self) -> Anchor | None:
        """The own feed's head, from its own file."""
        return None if self._open.store is None else self.store.read_anchor()

    @anchor.setter
    def anchor(self, anchor: Anchor | None) -> None:
        """Somebody puts another file there."""
        if self._open.store is None:
            return
        torn = self._open.torn
        if "anchor" in torn.platter.names:
            torn.platter.remove("anchor")
            torn.platter.sync_names()
        file = AnchorFile(PLACE / "anchor", torn)
        if anchor is not None:
            file.write(anchor)
        self.store._anchor = file

    def rot(self, place: Place, chance: Random) -> None:
        """A bit of an entry's row turns; the same in what the disk holds."""
        super().rot(place, chance)
        self._rotted.add(place)
        lies = self.rotten[place]
        values = (lies.header, lies.signature, lies.leaf, lies.body, *place)
        self._open.torn.platter.room_bytes = ROOM_BYTES
        connection = self._open.torn.connect(PLACE / "line.db")
        try:
            connection.run(_ROT, values)
            connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    # --- what goes wrong -------------------------------------------------------------------------

    def complete(self, extent: Extent) -> None:
        """A batch's turn has come.  Raises StoreFullError, StoreError: nothing was kept."""
        if extent.roots is None and self.chance.random() < FAULTY_SHARE:
            with self._failing():
                super().complete(extent)
        else:
            super().complete(extent)

    def crash(self, chance: Random, *, torn: bool) -> dict[str, int]:
        """Power is gone, in the midst of the batch under way or between two.

        Returns:
            How many writes were lost, kept, torn, garbled.
        """
        fates = FATES if torn else ("lost", "kept")
        pending, self.pending = self.pending, []
        with self._cut():
            for extent in pending:
                if extent.roots is not None:
                    self.roots = extent.roots if self.chance.random() < 0.5 else self.roots
                    continue
                try:
                    self.commit(extent.records, reserve=extent.reserve)
                except StoreError:
                    break
        counts = dict(self._power_cycle(fates))
        for _ in range(STARTS_MAX):
            if self.chance.random() < 0.7:
                break
            with self._cut(), suppress(StoreError):
                self._start()
            for fate, count in self._power_cycle(fates).items():
                counts[fate] = counts.get(fate, 0) + count
        self._start()
        return counts

    def _power_cycle(self, fates: tuple[str, ...]) -> dict[str, int]:
        platter = self._open.torn.platter
        platter.power_off()
        if self._open.store is not None:
            self._open.store.close()
            self._open.store = None
        platter.room_bytes = ROOM_BYTES
        self.stopped = False
        return platter.power_on(fates)

    @contextmanager
    def _cut(self) -> Iterator[None]:
        """The power goes at one of the next changes, in part of it."""
        platter = self._open.torn.platter
        left = self.chance.randint(1, STEPS_MAX)

        def before(what: str, _name: str, size: int) -> None:
            nonlocal left
            if what in CHANGES:
                left -= 1
                if left == 0:
                    share = self.chance.choice((0.0, 0.5, 1.0, self.chance.random()))
                    platter.partly = int(size * share) if what == "write" else 0
                    platter.power_off()

        with self._watched(before):
            yield

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Some of the next steps fail."""
        kind = self.chance.choice((("sync",), ("write", "cut"), ("read",)))
        first = self.chance.randint(1, STEPS_MAX // 2)
        last = first + self.chance.choice((0, 0, 1, 2))
        count = 0

        def before(what: str, _name: str, _size: int) -> None:
            nonlocal count
            count += what in kind
            if what in kind and first <= count <= last:
                raise OSError(5, "Input/output error")

        with self._watched(before):
            yield

    @contextmanager
    def _watched(self, before: object) -> Iterator[None]:
        platter = self._open.torn.platter
        was, platter.before = platter.before, before  # type: ignore[assignment]
        try:
            yield
        finally:
            platter.before = was

    # --- backups ---------------------------------------------------------------------------------

    def backup(self) -> Backup:
        """A copy of the database as it is now."""
        names = self._open.torn.platter.names
        files = tuple((name, bytes(names[name].live)) for name in DATABASE if name in names)
        evidence = len(self.store.evidence())
        return FileBackup(len(self.index), evidence, self.roots, self.anchor, files)

    def restore(self, backup: Backup) -> list[EntryRecord]:
        """Put an older copy of the database in place; what is lost by it is returned."""
        assert isinstance(backup, FileBackup)
        before = self.index
        platter = self._open.torn.platter
        self.store.close()
        for name in DATABASE:
            if name in platter.names:
                platter.remove(name)
        for name, content in backup.files:
            file = platter.open(name, create=True)
            file.write(content, 0)
            platter.sync(name, file)
        platter.sync_names()
        self._start()
        return [record for place, record in before.items() if place not in self.index]
