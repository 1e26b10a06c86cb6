"""An enemy who kept a resync offer says it again between a step's answer and the next frame."""

import pytest

from directline.wire.charter import Terms
from directline.wire.frame import FrameType
from tests.support.pair import World

STEP_S = 600


def connected(world: World, seconds: int) -> None:
    for _ in range(seconds):
        world.run(1)
        if not world.alive:
            world.connect()


@pytest.mark.spec("RESYNC-6")
def test_a_resync_offer_said_again_holds_up_nothing_for_long() -> None:
    world = World(terms=Terms(epoch_interval_ms=STEP_S * 1000))
    world.connect()
    world.run(1)
    backup = world.alpha.roots
    for _ in range(4):
        world.run(STEP_S + 30)
    world.crash(0)
    world.alpha.roots = backup
    world.alpha.start()
    kept: list[bytes] = []

    def keep(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        if unit[0] >> 4 == FrameType.RESYNC and sender == 0 and len(kept) < 2:
            kept.append(unit)
            return []
        return [(0, unit)]

    world.tamper = keep
    world.connect()
    connected(world, 60)
    assert kept, "a genuine offer, never delivered"
    cut = False

    def after_the_answer(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        nonlocal cut
        cut = cut or (unit[0] >> 4 == FrameType.EPOCH and sender == 1)
        return [] if cut and sender == 0 else [(0, unit)]

    world.tamper = after_the_answer
    while not cut:
        world.run(0.01)
    world.run(0.03)
    world.deliver("bulk", 1, kept[0])
    world.tamper = None
    world.run(1)
    world.bravo.release(text="routine")
    connected(world, 60)
    assert not any(s.line._peers[1 - s.number].outbox.recovery for s in world.stations)
    assert world.bravo.line.status(world.now_ns).peers[0].waiting == 0
