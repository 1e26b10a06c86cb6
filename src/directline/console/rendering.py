"""Turning views into HTML: the Jinja2 environment and the few filters that the templates use.

Autoescape is on and an undefined name is an error.  Instants are shown in UTC with ASCII digits in
every language; ages and countdowns carry the instant, so that the page's own script moves them on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from directline.catalogue import Catalogue
from directline.catalogue.measures import distance
from directline.station.views import MessageView, StepView

PRECEDENCES = ("routine", "priority", "immediate", "flash")
LETTERS = ("R", "P", "O", "Z")
"""ACP 121 prosigns: the second mark of a precedence beside its colour and its word."""

LADDER = ("delivered", "opened", "understood", "passed", "answered")
"""Steps of an addressee that a list shows; level 2 to level 6."""


def environment() -> Environment:
    """The templates of the package, escaping always."""
    env = Environment(
        loader=PackageLoader("directline.console", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        instant=instant, clock=clock, since=since, until=until, slug=slug, other=other, span=span
    )
    env.globals.update(precedences=PRECEDENCES, letters=LETTERS, ladder=LADDER, distance=distance)
    return env


def utc(ms: int) -> datetime:
    """An instant as a date; instants that no calendar holds become its ends."""
    return datetime.fromtimestamp(min(max(ms, 0), 253_402_300_799_000) / 1000, UTC)


def local_offset_min(ms: int) -> int:
    """Minutes east of UTC of this machine's own zone at an instant, across summer-time changes."""
    offset = utc(ms).astimezone().utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def local_offset(now_ms: int) -> Callable[[int], int] | None:
    """How to show local time beside UTC; None where this machine keeps UTC all year round."""
    half_year_ms = 182 * 86_400_000
    away = any(local_offset_min(at) for at in (now_ms, now_ms - half_year_ms))
    return local_offset_min if away else None


def instant(ms: int | None) -> Markup:
    """`2026-11-21 22:30:05Z`, left to right in every language; nothing is never blank."""
    if ms is None:
        return Markup('<span class="none">&ndash;</span>')
    text = utc(ms).strftime("%Y-%m-%d %H:%M:%SZ")
    return Markup('<time dir="ltr" datetime="{}">{}</time>').format(text.replace(" ", "T"), text)


def clock(ms: int | None, now_ms: int) -> Markup:
    """The time alone for the same UTC day, else the date with it."""
    if ms is None:
        return Markup('<span class="none">&ndash;</span>')
    at, now = utc(ms), utc(now_ms)
    text = at.strftime("%H:%M:%SZ" if at.date() == now.date() else "%m-%d %H:%MZ")
    full = at.strftime("%Y-%m-%d %H:%M:%SZ")
    return Markup('<time dir="ltr" datetime="{}" title="{}">{}</time>').format(
        full.replace(" ", "T"), full, text
    )


def span(ms: int, units: str) -> str:
    """`12 s`, `4 min 3 s`, `2 h 5 min`, `3 d 4 h` in the units of a language (`s|min|h|d`)."""
    s, minute, hour, day = units.split("|")
    total = max(0, ms // 1000)
    if total < 60:
        return f"{total} {s}"
    if total < 3600:
        return f"{total // 60} {minute} {total % 60} {s}"
    if total < 86400:
        return f"{total // 3600} {hour} {total % 3600 // 60} {minute}"
    return f"{total // 86400} {day} {total % 86400 // 3600} {hour}"


def since(ms: int | None, now_ms: int, units: str) -> Markup:
    """An age that the page keeps counting."""
    if ms is None:
        return Markup('<span class="none">&ndash;</span>')
    text = span(now_ms - ms, units)
    return Markup('<bdi class="n" data-since="{}">{}</bdi>').format(ms, text)


def until(ms: int, now_ms: int, units: str) -> Markup:
    """A countdown: minus before, plus after."""
    left = ms - now_ms
    late = left < 0
    text = ("+" if late else "\u2212") + span(abs(left), units)
    style = "n overdue" if late else "n"
    return Markup('<bdi class="{}" data-until="{}">{}</bdi>').format(style, ms, text)


def slug(message_id: str) -> str:
    """A message's name in an address: `ALPHA 2/12` is `ALPHA_2~12`."""
    return message_id.replace(" ", "_").replace("/", "~")


def unslug(text: str) -> str:
    """The message's name again."""
    return text.replace("_", " ").replace("~", "/")


def other(text: str, language: str = "") -> Markup:
    """Text that somebody typed: isolated, its own direction, never markup."""
    lang = Markup(' lang="{}"').format(language) if language else Markup("")
    return Markup('<bdi dir="auto"{}>{}</bdi>').format(lang, escape(text))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, as the templates call them."""

    catalogue: Catalogue
    language: str

    def __call__(self, key: str, /, **args: Any) -> str:
        """The text of a key; a missing one shows the key and another language, never nothing."""
        shown = {
            name: value if isinstance(value, int) else str(value) for name, value in args.items()
        }
        return self.catalogue.word(key, self.language, **shown)

    def of(self, key: str, args: Mapping[str, str]) -> str:
        """The text of a key with the arguments that the station gave."""
        return self.catalogue.word(key, self.language, **args)


def rung(message: MessageView, step: str) -> StepView | None:
    """The addressee's step of that name in a message, when it was reached."""
    for found in message.steps:
        if found.step == step and (found.their_ms is not None or found.our_ms is not None):
            return found
    return None


def marks(message: MessageView, words: Callable[..., str]) -> list[tuple[str, str]]:
    """The marks of a message as (kind, text); a kind is also a colour and a shape."""
    m = message
    held: tuple[tuple[object, str, str, dict[str, str]], ...] = (
        (m.drill, "drill", "ui-exercise", {}),
        (not m.stored, "bad", "ui-mark-not-stored", {}),
        (m.after_leaving, "bad", "ui-mark-after-leaving", {}),
        (m.overdue, "bad", "ui-mark-overdue", {}),
        (m.gap, "warn", "ui-mark-gap", {"ids": ", ".join(m.gap)}),
        (m.crossed, "warn", "ui-mark-crossed", {"ids": ", ".join(m.crossed)}),
        (m.late, "warn", "ui-mark-late", {}),
        (m.cancelled_by, "off", "ui-mark-cancelled", {"id": m.cancelled_by}),
        (m.to_narrow, "warn", "ui-mark-narrow", {}),
        (m.second_pending, "warn", "ui-mark-second", {}),
        (m.suspended_by, "warn", "ui-mark-suspended", {"parties": ", ".join(m.suspended_by)}),
        (m.closed, "done", "ui-mark-closed", {}),
    )
    return [(kind, words(key, **args)) for holds, kind, key, args in held if holds]
