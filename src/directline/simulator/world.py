"""One world: a heap of events, two stations, their bearers, what goes wrong, and the checkers.

Everything follows from the seed.  First all faults are on; then the world is healed, and must come
to rest within a bound of simulated time.
"""

import hashlib
import struct
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from directline.books import Cut
from directline.line.effects import PeerStatus
from directline.line.ports import EntryRecord
from directline.simulator.byzantine import Liar, disguise, undisguise
from directline.simulator.checkers import all_checkers
from directline.simulator.checkers.base import (
    Checker,
    Place,
    Record,
    Sealing,
    ViolationError,
    hooked,
)
from directline.simulator.checkers.headers import header_of
from directline.simulator.clocks import MS, SECOND, CivilClock
from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import Plan
from directline.simulator.keys import KeyRing, WatchedSigner, WatchedSuite, found
from directline.simulator.network import Actor, Mesh
from directline.simulator.neutral import Neutral
from directline.simulator.reckoning import folded_anew
from directline.simulator.stations import Station
from directline.simulator.streams import Streams
from directline.simulator.subjects import marks
from directline.simulator.tape import Tape
from directline.simulator.timeline import Timeline
from directline.simulator.trouble import Trouble
from directline.simulator.workload import Officer
from directline.wire.charter import Charter, Terms
from directline.wire.entry import CONTEXT
from directline.wire.sealing import decode_roots, founding_roots

NAMES = ("ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO")
BLACKOUT_BEATS = 3
SETTLE_BEATS = 8
SETTLE_NS = 240 * SECOND
"""After the heal the world must be at rest within this and some heartbeats."""
EXPOSED_TIMES = 3
"""How often a liar's second histories are said again: a link may die under the first."""
EPOCHS = "epochs: "
BOOKS = "books: "
RULES = ((EPOCHS, "one-epoch"), (BOOKS, "books"))
"""What it is that does not come to rest, and the rule that says it must."""
APART_NS = 30 * SECOND
"""After the heal two seal under two epochs no longer than this and two heartbeats."""
LOOK_NS = 5 * SECOND
LOOKS_MAX = 20_000
"""How often the checkers look around in one world, at the most."""
_ASSOCIATED = struct.Struct(">16sBBI16sBBQ")
_IMPLIED_SIGNATURE = slice(11, 75)
SIGNATURE_BYTES = 64


@dataclass(slots=True)
class Outcome:
    """What became of one world."""

    seed: int
    events: int
    station_ns: int
    digest: str
    faults: dict[str, int]
    marks: dict[str, int]
    checks: dict[str, int]
    violation: tuple[str, str] | None
    timeline: list[str] = field(default_factory=list)


class World:
    """The world of one plan."""

    def __init__(self, plan: Plan, disks: DiskFactory = Disk, *, tape: Tape | None = None) -> None:
        self.plan, self.seed = plan, plan.seed
        self.tape = tape or Tape()
        self.parties = plan.parties
        self.names = NAMES[: plan.parties]
        self._disks = disks
        self.now_ns = SECOND
        self.streams = Streams(plan.seed)
        self.healed = False
        self._healed_ns = 0
        self.liars = frozenset({1}) if plan.has("liar") else frozenset[int]()
        self.tight_credit = plan.has("credit")
        self.heartbeat_ns = plan.heartbeat_ms * MS
        self.blackout_ns = BLACKOUT_BEATS * self.heartbeat_ns
        self.events = 0
        self.faults: dict[str, int] = {}
        self.marks: dict[str, int] = {}
        self.timeline = Timeline(self.names)
        self.leaves: dict[Place, bytes] = {}
        self._digest = hashlib.blake2b(digest_size=16)
        self._heap: list[tuple[int, int, Callable[..., None], tuple[object, ...]]] = []
        self._serial = 0
        self._apart: dict[tuple[int, int], int] = {}
        """Since when two have sealed under two epochs, at rest."""
        self._places: dict[bytes, Place] = {}
        self._lies: dict[bytes, Place] = {}
        self._ring = KeyRing(plan.seed, real=plan.real)
        self._found()

    def _found(self) -> None:
        plan = self.plan
        terms = Terms(
            heartbeat_ms=plan.heartbeat_ms,
            blackout_ms=BLACKOUT_BEATS * plan.heartbeat_ms,
            epoch_interval_ms=plan.epoch_interval_ms,
            credit_bytes=12_000 if self.tight_credit else 2**28,
            credit_window_ms=20_000 if self.tight_credit else 86_400_000,
        )
        self.charter = found(self._ring, self.names, terms)
        charter = Charter.decode(self.charter.charter)
        self._identities = [p.identity for p in charter.parties]
        secret = hashlib.sha256(f"{plan.seed}/secret".encode()).digest()
        self._verifier = WatchedSuite(self._ring, lambda *_: None)
        self.stations = [self._station(n, charter, secret) for n in range(self.parties)]
        self.liar: Liar | None = None
        if self.liars:
            self.liar = self._liar(charter, secret)
        actors: list[Actor] = [*self.stations]
        if self.liar is not None:
            actors[self.liar.number] = self.liar
        self.network = Mesh(self, plan, actors, self.streams)
        self.checkers: list[Checker] = all_checkers(self)
        self._on_sealed = hooked(self.checkers, "sealed")
        self.honest = [s for s in self.stations if s.number not in self.liars]
        self.officers = {
            s.number: Officer(self, self, s, self.streams.get(f"officer/{s.name}"), plan.think_ns)
            for s in self.honest
        }

    def _station(self, number: int, charter: Charter, secret: bytes) -> Station:
        clock = CivilClock(lambda: self.now_ns)
        signer = WatchedSigner(
            self._ring.signer(f"{self.names[number]} identity"),
            lambda message, signature: self._signed(number, message, signature),
        )
        opened = None if number in self.liars else self._opened
        suite = WatchedSuite(self._ring, self._sealed, opened)
        roots = founding_roots(secret, charter, number)
        disk = self._disks(number, roots)
        return Station(self, number, self.names[number], disk, clock, signer, suite)

    def _liar(self, charter: Charter, secret: bytes) -> Liar:
        number = 1
        roots = {r.peer: r for r in decode_roots(founding_roots(secret, charter, number))}
        victims = {s.number: s.disk for s in self.stations if s.number != number}
        own = self.stations[number]
        return Liar(
            self, number, charter, roots, own.signer, own.suite, victims,
            self.streams.get("liar"), self.streams.get("liar/faces"), self._lied,
        )  # fmt: skip

    # --- the heap --------------------------------------------------------------------------------

    def after(self, delay_ns: int, call: Callable[..., None], *args: object) -> None:
        """Do something later."""
        self._serial += 1
        heappush(self._heap, (self.now_ns + max(0, delay_ns), self._serial, call, args))

    def run(self) -> Outcome:
        """Live through the plan."""
        violation = None
        try:
            self._begin()
            self._until(self.now_ns + self.plan.chaos_ns)
            self._heal()
            self._settle()
            if self.plan.has("suspend"):
                found = {s.number: marks(s.disk.index.values()) for s in self.honest}
                for checker in self.checkers:
                    checker.marked(found)
            for checker in self.checkers:
                checker.rest()
        except ViolationError as error:
            violation = (error.checker, error.explanation)
            self.tell(-1, "VIOLATION", error)
        return Outcome(
            self.seed, self.events, self.now_ns * len(self.honest), self._digest.hexdigest(),
            self.faults, self.marks, {c.name: c.evaluated for c in self.checkers}, violation,
            self.timeline.text() if violation else [],
        )  # fmt: skip

    def _until(self, end_ns: int) -> None:
        heap = self._heap
        while heap and heap[0][0] <= end_ns:
            self.now_ns, serial, call, args = heappop(heap)
            self.events += 1
            self._digest.update(b"%d %d\n" % (self.now_ns, serial))
            call(*args)
            if self.events > self.plan.events_max:
                raise ViolationError("liveness", f"more than {self.plan.events_max} events")
        self.now_ns = max(self.now_ns, end_ns)

    def _begin(self) -> None:
        for station in self.honest:
            station.start()
        if self.liar is not None:
            self.liar.begin()
        self.network.begin()
        for officer in self.officers.values():
            officer.begin()
        self.after(0, self._inspect)
        Trouble(self).begin()
        if self.plan.has("witness"):
            line = Charter.decode(self.charter.charter).line_id
            Neutral(
                self, self._ring, line, self._verifier, self.streams.get("witness"),
                self.plan.has("lying-witness"), max(self.plan.think_ns // 4, 2 * SECOND),
            ).begin()  # fmt: skip

    def _heal(self) -> None:
        self.tell(-1, "heal")
        self.healed = True
        self._healed_ns = self.now_ns
        self.network.heal()
        for station in self.honest:
            station.persists_left = 0
            station.disk.full = station.disk.stuffed = False
            if not station.up:
                station.start()
            station.disk.failing = False
            if station.disk.rotten:  # What has rotted and was not read is found at a start.
                station.crash()
                station.start()
            undisguise(station)
            station.clock.offset_ms = station.clock.drift_ppm = 0

    def _settle(self) -> None:
        """Run until nothing is left to do."""
        bound_ns = self.now_ns + SETTLE_NS + SETTLE_BEATS * self.heartbeat_ns
        if self.liar is not None:
            for _ in range(EXPOSED_TIMES):
                self._until(self.now_ns + SETTLE_NS // 8)
                self.liar.expose()
            self._until(self.now_ns + SETTLE_NS // 8)
            if self.parties > 2:  # What each has seen by now is said to all.
                for officer in self.officers.values():
                    officer.last_word()
                self._until(self.now_ns + SETTLE_NS // 8)
        while True:
            self._until(self.now_ns + max(LOOK_NS, self.heartbeat_ns // 20))
            self._under_one_epoch()
            why = self._restless()
            if why == "":
                return
            if self.now_ns > bound_ns:
                rule = next((name for mark, name in RULES if why.startswith(mark)), "liveness")
                raise ViolationError(rule, f"not at rest in time: {why}")

    def _under_one_epoch(self) -> None:
        """Whoever is long under another epoch than its peer waits for a resync to mend that."""
        limit_ns = APART_NS + 2 * self.heartbeat_ns
        pairs = [(a.number, b.number) for a in self.honest for b in self.honest if a is not b]
        for one, other in pairs:
            epochs = self.epoch(one, other), self.epoch(other, one)
            if epochs[0] == epochs[1]:
                self._apart.pop((one, other), None)
            elif self.now_ns - self._apart.setdefault((one, other), self.now_ns) > limit_ns:
                names = self.names[one], self.names[other]
                raise ViolationError("one-epoch", f"{names} seal under {epochs} all the time")

    def _restless(self) -> str:
        """What is still to be done, or nothing."""
        for station in self.honest:
            if not station.up:
                return f"{station.name} is down"
            status = station.line.status(self.now_ns)
            if not status.ready:
                return f"{station.name} still compares its feed"
            if station.disk.pending:
                return f"{station.name} still writes"
            if station.disk.rotten:
                return f"{station.name} has not mended {next(iter(station.disk.rotten))}"
            for peer in status.peers:
                if peer.party not in self.liars:
                    why = self._pair_restless(station, peer, self.stations[peer.party])
                    if why:
                        return why
        return ""

    def _pair_restless(self, station: Station, peer: PeerStatus, other: Station) -> str:
        if peer.waiting or peer.blackout or peer.withheld:
            return (
                f"{station.name}: {peer.waiting} wait for {other.name}, blackout {peer.blackout},"
                f" withheld {peer.withheld[:2]}"
            )
        if station.line._peers[other.number].inbox.receipts.dues:
            return f"{station.name} has still to receipt what {other.name} sent"
        lacking = [p for p in self._owed(station) if p not in other.disk.index]
        if lacking:
            return (
                f"{len(lacking)} of {station.name}'s entries have not arrived at {other.name}:"
                f" {lacking[0]}"
            )
        if peer.attended is not other.attended:
            return f"{station.name} shows {other.name} attended {peer.attended}"
        epochs = self.epoch(station.number, other.number), self.epoch(other.number, station.number)
        if epochs[0] != epochs[1]:
            return f"{EPOCHS}{station.name} and {other.name} seal under {epochs}"
        return self._kept_from(station, other) or self._uncompared(station, other)

    def _uncompared(self, station: Station, other: Station) -> str:
        """After the heal every two compare their books once, and find them equal."""
        if station.reckoning is None or other.number in self.liars:
            return ""
        said, at_ns = station.reckoning.state(other.number)
        if said == "equal" and at_ns is not None and at_ns > self._healed_ns:
            return ""
        return f"{BOOKS}{station.name} says of {other.name}: {said}, at {at_ns}"

    def _kept_from(self, station: Station, other: Station) -> str:
        """What one holds of a liar's newest feed the other must come to hold, or another there."""
        for liar in sorted(self.liars):
            feed = station.line._ctx.feeds.current(liar)
            generation, size = feed.generation, feed.size
            places = ((liar, generation, n) for n in range(1, size + 1))
            lacking = next((p for p in places if p not in other.disk.index), None)
            if lacking is not None:
                return f"{other.name} lacks {lacking} of the liar, and {station.name} holds it"
        return ""

    @staticmethod
    def _owed(station: Station) -> list[Place]:
        """What every peer must come to hold."""
        return [p for p in station.disk.index if p[0] == station.number]

    def _inspect(self) -> None:
        for checker in self.checkers:
            checker.inspect()
        if not self.healed:
            often_ns = max(2 * SECOND, self.blackout_ns // 8, self.plan.chaos_ns // LOOKS_MAX)
            self.after(often_ns, self._inspect)

    # --- what stations and faults tell the world -------------------------------------------------

    def happened(self, fault: str) -> None:
        """Count a fault."""
        self.faults[fault] = self.faults.get(fault, 0) + 1
        self.tell(-1, "fault", fault)

    def mark(self, name: str) -> None:
        """A rare thing was reached."""
        self.marks[name] = self.marks.get(name, 0) + 1

    def tell(self, who: int, what: str, detail: object = "") -> None:
        """Write a line of the timeline."""
        self.timeline.add(self.now_ns, who, what, detail)

    def stored(self, station: Station, record: EntryRecord) -> None:
        """An officer could see a new entry."""
        self._digest.update(record.leaf)
        self.officers[station.number].saw(record)

    def disguise(self, station: Station) -> None:
        """BRAVO hides what it holds, in worlds that have one who does."""
        if self.plan.has("hide") and station.number == 1 and not self.healed:
            disguise(station)

    def _lied(self, place: Place, signature: bytes) -> None:
        self._lies[signature] = place

    def _opened(self, plain: bytes) -> None:
        """An honest station has opened a frame: a second history has arrived when it does."""
        if not self._lies:
            return
        at = 2 + int.from_bytes(plain[:2])
        place = self._lies.get(plain[at : at + SIGNATURE_BYTES])
        if place is not None:
            for checker in self.checkers:
                checker.lied(place)

    def _signed(self, party: int, message: bytes, signature: bytes) -> None:
        if not message.startswith(CONTEXT):
            return
        header = header_of(message)
        place = (party, header.generation, header.position)
        leaf = hashlib.sha256(message).digest()
        self._places[signature] = place
        self.leaves[place] = leaf
        for checker in self.checkers:
            checker.signed(party, place, leaf, message)

    def _sealed(self, key: bytes, plain: bytes, associated: bytes, sealed: bytes) -> None:
        _, sender, receiver, epoch, incarnation, kind, lane, index = _ASSOCIATED.unpack(associated)
        self._digest.update(sealed[-16:])
        place = None
        if kind == 0:
            place = self._places.get(plain[_IMPLIED_SIGNATURE])
        elif kind == 1:
            at = 2 + int.from_bytes(plain[:2])
            place = self._places.get(plain[at : at + SIGNATURE_BYTES])
        sealing = Sealing(sender, receiver, epoch, incarnation, kind, lane, index, plain)
        for hook in self._on_sealed:
            hook(sealing, key, associated, place)

    # --- the truth, for checkers -----------------------------------------------------------------

    def disk(self, party: int) -> Mapping[Place, Record]:
        """What is durable at a station, by place."""
        return self.stations[party].disk.index

    def rotten(self, party: int) -> Collection[Place]:
        """Entries on a disk that no longer read as they were written."""
        return self.stations[party].disk.rotten

    def unread(self, party: int) -> bool:
        """Whether a disk gives nothing, or gave nothing a short while ago."""
        disk = self.stations[party].disk
        return disk.failing or self.now_ns < disk.failed_ns + 2 * self.heartbeat_ns

    def roots(self, party: int) -> bytes:
        """The roots file of a station."""
        return self.stations[party].disk.roots

    def up(self, party: int) -> bool:
        """Whether a station runs."""
        return self.stations[party].up

    def up_since(self, party: int) -> int:
        """When its present run began."""
        return self.stations[party].up_since_ns

    def contact_age_ns(self, sender: int, receiver: int) -> int:
        """How long ago anything of one arrived at the other."""
        return self.now_ns - self.network.contact_ns(sender, receiver)

    def slow_contact(self, one: int, other: int) -> bool:
        """Whether something arrived late lately, so that ages mean little."""
        return self.now_ns < self.network.between(one, other).slow_until_ns

    def heads(self, party: int) -> tuple[tuple[int, int, int], ...]:
        """(party, generation, size) of each feed, as the station's line counts them."""
        return self.stations[party].line.heads()

    def followed(self, party: int, feed: int) -> int:
        """The generation of a feed that a station counts as its newest."""
        return self.stations[party].line._ctx.feeds.current(feed).generation

    def root(self, party: int, feed: int, generation: int, size: int) -> bytes:
        """The root of a feed's prefix, as the station's line computes it."""
        return self.stations[party].line.root(feed, generation, size)[1]

    def levels(self, party: int, peer: int) -> Mapping[Place, int]:
        """Of each own message to a peer: the highest level of its that the station would show."""
        threads = self.stations[party].ladder.threads
        return {
            key: thread.level(peer)
            for key, thread in threads.items()
            if key[0] == party and thread.header.addressees >> peer & 1
        }

    def delivered(self, party: int, peer: int) -> Mapping[Place, bool]:
        """Of each own message: whether the station would show it as delivered to a peer."""
        ladder = self.stations[party].ladder
        return {
            key: ladder.delivered(key, peer) is not None
            for key in ladder.threads
            if key[0] == party
        }

    def stepped(self, party: int, holder: int | None) -> Mapping[Place, int]:
        """The highest level that the officer of a station really released, by message."""
        disk = {} if holder is None else self.stations[holder].disk.index
        held = {record.leaf for record in disk.values()}
        found: dict[Place, int] = {}
        for leaf, (place, level) in self.officers[party].receipts.items():
            if holder is None or leaf in held:
                found[place] = max(found.get(place, 0), level)
        return found

    def compared(self, party: int, peer: int) -> tuple[str, int | None]:
        """What a station's comparison of books with a peer came to last, and when."""
        reckoning = self.stations[party].reckoning
        return ("", None) if reckoning is None else reckoning.state(peer)

    def books(self, one: int, other: int) -> Sequence[Sequence[Mapping[str, bytes]]]:
        """Digests that must be alike: of both sides' books, and of books that are folded anew."""
        first, second = self.stations[one].reckoning, self.stations[other].reckoning
        if first is None or second is None:
            return ()
        theirs = second.sizes(one)
        sizes = {f: min(n, theirs[f]) for f, n in first.sizes(other).items() if f in theirs}
        cut = Cut(sizes, first.forgotten(other) | second.forgotten(one))
        charter = Charter.decode(self.charter.charter)
        anew = [
            folded_anew(charter, *pair, self.stations[pair[0]].disk.index.values(), cut)
            for pair in ((one, other), (other, one))
        ]
        kept = [first.digests(other, cut.sizes, cut.forgotten),
                second.digests(one, cut.sizes, cut.forgotten)]  # fmt: skip
        return (kept, (kept[0], *anew))

    def measures(self, party: int) -> Mapping[str, tuple[int, int]]:
        """(value, bound) of what may not grow without one."""
        return self.stations[party].measures()

    def epoch(self, party: int, peer: int) -> int:
        """The epoch that a station seals under for a peer."""
        return self.stations[party].line._peers[peer].channel.roots.send

    def genuine(self, record: Record) -> bool:
        """Whether the author's key made this very signature."""
        if self.plan.real:
            return record.signature in self._places
        identity = self._identities[record.party]
        return self._ring.holds(identity, record.signature, record.header)

    def restored(self, party: int, lost: Sequence[Place]) -> None:
        """An older backup was put in place."""
        for checker in self.checkers:
            checker.restored(party, lost)
