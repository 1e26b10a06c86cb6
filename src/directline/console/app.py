"""The console as one ASGI application: routes, static files, and every error as a clear page."""

import asyncio
import logging
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from directline.catalogue import Catalogue
from directline.console import acts, api, ending, pages, passkeys
from directline.console.apicall import failure
from directline.console.context import BadFormError, Console, LoginNeededError, visit
from directline.console.rendering import environment
from directline.console.security import HEADERS, BodyTooLargeError, Guard
from directline.errors import (
    AccessError,
    CustodyError,
    DirectlineError,
    FieldError,
    FormErrors,
    LocalProtocolError,
    StoreFullError,
)
from directline.station.desk import Desk

LOG = logging.getLogger("directline.console")


def status_of(error: DirectlineError) -> int:
    """The HTTP status of an error of the station."""
    if isinstance(error, AccessError):
        return 403
    if isinstance(error, FieldError | FormErrors):
        return 422
    if isinstance(error, LocalProtocolError):
        return 409
    if isinstance(error, CustodyError):
        return 503  # The key that should sign is away: it comes back, and the officer should know.
    return 507 if isinstance(error, StoreFullError) else 500


def _failed(
    request: Request, status: int, key: str, message: str = "", remedy: str = ""
) -> Response:
    if request.url.path.startswith("/api/"):
        return failure(status, key.removeprefix("ui-error-"), message or key, remedy=remedy)
    here = visit(request)
    return here.page(
        "error.html", status, refresh="/frame", title_key=key, message=message, remedy=remedy
    )


async def _needs_login(request: Request, _error: Exception) -> Response:
    if request.headers.get("x-directline-live") or request.url.path == "/presence":
        return Response(status_code=401)
    return RedirectResponse("/login", 303)


async def _directline(request: Request, error: Exception) -> Response:
    if not isinstance(error, DirectlineError):
        raise error
    status = status_of(error)
    if status in {500, 507}:
        LOG.error("%s %s: %s", request.method, request.url.path, error.message)
    key = {403: "ui-error-not-allowed", 507: "ui-error-full"}.get(status, "ui-error-not-now")
    if status == 500:
        return _failed(request, 500, "ui-error-station", "", "")
    return _failed(request, status, key, error.message, error.remedy)


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    key = "ui-error-not-found" if status in {404, 405} else "ui-error-not-now"
    response = _failed(request, status, key)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


async def _bad_form(request: Request, _error: Exception) -> Response:
    return _failed(request, 400, "ui-error-bad-form")


async def _too_large(request: Request, _error: Exception) -> Response:
    return _failed(request, 413, "ui-error-too-large")


async def _crashed(request: Request, error: Exception) -> Response:
    """The one place where anything else ends: the officer sees a page, the log the cause's kind."""
    LOG.error("%s %s: %s", request.method, request.url.path, type(error).__name__, exc_info=error)
    response = _failed(request, 500, "ui-error-station")
    response.headers.update(HEADERS)  # this handler stands outside the guard
    return response


def create_app(
    desk: Desk,
    *,
    catalogue: Catalogue,
    secure_cookie: bool,
    shutdown: asyncio.Event,
    hosts: tuple[str, ...] = (),
) -> Starlette:
    """The console for one station.

    Args:
        desk: the station's door; the console asks nothing else of it.
        catalogue: the forms and their words.
        secure_cookie: `Secure` cookies with the `__Host-` prefix.  Browsers keep them on https
            and on loopback names; only a test without a browser turns this off.
        shutdown: set when the station stops; every event stream then ends.
        hosts: names, beside loopback names and IP addresses, that the desk may be called by.
    """
    static = files("directline.console").joinpath("static")
    routes = [
        *pages.ROUTES,
        *acts.ROUTES,
        *passkeys.ROUTES,
        *ending.ROUTES,
        Mount("/api/v1", routes=api.ROUTES),
        Mount("/static", StaticFiles(directory=str(static), check_dir=False)),
    ]
    app = Starlette(
        routes=[route for route in routes if isinstance(route, Route | Mount)],
        exception_handlers={
            LoginNeededError: _needs_login,
            BadFormError: _bad_form,
            BodyTooLargeError: _too_large,
            DirectlineError: _directline,
            HTTPException: _http,
            Exception: _crashed,
        },
    )
    app.add_middleware(Guard, hosts=hosts)
    app.state.console = Console(desk, catalogue, environment(), secure_cookie, shutdown)
    return app
