"""The reading copy's own words, in every language of the catalogue."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from directline.catalogue.words import LANGUAGES, Words
from directline.errors import LocalProtocolError


@cache
def _texts(language: str) -> Mapping[str, str]:
    name = f"{language}.ftl"
    return {name: files("directline.copies").joinpath("words", name).read_text("utf-8")}


WORDS = Words(_texts)
"""English stands in where a language lacks a word, and is marked."""


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
