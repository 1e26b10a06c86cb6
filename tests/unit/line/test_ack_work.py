"""An acknowledgement of many wide ranges, one over the other, costs no more than what it names."""

import pytest

from directline.line.items import Item
from directline.line.outbox import Outbox
from directline.line.tending import acknowledged
from directline.wire.control import ACK_RANGES_MAX
from tests.support.pair import SECOND, World

OUTSTANDING = 3_000


def waiting(monkeypatch: pytest.MonkeyPatch) -> tuple[Outbox, list[int]]:
    """An outbox with much that is not acknowledged, and how much was looked for so far."""
    world = World()
    outbox = world.alpha.line._peers[1].outbox
    first = 70_000
    outbox.channel._next = [first + OUTSTANDING] * 4
    for lane in (0, 3):
        outbox.outstanding[lane] = {first + n: Item(None, lane) for n in range(OUTSTANDING)}
    looked: list[int] = []
    real = Outbox.acknowledge

    def counted(self: Outbox, lane: int, first: int, count: int, now_ns: int) -> int:
        looked.append(min(count, len(self.outstanding[lane])))
        return real(self, lane, first, count, now_ns)

    monkeypatch.setattr(Outbox, "acknowledge", counted)
    return outbox, looked


@pytest.mark.spec("ACK-1", "BOUND-1")
@pytest.mark.parametrize("step", [0, 1, 65_536])
def test_ranges_over_one_another_are_looked_for_once(
    step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, looked = waiting(monkeypatch)
    for lane in (0, 3):  # The oldest, then a gap as long as what comes behind it.
        for n in range(1, OUTSTANDING // 2):
            del outbox.outstanding[lane][70_000 + n]
    gap = tuple((n % 2 * 3, 70_001 + n, OUTSTANDING // 2 - n - 1) for n in range(ACK_RANGES_MAX))
    acknowledged(outbox, b"", gap, SECOND)
    assert sum(looked) <= OUTSTANDING
    looked.clear()
    lanes = (0, 3)
    ranges = tuple((lanes[n % 2], n * step, 65_536) for n in range(ACK_RANGES_MAX))
    acknowledged(outbox, b"", ranges, SECOND)
    assert sum(looked) <= 2 * OUTSTANDING


@pytest.mark.spec("ACK-2")
def test_ranges_in_any_order_end_all_that_they_name_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outbox, _ = waiting(monkeypatch)
    ranges = ((0, 70_500, 100), (3, 70_000, 1), (0, 70_000, 10), (0, 70_550, 100), (0, 70_005, 20))
    acknowledged(outbox, b"", ranges, SECOND)
    left = set(range(70_000, 70_000 + OUTSTANDING))
    assert outbox.outstanding[0].keys() == left - {*range(70_000, 70_025), *range(70_500, 70_650)}
    assert outbox.outstanding[3].keys() == left - {70_000}
    assert not outbox.outstanding[1]
