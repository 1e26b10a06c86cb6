"""Cuts of a real line: an alarm at both ends within the charter's time, FLASH first afterwards.

ALPHA dials BRAVO through a line that the test can cut, or make deaf in one direction.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from directline.cli.demo.world import DemoParty
from directline.station.config import Address
from tests.support import house
from tests.support.background import Background
from tests.support.house import TERMS, alarms, duty, message, peer, serial, stop_inputs, until
from tests.support.proxy import BadLine

pytestmark = pytest.mark.xdist_group("stations-2")

BLACKOUT_S = TERMS.blackout_ms / 1000
SLACK_S = 2.5
"""For asking both stations in turn on a busy machine."""
FLASH_S_MAX = 2.0


@dataclass
class Cut:
    """Two stations with a bad line between them."""

    alpha: DemoParty
    bravo: DemoParty
    line: BadLine
    loop: Background

    def restore(self) -> None:
        self.loop.do(self.line.restore())

    def both(self, holds: Callable[[DemoParty], bool], what: str, within_s: float = 20.0) -> float:
        """Wait until something holds at both ends; gives the seconds that it took."""
        begun = time.monotonic()
        until(lambda: all(holds(p) for p in (self.alpha, self.bravo)), what, within_s)
        return time.monotonic() - begun

    def up(self) -> None:
        """Wait until the line is well at both ends."""
        self.both(
            lambda p: not peer(p)["blackout"] and all(b["up"] for b in peer(p)["bearers"]),
            "the line is up",
        )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cut]:
    alpha, bravo = house.found(tmp_path_factory.mktemp("cuts"))
    host, _, port = bravo.listen.rpartition(":")
    with Background() as loop:
        line = BadLine((host, int(port)))
        loop.do(line.__aenter__())
        house.set_config(alpha, peers={"BRAVO": (Address("127.0.0.1", line.port),)})
        house.set_config(bravo, peers={})
        try:
            with house.running(alpha, bravo):
                for party in (alpha, bravo):
                    duty(party), duty(party, 1)
                yield Cut(alpha, bravo, line, loop)
        finally:
            loop.do(line.close())


@pytest.fixture
def cut(world: Cut) -> Iterator[Cut]:
    world.restore()
    world.up()
    for party in (world.alpha, world.bravo):
        for alarm in alarms(party, "blackout"):  # Latched: an earlier cut's would count here.
            duty(party).post("/acknowledge", alarm=alarm["id"])
    yield world
    world.restore()


def blackout(party: DemoParty) -> bool:
    return bool(alarms(party, "blackout")) and peer(party)["blackout"]


def test_a_full_cut_is_an_alarm_at_both_ends_and_nobody_is_blamed(cut: Cut) -> None:
    cut.loop.call(cut.line.cut)
    took_s = cut.both(blackout, "the alarm at both ends")
    assert took_s < BLACKOUT_S + SLACK_S
    for party in (cut.alpha, cut.bravo):
        shown = peer(party)
        assert shown["silence"] == "unreachable"
        assert shown["silence_since_ms"]
        assert shown["station_heard_ms"], "the last sign of life stays in sight"
        assert alarms(party, "blackout")[0]["level"] == "high"
    waiting = house.release(cut.alpha, "Q1", house.CLARIFY)
    assert (message(cut.alpha, waiting["id"]) or {})["silence"] == "unreachable"
    cut.restore()
    cut.up()
    until(lambda: message(cut.bravo, waiting["id"]), "what waited")


@pytest.mark.parametrize("deaf", ["ALPHA", "BRAVO"])
def test_a_cut_in_one_direction_is_an_alarm_at_both_ends(cut: Cut, deaf: str) -> None:
    cut.loop.call(cut.line.hole, to_server=deaf == "BRAVO", to_client=deaf == "ALPHA")
    hearing, not_hearing = (cut.alpha, cut.bravo) if deaf == "BRAVO" else (cut.bravo, cut.alpha)
    took_s = cut.both(blackout, "the alarm at both ends")
    assert took_s < BLACKOUT_S + SLACK_S
    assert peer(not_hearing)["silence"] == "unreachable"
    assert peer(hearing)["silence"] in {"not-heard", "unreachable"}
    cut.restore()
    cut.up()
    sent = house.release(hearing, "Q1", house.CLARIFY)
    until(lambda: message(not_hearing, sent["id"]), "the line carries again")


def test_after_a_cut_the_flash_goes_first_and_within_two_seconds(cut: Cut) -> None:
    """The best of three cuts counts: what is measured is the line, not this busy machine."""
    best_s = 60.0
    for _ in range(3):
        cut.loop.call(cut.line.cut)
        cut.both(lambda p: not any(b["up"] for b in peer(p)["bearers"]), "both see the cut")
        routine = [house.release(cut.alpha, "Q1", house.CLARIFY)["id"] for _ in range(5)]
        flash = house.release(cut.alpha, "I1", stop_inputs())["id"]
        cut.restore()
        begun = time.monotonic()
        until(lambda f=flash: message(cut.bravo, f), "the FLASH", 20)  # type: ignore[misc]
        best_s = min(best_s, time.monotonic() - begun)
        until(lambda r=routine: message(cut.bravo, r[-1]), "the routine behind it")  # type: ignore[misc]
        first = min(serial(cut.bravo, name) for name in routine)
        said = [house.log_lines(party)[-25:] for party in (cut.alpha, cut.bravo)]
        assert serial(cut.bravo, flash) < first, f"the FLASH was not first: {said}"
        cut.up()
        if best_s < FLASH_S_MAX:
            return
    pytest.fail(f"the FLASH took {best_s:.2f} s")
