"""Those who break the rules: a party with valid keys that lies, and a station that hides.

The liar speaks the real wire with its own keys.  It equivocates, withholds, replays, backdates,
floods, claims receipts it has no right to, and sends everything malformed.
"""

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from directline.errors import RemoteProtocolError
from directline.line.links import Link
from directline.line.renewal import ANSWER
from directline.line.secrecy import Channel, Opened
from directline.line.supervision import Supervision
from directline.simulator.clocks import FOUNDED_MS, SECOND
from directline.simulator.disk import Disk, Place
from directline.simulator.keys import Signing, WatchedSuite
from directline.simulator.network import UNIT_BYTES_MAX, garbled
from directline.simulator.stations import House, Station
from directline.simulator.streams import SeededEntropy
from directline.wire.body import Body, commitment, encode_body
from directline.wire.charter import Charter
from directline.wire.control import (
    MEANT_BYTES,
    Ack,
    EpochStep,
    Head,
    Heartbeat,
    Leaves,
    Request,
    Resync,
)
from directline.wire.entry import Entry, Header, Read, Seen
from directline.wire.frame import FrameType, Reassembly, encode_explicit, split
from directline.wire.sealing import PeerRoots, entry_salt
from directline.wire.values import ClockQuality, Kind, Precedence

EMPTY_ROOT = hashlib.sha256(b"").digest()
CONTROL = 3
SENT_MAX = 128
FLOOD = 40
FACES = "faces"
"""Worlds of this profile have a liar who shows each a whole history of its own, and no more."""
HIDDEN_SHARE = 0.3
"""How often an entry is not shown to one of several."""


@dataclass(slots=True)
class Liar:
    """One party's keys in other hands.  It is never down.

    To each of the others it shows a face of its own: what it shows one it need not show another.
    """

    house: House
    number: int
    charter: Charter
    roots: dict[int, PeerRoots]
    signer: Signing
    suite: WatchedSuite
    victims: dict[int, Disk]
    chance: Random
    whom: Random
    """Decides to whom it turns, where there are several."""
    lied: Callable[[Place, bytes], None]
    """Called with (place, signature) of a second history on its way to who holds the first."""
    up: bool = True
    healed: bool = False
    starts: int = 0
    position: int = 0
    channels: dict[int, Channel] = field(default_factory=dict)
    links: dict[str, Reassembly] = field(default_factory=dict)
    peers: dict[str, int] = field(default_factory=dict)
    """By link."""
    sent: deque[bytes] = field(default_factory=lambda: deque(maxlen=SENT_MAX))
    doubles: list[tuple[Entry, Entry]] = field(default_factory=list)
    got: deque[Opened] = field(default_factory=lambda: deque(maxlen=SENT_MAX))
    peer_sizes: dict[int, int] = field(default_factory=dict)
    offers: dict[int, bytes] = field(default_factory=dict)
    """The last step of an epoch that each has offered."""

    @property
    def pair(self) -> bool:
        """Whether it has but one to lie to."""
        return len(self.roots) == 1

    @property
    def everybody(self) -> int:
        """All others, as a mask."""
        return sum(1 << peer for peer in self.roots)

    def face(self) -> int:
        """Whom it turns to now."""
        return next(iter(self.roots)) if self.pair else self.whom.choice(list(self.roots))

    def start(self) -> None:
        """Begin under a new incarnation."""
        self.starts += 1
        incarnation = SeededEntropy(f"{self.house.seed}/liar/{self.starts}").bytes(16)
        self.channels = {
            peer: Channel(roots, self.charter.line_id, self.number, incarnation, self.suite)
            for peer, roots in self.roots.items()
        }

    def begin(self) -> None:
        """Start to lie."""
        self.start()
        if not self.pair:
            self.house.after(3 * SECOND, self._split)
        self._act()

    def link_up(self, link: str, peer: int, kind: str, urgent: bool) -> None:
        """A connection is there."""
        self.links[link], self.peers[link] = Reassembly(), peer
        self._beat(link)

    def link_down(self, link: str) -> None:
        """A connection is gone."""
        self.links.pop(link, None)

    def receive(self, link: str, unit: bytes) -> None:
        """A unit of the honest station."""
        parts = self.links.get(link)
        if parts is None:
            return
        try:
            frame = parts.take(unit)
            opened = None if frame is None else self.channels[self.peers[link]].open(frame)
        except (RemoteProtocolError, TypeError, ValueError, IndexError):
            return  # A liar's own program may be as broken as it likes.
        if opened is None or not opened.fresh:
            return
        self.got.append(opened)
        if opened.type is FrameType.EPOCH:
            self.offers[self.peers[link]] = opened.content
        if opened.type is FrameType.HEARTBEAT:
            self._answered(opened, link)
        elif self.chance.random() < 0.9:
            self._acknowledge(opened.lane, opened.index, 1, link)

    def expose(self) -> None:
        """Say the second history again, to each station that holds the first.

        What was shown to one and otherwise to another is left to those two.
        """
        self.healed = True
        for link in list(self.links):
            self._beat(link)
        for first, second in self.doubles:
            place = (self.number, first.header.generation, first.header.position)
            for peer, victim in self.victims.items():
                held = victim.index.get(place)
                if held is None or peer not in self.peers.values():
                    continue
                other = second if held.leaf == first.leaf(self.suite) else first
                self.lied(place, other.signature)
                self._send(other, peer)

    def _act(self) -> None:
        if self.healed:
            return
        wait = int(self.chance.expovariate(1.0) * self.house.plan.think_ns / 4) + 1
        self.house.after(wait, self._act)
        if not self.links:
            return
        lies: tuple[Callable[[], None], ...] = (
            self._honest, self._honest, self._equivocate, self._equivocate, self._withhold,
            self._replay, self._backdate, self._flood, self._garbage, self._control_garbage,
            self._false_seen, self._false_leaves, self._false_acks, self._forged, self._resync,
            self._requests, self._generation, self._again, self._epoch,
        )  # fmt: skip
        if self.house.plan.profile == FACES:
            lies = (self._split,)
        lie = self.chance.choice(lies)
        name = f"liar{lie.__name__.replace('_', '-')}"
        self.house.happened(name)
        self.house.tape.strike(self.house.now_ns, name, lambda _: lie(), self.chance)

    def _split(self) -> None:
        """Two histories from the beginning, each whole for those to whom it is shown."""
        for _ in range(4):
            self.position += 1
            one, other = self._entry(self.position, "one"), self._entry(self.position, "two")
            for number, peer in enumerate(self.roots):
                self._send(other if number % 2 else one, peer)

    def _honest(self) -> None:
        self.position += 1
        self._send(self._entry(self.position))

    def _equivocate(self) -> None:
        """Two entries at one place; the second one later."""
        self.position += 1
        first = self._entry(self.position, "one")
        second = self._entry(self.position, "two")
        if not self.pair and self.whom.random() < 0.5:
            one, other = self.whom.sample(list(self.roots), 2)
            self._send(first, one)
            self._send(second, other)
            return
        face = self.face()
        self.doubles.append((first, second))
        self._send(first, face)
        self.house.after(self.chance.randint(1, 5 * SECOND), self._send, second, face)

    def _withhold(self) -> None:
        """Skip positions, and show that they exist."""
        self.position += self.chance.randint(2, 5)
        self._send(self._entry(self.position, precedence=Precedence.FLASH))
        for link in list(self.links):
            self._beat(link, ahead=self.chance.randint(0, 1_000))

    def _replay(self) -> None:
        if self.sent:
            self._put(self.sent[self.chance.randrange(len(self.sent))])

    def _backdate(self) -> None:
        self.position += 1
        instant = self.chance.choice((0, FOUNDED_MS, FOUNDED_MS - 10**9, 2**48 - 1))
        self._send(self._entry(self.position, instant_ms=instant))

    def _flood(self) -> None:
        lane = self.chance.choice(tuple(Precedence))
        for _ in range(FLOOD):
            self.position += 1
            self._send(self._entry(self.position, "x" * 500, precedence=lane))

    def _garbage(self) -> None:
        for _ in range(8):
            unit = self.chance.choice(tuple(self.sent)) if self.sent else b"x"
            self._put(garbled(unit, self.chance))
        self._put(bytes([0xE2]) + self.chance.randbytes(50))
        self._put(bytes([self.chance.randrange(256)]))
        self._put(b"")

    def _control_garbage(self) -> None:
        """Sealed rightly, and nonsense inside."""
        for kind in FrameType:
            if kind is FrameType.FRAGMENT:
                continue
            content = self.chance.choice(
                (b"", b"\x80", b"\x9f\xff", b"\x83\x01\x02\x03", self.chance.randbytes(60),
                 b"\x82" * 200, b"\x84\x00\x02" + b"\x58\x20" + bytes(32) + b"\x40")
            )  # fmt: skip
            self._frame(kind, content, lane=self.chance.randrange(4))

    def _false_seen(self) -> None:
        """Claim to have seen another history of the honest feed."""
        self.position += 1
        size = self.chance.randint(0, 10)
        beyond = ((size + 2, self.chance.randbytes(32)),) if self.chance.random() < 0.5 else ()
        said = Seen(0, self.chance.randint(1, 3), size, self.chance.randbytes(32), beyond)
        face = self.face()
        seen = tuple(
            replace(said, party=peer) if peer == face else Seen(peer, 1, 0, EMPTY_ROOT)
            for peer in self.roots
        )
        self._send(self._entry(self.position, seen=seen))

    def _false_leaves(self) -> None:
        first = self.chance.randint(1, self.position + 10**6)
        content = Leaves(1, first, (self.chance.randbytes(32),) * 3).encode()
        self._frame(FrameType.LEAVES, content)

    def _false_acks(self) -> None:
        """Acknowledge what never came."""
        self._acknowledge(self.chance.randrange(4), self.chance.randint(0, 50), 2**16, None)

    def _forged(self) -> None:
        """An entry of the honest party, or one whose signature is not over it."""
        entry = self._entry(self.position + 1)
        if self.chance.random() < 0.5:
            author = self.face()
            others = [p for p in (*self.roots, self.number) if p != author]
            header = replace(
                entry.header, party=author, addressees=sum(1 << p for p in others),
                position=self.chance.randint(1, 40),
                seen=tuple(Seen(p, 1, 0, EMPTY_ROOT) for p in sorted(others)),
                read=tuple(Read(p, 1, 0) for p in sorted(others)),
            )  # fmt: skip
        else:
            header = replace(entry.header, instant_ms=entry.header.instant_ms + 1)
        self._send(Entry(header, entry.signature, entry.body, entry.salt))

    def _resync(self) -> None:
        share = self.chance.randbytes(32)
        offer = Resync(0, self.chance.randbytes(16), bytes(16), share, 1)
        face = self.face()
        signed = offer.signed(self.charter.line_id, self.number, face, share)
        if self.chance.random() < 0.7:
            offer = replace(offer, signature=self.signer.sign(signed))
        self._frame(FrameType.RESYNC, offer.encode(), recovery=True, to=face)

    def _epoch(self) -> None:
        """Offer a step, or answer one: it is meant for who gets it, but seldom in its turn."""
        step, face = self.chance.randrange(2), self.face()
        if step == ANSWER:
            meant = self.suite.sha256(self.offers.get(face, b""))[:MEANT_BYTES]
        else:
            meant = self.channels[face].latest or bytes(MEANT_BYTES)
        epoch, share = self.chance.randint(2, 9), self.chance.randbytes(32)
        self._frame(FrameType.EPOCH, EpochStep(step, epoch, share, meant=meant).encode(), to=face)

    def _requests(self) -> None:
        parties = sorted((*self.roots, self.number))
        spans = tuple((p, g, 1, 4_000) for p in parties for g in (1, 2))
        frames = tuple((lane, index) for lane in range(4) for index in range(4))
        for _ in range(5):
            self._frame(FrameType.REQUEST, Request(spans, frames).encode())

    def _generation(self) -> None:
        """An opening of a generation that names nonsense."""
        fields = self.chance.choice(((1, 0, "x"), (1, 2**48, ""), ("x",), (), (9, 9, 9)))
        generation = self.chance.randint(2, 4)
        body = Body("E-GENERATION", 1, fields)
        self._send(self._entry(1, generation=generation, body=body, kind=Kind.EVENT))

    def _again(self) -> None:
        self.start()
        for link in list(self.links):
            self._beat(link)

    def _answered(self, opened: Opened, link: str) -> None:
        try:
            beat = Heartbeat.decode(opened.content)
        except RemoteProtocolError:
            return
        peer = self.peers[link]
        self.peer_sizes[peer] = max((h.size for h in beat.heads if h.party == peer), default=0)
        if beat.echo != self.channels[peer].incarnation[:8] or self.chance.random() < 0.5:
            self._beat(link)

    def _beat(self, link: str, *, ahead: int = 0) -> None:
        echo = (self.channels[self.peers[link]].latest or bytes(8))[:8]
        wall_ms = FOUNDED_MS + self.house.now_ns // 1_000_000
        sizes = {peer: (size, size) for peer, size in self.peer_sizes.items()}
        sizes[self.number] = self.position, self.position + ahead
        if self.chance.random() < 0.2:
            sizes = {}
        heads = tuple(Head(p, 1, *sizes.get(p, (0, 0))) for p in sorted((*self.roots, self.number)))
        beat = Heartbeat(wall_ms, 2, echo, 0, 0, 0, 1, 10**9, heads)
        self._frame(FrameType.HEARTBEAT, beat.encode(), link=link)

    def _acknowledge(self, lane: int, index: int, count: int, link: str | None) -> None:
        peer = self.face() if link is None else self.peers[link]
        echo = (self.channels[peer].latest or bytes(8))[:8]
        content = Ack(echo, ((lane, index, count),), 10**9).encode()
        self._frame(FrameType.ACK, content, link=link, to=peer)

    def _entry(
        self, position: int, text: str = "x", *, generation: int = 1, body: Body | None = None,
        kind: Kind = Kind.MESSAGE, precedence: Precedence = Precedence.ROUTINE,
        instant_ms: int | None = None, seen: tuple[Seen, ...] | None = None,
    ) -> Entry:  # fmt: skip
        body = body or Body("Q1", 1, (text,))
        root = next(iter(self.roots.values())).salt
        salt = entry_salt(root, self.number, generation, position, self.suite)
        if seen is None:
            seen = tuple(Seen(peer, 1, 0, EMPTY_ROOT) for peer in self.roots)
        header = Header(
            line=self.charter.line_id, charter_version=1, party=self.number,
            generation=generation, position=position, addressees=self.everybody,
            instant_ms=FOUNDED_MS + 10**8 if instant_ms is None else instant_ms,
            quality=ClockQuality.SYNCED, precedence=precedence, drill=False, kind=kind, signer=0,
            seen=seen, read=tuple(Read(peer, 1, 0) for peer in self.roots),
            commitment=commitment(body, salt, self.suite),
        )  # fmt: skip
        return Entry(header, self.signer.sign(header.signed), encode_body(body), salt)

    def _send(self, entry: Entry, to: int | None = None) -> None:
        """To one, or to all; where there are several it often leaves somebody out."""
        content = encode_explicit(entry, with_salt=not self.pair)
        for peer in self.roots if to is None else (to,):
            if to is None and not self.pair and self.whom.random() < HIDDEN_SHARE:
                continue
            self._frame(
                FrameType.ENTRY_EXPLICIT, content, lane=int(entry.header.precedence), to=peer
            )

    def _frame(
        self, kind: FrameType, content: bytes, *, lane: int = CONTROL, recovery: bool = False,
        link: str | None = None, to: int | None = None,
    ) -> None:  # fmt: skip
        if to is None:
            to = self.face() if link is None else self.peers[link]
        channel = self.channels[to]
        sealed = channel.seal(kind, lane, content, recovery=recovery)
        for unit in split(sealed.wire(channel.incarnation), UNIT_BYTES_MAX):
            self.sent.append(unit)
            self._put(unit, link, to)

    def _put(self, unit: bytes, link: str | None = None, to: int | None = None) -> None:
        links = [name for name in self.links if to is None or self.peers[name] == to]
        if links:
            self.house.network.send(
                link or links[self.chance.randrange(len(links))], self.number, [unit]
            )


class HidingSupervision(Supervision):
    """The watch of a station that does not say what it holds of the peer's feed."""

    open: bool = False
    """It hides nothing any more."""

    def heartbeat(self, link: Link, now_ns: int) -> bytes:
        """A heartbeat that shows the peer a feed without its last entries."""
        content = super().heartbeat(link, now_ns)
        if self.open:
            return content
        beat = Heartbeat.decode(content)
        heads = tuple(self._less(head) for head in beat.heads)
        return replace(beat, heads=heads).encode()

    def _less(self, head: Head) -> Head:
        if head.party != self.peer:
            return head
        size = max(0, head.size - 5)
        return Head(head.party, 1, size if head.generation == 1 else 0, size)


def undisguise(station: Station) -> None:
    """The station hides nothing any more."""
    for peer in station.line._peers.values():
        if isinstance(peer.supervision, HidingSupervision):
            peer.supervision.open = True


def disguise(station: Station) -> None:
    """From now on the station hides what it holds of its peers' feeds."""
    for peer in station.line._peers.values():
        old = peer.supervision
        peer.supervision = HidingSupervision(
            old.ctx, old.peer, old.channel, old.outbox, old.inbox, old.begun_ns
        )
