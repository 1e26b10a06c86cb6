"""The header of an entry, parsed once: checkers look at the same bytes again and again."""

from functools import lru_cache

from directline.wire.entry import Header


@lru_cache(maxsize=4096)
def header_of(signed: bytes) -> Header:
    """The header of signed bytes."""
    return Header.parse(signed)
