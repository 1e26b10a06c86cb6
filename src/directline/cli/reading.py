"""What an officer reads through the station's API; reading signs and opens nothing."""

from pathlib import Path
from typing import Annotated

import typer

from directline.cli.client import Station, slug
from directline.cli.formtexts import form_lines, form_table, form_value
from directline.cli.officer import DraftArgument, MessageArgument
from directline.cli.options import JsonOption, LanguageOption, SessionOption
from directline.cli.output import emit, emit_list
from directline.cli.texts import (
    draft_lines,
    log_lines,
    message_line,
    message_lines,
    status_lines,
)
from directline.station import founding
from directline.station.home import Home
from directline.wire.charter import Charter


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("status")(status)
    app.command("messages")(messages)
    app.command("show")(show)
    app.command("forms")(forms)
    app.command("drafts")(drafts)
    app.command("review")(review)
    app.command("log")(log)


def status(session_file: SessionOption = None, as_json: JsonOption = False) -> None:
    """The line: silence class, bearers, clocks, alarms."""
    found = Station.of(session_file).get("/status")
    emit(found, status_lines(found), as_json=as_json)


def messages(
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many, newest first.")] = 20,
    before: Annotated[
        int | None, typer.Option(min=1, help="Only those before this serial number.")
    ] = None,
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """List messages, newest first.  Listing opens none."""
    found = Station.of(session_file).get("/messages", limit=limit, before=before, lang=lang)
    lines = [message_line(message) for message in found.get("messages", [])]
    emit(found, lines or ["no messages"], as_json=as_json)


def show(
    message: MessageArgument,
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one message with its ladder.  Opening it, as a person's signed step, is `open`."""
    found = Station.of(session_file).get(f"/messages/{slug(message)}", lang=lang)
    emit(found, message_lines(found), as_json=as_json)


def forms(
    code: Annotated[str, typer.Argument(help="One form's code; all without it.")] = "",
    charter: Annotated[
        Path | None,
        typer.Option(help="Only what is on under this charter, with the parties' own forms."),
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="The same for the line that this home has joined.")
    ] = None,
    lang: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """The forms of the catalogue, or of a line, and the fields of one.

    Those of a profile other than core are on only where the charter of a line says so.
    """
    from directline.catalogue import load, of_charter  # noqa: PLC0415 - forms take time to load

    line = _charter(charter, home)
    catalogue = load() if line is None else of_charter(line)
    if lang not in catalogue.languages:
        raise typer.BadParameter(f"the languages are {', '.join(catalogue.languages)}")
    wanted = code.upper()
    chosen = [form for form in catalogue.forms.values() if wanted in ("", form.code)]
    if not chosen:
        raise typer.BadParameter(f"no form {code[:20]!r}: `directline forms` lists all")
    found = [form_value(form, catalogue, lang, whole=bool(code)) for form in chosen]
    table = form_table(found, on=line is not None) if not code else form_lines(found[0])
    emit_list(found, table, as_json=as_json)


def _charter(file: Path | None, home: Path | None) -> Charter | None:
    """The charter whose forms are asked for: of a file, or of the one line of a home."""
    if file is not None:
        return founding.signers(founding.read_charter(file))[0]
    return None if home is None else Home.open(home).line().charter()


def drafts(
    lang: LanguageOption = "en", session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """The drafts that wait for release."""
    found = Station.of(session_file).get("/drafts", lang=lang)
    lines = [line for item in found.get("drafts", []) for line in draft_lines(item)[:1]]
    emit(found, lines or ["no drafts"], as_json=as_json)


def review(
    draft_id: DraftArgument,
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a draft as the other side would read it."""
    found = Station.of(session_file).get(f"/drafts/{slug(draft_id)}", lang=lang)
    emit(found, draft_lines(found), as_json=as_json)


def log(
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many lines.")] = 50,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Our own watch log, newest first.  It is never sent."""
    found = Station.of(session_file).get("/watch-log", limit=limit)
    emit(found, log_lines(found) or ["the watch log is empty"], as_json=as_json)
