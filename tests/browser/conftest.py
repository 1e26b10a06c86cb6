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
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tools import browser as chromium_here

HERE = Path(__file__).parent
LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1"}
WITHOUT_HOST = {"about", "blob", "data"}


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
    found = chromium_here.find()
    if found is None:
        pytest.fail(chromium_here.REMEDY, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(found.executable),
            args=list(chromium_here.ARGUMENTS),
            env={**os.environ, **found.environment},
        )
        yield started
        started.close()


class Watch:
    """What went wrong on the pages of one test."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.expected: list[str] = []

    def expect(self, part: str) -> None:
        """Let console errors that contain these words pass, as when a station is stopped."""
        self.expected.append(part)

    def on(self, page: Page) -> None:
        """Watch a page from its first request on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in WITHOUT_HOST and parts.hostname not in LOCAL:
            self.problems.append(f"asked for {url}")

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
