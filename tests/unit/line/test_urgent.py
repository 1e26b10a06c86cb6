"""The urgent goes first; what came ahead of a gap is shown with the gap, and the gap closes."""

import pytest

from directline.line.effects import NoticeKind, Stored
from directline.line.tending import read_again
from directline.wire.control import Leaves
from directline.wire.entry import Header
from directline.wire.frame import FrameType
from directline.wire.limits import BEYOND_MAX
from directline.wire.values import Precedence
from tests.support.liar import Liar
from tests.support.pair import MS, SECOND, World


def arrival(world: World) -> list[tuple[int, tuple[int, ...]]]:
    return [(e.record.position, e.missing) for e in world.bravo.of(Stored) if e.record.party == 0]


@pytest.mark.spec("OUT-1", "RELEASE-2")
@pytest.mark.parametrize("links", [("bulk",), ("bulk", "urgent")], ids=["shared", "own"])
def test_a_flash_goes_before_the_backlog_and_is_shown_with_the_gap(links: tuple[str, ...]) -> None:
    world = World(delay_ns=200 * MS)
    for number in range(100):
        world.alpha.release(text=f"{number} " + "x" * 100)
    world.connect(*links)
    world.run(0.9)
    flash = world.alpha.release("Z", Precedence.FLASH)
    world.run(0.25)
    seen = arrival(world)
    assert seen[-1][0] == flash.position == 101
    assert len(seen) < 60, "the backlog was still on its way"
    gap = seen[-1][1]
    assert gap[0] == max(p for p, _ in seen[:-1]) + 1
    world.run(60)
    assert sorted(p for p, _ in arrival(world)) == list(range(1, 102)), "all, and none twice"
    assert world.bravo.line.status(world.now_ns).peers[0].size == 101


@pytest.mark.spec("OUT-1")
def test_lanes_go_in_the_order_of_precedence() -> None:
    world = World()
    for precedence in (0, 1, 0, 2, 3, 1, 3):
        world.alpha.release("Q1", Precedence(precedence))
    world.connect("bulk")
    world.run(3)
    assert [p for p, _ in arrival(world)] == [5, 7, 4, 2, 6, 1, 3]


@pytest.mark.spec("OUT-6")
def test_a_flash_goes_on_every_bearer_at_once_and_is_shown_once() -> None:
    world = World()
    world.connect("bulk", "urgent", "bulk-2")
    world.run(1)
    for other in ("bulk", "urgent", "bulk-2"):
        world.blocked = {(link, 0) for link in ("bulk", "urgent", "bulk-2") if link != other}
        world.alpha.release("Z", Precedence.FLASH)
        world.run(0.1)
    # All three links are of one kind: the urgent one of that kind carries it.
    assert 2 in [p for p, _ in arrival(world)]
    world.blocked = set()
    world.run(20)
    assert sorted(p for p, _ in arrival(world)) == [1, 2, 3]


def test_leaves_of_what_must_wait_travel_ahead_and_are_the_entries_own() -> None:
    world = World(delay_ns=300 * MS)
    for number in range(80):
        world.alpha.release(text=f"{number} " + "x" * 2_000)
    world.connect("bulk")
    world.run(2)
    feed = world.bravo.line._ctx.feeds.current(0)
    assert feed.size < 40
    assert len(feed.announced) >= 20
    for position, leaf in feed.announced.items():
        assert world.alpha.store.entry(0, 1, position).leaf == leaf  # type: ignore[union-attr]
    assert feed.unknown(100) == [] or feed.unknown(1)[0][0] > max(feed.announced)


@pytest.mark.spec("LEAVES-3")
def test_a_leaf_that_was_announced_falsely_is_an_anomaly_whichever_comes_first() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    liar.say(liar.frame(FrameType.LEAVES, Leaves(1, 1, (bytes(32), bytes(32))).encode(), 2))
    liar.send(liar.entry(1))
    world.run(0.1)
    assert world.alpha.feed(1) == [1], "what is signed counts"
    liar.send(liar.entry(3))
    world.run(0.1)
    liar.say(liar.frame(FrameType.LEAVES, Leaves(1, 3, (bytes(32),)).encode(), 2))
    details = [n.detail for n in world.alpha.notices(NoticeKind.ANOMALY)]
    assert details == ["an announced leaf is not the entry's"] * 2


@pytest.mark.spec("OUT-7")
def test_a_large_message_on_a_thin_bearer_does_not_hold_up_a_flash() -> None:
    world = World(delay_ns=100 * MS)
    world.connect("bulk")
    world.run(1)
    world.alpha.release(text="x" * 15_000)
    world.run(0.05)
    flash = world.alpha.release("Z", Precedence.FLASH)
    world.run(0.15)
    assert [p for p, _ in arrival(world)] == [flash.position]
    world.run(30)
    assert sorted(p for p, _ in arrival(world)) == [1, 2]


@pytest.mark.spec("OUT-7")
def test_many_large_messages_do_not_make_a_bearer_look_slower_each_time() -> None:
    world = World(delay_ns=50 * MS)
    free = [0, 0]

    def thin(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        free[sender] = max(free[sender], world.now_ns) + len(unit) * SECOND // 20_000
        return [(free[sender] - world.now_ns, unit)]

    world.tamper = thin
    world.connect("bulk")
    world.run(1)
    for _ in range(48):
        world.alpha.release(text="x" * 8_000)
    world.run(40)
    assert len(world.bravo.feed(0)) == 48
    (link,) = world.alpha.line.status(world.now_ns).peers[0].links
    assert link.rate_bytes_s is not None
    assert link.rate_bytes_s > 19_000


def test_each_flash_past_a_gap_is_signed_for_once_however_many_there_are() -> None:
    """A receipt names what was not named yet: it stays short, and the newest is always in it."""
    world = World()
    world.connect("bulk", "urgent")
    world.run(1)
    world.blocked.add(("bulk", 0))
    world.alpha.release()
    named: list[int] = []
    for _ in range(BEYOND_MAX + 20):
        flash = world.alpha.release(precedence=Precedence.FLASH)
        world.run(0.02)
        receipt = [r for r in world.alpha.stored() if r.party == 1][-1]
        beyond = Header.parse(receipt.header).seen[0].beyond
        assert [position for position, _ in beyond] == [flash.position]
        named.append(flash.position)
    assert len(named) == len(set(named)) > BEYOND_MAX


def test_a_flash_that_could_not_be_read_for_one_link_goes_on_no_other_twice() -> None:
    world = World()
    world.connect()
    world.run(1)
    world.delay_ns = 10 * SECOND
    outbox = world.alpha.line._peers[1].outbox
    world.alpha.release("Z", Precedence.FLASH)
    (item,) = outbox.flash.values()
    assert item.sealed is not None
    sent = sum(item.key in link.carried for link in outbox.links.values())
    world.carried.clear()
    outbox.unread.append(item)
    read_again(outbox)
    world.alpha.perform()
    assert sum(item.key in link.carried for link in outbox.links.values()) == sent
    assert not [u for _, sender, u in world.carried if sender == 0 and u[0] >> 4 in {0, 1}]
