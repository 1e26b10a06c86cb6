"""Command `import-draft`: a draft from a foreign notice; a person completes and releases it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.catalogue import load
from directline.cli.client import Station
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain
from directline.cli.texts import draft_lines
from directline.errors import ConfigError
from directline.interchange.capread import parse_cap
from directline.interchange.found import Found, inputs_for
from directline.interchange.geojsonread import parse_geojson
from directline.interchange.limits import FILE_BYTES_MAX
from directline.interchange.notamread import parse_notam

READERS = {"cap": parse_cap, "geojson": parse_geojson, "notam": parse_notam}


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("import-draft")(import_draft)


def import_draft(
    file: Annotated[Path, typer.Argument(help="A CAP 1.2 alert, a GeoJSON file or a NOTAM.")],
    form: Annotated[str, typer.Option(help="The form of the draft.")] = "A1",
    kind: Annotated[
        str, typer.Option("--as", help="cap, geojson or notam; default: by its first character.")
    ] = "",
    pick: Annotated[int, typer.Option(help="Which of several places, from 1.")] = 0,
    show: Annotated[
        bool, typer.Option("--show", help="Only show what was read; needs no station.")
    ] = False,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a draft from a foreign notice.  It is never released from here.

    What was not taken over is said.  A circle's second notation is left to the officer, so such a
    draft is not ready before a person has looked.  Exits 1 while a field of the draft is wrong.
    """
    found = _picked(_read(file, kind), pick)
    wanted = load().find(form.upper())
    if wanted is None or not wanted.composable:
        raise typer.BadParameter(f"no form {plain(form[:20])!r}")
    inputs, notes = inputs_for(wanted, found)
    lines = [f"Read as {found.kind}, for a draft of {wanted.code}:"]
    lines += [
        f"  {name} = {plain(part)}" for name, text in inputs.items() for part in text.splitlines()
    ]
    lines += [f"  not taken over: {plain(note)}" for note in notes]
    value: dict[str, Any] = {
        "kind": found.kind, "form": wanted.code, "drill": found.drill, "inputs": inputs,
        "not_taken_over": list(notes), "draft": None,
    }  # fmt: skip
    if show:
        emit(value, lines, as_json=as_json)
        return
    body = {"form": wanted.code, "inputs": inputs, "drill": found.drill}
    made = Station.of(session_file).post("/drafts", **body)
    value["draft"] = made
    emit(value, [*lines, *draft_lines(made)], as_json=as_json)
    if not made.get("ready", False):
        raise typer.Exit(1)


def _read(file: Path, kind: str) -> list[Found]:
    try:
        with file.open("rb") as source:
            data = source.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise ConfigError(f"{plain(str(file))} cannot be read: {error.strerror}") from error
    first = data.lstrip()[:1]
    name = kind or {b"<": "cap", b"{": "geojson", b"\xef": "cap"}.get(first, "notam")
    if name not in READERS:
        raise typer.BadParameter(f"--as is one of {', '.join(READERS)}")
    return READERS[name](data)


def _picked(found: list[Found], pick: int) -> Found:
    if pick == 0 and len(found) == 1:
        return found[0]
    if not 1 <= pick <= len(found):
        raise ConfigError(
            f"the file has {len(found)} places", remedy=f"choose one with --pick 1 to {len(found)}"
        )
    return found[pick - 1]
