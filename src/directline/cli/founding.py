"""Commands that found a line: `init`, `party`, `charter`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from directline.cli.drafting import (
    PUBLIC_MODE,
    charter_amend,
    charter_draft,
    party_value,
    show_charter,
)
from directline.cli.options import FdOption, HomeOption, JsonOption, PinFdOption, pairs
from directline.cli.output import emit, now_ms
from directline.cli.recovery import recovery_key
from directline.errors import ConfigError, LocalProtocolError
from directline.station import founding
from directline.station.amendments import remember_signed, signed_before
from directline.station.approvals import CHARTER, Approvals
from directline.station.config import Address, Config
from directline.station.confirming import Confirmations, check_role
from directline.station.files import write_atomic, write_new
from directline.station.home import Home
from directline.station.inspection import Inspection, Reader, inspect
from directline.station.keyplaces import parse_places
from directline.station.keyring import found_keys, one_pin_a_token
from directline.station.party import Introduction, party_lines
from directline.station.passphrases import new_passphrase, pin_source, read_passphrase
from directline.station.succession import heir_of
from directline.wire.charter import Charter, Role


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("init")(init)
    party = typer.Typer(help="The public party file: how a party introduces itself.")
    party.command("show")(party_show)
    app.add_typer(party, name="party")
    charter = typer.Typer(help="The charter: draft, read, compare, sign, bring together.")
    charter.command("draft")(charter_draft)
    charter.command("amend")(charter_amend)
    charter.command("show")(charter_show)
    charter.command("inspect")(charter_inspect)
    charter.command("sign")(charter_sign)
    charter.command("combine")(charter_combine)
    charter.command("accept", hidden=True)(charter_combine)
    app.add_typer(charter, name="charter")


def init(
    home: HomeOption,
    party: Annotated[str, typer.Option(help="The party's id: A-Z, 0-9 and dash, at most 16.")],
    callback: Annotated[
        str, typer.Option(help="Telephone number of the call-back card, read by people.")
    ] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(help='A post and its call sign, as DUTY-OFFICER="ALPHA ONE"; repeat.'),
    ] = None,
    listen: Annotated[
        list[str] | None, typer.Option(help="Where other stations connect, host:port; repeat.")
    ] = None,
    peer: Annotated[
        list[str] | None,
        typer.Option(help="Where to dial another party, as BRAVO=host:port; repeat."),
    ] = None,
    desk: Annotated[
        str, typer.Option(help="Where the desk is served, host:port; port 0 takes any.")
    ] = "127.0.0.1:0",
    out: Annotated[
        Path | None, typer.Option(help="The public party file to write; default PARTY.party here.")
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            help="A key that is kept elsewhere, as identity=pkcs11:token=...;object=..."
            "?module-path=/... or identity=ssh-agent:SHA256:...; also checkpoint, cosigner; repeat."
        ),
    ] = None,
    passphrase_fd: FdOption = None,
    pin_fd: PinFdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a party's keys and its home, sealed under a passphrase.

    Send the party file to the others; keep the home to yourself.
    The recovery key (recovery.sealed) is meant to be carried away and kept offline.
    """
    roles = [Role(name, sign) for name, sign in pairs(role or [], "ROLE=CALL SIGN").items()]
    peers: dict[str, tuple[Address, ...]] = {}
    for given in peer or []:
        name, _, address = given.partition("=")
        peers[name] = (*peers.get(name, ()), Address.parse(address, key=f"peer {name[:20]}"))
    config = Config(
        listen=tuple(Address.parse(text, key="listen") for text in listen or []),
        peers=peers,
        desk=Address.parse(desk, key="desk"),
        keys=parse_places(pairs(key or [], "KEY=PLACE")),
    )
    file = out or Path(f"{party}.party")
    if file.exists():
        raise ConfigError(f"{file} is already there", remedy="name another file with --out")
    passphrase = new_passphrase(f"New passphrase for {party}'s keys", fd=passphrase_fd)
    introduction = founding.found_home(
        home, party, callback=callback, roles=roles, passphrase=passphrase, config=config,
        outside=found_keys(config.keys, one_pin_a_token(pin_source(pin_fd))),
    )  # fmt: skip
    write_new(file, introduction.encode(), PUBLIC_MODE)
    value = {"home": str(home), "party_file": str(file), **party_value(introduction.party)}
    text = [
        *party_lines(introduction.party),
        f"home {home} made; party file {file} written: send it to the other parties",
        f"carry {home / 'recovery.sealed'} away and keep it offline; remember its passphrase",
    ]
    emit(value, text, as_json=as_json)


def party_show(
    file: Annotated[Path | None, typer.Argument(help="A party file.")] = None,
    home: Annotated[
        Path | None, typer.Option("--home", help="Show the party of this home instead.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the party file again, to send it.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a party file in readable text, once every key in it has proved itself."""
    if (file is None) == (home is None):
        raise typer.BadParameter("give a party file, or --home")
    introduction = _introduction(file, home)
    if out is not None:
        write_new(out, introduction.encode(), PUBLIC_MODE)
    emit(party_value(introduction.party), party_lines(introduction.party), as_json=as_json)


def _introduction(file: Path | None, home: Path | None) -> Introduction:
    if home is not None:
        return Home.open(home).introduction()
    if file is None:
        raise typer.BadParameter("give a party file, or --home")
    return founding.read_introduction(file)


def charter_show(
    file: Annotated[Path, typer.Argument(help="A charter's file.")], as_json: JsonOption = False
) -> None:
    """Show everything that a charter says, its fingerprint, and who has signed."""
    show_charter(founding.read_charter(file), as_json=as_json, file=file)


def charter_inspect(
    file: Annotated[Path, typer.Argument(help="A charter's file.")],
    home: Annotated[
        Path | None, typer.Option("--home", help="Our home: also compare with our own party file.")
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(help="The charter that it succeeds, where our home has not joined that line."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say in plain words what a charter means, and what in it is unusual."""
    signed = founding.read_charter(file)
    charter, held = founding.signers(signed)
    known = None if before is None else founding.check_complete(founding.read_charter(before))
    found = _inspected(charter, None if home is None else Home.open(home), known)
    missing = [party for party, signed_it in held.items() if not signed_it]
    state = f"Not yet signed by {', '.join(missing)}." if missing else "Signed by all."
    value = {
        "file": str(file), "fingerprint": charter.fingerprint, "version": charter.version,
        "lines": list(found.lines), "unusual": list(found.unusual), "signed": held,
    }  # fmt: skip
    emit(value, [*found.text(), state], as_json=as_json)


def _inspected(charter: Charter, home: Home | None, known: Charter | None = None) -> Inspection:
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load
    from directline.station.ownforms import describe, unusual  # noqa: PLC0415 - the same

    own = None if home is None else home.introduction().party
    before = _before(charter, home, known)
    ids = [] if before is None or charter.version == 1 else [party.id for party in before.parties]
    if own is not None and own.id in ids:
        # Of a later version our own part is compared with the one before, not with our first file.
        own = None
    return inspect(
        charter,
        Reader(
            load().digest, now_ms(), own, before,
            forms=tuple(describe(charter)), forms_unusual=tuple(unusual(charter)),
        ),
    )  # fmt: skip


def _before(charter: Charter, home: Home | None, known: Charter | None) -> Charter | None:
    """The charter that this one follows, or succeeds, as far as it is at hand."""
    lines = [] if home is None else [line.charter() for line in home.lines()]
    if charter.version == 1:
        at_hand = [*lines, *([] if known is None else [known])]
        return heir_of(charter, at_hand) or known if charter.previous else None
    before = charter.of(charter.version - 1)
    joined = [one for one in lines if one.line_id == charter.line_id]
    return joined[0] if joined and before is not None else before


def charter_sign(
    file: Annotated[Path, typer.Argument(help="The charter's file.")],
    home: HomeOption,
    fingerprint: Annotated[
        str | None,
        typer.Option(help="The whole fingerprint as another party read it aloud."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; default the same file.")] = None,
    recovery: Annotated[
        Path | None,
        typer.Option(
            help="Of a later version: the recovery key's file, where the identity key is lost."
        ),
    ] = None,
    not_confirmed: Annotated[
        str | None,
        typer.Option(
            help="Of a later version: there is no second bearer to compare it by; a post of ours"
            " that says so."
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="With --not-confirmed: why there is none.")] = "",
    passphrase_fd: FdOption = None,
    pin_fd: PinFdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign a charter after its fingerprint has been compared by voice.

    Our own log keeps that it was compared, or which post of ours says that it could not be.
    Where this home has a rule of approvals, enough officers must have approved it before.
    """
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load
    from directline.station.ownforms import check_signable  # noqa: PLC0415 - the same

    signed, here = founding.read_charter(file), Home.open(home)
    charter, _ = founding.signers(signed)
    check_signable(charter)
    if not_confirmed is not None:
        _not_compared(charter, here.party, not_confirmed, fingerprint)
    elif fingerprint is not None:
        founding.compare(charter, fingerprint)
    else:
        typed = _ask_group(_inspected(charter, here), charter)
        founding.compare(charter, typed, last_group=True)
    identity = here.introduction().party.identity
    approvals = Approvals(here.path)
    approvals.release(identity, CHARTER, charter.digest)
    passphrase = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    keys = here.unseal(passphrase, pin_source(pin_fd))
    approvals.check(keys.home_key, approvals.rule(identity))
    vouching = None if recovery is None else recovery_key(recovery, here.party, passphrase_fd)
    mine = founding.sign_charter(signed, keys, catalogue=load().digest, recovery=vouching)
    _warn_of_another(here.path, charter)
    db = here.open_db()
    try:
        own = Confirmations(db)
        own.charter(charter, role=not_confirmed or "", why=why, now_ms=now_ms())
    finally:
        db.close()
    write_atomic(out or file, mine.encode(), PUBLIC_MODE)
    show_charter(mine, as_json=as_json, file=out or file)


def _not_compared(charter: Charter, party: str, role: str, fingerprint: str | None) -> None:
    """Refuse what may not be signed without a second bearer: a first charter above all."""
    before = charter.of(charter.version - 1)
    if fingerprint is not None or before is None:
        raise LocalProtocolError(
            "a first charter is compared by voice, or it proves nothing: nothing was signed"
            if before is None
            else "either it was compared, or it was not: nothing was signed",
            remedy="directline charter sign without --not-confirmed",
        )
    check_role(before.parties[before.index(party)], role)


def _warn_of_another(home: Path, charter: Charter) -> None:
    """Say that we signed another charter of the same number before, and remember this one."""
    other = signed_before(home, charter)
    if other:
        typer.echo(
            f"warning: you have signed another version {charter.version} before: {other}\n"
            "If all sign both, stations may hold different ones, and neither comes into force.\n"
            "Agree which one counts, and destroy the other.",
            err=True,
        )
    remember_signed(home, charter)


def _ask_group(found: Inspection, charter: Charter) -> str:
    """Show the charter and let a person type the fingerprint's end."""
    if not sys.stdin.isatty():
        raise ConfigError(
            "the fingerprint was not compared: nothing was signed",
            remedy="--fingerprint with all ten groups, as another party read them aloud",
        )
    for line in found.text():
        print(line)
    print()
    print("Call the other parties at numbers that you know, and compare aloud:")
    print(f"    {charter.fingerprint}")
    return str(typer.prompt("When all ten groups agree, type the last group"))


def charter_combine(
    files: Annotated[list[Path], typer.Argument(help="The parties' signed copies.")],
    out: Annotated[Path, typer.Option(help="The charter with all signatures.")],
    as_json: JsonOption = False,
) -> None:
    """Bring the signed copies together.  Refused until all have signed the same bytes."""
    whole = founding.combine([founding.read_charter(file) for file in files])
    write_new(out, whole.encode(), PUBLIC_MODE)
    show_charter(whole, as_json=as_json, file=out)
