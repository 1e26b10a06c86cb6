"""Every parser, with anything: its outcome is a value or RemoteProtocolError, and one spelling."""

from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire import control
from directline.wire.body import (
    Body,
    commitment,
    commitment_of,
    decode_body,
    encode_body,
    read_body,
)
from directline.wire.charter import Charter, SignedCharter, fingerprint, normalise_fingerprint
from directline.wire.codec import INTEGER_MAX, decode, encode
from directline.wire.comparing import Ask, decode_comparing
from directline.wire.entry import Entry, Header, Read, Seen, verify
from directline.wire.frame import (
    FrameType,
    Reassembly,
    at_most,
    clear_header,
    decode_explicit,
    decode_implied,
    encode_explicit,
    nearest,
    parse_clear,
    split,
)
from directline.wire.limits import FRAME_BYTES_MAX
from directline.wire.sealing import decode_roots, encode_roots, entry_salt, founding_roots
from directline.wire.values import ClockQuality, Kind, Precedence
from tests.support.pair import KeySigner, signed_charter

SIGNED = signed_charter("ALPHA", "BRAVO")
CHARTER = Charter.decode(SIGNED.charter)
ROOTS_FILE = founding_roots(bytes(range(32)), CHARTER, 0)
SALT = bytes(16)
FEW = settings(max_examples=max(20, settings().max_examples * 2 // 5))
"""Two fifths of what the profile asks for: there are many of these."""

WRONG = (
    "1800 1817 190018 1900ff 1a0000ffff 1b00000000ffffffff 1b8000000000000000 3817"
    " 3b7fffffffffffffff 5800 581741 590001 41 5f4100ff 7800 61ff 63eda080 62c080 7f6100ff"
    " 9800 9f00ff 990001 8100ff 81 a0 a10000 c000 d81d00 f7 f800 f818 f93c00"
    " fb3ff8000000000000 fa3f800000 ff 1c 1f 00ff e0 f3"
).split()  # fmt: skip
"""Other spellings, kinds that are not allowed, and what is cut short or too long."""

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-INTEGER_MAX, INTEGER_MAX)
    | st.text(max_size=40)
    | st.binary(max_size=40)
)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=5).map(tuple), max_leaves=12)
bodies = st.builds(
    Body,
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=16),
    st.integers(1, 65_535),
    st.lists(values, max_size=8).map(tuple),
)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    party = draw(st.integers(0, 15))
    others = sorted(draw(st.sets(st.integers(0, 15).filter(lambda n: n != party), max_size=3)))
    seen = []
    for other in others:
        size = draw(st.integers(0, 2**40))
        beyond = sorted(draw(st.sets(st.integers(size + 2, size + 500), max_size=4)))
        leaves = tuple((position, bytes([position % 256]) * 32) for position in beyond)
        seen.append(
            Seen(
                other,
                draw(st.integers(1, 9)),
                size,
                draw(st.binary(min_size=32, max_size=32)),
                leaves,
            )
        )
    return Header(
        line=CHARTER.line_id,
        charter_version=draw(st.integers(1, 65_535)),
        party=party,
        generation=draw(st.integers(1, 2**32 - 1)),
        position=draw(st.integers(1, 2**48 - 1)),
        addressees=draw(st.integers(0, 65_535)),
        instant_ms=draw(st.integers(0, 2**48 - 1)),
        quality=draw(st.sampled_from(ClockQuality)),
        precedence=draw(st.sampled_from(Precedence)),
        drill=draw(st.booleans()),
        kind=draw(st.sampled_from(Kind)),
        signer=draw(st.integers(0, 255)),
        seen=tuple(seen),
        read=tuple(Read(other, 1, draw(st.integers(0, 2**48))) for other in others),
        commitment=draw(st.binary(min_size=32, max_size=32)),
    )  # fmt: skip


def salt_of(_party: int, _generation: int, _position: int) -> bytes:
    return SALT


def commit(data: bytes, salt: bytes) -> bytes:
    return commitment(decode_body(data), salt)


PARSERS: dict[str, Callable[[bytes], Any]] = {
    "value": lambda data: decode(data, bytes_max=20_000, rule="VALUE-1"),
    "body": decode_body,
    "header": Header.parse,
    "charter": Charter.decode,
    "signed charter": SignedCharter.decode,
    "clear": parse_clear,
    "implied": lambda data: decode_implied(data, CHARTER),
    "explicit": lambda data: decode_explicit(data, CHARTER, salt_of, commit),
    "unit": lambda data: Reassembly().take(data),
    "ack": control.Ack.decode,
    "heartbeat": control.Heartbeat.decode,
    "leaves": control.Leaves.decode,
    "request": control.Request.decode,
    "epoch": control.EpochStep.decode,
    "resync": control.Resync.decode,
    "note": control.Note.decode,
    "comparing": decode_comparing,
}

ENTRY = Entry(
    Header(
        CHARTER.line_id, 1, 0, 1, 3, 2, CHARTER.founded_ms + 5, ClockQuality.FREE,
        Precedence.ROUTINE, False, Kind.MESSAGE, 0,
        (Seen(1, 1, 2, bytes(32), ((4, bytes(32)),)),), (Read(1, 1, 1),),
        commitment(Body("Q1", 1, ("x",)), SALT),
    ),
    bytes(64),
    encode_body(Body("Q1", 1, ("x",))),
    SALT,
)  # fmt: skip
SAMPLES: dict[str, bytes] = {
    "value": encode((1, "x", (b"y", None, True))),
    "body": encode_body(Body("Q1", 1, ("x", (1, 2)))),
    "header": ENTRY.header.signed,
    "charter": SIGNED.charter,
    "signed charter": SIGNED.encode(),
    "clear": clear_header(FrameType.ACK, 3, 5, bytes(16), recovery=False) + bytes(20),
    "implied": bytes(75) + encode_body(Body("Q1", 1, ())),
    "explicit": encode_explicit(ENTRY, with_salt=True),
    "unit": bytes([0xEF]) + bytes(30),
    "ack": control.Ack(bytes(8), ((0, 1, 2),), 7).encode(),
    "heartbeat": control.Heartbeat(
        1, 2, bytes(8), 3, 4, 5, 1, 6, (control.Head(0, 1, 2, 3),)
    ).encode(),
    "leaves": control.Leaves(1, 2, (bytes(32),)).encode(),
    "request": control.Request(((0, 1, 2, 3),), ((1, 2),)).encode(),
    "epoch": control.EpochStep(0, 2, bytes(32)).encode(),
    "resync": control.Resync(1, bytes(16), bytes(16), bytes(32), 2).encode(),
    "note": control.Note(0, 1, 2, b"note").encode(),
    "comparing": Ask(7, ("messages", "messages", (0, 1, 0)), (0, 1, 2)).encode(),
}  # fmt: skip


def outcome(name: str, data: bytes) -> bool:
    """Whether the parser took it; anything but a value or a remote error comes through."""
    try:
        PARSERS[name](data)
    except RemoteProtocolError:
        return False
    return True


@pytest.mark.parametrize("name", PARSERS)
@FEW
@given(data=st.binary(max_size=200))
@example(data=b"")
def test_no_parser_is_upset_by_anything(name: str, data: bytes) -> None:
    outcome(name, data)


@pytest.mark.parametrize("name", PARSERS)
def test_every_beginning_of_a_good_one_is_judged(name: str) -> None:
    whole = SAMPLES[name]
    assert outcome(name, whole)
    lengths = range(len(whole)) if len(whole) < 400 else range(0, len(whole), 5)
    taken = [length for length in lengths if outcome(name, whole[:length])]
    # Frames, units and implied entries have a tail of any length.
    assert name in {"clear", "unit", "implied"} or not taken


@pytest.mark.parametrize("name", PARSERS)
@FEW
@given(at=st.integers(0, 10_000), bits=st.integers(1, 255))
def test_a_changed_byte_gives_another_value_or_a_refusal(name: str, at: int, bits: int) -> None:
    whole = SAMPLES[name]
    at %= len(whole)
    changed = whole[:at] + bytes([whole[at] ^ bits]) + whole[at + 1 :]
    try:
        found = PARSERS[name](changed)
    except RemoteProtocolError:
        return
    # A fragment's lane says which buffer it joins, and is no part of what comes out.
    assert repr(found) != repr(PARSERS[name](whole)) or name in {"explicit", "unit"}


@pytest.mark.spec("VALUE-1")
@FEW
@given(values)
def test_a_value_comes_back_from_its_one_spelling(value: Any) -> None:
    data = encode(value)
    assert decode(data, bytes_max=len(data), rule="VALUE-1") == value
    with pytest.raises(RemoteProtocolError):
        decode(data, bytes_max=len(data) - 1, rule="VALUE-1")
    assert cbor2.dumps(value, canonical=True) == data


@pytest.mark.spec("VALUE-2")
@FEW
@given(st.binary(max_size=60))
def test_what_is_taken_is_canonical_for_the_library_too(data: bytes) -> None:
    try:
        value = decode(data, bytes_max=60, rule="VALUE-2")
    except RemoteProtocolError:
        return
    assert cbor2.dumps(value, canonical=True) == data


@pytest.mark.spec("VALUE-1")
@pytest.mark.parametrize("wrong", WRONG)
def test_no_other_spelling_and_no_other_kind_is_taken(wrong: str) -> None:
    data = bytes.fromhex(wrong)
    for whole in (data, b"\x81" + data, b"\x82\x00" + data, b"\x81\x81" + data):
        with pytest.raises(RemoteProtocolError):
            decode(whole, bytes_max=100, rule="VALUE-1")


@pytest.mark.spec("VALUE-2")
@FEW
@given(values, st.integers(0, 200), st.sampled_from(WRONG), st.booleans())
def test_what_is_put_into_a_value_is_refused_or_another_value(
    value: Any, at: int, wrong: str, replace: bool
) -> None:
    good = encode(value)
    at %= len(good) + 1
    data = good[:at] + bytes.fromhex(wrong) + good[at + replace :]
    try:
        taken = decode(data, bytes_max=1_000, rule="VALUE-2")
    except RemoteProtocolError:
        return
    assert cbor2.dumps(taken, canonical=True) == data


@pytest.mark.parametrize(
    "wrong",
    [1.5, {}, {1: 2}, "\ud800", 2**63, -(2**63), object(), [1], (1, (2, [3])), bytearray(b"x")],
    ids=lambda wrong: type(wrong).__name__,
)
def test_what_has_no_spelling_is_our_own_mistake(wrong: Any) -> None:
    with pytest.raises(LocalProtocolError):
        encode((wrong,))


@pytest.mark.spec("BODY-1")
@FEW
@given(bodies)
def test_a_body_comes_back(body: Body) -> None:
    assert decode_body(encode_body(body)) == body


@given(bodies, st.binary(min_size=16, max_size=16))
@example(Body("S1", 1, ()), SALT)
@example(Body("S1", 300, ("x" * 30, (), ((1, (2,)), b""), None)), SALT)
def test_a_body_is_cut_as_its_parts_are_spelt(body: Body, salt: bytes) -> None:
    read, spelt = read_body(encode_body(body))
    assert read == body
    assert spelt == [encode(part) for part in (body.code, body.version, *body.fields)]
    assert commitment_of(spelt, salt) == commitment(body, salt)


@pytest.mark.spec("BODY-4")
@FEW
@given(bodies, bodies, st.binary(min_size=16, max_size=16))
def test_a_commitment_binds_code_version_fields_and_salt(
    one: Body, other: Body, salt: bytes
) -> None:
    assert (commitment(one, salt) == commitment(other, salt)) == (
        encode_body(one) == encode_body(other)
    )
    assert commitment(one, salt) != commitment(one, bytes([salt[0] ^ 1]) + salt[1:])


@pytest.mark.spec("BODY-5")
def test_each_place_of_a_line_has_a_salt_of_its_own() -> None:
    salts = {
        entry_salt(bytes(32), party, generation, position)
        for party in range(3) for generation in range(1, 4) for position in range(1, 20)
    }  # fmt: skip
    assert len(salts) == 3 * 3 * 19
    assert {len(salt) for salt in salts} == {16}


@pytest.mark.spec("ENTRY-1")
@FEW
@given(headers())
def test_a_header_comes_back_from_its_signed_bytes(header: Header) -> None:
    parsed = Header.parse(header.signed)
    assert parsed == header
    assert parsed.signed == header.signed


@pytest.mark.spec("FRAME-6")
@FEW
@given(headers(), bodies, st.booleans())
def test_an_explicit_entry_comes_back(header: Header, body: Body, salted: bool) -> None:
    data = encode_body(body)
    signed = Header(**{
        name: getattr(header, name) for name in Header.__dataclass_fields__
    } | {"commitment": commitment(body, SALT)})  # fmt: skip
    entry = Entry(signed, bytes(64), data, SALT)
    if len(data) < 15_000:
        content = encode_explicit(entry, with_salt=salted)
        assert decode_explicit(content, CHARTER, salt_of, commit) == entry
    forgotten = Entry(signed, bytes(64), None, None)
    content = encode_explicit(forgotten, with_salt=salted)
    assert decode_explicit(content, CHARTER, salt_of, commit) == forgotten


@pytest.mark.spec("ENTRY-7")
def test_a_signature_holds_for_these_bytes_this_body_and_this_key_only() -> None:
    signer = KeySigner("ALPHA identity")
    good = Entry(ENTRY.header, signer.sign(ENTRY.header.signed), ENTRY.body, SALT)
    verify(good, signer.public())
    from directline.errors import VerificationError

    for wrong, public in (
        (good, KeySigner("BRAVO identity").public()),
        (
            Entry(good.header, good.signature, encode_body(Body("Q1", 1, ("y",))), SALT),
            signer.public(),
        ),
        (Entry(good.header, good.signature, good.body, bytes([1]) * 16), signer.public()),
        (Entry(good.header, good.signature, good.body, None), signer.public()),
    ):
        with pytest.raises(VerificationError):
            verify(wrong, public)


@pytest.mark.spec("ENTRY-4")
@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_has_sixty_four_bytes(length: int) -> None:
    from directline.wire.entry import check_signature_length

    check_signature_length(bytes(64))
    with pytest.raises(RemoteProtocolError):
        check_signature_length(bytes(length))


@pytest.mark.spec("FRAME-3")
@FEW
@given(st.integers(19, 20_000), st.integers(20, 4_096), st.integers(0, 3))
def test_fragments_come_together_with_other_lanes_between(size: int, unit: int, lane: int) -> None:
    frame = bytes([FrameType.ACK << 4 | lane << 2]) + bytes(n % 251 for n in range(size - 1))
    units = split(frame, unit)
    assert all(len(part) <= unit for part in units)
    other = bytes([FrameType.ACK << 4 | (lane + 1) % 4 << 2]) + bytes(4_000)
    between = split(other, 4_096 if unit > 4_001 else 1_000)
    reassembly = Reassembly()
    got = []
    for number, part in enumerate(units):
        for one in (part, between[number] if number < len(between) else b""):
            found = reassembly.take(one) if one else None
            got += [found] if found is not None else []
    for part in between[len(units) :]:
        found = reassembly.take(part)
        got += [found] if found is not None else []
    assert sorted(got) == sorted([frame, other])


@pytest.mark.spec("FRAME-3")
def test_a_fragment_out_of_turn_discards_its_own_lane_only() -> None:
    reassembly = Reassembly()
    one = split(bytes([0x20]) + bytes(9_000), 4_096)
    two = split(bytes([0x24]) + bytes(9_000), 4_096)
    assert reassembly.take(one[0]) is None
    assert reassembly.take(two[0]) is None
    with pytest.raises(RemoteProtocolError):
        Reassembly().take(one[1])
    assert reassembly.take(one[0]) is None, "begins anew"
    for part in (one[1], two[1]):
        assert reassembly.take(part) is None
    assert reassembly.take(two[2]) == bytes([0x24]) + bytes(9_000)
    assert reassembly.take(one[2]) == bytes([0x20]) + bytes(9_000)
    with pytest.raises(RemoteProtocolError):
        reassembly.take(one[2])


@pytest.mark.spec("FRAME-3")
def test_fragments_never_fill_more_than_a_frame() -> None:
    reassembly = Reassembly()
    assert reassembly.take(bytes([0xE2]) + bytes(4_000)) is None
    refused = 0
    for _ in range(20):
        try:
            reassembly.take(bytes([0xE0]) + bytes(4_000))
        except RemoteProtocolError:
            refused += 1
        assert len(reassembly._parts[0] or b"") <= FRAME_BYTES_MAX
    assert refused == 20 - 7


@pytest.mark.spec("SEAL-5")
@FEW
@given(st.integers(0, 2**48), st.integers(-32_767, 32_767))
def test_low_bits_name_the_nearest_number(expected: int, off: int) -> None:
    number = expected + off
    if number >= 0:
        assert nearest(number % 65_536, expected) == number


@FEW
@given(st.integers(0, 2**48), st.integers(0, 65_535))
def test_low_bits_name_the_largest_number_not_above(limit: int, back: int) -> None:
    number = limit - back
    if number >= 0:
        assert at_most(number % 65_536, limit, 65_536) == number


@pytest.mark.spec("ROOTS-1")
@FEW
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_roots_file_is_refused_and_never_quoted(at: int, bits: int) -> None:
    at %= len(ROOTS_FILE)
    changed = ROOTS_FILE[:at] + bytes([ROOTS_FILE[at] ^ bits]) + ROOTS_FILE[at + 1 :]
    try:
        found = decode_roots(changed)
    except LocalProtocolError as error:
        shown = repr(error) + str(error.__cause__)
        found = ()
    else:
        shown = repr(found)
    assert not found or encode_roots(found) == changed
    assert repr(changed)[20:40] not in shown
    for length in (0, 1, len(ROOTS_FILE) // 2, len(ROOTS_FILE) - 1):
        with pytest.raises(LocalProtocolError):
            decode_roots(ROOTS_FILE[:length])


@FEW
@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_survives_being_read_aloud(digest: bytes) -> None:
    shown = fingerprint(digest)
    assert len(shown) == 49
    typed = shown.lower().replace("-", " ").replace("0", "o").replace("1", "l").replace("v", "u")
    assert normalise_fingerprint(typed) == shown
