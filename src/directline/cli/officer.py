"""An officer's acts through the station's API: the same powers as at the desk."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.client import ApiRefusedError, SessionFile, Station, slug
from directline.cli.options import (
    DESK_URL,
    FdOption,
    JsonOption,
    LanguageOption,
    SessionOption,
    pairs,
)
from directline.cli.output import emit
from directline.cli.texts import draft_lines, message_lines
from directline.errors import ConfigError, FieldError
from directline.station.files import read_bounded
from directline.station.passphrases import OFFICER_VARIABLE, read_passphrase

INPUTS_BYTES_MAX = 65_536
PRECEDENCES = ("ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH")

MessageArgument = Annotated[
    str, typer.Argument(help='The message, as "ALPHA 12", ALPHA-12 or "ALPHA 2/12".')
]
DraftArgument = Annotated[str, typer.Argument(help="The draft, as D12.")]
InputsArgument = Annotated[
    list[str] | None, typer.Argument(help="Fields as field=value; see `directline forms FORM`.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for name, act in (
        ("login", login),
        ("logout", logout),
        ("draft", draft),
        ("discard", discard),
        ("release", release),
        ("confirm", confirm),
        ("open", open_message),
        ("read-back", read_back),
        ("passed", passed),
        ("answer", answer),
        ("decline", decline),
        ("cancel", cancel),
        ("silence", silence),
        ("acknowledge", acknowledge),
        ("test", line_test),
        ("note", note),
        ("relief", relief),
    ):
        app.command(name)(act)


def login(
    name: Annotated[str, typer.Argument(metavar="LOGIN", help="The officer's login.")],
    url: Annotated[
        str, typer.Option(envvar="DIRECTLINE_URL", help="The desk's address, as `run` printed it.")
    ] = "",
    home: Annotated[
        Path | None, typer.Option("--home", help="Or the home of a station that runs here.")
    ] = None,
    session_file: SessionOption = None,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Log an officer in with that officer's own passphrase.

    Two releases need two log-ins: give each officer a session file of that officer's own.
    """
    where = url or _url_of(home)
    passphrase = read_passphrase(
        f"Passphrase of {name}", fd=passphrase_fd, variable=OFFICER_VARIABLE
    )
    answered = Station(where).post(
        "/login", login=name, passphrase=passphrase, terminal=f"cli-{os.getuid()}"
    )
    token = answered.get("token")
    if not isinstance(token, str):
        raise ConfigError("the answer is not of a station's API", remedy="check the address")
    kept = SessionFile(where, name, token).write(session_file)
    session = answered.get("session", {})
    officer = session.get("officer", {}) if isinstance(session, dict) else {}
    value = {"login": name, "url": where, "session_file": str(kept), "session": session}
    who = f"{officer.get('role', '')} {officer.get('call_sign', '')}".strip()
    emit(value, [f"{name} is logged in at {where} as {who}"], as_json=as_json)


def _url_of(home: Path | None) -> str:
    if home is None:
        raise typer.BadParameter("give --url, or --home of a station that runs on this machine")
    file = home / DESK_URL
    if not file.exists():
        raise ConfigError(f"no station runs from {home}", remedy="directline run --home ...")
    return read_bounded(file, 1_000).decode("utf-8", "replace").strip()


def logout(session_file: SessionOption = None, as_json: JsonOption = False) -> None:
    """End the log-in, here and at the station."""
    from directline.cli.client import default_path  # noqa: PLC0415

    try:
        Station.of(session_file).post("/logout")
    except ApiRefusedError as error:
        if error.code != "login":
            raise
    (session_file or default_path()).unlink(missing_ok=True)
    emit({"logged_out": True}, ["logged out"], as_json=as_json)


def draft(
    form: Annotated[str, typer.Argument(help="The form's code, as N4.")],
    fields: InputsArgument = None,
    inputs: Annotated[
        str, typer.Option(help="Read the fields from this JSON file first; - is standard input.")
    ] = "",
    draft_id: Annotated[str, typer.Option("--id", help="Change this draft.")] = "",
    drill: Annotated[bool, typer.Option("--drill", help="Mark it EXERCISE.")] = False,
    precedence: Annotated[
        str, typer.Option(help="Raise to PRIORITY, IMMEDIATE or FLASH: takes a second officer.")
    ] = "",
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write or change a draft.  Fields that are wrong are named, and nothing typed is lost.

    Exits 1 while a field is wrong; the draft is kept and can be changed with --id.
    """
    given = {**_inputs(inputs), **pairs(fields or [], "field=value")}
    body: dict[str, Any] = {"form": form, "inputs": given, "drill": drill}
    if precedence:
        if precedence.upper() not in PRECEDENCES:
            raise typer.BadParameter(f"{precedence[:20]!r} is none of {', '.join(PRECEDENCES)}")
        body["precedence"] = PRECEDENCES.index(precedence.upper())
    station = Station.of(session_file)
    query = f"?lang={lang[:8]}" if lang.isalpha() else ""
    made = (
        station.put(f"/drafts/{slug(draft_id)}{query}", **body)
        if draft_id
        else station.post(f"/drafts{query}", **body)
    )
    emit(made, draft_lines(made), as_json=as_json)
    if not made.get("ready", False):
        raise typer.Exit(1)


def _inputs(source: str) -> dict[str, str]:
    if not source:
        return {}
    if source == "-":
        raw = sys.stdin.buffer.read(INPUTS_BYTES_MAX + 1)
    else:
        raw = read_bounded(Path(source), INPUTS_BYTES_MAX)
    try:
        value = json.loads(raw[:INPUTS_BYTES_MAX])
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise FieldError(
            "the inputs are not one JSON object of texts",
            field="inputs",
            remedy='for example {"place.lat_lon": "55 45.000 N 037 37.000 E"}',
        )
    return value


def discard(
    draft_id: DraftArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Throw a draft away."""
    done = Station.of(session_file).delete(f"/drafts/{slug(draft_id)}")
    emit(done, [f"{draft_id}: discarded"], as_json=as_json)


def release(
    draft_id: DraftArgument,
    mark: Annotated[
        str, typer.Option(help="The draft's mark as you reviewed it; changed since, it stays.")
    ] = "",
    address_reviewed: Annotated[
        bool,
        typer.Option("--address-reviewed", help="You reviewed forms of address not agreed on."),
    ] = False,
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Release a draft: signed and durable at our station when this returns.

    Refused to the drafter, except for the life-saving forms: another officer logs in and releases.
    """
    reviewed: dict[str, Any] = {"mark": mark} if mark else {}
    if address_reviewed:
        reviewed["reviewed"] = True
    path = f"/drafts/{slug(draft_id)}/release"
    _act(path, session_file, as_json=as_json, lang=lang, **reviewed)


def confirm(
    message: MessageArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Confirm, as the second officer, a life-saving form that one officer released alone."""
    done = Station.of(session_file).post(f"/messages/{slug(message)}/confirm")
    emit(done, [f"{message}: confirmed"], as_json=as_json)


def open_message(
    message: MessageArgument,
    lang: LanguageOption = "en",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a message: a person's step, signed and told to the other side (level 3)."""
    _act(f"/messages/{slug(message)}/open", session_file, as_json=as_json, lang=lang)


def read_back(
    message: MessageArgument,
    fields: InputsArgument = None,
    inputs: Annotated[
        str, typer.Option(help="Read the fields from this JSON file first; - is standard input.")
    ] = "",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Re-enter the critical fields from what you understood (level 4 when they agree).

    Exits 1 when a value differs; nothing is signed then.
    """
    given = {**_inputs(inputs), **pairs(fields or [], "field=value")}
    station = Station.of(session_file)
    made = station.post(f"/messages/{slug(message)}/read-back", inputs=given)
    lines = [f"{message}: understood, values agree"]
    if not made.get("understood"):
        lines = [
            f"differs: {wrong.get('field')}: they say {wrong.get('expected')},"
            f" you say {wrong.get('entered')}"
            + (f" ({wrong['distance_m']} m apart)" if wrong.get("distance_m") else "")
            for wrong in made.get("mismatches", [])
        ]
    emit(made, lines, as_json=as_json)
    if not made.get("understood"):
        raise typer.Exit(1)


def passed(
    message: MessageArgument,
    unit: Annotated[str, typer.Argument(help="The authority or unit that now has it.")],
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say to whom it was passed (level 5)."""
    _act(f"/messages/{slug(message)}/passed", session_file, as_json=as_json, unit=unit)


def answer(
    message: MessageArgument,
    code: Annotated[str, typer.Argument(help="An answer of the form: STANDBY, WILCO, UNABLE ...")],
    remark: Annotated[str, typer.Option(help="Free text, authentic in your own language.")] = "",
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer: STANDBY stays open, WILCO, UNABLE or ROGER close (level 6)."""
    _act(
        f"/messages/{slug(message)}/answer",
        session_file,
        as_json=as_json,
        code=code.upper(),
        remark=remark,
    )


def decline(
    message: MessageArgument,
    reason: Annotated[str, typer.Argument(help="A reason code of the catalogue, as not-clear.")],
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decline with a reason (level 6)."""
    _act(f"/messages/{slug(message)}/decline", session_file, as_json=as_json, reason=reason)


def cancel(
    message: MessageArgument, session_file: SessionOption = None, as_json: JsonOption = False
) -> None:
    """Take the CANCEL that stands ready for one of our messages, as a draft."""
    made = Station.of(session_file).post(f"/messages/{slug(message)}/cancel")
    emit(made, draft_lines(made), as_json=as_json)


def silence(
    alarm: Annotated[int | None, typer.Argument(help="The alarm's number; all without it.")] = None,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Quiet the sound for a minute.  Signs nothing and acknowledges nothing."""
    body = {} if alarm is None else {"alarm": alarm}
    done = Station.of(session_file).post("/silence", **body)
    emit(done, ["silenced for a minute; nothing is acknowledged"], as_json=as_json)


def acknowledge(
    alarm: Annotated[int, typer.Argument(help="The alarm's number, from `directline status`.")],
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say, as a named person, that you have seen an alarm."""
    done = Station.of(session_file).post("/acknowledge", alarm=alarm)
    emit(done, ["acknowledged"], as_json=as_json)


def line_test(session_file: SessionOption = None, as_json: JsonOption = False) -> None:
    """Send a line test (L1) now."""
    _act("/line-test", session_file, as_json=as_json)


def note(
    text: Annotated[str, typer.Argument(help="The remark.")],
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a remark into our own watch log."""
    emit(Station.of(session_file).post("/note", text=text), ["noted"], as_json=as_json)


def relief(
    relieving: Annotated[str, typer.Argument(metavar="LOGIN", help="Who takes the watch over.")],
    session_file: SessionOption = None,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hand the watch over: both officers sign the list of open items.

    The relieving officer types that officer's own passphrase.
    """
    station = Station.of(session_file)
    passphrase = read_passphrase(
        f"Passphrase of {relieving}, who takes over", fd=passphrase_fd, variable=OFFICER_VARIABLE
    )
    done = station.post("/relief", login=relieving, passphrase=passphrase)
    items = [str(item) for item in done.get("items", [])]
    emit(done, [*(items or ["no open items"]), "the watch is handed over"], as_json=as_json)


def _act(
    path: str, session_file: Path | None, *, as_json: bool, lang: str = "", **body: Any
) -> None:
    """Act on one message and show it as it stands after."""
    query = f"?lang={lang}" if lang.isalpha() else ""
    done = Station.of(session_file).post(path + query, **body)
    emit(done, message_lines(done), as_json=as_json)
