"""Frames: the clear header, the two forms of an entry inside, and pieces for a bearer.

    header   type(4 bits) lane(2) incarnation attached(1) recovery root(1) | low 16 bits of i
             incarnation | the other 32 bits of i, both only where it is attached
    content  sealed; 16-byte tag at the end

A frame too long for one unit of a bearer goes as fragments.  A fragment's header names the lane,
and first and last; fragments of one lane follow one another on one link, other lanes' go between.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.body import decode_body
from directline.wire.charter import Charter
from directline.wire.entry import (
    SIGNED_BYTES_MAX,
    Entry,
    Header,
    Read,
    Seen,
    pack_middle,
    unpack_middle,
)
from directline.wire.limits import (
    BODY_BYTES_MAX,
    FRAME_BYTES_MAX,
    HASH_BYTES,
    INCARNATION_BYTES,
    SALT_BYTES,
    SIGNATURE_BYTES,
)
from directline.wire.suite import TAG_BYTES
from directline.wire.values import ClockQuality, Kind, Precedence

RootAt = Callable[[int], bytes]
"""The root of the receiver's own feed at a size."""
CommitmentAt = Callable[[int], bytes]
"""The commitment of the body at hand, were it at this position of its author's feed."""
SaltOf = Callable[[int, int, int], bytes | None]
Commit = Callable[[bytes, bytes], bytes]

HEADER_BYTES = 3
LANES = 4
INDEX_SPAN = 1 << 16
INDEX_HIGH_BYTES = 4
"""The rest of an index, which counts to 2^48."""
_IMPLIED = struct.Struct(">H5sBHB64s")
_HAS_BODY, _HAS_SALT, _HAS_COMMITMENT = 1, 2, 4
_DRILL, _KIND_SHIFT, _QUALITY_SHIFT = 1, 1, 3
IMPLIED_OVERHEAD_BYTES = HEADER_BYTES + _IMPLIED.size + TAG_BYTES
"""What the implied form adds to a body: 94 bytes; 96 with a bearer's 2-byte length."""


class FrameType(IntEnum):
    """What a frame carries."""

    ENTRY_IMPLIED = 0
    ENTRY_EXPLICIT = 1
    ACK = 2
    HEARTBEAT = 3
    LEAVES = 4
    REQUEST = 5
    RESYNC = 6
    EPOCH = 7
    BELL = 8
    """Kept for the bell that goes ahead of a FLASH on slow bearers."""
    NOTES = 9
    BOOKS = 10
    """The comparison of books; below all else, and only to a peer that says it compares."""
    FRAGMENT = 14


@dataclass(frozen=True, slots=True)
class Clear:
    """The clear header of a frame, as far as it tells anything before the frame is opened."""

    type: FrameType
    lane: int
    recovery: bool
    low: int
    incarnation: bytes | None
    high: int | None = None
    """The index without its low 16 bits, where the incarnation is attached."""


def clear_header(
    kind: FrameType, lane: int, index: int, incarnation: bytes | None, *, recovery: bool
) -> bytes:
    """The bytes before the sealed content."""
    first = kind << 4 | lane << 2 | (incarnation is not None) << 1 | recovery
    named = b"" if incarnation is None else incarnation + (index >> 16).to_bytes(INDEX_HIGH_BYTES)
    return bytes([first]) + (index % INDEX_SPAN).to_bytes(2) + named


def parse_clear(frame: bytes) -> tuple[Clear, bytes]:
    """The clear header and the sealed rest of bytes from outside.

    Raises:
        RemoteProtocolError: too short, too long, or a type nobody knows [FRAME-1].
    """
    if not HEADER_BYTES + TAG_BYTES <= len(frame) <= FRAME_BYTES_MAX:
        raise RemoteProtocolError(
            "a frame's length is out of bounds", rule="FRAME-1", excerpt=frame
        )
    try:
        kind = FrameType(frame[0] >> 4)
    except ValueError:
        raise RemoteProtocolError(
            "an unknown type of frame", rule="FRAME-2", excerpt=frame
        ) from None
    if kind is FrameType.FRAGMENT:
        raise RemoteProtocolError("a fragment where a frame was due", rule="FRAME-2", excerpt=frame)
    at = HEADER_BYTES
    incarnation = high = None
    if frame[0] & 2:
        ends = at + INCARNATION_BYTES
        at = ends + INDEX_HIGH_BYTES
        if len(frame) < at + TAG_BYTES:
            raise RemoteProtocolError("a frame is cut short", rule="FRAME-1", excerpt=frame)
        incarnation, high = frame[HEADER_BYTES:ends], int.from_bytes(frame[ends:at])
    low = int.from_bytes(frame[1:3])
    clear = Clear(kind, frame[0] >> 2 & 3, bool(frame[0] & 1), low, incarnation, high)
    return clear, frame[at:]


def nearest(low: int, expected: int, span: int = INDEX_SPAN) -> int:
    """The number with these low bits that lies nearest to `expected`, never negative."""
    base = expected - expected % span + low
    best = min((base - span, base, base + span), key=lambda number: abs(number - expected))
    return best if best >= 0 else best + span


def at_most(low: int, limit: int, span: int) -> int:
    """The largest number not above `limit` with these low bits; -1 where there is none."""
    number = limit - limit % span + low
    return number if number <= limit else number - span


@dataclass(frozen=True, slots=True)
class Implied:
    """An entry as it travels in the implied form, before the receiver fills in the rest."""

    position_low: int
    instant_ms: int
    quality: ClockQuality
    drill: bool
    kind: Kind
    seen_low: int
    read_low: int
    signature: bytes
    body: bytes


def can_imply(header: Header, charter: Charter, generation: int, acknowledged: int) -> bool:
    """Whether the other side can rebuild this header from what both sides know.

    Args:
        header: The entry to send.
        charter: The charter in force.
        generation: The author's current generation, as the receiver knows it.
        acknowledged: How much of the author's feed the receiver is known to hold.
    """
    if len(charter.parties) != 2 or header.generation != generation or header.signer:
        return False
    if (
        header.charter_version != charter.version
        or not 0 <= header.instant_ms - charter.founded_ms < 1 << 40
    ):
        return False
    if (
        header.addressees != 1 << (1 - header.party)
        or abs(header.position - acknowledged) >= 1 << 15
    ):
        return False
    if len(header.seen) != 1 or len(header.read) != 1:
        return False
    seen, read = header.seen[0], header.read[0]
    return (
        not seen.beyond
        and read.generation == seen.generation
        and 0 <= seen.size - read.position < 1 << 8
    )


def encode_implied(entry: Entry, charter: Charter) -> bytes:
    """The content of an ENTRY_IMPLIED frame."""
    header = entry.header
    if entry.body is None:
        raise LocalProtocolError("a forgotten body cannot go in the implied form")
    flags = (
        (_DRILL if header.drill else 0)
        | header.kind << _KIND_SHIFT
        | header.quality << _QUALITY_SHIFT
    )
    return (
        _IMPLIED.pack(
            header.position % (1 << 16),
            (header.instant_ms - charter.founded_ms).to_bytes(5),
            flags,
            header.seen[0].size % (1 << 16),
            header.read[0].position % (1 << 8),
            entry.signature,
        )
        + entry.body
    )


def decode_implied(content: bytes, charter: Charter) -> Implied:
    """The implied entry of a frame that opened.

    Raises:
        RemoteProtocolError: cut short or out of bounds [FRAME-4].
    """
    if not _IMPLIED.size < len(content) <= _IMPLIED.size + BODY_BYTES_MAX:
        raise RemoteProtocolError("an implied entry's length", rule="FRAME-4", excerpt=content)
    position, instant, flags, seen, read, signature = _IMPLIED.unpack_from(content)
    if flags >> 5 or flags >> _KIND_SHIFT & 3 > Kind.EVENT:
        raise RemoteProtocolError("an implied entry's flags", rule="FRAME-4", excerpt=content)
    return Implied(
        position,
        int.from_bytes(instant) + charter.founded_ms,
        ClockQuality(flags >> _QUALITY_SHIFT & 3),
        bool(flags & _DRILL),
        Kind(flags >> _KIND_SHIFT & 3),
        seen,
        read,
        signature,
        content[_IMPLIED.size :],
    )


def rebuild(
    implied: Implied, charter: Charter, author: int, lane: int, generation: int, expected: int,
    own_size: int, own_generation: int, root_at: RootAt, body_commitment: CommitmentAt,
) -> Header:  # fmt: skip
    """The whole header of an implied entry, from what the receiver knows.

    The signature decides whether it was rebuilt rightly: one that does not verify is asked for
    again in the explicit form, never dropped.

    Raises:
        RemoteProtocolError: the receiver's feed never had such a size [FRAME-5].
    """
    position = nearest(implied.position_low, expected)
    size = at_most(implied.seen_low, own_size, 1 << 16)
    read = at_most(implied.read_low, size, 1 << 8)
    if size < 0 or read < 0 or position < 1:
        raise RemoteProtocolError("an implied number cannot be rebuilt", rule="FRAME-5")
    other = 1 - author
    return Header(
        charter.line_id, charter.version, author, generation, position, 1 << other,
        implied.instant_ms, implied.quality, Precedence(lane), implied.drill, implied.kind, 0,
        (Seen(other, own_generation, size, root_at(size)),),
        (Read(other, own_generation, read),),
        body_commitment(position),
    )  # fmt: skip


def encode_explicit(entry: Entry, *, with_salt: bool) -> bytes:
    """The content of an ENTRY_EXPLICIT frame: everything, for resync, on request, and give-back."""
    middle = pack_middle(entry.header)
    flags = (_HAS_BODY if entry.body is not None else _HAS_COMMITMENT) | (
        _HAS_SALT if with_salt and entry.salt is not None else 0
    )
    return b"".join(
        (
            len(middle).to_bytes(2),
            middle,
            entry.signature,
            bytes([flags]),
            entry.header.commitment if flags & _HAS_COMMITMENT else b"",
            (entry.salt or b"") if flags & _HAS_SALT else b"",
            entry.body or b"",
        )
    )


def decode_explicit(content: bytes, charter: Charter, salt_of: SaltOf, commit: Commit) -> Entry:
    """The entry of an ENTRY_EXPLICIT frame that opened; its signature is still to be checked.

    Args:
        content: The opened content.
        charter: Gives the line's name.
        salt_of: The salt of (party, generation, position) where none travels.
        commit: The commitment of (encoded body, salt).

    Raises:
        RemoteProtocolError: cut short or out of bounds [FRAME-6].
    """
    length = int.from_bytes(content[:2])
    at = 2 + length + SIGNATURE_BYTES
    if len(content) <= at or length > SIGNED_BYTES_MAX or len(content) > FRAME_BYTES_MAX:
        raise RemoteProtocolError("an explicit entry is cut short", rule="FRAME-6", excerpt=content)
    header = unpack_middle(content[2 : 2 + length], charter.line_id, bytes(HASH_BYTES))
    signature = content[2 + length : at]
    flags, rest = content[at], content[at + 1 :]
    if flags not in {_HAS_BODY, _HAS_BODY | _HAS_SALT, _HAS_COMMITMENT}:
        raise RemoteProtocolError("an explicit entry's flags", rule="FRAME-6", excerpt=content)
    if flags & _HAS_COMMITMENT:
        if len(rest) != HASH_BYTES:
            raise RemoteProtocolError("an explicit entry's length", rule="FRAME-6", excerpt=content)
        return Entry(_with_commitment(header, rest), signature, None, None)
    salt = salt_of(header.party, header.generation, header.position)
    if flags & _HAS_SALT:
        salt, rest = rest[:SALT_BYTES], rest[SALT_BYTES:]
    if salt is None or len(salt) != SALT_BYTES or not rest or len(rest) > BODY_BYTES_MAX:
        raise RemoteProtocolError("an explicit entry's length", rule="FRAME-6", excerpt=content)
    decode_body(rest)
    return Entry(_with_commitment(header, commit(rest, salt)), signature, rest, salt)


def split(frame: bytes, unit_bytes: int) -> list[bytes]:
    """The units that carry a frame: itself if it fits, else fragments of at most `unit_bytes`."""
    if len(frame) <= unit_bytes:
        return [frame]
    lane = frame[0] >> 2 & 3
    room = unit_bytes - 1
    count = -(-len(frame) // room)
    return [
        bytes([FrameType.FRAGMENT << 4 | lane << 2 | (n == 0) << 1 | (n == count - 1)])
        + frame[n * room : (n + 1) * room]
        for n in range(count)
    ]


class Reassembly:
    """One link's fragments on their way to frames: one buffer a lane, bounded."""

    def __init__(self) -> None:
        self._parts: list[bytearray | None] = [None] * LANES

    def take(self, unit: bytes) -> bytes | None:
        """A whole frame, or None while more fragments are due.

        Raises:
            RemoteProtocolError: empty, out of turn or too long; only this lane's copy is discarded.
        """
        if not unit:
            raise RemoteProtocolError("an empty unit", rule="FRAME-1")
        if unit[0] >> 4 != FrameType.FRAGMENT:
            return unit
        lane, first, last = unit[0] >> 2 & 3, unit[0] & 2, unit[0] & 1
        held = bytearray() if first else self._parts[lane]
        self._parts[lane] = None
        if held is None:
            raise RemoteProtocolError("a fragment without its first", rule="FRAME-3", excerpt=unit)
        held += unit[1:]
        if len(held) > FRAME_BYTES_MAX:
            raise RemoteProtocolError(
                "fragments past the longest frame", rule="FRAME-3", excerpt=unit
            )
        if last:
            return bytes(held)
        self._parts[lane] = held
        return None


def _with_commitment(header: Header, body_commitment: bytes) -> Header:
    return Header(
        header.line, header.charter_version, header.party, header.generation, header.position,
        header.addressees, header.instant_ms, header.quality, header.precedence, header.drill,
        header.kind, header.signer, header.seen, header.read, body_commitment,
    )  # fmt: skip
