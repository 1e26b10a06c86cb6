"""The guard in tests/conftest.py holds: no test reaches beyond this machine."""

import socket

import pytest


def test_connecting_beyond_loopback_is_refused() -> None:
    with socket.socket() as outside, pytest.raises(RuntimeError, match="only loopback"):
        outside.connect(("192.0.2.1", 80))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(RuntimeError, match="only loopback"):
        socket.getaddrinfo("example.invalid", 80)


def test_loopback_is_open() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
