"""Down the digests of one side's books: what stands below a place, and what a place is called.

A path is [book, table, group, bucket, row] and then the places within the row, each by its index:
a row is an array, and so may each of its values be.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cbor2

from directline.books.books import NAMES, Books
from directline.books.difference import Difference
from directline.books.order import Key
from directline.errors import RemoteProtocolError
from directline.wire.codec import decode
from directline.wire.comparing import NODE_BYTES, Path, Step, in_order

ROW_DEPTH = 5
"""So many steps lead to a row."""
SHOWN_CHARS_MAX = 200
"""Of a value, where a person reads it."""
NAME_CHARS_MAX = 80
UNSAID = "-"
"""A value that is there and says nothing."""
NOT_SHOWN = "…"
"""A side holds a row there; only its digest has come."""


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a place: more places with their digests, or a value that has none."""

    nodes: tuple[tuple[Step, bytes], ...] = ()
    value: bytes | None = None


def below(books: Books, path: Path) -> Below | None:
    """What stands below a place; None where the books have no such place."""
    name = path[0]
    if not isinstance(name, str) or name not in NAMES:
        return None
    tables = books.tables(name)
    if len(path) == 1:
        return Below(tuple((part, tables[part].root()[:NODE_BYTES]) for part in sorted(tables)))
    table = tables.get(str(path[1])) if isinstance(path[1], str) else None
    if table is None:
        return None
    if len(path) == 2:
        return _ordered(table.groups())
    nodes = [step for step in path[2:ROW_DEPTH] if isinstance(step, tuple)]
    if len(nodes) != len(path[2:ROW_DEPTH]):
        return None
    if len(path) == 3:
        return _ordered(table.buckets(nodes[0]))
    if len(path) == 4:
        return _ordered(table.digests(nodes[1]))
    return _within_row(table.get(nodes[2]), path[ROW_DEPTH:])


def _ordered(found: dict[Any, bytes]) -> Below | None:
    if not found:
        return None
    keys = sorted(found, key=in_order)
    return Below(tuple((key, found[key][:NODE_BYTES]) for key in keys))


def _within_row(row: object, indexes: Sequence[Step]) -> Below | None:
    value = row
    for index in indexes:
        if not isinstance(value, tuple) or not isinstance(index, int) or index >= len(value):
            return None
        value = value[index]
    if value is None and not indexes:
        return None
    if isinstance(value, tuple):
        return Below(tuple((number, _digest(one)) for number, one in enumerate(value)))
    return Below(value=cbor2.dumps(value))


def _digest(value: object) -> bytes:
    return hashlib.sha256(b"\x02" + cbor2.dumps(value)).digest()[:NODE_BYTES]


@dataclass(frozen=True, slots=True)
class Found:
    """One place at which two sides' books differ; a side that holds nothing there says None."""

    book: str
    table: str
    key: tuple[int | str, ...] | None
    entry: Key | None
    """The entry that it is about."""
    field: str
    """Which value of the row; empty: the row itself."""
    mine: str | None
    theirs: str | None


def found_at(books: Books, path: Path, theirs: str | None) -> Found:
    """What differs at the end of a path; our side of it is read here."""
    name, table = str(path[0]), str(path[1]) if len(path) > 1 else ""
    key = path[ROW_DEPTH - 1] if len(path) >= ROW_DEPTH else None
    if not isinstance(key, tuple) or name not in NAMES:
        return Found(name, table, None, None, "", None, theirs)
    row = books.tables(name)[table].get(key) if table in books.tables(name) else None
    value: object = row
    for index in path[ROW_DEPTH:]:
        inside = isinstance(value, tuple) and isinstance(index, int) and index < len(value)
        value = value[index] if inside else None  # type: ignore[index]
    held = None if below(books, path) is None else _bounded(_text(value))
    entry = Difference(name, table, key, row, None).entry
    return Found(name, table, key, entry, _field(row, path[ROW_DEPTH:]), held, theirs)


def _field(row: object, indexes: Sequence[Step]) -> str:
    """The name of a place in a row, as `sides.0.held_ms`."""
    names, value = [], row
    for index in indexes:
        known = getattr(value, "_fields", ())
        number = index if isinstance(index, int) else -1
        names.append(str(known[number]) if 0 <= number < len(known) else str(index))
        inside = isinstance(value, tuple) and 0 <= number < len(value)
        value = value[number] if inside else None  # type: ignore[index]
    return ".".join(names)[:NAME_CHARS_MAX]


def shown(value: bytes) -> str:
    """A value in CBOR for people to read, of bytes from outside too."""
    try:
        found = decode(value, bytes_max=len(value), rule="COMPARE-1")
    except RemoteProtocolError:
        return _bounded(value.hex())
    return _bounded(_text(found))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_text, value)) + ")"
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return UNSAID
    return "".join(c if c.isprintable() else "·" for c in str(value)) or '""'


def _bounded(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS_MAX else text[: SHOWN_CHARS_MAX - 1] + "…"
