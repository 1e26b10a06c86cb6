"""Titles of forms and labels of fields: only from the very catalogue that the charter pins."""

from collections.abc import Callable

from directline.catalogue import Catalogue, load, of_charter
from directline.wire.charter import Charter

TitleOf = Callable[[str, int], str | None]
"""The title of a form by code and version: None when unknown, empty when not looked up."""

LabelOf = Callable[[str, int, int], str]
"""The label of a field by the form's code and version and its place there; empty: not known."""


def pinned(charter: Charter) -> Catalogue | None:
    """The catalogue that a charter names, if it pins this program's."""
    return of_charter(charter) if load().digest == charter.catalogue else None


def pinned_labels(charter: Charter) -> LabelOf:
    """English labels from this program's catalogue and the charter, if it pins that one."""
    catalogue = pinned(charter)
    forms = {} if catalogue is None else catalogue.ever()

    def label(code: str, version: int, index: int) -> str:
        form = forms.get((code, version))
        if catalogue is None or form is None or index >= len(form.fields):
            return ""
        return catalogue.word(f"field-{form.fields[index].word}", "en")

    return label


def pinned_titles(charter: Charter) -> TitleOf:
    """English titles from this program's catalogue and the charter, if it pins that one."""
    catalogue = pinned(charter)
    if catalogue is None:
        return _no_title
    forms = catalogue.ever()

    def title(code: str, version: int) -> str | None:
        form = forms.get((code, version))
        return None if form is None else catalogue.word(form.name_key, "en")

    return title


def _no_title(_code: str, _version: int) -> str:
    return ""
