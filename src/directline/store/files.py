"""The one door to the file system: a small port that a simulated disk may stand behind."""

import os
from pathlib import Path
from typing import Protocol


class OpenFile(Protocol):
    """One open file, read and written at offsets.  Every step may raise OSError."""

    def size(self) -> int:
        """Its length in bytes."""

    def read(self, count: int, offset: int) -> bytes:
        """Up to `count` bytes; fewer at the end of the file only."""

    def write(self, content: bytes, offset: int) -> None:
        """Writes all of it, or raises; durable after `sync`."""

    def cut(self, size: int) -> None:
        """Makes it this long."""

    def allocate(self, size: int) -> None:
        """Takes so much of the disk for it."""

    def sync(self) -> None:
        """Makes what was written durable.  After an error it must be written again."""

    def close(self) -> None:
        """Closes it; once is enough."""


class Files(Protocol):
    """What the store does with files, beside the database."""

    def open(self, path: Path, *, create: bool = True, empty: bool = False) -> OpenFile:
        """A file, private to its owner.  Raises FileNotFoundError, OSError."""

    def replace(self, old: Path, new: Path) -> None:
        """Gives a file another's name; durable after `sync_directory`."""

    def sync_directory(self, path: Path) -> None:
        """Makes the names in a directory durable."""

    def size_bytes(self, path: Path) -> int:
        """A file's length, 0 if there is none."""

    def room_bytes(self, path: Path) -> int:
        """What the disk under this path still has for us."""


class _SystemFile:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def read(self, count: int, offset: int) -> bytes:
        parts: list[bytes] = []
        while count > 0:
            part = os.pread(self._descriptor, count, offset)
            if not part:
                break
            parts.append(part)
            count -= len(part)
            offset += len(part)
        return b"".join(parts)

    def write(self, content: bytes, offset: int) -> None:
        done = 0
        while done < len(content):
            done += os.pwrite(self._descriptor, content[done:], offset + done)

    def cut(self, size: int) -> None:
        os.ftruncate(self._descriptor, size)

    def allocate(self, size: int) -> None:
        os.posix_fallocate(self._descriptor, 0, size)

    def sync(self) -> None:
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class SystemFiles:
    """The files of this machine."""

    def open(self, path: Path, *, create: bool = True, empty: bool = False) -> OpenFile:
        """A file, private to its owner.  Raises FileNotFoundError, OSError."""
        flags = os.O_RDWR | os.O_CLOEXEC
        flags |= os.O_CREAT if create else 0
        flags |= os.O_TRUNC if empty else 0
        return _SystemFile(os.open(path, flags, 0o600))

    def replace(self, old: Path, new: Path) -> None:
        """Gives a file another's name; durable after `sync_directory`."""
        old.replace(new)

    def sync_directory(self, path: Path) -> None:
        """Makes the names in a directory durable."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def size_bytes(self, path: Path) -> int:
        """A file's length, 0 if there is none."""
        try:
            return path.stat().st_size
        except FileNotFoundError:
            return 0

    def room_bytes(self, path: Path) -> int:
        """What the disk under this path still has for us."""
        status = os.statvfs(path)
        return status.f_bavail * status.f_frsize


SYSTEM = SystemFiles()
