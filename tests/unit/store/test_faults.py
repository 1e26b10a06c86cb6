"""Full disks, failed syncs, rotten rows: what the SQLite store does on its bad days."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import StoreError, StoreFullError
from directline.line.ports import Anchor, DamagedRecord, MetaRecord
from directline.store.connection import Connection, Fault, FaultError, LibraryConnection, SqlValue
from directline.store.files import SystemFiles
from directline.store.limits import RESERVE_STEP_BYTES
from tests.unit.store.conftest import OpenSqlite
from tests.unit.store.records import entry

Row = tuple[SqlValue, ...]


class Disk:
    """Opens connections whose statements fail when a test says so."""

    def __init__(self) -> None:
        self.opened = 0
        self.before: Callable[[str], None] = lambda _sql: None
        self.after: Callable[[str], None] = lambda _sql: None

    def connect(self, path: Path) -> Connection:
        self.opened += 1
        return FaultyConnection(LibraryConnection(path), self)

    def fail(self, statement: str, fault: Fault, *, times: int, done: bool = False) -> None:
        left = times

        def check(sql: str) -> None:
            nonlocal left
            if sql.startswith(statement) and left > 0:
                left -= 1
                raise FaultError("planted", fault)

        if done:
            self.after = check
        else:
            self.before = check


class FaultyConnection:
    def __init__(self, inner: LibraryConnection, disk: Disk) -> None:
        self.inner = inner
        self.disk = disk

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
        self.disk.before(sql)
        rows = self.inner.run(sql, values)
        self.disk.after(sql)
        return rows

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        self.disk.before(sql)
        return self.inner.insert(sql, values)

    def in_transaction(self) -> bool:
        return self.inner.in_transaction()

    def close(self) -> None:
        self.inner.close()


def test_a_failed_sync_is_not_tried_again_but_the_file_reopened(open_sqlite: OpenSqlite) -> None:
    disk = Disk()
    store = open_sqlite(connect=disk.connect)
    store.commit([entry(0, 1)], reserve=False)
    opened = disk.opened
    disk.fail("COMMIT", Fault.IO, times=1)
    with pytest.raises(StoreError, match="planted"):
        store.commit([entry(0, 2), MetaRecord("k", b"v")], reserve=False)
    assert disk.opened == opened + 2
    assert store.entry(0, 1, 2) is None
    assert store.meta("k") is None
    assert store.read_anchor() == Anchor(1, 1, entry(0, 1).leaf)
    assert store.commit([entry(0, 2)], reserve=False) == [2]
    assert store.read_anchor() == Anchor(1, 2, entry(0, 2).leaf)


def test_a_batch_that_is_whole_in_spite_of_a_failed_sync_is_confirmed(
    open_sqlite: OpenSqlite,
) -> None:
    disk = Disk()
    store = open_sqlite(connect=disk.connect)
    disk.fail("COMMIT", Fault.IO, times=1, done=True)
    assert store.commit([entry(0, 1), MetaRecord("k", b"v")], reserve=False) == [1]
    assert store.entry(0, 1, 1) == entry(0, 1)
    assert store.meta("k") == b"v"
    assert store.read_anchor() == Anchor(1, 1, entry(0, 1).leaf)


def test_a_database_that_cannot_be_brought_back_stops_the_store_until_a_restart(
    open_sqlite: OpenSqlite,
) -> None:
    disk = Disk()
    store = open_sqlite(connect=disk.connect)
    store.commit([entry(0, 1)], reserve=False)

    def break_down(sql: str) -> None:
        if sql.startswith(("COMMIT", "PRAGMA wal_checkpoint")):
            raise FaultError("planted", Fault.IO)

    disk.before = break_down
    with pytest.raises(StoreError, match="has stopped"):
        store.commit([entry(0, 2)], reserve=False)
    disk.before = lambda _sql: None
    with pytest.raises(StoreError, match="has stopped"):
        store.commit([entry(0, 2)], reserve=True)
    store.close()
    again = open_sqlite()
    assert again.commit([entry(0, 2)], reserve=False) == [2]


def test_an_io_error_on_a_full_disk_is_a_full_disk(
    open_sqlite: OpenSqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    store = open_sqlite(connect=disk.connect)
    monkeypatch.setattr(SystemFiles, "room_bytes", lambda *_: 1000)
    disk.fail("COMMIT", Fault.IO, times=1)
    with pytest.raises(StoreFullError):
        store.commit([entry(0, 1)], reserve=False)


def test_the_reserve_is_opened_for_urgent_records_only_and_closed_when_there_is_room(
    open_sqlite: OpenSqlite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    size = 3 * RESERVE_STEP_BYTES
    store = open_sqlite(connect=disk.connect, reserve_bytes=size)
    disk.fail("INSERT INTO entries", Fault.FULL, times=1)
    with pytest.raises(StoreFullError):
        store.commit([entry(0, 1)], reserve=False)
    assert (tmp_path / "reserve").stat().st_size == size

    monkeypatch.setattr(SystemFiles, "room_bytes", lambda *_: 1000)
    disk.fail("INSERT INTO entries", Fault.FULL, times=2)
    assert store.commit([entry(0, 1)], reserve=True) == [1]
    assert (tmp_path / "reserve").stat().st_size == size - 2 * RESERVE_STEP_BYTES
    assert store.free_bytes() == 0
    with pytest.raises(StoreFullError, match="but for the reserve"):
        store.commit([entry(0, 2)], reserve=False)
    assert store.commit([entry(1, 1)], reserve=True) == [2]

    monkeypatch.undo()
    assert store.commit([entry(0, 2)], reserve=False) == [3]
    assert (tmp_path / "reserve").stat().st_size == size


def test_a_disk_that_stays_full_ends_the_reserve(open_sqlite: OpenSqlite) -> None:
    disk = Disk()
    store = open_sqlite(connect=disk.connect, reserve_bytes=2 * RESERVE_STEP_BYTES)
    disk.fail("INSERT INTO entries", Fault.FULL, times=100)
    with pytest.raises(StoreFullError):
        store.commit([entry(0, 1)], reserve=True)
    disk.before = lambda _sql: None
    assert store.commit([entry(0, 1)], reserve=True) == [1]


def test_an_anchor_that_cannot_be_written_stops_the_store(
    open_sqlite: OpenSqlite, tmp_path: Path
) -> None:
    store = open_sqlite()
    (tmp_path / "anchor.new").mkdir()
    with pytest.raises(StoreError, match="anchor"):
        store.commit([entry(0, 1)], reserve=False)
    with pytest.raises(StoreError, match="has stopped"):
        store.commit([entry(1, 1)], reserve=False)
    store.close()
    (tmp_path / "anchor.new").rmdir()
    again = open_sqlite()
    assert again.entry(0, 1, 1) == entry(0, 1)
    assert again.commit([entry(0, 1)], reserve=False) == [1]
    assert again.read_anchor() == Anchor(1, 1, entry(0, 1).leaf)


@pytest.mark.parametrize("column", ["header", "signature", "body", "salt", "leaf"])
def test_a_rotten_entry_is_never_given_out_and_mended_by_its_copy(
    open_sqlite: OpenSqlite, tmp_path: Path, column: str
) -> None:
    store = open_sqlite()
    good = [entry(1, 1), entry(1, 2), entry(1, 3)]
    store.commit(good, reserve=False)
    connection = sqlite3.connect(tmp_path / "line.db")
    value = connection.execute(f"SELECT {column} FROM entries").fetchall()[1][0]  # noqa: S608
    rotten = bytes([value[0] ^ 4]) + value[1:]
    connection.execute(f"UPDATE entries SET {column} = ? WHERE serial = 2", (rotten,))  # noqa: S608
    connection.commit()
    connection.close()

    with pytest.raises(StoreError, match="1/2 of party 1 is damaged"):
        store.entry(1, 1, 2)
    with pytest.raises(StoreError, match="damaged"):
        list(store.entries())
    told: list[DamagedRecord] = []
    assert [serial for serial, _ in store.entries(on_damage=told.append)] == [1, 3]
    assert [(d.party, d.generation, d.position) for d in told] == [(1, 1, 2)]
    assert store.damaged() == [(1, 1, 2)]
    assert told[0].leaf in (None, good[1].leaf)

    with pytest.raises(StoreError):
        store.commit([entry(1, 2, text="other")], reserve=False)
    assert store.commit([good[1]], reserve=False) == [2]
    assert [record for _, record in store.entries()] == good
    assert store.damaged() == []


def test_a_number_that_rotted_is_noticed_too(open_sqlite: OpenSqlite, tmp_path: Path) -> None:
    store = open_sqlite()
    store.commit([replace(entry(1, 1), stored_ms=5)], reserve=False)
    connection = sqlite3.connect(tmp_path / "line.db")
    connection.execute("UPDATE entries SET stored_ms = 6")
    connection.commit()
    connection.close()
    assert store.damaged() == [(1, 1, 1)]
