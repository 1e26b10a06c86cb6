"""The HTTP API, version 1: for a party's own systems, and for officers by the command line.

Two kinds of caller.  A *token* (`Authorization: Bearer ...`) is a party's own system: it may read
states and write drafts, and can never release, open, answer or read bodies.  A *session*
(`Authorization: Session ...`) is an officer who logged in: the same powers as at the desk.
Cookies are not looked at, so no page can lend its officer to another.
"""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from directline.console.apicall import (
    NOBODY,
    OFFICER,
    SYSTEM,
    ApiError,
    Call,
    Handler,
    endpoint_of,
)
from directline.console.context import address
from directline.console.jsonable import jsonable
from directline.console.limits import LOG_LINES_MAX, MESSAGES_PAGE_MAX
from directline.station.views import DraftView, MessageView


def _message(call: Call, message: MessageView) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(message)
    shown["rendered"] = jsonable(call.rendered(message.body, message.charter_version))
    return shown


def _draft(call: Call, draft: DraftView) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(draft)
    shown["errors"] = [
        dict(zip(("field", "value", "message", "remedy"), error, strict=True))
        for error in draft.errors
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
    """All forms with their fields, in the words of one language, and which the line offers."""
    word, lang = call.console.catalogue.word, call.lang
    known = call.console.catalogue
    return {
        "forms": [
            jsonable(form)
            | {
                "name": word(form.name_key, lang),
                "offered": known.offers(form),
                "review": known.reviews.state(form.code, lang),
            }
            for form in known.forms.values()
        ]
    }


async def messages(call: Call) -> Any:
    """Messages, newest first."""
    limit = call.number("limit", 50, MESSAGES_PAGE_MAX) or 1
    before = call.number("before", None, 2**53)
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
    draft_id, mark = call.request.path_params["id"], call.text("mark", "")
    found = await call.console.desk.release(
        call.officer, draft_id, mark=mark, reviewed=call.flag("reviewed")
    )
    return _message(call, found)


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
    return _message(
        call, await call.console.desk.answer(call.officer, call.message_id, code, remark)
    )


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
    items = await call.console.desk.relief(
        call.officer, call.text("login"), call.text("passphrase")
    )
    return {"items": list(items)}


async def watch_log(call: Call) -> Any:
    """The watch log, newest first."""
    limit = call.number("limit", 100, LOG_LINES_MAX) or 1
    return {"lines": jsonable(call.console.desk.watch_log(call.officer, limit=limit))}


async def feed_logs(call: Call) -> Any:
    """Each feed as a log that a monitor can follow."""
    return {"feeds": jsonable(call.console.desk.feed_logs())}


async def feed_file(call: Call) -> Any:
    """A file of such a log: its signed head, a tile, or log entries."""
    named = call.request.path_params
    data = call.console.desk.feed_file(named["party"], named["generation"], named["path"])
    if data is None:
        raise ApiError(404, "not-found", "this log has no such file")
    kind = "text/plain" if named["path"] == "checkpoint" else "application/octet-stream"
    return Response(data, media_type=kind)


async def export(call: Call) -> Any:
    """The transcript as one file."""
    return Response(
        await call.console.desk.export(call.officer), media_type="application/octet-stream"
    )


async def evidence(call: Call) -> Any:
    """Chosen messages as one file, made for one recipient."""
    data = await call.console.desk.evidence(
        call.officer,
        call.texts("messages"),
        call.text("recipient"),
        call.texts("hide") if "hide" in call.body else (),
    )
    return Response(data, media_type="application/octet-stream")


async def forgetting(call: Call) -> Any:
    """What one officer asked to have forgotten, and a second has not done yet."""
    return {"waiting": jsonable(call.console.desk.forgetting(call.officer))}


async def ask_forgetting(call: Call) -> Any:
    """Ask to have the bodies of closed messages forgotten."""
    desk = call.console.desk
    return jsonable(
        await desk.ask_forgetting(call.officer, call.texts("messages"), call.text("reason"))
    )


async def do_forgetting(call: Call) -> Any:
    """Forget, as the second officer."""
    desk = call.console.desk
    return {"forgotten": list(await desk.do_forgetting(call.officer, _number(call)))}


async def drop_forgetting(call: Call) -> Any:
    """Take an asking back, or refuse it."""
    await call.console.desk.drop_forgetting(call.officer, _number(call))
    return {"done": True}


async def ending(call: Call) -> Any:
    """That we leave the line: asked by one officer, not yet done by a second; and who has left."""
    view = call.console.desk.view(call.officer)
    parties = [(view.party, view.left), *((peer.party, peer.left) for peer in view.peers)]
    return {
        "waiting": jsonable(call.console.desk.ending(call.officer)),
        "left": {party: jsonable(left) for party, left in parties if left is not None},
        "ended": view.ended,
    }


async def ask_end(call: Call) -> Any:
    """Ask to leave the line for good; a second officer does it."""
    why, successor = call.text("why"), call.text("successor", "")
    return jsonable(await call.console.desk.ask_end(call.officer, why, successor))


async def do_end(call: Call) -> Any:
    """Leave, as the second officer."""
    return {"entry": await call.console.desk.do_end(call.officer, _number(call))}


async def drop_end(call: Call) -> Any:
    """Take the asking back, or refuse it."""
    await call.console.desk.drop_end(call.officer, _number(call))
    return {"done": True}


def _number(call: Call) -> int:
    text = str(call.request.path_params["number"])
    return int(text) if text.isdecimal() and len(text) <= NUMBER_DIGITS_MAX else 0


async def enrol(call: Call) -> Any:
    """Turn a one-time code into a terminal's cookie."""
    return {"cookie": await call.console.desk.enrol(call.text("code"))}


def _route(method: str, path: str, handler: Handler, *known: str, least: int = OFFICER) -> Route:
    return Route(path, endpoint_of(handler, least, frozenset(known)), methods=[method])


NUMBER_DIGITS_MAX = 15
DRAFT = ("form", "inputs", "drill", "precedence")

ROUTES = [
    _route("POST", "/login", login, "login", "passphrase", "terminal", least=NOBODY),
    _route("POST", "/logout", logout),
    _route("GET", "/status", status, least=SYSTEM),
    _route("GET", "/forms", forms, least=SYSTEM),
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
    _route("POST", "/drafts", save_draft, *DRAFT, least=SYSTEM),
    _route("GET", "/drafts/{id}", draft),
    _route("PUT", "/drafts/{id}", save_draft, *DRAFT, least=SYSTEM),
    _route("DELETE", "/drafts/{id}", discard),
    _route("POST", "/drafts/{id}/release", release, "mark", "reviewed"),
    _route("POST", "/silence", silence, "alarm"),
    _route("POST", "/acknowledge", acknowledge, "alarm"),
    _route("POST", "/line-test", line_test),
    _route("POST", "/note", note, "text"),
    _route("POST", "/relief", relief, "login", "passphrase"),
    _route("GET", "/watch-log", watch_log),
    _route("GET", "/feeds", feed_logs, least=SYSTEM),
    _route("GET", "/feeds/{party}/{generation}/{path:path}", feed_file, least=SYSTEM),
    _route("GET", "/export", export),
    _route("POST", "/evidence", evidence, "messages", "recipient", "hide"),
    _route("GET", "/forget", forgetting),
    _route("POST", "/forget", ask_forgetting, "messages", "reason"),
    _route("POST", "/forget/{number}/do", do_forgetting),
    _route("POST", "/forget/{number}/drop", drop_forgetting),
    _route("GET", "/end", ending),
    _route("POST", "/end", ask_end, "why", "successor"),
    _route("POST", "/end/{number}/do", do_end),
    _route("POST", "/end/{number}/drop", drop_end),
    _route("POST", "/terminals/enrol", enrol, "code", least=NOBODY),
]
