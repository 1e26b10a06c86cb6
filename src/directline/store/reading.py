"""Reading side of the SQLite store: a connection of its own, usable from any thread."""

from collections.abc import Iterator
from pathlib import Path
from threading import RLock

from directline.errors import DamagedError, StoreError
from directline.line.ports import Anchor, Damage, EntryRecord, EvidenceRecord, NoteRecord
from directline.store.connection import Connection, Connector, Fault, FaultError, SqlValue
from directline.store.limits import HEADS_MAX, READ_PAGE_ROWS
from directline.store.rows import (
    ENTRY_COLUMNS,
    SERIAL_OF,
    Place,
    Row,
    damage_of,
    damaged_error,
    entry_of,
)

PLACE_PARTS = 3
_SIZE_MAX = 2**63 - 1
"""No feed has more: what SQLite counts."""

DAMAGED_REMEDY = "stop the station, restore a backup; the other parties fill what it lacks"


class DamagedDatabaseError(StoreError):
    """The database's own order is damaged, beyond what an entry's copy mends."""


class Reader:
    """Reads committed records.  One lock lets several threads share the connection."""

    def __init__(self, path: Path, connect: Connector) -> None:
        self._path = path
        self._connect = connect
        self._lock = RLock()
        self._connection: Connection | None = None

    def open(self) -> None:
        """Opens the connection; it can only read."""
        with self._lock:
            connection = self._connect(self._path)
            connection.run("PRAGMA query_only = ON")
            self._connection = connection

    def close(self) -> None:
        """Closes the connection; waits for a read that is under way."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def rows(self, sql: str, values: tuple[SqlValue, ...] = ()) -> list[Row]:
        """The rows of one SELECT.

        Raises:
            StoreError: the store is closed, or the database cannot be read.
        """
        with self._lock:
            if self._connection is None:
                raise StoreError("the store is closed", remedy="restart the station")
            try:
                return self._connection.run(sql, values)
            except FaultError as error:
                raise stored_error(error) from error

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None; a damaged one raises DamagedError."""
        rows = self.rows(
            f"SELECT {ENTRY_COLUMNS} FROM entries WHERE serial = ({SERIAL_OF})",  # noqa: S608
            (party, generation, position),
        )
        if not rows:
            return None
        record = entry_of(rows[0])
        if record is None:
            raise damaged_error(damage_of(rows[0], (party, generation, position)))
        return record

    def head(self, party: int, anchor: Anchor) -> Anchor | None:
        """The newest whole entry that the party itself put here after its anchor."""
        places = self.rows(
            "SELECT generation, position FROM entries WHERE party = ? AND bearer = ''"
            " AND (generation, position) > (?, ?) ORDER BY generation DESC, position DESC"
            " LIMIT ?",
            (party, anchor.generation, anchor.position, HEADS_MAX),
        )
        for generation, position in places:
            try:
                record = self.entry(party, _int(generation), _int(position))
            except DamagedError:
                continue  # It leaves when a peer has given it back: then it has been elsewhere.
            if record is not None:
                return Anchor(record.generation, record.position, record.leaf)
        return None

    def entries(
        self, after_serial: int = 0, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`.

        Args:
            after_serial: 0 for all.
            on_damage: Told of each damaged entry, which is then left out.  Without it a
                damaged entry raises DamagedError.
        """
        while True:
            rows = self.page(after_serial)
            for serial, row in rows:
                after_serial = serial
                record = entry_of(row)
                if record is not None:
                    yield serial, record
                    continue
                damaged = damage_of(row, self.place_of(serial))
                if on_damage is None:
                    raise damaged_error(damaged)
                on_damage(damaged)
            if not rows:
                return

    def page(self, after_serial: int) -> list[tuple[int, Row]]:
        """The next rows.  Serials have no gaps: a row that does not come has been lost."""
        try:
            rows = self.rows(
                f"SELECT serial, {ENTRY_COLUMNS} FROM entries"  # noqa: S608
                " WHERE serial > ? ORDER BY serial LIMIT ?",
                (after_serial, READ_PAGE_ROWS),
            )
        except DamagedDatabaseError:
            return self._one_by_one(after_serial)
        page: list[tuple[int, Row]] = []
        for number, (serial, *columns) in enumerate(rows, after_serial + 1):
            if serial != number:
                return page or self._one_by_one(after_serial)
            page.append((number, tuple(columns)))
        return page

    def _one_by_one(self, after_serial: int) -> list[tuple[int, Row]]:
        """Rows that can be read, and for each that cannot an empty one."""
        page: list[tuple[int, Row]] = []
        last = min(after_serial + READ_PAGE_ROWS, self.last_serial())
        for serial in range(after_serial + 1, last + 1):
            try:
                rows = self.rows(
                    f"SELECT {ENTRY_COLUMNS} FROM entries WHERE serial = ?",  # noqa: S608
                    (serial,),
                )
            except DamagedDatabaseError:
                rows = []
            page.append((serial, rows[0] if rows else ()))
        return page

    def place_of(self, serial: int) -> Place:
        """Party, generation and position of a serial, as the index of places has them.

        Raises:
            StoreError: the index does not know it: the database is damaged beyond its rows.
        """
        rows = self.rows(
            "SELECT party, generation, position FROM entries"
            " INDEXED BY sqlite_autoindex_entries_1 WHERE serial = +?",
            (serial,),
        )
        place = tuple(value for value in rows[0] if isinstance(value, int)) if rows else ()
        if len(place) != PLACE_PARTS:
            raise DamagedDatabaseError(
                f"the database has lost row {serial} and its place", remedy=DAMAGED_REMEDY
            )
        return place[0], place[1], place[2]

    def serial_of(self, record: EntryRecord) -> int:
        """The serial under which the index of places has an entry; 0 if it has none."""
        rows = self.rows(SERIAL_OF, (record.party, record.generation, record.position))
        return _int(rows[0][0]) if len(rows) == 1 else 0

    def damaged(self) -> list[tuple[int, int, int]]:
        """Party, generation and position of every entry that no longer reads as written."""
        found: list[tuple[int, int, int]] = []
        for _ in self.entries(0, lambda d: found.append((d.party, d.generation, d.position))):
            pass
        return found

    def last_serial(self) -> int:
        """The highest serial, 0 if there is no entry."""
        value = self.rows("SELECT coalesce(max(serial), 0) FROM entries")[0][0]
        return value if isinstance(value, int) else 0

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return _bytes(rows[0][0]) if rows else None

    def note(self, party: int, generation: int, size: int | None = None) -> NoteRecord | None:
        """The note at the largest size of this feed, or at a size."""
        rows = self.rows(
            "SELECT size, note FROM notes WHERE party = ? AND generation = ?"
            " AND size <= ? ORDER BY size DESC LIMIT 1",
            (party, generation, _SIZE_MAX if size is None else size),
        )
        if not rows or size not in {None, _int(rows[0][0])}:
            return None
        return NoteRecord(party, generation, _int(rows[0][0]), _bytes(rows[0][1]))

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""
        rows = self.rows(
            "SELECT party, generation, position, header_a, signature_a, header_b, signature_b,"
            " noted_ms FROM evidence ORDER BY party, generation, position"
        )
        return [
            EvidenceRecord(
                party=_int(row[0]),
                generation=_int(row[1]),
                position=_int(row[2]),
                header_a=_bytes(row[3]),
                signature_a=_bytes(row[4]),
                header_b=_bytes(row[5]),
                signature_b=_bytes(row[6]),
                noted_ms=_int(row[7]),
            )
            for row in rows
        ]


def stored_error(fault: FaultError) -> StoreError:
    """What the store's callers are told of a database's refusal."""
    if fault.fault is Fault.CORRUPT:
        return DamagedDatabaseError(fault.message, remedy=DAMAGED_REMEDY)
    remedies = {
        Fault.BUSY: "end the other program that holds the database",
        Fault.FULL: "free space on the disk that holds the station's home",
    }
    look = "look at the disk that holds the station's home"
    return StoreError(fault.message, remedy=remedies.get(fault.fault, look))


def _int(value: SqlValue) -> int:
    if not isinstance(value, int):
        raise StoreError("the database holds something else where a number belongs")
    return value


def _bytes(value: SqlValue) -> bytes:
    if not isinstance(value, bytes):
        raise StoreError("the database holds something else where bytes belong")
    return value
