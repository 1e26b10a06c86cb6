"""One request at the desk: who asks, in which language, and how a page is made for it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from directline.catalogue import Catalogue, Field, Form, Rendered, direction
from directline.catalogue.encoded import read_back_of, render_encoded
from directline.catalogue.reviews import DESK
from directline.console.limits import (
    FIELDS_MAX,
    SESSION_COOKIE_AGE_S,
    TERMINAL_COOKIE_AGE_S,
)
from directline.console.rendering import Words, local_offset, marks, rung, slug
from directline.console.security import host_name
from directline.station.desk import Desk
from directline.station.views import DeskView, MessageView, SessionView, StepView

NAMES = {
    "en": "English",
    "ru": "Русский",
    "uk": "Українська",
    "ar": "العربية",
    "zh": "中文",
    "fr": "Français",
}
"""Each language in its own words, for the switch."""

DONE = frozenset(
    "released confirmed passed answered declined understood discarded noted acknowledged silenced "
    "relieved tested opened saved enrolled passkey-added passkey-removed end-asked end-dropped "
    "end-done".split()
)
"""What a page may be told to say after an act: nothing else of the address is shown."""


class LoginNeededError(Exception):
    """The page needs an officer; nobody is logged in."""


class BadFormError(Exception):
    """A posted form is not what a browser makes of our pages."""


@dataclass(frozen=True, slots=True)
class Console:
    """What every request of the console shares."""

    desk: Desk
    catalogue: Catalogue
    env: Environment
    secure_cookie: bool
    shutdown: asyncio.Event

    @property
    def session_cookie(self) -> str:
        """The cookie of an officer's session; the prefix binds it to this very host."""
        return "__Host-directline" if self.secure_cookie else "directline"

    @property
    def terminal_cookie(self) -> str:
        """The cookie of an enrolled terminal."""
        return "__Host-terminal" if self.secure_cookie else "terminal"

    @property
    def language_cookie(self) -> str:
        """The cookie of the chosen language."""
        return "__Host-language" if self.secure_cookie else "language"

    def set_cookie(self, response: Response, name: str, value: str, age_s: int) -> None:
        """Set a cookie as strictly as browsers know."""
        response.set_cookie(
            name, value, max_age=age_s, path="/",
            secure=self.secure_cookie, httponly=True, samesite="strict",
        )  # fmt: skip

    def set_session(self, response: Response, token: str) -> None:
        """Give the browser its officer's session."""
        self.set_cookie(response, self.session_cookie, token, SESSION_COOKIE_AGE_S)

    def set_terminal(self, response: Response, cookie: str) -> None:
        """Make the browser an enrolled terminal."""
        self.set_cookie(response, self.terminal_cookie, cookie, TERMINAL_COOKIE_AGE_S)


@dataclass(slots=True)
class Visit:
    """One request with its session, terminal and language."""

    console: Console
    request: Request
    session: SessionView | None
    terminal: str | None
    words: Words
    _view: DeskView | None = None

    @property
    def desk(self) -> Desk:
        """The station's door."""
        return self.console.desk

    @property
    def officer(self) -> SessionView:
        """The session of the officer who asks.

        Raises:
            LoginNeededError: nobody is logged in.
        """
        if self.session is None:
            raise LoginNeededError
        return self.session

    @property
    def who(self) -> SessionView | str:
        """The officer, else the terminal.

        Raises:
            LoginNeededError: neither.
        """
        who = self.session or self.terminal
        if who is None:
            raise LoginNeededError
        return who

    @property
    def view(self) -> DeskView:
        """The desk as it was when this request first asked."""
        if self._view is None:
            self._view = self.desk.view(self.officer)
        return self._view

    def rendered(self, body: bytes, lang: str = "", under: int = 0) -> Rendered:
        """A body in the words of a language, the desk's when none is named; never fails.

        `under` is the version of the charter under which it was signed: 0 for a draft.
        """
        return render_encoded(
            self.console.catalogue.under(under),
            body,
            lang or self.words.language,
            local_offset=local_offset(self.view.now_ms),
            parties=self.view.parties,
        )

    def read_back_of(self, message: MessageView) -> list[Field]:
        """The fields of a message that its receiver re-enters."""
        return read_back_of(self.console.catalogue.under(message.charter_version), message.body)

    def title(self, message: MessageView) -> str:
        """The name of a message's form; one that is unknown or off is named by its code."""
        form = self.console.catalogue.form_at(
            message.charter_version, message.form, message.form_version
        )
        return self._title(form, message.form)

    def form_title(self, code: str) -> str:
        """The name of the form of a code, where no message is at hand."""
        return self._title(self.console.catalogue.find(code), code)

    def _title(self, form: Form | None, code: str) -> str:
        if form is None:
            return self.words("ui-unknown-form-title", code=code)
        return self.words(form.name_key)

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A whole page; `context` is what the template needs beside the frame."""
        html = self.console.env.get_template(template).render(self._frame() | context)
        return HTMLResponse(html, status)

    def _frame(self) -> dict[str, Any]:
        words, catalogue = self.words, self.console.catalogue
        done = self.request.query_params.get("done", "")
        context: dict[str, Any] = {
            "t": words,
            "lang": words.language,
            "dir": direction(words.language),
            "languages": tuple(catalogue.languages),
            "names": {code: NAMES.get(code, code) for code in catalogue.languages},
            "units": words("ui-units"),
            "words_note": catalogue.review_note(DESK, words.language),
            "session": self.session,
            "terminal": self.terminal,
            "next": _local(self.request.url.path if self.request.method == "GET" else "/"),
            "done": f"ui-done-{done}" if done in DONE else "",
            "at": "",
            "drill": False,
            "refresh": "" if self.request.method == "GET" else "/frame",
            "title": self.title,
            "form_title": self.form_title,
            "marks": lambda message: marks(message, words),
            "rung": rung,
            "top_step": top_step,
            "view": None,
            "alarms": (),
            "starting": "",
            "labels": {},
            "board": None,
        }
        if self.session is not None:
            view = self.view
            context |= {
                "view": view, "party": view.party, "line_name": view.line_name, "now": view.now_ms,
                "serial": view.serial, "peers": view.peers, "alarms": view.alarms,
                "starting": view.starting,
            }  # fmt: skip
            return context
        board = self.desk.terminal_view()
        context |= {"now": board.now_ms, "party": "", "line_name": "", "serial": 0, "peers": ()}
        if self.terminal is not None:
            context |= {
                "party": board.party, "line_name": board.line_name, "serial": board.serial,
                "peers": board.peers, "board": board,
            }  # fmt: skip
        return context

    def done(self, path: str, what: str) -> RedirectResponse:
        """Go to a page that says what was done."""
        return RedirectResponse(f"{path}?done={what}", 303)

    def at_message(self, message_id: str, what: str) -> RedirectResponse:
        """Go to a message's page after an act on it."""
        return self.done(f"/messages/{slug(message_id)}", what)


def console_of(request: Request) -> Console:
    """The console that serves a request."""
    console: Console = request.app.state.console
    return console


def visit(request: Request) -> Visit:
    """Who asks, by the cookies; unknown cookies are nobody's."""
    console = console_of(request)
    token = request.cookies.get(console.session_cookie, "")
    cookie = request.cookies.get(console.terminal_cookie, "")
    session = console.desk.session(token) if token else None
    terminal = console.desk.terminal(cookie) if cookie else None
    return Visit(console, request, session, terminal, Words(console.catalogue, language(request)))


def language(request: Request) -> str:
    """The chosen language, else the browser's first that the catalogue knows, else English."""
    console = console_of(request)
    known = tuple(console.catalogue.languages)
    chosen = request.cookies.get(console.language_cookie, "")
    if chosen in known:
        return chosen
    for part in request.headers.get("accept-language", "").split(",")[:8]:
        tag = part.split(";")[0].strip().split("-")[0].lower()
        if tag in known:
            return tag
    return "en"


async def form(request: Request) -> dict[str, str]:
    """The fields of a posted form.

    Raises:
        BadFormError: another content type, broken UTF-8 or too many fields.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    if not body:
        return {}
    if kind != "application/x-www-form-urlencoded":
        raise BadFormError
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=True,
            errors="strict", max_num_fields=FIELDS_MAX,
        )  # fmt: skip
    except ValueError as error:
        raise BadFormError from error
    return dict(pairs)


def origin(request: Request) -> str:
    """The page's origin as its browser names it; the guard has let only our own names in.

    The station serves loopback in the clear and everything else through a proxy with TLS.
    """
    host = request.headers.get("host", "")
    name = host_name(host)
    local = name == "localhost" or name.endswith(".localhost")
    return f"{'http' if local else 'https'}://{host.lower()}"


def address(request: Request) -> str:
    """Where a request comes from, for the count of failed log-ins."""
    return request.client.host if request.client is not None else "unknown"


def next_path(fields: Mapping[str, str]) -> str:
    """Where a form wants to go on: only a path of this desk."""
    return _local(fields.get("next", "/"))


def _local(path: str) -> str:
    plain = (
        path.startswith("/")
        and not path.startswith("//")
        and "\\" not in path
        and path.isprintable()
    )
    return path if plain else "/"


def top_step(message: MessageView) -> StepView | None:
    """The highest step that the addressee has reached."""
    for name in ("declined", "answered", "passed", "understood", "opened", "delivered"):
        found = rung(message, name)
        if found is not None:
            return found
    return None


def only_officer(request: Request) -> Visit:
    """The visit of a logged-in officer.

    Raises:
        LoginNeededError: nobody is logged in.
    """
    found = visit(request)
    if found.session is None:
        raise LoginNeededError
    return found
