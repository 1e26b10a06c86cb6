"""Targets of keys kept elsewhere: what an agent answers, and how places are written."""

import struct

from directline.errors import ConfigError, CustodyError
from directline.station.agent import parse_identities, parse_signature
from directline.station.keyplaces import KeyPlace, parse_places
from tests.fuzz.target import Shape, Target


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _listed() -> tuple[bytes, ...]:
    other = _string(_string(b"ssh-rsa") + _string(b"n")) + _string(b"another kind")
    ours = _string(_string(b"ssh-ed25519") + _string(bytes(range(32)))) + _string(b"ours")
    return tuple(
        bytes((12,)) + struct.pack(">I", count) + keys
        for count, keys in ((0, b""), (1, ours), (3, other + ours + other))
    )


def _identities(data: bytes) -> None:
    assert all(len(public) == 32 for public in parse_identities(data))


def _signed() -> tuple[bytes, ...]:
    whole = _string(_string(b"ssh-ed25519") + _string(bytes(range(64))))
    return bytes((14,)) + whole, bytes((5,))


def _signature(data: bytes) -> None:
    assert len(parse_signature(data)) == 64


def _place(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = parse_places({"identity": text})["identity"]
    assert KeyPlace.parse(str(found)) == found


def _places() -> tuple[bytes, ...]:
    return (
        b"pkcs11:token=ALPHA;object=identity?module-path=/usr/lib/softhsm/libsofthsm2.so",
        b"pkcs11:serial=1%3B2;id=%01?module-path=/a%20b.so",
        b"ssh-agent:SHA256:" + b"A" * 43 + b"?socket=/run/agent",
    )


TARGETS = (
    Target("keys.identities", _identities, (CustodyError,), 4_096, _listed,
           ("station.agent.parse_identities",), quick=60),
    Target("keys.signature", _signature, (CustodyError,), 512, _signed,
           ("station.agent.parse_signature",), quick=60),
    Target("keys.place", _place, (ConfigError,), 1_100, _places,
           ("station.keyplaces.KeyPlace.parse", "station.keyplaces.parse_places"), Shape.TEXT,
           quick=60),
)  # fmt: skip
