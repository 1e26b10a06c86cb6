"""Two lines under whatever the world does to them: links, crashes, backups, disks, bytes."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from directline.errors import LocalProtocolError
from directline.line.effects import Evidence, Held, Stored
from directline.wire.entry import Header
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Precedence
from tests.support.pair import MS, KeySigner, Station, World

BOTH = st.sampled_from([0, 1])
LINKS = st.sampled_from([("bulk",), ("urgent",), ("bulk", "urgent"), ("bulk", "bulk-2")])
Place = tuple[int, int, int]


class TwoLines(RuleBasedStateMachine):
    """After any course of events the two transcripts agree and lack nothing that was accepted."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.draw: list[int] = []
        self.released = 0
        self.backups: dict[int, list[tuple[Any, Any, Any, dict[Place, bytes]]]] = {0: [], 1: []}
        self.first: dict[Place, bytes] = {}
        """The leaf of each place that any station ever stored or showed."""
        self.shown: list[dict[Place, int]] = [{}, {}]
        self.marks = [0, 0]
        self.world.connect()
        self.world.run(0.5)

    # --- what people and the world do -------------------------------------------------------

    @rule(number=BOTH, precedence=st.sampled_from(Precedence), size=st.sampled_from([1, 300, 5000]))
    def release(self, number: int, precedence: Precedence, size: int) -> None:
        station = self.world.stations[number]
        self.released += 1
        try:
            station.release("Q1", precedence, text=f"{self.released} " + "x" * size)
        except LocalProtocolError:
            assert not station.line.status(self.world.now_ns).ready

    @rule(seconds=st.sampled_from([0.001, 0.007, 0.05, 0.4, 3.0, 12.0]))
    def run_on(self, seconds: float) -> None:
        self.world.run(seconds)

    @rule(links=LINKS)
    def links_up(self, links: tuple[str, ...]) -> None:
        missing = [link for link in links if link not in self.world.alive]
        if missing:
            self.world.connect(*missing)

    @rule()
    def links_down(self) -> None:
        self.world.cut()

    @rule(link=st.sampled_from(["bulk", "urgent", "bulk-2"]), sender=BOTH)
    def one_direction_swallows(self, link: str, sender: int) -> None:
        self.world.blocked ^= {(link, sender)}

    @rule(number=BOTH)
    def crash_and_start(self, number: int) -> None:
        self.world.restart(number)

    @rule(number=BOTH)
    def back_up(self, number: int) -> None:
        if not self.backups[number]:
            store, roots, anchor = self.world.snapshot(number)
            self.backups[number].append((store, roots, anchor, {}))

    @precondition(lambda self: any(self.backups.values()))
    @rule(number=BOTH, anchor_kept=st.booleans())
    def restore(self, number: int, anchor_kept: bool) -> None:
        if self.backups[number]:
            store, roots, _, _ = self.backups[number].pop()
            # The anchor is kept outside the database, and the disk with it may be lost too.
            anchor = self.world.stations[number].anchor if anchor_kept else None
            self.world.restart(number, (store, roots, anchor))

    @rule(number=BOTH)
    def disk_fills(self, number: int) -> None:
        self.world.stations[number].full = True

    @rule(number=BOTH)
    def disk_has_room(self, number: int) -> None:
        self.world.stations[number].full = False

    @rule(number=BOTH)
    def store_is_slow(self, number: int) -> None:
        self.world.stations[number].holding = True

    @rule(number=BOTH, backwards=st.booleans())
    def store_catches_up(self, number: int, backwards: bool) -> None:
        order = (lambda held: held[::-1]) if backwards else list
        self.world.stations[number].let_go(order)

    @rule(what=st.lists(st.sampled_from(["pass", "late", "twice", "flip", "cut"]), max_size=6))
    def bearers_misbehave(self, what: list[str]) -> None:
        count = iter(range(10**9))

        def tamper(_link: str, _sender: int, unit: bytes) -> list[tuple[int, bytes]]:
            number = next(count)
            kind = what[number % len(what)] if number < 40 else "pass"
            if kind == "late":
                return [(40 * MS, unit)]
            if kind == "twice":
                return [(0, unit), (90 * MS, unit)]
            if kind == "flip":
                at = number * 7 % len(unit)
                return [(0, unit[:at] + bytes([unit[at] ^ 1]) + unit[at + 1 :])]
            return [(0, unit[:-1])] if kind == "cut" else [(0, unit)]

        self.world.tamper = tamper if what else None

    # --- what must hold at any moment -------------------------------------------------------

    @invariant()
    def one_leaf_a_place(self) -> None:
        for station in self.world.stations:
            new, self.marks[station.number] = (
                station.seen[self.marks[station.number] :], len(station.seen),
            )  # fmt: skip
            for effect in new:
                assert not isinstance(effect, Evidence), "two honest parties, and a proof of fraud"
                if isinstance(effect, Stored):
                    record = effect.record
                    place = (record.party, record.generation, record.position)
                    assert self.first.setdefault(place, record.leaf) == record.leaf

    @invariant()
    def no_key_seals_twice(self) -> None:
        assert not self.world.suite.reused

    # --- and after the heal -----------------------------------------------------------------

    def teardown(self) -> None:
        world = self.world
        world.tamper, world.blocked = None, set()
        for station in world.stations:
            station.full = False
            station.let_go()
        world.cut()
        for _ in range(40):
            missing = [link for link in ("bulk", "urgent") if link not in world.alive]
            if missing:
                world.connect(*missing)
            world.run(3)
        self.one_leaf_a_place()
        self.no_key_seals_twice()
        alpha, bravo = (self.held(station) for station in world.stations)
        assert alpha == bravo, sorted(alpha.keys() ^ bravo.keys())
        for station in world.stations:
            status = station.line.status(world.now_ns)
            assert status.ready
            assert status.peers[0].waiting == 0
            assert not status.peers[0].blackout
            self.check_signed(station)
            for held in station.of(Held):
                assert (station.number, held.generation, held.position) in alpha

    @staticmethod
    def held(station: Station) -> dict[Place, bytes]:
        return {(r.party, r.generation, r.position): r.leaf for _, r in station.store.entries()}

    @staticmethod
    def check_signed(station: Station) -> None:
        """An auditor's view: signatures, leaves, and `seen` that never shrinks in a feed."""
        sizes: dict[tuple[int, int, int], int] = {}
        records = sorted(
            (r for _, r in station.store.entries()),
            key=lambda r: (r.party, r.generation, r.position),
        )
        for record in records:
            public = KeySigner(f"{station.world.names[record.party]} identity").public()
            REAL_SUITE.verify(public, record.signature, record.header, part="entry")
            header = Header.parse(record.header)
            assert REAL_SUITE.sha256(record.header) == record.leaf
            for seen in header.seen:
                key = (record.party, record.generation, seen.generation)
                assert sizes.get(key, 0) <= seen.size, "`seen` went back"
                sizes[key] = seen.size


TestTwoLines = TwoLines.TestCase
TestTwoLines.settings = settings(max_examples=60, stateful_step_count=25)
