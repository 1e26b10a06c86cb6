"""What one peer shows of third parties' feeds: compared with ours, and asked for where we lack it.

On a line of three or more a party can show two histories to two others, or hide entries from one.
Every entry of a peer names a root of each feed it holds; where ours is another, the peer's copies
are asked for, and the signed pair is the proof.  What a peer holds of a third party's feed and we
lack is asked of the peer too, so that nobody can keep an entry from one of the others.
"""

from dataclasses import dataclass, field

from directline.line.context import Context, Key
from directline.line.earlier import Span, missing_runs
from directline.line.effects import NoticeKind
from directline.line.limits import (
    ASK_NS,
    EARLIER_ASKED_NS,
    EARLIER_ASKED_NS_MAX,
    HEARSAY_ASKED_MAX,
    HEARSAY_FEEDS_MAX,
    MS,
    REQUEST_PAUSE_NS,
    REQUEST_SERVED_MAX,
)
from directline.wire.control import Head
from directline.wire.entry import Header, Seen

OTHERWISE = "an entry says it saw another history of a third party's feed"
Cut = tuple[int, int]
"""(party, generation) of a feed."""


@dataclass(slots=True)
class Lack:
    """Entries of one feed that are not here and that the peer shows."""

    held: int
    """How many of the feed's were here when the peer was last asked."""
    size: int
    """So long was the prefix here when the wait for its author began."""
    due_ns: int
    """When the peer is to be asked."""
    pause_ns: int = 0
    """Until it is asked again; 0: it was not asked yet, its author comes first."""
    shown: tuple[int, int] = (0, 0)
    """(size, highest) as the peer has shown them: what is new is asked for without delay."""


@dataclass(slots=True)
class Hearsay:
    """What one peer says of the feeds of all parties but itself and us."""

    ctx: Context
    peer: int
    claims: dict[Cut, Seen] = field(default_factory=dict)
    """The newest claim of each feed that could not be compared yet: we hold less."""
    beyond: dict[Key, bytes] = field(default_factory=dict)
    """Leaves past a gap that the peer has named and we do not hold yet."""
    look_ns: int = 0
    """The next look at all this: heads and claims change far more often than anything lacks."""
    agreed: dict[Cut, int] = field(default_factory=dict)
    """Up to here the peer's roots were ours."""
    differs: dict[Cut, tuple[int, int]] = field(default_factory=dict)
    """Between these positions its copies differ from ours: to be asked for."""
    askings: dict[Cut, int] = field(default_factory=dict)
    """How often; a peer that claims what it never shows is asked no more."""
    proven: set[Cut] = field(default_factory=set)
    """Feeds of which the peer's copy has proven two histories: one proof is enough."""
    lacked: dict[Cut, Lack] = field(default_factory=dict)
    """The feeds of which the peer shows what is not here."""

    def said(self, header: Header) -> None:
        """An entry of the peer tells what it has seen of the others."""
        for seen in header.seen:
            feed = (seen.party, seen.generation)
            if seen.party in {self.ctx.own, self.peer} or not self._room(feed):
                continue
            if self.ctx.feeds.get(*feed).size >= seen.size:
                self._compare(seen, header.position)
            else:
                self.claims[feed] = seen
            for position, leaf in seen.beyond:
                ours = self.ctx.feeds.get(*feed).leaf(position)
                if ours is None and len(self.beyond) < HEARSAY_FEEDS_MAX:
                    self.beyond[(*feed, position)] = leaf
                elif ours not in {None, leaf}:
                    self._differs(feed, position, position, header.position)

    def spans(self, heads: tuple[Head, ...], now_ns: int) -> tuple[Span, ...]:
        """What to ask the peer for now: where its history is another, and what we lack."""
        self.look_ns = now_ns + REQUEST_PAUSE_NS
        for key in [key for key in self.beyond if self.ctx.feeds.get(*key[:2]).leaf(key[2])]:
            leaf = self.beyond.pop(key)
            if self.ctx.feeds.get(*key[:2]).leaf(key[2]) != leaf:
                self._differs(key[:2], key[2], key[2], 0)
        for feed, seen in list(self.claims.items()):
            if self.ctx.feeds.get(*feed).size >= seen.size:
                del self.claims[feed]
                self._compare(seen, 0)
        wanted = [
            (*feed, first, min(last, first + REQUEST_SERVED_MAX - 1))
            for feed, (first, last) in self.differs.items()
            if self._may_ask(feed)
        ]
        self.differs.clear()
        for head in heads:
            wanted += self._lacking(head, now_ns)
        return tuple(wanted)

    def _compare(self, seen: Seen, position: int) -> None:
        feed = (seen.party, seen.generation)
        if self.ctx.feeds.get(*feed).tree.root(seen.size) == seen.root:
            self.agreed[feed] = max(self.agreed.get(feed, 0), seen.size)
        elif seen.size:
            self._differs(feed, self.agreed.get(feed, 0) + 1, seen.size, position)

    def _differs(self, feed: Cut, first: int, last: int, position: int) -> None:
        if self.askings.get(feed, 0) < HEARSAY_ASKED_MAX and first <= last:
            self.differs[feed] = (first, last)
            self.ctx.notice(NoticeKind.ANOMALY, self.peer, OTHERWISE, position=position)

    def _lacking(self, head: Head, now_ns: int) -> tuple[Span, ...]:
        """What the peer shows of a third party's feed and has long been lacking here.

        Of what lies past a gap a heartbeat names the end alone, and who hides entries hides other
        ones from each: so every missing position is asked for, and what comes is followed up.
        """
        if head.party in {self.ctx.own, self.peer} or head.party >= len(self.ctx.charter.parties):
            return ()
        cut = (head.party, head.generation)
        ours = self.ctx.feeds.find(*cut)
        size = 0 if ours is None else ours.size
        if max(head.size, head.highest) <= size:
            self.lacked.pop(cut, None)
            return ()
        held = size if ours is None else size + len(ours.beyond)
        lack = self.lacked.get(cut)
        if lack is None:
            if len(self.lacked) < HEARSAY_FEEDS_MAX:
                self.lacked[cut] = Lack(held, size, now_ns + self._patience_ns())
            return ()
        if not lack.pause_ns and lack.size != size:
            lack.size, lack.due_ns = size, now_ns + self._patience_ns()
        if lack.shown < (head.size, head.highest):
            lack.shown = head.size, head.highest
            lack.due_ns = min(lack.due_ns, now_ns + self._patience_ns())
        if lack.pause_ns and lack.held != held:
            lack.held, lack.pause_ns = held, EARLIER_ASKED_NS
            lack.due_ns = min(lack.due_ns, now_ns + EARLIER_ASKED_NS)
        if now_ns < lack.due_ns:
            return ()
        lack.pause_ns = max(min(2 * lack.pause_ns, EARLIER_ASKED_NS_MAX), EARLIER_ASKED_NS)
        lack.held, lack.due_ns = held, now_ns + lack.pause_ns
        return missing_runs(ours, cut, max(head.size, head.highest))

    def _patience_ns(self) -> int:
        """The author itself comes first; the alarm for what is withheld comes after."""
        return min(self.ctx.charter.terms.leaf_due_ms * MS // 2, ASK_NS)

    def _may_ask(self, feed: Cut) -> bool:
        self.askings[feed] = self.askings.get(feed, 0) + 1
        return self.askings[feed] <= HEARSAY_ASKED_MAX and feed not in self.proven

    def _room(self, feed: Cut) -> bool:
        """Feeds remembered are bounded: generations are the others' to invent."""
        known = self.ctx.feeds.find(*feed) is not None
        return known and (
            feed in self.agreed or feed in self.claims or len(self.agreed) < HEARSAY_FEEDS_MAX
        )
