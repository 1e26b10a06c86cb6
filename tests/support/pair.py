"""Two real lines over real stores in a world of their own clock: for tests of `directline.line`.

Nothing here sleeps or opens a socket.  Links carry units with a delay, can be cut, and can be
listened to; stations can crash and start again, also from an older copy of their store.
"""

import copy
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from directline.errors import RemoteProtocolError, StoreError, StoreFullError
from directline.line import Line
from directline.line.effects import (
    CloseLink,
    Draft,
    Effect,
    Notice,
    NoticeKind,
    Persist,
    PersistRoots,
    Sign,
    Stored,
    Ticket,
    Transmit,
)
from directline.line.ports import Anchor, EntryRecord
from directline.store.memory import MemoryStore
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.sealing import founding_roots
from directline.wire.suite import Suite
from directline.wire.values import Kind, Precedence

E = TypeVar("E")
Backup = tuple[MemoryStore, bytes, Anchor | None]
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


class RecordingSuite(Suite):
    """The real operations; remembers what every key has sealed."""

    def __init__(self) -> None:
        super().__init__()
        self.sealed: dict[bytes, tuple[bytes, bytes]] = {}
        self.reused: list[bytes] = []

    def seal(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        before = self.sealed.setdefault(key, (plain, associated))
        if before != (plain, associated):
            self.reused.append(key)
        return super().seal(key, plain, associated)


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
    identity, checkpoint, cosigner, tls, recovery = (
        KeySigner(f"{name} {what}").public()
        for what in ("identity", "checkpoint", "cosigner", "tls", "recovery")
    )
    role = Role("duty-officer", f"{name} DUTY")
    return Party(name, identity, checkpoint, cosigner, tls, recovery, b"", "+00 000 0000", (role,))


def signed_charter(*names: str, terms: Terms | None = None) -> SignedCharter:
    """A charter that all the named parties have signed."""
    charter = Charter(
        1,
        "NORTHERN AIR",
        FOUNDED_MS,
        tuple(party(n) for n in names),
        ("en", "ru"),
        bytes(32),
        terms or Terms(),
    )
    data = charter.encode()
    return SignedCharter(
        data,
        tuple(
            (i, KeySigner(f"{n} identity").sign(signing_bytes(data))) for i, n in enumerate(names)
        ),
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
    anchor: Anchor | None = field(default_factory=lambda: Anchor(1, 0, bytes(32)))
    """As founding leaves it: of a feed with nothing in it."""
    up: bool = True
    full: bool = False
    """The disk has room for nothing but what may use the reserve."""
    stuffed: bool = False
    """The disk has room for nothing at all."""
    holding: bool = False
    """The store is slow: what it is asked waits in `held` until `let_go`."""
    held: list[Persist] = field(default_factory=list)
    key_out: bool = False
    """The identity key is on a token that was pulled out."""
    key_slow: bool = False
    """The token thinks: what it is asked waits in `asked` until `sign_asked`."""
    asked: list[Sign] = field(default_factory=list)
    hold_roots: bool = False
    held_roots: list[PersistRoots] = field(default_factory=list)
    seen: list[Effect] = field(default_factory=list)
    errors: list[RemoteProtocolError] = field(default_factory=list)

    def start(self) -> None:
        self.starts += 1
        self.line = Line(
            self.world.charter, self.number,
            signer=KeySigner(f"{self.name} identity"), clock=self.clock,
            entropy=SeededEntropy(f"{self.world.seed}/{self.name}/{self.starts}"),
            archive=self.store,
            roots=self.roots, anchor=self.anchor, fresh=self.fresh, now_ns=self.world.now_ns,
            suite=self.world.suite, sign_later=self.world.sign_later,
            compares=self.number in self.world.compare,
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
            if self.holding:
                self.held.append(effect)
            else:
                self._persist(effect, now)
        elif isinstance(effect, PersistRoots):
            if self.hold_roots:
                self.held_roots.append(effect)
            else:
                self.roots = effect.sealed
                self.line.confirm(effect.token, now)
        elif isinstance(effect, Sign):
            self.asked.append(effect)
            if not self.key_slow:
                self.sign_asked()
        elif isinstance(effect, Transmit):
            for unit in effect.units:
                self.world.carry(effect.link, self.number, unit)
        elif isinstance(effect, CloseLink):
            self.world.cut(effect.link)

    def let_go(self, order: Callable[[list[Persist]], list[Persist]] = list) -> None:
        """The slow store has finished, in this order."""
        self.holding = False
        held, self.held = order(self.held), []
        for effect in held:
            self._persist(effect, self.world.now_ns)
        self.perform()

    def sign_asked(self) -> None:
        """The token has answered, or is not there."""
        asked, self.asked = self.asked, []
        signer = KeySigner(f"{self.name} identity")
        for one in asked:
            if self.key_out:
                self.line.refuse(
                    one.token, full=False, reason="the token is not there",
                    now_ns=self.world.now_ns,
                )  # fmt: skip
            else:
                self.line.signed(one.token, signer.sign(one.message))

    def let_go_roots(self) -> None:
        """The roots file is written."""
        held, self.held_roots = self.held_roots, []
        for effect in held:
            self.roots = effect.sealed
            self.line.confirm(effect.token, self.world.now_ns)
        self.perform()

    def notices(self, kind: NoticeKind) -> list[Notice]:
        return [e for e in self.seen if isinstance(e, Notice) and e.kind is kind]

    def of(self, kind: type[E]) -> list[E]:
        return [e for e in self.seen if isinstance(e, kind)]

    def feed(self, party: int, generation: int = 1) -> list[int]:
        """The positions of a feed that are in the store."""
        return sorted(
            r.position
            for _, r in self.store.entries()
            if (r.party, r.generation) == (party, generation)
        )

    def _persist(self, effect: Persist, now: int) -> None:
        try:
            if self.stuffed or (self.full and not effect.reserve):
                raise StoreFullError("the disk is full")
            self.store.commit(effect.records, reserve=effect.reserve)
        except StoreError as error:
            self.line.refuse(
                effect.token, full=isinstance(error, StoreFullError), reason=str(error), now_ns=now
            )
            return
        records = [r for r in effect.records if isinstance(r, EntryRecord)]
        own = [r for r in records if r.party == self.number and not r.bearer]
        if own:
            self.anchor = Anchor(own[-1].generation, own[-1].position, own[-1].leaf)
        self.line.confirm(effect.token, now)

    def release(
        self, code: str = "Q1", precedence: Precedence = Precedence.ROUTINE, text: str = "x"
    ) -> Ticket:
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
    tamper: Callable[[str, int, bytes], list[tuple[int, bytes]]] | None = None
    """What becomes of (link, sender, unit): (further delay in ns, unit) of each that arrives."""
    suite: RecordingSuite = field(default_factory=RecordingSuite)
    compare: frozenset[int] = frozenset()
    """The stations that compare books."""
    sign_later: bool = False
    """The stations' identity keys are on tokens, not in the process."""

    def __post_init__(self) -> None:
        self.charter = signed_charter(*self.names, terms=self.terms)
        verified = Charter.decode(self.charter.charter)
        secret = hashlib.sha256(b"secret").digest()
        self.stations = [
            Station(
                self,
                n,
                name,
                MemoryStore(own_party=n),
                founding_roots(secret, verified, n),
                WorldClock(self),
            )
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
            arriving = self.tamper(link, sender, unit) if self.tamper else [(0, unit)]
            for further_ns, arrived in arriving:
                self.serial += 1
                at_ns = self.now_ns + self.delay_ns + further_ns
                heappush(self.heap, (at_ns, self.serial, link, 1 - sender, arrived))

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

    def restart(self, number: int, backup: Backup | None = None) -> None:
        """A station starts again, from what it kept or from an older copy of that."""
        self.crash(number)
        station = self.stations[number]
        station.held.clear()
        station.held_roots.clear()
        station.holding = False
        if backup is not None:
            station.store, station.roots, station.anchor = backup
        station.start()

    def snapshot(self, number: int) -> Backup:
        """A backup of what a station keeps."""
        station = self.stations[number]
        store = MemoryStore(own_party=number)
        for _, record in station.store.entries():
            store.commit([record], reserve=True)
        return store, copy.copy(station.roots), station.anchor
