"""After a start: compare, take back, or open a generation; a position is never signed twice."""

import pytest

from directline.errors import LocalProtocolError
from directline.line.effects import Evidence, NoticeKind
from directline.line.ports import EntryRecord
from directline.wire.body import decode_body
from directline.wire.entry import Header
from directline.wire.values import Precedence
from tests.support.pair import World


def joined() -> World:
    world = World()
    world.connect()
    world.run(1)
    return world


def ready(world: World, number: int) -> bool:
    return world.stations[number].line.status(world.now_ns).ready


def codes(world: World, number: int, generation: int) -> list[str]:
    store = world.stations[number].store
    bodies = [r.body for _, r in store.entries() if (r.party, r.generation) == (0, generation)]
    return [decode_body(body).code for body in bodies if body is not None]


def no_two_histories(world: World) -> None:
    assert not [e for s in world.stations for e in s.of(Evidence)]
    alpha = {(r.party, r.generation, r.position): r.leaf for _, r in world.alpha.store.entries()}
    for _, record in world.bravo.store.entries():
        key = (record.party, record.generation, record.position)
        assert alpha.get(key, record.leaf) == record.leaf
    assert not world.suite.reused


@pytest.mark.spec("START-1")
def test_a_plain_restart_goes_on_in_its_generation_once_the_peer_is_heard() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    world.restart(0)
    assert not ready(world, 0)
    with pytest.raises(LocalProtocolError, match="comparing"):
        world.alpha.release()
    world.connect()
    world.run(1)
    assert ready(world, 0)
    assert world.alpha.release().position == 2
    world.run(1)
    assert world.bravo.feed(0) == [1, 2]
    no_two_histories(world)


@pytest.mark.spec("START-2")
def test_entries_that_an_older_backup_lacks_are_taken_back_from_the_peer() -> None:
    world = joined()
    world.alpha.release(text="kept")
    world.run(1)
    backup = world.snapshot(0)
    for number in range(40):
        world.alpha.release(text=f"lost {number}")
    world.run(2)
    store, roots, _ = backup
    anchor = world.alpha.anchor
    world.restart(0, (store, roots, anchor))
    world.connect()
    world.run(5)
    assert ready(world, 0)
    assert world.alpha.feed(0) == list(range(1, 42))
    ticket = world.alpha.release()
    assert (ticket.generation, ticket.position) == (1, 42)
    world.run(1)
    assert world.bravo.feed(0) == list(range(1, 43))
    no_two_histories(world)


@pytest.mark.spec("START-3")
def test_with_nobody_to_ask_for_ten_seconds_a_new_generation_begins() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    world.restart(0)
    world.run(9.5)
    assert not ready(world, 0)
    world.run(1)
    assert ready(world, 0)
    ticket = world.alpha.release()
    assert ticket.generation > 1
    assert ticket.position == 2
    assert codes(world, 0, ticket.generation) == ["E-GENERATION", "Q1"]
    world.connect()
    world.run(2)
    assert world.bravo.feed(0, ticket.generation) == [1, 2]
    assert world.bravo.line.status(world.now_ns).peers[0].generation == ticket.generation
    no_two_histories(world)


@pytest.mark.spec("START-3")
def test_a_peer_that_hides_what_it_has_is_outdone_by_the_anchor() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    store, roots, _ = world.snapshot(0)
    bravo = world.snapshot(1)
    for _ in range(5):
        world.alpha.release()
    world.run(1)
    world.crash(1)
    world.restart(1, bravo)
    world.restart(0, (store, roots, world.alpha.anchor))
    world.connect()
    world.run(15)
    assert ready(world, 0)
    generation = world.alpha.release().generation
    opening = world.alpha.store.entry(0, generation, 1)
    assert opening is not None
    assert opening.body is not None
    assert decode_body(opening.body).fields[:2] == (1, 6), "names the last that anyone showed"
    no_two_histories(world)


@pytest.mark.spec("START-3")
def test_without_an_anchor_a_new_generation_begins_even_if_the_peer_agrees() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    store, roots, _ = world.snapshot(0)
    world.restart(0, (store, roots, None))
    world.connect()
    world.run(2)
    generation = world.alpha.release().generation
    assert generation > 1
    world.run(1)
    assert world.bravo.feed(0, generation) == [1, 2]
    no_two_histories(world)


@pytest.mark.spec("START-3")
def test_a_backup_without_its_anchor_restored_twice_signs_no_second_history() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    generations = []
    for store, roots, _ in [world.snapshot(0) for _ in range(3)]:
        world.restart(0, (store, roots, None))
        generations.append(world.alpha.release("Z", Precedence.FLASH).generation)
        world.connect()
        world.run(1)
    assert len(set(generations)) == 3
    no_two_histories(world)


@pytest.mark.spec("START-4")
def test_a_flash_does_not_wait_for_the_asking() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    world.restart(0)
    ticket = world.alpha.release("Z", Precedence.FLASH)
    assert ticket.generation > 1
    assert ticket.position == 2
    world.connect()
    world.run(1)
    assert world.bravo.feed(0, ticket.generation) == [1, 2]
    no_two_histories(world)


@pytest.mark.spec("START-4")
def test_a_flash_after_database_and_anchor_were_put_back_opens_no_generation_twice() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    generations = []
    for backup in [world.snapshot(0) for _ in range(3)]:
        world.restart(0, backup)
        generations.append(world.alpha.release("Z", Precedence.FLASH).generation)
        world.run(1)
    assert len(set(generations)) == 3


@pytest.mark.spec("START-3")
def test_what_came_back_and_the_anchor_does_not_know_ends_the_generation() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    backup = world.snapshot(0)
    world.alpha.release(text="reached the peer")
    world.run(1)
    world.blocked = {("bulk", 0), ("urgent", 0)}
    world.alpha.release(text="left the house and reached nobody")
    world.run(0.1)
    world.blocked = set()
    world.restart(0, backup)
    world.connect()
    world.run(2)
    assert world.alpha.feed(0) == [1, 2], "what reached the peer came back"
    assert world.alpha.release().generation > 1
    world.run(1)
    no_two_histories(world)


@pytest.mark.spec("START-3")
def test_what_came_back_before_a_crash_is_no_ground_to_go_on() -> None:
    world = joined()
    for number in range(3):
        world.alpha.release(text=str(number))
    world.run(1)
    old, copy = world.snapshot(0), world.snapshot(0)
    world.restart(0, (*copy[:2], None))
    later = world.alpha.release("Z", Precedence.FLASH).generation
    world.connect()
    world.run(1)
    world.restart(0, old)
    world.connect()
    world.alpha.holding = True
    world.run(0.1)
    back = [r for e in world.alpha.held for r in e.records if isinstance(r, EntryRecord)]
    own = [r for r in back if r.party == 0]
    assert [r.generation for r in own] == [later, later], "the rest is not back when power fails"
    old[0].commit(own, reserve=True)
    world.restart(0, old)
    world.connect()
    world.run(12)
    assert world.alpha.release().generation > later
    world.run(1)
    no_two_histories(world)


@pytest.mark.spec("START-5")
def test_the_opening_of_a_generation_is_kept_though_the_disk_was_full() -> None:
    world = joined()
    world.restart(0)
    world.alpha.stuffed = True
    world.alpha.release("Z", Precedence.FLASH)
    world.alpha.stuffed = False
    world.run(3)
    world.connect()
    world.run(3)
    generation = world.alpha.line.status(world.now_ns).generation
    assert generation > 1
    assert codes(world, 0, generation)[:1] == ["E-GENERATION"]
    assert 1 in world.bravo.feed(0, generation)


@pytest.mark.spec("START-2")
def test_entries_of_a_newer_generation_are_taken_back_and_followed_without_a_gap() -> None:
    world = joined()
    for number in range(6):
        world.alpha.release(text=str(number))
    world.run(1)
    backup = world.snapshot(0)
    world.restart(0)
    world.run(11)
    world.connect()
    world.run(1)
    world.alpha.release(text="second generation")
    world.run(1)
    anchor = world.alpha.anchor
    world.restart(0, (backup[0], backup[1], anchor))
    world.connect()
    world.run(12)
    ticket = world.alpha.release(text="goes on")
    world.run(2)
    feed = world.bravo.feed(0, ticket.generation)
    assert feed == list(range(1, len(feed) + 1)), "no gap in the generation that goes on"
    no_two_histories(world)


@pytest.mark.spec("OUT-5")
def test_a_peer_restored_to_an_older_backup_is_told_what_it_lacks() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    backup = world.snapshot(1)
    for number in range(10):
        world.alpha.release(text=str(number))
    world.run(2)
    world.restart(1, backup)
    world.connect()
    world.run(15)
    assert world.bravo.feed(0)[:11] == list(range(1, 12))
    no_two_histories(world)


@pytest.mark.spec("OUT-5")
def test_and_so_it_is_when_both_started_again() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    backup = world.snapshot(1)
    for number in range(10):
        world.alpha.release(text=str(number))
    world.run(2)
    world.restart(1, backup)
    world.restart(0)
    world.connect()
    world.run(15)
    assert world.bravo.feed(0)[:11] == list(range(1, 12))
    no_two_histories(world)


@pytest.mark.spec("OUT-5")
def test_and_over_a_change_of_generation() -> None:
    world = joined()
    world.alpha.release()
    world.run(1)
    backup = world.snapshot(1)
    for number in range(5):
        world.alpha.release(text=str(number))
    world.run(1)
    world.restart(0)
    world.run(11)
    world.connect()
    world.run(1)
    generation = world.alpha.release(text="in the second").generation
    assert generation > 1
    world.run(1)
    world.restart(1, backup)
    world.connect()
    world.run(20)
    assert world.bravo.feed(0, 1) == list(range(1, 7))
    assert world.bravo.feed(0, generation)[:2] == [1, 2]
    assert world.bravo.line.status(world.now_ns).peers[0].generation == generation
    no_two_histories(world)


def test_what_was_released_and_not_sent_goes_after_a_restart() -> None:
    world = World()
    for number in range(3):
        world.alpha.release(text=str(number))
    world.restart(0)
    world.connect()
    world.run(12)
    assert world.bravo.feed(0)[:3] == [1, 2, 3]
    assert [Header.parse(r.header).position for r in world.bravo.stored() if r.party == 0][:1]
    assert len(world.alpha.notices(NoticeKind.READY)) == 2
