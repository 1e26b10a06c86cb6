"""A campaign's result as the tables of a page: worlds, what went wrong, what was checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

YEAR_DAYS = 365.25


def markdown(result: Mapping[str, Any]) -> str:
    """The tables of a result."""
    head = ("worlds", "events", "station-years", "violations", "worlds an hour")
    return "\n".join(
        [
            *_table(head, [_size(result)]),
            *_counts("what went wrong", "times", result["faults"]),
            *_counts("checker", "evaluations", result["checks"]),
            *_counts("reached", "worlds", result["marks"]),
            *_planted(result.get("planted", ())),
        ]
    )


def _size(result: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{result['seeds']:,}",
        f"{result['events']:,}",
        f"{result['station_days'] / YEAR_DAYS:,.1f}",
        str(len(result["violations"])),
        f"{result['seeds_per_hour']:,}",
    )


def _counts(what: str, how_often: str, counts: Mapping[str, int]) -> Iterator[str]:
    rows = [(f"`{name}`", f"{count:,}") for name, count in sorted(counts.items())]
    yield from _table((what, how_often), rows)


def _planted(finds: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = [
        (
            f"`{one['name']}`",
            f"`{one['checker']}`" if one["checker"] else "not found",
            "" if one["found_at_seed"] is None else str(one["found_at_seed"] + 1),
            str(one["within"]),
        )
        for one in finds
    ]
    yield from _table(("planted bug", "found by", "seeds it took", "allowed"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield "| " + " | ".join(head) + " |"
        yield "|" + " --- |" * len(head)
        for row in rows:
            yield "| " + " | ".join(row) + " |"
        yield ""
