"""The parties of a scenario: real homes, keys, charter and stations, in a world's own time."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from directline.catalogue import load
from directline.errors import LocalProtocolError
from directline.scenarios.cable import Cable
from directline.scenarios.seat import Seat
from directline.scenarios.worldtime import WorldClock, WorldTime, WorldWriter
from directline.station.config import BooksConfig, Config
from directline.station.custody import Hardness, PartyKeys
from directline.station.founding import combine, draft_charter, found_home, join_line, sign_charter
from directline.station.home import Home, LineDir
from directline.station.officers import Officers
from directline.station.parts import Parts
from directline.station.station import Station
from directline.station.witness_client import WitnessCall
from directline.wire.charter import Role, SignedCharter, Terms

PASSPHRASE = "only for scenarios"  # noqa: S105 - of keys that live for seconds
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
"""A second of Argon2id would be most of a scenario."""
BEGIN_MS = 1_800_000_000_000
"""When every scenario begins: 15 January 2027, 08:00 UTC.  No scenario is on its event's day."""
FOUNDED_MS = BEGIN_MS - 86_400_000
SETTINGS = Config(reserve_mib=1, books=BooksConfig(60))
ROLES = (Role("DUTY-OFFICER", "WATCH ONE"), Role("WATCH-SUPERVISOR", "WATCH TWO"))
LOGINS = ("one", "two", "three")
"""Two duty officers and their supervisor."""
STEP_S = 0.05
WAIT_S = 120.0
SETTLED_S = 5.0
"""In this time two stations that are connected have told one another everything."""
DAYS = Terms(
    heartbeat_ms=300_000, blackout_ms=900_000, test_interval_ms=86_400_000,
    checkpoint_interval_ms=3_600_000,
)  # fmt: skip
"""Of scenarios that live through days: few heartbeats, a test a day."""


def callback(party: str) -> str:
    """The number on a party's call-back card."""
    return f"+00 000 {sum(party.encode()):04d}"


def _no_witness(url: str) -> WitnessCall:
    raise LocalProtocolError(f"there is no witness at {url} in this scenario")


@dataclass
class PartyHere:
    """One party of a scenario and its station."""

    number: int
    id: str
    home: Home
    keys: PartyKeys
    line: LineDir
    world: "World"
    clock: WorldClock
    up: Station | None = None
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def station(self) -> Station:
        """Its running station."""
        assert self.up is not None, f"the station of {self.id} does not run"
        return self.up

    async def start(self) -> None:
        """Start the station."""
        world = self.world
        parts = Parts(
            writer=WorldWriter, bearers=world.cable.bearers, witness=world.witness,
            compares=world.compares,
        )  # fmt: skip
        self.up = Station(self.home, self.keys, self.line, clock=self.clock, parts=parts)
        await self.up.start()

    async def stop(self) -> None:
        """Stop the station."""
        if self.up is not None:
            await self.up.stop()
            self.up = None
            self.seats.clear()

    async def seat(self, login: str = "one") -> Seat:
        """This officer at the desk, logged in if need be."""
        held = self.seats.get(login)
        if held is None or self.station.desk.session(held.session.token) is None:
            session = await self.station.desk.login(
                login, PASSPHRASE, terminal="scenario", address="scenario"
            )
            held = self.seats[login] = Seat(self, session)
        return held

    async def leave(self, login: str = "one") -> None:
        """This officer goes off watch."""
        held = self.seats.pop(login, None)
        if held is not None:
            await self.station.desk.logout(held.session.token)


@dataclass
class World:
    """A line and its parties, each with its station, in one time."""

    time: WorldTime
    cable: Cable
    folder: Path
    parties: tuple[PartyHere, ...] = ()
    signed: SignedCharter | None = None
    witness: Callable[[str], WitnessCall] = _no_witness
    compares: bool = True
    """Books are compared over the line: a look every five seconds, too many through days."""

    def __getitem__(self, party: str) -> PartyHere:
        """One party."""
        return next(one for one in self.parties if one.id == party)

    async def wait(self, seconds: float) -> None:
        """Let time pass for everybody."""
        await asyncio.sleep(seconds)

    async def until_ms(self, instant_ms: int) -> None:
        """Let time pass until this instant of the world's own clock."""
        await asyncio.sleep(max(0.0, (instant_ms - self.time.now_ms) / 1000))

    async def settle(self) -> None:
        """Let everything arrive that is on its way."""
        await asyncio.sleep(SETTLED_S)

    async def until(self, holds: Callable[[], bool], seconds: float = WAIT_S) -> bool:
        """Let time pass until something holds; False when it does not come to it."""
        end_ms = self.time.now_ms + round(seconds * 1000)
        while not holds():
            if self.time.now_ms >= end_ms:
                return False
            await asyncio.sleep(STEP_S)
        return True


def found(
    folder: Path,
    time: WorldTime,
    names: Sequence[str] = ("ALPHA", "BRAVO"),
    terms: Terms | None = None,
    wrong_ms: Mapping[str, int] | None = None,
    *,
    days: bool = False,
    profiles: Sequence[str] = (),
) -> World:
    """Found the line NORTHERN AIR between these parties, as real ones found theirs.

    Args:
        folder: Where the homes go.
        time: The world's.
        names: The parties.
        terms: What the charter says of times and bounds.
        wrong_ms: How wrong a party's clock is.
        days: The scenario lives through days.
        profiles: Profiles of the catalogue that the charter turns on.
    """
    introductions = [
        found_home(
            folder / name.lower(), name, callback=callback(name), roles=ROLES,
            passphrase=PASSPHRASE, config=SETTINGS, hardness=SOFT,
        )
        for name in names
    ]  # fmt: skip
    homes = [Home.open(folder / name.lower()) for name in names]
    keys = [home.unseal(PASSPHRASE) for home in homes]
    catalogue = load()
    charter = draft_charter(
        "NORTHERN AIR", introductions, languages=catalogue.languages, catalogue=catalogue.digest,
        founded_ms=FOUNDED_MS, terms=terms or (DAYS if days else Terms()),
        profiles=profiles,
    )  # fmt: skip
    signed = combine([sign_charter(charter, own, catalogue=catalogue.digest) for own in keys])
    secret = bytes(range(32))
    world = World(time, Cable(), folder, signed=signed, compares=not days)
    made = []
    for number, (home, own) in enumerate(zip(homes, keys, strict=True)):
        line = join_line(home, own, signed, secret, catalogue=catalogue.digest)
        _officers(home)
        clock = WorldClock(time, offset_ms=(wrong_ms or {}).get(home.party, 0))
        made.append(PartyHere(number, home.party, home, own, line, world, clock))
    world.parties = tuple(made)
    return world


def _officers(home: Home) -> None:
    db = home.open_db()
    try:
        officers = Officers(db, SOFT)
        for login, role in zip(LOGINS, (ROLES[0], ROLES[0], ROLES[1]), strict=True):
            officers.add(
                login, name=f"Officer {login.title()} of {home.party}", role=role.id,
                call_sign=role.call_sign, passphrase=PASSPHRASE, now_ms=FOUNDED_MS,
            )  # fmt: skip
    finally:
        db.close()
