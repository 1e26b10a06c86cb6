"""After a start: never reuse a position.  Compare the own head, take back, or open a generation.

Before its first release the station compares its head with the anchor kept outside the database
and with every reachable peer, and takes back entries of its own that it lacks.  With the anchor
ahead, missing or behind what was taken back, or nobody to ask in time, it opens a later generation
by a signed line event that names the last position anyone showed.  A FLASH does not wait.
"""

from dataclasses import dataclass, field

from directline.line.context import Context
from directline.line.effects import NoticeKind
from directline.line.limits import ASK_NS, GENERATION_LEAP_MAX
from directline.line.openings import GENERATION_CODE
from directline.line.ports import Anchor
from directline.line.release import Releases
from directline.line.supervision import Supervision
from directline.wire.control import REQUEST_SPAN_MAX, Head
from directline.wire.entry import GENERATION_MAX

LEFT_OUT_MAX = 1 << 16
"""Generations left out at most: two openings that do not know of each other get different numbers,
and a peer's word on ours may still leap much further."""
LEFT_OUT_SHARE = 12
"""And no more than 2^-12 of the numbers that are left: they last for ever."""


@dataclass(slots=True)
class Start:
    """The comparison after a start."""

    ctx: Context
    anchor: Anchor | None
    fresh: bool = field(kw_only=True)
    now_ns: int = field(kw_only=True)
    ready: bool = False
    shown: list[Head] = field(default_factory=list)
    """What peers' heartbeats have shown since the start."""

    def tick(self, releases: Releases, peers: list[Supervision], now_ns: int) -> None:
        """See whether the comparison has ended."""
        if self.ready:
            return
        self.shown = [head for s in peers for head in s.heads]
        asked_out = now_ns - self.now_ns >= ASK_NS
        if self.fresh:
            self._be_ready()
            return
        heard = any(s.heads for s in peers)
        if not all(s.heads for s in peers) and not asked_out:
            return
        lacking = any(self.lacking(s.heads) for s in peers)
        if lacking and not asked_out:
            return
        releases.resume()
        feed = self.ctx.feeds.current(self.ctx.own)
        if not heard:
            self.begin_generation(releases, "nobody could be asked", now_ns)
        elif self.anchor is None:
            self.begin_generation(releases, "the anchor is missing", now_ns)
        elif self._anchor_ahead() or lacking or feed.beyond:
            self.begin_generation(releases, "entries of our own are missing here", now_ns)
        elif self.ctx.taken > (self.anchor.generation, self.anchor.position):
            self.begin_generation(releases, "the anchor does not know what came back", now_ns)
        else:
            self._be_ready()

    def next_ns(self) -> int:
        """When `tick` is next due."""
        if self.ready:
            return 2**62
        return self.now_ns + ASK_NS if not self.fresh else self.now_ns

    def lacking(self, heads: tuple[Head, ...]) -> tuple[tuple[int, int, int, int], ...]:
        """Spans of our own feed that a peer's heartbeat shows and we do not hold."""
        if self.ready:
            return ()
        feed = self.ctx.feeds.current(self.ctx.own)
        for head in heads:
            if not self._believed(head):
                continue
            if head.generation > feed.generation:
                return (
                    (self.ctx.own, head.generation, 1, min(max(head.highest, 1), REQUEST_SPAN_MAX)),
                )
            if head.generation == feed.generation and head.highest > feed.size:
                last = min(head.highest, feed.size + REQUEST_SPAN_MAX)
                return ((self.ctx.own, feed.generation, feed.size + 1, last),)
        return ()

    def begin_generation(self, releases: Releases, why: str, now_ns: int) -> None:
        """Open a later generation: its first entry names the last position that anyone showed.

        Nobody may know which generations were opened since a backup was made, and the anchor may
        be as old: a number of them is left out, by chance, so that none is opened twice.
        """
        ctx = self.ctx
        feed = ctx.feeds.current(ctx.own)
        last, generation = self._last_shown(feed.generation)
        bound = max(1, min(LEFT_OUT_MAX, (GENERATION_MAX - generation) >> LEFT_OUT_SHARE))
        opened = generation + 1 + int.from_bytes(ctx.entropy.bytes(8)) % bound
        ctx.feeds.advance(ctx.own, opened)
        releases.resume()
        self._be_ready()
        releases.release(
            releases.event(GENERATION_CODE, (generation, last, why), precedence=3), now_ns
        )
        ctx.notice(NoticeKind.GENERATION, ctx.own, why, generation=opened, last=last)

    def _last_shown(self, generation: int) -> tuple[int, int]:
        """(last position, generation) that database, anchor or any peer has shown of our feed."""
        feed = self.ctx.feeds.current(self.ctx.own)
        shown = [(generation, max((feed.size, *feed.beyond)))]
        if self.anchor is not None:
            shown.append((self.anchor.generation, self.anchor.position))
        shown += [(h.generation, max(h.highest, h.size)) for h in self.shown if self._believed(h)]
        newest = max(shown)
        return newest[1], newest[0]

    def _believed(self, head: Head) -> bool:
        """Whether a peer's word on our own feed can be true: it may not use our numbers up."""
        known = self.ctx.feeds.current(self.ctx.own).generation
        if self.anchor is not None:
            known = max(known, self.anchor.generation)
        return head.party == self.ctx.own and head.generation <= known + GENERATION_LEAP_MAX

    def _anchor_ahead(self) -> bool:
        feed = self.ctx.feeds.current(self.ctx.own)
        anchor = self.anchor
        assert anchor is not None
        if (anchor.generation, anchor.position) > (feed.generation, feed.size):
            return True
        held = self.ctx.feeds.get(self.ctx.own, anchor.generation)
        return bool(anchor.position) and held.leaf(anchor.position) != anchor.leaf

    def _be_ready(self) -> None:
        self.ready = self.ctx.ready = True
        self.ctx.given_back = False
        self.ctx.notice(NoticeKind.READY)
