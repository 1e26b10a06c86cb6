"""The two renderings that a person reads: the desk's page, and the command's plain lines."""

from functools import cache
from typing import Any

from jinja2 import Template

from directline.catalogue import Rendered, direction, load
from directline.catalogue.forms import Form
from directline.cli.texts import message_lines
from directline.console.jsonable import jsonable
from directline.console.rendering import Words, environment
from directline.wire.body import Body
from directline.wire.codec import Value
from tests.words.reader import Reader
from tests.words.visible import Seen, readings_of, rows_of_lines

PARTIES = ("ALPHA", "BRAVO", "CHARLIE")
MOSCOW_MIN = 180
"""A local time beside each instant: it must not be taken for the instant."""


def rendered(form: Form, values: tuple[Value, ...], language: str) -> Rendered:
    """A message as the catalogue renders it."""
    body = Body(form.code, form.version, values)
    return load().render(body, language, local_offset=MOSCOW_MIN, parties=PARTIES)


@cache
def _template() -> Template:
    """What every page of the desk that shows a message has in it."""
    return environment().from_string(
        '{% import "parts.html" as parts with context %}{{ parts.rendered(r) }}'
    )


@cache
def _frame(language: str) -> dict[str, Any]:
    return {"t": Words(load(), language), "lang": language, "dir": direction(language)}


def page(shown: Rendered, language: str) -> str:
    """The message as it stands on the desk's page."""
    return _template().render(_frame(language) | {"r": shown})


def rows_of_page(shown: Rendered, language: str) -> list[Seen]:
    """What is seen of it there."""
    (reading,) = readings_of(page(shown, language))
    assert reading.language == language
    return reading.rows


def rows_of_command(form: Form, shown: Rendered, language: str) -> list[Seen]:
    """What is seen of it in a terminal."""
    lines = message_lines({"form": form.code, "rendered": jsonable(shown)})[1:]
    marks = "    ", "  "
    plain = [line.removeprefix(marks[0]).removeprefix(marks[1]) for line in lines]
    reader = Reader(language, PARTIES)
    return rows_of_lines(plain, [reader.label(field) for field in form.fields])
