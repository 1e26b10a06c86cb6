"""Earlier generations: told in turn, asked for where something is lacking, and receipted."""

from itertools import pairwise

import pytest

from directline.line.earlier import Earlier, missing_runs
from directline.line.ladder import Ladder
from directline.line.limits import (
    EARLIER_ASKED_NS_MAX,
    EARLIER_RUNS_MAX,
    EARLIER_SHOWN_MAX,
    EARLIER_TOLD_MAX,
    SECOND,
)
from directline.store.memory import MemoryStore
from directline.wire.control import Head
from directline.wire.entry import Header
from directline.wire.values import Precedence
from tests.support.pair import Station, World


def joined() -> World:
    world = World()
    world.connect()
    world.run(1)
    return world


def without(station: Station, party: int, generation: int, after: int) -> MemoryStore:
    """A copy of a station's store that lacks the later entries of one generation."""
    store = MemoryStore(own_party=station.number)
    for _, record in station.store.entries():
        if (record.party, record.generation) != (party, generation) or record.position <= after:
            store.commit([record], reserve=True)
    return store


def two_generations(released: int) -> tuple[World, int]:
    world = joined()
    for number in range(released):
        world.alpha.release(text=str(number))
    world.run(1)
    world.restart(0)
    later = world.alpha.release("Z", Precedence.FLASH).generation
    world.connect()
    world.run(2)
    return world, later


@pytest.mark.spec("OUT-5")
def test_a_peer_that_lost_entries_of_an_earlier_generation_alone_gets_them_again() -> None:
    world, later = two_generations(8)
    lacking = without(world.bravo, 0, 1, after=3)
    world.restart(1, (lacking, world.bravo.roots, world.bravo.anchor))
    assert world.bravo.feed(0) == [1, 2, 3]
    world.connect()
    world.run(25)
    assert world.bravo.feed(0) == list(range(1, 9))
    assert world.bravo.feed(0, later)[:2] == [1, 2]


@pytest.mark.spec("OUT-5")
def test_and_of_one_that_it_does_not_know_at_all() -> None:
    world, middle = two_generations(2)
    world.restart(0)
    later = world.alpha.release("Z", Precedence.FLASH).generation
    world.connect()
    world.run(2)
    lacking = without(world.bravo, 0, middle, after=0)
    world.restart(1, (lacking, world.bravo.roots, world.bravo.anchor))
    world.connect()
    world.run(25)
    assert world.bravo.feed(0, middle) == world.alpha.feed(0, middle)
    assert world.bravo.line.status(world.now_ns).peers[0].generation == later


@pytest.mark.spec("START-2")
def test_own_entries_of_an_earlier_generation_come_back_from_the_peer() -> None:
    world, later = two_generations(8)
    lacking = without(world.alpha, 0, 1, after=3)
    world.restart(0, (lacking, world.alpha.roots, world.alpha.anchor))
    world.connect()
    world.run(25)
    assert world.alpha.feed(0) == list(range(1, 9))
    assert world.alpha.line.status(world.now_ns).generation == later, "nothing else is missing"


@pytest.mark.spec("SEEN-1", "RECEIPT-1")
def test_what_arrives_late_of_an_earlier_generation_has_a_signed_receipt() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    world.blocked = {("bulk", 0), ("urgent", 0)}
    late = world.alpha.release(text="not sent before the crash")
    world.restart(0)
    later = world.alpha.release("Z", Precedence.FLASH)
    world.blocked = set()
    world.connect()
    world.run(5)
    assert world.bravo.line.status(world.now_ns).peers[0].generation == later.generation
    ladder = Ladder(0)
    for _, record in world.alpha.store.entries():
        ladder.add(record)
    for ticket in (late, later):
        assert ladder.delivered((0, ticket.generation, ticket.position), 1) is not None
    named = [Header.parse(r.header).seen[0] for _, r in world.bravo.store.entries() if r.party == 1]
    assert {seen.generation for seen in named} == {1, later.generation}


@pytest.mark.spec("RECEIPT-3")
def test_and_also_after_a_crash_of_the_reader() -> None:
    world = joined()
    world.blocked = {("bulk", 0), ("urgent", 0)}
    late = world.alpha.release(text="not sent before the crash")
    world.restart(0)
    world.alpha.release("Z", Precedence.FLASH)
    world.blocked = set()
    world.connect()
    world.run(3)
    world.bravo.release(text="names the newest generation")
    world.run(1)
    stores = []
    for station in world.stations:
        store = MemoryStore(own_party=station.number)
        for _, record in station.store.entries():
            if record.party == 0 or Header.parse(record.header).seen[0].generation > 1:
                store.commit([record], reserve=True)
        stores.append(store)
    alpha, bare = stores
    assert any(r.party == 1 for _, r in bare.entries()), "the newest generation was receipted"
    world.restart(1, (bare, world.bravo.roots, None))
    world.restart(0, (alpha, world.alpha.roots, world.alpha.anchor))
    world.connect()
    world.run(15)
    ladder = Ladder(0)
    for _, record in world.alpha.store.entries():
        ladder.add(record)
    assert ladder.delivered((0, 1, late.position), 1) is not None


def test_all_earlier_generations_are_told_in_turn_and_some_at_a_time() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    generations = {1}
    for _ in range(6):
        world.restart(0)
        generations.add(world.alpha.release("Z", Precedence.FLASH).generation)
        world.run(1)
    earlier = Earlier(world.alpha.line._ctx)
    told = [earlier.heads() for _ in range(3)]
    assert max(len(heads) for heads in told) == EARLIER_TOLD_MAX
    assert {h.generation for heads in told for h in heads} == generations - {max(generations)}


def test_what_is_shown_and_never_given_is_asked_for_less_and_less() -> None:
    world = joined()
    earlier = Earlier(world.alpha.line._ctx)
    earlier.note(Head(1, 7, 0, 100))
    asked = [second for second in range(20_000) if earlier.spans(second * SECOND)]
    gaps = [b - a for a, b in pairwise(asked)]
    assert gaps[0] <= 4
    assert gaps == sorted(gaps)
    assert max(gaps) == EARLIER_ASKED_NS_MAX // SECOND
    earlier.note(Head(1, 7, 0, 100))
    assert not earlier.spans(asked[-1] * SECOND + SECOND), "what is shown again is nothing new"
    earlier.note(Head(1, 7, 3, 100))
    assert earlier.spans(asked[-1] * SECOND + 2 * SECOND), "it holds more than before"
    for generation in range(2, 2_000):
        earlier.note(Head(0, generation, 0, 2**48 - 1))
    assert len(earlier.shown) <= 64
    assert len(earlier.spans(10**6 * SECOND)) <= 32


@pytest.mark.spec("OUT-5")
def test_what_nobody_has_any_more_keeps_nothing_else_from_being_asked_for() -> None:
    world = joined()
    earlier = Earlier(world.alpha.line._ctx)
    shown = [(party, generation) for party in (0, 1) for generation in range(2, 34)]
    for feed in shown:
        earlier.note(Head(*feed, 0, 100))
    asked = {span[:2] for second in range(60) for span in earlier.spans(second * SECOND)}
    assert asked == set(shown)


@pytest.mark.spec("OUT-5")
def test_nor_the_lowest_gaps_of_a_feed_the_highest() -> None:
    feed = joined().alpha.line._ctx.feeds.get(1, 7)
    for position in range(2, 60, 2):
        feed.hold(position, bytes(32), 0)
    gaps = set(range(1, 60, 2))
    seen: set[int] = set()
    after = 0
    for _ in range(len(gaps) // EARLIER_RUNS_MAX + 1):
        runs = missing_runs(feed, (1, 7), 59, after)
        assert len(runs) == EARLIER_RUNS_MAX
        seen |= {run[2] for run in runs}
        after = runs[-1][3]
    assert seen == gaps


@pytest.mark.spec("OUT-5")
def test_rounds_go_on_where_the_runs_of_a_feed_were_too_many() -> None:
    world = joined()
    earlier = Earlier(world.alpha.line._ctx)
    feed = world.alpha.line._ctx.feeds.get(1, 7)
    for position in range(2, 60, 2):
        feed.hold(position, bytes(32), 0)
    earlier.note(Head(1, 7, 0, 59))
    asked = {span[2] for second in range(600) for span in earlier.spans(second * SECOND)}
    assert asked == set(range(1, 60, 2))


@pytest.mark.spec("OUT-5")
def test_nor_do_more_lost_generations_than_are_remembered() -> None:
    world = joined()
    earlier = Earlier(world.alpha.line._ctx)
    told = [Head(1, generation, 0, 9) for generation in range(2, 2 + 3 * EARLIER_SHOWN_MAX)]
    asked: set[int] = set()
    beat_s = 10
    for second in range(0, 200 * EARLIER_ASKED_NS_MAX // SECOND, beat_s):
        turn = 4 * second // beat_s
        for n in range(4):
            earlier.note(told[(turn + n) % len(told)])
        asked |= {span[1] for span in earlier.spans(second * SECOND)}
        if len(asked) == len(told):
            break
    assert asked == {head.generation for head in told}
