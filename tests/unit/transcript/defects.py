"""The ways in which tests and vectors change a file, each with the part that is then wrong."""

from collections.abc import Callable
from dataclasses import replace

from directline.transcript.bundle import BundleEntry, Content, Feed
from directline.wire.body import Body, encode_body
from directline.wire.charter import SignedCharter
from tests.unit.transcript.forgery import Change, edit_entry, edit_feed, flip


def entry(content: Content, party: int, position: int) -> BundleEntry:
    feed = next(feed for feed in content.feeds if feed.party == party)
    found = next(item for item in feed.items if item.position == position)
    assert isinstance(found, BundleEntry)
    return found


def edited_header(party: int, position: int, at: int) -> Change:
    def change(content: Content) -> Content:
        return edit_entry(party, position, header=flip(entry(content, party, position).header, at))(
            content
        )

    return change


def edited(party: int, position: int, name: str, at: int = -1) -> Change:
    def change(content: Content) -> Content:
        value = getattr(entry(content, party, position), name)
        return edit_entry(party, position, **{name: flip(value, at)})(content)

    return change


def without(party: int, position: int) -> Change:
    return edit_feed(
        party, lambda f: replace(f, items=tuple(i for i in f.items if i.position != position))
    )


def without_tail(party: int) -> Change:
    return edit_feed(party, lambda f: replace(f, items=f.items[:-1]))


def declared_gap(party: int, position: int) -> Change:
    def change(feed: Feed) -> Feed:
        items = tuple(i for i in feed.items if i.position != position)
        return replace(feed, items=items, gaps=((position, position),))

    return edit_feed(party, change)


def swapped(party: int) -> Change:
    return edit_feed(party, lambda f: replace(f, items=(f.items[1], f.items[0], *f.items[2:])))


def swapped_places(content: Content) -> Content:
    """Exchange two entries and their stated positions as well."""

    def change(feed: Feed) -> Feed:
        first, second = feed.items[0], feed.items[1]
        items = (
            replace(second, position=first.position),
            replace(first, position=second.position),
            *feed.items[2:],
        )
        return replace(feed, items=items)

    return edit_feed(1, change)(content)


def swapped_bodies(content: Content) -> Content:
    first, third = entry(content, 1, 1), entry(content, 1, 3)
    moved = edit_entry(1, 1, body=third.body, salt=third.salt)(content)
    return edit_entry(1, 3, body=first.body, salt=first.salt)(moved)


def moved_to_the_other_feed(content: Content) -> Content:
    stolen = entry(content, 1, 1)
    return edit_feed(0, lambda f: replace(f, items=(stolen, *f.items[1:])))(content)


def edited_note(number: int, old: bytes, new: bytes) -> Change:
    def change(content: Content) -> Content:
        notes = list(content.notes)
        assert old in notes[number].note
        notes[number] = replace(notes[number], note=notes[number].note.replace(old, new))
        return replace(content, notes=tuple(notes))

    return change


def edited_note_line(number: int, line: int) -> Change:
    """Change a signature byte of one line of one checkpoint."""

    def change(content: Content) -> Content:
        notes = list(content.notes)
        rows = notes[number].note.decode().split("\n")
        row = next(i for i, text in enumerate(rows) if not text) + line
        middle = rows[row].rindex(" ") + 40
        rows[row] = (
            rows[row][:middle]
            + ("A" if rows[row][middle] != "A" else "B")
            + rows[row][middle + 1 :]
        )
        notes[number] = replace(notes[number], note="\n".join(rows).encode())
        return replace(content, notes=tuple(notes))

    return change


def edited_proof(kind: str) -> Change:
    def change(content: Content) -> Content:
        proofs = getattr(content, kind)
        at = next(i for i, proof in enumerate(proofs) if proof.path)
        path = proofs[at].path
        changed = replace(proofs[at], path=(flip(path[0]), *path[1:]))
        return replace(content, **{kind: (*proofs[:at], changed, *proofs[at + 1 :])})  # type: ignore[arg-type]

    return change


def lengthened_proof(kind: str) -> Change:
    def change(content: Content) -> Content:
        first, *rest = getattr(content, kind)
        return replace(content, **{kind: (replace(first, path=(*first.path, bytes(32))), *rest)})  # type: ignore[arg-type]

    return change


def edited_charter(content: Content) -> Content:
    signed = SignedCharter.decode(content.charter)
    changed = signed.charter.replace(b"NORTHERN AIR", b"SOUTHERN AIR")
    return replace(content, charter=replace(signed, charter=changed).encode())


def half_signed_charter(content: Content) -> Content:
    signed = SignedCharter.decode(content.charter)
    return replace(content, charter=replace(signed, signatures=signed.signatures[:1]).encode())


def mis_signed_charter(content: Content) -> Content:
    signed = SignedCharter.decode(content.charter)
    (first, second) = signed.signatures
    pairs = (first, (second[0], flip(second[1])))
    return replace(content, charter=replace(signed, signatures=pairs).encode())


OF_ANYBODY: list[tuple[str, Change, str]] = [
    ("the signature of an entry", edited(0, 1, "signature"), "entry ALPHA 1: signature"),
    ("the instant in an entry", edited_header(0, 1, 60), "entry ALPHA 1: signature"),
    ("the commitment in an entry", edited_header(1, 2, -1), "entry BRAVO 2: body"),
    ("the line of an entry", edited_header(1, 2, 20), "entry BRAVO 2: line"),
    ("the context of an entry", edited_header(1, 2, 0), "entry BRAVO 2: header"),
    ("the body of an entry", edited(1, 3, "body"), "entry BRAVO 3: body"),
    ("the salt of an entry", edited(1, 3, "salt"), "entry BRAVO 3: body"),
    (
        "a body for another",
        edit_entry(1, 3, body=encode_body(Body("I1", 1, ("other text",)))),
        "entry BRAVO 3: body",
    ),
    ("a body without its salt", edit_entry(1, 3, salt=None), "entry BRAVO 3: body"),
    ("a salt without its body", edit_entry(1, 3, body=None), "entry BRAVO 3: salt"),
    ("an omission", without(1, 2), "entry BRAVO 2"),
    ("an omission of the first", without(1, 1), "entry BRAVO 1"),
    ("an omission that is called a gap", declared_gap(1, 2), "checkpoint BRAVO"),
    ("a tail cut off", without_tail(1), "checkpoint BRAVO"),
    ("a gap that is none", edit_feed(1, lambda f: replace(f, gaps=((9, 9),))), "feed BRAVO: gaps"),
    ("two entries out of order", swapped(1), "entry BRAVO 1: order"),
    ("two entries exchanged", swapped_places, "entry BRAVO 1: position"),
    ("two bodies exchanged", swapped_bodies, "entry BRAVO 1: body"),
    ("an entry of another's feed", moved_to_the_other_feed, "entry ALPHA 1: position"),
    ("a checkpoint's size", edited_note(2, b"\n4\n", b"\n3\n"), "checkpoint BRAVO line 1"),
    ("a checkpoint's origin", edited_note(2, b"BRAVO/g1\n4", b"BRAVO/g2\n4"), "checkpoint BRAVO"),
    ("a checkpoint's own line", edited_note_line(2, 1), "checkpoint BRAVO line 1"),
    ("a cosignature", edited_note_line(2, 2), "checkpoint BRAVO line 2"),
    ("a consistency proof", lengthened_proof("consistency"), "consistency proof ALPHA 1 to 2"),
    ("an inclusion proof", edited_proof("inclusion"), "inclusion proof ALPHA 1"),
    ("a longer inclusion proof", lengthened_proof("inclusion"), "inclusion proof ALPHA 1"),
    ("the charter", edited_charter, "charter"),
    ("a charter that one has not signed", half_signed_charter, "charter"),
    ("a signature under the charter", mis_signed_charter, "charter"),
    ("the catalogue", lambda c: replace(c, catalogue=flip(c.catalogue)), "catalogue"),
    ("no catalogue", lambda c: replace(c, catalogue=b""), "catalogue"),
]
"""Changes that whoever holds the file can make, and that even the exporter's signature does not
mend: the part that is wrong is named."""

OF_THE_EXPORTER: list[tuple[str, Change]] = [
    ("when an entry was stored", edit_entry(1, 1, stored_ms=1_474_117_000_000)),
    ("the clock's quality", edit_entry(1, 1, stored_quality=3)),
    ("the bearer", edit_entry(1, 1, bearer="courier")),
    ("when it was exported", lambda c: replace(c, exported_ms=c.exported_ms + 1)),
    ("the exporter's clock", lambda c: replace(c, exported_quality=0)),
    ("who exported", lambda c: replace(c, exporter=1)),
    (
        "a checkpoint left out",
        lambda c: replace(c, notes=c.notes[:1], inclusion=(), consistency=()),
    ),
    ("proofs left out", lambda c: replace(c, inclusion=(), consistency=())),
    ("a body left out", edit_entry(0, 1, body=None, salt=None)),
]
"""Changes to what is the exporter's own statement: only its signature over the whole holds them."""


NOTES: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    ("whole", "verified", lambda n: n),
    ("no_last_newline", "TRANS-4", lambda n: n[:-1]),
    ("crlf", "TRANS-4", lambda n: n.replace(b"\n", b"\r\n")),
    ("hyphen_for_dash", "TRANS-4", lambda n: n.replace(b"\xe2\x80\x94", b"-")),
    ("two_spaces", "TRANS-4", lambda n: n.replace(b"\xe2\x80\x94 ", b"\xe2\x80\x94  ")),
    ("not_utf8", "TRANS-4", lambda n: n.replace(b"ALPHA", b"ALPH\xff")),
    ("no_lines", "TRANS-4", lambda n: n.split(b"\n\n")[0] + b"\n\n"),
    ("no_empty_line", "TRANS-4", lambda n: n.replace(b"\n\n", b"\n")),
    ("unpadded_base64", "TRANS-4", lambda n: n.replace(b"=\n\n", b"\n\n")),
    ("leading_zero", "TRANS-5", lambda n: n.replace(b"\n1\n", b"\n01\n")),
    ("extension_line", "TRANS-5", lambda n: n.replace(b"\n\n", b"\nmore\n\n")),
    ("empty_tree_with_a_root", "TRANS-5", lambda n: n.replace(b"\n1\n", b"\n0\n")),
    ("other_size", "checkpoint line 1", lambda n: n.replace(b"\n1\n", b"\n2\n")),
    ("own_line_missing", "checkpoint", lambda n: _without_line(n, 0)),
]
"""Changes to a checkpoint's note, and the rule or part that refuses it."""


def _without_line(note: bytes, number: int) -> bytes:
    text, block = note.split(b"\n\n")
    lines = block.splitlines(keepends=True)
    return text + b"\n\n" + b"".join(lines[:number] + lines[number + 1 :])
