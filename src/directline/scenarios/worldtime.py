"""Simulated time: an event loop on which hours pass at once, and clocks that follow it.

Where a real loop would sleep until its next timer, this one puts its time forward and goes on.
Everything happens on one thread, in one order: what a station gives to a thread is done in place.
"""

import asyncio
import selectors
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from directline.errors import LocalProtocolError, StoreError
from directline.line.ports import Record
from directline.station.clock import StationClock
from directline.store.writer import CommitStore, Done, GroupWriter
from directline.wire.values import ClockQuality

P = ParamSpec("P")
T = TypeVar("T")

NS_PER_S = 1_000_000_000
REAL_S_MAX = 60.0
"""A scenario takes a second or two; one that takes this long stands still."""


class _Leaping(selectors.SelectSelector):
    """Never waits: it puts the world's time forward instead."""

    def __init__(self, world: "WorldTime") -> None:
        super().__init__()
        self._world = world

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise LocalProtocolError("the scenario waits for what nobody will do")
        self._world.leap(timeout)
        return ready


class WorldTime:
    """The instant that a world has come to."""

    def __init__(self, begin_ms: int) -> None:
        self.begin_ms = begin_ms
        self.now_ns = 0
        self._begun_s = time.monotonic()

    def leap(self, seconds: float) -> None:
        """Put the time forward."""
        if time.monotonic() - self._begun_s > REAL_S_MAX:
            raise LocalProtocolError(f"the scenario did not end in {REAL_S_MAX:.0f} s")
        self.now_ns += max(1, round(seconds * NS_PER_S))

    @property
    def now_ms(self) -> int:
        """Civil time, in ms since 1970-01-01 UTC."""
        return self.begin_ms + self.now_ns // 1_000_000


class WorldLoop(asyncio.SelectorEventLoop):
    """An event loop in a world's own time."""

    def __init__(self, world: WorldTime) -> None:
        super().__init__(_Leaping(world))
        self._world = world
        self.set_default_executor(_InPlace())

    def time(self) -> float:
        """The world's time, in seconds."""
        return self._world.now_ns / NS_PER_S


class _InPlace(ThreadPoolExecutor):
    """What is given to a thread is done in place."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as an executor does: told to who asked
            future.set_exception(error)
        return future


class WorldClock(StationClock):
    """A station's clock in a world: with an offset, it says that it runs free.

    Args:
        world: The world's time.
        offset_ms: How far the civil clock is from the world's.
    """

    def __init__(self, world: WorldTime, *, offset_ms: int = 0) -> None:
        super().__init__(offset_ms=offset_ms)
        self._world = world
        self._wrong_ms = offset_ms

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return self._world.now_ms + self._wrong_ms

    def now_ns(self) -> int:
        """The world's monotonic nanoseconds."""
        return self._world.now_ns

    def quality(self) -> int:
        """Free where it is wrong, else disciplined."""
        return ClockQuality.FREE if self._wrong_ms else ClockQuality.DISCIPLINED


class WorldWriter(GroupWriter):
    """Commits at once, and tells in the loop's next turn; without a thread."""

    def __init__(self, store: CommitStore, post: Callable[..., Any]) -> None:
        self._plain = store
        self._tell_later = post
        self._ended = False
        self._told: deque[Done] = deque()

    def submit(
        self, records: Sequence[Record], *, reserve: bool, done: Done, urgent: bool = False
    ) -> None:
        """Commit one batch."""
        outcome: list[int] | StoreError
        if self._ended:
            outcome = StoreError("the store is closing")
        else:
            try:
                outcome = self._plain.commit(tuple(records), reserve=reserve)
            except StoreError as error:
                outcome = error
        self._tell_later(done, outcome)

    def waiting(self) -> int:
        """Nothing ever waits."""
        return 0

    def stop(self, timeout_s: float | None = None) -> bool:
        """Take nothing more."""
        self._ended = True
        return True
