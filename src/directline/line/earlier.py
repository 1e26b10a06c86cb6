"""Earlier generations of all feeds: told to a peer in turn, and asked for where we lack of them.

A heartbeat names the newest generation of every feed.  Whoever was put back to a backup lacks of
earlier ones too, and may not know that they exist: so each heartbeat names some of those as well.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

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
    asked: int = 0
    """How many of the runs that are missing were asked for in this round."""
    after: dict[tuple[int, int], int] = field(default_factory=dict)
    """By feed of too many runs for one round: the position behind which the next one begins."""
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
        known = self.ctx.feeds.find(*feed)
        if known is not None and known.size >= head.highest:
            return
        if len(self.shown) >= EARLIER_SHOWN_MAX and feed not in self.shown:
            self._make_room(feed, head)
            return
        highest, held = self.shown.get(feed, (0, 0))
        if head.highest > highest or head.size > held:  # It may give now what it did not have.
            self.shown[feed] = max(highest, head.highest), max(held, head.size)
            self.due_ns, self.pause_ns = 0, EARLIER_ASKED_NS

    def spans(self, now_ns: int) -> tuple[Span, ...]:
        """What to ask the peer for now: in rounds, so that nothing keeps the rest back.

        Of what a backup lost there may be no copy anywhere.  While a whole round brings nothing
        and the peer shows no more, the pauses between rounds grow.
        """
        if not self.shown or now_ns < self.due_ns:
            return ()
        wanted, held = self._missing()
        if held != self.held:
            self.pause_ns = EARLIER_ASKED_NS
        elif not self.asked:
            self.pause_ns = min(2 * self.pause_ns, EARLIER_ASKED_NS_MAX)
        self.held = held
        asked = tuple(wanted[self.asked : self.asked + SPANS_MAX])
        self.asked += SPANS_MAX
        if self.asked < len(wanted):
            self.due_ns = now_ns + EARLIER_ASKED_NS
        else:
            self._end_round(wanted)
            self.due_ns = now_ns + self.pause_ns
        return asked

    def _make_room(self, feed: tuple[int, int], head: Head) -> None:
        """The oldest gives way, and nothing is asked for sooner: all are told again, in turn."""
        oldest = next(iter(self.shown))
        del self.shown[oldest]
        self.after.pop(oldest, None)
        self.shown[feed] = head.highest, head.size

    def _missing(self) -> tuple[list[Span], int]:
        """The runs to ask for in this round, and how much is held of their feeds."""
        wanted: list[Span] = []
        held = 0
        for feed in list(self.shown):
            if feed[0] == self.ctx.own and not self.ctx.ready:
                continue
            known = self.ctx.feeds.find(*feed)
            runs = missing_runs(known, feed, self.shown[feed][0], self.after.get(feed, 0))
            if not runs:
                del self.shown[feed]
                self.after.pop(feed, None)
            wanted += runs
            held += 0 if known is None else known.size + len(known.beyond)
        return wanted, held

    def _end_round(self, wanted: list[Span]) -> None:
        self.asked = 0
        runs = Counter(span[:2] for span in wanted)
        last = {span[:2]: span[3] for span in wanted}
        self.after = {feed: last[feed] for feed in runs if runs[feed] == EARLIER_RUNS_MAX}

    def next_ns(self) -> int:
        """When something could next be asked for."""
        return self.due_ns if self.shown else 2**62

    def _earlier(self, feed: Feed) -> bool:
        return feed.generation != self.ctx.feeds.current(feed.party).generation


def missing_runs(
    known: Feed | None, feed: tuple[int, int], highest: int, after: int = 0
) -> tuple[Span, ...]:
    """Runs of positions up to this one that are not here, the lowest first.

    Args:
        known: The feed as far as it is here.
        feed: (party, generation).
        highest: The last position that a peer has shown.
        after: Begin behind this position; those up to it follow at the end.
    """
    size = 0 if known is None else known.size
    last = min(highest, size + SCAN_MAX)
    first = min(max(size, after), last)
    turn = chain(range(first + 1, last + 1), range(size + 1, first + 1))
    absent = (p for p in turn if known is None or known.leaf(p) is None)
    runs: list[Span] = []
    for position in absent:
        if runs and position == runs[-1][3] + 1:
            runs[-1] = (*feed, runs[-1][2], position)
        elif len(runs) < EARLIER_RUNS_MAX:
            runs.append((*feed, position, position))
        else:
            break
    return tuple(runs)
