"""The command's side of the station's HTTP API, with the log-in kept in a private file.

Only the standard library, and no proxy: the desk is on this machine or behind the party's own.
"""

import http.client
import json
import os
import ssl
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from directline.errors import AccessError, ConfigError, DirectlineError
from directline.station.files import PRIVATE_DIR_MODE, check_private, read_bounded, write_atomic

SESSION_BYTES_MAX = 8_192
ANSWER_BYTES_MAX = 64 * 1024 * 1024
"""A page of messages; larger answers are not read into memory."""
EXPORT_BYTES_MAX = 4 * 1024 * 1024 * 1024
TIMEOUT_S = 30.0
"""A release waits for the disk, a log-in for Argon2id; both are done in a second."""
UNAUTHORISED = 401


class ApiRefusedError(DirectlineError):
    """The station refused, with its own code, field and remedy."""

    def __init__(
        self, message: str, *, code: str, field: str = "", value: str = "", remedy: str = ""
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.code = code
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True)
class SessionFile:
    """Where a log-in is kept between two commands."""

    url: str
    login: str
    token: str = field(repr=False)

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """The log-in that was kept.

        Raises:
            AccessError: nobody is logged in here.
        """
        where = path or default_path()
        if not where.exists():
            raise AccessError("nobody is logged in here", remedy="directline login LOGIN --url URL")
        check_private(where)
        try:
            value = json.loads(read_bounded(where, SESSION_BYTES_MAX))
            found = [value["url"], value["login"], value["token"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            found = []
        if not found or not all(isinstance(text, str) for text in found):
            raise ConfigError(f"{where} is not a session file", remedy="log in again")
        return cls(*found)

    def write(self, path: Path | None) -> Path:
        """Keep the log-in, readable by this account only."""
        where = path or default_path()
        try:
            where.parent.mkdir(mode=PRIVATE_DIR_MODE, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{where.parent} cannot be made: {error.strerror}") from error
        content = {"url": self.url, "login": self.login, "token": self.token}
        write_atomic(where, json.dumps(content).encode())
        return where


def default_path() -> Path:
    """The session file when none is named: gone with the user's own log-in where possible."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    base = Path(runtime) if runtime else Path.home() / ".local" / "state"
    return base / "directline" / "session.json"


class Station:
    """One station's API, as an officer or as nobody yet."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = _address(url)
        if parts is None:
            raise ConfigError(
                f"{url[:100]!r} is not the address of a station",
                remedy="as `directline run` printed it, for example http://127.0.0.1:8443",
            )
        self._parts = parts
        self._token = token

    @classmethod
    def of(cls, session_file: Path | None) -> Self:
        """The station of the log-in that was kept."""
        kept = SessionFile.read(session_file)
        return cls(kept.url, kept.token)

    def get(self, path: str, **query: str | int | None) -> dict[str, Any]:
        """Read."""
        given = {name: str(value) for name, value in query.items() if value is not None}
        tail = f"?{urllib.parse.urlencode(given)}" if given else ""
        return self._call("GET", path + tail, None)

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Act."""
        return self._call("POST", path, body)

    def put(self, path: str, **body: Any) -> dict[str, Any]:
        """Change."""
        return self._call("PUT", path, body)

    def delete(self, path: str) -> dict[str, Any]:
        """Throw away."""
        return self._call("DELETE", path, None)

    def download(self, path: str, target: Path, *, body: dict[str, Any] | None = None) -> int:
        """Write an answer to a new file; returns its size.  With a body it is asked for by POST."""
        connection = self._connect()
        try:
            answer = self._send(connection, "GET" if body is None else "POST", path, body)
            return _save(answer, target)
        finally:
            connection.close()

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        connection = self._connect()
        try:
            answer = self._send(connection, method, path, body)
            raw = answer.read(ANSWER_BYTES_MAX + 1)
        except (OSError, http.client.HTTPException) as error:
            raise self._gone(error) from error
        finally:
            connection.close()
        value = _object(raw)
        if value is None:
            raise ConfigError("the answer is not of a station's API", remedy="check the address")
        return value

    def _connect(self) -> http.client.HTTPConnection:
        # Without a port the library takes the last group of an IPv6 address for one.
        secure = self._parts.scheme == "https"
        host, port = self._parts.hostname or "", self._parts.port or (443 if secure else 80)
        if secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=context)
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: dict[str, Any] | None,
    ) -> http.client.HTTPResponse:
        headers = {"Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Session {self._token}"
        raw = None
        if body is not None:
            raw = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, f"/api/v1{path}", body=raw, headers=headers)
            answer = connection.getresponse()
            if 200 <= answer.status < 300:
                return answer
            refusal = answer.read(SESSION_BYTES_MAX)
        except (OSError, http.client.HTTPException, ValueError) as error:
            # A ValueError is a host or a token that no request can carry.
            raise self._gone(error) from error
        raise _refusal(answer.status, refusal, logged_in=bool(self._token))

    def _gone(self, error: Exception) -> ConfigError:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return ConfigError(
            f"no station answers at {self._parts.netloc}: {reason}",
            remedy="is it running? `directline run` prints its address",
        )


def _address(url: str) -> urllib.parse.SplitResult | None:
    """The parts of a station's address, or None where it is none."""
    try:
        parts = urllib.parse.urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    known = parts.scheme in {"http", "https"} and not parts.username
    return parts if known and host and host.isprintable() and " " not in host else None


def _object(raw: bytes) -> dict[str, Any] | None:
    if len(raw) > ANSWER_BYTES_MAX:
        return None
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refusal(status: int, raw: bytes, *, logged_in: bool) -> DirectlineError:
    value = _object(raw) or {}
    error = value.get("error")
    if not isinstance(error, dict):
        return ApiRefusedError(f"the station answered with status {status}", code="http")
    known = {name: str(error.get(name, "")) for name in ("field", "value", "remedy")}
    message = str(error.get("message", ""))
    if status == UNAUTHORISED and logged_in:
        known["remedy"] = known["remedy"] or "the log-in has ended: directline login"
    if known["field"] and known["field"] not in message:
        message = f"{known['field']}: {message}"
    return ApiRefusedError(message, code=str(error.get("code", "refused")), **known)


def _save(answer: http.client.HTTPResponse, target: Path) -> int:
    size = 0
    try:
        with target.open("xb") as file:
            target.chmod(0o600)
            while chunk := answer.read(1024 * 1024):
                size += len(chunk)
                if size > EXPORT_BYTES_MAX:
                    raise ConfigError("the transcript is too long for one file")
                file.write(chunk)
    except FileExistsError:
        raise ConfigError(f"{target} is already there", remedy="name another file") from None
    except (OSError, http.client.HTTPException) as error:
        target.unlink(missing_ok=True)
        raise ConfigError(f"{target} was not written whole: {error}") from error
    return size


def slug(message_id: str) -> str:
    """A message's name in an address.  People also type ALPHA-12 or ALPHA:12 for "ALPHA 12"."""
    text = message_id.strip()
    if " " not in text and "_" not in text:
        head, mark, tail = text.rpartition(":") if ":" in text else text.rpartition("-")
        if mark and tail.replace("/", "", 1).isdigit():
            text = f"{head} {tail}"
    named = text.replace(" ", "_").replace("/", "~")
    return urllib.parse.quote(named, safe="~", errors="replace")
