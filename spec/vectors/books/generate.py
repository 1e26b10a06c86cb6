"""Writes the books' test vectors: small transcripts, and the digests of each book over a cut.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/books/generate.py`.
Everything is made from fixed seeds, so that running it again changes nothing.
"""

import json
from pathlib import Path
from typing import Any

from directline.books import NAMES, Books, Cut
from tests.unit.books.compared import seeded
from tests.unit.books.made import Made, Record, rules

HERE = Path(__file__).parent
RULES = "BOOK-1 BOOK-2 BOOK-3 BOOK-4"


def case(made: Made, readers: tuple[int, ...], *, whole: bool, forgotten: int) -> dict[str, Any]:
    """A transcript with the digests over a cut of it."""
    books = Books(rules(made.parties), frozenset(readers))
    books.add(made.records)
    sizes = books.order.sizes()
    if not whole:
        sizes = {feed: max(1, size * 2 // 3) for feed, size in sizes.items()}
    gone = [record.key for record in made.records[::7]][:forgotten]
    with books.within(Cut(sizes, frozenset(gone))) as cut:
        digests = {name: cut.digest(name).hex() for name in NAMES}
        keys = books.order.keys()
        order = [list(key) for key in keys] if whole else []
    return {
        "parties": made.parties,
        "readers": list(readers),
        "cut": [[*feed, size] for feed, size in sorted(sizes.items())],
        "forgotten": [list(key) for key in gone],
        "entries": [_entry(record) for record in made.records],
        "order": order,
        "digests": digests,
    }


def _entry(record: Record) -> list[Any]:
    body = None if record.body is None else record.body.hex()
    return [*record.key, record.leaf.hex(), record.header.hex(), body]


def vectors() -> dict[str, str]:
    """Every vector: name of the file and its text."""
    found = {}
    for name, seed, count, parties, readers, whole, forgotten in (
        ("empty", 1, 0, 2, (0, 1), True, 0),
        ("one_entry", 2, 1, 2, (0, 1), True, 0),
        ("of_two", 3, 40, 2, (0, 1), True, 0),
        ("of_two_over_a_cut", 3, 40, 2, (0, 1), False, 0),
        ("of_two_with_forgotten", 3, 40, 2, (0, 1), True, 4),
        ("of_three_for_two", 4, 30, 3, (0, 2), True, 2),
        ("clocks_within_clocks", 5, 40, 2, (0, 1), True, 0),
    ):
        made = seeded(seed, count, parties)
        value = case(made, readers, whole=whole, forgotten=forgotten)
        head = f"kind: books\nexpect: ok\nrules: {RULES}\n\n"
        found[name] = head + json.dumps(value, indent=1) + "\n"
    return found


def main() -> None:
    """Write all; remove what is no vector any more."""
    wanted = vectors()
    for path in HERE.iterdir():
        if path.is_file() and not path.suffix and path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (HERE / name).write_text(text)


if __name__ == "__main__":
    main()
