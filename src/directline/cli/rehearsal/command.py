"""`directline rehearse`: the whole ceremony on one machine, with the officer's checklist."""

import gc
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from directline.cli.options import JsonOption
from directline.cli.output import emit
from directline.cli.rehearsal.page import (
    Burn,
    Carry,
    Heading,
    Keep,
    Step,
    Stop,
    Typed,
    read_page,
)
from directline.cli.rehearsal.walk import DESTROYED, Walk
from directline.errors import ConfigError
from directline.station.files import read_bounded

PAGE_BYTES_MAX = 262_144


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("rehearse")(rehearse)


def rehearse(
    out: Annotated[
        Path | None, typer.Option(help="A new folder for everything; a temporary one otherwise.")
    ] = None,
    checklist: Annotated[
        bool, typer.Option("--checklist", help="Only print the checklist, to be ticked by hand.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="Another page to follow than the one that comes with this.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Rehearse the charter ceremony: three parties and a witness, all on this machine.

    Follows docs/ceremony.md command by command, with real stations, and ticks the checklist.
    The line is called REHEARSAL; keys and cards are left in the folder and are good for nothing.
    """
    from directline.cli import main  # noqa: PLC0415 - it is what loads this

    text = (
        (files("directline.cli.rehearsal") / "ceremony.md").read_text("utf-8")
        if page is None
        else read_bounded(page, PAGE_BYTES_MAX).decode("utf-8", "replace")
    )
    steps = read_page(text)
    if checklist:
        lines = [line for step in steps for line in _boxes(step)]
        emit({"checklist": lines}, lines, as_json=as_json)
        return
    folder = out or Path(tempfile.mkdtemp(prefix="directline-rehearsal-"))
    if out is not None and folder.exists():
        raise ConfigError(f"{folder} is already there", remedy="name a new folder")
    _warm()
    began = time.monotonic()
    walk = Walk(folder.absolute(), main.run, (lambda _: None) if as_json else _say)
    walk.follow(steps)
    taken = round(time.monotonic() - began)
    cards = sorted(str(path) for path in (folder / "alpha" / DESTROYED).glob("card-*.html"))
    value = {"folder": str(folder), "commands": walk.typed, "seconds": taken, "cards": cards}
    ending = [
        "",
        f"Rehearsed: {walk.typed} commands in {taken} s, all as the page says.",
        *(f"card: {card}" for card in cards),
        f"Everything lies in {folder}; it is good for nothing and can be deleted.",
    ]
    emit(value, ending, as_json=as_json)


def _say(text: str) -> None:
    print(text, flush=True)


def _warm() -> None:
    """Load once what every command would load for itself; each runs in a copy of this process."""
    from directline.catalogue import load  # noqa: PLC0415 - only the rehearsal itself needs it
    from directline.cli import main  # noqa: PLC0415

    load()
    main.build()
    gc.freeze()  # so that no copy touches, and thereby duplicates, what all share


def _boxes(step: Step) -> list[str]:
    """A step as boxes to tick."""
    match step:
        case Heading(text):
            return ["", text]
        case Typed(commands, must):
            boxes = [f"  [ ] {c.office}: directline {' '.join(c.words)}" for c in commands]
            return boxes + [f"      {_must(one)}" for one in must]
        case Carry(office, names, to):
            return [f"  [ ] {office} sends {', '.join(names)} to {', '.join(to)}"]
        case Keep(office, names):
            return [f"  [ ] {office} locks {', '.join(names)} away"]
        case Stop(office):
            return [f"  [ ] {office} stops its station"]
        case Burn(office, names):
            return [f"  [ ] {office} destroys {', '.join(names)}"]


def _must(one: object) -> str:
    after = getattr(one, "after", "")
    return f"all see the same after: {after}" if after else f"must say: {getattr(one, 'text', '')}"
