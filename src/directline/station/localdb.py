"""The party's own database, `desk.db`: people, log-ins, drafts and the watch log.  Never sent.

    db = LocalDb(home.db_path)          migrates; usable from any thread; close() at the end
    Officers(db)     officers.py        persons, their passphrases, slow and counted log-ins
    Sessions(db)     sessions.py        log-ins; only the digest of a session's token is kept
    Tokens(db)       sessions.py        a party's own systems, which may draft and never release
    Terminals(db)    terminals.py       enrolled desks
    WatchLog(db)     watchlog.py        append-only, hash-chained
    Acts(db)         watchlog.py        which of our own officers did what to which entry
    Drafts(db)       draftbox.py        what nobody has released yet
    Passkeys(db)     passkeys.py        officers' passkeys, and what was approved with them
    Memos(db)        here               small named values that the station keeps over a restart

Instants come in as `now_ms`.  A command may use the database while the station runs.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from directline.errors import ConfigError, LocalProtocolError, StoreError
from directline.store.connection import LibraryConnection, SqlValue
from directline.store.migrations import migrate
from directline.store.schema import Migration

MEMO_BYTES_MAX = 1024 * 1024
"""A memo is a small state of the station, not an archive."""

_MARK = "desk"
"""Name of the first migration: tells this database from a line's."""

_FIRST = (
    """
    CREATE TABLE officers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        call_sign TEXT NOT NULL,
        salt BLOB NOT NULL,
        memory_kib INTEGER NOT NULL,
        iterations INTEGER NOT NULL,
        lanes INTEGER NOT NULL,
        verifier BLOB NOT NULL,
        disabled INTEGER NOT NULL DEFAULT 0,
        changed_ms INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE failures (
        login TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        last_ms INTEGER NOT NULL,
        not_before_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest BLOB NOT NULL UNIQUE,
        officer INTEGER NOT NULL REFERENCES officers (id),
        terminal TEXT NOT NULL,
        address TEXT NOT NULL,
        since_ms INTEGER NOT NULL,
        used_ms INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE tokens (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        digest BLOB NOT NULL UNIQUE,
        made_ms INTEGER NOT NULL,
        revoked_ms INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE terminals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        digest BLOB NOT NULL UNIQUE,
        enrolled_ms INTEGER NOT NULL,
        revoked_ms INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE enrolments (
        digest BLOB PRIMARY KEY,
        name TEXT NOT NULL,
        expires_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE watch_log (
        serial INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        what TEXT NOT NULL,
        args TEXT NOT NULL,
        officer TEXT NOT NULL,
        digest BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER watch_log_stays BEFORE DELETE ON watch_log
    BEGIN SELECT RAISE(ABORT, 'the watch log is never deleted'); END
    """,
    """
    CREATE TRIGGER watch_log_is_final BEFORE UPDATE ON watch_log
    BEGIN SELECT RAISE(ABORT, 'the watch log is never changed'); END
    """,
    """
    CREATE TABLE acts (
        id INTEGER PRIMARY KEY,
        line TEXT NOT NULL,
        party INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        position INTEGER NOT NULL,
        what TEXT NOT NULL,
        officer INTEGER NOT NULL,
        at_ms INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX acts_by_entry ON acts (line, party, generation, position)",
    """
    CREATE TABLE drafts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        line TEXT NOT NULL,
        form TEXT NOT NULL,
        inputs TEXT NOT NULL,
        body BLOB,
        precedence INTEGER NOT NULL,
        drill INTEGER NOT NULL,
        drafter INTEGER NOT NULL,
        drafter_name TEXT NOT NULL,
        changed_ms INTEGER NOT NULL,
        source TEXT NOT NULL,
        refers_to TEXT NOT NULL,
        read TEXT NOT NULL,
        raised_by TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE memos (
        key TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

_PASSKEYS = (
    """
    CREATE TABLE passkeys (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        credential BLOB NOT NULL UNIQUE,
        officer INTEGER NOT NULL REFERENCES officers (id),
        name TEXT NOT NULL,
        site TEXT NOT NULL,
        kind TEXT NOT NULL,
        public BLOB NOT NULL,
        counter INTEGER NOT NULL,
        added_ms INTEGER NOT NULL,
        removed_ms INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE approvals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        passkey INTEGER NOT NULL REFERENCES passkeys (id),
        subject BLOB NOT NULL,
        nonce BLOB NOT NULL,
        origin TEXT NOT NULL,
        client_data BLOB NOT NULL,
        authenticator BLOB NOT NULL,
        signature BLOB NOT NULL,
        at_ms INTEGER NOT NULL,
        message TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TRIGGER approvals_stay BEFORE DELETE ON approvals
    BEGIN SELECT RAISE(ABORT, 'an approval is never deleted'); END
    """,
    """
    CREATE TRIGGER approvals_are_final BEFORE UPDATE ON approvals
    WHEN NEW.id <> OLD.id OR NEW.passkey <> OLD.passkey OR NEW.subject <> OLD.subject
        OR (NEW.message <> OLD.message AND OLD.message <> '')
        OR (NEW.nonce <> OLD.nonce AND NEW.nonce <> x'') OR NEW.origin <> OLD.origin
        OR NEW.client_data <> OLD.client_data OR NEW.authenticator <> OLD.authenticator
        OR NEW.signature <> OLD.signature OR NEW.at_ms <> OLD.at_ms
    BEGIN SELECT RAISE(ABORT, 'an approval is never changed'); END
    """,
)

MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, _MARK, _FIRST),
    Migration(2, "passkeys", _PASSKEYS),
)
"""In order, without gaps.  One that has been released is never changed: add the next."""


class LocalDb:
    """One connection behind one lock.  Statements are short; the slow work is done outside."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        new = not path.exists()
        self._connection = LibraryConnection(path)
        try:
            if new:
                path.chmod(0o600)
            self._connection.run("PRAGMA journal_mode = WAL")
            self._connection.run("PRAGMA synchronous = FULL")
            self._connection.run("PRAGMA foreign_keys = ON")
            # What is deleted here (a draft that was released, what is forgotten) is overwritten.
            self._connection.run("PRAGMA secure_delete = ON")
            migrate(self._connection, path, MIGRATIONS)
            self._check_mark(path)
        except (ConfigError, StoreError, OSError):
            self._connection.close()
            raise

    def _check_mark(self, path: Path) -> None:
        mark = self._connection.run("SELECT name FROM schema_version WHERE version = 1")
        if mark != [(_MARK,)]:
            raise ConfigError(f"{path} is not the desk's database", remedy="restore the home")

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[SqlValue, ...]]:
        """Execute one statement and return all its rows."""
        with self._lock:
            return self._connection.run(sql, values)

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        """Execute an INSERT and return the new row's number."""
        with self._lock:
            return self._connection.insert(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside become durable together, or none."""
        with self._lock:
            self._connection.run("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.run("COMMIT")
            finally:
                if self._connection.in_transaction():
                    self._connection.run("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()


class Memos:
    """Small named values: what rang and was acknowledged, when the last test went."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def get(self, key: str) -> bytes | None:
        """The value last put under this key."""
        rows = self._db.run("SELECT value FROM memos WHERE key = ?", (key,))
        return blob(rows[0][0]) if rows else None

    def put(self, key: str, value: bytes) -> None:
        """Replace the value of a key; durable when this returns."""
        if len(value) > MEMO_BYTES_MAX:
            raise LocalProtocolError(f"the memo {key!r} is over {MEMO_BYTES_MAX} bytes")
        self._db.run(
            "INSERT INTO memos (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def number(value: SqlValue) -> int:
    """A column that the schema says is INTEGER."""
    if not isinstance(value, int):
        raise StoreError("desk.db holds a value of the wrong kind", remedy="restore desk.db")
    return value


def words(value: SqlValue) -> str:
    """A column that the schema says is TEXT."""
    if not isinstance(value, str):
        raise StoreError("desk.db holds a value of the wrong kind", remedy="restore desk.db")
    return value


def blob(value: SqlValue) -> bytes:
    """A column that the schema says is BLOB."""
    if not isinstance(value, bytes):
        raise StoreError("desk.db holds a value of the wrong kind", remedy="restore desk.db")
    return value
