"""SQLite over a simulated disk: an APSW file system, a connection to it, and the small files.

The standard library's SQLite takes no file system of ours, so this is a second build of SQLite with
the same statements and settings.  Only the shared index of the write-ahead log, which no program
expects to survive, lies in a real directory for scratch.
"""

import atexit
import errno
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random

import apsw

from directline.simulator.platter import Platter, PlatterFile
from directline.store.connection import Connection, Fault, FaultError, SqlValue
from directline.store.files import OpenFile

PLACE = Path("/simulated")
_NUMBERS = count(1)
_SCRATCH = tempfile.TemporaryDirectory(prefix="directline-torn-")
atexit.register(_SCRATCH.cleanup)


class TornDisk(apsw.VFS):
    """A disk with files, as SQLite's file system and as the store's."""

    def __init__(self, chance: Random, room_bytes: int = 1 << 40) -> None:
        self.platter = Platter(chance, room_bytes)
        self.name = f"torn-{next(_NUMBERS)}"
        self._scratched: set[str] = set()
        super().__init__(self.name, "")

    def end(self) -> None:
        """Nobody uses it any longer."""
        self.unregister()
        for path in self._scratched:
            Path(path).unlink(missing_ok=True)
            Path(path + "-shm").unlink(missing_ok=True)

    def scratch(self, name: str) -> str:
        """Where the index of the log lies; another place after each power cut."""
        path = f"{_SCRATCH.name}/{self.name}-{self.platter.cuts}-{name}"
        self._scratched.add(path)
        return path

    # --- as SQLite's file system -----------------------------------------------------------------

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """Open a file; a nameless one is a temporary."""
        given = name.filename() if isinstance(name, apsw.URIFilename) else name
        create = bool(flags[0] & apsw.SQLITE_OPEN_CREATE)
        known = Path(given).name if given else f"temporary-{next(_NUMBERS)}"
        try:
            file = self.platter.open(known, create=create)
        except OSError as error:
            raise apsw.CantOpenError from error
        return _TornFile(self, known, file, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Remove a name."""
        try:
            self.platter.remove(Path(filename).name)
            if syncdir:
                self.platter.sync_names()
        except FileNotFoundError:
            raise _failure(apsw.SQLITE_IOERR_DELETE_NOENT) from None
        except OSError:
            raise _failure(apsw.SQLITE_IOERR_DELETE) from None

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        """Whether there is such a file."""
        file = self.platter.names.get(Path(pathname).name)
        return file is not None and (flags != apsw.SQLITE_ACCESS_EXISTS or bool(file.live))

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """Names are whole already."""
        return name

    # --- as the store's files --------------------------------------------------------------------

    def connect(self, path: Path) -> Connection:
        """A connection through this file system."""
        return ApswConnection(path, self.name)

    def open(self, path: Path, *, create: bool = True, empty: bool = False) -> OpenFile:
        """A file beside the database."""
        file = self.platter.open(path.name, create=create)
        opened = _SmallFile(self.platter, path.name, file)
        if empty:
            opened.cut(0)
        return opened

    def replace(self, old: Path, new: Path) -> None:
        """Give a file another's name."""
        self.platter.rename(old.name, new.name)

    def sync_directory(self, path: Path) -> None:
        """Make names durable."""
        self.platter.sync_names()

    def size_bytes(self, path: Path) -> int:
        """A file's length."""
        file = self.platter.names.get(path.name)
        return 0 if file is None else len(file.live)

    def room_bytes(self, path: Path) -> int:
        """What still fits."""
        return max(0, self.platter.room_bytes - self.platter.used_bytes())


class _SmallFile:
    def __init__(self, platter: Platter, name: str, file: PlatterFile) -> None:
        self._platter, self._name, self._file = platter, name, file

    def size(self) -> int:
        return len(self._file.live)

    def read(self, count: int, offset: int) -> bytes:
        return self._platter.read(self._name, self._file, count, offset)

    def write(self, content: bytes, offset: int) -> None:
        self._platter.write(self._name, self._file, content, offset)

    def cut(self, size: int) -> None:
        self._platter.cut(self._name, self._file, size)

    def allocate(self, size: int) -> None:
        if size - self.size() > self._platter.room_bytes - self._platter.used_bytes():
            raise OSError(errno.ENOSPC, "No space left on device")
        self._platter.cut(self._name, self._file, size)

    def sync(self) -> None:
        self._platter.sync(self._name, self._file)

    def close(self) -> None:
        """Nothing is left to do."""


class _TornFile(apsw.VFSFile):
    def __init__(self, disk: TornDisk, name: str, file: PlatterFile, flags: list[int]) -> None:
        self._platter, self._name, self._file = disk.platter, name, file
        super().__init__("", disk.scratch(name), [flags[0] | apsw.SQLITE_OPEN_CREATE, 0])

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        try:
            return self._platter.read(self._name, self._file, amount, offset)
        except OSError:
            raise _failure(apsw.SQLITE_IOERR_READ) from None

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        try:
            self._platter.write(self._name, self._file, bytes(data), offset)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise apsw.FullError from None
            raise _failure(apsw.SQLITE_IOERR_WRITE) from None

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        try:
            self._platter.cut(self._name, self._file, newsize)
        except OSError:
            raise _failure(apsw.SQLITE_IOERR_TRUNCATE) from None

    def xSync(self, flags: int) -> None:  # noqa: N802
        try:
            self._platter.sync(self._name, self._file)
        except OSError:
            raise _failure(apsw.SQLITE_IOERR_FSYNC) from None

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._file.live)

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        """Nothing of it reaches the file for scratch."""
        return False


_AUTOMATIC = "PRAGMA wal_autocheckpoint = "


class ApswConnection:
    """A connection as the store wants it.

    The library hands on every error of a file system written in Python, also those that SQLite
    itself passes over: so the log is copied from here after a commit, and what fails in that is
    passed over here.
    """

    def __init__(self, path: Path, vfs: str) -> None:
        self._copied_at = self._log_pages = 0
        try:
            self._connection = apsw.Connection(str(path), vfs=vfs)
        except apsw.Error as error:
            raise _fault(error) from error
        self._connection.set_wal_hook(self._written)

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        """Executes one statement and returns all its rows."""
        if sql.startswith(_AUTOMATIC):
            self._copied_at = int(sql.removeprefix(_AUTOMATIC))
            return []
        try:
            rows = list(self._connection.execute(sql, tuple(values)))
        except (apsw.Error, OverflowError) as error:
            raise _fault(error) from error
        if sql == "COMMIT" and 0 < self._copied_at <= self._log_pages:
            with suppress(apsw.Error):
                self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        return rows

    def _written(self, _connection: apsw.Connection, _name: str, pages: int) -> int:
        self._log_pages = pages
        return apsw.SQLITE_OK

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        """Executes an INSERT and returns the new row's number, or 0 if nothing was inserted."""
        before = self._connection.total_changes()
        self.run(sql, values)
        changed = self._connection.total_changes() > before
        return self._connection.last_insert_rowid() if changed else 0

    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Closes; an open transaction is rolled back."""
        try:
            self._connection.close(force=True)
        except apsw.Error as error:
            raise _fault(error) from error


_KINDS: tuple[tuple[type[Exception], Fault], ...] = (
    (apsw.FullError, Fault.FULL),
    (apsw.IOError, Fault.IO),
    (apsw.BusyError, Fault.BUSY),
    (apsw.LockedError, Fault.BUSY),
    (apsw.CorruptError, Fault.CORRUPT),
    (apsw.NotADBError, Fault.CORRUPT),
)


def _fault(error: Exception) -> FaultError:
    kind = next((fault for known, fault in _KINDS if isinstance(error, known)), Fault.OTHER)
    return FaultError(f"the database says: {error} [{type(error).__name__}]", kind)


def _failure(code: int) -> apsw.IOError:
    error = apsw.IOError("planted")
    setattr(error, "extendedresult", code)  # noqa: B010 - what the library reads, and does not type
    return error
