"""Commands about lost keys: `loss declare`, `inspect`, `accept`, `confirm`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.catalogue.instants import parse_instant
from directline.catalogue.problems import ValueProblem
from directline.cli.options import FdOption, HomeOption, JsonOption
from directline.cli.output import emit, now_ms
from directline.cli.recovery import RecoveryOption, recovery_key
from directline.errors import ConfigError, LocalProtocolError
from directline.station import founding
from directline.station.confirming import Confirmations, check_heard, check_read, check_role
from directline.station.files import read_bounded, write_new
from directline.station.home import Home
from directline.station.instants import instant_text
from directline.station.party import key_short, plain
from directline.store.home import lock_home
from directline.wire.charter import Charter
from directline.wire.keyevent import KEY_EVENT_BYTES_MAX, NOT_SAID, KeyEvent, read_key_event

PUBLIC_MODE = 0o644
CharterOption = Annotated[Path, typer.Option("--charter", help="The line's charter, all versions.")]
HeardOption = Annotated[
    list[str] | None,
    typer.Option("--heard-by", help="An officer who followed the reading; two, repeat."),
]
LineOption = Annotated[str | None, typer.Option("--line", help="The line; needed with two.")]
FingerprintOption = Annotated[
    str | None, typer.Option(help="The whole fingerprint as that party read it aloud.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    loss = typer.Typer(help="Lost keys: declared by the recovery key, acting from their receipt.")
    loss.command("declare")(declare)
    loss.command("inspect")(inspect_event)
    loss.command("accept")(accept)
    loss.command("confirm")(confirm)
    app.add_typer(loss, name="loss")


def declare(
    party: Annotated[str, typer.Option(help="Our party's id.")],
    charter: CharterOption,
    recovery: RecoveryOption,
    out: Annotated[Path, typer.Option(help="The key event's file to write.")],
    since: Annotated[
        str, typer.Option(help="Since when, as 2026-01-15T11:58Z: a claim that undoes nothing.")
    ] = "",
    why: Annotated[str, typer.Option(help="What happened, in a line.")] = "",
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Declare our identity and TLS key lost, with the recovery key.

    Send the file to every other party, and then read its fingerprint to each by telephone.  Each
    reads it back, which `loss confirm` notes in our own log.
    """
    held = founding.check_complete(founding.read_charter(charter))
    index = held.index(party)
    signer = recovery_key(recovery, party, passphrase_fd)
    claimed = _instant(since) if since else NOT_SAID
    event = KeyEvent(held.line_id, index, held.version, now_ms(), claimed, why)
    data = event.encode(signer.sign(event.signed_bytes()))
    read_key_event(data, held)
    write_new(out, data, PUBLIC_MODE)
    others = [one for one in held.parties if one.id != party]
    call = [f"  {one.id}: {plain(one.callback) or '(no number!)'}" for one in others]
    ask = ["Read it to each other party by telephone, and hear it back:", *call]
    _show(event, held, out, [*ask, "then `directline loss confirm`."], as_json=as_json)


def inspect_event(
    file: Annotated[Path, typer.Argument(help="A key event's file.")],
    charter: CharterOption,
    as_json: JsonOption = False,
) -> None:
    """Say in plain words what a key event means, once the recovery key proves to have signed it."""
    held = founding.check_complete(founding.read_charter(charter))
    event = read_key_event(_read(file), held)
    party = held.parties[event.party]
    call = f"Call {party.id} at {plain(party.callback) or '(no number!)'}; two officers follow;"
    _show(event, held, file, [call, "then `directline loss accept`."], as_json=as_json)


def accept(
    file: Annotated[Path, typer.Argument(help="A key event's file.")],
    home: HomeOption,
    heard_by: HeardOption = None,
    line: LineOption = None,
    fingerprint: FingerprintOption = None,
    not_confirmed: Annotated[
        str | None,
        typer.Option(
            "--not-confirmed", help="There is no second bearer: a post of ours that says so."
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="With --not-confirmed: why there is none.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Take a key event into a home.  The station must stand still.

    It acts from its next start on: that party's lost TLS key is refused, the alarm rings until
    a version of the charter names new keys, and our feed says from when on we knew.
    It is confirmed over another bearer than the file came by, or a post of ours says that there
    is none: then the alarm says so too, until `loss confirm`.
    """
    if not_confirmed is not None and (heard_by or fingerprint):
        raise typer.BadParameter("either it was confirmed, or it was not")
    if not_confirmed is None:
        check_heard(heard_by or [])
    here = Home.open(home)
    with lock_home(here.path):
        found = here.line(line)
        charter, data = found.charter(), _read(file)
        event = read_key_event(data, charter)
        party = charter.parties[event.party].id
        if not_confirmed is not None:
            check_role(charter.parties[found.own(here.party)], not_confirmed)
        else:
            _compare(event, charter, party, fingerprint)
        found.keep_key_event(event, data)
        kept = _keep(here, event, charter, party, heard_by or [], not_confirmed, why)
    lines = [kept, "start the station: it acts from then on"]
    value = {
        "fingerprint": event.fingerprint, "heard_by": heard_by or [],
        "confirmed": not_confirmed is None, "role": not_confirmed or "",
    }  # fmt: skip
    emit(value, lines, as_json=as_json)


def confirm(
    file: Annotated[Path, typer.Argument(help="A key event's file.")],
    home: HomeOption,
    other: Annotated[
        str, typer.Option("--with", help="The party that read the fingerprint to us.")
    ],
    heard_by: HeardOption = None,
    line: LineOption = None,
    fingerprint: FingerprintOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note that a key event was confirmed over a second bearer.  The station may run.

    Who declared its keys lost notes here which party has read the fingerprint back to it; who took
    an event in without confirmation notes it once there is another bearer.
    """
    check_heard(heard_by or [])
    here = Home.open(home)
    found = here.line(line)
    charter = found.charter()
    event = read_key_event(_read(file), charter)
    if charter.index(other) == found.own(here.party):
        raise LocalProtocolError("we cannot confirm it to ourselves", remedy="name another party")
    _compare(event, charter, other, fingerprint)
    text = _keep(here, event, charter, other, heard_by or [], None, "")
    value = {"fingerprint": event.fingerprint, "with": other, "heard_by": heard_by}
    emit(value, [text], as_json=as_json)


def _keep(
    here: Home, event: KeyEvent, charter: Charter, other: str, officers: list[str],
    role: str | None, why: str,
) -> str:  # fmt: skip
    """Into our own log; and as a person reads it."""
    what = f"key event of {charter.parties[event.party].id} {event.fingerprint}"
    db = here.open_db()
    try:
        own = Confirmations(db)
        if role is not None:
            own.none(event, charter, role=role, why=why, now_ms=now_ms())
            return f"{what} NOT CONFIRMED over a second bearer, says {role}"
        own.heard(event, charter, other=other, officers=officers, now_ms=now_ms())
    finally:
        db.close()
    return f"{what} confirmed by voice with {other}, heard by {', '.join(officers)}"


def _compare(event: KeyEvent, charter: Charter, other: str, given: str | None) -> None:
    """The fingerprint as another party reads it, over another bearer than the file came by."""
    party = charter.parties[charter.index(other)]
    if given is not None:
        check_read(event.fingerprint, given, whole=True)
        return
    if not sys.stdin.isatty():
        raise ConfigError(
            "the fingerprint was not compared: nothing was taken in",
            remedy="--fingerprint with all ten groups, as that party read them aloud",
        )
    # The last group is not shown: who types it has heard it.
    shown = event.fingerprint.rpartition("-")[0]
    print(f"Call {party.id} at {plain(party.callback) or '(no number!)'}; it reads ten groups:")
    print(f"    {shown}-....")
    typed = str(typer.prompt("When nine groups agree, type the last group"))
    check_read(event.fingerprint, typed, whole=False)


def _instant(text: str) -> int:
    try:
        return parse_instant(text)
    except ValueProblem as error:
        raise typer.BadParameter(f"{plain(text[:40])!r}: write it as 2026-01-15T11:58Z") from error


def _read(file: Path) -> bytes:
    return read_bounded(file, KEY_EVENT_BYTES_MAX)


def _show(event: KeyEvent, charter: Charter, file: Path, then: list[str], *, as_json: bool) -> None:
    named = charter.of(event.version) or charter
    party = named.parties[event.party]
    claimed = instant_text(event.claimed_ms) if event.claimed_ms != NOT_SAID else "not said"
    value: dict[str, Any] = {
        "file": str(file), "party": party.id, "version": event.version,
        "fingerprint": event.fingerprint, "made_ms": event.made_ms,
        "claimed_ms": None if event.claimed_ms == NOT_SAID else event.claimed_ms,
        "why": event.why,
    }  # fmt: skip
    lines = [
        f"{party.id} declares its keys lost; its recovery key has signed this.",
        f"key event fingerprint {event.fingerprint}",
        f"  identity key {key_short(party.identity)}, TLS key {key_short(party.tls)}",
        f"  made {instant_text(event.made_ms)} by its clock; why: {plain(event.why) or 'not said'}",
        f"  it claims that they were lost since: {claimed}; that is a claim and undoes nothing",
        *then,
    ]
    emit(value, lines, as_json=as_json)
