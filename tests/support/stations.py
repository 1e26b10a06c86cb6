"""Two real stations on loopback, in one process: real homes, keys, stores, TLS and desks' doors."""

import asyncio
import contextlib
import itertools
import os
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from directline.catalogue import load
from directline.station.config import Address, Config
from directline.station.custody import Hardness, PartyKeys
from directline.station.founding import combine, draft_charter, found_home, join_line, sign_charter
from directline.station.home import Home, LineDir
from directline.station.keyplaces import KeyPlace
from directline.station.keyring import found_keys, no_pin
from directline.station.officers import Officers
from directline.station.station import Station
from directline.station.tokens import AskPin
from directline.station.views import SessionView
from directline.wire.charter import Role, Terms

PASSPHRASE = "four words nobody guesses"
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
"""So that a test does not spend its time on Argon2id."""
ALPHA, BRAVO = 0, 1
NAMES = ("ALPHA", "BRAVO")


@dataclass(frozen=True)
class Founded:
    """One party's home with its unsealed keys and its line."""

    home: Home
    keys: PartyKeys
    line: LineDir


FIRST_PORT, PORTS = 10_000, 1_000
_turn = itertools.count()


def free_port() -> int:
    """A port of this worker's own range, none twice soon: no other test takes it between starts."""
    first = FIRST_PORT + PORTS * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    for _ in range(PORTS):
        port = first + next(_turn) % PORTS
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("this worker has no free port")


def found(
    path: Path,
    terms: Terms | None = None,
    *,
    places: tuple[Mapping[str, KeyPlace], Mapping[str, KeyPlace]] = ({}, {}),
    pin: AskPin = no_pin,
    profiles: tuple[str, ...] = (),
    forms: Mapping[str, str] | None = None,
) -> tuple[Founded, Founded]:
    """Found the line NORTHERN AIR between ALPHA and BRAVO; some keys may be kept elsewhere."""
    alpha, bravo = found_many(
        path, NAMES, terms, places=places, pin=pin, profiles=profiles, forms=forms
    )
    return alpha, bravo


def found_many(
    path: Path,
    names: tuple[str, ...],
    terms: Terms | None = None,
    *,
    places: tuple[Mapping[str, KeyPlace], ...] = ({}, {}, {}),
    pin: AskPin = no_pin,
    profiles: tuple[str, ...] = (),
    forms: Mapping[str, str] | None = None,
) -> tuple[Founded, ...]:
    """The same between two or three parties."""
    ports = {name: free_port() for name in names}
    configs = [
        Config(
            listen=(Address("127.0.0.1", ports[name]),),
            peers={
                other: (Address("127.0.0.1", ports[other]),) for other in names if other != name
            },
            reserve_mib=1,
            keys=places[n],
        )
        for n, name in enumerate(names)
    ]
    roles = (Role("DUTY-OFFICER", "WATCH ONE"), Role("WATCH-SUPERVISOR", "WATCH TWO"))
    introductions = [
        found_home(
            path / name.lower(), name, callback="+10 000 0000", roles=roles,
            passphrase=PASSPHRASE, config=configs[n], hardness=SOFT,
            outside=found_keys(places[n], pin),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    homes = [Home.open(path / name.lower()) for name in names]
    keys = [home.unseal(PASSPHRASE, pin) for home in homes]
    digest = load().digest
    charter = draft_charter(
        "NORTHERN AIR", introductions, languages=("en", "ru"), catalogue=digest,
        founded_ms=1_700_000_000_000, terms=terms, profiles=profiles, forms=forms,
    )  # fmt: skip
    signed = combine([sign_charter(charter, held, catalogue=digest) for held in keys])
    secret = bytes(range(32))
    made = []
    for home, held in zip(homes, keys, strict=True):
        line = join_line(home, held, signed, secret, catalogue=digest)
        made.append(Founded(home, held, line))
        db = home.open_db()
        officers = Officers(db, SOFT)
        for number, login in ((1, "one"), (2, "two")):
            officers.add(
                login, name=f"Officer {login.title()} of {home.party}", role=roles[number - 1].id,
                call_sign=roles[number - 1].call_sign, passphrase=PASSPHRASE,
                now_ms=1_700_000_000_000,
            )  # fmt: skip
        db.close()
    return tuple(made)


@contextlib.asynccontextmanager
async def running(*founded: Founded) -> AsyncIterator[list[Station]]:
    """Start stations; stop them in the end."""
    stations: list[Station] = []
    try:
        for party in founded:
            station = Station(party.home, party.keys, party.line)
            stations.append(station)
            await station.start()
        yield stations
    finally:
        for station in stations:
            await station.stop()


async def login(station: Station, name: str = "one") -> SessionView:
    return await station.desk.login(name, PASSPHRASE, terminal="desk-1", address="127.0.0.1")


async def until(condition: Callable[[], bool], what: str, timeout_s: float = 60.0) -> None:
    """Wait for a state, never for time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + timeout_s
    while not condition():
        if loop.time() > end:
            raise AssertionError(f"waited {timeout_s} s for: {what}")
        await asyncio.sleep(0.005)


def with_terms(**changes: int) -> Terms:
    return replace(Terms(), **changes)
