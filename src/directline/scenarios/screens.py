"""The desk's own pages, asked as a browser would, without a socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from directline.console.app import create_app
from directline.errors import LocalProtocolError
from directline.scenarios.house import PASSPHRASE
from directline.scenarios.seat import Seat

HOST = "127.0.0.1"


def script(name: str) -> str:
    """One of the desk's own scripts."""
    return files("directline.console").joinpath("static", name).read_text()


class Browser:
    """One officer's browser."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - an ASGI application is any callable
        self._app = app
        self._cookies: dict[str, str] = {}

    async def get(self, path: str) -> str:
        """A page as text."""
        return (await self.fetch("GET", path)).decode()

    async def fetch(self, method: str, path: str, form: bytes = b"") -> bytes:
        """One request; a redirect is followed.

        Raises:
            LocalProtocolError: the answer is an error.
        """
        status, headers, body = await self._ask(method, path, form)
        if status in (302, 303):
            status, _, body = await self._ask("GET", headers.get("location", "/"), b"")
        if status >= 400:
            raise LocalProtocolError(f"{path} answers {status}")
        return body

    async def _ask(self, method: str, path: str, form: bytes) -> tuple[int, dict[str, str], bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = [
            (b"host", HOST.encode()),
            (b"cookie", cookies.encode()),
            (b"origin", f"http://{HOST}".encode()),
            (b"sec-fetch-site", b"same-origin"),
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", str(len(form)).encode()),
        ]
        name, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": name, "raw_path": name.encode(), "root_path": "",
            "query_string": query.encode(), "headers": headers, "client": (HOST, 1),
            "server": (HOST, 80),
        }  # fmt: skip
        told: list[dict[str, Any]] = []
        asked = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if asked.is_set():
                await asyncio.Future()  # the browser does not hang up
            asked.set()
            return {"type": "http.request", "body": form, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        await self._app(scope, receive, send)
        found: dict[str, str] = {}
        for key, value in told[0]["headers"]:
            found[key.decode()] = value.decode()
            if key == b"set-cookie":
                cookie, _, _attributes = value.decode().partition(";")
                cookie_name, _, cookie_value = cookie.partition("=")
                self._cookies[cookie_name] = cookie_value
        body = b"".join(part.get("body", b"") for part in told[1:])
        return int(told[0]["status"]), found, body


@asynccontextmanager
async def browse(seat: Seat) -> AsyncIterator[Browser]:
    """A browser in which this officer logs in."""
    station = seat.party.station
    shutdown = asyncio.Event()
    app = create_app(
        station.desk, catalogue=station.catalogue, secure_cookie=False, shutdown=shutdown
    )
    browser = Browser(app)
    login = seat.session.officer.login
    form = f"login={login}&passphrase={PASSPHRASE.replace(' ', '+')}"
    await browser.fetch("POST", "/login", form.encode())
    try:
        yield browser
    finally:
        shutdown.set()
