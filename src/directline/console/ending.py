"""Leaving the line: the page that says what it means, and the two officers' steps."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directline.console.context import Visit, form, only_officer
from directline.errors import AccessError, CustodyError, LocalProtocolError

NUMBER_DIGITS_MAX = 15


def end_page(here: Visit, status: int = 200, error: str = "", why: str = "") -> Response:
    """Who has left, what is asked, and how to ask; `error` says what was refused."""
    asked = here.desk.ending(here.officer)
    return here.page("end.html", status, at="card", asked=asked, error=error, why=why)


async def page(request: Request) -> Response:
    """The page for leaving the line."""
    return end_page(only_officer(request))


async def ask(request: Request) -> Response:
    """Ask to leave, as the first officer."""
    here = only_officer(request)
    fields = await form(request)
    why = fields.get("why", "")
    try:
        await here.desk.ask_end(here.officer, why, fields.get("successor", ""))
    except LocalProtocolError as error:
        return end_page(here, 422, str(error), why)
    return here.done("/end", "end-asked")


async def do(request: Request) -> Response:
    """Leave, as the second officer."""
    here = only_officer(request)
    sure = (await form(request)).get("sure") == "1"
    if not sure:
        return end_page(here, 422, here.words("ui-end-sure"))
    try:
        await here.desk.do_end(here.officer, _number(request))
    except (AccessError, LocalProtocolError, CustodyError) as error:
        statuses = {AccessError: 403, CustodyError: 503}
        return end_page(here, statuses.get(type(error), 409), str(error))
    return here.done("/end", "end-done")


async def drop(request: Request) -> Response:
    """Take the asking back, or refuse it."""
    here = only_officer(request)
    try:
        await here.desk.drop_end(here.officer, _number(request))
    except LocalProtocolError as error:
        return end_page(here, 409, str(error))
    return here.done("/end", "end-dropped")


def _number(request: Request) -> int:
    text = str(request.path_params["number"])
    return int(text) if text.isdecimal() and len(text) <= NUMBER_DIGITS_MAX else 0


ROUTES = [
    Route("/end", page),
    Route("/end", ask, methods=["POST"]),
    Route("/end/{number}/do", do, methods=["POST"]),
    Route("/end/{number}/drop", drop, methods=["POST"]),
]
