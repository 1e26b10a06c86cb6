"""The kit's small, explicit peer: it keeps every rule by itself, and breaks the one it is told to.

It shares the wire's layouts with the tested station and nothing of a station's behaviour.
What it sees is kept for the checks; what must never happen is looked for in everything that comes.
"""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from directline.bearers.sockets import Address
from directline.conform.feed import Feed
from directline.conform.limits import ANSWER_S, HEARD_MAX, RANGES_MAX
from directline.conform.net import Net
from directline.conform.party import KitParty, State
from directline.conform.reading import read_entry
from directline.conform.renewal import Exchange
from directline.conform.seals import Opened, Seals, Sent
from directline.conform.wires import Wire
from directline.errors import DirectlineError, RemoteProtocolError
from directline.wire.body import Body, commitment, encode_body
from directline.wire.control import NEVER, Ack, EpochStep, Head, Heartbeat, Leaves, Request
from directline.wire.entry import Entry, Header, Read, Seen
from directline.wire.frame import FrameType, Reassembly, encode_explicit, split
from directline.wire.limits import UNIT_BYTES_MAX
from directline.wire.sealing import PeerRoots, entry_salt
from directline.wire.suite import REAL_SUITE
from directline.wire.values import ClockQuality, Kind, Precedence

CONTROL = 3
ECHO = 8
UNACKNOWLEDGED = frozenset({FrameType.ACK, FrameType.HEARTBEAT, FrameType.RESYNC})
ANSWER_PAUSE_S = 0.2
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


class Peer:
    """One start of the kit on the line.

    Args:
        party: Who we are.
        target: Where to dial.
        listen: Where to be dialled.
    """

    def __init__(
        self, party: KitParty, target: Address | None, listen: Address | None = None
    ) -> None:
        self.party = party
        self.charter = party.charter
        self.own, self.other = party.own, party.other
        self.net = Net(party, target, listen)
        self.net.on_up, self.net.on_unit = self._up, self._unit
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
        self._parts: dict[Wire, Reassembly] = {}
        self._to_ack: dict[Wire, list[Heard]] = {}
        self._answered: dict[Wire, float] = {}
        self._told: set[Wire] = set()
        self._t1_ms = self._t2_ms = 0
        self.seals = self._fresh()

    # --- life ----------------------------------------------------------------------------------

    def restart(self) -> None:
        """Start anew: another incarnation; what was acknowledged counts from nothing."""
        starts, latest = self.seals.starts, self.seals.latest
        self.seals = self._fresh()
        self.seals.starts, self.seals.latest = starts, latest
        self.acked.clear()
        self.carried.clear()
        self.net.drop()

    def _fresh(self) -> Seals:
        """The seals of a new start."""
        roots, line = self.party.roots(), self.charter.line_id
        return Seals(roots, line, self.own, secrets.token_bytes(16))

    def begin(self) -> None:
        """Open our feed: generation 1 on the first run ever, a new one after."""
        if not self.state.generation:
            self.generation = 1
            self.feeds[1] = Feed()
            self._keep()
        else:
            self.open_generation("the kit starts anew")

    def open_generation(self, why: str) -> None:
        """Go on in the next generation."""
        if self.generation:
            self._keep()
        before, last = self.state.generation, self.state.last
        self.generation = before + 1
        self.feeds[self.generation] = Feed()
        self._keep()
        body = Body("E-GENERATION", 1, (before, last, why))
        self.release(self.entry(body=body, kind=Kind.EVENT, precedence=Precedence.FLASH))

    def stop(self) -> None:
        """Close, and keep what the next run must know."""
        self._keep()
        self.net.stop()

    def _keep(self) -> None:
        if self.generation >= self.state.generation:
            self.state.generation = self.generation
            self.state.last = self.feeds[self.generation].size if self.generation else 0
        self.state.theirs = {g: feed.leaves for g, feed in self.theirs.items()}
        self.party.keep_state(self.state)

    def pump(self, timeout: float = 0.02) -> None:
        """Take part in the line for a moment."""
        self.net.pump(timeout)
        now = self.net.now()
        for wire in self.net.up():
            if self.manners.beats and now >= wire.beat_due:
                self.beat(wire)
        self._acknowledge()

    def wait(self, condition: Callable[[], object], timeout: float = ANSWER_S) -> bool:
        """Take part until something is so; whether it came to be."""
        end = self.net.now() + timeout
        while not condition():
            left = end - self.net.now()
            if left <= 0:
                return False
            self.pump(min(0.02, left))
        return True

    def spend(self, seconds: float) -> None:
        """Take part for so long."""
        self.wait(lambda: False, seconds)

    def meet(self, timeout: float = 15.0) -> bool:
        """Both connections are up and each side knows the other's start on them."""
        return self.wait(
            lambda: self.net.both_up() and all(w.known for w in self.net.up()), timeout
        )

    # --- what is said ----------------------------------------------------------------------------

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

    # --- what is heard ---------------------------------------------------------------------------

    def received(self, mark: int = 0) -> list[Entry]:
        """Entries of the tested station, from a mark on."""
        return [h.entry for h in list(self.heard)[mark:] if h.entry is not None]

    def receipted(self, generation: int | None = None) -> tuple[int, dict[int, bytes], bytes]:
        """(size, beyond, root) of our feed in the newest `seen` of theirs."""
        wanted = self.generation if generation is None else generation
        best: tuple[int, dict[int, bytes], bytes] = (0, {}, b"")
        for heard in self.heard:
            if heard.entry is None or heard.entry.header.party != self.other:
                continue
            for seen in heard.entry.header.seen:
                if (seen.party, seen.generation) == (self.own, wanted) and seen.size >= best[0]:
                    best = (seen.size, {**best[1], **dict(seen.beyond)}, seen.root)
        return best

    def beats(self, mark: int = 0) -> list[Heard]:
        """Heartbeats of theirs, from a mark on."""
        return [h for h in list(self.heard)[mark:] if h.beat is not None]

    def ours_there(self) -> Head | None:
        """What the tested station's newest heartbeat says of our feed."""
        for heard in reversed(self.heard):
            if heard.beat is not None:
                return next((h for h in heard.beat.heads if h.party == self.own), None)
        return None

    def _up(self, wire: Wire) -> None:
        self._parts[wire] = Reassembly()
        wire.beat_due = 0.0

    def _unit(self, wire: Wire, unit: bytes) -> None:
        try:
            frame = self._parts.setdefault(wire, Reassembly()).take(unit)
            if frame is None:
                return
            opened = self.seals.open(frame)
        except RemoteProtocolError as error:
            if error.rule != "SEAL-1":
                self.faults.append((error.rule, error.message))
            return
        self.last_frame = frame
        if not opened.same:
            self.faults.append(("SEAL-3", "one key has sealed two contents"))
        if opened.epoch and opened.epoch == self.seals.roots.newest() != self.seals.roots.send:
            self.adopt(self.seals.roots.confirmed())
        if not opened.attached and wire not in self._told:
            self.faults.append(("SEAL-4", "a frame without the incarnation, which we never heard"))
        try:
            heard = self._understand(wire, opened, len(frame))
        except DirectlineError as error:
            if opened.type is FrameType.ENTRY_IMPLIED:
                self._ask_for(opened)
                return
            rule = error.rule if isinstance(error, RemoteProtocolError) else "ENTRY-7"
            self.faults.append((rule, error.message))
            return
        self.heard.append(heard)
        if opened.type not in UNACKNOWLEDGED:
            self._to_ack.setdefault(wire, []).append(heard)

    def _ask_for(self, opened: Opened) -> None:
        """An implied entry that we cannot rebuild is asked for, as every reader must."""
        self.asked_for += 1
        self.frame(FrameType.REQUEST, Request(frames=((opened.lane, opened.index),)).encode())

    def _understand(self, wire: Wire, opened: Opened, size: int) -> Heard:
        heard = Heard(opened, wire.urgent, self.net.now(), size)
        if opened.type is FrameType.HEARTBEAT:
            return replace(heard, beat=self._beaten(wire, opened))
        if opened.type is FrameType.ACK and opened.fresh:
            self._was_acked(Ack.decode(opened.content))
        elif opened.type in {FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT}:
            entry = read_entry(self, opened)
            return replace(heard, entry=entry)
        elif opened.type is FrameType.LEAVES:
            Leaves.decode(opened.content)
        elif opened.type is FrameType.EPOCH and opened.fresh:
            self._step(opened.content)
        elif opened.type is FrameType.REQUEST and opened.fresh and self.manners.serves:
            self._serve(Request.decode(opened.content))
        return heard

    def _beaten(self, wire: Wire, opened: Opened) -> Heartbeat:
        beat = Heartbeat.decode(opened.content)
        if not opened.fresh:
            return beat
        self.seals.latest = opened.incarnation
        self._t1_ms, self._t2_ms = beat.wall_ms, self.wall_ms()
        self.granted = beat.credit
        if beat.echo == self.seals.incarnation[:ECHO]:
            wire.known = True
        elif self.net.now() - self._answered.get(wire, 0.0) > ANSWER_PAUSE_S:
            self._answered[wire] = self.net.now()
            wire.beat_due = 0.0
        return beat

    def _was_acked(self, ack: Ack) -> None:
        if ack.echo != self.seals.incarnation[:ECHO]:
            return
        self.granted = ack.credit
        for lane, first, count in ack.ranges:
            self.acked.update((lane, first + n) for n in range(count))
            if first + count > self.seals.next[lane]:
                self.faults.append(("ACK-3", f"lane {lane} acknowledged past what was sent"))

    def _step(self, content: bytes) -> None:
        """Answer an epoch step, under the same root until their first frame under the new one."""
        offer = EpochStep.decode(content)
        due = self.charter.epoch_party == self.other
        if due and offer.step == 0 and offer.epoch == self.seals.roots.newest() + 1:
            self.steps_answered += 1
            answer, roots = Exchange().step_answer(self.seals.roots, content)
            self.adopt(roots)
            self.frame(FrameType.EPOCH, answer.encode())

    def adopt(self, roots: PeerRoots) -> None:
        """Use new roots, once they are stored."""
        self.party.keep_roots(roots)
        self.seals.roots = roots

    def verify(self, signature: bytes, text: bytes) -> None:
        """Check a signature of the tested party's identity key.

        Raises:
            VerificationError: it does not hold.
        """
        public = self.charter.parties[self.other].identity
        REAL_SUITE.verify(public, signature, text, part="identity signature")

    def _serve(self, request: Request) -> None:
        for lane, index in request.frames:
            place = self.carried.get((lane, index))
            entry = None if place is None else self.entries.get(place)
            if entry is not None:
                self.send(entry)
        for party, generation, first, last in request.spans:
            for position in range(first, last + 1):
                entry = self.entries.get((generation, position))
                if party == self.own and entry is not None:
                    self.send(entry)

    def _acknowledge(self) -> None:
        latest = self.seals.latest
        for wire, waiting in self._to_ack.items():
            if not self.manners.acks or not wire.up or latest is None:
                continue
            places = {
                (heard.opened.lane, heard.opened.index) for heard in waiting
                if heard.opened.incarnation == latest and self.manners.ack_filter(heard)
            }  # fmt: skip
            ranges = tuple((lane, index, 1) for lane, index in sorted(places))
            for at in range(0, len(ranges), RANGES_MAX):
                self.ack(wire, *ranges[at : at + RANGES_MAX])
        self._to_ack.clear()

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
