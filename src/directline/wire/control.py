"""Control frames: link acknowledgement, heartbeat, leaves, requests, epoch step, resync.

Authenticated by the lane's key alone; none of them is an entry and none needs a receipt.
All are CBOR arrays.
"""

from dataclasses import dataclass, field

from directline.errors import RemoteProtocolError
from directline.wire.codec import Value, array, decode, encode, integer, items, octets
from directline.wire.entry import GENERATION_MAX, INSTANT_MS_MAX, POSITION_MAX
from directline.wire.limits import HASH_BYTES, KEY_BYTES, LEAVES_MAX, PARTIES_MAX, SIGNATURE_BYTES

ACK_RANGES_MAX = 64
REQUESTS_MAX = 32
REQUEST_SPAN_MAX = 4_096
CONTROL_BYTES_MAX = 8_192
NOTE_BYTES_MAX = 24_576
"""A checkpoint with Ed25519 and ML-DSA-44 cosignatures of six parties."""
NOTE_PLACE_BYTES_MAX = 64
NONCE_BYTES = 16
INDEX_MAX = 2**62
AGE_MS_MAX = 2**48
ECHO_BYTES = 8
"""The first bytes of the receiver's incarnation: shows that the sender heard *this* start of it."""
NEVER = -1
MEANT_BYTES = 16
"""An incarnation, or the first bytes of the SHA-256 of an offer."""


@dataclass(frozen=True, slots=True)
class Ack:
    """Frames that opened and whose content is durable: stops their retransmission.

    `ranges` are (lane, first index, count); `echo` is the incarnation they were sent under;
    `credit` is how many bytes below FLASH the sender may have sent in all, counted since its start.
    """

    echo: bytes
    ranges: tuple[tuple[int, int, int], ...]
    credit: int

    def encode(self) -> bytes:
        """The content of an ACK frame."""
        return encode((self.echo, self.ranges, self.credit))

    @classmethod
    def decode(cls, data: bytes) -> "Ack":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [ACK-1]."""
        rule = "ACK-1"
        echo, ranges, credit = array(decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 3, rule)
        found = []
        for item in items(ranges, ACK_RANGES_MAX, rule):
            lane, first, count = array(item, 3, rule)
            found.append(
                (
                    integer(lane, 0, 3, rule),
                    integer(first, 0, INDEX_MAX, rule),
                    integer(count, 1, 2**16, rule),
                )
            )
        return cls(
            octets(echo, ECHO_BYTES, rule), tuple(found), integer(credit, 0, INDEX_MAX, rule)
        )


@dataclass(frozen=True, slots=True)
class Head:
    """Where one feed stands: `size` is the durable contiguous prefix, `highest` what is known."""

    party: int
    generation: int
    size: int
    highest: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A sign of life of a station (never of a person), with all that supervision needs.

    `echo` is the receiver's incarnation as last heard (zeros: never); `t1_ms`, `t2_ms` are the
    receiver's last heartbeat's instant and ours at its arrival, `wall_ms` ours now: from these the
    receiver measures the offset of our clock.  `heard_ms` is how long ago this link last brought
    what names our start (NEVER: nothing yet).  `attended` is 0 no, 1 yes, 2 not said.
    """

    wall_ms: int
    quality: int
    echo: bytes
    t1_ms: int
    t2_ms: int
    heard_ms: int
    attended: int
    credit: int
    heads: tuple[Head, ...]

    def encode(self) -> bytes:
        """The content of a HEARTBEAT frame."""
        heads: tuple[Value, ...] = tuple(
            (h.party, h.generation, h.size, h.highest) for h in self.heads
        )
        return encode(
            (
                self.wall_ms, self.quality, self.echo, self.t1_ms, self.t2_ms, self.heard_ms,
                self.attended, self.credit, heads,
            )
        )  # fmt: skip

    @classmethod
    def decode(cls, data: bytes) -> "Heartbeat":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [HEART-1]."""
        rule = "HEART-1"
        v = array(decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 9, rule)
        heads = []
        for item in items(v[8], PARTIES_MAX, rule):
            party, generation, size, highest = array(item, 4, rule)
            heads.append(
                Head(
                    integer(party, 0, PARTIES_MAX - 1, rule),
                    integer(generation, 1, GENERATION_MAX, rule),
                    integer(size, 0, POSITION_MAX, rule),
                    integer(highest, 0, POSITION_MAX, rule),
                )
            )
        return cls(
            integer(v[0], 0, INSTANT_MS_MAX, rule),
            integer(v[1], 0, 3, rule),
            octets(v[2], ECHO_BYTES, rule),
            integer(v[3], 0, INSTANT_MS_MAX, rule),
            integer(v[4], 0, INSTANT_MS_MAX, rule),
            integer(v[5], NEVER, AGE_MS_MAX, rule),
            integer(v[6], 0, 2, rule),
            integer(v[7], 0, INDEX_MAX, rule),
            tuple(heads),
        )


@dataclass(frozen=True, slots=True)
class Leaves:
    """Leaves of own entries released but not yet sent: the tree closes on these."""

    generation: int
    first: int
    leaves: tuple[bytes, ...]

    def encode(self) -> bytes:
        """The content of a LEAVES frame."""
        return encode((self.generation, self.first, b"".join(self.leaves)))

    @classmethod
    def decode(cls, data: bytes) -> "Leaves":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [LEAVES-1]."""
        rule = "LEAVES-1"
        generation, first, joined = array(
            decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 3, rule
        )
        if not isinstance(joined, bytes) or len(joined) % HASH_BYTES or not joined:
            raise RemoteProtocolError("leaves have 32 bytes each", rule=rule, excerpt=data)
        leaves = tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))
        if len(leaves) > LEAVES_MAX:
            raise RemoteProtocolError(f"more than {LEAVES_MAX} leaves", rule=rule, excerpt=data)
        return cls(
            integer(generation, 1, GENERATION_MAX, rule),
            integer(first, 1, POSITION_MAX - len(leaves), rule),
            leaves,
        )


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for entries in the explicit form; acknowledged when opened, so an empty one is a probe.

    `spans` are (party, generation, first, last); `frames` are (lane, index) of frames of the asked
    side whose entry did not verify in the implied form.
    """

    spans: tuple[tuple[int, int, int, int], ...] = ()
    frames: tuple[tuple[int, int], ...] = ()

    def encode(self) -> bytes:
        """The content of a REQUEST frame."""
        return encode((self.spans, self.frames))

    @classmethod
    def decode(cls, data: bytes) -> "Request":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [REQUEST-1]."""
        rule = "REQUEST-1"
        spans = []
        wanted, named = array(decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 2, rule)
        for item in items(wanted, REQUESTS_MAX, rule):
            party, generation, first, last = array(item, 4, rule)
            low = integer(first, 1, POSITION_MAX, rule)
            spans.append(
                (
                    integer(party, 0, PARTIES_MAX - 1, rule),
                    integer(generation, 1, GENERATION_MAX, rule),
                    low,
                    integer(last, low, low + REQUEST_SPAN_MAX - 1, rule),
                )
            )
        frames = []
        for item in items(named, REQUESTS_MAX, rule):
            lane, index = array(item, 2, rule)
            frames.append((integer(lane, 0, 3, rule), integer(index, 0, INDEX_MAX, rule)))
        return cls(tuple(spans), tuple(frames))


@dataclass(frozen=True, slots=True)
class EpochStep:
    """One half of an epoch step: 0 offer, 1 answer; `share` is an X25519 public key.

    `mlkem` keeps the place of the ML-KEM-768 key or ciphertext; empty in this version.  `meant` is
    whom it is for: of an offer the reader's incarnation, of an answer the offer.
    """

    step: int
    epoch: int
    share: bytes
    mlkem: bytes = b""
    meant: bytes = bytes(MEANT_BYTES)

    def encode(self) -> bytes:
        """The content of an EPOCH frame."""
        return encode((self.step, self.epoch, self.share, self.mlkem, self.meant))

    @classmethod
    def decode(cls, data: bytes) -> "EpochStep":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [EPOCH-1]."""
        rule = "EPOCH-1"
        step, epoch, share, mlkem, meant = array(
            decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 5, rule
        )
        return cls(
            integer(step, 0, 1, rule),
            integer(epoch, 2, 2**32 - 1, rule),
            octets(share, KEY_BYTES, rule),
            octets(mlkem, 0, rule),
            octets(meant, MEANT_BYTES, rule),
        )


@dataclass(frozen=True, slots=True)
class Resync:
    """One step of a resync, signed and sealed under the recovery root.

    Step 0 offers (nonce_a, share, highest epoch held); step 1 answers (both nonces, share, the new
    epoch's number).  The signature covers `signed`, which binds line, direction and both halves.
    """

    step: int
    nonce_a: bytes
    nonce_b: bytes
    share: bytes
    epoch: int
    signature: bytes = field(default=bytes(SIGNATURE_BYTES))
    mlkem: bytes = b""

    def signed(self, line: bytes, sender: int, receiver: int, offer_share: bytes) -> bytes:
        """What the sender's identity key signs."""
        place: Value = (line, sender, receiver, self.step, self.nonce_a, self.nonce_b, offer_share,
                        self.share, self.epoch, self.mlkem)  # fmt: skip
        return b"directline/resync/v1\n" + encode(place)

    def encode(self) -> bytes:
        """The content of a RESYNC frame."""
        return encode(
            (
                self.step,
                self.nonce_a,
                self.nonce_b,
                self.share,
                self.epoch,
                self.signature,
                self.mlkem,
            )
        )

    @classmethod
    def decode(cls, data: bytes) -> "Resync":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [RESYNC-1]."""
        rule = "RESYNC-1"
        v = array(decode(data, bytes_max=CONTROL_BYTES_MAX, rule=rule), 7, rule)
        return cls(
            integer(v[0], 0, 1, rule),
            octets(v[1], NONCE_BYTES, rule),
            octets(v[2], NONCE_BYTES, rule),
            octets(v[3], KEY_BYTES, rule),
            integer(v[4], 1, 2**32 - 1, rule),
            octets(v[5], SIGNATURE_BYTES, rule),
            octets(v[6], 0, rule),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note (checkpoint or cosigned checkpoint) of a feed, byte for byte."""

    party: int
    generation: int
    size: int
    note: bytes

    def encode(self) -> bytes:
        """The content of a NOTES frame."""
        return encode((self.party, self.generation, self.size, self.note))

    @classmethod
    def decode(cls, data: bytes) -> "Note":
        """The inverse, of outside bytes.  Raises RemoteProtocolError [NOTES-1]."""
        rule = "NOTES-1"
        party, generation, size, note = array(
            decode(data, bytes_max=NOTE_BYTES_MAX + NOTE_PLACE_BYTES_MAX, rule=rule), 4, rule
        )
        if not isinstance(note, bytes) or len(note) > NOTE_BYTES_MAX:
            raise RemoteProtocolError("a note is out of bounds", rule=rule, excerpt=data)
        return cls(
            integer(party, 0, PARTIES_MAX - 1, rule),
            integer(generation, 1, GENERATION_MAX, rule),
            integer(size, 0, POSITION_MAX, rule),
            note,
        )
