"""What does not travel is filled in by the receiver; the signature decides whether rightly."""

from typing import Any

import pytest

from directline.line import inbox
from directline.line.effects import Transmit
from directline.wire.body import Body, encode_body
from directline.wire.entry import Header
from directline.wire.frame import IMPLIED_OVERHEAD_BYTES, FrameType, Reassembly, rebuild
from directline.wire.values import Precedence
from tests.support.pair import World


def entry_frames(world: World, sender: int) -> list[bytes]:
    reassembly = {link: Reassembly() for link in ("bulk", "urgent")}
    found = []
    for effect in world.stations[sender].of(Transmit):
        for unit in effect.units:
            frame = reassembly[effect.link].take(unit)
            if frame is not None and frame[0] >> 4 in {0, 1}:
                found.append(frame)
    return found


def settled() -> World:
    """Both know each other's start, and have talked."""
    world = World()
    world.connect()
    world.run(1)
    world.alpha.release()
    world.bravo.release()
    world.run(25)
    return world


@pytest.mark.spec("FRAME-4")
def test_a_real_message_costs_94_bytes_over_its_body_and_96_with_its_length() -> None:
    world = settled()
    for text in ("x", "x" * 500):
        world.alpha.seen.clear()
        world.alpha.release(text=text)
        (frame,) = entry_frames(world, 0)
        body = encode_body(Body("Q1", 1, (text,)))
        assert frame[0] >> 4 == FrameType.ENTRY_IMPLIED
        assert len(frame) - len(body) == IMPLIED_OVERHEAD_BYTES == 94
        # On TLS a unit goes with two bytes of length.
        assert len(frame) + 2 - len(body) <= 96
        world.run(1)
    assert not world.bravo.errors
    assert world.bravo.feed(0)[-2:] == world.alpha.feed(0)[-2:]


@pytest.mark.spec("FRAME-6")
def test_the_explicit_form_costs_at_most_200_bytes_over_its_body() -> None:
    world = settled()
    (peer,) = world.alpha.line._peers.values()
    world.alpha.seen.clear()
    peer.outbox.peer_generation = 0
    world.alpha.release(text="x" * 500)
    (frame,) = entry_frames(world, 0)
    body = encode_body(Body("Q1", 1, ("x" * 500,)))
    assert frame[0] >> 4 == FrameType.ENTRY_EXPLICIT
    assert len(frame) - len(body) <= 200


@pytest.mark.spec("FRAME-5")
def test_what_does_not_verify_so_is_asked_for_in_full_and_never_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = settled()

    # The readers fill in another root than the one that was signed.
    def other_root(*arguments: Any) -> Header:
        implied, charter, author, lane, generation, expected, size, own_generation, *rest = (
            arguments
        )
        return rebuild(
            implied, charter, author, lane, generation, expected, size, own_generation,
            lambda _size: bytes(32), rest[1],
        )  # fmt: skip

    monkeypatch.setattr(inbox, "rebuild", other_root)
    world.alpha.seen.clear()
    ticket = world.alpha.release("Z", Precedence.FLASH)
    world.run(0.2)
    kinds = [frame[0] >> 4 for frame in entry_frames(world, 0)]
    assert kinds == [FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT]
    assert world.bravo.feed(0)[-1] == ticket.position
    assert not world.suite.reused


@pytest.mark.spec("FRAME-5", "OUT-1")
def test_messages_that_cross_are_rebuilt_though_both_feeds_grow_meanwhile() -> None:
    world = settled()
    for number in range(60):
        world.alpha.release(text=f"a{number}")
        world.bravo.release(text=f"b{number}")
        world.run(0.003)
    world.run(5)
    assert world.alpha.feed(0) == world.bravo.feed(0)
    assert world.alpha.feed(1) == world.bravo.feed(1)
    kinds = [frame[0] >> 4 for sender in (0, 1) for frame in entry_frames(world, sender)]
    assert kinds.count(FrameType.ENTRY_EXPLICIT) == 0


@pytest.mark.spec("FRAME-5")
def test_an_instant_before_the_founding_goes_in_full() -> None:
    world = settled()
    world.alpha.clock.offset_ms = -1_699_999_000_000
    world.alpha.release(text="a dead clock")
    world.run(1)
    record = world.bravo.stored()[-2]
    assert Header.parse(record.header).instant_ms < 2_000_000_000
    assert world.bravo.feed(0)[-1] == world.alpha.feed(0)[-1]
