"""Addresses as people write them, and what an error says about the network."""

import errno
import socket
import ssl

import pytest

from directline.bearers import Address, DialError
from directline.bearers.sockets import classify
from directline.errors import ConfigError, RemoteProtocolError, VerificationError


@pytest.mark.parametrize(
    ("text", "host", "port", "literal"),
    [
        ("192.0.2.1:7001", "192.0.2.1", 7001, True),
        ("[2001:db8::1]:7001", "2001:db8::1", 7001, True),
        (" host.example:0 ", "host.example", 0, False),
    ],
)
def test_an_address_reads_and_writes(text: str, host: str, port: int, literal: bool) -> None:
    address = Address.parse(text)
    assert (address.host, address.port, address.literal) == (host, port, literal)
    assert str(address) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "192.0.2.1", ":7001", "h:", "h:x", "h:70000", "2001:db8::1:7001", "h:\u0663"]
)
def test_what_is_no_address_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ConfigError, match="write 192"):
        Address.parse(text)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), DialError.REFUSED),
        (ConnectionResetError(errno.ECONNRESET, ""), DialError.REFUSED),
        (EOFError(), DialError.REFUSED),
        (OSError(errno.EHOSTUNREACH, ""), DialError.UNREACHABLE),
        (OSError(errno.ENETUNREACH, ""), DialError.OWN_NETWORK),
        (OSError(errno.EADDRNOTAVAIL, ""), DialError.OWN_NETWORK),
        (socket.gaierror(socket.EAI_AGAIN, ""), DialError.OWN_NETWORK),
        (TimeoutError(), DialError.TIMEOUT),
        (OSError(errno.ETIMEDOUT, ""), DialError.TIMEOUT),
        (ssl.SSLError(1, "alert"), DialError.TLS),
        (VerificationError("x", part="TLS certificate"), DialError.TLS),
        (RemoteProtocolError("x", rule="TLS-13"), DialError.TLS),
    ],
)
def test_errors_fall_into_five_classes(error: BaseException, kind: DialError) -> None:
    assert classify(error) is kind
