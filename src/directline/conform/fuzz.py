"""Mutations of what is right: for bytes that nearly are."""

from random import Random

EDGES = (0, 1, 0x17, 0x18, 0x1B, 0x1F, 0x40, 0x5F, 0x7F, 0x80, 0x9F, 0xBF, 0xC0, 0xF7, 0xFB, 0xFF)
"""Heads of CBOR and the ends of ranges."""
GROWTH_MAX = 64


def mutated(data: bytes, chance: Random) -> bytes:
    """The bytes with one to four things wrong."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _flip(data: bytes, chance: Random) -> bytes:
    if not data:
        return b"\x00"
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _edge(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.choice(EDGES)]) + data[at + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randint(1, GROWTH_MAX)) + data[at:]


def _remove(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randint(1, 8) :]


def _double(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    part = data[at : at + chance.randint(1, GROWTH_MAX)]
    return data[:at] + part + part + data[at + len(part) :]


def _large(data: bytes, chance: Random) -> bytes:
    """A length or number far too high, where one may stand."""
    at = chance.randrange(len(data) + 1)
    head = chance.choice((b"\x1b", b"\x3b", b"\x5b", b"\x7b", b"\x9b"))
    return data[:at] + head + b"\xff" * chance.choice((4, 8)) + data[at:]


_WAYS = (_flip, _flip, _edge, _cut, _insert, _remove, _double, _large)
