"""A real Chromium for these tests; without one they fail and say how to get one.

A page that breaks the desk's content policy, throws, or asks for anything beyond this machine
fails its test, whatever the test looked at.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

from directline.cli.demo.world import DemoParty
from tests.browser.support.seats import WAIT_MS, Seat, World, enrolment_code, founded
from tools import browser as chromium_here

HERE = Path(__file__).parent
LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1"}
WITHOUT_HOST = {"about", "blob", "data"}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
}
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep browser tests on one worker: one Chromium, and no fight over two cores."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session", autouse=True)
def driver() -> None:
    """Let Playwright's driver start on a machine that lacks a library of its Node."""
    os.environ.update(chromium_here.driver_environment())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a module's tests.

    Not for the whole run: while the driver is up, its event loop counts as running in this
    thread, and an asynchronous test elsewhere could not start one.
    """
    with sync_playwright() as playwright:
        started = launch(playwright.chromium)
        yield started
        started.close()


@pytest.fixture(scope="module")
def kiosk(chromium: Browser) -> Iterator[Browser]:
    """One that a party's own launch line lets sound without a click, as at a watch desk."""
    started = launch(chromium.browser_type, "--autoplay-policy=no-user-gesture-required")
    yield started
    started.close()


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start the Chromium that was found, with further arguments."""
    found = chromium_here.find()
    if found is None:
        pytest.fail(chromium_here.REMEDY, pytrace=False)
    return kind.launch(
        executable_path=str(found.executable),
        args=[*chromium_here.ARGUMENTS, *more],
        env={**os.environ, **found.environment},
    )


class Watch:
    """What went wrong on the pages of one test."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []
        self.desks: set[str] = set()
        """Where desks of real stations answer; their headers are compared."""
        self.answers = 0

    def expect(self, part: str) -> None:
        """Let console errors that contain these words pass, as when a station is stopped."""
        self.expected.append(part)

    def on(self, page: Page) -> None:
        """Watch a page from its first request on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.problems.append(f"console: {message.text} {where}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in WITHOUT_HOST and parts.hostname not in LOCAL:
            self.problems.append(f"asked for {url}")

    def _response(self, response: Response) -> None:
        """Every answer of a desk carries the strict policy and is kept nowhere."""
        if not any(response.url.startswith(desk) for desk in self.desks):
            return
        self.answers += 1
        headers = response.headers
        if not set(headers.get("content-security-policy", "").split("; ")) >= POLICY:
            self.problems.append(f"policy of {response.url}: {headers}")
        if headers.get("cache-control") != "no-store":
            self.problems.append(f"{response.url} may be kept: {headers}")

    def unexpected(self) -> list[str]:
        """What no test announced."""
        return [
            problem
            for problem in self.problems
            if not any(part in problem for part in self.expected)
        ]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test at its end for every error that it did not announce."""
    watching = Watch()
    yield watching
    assert not watching.unexpected()


@pytest.fixture
def new_page(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a profile of its own, with Playwright's context options."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(**options)
        context.on("page", watch.on)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two real stations, founded once; a test that stops one founds its own."""
    with founded(tmp_path_factory.mktemp("line")) as world:
        yield world


@pytest.fixture
def world(stations: World, watch: Watch) -> World:
    """The stations with nothing open and nothing ringing."""
    stations.calm()
    watch.desks = {stations.alpha.desk, stations.bravo.desk}
    return stations


@pytest.fixture
def board(kiosk: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """An enrolled terminal's page with nobody logged in, which may sound."""
    contexts: list[BrowserContext] = []

    def enrol(party: DemoParty, name: str) -> Page:
        context = kiosk.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
        context.on("page", watch.on)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{party.desk}/enrol")
        page.fill("[name=code]", enrolment_code(party, name))
        page.click("form[action='/enrol'] button")
        page.wait_for_url("**/login?done=enrolled")
        return page

    yield enrol
    for context in contexts:
        context.close()


@pytest.fixture
def sit(kiosk: Browser, watch: Watch) -> Iterator[Callable[..., Seat]]:
    """Seats officers before desks that may sound; they log out when the test ends."""
    seats: list[Seat] = []

    def sit_down(party: DemoParty, number: int, language: str = "en", **options: Any) -> Seat:
        size = {"width": 1280, "height": 900}
        context = kiosk.new_context(**{"viewport": size, "color_scheme": "dark", **options})
        context.on("page", watch.on)
        seats.append(Seat(context.new_page(), party, number, language))
        return seats[-1].log_in()

    yield sit_down
    seen = len(watch.problems)
    for seat in seats:
        seat.leave()
    # A page may ask for its last news just when its officer logs out.
    late = [problem for problem in watch.problems[seen:] if "status of 401" not in problem]
    watch.problems[seen:] = late
