"""Commands for k of n officers who approve before the party signs: `approval`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.options import FdOption, HomeOption, JsonOption
from directline.cli.output import emit, now_ms
from directline.errors import ConfigError, LocalProtocolError
from directline.station import founding
from directline.station.approvals import (
    CHARTER,
    NO_RULE,
    RULE,
    Approval,
    Approvals,
    Rule,
    approve,
    approved,
)
from directline.station.custody import (
    SEALED_BYTES_MAX,
    KeySigner,
    seal_approver,
    unseal_approver,
)
from directline.station.files import check_private, read_bounded, write_atomic
from directline.station.home import Home
from directline.station.instants import instant_text
from directline.station.party import key_short
from directline.station.passphrases import OFFICER_VARIABLE, new_passphrase, read_passphrase
from directline.station.watchlog import WatchLog
from directline.wire.charter import Charter

OfficerOption = Annotated[str, typer.Option("--officer", help="The officer's short name.")]
NeedOption = Annotated[int, typer.Option("--need", min=1, help="How many must approve.")]
NamesArgument = Annotated[list[str], typer.Argument(help="The officers who may approve.")]
KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="The sealed key, where that officer keeps it elsewhere."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    approval = typer.Typer(help="Approvals: k of n officers of our party, before it signs.")
    approval.command("key")(approval_key)
    approval.command("rule")(approval_rule)
    approval.command("give")(approval_give)
    approval.command("show")(approval_show)
    app.add_typer(approval, name="approval")


def approval_key(
    officer: Annotated[str, typer.Argument(help="A short name, as anna: it stays on our side.")],
    home: HomeOption,
    key: KeyOption = None,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an officer's approval key, sealed under a passphrase of that officer's own."""
    desk = Approvals(Home.open(home).path)
    if desk.public_path(officer).exists():
        raise ConfigError(
            f"{officer} has an approval key already", remedy="name another officer: keys stay"
        )
    passphrase = new_passphrase(
        f"New approval passphrase of {officer}", fd=passphrase_fd, variable=OFFICER_VARIABLE
    )
    signer = KeySigner.make()
    where = desk.write_key(officer, seal_approver(officer, signer, passphrase), key)
    write_atomic(desk.public_path(officer), signer.public().hex().encode() + b"\n")
    short = key_short(signer.public())
    value = {"officer": officer, "key": short, "file": str(where)}
    emit(value, [f"approval key of {officer}: {short}, sealed in {where}"], as_json=as_json)


def approval_rule(
    officers: NamesArgument,
    need: NeedOption,
    home: HomeOption,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how many of which officers must approve before our party signs.

    A rule that is there changes only when enough officers under it have approved the new one:
    this says so and what to run, and the same command then puts it into force.  Keys are shown
    first: each officer compares them with what `approval key` printed.
    """
    here = Home.open(home)
    desk, party = Approvals(here.path), here.introduction().party
    before = desk.rule(party.identity)
    rule = _wanted(desk, party.id, officers, need, before)
    if before is not None and before.asks_as(rule):
        emit(_rule_value(before), [*_rule_lines(before), "in force already"], as_json=as_json)
        return
    if before is not None:
        approved(before, RULE, rule.digest, desk.of(rule.digest))
    _show_wanted(rule, before)
    passphrase = read_passphrase(f"Passphrase of {party.id}'s keys", fd=passphrase_fd)
    keys = here.unseal(passphrase)
    desk.set_rule(rule, keys.identity, keys.home_key)
    _log(here, f"approvals: {need} of {', '.join(officers)} before {party.id} signs")
    emit(_rule_value(rule), _rule_lines(rule), as_json=as_json)


def approval_give(
    officer: OfficerOption,
    home: HomeOption,
    file: Annotated[Path | None, typer.Argument(help="The charter that is approved.")] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(help="Instead: a new rule's officers, in its order; repeat, with --need."),
    ] = None,
    need: Annotated[int, typer.Option(min=1, help="How many the new rule asks for.")] = 1,
    key: KeyOption = None,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Approve a charter, or a new rule of approvals, with that officer's own approval key.

    Read it first: `directline charter inspect`.  The approval names the digest of these very bytes.
    """
    here = Home.open(home)
    desk, party = Approvals(here.path), here.introduction().party
    if (file is None) == (not rule):
        raise typer.BadParameter("give a charter's file, or --rule")
    held = desk.rule(party.identity)
    if file is not None:
        charter = Charter.decode(founding.read_charter(file).charter)
        subject, digest = CHARTER, charter.digest
        what = f"charter {charter.fingerprint}"
    else:
        wanted = _wanted(desk, party.id, rule or [], need, held)
        subject, digest = RULE, wanted.digest
        keys = ", ".join(f"{name} {key_short(public)}" for name, public in wanted.officers)
        what = f"rule {need} of {keys}"
        _show_wanted(wanted, held)
    if held is None or officer not in dict(held.officers):
        raise LocalProtocolError(
            f"no rule of {party.id} names {officer[:40]}", remedy="directline approval rule"
        )
    signer = _unsealed(desk, officer, key, passphrase_fd)
    if signer.public() != dict(held.officers)[officer]:
        raise LocalProtocolError(f"this is not the key that the rule names for {officer}")
    desk.keep(approve(party.id, officer, signer, subject, digest, now_ms()))
    _log(here, f"{officer} approved {what}", officer)
    given = [one.officer for one in desk.of(digest) if one.subject == subject]
    value = {"officer": officer, "approved": what, "given": given, "need": held.need}
    emit(value, [f"{officer} approved {what}", _count(held, given)], as_json=as_json)


def approval_show(
    home: HomeOption,
    file: Annotated[Path | None, typer.Argument(help="Also: who approved this charter.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the rule of approvals and, of a charter, who has approved it."""
    here = Home.open(home)
    desk, party = Approvals(here.path), here.introduction().party
    rule = desk.rule(party.identity)
    value: dict[str, Any] = {"rule": None if rule is None else _rule_value(rule)}
    lines = (
        [f"no rule: the passphrase of {party.id}'s keys alone signs"]
        if rule is None
        else _rule_lines(rule)
    )
    if file is not None:
        given = desk.of(Charter.decode(founding.read_charter(file).charter).digest)
        value["approvals"] = [_approval_value(one) for one in given]
        lines += [f"approved by {one.officer} at {instant_text(one.at_ms)}" for one in given]
        lines += [] if rule is None else [_count(rule, [one.officer for one in given])]
    emit(value, lines, as_json=as_json)


def _wanted(
    desk: Approvals, party: str, officers: list[str], need: int, before: Rule | None
) -> Rule:
    """The rule that is to follow the one in force."""
    named = tuple((name, desk.public(name)) for name in officers)
    return Rule(party, need, named, NO_RULE if before is None else before.digest)


def _show_wanted(rule: Rule, before: Rule | None) -> None:
    """Whose keys a new rule names, before anybody types a passphrase for it."""
    known = {} if before is None else dict(before.officers)
    for line, (name, public) in zip(_rule_lines(rule)[1:], rule.officers, strict=True):
        other = known.get(name, public) != public
        note = ", ANOTHER KEY than the rule in force names" if other else ""
        typer.echo(line + note, err=True)


def _unsealed(desk: Approvals, officer: str, key: Path | None, fd: int | None) -> KeySigner:
    path = key or desk.key_path(officer)
    check_private(path)
    passphrase = read_passphrase(
        f"Approval passphrase of {officer}", fd=fd, variable=OFFICER_VARIABLE
    )
    name, signer = unseal_approver(read_bounded(path, SEALED_BYTES_MAX), passphrase)
    if name != officer:
        raise LocalProtocolError(f"this is the approval key of {name}, not of {officer}")
    return signer


def _log(here: Home, text: str, officer: str = "") -> None:
    """Into the party's own watch log, which is never sent."""
    db = here.open_db()
    try:
        WatchLog(db).append("log-note", {"text": text}, officer=officer, now_ms=now_ms())
    finally:
        db.close()


def _count(rule: Rule, given: list[str]) -> str:
    return f"{len(given)} approved, {rule.need} of {len(rule.officers)} are needed"


def _rule_lines(rule: Rule) -> list[str]:
    lines = [f"{rule.need} of {len(rule.officers)} officers approve before {rule.party} signs"]
    return lines + [f"  {name}: approval key {key_short(public)}" for name, public in rule.officers]


def _rule_value(rule: Rule) -> dict[str, Any]:
    keys = {name: key_short(public) for name, public in rule.officers}
    return {"party": rule.party, "need": rule.need, "officers": keys}


def _approval_value(one: Approval) -> dict[str, Any]:
    return {"officer": one.officer, "at_ms": one.at_ms}
