"""One of each frame as it should be: what the liar's mutations begin with."""

from dataclasses import replace
from random import Random

from directline.conform.peer import Peer
from directline.wire.body import Body, encode_body
from directline.wire.control import Ack, EpochStep, Head, Heartbeat, Leaves, Note, Request, Resync
from directline.wire.entry import Entry
from directline.wire.frame import FrameType, encode_explicit


def sample(peer: Peer, chance: Random, entry: Entry) -> tuple[int, bytes, int]:
    """Type, content and lane of a frame of any kind."""
    position = entry.header.position
    echo = (peer.seals.latest or bytes(8))[:8]
    spans = ((peer.own, 1, 1, chance.randint(1, 4_000)), (peer.other, 1, 1, 64))
    heads = (Head(0, 1, chance.randrange(99), 99), Head(1, 1, 0, 0))
    beat = Heartbeat(peer.wall_ms(), 2, echo, 1, 1, 0, 1, 10**9, heads)
    implied = bytes(9) + entry.signature + encode_body(Body("K", 1, ()))
    return chance.choice((
        (FrameType.ENTRY_EXPLICIT, encode_explicit(entry, with_salt=False), 0),
        (FrameType.ENTRY_IMPLIED, implied, 0),
        (FrameType.ACK, Ack(echo, ((0, chance.randrange(99), 3),), 10**9).encode(), 3),
        (FrameType.HEARTBEAT, beat.encode(), 3),
        (FrameType.LEAVES, Leaves(1, position, (chance.randbytes(32),)).encode(), 2),
        (FrameType.REQUEST, Request(spans, ((0, 1), (3, 2))).encode(), 3),
        (FrameType.RESYNC, offer(peer, chance).encode(), 3),
        (FrameType.EPOCH, EpochStep(0, 2, chance.randbytes(32)).encode(), 3),
        (FrameType.NOTES, Note(peer.own, 1, 1, chance.randbytes(90)).encode(), 0),
    ))  # fmt: skip


def offer(peer: Peer, chance: Random) -> Resync:
    """A signed offer of a resync, to an epoch that may be absurd."""
    share = chance.randbytes(32)
    epoch = chance.choice((1, 2, 9, 2**31, 2**32 - 1))
    plain = Resync(0, chance.randbytes(16), bytes(16), share, epoch)
    text = plain.signed(peer.charter.line_id, peer.own, peer.other, share)
    return replace(plain, signature=peer.party.keys["identity"].sign(text))
