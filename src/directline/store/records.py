"""What both stores check of a record before they keep it, and the checksum of a kept entry."""

import struct
import zlib

from directline.errors import StoreError
from directline.line.ports import EntryRecord, EvidenceRecord, MetaRecord, NoteRecord, Record
from directline.store.limits import (
    BEARER_CHARS_MAX,
    INTEGER_MAX,
    KEY_CHARS_MAX,
    RECORD_BYTES_MAX,
)

LEAF_BYTES = 32

_SUM = struct.Struct(">qqqqqqqqqq")


def record_bytes(record: Record) -> int:
    """Roughly what this record costs to keep, without indexes."""
    if isinstance(record, EntryRecord):
        return (
            len(record.leaf)
            + len(record.header)
            + len(record.signature)
            + len(record.body or b"")
            + len(record.salt or b"")
            + 48
        )
    if isinstance(record, MetaRecord):
        return len(record.key) + len(record.value)
    if isinstance(record, NoteRecord):
        return len(record.note) + 24
    return (
        len(record.header_a)
        + len(record.signature_a)
        + len(record.header_b)
        + len(record.signature_b)
        + 32
    )


def entry_sum(record: EntryRecord) -> int:
    """A checksum over every part of a kept entry, so that a rotten one is never delivered."""
    body, salt = record.body, record.salt
    bearer = record.bearer.encode()
    crc = zlib.crc32(
        _SUM.pack(
            record.party,
            record.generation,
            record.position,
            len(record.leaf),
            len(record.header),
            len(record.signature),
            -1 if body is None else len(body),
            -1 if salt is None else len(salt),
            record.stored_ms,
            record.stored_quality,
        )
    )
    for part in (record.leaf, record.header, record.signature, body, salt, bearer):
        if part:
            crc = zlib.crc32(part, crc)
    return crc


def check_record(record: Record) -> None:
    """Refuses what neither store could keep and give back unchanged.

    Raises:
        StoreError: a number, length or type is outside its bounds.
    """
    if isinstance(record, MetaRecord):
        _check_text("key", record.key, 1, KEY_CHARS_MAX)
        _check_bytes("value", record.value)
        return
    if not isinstance(record, EntryRecord | NoteRecord | EvidenceRecord):
        raise StoreError(f"a {type(record).__name__} is not a record of the store")
    _check_integer("party", record.party, 0)
    _check_integer("generation", record.generation, 1)
    if isinstance(record, NoteRecord):
        _check_integer("size", record.size, 0)
        _check_bytes("note", record.note)
        return
    _check_integer("position", record.position, 1)
    if isinstance(record, EvidenceRecord):
        _check_integer("noted_ms", record.noted_ms, 0)
        for name in ("header_a", "signature_a", "header_b", "signature_b"):
            _check_bytes(name, getattr(record, name))
        return
    _check_entry(record)


def _check_entry(record: EntryRecord) -> None:
    _check_integer("stored_ms", record.stored_ms, 0)
    _check_integer("stored_quality", record.stored_quality, 0)
    _check_bytes("leaf", record.leaf)
    if len(record.leaf) != LEAF_BYTES:
        raise StoreError(f"an entry's leaf is not {LEAF_BYTES} bytes")
    _check_bytes("header", record.header)
    _check_bytes("signature", record.signature)
    if record.body is not None:
        _check_bytes("body", record.body)
    if record.salt is not None:
        _check_bytes("salt", record.salt)
    _check_text("bearer", record.bearer, 0, BEARER_CHARS_MAX)


def _check_integer(name: str, value: object, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= INTEGER_MAX:
        raise StoreError(f"a record's {name} is not a number from {least} up")


def _check_bytes(name: str, value: object) -> None:
    if not isinstance(value, bytes) or len(value) > RECORD_BYTES_MAX:
        raise StoreError(f"a record's {name} is not bytes, or more than {RECORD_BYTES_MAX}")


def _check_text(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise StoreError(f"a record's {name} is not a text of {least} to {most} characters")
