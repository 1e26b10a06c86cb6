"""The titles of forms, for the report: only from the very catalogue that the charter pins."""

from collections.abc import Callable

from directline.catalogue import load

TitleOf = Callable[[str, int], str | None]
"""The title of a form by code and version: None when unknown, empty when not looked up."""


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
