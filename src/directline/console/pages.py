"""What an officer reads: the desk, a message, the forms, a review, the logs.  Nothing here acts."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from directline.catalogue import (
    DECLINE_REASONS,
    OPEN_ANSWERS,
    ROLES,
    UNKNOWN,
    Field,
    direction,
    iso_instant,
    parts,
)
from directline.console.composing import chapters, matching
from directline.console.context import Visit, language, only_officer, visit
from directline.console.limits import LOG_LINES_MAX, MESSAGES_PAGE_MAX
from directline.console.openapi import document
from directline.console.rendering import unslug
from directline.console.stream import EventStream
from directline.errors import LocalProtocolError
from directline.station.views import DraftView, MessageView

STEP_BACK = "I0"
"""The form that asks the other side to halt what it is doing at a place, now."""


async def desk(request: Request) -> Response:
    """The whole desk."""
    here = visit(request)
    if here.session is None:
        return RedirectResponse("/login", 303)
    return here.page("desk.html", at="desk")


async def login(request: Request) -> Response:
    """The log-in; on an enrolled terminal also the line and what rings."""
    here = visit(request)
    if here.session is not None:
        return RedirectResponse("/", 303)
    return here.page("login.html", error="", login="")


async def enrol(request: Request) -> Response:
    """Where the one-time code of a terminal is typed."""
    return visit(request).page("enrol.html", error="")


async def frame(request: Request) -> Response:
    """The frame alone, for pages that cannot be asked for again."""
    here = visit(request)
    return here.page("frame.html") if here.session else RedirectResponse("/login", 303)


def message_page(here: Visit, message: MessageView, status: int = 200, **extra: object) -> Response:
    """One message with its timeline and the acts that are open."""
    codes = [code for code in here.console.catalogue.languages if code != here.words.language]
    about = here.desk.message(here.officer, message.refers_to) if message.refers_to else None
    context: dict[str, object] = {
        "m": message,
        "about": about,
        "about_r": about and here.rendered(about.body, under=about.charter_version),
        "r": here.rendered(message.body, under=message.charter_version),
        "drill": message.drill,
        "retype": here.read_back_of(message),
        "reasons": DECLINE_REASONS,
        "open_answers": OPEN_ANSWERS,
        "answer_error": "",
        "error": "",
        "recipient": "",
        "hide": (),
        "hide_more": "",
        "others": [
            (code, here.rendered(message.body, code, message.charter_version)) for code in codes
        ],
        "direction": direction,
    }
    return here.page("message.html", status, **(context | extra))


async def message(request: Request) -> Response:
    """One message.  Reading this page opens nothing: opening is an act of its own."""
    here = only_officer(request)
    return message_page(here, here.desk.message(here.officer, unslug(request.path_params["id"])))


def read_back_page(
    here: Visit,
    message: MessageView,
    inputs: Mapping[str, str],
    mismatches: tuple[tuple[str, str, str, int | None], ...] = (),
    status: int = 200,
) -> Response:
    """Empty fields for what is critical; the received values are not on this page."""
    fields = here.read_back_of(message)
    return here.page(
        "read_back.html",
        status,
        m=message,
        r=here.rendered(message.body, under=message.charter_version),
        fields=fields,
        hidden=frozenset(field.name for field in fields),
        inputs=dict(inputs),
        # What was expected is not shown: a mismatch must not teach the right value.
        wrong={name: (got, apart) for name, _, got, apart in mismatches},
        labels=labels(here, message.form),
        choices=choices,
        parts=parts,
        role_options=role_options(here),
        drill=message.drill,
    )


async def read_back(request: Request) -> Response:
    """Where the critical fields are re-entered."""
    here = only_officer(request)
    found = here.desk.message(here.officer, unslug(request.path_params["id"]))
    if found.ours or not here.read_back_of(found):
        raise LocalProtocolError("this message asks for no read-back")
    return read_back_page(here, found, {})


def choices(field: Field) -> list[tuple[str, str]]:
    """The codes that a selection offers with the keys of their words; unknown is a legal answer."""
    base = ("yes", "no") if field.type == "ynu" else field.choices
    vocabulary = field.vocabulary or "ynu"
    found = [(code, f"choice-{vocabulary}-{code}") for code in base if code != UNKNOWN]
    return [*found, (UNKNOWN, "choice-unknown")] if field.unknown_ok or UNKNOWN in base else found


def role_options(here: Visit) -> list[tuple[str, str]]:
    """The roles that may be addressed: the catalogue's in words, the charter's as written."""
    own = [role for role in here.view.roles if role not in ROLES]
    return [(role, here.words(f"role-{role}")) for role in ROLES] + [(role, role) for role in own]


def labels(here: Visit, form: str) -> dict[str, str]:
    """What each field of a form is called in the desk's language."""
    known = here.console.catalogue.forms.get(form)
    return {f.name: here.words(f"field-{f.word}") for f in known.fields} if known else {}


async def compose_list(request: Request) -> Response:
    """All forms that an officer may write, the most urgent first, or those that are looked for."""
    here = only_officer(request)
    known = here.console.catalogue
    forms = [form for form in known.forms.values() if known.offers(form)]
    asked = request.query_params.get("q", "").strip()
    found = matching(forms, asked, lambda form: here.words(form.name_key))
    if asked and len(found) == 1:
        return RedirectResponse(f"/compose/{found[0].code}", 303)
    notes = {form.code: known.review_note(form.code, here.words.language) for form in forms}
    said = {code: note for code, note in notes.items() if note}
    return here.page(
        "compose_list.html", at="compose", forms=forms, chapters=chapters(found), asked=asked,
        not_reviewed=said,
    )  # fmt: skip


def compose_page(
    here: Visit,
    form_code: str,
    *,
    draft: DraftView | None = None,
    inputs: Mapping[str, str] | None = None,
    step_back: bool = False,
) -> Response:
    """A form to fill in, with every value that was typed and the error at each field."""
    form = here.console.catalogue.forms.get(form_code)
    if form is None or not here.console.catalogue.offers(form):
        raise LocalProtocolError(
            f"there is no form {form_code} to write", remedy="choose from the list"
        )
    errors = draft.errors if draft is not None else ()
    return here.page(
        "compose.html",
        at="compose",
        form=form,
        draft=draft,
        inputs=dict(draft.inputs if draft is not None else inputs or {}),
        errors=errors,
        by_field={name.split(".")[0]: (message, remedy) for name, _, message, remedy in errors},
        labels=labels(here, form_code),
        role_options=role_options(here),
        choices=choices,
        parts=parts,
        drill=draft.drill if draft is not None else False,
        step_back=step_back,
        review_note=here.console.catalogue.review_note(form_code, here.words.language),
    )


async def compose(request: Request) -> Response:
    """A new message of one form; query parameters fill it in, `ref` first of all."""
    here = only_officer(request)
    given = {name: value for name, value in request.query_params.items() if name != "done"}
    return compose_page(here, request.path_params["form"], inputs=given)


async def step_back(request: Request) -> Response:
    """STEP BACK, one key away from any page: the form, filled in as far as it can be."""
    here = only_officer(request)
    inputs = {"since": iso_instant(here.view.now_ms // 60_000 * 60_000)}
    return compose_page(here, STEP_BACK, inputs=inputs, step_back=True)


async def draft(request: Request) -> Response:
    """A draft, to go on writing."""
    here = only_officer(request)
    found = here.desk.draft_view(
        here.officer, request.path_params["id"], language=here.words.language
    )
    return compose_page(here, found.form, draft=found)


def review_page(here: Visit, found: DraftView, status: int = 200, error: str = "") -> Response:
    """A draft as the other side will read it, in every language of the charter."""
    catalogue = here.console.catalogue
    codes = [here.words.language, *(c for c in here.view.languages if c != here.words.language)]
    alone = not found.needs_second
    return here.page(
        "review.html",
        status,
        at="compose",
        draft=found,
        form=catalogue.forms.get(found.form),
        readings=[(code, here.rendered(found.body or b"", code)) for code in codes],
        direction=direction,
        may_release=alone or found.drafter_id != here.officer.officer.id,
        has_passkey=any(
            key.site == here.request.url.hostname for key in here.desk.passkeys(here.officer)
        ),
        error=error,
        drill=found.drill,
        labels=labels(here, found.form),
    )


async def review(request: Request) -> Response:
    """The last look before a release."""
    here = only_officer(request)
    found = here.desk.draft_view(
        here.officer, request.path_params["id"], language=here.words.language
    )
    if found.errors or found.body is None:
        return compose_page(here, found.form, draft=found)
    return review_page(here, found)


async def alarm(request: Request) -> Response:
    """One alarm, read back before a person acknowledges it."""
    here = only_officer(request)
    for found in here.view.alarms:
        if str(found.id) == request.path_params["id"]:
            return here.page("alarm.html", a=found)
    return here.page(
        "error.html", 404, refresh="/frame", title_key="ui-alarm-gone", message="", remedy=""
    )


async def history(request: Request) -> Response:
    """Older messages, newest first."""
    here = only_officer(request)
    before = request.query_params.get("before", "")
    found = here.desk.messages(
        here.officer,
        before_serial=int(before) if before.isdecimal() and len(before) < 19 else None,
        limit=MESSAGES_PAGE_MAX,
    )
    older = min((m.serial for m in found), default=0) if len(found) == MESSAGES_PAGE_MAX else 0
    return here.page("history.html", at="desk", found=found, older=older)


async def watch(request: Request) -> Response:
    """The party's own watch log."""
    here = only_officer(request)
    lines = here.desk.watch_log(here.officer, limit=LOG_LINES_MAX)
    return here.page("watch.html", at="watch", lines=lines, error="")


async def relief(request: Request) -> Response:
    """Where the watch is handed over."""
    here = only_officer(request)
    return here.page("relief.html", at="watch", items=None, error="", login="")


async def card(request: Request) -> Response:
    """The call-back card: fingerprint and the numbers of the charter, whatever a message says."""
    return only_officer(request).page("card.html", at="card")


async def live(request: Request) -> Response:
    """The event stream of one tab.

    Without a session it says so and ends, since a page cannot see the status of a stream.
    """
    here = visit(request)
    last = request.headers.get("last-event-id") or request.query_params.get("after", "")
    console, session, terminal = here.console, here.session, here.terminal
    cookie = request.cookies.get(console.terminal_cookie, "")

    def allowed() -> bool:
        if session is not None:
            return console.desk.session(session.token) is not None
        return terminal is not None and console.desk.terminal(cookie) is not None

    after = int(last) if last.isdecimal() and len(last) < 19 else None
    stream: Response = EventStream(console.desk, after, console.shutdown, allowed)  # type: ignore[assignment]
    return stream


async def api_document(_request: Request) -> Response:
    """The API's OpenAPI document; it holds nothing secret and needs no log-in."""
    return Response(document(), media_type="application/json")


async def sign(request: Request) -> Response:
    """Whether the console answers at all: no view, no session, one word."""
    return JSONResponse({"console": "up", "language": language(request)})


ROUTES = [
    Route("/", desk),
    Route("/login", login),
    Route("/enrol", enrol),
    Route("/frame", frame),
    Route("/messages", history),
    Route("/messages/{id}", message),
    Route("/messages/{id}/read-back", read_back),
    Route("/compose", compose_list),
    Route("/compose/{form}", compose),
    Route("/step-back", step_back),
    Route("/drafts/{id}", draft),
    Route("/drafts/{id}/review", review),
    Route("/alarms/{id}", alarm),
    Route("/watch", watch),
    Route("/watch/relief", relief),
    Route("/card", card),
    Route("/live", live),
    Route("/up", sign),
    Route("/api/v1/openapi.json", api_document),
]
