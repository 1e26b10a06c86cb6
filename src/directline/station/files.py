"""Files of a home: written whole or not at all, private to the account that runs the station.

write_atomic(path, data, mode=0o600)    temp file, fsync, rename, fsync of the directory
write_new(path, data, mode=0o600)       the same, but never over a file that is there
read_bounded(path, bytes_max) -> bytes
check_private(path)                     ConfigError with a remedy when others could read it
"""

import os
import stat
from pathlib import Path

from directline.errors import ConfigError

PRIVATE_MODE = 0o600
PRIVATE_DIR_MODE = 0o700
_OTHERS = 0o077
READ_BYTES = 1 << 20
"""What is read at once of a file that does not say how long it is."""


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    """Write `data` durably to a temporary name beside `path`."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
    return temporary


def write_atomic(path: Path, data: bytes, mode: int = PRIVATE_MODE) -> None:
    """Replace a file so that a crash leaves the old or the new one, never a part.

    Raises:
        ConfigError: it cannot be written (disk full, no permission).
    """
    try:
        temporary = _write_beside(path, data, mode)
        temporary.rename(path)
        sync_directory(path.parent)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error


def write_new(path: Path, data: bytes, mode: int = PRIVATE_MODE) -> None:
    """Write a file that must not be there yet.

    Raises:
        ConfigError: there is one already, or it cannot be written.
    """
    try:
        temporary = _write_beside(path, data, mode)
        try:
            os.link(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_directory(path.parent)
    except FileExistsError as error:
        raise ConfigError(
            f"{path} is already there", remedy="name another file, or move this one away first"
        ) from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error


def read_bounded(path: Path, bytes_max: int) -> bytes:
    """The content of a file of at most `bytes_max` bytes.

    Raises:
        ConfigError: missing, unreadable or too long.
    """
    try:
        with path.open("rb") as file:
            # What it says its size is: a read of the bound would set all of that aside at once.
            parts = [file.read(min(bytes_max, os.fstat(file.fileno()).st_size) + 1)]
            left = bytes_max + 1 - len(parts[0])
            while left > 0 and (more := file.read(min(READ_BYTES, left))):  # a pipe has no size
                parts.append(more)
                left -= len(more)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    if left <= 0:
        raise ConfigError(
            f"{path} is longer than {bytes_max} bytes, so it is not what it should be"
        )
    return parts[0] if len(parts) == 1 else b"".join(parts)


def check_private(path: Path) -> None:
    """Refuse a file or directory that another account could read or that another owns.

    Raises:
        ConfigError: with the command that mends it.
    """
    try:
        found = path.lstat()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    if stat.S_ISLNK(found.st_mode):
        raise ConfigError(
            f"{path} is a symbolic link", remedy="put the file itself there: keys are not linked"
        )
    if found.st_uid != os.geteuid():
        raise ConfigError(
            f"{path} belongs to another account (uid {found.st_uid})",
            remedy="run the station as the account that owns its home",
        )
    if found.st_mode & _OTHERS:
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise ConfigError(
            f"{path} can be read by other accounts (mode {stat.S_IMODE(found.st_mode):03o})",
            remedy=f"chmod {mode} {path}",
        )
