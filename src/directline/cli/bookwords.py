"""How the tables of the books say instants, spans, precedences and forms."""

from collections.abc import Sequence
from typing import Any

from directline.catalogue import iso_instant
from directline.wire.values import Precedence

NEVER = "not reached"
"""A stage that was not reached is said so, never left blank."""

Rows = list[dict[str, Any]]
Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]
"""A heading, the columns' names, the rows."""


def instant(ms: int | None) -> str:
    """An instant in UTC; a dash where there is none."""
    if ms is None:
        return "-"
    try:
        return iso_instant(ms)
    except (ValueError, OverflowError, OSError):
        return f"{ms} ms"


def span(ms: int | None) -> str:
    """A span as people say it: `2 d 3 h`, `4 min 5 s`."""
    if ms is None:
        return "-"
    sign, seconds = ("-" if ms < 0 else ""), abs(ms) // 1000
    for unit, size, below, part in (("d", 86_400, "h", 3_600), ("h", 3_600, "min", 60)):
        if seconds >= size:
            return f"{sign}{seconds // size} {unit} {seconds % size // part} {below}"
    return f"{sign}{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{sign}{seconds} s"


def precedence(number: int) -> str:
    """The name of a precedence."""
    return Precedence(number).name


def code_of(code: str, *, drill: bool) -> str:
    """A form's code; of a drill with the word before it."""
    return ("EXERCISE " if drill else "") + (code or "(not shown)")
