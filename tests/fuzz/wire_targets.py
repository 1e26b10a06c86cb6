"""Targets of the wire: values, entries, frames, control frames, charters, and the line behind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.wire import control
from directline.wire.body import commitment, decode_body, encode_body
from directline.wire.charter import Charter, SignedCharter, normalise_fingerprint
from directline.wire.codec import decode, encode
from directline.wire.comparing import COMPARING_BYTES_MAX, decode_comparing
from directline.wire.control import Head, Heartbeat
from directline.wire.entry import Entry, Header, verify, verify_body
from directline.wire.frame import (
    FrameType,
    Reassembly,
    decode_explicit,
    decode_implied,
    encode_explicit,
    parse_clear,
    rebuild,
    split,
)
from directline.wire.limits import CHARTER_BYTES_MAX, FRAME_BYTES_MAX, UNIT_BYTES_MAX
from directline.wire.sealing import decode_roots, encode_roots, entry_salt, founding_roots
from directline.wire.suite import Agreement
from tests.fuzz import vectors
from tests.fuzz.target import Shape, Target
from tests.support.liar import Liar
from tests.support.pair import KeySigner, World, signed_charter
from tests.unit.books.compared import Two, everything
from tests.unit.books.made import Made, message

CHARTER = Charter.decode(signed_charter("ALPHA", "BRAVO").charter)
SALTS = bytes(range(32))
LONGER = 64
"""Inputs may be a little longer than what is allowed, to meet the check."""
REMOTE = (RemoteProtocolError,)


def _value(data: bytes) -> None:
    assert encode(decode(data, bytes_max=4_096, rule="VALUE-1")) == data


def _body(data: bytes) -> None:
    body = decode_body(data)
    assert encode_body(body) == data
    assert len(commitment(body, bytes(16))) == 32


def _header(data: bytes) -> None:
    assert Header.parse(data).signed == data


def _clear(data: bytes) -> None:
    clear, sealed = parse_clear(data)
    assert clear.low == int.from_bytes(data[1:3])
    assert data.endswith(sealed)


def _implied(data: bytes) -> None:
    found = decode_implied(data, CHARTER)

    def commit(position: int) -> bytes:
        return commitment(decode_body(found.body), entry_salt(SALTS, 0, 1, position))

    made = rebuild(found, CHARTER, 0, 0, 1, 500, 70_000, 1, lambda size: bytes(32), commit)
    assert Header.parse(made.signed) == made


def _salt(party: int, generation: int, position: int) -> bytes:
    return entry_salt(SALTS, party, generation, position)


def _explicit(data: bytes) -> None:
    found = decode_explicit(
        data, CHARTER, _salt, lambda body, salt: commitment(decode_body(body), salt)
    )
    assert Header.parse(found.header.signed) == found.header
    assert data in {encode_explicit(found, with_salt=salted) for salted in (False, True)}
    if found.body is not None:
        verify_body(found)
    try:
        verify(found, CHARTER.parties[0].identity)
    except VerificationError:
        return


def _units(data: bytes) -> list[bytes]:
    """Units as a stream of bearers brings them: a 2-byte length each."""
    units, at = [], 0
    while at + 2 <= len(data):
        size = int.from_bytes(data[at : at + 2])
        units.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    return units


def _reassembly(data: bytes) -> None:
    held, refused = Reassembly(), False
    for unit in _units(data):
        try:
            frame = held.take(unit)
        except RemoteProtocolError:
            refused = True
            continue
        if frame and frame[0] >> 4 != FrameType.FRAGMENT and len(frame) <= FRAME_BYTES_MAX:
            again = Reassembly()
            assert [f for unit in split(frame, 9) if (f := again.take(unit))] == [frame]
    assert sum(len(part) for part in held._parts if part) <= 4 * FRAME_BYTES_MAX
    if refused:
        raise RemoteProtocolError("a unit was refused", rule="FRAME-3")


def _fragments() -> list[bytes]:
    frames = [wire for wire in vectors.wire("frame") if wire]
    units = [unit for frame in frames for unit in split(frame, 9)]
    joined = b"".join(len(unit).to_bytes(2) + unit for unit in units[:200])
    return [joined, *(len(frame).to_bytes(2) + frame for frame in frames if len(frame) < 4_096)]


def _charter(data: bytes) -> None:
    found = Charter.decode(data)
    assert found.encode() == data
    assert normalise_fingerprint(found.fingerprint.lower()) == found.fingerprint


def _signed(data: bytes) -> None:
    found = SignedCharter.decode(data)
    assert found.encode() == data
    assert found.verify().encode() == found.charter


def _roots(data: bytes) -> None:
    found = decode_roots(data)
    assert encode_roots(found) == data
    for peer in found:
        peer.sending()


def _roots_seeds() -> list[bytes]:
    first = founding_roots(SALTS, CHARTER, 0)
    peers = tuple(p.stepped(2, bytes(32), send=False) for p in decode_roots(first))
    return [first, encode_roots(peers)]


def _fingerprint(data: bytes) -> None:
    typed = data.decode("utf-8", "surrogateescape")
    once = normalise_fingerprint(typed)
    assert normalise_fingerprint(once) == once


def _agreement(data: bytes) -> None:
    assert len(Agreement(bytes(range(32))).shared(data)) == 32


def _control(kind: type) -> Callable[[bytes], None]:
    parser: Any = kind

    def run(data: bytes) -> None:
        assert parser.decode(data).encode() == data

    return run


def _control_target(name: str, kind: type, vector: str) -> Target:
    return Target(
        f"wire.{name}", _control(kind), REMOTE, control.CONTROL_BYTES_MAX + LONGER,
        lambda: vectors.wire(vector), (f"wire.control.{kind.__name__}.decode",), Shape.CBOR,
    )  # fmt: skip


def _comparing(data: bytes) -> None:
    found = decode_comparing(data)
    assert decode_comparing(found.encode()) == found


@cache
def _two() -> Two:
    """Both sides of a comparison that goes on while inputs come in between."""
    made = Made()
    for number in range(12):
        made.say(number % 2, message("L1", number=number), 1_763_762_400_000 + number)
    return everything(made)


def _compare(data: bytes) -> None:
    """A peer's frame in the midst of a comparison: then all goes on, and ends as it should."""
    two = _two()
    try:
        two.sides[0].take(data, two.now_ns)
    finally:
        for side in two.sides:
            assert len(side.out) <= 2
        two.spend(1)


# --- the line behind the parsers -----------------------------------------------------------------

WORLD_INPUTS_MAX = 150
"""A world grows with what it keeps; so often another one begins."""
KINDS = tuple(FrameType)


class Enemy:
    """BRAVO's keys in the fuzzer's hands, and a real line that listens."""

    def __init__(self) -> None:
        self._liar: Liar | None = None
        self._count = 0

    def liar(self) -> Liar:
        """The present world's liar."""
        if self._liar is None or self._count >= WORLD_INPUTS_MAX:
            self._liar, self._count = Liar(World()), 0
            self._liar.meet()
        self._count += 1
        self._liar.world.alpha.errors.clear()
        self._liar.world.alpha.seen.clear()
        self._liar.world.carried.clear()
        return self._liar


ENEMY = Enemy()


def _settle(liar: Liar) -> None:
    world = liar.world
    world.run(0.01)
    if "bulk" not in world.alive:
        ENEMY._count = WORLD_INPUTS_MAX
    if world.alpha.errors:
        raise world.alpha.errors[0]


def _stranger(data: bytes) -> None:
    """Units of somebody who has no key."""
    liar = ENEMY.liar()
    for unit in _units(data):
        liar.world.deliver("bulk", 0, unit)
    _settle(liar)


def _peer(data: bytes) -> None:
    """A frame that opens: its first byte chooses type and lane; entries may be signed anew."""
    liar = ENEMY.liar()
    head, content = data[:1] or b"\0", data[1:]
    kind = KINDS[head[0] >> 3 & 15 if head[0] >> 3 & 15 < len(KINDS) else 0]
    if kind is FrameType.ENTRY_EXPLICIT and head[0] & 4:
        content = _signed_anew(content, liar)
    if kind is FrameType.FRAGMENT:
        kind = FrameType.BELL
    liar.say(liar.frame(kind, content[: FRAME_BYTES_MAX - 64], head[0] & 3))
    _settle(liar)


def _signed_anew(content: bytes, liar: Liar) -> bytes:
    """What a party would send that signs everything: the same entry under its own signature."""
    salt = liar.roots.salt
    try:
        entry = decode_explicit(
            content, CHARTER, lambda p, g, n: entry_salt(salt, p, g, n),
            lambda body, salted: commitment(decode_body(body), salted),
        )  # fmt: skip
        signature = liar.signer.sign(entry.header.signed)
        return encode_explicit(replace(entry, signature=signature), with_salt=bool(content[-1] & 1))
    except (RemoteProtocolError, LocalProtocolError):
        return content


@cache
def _peer_seeds() -> tuple[bytes, ...]:
    liar = Liar(World())
    found = []

    def add(kind: FrameType, content: bytes, flags: int = 0) -> None:
        found.append(bytes([KINDS.index(kind) << 3 | flags]) + content)

    for position in (1, 2, 5):
        for text in ("x", "y" * 300):
            entry: Entry = liar.entry(position, text)
            add(FrameType.ENTRY_EXPLICIT, encode_explicit(entry, with_salt=False), 4)
    heads = (Head(0, 1, 0, 0), Head(1, 1, 2, 5), Head(1, 2, 0, 0))
    add(FrameType.HEARTBEAT, Heartbeat(1, 2, bytes(8), 0, 0, 0, 1, 10**9, heads).encode(), 3)
    names = {
        "ack": FrameType.ACK, "leaves": FrameType.LEAVES, "request": FrameType.REQUEST,
        "epoch": FrameType.EPOCH, "resync": FrameType.RESYNC, "note": FrameType.NOTES,
        "implied": FrameType.ENTRY_IMPLIED, "explicit": FrameType.ENTRY_EXPLICIT,
    }  # fmt: skip
    for name, kind in names.items():
        for data in vectors.wire(name):
            add(kind, data, 3)
    incarnation = KeySigner("ALPHA identity").public()[:8]
    add(FrameType.ACK, control.Ack(incarnation, ((0, 0, 9), (3, 1, 1)), 10**6).encode(), 3)
    add(FrameType.LEAVES, control.Leaves(1, 1, tuple(bytes([n]) * 32 for n in range(9))).encode())
    add(FrameType.REQUEST, control.Request(((0, 1, 1, 40),), ((0, 3),)).encode())
    return tuple(found)


def _stranger_seeds() -> Sequence[bytes]:
    frames = [frame for frame in vectors.wire("frame", "sealed") if 0 < len(frame) < UNIT_BYTES_MAX]
    return [*(len(frame).to_bytes(2) + frame for frame in frames), *_fragments()]


TARGETS = (
    Target("wire.value", _value, REMOTE, 4_096 + LONGER, lambda: vectors.wire("value"),
           ("wire.codec.decode",), Shape.CBOR, campaign=150_000),
    Target("wire.body", _body, REMOTE, 16_384 + LONGER, lambda: vectors.wire("body"),
           ("wire.body.decode_body", "wire.body.read_body", "wire.codec.decode_marked"),
           Shape.CBOR, campaign=100_000),
    Target("wire.header", _header, REMOTE, 20_000 + LONGER, lambda: vectors.wire("header"),
           ("wire.entry.Header.parse", "wire.entry.unpack_middle"), campaign=150_000),
    Target("wire.frame", _clear, REMOTE, FRAME_BYTES_MAX + LONGER, lambda: vectors.wire("frame"),
           ("wire.frame.parse_clear",), campaign=100_000),
    Target("wire.implied", _implied, REMOTE, 20_000, lambda: vectors.wire("implied"),
           ("wire.frame.decode_implied", "wire.frame.rebuild")),
    Target("wire.explicit", _explicit, REMOTE, FRAME_BYTES_MAX + LONGER,
           lambda: vectors.wire("explicit"),
           ("wire.frame.decode_explicit", "wire.entry.verify", "wire.entry.verify_body")),
    Target("wire.reassembly", _reassembly, REMOTE, 60_000, _fragments,
           ("wire.frame.Reassembly.take", "wire.frame.split")),
    Target("wire.charter", _charter, REMOTE, CHARTER_BYTES_MAX + LONGER,
           lambda: [d for d in vectors.wire("charter") if len(d) < 8_000],
           ("wire.charter.Charter.decode", "wire.charter.party_of"), Shape.CBOR),
    Target("wire.signed_charter", _signed, (RemoteProtocolError, VerificationError),
           CHARTER_BYTES_MAX + 5_000, lambda: vectors.wire("signed"),
           ("wire.agreedforms.check_texts", "wire.charter.SignedCharter.decode",
            "wire.charter.SignedCharter.verify"), Shape.CBOR),
    Target("wire.roots", _roots, (LocalProtocolError,), 16_384 + LONGER, _roots_seeds,
           ("wire.sealing.decode_roots",), Shape.CBOR),
    Target("wire.fingerprint", _fingerprint, (), 400,
           lambda: [CHARTER.fingerprint.encode(), b"l0o- u"],
           ("wire.charter.normalise_fingerprint",), Shape.TEXT),
    Target("wire.share", _agreement, REMOTE, 40, lambda: [CHARTER.parties[0].identity, bytes(32)],
           ()),
    _control_target("ack", control.Ack, "ack"),
    _control_target("heartbeat", control.Heartbeat, "heartbeat"),
    _control_target("leaves", control.Leaves, "leaves"),
    _control_target("request", control.Request, "request"),
    _control_target("epoch", control.EpochStep, "epoch"),
    _control_target("resync", control.Resync, "resync"),
    _control_target("note", control.Note, "note"),
    Target("wire.comparing", _comparing, REMOTE, COMPARING_BYTES_MAX + LONGER,
           lambda: vectors.wire("comparing"), ("wire.comparing.decode_comparing",), Shape.CBOR),
    Target("books.comparing", _compare, REMOTE, COMPARING_BYTES_MAX + LONGER,
           lambda: vectors.wire("comparing"), (), Shape.CBOR,
           quick=120, campaign=20_000),
    Target("line.stranger", _stranger, REMOTE, 12_000, _stranger_seeds,
           ("line.core.Line.receive",), quick=150, campaign=50_000),
    Target("line.peer", _peer, REMOTE, FRAME_BYTES_MAX, _peer_seeds,
           ("line.core.Line.receive", "line.secrecy.Channel.open"), quick=200, campaign=50_000),
)  # fmt: skip
