"""The database's tables, as numbered migrations from an empty file to today's version."""

from dataclasses import dataclass

APPLICATION_ID = 0x444C4E45
"""Written into the file's header ("DLNE"), so that another program's database is refused."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: statements that run in one transaction, and its name."""

    version: int
    name: str
    statements: tuple[str, ...]


_ENTRIES = """
CREATE TABLE entries (
    serial INTEGER PRIMARY KEY,
    party INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB,
    salt BLOB,
    stored_ms INTEGER NOT NULL,
    stored_quality INTEGER NOT NULL,
    bearer TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (party, generation, position)
) STRICT
"""

_ENTRIES_STAY = """
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted');
END
"""

_META = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID
"""

_NOTES = """
CREATE TABLE notes (
    party INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    size INTEGER NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (party, generation, size)
) STRICT, WITHOUT ROWID
"""

_EVIDENCE = """
CREATE TABLE evidence (
    party INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    header_a BLOB NOT NULL,
    signature_a BLOB NOT NULL,
    header_b BLOB NOT NULL,
    signature_b BLOB NOT NULL,
    noted_ms INTEGER NOT NULL,
    PRIMARY KEY (party, generation, position)
) STRICT, WITHOUT ROWID
"""

MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "feeds", (_ENTRIES, _ENTRIES_STAY, _META, _NOTES, _EVIDENCE)),
)
"""In order, without gaps.  One that has been released is never changed: add the next."""
