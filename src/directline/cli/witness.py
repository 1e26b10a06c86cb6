"""Commands of a witness: `witness init`, `add`, `show`, `run`, `answer`; `verify-fork` anywhere."""

import asyncio
import json
import signal
import time
from pathlib import Path
from typing import Annotated

import typer

from directline.cli.options import FdOption, JsonOption
from directline.cli.output import emit, plain
from directline.errors import ConfigError, RemoteProtocolError
from directline.station import logs
from directline.station.config import Address
from directline.station.files import read_bounded, write_new
from directline.station.passphrases import new_passphrase, read_passphrase
from directline.store.home import lock_home
from directline.transcript.note import VerifierKey
from directline.transcript.policy import POLICY_BYTES_MAX, Policy
from directline.transcript.submission import REQUEST_BYTES_MAX
from directline.transcript.witness import FORK_BYTES_MAX, fork_origin, verify_fork
from directline.wire.charter import SignedCharter
from directline.wire.limits import CHARTER_FILE_BYTES_MAX
from directline.wire.suite import REAL_SUITE
from directline.witness.home import LogBook, WitnessHome, feeds_of
from directline.witness.keeper import Keeper

PUBLIC_MODE = 0o644
"""An answer goes to others."""
DirArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The witness's directory.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    witness = typer.Typer(help="A neutral that signs heads of feeds and never sees a message.")
    witness.command("init")(init)
    witness.command("add")(add)
    witness.command("show")(show)
    witness.command("run")(run)
    witness.command("answer")(answer)
    app.add_typer(witness, name="witness")
    app.command("verify-fork")(fork)


def init(
    directory: DirArgument,
    name: Annotated[str, typer.Option(help="Its name, for example neutral.example/witness.")],
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a witness: a directory and keys of its own, sealed under a passphrase.

    Give the printed verifier keys to the parties, by a way that they trust.
    """
    passphrase = new_passphrase(f"New passphrase for {plain(name)}'s keys", fd=passphrase_fd)
    home = WitnessHome.create(directory, name, passphrase)
    keys = [key.vkey() for key in home.vkeys()]
    emit({"directory": str(directory), "name": name, "vkeys": keys}, keys, as_json=as_json)


def add(
    directory: DirArgument,
    log: Annotated[
        list[str] | None,
        typer.Argument(help="A log's verifier key, or a file with a C2SP tlog-policy."),
    ] = None,
    charter: Annotated[
        list[Path] | None, typer.Option(help="A line's charter: every feed of it; repeat.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say which logs a witness serves.  A running one knows them after its next start."""
    if not log and not charter:
        raise typer.BadParameter("give a verifier key, a policy's file, or --charter")
    home = WitnessHome.open(directory)
    keys = [key for text in log or [] for key in _keys(text)]
    added, lines = [key.name for key in keys], [f"serves {plain(key.name)}" for key in keys]
    with lock_home(directory / "logs"):
        if keys:
            home.add_keys(keys)
        for file in charter or []:
            found = home.add_charter(read_bounded(file, CHARTER_FILE_BYTES_MAX))
            added += feeds_of(found)
            lines += [
                f"serves {plain(found.name)}: {', '.join(party.id for party in found.parties)}",
                f"charter fingerprint: {found.fingerprint} (compare it with the parties)",
            ]
    emit({"added": added}, lines, as_json=as_json)


def show(directory: DirArgument, as_json: JsonOption = False) -> None:
    """Show a witness's verifier keys and the logs that it serves."""
    home = WitnessHome.open(directory)
    keys, book = [key.vkey() for key in home.vkeys()], home.book()
    served = [*sorted(book.single), *(f"{name}/g..." for name in sorted(book.feeds))]
    forks = [str(path) for path in sorted((directory / "forks").glob("*.fork"))]
    lines = [*keys, *(f"serves {plain(name)}" for name in served)]
    lines += [f"PROOF OF TWO HISTORIES: {path}" for path in forks]
    value = {"name": home.name, "vkeys": keys, "logs": served, "forks": forks}
    emit(value, lines, as_json=as_json)


def run(
    directory: DirArgument,
    listen: Annotated[str, typer.Option(help="Where to serve, host:port.")] = "127.0.0.1:0",
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a witness until SIGTERM or Ctrl-C.

    Speaks plain HTTP: put a reverse proxy with TLS before it where stations come from elsewhere.
    With --json one line says when it serves: `{"ready": true, "name", "url"}`.
    """
    home, address = WitnessHome.open(directory), Address.parse(listen, key="--listen")
    passphrase = read_passphrase(f"Passphrase of {plain(home.name)}'s keys", fd=passphrase_fd)
    keys = home.unseal(passphrase)
    with lock_home(directory):
        keeper = Keeper(home, keys, _now_s)
        stream = logs.configure(file=home.log_path)
        try:
            asyncio.run(_serve(keeper, address, as_json=as_json))
        finally:
            stream.close()


async def _serve(keeper: Keeper, address: Address, *, as_json: bool) -> None:
    from directline.console.server import serve  # noqa: PLC0415 - only a server needs it
    from directline.witness.app import create_app  # noqa: PLC0415

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    def bound(port: int) -> None:
        url = f"http://{Address(address.host, port)}"
        if as_json:
            print(json.dumps({"ready": True, "name": keeper.name, "url": url}), flush=True)
        else:
            print(f"{plain(keeper.name)} serves at {url}", flush=True)

    await serve(create_app(keeper), address.host, address.port, None, stop, bound=bound)


def answer(
    directory: DirArgument,
    request: Annotated[Path, typer.Argument(help="The request that a courier brought.")],
    out: Annotated[Path, typer.Argument(help="The answer's file to write.")],
    passphrase_fd: FdOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a request on removable media, with the same bytes as by HTTP and the status before.

    Not while `witness run` serves the same directory.  Exits 1 when the head is refused; the
    answer is written all the same.
    """
    home = WitnessHome.open(directory)
    data = read_bounded(request, REQUEST_BYTES_MAX)
    if out.exists():
        raise ConfigError(f"{out} is already there", remedy="name another file")
    passphrase = read_passphrase(f"Passphrase of {plain(home.name)}'s keys", fd=passphrase_fd)
    keys = home.unseal(passphrase)
    with lock_home(directory):
        stream = logs.configure(file=home.log_path)
        try:
            found = asyncio.run(Keeper(home, keys, _now_s).answer(data))
        finally:
            stream.close()
    write_new(out, found.encode(), PUBLIC_MODE)
    reason = plain(found.body.decode("utf-8", "replace").strip())
    text = "signed" if found.status == 200 else f"refused: {reason}"
    emit({"file": str(out), "status": found.status}, [f"{text}; {out}"], as_json=as_json)
    if found.status != 200:
        raise typer.Exit(1)


def fork(
    file: Annotated[Path, typer.Argument(help="The proof, as a witness kept it.")],
    log: Annotated[str, typer.Option(help="The log's verifier key, from elsewhere.")] = "",
    charter: Annotated[
        Path | None, typer.Option(help="The line's charter, which names every feed's key.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a proof that one log's key signed two histories.  Needs no station and no network."""
    if bool(log) == (charter is not None):
        raise typer.BadParameter("give --log or --charter: the key must come from elsewhere")
    proof = read_bounded(file, FORK_BYTES_MAX)
    key = _vkey(log) if charter is None else _feed_key(proof, charter)
    found = verify_fork(proof, key, REAL_SUITE)
    emit(
        {"origin": found.origin, "size": found.size, "vkey": key.vkey(), "proven": True},
        [
            f"PROVEN: the key of {plain(found.origin)} signed two histories.",
            f"They differ somewhere in the first {found.size} entries: both signed heads are in",
            "this file, and the second does not extend the first.",
            "Not proven: why, who used the key, or which of the two is the right one.",
        ],
        as_json=as_json,
    )


def _feed_key(proof: bytes, file: Path) -> VerifierKey:
    """The key of the feed that a proof is about, by a charter that all signed."""
    charter = SignedCharter.decode(read_bounded(file, CHARTER_FILE_BYTES_MAX)).verify()
    book = LogBook()
    book.add(charter)
    key = book.get(fork_origin(proof))
    if key is None:
        raise ConfigError("the proof is of no feed of this line")
    return key


def _keys(text: str) -> list[VerifierKey]:
    if "+" in text and not Path(text).exists():
        return [_vkey(text)]
    return Policy.parse(read_bounded(Path(text), POLICY_BYTES_MAX)).logs


def _vkey(text: str) -> VerifierKey:
    try:
        return VerifierKey.parse(text)
    except RemoteProtocolError as error:
        raise ConfigError(f"{plain(text[:60])} is no verifier key: {error.message}") from error


def _now_s() -> int:
    return time.time_ns() // 1_000_000_000
