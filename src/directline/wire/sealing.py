"""Keys of frames and the roots of secrecy (design: sealing).

Key of a frame = HMAC(L, i) with nonce 0, where i counts the frames of its lane and
L = HKDF(epoch root, line | from | to | lane | incarnation).  An incarnation is drawn at every start
of a station, so no rollback of a disk can repeat a key.
"""

import struct
from dataclasses import dataclass, field, replace

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.charter import Charter
from directline.wire.codec import array, decode, encode, integer, items, octets
from directline.wire.limits import INCARNATION_BYTES, KEY_BYTES, PARTIES_MAX
from directline.wire.suite import REAL_SUITE, Suite

SECRET_BYTES = 32
ROOTS_BYTES_MAX = 16_384
OLD_EPOCHS_MAX = 2
"""Roots kept besides the current one, until the frames under them are acknowledged."""
RECOVERY_EPOCH = 0
"""The epoch number under which frames sealed by the recovery root are bound."""
_LANE = struct.Struct(">16sBBB16s")
_ASSOCIATED = struct.Struct(">16sBBI16sBBQ")
_FORMAT = "directline/roots/v1"


@dataclass(frozen=True, slots=True)
class PeerRoots:
    """The roots shared with one peer.

    `epochs` are (number, root), newest first; `send` is the number of the epoch we seal under,
    which is the newest only once the peer has shown that it holds that root too.
    """

    peer: int
    recovery: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    epochs: tuple[tuple[int, bytes], ...] = field(repr=False)
    send: int

    def newest(self) -> int:
        """The newest epoch's number."""
        return self.epochs[0][0]

    def sending(self) -> bytes:
        """The root that we seal under."""
        return dict(self.epochs)[self.send]

    def stepped(self, number: int, root: bytes, *, send: bool) -> "PeerRoots":
        """These roots with a newer epoch in front; the oldest past the bound is dropped."""
        if number <= self.newest():
            raise LocalProtocolError("an epoch's number only grows")
        kept = self.epochs[:OLD_EPOCHS_MAX]
        if not send and self.send not in dict(kept):
            kept = (*kept[:-1], (self.send, self.sending()))
        return replace(self, epochs=((number, root), *kept), send=number if send else self.send)

    def without_unconfirmed(self) -> "PeerRoots":
        """These roots without those newer than the one we seal under: an answer that was lost."""
        return replace(self, epochs=tuple(pair for pair in self.epochs if pair[0] <= self.send))

    def confirmed(self, epoch: int) -> "PeerRoots":
        """The peer seals under this root, so it holds it: seal under it from now on."""
        return replace(self, send=epoch)

    def settled(self) -> "PeerRoots":
        """These roots without the old ones: all frames under those are acknowledged."""
        return replace(self, epochs=tuple(pair for pair in self.epochs if pair[0] >= self.send))


def founding_roots(secret: bytes, charter: Charter, own: int, suite: Suite = REAL_SUITE) -> bytes:
    """The first roots file of a station, from the 32 bytes that couriers brought.

    Every pair of parties gets roots of its own, bound to the charter's digest, which names all
    identity keys.
    """
    if len(secret) != SECRET_BYTES:
        raise LocalProtocolError("the couriered secret has 32 bytes")
    peers = []
    for peer in range(len(charter.parties)):
        if peer == own:
            continue
        pair = charter.digest + bytes([min(own, peer), max(own, peer)])
        peers.append(
            PeerRoots(
                peer,
                recovery=suite.hkdf(secret, b"directline/recovery-root/v1\n" + pair),
                salt=suite.hkdf(secret, b"directline/entry-salt/v1\n" + pair),
                epochs=((1, suite.hkdf(secret, b"directline/epoch-root/v1\n" + pair)),),
                send=1,
            )
        )
    return encode_roots(tuple(peers))


def encode_roots(peers: tuple[PeerRoots, ...]) -> bytes:
    """The content of the roots file: a secret."""
    return encode((_FORMAT, tuple((p.peer, p.recovery, p.salt, p.epochs, p.send) for p in peers)))


def decode_roots(data: bytes) -> tuple[PeerRoots, ...]:
    """The inverse of `encode_roots`.

    Raises:
        LocalProtocolError: the file is none of ours; its content is never quoted.
    """
    try:
        value = array(decode(data, bytes_max=ROOTS_BYTES_MAX, rule="ROOTS-1"), 2, "ROOTS-1")
        peers = []
        for item in items(value[1], PARTIES_MAX, "ROOTS-1"):
            peer, recovery, salt, epochs, send = array(item, 5, "ROOTS-1")
            pairs = []
            for epoch in items(epochs, OLD_EPOCHS_MAX + 1, "ROOTS-1"):
                number, root = array(epoch, 2, "ROOTS-1")
                pairs.append(
                    (integer(number, 1, 2**32 - 1, "ROOTS-1"), octets(root, KEY_BYTES, "ROOTS-1"))
                )
            peers.append(
                PeerRoots(
                    integer(peer, 0, PARTIES_MAX - 1, "ROOTS-1"),
                    octets(recovery, KEY_BYTES, "ROOTS-1"),
                    octets(salt, KEY_BYTES, "ROOTS-1"),
                    tuple(pairs),
                    integer(send, 1, 2**32 - 1, "ROOTS-1"),
                )
            )
    except RemoteProtocolError:
        raise LocalProtocolError(
            "the roots file is damaged", remedy="restore it from the sealed backup, or resync"
        ) from None
    if value[0] != _FORMAT or any(p.send not in dict(p.epochs) for p in peers):
        raise LocalProtocolError(
            "the roots file is damaged", remedy="restore it from the sealed backup"
        )
    return tuple(peers)


def entry_salt(
    salt_root: bytes, party: int, generation: int, position: int, suite: Suite = REAL_SUITE
) -> bytes:
    """The salt (16 bytes) of an entry on a two-party line: shared, and free on the wire."""
    place = b"directline/entry-salt/v1\n" + struct.pack(">BIQ", party, generation, position)
    return suite.hmac(salt_root, place)[:16]


def lane_secret(
    root: bytes,
    line: bytes,
    sender: int,
    receiver: int,
    lane: int,
    incarnation: bytes,
    suite: Suite,
) -> bytes:
    """L: the secret of one lane (direction and precedence) of one incarnation."""
    if len(incarnation) != INCARNATION_BYTES:
        raise LocalProtocolError("an incarnation has 16 bytes")
    return suite.hkdf(
        root, b"directline/lane/v1\n" + _LANE.pack(line, sender, receiver, lane, incarnation)
    )


def frame_key(lane: bytes, index: int, suite: Suite) -> bytes:
    """The key of one frame: HMAC(L, i)."""
    return suite.hmac(lane, index.to_bytes(8))


def associated_data(
    line: bytes,
    sender: int,
    receiver: int,
    epoch: int,
    incarnation: bytes,
    kind: int,
    lane: int,
    index: int,
) -> bytes:
    """What a frame is bound to besides its content: nothing of it need be sent."""
    return _ASSOCIATED.pack(line, sender, receiver, epoch, incarnation, kind, lane, index)


def stepped_root(root: bytes, shared: bytes, transcript: bytes, suite: Suite) -> bytes:
    """The next epoch's root: the old one with a fresh X25519 (later also ML-KEM) secret in it."""
    return suite.hkdf(root + shared, b"directline/epoch-step/v1\n" + suite.sha256(transcript))
