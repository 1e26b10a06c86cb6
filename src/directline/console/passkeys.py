"""An officer's passkeys: the page that lists and registers them, and what its script asks for."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from directline.console.context import Visit, address, form, only_officer, origin
from directline.console.webanswers import answer_of
from directline.errors import AccessError, LocalProtocolError

NUMBER_DIGITS_MAX = 15


def _page(here: Visit, status: int = 200, error: str = "") -> Response:
    return here.page(
        "passkeys.html", status, at="passkeys", passkeys=here.desk.passkeys(here.officer),
        error=error,
    )  # fmt: skip


async def page(request: Request) -> Response:
    """The officer's passkeys, and the form to register another."""
    return _page(only_officer(request))


async def begin(request: Request) -> Response:
    """What the page's script gives to `navigator.credentials.create`."""
    here = only_officer(request)
    passphrase = (await form(request)).get("passphrase", "")
    try:
        options = await here.desk.begin_passkey(
            here.officer, passphrase, origin=origin(request), address=address(request)
        )
    except (AccessError, LocalProtocolError) as error:
        return JSONResponse({"error": str(error)}, 403)
    return JSONResponse(options)


async def add(request: Request) -> Response:
    """Keep the passkey that the browser made."""
    here = only_officer(request)
    fields = await form(request)
    if not fields.get("answer"):  # the page's script did not run
        return _page(here, 422, here.words("ui-passkey-unsupported"))
    answer = answer_of(fields["answer"], origin(request))
    try:
        await here.desk.add_passkey(here.officer, fields.get("name", ""), answer)
    except (AccessError, LocalProtocolError) as error:
        return _page(here, 403, str(error))
    return here.done("/passkeys", "passkey-added")


async def remove(request: Request) -> Response:
    """Take one away."""
    here = only_officer(request)
    number = request.path_params["id"]
    if not number.isdecimal() or len(number) > NUMBER_DIGITS_MAX:
        raise LocalProtocolError("there is no such passkey")
    await here.desk.remove_passkey(here.officer, int(number))
    return here.done("/passkeys", "passkey-removed")


async def approve(request: Request) -> Response:
    """What the page's script gives to `navigator.credentials.get` for one reviewed draft."""
    here = only_officer(request)
    mark = (await form(request)).get("mark", "")
    try:
        options = here.desk.begin_approval(
            here.officer, request.path_params["id"], mark=mark, origin=origin(request)
        )
    except (AccessError, LocalProtocolError) as error:
        return JSONResponse({"error": str(error)}, 403)
    return JSONResponse(options)


ROUTES = [
    Route("/passkeys", page),
    Route("/passkeys", add, methods=["POST"]),
    Route("/passkeys/begin", begin, methods=["POST"]),
    Route("/passkeys/{id}/remove", remove, methods=["POST"]),
    Route("/drafts/{id}/approve", approve, methods=["POST"]),
]
