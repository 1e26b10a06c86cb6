"""One call to a witness over HTTP: bounded in time and bytes, no proxy, no cookie, no redirect.

HTTP/1.0, so that an answer is whatever comes until the witness hangs up.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from directline.errors import ConfigError, RemoteProtocolError
from directline.transcript.limits import NOTE_BYTES_MAX
from directline.transcript.submission import Answer, Request

CALL_S_MAX = 15.0
"""Name, connection, TLS, signature and the witness's disk; a slower one is asked again later."""
HEAD_BYTES_MAX = 16_384
_REPLY_BYTES_MAX = HEAD_BYTES_MAX + NOTE_BYTES_MAX
_RULE = "WITNESS-5"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a witness is reached."""

    host: str
    port: int
    secure: bool
    prefix: str

    @classmethod
    def parse(cls, url: str) -> "Endpoint":
        """The endpoint of an http or https address.

        Raises:
            ConfigError: it is none.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        plain = url.isascii() and url.isprintable() and " " not in url
        named = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
        if (
            not plain
            or not named
            or parts.query
            or parts.fragment
            or port == 0
            or not parts.hostname
        ):
            raise ConfigError(
                f"witness.url: {url[:80]!r} is not the address of a witness",
                remedy='for example "https://neutral.example/witness"',
            )
        secure = parts.scheme == "https"
        return cls(parts.hostname, port or (443 if secure else 80), secure, parts.path.rstrip("/"))


class WitnessCall(Protocol):
    """Whoever carries requests to a witness."""

    async def add_checkpoint(self, request: Request) -> Answer:
        """Ask for cosignatures."""

    async def checkpoint(self, name_digest: str) -> Answer:
        """Ask for the last head that it signed."""


class WitnessClient:
    """Calls one witness over HTTP."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._at = endpoint
        self._tls = ssl.create_default_context() if endpoint.secure else None

    async def add_checkpoint(self, request: Request) -> Answer:
        """Ask for cosignatures.

        Raises:
            OSError, TimeoutError: the witness was not reached or was too slow.
            RemoteProtocolError: it answered what is no answer.
        """
        return await self._call("POST", "/add-checkpoint", request.encode())

    async def checkpoint(self, name_digest: str) -> Answer:
        """Ask for the last head that it signed, as a monitor does.

        Raises:
            OSError, TimeoutError, RemoteProtocolError: as `add_checkpoint`.
        """
        return await self._call("GET", f"/{name_digest}/checkpoint", b"")

    async def _call(self, method: str, path: str, body: bytes) -> Answer:
        at = self._at
        host = f"[{at.host}]" if ":" in at.host else at.host
        head = (
            f"{method} {at.prefix}{path} HTTP/1.0\r\nHost: {host}:{at.port}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        async with asyncio.timeout(CALL_S_MAX):
            reader, writer = await asyncio.open_connection(at.host, at.port, ssl=self._tls)
            try:
                writer.write(head.encode("ascii") + body)
                await writer.drain()
                return _answer(await _whole(reader))
            finally:
                # At once: whoever does not hang up must not hold our side open.
                writer.transport.abort()


async def _whole(reader: asyncio.StreamReader) -> bytes:
    data = b""
    while more := await reader.read(65_536):
        data += more
        if len(data) > _REPLY_BYTES_MAX:
            raise RemoteProtocolError("a witness's answer is too long", rule=_RULE)
    return data


def _answer(data: bytes) -> Answer:
    head, gap, body = data.partition(b"\r\n\r\n")
    first, *fields = head.split(b"\r\n")
    words = first.split(b" ")
    good = gap and len(words) >= 2 and words[0].startswith(b"HTTP/1.")
    if not good or len(words[1]) != 3 or not words[1].isdigit() or len(head) > HEAD_BYTES_MAX:
        raise RemoteProtocolError("not an answer of HTTP", rule=_RULE, excerpt=data)
    for row in fields:
        name, _, value = row.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip() != str(len(body)).encode():
            raise RemoteProtocolError("an answer cut short", rule=_RULE)
        if name.strip().lower() == b"transfer-encoding":
            raise RemoteProtocolError("an answer in pieces was not asked for", rule=_RULE)
    return Answer(int(words[1]), body)
