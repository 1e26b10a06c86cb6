"""Reads the packaged forms and words: the one place of this room that touches files."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import CORE, OWN, Form, parse_form
from directline.catalogue.pinned import carried_digest, carried_units
from directline.catalogue.reviews import DESK, Reviews, parse_reviews, words_digest
from directline.catalogue.words import LANGUAGES, Words
from directline.errors import ConfigError

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
def load(profiles: frozenset[str] | None = None) -> Catalogue:
    """The catalogue of this release: whole, or its core with these profiles turned on.

    A line's own is that which its charter names: `of_charter`.
    The words of a language are parsed at their first use.
    """
    whole = _packaged()
    if profiles is None:
        return whole
    on = {CORE, *profiles}
    return with_forms(whole, (form for form in whole.every.values() if form.profile in on))


def with_forms(catalogue: Catalogue, forms: Iterable[Form]) -> Catalogue:
    """The same words with these forms alone."""
    every = {(form.code, form.version): form for form in forms}
    return replace(catalogue, forms=newest(every.values()), every=every)


def newest(forms: Iterable[Form]) -> dict[str, Form]:
    """The newest version of each form by its code, in the order in which a list shows them."""
    ordered = sorted(forms, key=lambda form: (*_place(form), form.version))
    return {form.code: form for form in ordered}


def _place(form: Form) -> tuple[int, int, str]:
    """Chapter and number; the parties' own, and chapters of other releases, stand last."""
    if form.profile == OWN or form.code[0] not in ORDER or not form.code[1:].isdigit():
        return len(ORDER), 0, form.code
    return ORDER.index(form.code[0]), int(form.code[1:]), form.code


@lru_cache(maxsize=4)
def from_carried(data: bytes) -> Catalogue:
    """The catalogue of another release, from all of its units; the desk's own words are ours.

    Raises:
        RemoteProtocolError: not such bytes.
    """
    units = carried_units(data)
    forms, words = [], dict[str, list[str]]()
    for name, text in units.items():
        if name.startswith("forms/"):
            with contextlib.suppress(ConfigError):
                forms.append(parse_form(text, name))
        else:
            words.setdefault(name.rpartition("/")[2], []).append(text)

    def source(language: str) -> Mapping[str, str]:
        # The first of two words of one key counts: theirs stand first.
        return {"0.ftl": "".join(words.get(language, ()))} | dict(word_files(language))

    every = {(form.code, form.version): form for form in forms}
    made = replace(
        _packaged(), forms=newest(forms), every=every, words=Words(source), files={},
        reviews=Reviews((), {}),
    )  # fmt: skip
    made.take_units(units, carried_digest(data))
    return made


@cache
def _packaged() -> Catalogue:
    sources = {
        item.name: item.read_text("utf-8")
        for item in files(_PACKAGE).joinpath("forms").iterdir()
        if item.name.endswith(".toml")
    }
    forms = [parse_form(text, name) for name, text in sources.items()]
    every = {(form.code, form.version): form for form in forms}
    covered = {f"forms/{name}": text for name, text in sources.items()}
    digests: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        texts = word_files(language)
        covered |= {f"words/{language}/{n}": t for n, t in texts.items() if n != DESK_WORDS}
        whole = words_digest("".join(t for n, t in sorted(texts.items()) if n != DESK_WORDS))
        digests |= {(form.code, language): whole for form in forms}
        digests[DESK, language] = words_digest(texts[DESK_WORDS])
    reviewed = parse_reviews(files(_PACKAGE).joinpath("reviews.toml").read_text("utf-8"))
    return Catalogue(
        forms=newest(forms),
        every=every,
        words=Words(word_files),
        reviews=Reviews(reviewed, digests),
        files=covered,
    )
