"""Accepting connections: each is counted before it costs anything, or closed at once."""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable, Coroutine, Iterable, Sequence

from directline.bearers.guard import HandshakeGuard, Slot
from directline.bearers.limits import ACCEPT_PAUSE_S, ACCEPTS_MAX
from directline.bearers.sockets import Address, bound_address, open_listener, reject
from directline.errors import ConfigError, DirectlineError

_REPORT_S = 1.0
"""Refusals are told once a second with their number: a flood must not flood the log."""

_SHORT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

Answer = Callable[[socket.socket, Address], Coroutine[None, None, None]]
Refused = Callable[[str, str, int], None]


class Listener:
    """Listening sockets with one guard before them.

    Args:
        places: Where to listen.
        answer: Sets up one accepted connection; what it raises is reported as a refusal.
        refused: Told address, reason and number of refused connections.
        known: Hosts from which peers are expected.

    Raises:
        ConfigError: an address is not ours or in use.
    """

    def __init__(
        self, places: Sequence[Address], *, answer: Answer, refused: Refused, known: Iterable[str]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._answer = answer
        self._refused = refused
        self._tasks: set[asyncio.Task[None]] = set()
        self._unbegun: dict[asyncio.Task[None], tuple[socket.socket, Slot]] = {}
        """Accepted in this turn of the loop: who stops them now cancels them before their start."""
        self._last_refusal = ("", "")
        self._refusals = 0
        self._report: asyncio.TimerHandle | None = None
        self._closed = False
        self.guard = HandshakeGuard(now=self._loop.time)
        self.guard.know(known)
        self._sockets: list[socket.socket] = []
        try:
            for place in places:
                self._sockets.append(open_listener(place))
        except ConfigError:
            for opened in self._sockets:
                opened.close()
            raise
        for listener in self._sockets:
            self._loop.add_reader(listener.fileno(), self._accept, listener)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where we really listen."""
        return tuple(bound_address(listener) for listener in self._sockets)

    def close(self) -> set[asyncio.Task[None]]:
        """Stops accepting and returns the set-ups under way, for the caller to cancel."""
        self._closed = True
        for listener in self._sockets:
            self._loop.remove_reader(listener.fileno())
            listener.close()
        if self._report is not None:
            self._report.cancel()
        return set(self._tasks)

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(ACCEPTS_MAX):
            try:
                sock, name = listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno in _SHORT:
                    self._loop.remove_reader(listener.fileno())
                    self._loop.call_later(ACCEPT_PAUSE_S, self._accept_again, listener)
                    self._note(str(bound_address(listener)), "no file descriptor left")
                return
            address = Address(str(name[0]), int(name[1]))
            slot = self.guard.admit(address.host)
            if slot is None:
                reject(sock)
                self._note(str(address), "too many handshakes at once")
                continue
            task = self._loop.create_task(self._set_up(sock, address, slot))
            self._tasks.add(task)
            self._unbegun[task] = sock, slot
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        sock, slot = self._unbegun.pop(task, (None, None))
        if sock is not None and slot is not None:
            reject(sock)
            self.guard.release(slot)

    def _accept_again(self, listener: socket.socket) -> None:
        if not self._closed:
            self._loop.add_reader(listener.fileno(), self._accept, listener)

    async def _set_up(self, sock: socket.socket, address: Address, slot: Slot) -> None:
        me = asyncio.current_task()
        if me is not None:
            self._unbegun.pop(me, None)
        try:
            await self._answer(sock, address)
        except TimeoutError:
            self._note(str(address), "no handshake in time")
        except ssl.SSLError as error:
            self._note(str(address), f"TLS failed ({error.reason or 'unknown'})")
        except DirectlineError as error:
            self._note(str(address), error.message)
        except (OSError, EOFError):
            self._note(str(address), "closed before it was up")
        finally:
            self.guard.release(slot)

    def _note(self, address: str, reason: str) -> None:
        self._last_refusal = (address, reason)
        self._refusals += 1
        if self._report is None:
            self._report = self._loop.call_later(_REPORT_S, self._tell)

    def _tell(self) -> None:
        count, self._refusals, self._report = self._refusals, 0, None
        self._refused(*self._last_refusal, count)
