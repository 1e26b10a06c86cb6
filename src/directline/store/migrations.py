"""Brings a database to today's schema, one numbered step at a time, each in one transaction."""

from collections.abc import Sequence
from pathlib import Path

from directline.errors import ConfigError
from directline.store.connection import Connection
from directline.store.schema import APPLICATION_ID, MIGRATIONS, Migration

_HISTORY = """
CREATE TABLE schema_version (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT
"""


def schema_version(connection: Connection) -> int:
    """The version that the database has; 0 for an empty one."""
    if not _objects(connection, "AND name = 'schema_version'"):
        return 0
    return _number(connection, "SELECT coalesce(max(version), 0) FROM schema_version")


def migrate(
    connection: Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> int:
    """Applies what is missing and returns the version reached.

    A step that fails leaves the database as it was before that step.

    Raises:
        ConfigError: the file is another program's, or was written by a newer directline.
        FaultError: the database refused a statement.
    """
    found = _recognise(connection, path)
    newest = migrations[-1].version
    if found > newest:
        raise ConfigError(
            f"the database {path.name} has schema version {found}, this program knows {newest}",
            remedy="start the newer directline that wrote it, or restore the copy made before it",
        )
    for migration in migrations:
        if migration.version > found:
            _apply(connection, migration)
    return newest


def _recognise(connection: Connection, path: Path) -> int:
    identity = _number(connection, "PRAGMA application_id")
    empty = not _objects(connection, "")
    if identity not in (0, APPLICATION_ID) or (identity == 0 and not empty):
        raise ConfigError(
            f"{path.name} is not a database of directline",
            remedy="name the station's own home, or move this file away",
        )
    return schema_version(connection)


def _apply(connection: Connection, migration: Migration) -> None:
    connection.run("BEGIN IMMEDIATE")
    try:
        if migration.version == 1:
            connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.run(_HISTORY)
        for statement in migration.statements:
            connection.run(statement)
        connection.run(
            "INSERT INTO schema_version (version, name) VALUES (?, ?)",
            (migration.version, migration.name),
        )
        connection.run("COMMIT")
    finally:
        if connection.in_transaction():
            connection.run("ROLLBACK")


def _objects(connection: Connection, condition: str) -> bool:
    rows = connection.run(f"SELECT 1 FROM sqlite_schema WHERE type = 'table' {condition}")  # noqa: S608
    return bool(rows)


def _number(connection: Connection, sql: str) -> int:
    value = connection.run(sql)[0][0]
    return value if isinstance(value, int) else 0
