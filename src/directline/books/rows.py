"""Rows of a book: a table that can go back, entry by entry, and its digest tree.

What a fold keeps, it keeps in tables and nowhere else.  Rows are tuples of plain values that are
never changed in place, so that going back is putting the row before in its place again.

The digest tree: a row's digest is SHA-256(0x00 || CBOR of [key, row]); 128 positions of a feed are
a bucket, 128 buckets a group, each SHA-256(0x01 || the digests below it in the order of their
keys); a table's root is the same over its groups.  Only what changed is computed again.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import cbor2

from directline.books.limits import JOURNAL_MAX
from directline.books.order import Key

Row = TypeVar("Row", bound=Any)
RowKey = tuple[int | str, ...]
"""Mostly (party, generation, position) of the entry that a row is about."""
Node = tuple[int | str, ...]

EMPTY = hashlib.sha256(b"\x01").digest()
"""The root of a table without rows."""


class Journal:
    """What each of the last entries changed, so that it can be taken back."""

    def __init__(self) -> None:
        self.now: list[tuple[Table[Any], RowKey, Any]] | None = None
        """None: nothing is remembered."""
        self._steps: deque[list[tuple[Table[Any], RowKey, Any]]] = deque(maxlen=JOURNAL_MAX)

    def __len__(self) -> int:
        return len(self._steps)

    def begin(self) -> None:
        """From now on changes belong to the next entry."""
        self.now = []
        self._steps.append(self.now)

    def back(self, count: int) -> None:
        """Take the last so many entries back; no more than are remembered."""
        for _ in range(count):
            for table, key, row in reversed(self._steps.pop()):
                table.restore(key, row)
        self.now = None

    def clear(self) -> None:
        """Remember nothing."""
        self._steps.clear()
        self.now = None


class Table(Generic[Row]):
    """Rows by key."""

    __slots__ = ("_buckets", "_dirty", "_groups", "_journal", "_rows", "get")

    get: Callable[[RowKey], Row | None]
    """A row, or None."""

    def __init__(self, journal: Journal) -> None:
        self._rows: dict[RowKey, Row] = {}
        self.get = self._rows.get
        self._journal = journal
        self._dirty: set[RowKey] = set()
        self._buckets: dict[Node, dict[RowKey, bytes]] = {}
        self._groups: dict[Node, dict[Node, bytes]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: RowKey) -> bool:
        return key in self._rows

    def put(self, key: RowKey, row: Row | None) -> None:
        """Write a row, or take it away."""
        rows = self._rows
        before = rows.get(key)
        if before == row:
            return
        now = self._journal.now
        if now is not None:
            now.append((self, key, before))
        if row is None:
            del rows[key]
        else:
            rows[key] = row
        self._dirty.add(key)

    def restore(self, key: RowKey, row: Row | None) -> None:
        """Write a row as it was, without remembering what it is now."""
        if row is None:
            self._rows.pop(key, None)
        else:
            self._rows[key] = row
        self._dirty.add(key)

    def items(self) -> Iterator[tuple[RowKey, Row]]:
        """All rows, by key."""
        rows = self._rows
        return ((key, rows[key]) for key in sorted(rows))

    def clear(self) -> None:
        """Take all rows away."""
        self._rows.clear()
        self._dirty.clear()
        self._buckets.clear()
        self._groups.clear()

    # --- digests ------------------------------------------------------------------------------

    def root(self) -> bytes:
        """The digest of all rows."""
        self._settle()
        if not self._groups:
            return EMPTY
        return _node(_node(self._groups[name].values()) for name in sorted(self._groups))

    def groups(self) -> dict[Node, bytes]:
        """The digest of each group."""
        self._settle()
        return {name: _node(found.values()) for name, found in self._groups.items()}

    def buckets(self, group: Node) -> dict[Node, bytes]:
        """The digest of each bucket of a group."""
        self._settle()
        return dict(self._groups.get(group, {}))

    def digests(self, bucket: Node) -> dict[RowKey, bytes]:
        """The digest of each row of a bucket."""
        self._settle()
        return dict(self._buckets.get(bucket, {}))

    def places(self) -> list[Node]:
        """All buckets that have rows."""
        self._settle()
        return list(self._buckets)

    def renew(self, bucket: Node) -> int:
        """Believe no kept digest of a bucket; returns how many rows it has."""
        rows = self._buckets[bucket]
        self._dirty.update(rows)
        return len(rows)

    def _settle(self) -> None:
        """Compute anew what changed since the last time."""
        touched = set()
        for key in self._dirty:
            bucket = bucket_of(key)
            touched.add(bucket)
            row = self._rows.get(key)
            found = self._buckets.setdefault(bucket, {})
            if row is None:
                found.pop(key, None)
            else:
                found[key] = row_digest(key, row)
        self._dirty.clear()
        for bucket in touched:
            group = self._groups.setdefault(group_of(bucket), {})
            rows = self._buckets[bucket]
            if rows:
                ordered = {key: rows[key] for key in sorted(rows)}
                self._buckets[bucket] = ordered
                group[bucket] = _node(ordered.values())
            else:
                del self._buckets[bucket]
                group.pop(bucket, None)
        for name in {group_of(bucket) for bucket in touched}:
            group = self._groups[name]
            if group:
                self._groups[name] = {bucket: group[bucket] for bucket in sorted(group)}
            else:
                del self._groups[name]


def row_digest(key: RowKey, row: object) -> bytes:
    """The digest of one row."""
    # Not the wire's encoder: a row is deeper than what it holds of a body, and must not fail.
    return hashlib.sha256(b"\x00" + cbor2.dumps((key, row))).digest()


def entry_key(key: RowKey) -> Key:
    """The entry that a row is about, of a table by entries."""
    party, generation, position = key
    return int(party), int(generation), int(position)


def bucket_of(key: RowKey) -> Node:
    """The bucket of a row: its feed, and 128 positions of it."""
    if len(key) == 3 and isinstance(key[2], int):
        return key[0], key[1], key[2] >> 7
    return (key[0],)


def group_of(bucket: Node) -> Node:
    """The group of a bucket."""
    if len(bucket) == 3 and isinstance(bucket[2], int):
        return bucket[0], bucket[1], bucket[2] >> 7
    return bucket


def _node(below: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"\x01" + b"".join(below)).digest()
