"""The HTTP API, version 1: for a party's own systems, and for officers by the command line.

Two kinds of caller.  A *token* (`Authorization: Bearer ...`) is a party's own system: it may read
states and write drafts, and can never release, open, answer or read bodies.  A *session*
(`Authorization: Session ...`) is an officer who logged in: the same powers as at the desk.
Cookies are not looked at, so no page can lend its officer to another.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from directline.catalogue import Rendered
from directline.catalogue.encoded import render_encoded
from directline.console.context import Console, address, console_of
from directline.console.jsonable import jsonable
from directline.console.limits import FIELDS_MAX, LOG_LINES_MAX, MESSAGES_PAGE_MAX
from directline.console.rendering import unslug
from directline.errors import AccessError, DirectlineError, FieldError, LocalProtocolError
from directline.station.views import DraftView, MessageView, SessionView


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

    @property
    def officer(self) -> SessionView:
        """The officer who calls; a token is refused."""
        if self.session is not None:
            return self.session
        if self.system is not None:
            raise ApiError(403, "officer-only", "a token may draft; this takes an officer's session")
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

    def rendered(self, body: bytes) -> Rendered:
        """A body as a person reads it."""
        known = self.console.desk.view(self.session).parties if self.session is not None else ()
        return render_encoded(self.console.catalogue, body, self.lang, parties=known)

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
    except (ValueError, RecursionError):
        raise ApiError(400, "json", "the body is not one JSON object, or repeats a name") from None
    if not isinstance(value, dict):
        raise ApiError(400, "json", "the body must be a JSON object")
    unknown = sorted(set(value) - known)
    if unknown:
        raise ApiError(422, "unknown-field", f"unknown: {', '.join(unknown)[:80]}", unknown[0][:40])
    return value


Handler = Callable[[Call], Awaitable[Any]]


def _endpoint(handler: Handler, known: frozenset[str]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        console = console_of(request)
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        session = console.desk.session(secret) if kind == "Session" and secret else None
        system = console.desk.api_token(secret) if kind == "Bearer" and secret else None
        try:
            call = Call(console, request, session, system, await _body(request, known))
            result = await handler(call)
        except ApiError as error:
            return failure(error.status, error.code, error.message, field=error.field)
        except FieldError as error:
            return failure(
                422, "field", error.message,
                field=error.field, value=error.value, remedy=error.remedy,
            )  # fmt: skip
        except AccessError as error:
            status = 403 if session or system else 401
            return failure(status, "access", error.message, remedy=error.remedy)
        except LocalProtocolError as error:
            return failure(409, "not-now", error.message, remedy=error.remedy)
        except DirectlineError:
            return failure(500, "station", "the station could not do this; see its log")
        return result if isinstance(result, Response) else JSONResponse(jsonable(result))

    return endpoint


def _message(call: Call, message: MessageView) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(message)
    if call.session is None:
        for name in ("body", "steps", "answer"):
            shown.pop(name)
        return shown
    shown["rendered"] = jsonable(call.rendered(message.body))
    return shown


def _draft(call: Call, draft: DraftView) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(draft)
    shown["errors"] = [
        dict(zip(("field", "value", "message", "remedy"), error, strict=True)) for error in draft.errors
    ]
    if draft.body is not None:
        shown["rendered"] = jsonable(call.rendered(draft.body))
    return shown


async def login(call: Call) -> Any:
    """Log an officer in."""
    session = await call.console.desk.login(
        call.text("login"), call.text("passphrase"),
        terminal=call.text("terminal", "cli"), address=address(call.request),
    )  # fmt: skip
    return {"token": session.token, "session": jsonable(session)}


async def logout(call: Call) -> Any:
    """End the session."""
    await call.console.desk.logout(call.officer.token)
    return {"done": True}


async def status(call: Call) -> Any:
    """The state of the line: everything of the desk's bar; messages and drafts counted only."""
    if call.session is None:
        if call.system is None:
            raise ApiError(401, "login", "give a token or a session")
        board = call.console.desk.terminal_view()
        return {
            "party": board.party, "line_name": board.line_name, "now_ms": board.now_ms,
            "serial": board.serial, "peers": jsonable(board.peers), "system": call.system,
        }  # fmt: skip
    shown = jsonable(call.console.desk.view(call.session))
    for name in ("messages", "drafts"):
        shown[f"{name}_shown"] = len(shown.pop(name))
    return shown


async def forms(call: Call) -> Any:
    """All forms with their fields, in the words of one language."""
    call.drafter  # noqa: B018 - any caller that is known
    word, lang = call.console.catalogue.word, call.lang
    return {
        "forms": [
            jsonable(form) | {"name": word(form.name_key, lang)}
            for form in call.console.catalogue.forms.values()
        ]
    }


async def messages(call: Call) -> Any:
    """Messages, newest first; a token sees no body and no person's step."""
    limit = call.number("limit", 50, MESSAGES_PAGE_MAX) or 1
    before = call.number("before", None, 2**53)
    if call.session is None:
        raise ApiError(403, "officer-only", "a token may draft; this takes an officer's session")
    found = call.console.desk.messages(call.officer, before_serial=before, limit=limit)
    return {"messages": [_message(call, message) for message in found]}


async def message(call: Call) -> Any:
    """One message; reading it here opens nothing."""
    return _message(call, call.console.desk.message(call.officer, call.message_id))


async def drafts(call: Call) -> Any:
    """All drafts that wait."""
    view = call.console.desk.view(call.officer)
    return {"drafts": [_draft(call, draft) for draft in view.drafts]}


async def save_draft(call: Call) -> Any:
    """Make or change a draft; its errors come back inside it, with status 200 and `ready` false."""
    precedence = call.body.get("precedence")
    if precedence is not None and (type(precedence) is not int or not 0 <= precedence <= 3):
        raise ApiError(422, "field", "precedence must be 0 to 3", "precedence")
    draft = await call.console.desk.draft(
        call.drafter,
        call.text("form"),
        call.inputs(),
        draft_id=call.request.path_params.get("id", ""),
        drill=call.flag("drill"),
        precedence=precedence,
        source="api" if call.session is None else "cli",
        language=call.lang,
    )
    return _draft(call, draft) | {"ready": not draft.errors}


async def draft(call: Call) -> Any:
    """One draft."""
    return _draft(call, call.console.desk.draft_view(call.officer, call.request.path_params["id"]))


async def discard(call: Call) -> Any:
    """Throw a draft away."""
    await call.console.desk.discard(call.officer, call.request.path_params["id"])
    return {"done": True}


async def release(call: Call) -> Any:
    """Release a draft: signed and durable here when this answers."""
    officer = call.officer
    return _message(call, await call.console.desk.release(officer, call.request.path_params["id"]))


async def confirm(call: Call) -> Any:
    """The second officer's later confirmation."""
    await call.console.desk.confirm_second(call.officer, call.message_id)
    return {"done": True}


async def open_message(call: Call) -> Any:
    """A person opens a message: level 3."""
    return _message(call, await call.console.desk.open(call.officer, call.message_id))


async def read_back(call: Call) -> Any:
    """Re-enter the critical fields; `understood` is false while any differs."""
    found, wrong = await call.console.desk.read_back(call.officer, call.message_id, call.inputs())
    names = ("field", "expected", "entered", "distance_m")
    return {
        "understood": not wrong,
        "mismatches": [dict(zip(names, item, strict=True)) for item in wrong],
        "message": _message(call, found),
    }


async def passed(call: Call) -> Any:
    """Passed to a named unit: level 5."""
    unit = call.text("unit")
    return _message(call, await call.console.desk.passed(call.officer, call.message_id, unit))


async def answer(call: Call) -> Any:
    """An answer of the form's list."""
    code, remark = call.text("code"), call.text("remark", "")
    return _message(call, await call.console.desk.answer(call.officer, call.message_id, code, remark))


async def decline(call: Call) -> Any:
    """Declined with a reason code."""
    reason = call.text("reason")
    return _message(call, await call.console.desk.decline(call.officer, call.message_id, reason))


async def cancel(call: Call) -> Any:
    """The CANCEL that stands ready, as a draft."""
    return _draft(call, await call.console.desk.cancel_draft(call.officer, call.message_id))


async def silence(call: Call) -> Any:
    """Quiet the sound for a minute; signs nothing."""
    await call.console.desk.silence(call.officer, _alarm_id(call))
    return {"done": True}


async def acknowledge(call: Call) -> Any:
    """A named person has seen the alarm."""
    number = _alarm_id(call)
    if number is None:
        raise ApiError(422, "field", "name the alarm", "alarm")
    await call.console.desk.acknowledge(call.officer, number)
    return {"done": True}


def _alarm_id(call: Call) -> int | None:
    number = call.body.get("alarm")
    if number is not None and (type(number) is not int or not 0 <= number < 2**53):
        raise ApiError(422, "field", "alarm must be a number", "alarm")
    return number


async def line_test(call: Call) -> Any:
    """Send a line test now."""
    return _message(call, await call.console.desk.line_test(call.officer))


async def note(call: Call) -> Any:
    """A remark for the watch log."""
    await call.console.desk.note(call.officer, call.text("text"))
    return {"done": True}


async def relief(call: Call) -> Any:
    """Hand the watch over; answers with the list that both officers signed."""
    items = await call.console.desk.relief(call.officer, call.text("login"), call.text("passphrase"))
    return {"items": list(items)}


async def watch_log(call: Call) -> Any:
    """The watch log, newest first."""
    limit = call.number("limit", 100, LOG_LINES_MAX) or 1
    return {"lines": jsonable(call.console.desk.watch_log(call.officer, limit=limit))}


async def export(call: Call) -> Any:
    """The transcript as one file."""
    return Response(
        await call.console.desk.export(call.officer), media_type="application/octet-stream"
    )


async def enrol(call: Call) -> Any:
    """Turn a one-time code into a terminal's cookie."""
    return {"cookie": await call.console.desk.enrol(call.text("code"))}


def _route(method: str, path: str, handler: Handler, *known: str) -> Route:
    return Route(path, _endpoint(handler, frozenset(known)), methods=[method])


ROUTES = [
    _route("POST", "/login", login, "login", "passphrase", "terminal"),
    _route("POST", "/logout", logout),
    _route("GET", "/status", status),
    _route("GET", "/forms", forms),
    _route("GET", "/messages", messages),
    _route("GET", "/messages/{id}", message),
    _route("POST", "/messages/{id}/open", open_message),
    _route("POST", "/messages/{id}/read-back", read_back, "inputs"),
    _route("POST", "/messages/{id}/passed", passed, "unit"),
    _route("POST", "/messages/{id}/answer", answer, "code", "remark"),
    _route("POST", "/messages/{id}/decline", decline, "reason"),
    _route("POST", "/messages/{id}/cancel", cancel),
    _route("POST", "/messages/{id}/confirm", confirm),
    _route("GET", "/drafts", drafts),
    _route("POST", "/drafts", save_draft, "form", "inputs", "drill", "precedence"),
    _route("GET", "/drafts/{id}", draft),
    _route("PUT", "/drafts/{id}", save_draft, "form", "inputs", "drill", "precedence"),
    _route("DELETE", "/drafts/{id}", discard),
    _route("POST", "/drafts/{id}/release", release),
    _route("POST", "/silence", silence, "alarm"),
    _route("POST", "/acknowledge", acknowledge, "alarm"),
    _route("POST", "/line-test", line_test),
    _route("POST", "/note", note, "text"),
    _route("POST", "/relief", relief, "login", "passphrase"),
    _route("GET", "/watch-log", watch_log),
    _route("GET", "/export", export),
    _route("POST", "/terminals/enrol", enrol, "code"),
]
