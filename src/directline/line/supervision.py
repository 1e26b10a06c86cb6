"""Heartbeats, silence and clocks of one peer: what shows that its *station* lives.

A heartbeat counts only when it names this start of us, so that no replay can hide a silence.
Nothing here is ever a person's step.
"""

from dataclasses import dataclass, field

from directline.line.context import Context
from directline.line.earlier import Earlier
from directline.line.effects import CloseLink, NoticeKind, PeerStatus
from directline.line.feeds import Feed
from directline.line.headers import header_of
from directline.line.inbox import Inbox
from directline.line.limits import (
    CHANGE_PAUSE_NS,
    COMPARE_EACH_NS,
    COMPARE_PAUSE_NS,
    GREETING_NS_MAX,
    HEARTBEAT_REPLY_NS,
    MS,
    WITHHELD_SHOWN_MAX,
)
from directline.line.links import Link
from directline.line.outbox import Outbox
from directline.line.secrecy import Channel, Opened
from directline.wire.control import ECHO_BYTES, NEVER, Head, Heartbeat

ATTENDED_NO, ATTENDED_YES, ATTENDED_UNSAID = 0, 1, 2
IDLE_HEARTBEATS = 5
"""Half heartbeats of silence after which a link is dialled anew: 2.5 heartbeats."""
RETURN_BEATS = 2
"""Heartbeats in which a peer that was silent has said by its own word that it hears us."""


@dataclass(slots=True)
class Supervision:
    """The watch over one peer's station."""

    ctx: Context
    peer: int
    channel: Channel
    outbox: Outbox
    inbox: Inbox
    begun_ns: int
    heard_ns: int | None = None
    again_ns: int = 0
    """Since when they are heard without a break of the charter's time."""
    heard_wall_ms: int | None = None
    two_way_ns: int | None = None
    """The last instant of which it is known that the peer heard us, by its own word."""
    t1_ms: int = 0
    t2_ms: int = 0
    attended: int = ATTENDED_UNSAID
    offset_ms: int | None = None
    quality: int | None = None
    heads: tuple[Head, ...] = ()
    blackout: bool = False
    not_heard: bool = False
    clock_off: bool = False
    withheld: bool = False
    own_attended: int = ATTENDED_UNSAID
    compare_ns: int = 0
    """From when on our whole feed may be compared again with what the peer says it holds."""
    restarted_ns: int = -CHANGE_PAUSE_NS
    clock_ns: int = -CHANGE_PAUSE_NS
    compared: bool = False
    """This start of the peer has said what it holds of our feed."""
    said: tuple[bytes, int] = (b"", -1)
    """(incarnation, index) of the newest heartbeat: another link may bring an older one later."""
    earlier: Earlier = field(init=False)

    def __post_init__(self) -> None:
        """Nothing was told yet of earlier generations."""
        self.earlier = Earlier(self.ctx)

    @property
    def interval_ns(self) -> int:
        """Between two heartbeats: three at least fit into the blackout time."""
        terms = self.ctx.charter.terms
        return min(terms.heartbeat_ms * MS, terms.blackout_ms * MS // 3)

    @property
    def _idle_ns(self) -> int:
        """How long a link may bring nothing."""
        return self.interval_ns * IDLE_HEARTBEATS // 2

    def heartbeat(self, link: Link, now_ns: int) -> bytes:
        """The content of a heartbeat for this link now."""
        feeds = (self.ctx.feeds.current(p) for p in range(len(self.ctx.charter.parties)))
        heads = tuple(Head(f.party, f.generation, f.size, f.highest) for f in feeds)
        heads += self.earlier.heads()
        echo = self.channel.latest or bytes(ECHO_BYTES)
        heard = NEVER if link.answered_ns is None else (now_ns - link.answered_ns) // MS
        return Heartbeat(
            self.ctx.clock.now_ms(), self.ctx.clock.quality(), echo[:ECHO_BYTES],
            self.t1_ms, self.t2_ms, heard, self.own_attended, self.inbox.grant(now_ns), heads,
        ).encode()  # fmt: skip

    def heard(self, opened: Opened, link: Link, now_ns: int) -> bool:
        """A heartbeat has opened.

        Returns:
            True when an answer is due at once: the peer does not know this start of us on this
            link yet, or our own last heartbeat is old, so that it learns how well we hear it.
        """
        beat = Heartbeat.decode(opened.content)
        ours = self.channel.incarnation[:ECHO_BYTES]
        wall_ms = self.ctx.clock.now_ms()
        self.t1_ms, self.t2_ms = beat.wall_ms, wall_ms
        if beat.echo != ours:
            answer = now_ns - link.replied_ns >= HEARTBEAT_REPLY_NS or not link.replied_ns
            if answer:
                link.replied_ns = max(now_ns, 1)
            return answer
        if self.channel.alive(opened.incarnation):
            self._restarted(now_ns)
        first = not link.known
        link.answered_ns = now_ns
        link.known = link.greeted = True
        link.peer_heard_age_ms = None if beat.heard_ms == NEVER else beat.heard_ms
        if beat.heard_ms != NEVER:
            self.two_way_ns = max(self.two_way_ns or 0, now_ns - beat.heard_ms * MS)
        self._alive(now_ns, wall_ms)
        self._offset(beat, link, wall_ms, now_ns)
        if opened.incarnation != self.said[0] or opened.index > self.said[1]:
            self.said = opened.incarnation, opened.index
            self.attended, self.quality = beat.attended, beat.quality
            self.outbox.granted(beat.credit)
            self._heads(beat.heads, now_ns)
        aged = link.heartbeat_due_ns - now_ns <= self.interval_ns // 2
        return aged or first

    def acknowledged(self, echo: bytes, link: Link, now_ns: int) -> bool:
        """A link acknowledgement has opened; whether it names this start of us."""
        if echo != self.channel.incarnation[:ECHO_BYTES]:
            return False
        link.answered_ns = now_ns
        self._alive(now_ns, self.ctx.clock.now_ms())
        return True

    def reached(self, sent_ns: int, now_ns: int) -> None:
        """The peer has acknowledged what we sent then, and so has heard us since.

        Not more than that: an acknowledgement may have been held back on its way.
        """
        self.two_way_ns = max(self.two_way_ns or 0, sent_ns) or None
        self._judge(now_ns)

    def check(self, now_ns: int) -> None:
        """Raise or clear what depends on time alone."""
        self._judge(now_ns)
        self._flip("withheld", NoticeKind.WITHHELD, state=bool(self.withheld_now(now_ns)))
        for link in list(self.outbox.links.values()):
            if link.silent(now_ns) or now_ns > link.idle_at_ns(self._idle_ns):
                self.ctx.effects.append(CloseLink(link.name, "nothing heard on it"))
                link.up_ns = link.heard_ns = now_ns

    def withheld_now(self, now_ns: int) -> list[tuple[int, int]]:
        """(position, known since in ns) of the peer's positions whose leaf is overdue."""
        feed = self.ctx.feeds.current(self.peer)
        due_ns = self.ctx.charter.terms.leaf_due_ms * MS
        return [
            (p, since) for p, since in feed.unknown(WITHHELD_SHOWN_MAX) if now_ns - since > due_ns
        ]

    def next_ns(self) -> int:
        """When `check` could next find something."""
        terms = self.ctx.charter.terms
        limit_ns = terms.blackout_ms * MS + 1
        due = 2**62 if self.blackout else self._contact_ns() + limit_ns
        if self.not_heard:
            due = min(due, (self.heard_ns or 0) + limit_ns)
        for link in self.outbox.links.values():
            due = min(due, link.idle_at_ns(self._idle_ns) + 1)
            if link.flight:
                due = min(due, link.silent_at_ns())
        if not self.withheld:
            for _, since_ns in self.ctx.feeds.current(self.peer).unknown(1):
                due = min(due, since_ns + terms.leaf_due_ms * MS + 1)
        return due

    def status(self, now_ns: int) -> PeerStatus:
        """What the line knows of the peer."""
        feed = self.ctx.feeds.current(self.peer)
        wall = self.ctx.clock.now_ms()
        outbox = self.outbox
        return PeerStatus(
            party=self.peer,
            links=tuple(link.status() for link in outbox.links.values()),
            heard_ns=self.heard_ns,
            heard_wall_ms=self.heard_wall_ms,
            hears_us=None if not outbox.links else not self.not_heard,
            attended={ATTENDED_NO: False, ATTENDED_YES: True}.get(self.attended),
            blackout=self.blackout,
            clock_offset_ms=self.offset_ms,
            clock_quality=self.quality,
            held_of_ours=outbox.held_size() if self.compared else outbox.peer_size,
            waiting=outbox.waiting(),
            credit_left_bytes=None if outbox.credit is None else outbox.credit - outbox.spent,
            withheld=tuple((p, wall - (now_ns - s) // MS) for p, s in self.withheld_now(now_ns)),
            generation=feed.generation,
            size=feed.size,
            highest=feed.highest,
        )

    def _alive(self, now_ns: int, wall_ms: int) -> None:
        limit_ns = self.ctx.charter.terms.blackout_ms * MS
        if self.heard_ns is None or now_ns - self.heard_ns > limit_ns:
            self.again_ns = now_ns
        self.heard_ns, self.heard_wall_ms = now_ns, wall_ms
        self._judge(now_ns)

    def _contact_ns(self) -> int:
        """Since when nothing shows that each hears the other."""
        if self.heard_ns is None or self.two_way_ns is None:
            return self.begun_ns
        return min(self.heard_ns, self.two_way_ns)

    def _judge(self, now_ns: int) -> None:
        """Loss of the line is an alarm at both ends, also when one direction alone is cut."""
        limit_ns = self.ctx.charter.terms.blackout_ms * MS
        lost = now_ns - self._contact_ns() > limit_ns
        self._flip("blackout", NoticeKind.BLACKOUT, state=lost)
        hear = self.heard_ns is not None and now_ns - self.heard_ns <= limit_ns
        # A line that has just come back is no one-way cut: they have had no time to hear us.
        hear = hear and now_ns - self.again_ns > RETURN_BEATS * self.interval_ns
        self._flip("not_heard", NoticeKind.NOT_HEARD, state=lost and hear)

    def _restarted(self, now_ns: int) -> None:
        """Another start of the peer: both count credit anew, and it is told all it lacks."""
        self.compared = False
        self.inbox.restart(now_ns)
        self.outbox.spent = 0
        for item in self.outbox.items.values():
            item.charged = False
        for link in self.outbox.links.values():
            link.known = False
        if now_ns - self.restarted_ns >= CHANGE_PAUSE_NS:
            self.restarted_ns = now_ns
            self.ctx.notice(NoticeKind.PEER_RESTARTED, self.peer)

    def _offset(self, beat: Heartbeat, link: Link, wall_ms: int, now_ns: int) -> None:
        """The round trip, and their clock minus ours, by four instants (RFC 5905 section 8)."""
        if not beat.t1_ms or not beat.t2_ms:
            return
        trip_ms = (wall_ms - beat.t1_ms) - (beat.wall_ms - beat.t2_ms)
        link.greeting_ns = min(max(0, trip_ms) * MS, GREETING_NS_MAX)
        self.offset_ms = ((beat.t2_ms - beat.t1_ms) + (beat.wall_ms - wall_ms)) // 2
        off = abs(self.offset_ms) > self.ctx.charter.terms.clock_offset_max_ms
        if off != self.clock_off and now_ns - self.clock_ns >= CHANGE_PAUSE_NS:
            self.clock_off, self.clock_ns = off, now_ns
            self.ctx.notice(NoticeKind.CLOCK, self.peer, state=off, offset_ms=self.offset_ms)

    def _heads(self, heads: tuple[Head, ...], now_ns: int) -> None:
        """What the peer says it holds: stop sending that, send again what it has lost."""
        ctx = self.ctx
        self.heads = heads
        for head in heads:
            if head.party >= len(ctx.charter.parties):
                continue
            feed = ctx.feeds.current(head.party)
            if head.generation == feed.generation and head.party != ctx.own:
                feed.know(head.highest, now_ns)
            else:
                self.earlier.note(head)
        ours = [head for head in heads if head.party == ctx.own]
        if ours:
            self._our_head(max(ours, key=lambda head: (head.generation, head.size)), now_ns)

    def _our_head(self, head: Head, now_ns: int) -> None:
        outbox = self.outbox
        before = (outbox.peer_generation, outbox.peer_size)
        outbox.held(head.generation, head.size)
        lost = not self.compared or (head.generation, head.size) < before
        self.compared = not lost or now_ns >= self.compare_ns
        if lost and self.compared:
            waiting = outbox.waiting()
            # Of the numbers between two generations most are left out: a million may be.
            for feed in self.ctx.feeds.all():
                if feed.party == self.ctx.own and feed.generation >= head.generation:
                    self._owe(feed, head.size if feed.generation == head.generation else 0)
            owed = outbox.waiting() - waiting
            self.compare_ns = now_ns + COMPARE_PAUSE_NS + owed * COMPARE_EACH_NS

    def _owe(self, feed: Feed, held: int) -> None:
        """Send everything after what the peer holds, as far as it is not on its way."""
        for position in [*range(held + 1, feed.size + 1), *sorted(feed.beyond)]:
            key = (self.ctx.own, feed.generation, position)
            if key in self.outbox.items:
                continue
            record = self.ctx.kept(*key)
            if record is None:
                self.compared = False  # Not to be read now: at the next comparison, then.
            else:
                self.outbox.add(key, header_of(record.header), explicit=True)

    def _flip(self, name: str, kind: NoticeKind, *, state: bool) -> None:
        if getattr(self, name) != state:
            setattr(self, name, state)
            self.ctx.notice(kind, self.peer, state=state)
