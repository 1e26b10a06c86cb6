"""Where two sides' books differ: down the digest trees, to the entry and the value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from directline.books.books import NAMES, Books
from directline.books.order import Key
from directline.books.rows import RowKey, Table

DIFFERENCES_MAX = 1_000
"""Listed at once; the first says enough."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that two sides do not have alike; None: that side has no such row."""

    book: str
    table: str
    key: RowKey
    mine: Any
    theirs: Any

    @property
    def entry(self) -> Key | None:
        """The entry that the row is about."""
        key = self.key
        if len(key) == 3 and all(isinstance(part, int) for part in key):
            return int(key[0]), int(key[1]), int(key[2])
        row = self.mine if self.mine is not None else self.theirs
        while isinstance(row, tuple) and row and not hasattr(row, "_fields"):
            row = row[-1]
        return getattr(row, "entry", None) or getattr(row, "key", None)

    @property
    def fields(self) -> tuple[str, ...]:
        """The values that differ, by name."""
        names = getattr(self.mine, "_fields", ())
        if names != getattr(self.theirs, "_fields", ()):
            return ()
        pairs = zip(names, self.mine, self.theirs, strict=True)
        return tuple(name for name, mine, theirs in pairs if mine != theirs)


def differs(
    mine: Books, theirs: Books, names: Iterable[str] = NAMES, *, most: int = DIFFERENCES_MAX
) -> list[Difference]:
    """The rows that two sides do not have alike, the first of each book first.

    Both must stand over the same cut.  Only digests are looked at until one differs.
    """
    found: list[Difference] = []
    for name in names:
        ours, others = mine.tables(name), theirs.tables(name)
        if mine.digest(name) == theirs.digest(name):
            continue
        for part, table in ours.items():
            for key in _keys(table, others[part]):
                if len(found) >= most:
                    return found
                row, other = table.get(key), others[part].get(key)
                found.append(Difference(name, part, key, row, other))
    return found


def _keys(mine: Table[Any], theirs: Table[Any]) -> Iterator[RowKey]:
    """The keys of the rows that differ, from the roots down."""
    if mine.root() == theirs.root():
        return
    for group in _unlike(mine.groups(), theirs.groups()):
        for bucket in _unlike(mine.buckets(group), theirs.buckets(group)):
            yield from _unlike(mine.digests(bucket), theirs.digests(bucket))


def _unlike(mine: dict[RowKey, bytes], theirs: dict[RowKey, bytes]) -> list[RowKey]:
    return sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))
