"""Scheduled line tests: whose turn it is, when, and with which neutral text.  Pure.

The sides alternate by the hour (or the charter's interval), counted from 1970, so that both
compute the same turn from their own clocks without talking about it.
"""

import hashlib
from dataclasses import dataclass

TEXTS = (
    "The river carries more water in spring than in autumn.",
    "A lighthouse shows the same light to every ship.",
    "Bread rises slowly in a cold kitchen.",
    "The evening train was four minutes early.",
    "Clouds over the northern hills, wind light and from the west.",
    "A carpenter measures twice and cuts once.",
    "The library opens at nine and closes at six.",
    "Snow fell in the night and had melted by noon.",
    "Three swallows sat on the wire above the yard.",
    "An old bridge stands beside the new one.",
    "The clock in the square was wound this morning.",
    "Apples from the orchard are stored in the cellar.",
)
"""Texts of our own about nothing: no place, no person, no history that could offend."""
TURN_GRACE_MS = 300_000
"""A test this late in its turn is missed: the other side is told by an alarm, once."""


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


def text_of(number: int) -> str:
    """The neutral text of one test."""
    return TEXTS[number % len(TEXTS)]


def checksum_of(number: int, text: str) -> str:
    """Eight characters over number and text, for officers who compare by eye or voice."""
    return hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()[:8].upper()


def missed(now_ms: int, turn: Turn, *, own: int, heard_ms: int | None) -> bool:
    """Whether the other side's test of this turn is missing.

    `heard_ms` is when the last test of that side arrived, or None.
    """
    if turn.party == own or now_ms < turn.due_ms + TURN_GRACE_MS:
        return False
    return heard_ms is None or heard_ms < turn.due_ms
