"""Desks that may not sound, and terminals that ring while nobody is logged in, at real stations."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from directline.cli.demo.world import DemoParty
from tests.browser.conftest import Watch
from tests.browser.support.seats import Seat, World, mgrs, step_back, until, until_page, word


def alarm_kinds(party: DemoParty) -> set[str]:
    alarms = party.officer(party.officers[0].login).get("/status")["alarms"]
    return {alarm["kind"] for alarm in alarms}


def test_a_browser_that_may_not_sound_is_an_alarm_until_the_watch_is_armed(
    world: World, new_page: Callable[..., Page], watch: Watch
) -> None:
    officer = Seat(new_page(color_scheme="dark"), world.bravo, 1, "en").log_in()
    page = officer.page
    page.reload()  # the click of the log-in no longer counts as a gesture
    officer.live()
    body = page.locator("body")
    expect(body).to_have_attribute("data-audio-state", "suspended")
    expect(page.locator(".a-off")).to_contain_text("NOT AUDIBLE")
    color = page.locator(".a-off").evaluate("node => getComputedStyle(node).backgroundColor")
    assert color == "rgb(255, 178, 46)", "the warning does not stand out"
    until(lambda: "desk-mute" in alarm_kinds(world.bravo), "a mute desk is an alarm")
    expect(page.locator("#side")).to_contain_text(word("alarm-desk-mute", "en"))

    page.click(".a-off [data-sound-act=arm]")
    expect(body).to_have_attribute("data-audio-state", "running")
    until_page(page, lambda: officer.pulses() >= 3, "the test tone is played")
    expect(page.locator(".a-ask")).to_be_visible()
    page.click("[data-sound-act=heard]")
    expect(body).to_have_attribute("data-heard", "yes")
    until(lambda: "desk-mute" not in alarm_kinds(world.bravo), "the alarm goes")
    log = world.bravo.officer("bravo-1").get("/watch-log")["lines"]
    assert "log-armed" in {line["what"] for line in log}
    page.click(".a-on [data-sound-act=arm]")
    page.click("[data-sound-act=unheard]")
    until(lambda: "desk-mute" in alarm_kinds(world.bravo), "it was not heard: a mute desk again")
    officer.leave()


def test_a_flash_rings_a_mute_desk_by_sight(
    world: World, new_page: Callable[..., Page], watch: Watch
) -> None:
    officer = Seat(new_page(), world.bravo, 2, "en").log_in()
    officer.page.reload()
    officer.live()
    name = world.flash((34.5, 40.5))
    expect(officer.page.locator(".banner")).to_contain_text(name)
    assert officer.pulses() == 0
    officer.leave()


def test_a_terminal_shows_the_line_and_rings_a_flash_by_precedence_form_and_party_only(
    world: World, board: Callable[..., Page], sit: Callable[..., Seat]
) -> None:
    page = board(world.bravo, "desk-1")
    expect(page.locator("html")).to_have_attribute("data-stream", "live")
    expect(page.locator("#peers .peer h2")).to_contain_text("ALPHA")
    expect(page.locator("#peers")).to_contain_text(word("silence-none", "en"))
    expect(page.locator("#board")).to_contain_text(word("ui-terminal-quiet", "en"))
    place = (34.7, 40.7)
    fields = step_back(place) | {"remark": "the bridge at the mill"}
    name = world.release(world.alpha, "I0", fields)
    banner = page.locator("#board .banner")
    expect(banner).to_contain_text(word("form-I0", "en"))
    expect(banner).to_contain_text(word("precedence-flash", "en"))
    expect(banner).to_contain_text("ALPHA")
    expect(page.locator("body")).to_have_attribute("data-sound", "high")
    until_page(page, lambda: _pulses(page) >= 3, "the terminal rings")
    page.reload()
    until_page(page, lambda: _pulses(page) >= 3, "the terminal rings after a reload")

    html = page.content()
    since = fields["since"]
    for text in (
        *("34.7", "34°", "40.7", "40°", "42.000", mgrs(*place), mgrs(*place)[-11:], "bridge"),
        *(since, since[11:16].replace(":", ""), name, name.replace(" ", "_"), "fire"),
    ):
        assert text not in html, f"{text} is on a page that nobody logged in to"
    before = world.serials()
    page.click("#silence")
    expect(page.locator("body")).to_have_attribute("data-sound", "")
    expect(banner).to_be_visible()
    assert world.serials() == before
    assert world.message(world.bravo, name)["unread"]

    world.bravo.officer("bravo-1").post(f"/messages/{name.replace(' ', '_')}/open")
    expect(banner).to_have_count(0)


def test_a_terminal_opens_nothing(world: World, board: Callable[..., Page]) -> None:
    name = world.flash((34.2, 40.2)).replace(" ", "_")
    page = board(world.bravo, "desk-2")
    for path in ("/", f"/messages/{name}", f"/messages/{name}/read-back", "/compose", "/watch"):
        page.goto(world.bravo.desk + path)
        expect(page).to_have_url(re.compile(r"/login$"))


def _pulses(page: Page) -> int:
    return int(page.locator("body").get_attribute("data-pulses") or "0")
