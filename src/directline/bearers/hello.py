"""The first units of a connection: who, for which line and class, and which one is chosen."""

import struct
from dataclasses import dataclass

from directline.errors import RemoteProtocolError

VERSION = 1
LINE_BYTES = 16
RUN_BYTES = 8

_HELLO = struct.Struct(">2sBBH16s")
_CHOICE = struct.Struct(">2s8sI")
_HELLO_MAGIC = b"DH"
_CHOICE_MAGIC = b"DC"

CHOICE_NUMBER_MAX = 2**32 - 1
"""One choice a second lasts for 136 years."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Says for what a connection is meant and who says so."""

    line: bytes
    party: int
    urgent: bool

    def encode(self) -> bytes:
        """The unit."""
        return _HELLO.pack(_HELLO_MAGIC, VERSION, self.urgent, self.party, self.line)


@dataclass(frozen=True, slots=True)
class Choice:
    """The senior party's word that this connection is the one; a later number replaces it."""

    run: bytes
    number: int

    def encode(self) -> bytes:
        """The unit."""
        return _CHOICE.pack(_CHOICE_MAGIC, self.run, self.number)


def decode_hello(unit: bytes) -> Hello:
    """Reads a hello.

    Raises:
        RemoteProtocolError: the unit is no hello of our version.
    """
    if len(unit) != _HELLO.size or unit[:2] != _HELLO_MAGIC:
        raise RemoteProtocolError("the first unit is no hello", rule="TLS-11", excerpt=unit)
    _, version, urgent, party, line = _HELLO.unpack(unit)
    if version != VERSION:
        raise RemoteProtocolError(
            f"the peer speaks version {version} of the bearer", rule="TLS-12", excerpt=unit
        )
    if urgent > 1:
        raise RemoteProtocolError("no such class of connection", rule="TLS-11", excerpt=unit)
    return Hello(line, party, bool(urgent))


def decode_choice(unit: bytes) -> Choice:
    """Reads a choice.

    Raises:
        RemoteProtocolError: the unit is none.
    """
    if len(unit) != _CHOICE.size or unit[:2] != _CHOICE_MAGIC:
        raise RemoteProtocolError("the second unit is no choice", rule="TLS-15", excerpt=unit)
    _, run, number = _CHOICE.unpack(unit)
    return Choice(run, number)
