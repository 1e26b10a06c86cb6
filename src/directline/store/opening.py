"""How the database is opened: its settings, and a log that is not believed before it is written."""

from pathlib import Path

from directline.errors import StoreError, StoreFullError
from directline.store.connection import Connection
from directline.store.files import Files
from directline.store.limits import CHECKPOINT_PAGES, COPY_BYTES, PAGE_BYTES, WAL_KEPT_BYTES


def settle_log(path: Path, files: Files) -> None:
    """Writes the log's own bytes again and syncs them, before they are believed.

    After a failed sync the system shows what was written and never writes it, and the next sync
    says nothing of it.  What is recovered from the log must not be gone after a power cut, when a
    part of it has already reached the database.

    Raises:
        OSError: the log cannot be read or written.
    """
    beside = path.with_name(path.name + "-wal")
    size_bytes = files.size_bytes(beside)
    if not size_bytes:
        return
    log = files.open(beside, create=False)
    try:
        for offset in range(0, size_bytes, COPY_BYTES):
            log.write(log.read(COPY_BYTES, offset), offset)
        log.sync()
    finally:
        log.close()


def set_up(writer: Connection) -> None:
    """The settings of a connection that writes: none is left to how SQLite was built."""
    writer.run(f"PRAGMA page_size = {PAGE_BYTES}")
    mode = writer.run("PRAGMA journal_mode = WAL")[0][0]
    if mode != "wal":
        raise StoreError(
            f"the database cannot use a write-ahead log ({mode!r})",
            remedy="keep the station's home on a local file system",
        )
    writer.run("PRAGMA synchronous = FULL")
    writer.run("PRAGMA fullfsync = ON")
    writer.run("PRAGMA trusted_schema = OFF")
    writer.run(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    writer.run(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")


def full_error(message: str) -> StoreFullError:
    """A full disk, and what helps."""
    return StoreFullError(message, remedy="free space on the disk that holds the station's home")
