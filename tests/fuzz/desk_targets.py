"""Targets of the desk: whole requests against the real console before a real station.

An input is a request in text: method and path, headers, an empty line, the body.  `{S}`, `{K}` and
others stand for what is new in every run: a session, a token, a draft's number.
"""

import asyncio
import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest import mock
from urllib.parse import quote, unquote, urlencode

from starlette.types import Message

from directline.catalogue import load
from directline.console.app import create_app
from directline.console.rendering import slug, unslug
from directline.console.security import host_name
from directline.station.custody import Hardness
from directline.station.sessions import Tokens
from directline.station.station import Station
from tests.fuzz.files_targets import _quick_key, folder, text_of
from tests.fuzz.target import Shape, Target
from tests.support import stations
from tests.unit.catalogue.samples import SAMPLES, place

REQUESTS_MAX = 1_500
"""A station grows with what it is asked to keep; so often another one is founded."""
ANSWER_BYTES_MAX = 16 << 20
ANSWER_S = 5.0
"""A client that waits: an event stream's goes at once, any other's when it had no answer."""
FORMS = ("I1", "Q1", "A6", "L1", "I4", "H3")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NAME = re.compile(r"[-!#$%&'*+.^_`|~0-9a-z]+")


class DeskFault(Exception):  # noqa: N818 - what a request brought out, to be reported as a find
    """A request ended in no answer, or in one that blames the station."""


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: tuple[tuple[bytes, bytes], ...] = ()
    size: int = 0
    done: bool = False


class House:
    """Two stations that have talked, and ALPHA's console; made anew now and then."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._stations: list[Station] = []
        self._count = 0
        self._number = 0
        self._app: Any = None
        self.session: Any = None
        self._token = self._terminal = ""
        self.faults: list[str] = []
        self.loop.set_exception_handler(self._fault)

    def _fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.faults.append(f"{context.get('message')}: {context.get('exception')!r}")

    def ask(self, data: bytes) -> Answer:
        """Send one request and await its answer."""
        with mock.patch.object(Hardness, "derive", _quick_key):
            if self._app is None or self._count >= REQUESTS_MAX:
                self.loop.run_until_complete(self._found())
            self._count += 1
            return self.loop.run_until_complete(self._ask(data))

    async def _found(self) -> None:
        await self._close()
        self._app = None
        self._number += 1
        self._count = 0
        path = folder() / f"house-{self._number}"
        founded = stations.found(path)
        self._stations = [Station(p.home, p.keys, p.line) for p in founded]
        for station in self._stations:
            await station.start()
        alpha, bravo = self._stations
        await stations.until(lambda: _met(alpha) and _met(bravo), "the two to meet")
        one, two = [await stations.login(bravo, name) for name in ("one", "two")]
        for form in FORMS:
            made = await bravo.desk.draft(one, form, SAMPLES[form], source="cli")
            await bravo.desk.release(two, made.id)
        await stations.until(lambda: len(alpha.watch.index.items) >= len(FORMS), "its messages")
        await bravo.stop()
        self._token = Tokens(alpha.db).make("system", now_ms=alpha.clock.now_ms())
        code = alpha.office.terminals.code("desk-9", now_ms=alpha.clock.now_ms())
        self._terminal = await alpha.desk.enrol(code)
        self._app = create_app(
            alpha.desk, catalogue=load(), secure_cookie=True, shutdown=asyncio.Event()
        )
        self.session = None

    async def _close(self) -> None:
        for station in self._stations:
            await station.stop()
        self._stations = []
        shutil.rmtree(folder() / f"house-{self._number}", ignore_errors=True)

    async def _ask(self, data: bytes) -> Answer:
        alpha = self._stations[0]
        if self.session is None or alpha.desk.session(self.session.token) is None:
            alpha.db.run("DELETE FROM failures")
            self.session = await stations.login(alpha)
        drafts = alpha.office.drafts.all(alpha.desk.room.line_hex)
        newest = drafts[-1].id if drafts else f"D{self._count}"
        for mark, text in (
            (b"{S}", self.session.token), (b"{K}", self._token), (b"{T}", self._terminal),
            (b"{D}", newest),
        ):  # fmt: skip
            data = data.replace(mark, text.encode())
        scope, body = scope_of(data)
        return await self._call(scope, body)

    async def _call(self, scope: dict[str, Any], body: bytes) -> Answer:
        half = len(body) // 2
        due: list[Message] = [
            {"type": "http.request", "body": body[:half], "more_body": True},
            {"type": "http.request", "body": body[half:], "more_body": False},
        ]
        answer = Answer()

        async def receive() -> Message:
            if not due and scope["path"] != "/live":
                await asyncio.sleep(ANSWER_S)
            return due.pop(0) if due else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = int(message["status"])
                answer.headers = tuple(message["headers"])
            else:
                answer.size += len(message.get("body", b""))
                answer.done = not message.get("more_body", False)

        await self._app(scope, receive, send)
        return answer


def _met(station: Station) -> bool:
    status = station.runtime.status()
    return status.ready and all(not peer.blackout and peer.hears_us for peer in status.peers)


def scope_of(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The request as the server hands it to the console: what HTTP itself refuses is mended."""
    head, _, body = data.partition(b"\n\n")
    first, *rest = head.decode("latin-1").split("\n")
    method, _, target = first.partition(" ")
    target = quote(target.strip() or "/", safe="/?%&=+:;,@!$'()*~-._[]#", encoding="latin-1")
    path, _, query = target.partition("?")
    headers = []
    for line in rest:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon and _NAME.fullmatch(name):
            plain = _CONTROLS.sub("", value).strip()
            headers.append((name.encode("latin-1"), plain.encode("latin-1")))
    if not any(name == b"host" for name, _ in headers):
        headers.append((b"host", b"127.0.0.1"))
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
        "method": method.upper() if method.isalpha() and method.isascii() else "GET",
        "scheme": "https", "path": unquote(path), "raw_path": path.encode(),
        "query_string": query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 50_000), "server": ("127.0.0.1", 443),
    }  # fmt: skip
    return scope, body


HOUSE: list[House] = []


def _desk(data: bytes) -> None:
    if not HOUSE:
        HOUSE.append(House())
    house = HOUSE[0]
    answer = house.ask(data)
    faults, house.faults = house.faults, []
    if faults:
        raise DeskFault(faults[0])
    if not answer.done or not 200 <= answer.status < 500 or answer.size > ANSWER_BYTES_MAX:
        raise DeskFault(f"status {answer.status}, {answer.size} bytes, done {answer.done}")
    assert any(name == b"content-security-policy" for name, _ in answer.headers)


def _request(
    method: str, path: str, body: str | dict[str, Any] = "", **headers: str
) -> bytes:  # fmt: skip
    given = {"cookie": "__Host-directline={S}; __Host-terminal={T}; __Host-language=ru",
             "sec-fetch-site": "same-origin", "origin": "null"}  # fmt: skip
    if path.startswith("/api"):
        given = {"authorization": "Session {S}"}
    if isinstance(body, dict):
        kind = "application/json" if path.startswith(("/api", "/presence")) else ""
        given["content-type"] = kind or "application/x-www-form-urlencoded"
        body = json.dumps(body) if kind else urlencode(body)
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path}", *(f"{name}: {value}" for name, value in given.items())]
    return ("\n".join(lines) + "\n\n" + body).encode()


INPUTS = SAMPLES["I1"] | {"form": "I1"}
SAME = place("position", 35.285, 40.12) | {"since": "171455ZSEP16", "hit": "own-forces"}
PAGES = (
    "/", "/login", "/enrol", "/frame", "/messages?before=3", "/messages/BRAVO_1?done=opened",
    "/messages/BRAVO_1/read-back", "/compose", "/compose/I1?ref=BRAVO%201", "/compose/L6",
    "/step-back", "/drafts/{D}", "/drafts/{D}/review", "/alarms/1", "/watch", "/watch/relief",
    "/card", "/end", "/up", "/api/v1/openapi.json", "/static/desk.css", "/static/../app.py",
)  # fmt: skip


@cache
def _desk_seeds() -> tuple[bytes, ...]:
    found = [_request("POST", "/messages/BRAVO_1/open"), *(_request("GET", p) for p in PAGES)]
    found += [
        _request("GET", "/live", last_event_id="2", accept="text/event-stream"),
        _request("GET", "/live?after=1"), _request("GET", "/live", cookie="__Host-terminal={T}"),
        _request("POST", "/login", {"login": "one", "passphrase": stations.PASSPHRASE}),
        _request("POST", "/login", {"login": "nobody", "passphrase": "x"}, cookie=""),
        _request("POST", "/logout"), _request("POST", "/enrol", {"code": "7K3F9-QXAPT"}),
        _request("POST", "/language", {"language": "ar", "next": "/watch"}),
        _request("POST", "/drafts", INPUTS | {"drill": "1", "precedence": "3"}),
        _request("POST", "/drafts/{D}", INPUTS), _request("POST", "/drafts/{D}/discard"),
        _request("POST", "/drafts/{D}/release", {"mark": "x"}),
        _request("POST", "/messages/BRAVO_1/read-back", SAME),
        _request("POST", "/messages/BRAVO_1/passed", {"unit": "3rd company"}),
        _request("POST", "/messages/BRAVO_1/answer", {"code": "WILCO", "remark": "soon"}),
        _request("POST", "/messages/BRAVO_2/decline", {"reason": "not-now"}),
        _request("POST", "/messages/ALPHA_1/cancel"), _request("POST", "/messages/ALPHA_1/confirm"),
        _request("POST", "/alarms/silence"), _request("POST", "/alarms/1/acknowledge"),
        _request("POST", "/line-test"), _request("POST", "/watch/note", {"text": "remark"}),
        _request("POST", "/watch/relief", {"login": "two", "passphrase": stations.PASSPHRASE}),
        _request("POST", "/export"),
        _request("POST", "/presence",
                 {"desk": "a", "visible": True, "audible": False, "heard": True}),
        _request("POST", "/presence", "[" * 40_000, content_type="application/json"),
    ]  # fmt: skip
    return tuple(found)


@cache
def _api_seeds() -> tuple[bytes, ...]:
    base, inputs = "/api/v1", {"inputs": SAMPLES["I1"], "form": "I1"}
    posts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/login", {"login": "one", "passphrase": stations.PASSPHRASE, "terminal": "cli"}),
        ("/logout", {}), ("/messages/BRAVO_1/open", {}),
        ("/messages/BRAVO_1/read-back", {"inputs": SAME}),
        ("/messages/BRAVO_2/passed", {"unit": "3rd company"}),
        ("/messages/BRAVO_1/answer", {"code": "WILCO", "remark": "soon"}),
        ("/messages/BRAVO_3/decline", {"reason": "not-now"}), ("/messages/ALPHA_1/cancel", {}),
        ("/messages/ALPHA_1/confirm", {}), ("/drafts", inputs | {"drill": True, "precedence": 1}),
        ("/drafts/{D}/release", {"mark": ""}), ("/silence", {"alarm": 1}),
        ("/acknowledge", {"alarm": 1}), ("/line-test", {}), ("/note", {"text": "remark"}),
        ("/relief", {"login": "two", "passphrase": stations.PASSPHRASE}),
        ("/terminals/enrol", {"code": "7K3F9-QXAPT"}),
    )  # fmt: skip
    gets = ("/status", "/forms?lang=ar", "/messages?limit=3&before=9", "/messages/BRAVO_1?lang=ru",
            "/drafts", "/drafts/{D}", "/watch-log?limit=2", "/export")  # fmt: skip
    found = [_request("POST", base + path, body) for path, body in posts]
    found += [_request("GET", base + path) for path in gets]
    found += [
        _request("PUT", f"{base}/drafts/{{D}}", inputs), _request("DELETE", f"{base}/drafts/{{D}}"),
        _request("POST", f"{base}/drafts", inputs, authorization="Bearer {K}"),
        _request("GET", f"{base}/status", authorization="Bearer {K}"),
        _request("POST", f"{base}/note", "[" * 40_000, content_type="application/json"),
        _request("POST", f"{base}/note", '{"text": "\\ud800"}', content_type="application/json"),
        _request("POST", f"{base}/note", {"text": "a"}, content_length="9" * 5_000),
    ]  # fmt: skip
    for form in ("A6", "H11", "L6", "Q2"):
        found.append(_request("POST", f"{base}/drafts", {"form": form, "inputs": SAMPLES[form]}))
    return tuple(found)


def _host(data: bytes) -> None:
    name = host_name(data.decode("latin-1"))
    assert name == name.lower()


def _unslug(data: bytes) -> None:
    text = text_of(data)
    assert unslug(slug(unslug(text))) == unslug(text)


TARGETS = (
    Target("desk.pages", _desk, (), 70_000, _desk_seeds, ("console.acts.open_message",),
           Shape.REQUEST, quick=90, campaign=25_000, growth_bytes=64 << 20),
    Target("desk.api", _desk, (), 70_000, _api_seeds, ("console.api.open_message",),
           Shape.REQUEST, quick=90, campaign=25_000, growth_bytes=64 << 20),
    Target("desk.host", _host, (), 6_000,
           lambda: [b"127.0.0.1:8443", b"[::1]:1", b"desk.example", b"[::", b"a@b:c"],
           ("console.security.host_name",), Shape.TEXT),
    Target("desk.slug", _unslug, (), 400, lambda: [b"ALPHA_2~12", b"BRAVO_1"],
           ("console.rendering.slug", "console.rendering.unslug"), Shape.TEXT),
)  # fmt: skip
