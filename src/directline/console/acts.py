"""What an officer does: every form of the desk is posted here, acts once, and goes on to a page."""

import io
import json
import zipfile

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from directline.console import pages
from directline.console.context import (
    BadFormError,
    address,
    console_of,
    form,
    next_path,
    only_officer,
    origin,
    visit,
)
from directline.console.limits import TERMINAL_COOKIE_AGE_S
from directline.console.rendering import slug, unslug
from directline.console.webanswers import answer_of
from directline.errors import AccessError, CustodyError, FieldError, LocalProtocolError

HIDE = "hide."
"""Before the name of a field that an evidence copy shall not show."""
CONTROLS = frozenset({"form", "drill", "precedence", "next", "act"})
"""Names of a compose page that are no fields of a form."""


async def login(request: Request) -> Response:
    """Log an officer in; a wrong passphrase is slow and counted by the station."""
    here = visit(request)
    fields = await form(request)
    try:
        session = await here.desk.login(
            fields.get("login", ""),
            fields.get("passphrase", ""),
            terminal=here.terminal or "",
            address=address(request),
        )
    except AccessError as error:
        return here.page("login.html", 403, error=str(error), login=fields.get("login", ""))
    response = RedirectResponse("/", 303)
    here.console.set_session(response, session.token)
    return response


async def logout(request: Request) -> Response:
    """End the session of this browser."""
    console = console_of(request)
    await console.desk.logout(request.cookies.get(console.session_cookie, ""))
    response = RedirectResponse("/login", 303)
    console.set_cookie(response, console.session_cookie, "", 0)
    return response


async def enrol(request: Request) -> Response:
    """Make this browser a terminal of the station, by a one-time code."""
    here = visit(request)
    fields = await form(request)
    try:
        cookie = await here.desk.enrol(fields.get("code", "").strip())
    except AccessError as error:
        return here.page("enrol.html", 403, error=str(error))
    response = here.done("/login", "enrolled")
    here.console.set_terminal(response, cookie)
    return response


async def change_language(request: Request) -> Response:
    """Choose the language of this browser."""
    console = console_of(request)
    fields = await form(request)
    response = RedirectResponse(next_path(fields), 303)
    if fields.get("language") in console.catalogue.languages:
        console.set_cookie(
            response, console.language_cookie, fields["language"], TERMINAL_COOKIE_AGE_S
        )
    return response


async def save_draft(request: Request) -> Response:
    """Make or change a draft; what is wrong is shown at its field, and nothing typed is lost."""
    here = only_officer(request)
    fields = await form(request)
    raised = fields.get("precedence", "")
    draft = await here.desk.draft(
        here.officer,
        fields.get("form", ""),
        {name: value for name, value in fields.items() if name not in CONTROLS and value != ""},
        draft_id=request.path_params.get("id", ""),
        drill=fields.get("drill") == "1",
        precedence=int(raised) if raised in {"0", "1", "2", "3"} else None,
        source="desk",
        language=here.words.language,
    )
    return RedirectResponse(f"/drafts/{draft.id}" + ("" if draft.errors else "/review"), 303)


async def discard(request: Request) -> Response:
    """Throw a draft away."""
    here = only_officer(request)
    await here.desk.discard(here.officer, request.path_params["id"])
    return here.done("/", "discarded")


async def release(request: Request) -> Response:
    """Release a draft: signed and durable here before the page says so."""
    here = only_officer(request)
    draft_id = request.path_params["id"]
    fields = await form(request)
    given = fields.get("answer", "")
    try:
        message = await here.desk.release(
            here.officer, draft_id, mark=fields.get("mark", ""),
            approval=answer_of(given, origin(request)) if given else None,
            reviewed=bool(fields.get("reviewed")),
        )  # fmt: skip
    except (AccessError, LocalProtocolError, CustodyError) as error:
        draft = here.desk.draft_view(here.officer, draft_id)
        statuses = {AccessError: 403, CustodyError: 503}
        return pages.review_page(here, draft, statuses.get(type(error), 409), str(error))
    return here.at_message(message.id, "released")


async def open_message(request: Request) -> Response:
    """A person opens a message: level 3."""
    here = only_officer(request)
    message = await here.desk.open(here.officer, unslug(request.path_params["id"]))
    return here.at_message(message.id, "opened")


async def read_back(request: Request) -> Response:
    """Level 4 where all critical fields agree; else the fields that do not, and a query to send."""
    here = only_officer(request)
    message_id = unslug(request.path_params["id"])
    inputs = {name: value for name, value in (await form(request)).items() if value != ""}
    try:
        message, mismatches = await here.desk.read_back(here.officer, message_id, inputs)
    except FieldError as error:
        found = here.desk.message(here.officer, message_id)
        return pages.read_back_page(
            here, found, inputs, ((error.field, "", str(error), None),), 422
        )
    if mismatches:
        return pages.read_back_page(here, message, inputs, mismatches)
    return here.at_message(message.id, "understood")


async def passed(request: Request) -> Response:
    """Passed to a named authority or unit: level 5."""
    here = only_officer(request)
    unit = (await form(request)).get("unit", "").strip()
    message_id = unslug(request.path_params["id"])
    try:
        message = await here.desk.passed(here.officer, message_id, unit)
    except FieldError as error:
        found = here.desk.message(here.officer, message_id)
        return pages.message_page(here, found, 422, error=str(error))
    return here.at_message(message.id, "passed")


async def answer(request: Request) -> Response:
    """An answer of the form's own list; only a closing one stops the clock."""
    here = only_officer(request)
    fields = await form(request)
    message_id = unslug(request.path_params["id"])
    try:
        message = await here.desk.answer(
            here.officer, message_id, fields.get("code", ""), fields.get("remark", "").strip()
        )
    except FieldError as error:
        found = here.desk.message(here.officer, message_id)
        return pages.message_page(here, found, 422, error=str(error))
    return here.at_message(message.id, "answered")


async def decline(request: Request) -> Response:
    """Declined, with a reason code of the catalogue."""
    here = only_officer(request)
    reason = (await form(request)).get("reason", "")
    message_id = unslug(request.path_params["id"])
    try:
        message = await here.desk.decline(here.officer, message_id, reason)
    except FieldError as error:
        found = here.desk.message(here.officer, message_id)
        return pages.message_page(here, found, 422, error=str(error))
    return here.at_message(message.id, "declined")


async def cancel(request: Request) -> Response:
    """Take up the CANCEL that stands ready: only its reason is missing."""
    here = only_officer(request)
    draft = await here.desk.cancel_draft(here.officer, unslug(request.path_params["id"]))
    return RedirectResponse(f"/drafts/{draft.id}", 303)


async def confirm(request: Request) -> Response:
    """The second officer's later confirmation of what one released alone."""
    here = only_officer(request)
    message_id = unslug(request.path_params["id"])
    await here.desk.confirm_second(here.officer, message_id)
    return here.at_message(message_id, "confirmed")


async def silence(request: Request) -> Response:
    """Quiet the sound for a minute.  Signs nothing; a terminal may do it too."""
    here = visit(request)
    await here.desk.silence(here.who, None)
    return here.done("/" if here.session else "/login", "silenced")


async def acknowledge(request: Request) -> Response:
    """A named person has seen the alarm."""
    here = only_officer(request)
    number = request.path_params["id"]
    if not number.isdecimal() or len(number) > 19:
        raise LocalProtocolError("there is no such alarm")
    await here.desk.acknowledge(here.officer, int(number))
    return here.done("/", "acknowledged")


async def line_test(request: Request) -> Response:
    """Send a line test now."""
    here = only_officer(request)
    message = await here.desk.line_test(here.officer)
    return here.at_message(message.id, "tested")


async def note(request: Request) -> Response:
    """Write a remark into the watch log."""
    here = only_officer(request)
    text = (await form(request)).get("text", "").strip()
    if text:
        await here.desk.note(here.officer, text)
    return here.done("/watch", "noted")


async def relief(request: Request) -> Response:
    """Hand the watch over: both officers sign the list of open items."""
    here = only_officer(request)
    fields = await form(request)
    login = fields.get("login", "")
    try:
        items = await here.desk.relief(here.officer, login, fields.get("passphrase", ""))
    except (AccessError, LocalProtocolError) as error:
        return here.page("relief.html", 403, at="watch", items=None, error=str(error), login=login)
    return here.page("relief.html", at="watch", items=items, error="", login=login)


async def export(request: Request) -> Response:
    """The transcript as one file that a stranger can verify."""
    here = only_officer(request)
    data = await here.desk.export(here.officer)
    view = here.desk.view(here.officer)
    name = f"directline-{view.party}-{view.serial}.bundle"
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def evidence(request: Request) -> Response:
    """One message, and what was signed about it, as a file made for one recipient."""
    here = only_officer(request)
    fields = await form(request)
    message_id = unslug(request.path_params["id"])
    name = f"directline-{slug(message_id)}"
    recipient = fields.get("recipient", "")
    more = fields.get("hide_more", "")
    hidden = [field.removeprefix(HIDE) for field in fields if field.startswith(HIDE)]
    try:
        asked = [f"{message_id}:{field}" for field in hidden] + more.split("\n")
        asked = [line.strip() for line in asked if line.strip()]
        data = await here.desk.evidence(here.officer, [message_id], recipient, asked)
        if fields.get("reading"):
            copies = await here.desk.reading_copies(data, here.words.language)
            data = zipped(
                {f"{name}.{kind}": made for kind, made in ({"bundle": data} | copies).items()}
            )
    except LocalProtocolError as error:
        found = here.desk.message(here.officer, message_id)
        # What was ticked stays so: to try again must not make a copy that hides less.
        return pages.message_page(
            here, found, 422, error=str(error), recipient=recipient, hide=hidden, hide_more=more
        )
    kind = "zip" if fields.get("reading") else "bundle"
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}.{kind}"'},
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """Files in one archive, the same bytes from the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


async def presence(request: Request) -> Response:
    """A page tells whether it is visible and may sound, and what the officer heard."""
    here = visit(request)
    try:
        told = json.loads(await request.body())
        desk, visible, audible = told["desk"], told["visible"], told["audible"]
        heard = told.get("heard")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadFormError from error
    flags = isinstance(visible, bool) and isinstance(audible, bool)
    named = isinstance(desk, str) and 0 < len(desk) <= 40 and desk.isascii()
    if not flags or not named or not (heard is None or isinstance(heard, bool)):
        raise BadFormError
    await here.desk.presence(here.who, desk=desk, visible=visible, audible=audible, heard=heard)
    return Response(status_code=204)


def _post(path: str, endpoint: object) -> Route:
    return Route(path, endpoint, methods=["POST"])  # type: ignore[arg-type]


ROUTES = [
    _post("/login", login),
    _post("/logout", logout),
    _post("/enrol", enrol),
    _post("/language", change_language),
    _post("/drafts", save_draft),
    _post("/drafts/{id}", save_draft),
    _post("/drafts/{id}/discard", discard),
    _post("/drafts/{id}/release", release),
    _post("/messages/{id}/open", open_message),
    _post("/messages/{id}/read-back", read_back),
    _post("/messages/{id}/passed", passed),
    _post("/messages/{id}/answer", answer),
    _post("/messages/{id}/decline", decline),
    _post("/messages/{id}/cancel", cancel),
    _post("/messages/{id}/confirm", confirm),
    _post("/messages/{id}/evidence", evidence),
    _post("/alarms/silence", silence),
    _post("/alarms/{id}/acknowledge", acknowledge),
    _post("/line-test", line_test),
    _post("/watch/note", note),
    _post("/watch/relief", relief),
    _post("/export", export),
    _post("/presence", presence),
]
