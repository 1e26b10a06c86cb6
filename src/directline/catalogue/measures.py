"""Distances and lengths of time in words, as each language sets them.

What is typed back or read aloud (positions, radii, altitudes, numbers) has the same digits and the
same decimal point in every language; here are the words around it, and what is only read.
"""

from collections.abc import Callable

Word = Callable[..., str]
"""A word in the reader's language, by key and arguments."""

DECIMAL_COMMA = frozenset({"ru", "uk", "fr"})
"""Languages that set a comma where others set a point."""


class Metres(float):
    """A distance that whoever shows it sets in their own language."""


def distance(metres: float, word: Word, language: str) -> str:
    """A distance for people: `850 m`, `6.2 km`, `120 km`."""
    if metres < 1_000:
        return word("shown-m", n=f"{metres:.0f}")
    shown = f"{metres / 1000:.1f}" if metres < 100_000 else f"{metres / 1000:.0f}"
    comma = language in DECIMAL_COMMA
    return word("shown-km", n=shown.replace(".", ",") if comma else shown)


def duration(whole_minutes: int, word: Word) -> str:
    """`2 d 03:30`, days, hours and minutes."""
    days, rest = divmod(whole_minutes, 1_440)
    clock = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{word('shown-days', n=str(days))} {clock}" if days else clock
