"""What comes from outside does nothing at a real desk: markup, foreign pages, forged posts."""

import http.client
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watch
from tests.browser.support.seats import Seat, World

Sit = Callable[..., Seat]


@pytest.fixture
def foreign_page(world: World) -> Iterator[str]:
    """A page of another origin on this very machine, so that SameSite cookies go along."""
    content = (
        f"<form method=post action='{world.alpha.desk}/line-test'><button>a prize</button></form>"
    )

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


LINES = "</bdi><script>1</script>?\n2.  Which?\n– UNKNOWN"
"""Line ends and runs of spaces stay as they were written."""


def test_free_text_of_the_other_side_is_text(world: World, sit: Sit) -> None:
    hostile = "<img src=x onerror=alert(1)><b id='planted'>&lt;ok عربي 12 km"
    text = {"cause": hostile, "activity": "flight", "questions": LINES}
    name = world.release(world.bravo, "Q1", text)
    world.await_message(world.alpha, name)
    reader = sit(world.alpha, 1, "en").to(name)
    shown = reader.page.locator("#message .form").first
    expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    expect(shown).to_contain_text("</bdi><script>1</script>?")
    reader.page.locator("#other-languages summary").click()
    for language in ("fr", "ar"):
        other = reader.page.locator(f"#other-languages section[lang={language}]")
        assert other.locator("dd bdi", has_text="Which").inner_text() == LINES
    assert shown.locator(".value", has_text="Which").inner_text() == LINES
    expect(reader.page.locator("#planted, main img, main script")).to_have_count(0)
    for value in shown.locator(".value").all():
        assert value.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"


def test_characters_that_turn_the_reading_are_refused_at_their_field(
    world: World, sit: Sit, watch: Watch
) -> None:
    watch.expect("409 (Conflict)")  # the page may ask for the draft while its discarding is shown
    writer = sit(world.bravo, 1, "ar").go("/compose/Q1")
    cause = "turned \u202ekm 12\u202c here"
    writer.fill({"cause": cause, "activity": "flight", "questions": "?"})
    writer.page.click("#act-review")
    writer.at(r"/drafts/\w+$")
    expect(writer.page.locator("#e-cause")).to_contain_text("U+202E")
    expect(writer.page.locator("#f-cause")).to_have_value(cause)
    writer.page.click("#act-discard")
    writer.at(r"/\?done=discarded")


def test_what_an_officer_sent_is_not_cut_off_by_the_page_s_own_refresh(
    world: World, sit: Sit, watch: Watch
) -> None:
    """A draft goes by being sent: the page that hears of it first must not load itself again."""
    watch.expect("409 (Conflict)")  # the page asks for a draft that is gone
    writer = sit(world.bravo, 1, "en").go("/compose/Q1")
    writer.fill({"cause": "Lights seen", "activity": "flight", "questions": "?"})
    writer.page.click("#act-review")
    draft = writer.at(r"/drafts/(\w+)/review$")
    writer.page.evaluate("kept = true; dispatchEvent(new Event('submit'))")
    with writer.page.expect_response(lambda answer: answer.status == 409):
        world.bravo.officer(writer.officer.login).delete(f"/drafts/{draft}")
    with writer.page.expect_response(lambda answer: answer.status == 409):
        pass  # it has not loaded itself again: it asks once more
    assert writer.page.evaluate("kept")


def test_a_foreign_page_cannot_make_the_officer_s_browser_act(
    world: World, sit: Sit, foreign_page: str, watch: Watch
) -> None:
    watch.expect("403 (Forbidden)")
    watch.expect("/favicon.ico")  # the refusal is plain text, without our icon
    officer = sit(world.alpha, 1)
    before = world.serials()
    officer.page.goto(foreign_page)
    with officer.page.expect_response("**/line-test") as answer:
        officer.page.click("button")
    assert answer.value.status == 403
    assert world.serials() == before
    officer.go("/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_post_from_elsewhere_is_refused_with_a_live_cookie(
    world: World, sit: Sit, headers: dict[str, str]
) -> None:
    officer = sit(world.alpha, 1)
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in officer.page.context.cookies())
    assert "__Host-directline" in cookies
    before = world.serials()
    connection = http.client.HTTPConnection(urlsplit(world.alpha.desk).netloc, timeout=10)
    form = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/line-test", body="", headers={**form, **headers})
    assert connection.getresponse().status == 403
    connection.close()
    assert world.serials() == before


def test_every_page_of_the_desk_is_clean_and_strict(world: World, sit: Sit, watch: Watch) -> None:
    """The fixtures compare: console, page errors, requests, policy and caching of each answer."""
    officer = sit(world.alpha, 2)
    pages = "/compose", "/compose/H3", "/watch", "/watch/relief", "/card", "/end", "/messages"
    for path in pages:
        officer.go(path)
    watch.expect("409 (Conflict)")
    missing = officer.page.goto(f"{world.alpha.desk}/messages/ALPHA_9999")
    assert missing is not None
    assert missing.status == 409
    expect(officer.page.locator("main [role=alert], main[role=alert]")).to_be_visible()
    assert watch.answers > 30
