"""Commands about people and machines of our own side: `officer`, `terminal`, `token`."""

from typing import Annotated, Any

import typer

from directline.cli.options import FdOption, HomeOption, JsonOption
from directline.cli.output import emit, now_ms, plain
from directline.errors import ConfigError
from directline.station.home import Home
from directline.station.instants import instant_text
from directline.station.officers import Officer, Officers
from directline.station.passkeys import Passkeys
from directline.station.passphrases import OFFICER_VARIABLE, new_passphrase
from directline.station.sessions import Tokens
from directline.station.terminals import Terminals
from directline.station.watchlog import WatchLog

LoginArgument = Annotated[str, typer.Argument(help="The officer's login.")]
NameArgument = Annotated[str, typer.Argument(help="A name for people, as desk-1.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    officer = typer.Typer(help="Officers: persons who may log in.  Their names stay on our side.")
    officer.command("add")(officer_add)
    officer.command("list")(officer_list)
    officer.command("passwd")(officer_passwd)
    officer.command("disable")(officer_disable)
    officer.command("enable")(officer_enable)
    officer.command("passkeys")(officer_passkeys)
    app.add_typer(officer, name="officer")
    terminal = typer.Typer(help="Terminals: desks that ring while nobody is logged in.")
    terminal.command("enrol")(terminal_enrol)
    terminal.command("list")(terminal_list)
    terminal.command("revoke")(terminal_revoke)
    app.add_typer(terminal, name="terminal")
    token = typer.Typer(help="Tokens: a party's own systems, which may draft and never release.")
    token.command("make")(token_make)
    token.command("list")(token_list)
    token.command("revoke")(token_revoke)
    app.add_typer(token, name="token")


def officer_add(
    login: LoginArgument,
    home: HomeOption,
    name: Annotated[str, typer.Option(help="The person's name: never shown to the other side.")],
    role: Annotated[str, typer.Option(help="The post, as DUTY-OFFICER: shown to the other side.")],
    call_sign: Annotated[
        str, typer.Option(help="Shown to the other side; default the role's in the party file.")
    ] = "",
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an officer with a passphrase of that person's own.

    `--passphrase-fd` (or DIRECTLINE_OFFICER_PASSPHRASE_FILE) gives the officer's passphrase.
    """
    here = Home.open(home)
    signs = {held.id: held.call_sign for held in here.introduction().party.roles}
    if role not in signs:
        raise ConfigError(
            f"{here.party} has no role {role[:60]!r}",
            remedy=f"its roles are: {', '.join(signs)}",
        )
    passphrase = new_passphrase(
        f"New passphrase for {login}", fd=passphrase_fd, variable=OFFICER_VARIABLE
    )
    db, now = here.open_db(), now_ms()
    try:
        officer = Officers(db).add(
            login,
            name=name,
            role=role,
            call_sign=call_sign or signs[role],
            passphrase=passphrase,
            now_ms=now,
        )
        WatchLog(db).append("log-officer-added", {"login": officer.login}, now_ms=now)
    finally:
        db.close()
    emit(_officer(officer), [_officer_line(officer)], as_json=as_json)


def officer_list(home: HomeOption, as_json: JsonOption = False) -> None:
    """List all officers."""
    db = Home.open(home).open_db()
    try:
        found = Officers(db).all()
    finally:
        db.close()
    lines = [_officer_line(officer) for officer in found] or ["no officers yet"]
    emit({"officers": [_officer(officer) for officer in found]}, lines, as_json=as_json)


def officer_passwd(
    login: LoginArgument,
    home: HomeOption,
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give an officer a new passphrase; ends that officer's log-ins."""
    here = Home.open(home)
    passphrase = new_passphrase(
        f"New passphrase for {login}", fd=passphrase_fd, variable=OFFICER_VARIABLE
    )
    db, now = here.open_db(), now_ms()
    try:
        officer = Officers(db).set_passphrase(login, passphrase, now_ms=now)
        WatchLog(db).append("log-officer-passphrase", {"login": officer.login}, now_ms=now)
    finally:
        db.close()
    emit(_officer(officer), [f"{officer.login}: new passphrase"], as_json=as_json)


def officer_disable(login: LoginArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Shut an officer out at once; what that officer signed stays."""
    _able(login, home, as_json=as_json, disabled=True)


def officer_enable(login: LoginArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Let a disabled officer in again."""
    _able(login, home, as_json=as_json, disabled=False)


def _able(login: str, home: HomeOption, *, as_json: bool, disabled: bool) -> None:
    db, now = Home.open(home).open_db(), now_ms()
    try:
        officer = Officers(db).disable(login, now_ms=now, disabled=disabled)
        what = "log-officer-disabled" if disabled else "log-officer-enabled"
        WatchLog(db).append(what, {"login": officer.login}, now_ms=now)
    finally:
        db.close()
    emit(_officer(officer), [_officer_line(officer)], as_json=as_json)


def officer_passkeys(
    login: LoginArgument,
    home: HomeOption,
    remove: Annotated[
        int | None, typer.Option(min=1, help="Take this passkey away: it was lost or copied.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List an officer's passkeys, or take one away.  Every kept approval is checked again."""
    db, now = Home.open(home).open_db(), now_ms()
    try:
        officer = Officers(db).by_login(login)
        if officer is None:
            raise ConfigError(f"there is no officer {login[:60]!r}", remedy="officer list")
        keys = Passkeys(db)
        if remove is not None:
            gone = keys.remove(officer.id, remove, now_ms=now)
            args = {"name": gone.name, "number": str(gone.id), "site": gone.site}
            WatchLog(db).append("log-passkey-removed", args, now_ms=now)
        held, approvals = keys.of(officer.id), keys.verify()
    finally:
        db.close()
    value = {
        "officer": login,
        "approvals": approvals,
        "passkeys": [
            {"id": key.id, "name": key.name, "site": key.site, "added": instant_text(key.added_ms)}
            for key in held
        ],
    }
    lines = [f"{k.id}: {plain(k.name)}, {k.site}, since {instant_text(k.added_ms)}" for k in held]
    checked = f"{approvals} approvals of this party are kept, and every one holds"
    emit(value, [*(lines or ["no passkeys"]), checked], as_json=as_json)


def terminal_enrol(name: NameArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Make a one-time code with which a browser becomes a terminal (15 minutes)."""
    db = Home.open(home).open_db()
    try:
        code = Terminals(db).code(name, now_ms=now_ms())
    finally:
        db.close()
    lines = [f"on the terminal, open the desk's page /enrol and type: {code}", "within 15 minutes"]
    emit({"name": name, "code": code}, lines, as_json=as_json)


def terminal_list(home: HomeOption, as_json: JsonOption = False) -> None:
    """List the enrolled terminals."""
    db = Home.open(home).open_db()
    try:
        found = Terminals(db).all()
    finally:
        db.close()
    value = [
        {"name": held.name, "since_ms": held.enrolled_ms, "revoked_ms": held.revoked_ms}
        for held in found
    ]
    _list("terminals", value, as_json=as_json)


def terminal_revoke(name: NameArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Refuse a terminal from now on."""
    db = Home.open(home).open_db()
    try:
        Terminals(db).revoke(name, now_ms=now_ms())
    finally:
        db.close()
    emit({"name": name, "revoked": True}, [f"{name}: revoked"], as_json=as_json)


def token_make(name: NameArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Make a token for a party's own system.  It is shown once and not kept."""
    db = Home.open(home).open_db()
    try:
        token = Tokens(db).make(name, now_ms=now_ms())
    finally:
        db.close()
    lines = [token, "shown this once; it may draft and never release"]
    emit({"name": name, "token": token}, lines, as_json=as_json)


def token_list(home: HomeOption, as_json: JsonOption = False) -> None:
    """List the tokens, without their secrets."""
    db = Home.open(home).open_db()
    try:
        found = Tokens(db).all()
    finally:
        db.close()
    value = [
        {"name": held.name, "since_ms": held.made_ms, "revoked_ms": held.revoked_ms}
        for held in found
    ]
    _list("tokens", value, as_json=as_json)


def token_revoke(name: NameArgument, home: HomeOption, as_json: JsonOption = False) -> None:
    """Refuse a token from now on."""
    db = Home.open(home).open_db()
    try:
        Tokens(db).revoke(name, now_ms=now_ms())
    finally:
        db.close()
    emit({"name": name, "revoked": True}, [f"{name}: revoked"], as_json=as_json)


def _list(what: str, found: list[dict[str, Any]], *, as_json: bool) -> None:
    lines = [
        f"{item['name']}  since {instant_text(item['since_ms'])}"
        + (f"  revoked {instant_text(item['revoked_ms'])}" if item["revoked_ms"] else "")
        for item in found
    ]
    emit({what: found}, lines or [f"no {what} yet"], as_json=as_json)


def _officer(officer: Officer) -> dict[str, Any]:
    return {
        "id": officer.id,
        "login": officer.login,
        "name": officer.name,
        "role": officer.role,
        "call_sign": officer.call_sign,
        "disabled": officer.disabled,
    }


def _officer_line(officer: Officer) -> str:
    state = "  DISABLED" if officer.disabled else ""
    return f"{officer.login}: {officer.name}, {officer.role}, {officer.call_sign}{state}"
