"""Scheduled line tests: whose turn it is, when, and under which number.  Pure.

The sides alternate by the hour (or the charter's interval), counted from 1970, so that both
compute the same turn from their own clocks without talking about it.
"""

from dataclasses import dataclass

from directline.station.departures import Departures

TURN_GRACE_MS = 300_000
"""A test this late in its turn is missed: the other side is told by an alarm, once."""

NUMBER_MAX = 999_999
"""The highest number that the form L1 takes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the schedule."""

    number: int
    party: int
    due_ms: int


def turn_at(now_ms: int, *, interval_ms: int, parties: int) -> Turn:
    """The turn that `now_ms` lies in."""
    number = now_ms // interval_ms
    return Turn(number, number % parties, number * interval_ms)


def next_own_ms(now_ms: int, *, own: int, interval_ms: int, parties: int) -> int:
    """When the next turn of ours begins, strictly after `now_ms`."""
    number = now_ms // interval_ms + 1
    return (number + (own - number) % parties) * interval_ms


def owed(turn: Turn, departures: Departures, *, own: int) -> bool:
    """Whether a turn's test is owed: not by a party that left, nor to one, nor to nobody."""
    gone = turn.party in departures or own in departures
    return not gone and bool(departures.staying(own))


def number_of(turn: Turn) -> int:
    """The number of the test of a turn, as the form L1 carries it."""
    return turn.number % NUMBER_MAX + 1


def missed(
    now_ms: int, turn: Turn, *, own: int, heard_ms: int | None, grace_ms: int = TURN_GRACE_MS
) -> bool:
    """Whether the other side's test of this turn is missing.

    `heard_ms` is when the last test of that side arrived, or None.
    """
    if turn.party == own or now_ms < turn.due_ms + grace_ms:
        return False
    return heard_ms is None or heard_ms < turn.due_ms
