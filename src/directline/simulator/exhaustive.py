"""A small world without chance: two lines, a few messages, and every place for a few faults.

The choices are enumerated as if they were drawn: each run follows a path of choices and notes how
many there were at each point; the next run takes another branch at the last point that has one.
A choice is what becomes of the next unit (it comes, is lost, comes twice, or another comes first)
and of each durable step (it is done; power fails before it, or after it and before the line is
told).  After the faults nothing goes wrong any more, and both ends must come to hold the same.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from directline.errors import RemoteProtocolError
from directline.line import Line
from directline.line.effects import CloseLink, Draft, Persist, PersistRoots, Stored, Transmit
from directline.simulator.checkers.base import Place, ViolationError
from directline.simulator.clocks import SECOND, CivilClock
from directline.simulator.disk import Disk
from directline.simulator.keys import KeyRing, WatchedSuite, found
from directline.simulator.streams import SeededEntropy
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, SignedCharter, Terms
from directline.wire.sealing import founding_roots
from directline.wire.values import Kind

ROUNDS_MAX = 600
"""Deliveries and ticks after which a small world must be at rest: some minutes of its time."""
FAULTY_ROUNDS = 3
"""Deliveries in which something may go wrong: entries, receipts, what answers them."""
KEPT, LOST, TWICE, LATER = range(4)
DONE, BEFORE, AFTER = range(3)


class Choices:
    """A path through all the choices."""

    def __init__(self) -> None:
        self._path: list[tuple[int, int]] = []
        self._at = 0

    def choose(self, count: int) -> int:
        """One of `count`."""
        if self._at == len(self._path):
            self._path.append((0, count))
        chosen, before = self._path[self._at]
        assert before == count, "the same path leads to other choices"
        self._at += 1
        return chosen

    def following(self) -> bool:
        """Go on to the next path; False when there is none."""
        self._at = 0
        while self._path:
            chosen, count = self._path.pop()
            if chosen + 1 < count:
                self._path.append((chosen + 1, count))
                return True
        return False


@dataclass(slots=True)
class _Station:
    number: int
    disk: Disk
    starts: int = 0
    shown: set[Place] = field(default_factory=set)


class Small:
    """One run: two stations, one bearer, a budget of faults."""

    def __init__(self, choices: Choices, senders: tuple[int, ...], faults: int) -> None:
        self.choices, self.senders, self.faults = choices, senders, faults
        self.now_ns = SECOND
        self.wires: tuple[list[bytes], list[bytes]] = ([], [])
        self.ring, self.charter, roots = _founded()
        self.stations = [_Station(n, Disk(n, roots[n])) for n in range(2)]
        self.lines = [self._line(station) for station in self.stations]
        self.links = 0

    def run(self) -> None:
        """Live through one schedule, and judge it.  Raises ViolationError."""
        budget, self.faults = self.faults, 0
        self._connect()
        self._deliver()
        self.faults = budget
        for number, sender in enumerate(self.senders):
            body = encode_body(Body("Q1", 1, (f"message {number}",)))
            for _ in range(ROUNDS_MAX):
                if self.lines[sender].status(self.now_ns).ready:
                    break
                self._wait()
                self._deliver()
            self.lines[sender].release(Draft(Kind.MESSAGE, body, number % 4), self.now_ns)
            self._perform(sender)
        for _ in range(FAULTY_ROUNDS):
            self._deliver()
            self._wait()
        self.faults = 0
        for _ in range(ROUNDS_MAX):
            if self._same():
                return
            self._wait()
            self._deliver()
        raise ViolationError("liveness", "the two ends never come to hold the same")

    def _line(self, station: _Station) -> Line:
        station.starts += 1
        station.shown = set(station.disk.index)
        name = f"{station.number}/{station.starts}"
        return Line(
            self.charter, station.number,
            signer=self.ring.signer(f"{('ALPHA', 'BRAVO')[station.number]} identity"),
            clock=CivilClock(lambda: self.now_ns), entropy=SeededEntropy(name),
            archive=station.disk, roots=station.disk.roots, anchor=station.disk.anchor,
            fresh=station.starts == 1, now_ns=self.now_ns,
            suite=WatchedSuite(self.ring, lambda *_: None),
        )  # fmt: skip

    def _connect(self) -> None:
        self.links += 1
        for wire in self.wires:
            wire.clear()
        for number in range(2):
            self.lines[number].link_up(
                f"radio/{self.links}", 1 - number, kind="radio", urgent=False,
                unit_bytes_max=4096, now_ns=self.now_ns,
            )  # fmt: skip
        for number in range(2):
            self._perform(number)

    def _deliver(self) -> None:
        """Whatever is on its way arrives, first from the one, then from the other."""
        while any(self.wires):
            for sender in (0, 1):
                if self.wires[sender]:
                    self._next(sender)

    def _next(self, sender: int) -> None:
        wire = self.wires[sender]
        fate = self._fault(4 if len(wire) > 1 else 3)
        unit = wire.pop(1 if fate == LATER else 0)
        if fate == LOST:
            return
        for _ in range(2 if fate == TWICE else 1):
            with suppress(RemoteProtocolError):  # What an earlier start sealed.
                self.lines[1 - sender].receive(f"radio/{self.links}", unit, self.now_ns)
            self._perform(1 - sender)

    def _fault(self, count: int) -> int:
        """What goes wrong here, if anything may."""
        chosen = self.choices.choose(count) if self.faults else 0
        self.faults -= chosen > 0
        return chosen

    def _perform(self, number: int) -> None:
        line = self.lines[number]
        while effects := line.effects(self.now_ns):
            for effect in effects:
                if isinstance(effect, Transmit) and effect.link == f"radio/{self.links}":
                    self.wires[number].extend(effect.units)
                elif isinstance(effect, Persist | PersistRoots):
                    if not self._write(number, effect):
                        return
                elif isinstance(effect, Stored):
                    record = effect.record
                    self._show(number, (record.party, record.generation, record.position))
                elif isinstance(effect, CloseLink):
                    self._reconnect()
                    return

    def _write(self, number: int, effect: Persist | PersistRoots) -> bool:
        """One durable step; False when power failed at it."""
        fate = self._fault(3)
        disk = self.stations[number].disk
        if fate != BEFORE:
            if isinstance(effect, PersistRoots):
                disk.roots = effect.sealed
            else:
                disk.keep(effect.records, reserve=effect.reserve)
        if fate == DONE:
            self.lines[number].confirm(effect.token, self.now_ns)
            return True
        self.lines[number] = self._line(self.stations[number])
        self.lines[1 - number].link_down(f"radio/{self.links}", self.now_ns)
        self._connect()
        return False

    def _reconnect(self) -> None:
        for line in self.lines:
            line.link_down(f"radio/{self.links}", self.now_ns)
        self._connect()

    def _show(self, number: int, place: Place) -> None:
        station = self.stations[number]
        if place in station.shown:
            raise ViolationError("shown-once", f"{place} is shown twice at {number}")
        if place not in station.disk.index:
            raise ViolationError("shown-once", f"{place} is shown at {number}, and not durable")
        station.shown.add(place)

    def _wait(self) -> None:
        """Until something is due by the clock."""
        self.now_ns = max(self.now_ns + 1, min(line.next_deadline() for line in self.lines))
        for number, line in enumerate(list(self.lines)):
            line.tick(self.now_ns)
            self._perform(number)

    def _same(self) -> bool:
        """Whether both hold the same, and nothing is still to be done."""
        alpha, bravo = (station.disk.index for station in self.stations)
        for place in alpha.keys() & bravo.keys():
            if alpha[place].leaf != bravo[place].leaf:
                raise ViolationError("prefix", f"two entries at {place}")
        idle = all(
            status.ready and not any(peer.waiting for peer in status.peers)
            for status in (line.status(self.now_ns) for line in self.lines)
        )
        shown = all(station.shown == set(station.disk.index) for station in self.stations)
        if idle and alpha.keys() == bravo.keys() and not shown:
            raise ViolationError("shown-once", "something durable is not shown")
        return idle and alpha.keys() == bravo.keys()


@cache
def _founded() -> tuple[KeyRing, SignedCharter, tuple[bytes, bytes]]:
    """What all runs share."""
    ring = KeyRing(0, real=False)
    signed = found(ring, ("ALPHA", "BRAVO"), Terms())
    charter = Charter.decode(signed.charter)
    secret = hashlib.sha256(b"secret").digest()
    return ring, signed, (founding_roots(secret, charter, 0), founding_roots(secret, charter, 1))


def every_schedule(senders: tuple[int, ...], faults: int) -> int:
    """Run all schedules of these messages with up to so many faults.

    Args:
        senders: Who releases each message, in order.
        faults: How much may go wrong in one run.

    Returns:
        How many schedules there were.

    Raises:
        ViolationError: one of them breaks a rule.
    """
    choices, runs = Choices(), 0
    while True:
        Small(choices, senders, faults).run()
        runs += 1
        if not choices.following():
            return runs
