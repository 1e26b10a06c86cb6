"""Writes the transcript's test vectors: one file a case, named for its defect.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/transcript/generate.py`.
Everything is made from fixed keys, so that running it again changes nothing.
"""

import hashlib
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from directline.catalogue.pinned import CONTEXT as CATALOGUE_TREE
from directline.catalogue.pinned import carried, digest_of
from directline.errors import VerificationError
from directline.transcript.bundle import encode_content, seal_bundle
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosigner_key,
    cosigner_name,
    log_key,
    mldsa_key,
    origin,
    subtree_message,
)
from directline.transcript.note import Note, NoteLine
from directline.transcript.tree import Tree
from directline.transcript.unbundle import decode_bundle
from directline.transcript.verify import verify_bundle
from directline.wire.body import Body
from directline.wire.codec import encode
from directline.wire.ending import Ending
from directline.wire.entry import Seen
from directline.wire.values import Kind
from spec.vectors.transcript import mldsa
from spec.vectors.transcript.alone import alone
from spec.vectors.transcript.redactions import redactions
from spec.vectors.transcript.selections import selections
from tests.unit.transcript import defects
from tests.unit.transcript.forgery import edit_feed, flip, reseal, resign
from tests.unit.transcript.sample import Pair, Sample, small

HERE = Path(__file__).parent
ROOTS = 70


def case(kind: str, expect: str, note: str, data: bytes, **more: str) -> bytes:
    """One vector's bytes."""
    headers = {"kind": kind, "expect": expect, "note": note} | more
    return "".join(f"{name}: {value}\n" for name, value in headers.items()).encode() + b"\n" + data


RULES = (
    ("structure", "TRANS-10"),
    ("charter", "TRANS-12"),
    ("head", "TRANS-12"),
    ("contradiction", "TRANS-16"),
    ("evidence", "TRANS-20"),
    ("checkpoint", "TRANS-17"),
    ("consistency", "TRANS-18"),
    ("inclusion", "TRANS-18"),
    ("catalogue", "TRANS-19"),
    ("export signature", "TRANS-21"),
    ("checksum", "TRANS-22"),
    ("feed", "TRANS-15"),
)


def rule_of(part: str) -> str:
    """The rules that a verifier follows when it names this part of a bundle."""
    found = next((rule for begin, rule in RULES if part.startswith(begin)), "")
    if not found:
        _, colon, what = part.partition(": ")
        entry = {"body": "TRANS-14", "salt": "TRANS-14", "order": "TRANS-15"}
        found = entry.get(what, "TRANS-13") if colon else "TRANS-15"
    return f"{found} TRANS-23" if part != "contradiction" else found


def bundle(expect: str, note: str, data: bytes, **more: str) -> bytes:
    """A whole file's vector, with the rules that it shows."""
    rules = "TRANS-11 TRANS-12" if expect == "verified" else rule_of(expect)
    return case("bundle", expect, note, data, rules=rules, **more)


def file_name(name: str) -> str:
    """A bundle's file, from what is wrong with it."""
    return "bundle_" + name.replace("'s ", "_").replace(" ", "_")


def vectors() -> Iterator[tuple[str, bytes]]:
    """Every vector by its file's name."""
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(ROOTS)]
    tree = Tree(leaves)
    rows = "".join(f"{size} {tree.root(size).hex()}\n" for size in range(ROOTS + 1))
    what = "leaf n is SHA-256 of the byte n-1"
    yield "roots", case("roots", "verified", what, rows.encode(), rules="TRANS-1")
    yield from proofs(tree, leaves)
    yield from notes()
    yield from bundles()
    yield from bundles_of_others()
    for name, kind, expect, note, data, more in alone():
        yield name, case(kind, expect, note, data, **more)
    for name, expect, what, data in selections():
        yield name, bundle(expect, what, data)
    for name, expect, what, rules, data in redactions():
        yield name, case("bundle", expect, what, data, rules=rules)


def proofs(tree: Tree, leaves: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Inclusion and consistency, each with one thing wrong."""

    def inclusion(expect: str, note: str, **changes: object) -> bytes:
        values: dict[str, object] = {
            "leaf": leaves[5].hex(), "position": 6, "size": 21, "root": tree.root(21).hex(),
            "path": tree.inclusion(6, 21),
        }  # fmt: skip
        return proof("inclusion", expect, note, values | changes)

    def consistency(expect: str, note: str, **changes: object) -> bytes:
        values: dict[str, object] = {
            "old": 21, "root_old": tree.root(21).hex(), "size": 53, "root": tree.root(53).hex(),
            "path": tree.consistency(21, 53),
        }  # fmt: skip
        return proof("consistency", expect, note, values | changes)

    path, way = tree.inclusion(6, 21), tree.consistency(21, 53)
    yield "inclusion_good", inclusion("verified", "the sixth of 21")
    only = {"leaf": leaves[0].hex(), "position": 1, "size": 1, "root": tree.root(1).hex()}
    yield "inclusion_of_the_only_leaf", inclusion("verified", "no hashes", path=(), **only)
    yield "inclusion_position_zero", inclusion("TRANS-2", "before the first", position=0)
    yield "inclusion_position_beyond", inclusion("TRANS-2", "after the last", position=22)
    yield "inclusion_other_position", inclusion("TRANS-2", "its neighbour", position=5)
    yield "inclusion_other_leaf", inclusion("TRANS-2", "its neighbour's", leaf=leaves[6].hex())
    yield "inclusion_other_root", inclusion("TRANS-2", "of 22", root=tree.root(22).hex())
    yield "inclusion_too_short", inclusion("TRANS-2", "without its last", path=path[:-1])
    yield "inclusion_too_long", inclusion("TRANS-2", "one more", path=(*path, bytes(32)))
    yield "inclusion_hash_short", inclusion("TRANS-2", "31 bytes", path=(*path[:-1], bytes(31)))
    same = {"old": 53, "root_old": tree.root(53).hex()}
    full = {"old": 32, "root_old": tree.root(32).hex(), "path": tree.consistency(32, 53)}
    yield "consistency_good", consistency("verified", "from 21 to 53")
    yield "consistency_from_a_full_tree", consistency("verified", "from 32 to 53", **full)
    yield "consistency_to_itself", consistency("verified", "no hashes", path=(), **same)
    yield "consistency_to_itself_with_hashes", consistency("TRANS-3", "hashes", **same)
    yield "consistency_empty", consistency("TRANS-3", "no hashes", path=())
    yield "consistency_backwards", consistency("TRANS-3", "larger before", old=54)
    yield "consistency_too_short", consistency("TRANS-3", "without its last", path=way[:-1])
    yield "consistency_too_long", consistency("TRANS-3", "one more", path=(*way, bytes(32)))
    yield (
        "consistency_other_old_root",
        consistency("TRANS-3", "of 20", root_old=tree.root(20).hex()),
    )
    yield "consistency_other_new_root", consistency("TRANS-3", "of 52", root=tree.root(52).hex())


def proof(kind: str, expect: str, note: str, values: dict[str, object]) -> bytes:
    """A proof's vector: everything in its headers."""
    path = values["path"]
    assert isinstance(path, tuple)
    shown = {**values, "path": " ".join(part.hex() for part in path)}
    rule = "TRANS-2" if kind == "inclusion" else "TRANS-3"
    more = {name: str(value) for name, value in shown.items()}
    return case(kind, expect, note, b"", **more, rules=rule)


def notes() -> Iterator[tuple[str, bytes]]:
    """A checkpoint's note: its form, its own line, cosignatures of both kinds."""
    sample = small()
    line = sample.charter.line_id
    note = sample.notes[0].note
    key = log_key(origin(line, "ALPHA", 1), sample.key(0, "checkpoint").public()).vkey()
    for name, rule, change in defects.NOTES:
        rules = "TRANS-5 TRANS-6" if rule == "verified" else rule
        rules = "TRANS-6" if rule == "checkpoint" else rules
        rules = "TRANS-4" if rule.startswith("checkpoint line") else rules
        what = name.replace("_", " ")
        yield f"note_{name}", case("note", rule, what, change(note), key=key, rules=rules)
    other = log_key(origin(line, "BRAVO", 1), sample.key(0, "checkpoint").public()).vkey()
    what = "its key, under another log's name"
    yield "note_other_log", case("note", "checkpoint", what, note, key=other, rules="TRANS-6")
    name = cosigner_name(line, "BRAVO")
    signer = sample.key(1, "cosigner")
    head = Note.parse(note)
    plain = Note(head.text, head.lines[:1])
    known = {"key": key, "cosigner": cosigner_key(name, signer.public()).vkey()}
    stranger = cosigner_key("example.org/witness", signer.public())
    checkpoint = Checkpoint.parse(head.text)
    good = cosign(checkpoint, name, signer, 1_474_117_443)
    zero = NoteLine(name, good.key_id, bytes(8) + good.payload[8:])
    rows: dict[str, tuple[str, NoteLine, str]] = {
        "good": ("verified", good, "TRANS-7 TRANS-8"),
        "of_other_seconds": ("checkpoint line 2", replace(good, payload=flip(good.payload, 7)), ""),
        "changed": ("checkpoint line 2", replace(good, payload=flip(good.payload)), ""),
        "cut_short": ("checkpoint line 2", replace(good, payload=good.payload[:-1]), "TRANS-8"),
        "at_second_zero": ("checkpoint line 2", zero, "TRANS-8"),
        "by_a_key_not_its_own": ("checkpoint line 2", replace(good, key_id=bytes(4)), "TRANS-7"),
        "by_a_stranger": ("verified", stranger.line(bytes(72)), "TRANS-7"),
    }
    for what, (expect, row, rules) in rows.items():
        data = plain.with_line(row).encode()
        named = known | {"rules": rules or "TRANS-4"}
        yield f"cosignature_{what}", case("note", expect, what.replace("_", " "), data, **named)
    yield from post_quantum(plain, checkpoint, known, name)


def post_quantum(
    plain: Note, checkpoint: Checkpoint, known: dict[str, str], name: str
) -> Iterator[tuple[str, bytes]]:
    """Cosignatures of kind 0x06.  The library signs with chance, so one signature is kept."""
    secret = MLDSA44PrivateKey.from_seed_bytes(hashlib.sha256(b"a key of the vectors").digest())
    key = mldsa_key(name, secret.public_key().public_bytes_raw())
    seconds = 1_474_117_443
    message = subtree_message(checkpoint, name, seconds)
    kept = HERE / "mldsa.py"
    signature = bytes.fromhex("".join(mldsa.SIGNATURE.split()))
    try:
        secret.public_key().verify(signature, message)
    except InvalidSignature:
        signature = secret.sign(message)
        rows = textwrap.wrap(signature.hex(), 96)
        text = '"""One ML-DSA-44 signature that the vectors keep."""\n\nSIGNATURE = """\n'
        kept.write_text(text + "\n".join(rows) + '\n"""\n')
    payload = seconds.to_bytes(8) + signature
    cases = {
        "good": ("verified", payload),
        "changed": ("checkpoint line 2", flip(payload)),
        "with_other_hints": ("checkpoint line 2", flip(payload, -80)),
        "of_other_seconds": ("checkpoint line 2", flip(payload, 7)),
        "cut_short": ("checkpoint line 2", payload[:-1]),
    }
    for what, (expect, changed) in cases.items():
        data = plain.with_line(key.line(changed)).encode()
        more = known | {
            "cosigner": known["cosigner"] + " " + key.vkey(),
            "rules": "TRANS-4 TRANS-8",
        }
        yield f"post_quantum_{what}", case("note", expect, what.replace("_", " "), data, **more)


def bundles() -> Iterator[tuple[str, bytes]]:
    """Whole files, with one thing wrong each."""
    sample = small()
    whole = sample.export(0)
    print_of = sample.charter.fingerprint
    yield "bundle_whole", bundle("verified", "every kind of part", whole)
    yield "bundle_compared", bundle("verified", "with its fingerprint", whole, fingerprint=print_of)
    other = small("somebody else").export(0)
    yield (
        "bundle_other_keys",
        bundle("charter fingerprint", "wholly re-signed", other, fingerprint=print_of),
    )
    for name, change, part in defects.OF_ANYBODY:
        data = resign(sample, whole, change)
        yield (
            file_name(name),
            bundle(said(data, part), f"{name}, signed anew by the exporter", data),
        )
    for name, change in defects.OF_THE_EXPORTER:
        data = reseal(whole, change)
        yield file_name(name), bundle("export signature", f"{name}, checksums recomputed", data)
    yield "bundle_checksum", bundle("checksum of the file", "the last byte changed", flip(whole))
    yield "bundle_cut_short", bundle("structure", "the last byte missing", whole[:-1])
    yield "bundle_byte_more", bundle("structure", "a byte after the checksum", whole + b"\0")
    yield "bundle_other_version", bundle("structure", "v2", whole.replace(b" v1\n", b" v2\n", 1))
    content, seal = decode_bundle(whole)
    parts = encode_content(content)
    swapped = [parts[0], parts[2], parts[1], *parts[3:]]
    shapes: dict[str, tuple[str, list[bytes]]] = {
        "parts_out_of_order": ("catalogue before charter", swapped),
        "part_left_out": ("no charter", [parts[0], *parts[2:]]),
        "feed_left_out": ("a feed that the head names", [*parts[:3], *parts[4:]]),
        "feeds_out_of_order": ("BRAVO before ALPHA", [*parts[:3], parts[4], parts[3], *parts[5:]]),
        "part_of_no_name": ("a part that nobody knows", [*parts, b"\0\0\0\5\x82\x62no\0"]),
    }
    for name, (note, changed) in shapes.items():
        yield f"bundle_{name}", bundle("structure", note, seal_bundle(changed, seal.note))
    digests = b"".join(hashlib.sha256(part).digest() for part in parts[:-1])
    short = encode(("seal", digests, seal.note))
    data = b"".join((*parts, len(short).to_bytes(4), short))
    what = bundle("structure", "of one part no digest", data + hashlib.sha256(data).digest())
    yield "bundle_digest_left_out", what


def said(data: bytes, begin: str) -> str:
    """The whole name of the part that begins so."""
    named = "verified"
    try:
        verify_bundle(data)
    except VerificationError as error:
        named = error.part
    assert named.startswith(begin), named
    return named


def bundles_of_two_versions() -> Iterator[tuple[str, bytes]]:
    """Files of a line whose charter was amended."""
    for name, expect, versions, generation, note in (
        ("two_versions", "verified", (1, 1, 2, 2), 1, "each entry under the version it names"),
        ("version_falls", "contradiction", (1, 2, 1, 2), 1, "version 1 after version 2"),
        (
            "version_falls_later",
            "contradiction",
            (1, 2, 1),
            2,
            "version 1 in generation 2, after version 2 in generation 1",
        ),
    ):
        sample = Sample("versions")
        sample.amend()
        for number, version in enumerate(versions):
            if number == 2:
                sample.generations[0] = generation
            sample.message(0, charter_version=version)
            sample.message(1, charter_version=1)
        yield f"bundle_{name}", case("bundle", expect, note, sample.export(1), rules="AMEND-5")


def bundles_of_leaving() -> Iterator[tuple[str, bytes]]:
    """Files of lines that a party left, and of one that succeeds another."""
    everybody = 0b110
    good, other = Ending(why="agreed").body(), Body("E-END", 1, (bytes(31), ""))
    for name, expect, note, body, addressees in (
        ("left", "verified", "receipts go on", good, everybody),
        ("message_after_leaving", "contradiction", "ALPHA had left", good, everybody),
        ("left_not_to_all", "verified", "not to CHARLIE: nobody left", good, 0b010),
        ("left_in_other_words", "verified", "31 bytes: nobody left", other, everybody),
    ):
        sample = Sample("leaving", ids=("ALPHA", "BRAVO", "CHARLIE"))
        theirs = sample.message(1)
        sample.release(0, body, kind=Kind.EVENT, addressees=addressees)
        if name == "left":
            sample.receipt(0, theirs, 3)
        else:
            sample.generations[0] = 2
            sample.message(0)
        data = sample.export(1)
        yield f"bundle_{name}", case("bundle", expect, note, data, rules="END-1 END-3")
    sample = Sample("successor", previous=hashlib.sha256(b"the line before").digest())
    sample.message(0)
    note = "of a line whose first charter names the one that it succeeds"
    yield "bundle_successor", case("bundle", "verified", note, sample.export(1), rules="CHARTER-8")


def bundles_of_words() -> Iterator[tuple[str, bytes]]:
    """Files that carry a part of the catalogue, in the form of a tree."""
    units = {f"words/field-{n}/en": f"field-{n} = {n}\n" for n in range(6)}
    units = {"forms/s1.toml": 'code = "S1"\nversion = 1\n', **units}
    pin = digest_of(units)
    good = carried(units, {"forms/s1.toml", "words/field-3/en"})
    sample = Sample("words", catalogue=good)
    sample.message(0)

    def made(data: bytes) -> bytes:
        return sample.export(1, catalogue=data)

    def without(name: str) -> bytes:
        assert digest_of({key: text for key, text in units.items() if key != name}) != pin
        return carried({key: text for key, text in units.items() if key != name}, {"forms/s1.toml"})

    at = good.index(b"field-3 = 3")
    count = len(CATALOGUE_TREE)
    cases = {
        "a_part": ("verified", good),
        "whole": ("verified", carried(units, units.keys())),
        "none": ("verified", carried(units, ())),
        "a_word_changed": ("catalogue", good[:at] + b"field-3 = 4" + good[at + 11 :]),
        "a_hash_changed": ("catalogue", good[:-1] + flip(good[-1:])),
        "a_unit_less": ("catalogue", without("words/field-3/en")),
        "another_number": ("catalogue", good[:count] + (8).to_bytes(4) + good[count + 4 :]),
        "a_byte_more": ("catalogue", good + bytes(1)),
        "cut_short": ("catalogue", good[:-1]),
    }
    for name, (expect, data) in cases.items():
        note = "the catalogue as a tree: " + name.replace("_", " ")
        yield f"bundle_words_{name}", case("bundle", expect, note, made(data), rules="FORM-40")


def bundles_of_others() -> Iterator[tuple[str, bytes]]:
    """Files with receipts that contradict, evidence, gaps, several parties and generations."""
    sample = Sample("receipts")
    first = sample.message(0)
    wrong = (Seen(0, 1, 1, hashlib.sha256(b"another history").digest()),)
    sample.message(1, seen=wrong, read=())
    data = sample.export(0)
    yield "bundle_a_false_receipt", bundle("contradiction", "another root of its feed", data)
    sample.fork(first)
    data = sample.export(0)
    note = "another root of the exporter's own feed, which has two histories"
    yield "bundle_a_false_receipt_unexplained", bundle("contradiction", note, data)
    explained = sample.export(1)
    note = "the same in the other's file: evidence explains it"
    yield (
        "bundle_a_false_receipt_explained",
        case("bundle", "verified", note, explained, rules="TRANS-16 TRANS-20"),
    )
    more = Sample("more")
    more.message(0)
    root = hashlib.sha256(b"a root").digest()
    more.message(1, seen=(Seen(0, 1, 9, root),), read=())
    yield "bundle_a_receipt_for_more", bundle("contradiction", "nine are seen", more.export(0))
    yield from bundles_of_two_versions()
    yield from bundles_of_leaving()
    yield from bundles_of_words()
    third = Sample("third", ("ALPHA", "BRAVO", "CHARLIE"))
    third.message(0)
    third.message(1, seen=(Seen(0, 1, 9, root),), read=())
    note = "nine are seen, by another of another's: named, not judged"
    yield (
        "bundle_a_receipt_not_checked",
        case("bundle", "verified", note, third.export(2), rules="TRANS-16"),
    )
    pair = sample.evidence[0]
    changes: dict[str, tuple[str, Pair]] = {
        "one_entry_twice": ("evidence 1", replace(pair, header_b=pair.header_a)),
        "another_place": (
            "evidence 1",
            replace(
                pair, header_b=sample.records[1].header, signature_b=sample.records[1].signature
            ),
        ),
        "signature": (
            "evidence 1: signature 2",
            replace(pair, signature_b=flip(pair.signature_b)),
        ),
    }
    for name, (part, changed) in changes.items():
        data = sample.export(1, evidence=[changed])
        yield f"bundle_evidence_{name}", bundle(part, name.replace("_", " "), data)
    gap = Sample("gap")
    for _ in range(4):
        gap.message(0)
    held = [record for record in gap.records if record.position not in {2, 3}]
    good = gap.export(1, entries=held)
    note = "two places are missing, and named"
    yield "bundle_a_gap", case("bundle", "verified", note, good, rules="TRANS-15")
    twice = edit_feed(0, lambda feed: replace(feed, gaps=((2, 3), (2, 3))))
    data = resign(gap, good, twice)
    yield "bundle_a_gap_named_twice", bundle("feed ALPHA: gaps", "the same gap twice", data)
    leaves = gap.export(1, disclose=lambda record: record.position == 4)
    note = "three places show their leaf only"
    yield "bundle_leaves", case("bundle", "verified", note, leaves, rules="TRANS-13 TRANS-18")


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
