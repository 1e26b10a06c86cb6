"""Bearers inside one process: what a station sends arrives at the other, as over TLS, or is lost.

Two connections between each two stations, as a real line has: one for FLASH, one for the rest.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from itertools import combinations

from directline.bearers.link import KIND, BearerEvents, Link
from directline.bearers.sockets import Address, DialError
from directline.station.parts import Bearers, Dialled

DELAY_S = 0.02
"""One way: a line over land."""
REDIAL_S = 1.0


class CableLink(Link):
    """One end of one connection."""

    __slots__ = ("_cable", "_held", "_paused", "end_at", "open", "way")

    def __init__(self, cable: "Cable", end: "CableEnd", peer: int, *, urgent: bool) -> None:
        self.id = f"cable-{cable.count()}"
        self.peer = peer
        self.kind = KIND
        self.urgent = urgent
        self.address = f"cable to {peer}"
        self.dialled = True
        self.open = True
        self._cable = cable
        self.end_at = end
        self.way: deque[bytes] = deque()
        self._held: deque[bytes] = deque()
        self._paused = False

    @property
    def up(self) -> bool:
        """Whether units can still be sent."""
        return self.open

    @property
    def buffered_bytes(self) -> int:
        """Nothing is kept back."""
        return 0

    def send(self, units: Sequence[bytes]) -> None:
        """Units arrive in order, after the cable's delay."""
        if self.open:
            self._cable.carry(self, units)

    def take(self, unit: bytes) -> None:
        """A unit has come."""
        if self._paused:
            self._held.append(unit)
        elif self.open:
            self.end_at.events.on_unit(self, unit)

    def pause(self) -> None:
        """Take no more units until `resume`."""
        self._paused = True

    def resume(self) -> None:
        """Take units again."""
        self._paused = False
        while self._held and not self._paused:
            self.take(self._held.popleft())

    def close(self, reason: str) -> None:
        """End the connection on both sides."""
        self._cable.end(self, reason)


class CableEnd(Bearers):
    """The bearers of one station."""

    def __init__(self, cable: "Cable", to: Dialled) -> None:
        self._cable = cable
        self.party = to.own_party
        self.events: BearerEvents = to.events

    @property
    def addresses(self) -> Sequence[Address]:
        """It listens nowhere."""
        return ()

    def links(self) -> Sequence[Link]:
        """The connections that are up."""
        return self._cable.links_of(self.party)

    def rest(self, party: int) -> None:
        """A cable dials nobody."""

    async def start(self) -> None:
        """Be connected to every other station that runs."""
        self._cable.plug(self)

    async def stop(self) -> None:
        """End every connection."""
        self._cable.unplug(self.party)


class Cable:
    """All connections of a world."""

    def __init__(self) -> None:
        self._ends: dict[int, CableEnd] = {}
        self._pairs: dict[CableLink, CableLink] = {}
        self._cut: set[frozenset[int]] = set()
        self._lost: set[tuple[int, int]] = set()
        self._made = 0
        self.tap: Callable[[int, bytes], Sequence[bytes]] = lambda _sender, unit: (unit,)
        """What becomes of a unit on its way: a bearer may repeat it, cut it short or lose it."""

    def count(self) -> int:
        """The number of the next connection."""
        self._made += 1
        return self._made

    def bearers(self, to: Dialled) -> Bearers:
        """The bearers of one station, as `station.parts.Parts` asks for them."""
        return CableEnd(self, to)

    # --- what a scenario does ------------------------------------------------------------------

    def cut(self, one: int, other: int) -> None:
        """Cut the connections between two stations."""
        self._cut.add(frozenset((one, other)))
        self._part({one, other}, "the cable is cut")
        for own, peer in ((one, other), (other, one)):
            end = self._ends.get(own)
            if end is not None:
                address = Address("127.0.0.1", 1)
                end.events.on_dial_error(peer, address, DialError.UNREACHABLE)

    def mend(self, one: int, other: int) -> None:
        """Connect them again."""
        self._cut.discard(frozenset((one, other)))
        self._join(one, other)

    def lose(self, sender: int, receiver: int, *, holds: bool = True) -> None:
        """Let everything one way vanish, or arrive again; nobody is told."""
        (self._lost.add if holds else self._lost.discard)((sender, receiver))

    # --- what ends do --------------------------------------------------------------------------

    def plug(self, end: CableEnd) -> None:
        """A station is there."""
        self._ends[end.party] = end
        for one, other in combinations(sorted(self._ends), 2):
            if end.party in (one, other):
                self._join(one, other)

    def unplug(self, party: int) -> None:
        """A station is gone."""
        self._ends.pop(party, None)
        for link in [x for x in self._pairs if x.end_at.party == party]:
            self.end(link, "the station stopped")

    def links_of(self, party: int) -> list[Link]:
        """The connections of one station."""
        return [link for link in self._pairs if link.end_at.party == party]

    def carry(self, link: CableLink, units: Sequence[bytes]) -> None:
        """Bring units to the other end."""
        there, sender = self._pairs[link], link.end_at.party
        if (sender, link.peer) in self._lost:
            return
        loop = asyncio.get_running_loop()
        for unit in units:
            for arriving in self.tap(sender, unit):
                there.way.append(arriving)
                loop.call_later(DELAY_S, self._arrive, there)

    def _arrive(self, link: CableLink) -> None:
        unit = link.way.popleft()
        if link.open:
            link.take(unit)

    def end(self, link: CableLink, reason: str) -> None:
        """End a connection on both sides."""
        other = self._pairs.pop(link, None)
        if other is None:
            return
        self._pairs.pop(other, None)
        for side in (link, other):
            side.open = False
            asyncio.get_running_loop().call_soon(side.end_at.events.on_down, side, reason)
        pair = (link.end_at.party, link.peer)
        asyncio.get_running_loop().call_later(REDIAL_S, self._join, *pair)

    def _part(self, pair: set[int], reason: str) -> None:
        for link in list(self._pairs):
            if {link.end_at.party, link.peer} == pair:
                self.end(link, reason)

    def _join(self, one: int, other: int) -> None:
        first, second = self._ends.get(one), self._ends.get(other)
        if first is None or second is None or frozenset((one, other)) in self._cut:
            return
        for urgent in (False, True):
            joined = any(
                {link.end_at.party, link.peer} == {one, other} and link.urgent is urgent
                for link in self._pairs
            )
            if joined:
                continue
            here = CableLink(self, first, other, urgent=urgent)
            there = CableLink(self, second, one, urgent=urgent)
            self._pairs[here], self._pairs[there] = there, here
            for link, end in ((here, first), (there, second)):
                asyncio.get_running_loop().call_soon(end.events.on_up, link)
