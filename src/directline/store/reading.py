"""Reading side of the SQLite store: a connection of its own, usable from any thread."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import RLock

from directline.errors import DamagedError, StoreError
from directline.line.ports import Damage, DamagedRecord, EntryRecord, EvidenceRecord, NoteRecord
from directline.store.connection import Connection, Connector, FaultError, SqlValue
from directline.store.limits import READ_PAGE_ROWS
from directline.store.records import entry_sum

ENTRY_COLUMNS = (
    "party, generation, position, leaf, header, signature, body, salt,"
    " stored_ms, stored_quality, bearer, checksum"
)

Row = tuple[SqlValue, ...]


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
                raise StoreError(
                    error.message, remedy="look at the disk that holds the station's home"
                ) from error

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None; a damaged one raises DamagedError."""
        rows = self.rows(
            f"SELECT {ENTRY_COLUMNS} FROM entries"  # noqa: S608
            " WHERE party = ? AND generation = ? AND position = ?",
            (party, generation, position),
        )
        if not rows:
            return None
        record = entry_of(rows[0])
        if record is None:
            raise damaged_error(_damaged(rows[0]))
        return record

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
            rows = self.rows(
                f"SELECT serial, {ENTRY_COLUMNS} FROM entries"  # noqa: S608
                " WHERE serial > ? ORDER BY serial LIMIT ?",
                (after_serial, READ_PAGE_ROWS),
            )
            for serial, *columns in rows:
                if not isinstance(serial, int):
                    raise StoreError("the database returned a serial that is no number")
                after_serial = serial
                record = entry_of(tuple(columns))
                if record is not None:
                    yield serial, record
                    continue
                damaged = _damaged(tuple(columns))
                if on_damage is None:
                    raise damaged_error(damaged)
                on_damage(damaged)
            if len(rows) < READ_PAGE_ROWS:
                return

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

    def note(self, party: int, generation: int) -> NoteRecord | None:
        """The note at the largest size of this feed."""
        rows = self.rows(
            "SELECT size, note FROM notes WHERE party = ? AND generation = ?"
            " ORDER BY size DESC LIMIT 1",
            (party, generation),
        )
        if not rows:
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


def entry_values(record: EntryRecord) -> tuple[SqlValue, ...]:
    """The columns of an entry, in the order of ENTRY_COLUMNS."""
    return (
        record.party,
        record.generation,
        record.position,
        record.leaf,
        record.header,
        record.signature,
        record.body,
        record.salt,
        record.stored_ms,
        record.stored_quality,
        record.bearer,
        entry_sum(record),
    )


def entry_of(row: Row) -> EntryRecord | None:
    """The entry of a row in the order of ENTRY_COLUMNS, or None if the row is damaged."""
    party, generation, position, leaf, header, signature, body, salt, at, quality, bearer, total = (
        row
    )
    record = EntryRecord(
        party=_int(party),
        generation=_int(generation),
        position=_int(position),
        leaf=_bytes(leaf),
        header=_bytes(header),
        signature=_bytes(signature),
        body=None if body is None else _bytes(body),
        salt=None if salt is None else _bytes(salt),
        stored_ms=_int(at),
        stored_quality=_int(quality),
        bearer=bearer if isinstance(bearer, str) else "",
    )
    return record if entry_sum(record) == total else None


def may_mend(row: Row, record: EntryRecord) -> bool:
    """Whether `record` is what a damaged row once held, as far as the row still tells."""
    _, _, _, leaf, header, *_ = row
    return record.leaf in (leaf, hashlib.sha256(_bytes(header)).digest())


def damaged_error(damaged: DamagedRecord) -> DamagedError:
    """What is said of an entry that no longer reads as it was written."""
    return DamagedError(
        f"the stored entry {damaged.generation}/{damaged.position} of party {damaged.party}"
        " is damaged",
        place=(damaged.party, damaged.generation, damaged.position),
        leaf=damaged.leaf,
        remedy="it is mended when another party sends its copy; look at the disk",
    )


def _damaged(row: Row) -> DamagedRecord:
    """What a damaged row still tells: its leaf only if the header's digest agrees with it."""
    leaf, header = _bytes(row[3]), _bytes(row[4])
    agreed = leaf if hashlib.sha256(header).digest() == leaf else None
    return DamagedRecord(_int(row[0]), _int(row[1]), _int(row[2]), agreed)


def _int(value: SqlValue) -> int:
    if not isinstance(value, int):
        raise StoreError("the database holds something else where a number belongs")
    return value


def _bytes(value: SqlValue) -> bytes:
    if not isinstance(value, bytes):
        raise StoreError("the database holds something else where bytes belong")
    return value
