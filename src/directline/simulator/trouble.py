"""The processes that make trouble: cuts, crashes, full disks, clocks, old backups, an enemy."""

from collections.abc import Callable
from random import Random
from typing import Protocol

from directline.simulator.clocks import SECOND
from directline.simulator.disk import Backup, Disk, Place
from directline.simulator.network import Bearer
from directline.simulator.stations import House, Station

BACKUPS_MAX = 4
PERSISTS_MAX = 12
ROT_AMONG = 40
"""It is one of the newest that rots: those are read again."""
EARLY_NS = 3 * SECOND
"""A crash so soon after a start comes while the station still compares its feed."""


class Troubled(House, Protocol):
    """The world as the trouble-makers see it."""

    healed: bool
    honest: list[Station]
    stations: list[Station]
    liars: frozenset[int]
    leaves: dict[Place, bytes]
    """The leaf last signed for each place."""

    def restored(self, party: int, lost: list[Place]) -> None:
        """An older backup was put in place."""


class Trouble:
    """All faults of one world that come by themselves."""

    def __init__(self, world: Troubled) -> None:
        self._world, self._plan = world, world.plan
        self._anchor_restored: set[int] = set()

    def begin(self) -> None:
        """Set every process going that this world has."""
        plan = self._plan
        steps: tuple[tuple[str, int, Callable[[Random], None]], ...] = (
            ("cut", plan.cut_every_ns, self._cut),
            ("one-way", plan.cut_every_ns, self._one_way),
            ("replay", plan.think_ns // 2, self._replay),
            ("crash", plan.crash_every_ns, self._crash),
            ("crash-persist", plan.crash_every_ns, self._crash_at_persist),
            ("full", plan.crash_every_ns, self._full),
            ("clock", plan.cut_every_ns, self._clock),
            ("backup", plan.crash_every_ns // 2, self._back_up),
            ("backup", plan.crash_every_ns * 2, self._restore),
            ("rot", plan.think_ns * 2, self._rot),
            ("unreadable", plan.crash_every_ns, self._unreadable),
        )
        for number, (name, every_ns, step) in enumerate(steps):
            if plan.has(name):
                chance = self._world.streams.get(f"trouble/{number}/{name}")
                self._later(every_ns, step, chance)

    def _later(self, every_ns: int, step: Callable[[Random], None], chance: Random) -> None:
        wait = int(chance.expovariate(1.0) * every_ns) + 1
        self._world.after(wait, self._do, every_ns, step, chance)

    def _do(self, every_ns: int, step: Callable[[Random], None], chance: Random) -> None:
        if not self._world.healed:
            self._later(every_ns, step, chance)
            self._world.tape.strike(self._world.now_ns, step.__name__.strip("_"), step, chance)

    def _some(self, chance: Random) -> list[Bearer]:
        bearers = self._world.network.bearers
        if self._plan.parties > 2:
            return self._partition(bearers, chance)
        return bearers if chance.random() < 0.6 else [chance.choice(bearers)]

    def _partition(self, bearers: list[Bearer], chance: Random) -> list[Bearer]:
        """One party alone, two halves, one pair, or one bearer."""
        parties = range(self._plan.parties)
        kind = chance.randrange(4)
        if kind == 0:
            alone = chance.choice(parties)
            return [b for b in bearers if alone in b.pair]
        if kind == 1:
            half = set(chance.sample(parties, self._plan.parties // 2))
            return [b for b in bearers if (b.pair[0] in half) != (b.pair[1] in half)]
        chosen = chance.choice(bearers)
        return [b for b in bearers if b.pair == chosen.pair] if kind == 2 else [chosen]

    def _cut(self, chance: Random) -> None:
        self._world.happened("cut")
        self._block(self._some(chance), (0, 1), chance)

    def _one_way(self, chance: Random) -> None:
        self._world.happened("one-way")
        self._block(self._some(chance), (chance.randrange(2),), chance)

    def _block(self, bearers: list[Bearer], senders: tuple[int, ...], chance: Random) -> None:
        for bearer in bearers:
            for sender in senders:
                self._world.network.block(bearer, sender, on=True)
            lasting = int(chance.expovariate(1.0) * self._plan.cut_ns)
            self._world.after(lasting, self._mend, bearer, senders)

    def _mend(self, bearer: Bearer, senders: tuple[int, ...]) -> None:
        for sender in senders:
            self._world.network.block(bearer, sender, on=False)

    def _replay(self, chance: Random) -> None:
        lossy = [b for b in self._world.network.bearers if b.lossy]
        if lossy:
            times = chance.randint(1, 20)
            bearer = lossy[0] if len(lossy) == 1 else chance.choice(lossy)
            for _ in range(times):
                self._world.network.say_again(bearer)

    def _crash(self, chance: Random) -> None:
        station = chance.choice(self._world.honest)
        if station.up:
            self._world.happened("crash")
            station.crash()
            if chance.random() < 0.3:
                soon = self._plan.down_ns + chance.randint(0, EARLY_NS)
                self._world.after(soon, self._crash_again, station)

    def _crash_again(self, station: Station) -> None:
        if station.up and not self._world.healed:
            self._world.happened("crash-after-start")
            station.crash()

    def _crash_at_persist(self, chance: Random) -> None:
        station = chance.choice(self._world.honest)
        station.persists_left = chance.randint(1, PERSISTS_MAX)
        station.crash_confirmed = chance.random() < 0.5

    def _full(self, chance: Random) -> None:
        disk = chance.choice(self._world.honest).disk
        self._world.happened("full")
        disk.full = True
        disk.stuffed = chance.random() < 0.3
        self._world.after(int(chance.expovariate(1.0) * 20 * SECOND), self._room, disk)

    @staticmethod
    def _room(disk: object) -> None:
        setattr(disk, "full", False)  # noqa: B010
        setattr(disk, "stuffed", False)  # noqa: B010

    def _rot(self, chance: Random) -> None:
        """A bit of a synced entry turns, of which somebody else has a good copy."""
        station = chance.choice(self._world.honest)
        others = [s.disk for s in self._world.honest if s is not station]
        copied = [
            place for place, record in station.disk.index.items()
            if any(
                place in other.index and place not in other.rotten
                and other.index[place].leaf == record.leaf  # And not a liar's other history.
                and (record.body is None or other.index[place].body is not None)
                for other in others
            )
        ]  # fmt: skip
        if copied and not station.disk.rotten:
            self._world.happened("rot")
            station.disk.rot(chance.choice(copied[-ROT_AMONG:]), chance)

    def _unreadable(self, chance: Random) -> None:
        disk = chance.choice(self._world.honest).disk
        self._world.happened("unreadable")
        disk.failing = True
        self._world.after(chance.randint(1, 10) * SECOND, self._readable, disk)

    def _readable(self, disk: Disk) -> None:
        disk.failing, disk.failed_ns = False, self._world.now_ns

    def _clock(self, chance: Random) -> None:
        self._world.happened("clock")
        chance.choice(self._world.honest).clock.upset(chance)

    def _back_up(self, chance: Random) -> None:
        station = chance.choice(self._world.honest)
        station.backups.append(station.disk.backup())
        del station.backups[:-BACKUPS_MAX]

    def _restore(self, chance: Random) -> None:
        """A station is put back to an older copy of its store."""
        station = chance.choice(self._world.honest)
        if not station.backups or self._relied_on(station):
            return
        backup = chance.choice(station.backups)
        if station.up:
            station.crash()
        variant = chance.choice(("kept", "restored", "missing"))
        self._world.happened(f"backup-{self._put_back(station, backup, variant, chance)}")

    def _put_back(self, station: Station, backup: Backup, variant: str, chance: Random) -> str:
        disk, number = station.disk, station.number
        at_risk = not self._recoverable(station, backup)
        if variant == "restored" and (at_risk or self._anchor_restored - {number}):
            variant = "kept"
        old_roots = chance.random() < 0.5
        lost = disk.restore(backup)
        station.put_back = True
        station.backups = [b for b in station.backups if b.entries <= backup.entries]
        if old_roots:
            disk.roots = backup.roots
        if variant == "restored":
            disk.anchor = backup.anchor
            self._anchor_restored.add(number)
        elif variant == "missing":
            station.anchor_lost = True
        self._world.restored(number, [(r.party, r.generation, r.position) for r in lost])
        return variant

    def _relied_on(self, station: Station) -> bool:
        """Whether the other station, put back with its anchor, has still to ask this one.

        Were this one put back too, nobody would know any more what the other had signed.
        """
        other = self._world.stations[1 - station.number]
        if other.number not in self._anchor_restored:
            return False
        return not other.up or not other.line.status(self._world.now_ns).ready

    def _recoverable(self, station: Station, backup: Backup) -> bool:
        """Whether anyone but the anchor can tell the station what it has signed since.

        With database and anchor both old, a place that left the house and reached nobody, or only
        a peer that hides it, cannot be known: nothing but the anchor guards against that.
        """
        if self._plan.has("hide") or self._world.liars:
            return False
        number = station.number
        others = [s.disk.index for s in self._world.stations if s.number != number]
        signed = {p: leaf for p, leaf in self._world.leaves.items() if p[0] == number}
        return all(
            p[1] == 1 and p in peer and peer[p].leaf == leaf
            for p, leaf in signed.items()
            for peer in others
        )
