"""Tier zero: every place for a fault in a small world, none left to chance."""

import pytest

from directline.simulator.checkers.base import ViolationError
from directline.simulator.exhaustive import Choices, every_schedule
from directline.simulator.planted import planted


def test_choices_are_taken_each_once() -> None:
    choices, seen = Choices(), []
    while True:
        seen.append((choices.choose(2), choices.choose(3)))
        if not choices.following():
            break
    assert seen == [(a, b) for a in range(2) for b in range(3)]


@pytest.mark.parametrize(
    ("senders", "faults"),
    [((0,), 2), ((0, 1), 1), ((0, 0, 1), 1)],
)
def test_every_schedule_of_a_small_world_ends_well(senders: tuple[int, ...], faults: int) -> None:
    assert every_schedule(senders, faults) > 20


@pytest.mark.parametrize("name", ["shown-twice", "lost-with-the-link"])
def test_it_finds_what_is_planted(name: str) -> None:
    with planted(name), pytest.raises(ViolationError):
        every_schedule((0,), 2)
