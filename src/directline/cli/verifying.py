"""What `verify` needs of the machine: the file part by part, its cores, and a line of progress."""

import os
import signal
import stat
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from directline.errors import ConfigError
from directline.station.files import read_bounded
from directline.transcript.condense import Done, EachPart, Job
from directline.transcript.source import HeldBytes, Source
from directline.transcript.verify import one_by_one

PROCESSES_MAX = 64
"""Past that the one process that puts the parts together is the slowest."""
SMALL_BYTES = 8 << 20
"""A file that one process has checked before others have started."""
_AHEAD = 3
"""Parts in hand for each process: at most 16 MiB each, usually a tenth."""
_QUIET_S = 1.0
"""Progress is shown of what takes longer."""
_TERMINAL_S, _LINES_S = 0.25, 5.0
"""How often, on a terminal and in a file."""


class FileSource:
    """A file on disk, read where it is asked for."""

    def __init__(self, handle: int, size: int) -> None:
        """Of an open file."""
        self._handle = handle
        self._size = size

    @property
    def size(self) -> int:
        """How many bytes it had when it was opened."""
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from `offset` on; fewer where the file ends."""
        parts: list[bytes] = []
        while length > 0 and (part := os.pread(self._handle, length, offset)):
            parts.append(part)
            offset += len(part)
            length -= len(part)
        return b"".join(parts)


@contextmanager
def opened(path: Path, bytes_max: int) -> Iterator[Source]:
    """A file as a source; what is no plain file, such as a pipe, is read into memory.

    Raises:
        ConfigError: It is missing, unreadable or too long.
    """
    try:
        plain = stat.S_ISREG(path.stat().st_mode)
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC) if plain else -1
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    if not plain:
        yield HeldBytes(read_bounded(path, bytes_max))
        return
    try:
        size = os.fstat(handle).st_size
        if size > bytes_max:
            raise ConfigError(f"{path} has more than {bytes_max} bytes")
        yield FileSource(handle, size)
    finally:
        os.close(handle)


def checker(processes: int | None, size: int) -> EachPart:
    """Who checks the parts: this process, or so many; without a number, as many as help."""
    if processes is None:
        processes = 1 if size < SMALL_BYTES else len(os.sched_getaffinity(0))
    processes = min(processes, PROCESSES_MAX)
    return one_by_one if processes < 2 else Processes(processes)


class Processes:
    """Checks parts in several processes and gives the results in the order of the parts."""

    def __init__(self, count: int) -> None:
        """Of so many."""
        self._count = count

    def __call__(self, work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
        """The result of each job; no more are in hand than the processes are busy with."""
        # A new interpreter each, not a copy of this one: it may run threads.
        pool = ProcessPoolExecutor(self._count, get_context("spawn"), _leave_interrupts)
        waiting: deque[Future[Done]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(work, job))
                if len(waiting) >= _AHEAD * self._count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ConfigError(
                "a process that checks signatures ended early",
                remedy="the machine may lack memory: try --processes 1",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """The parent ends its children; a key at the terminal reaches all of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class ProgressLine:
    """How far a check is, on standard error: on a terminal, or when it is asked for."""

    def __init__(self, *, wanted: bool, clock_s: Callable[[], float] = time.monotonic) -> None:
        """Say nothing yet."""
        self._terminal = sys.stderr.isatty()
        self._shown = wanted or self._terminal
        self._clock_s = clock_s
        self._began_s = clock_s()
        self._next_s = self._began_s + _QUIET_S
        self._written = False

    def __call__(self, items: int, done_bytes: int, all_bytes: int) -> None:
        """Told after each part."""
        now_s = self._clock_s()
        if not self._shown or now_s < self._next_s:
            return
        self._next_s = now_s + (_TERMINAL_S if self._terminal else _LINES_S)
        self._written = True
        rate = items / (now_s - self._began_s)
        text = f"checked {items} entries, {100 * done_bytes // all_bytes} %, {rate:.0f} a second"
        end = "" if self._terminal else "\n"
        start = "\r\033[K" if self._terminal else ""
        print(f"{start}{text}", end=end, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the line off the terminal again."""
        if self._written and self._terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
