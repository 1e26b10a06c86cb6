"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

DESK_URL = "desk.url"
"""A running station's desk address, in this file of its home."""

HomeOption = Annotated[
    Path, typer.Option("--home", envvar="DIRECTLINE_HOME", help="The station's home directory.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
FdOption = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd",
        min=0,
        help="Read the passphrase as one line from this file descriptor.",
    ),
]
PinFdOption = Annotated[
    int | None,
    typer.Option(
        "--pin-fd",
        min=0,
        help="Read the PIN of a token as one line from this file descriptor; a line a token.",
    ),
]
LineOption = Annotated[
    str | None,
    typer.Option("--line", help="The line's name, or the beginning of its id; needed with two."),
]
SessionOption = Annotated[
    Path | None,
    typer.Option(
        "--session-file",
        envvar="DIRECTLINE_SESSION_FILE",
        help="Where the log-in is kept (mode 0600); default in the user's runtime directory.",
    ),
]
LanguageOption = Annotated[
    str, typer.Option("--lang", help="Language of forms and words: en, ru, uk, ar, zh or fr.")
]


def pairs(texts: list[str], what: str) -> dict[str, str]:
    """`name=value` arguments as a dictionary.

    Raises:
        typer.BadParameter: one has no `=`, or a name stands twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{text[:60]!r}: write {what}")
        if name in found:
            raise typer.BadParameter(f"{name[:60]!r} is given twice")
        found[name] = value
    return found
