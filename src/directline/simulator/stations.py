"""One honest station of the world: the real line over a simulated disk, with crashes and starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from directline.errors import (
    DirectlineError,
    LocalProtocolError,
    RemoteProtocolError,
    StoreError,
    StoreFullError,
)
from directline.line import Line
from directline.line.effects import (
    BooksReceived,
    CloseLink,
    Draft,
    Effect,
    Evidence,
    Held,
    Mended,
    Notice,
    NoticeKind,
    NotReleased,
    Persist,
    PersistRoots,
    Stored,
    Ticket,
    Transmit,
)
from directline.line.ladder import Ladder
from directline.line.ports import Anchor, EntryRecord
from directline.simulator.checkers.base import Checker, ViolationError
from directline.simulator.clocks import MS, SECOND, CivilClock
from directline.simulator.disk import Backup, Disk, Extent, Place
from directline.simulator.faults import Plan
from directline.simulator.keys import Signing, WatchedSuite
from directline.simulator.network import UNIT_BYTES_MAX, Mesh
from directline.simulator.reckoning import INTERVAL_NS, Reckoning
from directline.simulator.streams import SeededEntropy, Streams
from directline.simulator.tape import Tape
from directline.wire.charter import Charter, SignedCharter

ROUNDS_MAX = 2_000
ERRORS_MAX = 32
"""Units that break a rule before a station closes their link, as the real one does."""
TICKS_A_SECOND = 2_000
"""Timers of one station in one second: more, and a deadline lies in the past for ever."""
COMPARE_NS = 5 * SECOND
"""From a frame of the comparison of books to the next look, where looks are rare."""
LOOKS = 6
"""Between two comparisons of books, at what is due."""
UNITS_A_SECOND = 150
UNITS_FOR_ONE = 40
MARKED = frozenset(
    {
        NoticeKind.READY, NoticeKind.EPOCH, NoticeKind.RESYNC, NoticeKind.GENERATION,
        NoticeKind.BLACKOUT, NoticeKind.NOT_HEARD, NoticeKind.CREDIT, NoticeKind.WITHHELD,
        NoticeKind.DAMAGED, NoticeKind.ANOMALY,
    }
)  # fmt: skip
"""Notices that name a rare thing."""
CONTROLS_MAX, INCARNATIONS_MAX, ASKED_MAX, REFUSED_MAX = 256, 8, 512, 4_096
EPOCHS_MAX, ANNOUNCED_MAX, MARKS_MAX = 4, 65_536, 256
"""The line's bounds as its documents give them, written again: not taken from its code."""


class House(Protocol):
    """What a station asks of its world."""

    now_ns: int
    seed: int
    plan: Plan
    streams: Streams
    network: Mesh
    checkers: list[Checker]
    charter: SignedCharter
    tape: Tape

    def after(self, delay_ns: int, call: Callable[..., None], *args: object) -> None:
        """Do something later."""

    def happened(self, fault: str) -> None:
        """Count a fault."""

    def mark(self, name: str) -> None:
        """A rare thing was reached."""

    def tell(self, who: int, what: str, detail: object = "") -> None:
        """Write a line of the timeline."""

    def stored(self, station: "Station", record: EntryRecord) -> None:
        """An officer could see a new entry."""

    def disguise(self, station: "Station") -> None:
        """Let a station hide what it holds, if this world has one that does."""


@dataclass(slots=True)
class Station:
    """One party's station."""

    house: House
    number: int
    name: str
    disk: Disk
    clock: CivilClock
    signer: Signing
    suite: WatchedSuite
    line: Line = field(init=False)
    ladder: Ladder = field(init=False)
    reckoning: Reckoning | None = None
    """Its books, in worlds of stations that compare them."""
    up: bool = False
    life: int = 0
    up_since_ns: int = 0
    links: dict[str, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    backups: list[Backup] = field(default_factory=list)
    anchor_lost: bool = False
    put_back: bool = False
    """It was once restored from an older backup."""
    persists_left: int = 0
    """A crash comes at the end of so many more persists; 0: none is set."""
    crash_confirmed: bool = False
    """That crash comes after the sync and before the line is told."""
    tick_ns: int = 2**62
    due_ns: int = 2**62
    """What the line last said: nothing happens to it without it being asked again."""
    free_ns: int = 0
    attended: bool | None = None
    units_sent: int = 0
    units_got: int = 0
    counted_ns: int = 0
    ticks: int = 0
    ticks_in: int = 0

    def start(self) -> None:
        """Start, for the first time or out of what the disk holds."""
        house = self.house
        self.life += 1
        self.up, self.up_since_ns, self.tick_ns = True, house.now_ns, 2**62
        self.links.clear()
        self.errors.clear()
        self.disk.raise_anchor()
        anchor = None if self.anchor_lost else self.disk.anchor
        self.ladder = Ladder(self.number)
        for _, record in self.disk.entries(on_damage=lambda _: house.mark("rot-at-start")):
            self.ladder.add(record)
        for checker in house.checkers:
            checker.started(self.number)
        self.line = self._line(anchor)
        self._begin_books()
        if self.anchor_lost and self.disk.anchor is not None:
            self.disk.anchor = None
        self.anchor_lost = False
        house.disguise(self)
        self.line.attend(self.attended, house.now_ns)
        house.tell(self.number, "start", self.life)
        self.poke()
        house.network.dial_all(self.number)

    def _line(self, anchor: Anchor | None) -> Line:
        house = self.house
        try:
            return Line(
                house.charter, self.number, signer=self.signer, clock=self.clock,
                entropy=SeededEntropy(f"{house.seed}/{self.name}/{self.life}"),
                archive=self.disk, roots=self.disk.roots, anchor=anchor, fresh=self.life == 1,
                now_ns=house.now_ns, suite=self.suite, compares=house.plan.has("books"),
            )  # fmt: skip
        except DirectlineError as error:
            raise ViolationError("liveness", f"{self.name} does not start: {error}") from error

    def _begin_books(self) -> None:
        """Fold what the disk holds, and compare from now on."""
        house = self.house
        if not house.plan.has("books"):
            return
        self.reckoning = Reckoning(
            Charter.decode(house.charter.charter), self.number, first=self.life * 1_000_000,
            interval_ns=self._interval_ns, now_ns=house.now_ns,
            send=self.line.send_books,
            speaks=lambda peer: bool(self.links) and self.line.compares(peer),
        )  # fmt: skip
        readable = self.disk.entries(on_damage=lambda _: None)
        self.reckoning.add(record for _, record in readable)
        house.after(self._interval_ns // 3, self._compare, self.life)

    @property
    def _interval_ns(self) -> int:
        """Between two comparisons: in worlds of weeks a heartbeat's, they would be all there is."""
        return max(INTERVAL_NS, self.house.plan.heartbeat_ms * MS)

    def _compare(self, life: int) -> None:
        """Compare the books when it is time."""
        if self.up and life == self.life and self.reckoning is not None:
            self.house.after(self._interval_ns // LOOKS, self._compare, life)
            self._look(life)

    def _look(self, life: int) -> None:
        """What is due of a comparison under way."""
        if self.up and life == self.life and self.reckoning is not None:
            self.reckoning.tick(self.house.now_ns)
            self.poke()

    def forget(self, place: Place) -> None:
        """Two officers have a message forgotten."""
        self.disk.forget(place)
        if self.up and self.reckoning is not None:
            self.reckoning.forget(place)
        self.house.happened("forgotten")

    def crash(self) -> None:
        """Power is gone."""
        if not self.up:
            return
        house = self.house
        house.tell(self.number, "crash")
        chance = house.streams.get(f"crash/{self.name}")
        self.up = False
        self.links.clear()
        self.persists_left = 0
        for fate, count in self.disk.crash(chance, torn=house.plan.has("torn")).items():
            if count:
                house.happened(f"extent-{fate}")
        for checker in house.checkers:
            checker.stopped(self.number)
        house.network.crashed(self.number, silent=chance.random() < 0.5)
        house.after(chance.randint(0, house.plan.down_ns), self.restart, self.life)

    def restart(self, life: int) -> None:
        """Come back."""
        if not self.up and life == self.life:
            self.start()

    def link_up(self, link: str, peer: int, kind: str, urgent: bool) -> None:
        """A connection is there."""
        self.links[link] = peer
        self.line.link_up(
            link, peer, kind=kind, urgent=urgent, unit_bytes_max=UNIT_BYTES_MAX,
            now_ns=self.house.now_ns,
        )  # fmt: skip
        self.poke()

    def link_down(self, link: str) -> None:
        """A connection is gone."""
        if self.up and self.links.pop(link, None) is not None:
            self.line.link_down(link, self.house.now_ns)
            self.poke()

    def receive(self, link: str, unit: bytes) -> None:
        """A unit has come."""
        if not self.up or link not in self.links:
            return
        self.units_got += 1
        try:
            self.line.receive(link, unit, self.house.now_ns)
        except RemoteProtocolError as error:
            self.house.mark("remote-error")
            self.errors[link] = self.errors.get(link, 0) + 1
            self.house.tell(self.number, "refused", error.rule)
            if self.errors[link] >= ERRORS_MAX:
                self._drop(link)
        except ViolationError:
            raise
        except Exception as error:
            raise ViolationError(
                "only-remote-errors", f"receive raised {type(error).__name__}: {error}"
            ) from error
        self.poke()

    def release(self, draft: Draft) -> Ticket | None:
        """An officer releases; None when the line does not allow it now."""
        if not self.up:
            return None
        try:
            ticket = self.line.release(draft, self.house.now_ns)
        except LocalProtocolError:
            return None
        place = (self.number, ticket.generation, ticket.position)
        for checker in self.house.checkers:
            checker.released(
                self.number, place, lane=draft.precedence, drill=draft.drill, kind=draft.kind
            )
        return ticket

    def poke(self) -> None:
        """Perform everything that the line wants done, then set the timer."""
        for _ in range(ROUNDS_MAX):
            if not self.up:
                return
            effects = self.line.effects(self.house.now_ns)
            if not effects:
                self._set_timer()
                return
            for effect in effects:
                if self.up:
                    self._perform(effect)
        raise ViolationError("liveness", f"the line of party {self.number} never comes to rest")

    def tick(self, life: int) -> None:
        """The timer."""
        if not self.up or life != self.life or self.house.now_ns < self.tick_ns:
            return
        self.tick_ns = 2**62
        second = self.house.now_ns // SECOND
        self.ticks = self.ticks + 1 if second == self.ticks_in else 0
        self.ticks_in = second
        if self.ticks > TICKS_A_SECOND:
            raise ViolationError("bounds", f"the timer of party {self.number} spins")
        if self.due_ns <= self.house.now_ns:
            self.line.tick(self.house.now_ns)
        self.poke()

    def attend(self, attended: bool) -> None:
        """The officer comes or goes."""
        self.attended = attended
        if self.up:
            self.line.attend(attended, self.house.now_ns)
            self.poke()

    def measures(self) -> dict[str, tuple[int, int]]:
        """(value, bound) of what may not grow without one; traffic since it was last asked."""
        seconds = (self.house.now_ns - self.counted_ns) // SECOND + 1
        peers = len(self.line._peers)
        bound = UNITS_A_SECOND * peers * seconds + UNITS_FOR_ONE * self.units_got
        traffic = self.units_sent, bound
        self.units_sent = self.units_got = 0
        self.counted_ns = self.house.now_ns
        found = {"traffic in units": traffic}
        for number, peer in self.line._peers.items():
            windows, inbox = peer.channel._windows, peer.inbox
            found[f"control frames waiting for {number}"] = len(peer.outbox.controls), CONTROLS_MAX
            found[f"incarnations of {number} remembered"] = len(windows), INCARNATIONS_MAX
            found[f"entries asked for by {number}"] = peer.outbox.asked, ASKED_MAX
            found[f"refused entries of {number} remembered"] = len(inbox.refused), REFUSED_MAX
            found[f"epochs held with {number}"] = len(peer.channel.roots.epochs), EPOCHS_MAX
        for feed in self.line._ctx.feeds.all():
            found[f"leaves announced {feed.party}"] = len(feed.announced), ANNOUNCED_MAX
            found[f"marks {feed.party}"] = len(feed.marks), MARKS_MAX
        return found

    def _set_timer(self) -> None:
        self.due_ns = self.line.next_deadline()
        due = max(self.due_ns, self.house.now_ns + 1)
        if due < self.tick_ns:
            self.tick_ns = due
            self.house.after(due - self.house.now_ns, self.tick, self.life)

    def _perform(self, effect: Effect) -> None:  # noqa: C901 - one branch an effect
        match effect:
            case Transmit(link, units):
                if link not in self.links:
                    return
                for checker in self.house.checkers:
                    checker.transmitted(self.number, self.links[link], link, units)
                self.units_sent += len(units)
                self.house.network.send(link, self.number, units)
            case Persist(token, records, reserve):
                self._write(Extent(token, records, reserve))
            case PersistRoots(token, sealed):
                self._write(Extent(token, (), reserve=True, roots=sealed))
            case Stored(record, missing):
                self._stored(record, missing)
            case Mended(record, shown):
                self.house.mark("mended")
                self.house.tell(self.number, "mended", (record.party, record.position))
                if not shown:
                    self.ladder.add(record)
                if self.reckoning is not None:
                    self.reckoning.add((record,))
                for checker in self.house.checkers:
                    checker.mended(self.number, record, shown=shown)
            case BooksReceived(peer, content):
                self._books_frame(peer, content)
            case CloseLink(link, reason):
                self.house.tell(self.number, "closes", f"{link}: {reason}")
                self._drop(link)
            case Evidence(record):
                self.house.mark("evidence")
                for checker in self.house.checkers:
                    checker.accused(self.number, record)
            case Held(generation, position, peer):
                for checker in self.house.checkers:
                    checker.held(self.number, peer, (self.number, generation, position))
            case Notice():
                self._noticed(effect)
            case NotReleased(_, generation, position):
                self.house.mark("not-released")
                place = (self.number, generation, position)
                for checker in self.house.checkers:
                    checker.withdrawn(self.number, place)
            case _:
                pass

    def _books_frame(self, peer: int, content: bytes) -> None:
        """A peer's frame of the comparison."""
        assert self.reckoning is not None
        broken = self.reckoning.take(peer, content, self.house.now_ns)
        if self._interval_ns > INTERVAL_NS:
            self.house.after(COMPARE_NS, self._look, self.life)
        if broken is not None:
            raise ViolationError("books", f"{self.name} cannot read an honest frame: {broken}")

    def _stored(self, record: EntryRecord, missing: tuple[int, ...]) -> None:
        if missing:
            self.house.mark("gap")
        self.house.tell(self.number, "stored", (record.party, record.generation, record.position))
        self.ladder.add(record)
        if self.reckoning is not None:
            self.reckoning.add((record,))
        for checker in self.house.checkers:
            checker.stored(self.number, record, missing)
        self.house.stored(self, record)

    def _noticed(self, notice: Notice) -> None:
        if notice.kind in MARKED:
            self.house.mark(notice.kind.value)
        self.house.tell(
            self.number, notice.kind.value, f"{notice.state} {notice.detail} {notice.values}"
        )
        for checker in self.house.checkers:
            checker.noticed(self.number, notice.peer, notice.kind.value, notice.state)

    def _drop(self, link: str) -> None:
        """Close a link and tell the line, as the real station's bearer does."""
        if self.links.pop(link, None) is not None:
            self.errors.pop(link, None)
            self.house.network.close(link, self.number)
            self.line.link_down(link, self.house.now_ns)

    def _write(self, extent: Extent) -> None:
        """The disk takes its time; in order, unless this world's disk does not keep it."""
        house = self.house
        self.disk.submit(extent)
        if self.persists_left == 1 and not self.crash_confirmed:
            house.happened("crash-at-persist")
            self.crash()
            return
        chance = house.streams.get(f"sync/{self.name}")
        at = house.now_ns + int(chance.expovariate(1.0) * house.plan.sync_ns)
        if not house.plan.has("slow-sync"):
            at = self.free_ns = max(at, self.free_ns)
        elif at < self.free_ns:
            house.happened("sync-out-of-order")
        self.free_ns = max(at, self.free_ns)
        house.after(at - house.now_ns, self._synced, self.life, extent)

    def _synced(self, life: int, extent: Extent) -> None:
        if not self.up or life != self.life:
            return
        house = self.house
        try:
            self.disk.complete(extent)
        except StoreError as error:
            if self.disk.stopped:
                house.happened("store-stopped")
                self.crash()
                return
            full = isinstance(error, StoreFullError)
            house.happened("write-refused")
            self.line.refuse(extent.token, full=full, reason=str(error), now_ns=house.now_ns)
            self.poke()
            return
        if self.persists_left:
            self.persists_left -= 1
            if not self.persists_left:
                house.happened("crash-before-confirm")
                self.crash()
                return
        for record in extent.records:
            if isinstance(record, EntryRecord):
                for checker in house.checkers:
                    checker.durable(self.number, record)
        self.line.confirm(extent.token, house.now_ns)
        self.poke()
