"""The one door to SQLite: a small connection that a test or another build of SQLite may replace."""

import sqlite3
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Protocol

from directline.errors import StoreError
from directline.store.limits import BUSY_TIMEOUT_MS

SqlValue = int | str | bytes | float | None


class Fault(Enum):
    """What kind of trouble the database reports."""

    FULL = "full"
    IO = "io"
    BUSY = "busy"
    CORRUPT = "corrupt"
    OTHER = "other"


class FaultError(StoreError):
    """The database refused a statement.  Never leaves the store: it becomes a StoreError."""

    def __init__(self, message: str, fault: Fault) -> None:
        super().__init__(message)
        self.fault = fault


class Connection(Protocol):
    """One connection in which transactions are begun and ended by statements."""

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        """Executes one statement and returns all its rows."""

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        """Executes an INSERT and returns the new row's number, or 0 if nothing was inserted."""

    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def close(self) -> None:
        """Closes; an open transaction is rolled back."""


Connector = Callable[[Path], Connection]

_KINDS = {
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.IO,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_CORRUPT: Fault.CORRUPT,
    sqlite3.SQLITE_NOTADB: Fault.CORRUPT,
}


class LibraryConnection:
    """A connection through the standard library's sqlite3."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(
                path,
                timeout=BUSY_TIMEOUT_MS / 1000,
                isolation_level=None,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise _fault(error) from error

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        """Executes one statement and returns all its rows."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise _fault(error) from error

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        """Executes an INSERT and returns the new row's number, or 0 if nothing was inserted."""
        try:
            cursor = self._connection.execute(sql, values)
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise _fault(error) from error
        return cursor.lastrowid or 0 if cursor.rowcount > 0 else 0

    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Closes; an open transaction is rolled back."""
        try:
            self._connection.close()
        except sqlite3.Error as error:
            raise _fault(error) from error


def _fault(error: Exception) -> FaultError:
    if isinstance(error, UnicodeDecodeError):
        return FaultError("the database holds a text that is none", Fault.CORRUPT)
    code = getattr(error, "sqlite_errorcode", None)
    kind = Fault.OTHER if code is None else _KINDS.get(code & 0xFF, Fault.OTHER)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return FaultError(f"the database says: {error} [{name}]", kind)
