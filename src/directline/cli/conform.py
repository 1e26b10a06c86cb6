"""`directline conform`: plays the other side of a line against any implementation.

directline conform found DIR --party THEIRS.party    keys, charter, shares
directline conform accept DIR --charter SIGNED       the charter as the tested party signed it
directline conform HOST:PORT --dir DIR               every rule that can be seen on the wire
directline conform HOST:PORT --dir DIR --liar        an hour with a liar
"""

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from directline.bearers.sockets import Address
from directline.cli.options import JsonOption, pairs
from directline.cli.output import emit, now_ms
from directline.conform import party as kit
from directline.conform.liar import Liar
from directline.conform.party import KitParty
from directline.conform.peer import Peer
from directline.conform.report import Report, Verdict
from directline.conform.session import Session
from directline.errors import ConfigError

EXIT_FAILED = 1

KitOption = Annotated[Path, typer.Option("--dir", help="The kit's directory, made by `found`.")]


class _Group(TyperGroup):
    """A group whose first word may be an address: then `run` is meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["run", *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(
        cls=_Group,
        help="The conformance kit: HOST:PORT --dir DIR plays the other side of a line there.",
    )
    group.command("found")(found)
    group.command("accept")(accept)
    group.command("run")(run)
    app.add_typer(group, name="conform")


def found(
    directory: Annotated[Path, typer.Argument(help="A directory for the kit; made here.")],
    party: Annotated[Path, typer.Option(help="The tested party's party file.")],
    catalogue: Annotated[
        str, typer.Option(help="Digest of its catalogue in hexadecimal; default our own.")
    ] = "",
    junior: Annotated[
        bool,
        typer.Option("--junior", help="The kit stands second: the tested party is the senior."),
    ] = False,
    term: Annotated[
        list[str] | None, typer.Option(help="A term of the charter, as heartbeat_ms=1000; repeat.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Found a line with the tested party: the kit's keys, a charter that it signed, two shares."""
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load

    try:
        digest = bytes.fromhex(catalogue) or load().digest
    except ValueError:
        raise typer.BadParameter("a digest is 64 hexadecimal digits") from None
    terms = kit.terms_with(pairs(term or [], "TERM=NUMBER"))
    charter = kit.found(
        directory, party, catalogue=digest, now_ms=now_ms(), junior=junior, terms=terms
    )
    value = {
        "charter": str(directory / "charter"),
        "party": str(directory / "KIT.party"),
        "fingerprint": charter.fingerprint,
        "secret_check": kit.secret_check(directory),
        "share_a": str(directory / "share-a"),
        "share_b": str(directory / "share-b"),
    }
    text = [
        f"{directory / 'charter'}: let the tested party sign it; fingerprint {charter.fingerprint}",
        f"{directory / 'share-a'}, {directory / 'share-b'}: let it join with both",
        f"secret check {value['secret_check']}",
        f"then: directline conform accept {directory} --charter SIGNED",
    ]
    emit(value, text, as_json=as_json)


def accept(
    directory: Annotated[Path, typer.Argument(help="The kit's directory.")],
    charter: Annotated[Path, typer.Option(help="The charter as the tested party has signed it.")],
    as_json: JsonOption = False,
) -> None:
    """Take the charter that the tested party has signed: now there is a line."""
    held = kit.accept(directory, charter)
    value = {"line": held.line_id.hex(), "charter": str(directory / "charter")}
    emit(value, [f"the line {held.line_id.hex()} is founded; join it there, start the station"],
         as_json=as_json)  # fmt: skip


def run(
    target: Annotated[
        str, typer.Argument(help="Where the tested station listens, host:port; - only listens.")
    ],
    directory: KitOption,
    rules: Annotated[
        str,
        typer.Option(help="Only checks of these rules, as TLS-*,FRAME-3; !OUT-* leaves some out."),
    ] = "",
    seconds: Annotated[float, typer.Option(help="Begin no new check after so long.")] = 600.0,
    listen: Annotated[
        str, typer.Option(help="Accept the tested station's own dials here, host:port.")
    ] = "",
    patience: Annotated[
        float, typer.Option(min=1.0, help="Times the usual grace, for a busy machine.")
    ] = 1.0,
    liar: Annotated[
        bool, typer.Option("--liar", help="Keep no rule for long, instead of checking.")
    ] = False,
    minutes: Annotated[float, typer.Option(help="How long the liar plays.")] = 60.0,
    seed: Annotated[int, typer.Option(help="What the liar does is drawn from it.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Play the other side of the line, and say of every rule whether it was kept.

    Exit code 0: nothing failed.  1: something did, or the station could not be met.
    """
    party = KitParty.open(directory)
    where = None if target == "-" else Address.parse(target)
    if where is None and not listen:
        raise ConfigError("there is nowhere to dial and nowhere to listen", remedy="--listen")
    peer = Peer(party, where, Address.parse(listen) if listen else None)
    peer.patience = patience
    try:
        if liar:
            _lie(peer, seed, minutes, as_json=as_json)
            return
        _check(peer, rules, seconds, as_json=as_json)
    finally:
        peer.stop()


def _lie(peer: Peer, seed: int, minutes: float, *, as_json: bool) -> None:
    begun = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - begun:7.1f} s] {text}", file=sys.stderr, flush=True)

    if not peer.meet():
        raise ConfigError("the tested station was not met", remedy="is it running, and is it it?")
    peer.begin()
    player = Liar(peer, seed)
    try:
        player.play(minutes * 60, say)
    except KeyboardInterrupt:
        say("stopped")
    value = {"seed": seed, "seconds": round(time.monotonic() - begun, 1), **player.report()}
    emit(value, [json.dumps(value, indent=2)], as_json=as_json)


def _check(peer: Peer, rules: str, seconds: float, *, as_json: bool) -> None:
    begun = time.monotonic()

    def say(done: int, count: int, name: str, verdict: Verdict) -> None:
        spent = time.monotonic() - begun
        print(
            f"[{spent:6.1f} s] {done:3} of {count}  {verdict.value:14} {name}",
            file=sys.stderr, flush=True,
        )  # fmt: skip

    session = Session(peer, wanted=rules, seconds=seconds, say=say)
    report = session.run()
    emit(report.value(), report.lines(), as_json=as_json)
    if report.failed:
        raise typer.Exit(EXIT_FAILED)


__all__ = ["Report", "register"]
