"""The catalogue that a charter names: the core, its profiles, and the parties' own forms.

catalogue = of_charter(charter)          what is on under the version in force
catalogue.under(2).find("A1", 1)         what an entry of charter version 2 could be
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import CORE, Form
from directline.catalogue.loader import from_carried, load, with_forms
from directline.catalogue.own import readable, words_of
from directline.catalogue.words import Words
from directline.wire.agreedforms import FormFiles, form_digest
from directline.wire.charter import Charter

_Said = tuple[tuple[int, bytes, tuple[str, ...], FormFiles], ...]
"""Of each version: number, pinned catalogue, profiles and files."""

CATALOGUES_MAX = 8
"""Charters whose catalogue is kept ready: a process reads few lines at a time."""


def of_charter(charter: Charter, kept: Mapping[bytes, bytes] | None = None) -> Catalogue:
    """The forms and words that this version of a charter names, and through it all it holds.

    Total: a file that is no form is left out, and what it would have read is shown raw.

    Args:
        charter: With all its versions.
        kept: Catalogues of other releases by their digest, as a station keeps them.
    """
    held = {one.version: one for one in (*charter.versions, charter)}
    said = tuple((v, held[v].catalogue, held[v].profiles, held[v].form_files) for v in sorted(held))
    others = tuple(sorted((kept or {}).items()))
    return _chartered(said, charter.texts, others).under(charter.version)


@lru_cache(maxsize=CATALOGUES_MAX)
def _chartered(
    said: _Said, texts: tuple[str, ...], kept: tuple[tuple[bytes, bytes], ...]
) -> Catalogue:
    others = {pin: from_carried(data) for pin, data in kept}
    by_digest = {form_digest(text): text for text in texts}
    files = {
        name: by_digest[digest]
        for _, _, _, named in said
        for name, digest in named
        if digest in by_digest
    }
    own = dict(readable(files))
    views: dict[int, Catalogue] = {}
    for version, pin, profiles, named in said:
        whole = others.get(pin, load())
        words = _words(whole, files) if files else whole.words
        forms = _on(whole, {CORE, *profiles}, own, named)
        view = replace(with_forms(whole, forms), words=words, versions=views)
        view.take_units(whole.units, whole.digest)
        views[version] = view
    return views[said[-1][0]]


def _on(
    whole: Catalogue, profiles: set[str], own: Mapping[str, Form], named: FormFiles
) -> Iterator[Form]:
    yield from (form for form in whole.every.values() if form.profile in profiles)
    # Of two files of one form the first counts, on every station.
    taken: set[tuple[str, int]] = set()
    for name, _ in named:
        form = own.get(name)
        if form is not None and (form.code, form.version) not in taken:
            taken.add((form.code, form.version))
            yield form


def _words(whole: Catalogue, files: Mapping[str, str]) -> Words:
    """The catalogue's words, then the parties' own, which have other keys."""
    return Words(lambda language: {**whole.words.source(language), **words_of(files, language)})
