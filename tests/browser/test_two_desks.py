"""Two real stations, officers before real pages: written, checked, released by two, answered."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from directline.cli.client import ApiRefusedError, slug
from tests.browser.conftest import Watch
from tests.browser.support.seats import (
    APART_LAT,
    Seat,
    World,
    mgrs,
    notice,
    points,
    step_back,
)

Sit = Callable[..., Seat]


def test_a_notice_is_stopped_corrected_released_by_two_and_there_at_once(
    world: World, sit: Sit, watch: Watch
) -> None:
    writer = sit(world.alpha, 1, "ru")
    second = sit(world.alpha, 2, "en")
    reader = sit(world.bravo, 1, "ar")
    expect(reader.page.locator("html")).to_have_attribute("dir", "rtl")
    loads = (second.loads, reader.loads)

    writer.go("/compose/A6").fill(notice(mgrs_lat_off=APART_LAT))
    writer.page.click("#act-review")
    draft = writer.at(r"/drafts/(\w+)$")
    wrong = writer.page.locator("#e-area")
    expect(wrong).to_contain_text(re.compile(r"6[.,]2 (km|км)"))
    expect(wrong).to_contain_text(re.compile("[а-я]{4}"))
    expect(writer.page.locator("#f-area")).to_have_value(points(APART_LAT))
    expect(writer.page.locator("#f-separation_rule")).to_have_value("RULE-2015")
    expect(writer.page.locator("#f-aircraft")).to_have_value("fast-jet")

    writer.fill({"area": points()}).page.click("#act-review")
    writer.at(rf"/drafts/{draft}/review$")
    expect(writer.page.locator("#second-needed")).to_be_visible()
    expect(writer.page.locator("#act-release")).to_have_count(0)
    expect(writer.page.locator(".readings section")).to_have_count(6)
    refused = None
    try:
        world.alpha.officer("alpha-1").post(f"/drafts/{draft}/release")
    except ApiRefusedError as error:
        refused = error.message
    assert refused == "the drafter may not release this form"

    watch.expect("409 (Conflict)")  # the writer's page asks for a draft that is released meanwhile
    second.page.click(f"#d-{draft}")
    second.at(rf"/drafts/{draft}/review$")
    second.page.click("#act-release")
    name = second.released()
    row = reader.row(name)
    expect(row).to_have_class(re.compile("immediate.*unread"))
    expect(row).to_contain_text(reader.word("form-A6"))
    assert reader.loads == loads[1], "the other desk was loaded anew"
    expect(reader.page.locator("#side")).to_contain_text(reader.word("alarm-immediate"))
    gone = writer.page.locator("article[role=alert]")
    expect(gone).to_be_visible()  # a page of what is gone says so, and lives on
    writer.live()


def test_step_back_by_keyboard_alone_rings_on_the_other_side_after_a_reload_too(
    world: World, sit: Sit
) -> None:
    sender, duty = sit(world.alpha, 1, "en"), sit(world.bravo, 1, "ar")
    duty.quiet()
    keys, fields = sender.page.keyboard, step_back()
    keys.press("Shift+S")
    expect(sender.page.locator("#step-back")).to_be_focused()
    keys.press("Enter")
    sender.at(r"/step-back")
    sender.tab_to("f-halt")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(sender.page.locator("#f-halt")).to_have_value("fire")
    sender.type_into("f-position", fields["position.lat_lon"])
    sender.type_into("f-position-mgrs", fields["position.mgrs"])
    expect(sender.page.locator("#f-since")).to_have_value(re.compile(r"^20\d\d-.*Z$"))
    sender.tab_to("f-own_forces")
    keys.press("ArrowDown")
    keys.press("Enter")
    sender.tab_to("act-review")
    keys.press("Enter")
    sender.at(r"/drafts/\w+/review$")
    sender.tab_to("act-release")
    keys.press("Enter")
    name = sender.released()

    duty.hears()
    expect(duty.page.locator(".banner")).to_contain_text(duty.word("form-I0"))
    duty.page.reload()
    expect(duty.page.locator("body")).to_have_attribute("data-audio-state", "running")
    duty.hears()

    keys = duty.page.keyboard
    keys.press("f")
    duty.at(f"/messages/{slug(name)}$")
    duty.tab_to("act-open")
    keys.press("Enter")
    duty.at(r"/messages/\w+\?done=opened")
    duty.quiet()
    duty.tab_to("answer-WILCO")
    keys.press("Enter")
    duty.at(r"/messages/\w+\?done=answered")
    expect(sender.page.locator("#message .timeline")).to_contain_text("BRAVO DUTY 1")


def test_the_guard_is_lifted_first_and_nothing_is_sent_by_it(world: World, sit: Sit) -> None:
    officer = sit(world.alpha, 1)
    before = world.serials()
    expect(officer.page.locator("#step-back")).to_be_hidden()
    officer.page.click("#guard summary")
    officer.page.click("#step-back")
    officer.at(r"/step-back")
    expect(officer.page.locator("#f-addressee")).to_have_value("DUTY-OFFICER")
    assert world.serials() == before


def test_silence_acknowledge_and_answer_are_three_controls(world: World, sit: Sit) -> None:
    duty = sit(world.bravo, 1)
    name = world.flash((35.1, 40.1))
    duty.hears()
    before = world.serials()
    duty.page.click("#silence")
    duty.quiet()
    expect(duty.page.locator(".banner")).to_contain_text(name)
    expect(duty.page.locator(".banner small")).to_contain_text(duty.word("ui-silenced"))
    assert world.serials() == before
    level = world.message(world.bravo, name)["level"]

    duty.page.click("#acknowledge")
    duty.at(r"/alarms/\d+$")
    expect(duty.page.locator("main")).to_contain_text(name)
    duty.page.click("#act-acknowledge")
    duty.at(r"/\?done=acknowledged")
    expect(duty.page.locator(".banner .seen")).to_contain_text("Officer 1 of BRAVO")
    assert world.serials() == before
    message = world.message(world.bravo, name)
    assert (message["level"], message["unread"], message["answer"]) == (level, True, "")

    duty.to(name).page.click("#act-open")
    duty.at(r".*done=opened")
    expect(duty.page.locator(".banner")).to_have_count(0)
    assert world.serials()[1] == before[1] + 1


def test_what_matters_is_read_back_into_empty_fields_and_answered(world: World, sit: Sit) -> None:
    sender = sit(world.alpha, 1, "ru")
    name = world.flash((35.2, 40.2))
    duty = sit(world.bravo, 2, "ar").to(name)
    duty.page.click("#act-open")
    duty.at(r".*done=opened")
    since = world.sent(world.alpha, name, "since")
    duty.page.click("#act-read-back")
    duty.at(r"/messages/\w+/read-back")
    html = duty.page.content()
    hidden = ("35.2", "35°", "35 12", "40.2", "12.000", mgrs(35.2, 40.2), mgrs(35.2, 40.2)[-11:])
    for text in (*hidden, mgrs(35.2, 40.2).replace(" ", ""), since, since[11:16].replace(":", "")):
        assert text not in html, f"{text} is on the page of the read-back"
    inputs = duty.page.locator("[data-retype] input, [data-retype] select")
    assert [node.input_value() for node in inputs.all()] == [""] * inputs.count()

    keys = duty.page.keyboard
    duty.page.fill("#f-since", since)
    duty.page.focus("#f-since")
    keys.press("Control+a")
    keys.press("Control+c")
    duty.page.focus("#f-position-mgrs")
    keys.press("Control+v")
    expect(duty.page.locator("body")).to_have_attribute("data-paste-refused", "1")
    expect(duty.page.locator("#f-position-mgrs")).to_have_value("")

    duty.page.select_option("#f-halt", "fire")
    duty.page.fill("#f-position", "35.25 40.2")
    duty.page.click("#act-understood")
    errors = duty.page.locator("#errors")
    expect(errors).to_contain_text(duty.word("ui-mismatch-apart"))
    expect(errors).to_contain_text(re.compile(r"5\.5\W* كم"))
    expect(duty.page.locator("#f-position")).to_have_value("35.25 40.2")
    assert mgrs(35.2, 40.2) not in duty.page.content()
    assert world.message(world.bravo, name)["level"] == 3

    duty.page.fill("#f-position", "35.2 40.2")
    duty.page.click("#act-understood")
    duty.at(r"/messages/\w+\?done=understood")
    duty.page.click("#answer-STANDBY")
    duty.at(r"/messages/\w+\?done=answered")
    duty.page.click("#answer-WILCO")
    expect(duty.page.locator("#acts")).to_contain_text(duty.word("answer-wilco"))

    sender.to(name)
    timeline = sender.page.locator(".timeline")
    for step in ("opened", "understood", "answered"):
        row = timeline.locator("tr.person", has_text=sender.word(f"step-{step}"))
        expect(row.last).to_contain_text("DUTY-OFFICER BRAVO DUTY 2")
        expect(row.last.locator("time")).to_have_count(2)
        expect(row.last).not_to_contain_text("Officer 2 of BRAVO")
    machine = timeline.locator("tr.machine", has_text=sender.word("step-delivered"))
    expect(machine).to_contain_text(sender.word("ui-machine"))
    expect(machine.locator("time")).to_have_count(2)
    unreached = timeline.locator("tr.unreached")
    expect(unreached.filter(has_text=sender.word("step-passed"))).to_contain_text(
        sender.word("ui-not-reached")
    )
    for cell in timeline.locator("td").all():
        assert cell.inner_text().strip(), "a cell of the timeline is blank"


def test_a_drill_is_an_exercise_wherever_it_is_seen(world: World, sit: Sit) -> None:
    writer, duty = sit(world.alpha, 1), sit(world.bravo, 1, "ru")
    writer.go("/compose/I0").fill(step_back((34.9, 40.3)))
    writer.page.check("[name=drill]")
    writer.page.click("#act-review")
    writer.at(r"/drafts/\w+/review$")
    expect(writer.page.locator(".drill-strip")).to_contain_text("EXERCISE")
    expect(writer.page.locator("body")).to_have_attribute("data-drill", "1")
    expect(writer.page.locator("#act-release")).to_have_text(writer.word("ui-release-drill"))
    writer.page.click("#act-release")
    name = writer.released()
    expect(writer.page.locator(".drill-strip")).to_be_visible()
    writer.go("/")
    expect(writer.row(name).locator(".mark.drill")).to_have_text("EXERCISE")
    expect(duty.row(name).locator(".mark.drill")).to_have_text(duty.word("ui-exercise"))
    duty.to(name)
    expect(duty.page.locator(".drill-strip")).to_contain_text(duty.word("ui-exercise"))
    expect(duty.page.locator("body")).to_have_attribute("data-drill", "1")
    duty.quiet()
