"""A browser left open while its station, or the other side's, stops, dies and comes back."""

import re
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from directline.cli.demo.world import start_one
from tests.browser.conftest import Watch
from tests.browser.support.seats import TERMS, Seat, World, founded, step_back

Sit = Callable[..., Seat]
LATE_S = 8.0
"""The charter's time for a blackout is exact in the line; this is for a busy machine's browser."""


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A line of this module's own: its stations are stopped and killed."""
    with founded(tmp_path_factory.mktemp("outage")) as world:
        yield world


@pytest.fixture(autouse=True)
def expected(watch: Watch) -> None:
    """What a browser says of a station that is gone."""
    watch.expect("net::ERR_")


def test_a_stopped_station_is_seen_on_both_desks_and_recovers_without_a_reload(
    world: World, sit: Sit
) -> None:
    ours, theirs = sit(world.alpha, 1), sit(world.bravo, 1, "ru")
    loads = (ours.loads, theirs.loads)
    process = world.bravo.process
    assert process is not None
    begun = time.monotonic()
    process.send_signal(signal.SIGSTOP)
    try:
        expect(ours.page.locator(".peer.bad .state")).to_contain_text(
            ours.word("silence-unreachable")
        )
        took_s = time.monotonic() - begun
        assert took_s < TERMS.blackout_ms / 1000 + TERMS.heartbeat_ms / 1000 + LATE_S
        expect(ours.page.locator(".banner")).to_contain_text(ours.word("alarm-blackout"))
        ours.hears()
        expect(theirs.page.locator("html")).to_have_attribute("data-stream", "gone")
        expect(theirs.page.locator(".s-gone")).to_be_visible()
        border = theirs.page.evaluate("getComputedStyle(document.body).borderTopColor")
        assert border == "rgb(200, 16, 46)", "the frame of the page has not turned"
        # The page sounds of itself: at least as loud as what it heard last.
        sound = re.compile("^(medium|high)$")
        expect(theirs.page.locator("body")).to_have_attribute("data-sound", sound)
        sent = world.release(world.alpha, "I0", step_back((33.1, 40.1)))
    finally:
        process.send_signal(signal.SIGCONT)
    expect(ours.page.locator(".peer .state")).to_contain_text(ours.word("silence-none"))
    theirs.live()
    expect(theirs.row(sent)).to_have_count(1)
    theirs.hears()
    assert (ours.loads, theirs.loads) == loads, "a page was loaded anew"
    latched = ours.page.locator(".banner")
    expect(latched).to_contain_text(ours.word("alarm-blackout"))


def test_a_killed_station_that_starts_again_is_seen_without_a_reload_nothing_missed_nothing_twice(
    world: World, sit: Sit
) -> None:
    ours, theirs = sit(world.alpha, 2), sit(world.bravo, 2, "ar")
    before = world.flash((33.2, 40.2))
    expect(theirs.row(before)).to_have_count(1)
    loads = (ours.loads, theirs.loads)
    process = world.bravo.process
    assert process is not None
    process.kill()
    process.wait(10)
    expect(ours.page.locator(".peer .state")).to_contain_text(ours.word("silence-unreachable"))
    expect(theirs.page.locator("html")).to_have_attribute("data-stream", "gone")
    missed = [world.release(world.alpha, "I0", step_back((33.3 + n / 10, 40.3))) for n in range(2)]
    start_one(world.bravo)
    theirs.live()
    for name in (before, *missed):
        expect(theirs.row(name)).to_have_count(1)
    ids = theirs.page.locator("#messages tbody .id a").all_inner_texts()
    assert len(ids) == len(set(ids))
    theirs.hears()
    theirs.page.click("#first-urgent")  # the log-in has outlived the restart
    theirs.page.click("#act-open")
    theirs.at(r"/messages/\w+\?done=opened")
    assert ours.loads == loads[0]
