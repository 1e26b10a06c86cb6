"""What a charter says of forms beside the catalogue's core: profiles, and the parties' own files.

The twelfth item of a charter, which is left out where neither is there [CHARTER-10].
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from directline.errors import RemoteProtocolError
from directline.wire.codec import Value, array, items, octets, text
from directline.wire.limits import (
    FORM_FILE_BYTES_MAX,
    FORM_FILES_BYTES_MAX,
    FORM_FILES_MAX,
    HASH_BYTES,
    PROFILES_MAX,
)
from directline.wire.suite import REAL_SUITE

NAME_CHARS_MAX = 80
FormFiles = tuple[tuple[str, bytes], ...]
"""(name, SHA-256 of its text), by name."""

_PROFILE = re.compile(r"[a-z][a-z-]{1,39}", re.ASCII)
_FILE = re.compile(
    r"forms/[a-z0-9][a-z0-9-]{0,39}\.toml"
    r"|words/[A-Za-z0-9][A-Za-z0-9-]{0,15}/[a-z0-9][a-z0-9-]{0,39}\.ftl",
    re.ASCII,
)
_RULE = "CHARTER-10"
Text = TypeVar("Text", str, bytes)


def is_file_name(name: str) -> bool:
    """Whether a file of the parties' own forms may be called so."""
    return _FILE.fullmatch(name) is not None


def form_digest(content: str) -> bytes:
    """What a charter holds of such a file."""
    return REAL_SUITE.sha256(content.encode())


def agreed_value(profiles: tuple[str, ...], files: FormFiles) -> tuple[Value, ...]:
    """The charter's last item, where there is anything to say."""
    return ((profiles, files),) if profiles or files else ()


def agreed_of(values: tuple[Value, ...]) -> tuple[tuple[str, ...], FormFiles]:
    """The inverse of `agreed_value`.

    Raises:
        RemoteProtocolError: not as they must stand [CHARTER-10].
    """
    if not values:
        return (), ()
    parts = array(values[0], 2, _RULE)
    profiles = tuple(text(item, 40, _RULE) for item in items(parts[0], PROFILES_MAX, _RULE))
    if not all(map(_PROFILE.fullmatch, profiles)) or "core" in profiles or not _rising(profiles):
        raise RemoteProtocolError("profiles: each once, in order, and not core", rule=_RULE)
    files = []
    for item in items(parts[1], FORM_FILES_MAX, _RULE):
        name, digest = array(item, 2, _RULE)
        files.append((text(name, NAME_CHARS_MAX, _RULE), octets(digest, HASH_BYTES, _RULE)))
    names = [name for name, _ in files]
    if not all(map(is_file_name, names)) or not _rising(names):
        raise RemoteProtocolError("files of forms: each once, in order of names", rule=_RULE)
    if not profiles and not files:
        raise RemoteProtocolError("says nothing of forms, and must then be left out", rule=_RULE)
    return profiles, tuple(files)


def texts_value(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts as they travel with a charter: each once, in order of their digests."""
    return tuple(sorted(dict.fromkeys(texts), key=form_digest))


def texts_of(value: Value) -> tuple[str, ...]:
    """The texts that travel with a charter.

    Raises:
        RemoteProtocolError: out of bounds or out of order [CHARTER-11].
    """
    rule = "CHARTER-11"
    found = tuple(
        text(item, FORM_FILE_BYTES_MAX, rule) for item in items(value, FORM_FILES_MAX, rule)
    )
    sizes = [len(one.encode()) for one in found]
    if not found or max(sizes) > FORM_FILE_BYTES_MAX or sum(sizes) > FORM_FILES_BYTES_MAX:
        raise RemoteProtocolError("the files of forms are out of bounds", rule=rule)
    if not _rising([form_digest(one) for one in found]):
        raise RemoteProtocolError("files of forms: each once, in order of digests", rule=rule)
    return found


def check_texts(texts: tuple[str, ...], named: Sequence[FormFiles]) -> None:
    """Whether exactly the files that some version names travel with the charter.

    Raises:
        RemoteProtocolError: one is missing, or is named by none [CHARTER-11].
    """
    wanted = {digest for files in named for _, digest in files}
    if wanted != {form_digest(one) for one in texts}:
        raise RemoteProtocolError(
            "the files beside a charter are not those that it names", rule="CHARTER-11"
        )


def renamed(versions: Sequence[FormFiles]) -> str:
    """The first name that two versions of a charter have for two texts; empty: none [AMEND-9]."""
    held: dict[str, bytes] = {}
    return next(
        (
            name
            for files in versions
            for name, digest in files
            if held.setdefault(name, digest) != digest
        ),
        "",
    )


def _rising(values: Sequence[Text]) -> bool:
    return list(values) == sorted(set(values))
