"""Lines of three: every party follows every feed, and nobody can show two others two histories."""

from dataclasses import dataclass, replace

import pytest

from directline.line.effects import Draft, Evidence, Mended, NoticeKind
from directline.line.ports import EntryRecord
from directline.wire.body import Body, encode_body
from directline.wire.charter import Terms
from directline.wire.entry import Header
from directline.wire.values import Kind
from tests.support.pair import World

ALPHA, BRAVO, CHARLIE = range(3)
NAMES = ("ALPHA", "BRAVO", "CHARLIE")
PAIRS = ((0, 1), (0, 2), (1, 2))


@dataclass
class Three(World):
    """Three stations, a link between each two."""

    names: tuple[str, ...] = NAMES

    def meet(self, *pairs: tuple[int, int]) -> None:
        """Bring links up."""
        for one, other in pairs or PAIRS:
            link = f"{one}-{other}"
            self.alive[link] = True
            for end, peer in ((one, other), (other, one)):
                self.stations[end].line.link_up(
                    link, peer, kind="tls", urgent=False, unit_bytes_max=4096, now_ns=self.now_ns
                )
        for station in self.stations:
            station.perform()

    def cut(self, *links: str) -> None:
        """Take links down at the ends that know them."""
        for link in links or tuple(self.alive):
            if self.alive.pop(link, False):
                self.heap = [item for item in self.heap if item[2] != link]
                for station in self.stations:
                    if station.up:
                        station.line.link_down(link, self.now_ns)

    def carry(self, link: str, sender: int, unit: bytes) -> None:
        """Units go to the other end of the link."""
        one, other = (int(end) for end in link.split("-"))
        receiver = other if sender == one else one
        before = len(self.heap)
        super().carry(link, sender, unit)
        if len(self.heap) > before:
            at = next(i for i, item in enumerate(self.heap) if item[1] == self.serial)
            self.heap[at] = (*self.heap[at][:3], receiver, self.heap[at][4])


def say(world: Three, sender: int, text: str, addressees: int = 0) -> None:
    body = encode_body(Body("Q1", 1, (text,)))
    draft = Draft(Kind.MESSAGE, body, 0, addressees=addressees)
    world.stations[sender].line.release(draft, world.now_ns)
    world.stations[sender].perform()


def held(world: Three, station: int, place: tuple[int, int, int]) -> EntryRecord:
    record = world.stations[station].store.entry(*place)
    assert record is not None
    return record


@pytest.mark.spec("ADDRESS-1")
def test_who_is_not_addressed_gets_the_entry_without_its_body() -> None:
    world = Three()
    world.meet()
    world.run(1)
    say(world, ALPHA, "for BRAVO", addressees=1 << BRAVO)
    world.run(3)
    theirs, ours = held(world, BRAVO, (0, 1, 1)), held(world, CHARLIE, (0, 1, 1))
    assert theirs.body is not None
    assert (ours.body, ours.salt) == (None, None)
    assert (ours.leaf, ours.signature) == (theirs.leaf, theirs.signature)
    sizes = [s.line.root(ALPHA, 1) for s in world.stations]
    assert sizes[0] == sizes[1] == sizes[2]


@pytest.mark.spec("REQUEST-3")
def test_what_a_party_keeps_from_one_comes_from_the_other() -> None:
    world = Three()
    world.meet((0, 1), (1, 2))
    world.run(1)
    say(world, ALPHA, "to all")
    world.run(3)
    assert world.stations[CHARLIE].store.entry(0, 1, 1) is None
    world.run(45)
    assert held(world, CHARLIE, (0, 1, 1)).body is not None


@pytest.mark.spec("SEEN-4")
def test_two_histories_shown_to_two_are_proven_to_both() -> None:
    world = Three()
    world.meet((1, 2))
    world.run(1)
    other = Three()
    say(world, ALPHA, "one")
    say(other, ALPHA, "two")
    for number, source in ((BRAVO, world), (CHARLIE, other)):
        record = held(source, ALPHA, (0, 1, 1))
        station = world.stations[number]
        station.store.commit([replace(record, bearer="tls")], reserve=True)
        world.restart(number)
    world.meet((1, 2))
    world.run(12)
    say(world, BRAVO, "seen")
    say(world, CHARLIE, "seen")
    world.run(10)
    for number in (BRAVO, CHARLIE):
        proofs = world.stations[number].of(Evidence)
        assert [(p.record.party, p.record.position) for p in proofs] == [(ALPHA, 1)]
    hearsay = world.stations[BRAVO].line._peers[CHARLIE].inbox.hearsay
    hearsay.differs[ALPHA, 1] = (1, 1)
    assert not hearsay.spans((), world.now_ns), "one proof is enough: it is not asked for again"


@pytest.mark.spec("EPOCH-3")
def test_a_pair_without_the_charters_party_steps_too() -> None:
    world = Three(terms=replace(Terms(), epoch_interval_ms=20_000))
    world.meet()
    world.run(60)
    channel = world.stations[BRAVO].line._peers[CHARLIE].channel
    assert channel.roots.send > 1


@pytest.mark.spec("EPOCH-6")
def test_roots_are_written_one_file_at_a_time() -> None:
    world = Three(terms=replace(Terms(), epoch_interval_ms=20_000))
    world.meet()
    station = world.stations[CHARLIE]
    station.hold_roots = True
    world.run(30)
    assert len(station.held_roots) == 1
    station.let_go_roots()
    assert len(station.held_roots) == 1, "the next, with the roots of both"
    station.hold_roots = False
    station.let_go_roots()
    world.run(30)
    assert all(p.channel.roots.send > 1 for p in station.line._peers.values())


@pytest.mark.spec("DAMAGE-1")
def test_a_damaged_entry_is_told_asked_for_and_mended() -> None:
    world = World()
    world.connect()
    world.run(1)
    world.alpha.release(text="mine")
    world.run(2)
    world.alpha.line.damaged(0, 1, 1, shown=True)
    world.run(3)
    states = [n.state for n in world.alpha.notices(NoticeKind.DAMAGED)]
    assert states == [True, False]
    (mended,) = world.alpha.of(Mended)
    assert mended.shown
    assert Header.parse(mended.record.header).position == 1
