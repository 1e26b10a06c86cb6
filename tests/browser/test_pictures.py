"""The pictures of docs/images, taken of two desks in use; `make screenshots` keeps them.

The scene is made up, at the place of a documented case: ALPHA's desk is in Russian, BRAVO's in
Arabic and English, and a STEP BACK has just come in.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from directline.cli.client import slug
from tests.browser.support.seats import (
    AREA,
    PLACE,
    Seat,
    World,
    founded,
    mgrs,
    notice,
    step_back,
    zulu,
)

KEEP = "DIRECTLINE_SCREENSHOTS"
"""Names the folder in which the pictures are kept; without it they are only taken."""
BYTES_MAX = 250_000
BLANK_BYTES = 25_000
"""A page of this size with next to nothing on it is far smaller."""
Sit = Callable[..., Seat]


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A line of this module's own: a picture shows no remains of another test."""
    with founded(tmp_path_factory.mktemp("pictures")) as world:
        yield world


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    folder = Path(os.environ.get(KEEP) or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def take(seat: Seat, path: Path) -> None:
    """One picture of what an officer sees, small enough for the documentation."""
    seat.page.mouse.move(1270, 600)
    data = seat.page.screenshot(path=path, animations="disabled", scale="css")
    assert data.startswith(b"\x89PNG")
    assert BLANK_BYTES < len(data) < BYTES_MAX, f"{path.name}: {len(data)} bytes"


def traffic(world: World) -> None:
    """An ordinary hour before the FLASH."""
    alpha, bravo = (p.officer(p.officers[0].login) for p in (world.alpha, world.bravo))
    done = world.release(world.alpha, "A6", notice())
    world.await_message(world.bravo, done)
    path = f"/messages/{slug(done)}"
    bravo.post(f"{path}/open")
    back = ("window.from", "window.to", "area", "altitude.low", "altitude.high", "altitude.unit")
    given = {name: world.sent(world.alpha, done, name) for name in (*back, "altitude.datum")}
    assert bravo.post(f"{path}/read-back", inputs=given)["understood"]
    bravo.post(f"{path}/passed", unit="AIR CELL 1")
    bravo.post(f"{path}/answer", code="NO-CONFLICT")
    asked = world.release(
        world.bravo,
        "Q1",
        {"cause": "Two aircraft without a flight plan.", "activity": "flight",
         "questions": "Whose are they, and where do they go?"},
    )  # fmt: skip
    world.await_message(world.alpha, asked)
    alpha.post(f"/messages/{slug(asked)}/open")
    alpha.post(f"/messages/{slug(asked)}/answer", code="STANDBY")
    hazard = world.release(
        world.alpha,
        "A1",
        {"window.from": zulu(timedelta(days=4)), "window.to": zulu(timedelta(days=4, hours=6)),
         "circle.lat_lon": f"{AREA[0][0]:.5f} {AREA[0][1]:.5f}", "circle.mgrs": mgrs(*AREA[0]),
         "circle.radius": "12", "circle.radius_unit": "km", "nature": "gunnery"},
    )  # fmt: skip
    drill = world.release(world.bravo, "L5", query(done), drill=True)
    world.await_message(world.alpha, drill)
    alpha.post(f"/messages/{slug(drill)}/open")
    world.await_message(world.bravo, hazard)
    bravo.post(f"/messages/{slug(hazard)}/open")
    alpha.post("/drafts", form="A6", inputs=notice(), drill=False)


def query(ref: str) -> dict[str, str]:
    return {"request": "query-ack", "ref": ref}


def test_both_desks_with_a_flash_ringing(world: World, sit: Sit, keep: Path) -> None:
    ours = sit(world.alpha, 1, "ru")
    arabic = sit(world.bravo, 1, "ar")
    english = sit(world.bravo, 2, "en")
    traffic(world)
    name = world.release(world.alpha, "I0", step_back(PLACE))
    reply = world.release(world.bravo, "I1", stop_fields())
    for seat in (ours, arabic, english):
        seat.page.mouse.move(1270, 600)
    expect(ours.row(reply)).to_have_count(1)
    for seat in (arabic, english):
        expect(seat.row(name)).to_have_count(1)
        seat.hears()
        expect(seat.page.locator(".banner .sign")).to_be_visible()
    ours.hears()
    take(ours, keep / "desk-ru.png")
    take(arabic, keep / "desk-ar.png")
    take(english, keep / "desk-en.png")

    english.to(name).page.click("#act-open")
    english.at(r".*done=opened")
    take(english, keep / "message-en.png")
    english.page.click("#act-read-back")
    english.at(r"/messages/\w+/read-back")
    english.page.select_option("#f-halt", "fire")
    english.page.fill("#f-position", f"{PLACE[0] + 0.05:.4f} {PLACE[1]:.4f}")
    english.page.fill("#f-since", world.sent(world.alpha, name, "since"))
    english.page.click("#act-understood")
    expect(english.page.locator("#errors")).to_contain_text("5.5 km")
    take(english, keep / "read-back-en.png")


def stop_fields() -> dict[str, str]:
    place = (35.31, 40.11)
    return {
        "position.lat_lon": f"{place[0]:.5f} {place[1]:.5f}",
        "position.mgrs": mgrs(*place),
        "hit": "own-forces",
        "since": zulu(timedelta(minutes=-1)),
        "says": "own-command",
    }
