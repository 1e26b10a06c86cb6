"""One TLS connection of the kit: dialled or accepted, introduced, up, closed; never blocking.

Everything that `spec/bearers.md` asks of a side is done here step by step, so that a check can stop
at any of them.
"""

import contextlib
import socket
import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from directline.bearers.framing import TICK, UnitDecoder, frame_units
from directline.bearers.hello import Choice, Hello, decode_choice, decode_hello
from directline.conform.limits import READ_BYTES
from directline.errors import RemoteProtocolError


class Stage(Enum):
    """How far a connection has come."""

    TLS = "tls"
    HELLO = "hello"
    CHOICE = "choice"
    UP = "up"
    CLOSED = "closed"


@dataclass(slots=True)
class Side:
    """What a connection needs to know of us."""

    line: bytes
    own: int
    other: int
    choose: Callable[[], Choice] | None
    """Gives the next choice where we are the senior."""


@dataclass(slots=True, eq=False)
class Wire:
    """One connection."""

    tls: ssl.SSLSocket
    side: Side
    urgent: bool
    dialled: bool
    begun: float
    stage: Stage = Stage.TLS
    reason: str = ""
    units: deque[bytes] = field(default_factory=deque)
    """What came, in order."""
    waiting: bytearray = field(default_factory=bytearray)
    decoder: UnitDecoder = field(default_factory=UnitDecoder)
    heard: float = 0.0
    sent: float = 0.0
    known: bool = False
    """The tested station has shown on this connection that it knows our start."""
    greeted: bool = False
    """A heartbeat that names our start came on it."""
    beat_due: float = 0.0
    reading: bool = True
    up_at: float = 0.0
    choice: Choice | None = None
    longest: int = 0
    """The longest unit that came."""

    @classmethod
    def dial(
        cls, host: str, port: int, context: ssl.SSLContext, side: Side, *, urgent: bool, now: float
    ) -> "Wire":
        """Begin to connect.

        Raises:
            OSError: the system refuses at once.
        """
        plain = socket.create_connection((host, port), timeout=5.0)
        return cls._of(plain, context, side, urgent=urgent, dialled=True, now=now)

    @classmethod
    def accepted(
        cls, plain: socket.socket, context: ssl.SSLContext, side: Side, now: float
    ) -> "Wire":
        """A connection that the tested station has dialled."""
        return cls._of(plain, context, side, urgent=False, dialled=False, now=now)

    @classmethod
    def _of(
        cls, plain: socket.socket, context: ssl.SSLContext, side: Side, *, urgent: bool,
        dialled: bool, now: float,
    ) -> "Wire":  # fmt: skip
        plain.setblocking(False)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        tls = context.wrap_socket(plain, server_side=not dialled, do_handshake_on_connect=False)
        wire = cls(tls, side, urgent, dialled, now, heard=now, sent=now)
        wire.work(now)
        return wire

    @property
    def up(self) -> bool:
        """Whether it carries units."""
        return self.stage is Stage.UP

    @property
    def closed(self) -> bool:
        """Whether it has ended."""
        return self.stage is Stage.CLOSED

    def fileno(self) -> int:
        """The descriptor, for the selector."""
        return self.tls.fileno()

    def say(self, *units: bytes, now: float) -> None:
        """Send units."""
        self.raw(frame_units(units), now=now)

    def raw(self, data: bytes, *, now: float) -> None:
        """Send any bytes."""
        if not self.closed:
            self.sent = now
            self.waiting += data
            self.flush()

    def tick(self, now: float) -> None:
        """Show life by an empty unit."""
        self.raw(TICK, now=now)

    def flush(self) -> None:
        """Hand over what the system takes."""
        while self.waiting and self.stage is not Stage.TLS:
            try:
                sent = self.tls.send(self.waiting[:READ_BYTES])
            except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
                return
            except (OSError, ValueError) as error:
                self.close(_said(error))
                return
            del self.waiting[:sent]

    def work(self, now: float) -> None:
        """Do what the socket allows now."""
        if self.stage is Stage.TLS:
            self._handshake(now)
        if self.stage is not Stage.TLS:
            self.flush()
            if self.reading:
                self._read(now)
        if self.stage in {Stage.HELLO, Stage.CHOICE}:
            self._introduce(now)

    def close(self, reason: str) -> None:
        """Close; what came before stays to be read."""
        if self.closed:
            return
        self.stage, self.reason = Stage.CLOSED, reason
        with contextlib.suppress(OSError):
            self.tls.close()

    def _handshake(self, now: float) -> None:
        try:
            self.tls.do_handshake()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except (OSError, ValueError) as error:
            self.close(_said(error))
            return
        self.stage = Stage.HELLO
        if self.dialled:
            self.say(self._hello(), now=now)

    def _read(self, now: float) -> None:
        while not self.closed:
            try:
                data = self.tls.recv(READ_BYTES)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except (OSError, ValueError) as error:
                self.close(_said(error))
                return
            if not data:
                self.close("closed by the other side")
                return
            self.heard = now
            try:
                fresh = self.decoder.feed(data)
            except RemoteProtocolError as error:
                self.close(f"they broke {error.rule}")
                return
            self.longest = max([self.longest, *map(len, fresh)])
            self.units.extend(fresh)

    def _introduce(self, now: float) -> None:
        try:
            while self.units and not self.up:
                if self.stage is Stage.HELLO:
                    self._met(decode_hello(self.units.popleft()), now)
                else:
                    self.choice = decode_choice(self.units.popleft())
                    self.stage, self.up_at = Stage.UP, now
        except RemoteProtocolError as error:
            self.close(f"they broke {error.rule}: {error.message}")

    def _met(self, hello: Hello, now: float) -> None:
        if hello.line != self.side.line or hello.party != self.side.other:
            raise RemoteProtocolError("a hello of somebody else", rule="TLS-13")
        if self.dialled and hello.urgent != self.urgent:
            raise RemoteProtocolError("another class than was asked for", rule="TLS-13")
        if not self.dialled:
            self.urgent = hello.urgent
            self.say(self._hello(), now=now)
        if self.side.choose is None:
            self.stage = Stage.CHOICE
            return
        self.choice = self.side.choose()
        self.say(self.choice.encode(), now=now)
        self.stage, self.up_at = Stage.UP, now

    def _hello(self) -> bytes:
        return Hello(self.side.line, self.side.own, self.urgent).encode()


def _said(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):
        return f"TLS: {error.reason or type(error).__name__}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return type(error).__name__
