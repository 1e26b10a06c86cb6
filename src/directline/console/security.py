"""What stands between the desk and every other page, name or program that could reach it.

Pure ASGI, in front of every route, so that no route can forget it:
the `Host` header must be ours (against DNS rebinding), an acting request must come from our own
page (or from a program that carries no cookie), bodies are bounded, and every answer carries the
same strict headers.

`Referrer-Policy: no-referrer` makes browsers send `Origin: null` on our own forms, so a null origin
is accepted together with `Sec-Fetch-Site: same-origin`, which no page can forge; never alone.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directline.console.limits import BODY_BYTES_MAX

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types desk"
)

HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "autoplay=(self), screen-wake-lock=(self), camera=(), microphone=(), "
    "geolocation=(), payment=(), usb=()",
}
"""Of every answer, whatever route gave it."""

READING = frozenset({"GET", "HEAD"})


class Guard:
    """The outermost layer of the console."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...] = ()) -> None:
        """Keep `app` behind the rules; `hosts` are further names the desk may be called by."""
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not from our own page, or pass it on with the headers of the desk."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, _bounded(receive), send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._ours(host):
            return PlainTextResponse("This desk is not called by that name.", 421)
        if scope["method"] not in READING and not _same_site(headers, scope["path"], host):
            return PlainTextResponse("Only the desk's own pages may act here.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > BODY_BYTES_MAX:
            return PlainTextResponse(f"At most {BODY_BYTES_MAX} bytes.", 413)
        return None

    def _ours(self, host: str) -> bool:
        """Addresses and loopback names cannot be rebound; other names must be told to us."""
        name = host_name(host)
        if name in self._hosts or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def host_name(host: str) -> str:
    """The name in a `Host` header, without port and brackets, in lower case; "" when malformed."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_site(headers: Headers, path: str, host: str) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin" and (origin in {None, "null"} or _origin_host(origin) == host)
    if origin is not None:
        return _origin_host(origin) == host
    # Neither header: not a browser of our time.  The API takes no cookie, so nothing is lent.
    return path.startswith("/api/")


def _origin_host(origin: str | None) -> str:
    try:
        return urlsplit(origin or "").netloc
    except ValueError:
        return ""


class BodyTooLargeError(Exception):
    """More bytes came than a desk may post, whatever the length header said."""


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def receive_bounded() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > BODY_BYTES_MAX:
                raise BodyTooLargeError
        return message

    return receive_bounded
