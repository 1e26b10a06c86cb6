"""The reading copy's own words, in every language of the catalogue."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from directline.catalogue import load
from directline.catalogue.reviews import COPY, Reviews, words_digest
from directline.catalogue.words import LANGUAGES, Words
from directline.errors import LocalProtocolError


@cache
def _texts(language: str) -> Mapping[str, str]:
    name = f"{language}.ftl"
    return {name: files("directline.copies").joinpath("words", name).read_text("utf-8")}


WORDS = Words(_texts)
"""English stands in where a language lacks a word, and is marked."""


def review_note(language: str) -> str:
    """What a reader is told of the copy's own words while nobody has reviewed them."""
    catalogue = load()
    digest = words_digest(_texts(language)[f"{language}.ftl"])
    reviews = Reviews(catalogue.reviews.reviews, {(COPY, language): digest})
    note = reviews.note(COPY, language)
    return catalogue.word(note, language) if note else ""


def checked(language: str) -> str:
    """The language, if a copy can be made in it.

    Raises:
        LocalProtocolError: it cannot.
    """
    if language not in LANGUAGES:
        raise LocalProtocolError(
            f"no reading copy in the language {language[:16]!r}",
            remedy=f"the languages are {', '.join(LANGUAGES)}",
        )
    return language
