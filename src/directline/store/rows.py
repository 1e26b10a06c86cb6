"""Rows of the entries' table: what is written, what is read, and what a damaged one still tells."""

import hashlib
from dataclasses import replace

from directline.errors import DamagedError
from directline.line.ports import DamagedRecord, EntryRecord
from directline.store.connection import SqlValue
from directline.store.records import entry_sum

ENTRY_COLUMNS = (
    "party, generation, position, leaf, header, signature, body, salt,"
    " stored_ms, stored_quality, bearer, checksum"
)
ENTRY_VALUES = 12
SERIAL_OF = (
    "SELECT serial FROM entries INDEXED BY sqlite_autoindex_entries_1"
    " WHERE party = ? AND generation = ? AND position = ?"
)
"""The row of a place as the index has it; what the row itself says of its place may have rotted."""

HEADER_BYTES_MAX = 2048
"""Headers up to this are searched for the bit that turned: some ten milliseconds; usual ones are
a tenth of it."""

Row = tuple[SqlValue, ...]
Place = tuple[int, int, int]


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
    record = readable_of(row)
    if record is None or entry_sum(record) != row[-1]:
        return None
    return record if hashlib.sha256(record.header).digest() == record.leaf else None


def readable_of(row: Row) -> EntryRecord | None:
    """What a row says, whether it is what was written or not; None if it makes no entry."""
    if len(row) != ENTRY_VALUES:
        return None
    numbers, texts = (
        (*row[0:3], *row[8:10]),
        (*row[3:6], *(part for part in row[6:8] if part is not None)),
    )
    if not all(isinstance(value, int) for value in numbers) or not isinstance(row[10], str):
        return None
    if not all(isinstance(value, bytes) for value in texts):
        return None
    return EntryRecord(*row[:-1])  # type: ignore[arg-type]  # just looked at


def damage_of(row: Row, place: Place) -> DamagedRecord:
    """What a damaged row still tells: its leaf only where something else vouches for it.

    A leaf that is only probable is not named: it would accuse its author of two histories.
    """
    leaf, header = (row[3], row[4]) if len(row) == ENTRY_VALUES else (None, None)
    if not isinstance(header, bytes) or not isinstance(leaf, bytes):
        return DamagedRecord(*place, None)
    digest = hashlib.sha256(header).digest()
    if digest == leaf or _only_leaf_rotted(row, digest):
        return DamagedRecord(*place, digest)
    return DamagedRecord(*place, leaf if _one_bit_from(header, leaf) else None)


def _only_leaf_rotted(row: Row, digest: bytes) -> bool:
    record = readable_of(row)
    return record is not None and entry_sum(replace(record, leaf=digest)) == row[-1]


def _one_bit_from(header: bytes, leaf: bytes) -> bool:
    """Whether the header has the leaf's digest once one of its bits is turned back."""
    if len(header) > HEADER_BYTES_MAX:
        return False
    content = bytearray(header)
    for at in range(len(content)):
        for bit in range(8):
            content[at] ^= 1 << bit
            if hashlib.sha256(content).digest() == leaf:
                return True
            content[at] ^= 1 << bit
    return False


def mended(row: Row, copy: EntryRecord) -> EntryRecord | None:
    """What is to be written over a damaged row, given another party's copy of the entry.

    Our own clock and bearer stay where the row's checksum vouches for them, and what was
    forgotten stays forgotten.

    Returns:
        The record; None if the row was another entry, as far as it still tells.
    """
    kept = readable_of(row)
    if kept is None:
        return None
    whole = replace(
        copy, stored_ms=kept.stored_ms, stored_quality=kept.stored_quality, bearer=kept.bearer
    )
    for record in (whole, replace(whole, body=None, salt=None)):
        if entry_sum(record) == row[-1]:
            return record
    if copy.leaf not in (kept.leaf, hashlib.sha256(kept.header).digest()):
        return None
    return copy if kept.body is not None else replace(copy, body=None, salt=None)


def damaged_error(damaged: DamagedRecord) -> DamagedError:
    """What is said of an entry that no longer reads as it was written."""
    return DamagedError(
        f"the stored entry {damaged.generation}/{damaged.position} of party {damaged.party}"
        " is damaged",
        place=(damaged.party, damaged.generation, damaged.position),
        leaf=damaged.leaf,
        remedy="it is mended when another party sends its copy; look at the disk",
    )
