"""Two real lines over real stores in a world of their own clock: for tests of `directline.line`.

Nothing here sleeps or opens a socket.  Links carry units with a delay, can be cut, and can be
listened to; stations can crash and start again, also from an older copy of their store.
"""

import copy
import hashlib
from dataclasses import dataclass, field
from heapq import heappop, heappush

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from directline.errors import RemoteProtocolError, StoreError, StoreFullError
from directline.line import Line
from directline.line.effects import (
    CloseLink,
    Draft,
    Effect,
    Persist,
    PersistRoots,
    Stored,
    Ticket,
    Transmit,
)
from directline.line.ports import Anchor, EntryRecord
from directline.store.memory import MemoryStore
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.sealing import founding_roots
from directline.wire.values import Kind, Precedence

MS = 1_000_000
SECOND = 1_000 * MS
FOUNDED_MS = 1_700_000_000_000


class KeySigner:
    """An Ed25519 key made from a name, so that runs repeat."""

    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


class SeededEntropy:
    """Bytes that depend on a seed and on how many were drawn."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed, 0

    def bytes(self, count: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(f"{self._seed}/{self._count}".encode()).digest(count)


@dataclass
class WorldClock:
    """A civil clock with an offset to the world's."""

    world: "World"
    offset_ms: int = 0

    def now_ms(self) -> int:
        return FOUNDED_MS + 1000 + self.world.now_ns // MS + self.offset_ms

    def quality(self) -> int:
        return 2


def party(name: str) -> Party:
    """The public part of a party with keys made from its name."""
    keys = [KeySigner(f"{name} {what}").public() for what in ("identity", "checkpoint", "cosigner", "tls", "recovery")]
    return Party(name, *keys, b"", "+00 000 0000", (Role("duty-officer", f"{name} DUTY"),))


def signed_charter(*names: str, terms: Terms | None = None) -> SignedCharter:
    """A charter that all the named parties have signed."""
    charter = Charter(
        1, "NORTHERN AIR", FOUNDED_MS, tuple(party(n) for n in names), ("en", "ru"), bytes(32), terms or Terms()
    )
    data = charter.encode()
    return SignedCharter(
        data, tuple((i, KeySigner(f"{n} identity").sign(signing_bytes(data))) for i, n in enumerate(names))
    )


@dataclass
class Station:
    """One station: a line over a store, with what it was told."""

    world: "World"
    number: int
    name: str
    store: MemoryStore
    roots: bytes
    clock: WorldClock
    line: Line = field(init=False)
    starts: int = 0
    fresh: bool = True
    anchor: Anchor | None = None
    up: bool = True
    full: bool = False
    seen: list[Effect] = field(default_factory=list)
    errors: list[RemoteProtocolError] = field(default_factory=list)

    def start(self) -> None:
        self.starts += 1
        self.line = Line(
            self.world.charter, self.number,
            signer=KeySigner(f"{self.name} identity"), clock=self.clock,
            entropy=SeededEntropy(f"{self.world.seed}/{self.name}/{self.starts}"), archive=self.store,
            roots=self.roots, anchor=self.anchor, fresh=self.fresh, now_ns=self.world.now_ns,
        )  # fmt: skip
        self.fresh = False
        self.up = True
        self.perform()

    def stored(self) -> list[EntryRecord]:
        return [e.record for e in self.seen if isinstance(e, Stored)]

    def perform(self) -> None:
        if not self.up:
            return
        for _ in range(1000):
            effects = self.line.effects(self.world.now_ns)
            if not effects:
                return
            for effect in effects:
                self.seen.append(effect)
                self._perform(effect)
        raise AssertionError("the line never comes to rest")

    def _perform(self, effect: Effect) -> None:
        now = self.world.now_ns
        if isinstance(effect, Persist):
            self._persist(effect, now)
        elif isinstance(effect, PersistRoots):
            self.roots = effect.sealed
            self.line.confirm(effect.token, now)
        elif isinstance(effect, Transmit):
            for unit in effect.units:
                self.world.carry(effect.link, self.number, unit)
        elif isinstance(effect, CloseLink):
            self.world.cut(effect.link)

    def _persist(self, effect: Persist, now: int) -> None:
        try:
            if self.full and not effect.reserve:
                raise StoreFullError("the disk is full")
            self.store.commit(effect.records, reserve=effect.reserve)
        except StoreError as error:
            self.line.refuse(effect.token, full=isinstance(error, StoreFullError), reason=str(error), now_ns=now)
            return
        own = [r for r in effect.records if isinstance(r, EntryRecord) and r.party == self.number]
        if own:
            self.anchor = Anchor(own[-1].generation, own[-1].position, own[-1].leaf)
        self.line.confirm(effect.token, now)

    def release(self, code: str = "Q1", precedence: Precedence = Precedence.ROUTINE, text: str = "x") -> Ticket:
        body = encode_body(Body(code, 1, (text,)))
        ticket = self.line.release(Draft(Kind.MESSAGE, body, precedence), self.world.now_ns)
        self.perform()
        return ticket


@dataclass
class World:
    """Two stations, their links, one clock."""

    seed: str = "0"
    delay_ns: int = 5 * MS
    terms: Terms | None = None
    now_ns: int = SECOND
    names: tuple[str, ...] = ("ALPHA", "BRAVO")
    heap: list[tuple[int, int, str, int, bytes]] = field(default_factory=list)
    serial: int = 0
    alive: dict[str, bool] = field(default_factory=dict)
    carried: list[tuple[str, int, bytes]] = field(default_factory=list)
    blocked: set[tuple[str, int]] = field(default_factory=set)
    """(link, sender) directions that swallow everything."""

    def __post_init__(self) -> None:
        self.charter = signed_charter(*self.names, terms=self.terms)
        verified = Charter.decode(self.charter.charter)
        secret = hashlib.sha256(b"secret").digest()
        self.stations = [
            Station(self, n, name, MemoryStore(own_party=n), founding_roots(secret, verified, n), WorldClock(self))
            for n, name in enumerate(self.names)
        ]
        for station in self.stations:
            station.start()

    @property
    def alpha(self) -> Station:
        return self.stations[0]

    @property
    def bravo(self) -> Station:
        return self.stations[1]

    def connect(self, *links: str) -> None:
        """Bring links up between the two; names that begin with "u" are urgent."""
        for link in links or ("bulk", "urgent"):
            self.alive[link] = True
            for station in self.stations:
                if station.up:
                    station.line.link_up(
                        link, 1 - station.number, kind="tls", urgent=link.startswith("u"),
                        unit_bytes_max=4096, now_ns=self.now_ns,
                    )  # fmt: skip
        for station in self.stations:
            station.perform()

    def cut(self, *links: str) -> None:
        """Take links down at both ends; what is on its way is lost."""
        for link in links or tuple(self.alive):
            if self.alive.pop(link, False):
                self.heap = [item for item in self.heap if item[2] != link]
                for station in self.stations:
                    if station.up:
                        station.line.link_down(link, self.now_ns)

    def carry(self, link: str, sender: int, unit: bytes) -> None:
        self.carried.append((link, sender, unit))
        if self.alive.get(link) and (link, sender) not in self.blocked:
            self.serial += 1
            heappush(self.heap, (self.now_ns + self.delay_ns, self.serial, link, 1 - sender, unit))

    def run(self, seconds: float) -> None:
        """Let the world go on."""
        end = self.now_ns + int(seconds * SECOND)
        for _ in range(2_000_000):
            due = [s.line.next_deadline() for s in self.stations if s.up]
            soonest = min([*due, self.heap[0][0] if self.heap else end, end])
            self.now_ns = max(self.now_ns, soonest)
            if self.now_ns >= end:
                self.now_ns = end
                return
            while self.heap and self.heap[0][0] <= self.now_ns:
                _, _, link, receiver, unit = heappop(self.heap)
                self.deliver(link, receiver, unit)
            for station in self.stations:
                if station.up and station.line.next_deadline() <= self.now_ns:
                    station.line.tick(self.now_ns)
                    station.perform()
        raise AssertionError("the world never comes to rest")

    def deliver(self, link: str, receiver: int, unit: bytes) -> None:
        station = self.stations[receiver]
        if not station.up:
            return
        try:
            station.line.receive(link, unit, self.now_ns)
        except RemoteProtocolError as error:
            station.errors.append(error)
        station.perform()

    def crash(self, number: int) -> None:
        """A station stops at once; its links go down."""
        self.cut()
        self.stations[number].up = False

    def snapshot(self, number: int) -> tuple[MemoryStore, bytes, Anchor | None]:
        """A backup of what a station keeps."""
        station = self.stations[number]
        store = MemoryStore(own_party=number)
        for _, record in station.store.entries():
            store.commit([record], reserve=True)
        return store, copy.copy(station.roots), station.anchor
