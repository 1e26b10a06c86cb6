"""Writing side of the SQLite store: one statement for each kind of record."""

from collections.abc import Sequence
from dataclasses import replace

from directline.errors import StoreError
from directline.line.ports import EntryRecord, EvidenceRecord, MetaRecord, NoteRecord, Record
from directline.store.connection import Connection
from directline.store.rows import (
    ENTRY_COLUMNS,
    SERIAL_OF,
    Place,
    damage_of,
    damaged_error,
    entry_of,
    entry_values,
    mended,
)

_INSERT_ENTRY = (
    f"INSERT INTO entries ({ENTRY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (party, generation, position) DO NOTHING"
)
_FIND_ENTRY = f"SELECT serial, {ENTRY_COLUMNS} FROM entries WHERE serial = ({SERIAL_OF})"  # noqa: S608
_MEND_ENTRY = (
    f"UPDATE entries SET ({ENTRY_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " WHERE serial = ?"
)
_PUT_META = (
    "INSERT INTO meta (key, value) VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_PUT_NOTE = (
    "INSERT INTO notes (party, generation, size, note) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (party, generation, size) DO UPDATE SET note = excluded.note"
)
_PUT_EVIDENCE = (
    "INSERT INTO evidence (party, generation, position, header_a, signature_a, header_b,"
    " signature_b, noted_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (party, generation, position) DO NOTHING"
)
_HAVE_ENTRY = (
    "SELECT 1 FROM entries WHERE party = ? AND generation = ? AND position = ? AND leaf = ?"
)
_HAVE_META = "SELECT 1 FROM meta WHERE key = ? AND value = ?"
_HAVE_NOTE = "SELECT 1 FROM notes WHERE party = ? AND generation = ? AND size = ? AND note = ?"
_HAVE_EVIDENCE = "SELECT 1 FROM evidence WHERE party = ? AND generation = ? AND position = ?"


def put_records(writer: Connection, records: Sequence[Record]) -> list[int]:
    """Writes a batch inside the transaction that is open and returns its entries' serials."""
    serials: list[int] = []
    for record in records:
        if isinstance(record, EntryRecord):
            serials.append(_put_entry(writer, record))
        elif isinstance(record, MetaRecord):
            writer.run(_PUT_META, (record.key, record.value))
        elif isinstance(record, NoteRecord):
            writer.run(_PUT_NOTE, (record.party, record.generation, record.size, record.note))
        elif isinstance(record, EvidenceRecord):
            writer.run(
                _PUT_EVIDENCE,
                (
                    record.party,
                    record.generation,
                    record.position,
                    record.header_a,
                    record.signature_a,
                    record.header_b,
                    record.signature_b,
                    record.noted_ms,
                ),
            )
    return serials


def _put_entry(writer: Connection, record: EntryRecord) -> int:
    values = entry_values(record)
    inserted = writer.insert(_INSERT_ENTRY, values)
    if inserted:
        return inserted
    place = (record.party, record.generation, record.position)
    serial, *kept = writer.run(_FIND_ENTRY, place)[0]
    if not isinstance(serial, int):
        raise StoreError("the database returned a serial that is no number")
    row = tuple(kept)
    if entry_of(row) is not None:
        if row[3] != record.leaf:
            raise StoreError(
                f"party {record.party} has another entry at {record.generation}/{record.position}"
            )
        return serial
    whole = mended(row, record)
    if whole is None:
        raise damaged_error(damage_of(row, place))
    writer.run(_MEND_ENTRY, (*entry_values(whole), serial))
    if row[:3] != place:
        writer.run("REINDEX entries")
    return serial


def rebuild_index(writer: Connection, rows: Sequence[tuple[int, EntryRecord]]) -> None:
    """Writes rows under their true places, then makes the index of places from all rows."""
    for serial, record in rows:
        writer.run(_MEND_ENTRY, (*entry_values(record), serial))
    writer.run("REINDEX entries")


def records_kept(writer: Connection, records: Sequence[Record]) -> bool:
    """Whether the database holds the whole batch, as after its commit."""
    metas: dict[str, bytes] = {}
    notes: dict[tuple[int, int, int], bytes] = {}
    for record in records:
        if isinstance(record, MetaRecord):
            metas[record.key] = record.value
        elif isinstance(record, NoteRecord):
            notes[record.party, record.generation, record.size] = record.note
        elif isinstance(record, EntryRecord):
            place = (record.party, record.generation, record.position)
            if not writer.run(_HAVE_ENTRY, (*place, record.leaf)):
                return False
        elif isinstance(record, EvidenceRecord):
            place = (record.party, record.generation, record.position)
            if not writer.run(_HAVE_EVIDENCE, place):
                return False
    return all(writer.run(_HAVE_META, item) for item in metas.items()) and all(
        writer.run(_HAVE_NOTE, (*place, note)) for place, note in notes.items()
    )


def forget_entries(writer: Connection, places: Sequence[Place]) -> int:
    """Takes bodies and salts away inside the transaction that is open; how many had any."""
    count = 0
    for place in places:
        rows = writer.run(_FIND_ENTRY, place)
        if not rows:
            continue
        serial, *columns = rows[0]
        record = entry_of(tuple(columns))
        if record is None:
            raise damaged_error(damage_of(tuple(columns), place))
        if record.body is None and record.salt is None:
            continue
        bare = replace(record, body=None, salt=None)
        writer.run(_MEND_ENTRY, (*entry_values(bare), serial))
        count += 1
    return count
