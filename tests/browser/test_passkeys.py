"""An officer registers a passkey and approves a release with it, in a real browser's own way."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from directline.cli.demo.world import PASSPHRASE, DemoParty
from directline.station.home import Home
from directline.station.passkeys import Passkeys
from tests.browser.conftest import Watch
from tests.browser.support.seats import Seat, World, word

TEXT = {"cause": "Lights seen.", "activity": "flight", "questions": "Whose are they?"}


@contextlib.contextmanager
def authenticator(page: Page, *, verified: bool = True) -> Iterator[None]:
    """A virtual authenticator inside the browser: a platform's, whose person says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": verified,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    yield
    session.detach()


@pytest.fixture
def by_name(world: World, watch: Watch) -> DemoParty:
    """ALPHA's desk as localhost: browsers give no passkeys to an address."""
    desk = world.alpha.desk.replace("127.0.0.1", "localhost")
    watch.desks.add(desk)
    return replace(world.alpha, desk=desk)


def test_a_release_is_approved_with_a_passkey(
    world: World, by_name: DemoParty, sit: Callable[..., Seat], watch: Watch
) -> None:
    first = world.alpha.officer(world.alpha.officers[0].login)
    draft = first.post("/drafts", form="Q1", inputs=TEXT)["id"]
    seat = sit(by_name, 2, "en")
    page = seat.page
    with authenticator(page):
        seat.go("/passkeys")
        page.fill("[name=name]", "This laptop")
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("#act-passkey")
        page.wait_for_url("**/passkeys?done=passkey-added")
        expect(page.locator("#passkeys")).to_contain_text("This laptop")

        seat.go(f"/drafts/{draft}/review")
        page.click("#act-release-passkey")
        name = seat.released()
    seat.go("/watch")
    approved = word("log-approved", "en", message=name, approval="1")
    expect(page.locator("#log")).to_contain_text(approved)
    with contextlib.closing(Home.open(by_name.path).open_db()) as db:
        assert Passkeys(db).verify() == 1


def test_a_wrong_passphrase_or_finger_registers_nothing_and_is_said(
    world: World, by_name: DemoParty, sit: Callable[..., Seat], watch: Watch
) -> None:
    watch.expect("status of 403")
    seat = sit(by_name, 1, "ar")
    page = seat.page
    with authenticator(page, verified=False):
        seat.go("/passkeys")
        for passphrase in (PASSPHRASE, "not the passphrase"):
            page.fill("[name=name]", "مفتاح")
            page.fill("[name=passphrase]", passphrase)
            page.click("#act-passkey")
            expect(page.locator("[data-passkey-error]")).to_be_visible()
            seat.go("/passkeys")
    expect(page.locator("#passkeys li form")).to_have_count(0)
