"""The durable store: SQLite with a write-ahead log and full synchronisation, one writer.

What `commit` returned is on the disk.
After an error in writing to the disk the file is reopened and recovered; no sync is tried again.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

from directline.errors import StoreError, StoreStoppedError
from directline.line.ports import Anchor, Damage, EntryRecord, EvidenceRecord, NoteRecord, Record
from directline.store.anchor import AnchorFile
from directline.store.connection import (
    Connection,
    Connector,
    Fault,
    FaultError,
    LibraryConnection,
    SqlValue,
)
from directline.store.files import SYSTEM, Files
from directline.store.limits import (
    CHECKED_AT_OPEN_BYTES_MAX,
    FULL_BELOW_BYTES,
    PAGE_BYTES,
    RESERVE_BYTES,
    SCRUB_ROWS,
)
from directline.store.migrations import migrate
from directline.store.opening import full_error, set_up, settle_log
from directline.store.reading import DAMAGED_REMEDY, Reader, stored_error
from directline.store.records import check_record
from directline.store.reserve import Reserve
from directline.store.rows import Place
from directline.store.upkeep import Scrubbed, Verify, faults_of_order, misplaced, scrub
from directline.store.writing import forget_entries, put_records, rebuild_index, records_kept

Answer = TypeVar("Answer")

_PAGES_MAX = 2**31
"""About the most that SQLite allows."""


class SqliteStore:
    """The feeds of one line in one SQLite file, with the anchor and the reserve beside it.

    Args:
        path: The database; made if it is not there.
        own_party: The party whose head the anchor keeps.
        anchor_path: The anchor's file, outside the database; no backup should take both.
        reserve_path: A file that occupies the space kept for urgent records.
        reserve_bytes: How much that is; 0 for none.
        bytes_max: A quota for the database, the reserve's share included; None for the disk's.
        connect: How SQLite is reached.
        files: How the files beside the database are reached, and the log before it is believed.

    Raises:
        ConfigError: the file is another program's or a newer directline's.
        StoreError: a file cannot be opened or is damaged.
    """

    def __init__(
        self,
        path: Path,
        *,
        own_party: int,
        anchor_path: Path,
        reserve_path: Path,
        reserve_bytes: int = RESERVE_BYTES,
        bytes_max: int | None = None,
        connect: Connector = LibraryConnection,
        files: Files = SYSTEM,
    ) -> None:
        self._path = path
        self._files = files
        self._own_party = own_party
        self._bytes_max = bytes_max
        self._reserve_bytes = reserve_bytes
        self._connect = connect
        self._lock = Lock()
        self._writer: Connection | None = None
        self._stopped: StoreError | None = None
        self._pages_max = 0
        self._reader = Reader(path, connect)
        try:
            files.open(path).close()
            files.sync_directory(path.parent)
        except OSError as error:
            raise StoreError(
                f"the database {path.name} cannot be opened: {error.strerror}",
                remedy="make the station's home writable",
            ) from error
        self._open()
        try:
            self._check_order()
            self._anchor = AnchorFile(anchor_path, files)
            self._raise_anchor()
            self._reserve = Reserve(reserve_path, reserve_bytes, files)
        except BaseException:
            self._close_connections()
            raise

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """Makes all records durable, or none; the anchor too, if the own feed grew.

        Args:
            records: In order; an entry already there with the same leaf is kept once.
            reserve: True lets the batch use the space kept for urgent records.

        Returns:
            The serial of each EntryRecord in the batch, in order.

        Raises:
            StoreFullError: no room; nothing was kept.
            StoreStoppedError: the store has stopped; at its next opening all of the batch is
                there, or nothing.
            StoreError: anything else; nothing was kept.
        """
        for record in records:
            check_record(record)
        with self._lock:
            self._refuse_if_stopped()
            if not reserve and not self._reserve.refill():
                raise full_error("the disk is full but for the reserve")
            serials = self._commit_with_reserve(records, reserve=reserve)
            self._write_anchor(records)
            return serials

    def read_anchor(self) -> Anchor | None:
        """The own feed's head as kept outside the database; None if missing or unreadable."""
        return self._anchor.read()

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None; a damaged one raises DamagedError."""
        return self._reader.entry(party, generation, position)

    def entries(
        self, after_serial: int = 0, *, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`.

        A damaged entry raises DamagedError, or with `on_damage` is reported and left out.
        """
        return self._reader.entries(after_serial, on_damage)

    def damaged(self) -> list[tuple[int, int, int]]:
        """Party, generation and position of every entry that no longer reads as written.

        Committing the entry again, from another party's copy, mends it under its old serial.
        """
        return self._reader.damaged()

    def scrub(
        self, after_serial: int = 0, *, rows_max: int = SCRUB_ROWS, verify: Verify | None = None
    ) -> Scrubbed:
        """Looks for rot in the next entries; an index that rotted is built anew.

        Args:
            after_serial: Where the part before it ended; 0 begins a pass.
            rows_max: The most entries to look at now.
            verify: What else an entry must stand.
        """
        found = scrub(self._reader, after_serial, rows_max, verify)
        if found.misfiled:
            self._build_index_anew()
        return found

    def forget(self, places: Sequence[Place]) -> int:
        """Destroys the bodies and salts of entries; signatures, leaves and trees still hold.

        The bytes are overwritten in the database and its log is cut to nothing.  What the disk
        itself, a snapshot or a backup keeps of them is beyond this program: see
        docs/operators.md.

        Args:
            places: Party, generation and position of each; one that is not there is left out.

        Returns:
            How many had something to forget.

        Raises:
            StoreError: nothing was forgotten, or what was forgotten may still lie in the log.
        """
        with self._lock:
            self._refuse_if_stopped()
            try:
                self._write("PRAGMA secure_delete = ON")
                count = self._transact(lambda writer: forget_entries(writer, places))
                self._truncate_log()
                self._write("PRAGMA secure_delete = OFF")
            except FaultError as error:
                self._begin_again(error)
                raise stored_error(error) from error
            return count

    def last_serial(self) -> int:
        """The highest serial, 0 if there is no entry."""
        return self._reader.last_serial()

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""
        return self._reader.meta(key)

    def note(self, party: int, generation: int, size: int | None = None) -> NoteRecord | None:
        """The note at the largest size of this feed, or at a size."""
        return self._reader.note(party, generation, size)

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""
        return self._reader.evidence()

    def size_bytes(self) -> int:
        """What database and write-ahead log occupy on the disk; the reserve is not counted."""
        names = (self._path.name, self._path.name + "-wal")
        return sum(self._files.size_bytes(self._path.with_name(name)) for name in names)

    def free_bytes(self) -> int:
        """Roughly what ordinary records may still use."""
        if not self._reserve.whole:
            return 0
        room = self._files.room_bytes(self._path.parent)
        if self._bytes_max is None:
            return room
        used = self._reader.rows("PRAGMA page_count")[0][0]
        used_bytes = used * PAGE_BYTES if isinstance(used, int) else 0
        return max(0, min(room, self._bytes_max - self._reserve_bytes - used_bytes))

    def checkpoint(self) -> None:
        """Copies the write-ahead log into the database and cuts it to nothing."""
        with self._lock:
            try:
                self._truncate_log()
            except FaultError as error:
                raise stored_error(error) from error

    def close(self) -> None:
        """Closes all files.  What was committed stays durable."""
        with self._lock:
            if self._stopped is None:
                self._stopped = StoreError("the store is closed", remedy="restart the station")
            self._close_connections()
            self._anchor.close()
            self._reserve.close()

    def _open(self) -> None:
        try:
            settle_log(self._path, self._files)
            writer = self._connect(self._path)
            self._writer = writer
            set_up(writer)
            # What was removed must not come back with the power: a journal from before the
            # write-ahead log, to which SQLite would roll everything back; a log whose sync failed.
            self._files.sync_directory(self._path.parent)
            migrate(writer, self._path)
            self._pages_max = 0
            self._reader.open()
        except FaultError as error:
            self._close_connections()
            raise StoreError(
                f"the database {self._path.name} cannot be opened: {error.message}",
                remedy="look at the disk; if the file is damaged, restore a backup of it",
            ) from error
        except OSError as error:
            self._close_connections()
            raise StoreError(
                f"the files of {self._path.name} cannot be made durable: {error.strerror}",
                remedy="look at the disk that holds the station's home",
            ) from error
        except BaseException:
            self._close_connections()
            raise

    def _close_connections(self) -> None:
        writer, self._writer = self._writer, None
        for part in (self._reader, writer):
            if part is not None:
                try:
                    part.close()
                except FaultError:
                    continue  # Nothing is pending on it; the files are opened afresh.

    def _write(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        if self._writer is None:
            raise StoreError("the store is closed", remedy="restart the station")
        return self._writer.run(sql, values)

    def _truncate_log(self) -> None:
        busy = self._write("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if busy:
            raise FaultError("another program holds the database", Fault.BUSY)

    def _commit_with_reserve(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        while True:
            try:
                self._set_quota(reserve=reserve)
                return self._transact(lambda writer: put_records(writer, records))
            except FaultError as error:
                if error.fault is Fault.IO:
                    serials = self._after_disk_error(records, error)
                    if serials is not None:
                        return serials
                elif error.fault is not Fault.FULL:
                    raise stored_error(error) from error
                if not reserve or self._quota_reached() or not self._reserve.open_step():
                    raise full_error("the disk is full") from error

    def _transact(self, work: Callable[[Connection], Answer]) -> Answer:
        writer = self._writer
        if writer is None:
            raise StoreError("the store is closed", remedy="restart the station")
        writer.run("BEGIN IMMEDIATE")
        try:
            answer = work(writer)
            writer.run("COMMIT")
        finally:
            if writer.in_transaction():
                writer.run("ROLLBACK")
        return answer

    def _build_index_anew(self) -> None:
        """Rows get their places back where these have rotted, then the index is made of them."""
        with self._lock:
            rows = list(misplaced(self._reader))
            try:
                self._transact(lambda writer: rebuild_index(writer, rows))
            except FaultError as error:
                raise stored_error(error) from error

    def _begin_again(self, error: FaultError) -> None:
        """After a failed write or sync outside a commit: reopens, or stops."""
        if error.fault is not Fault.IO:
            return
        self._close_connections()
        try:
            self._open()
            self._truncate_log()
        except StoreError as second:
            self._stop("the database cannot be brought back after a disk error", second)

    def _check_order(self) -> None:
        """A small database is read through; an index that rotted is built anew."""
        if self.size_bytes() > CHECKED_AT_OPEN_BYTES_MAX or not faults_of_order(self._reader):
            return
        try:
            self._build_index_anew()
            faults = faults_of_order(self._reader)
        except StoreError as error:
            faults = [error.message]
        if faults:
            raise StoreError(
                f"the database {self._path.name} is damaged: {faults[0]}", remedy=DAMAGED_REMEDY
            )

    def _set_quota(self, *, reserve: bool) -> None:
        if self._bytes_max is None:
            return
        share = self._bytes_max if reserve else self._bytes_max - self._reserve_bytes
        pages = min(_PAGES_MAX, max(1, share // PAGE_BYTES))
        if pages != self._pages_max:
            self._write(f"PRAGMA max_page_count = {pages}")
            self._pages_max = pages

    def _quota_reached(self) -> bool:
        """Whether our own quota, and not the disk, is what is full: no reserve file helps."""
        if self._bytes_max is None:
            return False
        return self._files.room_bytes(self._path.parent) > FULL_BELOW_BYTES

    def _after_disk_error(self, records: Sequence[Record], error: FaultError) -> list[int] | None:
        """Reopens after a failed write or sync and finds out what became of the batch.

        The batch may lie whole in the log although its sync failed.  A checkpoint into the
        database, synced afresh, settles it: either it is in, or its frames can never return, nor
        the log that held them and was removed.

        Returns:
            The batch's serials if it is durable after all; None if the disk is full.

        Raises:
            StoreError: the batch is not kept; or the store has stopped, until a restart.
        """
        self._close_connections()
        try:
            self._open()
            self._truncate_log()
            if self._writer is not None and records_kept(self._writer, records):
                return self._transact(lambda writer: put_records(writer, records))
        except (FaultError, StoreError) as second:
            self._stop("the database cannot be brought back after a disk error", second)
        if self._files.room_bytes(self._path.parent) < FULL_BELOW_BYTES:
            return None
        raise stored_error(error) from error

    def _raise_anchor(self) -> None:
        """A crash may have come between an entry and its anchor: mend that before it leaves."""
        anchor = self._anchor.read()
        head = None if anchor is None else self._reader.head(self._own_party, anchor)
        if head is not None:
            self._anchor.write(head)

    def _write_anchor(self, records: Sequence[Record]) -> None:
        """An entry that a peer gave back moves nothing: what else was signed, it does not tell."""
        own = [
            record
            for record in records
            if isinstance(record, EntryRecord)
            and record.party == self._own_party
            and not record.bearer
        ]
        if not own:
            return
        head = max(own, key=lambda record: (record.generation, record.position))
        anchor = Anchor(head.generation, head.position, head.leaf)
        try:
            self._anchor.write(anchor)
        except StoreError:
            try:
                self._anchor.write(anchor)  # Into a new file this time.
            except StoreError as error:
                self._stop("the anchor cannot be written", error)

    def _refuse_if_stopped(self) -> None:
        if self._stopped is not None:
            raise type(self._stopped)(self._stopped.message, remedy=self._stopped.remedy)

    def _stop(self, what: str, error: StoreError) -> None:
        """Ends all writing: like a crash at this instant, and settled by the next start."""
        self._stopped = StoreStoppedError(
            f"{what}; the store has stopped ({error.message})",
            remedy="look at the disk, then restart the station",
        )
        raise self._stopped from error
