"""Titles of forms and labels of fields: only from the very catalogue that the charter pins."""

from collections.abc import Callable

from directline.catalogue import load

TitleOf = Callable[[str, int], str | None]
"""The title of a form by code and version: None when unknown, empty when not looked up."""

LabelOf = Callable[[str, int, int], str]
"""The label of a field by the form's code and version and its place there; empty: not known."""


def pinned_labels(digest: bytes) -> LabelOf:
    """English labels from this program's catalogue, if it is the one with this digest."""
    catalogue = load()

    def label(code: str, version: int, index: int) -> str:
        form = catalogue.find(code, version) if catalogue.digest == digest else None
        if form is None or index >= len(form.fields):
            return ""
        return catalogue.word(f"field-{form.fields[index].word}", "en")

    return label


def pinned_titles(digest: bytes) -> TitleOf:
    """English titles from this program's catalogue, if it is the one with this digest."""
    catalogue = load()
    if catalogue.digest != digest:
        return _no_title

    def title(code: str, version: int) -> str | None:
        form = catalogue.find(code, version)
        return None if form is None else catalogue.word(form.name_key, "en")

    return title


def _no_title(_code: str, _version: int) -> str:
    return ""
