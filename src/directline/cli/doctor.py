"""`directline doctor`: how a home stands, whether its station runs or not."""

import typer

from directline.cli.options import HomeOption, JsonOption
from directline.cli.output import emit, plain


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("doctor")(doctor)


def doctor(home: HomeOption, as_json: JsonOption = False) -> None:
    """Examine keys, clock, disk, charter, feeds and anchor of a home, and say what helps.

    Reads only; needs no passphrase.  Exits 1 when anything is wrong.
    """
    from directline.station.doctor import State, examine  # noqa: PLC0415 - forms take time to load

    found = examine(home)
    wrong = [finding for finding in found if finding.state is State.WRONG]
    look = [finding for finding in found if finding.state is State.LOOK]
    lines = [plain_lines(finding.line()) for finding in found]
    lines.append(f"{len(wrong)} wrong, {len(look)} to look at, {len(found)} examined.")
    value = {
        "ok": not wrong,
        "findings": [
            {
                "state": finding.state.value,
                "about": finding.about,
                "text": finding.text,
                "remedy": finding.remedy,
            }
            for finding in found
        ],
    }
    emit(value, lines, as_json=as_json)
    if wrong:
        raise typer.Exit(1)


def plain_lines(text: str) -> str:
    """Several lines without what could command a terminal."""
    return "\n".join(plain(line) for line in text.split("\n"))
