"""Writes the wire's test vectors: one file a case, one defect a file, named for it.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/wire/generate.py`.
Everything is made from fixed keys and secrets, so that running it again changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2

from directline.wire import control
from directline.wire.body import Body, commitment, encode_body
from directline.wire.charter import Charter, SignedCharter
from directline.wire.entry import CONTEXT, Entry, Header, Read, Seen
from directline.wire.frame import (
    FrameType,
    clear_header,
    encode_explicit,
    encode_implied,
    split,
)
from directline.wire.sealing import (
    associated_data,
    decode_roots,
    entry_salt,
    founding_roots,
    frame_key,
    lane_secret,
    stepped_root,
)
from directline.wire.suite import REAL_SUITE, Agreement
from directline.wire.values import ClockQuality, Kind, Precedence
from spec.vectors.wire.chains import chains
from spec.vectors.wire.comparings import comparings
from tests.support.pair import FOUNDED_MS, KeySigner, signed_charter

HERE = Path(__file__).parent
WIDTH = 96
SECRET = hashlib.sha256(b"the secret of the vectors").digest()
SIGNED = signed_charter("ALPHA", "BRAVO")
CHARTER = Charter.decode(SIGNED.charter)
ROOTS = decode_roots(founding_roots(SECRET, CHARTER, 0))[0]
BODY = Body(
    "Q1", 1, ("Request clearance of the corridor", 1_700_000_000_000, None, ((1, -2), b"\x00"))
)
ROOT = hashlib.sha256(b"a root").digest()
LEAF = hashlib.sha256(b"a leaf").digest()
INCARNATION = bytes(range(16))
ORDER_8 = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
"""A point of order 8 on X25519's curve."""

Case = tuple[str, str, str, bytes, dict[str, str]]
"""(name, kind, expect, bytes, further headers)."""


def text_of(kind: str, expect: str, data: bytes, more: dict[str, str]) -> str:
    """One vector's file."""
    headers = {"kind": kind, "expect": expect} | more
    digits = data.hex()
    lines = [digits[at : at + WIDTH] for at in range(0, len(digits), WIDTH)]
    return "".join(f"{k}: {v}\n" for k, v in headers.items()) + "\n" + "\n".join([*lines, ""])


def header(**changes: Any) -> Header:  # noqa: ANN401
    """ALPHA's entry 12."""
    salt = entry_salt(ROOTS.salt, 0, 1, 12)
    plain = Header(
        line=CHARTER.line_id,
        charter_version=1,
        party=0,
        generation=1,
        position=12,
        addressees=2,
        instant_ms=FOUNDED_MS + 86_400_000,
        quality=ClockQuality.SYNCED,
        precedence=Precedence.IMMEDIATE,
        drill=False,
        kind=Kind.MESSAGE,
        signer=0,
        seen=(Seen(1, 1, 7, ROOT),),
        read=(Read(1, 1, 6),),
        commitment=commitment(BODY, salt),
    )
    return replace(plain, **changes)


def entry(**changes: Any) -> Entry:  # noqa: ANN401
    """The same, signed, with its body."""
    made = header(**changes)
    signature = KeySigner("ALPHA identity").sign(made.signed)
    salt = entry_salt(ROOTS.salt, 0, made.generation, made.position)
    return Entry(made, signature, encode_body(BODY), salt)


def patched(data: bytes, at: int, new: bytes) -> bytes:
    """Bytes with some replaced; a negative place counts from the end."""
    start = at % len(data)
    return data[:start] + new + data[start + len(new) :]


def values() -> Iterator[Case]:
    """Values and bodies."""
    good = {
        "integers": "8d00171818190100" + "1a00010000" + "1b0000000100000000" + "1b7fffffffffffffff"
        "20" + "37" + "3818" + "390100" + "3a00010000" + "3b7ffffffffffffffe",
        "strings": "84" + "60" + "62c3a9" + "40" + "43000102",
        "simple": "83f4f5f6",
        "nested": "81" * 7 + "80",
    }
    for name, digits in good.items():
        yield f"value_{name}", "value", "ok", bytes.fromhex(digits), {}
    spelling = {
        "integer_not_shortest": "1817",
        "integer_two_bytes_not_shortest": "1900ff",
        "length_not_shortest": "5801ff",
        "array_length_not_shortest": "980101",
        "indefinite_array": "9f01ff",
        "indefinite_text": "7f6161ff",
    }
    kinds = {
        "map": "a10102",
        "tag_instant": "c11a514b67b0",
        "tag_cycle": "d81c81d81d00",
        "bignum": "c249010000000000000000",
        "float": "f93c00",
        "undefined": "f7",
        "simple_two_bytes": "f8ff",
        "text_not_utf8": "61ff",
        "text_surrogate": "63eda080",
        "integer_beyond": "1b8000000000000000",
        "integer_below": "3b7fffffffffffffff",
        "nested_too_deep": "81" * 9 + "00",
        "array_too_long": "991001" + "00" * 4097,
        "array_claims_more": "9affffffff00",
        "bytes_claim_more": "5b7fffffffffffffff00",
        "bytes_left_over": "0000",
        "cut_short": "8201",
        "empty": "",
        "reserved_head": "1c",
    }
    for rule, bad in (("VALUE-1", spelling), ("VALUE-2", kinds)):
        for name, digits in bad.items():
            yield f"value_{name}", "value", rule, bytes.fromhex(digits), {}
    body = encode_body(BODY)
    yield "body_good", "body", "ok", body, {}
    yield "body_no_fields", "body", "ok", cbor2.dumps(("L9", 65_535, ())), {}
    shapes: dict[str, tuple[str, object]] = {
        "not_an_array": ("BODY-1", "Q1"),
        "two_parts": ("BODY-1", ("Q1", 1)),
        "four_parts": ("BODY-1", ("Q1", 1, (), None)),
        "code_empty": ("BODY-2", ("", 1, ())),
        "code_too_long": ("BODY-2", ("Q" * 17, 1, ())),
        "code_not_ascii": ("BODY-2", ("Й1", 1, ())),
        "code_control": ("BODY-2", ("Q\n", 1, ())),
        "version_zero": ("BODY-2", ("Q1", 0, ())),
        "version_true": ("BODY-2", ("Q1", True, ())),
        "version_too_large": ("BODY-2", ("Q1", 65_536, ())),
        "fields_none": ("BODY-3", ("Q1", 1, None)),
        "fields_too_many": ("BODY-3", ("Q1", 1, (0,) * 65)),
        "too_long": ("BODY-1", ("Q1", 1, ("x" * 16_384,))),
    }
    for name, (rule, value) in shapes.items():
        yield f"body_{name}", "body", rule, cbor2.dumps(value), {}
    for count in (0, 1, 2, 3, 7):
        part = Body("Q1", 1, tuple(range(count)))
        salt = bytes(range(16))
        more = {"salt": salt.hex(), "commitment": commitment(part, salt).hex(), "rules": "BODY-4"}
        yield f"commitment_{count}_fields", "commitment", "ok", encode_body(part), more


def entries() -> Iterator[Case]:
    """Signed bytes of headers; the author's signature."""
    good: dict[str, dict[str, Any]] = {
        "good": {},
        "first": {"position": 1, "seen": (Seen(1, 1, 0, hashlib.sha256(b"").digest()),)},
        "beyond": {"seen": (Seen(1, 1, 7, ROOT, ((9, LEAF), (12, LEAF))),)},
        "no_seen": {"seen": (), "read": ()},
        "three_parties": {
            "addressees": 6,
            "seen": (Seen(1, 1, 7, ROOT), Seen(2, 3, 4, ROOT)),
            "read": (Read(1, 1, 6), Read(2, 3, 0)),
        },
        "drill": {"drill": True},
        "flash_event": {"precedence": Precedence.FLASH, "kind": Kind.EVENT},
        "largest": {"position": 2**48 - 1, "generation": 2**32 - 1, "instant_ms": 2**48 - 1},
    }
    for name, changes in good.items():
        made = header(**changes)
        more = {"leaf": hashlib.sha256(made.signed).hexdigest()}
        yield f"header_{name}", "header", "ok", made.signed, more
    signed = header().signed
    fixed = len(CONTEXT) + 16
    layout: dict[str, tuple[str, bytes]] = {
        "empty": ("ENTRY-1", b""),
        "context_other": ("ENTRY-1", patched(signed, 18, b"2")),
        "cut_short": ("ENTRY-1", signed[:-1]),
        "one_byte_more": ("ENTRY-1", signed + b"\0"),
        "half": ("ENTRY-1", signed[: len(signed) // 2]),
        "too_long": ("ENTRY-1", signed + bytes(20_000)),
        "charter_version_zero": ("ENTRY-2", patched(signed, fixed, bytes(2))),
        "party_16": ("ENTRY-2", patched(signed, fixed + 2, b"\x10")),
        "generation_zero": ("ENTRY-2", patched(signed, fixed + 3, bytes(4))),
        "position_zero": ("ENTRY-2", patched(signed, fixed + 7, bytes(8))),
        "position_beyond": ("ENTRY-2", patched(signed, fixed + 7, b"\0\1" + bytes(6))),
        "addressee_16": ("ENTRY-2", patched(signed, fixed + 15, b"\0\1\0\0")),
        "instant_beyond": ("ENTRY-2", patched(signed, fixed + 19, b"\0\1" + bytes(6))),
        "quality_4": ("ENTRY-3", patched(signed, fixed + 27, b"\4")),
        "precedence_4": ("ENTRY-3", patched(signed, fixed + 28, b"\4")),
        "drill_2": ("ENTRY-3", patched(signed, fixed + 29, b"\2")),
        "kind_3": ("ENTRY-3", patched(signed, fixed + 30, b"\3")),
        "seen_17": ("ENTRY-2", patched(signed, fixed + 32, b"\x11")),
        "seen_claims_one_more": ("ENTRY-1", patched(signed, fixed + 32, b"\2")),
        "beyond_claims_one": ("ENTRY-1", patched(signed, fixed + 33 + 45, b"\0\1")),
        "beyond_65": ("ENTRY-5", patched(signed, fixed + 33 + 45, b"\0\x41")),
    }
    for name, (rule, data) in layout.items():
        yield f"header_{name}", "header", rule, data, {}
    orders: dict[str, tuple[str, dict[str, Any]]] = {
        "beyond_next": ("ENTRY-5", {"seen": (Seen(1, 1, 7, ROOT, ((8, LEAF),)),)}),
        "beyond_within": ("ENTRY-5", {"seen": (Seen(1, 1, 7, ROOT, ((3, LEAF),)),)}),
        "beyond_falls": ("ENTRY-5", {"seen": (Seen(1, 1, 7, ROOT, ((12, LEAF), (9, LEAF))),)}),
        "beyond_twice": ("ENTRY-5", {"seen": (Seen(1, 1, 7, ROOT, ((9, LEAF), (9, LEAF))),)}),
        "seen_own": ("ENTRY-6", {"seen": (Seen(0, 1, 7, ROOT),)}),
        "seen_twice": ("ENTRY-6", {"seen": (Seen(1, 1, 7, ROOT), Seen(1, 2, 0, ROOT))}),
        "seen_falls": ("ENTRY-6", {"seen": (Seen(2, 1, 7, ROOT), Seen(1, 1, 7, ROOT))}),
        "read_own": ("ENTRY-6", {"read": (Read(0, 1, 1),)}),
        "read_twice": ("ENTRY-6", {"read": (Read(1, 1, 1), Read(1, 1, 2))}),
    }
    for name, (rule, changes) in orders.items():
        yield f"header_{name}", "header", rule, header(**changes).signed, {}
    key = {"key": CHARTER.parties[0].identity.hex(), "rules": "ENTRY-7"}
    whole = entry()
    joined = whole.signature + whole.header.signed
    yield "signature_good", "signature", "ok", joined, key
    yield "signature_of_other_bytes", "signature", "signature", patched(joined, -1, b"\0"), key
    yield "signature_changed", "signature", "signature", patched(joined, 0, b"\0\0"), key
    other = {"key": CHARTER.parties[1].identity.hex(), "rules": "ENTRY-7"}
    yield "signature_by_the_other", "signature", "signature", joined, other


def charters() -> Iterator[Case]:
    """Charters, signed and not."""
    more = {"fingerprint": CHARTER.fingerprint, "line": CHARTER.line_id.hex()}
    yield "charter_good", "charter", "ok", SIGNED.charter, more
    heir = replace(CHARTER, previous=hashlib.sha256(b"the line before").digest())
    named = {"fingerprint": heir.fingerprint, "line": heir.line_id.hex(), "rules": "CHARTER-8"}
    yield "charter_succeeds", "charter", "ok", heir.encode(), named
    value = cbor2.loads(SIGNED.charter)

    def changed(*path: int, to: object) -> bytes:
        copy = cbor2.loads(SIGNED.charter)
        place: Any = copy
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to
        return cbor2.dumps(copy)

    alpha = value[4][0]
    cases: dict[str, tuple[str, bytes]] = {
        "other_format": ("CHARTER-1", changed(0, to="directline/charter/v2")),
        "no_name": ("CHARTER-1", changed(2, to=" ")),
        "name_with_control": ("CHARTER-1", changed(2, to="NORTH\nAIR")),
        "version_zero": ("CHARTER-1", changed(1, to=0)),
        "one_more_part": ("CHARTER-1", cbor2.dumps([*value, [["arms-control"], []], 0])),
        "one_party": ("CHARTER-2", changed(4, to=[alpha])),
        "seventeen_parties": ("CHARTER-2", changed(4, to=[alpha] * 17)),
        "one_id_twice": ("CHARTER-2", changed(4, 1, 0, to="ALPHA")),
        "id_small": ("CHARTER-2", changed(4, 1, 0, to="bravo")),
        "id_begins_with_digit": ("CHARTER-2", changed(4, 1, 0, to="1BRAVO")),
        "id_not_ascii": ("CHARTER-2", changed(4, 1, 0, to="BRAVÓ")),
        "key_short": ("CHARTER-3", changed(4, 1, 1, to=bytes(31))),
        "key_twice": ("CHARTER-3", changed(4, 1, 1, to=alpha[1])),
        "key_of_small_order": ("CHARTER-3", changed(4, 1, 1, to=b"\1" + bytes(31))),
        "one_key_for_two_uses": ("CHARTER-3", changed(4, 0, 2, to=alpha[1])),
        "no_language": ("CHARTER-4", changed(5, to=[])),
        "language_twice": ("CHARTER-4", changed(5, to=["en", "en"])),
        "catalogue_short": ("CHARTER-5", changed(6, to=bytes(31))),
        "term_zero": ("CHARTER-6", changed(7, 0, to=0)),
        "term_missing": ("CHARTER-6", changed(7, to=value[7][:-1])),
        "blackout_under_two_heartbeats": ("CHARTER-6", changed(7, 1, to=19_999)),
        "epoch_party_unknown": ("CHARTER-7", changed(8, to=2)),
        "line_in_version_1": ("CHARTER-8", changed(9, to=bytes(16))),
        "no_line_in_version_2": ("CHARTER-8", changed(1, to=2)),
        "previous_short_in_version_1": ("CHARTER-8", changed(10, to=bytes(31))),
        "previous_long_in_version_1": ("CHARTER-8", changed(10, to=bytes(33))),
    }
    for name, (rule, data) in cases.items():
        yield f"charter_{name}", "charter", rule, data, {}
    first, second = SIGNED.signatures
    signed: dict[str, tuple[str, tuple[tuple[int, bytes], ...]]] = {
        "good": ("ok", (first, second)),
        "one_missing": ("charter signature of BRAVO", (first,)),
        "exchanged": ("charter signature of ALPHA", ((0, second[1]), (1, first[1]))),
        "by_a_stranger": ("charter", (first, second, (2, first[1]))),
        "out_of_order": ("CHARTER-9", (second, first)),
        "twice": ("CHARTER-9", (first, first)),
    }
    for name, (expect, signatures) in signed.items():
        data = SignedCharter(SIGNED.charter, signatures).encode()
        named = {} if expect == "CHARTER-9" else {"rules": "CHARTER-9"}
        yield f"signed_charter_{name}", "signed charter", expect, data, named
    yield from chains(SIGNED)


def frames() -> Iterator[Case]:
    """Clear headers, both forms of an entry, fragments, sealing."""
    sealed = bytes(16)
    clear = clear_header(FrameType.ACK, 3, 0x1_0203, None, recovery=False)
    named = clear_header(FrameType.RESYNC, 3, 5, INCARNATION, recovery=True)
    yield "frame_good", "frame", "ok", clear + sealed, {}
    yield "frame_with_incarnation", "frame", "ok", named + sealed, {}
    bad = {
        "empty": ("FRAME-1", b""),
        "tag_cut_short": ("FRAME-1", clear + sealed[1:]),
        "incarnation_cut_short": ("FRAME-1", named + sealed[1:]),
        "index_cut_short": ("FRAME-1", named[:-4] + sealed),
        "too_long": ("FRAME-1", clear + bytes(32_766)),
        "type_unknown": ("FRAME-2", b"\xb0" + clear[1:] + sealed),
        "fragment_whole": ("FRAME-2", b"\xef" + clear[1:] + sealed),
    }
    for name, (rule, data) in bad.items():
        yield f"frame_{name}", "frame", rule, data, {}
    made = entry()
    implied, explicit = encode_implied(made, CHARTER), encode_explicit(made, with_salt=False)
    place = {"author": "0", "lane": "2", "expected": "11", "own_size": "7", "root": ROOT.hex()}
    salt = {"salt_root": ROOTS.salt.hex(), "signed": made.header.signed.hex()}
    yield "implied_good", "implied", "ok", implied, place | salt
    yield "implied_no_body", "implied", "FRAME-4", implied[:75], place | salt
    yield "implied_cut_short", "implied", "FRAME-4", implied[:40], place | salt
    yield "implied_spare_flag", "implied", "FRAME-4", patched(implied, 7, b"\x30"), place | salt
    yield "implied_kind_3", "implied", "FRAME-4", patched(implied, 7, b"\x16"), place | salt
    yield "implied_seen_unknown", "implied", "FRAME-5", implied, place | salt | {"own_size": "6"}
    yield "implied_body_bad", "implied", "BODY-1", implied[:75] + b"\x80", place | salt
    yield "explicit_good", "explicit", "ok", explicit, salt
    with_salt = encode_explicit(made, with_salt=True)
    yield "explicit_with_salt", "explicit", "ok", with_salt, salt
    forgotten = encode_explicit(Entry(made.header, made.signature, None, None), with_salt=False)
    yield "explicit_forgotten", "explicit", "ok", forgotten, salt
    flags = 2 + int.from_bytes(explicit[:2]) + 64
    shorter = (int.from_bytes(explicit[:2]) - 1).to_bytes(2)
    cuts: dict[str, tuple[str, bytes]] = {
        "empty": ("FRAME-6", b""),
        "cut_in_header": ("FRAME-6", explicit[:30]),
        "cut_in_signature": ("FRAME-6", explicit[: flags - 1]),
        "no_body": ("FRAME-6", explicit[: flags + 1]),
        "flags_none": ("FRAME-6", patched(explicit, flags, b"\0")),
        "flags_body_and_commitment": ("FRAME-6", patched(explicit, flags, b"\5")),
        "commitment_short": ("FRAME-6", forgotten[:-1]),
        "length_too_small": ("ENTRY-1", patched(explicit, 0, shorter)),
        "body_bad": ("BODY-1", explicit[: flags + 1] + b"\x80"),
    }  # fmt: skip
    for name, (rule, data) in cuts.items():
        yield f"explicit_{name}", "explicit", rule, data, salt
    yield from sealings(implied)


def sealings(content: bytes) -> Iterator[Case]:
    """A frame's key and bytes; the roots of a founding; a stepped root."""
    for name, index, recovery in (
        ("first", 0, False),
        ("later", 70_000, False),
        ("years_later", 5_000_000_000, False),
        ("recovery", 3, True),
    ):
        root, epoch = (ROOTS.recovery, 0) if recovery else (ROOTS.epochs[0][1], 1)
        lane = lane_secret(root, CHARTER.line_id, 0, 1, 2, INCARNATION, REAL_SUITE)
        kind = FrameType.ENTRY_IMPLIED
        associated = associated_data(CHARTER.line_id, 0, 1, epoch, INCARNATION, kind, 2, index)
        key = frame_key(lane, index, REAL_SUITE)
        sealed = REAL_SUITE.seal(key, content, associated)
        more = {
            "root": root.hex(), "line": CHARTER.line_id.hex(), "from": "0", "to": "1", "lane": "2",
            "epoch": str(epoch), "index": str(index), "incarnation": INCARNATION.hex(),
            "key": key.hex(), "content": content.hex(),
        }  # fmt: skip
        frame = clear_header(kind, 2, index, INCARNATION, recovery=recovery) + sealed
        yield f"sealed_{name}", "sealed", "ok", frame, more | {"rules": "SEAL-1 SEAL-5"}
        yield f"sealed_{name}_changed", "sealed", "SEAL-1", patched(frame, -1, b"\0"), more
    more = {
        "digest": CHARTER.digest.hex(), "recovery": ROOTS.recovery.hex(), "salt": ROOTS.salt.hex(),
        "epoch": ROOTS.epochs[0][1].hex(),
        "stepped": stepped_root(ROOTS.epochs[0][1], bytes(32), b"offeranswer", REAL_SUITE).hex(),
    }  # fmt: skip
    yield "roots_of_a_founding", "roots", "ok", SECRET, more


def controls() -> Iterator[Case]:
    """Control frames' contents."""
    beat = control.Heartbeat(
        FOUNDED_MS, 2, b"8 bytes.", 5, 6, -1, 1, 1000, (control.Head(0, 1, 4, 9),)
    )
    samples: dict[str, tuple[str, bytes]] = {
        "ack": ("ACK-1", control.Ack(b"8 bytes.", ((0, 5, 3), (3, 0, 1)), 1000).encode()),
        "heartbeat": ("HEART-1", beat.encode()),
        "leaves": ("LEAVES-1", control.Leaves(1, 4, (LEAF, ROOT)).encode()),
        "request": ("REQUEST-1", control.Request(((0, 1, 3, 8),), ((2, 7),)).encode()),
        "epoch": ("EPOCH-1", control.EpochStep(0, 2, ROOT, meant=INCARNATION).encode()),
        "resync": ("RESYNC-1", control.Resync(0, bytes(16), bytes(16), ROOT, 1).encode()),
        "note": ("NOTES-1", control.Note(0, 1, 4, b"note").encode()),
    }
    for kind, (rule, data) in samples.items():
        yield f"{kind}_good", kind, "ok", data, {}
        yield f"{kind}_empty", kind, rule, b"", {}
        yield f"{kind}_not_an_array", kind, rule, b"\0", {}
        yield f"{kind}_one_part_more", kind, rule, cbor2.dumps([*cbor2.loads(data), 0]), {}
        yield f"{kind}_one_byte_more", kind, rule, data + b"\0", {}
        yield f"{kind}_too_long", kind, rule, data + bytes(8_192), {}
    yield from control_defects(samples)


def control_defects(samples: dict[str, tuple[str, bytes]]) -> Iterator[Case]:
    """One number out of bounds in each."""

    def changed(kind: str, change: Callable[[Any], None]) -> bytes:
        value = cbor2.loads(samples[kind][1])
        change(value)
        return cbor2.dumps(value)

    def put(*path: int, to: object) -> Callable[[Any], None]:
        def change(value: Any) -> None:  # noqa: ANN401
            for step in path[:-1]:
                value = value[step]
            value[path[-1]] = to

        return change

    defects: dict[str, tuple[str, Callable[[Any], None]]] = {
        "echo_short": ("ack", put(0, to=b"7 bytes")),
        "lane_4": ("ack", put(1, 0, 0, to=4)),
        "count_zero": ("ack", put(1, 0, 2, to=0)),
        "65_ranges": ("ack", put(1, to=[[0, 0, 1]] * 65)),
        "credit_negative": ("ack", put(2, to=-1)),
        "quality_4": ("heartbeat", put(1, to=4)),
        "attended_true": ("heartbeat", put(6, to=True)),
        "head_generation_zero": ("heartbeat", put(8, 0, 1, to=0)),
        "heard_minus_two": ("heartbeat", put(5, to=-2)),
        "none": ("leaves", put(2, to=b"")),
        "one_cut_short": ("leaves", put(2, to=bytes(63))),
        "thirty_one": ("leaves", put(2, to=bytes(31 * 32))),
        "position_zero": ("leaves", put(1, to=0)),
        "span_backwards": ("request", put(0, 0, 3, to=2)),
        "span_too_long": ("request", put(0, 0, 3, to=3 + 4096)),
        "33_spans": ("request", put(0, to=[[0, 1, 3, 8]] * 33)),
        "step_2": ("epoch", put(0, to=2)),
        "number_1": ("epoch", put(1, to=1)),
        "share_short": ("epoch", put(2, to=bytes(31))),
        "mlkem_too_early": ("epoch", put(3, to=b"\0")),
        "meant_short": ("epoch", put(4, to=bytes(15))),
        "nonce_short": ("resync", put(1, to=bytes(15))),
        "signature_short": ("resync", put(5, to=bytes(63))),
        "text": ("note", put(3, to="note")),
        "24577_bytes": ("note", put(3, to=bytes(24_577))),
    }
    for name, (kind, change) in defects.items():
        yield f"{kind}_{name}", kind, samples[kind][0], changed(kind, change), {}


def judged() -> Iterator[Case]:
    """Explicit entries that opened at BRAVO in a lane, judged by the charter before the store."""
    cases: dict[str, tuple[str, dict[str, Any]]] = {
        "good": ("ok", {}),
        "other_charter_version": ("ENTRY-8", {"charter_version": 2}),
        "author_not_named": ("ENTRY-9", {"party": 2, "seen": (), "read": ()}),
        "signer_not_named": ("ENTRY-9", {"signer": 1}),
        "addressed_to_nobody": ("ENTRY-9", {"addressees": 0}),
        "addressed_to_its_author": ("ENTRY-9", {"addressees": 3}),
        "addressed_to_a_third": ("ENTRY-9", {"addressees": 6}),
        "seen_of_nobody": ("ENTRY-9", {"seen": (Seen(2, 1, 0, ROOT),)}),
        "read_of_nobody": ("ENTRY-9", {"read": (Read(2, 1, 0),)}),
    }
    for name, (rule, changes) in cases.items():
        data = encode_explicit(entry(**changes), with_salt=True)
        yield f"received_{name}", "received", rule, data, {"lane": "2"}
    data = encode_explicit(entry(), with_salt=True)
    yield "received_in_another_lane", "received", "FRAME-7", data, {"lane": "3"}
    made = entry()
    forgotten = encode_explicit(Entry(made.header, made.signature, None, None), with_salt=False)
    yield "received_without_its_body", "received", "ENTRY-10", forgotten, {"lane": "2"}
    forged = replace(made, signature=KeySigner("BRAVO identity").sign(made.header.signed))
    data = encode_explicit(forged, with_salt=True)
    more = {"lane": "2", "rules": "ENTRY-7"}
    yield "received_signed_by_another", "received", "signature", data, more
    other = encode_body(Body("Q1", 1, ("Another text",)))
    data = encode_explicit(replace(made, body=other), with_salt=True)
    yield "received_with_another_body", "received", "signature", data, more
    salts = {"good": (0, 1, 12), "of_another_place": (1, 3, 2**48 - 1)}
    for name, place in salts.items():
        more = dict(zip(("party", "generation", "position"), map(str, place), strict=True))
        salt = entry_salt(ROOTS.salt, *place).hex()
        yield f"salt_{name}", "salt", "ok", ROOTS.salt, more | {"salt": salt, "rules": "BODY-5"}


def counted() -> Iterator[Case]:
    """Fragments of a frame, and the full index of a frame's low bits."""
    frame = clear_header(FrameType.NOTES, 0, 3, None, recovery=False) + bytes(range(200))
    first, *middle, last = split(frame, 64)
    other = clear_header(FrameType.ACK, 3, 3, None, recovery=False) + bytes(16)
    long = [b"\xe2" + bytes(4095), *[b"\xe0" + bytes(4095)] * 7, b"\xe1" + bytes(4095)]
    whole = {"frame": frame.hex()}
    rows: dict[str, tuple[str, list[bytes], dict[str, str]]] = {
        "good": ("ok", [first, *middle, last], whole),
        "begun_anew": ("ok", [first, first, *middle, last], whole),
        "between_another_lane": ("ok", [first, other, *middle, last], whole),
        "first_missing": ("FRAME-3", [*middle, last], {}),
        "first_missing_after_a_frame": ("FRAME-3", [first, *middle, last, last], {}),
        "too_long": ("FRAME-3", long, {}),
        "empty": ("FRAME-1", [b""], {}),
    }
    for name, (expect, units, more) in rows.items():
        data = b"".join(len(unit).to_bytes(2) + unit for unit in units)
        named = more | {"rules": "FRAME-3"} if expect == "ok" else more
        yield f"fragments_{name}", "fragments", expect, data, named
    for expected, index in ((0, 0), (0, 40_000), (70_000, 65_539), (65_530, 65_540),
                            (98_304, 65_536), (32_768, 0)):  # fmt: skip
        more = {"expected": str(expected), "index": str(index), "rules": "SEAL-5"}
        low = (index % 65_536).to_bytes(2)
        yield f"index_{index}_where_{expected}_is_due", "index", "ok", low, more


def agreements() -> Iterator[Case]:
    """Shares of X25519; steps of a resync as BRAVO, who offered, checks them."""
    ours = Agreement(hashlib.sha256(b"a secret of the vectors").digest())
    theirs = Agreement(hashlib.sha256(b"another").digest())
    more = {"secret": hashlib.sha256(b"a secret of the vectors").hexdigest()}
    shared = {"shared": ours.shared(theirs.share).hex(), "rules": "EPOCH-2"}
    yield "agreement_good", "agreement", "ok", theirs.share, more | shared
    for name, share in (
        ("zero", bytes(32)),
        ("one", b"\1" + bytes(31)),
        ("order_8", bytes.fromhex(ORDER_8)),
        ("minus_one", bytes.fromhex("ec" + "ff" * 30 + "7f")),
    ):
        yield f"agreement_{name}", "agreement", "EPOCH-2", share, more
    offer = control.Resync(0, bytes(range(16)), bytes(16), ours.share, 1)
    rows: dict[str, tuple[str, int, str, int]] = {
        "good": ("ok", 2, "ALPHA identity", 0),
        "of_an_old_epoch": ("RESYNC-2", 1, "ALPHA identity", 0),
        "that_leaps": ("RESYNC-2", 2 + (1 << 16), "ALPHA identity", 0),
        "by_the_other": ("RESYNC-3", 2, "BRAVO identity", 0),
        "of_the_other_direction": ("RESYNC-3", 2, "ALPHA identity", 1),
    }
    for name, (rule, epoch, signer, sender) in rows.items():
        answer = control.Resync(1, offer.nonce_a, bytes(range(16, 32)), theirs.share, epoch)
        place = answer.signed(CHARTER.line_id, sender, 1 - sender, offer.share)
        signed = replace(answer, signature=KeySigner(signer).sign(place))
        more = {"offer": offer.encode().hex(), "newest": "1"}
        named = more | {"rules": "RESYNC-2 RESYNC-3"} if rule == "ok" else more
        yield f"answer_{name}", "resync answer", rule, signed.encode(), named


def vectors() -> dict[str, str]:
    """Every vector: name of the file and its text."""
    found: dict[str, str] = {}
    for part in (
        values,
        entries,
        charters,
        frames,
        controls,
        comparings,
        judged,
        counted,
        agreements,
    ):
        for name, kind, expect, data, more in part():
            assert name not in found, name
            found[name] = text_of(kind, expect, data, more)
    return found


def main() -> None:
    """Write all; remove what is no vector any more."""
    wanted = vectors()
    for path in HERE.iterdir():
        if path.is_file() and path.suffix != ".py" and path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (HERE / name).write_text(text)
    print(f"{len(wanted)} vectors")


if __name__ == "__main__":
    main()
