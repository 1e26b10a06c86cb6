"""Earlier generations of all feeds: told to a peer in turn, and asked for where we lack of them.

A heartbeat names the newest generation of every feed.  Whoever was put back to a backup lacks of
earlier ones too, and may not know that they exist: so each heartbeat names some of those as well.
"""

from dataclasses import dataclass, field

from directline.line.context import Context
from directline.line.feeds import SCAN_MAX, Feed
from directline.line.limits import (
    EARLIER_ASKED_NS,
    EARLIER_ASKED_NS_MAX,
    EARLIER_RUNS_MAX,
    EARLIER_SHOWN_MAX,
    EARLIER_TOLD_MAX,
)
from directline.wire.control import Head
from directline.wire.limits import PARTIES_MAX

SPANS_MAX = 32
"""In one request."""
Span = tuple[int, int, int, int]
"""(party, generation, first, last)."""


@dataclass(slots=True)
class Earlier:
    """What one peer is told, and has shown, of generations that are not the newest."""

    ctx: Context
    turn: int = 0
    """Which are told next."""
    shown: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(party, generation) of which we lack something: the most that was shown as the highest
    position known of, and as held."""
    held: int = 0
    """How much of these was here when they were asked for."""
    due_ns: int = 0
    pause_ns: int = EARLIER_ASKED_NS

    def heads(self) -> tuple[Head, ...]:
        """Some earlier generations, for a heartbeat: in time all are told."""
        feeds = [f for f in self.ctx.feeds.all() if self._earlier(f) and (f.size or f.beyond)]
        room = min(EARLIER_TOLD_MAX, PARTIES_MAX - len(self.ctx.charter.parties), len(feeds))
        told = [feeds[(self.turn + n) % len(feeds)] for n in range(room)]
        self.turn += room
        return tuple(
            Head(f.party, f.generation, f.size, max((f.size, *f.beyond), default=0)) for f in told
        )

    def note(self, head: Head) -> None:
        """The peer shows a generation that is not the newest, or one of ours that we lack of."""
        feed = (head.party, head.generation)
        if len(self.shown) >= EARLIER_SHOWN_MAX and feed not in self.shown:
            return
        known = self.ctx.feeds.find(*feed)
        if known is not None and known.size >= head.highest:
            return
        highest, held = self.shown.get(feed, (0, 0))
        if head.highest > highest or head.size > held:  # It may give now what it did not have.
            self.shown[feed] = max(highest, head.highest), max(held, head.size)
            self.due_ns, self.pause_ns = 0, EARLIER_ASKED_NS

    def spans(self, now_ns: int) -> tuple[Span, ...]:
        """What to ask the peer for now.  While it gives nothing and shows no more, pauses grow."""
        if not self.shown or now_ns < self.due_ns:
            return ()
        wanted: list[Span] = []
        held = 0
        for feed in list(self.shown):
            if feed[0] == self.ctx.own and not self.ctx.ready:
                continue
            known = self.ctx.feeds.find(*feed)
            runs = missing_runs(known, feed, self.shown[feed][0])
            if not runs:
                del self.shown[feed]
            wanted += runs
            held += 0 if known is None else known.size + len(known.beyond)
        slower = min(2 * self.pause_ns, EARLIER_ASKED_NS_MAX)
        self.pause_ns = slower if held == self.held else EARLIER_ASKED_NS
        self.held, self.due_ns = held, now_ns + self.pause_ns
        return tuple(wanted[:SPANS_MAX])

    def next_ns(self) -> int:
        """When something could next be asked for."""
        return self.due_ns if self.shown else 2**62

    def _earlier(self, feed: Feed) -> bool:
        return feed.generation != self.ctx.feeds.current(feed.party).generation


def missing_runs(known: Feed | None, feed: tuple[int, int], highest: int) -> tuple[Span, ...]:
    """Runs of positions up to this one that are not here, the lowest first.

    Args:
        known: The feed as far as it is here.
        feed: (party, generation).
        highest: The last position that a peer has shown.
    """
    size = 0 if known is None else known.size
    last = min(highest, size + SCAN_MAX)
    absent = (p for p in range(size + 1, last + 1) if known is None or known.leaf(p) is None)
    runs: list[Span] = []
    for position in absent:
        if runs and position == runs[-1][3] + 1:
            runs[-1] = (*feed, runs[-1][2], position)
        elif len(runs) < EARLIER_RUNS_MAX:
            runs.append((*feed, position, position))
        else:
            break
    return tuple(runs)
