"""A bad line for tests and benches: a TCP proxy that is slow, late, cut, or deaf in one direction.

    async with BadLine(("127.0.0.1", 7001), bytes_per_s=2400) as line:
        ...dial line.port...
        line.cut()        # closes what is open and refuses what comes
        line.restore()
        line.hole()       # lets nothing through and closes nothing; connections are accepted
        line.hole(to_client=False)   # only towards the server
        line.carried_bytes           # (towards the server, towards the client)

`bytes_per_s` is shared by all connections in each direction, as on a real bearer.
What a slow line holds back is bounded by `queue_bytes`, after which the sender is slowed.
"""

import asyncio
import contextlib
import socket
from typing import Self

TO_SERVER, TO_CLIENT = 0, 1
_PIECE_BYTES = 512
_READ_BYTES = 4096


class _Direction:
    """One direction of the whole line: its rate and whether anything passes."""

    def __init__(self, bytes_per_s: float | None) -> None:
        self.bytes_per_s = bytes_per_s
        self.carried_bytes = 0
        self.open = asyncio.Event()
        self.open.set()
        self._free_at = 0.0

    async def pass_through(self, count: int) -> None:
        """Waits until so many bytes may leave."""
        await self.open.wait()
        if self.bytes_per_s:
            loop = asyncio.get_running_loop()
            start = max(loop.time(), self._free_at)
            self._free_at = start + count / self.bytes_per_s
            await asyncio.sleep(self._free_at - loop.time())
            await self.open.wait()
        self.carried_bytes += count


class BadLine:
    """Listens on loopback and carries to one server, as badly as it is told."""

    def __init__(
        self,
        server: tuple[str, int],
        *,
        bytes_per_s: float | None = None,
        delay_s: float = 0.0,
        queue_bytes: int = 4096,
    ) -> None:
        self._server = server
        self._delay_s = delay_s
        self._queue_bytes = queue_bytes
        self._directions = (_Direction(bytes_per_s), _Direction(bytes_per_s))
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._listener: asyncio.Server | None = None
        self.port = 0
        self.accepted = 0

    async def __aenter__(self) -> Self:
        await self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def carried_bytes(self) -> tuple[int, int]:
        """Towards the server, towards the client."""
        return self._directions[0].carried_bytes, self._directions[1].carried_bytes

    async def close(self) -> None:
        """Ends the line for good."""
        self._break()
        if self._listener is not None:
            self._listener.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Closes every connection and refuses new ones."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._break()

    def hole(self, *, to_server: bool = True, to_client: bool = True) -> None:
        """Holds back all bytes in these directions; nothing is closed, nothing is lost yet."""
        if to_server:
            self._directions[TO_SERVER].open.clear()
        if to_client:
            self._directions[TO_CLIENT].open.clear()

    async def restore(self) -> None:
        """Makes the line whole again; after `hole` what was held back goes on its way."""
        for direction in self._directions:
            direction.open.set()
        if self._listener is None:
            await self._listen()

    def _break(self) -> None:
        for task in self._tasks:
            task.cancel()
        for writer in self._writers:
            writer.transport.abort()

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(
            self._carry, "127.0.0.1", self.port, limit=self._queue_bytes
        )
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        self._writers.add(writer)
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        outward: asyncio.StreamWriter | None = None
        try:
            inward, outward = await asyncio.open_connection(*self._server, limit=self._queue_bytes)
            self._writers.add(outward)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pump(reader, outward, TO_SERVER))
                group.create_task(self._pump(inward, writer, TO_CLIENT))
        except* (OSError, EOFError):
            pass
        except* asyncio.CancelledError:
            pass
        finally:
            for end in (writer, outward):
                if end is not None:
                    self._writers.discard(end)
                    end.close()
                    with contextlib.suppress(OSError):
                        await end.wait_closed()
            if task is not None:
                self._tasks.discard(task)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: int
    ) -> None:
        """Carries one connection in one direction; the end of either ends both."""
        direction = self._directions[way]
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        piece = _PIECE_BYTES if direction.bytes_per_s else _READ_BYTES
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(
            max(1, self._queue_bytes // piece)
        )
        loop = asyncio.get_running_loop()

        async def leave() -> None:
            while True:
                due, data = await queue.get()
                if not data:
                    raise EOFError
                await asyncio.sleep(max(0.0, due - loop.time()))
                await direction.pass_through(len(data))
                writer.write(data)
                await writer.drain()

        async def enter() -> None:
            data = b"x"
            while data:
                data = await reader.read(piece)
                await queue.put((loop.time() + self._delay_s, data))

        async with asyncio.TaskGroup() as group:
            group.create_task(enter())
            group.create_task(leave())
