"""The books' vectors: by the books, and by a slow implementation with digests of its own."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2
import pytest

from directline.books import NAMES, Books, Cut
from spec.vectors.books import generate
from tests.tidy.house import ROOT
from tests.unit.books.made import Record, rules
from tests.unit.books.slow import Slow

FOLDER = ROOT / "spec" / "vectors" / "books"
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file() and not path.suffix)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text().partition("\n\n")[2])
    return found


def records(value: dict[str, Any]) -> list[Record]:
    return [
        Record(p, g, n, bytes.fromhex(leaf), bytes.fromhex(header),
               None if body is None else bytes.fromhex(body))
        for p, g, n, leaf, header, body in value["entries"]
    ]  # fmt: skip


def digest(name: str, tables: Mapping[str, Mapping[Any, Any]]) -> str:
    """Of a book, as spec/books.md section 4 says it and no faster."""
    text = b"directline/book/v1\n" + name.encode() + b"\n"
    for part in sorted(tables):
        text += part.encode() + b"\n" + grouped(tables[part])
    return hashlib.sha256(text).hexdigest()


def grouped(table: Mapping[Any, Any]) -> bytes:
    tree: dict[Any, dict[Any, dict[Any, bytes]]] = {}
    for key, row in table.items():
        feed = len(key) == 3 and isinstance(key[2], int)
        bucket = (*key[:2], key[2] // 128) if feed else key[:1]
        group = (*key[:2], key[2] // 16_384) if feed else key[:1]
        found = hashlib.sha256(b"\x00" + cbor2.dumps((key, row))).digest()
        tree.setdefault(group, {}).setdefault(bucket, {})[key] = found
    groups = {}
    for group, buckets in tree.items():
        groups[group] = node({bucket: node(rows) for bucket, rows in buckets.items()})
    return node(groups)


def node(below: dict[Any, bytes]) -> bytes:
    keys = sorted(below, key=lambda key: [(isinstance(part, str), part) for part in key])
    return hashlib.sha256(b"\x01" + b"".join(below[key] for key in keys)).digest()


@pytest.mark.spec("BOOK-1", "BOOK-2", "BOOK-3", "BOOK-4")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_implementations_answer_what_the_vector_says(path: Path) -> None:
    value = read(path)
    readers = tuple(value["readers"])
    sizes = {(party, generation): size for party, generation, size in value["cut"]}
    forgotten = frozenset(tuple(key) for key in value["forgotten"])
    by = rules(value["parties"])
    books = Books(by, frozenset(readers))
    books.add(records(value))
    if value["order"]:
        keys = books.order.keys()
        assert [list(key) for key in keys] == value["order"]
    with books.within(Cut(sizes, forgotten)) as cut:
        assert {name: cut.digest(name).hex() for name in NAMES} == value["digests"]
    inside = [r for r in records(value) if r.position <= sizes.get((r.party, r.generation), 0)]
    slow = Slow(by, inside, readers, forgotten).all()
    assert {name: digest(name, slow[name]) for name in NAMES} == value["digests"]


def test_the_generator_makes_these_very_vectors() -> None:
    made = generate.vectors()
    assert made.keys() == {path.name for path in FILES}, "run spec/vectors/books/generate.py"
    changed = [path.name for path in FILES if made[path.name] != path.read_text()]
    assert not changed, "run spec/vectors/books/generate.py"
