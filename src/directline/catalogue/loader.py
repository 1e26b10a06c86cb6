"""Reads the packaged forms and words: the one place of this room that touches files."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import parse_form
from directline.catalogue.reviews import Reviews, parse_reviews, words_digest
from directline.catalogue.words import LANGUAGES, Words

ORDER = "I L A S H Q U X".split()
"""Chapters as a list shows them.

Encounters, line, activities, launches, people, questions, undertakings, cross-domain.
"""

DESK_WORDS = "desk.ftl"
"""Words of the desk alone: in no charter's digest, for they carry no meaning of a message."""

_PACKAGE = "directline.catalogue"


@cache
def word_files(language: str) -> Mapping[str, str]:
    """The Fluent texts of a language, by file name."""
    folder = files(_PACKAGE).joinpath("words", language)
    return {
        item.name: item.read_text("utf-8")
        for item in folder.iterdir()
        if item.name.endswith(".ftl")
    }


@cache
def load(profiles: frozenset[str] = frozenset()) -> Catalogue:
    """The catalogue of this release, with these profiles turned on beside the core.

    The words of a language are parsed at their first use.
    """
    whole = _packaged()
    return replace(whole, profiles=profiles) if profiles else whole


@cache
def _packaged() -> Catalogue:
    sources = {
        item.name: item.read_text("utf-8")
        for item in files(_PACKAGE).joinpath("forms").iterdir()
        if item.name.endswith(".toml")
    }
    forms = [parse_form(text, name) for name, text in sources.items()]
    forms.sort(key=lambda f: (ORDER.index(f.code[0]), int(f.code[1:])))
    covered = {f"forms/{name}": text for name, text in sources.items()}
    digests: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        texts = word_files(language)
        covered |= {f"words/{language}/{n}": t for n, t in texts.items() if n != DESK_WORDS}
        whole = words_digest("".join(t for n, t in sorted(texts.items()) if n != DESK_WORDS))
        digests |= {(form.code, language): whole for form in forms}
    reviewed = parse_reviews(files(_PACKAGE).joinpath("reviews.toml").read_text("utf-8"))
    return Catalogue(
        forms={form.code: form for form in forms},
        words=Words(word_files),
        reviews=Reviews(reviewed, digests),
        files=covered,
    )
