"""Sockets set up for a line: addresses, options, and what an error says about the network."""

import contextlib
import errno
import ipaddress
import socket
import ssl
import struct
from dataclasses import dataclass
from enum import StrEnum

from directline.bearers.limits import (
    KEEPALIVE_IDLE_S,
    LISTEN_BACKLOG,
    NOTSENT_LOWAT_BYTES,
    USER_TIMEOUT_MS,
)
from directline.errors import ConfigError

_PORT_MAX = 65_535
_TCP_NOTSENT_LOWAT = 25
_EXPEDITED = 0xB8
"""The DSCP mark EF; a network may take it off again."""
_PRIORITY = 6
"""The highest that Linux gives without privilege."""


class DialError(StrEnum):
    """Why a peer was not reached; "own-network" means that the trouble is on our side."""

    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    OWN_NETWORK = "own-network"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen or to dial."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Reads "192.0.2.1:7001", "[2001:db8::1]:7001" or "host.example:7001".

        Raises:
            ConfigError: the text is none of these.
        """
        host, colon, port = text.strip().rpartition(":")
        bracketed = host.startswith("[") and host.endswith("]")
        if bracketed:
            host = host[1:-1]
        if (
            not colon
            or not host
            or (":" in host and not bracketed)
            or not (port.isascii() and port.isdigit() and len(port) <= len(str(_PORT_MAX)))
            or int(port) > _PORT_MAX
        ):
            raise ConfigError(
                f"{text!r} is not an address", remedy="write 192.0.2.1:7001 or [2001:db8::1]:7001"
            )
        return cls(host, int(port))

    @property
    def literal(self) -> bool:
        """Whether the host is a number and needs no name service."""
        try:
            ipaddress.ip_address(self.host.partition("%")[0])
        except ValueError:
            return False
        return True


def open_listener(address: Address) -> socket.socket:
    """A listening socket.

    Raises:
        ConfigError: the address is not ours or in use.
    """
    try:
        found = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, place = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _no_listener(address, error) from error
    try:
        listener.setblocking(False)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(place)
        listener.listen(LISTEN_BACKLOG)
    except OSError as error:
        listener.close()
        raise _no_listener(address, error) from error
    return listener


def bound_address(sock: socket.socket) -> Address:
    """Where a socket is bound, with the port that the system chose."""
    name = sock.getsockname()
    return Address(name[0], name[1])


def tune(sock: socket.socket) -> None:
    """Sets what every connection of a line wants; what the system lacks is passed over."""
    sock.setblocking(False)
    options = [
        (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
        (socket.IPPROTO_TCP, _TCP_NOTSENT_LOWAT, NOTSENT_LOWAT_BYTES),
    ]
    for name, value in (
        ("TCP_KEEPIDLE", KEEPALIVE_IDLE_S),
        ("TCP_KEEPINTVL", 5),
        ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", USER_TIMEOUT_MS),
    ):
        option = getattr(socket, name, None)
        if option is not None:
            options.append((socket.IPPROTO_TCP, option, value))
    _set(sock, options)


def mark_urgent(sock: socket.socket) -> None:
    """Asks the network and the system to put this connection first; either may decline."""
    options = [(socket.IPPROTO_IP, socket.IP_TOS, _EXPEDITED)]
    if sock.family == socket.AF_INET6:
        options = [(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, _EXPEDITED)]
    priority = getattr(socket, "SO_PRIORITY", None)
    if priority is not None:
        options.append((socket.SOL_SOCKET, priority, _PRIORITY))
    _set(sock, options)


def reject(sock: socket.socket) -> None:
    """Closes with a reset, so that neither we nor the system keep anything of it."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


_OWN = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EMFILE})


def classify(error: BaseException) -> DialError:
    """What an error while dialling says."""
    if isinstance(error, ssl.SSLError):
        return DialError.TLS
    if isinstance(error, TimeoutError):
        return DialError.TIMEOUT
    if isinstance(error, socket.gaierror):
        return DialError.OWN_NETWORK
    if isinstance(error, ConnectionError | EOFError):
        return DialError.REFUSED
    if isinstance(error, OSError):
        return DialError.OWN_NETWORK if error.errno in _OWN else DialError.UNREACHABLE
    return DialError.TLS


def _set(sock: socket.socket, options: list[tuple[int, int, int]]) -> None:
    for level, option, value in options:
        with contextlib.suppress(OSError):
            sock.setsockopt(level, option, value)


def _no_listener(address: Address, error: OSError) -> ConfigError:
    return ConfigError(
        f"cannot listen at {address}: {error.strerror}",
        remedy="stop the program that uses this port, or name another address",
    )
