"""The kit's small, explicit peer: it keeps every rule by itself, and breaks the one it is told to.

It shares the wire's layouts with the tested station and nothing of a station's behaviour.
What it sees is kept for the checks; what must never happen is looked for in everything that comes.
"""

from collections.abc import Callable
from dataclasses import replace

from directline.bearers.sockets import Address
from directline.conform.feed import Feed
from directline.conform.limits import ANSWER_S, RANGES_MAX
from directline.conform.party import KitParty
from directline.conform.reading import read_entry
from directline.conform.renewal import Exchange
from directline.conform.seals import Opened
from directline.conform.speaking import ECHO, Heard, Manners, Speaker, line_test
from directline.conform.wires import Wire
from directline.errors import DirectlineError, RemoteProtocolError
from directline.wire.body import Body
from directline.wire.control import Ack, EpochStep, Head, Heartbeat, Leaves, Request
from directline.wire.entry import Entry
from directline.wire.frame import FrameType, Reassembly
from directline.wire.sealing import PeerRoots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Kind, Precedence

UNACKNOWLEDGED = frozenset({FrameType.ACK, FrameType.HEARTBEAT, FrameType.RESYNC})
ANSWER_PAUSE_S = 0.2
LACKING_S = 1.0
"""So long an entry of ours may be lacking there before it goes again."""
AGAIN_MAX = 4

__all__ = ["Heard", "Manners", "Peer", "line_test"]


class Peer(Speaker):
    """One start of the kit on the line.

    Args:
        party: Who we are.
        target: Where to dial.
        listen: Where to be dialled.
    """

    def __init__(
        self, party: KitParty, target: Address | None, listen: Address | None = None
    ) -> None:
        super().__init__(party, target, listen)
        self.net.on_up, self.net.on_unit = self._up, self._unit
        self._parts: dict[Wire, Reassembly] = {}
        self._to_ack: dict[Wire, list[Heard]] = {}
        self._answered: dict[Wire, float] = {}
        self._lacking = (0, 0.0)
        """The first entry of ours that they lack, and since when."""

    # --- life ----------------------------------------------------------------------------------

    def restart(self) -> None:
        """Start anew: another incarnation; what was acknowledged counts from nothing."""
        starts, latest = self.seals.starts, self.seals.latest
        self.seals = self._fresh()
        self.seals.starts, self.seals.latest = starts, latest
        self.acked.clear()
        self.carried.clear()
        self.net.drop()

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
                ours = [head for head in heard.beat.heads if head.party == self.own]
                return max(ours, key=lambda head: head.generation, default=None)
        return None

    def caught_up(self) -> bool:
        """Whether we hold what its newest heartbeat says of its own feed."""
        for heard in reversed(self.heard):
            if heard.beat is not None:
                theirs = [head for head in heard.beat.heads if head.party == self.other]
                head = max(theirs, key=lambda found: found.generation, default=None)
                feed = None if head is None else self.theirs.get(head.generation)
                return head is None or (feed is not None and feed.size >= head.size)
        return False

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
            self.adopt(self.seals.roots.confirmed(self.seals.roots.newest()))
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
        self._give_again(beat)
        if beat.echo == self.seals.incarnation[:ECHO]:
            wire.known = True
        elif self.net.now() - self._answered.get(wire, 0.0) > ANSWER_PAUSE_S:
            self._answered[wire] = self.net.now()
            wire.beat_due = 0.0
        return beat

    def _give_again(self, beat: Heartbeat) -> None:
        """What a link lost on its way there is sent again, when it has been lacking for a while."""
        feed = self.feeds.get(self.generation)
        sizes = [
            head.size for head in beat.heads
            if head.party == self.own and head.generation == self.generation
        ]  # fmt: skip
        now = self.net.now()
        if not sizes or feed is None or sizes[0] >= feed.size:
            self._lacking = (0, now)
        elif self._lacking[0] != sizes[0] + 1:
            self._lacking = (sizes[0] + 1, now)
        elif now - self._lacking[1] > LACKING_S and self.manners.serves:
            self._lacking = (sizes[0] + 1, now)
            for position in range(sizes[0] + 1, sizes[0] + 1 + AGAIN_MAX):
                entry = self.entries.get((self.generation, position))
                if entry is not None:
                    self.send(entry)

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
