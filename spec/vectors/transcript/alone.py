"""Proofs that stand alone, for the vectors: of one entry, and of two histories under one key."""

from collections.abc import Iterator

from directline.transcript.checkpoint import log_key, origin
from directline.transcript.proof import TlogProof
from directline.transcript.witness import fork_proof
from directline.wire.codec import Value, decode, encode
from tests.unit.transcript.sample import Sample

Case = tuple[str, str, str, str, bytes, dict[str, str]]
"""(file, kind, expect, what it is, bytes, further headers)."""
COUNT = 5


def history(text: str) -> Sample:
    """One of two histories that ALPHA's key signs: the first entry is the same."""
    sample = Sample("alone")
    sample.message(0)
    for number in range(COUNT - 1):
        sample.message(0, "I1", f"{text} {number}")
        sample.checkpoint(0)
    return sample


def alone() -> Iterator[Case]:
    """Every vector of this module."""
    one, other = history("one"), history("another")
    tree = one.trees[(0, 1)]
    vkey = log_key(
        origin(one.charter.line_id, "ALPHA", 1), one.key(0, "checkpoint").public()
    ).vkey()
    head = one.notes[-1].note
    leaf = {"key": vkey, "leaf": one.records[2].leaf.hex(), "rules": "PROOF-1"}
    good = TlogProof(3, tree.inclusion(3), head).encode()
    extra = TlogProof(3, tree.inclusion(3), head, b"beside it").encode()
    neighbour = leaf | {"leaf": one.records[3].leaf.hex()}
    hash_cut = good.replace(b"\n\n", b"\nAAAA\n\n", 1)
    yield "alone_good", "tlog proof", "verified", "the third of five", good, leaf
    yield "alone_extra", "tlog proof", "verified", "with bytes beside it", extra, leaf
    yield "alone_other_leaf", "tlog proof", "inclusion proof", "its neighbour", good, neighbour
    rows = {
        "other_version": good.replace(b"@v1", b"@v2"),
        "no_index": good.replace(b"index 2\n", b""),
        "index_with_zero": good.replace(b"index 2", b"index 02"),
        "index_negative": good.replace(b"index 2", b"index -2"),
        "extra_behind": good.replace(b"index 2\n", b"index 2\nextra AAAA\n"),
        "hash_cut_short": hash_cut,
        "no_checkpoint": good.partition(b"\n\n")[0],
    }
    for name, data in rows.items():
        expect = "TRANS-4" if name == "extra_behind" else "PROOF-1"
        what = name.replace("_", " ")
        yield f"alone_{name}", "tlog proof", expect, what, data, leaf
    changed = good[:-4] + b"AA=\n"
    what = "another signature"
    yield "alone_checkpoint_changed", "tlog proof", "checkpoint line 1", what, changed, leaf
    yield from forks(one, other, {"key": vkey, "rules": "WITNESS-1"})


def forks(one: Sample, other: Sample, key: dict[str, str]) -> Iterator[Case]:
    """Proofs of two histories."""
    tree = other.trees[(0, 1)]
    newer = other.notes[-1].note
    for size in (2, 3, 4, 5):
        proof = fork_proof(one.notes[size - 2].note, newer, tree)
        yield f"fork_at_{size}", "fork", "verified", f"{size} and 5 entries", proof, key
    good = fork_proof(one.notes[1].note, newer, tree)
    honest = fork_proof(other.notes[1].note, newer, tree)
    backwards = encode(("directline/fork/v1", newer, one.notes[1].note, ()))
    yield "fork_of_one_history", "fork", "fork", "no fork at all", honest, key
    yield "fork_backwards", "fork", "fork", "the newer head first", backwards, key
    kind, older, later, path = _parts(good)
    assert isinstance(path, tuple)
    changes: dict[str, tuple[str, tuple[Value, ...]]] = {
        "path_too_short": ("fork", (kind, older, later, path[:-1])),
        "path_too_long": ("fork", (kind, older, later, (*path, bytes(32)))),
        "path_changed": ("fork", (kind, older, later, (bytes(32), *path[1:]))),
        "other_format": ("WITNESS-1", ("directline/fork/v2", older, later, path)),
        "one_part_more": ("WITNESS-1", (kind, older, later, path, 0)),
        "head_no_note": ("TRANS-4", (kind, b"no note", later, path)),
    }
    for name, (expect, value) in changes.items():
        yield f"fork_{name}", "fork", expect, name.replace("_", " "), encode(value), key
    needless = encode((kind, one.notes[-1].note, newer, (bytes(32),)))
    yield "fork_path_at_one_size", "fork", "fork", "a path between two equal sizes", needless, key
    yield "fork_byte_more", "fork", "WITNESS-1", "a byte behind it", good + b"\0", key
    forged = bytes(older if isinstance(older, bytes) else b"").replace(b"\n3\n", b"\n2\n")
    data = encode((kind, forged, later, path))
    yield "fork_head_changed", "fork", "older head line 1", "another size", data, key


def _parts(proof: bytes) -> tuple[Value, ...]:
    value = decode(proof, bytes_max=1 << 20, rule="WITNESS-1")
    assert isinstance(value, tuple)
    return value
