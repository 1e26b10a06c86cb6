"""Clocks that are wrong: the line comes up, both instants are kept, and the offset is an alarm.

ALPHA's station runs with a false clock; its process is told by `sitecustomize`, so that nothing
in the program knows of it.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.cli.client import slug
from directline.cli.demo import world
from directline.cli.demo.world import DemoParty
from directline.transcript.verify import verify_bundle
from tests.support import house
from tests.support.house import alarms, duty, message, peer, step, until

pytestmark = pytest.mark.xdist_group("stations-2")

HOUR_MS = 3_600_000
FALSE_CLOCK = """\
import os
from directline.station.clock import StationClock
StationClock.__init__.__kwdefaults__["offset_ms"] = int(os.environ["FALSE_CLOCK_MS"])
"""


@contextlib.contextmanager
def false_clock(folder: Path, offset_ms: int) -> Iterator[None]:
    """Stations that start meanwhile have this offset."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(FALSE_CLOCK)
    with pytest.MonkeyPatch.context() as patch:
        path = f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}".rstrip(os.pathsep)
        patch.setenv("PYTHONPATH", path)
        patch.setenv("FALSE_CLOCK_MS", str(offset_ms))
        yield


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoParty, DemoParty]]:
    """BRAVO's clock is right; each test starts ALPHA with its own."""
    alpha, bravo = house.found(tmp_path_factory.mktemp("clocks"))
    with house.running(bravo):
        try:
            yield alpha, bravo
        finally:
            world.stop((alpha,))


@pytest.mark.parametrize("fault", ["an hour fast", "an hour slow", "dead since 1970"])
def test_a_wrong_clock_is_said_and_cuts_nothing(
    parties: tuple[DemoParty, DemoParty], fault: str, tmp_path: Path
) -> None:
    alpha, bravo = parties
    now_ms = time.time_ns() // 1_000_000
    offset_ms = {"an hour fast": HOUR_MS, "an hour slow": -HOUR_MS}.get(fault, 60_000 - now_ms)
    world.stop((alpha,))
    alpha.sessions.clear()
    with false_clock(tmp_path / "clock", offset_ms):
        world.start_one(alpha)
    until(lambda: peer(alpha)["station_heard_ms"], "the line comes up")
    until(lambda: peer(bravo)["clock_offset_ms"], "BRAVO has measured ALPHA's clock")
    until(lambda: peer(alpha)["clock_offset_ms"], "and ALPHA has measured BRAVO's")
    until(lambda: abs(peer(bravo)["clock_offset_ms"] - offset_ms) < 2_000, "rightly so")
    assert abs(peer(alpha)["clock_offset_ms"] + offset_ms) < 2_000
    assert until(lambda: alarms(bravo, "clock"), "an alarm at BRAVO")[0]["level"] == "medium"
    assert until(lambda: alarms(alpha, "clock"), "and at ALPHA")
    sent = house.release(alpha, "Q1", house.CLARIFY)
    got = until(lambda: message(bravo, sent["id"]), "a message of the false clock")
    released = step(got, "released", "ALPHA")
    assert abs(released["our_ms"] - released["their_ms"] + offset_ms) < 5_000, "both are kept"
    duty(bravo).post(f"/messages/{slug(sent['id'])}/open")
    opened = until(
        lambda: next(
            (
                s
                for s in (message(alpha, sent["id"]) or {})["steps"]
                if s["step"] == "opened" and s["their_ms"]
            ),
            None,
        ),
        "the receipt at ALPHA",
    )
    if offset_ms > 0:
        assert opened["impossible_order"], "opened before it was released, by two clocks"
    stop = house.release(bravo, "I1", house.stop_inputs())
    until(lambda: message(alpha, stop["id"]), "a FLASH to the false clock")
    if offset_ms < 0:
        # An answer is due by the addressee's own clock, as it signed: there it is long past due.
        until(
            lambda: any(
                a["message_id"] == stop["id"] for a in alarms(bravo, "flash-unacknowledged")
            ),
            "a FLASH that nobody opened in time",
        )
        duty(alpha).post(f"/messages/{slug(stop['id'])}/open")
        until(
            lambda: (message(bravo, stop["id"]) or {})["silence"] == "opened-not-answered",
            "opened, not answered: a class of its own",
        )
    duty(alpha).post(f"/messages/{slug(stop['id'])}/answer", code="WILCO")
    until(lambda: (message(bravo, stop["id"]) or {})["closed"], "its answer")
    for party in parties:
        target = tmp_path / f"{party.id}.directline"
        duty(party).download("/export", target)
        assert verify_bundle(target.read_bytes(), fingerprint=None).ok
