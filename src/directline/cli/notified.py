"""Command `notified`: was a notice given for this place and time, and what was signed about it?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.books import NOT_NOTIFIED, Rules, Told, asked
from directline.catalogue import parse_instant
from directline.catalogue.positions import parse_lat_lon
from directline.catalogue.problems import ValueProblem
from directline.cli.books import read_whole, transcript_at
from directline.cli.bookwords import instant
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain
from directline.errors import FieldError

M_PER_KM = 1_000


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("notified")(notified)


def notified(
    near: Annotated[str, typer.Argument(help="The place, as '50.6 36.6'.")],
    begin: Annotated[str, typer.Argument(help="When it begins, UTC, as 2026-11-21T22:30Z.")],
    end: Annotated[str, typer.Argument(help="When it ends; left out: the same instant.")] = "",
    within_km: Annotated[
        int, typer.Option(min=0, max=1_000, help="How near a notice's place counts.")
    ] = 5,
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
    """Say which notices were given for a place and time, with the addressees' signed receipts.

    The transcript is verified first.  Where an addressee signed nothing: "no receipt: not
    notified".  Exit code 1: no notice of this place and time has a receipt.
    """
    point, from_ms = _point(near), _instant(begin)
    to_ms = _instant(end) if end else from_ms
    with transcript_at(file, session_file) as path:
        held = read_whole(path, charter)
        books = held.books(frozenset({held.facts.head.exporter}))
        found = asked(books, point, within_km * M_PER_KM, from_ms, to_ms)
        rules = books.rules
    value = {"notices": [_row(rules, told) for told in found] or [], "word": _word(found)}
    emit(value, _lines(rules, found), as_json=as_json)
    if not any(told.receipts for told in found):
        raise typer.Exit(1)


def _word(found: list[Told]) -> str:
    return "notified" if any(told.receipts for told in found) else NOT_NOTIFIED


def _row(rules: Rules, told: Told) -> dict[str, Any]:
    return {
        "notice": rules.name(told.notice),
        "code": told.code,
        "by": rules.party(told.author),
        "to": rules.party(told.addressee),
        "from": instant(told.from_ms),
        "until": instant(told.to_ms),
        "cancelled": told.cancelled,
        "word": told.word,
        "receipts": [
            {"what": r.what, "at": instant(r.at_ms), "entry": rules.name(r.entry), "says": r.says}
            for r in told.receipts
        ],
    }


def _lines(rules: Rules, found: list[Told]) -> list[str]:
    if not found:
        return [f"No notice of this place and time: {NOT_NOTIFIED}"]
    lines = []
    for told in found:
        off = ", cancelled" if told.cancelled else ""
        lines.append(
            f"{rules.name(told.notice)} {told.code} by {rules.party(told.author)},"
            f" {instant(told.from_ms)} to {instant(told.to_ms)}{off}"
        )
        lines.append(f"  {rules.party(told.addressee)}: {told.word}")
        lines += [
            f"    {r.what} {instant(r.at_ms)} by {rules.name(r.entry)} {plain(r.says)}".rstrip()
            for r in told.receipts
        ]
    return lines


def _point(text: str) -> tuple[int, int]:
    try:
        return parse_lat_lon(text)
    except (ValueProblem, ValueError) as error:
        raise typer.BadParameter(f"{plain(text[:40])!r}: a place such as '50.6 36.6'") from error


def _instant(text: str) -> int:
    try:
        return parse_instant(text)
    except (FieldError, ValueError) as error:
        raise typer.BadParameter(
            f"{plain(text[:40])!r}: an instant such as 2026-11-21T22:30Z"
        ) from error
