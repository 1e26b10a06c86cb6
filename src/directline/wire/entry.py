"""One signed entry of a feed: the fixed layout that is signed, and its checks.

The layout is all big-endian and has one spelling; its SHA-256 is the feed's leaf.
The signature itself is not part of the leaf, so two signatures over the same bytes are one entry.
"""

import struct
from dataclasses import dataclass, field
from functools import cached_property

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.wire.body import commitment_of, read_body
from directline.wire.limits import (
    BEYOND_MAX,
    HASH_BYTES,
    LINE_BYTES,
    PARTIES_MAX,
    SALT_BYTES,
    SIGNATURE_BYTES,
)
from directline.wire.suite import REAL_SUITE, Suite
from directline.wire.values import ClockQuality, Kind, Precedence

CONTEXT = b"directline/entry/v1\n"
GENERATION_MAX = 2**32 - 1
POSITION_MAX = 2**48 - 1
INSTANT_MS_MAX = 2**48 - 1
SIGNED_BYTES_MAX = 20_000
_FIXED = struct.Struct(">HBIQIQBBBBB")
_SEEN = struct.Struct(">BIQ32sH")
_BEYOND = struct.Struct(">Q32s")
_READ = struct.Struct(">BIQ")
_QUALITIES, _PRECEDENCES, _KINDS = tuple(ClockQuality), tuple(Precedence), tuple(Kind)
"""By their numbers, which count from 0 without a gap."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What of one other feed is durable at the author's station.

    `size` is the contiguous prefix, `root` its RFC 6962 root, `beyond` the (position, leaf) pairs
    held past a gap.
    """

    party: int
    generation: int
    size: int
    root: bytes
    beyond: tuple[tuple[int, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """The highest position of another feed that the drafting officer had opened (0: none)."""

    party: int
    generation: int
    position: int


@dataclass(frozen=True)
class Header:
    """The signed part of an entry.

    `addressees` is a bit mask of party indexes; `instant_ms` is the author's civil clock;
    `signer` is 0 for the station's key (other numbers are kept for officers' role keys).
    """

    line: bytes
    charter_version: int
    party: int
    generation: int
    position: int
    addressees: int
    instant_ms: int
    quality: ClockQuality
    precedence: Precedence
    drill: bool
    kind: Kind
    signer: int
    seen: tuple[Seen, ...]
    read: tuple[Read, ...]
    commitment: bytes

    @cached_property
    def signed(self) -> bytes:
        """The exact bytes that are signed: context, line, fixed part, seen, read, commitment."""
        return CONTEXT + self.line + pack_middle(self) + self.commitment

    def signed_bytes(self) -> bytes:
        """The exact bytes that are signed."""
        return self.signed

    @classmethod
    def parse(cls, signed: bytes) -> "Header":
        """The header of signed bytes from outside.

        Raises:
            RemoteProtocolError: not the one spelling of a header.
        """
        prefix = len(CONTEXT) + LINE_BYTES
        if len(signed) > SIGNED_BYTES_MAX or not signed.startswith(CONTEXT):
            raise RemoteProtocolError(
                "not an entry of this version", rule="ENTRY-1", excerpt=signed
            )
        if len(signed) < prefix + _FIXED.size + 2 + HASH_BYTES:
            raise RemoteProtocolError("an entry is cut short", rule="ENTRY-1", excerpt=signed)
        return unpack_middle(
            signed[prefix:-HASH_BYTES], signed[len(CONTEXT) : prefix], signed[-HASH_BYTES:]
        )


@dataclass(frozen=True)
class Entry:
    """A header, its signature, and the body with its salt where they are held."""

    header: Header
    signature: bytes
    body: bytes | None
    salt: bytes | None = field(repr=False)

    def leaf(self, suite: Suite = REAL_SUITE) -> bytes:
        """The feed's leaf: the SHA-256 of the signed bytes."""
        return suite.sha256(self.header.signed)


def pack_middle(header: Header) -> bytes:
    """What stands between the line and the commitment.

    Raises:
        LocalProtocolError: a number of our own is out of bounds.
    """
    try:
        parts = [
            _FIXED.pack(
                header.charter_version,
                header.party,
                header.generation,
                header.position,
                header.addressees,
                header.instant_ms,
                header.quality,
                header.precedence,
                int(header.drill),
                header.kind,
                header.signer,
            ),
            bytes([len(header.seen)]),
        ]
        for seen in header.seen:
            parts.append(
                _SEEN.pack(seen.party, seen.generation, seen.size, seen.root, len(seen.beyond))
            )
            parts += [_BEYOND.pack(position, leaf) for position, leaf in seen.beyond]
        parts.append(bytes([len(header.read)]))
        parts += [_READ.pack(read.party, read.generation, read.position) for read in header.read]
    except (struct.error, ValueError) as error:
        raise LocalProtocolError("an entry's number is out of bounds") from error
    return b"".join(parts)


def unpack_middle(data: bytes, line: bytes, body_commitment: bytes) -> Header:
    """The inverse of `pack_middle`; all of `data` must be used.

    Raises:
        RemoteProtocolError: cut short, trailing bytes, or a value out of bounds.
    """
    if len(data) < _FIXED.size:
        raise _cut_short(data)
    (version, party, generation, position, addressees, instant_ms, quality, precedence, drill, kind,
     signer) = _FIXED.unpack_from(data)  # fmt: skip
    seen, at = _seen_rows(data, _FIXED.size)
    read, at = _read_rows(data, at)
    if at != len(data):
        raise RemoteProtocolError("an entry has bytes left over", rule="ENTRY-1", excerpt=data)
    if (
        party >= PARTIES_MAX
        or not 0 < generation <= GENERATION_MAX
        or not 0 < position <= POSITION_MAX
        or instant_ms > INSTANT_MS_MAX
        or not version > 0
        or addressees >= 1 << PARTIES_MAX
    ):
        raise RemoteProtocolError("a number is out of bounds", rule="ENTRY-2", excerpt=data)
    if quality >= len(_QUALITIES) or precedence >= len(_PRECEDENCES) or kind >= len(_KINDS):
        raise RemoteProtocolError(
            "an unknown quality, precedence or kind", rule="ENTRY-3", excerpt=data
        )
    if drill > 1:
        raise RemoteProtocolError("drill is neither yes nor no", rule="ENTRY-3", excerpt=data)
    _check_order(seen, party, data)
    _check_order(read, party, data)
    return Header(
        line, version, party, generation, position, addressees, instant_ms, _QUALITIES[quality],
        _PRECEDENCES[precedence], bool(drill), _KINDS[kind], signer, seen, read, body_commitment,
    )  # fmt: skip


def verify(entry: Entry, public: bytes, suite: Suite = REAL_SUITE) -> None:
    """Check the author's signature, and the commitment where the body is held.

    Raises:
        VerificationError: names `signature` or `body`.
        RemoteProtocolError: the body is no body.
    """
    suite.verify(public, entry.signature, entry.header.signed, part="signature")
    if entry.body is not None:
        verify_body(entry, suite)


def verify_body(entry: Entry, suite: Suite = REAL_SUITE) -> None:
    """Check that body and salt give the signed commitment."""
    if entry.body is None or entry.salt is None or len(entry.salt) != SALT_BYTES:
        raise VerificationError("the body has no salt", part="body")
    _, spelt = read_body(entry.body)
    if commitment_of(spelt, entry.salt, suite) != entry.header.commitment:
        raise VerificationError("the body is not the one that was signed", part="body")


def check_signature_length(signature: bytes) -> None:
    """Refuse anything but 64 bytes."""
    if len(signature) != SIGNATURE_BYTES:
        raise RemoteProtocolError("a signature has 64 bytes", rule="ENTRY-4", excerpt=signature)


def _seen_rows(data: bytes, at: int) -> tuple[tuple[Seen, ...], int]:
    """What the author has seen, and where it ends."""
    rows = []
    for _ in range(_count(data, at)):
        if at + 1 + _SEEN.size > len(data):
            raise _cut_short(data)
        party, generation, size, root, count = _SEEN.unpack_from(data, at + 1)
        at += _SEEN.size
        if count > BEYOND_MAX or size > POSITION_MAX:
            raise RemoteProtocolError("`seen` is out of bounds", rule="ENTRY-5", excerpt=data)
        beyond: tuple[tuple[int, bytes], ...] = ()
        if count:
            beyond = _beyond_rows(data, at + 1, count, size)
            at += count * _BEYOND.size
        rows.append(Seen(party, generation, size, root, beyond))
    return tuple(rows), at + 1


def _beyond_rows(data: bytes, at: int, count: int, size: int) -> tuple[tuple[int, bytes], ...]:
    if at + count * _BEYOND.size > len(data):
        raise _cut_short(data)
    beyond = tuple(_BEYOND.iter_unpack(data[at : at + count * _BEYOND.size]))
    positions = [position for position, _ in beyond]
    if any(position <= size + 1 for position in positions) or positions != sorted(set(positions)):
        raise RemoteProtocolError("`beyond` is out of order", rule="ENTRY-5", excerpt=data)
    return beyond


def _read_rows(data: bytes, at: int) -> tuple[tuple[Read, ...], int]:
    """What the drafting officer had opened, and where it ends."""
    end = at + 1 + _count(data, at) * _READ.size
    if end > len(data):
        raise _cut_short(data)
    return tuple([Read(*row) for row in _READ.iter_unpack(data[at + 1 : end])]), end


def _count(data: bytes, at: int) -> int:
    if at >= len(data) or data[at] > PARTIES_MAX:
        raise RemoteProtocolError("a count is out of bounds", rule="ENTRY-2", excerpt=data)
    return data[at]


def _cut_short(data: bytes) -> RemoteProtocolError:
    return RemoteProtocolError("an entry is cut short", rule="ENTRY-1", excerpt=data)


def _check_order(rows: tuple[Seen, ...] | tuple[Read, ...], own: int, data: bytes) -> None:
    before = -1
    for row in rows:
        if row.party <= before or row.party == own:
            raise RemoteProtocolError(
                "`seen` and `read` name other parties, each once, in order",
                rule="ENTRY-6",
                excerpt=data,
            )
        before = row.party
