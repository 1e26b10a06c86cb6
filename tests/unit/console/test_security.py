"""What stands in front of every route: headers, host, origin, size; and strict cookies."""

from collections.abc import AsyncIterator

import pytest
from starlette.routing import Route

from directline.console import acts, api, pages
from directline.console.limits import BODY_BYTES_MAX
from directline.console.security import HEADERS, POLICY
from tests.unit.console.client import BROWSER, client_at, log_in, officer_at
from tests.unit.console.standin import HOSTILE, PASSPHRASE, TERMINAL, busy_desk


def every_route() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for prefix, routes in (("", pages.ROUTES), ("", acts.ROUTES), ("/api/v1", api.ROUTES)):
        for route in routes:
            assert isinstance(route, Route)
            path = prefix + route.path.replace("{form}", "I0").replace("{id}", "BRAVO_41")
            found.extend((method, path) for method in route.methods or () if method != "HEAD")
    return [(m, p) for m, p in found if p != "/live"] + [("GET", "/static/desk.js")]


@pytest.mark.parametrize("logged_in", [False, True])
async def test_every_answer_of_every_route_carries_the_same_strict_headers(logged_in: bool) -> None:
    for method, path in every_route():
        client = await officer_at(busy_desk()) if logged_in else client_at(busy_desk())
        answer = await client.request(method, path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (method, path, name)
        assert answer.status_code < 500, (method, path)
        assert "location" not in answer.headers or answer.headers["location"].startswith("/")


def test_the_policy_is_the_one_decided() -> None:
    for part in (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
        "img-src 'self' data:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'", "trusted-types desk",
    ):  # fmt: skip
        assert part in POLICY.split("; ")
    assert "unsafe" not in POLICY


async def test_an_unknown_path_and_method_are_clear_pages_with_the_headers() -> None:
    client = await officer_at(busy_desk())
    for method, path in (
        ("GET", "/nowhere"),
        ("GET", "/export"),
        ("DELETE", "/"),
        ("GET", "/static/x"),
    ):
        answer = await client.request(method, path)
        assert answer.status_code in {404, 405}
        assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site", "origin": "https://127.0.0.1"},
        {"sec-fetch-site": "same-site", "origin": "https://127.0.0.1"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "https://127.0.0.1:444"},
    ],
)
async def test_an_act_that_is_not_from_our_own_page_is_refused(headers: dict[str, str]) -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    client.headers.pop("origin")
    client.headers.pop("sec-fetch-site")
    answer = await client.post("/messages/BRAVO_41/open", headers=headers)
    assert answer.status_code == 403
    assert ("opened", ("BRAVO 41",)) not in desk.calls


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "same-origin"},
        {"origin": "https://127.0.0.1"},
    ],
)
async def test_an_act_from_our_own_page_is_taken(headers: dict[str, str]) -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    client.headers.pop("origin")
    client.headers.pop("sec-fetch-site")
    answer = await client.post("/messages/BRAVO_41/open", headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "host", ["desk.example", "", "evil.localhost.example", "127.0.0.1.evil.example"]
)
async def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    answer = await client_at(busy_desk()).get("/login", headers={"host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8801", "localhost", "alpha.localhost:8801", "[::1]:8801", "192.0.2.7"]
)
async def test_loopback_names_and_addresses_are_ours(host: str) -> None:
    answer = await client_at(busy_desk()).get("/login", headers={"host": host})
    assert answer.status_code == 200


async def test_a_large_body_is_refused_whatever_its_length_says() -> None:
    client = await officer_at(busy_desk())
    heavy = b"text=" + b"x" * BODY_BYTES_MAX
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert (await client.post("/watch/note", content=heavy, headers=form)).status_code == 413

    async def drip() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 4_096

    answer = await client.post("/watch/note", content=drip(), headers=form)
    assert answer.status_code == 413
    assert (await client.post("/api/v1/login", content=drip())).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=%ff", "application/x-www-form-urlencoded"),
        (b"text=\xff", "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=x" % n for n in range(300)), "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x--", "multipart/form-data; boundary=x"),
    ],
)
async def test_a_form_that_no_page_of_ours_makes_is_refused(body: bytes, kind: str) -> None:
    client = await officer_at(busy_desk())
    answer = await client.post("/watch/note", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


async def test_cookies_are_bound_to_this_host_and_hidden_from_scripts() -> None:
    client = client_at(busy_desk())
    answer = await client.post("/login", data={"login": "one", "passphrase": PASSPHRASE})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-directline=")
    for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    answer = await client.post("/enrol", data={"code": "ONE-TIME"})
    assert answer.headers["set-cookie"].startswith(f"__Host-terminal={TERMINAL};")


async def test_logging_out_ends_the_session_and_clears_the_cookie() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    answer = await client.post("/logout")
    assert not desk.sessions
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await client.get("/watch")).status_code == 303


async def test_free_text_of_the_other_side_is_text_and_isolated() -> None:
    client = await officer_at(busy_desk())
    page = (await client.get("/messages/BRAVO_41")).text
    assert HOSTILE not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert '<bdi class="value" dir="ltr" lang="en">&lt;img' in page


async def test_a_page_goes_on_only_within_the_desk() -> None:
    client = client_at(busy_desk())
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nx: y"):
        answer = await client.post("/language", data={"language": "ru", "next": target})
        assert answer.headers["location"] == "/"


async def test_no_page_without_a_log_in() -> None:
    client = client_at(busy_desk(), BROWSER)
    for route in pages.ROUTES:
        if route.path in {"/login", "/enrol", "/up", "/live", "/api/v1/openapi.json"}:
            continue
        path = route.path.replace("{form}", "I0").replace("{id}", "BRAVO_41")
        answer = await client.get(path)
        assert answer.headers["location"] == "/login", path
        assert "STEP BACK" not in answer.text


async def test_a_session_of_the_api_is_no_cookie_and_a_cookie_is_no_session_of_the_api() -> None:
    client = await officer_at(busy_desk())
    assert (await client.get("/api/v1/messages")).status_code == 401


async def test_hostile_ids_and_numbers_are_clear_errors() -> None:
    client = await officer_at(busy_desk())
    for path in (
        "/messages/%00", "/messages/%F0%9F%98%80", "/messages/" + "A" * 3000, "/drafts/..%2f..",
        "/alarms/99999999999999999999999", "/messages?before=-1", "/messages?before=" + "9" * 400,
    ):  # fmt: skip
        answer = await client.get(path)
        assert answer.status_code in {200, 404, 409}, path
    for number in ("x", "9" * 400, "-1"):
        assert (await client.post(f"/alarms/{number}/acknowledge")).status_code == 409
    assert (await client.post("/presence", content=b"[]")).status_code == 400
    assert (await client.post("/presence", content=b"\xff")).status_code == 400


async def test_a_wrong_passphrase_says_so_and_keeps_the_name() -> None:
    desk = busy_desk()
    client = client_at(desk)
    answer = await client.post("/login", data={"login": "one", "passphrase": "no"})
    assert answer.status_code == 403
    assert 'value="one"' in answer.text
    assert "no" not in answer.headers.get("set-cookie", "")
    await log_in(client)
