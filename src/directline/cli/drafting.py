"""Commands that draft a charter and its later versions: `charter draft`, `charter amend`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.options import JsonOption, pairs
from directline.cli.output import emit, now_ms
from directline.station import founding
from directline.station.files import write_new
from directline.station.party import key_short
from directline.station.succession import draft_successor
from directline.wire.charter import Party, SignedCharter

PUBLIC_MODE = 0o644
"""Party files and charters are public."""


def charter_draft(
    out: Annotated[Path, typer.Option(help="The charter's file to write.")],
    parties: Annotated[
        list[Path] | None, typer.Argument(help="The party files, in the order to stand.")
    ] = None,
    name: Annotated[str, typer.Option(help="The line's name, as NORTHERN AIR.")] = "",
    language: Annotated[
        list[str] | None, typer.Option(help="A language of the line; repeat; default all.")
    ] = None,
    term: Annotated[
        list[str] | None,
        typer.Option(help="A term that differs from the default, as blackout_ms=60000; repeat."),
    ] = None,
    succeeds: Annotated[
        Path | None,
        typer.Option(
            help="The charter in force on a line that this one is to succeed: its parties, name,"
            " languages and terms are taken over."
        ),
    ] = None,
    joining: Annotated[
        list[Path] | None,
        typer.Option(
            "--with", help="With --succeeds: a new party's file, or one with new keys; repeat."
        ),
    ] = None,
    leaving: Annotated[
        list[str] | None,
        typer.Option("--without", help="With --succeeds: a party that is left out; repeat."),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            help="A profile of the catalogue that is on beside its core, as strategic-arms; repeat."
        ),
    ] = None,
    forms: Annotated[
        Path | None,
        typer.Option(help="A folder with forms of the parties' own: forms/ and words/ in it."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draft a charter from party files.  It is nobody's until it is signed by all.

    The parties of a line never change.  Where one joins or leaves, found a line that succeeds it.
    """
    from directline.catalogue import LANGUAGES, load  # noqa: PLC0415 - forms take time to load
    from directline.station import ownforms  # noqa: PLC0415 - the same

    unknown = [lang for lang in language or [] if lang not in LANGUAGES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0][:20]!r} is none of {', '.join(LANGUAGES)}")
    _check_draft(parties, name, succeeds, [*(joining or []), *(leaving or [])])
    named = [founding.read_introduction(file) for file in parties or joining or []]
    terms = pairs(term or [], "TERM=NUMBER")
    files = {} if forms is None else ownforms.read_folder(forms)
    if succeeds is not None:
        before = founding.read_charter(succeeds)
        signed = draft_successor(
            before,
            catalogue=load().digest, founded_ms=now_ms(), joining=named, leaving=leaving or (),
            name=name, languages=tuple(language or ()), terms=terms,
            profiles=profile or (), forms=files,
        )  # fmt: skip
    else:
        signed = founding.draft_charter(
            name, named, languages=tuple(language or LANGUAGES), catalogue=load().digest,
            founded_ms=now_ms(), terms=founding.terms_of(terms),
            profiles=profile or (), forms=files,
        )  # fmt: skip
    ownforms.check_charter(signed)
    write_new(out, signed.encode(), PUBLIC_MODE)
    show_charter(signed, as_json=as_json, file=out)


def _check_draft(
    parties: list[Path] | None, name: str, succeeds: Path | None, changed: list[Path | str]
) -> None:
    """Refuse options that do not go together."""
    if succeeds is None and changed:
        raise typer.BadParameter("--with and --without need --succeeds")
    if succeeds is None and not (parties and name):
        raise typer.BadParameter("name the line and the party files, or --succeeds")
    if succeeds is not None and parties:
        raise typer.BadParameter("with --succeeds, name new parties by --with")


def charter_amend(
    file: Annotated[Path, typer.Argument(help="The charter that all have signed.")],
    out: Annotated[Path, typer.Option(help="The draft's file to write.")],
    term: Annotated[
        list[str] | None, typer.Option(help="A term that changes, as blackout_ms=60000; repeat.")
    ] = None,
    callback: Annotated[
        list[str] | None, typer.Option(help="A party's new number, as BRAVO=+00 555; repeat.")
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            help='A post, as BRAVO/LIAISON="BRAVO NINE"; nothing after = removes it; repeat.'
        ),
    ] = None,
    party: Annotated[
        list[Path] | None,
        typer.Option(help="A party file with renewed keys, as `keys renew` wrote it; repeat."),
    ] = None,
    name: Annotated[str, typer.Option(help="The line's new name.")] = "",
    epoch_party: Annotated[str, typer.Option(help="Who begins the epoch steps from then on.")] = "",
    profile: Annotated[
        list[str] | None, typer.Option(help="A profile of the catalogue to turn on; repeat.")
    ] = None,
    profile_off: Annotated[
        list[str] | None, typer.Option(help="A profile to turn off; repeat.")
    ] = None,
    forms: Annotated[
        Path | None,
        typer.Option(
            help="A folder with all forms of the parties' own from then on; an empty one: none."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draft the next version of a charter.  It changes nothing until all have signed it.

    It is inspected, approved, signed and combined as the first one was, and then taken into each
    home with `directline line amend`.  It pins the catalogue of this software.
    """
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load
    from directline.station import ownforms  # noqa: PLC0415 - the same

    signed = founding.read_charter(file)
    charter = founding.check_complete(signed)
    numbers = pairs(callback or [], "PARTY=NUMBER")
    posts = pairs(role or [], "PARTY/ROLE=CALL SIGN")
    renewed = [founding.read_introduction(file) for file in party or []]
    draft = founding.draft_amendment(
        signed,
        terms=pairs(term or [], "TERM=NUMBER"),
        parties=founding.changed_parties(signed, numbers, posts, renewed),
        name=name,
        epoch_party=epoch_party,
        catalogue=load().digest,
        profiles=_profiles(charter.profiles, profile or [], profile_off or []),
        forms=None if forms is None else ownforms.read_folder(forms),
    )
    ownforms.check_charter(draft)
    write_new(out, draft.encode(), PUBLIC_MODE)
    show_charter(draft, as_json=as_json, file=out)


def _profiles(on: tuple[str, ...], more: list[str], less: list[str]) -> list[str]:
    """The profiles that are on after a change."""
    for name in less:
        if name not in on:
            raise typer.BadParameter(f"the profile {name[:40]!r} is not on")
    return [name for name in dict.fromkeys((*on, *more)) if name not in less]


def show_charter(signed: SignedCharter, *, as_json: bool, file: Path) -> None:
    """Show a charter, with its file."""
    charter, held = founding.signers(signed)
    value = {
        "file": str(file),
        "name": charter.name,
        "version": charter.version,
        "line": charter.line_id.hex(),
        "fingerprint": charter.fingerprint,
        "digest": charter.digest.hex(),
        "languages": list(charter.languages),
        "catalogue": charter.catalogue.hex(),
        "profiles": list(charter.profiles),
        "forms": {name: digest.hex() for name, digest in charter.form_files},
        "parties": [party_value(party) for party in charter.parties],
        "signed": held,
        "in_force": all(held.values()),
    }
    emit(value, founding.charter_lines(signed), as_json=as_json)


def party_value(party: Party) -> dict[str, Any]:
    """A party as `--json` shows it."""
    names = ("identity", "checkpoint", "cosigner", "tls", "recovery")
    return {
        "party": party.id,
        "callback": party.callback,
        "roles": {role.id: role.call_sign for role in party.roles},
        "keys": {name: key_short(getattr(party, name)) for name in names},
    }
