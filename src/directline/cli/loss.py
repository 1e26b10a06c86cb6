"""Commands about lost keys: `loss declare`, `inspect`, `accept`."""

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
from directline.station.files import read_bounded, write_new
from directline.station.home import Home
from directline.station.instants import instant_text
from directline.station.party import key_short, plain
from directline.station.watchlog import WatchLog
from directline.store.home import lock_home
from directline.wire.charter import Charter, normalise_fingerprint
from directline.wire.keyevent import KEY_EVENT_BYTES_MAX, NOT_SAID, KeyEvent, read_key_event

PUBLIC_MODE = 0o644
HEARD_MIN = 2
"""Officers who followed the fingerprint over another bearer than the one that brought the file."""
CharterOption = Annotated[Path, typer.Option("--charter", help="The line's charter, all versions.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    loss = typer.Typer(help="Lost keys: declared by the recovery key, acting from their receipt.")
    loss.command("declare")(declare)
    loss.command("inspect")(inspect_event)
    loss.command("accept")(accept)
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

    Send the file to every other party, and then read its fingerprint to each by telephone.
    """
    held = founding.check_complete(founding.read_charter(charter))
    index = held.index(party)
    signer = recovery_key(recovery, party, passphrase_fd)
    claimed = _instant(since) if since else NOT_SAID
    event = KeyEvent(held.line_id, index, held.version, now_ms(), claimed, why)
    data = event.encode(signer.sign(event.signed_bytes()))
    read_key_event(data, held)
    write_new(out, data, PUBLIC_MODE)
    _show(event, held, out, as_json=as_json)


def inspect_event(
    file: Annotated[Path, typer.Argument(help="A key event's file.")],
    charter: CharterOption,
    as_json: JsonOption = False,
) -> None:
    """Say in plain words what a key event means, once the recovery key proves to have signed it."""
    held = founding.check_complete(founding.read_charter(charter))
    _show(read_key_event(_read(file), held), held, file, as_json=as_json)


def accept(
    file: Annotated[Path, typer.Argument(help="A key event's file.")],
    home: HomeOption,
    heard_by: Annotated[
        list[str], typer.Option("--heard-by", help="An officer who followed the reading; repeat.")
    ],
    line: Annotated[str | None, typer.Option("--line", help="The line; needed with two.")] = None,
    fingerprint: Annotated[
        str | None, typer.Option(help="The whole fingerprint as that party read it aloud.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take a key event into a home.  The station must stand still.

    It acts from its next start on: that party's lost TLS key is refused, the alarm rings until
    a version of the charter names new keys, and our feed says from when on we knew.
    """
    if len(set(heard_by)) < HEARD_MIN:
        raise LocalProtocolError(
            "the fingerprint was followed by fewer than two officers: nothing was taken in",
            remedy="call that party at the number in the charter; two listen; name both",
        )
    here = Home.open(home)
    with lock_home(here.path):
        found = here.line(line)
        charter, data = found.charter(), _read(file)
        event = read_key_event(data, charter)
        _compare(event, charter, fingerprint)
        found.keep_key_event(event, data)
        db = here.open_db()
        try:
            text = (
                f"key event of {charter.parties[event.party].id} {event.fingerprint} confirmed"
                f" by voice, heard by {', '.join(heard_by)}"
            )
            WatchLog(db).append("log-note", {"text": text}, now_ms=now_ms())
        finally:
            db.close()
    lines = [text, "start the station: it acts from then on"]
    emit({"fingerprint": event.fingerprint, "heard_by": heard_by}, lines, as_json=as_json)


def _compare(event: KeyEvent, charter: Charter, given: str | None) -> None:
    party = charter.parties[event.party]
    typed = given
    if typed is None:
        if not sys.stdin.isatty():
            raise ConfigError(
                "the fingerprint was not compared: nothing was taken in",
                remedy="--fingerprint with all ten groups, as that party read them aloud",
            )
        print(f"Call {party.id} at {plain(party.callback) or '(no number!)'} and compare aloud:")
        print(f"    {event.fingerprint}")
        typed = str(typer.prompt("When all ten groups agree, type the last group"))
    normal, last = normalise_fingerprint(typed), event.fingerprint.rpartition("-")[2]
    if normal != event.fingerprint and (given is not None or normal != last):
        raise LocalProtocolError("the fingerprints differ: nothing was taken in")


def _instant(text: str) -> int:
    try:
        return parse_instant(text)
    except ValueProblem as error:
        raise typer.BadParameter(f"{plain(text[:40])!r}: write it as 2026-01-15T11:58Z") from error


def _read(file: Path) -> bytes:
    return read_bounded(file, KEY_EVENT_BYTES_MAX)


def _show(event: KeyEvent, charter: Charter, file: Path, *, as_json: bool) -> None:
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
        f"Call {party.id} at {plain(party.callback) or '(no number!)'}; two officers follow;",
        "then `directline loss accept`.",
    ]
    emit(value, lines, as_json=as_json)
