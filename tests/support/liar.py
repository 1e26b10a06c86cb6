"""A party with valid keys that sends whatever a test wants: for tests of `directline.line`."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from directline.errors import RemoteProtocolError
from directline.line.secrecy import Channel, Opened
from directline.wire.body import Body, commitment, encode_body
from directline.wire.charter import Charter
from directline.wire.control import Head, Heartbeat
from directline.wire.entry import Entry, Header, Read, Seen
from directline.wire.frame import FrameType, Reassembly, encode_explicit
from directline.wire.sealing import decode_roots, entry_salt, founding_roots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import ClockQuality, Kind, Precedence
from tests.support.pair import FOUNDED_MS, KeySigner, SeededEntropy, World

EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass
class Liar:
    """BRAVO's keys in other hands: it speaks to ALPHA over the world's links."""

    world: World
    number: int = 1
    seed: str = "liar"
    heads: tuple[Head, ...] = (Head(0, 1, 0, 0), Head(1, 1, 0, 0))
    got: list[Opened] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world.crash(self.number)
        self.charter = Charter.decode(self.world.charter.charter)
        secret = hashlib.sha256(b"secret").digest()
        roots = decode_roots(founding_roots(secret, self.charter, self.number))
        self.roots = next(r for r in roots if r.peer == 0)
        self.signer = KeySigner(f"{self.world.names[self.number]} identity")
        self.start()

    def start(self) -> None:
        """Begin anew, under a new incarnation."""
        self.seed += "'"
        incarnation = SeededEntropy(self.seed).bytes(16)
        line = self.charter.line_id
        self.channel = Channel(self.roots, line, self.number, incarnation, REAL_SUITE)

    def meet(self, *links: str) -> None:
        """Bring links up and exchange heartbeats, so that ALPHA knows this start of us."""
        self.world.connect(*links)
        self.world.run(0.02)
        self.listen()
        self.beat(*links)
        self.world.run(0.02)
        self.listen()

    def listen(self) -> list[Opened]:
        """Open what ALPHA has sent since the last time; only what opens is given."""
        fresh = []
        parts: dict[str, Reassembly] = {}
        for link, sender, unit in self.world.carried:
            if sender == self.number:
                continue
            frame = parts.setdefault(link, Reassembly()).take(unit)
            if frame is None:
                continue
            try:
                opened = self.channel.open(frame)
            except RemoteProtocolError:
                continue
            if opened.fresh:
                fresh.append(opened)
        self.world.carried.clear()
        self.got += fresh
        return fresh

    def frame(self, kind: FrameType, content: bytes, lane: int = 3, **how: Any) -> bytes:
        """A sealed frame with our incarnation attached."""
        sealed = self.channel.seal(kind, lane, content, **how)
        return sealed.wire(self.channel.incarnation)

    def say(self, frame: bytes, link: str = "bulk") -> None:
        """Let a frame arrive at ALPHA now."""
        for at in range(0, len(frame), 40_000):
            self.world.deliver(link, 0, frame[at : at + 40_000])

    def beat(self, *links: str, **changes: Any) -> None:
        """A heartbeat that knows ALPHA's present start."""
        latest = self.channel.latest or bytes(8)
        wall = FOUNDED_MS + 1000 + self.world.now_ns // 1_000_000
        plain = Heartbeat(wall, 2, latest[:8], 0, 0, 0, 1, 10**9, self.heads)
        for link in links or ("bulk", "urgent"):
            self.say(self.frame(FrameType.HEARTBEAT, replace(plain, **changes).encode()), link)

    def entry(self, position: int, text: str = "x", **changes: Any) -> Entry:
        """A signed entry of our feed; `changes` alter the header before it is signed."""
        body = encode_body(Body("Q1", 1, (text,)))
        generation = changes.get("generation", 1)
        salt = entry_salt(self.roots.salt, self.number, generation, position)
        header = Header(
            line=self.charter.line_id,
            charter_version=1,
            party=self.number,
            generation=generation,
            position=position,
            addressees=1,
            instant_ms=FOUNDED_MS + 5000,
            quality=ClockQuality.SYNCED,
            precedence=Precedence.ROUTINE,
            drill=False,
            kind=Kind.MESSAGE,
            signer=0,
            seen=(Seen(0, 1, 0, EMPTY_ROOT),),
            read=(Read(0, 1, 0),),
            commitment=commitment(Body("Q1", 1, (text,)), salt),
        )
        header = replace(header, **changes)
        return Entry(header, self.signer.sign(header.signed), body, salt)

    def send(self, entry: Entry, *, link: str = "bulk", lane: int | None = None) -> None:
        """Send an entry in the explicit form."""
        content = encode_explicit(entry, with_salt=False)
        at = int(entry.header.precedence) if lane is None else lane
        self.say(self.frame(FrameType.ENTRY_EXPLICIT, content, at), link)
