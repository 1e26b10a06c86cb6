"""One request of the HTTP API: who calls, what the body says, and every error in one shape."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from directline.catalogue import Rendered
from directline.catalogue.encoded import render_encoded
from directline.console.context import Console, console_of
from directline.console.jsonable import jsonable
from directline.console.limits import FIELDS_MAX
from directline.console.rendering import unslug
from directline.errors import (
    AccessError,
    DirectlineError,
    FieldError,
    FormErrors,
    LocalProtocolError,
    StoreFullError,
)
from directline.station.views import SessionView


@dataclass(frozen=True, slots=True)
class ApiError(Exception):
    """A request that the API refuses before the station is asked."""

    status: int
    code: str
    message: str
    field: str = ""


def failure(
    status: int, code: str, message: str, *, field: str = "", value: str = "", remedy: str = ""
) -> JSONResponse:
    """An error as every client finds it."""
    error = {"code": code, "message": message, "field": field, "value": value, "remedy": remedy}
    return JSONResponse({"error": error}, status)


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the API with its caller and its body."""

    console: Console
    request: Request
    session: SessionView | None
    system: str | None
    body: Mapping[str, Any]
    _parties: list[tuple[str, ...]] = field(default_factory=list, init=False, repr=False)
    """Asked once a request: a page of messages must not ask for the whole line fifty times."""

    @property
    def officer(self) -> SessionView:
        """The officer who calls; a token is refused."""
        if self.session is not None:
            return self.session
        if self.system is not None:
            raise ApiError(
                403, "officer-only", "a token may draft; this takes an officer's session"
            )
        raise ApiError(401, "login", "log in first: POST /api/v1/login")

    @property
    def drafter(self) -> SessionView | str:
        """An officer or a party's own system."""
        return self.system if self.session is None and self.system is not None else self.officer

    @property
    def lang(self) -> str:
        """The language of rendered texts."""
        asked = self.request.query_params.get("lang", "en")
        return asked if asked in self.console.catalogue.languages else "en"

    def rendered(self, body: bytes, under: int = 0) -> Rendered:
        """A body as a person reads it, signed under a version of the charter; 0: a draft."""
        if not self._parties:
            desk, session = self.console.desk, self.session
            self._parties.append(desk.view(session).parties if session is not None else ())
        known = self._parties[0]
        return render_encoded(self.console.catalogue.under(under), body, self.lang, parties=known)

    @property
    def message_id(self) -> str:
        """The message that the address names."""
        return unslug(self.request.path_params["id"])

    def text(self, name: str, default: str | None = None) -> str:
        """A text of the body."""
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise ApiError(422, "field", f"{name} must be a text", name)
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts of the body."""
        value = self.body.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ApiError(422, "field", f"{name} must be a list of texts", name)
        return value

    def flag(self, name: str) -> bool:
        """A yes or no of the body, no when it is not there."""
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise ApiError(422, "field", f"{name} must be true or false", name)
        return value

    def inputs(self) -> dict[str, str]:
        """The inputs of a form: texts by name."""
        value = self.body.get("inputs", {})
        if not isinstance(value, dict) or len(value) > FIELDS_MAX:
            raise ApiError(422, "field", "inputs must be an object of texts", "inputs")
        for name, item in value.items():
            if not isinstance(item, str):
                raise ApiError(422, "field", f"inputs.{name} must be a text", f"inputs.{name}")
        return dict(value)

    def number(self, name: str, default: int | None, most: int) -> int | None:
        """A number of the query, bounded."""
        text = self.request.query_params.get(name, "")
        if not text:
            return default
        if not text.isdecimal() or len(text) > 18 or int(text) > most:
            raise ApiError(422, "field", f"{name} must be a number up to {most}", name)
        return int(text)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


async def _body(request: Request, known: frozenset[str]) -> Mapping[str, Any]:
    """The JSON object of a request: strict, known names only."""
    raw = await request.body()
    if not raw:
        return {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise ApiError(415, "content-type", "send application/json")
    try:
        value = json.loads(raw, object_pairs_hook=_no_twice, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError):
        raise ApiError(400, "json", "the body is not one JSON object, or repeats a name") from None
    if not isinstance(value, dict):
        raise ApiError(400, "json", "the body must be a JSON object")
    unknown = sorted(set(value) - known)
    if unknown:
        raise ApiError(422, "unknown-field", f"unknown: {', '.join(unknown)[:80]}", unknown[0][:40])
    return value


Handler = Callable[[Call], Awaitable[Any]]


NOBODY, SYSTEM, OFFICER = range(3)
"""Who may call: anybody, a party's own system or an officer, an officer alone."""


def _authorise(call: Call, least: int) -> None:
    """Refuse a caller before anything of the request is looked at."""
    if least == OFFICER:
        _ = call.officer
    elif least == SYSTEM:
        _ = call.drafter


def endpoint_of(
    handler: Handler, least: int, known: frozenset[str]
) -> Callable[[Request], Awaitable[Response]]:
    """A route's endpoint: the caller first, then the body, then the act; every error as JSON."""

    async def endpoint(request: Request) -> Response:
        console = console_of(request)
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        session = console.desk.session(secret) if kind == "Session" and secret else None
        system = console.desk.api_token(secret) if kind == "Bearer" and secret else None
        try:
            call = Call(console, request, session, system, {})
            _authorise(call, least)
            result = await handler(replace(call, body=await _body(request, known)))
        except ApiError as error:
            return failure(error.status, error.code, error.message, field=error.field)
        except FieldError as error:
            return failure(
                422, "field", error.message,
                field=error.field, value=error.value, remedy=error.remedy,
            )  # fmt: skip
        except FormErrors as error:
            first = error.errors[0]
            return failure(
                422, "field", error.message,
                field=first.field, value=first.value, remedy=first.remedy,
            )  # fmt: skip
        except AccessError as error:
            status = 403 if session or system else 401
            return failure(status, "access", error.message, remedy=error.remedy)
        except LocalProtocolError as error:
            return failure(409, "not-now", error.message, remedy=error.remedy)
        except StoreFullError as error:
            return failure(507, "full", "the disk is full: nothing was kept", remedy=error.remedy)
        except DirectlineError:
            return failure(500, "station", "the station could not do this; see its log")
        return result if isinstance(result, Response) else JSONResponse(jsonable(result))

    return endpoint
