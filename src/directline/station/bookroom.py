"""Keeps the books folded beside the store, and compares them with each peer's over the line.

All of it happens beside the loop, one thing after another, some entries at a time with pauses
between: the line and the desks come first.  While a start folds what is in the store, the desk
says "folding".
"""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

import structlog

from directline.books import Comparison, Found, Kept, Outcome, Rules, State
from directline.errors import DirectlineError, RemoteProtocolError, StoreError
from directline.line.ladder import Key
from directline.line.ports import Damage, DamagedRecord, EntryRecord
from directline.station.clock import SystemEntropy
from directline.station.config import BooksConfig
from directline.station.views import BooksFoundView, BooksView
from directline.store.limits import READ_PAGE_ROWS
from directline.wire.charter import Charter

IP_KINDS = frozenset({"tls", "quic"})
SLOW_TIMES = 120
"""On bearers that are no network an interval is so many times as long: half a kilobyte an hour."""
INBOX_MAX = 8
"""Frames of one peer that wait for the thread; what is lost is asked for again."""
EXTRA_MAX = 4_096
"""Mended entries that wait for the thread; the rest is found at the next start."""
FOLDING_REST_TIMES = 3
"""At a start, after some folding so many times as long is rested: the line comes first."""
REST_TIMES = 9
REST_S_MAX = 600.0
"""Later so many times as long: a peer whose entries land behind all others costs a tenth of one
core."""
PEER_REST_TIMES = 9
"""After work for a peer it waits so many times as long: a tenth of one core at the most."""
ALONE_S_MAX = 3_600.0
AGAIN_S = 60.0
"""Until a store that could not be read is tried again."""
TURN_S_MIN, TURN_S_MAX = 0.05, 5.0
"""Between two turns of the thread; answers to a peer begin one at once."""
RENEW_ROWS = 20_000
"""Rows whose digests are computed from the rows again, in each interval: a fifth of a second."""
FREEZE_ENTRIES = 2_048
"""After so many the collector is told not to look at the books any more: its walk through them
would hold up the whole station."""

_log = structlog.get_logger("books")


class Archive(Protocol):
    """The durable entries."""

    def entries(
        self, after_serial: int = 0, *, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial."""

    def forget(self, places: Sequence[Key]) -> int:
        """Destroy the words of entries."""


class Carrier(Protocol):
    """What the running line does for the comparison."""

    @property
    def linked(self) -> bool:
        """Whether any bearer is up."""

    def compares(self, peer: int) -> frozenset[str] | None:
        """The kinds of bearers to a peer that compares books; None: it does not, or is away."""

    def send_books(self, peer: int, content: bytes) -> bool:
        """Send a frame, after all else; False: it cannot go now."""


class Clock(Protocol):
    """The station's clocks."""

    def now_ms(self) -> int:
        """Civil time."""

    def now_ns(self) -> int:
        """Monotonic time."""


@dataclass(slots=True)
class _Side:
    """One peer's part."""

    kept: Kept
    comparison: Comparison
    inbox: deque[bytes] = field(default_factory=deque)
    free_ns: int = 0
    """Not before is anything done for this peer."""
    renewed_ns: int = 0
    renewed_to: int = 0
    view: Outcome = field(default_factory=Outcome)
    at_ms: int | None = None


@dataclass(slots=True)
class _Done:
    """What one turn of the thread has to say."""

    more: bool = False
    spent_ns: int = 0
    frames: list[tuple[int, bytes]] = field(default_factory=list)
    broken: list[tuple[int, RemoteProtocolError]] = field(default_factory=list)


class Bookroom:
    """The books of one line at one station.

    Args:
        own: our party.
        rules: charter and forms.
        store: the durable entries.
        settings: how often, and how much.
        line: carries frames.
        clock: the station's.
        told: a peer's result has changed.
        broke: a peer's frame broke a rule: which, and why.
    """

    def __init__(
        self, own: int, rules: Rules, store: Archive, settings: BooksConfig, *, line: Carrier,
        clock: Clock, told: Callable[[BooksView], None], broke: Callable[[int, str, str], None],
    ) -> None:  # fmt: skip
        self._own, self._rules, self._store = own, rules, store
        self._settings, self._line = settings, line
        self._now_ns, self._now_ms = clock.now_ns, clock.now_ms
        self._told, self._broke = told, broke
        # Other than in an earlier start: what comes late from that one is nobody's answer.
        first = int.from_bytes(SystemEntropy().bytes(4))
        self._interval_ns = int(settings.interval_s * 1e9)
        self._wake = asyncio.Event()
        self._extra: deque[EntryRecord] = deque()
        self._gone: deque[Key] = deque()
        self._serial = 0
        self._frozen = 0
        self.folded = False
        """Everything that was in the store at the start is folded."""
        self.failed = ""
        """Why there are no books; empty: there are."""
        self.sides: dict[int, _Side] = {}
        for peer in range(len(rules.charter.parties)):
            if peer != own:
                later_ns = self._interval_ns // 2 if own > peer else 0
                kept = Kept(rules, own, peer)
                comparison = Comparison(
                    kept,
                    first=first,
                    interval_ns=self._interval_ns,
                    now_ns=self._now_ns() + later_ns,
                )
                self.sides[peer] = _Side(kept, comparison, view=comparison.outcome)

    # --- what the station tells ------------------------------------------------------------------

    def stored(self, serial: int, record: EntryRecord) -> None:
        """An entry is durable: it is read from the store when the thread comes to it."""
        if serial <= self._serial and not self.failed and len(self._extra) < EXTRA_MAX:
            self._extra.append(record)
        self._wake.set()

    def link_up(self) -> None:
        """A bearer is up: its peer will say whether it compares."""
        self._wake.set()

    async def forget(self, keys: Sequence[Key]) -> int:
        """Destroy words in the store; the books fold them as forgotten from now on."""
        count = await asyncio.to_thread(self._store.forget, keys)
        if not self.failed:
            self._gone.extend(keys)
            self._wake.set()
        return count

    def received(self, peer: int, content: bytes) -> None:
        """A peer's frame of the comparison."""
        side = self.sides[peer]
        if not self.failed and len(side.inbox) < INBOX_MAX:
            side.inbox.append(content)
            self._wake.set()

    # --- life ------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Fold and compare until cancelled."""
        while True:
            self._wake.clear()
            linked = {peer: self._line.compares(peer) for peer in self.sides}
            try:
                done = await asyncio.to_thread(self._turn, linked)
            except _TooManyError as error:
                self._stop(error.message)
                return
            except StoreError as error:
                self._stop(error.message)
                await asyncio.sleep(AGAIN_S)
                continue
            self.failed = ""
            self._tell(done)
            spent_s = done.spent_ns / 1e9
            times = REST_TIMES if self.folded else FOLDING_REST_TIMES
            await asyncio.sleep(min(max(TURN_S_MIN, times * spent_s), REST_S_MAX))
            if not done.more:
                await self._rest()

    async def _rest(self) -> None:
        """Until something comes, or the next comparison is due."""
        linked = (side for peer, side in self.sides.items() if self._line.compares(peer))
        due_ns = min((side.comparison.next_ns() for side in linked), default=2**62)
        longest_s = TURN_S_MAX if self._line.linked else ALONE_S_MAX
        wait_s = min(longest_s, max(TURN_S_MIN, (due_ns - self._now_ns()) / 1e9))
        try:
            async with asyncio.timeout(wait_s):
                await self._wake.wait()
        except TimeoutError:
            return

    def _stop(self, why: str) -> None:
        _log.error("the books are not kept", reason=why)
        self.failed = why
        for peer, side in self.sides.items():
            side.inbox.clear()
            self._told(self.view(peer))

    def _tell(self, done: _Done) -> None:
        for peer, frame in done.frames:
            self._line.send_books(peer, frame)
        for peer, error in done.broken:
            self._broke(peer, error.rule, error.message)
        for peer, side in self.sides.items():
            outcome = side.comparison.outcome
            if outcome is not side.view:
                side.view, side.at_ms = outcome, self._now_ms()
                self._told(self.view(peer))

    # --- in the thread ---------------------------------------------------------------------------

    def _turn(self, linked: Mapping[int, frozenset[str] | None]) -> _Done:
        """Fold what came, answer who asked, compare what is due; and say what it took."""
        begun = self._begun()
        done = _Done(more=self._fold())
        if not done.more or self.folded:
            self.folded = True
            self._sides(linked, done)
        done.spent_ns = self._spent_ns(begun)
        return done

    def _begun(self) -> tuple[int, int]:
        return self._now_ns(), time.thread_time_ns()

    def _spent_ns(self, begun: tuple[int, int]) -> int:
        """Of the processor, by this thread: other load on the machine is not our doing.

        By the station's clock it is no more: in simulated time nothing takes any.
        """
        return min(self._now_ns() - begun[0], time.thread_time_ns() - begun[1])

    def _sides(self, linked: Mapping[int, frozenset[str] | None], done: _Done) -> None:
        for peer, side in self.sides.items():
            kinds = linked.get(peer)
            if kinds is None:
                side.inbox.clear()
                continue
            slow = not kinds & IP_KINDS
            side.comparison.interval_ns = self._interval_ns * (SLOW_TIMES if slow else 1)
            if self._now_ns() >= side.free_ns:
                begun = self._begun()
                self._compare(peer, side, done)
                side.free_ns = self._now_ns() + PEER_REST_TIMES * self._spent_ns(begun)
            done.more = done.more or bool(side.inbox)

    def _compare(self, peer: int, side: _Side, done: _Done) -> None:
        now_ns = self._now_ns()
        if now_ns - side.renewed_ns >= self._interval_ns:
            side.renewed_ns = now_ns
            side.renewed_to = side.kept.books.renew(side.renewed_to, RENEW_ROWS)
        if side.inbox:
            try:
                side.comparison.take(side.inbox.popleft(), now_ns)
            except RemoteProtocolError as error:
                done.broken.append((peer, error))
        side.comparison.tick(now_ns)
        frames, side.comparison.out = side.comparison.out, []
        done.frames += [(peer, frame) for frame in frames]

    def _fold(self) -> bool:
        """Take in some entries of the store; whether there are more."""
        after = self._serial
        if after > self._settings.entries_max:
            raise _TooManyError(f"more than {self._settings.entries_max} entries")
        found = list(islice(self._store.entries(after, on_damage=_left_out), READ_PAGE_ROWS))
        while self._extra:
            found.append((0, self._extra.popleft()))
        records = [record for _, record in found]
        for side in self.sides.values():
            if records:
                side.kept.add(records)
        gone = [self._gone.popleft() for _ in range(len(self._gone))]
        for side in self.sides.values():
            if gone:
                side.kept.hear(gone, found=True)
        self._serial = max([after, *(serial for serial, _ in found)])
        if self._serial - self._frozen >= FREEZE_ENTRIES:
            self._frozen = self._serial
            gc.freeze()
        return len(found) >= READ_PAGE_ROWS

    # --- what the desk shows ---------------------------------------------------------------------

    def view(self, peer: int) -> BooksView:
        """The books of both sides, as of the last comparison."""
        side = self.sides[peer]
        outcome = side.view
        state = outcome.state.value
        if self.failed:
            state = "not-kept"
        elif not self.folded:
            state = "folding"
        elif outcome.state is State.WAITING and self._line.compares(peer) is None:
            state = "not-compared"
        charter = self._rules.charter
        return BooksView(
            party=charter.parties[peer].id,
            state=state,
            at_ms=side.at_ms,
            entries=sum(outcome.sizes.values()),
            forgotten=outcome.forgotten,
            cut=tuple(
                (charter.parties[party].id, generation, size)
                for (party, generation), size in sorted(outcome.sizes.items())
                if party < len(charter.parties)
            ),
            books=outcome.books,
            found=tuple(found_view(charter, self._rules, one) for one in outcome.found),
        )


class _TooManyError(DirectlineError):
    """More entries than this station is to keep books of."""


def found_view(charter: Charter, rules: Rules, one: Found) -> BooksFoundView:
    """One place at which two books differ, as a desk shows it."""
    named = (
        "" if one.entry is None or one.entry[0] >= len(charter.parties) else rules.name(one.entry)
    )
    return BooksFoundView(one.book, one.table, named, one.field, one.mine, one.theirs)


def _left_out(record: DamagedRecord) -> None:
    """A damaged entry comes to the books when it is mended."""
