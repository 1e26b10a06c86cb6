"""The API's OpenAPI document: written by hand, kept in the package, checked by a test."""

from functools import cache
from importlib.resources import files


@cache
def document() -> bytes:
    """The text of `openapi.json`."""
    return files("directline.console").joinpath("openapi.json").read_bytes()
