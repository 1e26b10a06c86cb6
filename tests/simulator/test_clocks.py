"""A wrong clock changes advice, never order or acceptance: the same world with clocks set right."""

from typing import Any

import pytest

from directline.errors import RemoteProtocolError
from directline.line.inbox import Inbox
from directline.simulator.checkers.base import Checker, Place, Record, ViolationError
from directline.simulator.faults import Plan, draw
from directline.simulator.world import World

Told = list[tuple[int, int, Place]]
WITH_CLOCKS = [s for s in range(60) if draw(s, "dense", 1.0).has("clock")][:3]


class Recorder(Checker):
    """When each entry was shown to whom."""

    name = "recorder"

    def __init__(self, truth: World) -> None:
        super().__init__(truth)
        self.told: Told = []

    def stored(self, party: int, record: Record, missing: tuple[int, ...]) -> None:
        """Remember."""
        place = (record.party, record.generation, record.position)
        self.told.append((self.truth.now_ns, party, place))


def lived(plan: Plan) -> Told:
    """What was shown when in the world of a plan."""
    world = World(plan)
    recorder = Recorder(world)
    world.checkers.append(recorder)
    outcome = world.run()
    if outcome.violation is not None:
        raise ViolationError(*outcome.violation)
    return recorder.told


@pytest.mark.parametrize("seed", WITH_CLOCKS)
def test_a_wrong_clock_moves_nothing(seed: int) -> None:
    plan = draw(seed, "dense", 1.0).without("backup").without("liar")
    told = lived(plan)
    assert told
    assert told == lived(plan.without("clock"))


def test_a_line_that_believes_its_clock_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Inbox._verify

    def verify(self: Inbox, entry: Any) -> None:
        if abs(entry.header.instant_ms - self.ctx.clock.now_ms()) > 60_000:
            raise RemoteProtocolError("too old", rule="ENTRY-2")
        real(self, entry)

    monkeypatch.setattr(Inbox, "_verify", verify)
    moved = 0
    for seed in WITH_CLOCKS:
        plan = draw(seed, "dense", 1.0).without("backup").without("liar")
        try:
            moved += lived(plan) != lived(plan.without("clock"))
        except ViolationError:
            moved += 1
    assert moved
