"""The desk's pages in a real browser over a stand-in: live, audible, by keyboard, accessible."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from directline.catalogue import load
from tests.browser.conftest import Watch
from tests.browser.support.standin_station import StandInStation
from tests.unit.console.standin import (
    PASSPHRASE,
    STEP_BACK,
    alarm,
    busy_desk,
    message,
    mgrs_of,
)
from tools import browser as chromium_here

AXE = Path("web/node_modules/axe-core/axe.min.js")
PAGES = (
    "/", "/messages/BRAVO_41", "/messages/BRAVO_41/read-back", "/step-back", "/compose/A6",
    "/compose", "/alarms/7", "/watch", "/watch/relief", "/card", "/end",
)  # fmt: skip


@pytest.fixture
def station() -> Iterator[StandInStation]:
    found = StandInStation(busy_desk()).start()
    yield found
    found.close()


def log_in(page: Page, station: StandInStation, language: str = "en") -> None:
    page.goto(f"{station.base}/login")
    page.click(f"button[name=language][value={language}]")
    page.fill("[name=login]", "one")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.primary")
    page.wait_for_url(f"{station.base}/")
    expect(page.locator("html")).to_have_attribute("data-stream", "live")


def violations(page: Page) -> list[str]:
    found = page.evaluate(
        "async () => (await axe.run(document, {runOnly: {type: 'tag', values: "
        "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}})).violations"
        ".map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))"
    )
    return [str(one) for one in found]


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("en", "light"), ("ar", "dark")])
def test_no_page_breaks_a_rule_of_accessibility(
    station: StandInStation, new_page: Callable[..., Page], language: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    log_in(page, station, language)
    for path in PAGES:
        page.goto(station.base + path)
        page.add_script_tag(content=AXE.read_text("utf-8"))
        assert violations(page) == [], path


def test_an_entry_appears_without_reloading_and_what_is_typed_stays(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    log_in(page, station)
    page.goto(f"{station.base}/messages/BRAVO_41")
    expect(page.locator("html")).to_have_attribute("data-stream", "live")
    page.fill("[name=remark]", "half a rem")
    station.do(lambda: station.desk.add(message(51, "I1", stop_inputs())))
    station.do(lambda: station.desk.alarms.append(alarm(11, "high", "evidence")))
    station.do(lambda: station.desk.tell(None, "alarms"))
    expect(page.locator("#alarms-high")).to_contain_text("Two histories signed by one key")
    expect(page.locator("[name=remark]")).to_have_value("half a rem")
    page.goto(f"{station.base}/")
    expect(page.locator("#messages")).to_contain_text("BRAVO 51")


def stop_inputs() -> dict[str, str]:
    form = load().form("I1")
    given: dict[str, str] = {}
    for field in form.fields:
        if field.required:
            given[field.name] = {"t": "2016-09-17T14:00Z", "role": "DUTY-OFFICER"}.get(
                field.type, "unknown" if field.unknown_ok else next(iter(field.choices), "")
            )
    lat_lon = STEP_BACK["position.lat_lon"]
    return given | {
        "position": "", "position.lat_lon": lat_lon, "position.mgrs": mgrs_of(lat_lon),
    }  # fmt: skip


def test_the_page_says_loudly_that_its_station_is_gone_and_recovers_without_a_reload(
    station: StandInStation, new_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("ERR_CONNECTION_REFUSED")
    watch.expect("ERR_INCOMPLETE_CHUNKED_ENCODING")
    page = new_page(color_scheme="dark")
    log_in(page, station)
    page.evaluate("() => { document.body.dataset.mark = 'same page' }")
    station.stop()
    expect(page.locator("html")).to_have_attribute("data-stream", "gone", timeout=15_000)
    expect(page.locator(".s-gone")).to_be_visible()
    border = page.evaluate("() => getComputedStyle(document.body).borderTopColor")
    assert border == "rgb(200, 16, 46)"
    station.desk.list["BRAVO 52"] = message(52, "I1", stop_inputs())
    station.start()
    expect(page.locator("html")).to_have_attribute("data-stream", "live", timeout=15_000)
    expect(page.locator("#messages")).to_contain_text("BRAVO 52")
    expect(page.locator("body")).to_have_attribute("data-mark", "same page")


def test_a_session_that_ended_leads_to_the_log_in(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    log_in(page, station)
    station.do(station.desk.sessions.clear)
    page.wait_for_url(f"{station.base}/login")


def test_a_browser_that_may_not_sound_says_so_until_the_watch_is_armed(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    log_in(page, station)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-audio-state", "suspended")
    expect(page.locator(".a-off")).to_be_visible()
    told = [detail for name, detail in station.desk.calls if name == "presence"]
    assert told[-1][2] is False
    page.click(".a-off button")
    expect(page.locator("body")).to_have_attribute("data-audio-state", "running")
    page.click("[data-sound-act=heard]")
    expect(page.locator("body")).to_have_attribute("data-heard", "yes")
    for _ in range(50):
        told = [detail for name, detail in station.desk.calls if name == "presence"]
        if told[-1][2:] == (True, True):
            break
        page.wait_for_timeout(50)
    assert told[-1][1:] == (True, True, True)


def test_the_page_itself_sounds_after_a_reload_until_silenced(
    chromium: Browser, station: StandInStation
) -> None:
    found = chromium_here.find()
    assert found is not None
    kiosk = chromium.browser_type.launch(
        executable_path=str(found.executable),
        args=[*chromium_here.ARGUMENTS, "--autoplay-policy=no-user-gesture-required"],
        env={**os.environ, **found.environment},
    )
    page = kiosk.new_page()
    log_in(page, station)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-audio-state", "running")
    expect(page.locator("body")).to_have_attribute("data-pulses", "10", timeout=15_000)
    page.click("#silence")
    expect(page.locator("body")).to_have_attribute("data-sound", "")
    count = page.get_attribute("body", "data-pulses")
    expect(page.locator(".banner small").first).to_contain_text("Silent for")
    page.wait_for_timeout(1_500)
    assert page.get_attribute("body", "data-pulses") == count
    assert not any(name in {"acknowledge", "opened"} for name, _ in station.desk.calls)
    kiosk.close()


def test_the_whole_desk_by_keyboard(station: StandInStation, new_page: Callable[..., Page]) -> None:
    page = new_page()
    log_in(page, station)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Shift+S")
    expect(page.locator("#step-back")).to_be_focused()
    guard, banner = page.locator("#guard").bounding_box(), page.locator(".banner").bounding_box()
    assert guard is not None
    assert banner is not None
    assert guard["y"] + guard["height"] <= banner["y"] + 1, "the guard covers the alarm"
    page.keyboard.press("Escape")
    expect(page.locator("#guard")).not_to_have_attribute("open", "")
    page.keyboard.press("Shift+S")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{station.base}/step-back?")
    page.focus("[name='position.lat_lon']")
    page.keyboard.type("d n s")
    expect(page.locator("[name='position.lat_lon']")).to_have_value("d n s")
    page.locator("#main").focus()
    page.keyboard.press("d")
    page.wait_for_url(f"{station.base}/")
    page.keyboard.press("j")
    expect(page.locator("#m-41")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{station.base}/messages/BRAVO_41")
    page.keyboard.press("a")
    page.wait_for_url(f"{station.base}/alarms/7")
    expect(page.locator("#act-acknowledge")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#help .panel")).to_be_visible()


def test_silencing_does_not_take_the_officer_from_what_is_being_written(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    log_in(page, station)
    page.goto(f"{station.base}/compose/A6")
    page.fill("[name=separation_rule]", "RULE-7")
    page.locator("#main").focus()
    page.keyboard.press("s")
    expect(page.locator(".banner small").first).to_contain_text("Silent for")
    expect(page.locator("[name=separation_rule]")).to_have_value("RULE-7")


def test_pasting_is_refused_where_a_person_must_type_again(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    log_in(page, station)
    page.goto(f"{station.base}/messages/BRAVO_41/read-back")
    page.evaluate("() => navigator.clipboard.writeText('35 20.167 N 040 08.467 E')")
    page.focus("#f-position")
    page.keyboard.press("Control+v")
    expect(page.locator("body")).to_have_attribute("data-paste-refused", "1")
    expect(page.locator("#f-position")).to_have_value("")
    page.keyboard.type("35 20.167 N 040 08.467 E")
    page.select_option("#f-halt", "fire")
    page.fill("#f-since", "2016-09-17T14:00Z")
    page.click("#act-understood")
    expect(page.locator(".note.ok")).to_contain_text("Understood")


def test_everything_works_without_javascript(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{station.base}/login")
    page.fill("[name=login]", "one")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.primary")
    assert page.locator(".s-none").is_visible()
    page.click("#m-41")
    page.click("#act-open")
    page.click("#answer-WILCO")
    assert "Answer signed" in page.inner_text("main")
    page.click("#guard summary")
    page.click("#step-back")
    for name, value in STEP_BACK.items():
        if name in {"addressee", "halt", "own_forces"}:
            page.select_option(f"[name='{name}']", value)
        else:
            page.fill(f"[name='{name}']", value)
    page.fill("[name='position.mgrs']", mgrs_of(STEP_BACK["position.lat_lon"]))
    page.click("#act-review")
    page.click("#act-release")
    assert "Released" in page.inner_text("main")


def test_a_drill_turns_the_frame_and_a_real_flash_breaks_it(
    station: StandInStation, new_page: Callable[..., Page]
) -> None:
    station.desk.alarms = []
    desk = station.desk
    desk.list["BRAVO 41"] = replace(desk.list["BRAVO 41"], drill=True)
    page = new_page(color_scheme="dark")
    log_in(page, station)
    page.goto(f"{station.base}/messages/BRAVO_41")
    style = page.evaluate("() => getComputedStyle(document.body).borderTopColor")
    assert style == "rgb(177, 140, 255)"
    expect(page.locator(".drill-strip")).to_contain_text("EXERCISE")
    station.do(lambda: desk.alarms.append(alarm(12, "high", "flash", message_id="BRAVO 41")))
    station.do(lambda: desk.tell(None, "alarms"))
    expect(page.locator(".banner")).to_be_visible()
