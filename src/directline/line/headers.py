"""The header of an entry, parsed once: a line looks at the same signed bytes again and again."""

from functools import lru_cache

from directline.wire.entry import Header

HEADERS_MAX = 4_096
"""Headers kept, some 2 KB each: what is on its way to all peers, and a good part of a day."""


@lru_cache(maxsize=HEADERS_MAX)
def header_of(signed: bytes) -> Header:
    """The header of signed bytes.

    Raises:
        RemoteProtocolError: not the one spelling of a header.
    """
    return Header.parse(signed)
