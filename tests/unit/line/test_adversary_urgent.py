"""What may hold up the urgent: a link that is half dead, a long message of less urgency."""

import pytest

from directline.wire.values import Precedence
from tests.support.pair import MS, SECOND, World


def waited_s(world: World, position: int, limit_s: int = 60) -> float:
    """How long until BRAVO has this entry of ALPHA's."""
    begun = world.now_ns
    while position not in world.bravo.feed(0) and world.now_ns - begun < limit_s * SECOND:
        world.run(0.05)
    return (world.now_ns - begun) / SECOND


@pytest.mark.parametrize("size", [10, 15_000])
@pytest.mark.parametrize("sender", [(0,), (1,), (0, 1)])
def test_a_flash_does_not_wait_for_an_urgent_link_that_is_half_dead(
    size: int, sender: tuple[int, ...]
) -> None:
    world = World()
    world.connect()
    world.run(5)
    world.blocked = {("urgent", number) for number in sender}
    ticket = world.alpha.release("Z", Precedence.FLASH, text="f" * size)
    assert waited_s(world, ticket.position) < 1.0
    assert len([r for r in world.bravo.stored() if r.party == 0]) == 1


def test_a_flash_goes_on_the_urgent_link_alone_while_that_answers() -> None:
    world = World()
    world.connect()
    world.run(5)
    world.carried.clear()
    world.alpha.release("Z", Precedence.FLASH, text="f" * 300)
    world.run(2)
    long = [link for link, sender, unit in world.carried if sender == 0 and len(unit) > 300]
    assert long == ["urgent"]


def test_what_is_more_urgent_goes_between_the_pieces_of_a_long_message() -> None:
    world = World(delay_ns=50 * MS)
    world.connect("bulk")
    world.run(3)
    free = {0: 0, 1: 0}

    def thin(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        """A bearer of 300 bytes a second, each way."""
        free[sender] = max(free[sender], world.now_ns) + len(unit) * SECOND // 300
        return [(free[sender] - world.now_ns, unit)]

    world.tamper = thin
    for _ in range(20):
        world.alpha.release(text="warm" * 10)
    world.run(60)
    world.alpha.release(text="R" * 15_000)
    world.run(1)
    urgent = world.alpha.release("Q1", Precedence.IMMEDIATE, text="I" * 50)
    assert waited_s(world, urgent.position) < 4.0
    routine = world.alpha.release(text="later")
    assert waited_s(world, urgent.position - 1, 120) > 10.0
    assert waited_s(world, routine.position, 120) < 60.0
