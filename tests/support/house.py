"""Real stations as processes of their own, founded quickly, asked through their own API."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from directline.catalogue.mgrs import format_mgrs
from directline.cli.client import ApiRefusedError, Station, slug
from directline.cli.demo import world
from directline.cli.demo.world import DemoParty
from directline.station.custody import Hardness
from directline.station.home import Home
from directline.wire.charter import Terms

T = TypeVar("T")
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
"""So that a test does not spend its time on Argon2id."""
PASSPHRASE = world.PASSPHRASE
WAIT_S = 60.0
"""Generous: two cores are shared by everything that runs."""
TERMS = Terms(heartbeat_ms=1_000, blackout_ms=3_000, leaf_due_ms=2_000)
CLARIFY = {"cause": "Lights seen.", "activity": "flight", "questions": "Whose are they?"}
PLACE = (352_845_000, 400_721_000)


def stop_inputs(lat_e7: int = PLACE[0], lon_e7: int = PLACE[1]) -> dict[str, str]:
    """A STOP (I1) for a place."""
    return {
        "addressee": "DUTY-OFFICER",
        "position.lat_lon": f"{lat_e7 / 1e7:.5f} {lon_e7 / 1e7:.5f}",
        "position.mgrs": format_mgrs(lat_e7, lon_e7),
        "position.accuracy_m": "100",
        "hit": "own-forces",
        "since": "2026-01-15T11:58Z",
        "says": "own-command",
    }


def found(folder: Path, terms: Terms = TERMS, **config: Any) -> tuple[DemoParty, DemoParty]:
    """Two founded homes; `config` changes the settings of both."""
    parties, _ = world.found(folder, terms, SOFT)
    for party in parties:
        set_config(party, **config)
    return parties


def set_config(party: DemoParty, **changes: Any) -> None:
    """Change settings of a home."""
    if changes:
        home = Home.open(party.path)
        home.save_config(replace(home.config(), **changes))


@contextlib.contextmanager
def running(*parties: DemoParty) -> Iterator[None]:
    """Start stations; stop them in the end, however they are by then."""
    try:
        for party in parties:
            world.start_one(party)
        yield
    finally:
        world.stop(parties)


def restart(party: DemoParty) -> None:
    """Stop as an operator does, and start again."""
    world.stop((party,))
    world.start_one(party)


def until(look: Callable[[], T | None], what: str, timeout_s: float = WAIT_S) -> T:
    """Wait for a state, never for time; gives what was seen."""
    end = time.monotonic() + timeout_s
    while not (seen := look()):
        assert time.monotonic() < end, f"waited {timeout_s:.0f} s for: {what}"
        time.sleep(0.03)
    return seen


def duty(party: DemoParty, number: int = 0) -> Station:
    """The API as one of the party's officers."""
    return party.officer(party.officers[number].login)


def status(party: DemoParty) -> dict[str, Any]:
    return duty(party).get("/status")


def peer(party: DemoParty) -> dict[str, Any]:
    """The other party as this station shows it."""
    found: dict[str, Any] = status(party)["peers"][0]
    return found


def alarms(party: DemoParty, kind: str) -> list[dict[str, Any]]:
    return [alarm for alarm in status(party)["alarms"] if alarm["kind"] == kind]


def message(party: DemoParty, name: str) -> dict[str, Any] | None:
    """One message, or None while this station does not show it."""
    try:
        return duty(party).get(f"/messages/{slug(name)}")
    except ApiRefusedError:
        return None


def listed(party: DemoParty, *, limit: int = 100) -> list[dict[str, Any]]:
    """The newest messages, newest first."""
    found: list[dict[str, Any]] = duty(party).get("/messages", limit=limit)["messages"]
    return found


def step(shown: dict[str, Any], name: str, party: str) -> dict[str, Any]:
    """One step of a message's ladder."""
    found: dict[str, Any] = next(
        s for s in shown["steps"] if s["step"] == name and s["party"] == party
    )
    return found


def release(party: DemoParty, form: str, inputs: dict[str, str], **options: Any) -> dict[str, Any]:
    """Drafted by the first officer and released by the second."""
    draft = duty(party).post("/drafts", form=form, inputs=inputs, **options)
    assert not draft["errors"], draft["errors"]
    return duty(party, 1).post(f"/drafts/{draft['id']}/release")


def log_lines(party: DemoParty, event: str = "") -> list[dict[str, Any]]:
    """The station's log."""
    path = Home.open(party.path).log_path
    whole = path.read_text().rpartition("\n")[0]  # the station may be writing the last line now
    lines = [json.loads(line) for line in whole.splitlines()]
    return [line for line in lines if not event or line["event"] == event]


def watch_log(party: DemoParty, what: str) -> list[dict[str, Any]]:
    """The watch log's lines of one kind, newest first."""
    lines = duty(party).get("/watch-log", limit=500)["lines"]
    return [line for line in lines if what in json.dumps(line)]


def memory_kib(party: DemoParty) -> int:
    """The resident memory of the station's process."""
    assert party.process is not None
    text = Path(f"/proc/{party.process.pid}/status").read_text()
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1])


def alive(party: DemoParty) -> bool:
    """Whether the station's process still runs."""
    return party.process is not None and party.process.poll() is None


def serial(party: DemoParty, name: str) -> int:
    """The number under which this station stored a message: the order in which they came."""
    found = message(party, name)
    assert found is not None
    number: int = found["serial"]
    return number
