"""The list of forms that an officer may write: urgent ones, then chapters; found by words."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from directline.catalogue import OWN, Form
from directline.catalogue.loader import ORDER

ASKED_CHARS_MAX = 100
"""What a person types to find a form."""
URGENT = "urgent"

Name = Callable[[Form], str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Forms under one heading: the word `ui-chapter-<id>`."""

    id: str
    forms: tuple[Form, ...]


def chapters(forms: Iterable[Form]) -> tuple[Chapter, ...]:
    """The forms under their headings.

    FLASH and what saves lives stand first, the most urgent above; the others by chapter and number,
    the parties' own last.
    """
    given = list(forms)
    urgent = [form for form in given if is_urgent(form)]
    urgent.sort(key=lambda form: -form.precedence)
    found = [Chapter(URGENT, tuple(urgent))]
    for letter in (*ORDER, OWN):
        rest = tuple(f for f in given if not is_urgent(f) and chapter_of(f) == letter)
        found.append(Chapter(letter, rest))
    return tuple(chapter for chapter in found if chapter.forms)


def is_urgent(form: Form) -> bool:
    """Whether a form rings, or saves lives and cannot wait; a line test can."""
    return form.precedence.name == "FLASH" or (
        form.life_saving and form.precedence.name == "IMMEDIATE"
    )


def chapter_of(form: Form) -> str:
    """The chapter of a form: its code's letter, or that it is the parties' own."""
    return OWN if form.profile == OWN else form.code[0]


def matching(forms: Sequence[Form], asked: str, name: Name) -> list[Form]:
    """The forms that somebody looks for: a code, or words of its name in any order."""
    wanted = _plain(asked[:ASKED_CHARS_MAX])
    exact = [form for form in forms if _plain(form.code) == wanted]
    if exact:
        return exact
    words = wanted.split()
    texts = [(form, _plain(f"{form.code} {name(form)}")) for form in forms]
    return [form for form, text in texts if all(word in text for word in words)]


def _plain(text: str) -> str:
    """Without case, accents and vowel marks, which nobody types in a hurry."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()
