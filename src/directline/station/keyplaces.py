"""Where a key is kept: the forms in which settings and commands name it.

    KeyPlace.parse("pkcs11:token=ALPHA;object=identity?module-path=/usr/lib/softhsm/libsofthsm2.so")
    KeyPlace.parse("ssh-agent:SHA256:wT3f...")         also with ?socket=/run/agent

`pkcs11:` is RFC 7512 with the attributes token, serial, object and id, and with module-path.
A PIN never stands here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote_to_bytes

from directline.errors import ConfigError

PLACE_CHARS_MAX = 1024
OUTSIDE = ("identity", "checkpoint", "cosigner")
"""Keys that may be kept elsewhere.  TLS needs its key in the process, and ML-DSA is on no token."""
_PATH = ("token", "serial", "object", "id")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_EXAMPLE = (
    "pkcs11:token=ALPHA;object=identity?module-path=/usr/lib/softhsm/libsofthsm2.so,"
    " or ssh-agent:SHA256:... as `ssh-add -l` prints it"
)


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """One key's place."""

    scheme: str
    """`pkcs11` or `ssh-agent`."""
    names: Mapping[str, bytes] = field(default_factory=dict)
    """What finds the key: attributes of token and object, or the agent key's fingerprint."""
    device: str = ""
    """The module's file, or the agent's socket; empty is the one that SSH_AUTH_SOCK names."""

    @classmethod
    def parse(cls, text: str, *, key: str = "key") -> Self:
        """The place that a text names.

        Raises:
            ConfigError: it names none; a PIN in it is never repeated.
        """
        if len(text) > PLACE_CHARS_MAX or not text.isprintable():
            raise ConfigError(f"{key}: not a place of a key", remedy=_EXAMPLE)
        scheme, _, rest = text.partition(":")
        path, _, query = rest.partition("?")
        if scheme == "pkcs11":
            return cls(
                scheme, _attributes(path, ";", _PATH, key), _device(query, "module-path", key)
            )
        if scheme == "ssh-agent" and _FINGERPRINT.fullmatch(path):
            socket = _device(query, "socket", key) if query else ""
            return cls(scheme, {"fingerprint": path.encode()}, socket)
        raise ConfigError(f"{key}: not a place of a key", remedy=_EXAMPLE)

    def label(self, name: str) -> str:
        """One attribute as a person reads it; empty if it is not named."""
        return self.names.get(name, b"").decode("utf-8", "replace")

    def __str__(self) -> str:
        if self.scheme == "ssh-agent":
            query = f"?socket={quote(self.device)}" if self.device else ""
            return f"ssh-agent:{self.label('fingerprint')}{query}"
        path = ";".join(f"{name}={quote(value, safe='')}" for name, value in self.names.items())
        return f"pkcs11:{path}?module-path={quote(self.device)}"

    def spoken(self) -> str:
        """The place in a few words, for alarms and logs."""
        if self.scheme == "ssh-agent":
            return f"ssh-agent, {self.label('fingerprint')[:15]}"
        token = self.label("token") or self.label("serial")
        named = self.label("object") or self.names.get("id", b"").hex()
        return f"token {token}, {named}"


def _attributes(text: str, between: str, known: tuple[str, ...], key: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in text.split(between):
        name, equals, value = part.partition("=")
        if name.startswith("pin-"):
            raise ConfigError(
                f"{key}: a PIN does not belong in settings or arguments",
                remedy="leave it out: the station asks, or reads it from --pin-fd",
            )
        if name not in known or not equals or not value or name in found:
            raise ConfigError(f"{key}: {name[:20]!r} is not understood here", remedy=_EXAMPLE)
        found[name] = unquote_to_bytes(value)
    if known is _PATH and not found.keys() & {"object", "id"}:
        raise ConfigError(f"{key}: it names no object on the token", remedy=_EXAMPLE)
    return found


def _device(query: str, name: str, key: str) -> str:
    value = _attributes(query, "&", (name,), key)[name].decode("utf-8", "replace")
    if not value.startswith("/"):
        raise ConfigError(f"{key}: {name} is a whole path", remedy=_EXAMPLE)
    return value


def parse_places(texts: Mapping[str, str]) -> dict[str, KeyPlace]:
    """The places of keys by name, as `--key NAME=PLACE` and `[keys]` give them.

    Raises:
        ConfigError: a key that cannot be kept elsewhere, or a text that names no place.
    """
    found = {}
    for name, text in texts.items():
        if name not in OUTSIDE:
            raise ConfigError(
                f"the key {name[:20]!r} cannot be kept elsewhere", remedy=", ".join(OUTSIDE)
            )
        found[name] = KeyPlace.parse(text, key=f"keys.{name}")
    return found
