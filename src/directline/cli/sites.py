"""Command `sites`: humanitarian sites, verified or not, withdrawn when, held by which units."""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.books import Rules
from directline.books.sites import Site, sites
from directline.cli.books import read_whole, transcript_at
from directline.cli.bookwords import instant
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain

NO_PROTECTION = "A notice of a site gives no protection and no permission."


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("sites")(list_sites)


def list_sites(
    file: Annotated[
        Path | None,
        typer.Option("--file", help="An exported transcript; without it the station is asked."),
    ] = None,
    charter: Annotated[
        str, typer.Option(help="The charter's fingerprint, as you know it from elsewhere.")
    ] = "",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the humanitarian sites: who verified each, since when it is withdrawn, who holds it.

    Which units hold a site is what the other side signed, with its times.
    """
    with transcript_at(file, session_file) as path:
        held = read_whole(path, charter)
        books = held.books(frozenset({held.facts.head.exporter}))
        found = sites(books)
    rules = books.rules
    value = {"note": NO_PROTECTION, "sites": [_row(rules, site) for site in found]}
    emit(value, [NO_PROTECTION, *_lines(rules, found)], as_json=as_json)


def _row(rules: Rules, site: Site) -> dict[str, Any]:
    return {
        "site": rules.name(site.key),
        "by": rules.party(site.party),
        "drill": site.drill,
        "function": site.function,
        "verified_by": site.verified_by,
        "withdrawn_by": None if site.withdrawn_by is None else rules.name(site.withdrawn_by),
        "withdrawn_at": None if site.withdrawn_ms is None else instant(site.withdrawn_ms),
        "units": [
            {
                "party": rules.party(one.party),
                "unit": one.unit,
                "at": instant(one.at_ms),
                "entry": rules.name(one.entry),
            }
            for one in site.holders
        ],
    }


def _lines(rules: Rules, found: list[Site]) -> list[str]:
    lines = []
    for site in found:
        drill = "EXERCISE " if site.drill else ""
        verified = "not verified" if site.verified_by in ("", "nobody") else site.verified_by
        lines.append(f"{drill}{rules.name(site.key)} {plain(site.function)}; verified: {verified}")
        if site.withdrawn_by is not None:
            lines.append(
                f"  withdrawn {instant(site.withdrawn_ms)}, {rules.name(site.withdrawn_by)}"
            )
        lines += [
            f"  {rules.party(one.party)} says it told {plain(one.unit)} at {instant(one.at_ms)},"
            f" {rules.name(one.entry)}"
            for one in site.holders
        ] or ["  no unit is named"]
    return lines or ["no sites"]
