"""What the recovery key does: `keys renew`, and signing where the identity key is lost."""

from pathlib import Path
from typing import Annotated

import typer

from directline.cli.options import FdOption, HomeOption, JsonOption
from directline.cli.output import emit
from directline.errors import ConfigError, CustodyError
from directline.station.custody import SEALED_BYTES_MAX, KeySigner, unseal_recovery
from directline.station.files import check_private, read_bounded, write_new
from directline.station.home import Home
from directline.station.party import party_lines
from directline.station.passphrases import read_passphrase
from directline.store.home import lock_home

PUBLIC_MODE = 0o644
RecoveryOption = Annotated[Path, typer.Option("--recovery", help="The recovery key's file.")]


def recovery_key(path: Path, party: str, fd: int | None) -> KeySigner:
    """The recovery key of a file from the safe.

    Raises:
        CustodyError: wrong passphrase, or another party's key.
    """
    check_private(path)
    sealed = read_bounded(path, SEALED_BYTES_MAX)
    passphrase = read_passphrase(f"Recovery passphrase of {party}'s keys", fd=fd)
    owner, signer = unseal_recovery(sealed, passphrase)
    if owner != party:
        raise CustodyError(f"this is the recovery key of {owner}, not of {party}")
    return signer


def keys_renew(
    home: HomeOption,
    recovery: RecoveryOption,
    out: Annotated[Path, typer.Option(help="The party file with the renewed keys, to be sent.")],
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new identity and TLS key for a home.  Its station must stand still.

    They do nothing until a later version of the charter names them: send the party file to whoever
    drafts it (`directline charter amend --party`).  Until then the present keys go on, and this
    command writes the same party file again.
    """
    if out.exists():
        raise ConfigError(f"{out} is already there", remedy="name another file with --out")
    here = Home.open(home)
    passphrase = read_passphrase(f"Passphrase of {here.party}'s keys", fd=passphrase_fd)
    signer = recovery_key(recovery, here.party, passphrase_fd)
    with lock_home(here.path):
        waiting = here.renewed()
        made = here.renew(passphrase, signer)
    write_new(out, made.encode(), PUBLIC_MODE)
    text = list(party_lines(made.party))
    if waiting is not None and waiting.identity == made.party.identity:
        text.append("these keys wait already: no others were made")
    text += [f"party file {out} written: send it to the other parties"]
    emit({"party": made.party.id, "party_file": str(out)}, text, as_json=as_json)
