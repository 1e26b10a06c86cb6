"""Commands about the lines of a home: `line join`, `line amend`, `line list`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli import leaving
from directline.cli.cards import share_from
from directline.cli.options import FdOption, HomeOption, JsonOption
from directline.cli.output import emit
from directline.errors import StoreError
from directline.station import founding
from directline.station.departures import Departures
from directline.station.home import Home
from directline.station.party import plain
from directline.station.passphrases import read_passphrase
from directline.station.shares import join_shares
from directline.station.wholeft import departures_of, left_parties
from directline.store.home import lock_home


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    line = typer.Typer(help="The lines that this home has joined.")
    line.command("join")(line_join)
    line.command("amend")(line_amend)
    line.command("list")(line_list)
    leaving.register(line)
    app.add_typer(line, name="line")


def line_join(
    home: HomeOption,
    charter: Annotated[Path, typer.Option(help="The charter that all have signed.")],
    share_a: Annotated[str, typer.Option(help="File of share A, or - to type it from paper.")],
    share_b: Annotated[str, typer.Option(help="File of share B, or - to type it from paper.")],
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Join a line: charter, couriered secret and this home's keys together make it.

    Compare the printed secret check by voice: it shows that all parties hold the same secret.
    """
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load

    here, signed = Home.open(home), founding.read_charter(charter)
    founding.check_complete(signed)
    secret = join_shares(share_from(share_a, "A"), share_from(share_b, "B"))
    passphrase = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    line = founding.join_line(
        here, here.unseal(passphrase), signed, secret, catalogue=load().digest
    )
    held = line.charter()
    check = founding.secret_check(secret, held)
    value = {
        "line": line.id,
        "name": held.name,
        "fingerprint": held.fingerprint,
        "secret_check": check,
        "path": str(line.path),
    }
    text = [
        f"{here.party} has joined {plain(held.name)} ({line.id})",
        f"secret check {check}: every party must read the same",
        "destroy the two shares once every party has joined",
    ]
    emit(value, text, as_json=as_json)


def line_amend(
    home: HomeOption,
    charter: Annotated[Path, typer.Option(help="The later version, signed by all.")],
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a later version of the charter into a home.  The station must stand still.

    Started again, it says in its feed that it holds this version.  When all parties' stations have
    said so it comes into force, and each station begins anew under it by itself.
    """
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load

    here, signed = Home.open(home), founding.read_charter(charter)
    newest = founding.check_complete(signed)
    passphrase = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    keys = here.unseal(passphrase)
    with lock_home(here.path):
        line = here.line(newest.line_id.hex())
        founding.amend_line(line, keys, signed, catalogue=load().digest)
    value = {"line": line.id, "version": newest.version, "fingerprint": newest.fingerprint}
    text = [
        f"{here.party} holds version {newest.version} of {plain(newest.name)}'s charter",
        "start the station: it comes into force when every party's station has said the same",
    ]
    emit(value, text, as_json=as_json)


def line_list(home: HomeOption, as_json: JsonOption = False) -> None:
    """List the lines of this home with their parties and fingerprints, and who has left."""
    found: list[dict[str, Any]] = []
    for line in Home.open(home).lines():
        charter = line.charter()
        try:
            departures = departures_of(line, len(charter.parties))
        except StoreError as error:
            departures = Departures(len(charter.parties))
            typer.echo(
                f"warning: {line.id[:8]}: {error.message}; ask `directline doctor`", err=True
            )
        found.append(
            {
                "line": line.id,
                "name": charter.name,
                "fingerprint": charter.fingerprint,
                "version": charter.version,
                "parties": [party.id for party in charter.parties],
                "started": not line.is_fresh(),
                "left": left_parties(departures, charter),
                "ended": departures.ended,
            }
        )
    text = [
        f"{plain(item['name'])}  {item['line']}  {', '.join(item['parties'])}  "
        f"{item['fingerprint']}{_gone(item)}"
        for item in found
    ]
    emit({"lines": found}, text or ["no line joined yet"], as_json=as_json)


def _gone(item: dict[str, Any]) -> str:
    if item["ended"]:
        return "  ENDED: all have left"
    return f"  left: {', '.join(item['left'])}" if item["left"] else ""
