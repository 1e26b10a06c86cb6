"""The books in the forms of other programs: CSV, GeoJSON, iCalendar, CAP 1.2, NOTAM text."""

import re
from typing import Any

import typer

from directline.books import Books
from directline.cli.output import plain
from directline.errors import ConfigError
from directline.interchange.announced import Announced, Copy, announced
from directline.interchange.capwrite import caps_of
from directline.interchange.csvtext import csv_of
from directline.interchange.geojson import geojson_of
from directline.interchange.ical import ical_of
from directline.interchange.notam import NO_REGION, notams_of

TABLE, JSON, CSV = "table", "json", "csv"
OF_NOTICES = ("geojson", "ical", "cap", "notam")
FORMATS = (TABLE, JSON, CSV, *OF_NOTICES)
_REGION = re.compile(r"[A-Z]{4}")


def check_format(name: str, how: str, region: str) -> None:
    """Refuse a format that there is not, or not of this book.

    Raises:
        typer.BadParameter: the command was called wrongly.
    """
    if how not in FORMATS:
        raise typer.BadParameter(f"no format {plain(how[:20])!r}; there are {', '.join(FORMATS)}")
    if how in OF_NOTICES and name != "notices":
        raise typer.BadParameter(f"{how} is a format of the book notices")
    if not _REGION.fullmatch(region):
        raise typer.BadParameter("a flight information region is four capital letters, as EDGG")


def exported(
    books: Books, rows: list[dict[str, Any]], copy: Copy, at_ms: int, *,
    how: str, entry: str = "", region: str = NO_REGION,
) -> str:  # fmt: skip
    """A book as a file of another program.

    Args:
        books: The books of the transcript.
        rows: The rows of the one that is shown.
        copy: What the file says of itself.
        at_ms: The instant of the view.
        how: The format.
        entry: One notice alone, `ALPHA 12`.
        region: The flight information region of a NOTAM's text.

    Raises:
        ConfigError: no such notice, or CAP of more than one.
    """
    if how == CSV:
        return csv_of(rows, copy.words())
    notices = _chosen(announced(books, at_ms), entry)
    if how == "geojson":
        return geojson_of(notices, copy)
    if how == "ical":
        return ical_of(notices, copy)
    if how == "notam":
        return notams_of(notices, copy, region)
    alerts = caps_of(notices, copy)
    if len(alerts) != 1:
        names = ", ".join(name for name, _ in alerts[:20]) or "none has an area and a window"
        raise ConfigError(
            f"CAP holds one notice a file, and {len(alerts)} are there",
            remedy=f"name one with --entry: {names}",
        )
    return alerts[0][1]


def _chosen(notices: list[Announced], entry: str) -> list[Announced]:
    if not entry:
        return notices
    found = [one for one in notices if one.name == entry.replace("-", " ").upper()]
    if not found:
        raise ConfigError(f"the book has no notice {plain(entry[:30])!r}")
    return found
