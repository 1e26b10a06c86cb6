"""Officers at real desks: two founded homes, two station processes, pages in a real browser."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from directline.catalogue import load
from directline.catalogue.mgrs import format_mgrs
from directline.cli.client import ApiRefusedError, Station, slug
from directline.cli.demo.world import PASSPHRASE, DemoParty, found, start_one, stop
from directline.cli.output import now_ms
from directline.station.custody import Hardness
from directline.station.home import Home
from directline.station.terminals import Terminals
from directline.wire.body import decode_body
from directline.wire.charter import Terms

SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
"""So that a test does not spend its time on Argon2id."""
TERMS = Terms(heartbeat_ms=1_000, blackout_ms=3_000, flash_rings=1_000)
"""A short charter time for silence; every FLASH of these tests may ring."""
WAIT_MS = 60_000
"""For states that come in well under a second on an idle machine."""
TABS_MAX = 80
"""More than any page has controls."""
PLACE = (35.2845, 40.0721)
AREA = ((35.3000, 40.0500), (35.3000, 40.1200), (35.2600, 40.1200), (35.2600, 40.0500))
APART_LAT = 0.0558
"""About 6.2 km."""


def mgrs(lat: float, lon: float) -> str:
    return format_mgrs(round(lat * 1e7), round(lon * 1e7))


def zulu(ahead: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + ahead).strftime("%Y-%m-%dT%H:%MZ")


def word(key: str, language: str, **args: str) -> str:
    """The words that a page in this language shows."""
    return load().word(key, language, **args)


def points(mgrs_lat_off: float = 0.0) -> str:
    """An area as an officer types it, both notations of each point."""
    return "\n".join(f"{lat:.5f} {lon:.5f} / {mgrs(lat - mgrs_lat_off, lon)}" for lat, lon in AREA)


def notice(mgrs_lat_off: float = 0.0) -> dict[str, str]:
    """An AIR-OPS-AREA (A6) in two hours."""
    return {
        "window.from": zulu(timedelta(hours=2)),
        "window.to": zulu(timedelta(hours=3)),
        "area": points(mgrs_lat_off),
        "altitude.low": "10000",
        "altitude.high": "20000",
        "altitude.unit": "ft",
        "altitude.datum": "AMSL",
        "aircraft": "fast-jet",
        "separation_rule": "RULE-2015",
    }


def step_back(place: tuple[float, float] = PLACE) -> dict[str, str]:
    """A STEP BACK (I0)."""
    return {
        "halt": "fire",
        "position.lat_lon": f"{place[0]:.5f} {place[1]:.5f}",
        "position.mgrs": mgrs(*place),
        "since": zulu(),
        "own_forces": "yes",
    }


def until(holds: Callable[[], bool], what: str, wait_s: float = WAIT_MS / 1000) -> float:
    """Wait until something holds; how long it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < wait_s, f"waited {wait_s:.0f} s in vain: {what}"
        time.sleep(0.05)
    return time.monotonic() - begun


@dataclass(frozen=True)
class World:
    """ALPHA and BRAVO with their running stations."""

    alpha: DemoParty
    bravo: DemoParty

    def release(self, party: DemoParty, form: str, inputs: dict[str, str], **more: Any) -> str:
        """Write and release by two officers over the API; the message's name."""
        first, second = (party.officer(officer.login) for officer in party.officers)
        draft = first.post("/drafts", form=form, inputs=inputs, **more)
        assert draft["errors"] == [], draft["errors"]
        return str(second.post(f"/drafts/{draft['id']}/release")["id"])

    def flash(self, place: tuple[float, float] = PLACE) -> str:
        """A STEP BACK of ALPHA, once it is at BRAVO."""
        name = self.release(self.alpha, "I0", step_back(place))
        self.await_message(self.bravo, name)
        return name

    def await_message(self, party: DemoParty, name: str) -> None:
        api = party.officer(party.officers[0].login)

        def there() -> bool:
            with contextlib.suppress(ApiRefusedError):
                return bool(api.get(f"/messages/{slug(name)}"))
            return False

        until(there, f"{name} at {party.id}")

    def message(self, party: DemoParty, name: str) -> dict[str, Any]:
        return party.officer(party.officers[0].login).get(f"/messages/{slug(name)}")

    def sent(self, party: DemoParty, name: str, field: str) -> str:
        """What the author of a message typed into a field."""
        body = decode_body(bytes.fromhex(self.message(party, name)["body"]))
        form = load().form(body.code, body.version)
        return load().inputs(form, body.fields)[field]

    def serials(self) -> tuple[int, int]:
        """How many entries each transcript holds."""
        first, second = (p.officer(p.officers[0].login) for p in (self.alpha, self.bravo))
        return int(first.get("/status")["serial"]), int(second.get("/status")["serial"])

    def calm(self) -> None:
        """Answer what is open and see every alarm, so that the next test begins in quiet."""
        for party in (self.alpha, self.bravo):
            api = party.officer(party.officers[0].login)
            for message in api.get("/messages")["messages"]:
                _settle(api, message)
            for alarm in api.get("/status")["alarms"]:
                with contextlib.suppress(ApiRefusedError):  # it may have gone meanwhile
                    api.post("/acknowledge", alarm=alarm["id"])


def _settle(api: Station, message: dict[str, Any]) -> None:
    path = f"/messages/{slug(message['id'])}"
    with contextlib.suppress(ApiRefusedError):  # the other side may have closed it meanwhile
        if message["unread"]:
            message = api.post(f"{path}/open")
        closing = [a for a in message["answers"] if a not in {"STANDBY", "CHECKING", "WAIT"}]
        if closing and not message["closed"]:
            api.post(f"{path}/answer", code=closing[0])


@contextlib.contextmanager
def founded(folder: Path) -> Iterator[World]:
    """Found the line, start both stations, wait until they hear one another."""
    parties, _ = found(folder, TERMS, SOFT)
    try:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(start_one, parties))
        for party in parties:
            until(lambda p=party: _up(p), f"{party.id} hears the other station")  # type: ignore[misc]
        world = World(*parties)
        world.calm()
        yield world
    finally:
        stop(parties)


def _up(party: DemoParty) -> bool:
    status = party.officer(party.officers[0].login).get("/status")
    return not status["starting"] and all(p["silence"] != "unreachable" for p in status["peers"])


def enrolment_code(party: DemoParty, name: str) -> str:
    """What `directline terminal enrol` prints, while the station runs."""
    db = Home.open(party.path).open_db()
    try:
        return Terminals(db).code(name, now_ms=now_ms())
    finally:
        db.close()


class Seat:
    """One officer before one page."""

    def __init__(self, page: Page, party: DemoParty, number: int, language: str) -> None:
        self.page = page
        self.party = party
        self.officer = party.officers[number - 1]
        self.language = language
        self.loads = 0
        page.set_default_timeout(WAIT_MS)
        page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def word(self, key: str, **args: str) -> str:
        return word(key, self.language, **args)

    def log_in(self) -> Self:
        """As a person does: choose the language, type name and passphrase."""
        page = self.page
        page.goto(f"{self.party.desk}/login")
        page.click(f"button[name=language][value={self.language}]")
        expect(page.locator("html")).to_have_attribute("lang", self.language)
        page.fill("[name=login]", self.officer.login)
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("form[action='/login'] button.primary")
        page.wait_for_url(f"{self.party.desk}/")
        return self.live()

    def leave(self) -> None:
        """Log out, so that the station does not miss this page, and close it."""
        button = self.page.locator("form[action='/logout'] button")
        with contextlib.suppress(PlaywrightError):  # the page may be anywhere, or its station gone
            if button.is_visible():
                button.click(timeout=3_000)
                self.page.wait_for_url("**/login", timeout=3_000)
        self.page.context.close()

    def live(self) -> Self:
        expect(self.page.locator("html")).to_have_attribute("data-stream", "live", timeout=WAIT_MS)
        return self

    def go(self, path: str) -> Self:
        self.page.goto(self.party.desk + path)
        return self.live()

    def to(self, name: str) -> Self:
        """The page of one message."""
        return self.go(f"/messages/{slug(name)}")

    def at(self, pattern: str) -> str:
        """Wait until the address matches; what the first group holds."""
        compiled = re.compile(re.escape(self.party.desk) + pattern)
        self.page.wait_for_url(compiled)
        found = compiled.search(self.page.url)
        assert found is not None
        return found[1] if found.groups() else ""

    def released(self) -> str:
        """The name of the message that was just released."""
        return self.at(r"/messages/([A-Z]+_\d+)\?done=released").replace("_", " ")

    def row(self, name: str) -> Any:
        """A message's row in the list."""
        return self.page.locator("#messages tr", has=self.page.get_by_text(name, exact=True))

    def fill(self, inputs: dict[str, str]) -> Self:
        for name, value in inputs.items():
            field = self.page.locator(f"[name='{name}']")
            if field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def tab_to(self, element: str) -> Self:
        """Walk with the Tab key until an element has the focus."""
        target = self.page.locator(f"#{element}")
        expect(target).to_be_visible()
        for _ in range(TABS_MAX):
            if target.evaluate("node => node === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"#{element} is not reached with the Tab key")

    def type_into(self, element: str, text: str) -> Self:
        self.tab_to(element)
        self.page.keyboard.type(text)
        return self

    def pulses(self) -> int:
        """How many pulses of the alarm the page has really played since it was loaded."""
        return int(self.page.locator("body").get_attribute("data-pulses") or "0")

    def hears(self) -> None:
        """The page's own script is playing a high alarm, to the end of several pulses."""
        expect(self.page.locator("body")).to_have_attribute("data-sound", "high", timeout=WAIT_MS)
        before = self.pulses()
        until_page(self.page, lambda: self.pulses() >= before + 3, "three pulses are heard")

    def quiet(self) -> None:
        """Nothing sounds, and no pulse is played."""
        body = self.page.locator("body")
        api = self.party.officer(self.party.officers[0].login)
        until_page(
            self.page,
            lambda: body.get_attribute("data-sound") == "",
            "quiet",
            lambda: str([a for a in api.get("/status")["alarms"] if a["sounding"]]),
        )
        before = self.pulses()
        self.page.wait_for_timeout(1_200)
        after = self.pulses()
        assert after == before, f"{after - before} pulses played in silence"


def until_page(
    page: Page, holds: Callable[[], bool], what: str, why: Callable[[], str] = str
) -> None:
    """Wait for a state of a page while the browser's events run."""
    deadline = time.monotonic() + WAIT_MS / 1000
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {what} {why()}"
        page.wait_for_timeout(50)
