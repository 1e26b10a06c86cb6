"""The bearers: connections that come and go, loss, delay, duplication, corruption, one-way cuts.

A TLS-like bearer keeps order and loses nothing while its connection lives; what a cut holds back
comes in one burst, or dies with the connection.  A lossy one is a datagram radio without any of
that, on which an enemy may also say again what was said before.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from directline.simulator.clocks import MS, SECOND
from directline.simulator.faults import Plan
from directline.simulator.streams import Streams

UNIT_BYTES_MAX = 4_096
DIAL_NS_MAX = 800 * MS
RECORDED_MAX = 256
"""Units of a lossy bearer that an enemy remembers."""
SLOW_NS = 2 * SECOND


class Actor(Protocol):
    """What stands at an end of a connection."""

    up: bool

    @property
    def links(self) -> Mapping[str, object]:
        """The connections that it knows of."""

    def link_up(self, link: str, peer: int, kind: str, urgent: bool) -> None:
        """A connection is there."""

    def link_down(self, link: str) -> None:
        """It is gone."""

    def receive(self, link: str, unit: bytes) -> None:
        """A unit has come."""


class Clockwork(Protocol):
    """The world's heap."""

    now_ns: int

    def after(self, delay_ns: int, call: Callable[..., None], *args: object) -> None:
        """Do something later."""

    def happened(self, fault: str) -> None:
        """Count a fault."""


@dataclass(slots=True)
class Bearer:
    """One way between two stations."""

    name: str
    kind: str
    urgent: bool
    lossy: bool
    blocked: list[bool] = field(default_factory=lambda: [False, False])
    """By sender."""
    connection: "Connection | None" = None
    recorded: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=RECORDED_MAX))
    made: int = 0
    dialling: bool = False
    pair: tuple[int, int] = (0, 1)
    """Whom it joins."""


@dataclass(slots=True)
class Connection:
    """One connection of a bearer; each end learns of its death by itself."""

    id: str
    bearer: Bearer
    ends: list[bool] = field(default_factory=lambda: [True, True])
    free_ns: list[int] = field(default_factory=lambda: [0, 0])
    last_ns: list[int] = field(default_factory=lambda: [0, 0])
    stalled: list[list[tuple[int, bytes]]] = field(default_factory=lambda: [[], []])


class Network:
    """Everything between two stations."""

    def __init__(
        self, world: Clockwork, plan: Plan, actors: Sequence[Actor], chance: Random,
        pair: tuple[int, int] = (0, 1),
    ) -> None:  # fmt: skip
        self._world, self._plan, self._actors, self._chance = world, plan, actors, chance
        self.pair = pair
        self._prefix = "" if plan.parties == 2 else f"{pair[0]}-{pair[1]}/"
        self.bearers = [Bearer(*made, pair=pair) for made in plan.bearers]
        self._connections: dict[str, Connection] = {}
        self.healed = False
        self.contact_ns = [0, 0]
        """By sender: when anything of it last arrived."""
        self.slow_until_ns = 0
        self.delivered = 0

    def begin(self) -> None:
        """Dial everything."""
        for bearer in self.bearers:
            self.dial(bearer)

    def dial(self, bearer: Bearer) -> None:
        """Try to connect, a little later."""
        if not bearer.dialling:
            bearer.dialling = True
            self._world.after(self._chance.randint(MS, DIAL_NS_MAX), self._dialled, bearer)

    def dial_all(self) -> None:
        """Something changed for the better."""
        for bearer in self.bearers:
            self.dial(bearer)

    def send(self, link: str, sender: int, units: Sequence[bytes]) -> None:
        """A station hands units to a connection."""
        connection = self._connections.get(link)
        if connection is None or not connection.ends[sender]:
            return
        for unit in units:
            if connection.bearer.lossy:
                self._send_lossy(connection, sender, unit)
            else:
                self._send_ordered(connection, sender, unit)

    def close(self, link: str, end: int) -> None:
        """A station closes its end; the other learns of it if it can."""
        connection = self._connections.get(link)
        if connection is None or not connection.ends[end]:
            return
        self._lose(connection, end)
        if not connection.bearer.blocked[end]:
            self._world.after(self._delay(), self._lose, connection, 1 - end)

    def crashed(self, end: int, *, silent: bool) -> None:
        """A station is gone: its connections with it, told to the peer or not."""
        for connection in list(self._connections.values()):
            if connection.ends[end]:
                connection.ends[end] = False
                connection.stalled = [[], []]
                self._free(connection)
                if not silent and not connection.bearer.blocked[end]:
                    self._world.after(self._delay(), self._lose, connection, 1 - end)
        self._sweep()

    def block(self, bearer: Bearer, sender: int, *, on: bool) -> None:
        """Cut or mend one direction of a bearer."""
        bearer.blocked[sender] = on
        if on:
            return
        connections = [c for c in self._connections.values() if c.bearer is bearer]
        for connection in connections:
            waiting, connection.stalled[sender] = connection.stalled[sender], []
            for sent_ns, unit in waiting:
                self._schedule(connection, sender, unit, sent_ns)
        self.dial(bearer)

    def heal(self) -> None:
        """No more faults: everything is mended and carries."""
        self.healed = True
        for bearer in self.bearers:
            for sender in (0, 1):
                self.block(bearer, sender, on=False)

    def say_again(self, bearer: Bearer) -> None:
        """An enemy repeats something old on a lossy bearer, through any cut."""
        connection = bearer.connection
        if connection is None or not bearer.recorded:
            return
        sender, unit = bearer.recorded[self._chance.randrange(len(bearer.recorded))]
        if connection.ends[1 - sender]:
            self._world.happened("replay")
            self._actors[1 - sender].receive(connection.id, unit)

    def _send_ordered(self, connection: Connection, sender: int, unit: bytes) -> None:
        if connection.bearer.blocked[sender]:
            connection.stalled[sender].append((self._world.now_ns, unit))
        else:
            self._schedule(connection, sender, unit, self._world.now_ns)

    def _schedule(self, connection: Connection, sender: int, unit: bytes, sent_ns: int) -> None:
        free = max(connection.free_ns[sender], self._world.now_ns)
        free += len(unit) * SECOND // self._plan.rate_bytes_s
        at = max(connection.last_ns[sender], free + self._delay())
        connection.free_ns[sender], connection.last_ns[sender] = free, at
        self._world.after(at - self._world.now_ns, self._arrive, connection, sender, unit, sent_ns)

    def _send_lossy(self, connection: Connection, sender: int, unit: bytes) -> None:
        plan, chance = self._plan, self._chance
        if connection.bearer.blocked[sender]:
            return
        copies = 1
        if not self.healed:
            if plan.has("loss") and chance.random() < plan.loss:
                self._world.happened("loss")
                return
            if plan.has("duplicate") and chance.random() < plan.duplicate:
                self._world.happened("duplicate")
                copies = 2
            if plan.has("corrupt") and chance.random() < plan.corrupt:
                self._world.happened("corrupt")
                unit = garbled(unit, chance)
        for _ in range(copies):
            at = self._world.now_ns + self._delay()
            if self.healed:  # A whole bearer keeps order, as fragments need it.
                at = connection.last_ns[sender] = max(at, connection.last_ns[sender])
            wait = at - self._world.now_ns
            self._world.after(wait, self._arrive, connection, sender, unit, self._world.now_ns)

    def _arrive(self, connection: Connection, sender: int, unit: bytes, sent_ns: int) -> None:
        now = self._world.now_ns
        if not connection.ends[1 - sender]:
            if connection.ends[sender] and not connection.bearer.blocked[1 - sender]:
                self._world.after(self._delay(), self._lose, connection, sender)
            return
        if connection.bearer.blocked[sender]:
            if not connection.bearer.lossy:
                connection.stalled[sender].append((sent_ns, unit))
            return
        self.contact_ns[sender] = now
        if now - sent_ns > SLOW_NS:
            self.slow_until_ns = now + 4 * self._plan.heartbeat_ms * MS
        self.delivered += 1
        if connection.bearer.lossy and connection.id in self._actors[1 - sender].links:
            connection.bearer.recorded.append((sender, unit))
        self._actors[1 - sender].receive(connection.id, unit)

    def _dialled(self, bearer: Bearer) -> None:
        bearer.dialling = False
        there = all(actor.up for actor in self._actors)
        if bearer.connection is not None or any(bearer.blocked) or not there:
            return
        bearer.made += 1
        connection = Connection(f"{self._prefix}{bearer.name}/{bearer.made}", bearer)
        bearer.connection = connection
        self._connections[connection.id] = connection
        for end in (0, 1):
            if connection.ends[end] and self._actors[end].up:
                peer = self.pair[1 - end]
                self._actors[end].link_up(connection.id, peer, bearer.kind, bearer.urgent)

    def _lose(self, connection: Connection, end: int) -> None:
        if connection.ends[end]:
            connection.ends[end] = False
            connection.stalled = [[], []]
            self._free(connection)
            self._sweep()
            self._actors[end].link_down(connection.id)

    def _free(self, connection: Connection) -> None:
        if connection.bearer.connection is connection:
            connection.bearer.connection = None
            self.dial(connection.bearer)

    def _sweep(self) -> None:
        gone = [c.id for c in self._connections.values() if not any(c.ends)]
        for link in gone:
            del self._connections[link]

    def _delay(self) -> int:
        mean = self._plan.delay_ns if not self.healed else min(self._plan.delay_ns, 50 * MS)
        return int(self._chance.expovariate(1.0) * mean) + 1


class Mesh:
    """The networks between all pairs of a line's stations."""

    def __init__(
        self, world: Clockwork, plan: Plan, actors: Sequence[Actor], streams: Streams
    ) -> None:
        self.pairs: dict[tuple[int, int], Network] = {}
        for one in range(plan.parties):
            for other in range(one + 1, plan.parties):
                name = "network" if (one, other) == (0, 1) else f"network/{one}-{other}"
                ends = actors[one], actors[other]
                self.pairs[one, other] = Network(world, plan, ends, streams.get(name), (one, other))
        self._by_prefix = {f"{a}-{b}": network for (a, b), network in self.pairs.items()}
        self.bearers = [b for network in self.pairs.values() for b in network.bearers]

    def begin(self) -> None:
        """Dial everything."""
        for network in self.pairs.values():
            network.begin()

    def dial_all(self, party: int) -> None:
        """A station has started."""
        for network in self._of(party):
            network.dial_all()

    def send(self, link: str, sender: int, units: Sequence[bytes]) -> None:
        """A station hands units to a connection."""
        network = self._by_link(link)
        network.send(link, network.pair.index(sender), units)

    def close(self, link: str, party: int) -> None:
        """A station closes its end."""
        network = self._by_link(link)
        network.close(link, network.pair.index(party))

    def crashed(self, party: int, *, silent: bool) -> None:
        """A station is gone, and its connections with it."""
        for network in self._of(party):
            network.crashed(network.pair.index(party), silent=silent)

    def block(self, bearer: Bearer, sender: int, *, on: bool) -> None:
        """Cut or mend one direction of a bearer; `sender` is its end, 0 or 1."""
        self.pairs[bearer.pair].block(bearer, sender, on=on)

    def heal(self) -> None:
        """No more faults."""
        for network in self.pairs.values():
            network.heal()

    def say_again(self, bearer: Bearer) -> None:
        """An enemy repeats something old on a lossy bearer."""
        self.pairs[bearer.pair].say_again(bearer)

    def contact_ns(self, sender: int, receiver: int) -> int:
        """When anything of one last arrived at the other."""
        network = self.between(sender, receiver)
        return network.contact_ns[network.pair.index(sender)]

    def between(self, one: int, other: int) -> Network:
        """The network of a pair."""
        return self.pairs[min(one, other), max(one, other)]

    def _of(self, party: int) -> list[Network]:
        return [network for pair, network in self.pairs.items() if party in pair]

    def _by_link(self, link: str) -> Network:
        if len(self.pairs) == 1:
            return self.pairs[0, 1]
        return self._by_prefix[link.partition("/")[0]]


def garbled(unit: bytes, chance: Random) -> bytes:
    """A unit after an accident: a bit flipped, cut short, or something else altogether."""
    kind = chance.randrange(3)
    if kind == 0 and unit:
        at = chance.randrange(len(unit))
        return unit[:at] + bytes([unit[at] ^ 1 << chance.randrange(8)]) + unit[at + 1 :]
    if kind == 1:
        return unit[: chance.randrange(len(unit) + 1)]
    return chance.randbytes(chance.randrange(1, 200))
