"""Writes the transcript's test vectors: one file a case, named for its defect.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/transcript/generate.py`.
Everything is made from fixed keys, so that running it again changes nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from directline.transcript.bundle import Content, Selection
from directline.transcript.checkpoint import log_key, origin
from directline.transcript.tree import Tree
from directline.transcript.unbundle import decode_bundle
from tests.unit.transcript import defects
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.forgery import flip, reseal, resign
from tests.unit.transcript.sample import small

HERE = Path(__file__).parent
ROOTS = 70


def case(kind: str, expect: str, note: str, data: bytes, **more: str) -> bytes:
    """One vector's bytes."""
    headers = {"kind": kind, "expect": expect, "note": note} | more
    return "".join(f"{name}: {value}\n" for name, value in headers.items()).encode() + b"\n" + data


def file_name(name: str) -> str:
    """A bundle's file, from what is wrong with it."""
    return "bundle_" + name.replace("'s ", "_").replace(" ", "_")


def vectors() -> Iterator[tuple[str, bytes]]:
    """Every vector by its file's name."""
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(ROOTS)]
    tree = Tree(leaves)
    rows = "".join(f"{size} {tree.root(size).hex()}\n" for size in range(ROOTS + 1))
    yield "roots", case("roots", "verified", "leaf n is SHA-256 of the byte n-1", rows.encode())
    sample = small()
    line = sample.charter.line_id
    note = sample.notes[0].note
    key = log_key(origin(line, "ALPHA", 1), sample.key(0, "checkpoint").public()).vkey()
    for name, rule, change in defects.NOTES:
        what = name.replace("_", " ")
        yield f"note_{name}", case("note", rule, what, change(note), key=key)
    whole = sample.export(0)
    print_of = sample.charter.fingerprint
    yield "bundle_whole", case("bundle", "verified", "every kind of part", whole)
    yield (
        "bundle_compared",
        case("bundle", "verified", "with its fingerprint", whole, fingerprint=print_of),
    )
    other = small("somebody else").export(0)
    yield (
        "bundle_other_keys",
        case("bundle", "charter fingerprint", "wholly re-signed", other, fingerprint=print_of),
    )
    for name, change, part in defects.OF_ANYBODY:
        data = resign(sample, whole, change)
        yield (
            file_name(name),
            case("bundle", part, f"{name}, signed anew by the exporter", data),
        )
    for name, change in defects.OF_THE_EXPORTER:
        data = reseal(whole, change)
        yield (
            file_name(name),
            case("bundle", "export signature", f"{name}, checksums recomputed", data),
        )
    yield (
        "bundle_checksum",
        case("bundle", "checksum of the file", "the last byte changed", flip(whole)),
    )
    yield from selections()
    yield "bundle_cut_short", case("bundle", "structure", "the last byte missing", whole[:-1])


def changed(changes: dict[str, Any], content: Content) -> Content:
    """A file's content with some of it replaced."""
    return replace(content, **changes)


def selections() -> Iterator[tuple[str, bytes]]:
    """Files of chosen messages."""
    sample, message = busy()
    some = selected(sample, message)
    yield "bundle_selection", case("bundle", "verified", "one message and its receipts", some)
    content, _ = decode_bundle(some)
    turned = replace(content.inclusion[0], path=content.inclusion[0].path[::-1])
    cases: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("proof", "inclusion proof ALPHA 8", {"inclusion": (turned, *content.inclusion[1:])}),
        ("called_whole", "checkpoint ALPHA", {"selection": None}),
        ("for_nobody", "structure", {"selection": Selection(" ", 1)}),
        ("copy_nought", "structure", {"selection": Selection("A commission", 0)}),
    )
    for name, part, changes in cases:
        data = resign(sample, some, partial(changed, changes))
        note = name.replace("_", " ")
        yield f"bundle_selection_{name}", case("bundle", part, f"a selection, {note}", data)


def main() -> None:
    """Write them all, and remove what is no longer made."""
    made = dict(vectors())
    for path in HERE.iterdir():
        if path.suffix != ".py" and path.is_file() and path.name not in made:
            path.unlink()
    for name, data in made.items():
        (HERE / name).write_bytes(data)
    print(f"{len(made)} vectors in {HERE}")


if __name__ == "__main__":
    main()
