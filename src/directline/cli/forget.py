"""Commands that forget what messages said: `forget ask`, `list`, `do`, `drop`."""

from typing import Annotated

import typer

from directline.cli.client import Station
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain

NumberArgument = Annotated[int, typer.Argument(min=1, help="The asking's number.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    forget = typer.Typer(
        help="Forget what messages said, by two officers.  Place, signature and tree stay."
    )
    forget.command("ask")(forget_ask)
    forget.command("list")(forget_list)
    forget.command("do")(forget_do)
    forget.command("drop")(forget_drop)
    app.add_typer(forget, name="forget")


def forget_ask(
    messages: Annotated[list[str], typer.Argument(help='Closed messages, as "ALPHA 7".')],
    reason: Annotated[str, typer.Option(help="The rule or order that asks it, in a sentence.")],
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask to have messages forgotten, as the first of two officers.  Nothing is destroyed yet."""
    asked = Station.of(session_file).post("/forget", messages=messages, reason=reason)
    number = asked.get("number")
    text = [f"asking {number}: a second officer does it with: directline forget do {number}"]
    emit(asked, text, as_json=as_json)


def forget_list(session_file: SessionOption = None, as_json: JsonOption = False) -> None:
    """List what was asked and nobody has done yet."""
    told = Station.of(session_file).get("/forget")
    lines = [
        f"{one['number']}: {', '.join(one['messages'])}, asked by {plain(one['asked_by'])}:"
        f" {plain(one['reason'])}"
        for one in told.get("waiting", [])
    ]
    emit(told, lines or ["nothing waits"], as_json=as_json)


def forget_do(
    number: NumberArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Forget, as the second officer: bodies and salts are destroyed here, for good."""
    done = Station.of(session_file).post(f"/forget/{number}/do")
    names = ", ".join(str(name) for name in done.get("forgotten", []))
    emit(done, [f"forgotten here: {names}; the other parties keep their copies"], as_json=as_json)


def forget_drop(
    number: NumberArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Take an asking back, or refuse it."""
    done = Station.of(session_file).post(f"/forget/{number}/drop")
    emit(done, [f"asking {number} is dropped"], as_json=as_json)
