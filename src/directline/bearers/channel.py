"""One TLS connection that carries units: first awaited, then called back."""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from directline.bearers.framing import TICK, UnitDecoder
from directline.bearers.limits import LINK_BUFFER_BYTES_MAX, READ_BYTES, UNITS_MAX
from directline.errors import RemoteProtocolError

OnUnit = Callable[[bytes], None]
OnClosed = Callable[[str], None]


class Channel:
    """A socket that TLS speaks on directly: nothing is queued that the system would take.

    Awaited while it is being set up (`handshake`, `receive`); from `start` on it calls back.

    Args:
        sock: Connected and non-blocking; owned from now on.
        context: Whom to trust and what to show.
        server_side: True if the connection was accepted.
    """

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, *, server_side: bool) -> None:
        self._loop = asyncio.get_running_loop()
        self._decoder = UnitDecoder()
        self._early: deque[bytes] = deque()
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._writer_set = False
        self._on_unit: OnUnit | None = None
        self._on_closed: OnClosed | None = None
        self._paused = False
        self._again = False
        self.closed = False
        self.on_progress: Callable[[], None] | None = None
        """Called when the other side has moved, while the connection is being set up."""
        self.heard_at = self._loop.time()
        self.sent_at = self.heard_at
        try:
            self._socket = context.wrap_socket(
                sock, server_side=server_side, do_handshake_on_connect=False
            )
        except (OSError, ValueError):
            sock.close()
            raise
        self._descriptor = self._socket.fileno()

    @property
    def tls(self) -> ssl.SSLSocket:
        """The connection, for asking who the peer is."""
        return self._socket

    @property
    def waiting_bytes(self) -> int:
        """What could not yet be handed to the system."""
        return self._waiting_bytes

    async def handshake(self) -> None:
        """Runs the TLS handshake.

        Raises:
            OSError: the connection failed; ssl.SSLError if the peer is not who it should be.
        """
        while True:
            try:
                self._socket.do_handshake()
            except ssl.SSLWantReadError:
                await self._readable()
            except ssl.SSLWantWriteError:
                await self._writable()
            else:
                return

    async def receive(self) -> bytes:
        """The next unit, while the connection is being set up.

        Raises:
            EOFError: the peer closed.
            OSError: the connection failed.
            RemoteProtocolError: what came is no unit.
        """
        while not self._early:
            try:
                data = self._socket.recv(READ_BYTES)
            except ssl.SSLWantReadError:
                await self._readable()
                continue
            if not data:
                raise EOFError
            self._early.extend(self._decoder.feed(data))
        return self._early.popleft()

    def start(self, on_unit: OnUnit, on_closed: OnClosed) -> None:
        """From now on each unit is handed to `on_unit`, the end once to `on_closed`."""
        self._on_unit, self._on_closed = on_unit, on_closed
        if self.closed:
            self._loop.call_soon(on_closed, "closed")
            return
        self._loop.add_reader(self._descriptor, self._read)
        if self._early or self._socket.pending():
            self._loop.call_soon(self._read)

    def send(self, data: bytes) -> None:
        """Sends framed units, at once as far as the system takes them."""
        if self.closed:
            return
        self.sent_at = self._loop.time()
        for start in range(0, len(data), READ_BYTES):
            part = data[start : start + READ_BYTES]
            self._waiting.append(part)
            self._waiting_bytes += len(part)
        if not self._writer_set:
            self._flush()
        if self._waiting_bytes > LINK_BUFFER_BYTES_MAX:
            self.close("the other side does not read")

    def tick(self) -> None:
        """Shows that this side lives."""
        self.send(TICK)

    def pause(self) -> None:
        """Stops reading; the system and then the peer will notice."""
        if not self._paused and not self.closed:
            self._paused = True
            self._loop.remove_reader(self._descriptor)

    def resume(self) -> None:
        """Reads again."""
        if self._paused and not self.closed:
            self._paused = False
            self.heard_at = self._loop.time()
            self._loop.add_reader(self._descriptor, self._read)
            self._loop.call_soon(self._read)

    @property
    def paused(self) -> bool:
        """Whether we do not read, so that hearing nothing says nothing."""
        return self._paused

    def close(self, reason: str) -> None:
        """Closes; `on_closed` follows in the loop's next turn, never inside this call."""
        if self.closed:
            return
        self.closed = True
        self._loop.remove_reader(self._descriptor)
        self._loop.remove_writer(self._descriptor)
        self._waiting.clear()
        self._waiting_bytes = 0
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        if self._on_closed is not None:
            self._loop.call_soon(self._on_closed, reason)

    def _read(self) -> None:
        """Take some units, then let other connections have their turn."""
        if self._again:
            return
        for _ in range(UNITS_MAX):
            if self.closed or self._paused:
                return
            if not self._early and not self._receive():
                return
            if self._early:
                self._give(self._early.popleft())
        if not self.closed:
            self._again = True
            self._loop.call_soon(self._read_on)

    def _read_on(self) -> None:
        self._again = False
        self._read()

    def _receive(self) -> bool:
        """Take one record off the socket; False when there is none."""
        try:
            data = self._socket.recv(READ_BYTES)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError as error:
            self.close(_reason(error))
            return False
        if not data:
            self.close("closed by the other side")
            return False
        self.heard_at = self._loop.time()
        if self._waiting and not self._writer_set:
            self._flush()
        try:
            self._early.extend(self._decoder.feed(data))
        except RemoteProtocolError as error:
            self.close(f"broke a rule ({error.rule})")
            return False
        return True

    def _give(self, unit: bytes) -> None:
        if not self.closed and self._on_unit is not None:
            self._on_unit(unit)

    def _flush(self) -> None:
        while self._waiting:
            part = self._waiting[0]
            try:
                sent = self._socket.send(part)
            except ssl.SSLWantWriteError:
                # TLS wants these very bytes again, so they stay where they are.
                self._watch_writable(wanted=True)
                return
            except ssl.SSLWantReadError:
                break  # Goes on when something was read.
            except OSError as error:
                self.close(_reason(error))
                return
            self._waiting_bytes -= sent
            if sent == len(part):
                self._waiting.popleft()
            else:
                self._waiting[0] = part[sent:]
        self._watch_writable(wanted=False)

    def _watch_writable(self, *, wanted: bool) -> None:
        if wanted and not self._writer_set:
            self._loop.add_writer(self._descriptor, self._flush)
        elif not wanted and self._writer_set:
            self._loop.remove_writer(self._descriptor)
        self._writer_set = wanted

    async def _readable(self) -> None:
        ready: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(self._descriptor, _resolve, ready)
        try:
            await ready
        finally:
            if not self.closed:
                self._loop.remove_reader(self._descriptor)
        self.heard_at = self._loop.time()
        if self.on_progress is not None:
            self.on_progress()

    async def _writable(self) -> None:
        ready: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_writer(self._descriptor, _resolve, ready)
        try:
            await ready
        finally:
            if not self.closed:
                self._loop.remove_writer(self._descriptor)


def _resolve(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)


def _reason(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        return f"TLS failed ({error.reason or 'unknown'})"
    if isinstance(error, TimeoutError):
        return "no acknowledgement in time"
    return f"connection failed ({error.strerror or type(error).__name__})"
