"""Signs of life, silence at both ends, clocks; a station's life is never a person's."""

import pytest

from directline.line.effects import NoticeKind
from directline.wire.charter import Terms
from directline.wire.frame import FrameType
from directline.wire.values import Precedence
from tests.support.liar import Liar
from tests.support.pair import SECOND, World


def joined(**how: object) -> World:
    world = World(**how)  # type: ignore[arg-type]
    world.connect()
    world.run(1)
    return world


def blackouts(world: World, number: int) -> list[bool]:
    return [n.state for n in world.stations[number].notices(NoticeKind.BLACKOUT)]


@pytest.mark.spec("HEART-2")
def test_an_idle_line_stays_quiet_and_its_links_stay_up() -> None:
    world = joined()
    world.carried.clear()
    world.run(600)
    assert set(world.alive) == {"bulk", "urgent"}
    assert not blackouts(world, 0)
    assert not blackouts(world, 1)
    assert len(world.carried) <= 2 * 2 * 61, "a heartbeat a link each 10 s, and no more"
    assert max(len(unit) for _, _, unit in world.carried) < 120


@pytest.mark.spec("BLACKOUT-1")
def test_loss_of_the_line_is_an_alarm_at_both_ends_within_the_charters_time() -> None:
    world = joined()
    world.cut()
    world.run(31)
    assert blackouts(world, 0) == blackouts(world, 1) == [True]
    world.connect()
    world.run(1)
    assert blackouts(world, 0) == blackouts(world, 1) == [True, False]


@pytest.mark.spec("BLACKOUT-1")
@pytest.mark.parametrize("sender", [0, 1])
def test_also_when_one_direction_alone_is_cut(sender: int) -> None:
    world = joined()
    world.run(17)
    world.blocked = {("bulk", sender), ("urgent", sender)}
    world.run(41)
    assert blackouts(world, 0) == blackouts(world, 1) == [True]


@pytest.mark.spec("BLACKOUT-1")
@pytest.mark.parametrize("sender", [0, 1])
def test_one_direction_cut_is_noticed_within_the_time_since_the_last_exchange(sender: int) -> None:
    world = joined()
    world.alpha.release()
    world.run(0.5)
    world.blocked = {("bulk", sender), ("urgent", sender)}
    world.run(30)
    assert blackouts(world, 0) == blackouts(world, 1) == [True]


@pytest.mark.spec("HEART-3", "BLACKOUT-1")
def test_what_came_before_our_start_and_is_said_again_hides_no_cut_of_one_direction() -> None:
    world = World(terms=Terms(heartbeat_ms=2_000, blackout_ms=6_000))
    world.connect("bulk")
    world.run(60)
    said = [unit for _, sender, unit in world.carried if sender == 1]
    world.restart(0)
    world.connect("bulk")
    world.run(3)
    world.blocked = {("bulk", 1)}
    for second in range(12):
        world.deliver("bulk", 0, said[second + 3])
        world.run(1)
    assert world.bravo.line.status(world.now_ns).peers[0].blackout, "ALPHA does not hear BRAVO"
    assert world.alpha.line.status(world.now_ns).peers[0].blackout


@pytest.mark.spec("BLACKOUT-2")
def test_a_peer_that_hears_nothing_of_us_is_told_from_one_that_is_gone() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    for _ in range(8):
        world.run(5)
        for link in set(world.alive):
            liar.beat(link, heard_ms=int(world.now_ns // 1_000_000))
    assert [n.state for n in world.alpha.notices(NoticeKind.NOT_HEARD)] == [True]
    assert blackouts(world, 0) == [True]


@pytest.mark.spec("HEART-3")
def test_a_replayed_heartbeat_is_no_sign_of_life() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    frames = []
    for _ in range(3):
        liar.beat()
        content = liar.got[-1].content if liar.got else b""
        assert content is not None
    world.restart(0)
    world.connect()
    old = liar.channel
    for _ in range(40):
        world.run(1)
        # Frames of the time before ALPHA's start: they open, and name another start of ALPHA.
        frame = liar.frame(FrameType.HEARTBEAT, frozen_beat(liar))
        frames.append(frame)
        if "bulk" in world.alive:
            liar.say(frame)
            liar.say(frame)
    assert old is liar.channel
    assert world.alpha.line.status(world.now_ns).peers[0].heard_ns is None
    assert blackouts(world, 0) == [True]


def frozen_beat(liar: Liar) -> bytes:
    """What a recording holds: a heartbeat to the start of ALPHA that was."""
    from directline.wire.control import Heartbeat

    assert liar.channel.latest is not None
    return Heartbeat(1_700_000_005_000, 2, liar.channel.latest[:8], 0, 0, 0, 1, 10**9, ()).encode()


@pytest.mark.spec("CLOCK-1")
@pytest.mark.parametrize("offset_ms", [3_600_000, -3_600_000, -1_600_000_000_000])
def test_a_wrong_clock_gives_a_notice_and_nothing_else(offset_ms: int) -> None:
    world = World()
    world.bravo.clock.offset_ms = offset_ms
    world.connect()
    world.run(15)
    world.alpha.release()
    world.bravo.release("Z", Precedence.FLASH)
    world.run(2)
    assert world.alpha.feed(1)[:1] == [1]
    assert world.bravo.feed(0)[:1] == [1]
    for station, sign in ((world.alpha, 1), (world.bravo, -1)):
        kinds = {e.kind for e in station.notices(NoticeKind.CLOCK)}
        assert kinds == {NoticeKind.CLOCK}
        assert station.errors == []
        measured = station.line.status(world.now_ns).peers[0].clock_offset_ms
        assert measured is not None
        assert abs(measured - sign * offset_ms) < 50
    others = {n.kind for s in world.stations for n in s.seen if hasattr(n, "kind")} - {
        NoticeKind.CLOCK, NoticeKind.READY, "tls",
    }  # fmt: skip
    assert not others


@pytest.mark.spec("HEART-4")
def test_desk_presence_is_told_at_once_and_apart_from_the_station() -> None:
    world = joined()
    assert world.bravo.line.status(world.now_ns).peers[0].attended is None
    world.alpha.line.attend(True, world.now_ns)
    world.alpha.perform()
    world.run(0.1)
    assert world.bravo.line.status(world.now_ns).peers[0].attended is True
    world.alpha.line.attend(False, world.now_ns)
    world.alpha.perform()
    world.run(0.1)
    assert world.bravo.line.status(world.now_ns).peers[0].attended is False


@pytest.mark.spec("HEART-3")
def test_a_heartbeat_that_a_later_one_overtook_is_a_sign_of_life_and_no_more() -> None:
    world = World(terms=Terms(heartbeat_ms=2_000, blackout_ms=10_000))
    world.tamper = lambda link, sender, unit: [
        (3 * SECOND if (link, sender) == ("slow", 1) else 0, unit)
    ]
    world.connect("bulk", "slow")
    world.bravo.line.attend(False, world.now_ns)
    world.run(1)
    world.carried.clear()
    for number in range(60):
        world.alpha.release(text=str(number))
        if number == 55:
            world.bravo.line.attend(True, world.now_ns)
            world.bravo.perform()
        world.run(0.5)
        attended = world.alpha.line.status(world.now_ns).peers[0].attended
        assert attended is (number >= 55)
    world.run(5)
    assert world.bravo.feed(0) == list(range(1, 61))
    entries = [unit for _, sender, unit in world.carried if sender == 0 and unit[0] >> 4 < 2]
    assert len(entries) == 60, "nothing went twice"


@pytest.mark.spec("HEART-2")
def test_three_heartbeats_fit_into_the_blackout_time_whatever_the_terms_say() -> None:
    world = joined(terms=Terms(heartbeat_ms=10_000, blackout_ms=20_000))
    world.run(300)
    assert not blackouts(world, 0)
    assert not blackouts(world, 1)


def test_a_line_whose_peer_never_comes_does_no_work() -> None:
    world = World()
    world.run(3 * 86_400)
    assert world.now_ns > 3 * 86_400 * SECOND
    assert blackouts(world, 0) == [True]


@pytest.mark.spec("LEAVES-2")
def test_a_position_whose_leaf_never_comes_is_said_to_be_withheld() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    liar.send(liar.entry(3))
    for _ in range(14):
        world.run(5)
        liar.beat(*world.alive)
    assert [n.state for n in world.alpha.notices(NoticeKind.WITHHELD)] == [True]
    withheld = world.alpha.line.status(world.now_ns).peers[0].withheld
    assert [position for position, _ in withheld] == [1, 2]
    world.cut()
    liar.meet()
    for position in (1, 2):
        liar.send(liar.entry(position))
    world.run(1)
    world.alpha.line.tick(world.now_ns)
    world.alpha.perform()
    assert [n.state for n in world.alpha.notices(NoticeKind.WITHHELD)] == [True, False]
