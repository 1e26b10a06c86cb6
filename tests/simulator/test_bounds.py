"""Traffic has a bound, beside what goes for the first time and what was asked for."""

from types import SimpleNamespace
from typing import cast

import pytest

from directline.simulator.checkers.base import Sealing, Truth, ViolationError
from directline.simulator.checkers.histories import PROOFS_MAX, Evidence
from directline.simulator.checkers.people import REQUEST, SERVED_MAX, Bounds

EXPLICIT = 1
BOUND = 100


class Shown:
    """A world that says how much one party has sent."""

    def __init__(self, units: int) -> None:
        self.units = units
        self.parties = 2
        self.liars = frozenset({1})

    def up(self, party: int) -> bool:
        return party == 0

    def measures(self, _party: int) -> dict[str, tuple[int, int]]:
        return {"traffic in units": (self.units, BOUND)}


def sealing(kind: int, sender: int, receiver: int) -> Sealing:
    return Sealing(sender, receiver, 1, bytes(16), kind, 0, 0, bytes(100))


def send(checker: Bounds, entries: int) -> None:
    for position in range(1, entries + 1):
        checker.sealed(sealing(EXPLICIT, 0, 1), b"", b"", (0, 1, position))


def test_entries_that_go_for_the_first_time_are_added_to_the_bound() -> None:
    checker = Bounds(cast("Truth", Shown(BOUND + 300)))
    send(checker, 300)
    checker.inspect()
    send(checker, 300)
    with pytest.raises(ViolationError, match="and 100 is the bound"):
        checker.inspect()


def test_after_a_start_they_go_for_the_first_time_again() -> None:
    checker = Bounds(cast("Truth", Shown(BOUND + 300)))
    for _ in range(2):
        send(checker, 300)
        checker.inspect()
        checker.started(0)


def test_a_request_is_answered_once() -> None:
    checker = Bounds(cast("Truth", Shown(BOUND + SERVED_MAX)))
    send(checker, SERVED_MAX)
    checker.inspect()
    checker.sealed(sealing(REQUEST, 1, 0), b"", b"", None)
    send(checker, SERVED_MAX)
    checker.inspect()
    send(checker, SERVED_MAX)
    with pytest.raises(ViolationError):
        checker.inspect()


def proof(position: int) -> SimpleNamespace:
    return SimpleNamespace(
        party=1, generation=1, position=position, header_a=b"one", header_b=b"two"
    )


def test_each_second_history_that_arrived_is_to_be_proven_until_there_are_enough() -> None:
    checker = Evidence(cast("Truth", Shown(0)))
    checker.lied((1, 1, 1_000))
    for position in range(PROOFS_MAX - 1):
        checker.accused(0, proof(position))
    with pytest.raises(ViolationError, match="shows no proof"):
        checker.rest()
    checker.accused(0, proof(PROOFS_MAX))
    checker.rest()
    checker.started(0)
    with pytest.raises(ViolationError, match="shows no proof"):
        checker.rest()
