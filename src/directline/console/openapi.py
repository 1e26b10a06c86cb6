"""The API's OpenAPI document: hand-written in `docs/`, checked by a test, built with the assets."""

from functools import cache
from importlib.resources import files


@cache
def document() -> bytes:
    """The text of `openapi.json`."""
    return files("directline.console").joinpath("static", "openapi.json").read_bytes()
