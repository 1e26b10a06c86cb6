"""Commands that run a station: `run`, `config`, `keys`."""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.catalogue import Catalogue
from directline.cli.options import (
    DESK_URL,
    FdOption,
    HomeOption,
    JsonOption,
    LineOption,
    PinFdOption,
)
from directline.cli.output import emit, plain
from directline.cli.recovery import keys_renew
from directline.errors import CustodyError
from directline.station.config import Address, WitnessConfig, config_values, render_config
from directline.station.custody import PartyKeys
from directline.station.desk import Desk
from directline.station.files import read_bounded, write_atomic
from directline.station.home import Home
from directline.station.passphrases import new_passphrase, pin_source, read_passphrase
from directline.station.signing import PinRefusedError, waited

VKEYS_BYTES_MAX = 65_536
"""A post-quantum key is 1,800 characters; a witness prints a few."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("run")(run)
    config = typer.Typer(help="The settings of a station: config.toml in its home.")
    config.command("show")(config_show)
    config.command("peer")(config_peer)
    config.command("witness")(config_witness)
    app.add_typer(config, name="config")
    keys = typer.Typer(help="The sealed keys of a home.")
    keys.command("passphrase")(keys_passphrase)
    keys.command("renew")(keys_renew)
    app.add_typer(keys, name="keys")


def config_show(home: HomeOption, as_json: JsonOption = False) -> None:
    """Show every setting with its reason, defaults included; refuses an unknown key."""
    config = Home.open(home).config()
    emit(config_values(config), render_config(config).splitlines(), as_json=as_json)


def config_peer(
    party: Annotated[str, typer.Argument(help="The other party's id.")],
    address: Annotated[list[str], typer.Argument(help="Where to dial it, host:port, in order.")],
    home: HomeOption,
    as_json: JsonOption = False,
) -> None:
    """Say where to dial another party.  Rewrites config.toml with the standard remarks."""
    here = Home.open(home)
    config = here.config()
    dial = tuple(Address.parse(text, key=f"peers.{party[:20]}") for text in address)
    here.save_config(replace(config, peers={**config.peers, party: dial}))
    checked = here.config()
    emit(config_values(checked), [f"{party}: {', '.join(map(str, dial))}"], as_json=as_json)


def config_witness(
    url: Annotated[str, typer.Argument(help="Where it serves, as https://neutral.example/w.")],
    vkeys: Annotated[Path, typer.Argument(help="The file with the keys that it printed.")],
    home: HomeOption,
    overdue_min: Annotated[
        int, typer.Option(min=1, help="Minutes after which an unsigned head is an alarm.")
    ] = 60,
    as_json: JsonOption = False,
) -> None:
    """Pin the neutral that signs heads of the feeds, with its keys.  Rewrites config.toml."""
    here = Home.open(home)
    lines = read_bounded(vkeys, VKEYS_BYTES_MAX).decode("utf-8", "replace").split()
    witness = WitnessConfig.parse(url, tuple(lines), overdue_min)
    here.save_config(replace(here.config(), witness=witness))
    checked = here.config()
    emit(config_values(checked), [f"witness {plain(witness.keys[0].name)} at {url}"],
         as_json=as_json)  # fmt: skip


def keys_passphrase(
    home: HomeOption,
    new_passphrase_fd: Annotated[
        int | None, typer.Option(min=0, help="Read the new passphrase from this descriptor.")
    ] = None,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change the passphrase of a home's keys.  Old backups keep the old one."""
    here = Home.open(home)
    old = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    here.unseal(old)
    new = new_passphrase(
        "New passphrase", fd=new_passphrase_fd, variable="DIRECTLINE_NEW_PASSPHRASE"
    )
    here.reseal(old, new)
    emit({"party": here.party, "changed": True}, ["changed"], as_json=as_json)


def run(
    home: HomeOption,
    line: LineOption = None,
    desk: Annotated[bool, typer.Option(help="Serve the desk and the API.")] = True,
    passphrase_fd: FdOption = None,
    pin_fd: PinFdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the station of one line until SIGTERM or Ctrl-C.

    With --json one line goes to standard output once the station and its desk serve: where the
    desk is, and where other stations may connect.  The log goes to log/station.log in the home.
    """
    from directline.station.service import run_station  # noqa: PLC0415 - the station is large

    here = Home.open(home)
    here.config()
    chosen = here.line(line)
    passphrase = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    keys = here.unseal(passphrase, pin_source(pin_fd))
    _ready_keys(keys)
    url_file, serving = here.path / DESK_URL, False

    def ready(value: dict[str, Any]) -> None:
        nonlocal serving
        write_atomic(url_file, value["desk"].encode())
        serving = True
        if as_json:
            print(json.dumps({"ready": True, **value}, ensure_ascii=False), flush=True)
        else:
            where = f"desk at {value['desk']}" if value["desk"] else "without a desk"
            print(f"{here.party} is on the line {plain(value['line'])}; {where}", flush=True)

    try:
        code = run_station(
            here, keys, chosen, ready=ready, desk_server=_serve_desk if desk else None
        )
    finally:
        if serving:  # a second station that was refused leaves the first one's alone
            url_file.unlink(missing_ok=True)
    raise typer.Exit(code)


def _ready_keys(keys: PartyKeys) -> None:
    """Make keys that are kept elsewhere ready, while somebody is there to hear what they lack.

    Raises:
        PinRefusedError: a token refused its PIN.
    """
    for signer in keys.outside():
        signer.ask_pin()
        try:
            waited(signer.log_in())
        except PinRefusedError:
            raise
        except CustodyError as error:
            # The station starts all the same: it receives, and signs once the key is there.
            print(f"warning: {signer.name} key: {error}", file=sys.stderr, flush=True)


async def _serve_desk(
    desk: Desk,
    *,
    catalogue: Catalogue,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    shutdown: asyncio.Event,
    bound: Callable[[int], None],
) -> None:
    """The console, handed to the station, which knows none."""
    from directline.console.app import create_app  # noqa: PLC0415 - only a station needs it
    from directline.console.server import serve  # noqa: PLC0415

    # Browsers keep `Secure` cookies on https and on loopback; nothing else may serve a desk.
    app = create_app(desk, catalogue=catalogue, secure_cookie=True, shutdown=shutdown, hosts=hosts)
    await serve(app, host, port, None, shutdown, bound=bound)
