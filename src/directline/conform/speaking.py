"""What the kit's peer says: sealed frames, heartbeats, signed entries, acknowledgements."""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from directline.bearers.sockets import Address
from directline.conform.feed import Feed
from directline.conform.limits import HEARD_MAX
from directline.conform.net import Net
from directline.conform.party import KitParty, State
from directline.conform.seals import Opened, Seals, Sent
from directline.conform.wires import Wire
from directline.wire.body import Body, commitment, encode_body
from directline.wire.control import NEVER, Ack, Head, Heartbeat, Request
from directline.wire.entry import Entry, Header, Read, Seen
from directline.wire.frame import FrameType, encode_explicit, split
from directline.wire.limits import UNIT_BYTES_MAX
from directline.wire.sealing import entry_salt
from directline.wire.values import ClockQuality, Kind, Precedence

CONTROL = 3
ECHO = 8
CREDIT = 10**9


@dataclass(frozen=True, slots=True)
class Heard:
    """One frame of the tested station."""

    opened: Opened
    urgent: bool
    at: float
    size: int
    beat: Heartbeat | None = None
    entry: Entry | None = None


@dataclass(slots=True)
class Manners:
    """What the peer does by itself; a check takes one away to see what follows."""

    beats: bool = True
    acks: bool = True
    serves: bool = True
    credit: int = CREDIT
    echo: bytes | None = None
    """Another echo than the tested station's start."""
    heads: tuple[Head, ...] | None = None
    """Other heads than the true ones."""
    wall_ms: int = 0
    """Added to our clock."""
    ack_filter: Callable[[Heard], bool] = field(default=lambda _heard: True)


class Speaker:
    """The speaking half of the peer, with everything that both halves know."""

    def __init__(
        self, party: KitParty, target: Address | None, listen: Address | None = None
    ) -> None:
        self.party = party
        self.charter = party.charter
        self.own, self.other = party.own, party.other
        self.net = Net(party, target, listen)
        self.manners = Manners()
        self.patience = 1.0
        """How many times the usual grace a busy machine gets."""
        self.heard: deque[Heard] = deque(maxlen=HEARD_MAX)
        self.faults: list[tuple[str, str]] = []
        """(rule, what) of everything that must never happen and did."""
        self.state: State = party.state()
        self.theirs: dict[int, Feed] = {
            generation: Feed(list(leaves)) for generation, leaves in self.state.theirs.items()
        } or {1: Feed()}
        self.feeds: dict[int, Feed] = {}
        """Our own, by generation: those of this run."""
        self.generation = 0
        self.entries: dict[tuple[int, int], Entry] = {}
        """Our own entries, to be given again."""
        self.acked: set[tuple[int, int]] = set()
        """(lane, index) of our frames that were acknowledged since our start."""
        self.carried: dict[tuple[int, int], tuple[int, int]] = {}
        """(lane, index) of our frames with an entry: (generation, position)."""
        self.granted: int | None = None
        self.backlog: list[Entry] = []
        """Large entries of ours that are there, to be asked back."""
        self.asked_for = 0
        """Implied entries of theirs that could not be rebuilt here."""
        self.steps_answered = 0
        """Epoch steps of the tested party that we answered."""
        self.last_frame: bytes | None = None
        """Of the tested station, to be sent back to it."""
        self._told: set[Wire] = set()
        self._t1_ms = self._t2_ms = 0
        self.seals = self._fresh()

    def _fresh(self) -> Seals:
        """The seals of a new start."""
        roots, line = self.party.roots(), self.charter.line_id
        return Seals(roots, line, self.own, secrets.token_bytes(16))

    def wall_ms(self) -> int:
        """Our civil clock, as wrong as it is told to be."""
        return max(0, time.time_ns() // 1_000_000 + self.manners.wall_ms)

    def wire(self, *, urgent: bool = False) -> Wire | None:
        """The connection for a frame: of its class, else the other."""
        up = self.net.up(urgent=urgent) or self.net.up()
        return up[0] if up else None

    def frame(
        self, kind: int, content: bytes, lane: int = CONTROL, *, urgent: bool = False,
        recovery: bool = False, index: int | None = None, root: bytes | None = None,
        epoch: int | None = None, attach: bool | None = None, bound: int | None = None,
    ) -> Sent:  # fmt: skip
        """Seal a frame and send it."""
        wire = self.wire(urgent=urgent)
        attached = (wire is None or not wire.known) if attach is None else attach
        sent = self.seals.seal(
            kind, content, lane, recovery=recovery, index=index, root=root, epoch=epoch,
            attach=attached, bound=bound,
        )  # fmt: skip
        self.put(sent.frame, urgent=urgent)
        return sent

    def put(self, frame: bytes, *, urgent: bool = False) -> None:
        """Send the bytes of a frame, in fragments if it is long."""
        self.units(*split(frame, UNIT_BYTES_MAX), urgent=urgent)

    def units(self, *units: bytes, urgent: bool = False) -> None:
        """Send any units."""
        wire = self.wire(urgent=urgent)
        if wire is not None:
            wire.say(*units, now=self.net.now())

    def beat(self, wire: Wire) -> None:
        """A heartbeat on one connection."""
        now = self.net.now()
        pace = min(self.charter.terms.heartbeat_ms, self.charter.terms.blackout_ms // 3) / 1000
        wire.beat_due = now + (pace if wire.known else min(pace, 1.0))
        heard = NEVER if wire.heard == wire.begun else int((now - wire.heard) * 1000)
        beat = Heartbeat(
            self.wall_ms(), 2, self._echo(), self._t1_ms, self._t2_ms, heard, 1,
            self.manners.credit, self.heads() if self.manners.heads is None else self.manners.heads,
        )  # fmt: skip
        sent = self.seals.seal(FrameType.HEARTBEAT, beat.encode(), CONTROL, attach=not wire.known)
        wire.say(sent.frame, now=now)
        if self.seals.latest is not None:
            self._told.add(wire)

    def heads(self) -> tuple[Head, ...]:
        """What we hold of each feed."""
        generation = max(self.theirs)
        theirs = self.theirs[generation]
        highest = max([theirs.size, *theirs.beyond])
        ours = self.feeds.get(self.generation, Feed())
        top = max([ours.size, *ours.beyond])
        pair = [
            Head(self.other, generation, theirs.size, highest),
            Head(self.own, max(1, self.generation), ours.size, top),
        ]
        return tuple(sorted(pair, key=lambda head: head.party))

    def entry(
        self, text: str = "", *, body: Body | None = None, precedence: int = 0,
        kind: Kind = Kind.MESSAGE, position: int | None = None, drill: bool = False,
        instant_ms: int | None = None, seen: tuple[Seen, ...] | None = None,
    ) -> Entry:  # fmt: skip
        """A signed entry of ours; what is not given is as it should be."""
        feed = self.feeds[self.generation]
        place = position or max([feed.size, *feed.beyond]) + 1
        said = body or line_test(place, text)
        salt = entry_salt(self.seals.roots.salt, self.own, self.generation, place)
        header = Header(
            line=self.charter.line_id, charter_version=self.charter.version, party=self.own,
            generation=self.generation, position=place, addressees=1 << self.other,
            instant_ms=self.wall_ms() if instant_ms is None else instant_ms,
            quality=ClockQuality.SYNCED, precedence=Precedence(precedence), drill=drill, kind=kind,
            signer=0, seen=self.seen() if seen is None else seen,
            read=(Read(self.other, max(self.theirs), 0),), commitment=commitment(said, salt),
        )  # fmt: skip
        return self.signed(header, encode_body(said), salt)

    def signed(self, header: Header, body: bytes | None, salt: bytes | None) -> Entry:
        """An entry with any header, under our signature."""
        return Entry(header, self.party.keys["identity"].sign(header.signed), body, salt)

    def seen(self) -> tuple[Seen, ...]:
        """What we hold of their feed."""
        generation = max(self.theirs)
        feed = self.theirs[generation]
        beyond = tuple(sorted(feed.beyond.items()))[-64:]
        return (Seen(self.other, generation, feed.size, feed.root(), beyond),)

    def keep(self, entry: Entry) -> None:
        """Make an entry part of our feed: from now on we stand by it."""
        header = entry.header
        self.feeds[header.generation].hold(header.position, entry.leaf())
        self.entries[header.generation, header.position] = entry

    def send(self, entry: Entry, *, lane: int | None = None, urgent: bool | None = None) -> Sent:
        """Send an entry in the explicit form, kept or not."""
        lane = int(entry.header.precedence) if lane is None else lane
        content = encode_explicit(entry, with_salt=False)
        class_ = lane == CONTROL if urgent is None else urgent
        sent = self.frame(FrameType.ENTRY_EXPLICIT, content, lane, urgent=class_)
        self.carried[sent.lane, sent.index] = (entry.header.generation, entry.header.position)
        return sent

    def release(self, entry: Entry) -> Sent:
        """Keep an entry and send it."""
        self.keep(entry)
        return self.send(entry)

    def probe(self, *, urgent: bool = False) -> Sent:
        """An empty request, which asks for its acknowledgement only."""
        return self.frame(FrameType.REQUEST, Request().encode(), urgent=urgent)

    def probe_bytes(self) -> bytes:
        """A sealed frame that is not sent."""
        return self.seals.seal(FrameType.REQUEST, Request().encode(), CONTROL).frame

    def is_acked(self, *sent: Sent) -> bool:
        """Whether all of these frames were acknowledged."""
        return all((s.lane, s.index) in self.acked for s in sent)

    def ack(self, wire: Wire, *ranges: tuple[int, int, int]) -> None:
        """Acknowledge frames of theirs."""
        content = Ack(self._echo(), ranges, self.manners.credit).encode()
        sent = self.seals.seal(FrameType.ACK, content, CONTROL, attach=not wire.known)
        wire.say(sent.frame, now=self.net.now())
        self._told.add(wire)

    def _echo(self) -> bytes:
        if self.manners.echo is not None:
            return self.manners.echo
        return (self.seals.latest or bytes(ECHO))[:ECHO]


def line_test(number: int, text: str = "") -> Body:
    """A line test as the catalogue has it; with a text, a form that nobody knows."""
    if text:
        return Body("KIT", 1, (number, text))
    name = f"T{number % 3 + 1}"
    digest = hashlib.sha256(f"directline/line-test/{number}/{name}".encode()).digest()
    return Body("L1", 1, (number, name, f"{int.from_bytes(digest[:4]) % 10_000:04d}"))
