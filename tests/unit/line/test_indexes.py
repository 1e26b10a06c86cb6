"""A frame carries 16 bits of its index: lanes that have come far, and peers that do not know it."""

import pytest

from directline.errors import RemoteProtocolError
from directline.line.effects import NoticeKind
from directline.line.secrecy import WINDOW, Channel, Sealed
from directline.wire.frame import FrameType
from directline.wire.sealing import decode_roots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Precedence
from tests.support.pair import World

FAR = 80_000
"""Frames of a lane in nine days of heartbeats: beyond 2^16, and far from any multiple of it."""


def joined() -> World:
    world = World()
    world.connect()
    world.run(2)
    return world


def channel(world: World, number: int) -> Channel:
    return world.stations[number].line._peers[1 - number].channel


def sealed_and_lost(world: World, number: int, count: int) -> None:
    """As after so many more frames in each lane that never arrived."""
    made = channel(world, number)
    made._next = [index + count for index in made._next]


def released_in_every_lane(world: World, number: int) -> None:
    for precedence in Precedence:
        world.stations[number].release("Z" if precedence == 3 else "Q1", precedence)
    world.run(3)
    assert world.stations[number].line.status(world.now_ns).peers[0].waiting == 0


def ends() -> tuple[Channel, Channel]:
    world = World()
    alpha, bravo = (decode_roots(s.roots)[0] for s in world.stations)
    sender = Channel(alpha, bytes(16), 0, b"a" * 16, REAL_SUITE)
    receiver = Channel(bravo, bytes(16), 1, b"b" * 16, REAL_SUITE)
    sender.alive(b"b" * 16)
    receiver.alive(b"a" * 16)
    return sender, receiver


def sealed(sender: Channel, index: int, lane: int = 0) -> Sealed:
    sender._next[lane] = index
    return sender.seal(FrameType.ACK, lane, b"x")


@pytest.mark.spec("SEAL-5")
@pytest.mark.parametrize("count", [FAR, 30_000, 65_536, 3 * 65_536 + 32_768])
def test_a_peer_that_starts_anew_opens_the_lanes_of_a_station_that_has_run_for_long(
    count: int,
) -> None:
    world = joined()
    sealed_and_lost(world, 0, count)
    world.restart(1)
    world.connect()
    world.run(12)
    released_in_every_lane(world, 0)
    released_in_every_lane(world, 1)
    assert not any(s.notices(NoticeKind.RESYNC) for s in world.stations)
    assert not world.alpha.errors
    assert not world.bravo.errors
    assert not world.suite.reused


@pytest.mark.spec("SEAL-5")
@pytest.mark.parametrize("count", [20_000, 40_000, FAR, 65_536])
def test_a_lane_goes_on_after_any_number_of_lost_frames(count: int) -> None:
    world = joined()
    for _ in range(3):
        sealed_and_lost(world, 0, count)
        released_in_every_lane(world, 0)
    world.run(30)
    released_in_every_lane(world, 1)
    assert not any(s.notices(NoticeKind.RESYNC) for s in world.stations)
    assert not world.bravo.errors


@pytest.mark.spec("SEAL-4", "SEAL-5")
def test_a_lane_is_named_whole_only_until_the_peer_has_acknowledged_one_of_it() -> None:
    world = joined()
    sealed_and_lost(world, 0, FAR)
    for named in (True, False):
        world.carried.clear()
        released_in_every_lane(world, 0)
        entries = [u for _, s, u in world.carried if s == 0 and u[0] >> 4 in {0, 1}]
        assert {u[0] >> 2 & 3 for u in entries} == {0, 1, 2, 3}
        assert {bool(u[0] & 2) for u in entries if u[0] >> 2 & 3 < 3} == {named}
    world.run(30)
    beats = [u for _, s, u in world.carried if s == 0 and u[0] >> 4 == FrameType.HEARTBEAT]
    assert not beats[-1][0] & 2


@pytest.mark.spec("SEAL-5")
def test_what_an_earlier_start_of_the_peer_acknowledged_says_nothing_of_this_one() -> None:
    sender, _ = ends()
    frame = sealed(sender, FAR)
    for start, count, known in (
        (b"c" * 16, 1, False),  # Not the start that lives.
        (b"b" * 16, 1, True),
        (b"b" * 16, 2**16, True),  # More than was ever sent.
    ):
        sender.acknowledged(start, 0, FAR, count)
        assert bool(sender.wire(frame, known=True)[0] & 2) is not known
    assert sender.wire(sealed(sender, FAR + WINDOW // 2 + 1), known=True)[0] & 2
    assert sender.wire(frame, known=False)[0] & 2
    sender.alive(b"d" * 16)
    assert sender.wire(frame, known=True)[0] & 2


@pytest.mark.spec("SEAL-2", "SEAL-5")
def test_a_named_index_opens_once_and_not_when_it_is_too_far_behind_to_be_remembered() -> None:
    sender, receiver = ends()
    old, late = sealed(sender, 5), sealed(sender, FAR - WINDOW + 1)
    last = sealed(sender, FAR)
    for frame, fresh in ((last, True), (late, True), (last, False), (late, False)):
        opened = receiver.open(frame.wire(b"a" * 16))
        assert (opened.index, opened.fresh) == (frame.index, fresh)
    for behind in (old, sealed(sender, FAR - WINDOW)):
        with pytest.raises(RemoteProtocolError):
            receiver.open(behind.wire(b"a" * 16))
    wrong = bytearray(sealed(sender, FAR + 1).wire(b"a" * 16))
    wrong[22] ^= 1
    with pytest.raises(RemoteProtocolError):
        receiver.open(bytes(wrong))
    assert receiver.open(sealed(sender, FAR + 2).wire(None)).index == FAR + 2


@pytest.mark.spec("SEAL-5", "BOUND-1")
def test_a_peer_that_leaps_over_all_indexes_costs_no_memory_and_opens_on() -> None:
    sender, receiver = ends()
    receiver.open(sealed(sender, 3).wire(b"a" * 16))
    for index in (2**47, 2**48 - 2):
        assert receiver.open(sealed(sender, index).wire(b"a" * 16)).fresh
    assert receiver.open(sealed(sender, 2**48 - 1).wire(None)).index == 2**48 - 1
    assert receiver._windows[b"a" * 16][0].bits < 1 << WINDOW
