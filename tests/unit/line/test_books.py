"""Frames of the comparison of books: only to who compares, below all else, and changing nothing."""

import pytest

from directline.line.effects import BooksReceived, Evidence, Notice, NoticeKind, Stored
from directline.line.limits import BOOKS_WAITING_MAX
from directline.wire.charter import Terms
from directline.wire.comparing import announcement
from directline.wire.control import Request
from directline.wire.frame import FrameType
from directline.wire.values import Precedence
from tests.support.liar import Liar
from tests.support.pair import MS, SECOND, World

BOTH = frozenset({0, 1})
FRAME = b"\x83\x05\x07\xf6"


def told(world: World) -> list[bytes]:
    return [effect.content for effect in world.bravo.of(BooksReceived)]


@pytest.mark.spec("COMPARE-2", "COMPARE-3")
def test_frames_go_to_a_peer_whose_present_start_compares() -> None:
    world = World(compare=BOTH)
    assert not world.alpha.line.send_books(1, FRAME)
    world.connect()
    world.run(1)
    assert world.alpha.line.compares(1)
    assert world.alpha.line.send_books(1, FRAME)
    world.alpha.perform()
    world.run(1)
    assert told(world) == [FRAME]
    world.compare = frozenset({0})
    world.restart(1)
    world.connect()
    world.run(3)
    assert not world.alpha.line.compares(1), "its new start has not said so"
    assert not world.alpha.line.send_books(1, FRAME)


@pytest.mark.spec("COMPARE-2", "COMPARE-4")
def test_a_station_that_knows_nothing_of_it_is_told_once_on_a_link_and_goes_on() -> None:
    world = World(compare=frozenset({0}))
    world.connect()
    world.run(120)
    assert not world.alpha.line.compares(1)
    assert not world.bravo.errors
    assert not world.bravo.notices(NoticeKind.ANOMALY)
    assert world.alpha.line._peers[1].outbox.outstanding[3] == {}
    world.alpha.release()
    world.run(5)
    assert [e.record.position for e in world.bravo.of(Stored) if e.record.party == 0] == [1]


def test_the_announcement_asks_for_what_there_cannot_be() -> None:
    assert Request.decode(announcement(1).encode()).spans == ((1, 2**32 - 1, 1, 1),)


@pytest.mark.spec("COMPARE-3")
def test_they_wait_for_all_else_and_go_one_at_a_time() -> None:
    world = World(delay_ns=100 * MS, compare=BOTH)
    world.connect("bulk")
    world.run(2)
    for number in range(30):
        world.alpha.release(text=f"{number} " + "x" * 300)
        assert number >= BOOKS_WAITING_MAX or world.alpha.line.send_books(1, FRAME)
    assert not world.alpha.line.send_books(1, FRAME), "so many wait at most"
    world.alpha.release("Z", Precedence.FLASH)
    world.run(20)
    order = [type(e) for e in world.bravo.seen if isinstance(e, BooksReceived | Stored)]
    assert order.count(BooksReceived) == BOOKS_WAITING_MAX
    assert order.index(BooksReceived) > 31, "every entry went first"


@pytest.mark.spec("COMPARE-4")
def test_a_frame_changes_nothing_but_what_the_station_is_told() -> None:
    world = World(compare=BOTH)
    world.connect()
    world.run(2)
    before = world.bravo.line.heads(), len(world.bravo.of(Notice))
    for content in (b"", b"\xff" * 4_100, FRAME):
        assert world.alpha.line.send_books(1, content)
    world.alpha.perform()
    world.run(30)
    assert len(told(world)) == 3
    assert (world.bravo.line.heads(), len(world.bravo.of(Notice))) == before
    assert not world.bravo.of(Evidence)


@pytest.mark.spec("COMPARE-3")
def test_who_does_not_compare_refuses_them() -> None:
    world = World()
    liar = Liar(world)
    liar.meet("bulk")
    liar.say(liar.frame(FrameType.BOOKS, FRAME, 0))
    assert [error.rule for error in world.alpha.errors] == ["FRAME-2"]
    assert not world.alpha.of(BooksReceived)


def test_what_waits_is_lost_with_the_last_link() -> None:
    world = World(compare=BOTH)
    world.connect("bulk")
    world.run(2)
    world.blocked = {("bulk", 0)}
    for _ in range(3):
        world.alpha.line.send_books(1, FRAME)
    world.alpha.perform()
    world.cut("bulk")
    world.blocked = set()
    world.connect("bulk")
    world.run(20)
    assert told(world) == []
    assert world.now_ns > 20 * SECOND


@pytest.mark.spec("COMPARE-2")
def test_it_is_said_again_in_a_new_epoch() -> None:
    """A resync drops the control frames that are on their way."""
    world = World(terms=Terms(epoch_interval_ms=30_000), compare=BOTH)
    world.connect()
    world.run(2)
    peer = world.alpha.line._peers[1]
    peer.compares = None
    assert not world.alpha.line.compares(1), "as if it had been lost"
    world.run(45)
    assert world.alpha.line.compares(1)


def test_neither_the_announcement_nor_a_comparison_makes_a_link_look_slow() -> None:
    """A frame of some dozen bytes a round trip is no rate: long frames after it would crawl."""
    world = World(delay_ns=20 * MS, compare=BOTH)
    world.connect()
    world.run(2)
    for _ in range(5):
        assert world.alpha.line.send_books(1, FRAME)
        world.alpha.perform()
        world.run(1)
    assert len(told(world)) == 5
    links = world.alpha.line._peers[1].outbox.links.values()
    assert [list(link.rates) for link in links] == [[], []]
    assert not any(link.flight for link in links)
