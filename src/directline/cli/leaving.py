"""Commands that leave a line: `line end`, `line end-show`, `line end-confirm`, `line end-drop`."""

from pathlib import Path
from typing import Annotated

import typer

from directline.cli.client import Station
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain
from directline.cli.texts import left_line, say
from directline.errors import LocalProtocolError
from directline.station import founding
from directline.wire.charter import Charter, fingerprint

NumberArgument = Annotated[int, typer.Argument(min=1, help="The number of the asking.")]


def register(line: typer.Typer) -> None:
    """Add the commands to the group `line`."""
    line.command("end")(line_end)
    line.command("end-show")(line_end_show)
    line.command("end-confirm")(line_end_confirm)
    line.command("end-drop")(line_end_drop)


def line_end(
    why: Annotated[str, typer.Option(help="The reason, which the other parties read.")],
    successor: Annotated[
        Path | None,
        typer.Option(help="The file of the charter that succeeds this one, if there is one."),
    ] = None,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask to leave the line for good, as the first of two officers.  Nothing is sent yet."""
    station = Station.of(session_file)
    digest = ""
    if successor is not None:
        in_force = str(station.get("/status").get("charter_fingerprint", ""))
        digest = _successor(successor, in_force).digest.hex()
    asked = station.post("/end", why=why, successor=digest)
    number = asked.get("number")
    text = [
        f"asking {number}: we leave the line for good: {plain(str(asked.get('why', '')))}",
        *([f"succeeded by charter {say(asked['successor'])}"] if asked.get("successor") else []),
        f"a second officer does it with: directline line end-confirm {number}",
    ]
    emit(asked, text, as_json=as_json)


def _successor(file: Path, in_force: str) -> Charter:
    """The charter of a file, once it says that it succeeds this line.

    Raises:
        LocalProtocolError: it does not.
    """
    charter, _ = founding.signers(founding.read_charter(file))
    heir_of = fingerprint(charter.previous) if charter.version == 1 and charter.previous else ""
    if heir_of != in_force:
        raise LocalProtocolError(
            f"{file} does not succeed the charter that is in force on this line",
            remedy="draft it: directline charter draft --succeeds CHARTER",
        )
    return charter


def line_end_show(session_file: SessionOption = None, as_json: JsonOption = False) -> None:
    """Show who has left the line, and what was asked and not yet done."""
    told = Station.of(session_file).get("/end")
    lines = [f"{say(party)}: {left_line(left)}" for party, left in told.get("left", {}).items()]
    asked = told.get("waiting")
    if asked:
        heir = f"; succeeded by charter {say(asked['successor'])}" if asked["successor"] else ""
        lines.append(
            f"asking {say(asked['number'])} by {say(asked['asked_by'])}: we leave the line:"
            f" {say(asked['why'])}{heir}"
        )
    if told.get("ended"):
        lines.append("all parties have left: the line has ended")
    emit(told, lines or ["nobody has left, and nobody asks to"], as_json=as_json)


def line_end_confirm(
    number: NumberArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Leave the line for good, as the second officer.  No message is released afterwards."""
    done = Station.of(session_file).post(f"/end/{number}/do")
    text = [
        f"we have left the line with {say(done.get('entry'))}: no message is released any more",
        "leave the station running until the others have receipted it: directline status",
    ]
    emit(done, text, as_json=as_json)


def line_end_drop(
    number: NumberArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Take an asking back, or refuse it."""
    done = Station.of(session_file).post(f"/end/{number}/drop")
    emit(done, [f"asking {number} is dropped: we stay on the line"], as_json=as_json)
