"""Commands about the secret that couriers carry: `secret make`, `card`, `check`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from directline.cli.options import JsonOption
from directline.cli.output import emit
from directline.errors import ConfigError, LocalProtocolError
from directline.station.cards import card_page
from directline.station.files import read_bounded, write_new
from directline.station.shares import (
    LINES,
    MARK_BYTES,
    SECRET_BYTES,
    SHARE_TEXT_CHARS_MAX,
    Share,
    check_line,
    make_shares,
    read_share,
    share_of,
    share_text,
)

TYPED = "-"
"""Given for a share's file: a person types it from paper, row by row."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    secret = typer.Typer(help="The secret that couriers carry in two shares.")
    secret.command("make")(secret_make)
    secret.command("card")(secret_card)
    secret.command("check")(secret_check)
    app.add_typer(secret, name="secret")


def secret_make(
    out_a: Annotated[Path, typer.Option("--out-a", help="File of share A.")],
    out_b: Annotated[Path, typer.Option("--out-b", help="File of share B.")],
    name: Annotated[str, typer.Option(help="The line's name, printed at the head.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Make the secret that couriers carry, in two shares that are useless alone.

    One party makes it; each share goes to every party by its own courier.
    """
    for file in (out_a, out_b):
        if file.exists():
            raise ConfigError(f"{file} is already there", remedy="name another file")
    secret, pad, mark = (os.urandom(n) for n in (SECRET_BYTES, SECRET_BYTES, MARK_BYTES))
    for share, file in zip(make_shares(secret, pad, mark), (out_a, out_b), strict=True):
        write_new(file, share_text(share, name).encode())
    value = {"share_a": str(out_a), "share_b": str(out_b), "mark": mark.hex().upper()}
    text = [
        f"share A in {out_a}, share B in {out_b}, mark {mark.hex().upper()}",
        "send them by different couriers; destroy them once every party has joined",
    ]
    emit(value, text, as_json=as_json)


def secret_card(
    share: Annotated[Path, typer.Argument(help="A share's file, as `secret make` wrote it.")],
    out: Annotated[Path, typer.Option(help="The page to write, HTML: print it, then destroy it.")],
    name: Annotated[str, typer.Option(help="The line's name, printed at the head.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Make the printed card of one share, which a person can type back without error."""
    held = share_from(str(share))
    write_new(out, card_page(held, name).encode())
    mark = held.mark.hex().upper()
    value = {"card": str(out), "share": held.letter, "mark": mark}
    text = [f"card of share {held.letter}, mark {mark}, in {out}: print it, then destroy the file"]
    emit(value, text, as_json=as_json)


def secret_check(
    share: Annotated[str, typer.Argument(help="A share's file, or - to type it from its card.")],
    as_json: JsonOption = False,
) -> None:
    """Check that a card or file of a share is whole.  Shows letter and mark, never its content."""
    held = share_from(share)
    mark = held.mark.hex().upper()
    value = {"share": held.letter, "mark": mark, "whole": True}
    emit(value, [f"share {held.letter}, mark {mark}, is whole"], as_json=as_json)


def share_from(source: str, letter: str = "") -> Share:
    """The share of a file, or of what a person types; of the letter that belongs here.

    Raises:
        LocalProtocolError: it was mistyped, or is the other share.
    """
    if source == TYPED:
        share = _typed(letter)
    else:
        raw = read_bounded(Path(source), SHARE_TEXT_CHARS_MAX)
        share = read_share(raw.decode("utf-8", "replace"))
    if letter and share.letter != letter:
        raise LocalProtocolError(
            f"this is share {share.letter}, given where share {letter} belongs",
            remedy="give share A as --share-a and share B as --share-b",
        )
    return share


def _typed(letter: str) -> Share:
    """A share from paper; a slip is told at once, in its own line."""
    if not sys.stdin.isatty():
        raise ConfigError("nobody is there to type the share", remedy="give the share's file")
    content = b""
    for number in range(1, LINES + 1):
        while True:
            typed = str(typer.prompt(" ".join(f"share {letter}".split()) + f", line {number}"))
            try:
                content += check_line(number, typed)
                break
            except LocalProtocolError as error:
                print(f"  {error}")
    return share_of(content)
