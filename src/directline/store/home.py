"""One station per home: a lock that the system drops when its process ends, however it ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from directline.errors import ConfigError

LOCK_NAME = "lock"
_PID_BYTES_MAX = 20


class HomeLock:
    """Held as long as this object is open and its process lives."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets another process have the home."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_home(path: Path) -> HomeLock:
    """Takes the home for this process.

    Raises:
        ConfigError: another process holds it (named), or there is no such directory.
    """
    try:
        descriptor = os.open(path / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ConfigError(
            f"the home {path} cannot be locked: {error.strerror}",
            remedy="name a directory that exists and is yours",
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, _PID_BYTES_MAX, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise ConfigError(
            f"the home {path} is in use by process {holder or 'unknown'}",
            remedy="stop that station first, or name another home",
        ) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
    return HomeLock(descriptor)
