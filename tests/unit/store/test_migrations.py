"""The schema: what version 1 is, how a database gets to a later one, and which are refused."""

import sqlite3
from pathlib import Path

import pytest

from directline.errors import ConfigError, StoreError
from directline.store.connection import FaultError, LibraryConnection
from directline.store.migrations import migrate, schema_version
from directline.store.schema import MIGRATIONS, Migration
from tests.unit.store.conftest import OpenSqlite
from tests.unit.store.records import entry

SECOND = Migration(
    len(MIGRATIONS) + 1,
    "a column and a copy",
    (
        "ALTER TABLE entries ADD COLUMN relay TEXT NOT NULL DEFAULT ''",
        "UPDATE entries SET relay = bearer",
    ),
)
FIXTURES = Path(__file__).with_name("fixtures")


def dump(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump()) + "\n"
    finally:
        connection.close()


def load(path: Path, text: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(text)
    connection.execute(f"PRAGMA application_id = {0x444C4E45}")
    connection.close()


def test_versions_count_from_one_without_gaps() -> None:
    assert [migration.version for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_version_1_is_what_it_was_when_it_was_released(tmp_path: Path) -> None:
    path = tmp_path / "line.db"
    connection = LibraryConnection(path)
    assert migrate(connection, path, MIGRATIONS[:1]) == 1
    connection.close()
    made = dump(path)
    kept = (FIXTURES / "version-1.sql").read_text(encoding="utf-8")
    schema = [line for line in kept.splitlines() if not line.startswith('INSERT INTO "entries"')]
    assert made.splitlines() == schema


def test_a_database_of_version_1_opens_today_with_all_it_held(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    load(tmp_path / "line.db", (FIXTURES / "version-1.sql").read_text(encoding="utf-8"))
    store = open_sqlite()
    assert list(store.entries()) == [(1, entry(0, 1)), (2, entry(1, 1, body=None, salt=None))]
    assert store.commit([entry(0, 2)], reserve=False) == [3]


def test_a_step_runs_once_and_keeps_the_rows(tmp_path: Path, open_sqlite: OpenSqlite) -> None:
    store = open_sqlite()
    store.commit([entry(0, 1), entry(1, 1)], reserve=False)
    store.close()
    path = tmp_path / "line.db"
    connection = LibraryConnection(path)
    for _ in range(2):
        assert migrate(connection, path, (*MIGRATIONS, SECOND)) == SECOND.version
    assert connection.run("SELECT relay FROM entries ORDER BY serial") == [("",), ("tls",)]
    assert schema_version(connection) == SECOND.version
    connection.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "line.db"
    connection = LibraryConnection(path)
    migrate(connection, path)
    before = dump(path)
    broken = Migration(SECOND.version, "broken", (*SECOND.statements, "UPDATE nothing SET x = 1"))
    with pytest.raises(FaultError):
        migrate(connection, path, (*MIGRATIONS, broken))
    assert not connection.in_transaction()
    connection.close()
    assert dump(path) == before


def test_a_newer_database_is_refused_with_a_remedy(tmp_path: Path, open_sqlite: OpenSqlite) -> None:
    path = tmp_path / "line.db"
    connection = LibraryConnection(path)
    migrate(connection, path, (*MIGRATIONS, SECOND))
    connection.close()
    with pytest.raises(ConfigError, match="newer directline"):
        open_sqlite()


def test_another_programs_database_is_refused_untouched(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    path = tmp_path / "line.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(ConfigError, match="not a database of directline"):
        open_sqlite()
    assert "theirs" in dump(path)
    assert "entries" not in dump(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, open_sqlite: OpenSqlite) -> None:
    (tmp_path / "line.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_sqlite()


def test_every_table_is_strict_and_entries_cannot_be_deleted(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    store = open_sqlite()
    store.commit([entry(0, 1)], reserve=False)
    store.close()
    connection = LibraryConnection(tmp_path / "line.db")
    tables = connection.run("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    ours = {name: strict for name, strict in tables if not str(name).startswith("sqlite_")}
    assert ours == dict.fromkeys(("entries", "evidence", "meta", "notes", "schema_version"), 1)
    with pytest.raises(FaultError, match="never deleted"):
        connection.run("DELETE FROM entries")
    connection.close()
