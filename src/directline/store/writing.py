"""Writing side of the SQLite store: one statement for each kind of record."""

from collections.abc import Sequence

from directline.errors import StoreError
from directline.line.ports import (
    DamagedRecord,
    EntryRecord,
    EvidenceRecord,
    MetaRecord,
    NoteRecord,
    Record,
)
from directline.store.connection import Connection
from directline.store.reading import (
    ENTRY_COLUMNS,
    damaged_error,
    entry_of,
    entry_values,
    may_mend,
)

_INSERT_ENTRY = (
    f"INSERT INTO entries ({ENTRY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (party, generation, position) DO NOTHING"
)
_FIND_ENTRY = (
    f"SELECT serial, {ENTRY_COLUMNS} FROM entries"  # noqa: S608
    " WHERE party = ? AND generation = ? AND position = ?"
)
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
    serial, *kept = writer.run(_FIND_ENTRY, (record.party, record.generation, record.position))[0]
    if not isinstance(serial, int):
        raise StoreError("the database returned a serial that is no number")
    row = tuple(kept)
    if entry_of(row) is not None:
        if row[3] != record.leaf:
            raise StoreError(
                f"party {record.party} has another entry at {record.generation}/{record.position}"
            )
        return serial
    if not may_mend(row, record):
        raise damaged_error(DamagedRecord(record.party, record.generation, record.position, None))
    writer.run(_MEND_ENTRY, (*values, serial))
    return serial


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
