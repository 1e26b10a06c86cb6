"""Two homes, founded as real parties found theirs, and their stations as processes of their own."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from directline.catalogue import load
from directline.cli.client import Station
from directline.cli.output import now_ms
from directline.cli.ports import free_ports
from directline.errors import ConfigError
from directline.station.config import Address
from directline.station.custody import HARDNESS, Hardness
from directline.station.founding import combine, draft_charter, found_home, join_line, sign_charter
from directline.station.home import Home
from directline.station.officers import Officers
from directline.wire.charter import Role, SignedCharter, Terms

PASSPHRASE = "demonstration only"  # noqa: S105 - printed on purpose
"""Of everything in the demonstration; printed, and of no use anywhere else."""
READY_S = 60.0
STOP_S = 15.0
LINE_NAME = "NORTHERN AIR"
ROLE = "DUTY-OFFICER"
LANGUAGES = ("en", "ru", "uk", "ar", "zh", "fr")


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """One synthetic officer."""

    login: str
    name: str
    call_sign: str


@dataclass(slots=True)
class DemoParty:
    """One party of the demonstration with its running station."""

    id: str
    path: Path
    officers: tuple[DemoOfficer, ...]
    process: subprocess.Popen[bytes] | None = None
    desk: str = ""
    listen: str = ""
    sessions: dict[str, Station] = field(default_factory=dict)

    def officer(self, login: str) -> Station:
        """The API as this officer, logged in on first use."""
        if login not in self.sessions:
            answered = Station(self.desk).post(
                "/login", login=login, passphrase=PASSPHRASE, terminal="demonstration"
            )
            self.sessions[login] = Station(self.desk, str(answered["token"]))
        return self.sessions[login]


def found(
    folder: Path, terms: Terms | None = None, hardness: Hardness = HARDNESS
) -> tuple[tuple[DemoParty, DemoParty], SignedCharter]:
    """Make both homes, sign one charter by both, join the line, add the officers.

    `hardness` is what a guess of a passphrase costs: a test lowers it.
    """
    parties = tuple(
        DemoParty(
            party,
            folder / party.lower(),
            tuple(
                DemoOfficer(f"{party.lower()}-{n}", f"Officer {n} of {party}", f"{party} DUTY {n}")
                for n in (1, 2)
            ),
        )
        for party in ("ALPHA", "BRAVO")
    )
    catalogue = load().digest
    introductions = [
        found_home(
            p.path,
            p.id,
            callback="+00 000 0000",
            roles=(Role(ROLE, f"{p.id} DUTY"),),
            passphrase=PASSPHRASE,
            hardness=hardness,
        )
        for p in parties
    ]
    draft = draft_charter(
        LINE_NAME,
        introductions,
        languages=LANGUAGES,
        catalogue=catalogue,
        terms=terms or Terms(),
        founded_ms=now_ms(),
    )
    homes = [Home.open(p.path) for p in parties]
    keys = [home.unseal(PASSPHRASE) for home in homes]
    signed = combine([sign_charter(draft, k, catalogue=catalogue) for k in keys])
    secret = os.urandom(32)
    for party, home, own in zip(parties, homes, keys, strict=True):
        join_line(home, own, signed, secret, catalogue=catalogue)
        _add_officers(home, party, hardness)
    _configure(parties, homes)
    return (parties[0], parties[1]), signed


def _configure(parties: Sequence[DemoParty], homes: Sequence[Home]) -> None:
    """Ports that stay the same over a restart; each party dials the other."""
    ports = free_ports(2 * len(homes))
    listen = {p.id: Address("127.0.0.1", ports[n]) for n, p in enumerate(parties)}
    for n, (party, home) in enumerate(zip(parties, homes, strict=True)):
        party.listen = str(listen[party.id])
        home.save_config(
            replace(
                home.config(),
                listen=(listen[party.id],),
                peers={other: (address,) for other, address in listen.items() if other != party.id},
                desk=Address("127.0.0.1", ports[len(homes) + n]),
            )
        )


def _add_officers(home: Home, party: DemoParty, hardness: Hardness) -> None:
    db = home.open_db()
    try:
        officers = Officers(db, hardness)
        for officer in party.officers:
            officers.add(
                officer.login, name=officer.name, role=ROLE, call_sign=officer.call_sign,
                passphrase=PASSPHRASE, now_ms=now_ms(),
            )  # fmt: skip
    finally:
        db.close()


def start(parties: Sequence[DemoParty]) -> None:
    """Start the stations."""
    for party in parties:
        start_one(party)


def start_one(party: DemoParty) -> None:
    """Run one station, its passphrase given through a pipe, and wait until it serves."""
    if party.process is not None and party.process.stdout is not None:
        party.process.stdout.close()
    read_end, write_end = os.pipe()
    os.write(write_end, PASSPHRASE.encode() + b"\n")
    os.close(write_end)
    command = [
        sys.executable, "-m", "directline", "run", "--home", str(party.path),
        "--passphrase-fd", str(read_end), "--json",
    ]  # fmt: skip
    log = (party.path / "log" / "demo-stderr.txt").open("wb")
    try:
        party.process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
            pass_fds=(read_end,),
            start_new_session=True,
        )  # fmt: skip
    finally:
        os.close(read_end)
        log.close()
    ready = _ready(party)
    party.desk = str(ready["desk"])


def _ready(party: DemoParty) -> dict[str, Any]:
    process = party.process
    if process is None or process.stdout is None:
        raise ConfigError(f"the station of {party.id} was not started")
    deadline = time.monotonic() + READY_S
    buffer = b""
    while time.monotonic() < deadline:
        readable, _, _ = select.select([process.stdout], [], [], 0.2)
        if readable:
            chunk = os.read(process.stdout.fileno(), 65_536)
            buffer += chunk
            if b"\n" in buffer:
                value = json.loads(buffer.split(b"\n", 1)[0])
                if isinstance(value, dict) and value.get("ready"):
                    return value
                break
            if not chunk:
                break
    raise ConfigError(
        f"the station of {party.id} did not start",
        remedy=f"see {party.path / 'log'} for the reason",
    )


def stop(parties: Sequence[DemoParty]) -> None:
    """Stop the stations as an operator would (SIGTERM), the hard way only if that fails."""
    for party in parties:
        if party.process is not None and party.process.poll() is None:
            party.process.terminate()
    for party in parties:
        if party.process is None:
            continue
        try:
            party.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            party.process.kill()
            party.process.wait(STOP_S)
        if party.process.stdout is not None:
            party.process.stdout.close()
