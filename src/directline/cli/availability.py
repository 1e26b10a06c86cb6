"""Availability by month beside the book of the line: what this station alone measured."""

from pathlib import Path
from typing import Any

from directline.cli.booktables import drawn
from directline.cli.bookwords import span
from directline.cli.client import Station

MEASURED = "this station's own measurement; in no book, and the other side may have another"
NOT_HERE = "How the link was is not in a transcript: the running station shows its measurement."


def availability_of(session_file: Path | None) -> list[dict[str, Any]]:
    """The months of each party, as the station has them."""
    status = Station.of(session_file).get("/status")
    return [
        {"party": peer["party"], **month}
        for peer in status.get("peers", [])
        for month in peer.get("months") or []
    ]


def availability_lines(rows: list[dict[str, Any]] | None) -> list[str]:
    """The same for a terminal; None: of a file, which cannot know it."""
    if rows is None:
        return [NOT_HERE]
    cells = [
        (
            row["month"], row["party"], share(row["up_ms"], row["observed_ms"]),
            span(row["observed_ms"]), str(row["losses"]), span(row["longest_ms"]),
        )
        for row in rows
    ]  # fmt: skip
    names = ("month", "to", "reached", "of what we watched", "losses", "longest without")
    return drawn((f"Availability ({MEASURED})", names, cells))


def share(up_ms: int, observed_ms: int) -> str:
    """A share of time, never rounded up to all of it."""
    if not observed_ms:
        return "-"
    hundredths = 10_000 * up_ms // observed_ms
    return f"{hundredths // 100}.{hundredths % 100:02d} %"
