"""Pages of a real desk by the rules of WCAG 2.2 AA, in two scripts and both colour schemes."""

import json
from collections.abc import Callable
from typing import Any, Literal

import pytest

from directline.cli.client import slug
from tests.browser.support.seats import APART_LAT, Seat, World, notice
from tools.env import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = {"serious", "critical"}


def grave(seat: Seat) -> list[str]:
    """What axe-core calls serious or critical; in both colour schemes, in Arabic in one."""
    found: list[str] = []
    seat.page.evaluate(AXE.read_text("utf-8"))
    schemes: tuple[Literal["dark", "light"], ...] = ("light", "dark")
    for scheme in schemes[: 2 if seat.language == "en" else 1]:
        seat.page.emulate_media(color_scheme=scheme)
        options = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
        result: dict[str, Any] = seat.page.evaluate(f"() => axe.run(document, {options})")
        found += [
            f"{seat.page.url} {scheme}: {one['id']} {[node['target'] for node in one['nodes']]}"
            for one in result["violations"]
            if one["impact"] in GRAVE
        ]
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_a_desk_in_use_breaks_a_rule(
    world: World, sit: Callable[..., Seat], language: str
) -> None:
    name = world.flash((36.1 if language == "en" else 36.2, 40.1))
    world.release(world.bravo, "A6", notice())
    duty = sit(world.bravo, 1, language, reduced_motion="reduce")
    problems = grave(duty)
    duty.go("/compose/A6").fill(notice(mgrs_lat_off=APART_LAT)).page.click("#act-review")
    wrong = duty.at(r"/drafts/(\w+)$")
    problems += grave(duty)
    duty.fill(notice()).page.click("#act-review")
    duty.at(rf"/drafts/{wrong}/review$")
    problems += grave(duty)
    duty.page.click("#act-discard")
    duty.at(r"/\?done=discarded")
    for path in (
        f"/messages/{slug(name)}",
        f"/messages/{slug(name)}/read-back",
        "/step-back",
        "/watch",
    ):
        duty.go(path)
        problems += grave(duty)
    duty.page.click("form[action='/logout'] button")
    duty.at(r"/login$")
    problems += grave(duty)
    assert problems == []
