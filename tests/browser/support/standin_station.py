"""A console with the stand-in desk on a real port, its event loop in a thread of its own."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from directline.catalogue import load
from directline.console import create_app, serve
from tests.unit.console.standin import StandInDesk


class StandInStation:
    """Start, stop and start again on the same port; `do` runs something inside the loop."""

    def __init__(self, desk: StandInDesk) -> None:
        self.desk = desk
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._shutdown = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def do(self, act: Callable[[], Any]) -> Any:
        """Call something of the desk where its queues live."""

        async def inside() -> Any:
            return act()

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result(10)

    def start(self) -> "StandInStation":
        async def begin() -> None:
            self._shutdown = asyncio.Event()
            bound: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            app = create_app(
                self.desk, catalogue=load(frozenset()), secure_cookie=True, shutdown=self._shutdown
            )
            self._serving = asyncio.create_task(
                serve(app, "127.0.0.1", self.port, None, self._shutdown, bound=bound.set_result)
            )
            self.port = await bound

        asyncio.run_coroutine_threadsafe(begin(), self._loop).result(10)
        return self

    def stop(self) -> None:
        async def end() -> None:
            self._shutdown.set()
            if self._serving is not None:
                await self._serving

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)

    def close(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
