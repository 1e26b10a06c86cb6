"""A plain connection beside the line's own, for what a stranger may try."""

import contextlib
import socket
import ssl
from typing import Self

from directline.bearers.framing import UnitDecoder
from directline.conform.peer import Peer
from directline.errors import RemoteProtocolError

CLOSED_S = 2.0
"""How long a connection that breaks a rule may stay open."""


class Stranger:
    """A plain blocking connection, apart from the line's own."""

    def __init__(self, peer: Peer, context: ssl.SSLContext | None = None) -> None:
        assert peer.net.target is not None
        target = peer.net.target
        self.peer = peer
        try:
            self.end: socket.socket = socket.create_connection(
                (target.host, target.port), timeout=3.0
            )
        except ConnectionResetError:
            # Taken and reset before we looked: one that was closed at once, and reads as such.
            self.end = socket.socket()
            return
        if context is not None:
            try:
                self.end = context.wrap_socket(self.end)
            except (OSError, ValueError):
                self.end.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end.close()

    def say(self, data: bytes) -> None:
        """Send, whatever becomes of it."""
        with contextlib.suppress(OSError):
            self.end.sendall(data)

    def closed_within(self, seconds: float) -> bool:
        """Whether the other side closes, while the line goes on."""
        self.end.setblocking(False)
        return self.peer.wait(self._ended, seconds)

    def units(self, count: int, seconds: float = CLOSED_S) -> list[bytes]:
        """The units that come, at most so many."""
        decoder, found = UnitDecoder(), []
        self.end.setblocking(False)

        def read() -> bool:
            with contextlib.suppress(BlockingIOError, ssl.SSLWantReadError, RemoteProtocolError):
                try:
                    found.extend(decoder.feed(self.end.recv(4_096)))
                except OSError as error:
                    if isinstance(error, BlockingIOError | ssl.SSLWantReadError):
                        raise
                    return True
            return len(found) >= count

        self.peer.wait(read, seconds)
        return found

    def _ended(self) -> bool:
        try:
            return self.end.recv(4_096) == b""
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True
