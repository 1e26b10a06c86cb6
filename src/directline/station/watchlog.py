"""The party's own watch log (append-only, hash-chained) and who of ours did what.  Never sent.

log = WatchLog(db)
log.append("log-note", {"text": "..."}, officer="Ada", now_ms=...) -> LogRow
log.rows(limit=100, before_serial=None) ; log.head() -> (serial, digest) ; log.verify()

acts = Acts(db)
acts.add(line, party, generation, position, "released", officer_id, now_ms=...)
acts.of(line, party, generation, position) -> tuple[Act, ...]
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from directline.errors import StoreError, VerificationError
from directline.station.localdb import LocalDb, blob, number, words
from directline.store.connection import SqlValue
from directline.wire.codec import encode

WHAT_CHARS_MAX = 100
ARG_CHARS_MAX = 4_000
"""A remark of an officer is a few sentences."""
ARGS_MAX = 32
ROWS_MAX = 10_000
"""Rows given out at once."""
_CONTEXT = b"directline/watch-log/v1\n"
_COLUMNS = "serial, at_ms, what, args, officer, digest"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the watch log; `digest` covers it and everything before it."""

    serial: int
    at_ms: int
    what: str
    args: dict[str, str]
    officer: str
    digest: bytes


class WatchLog:
    """What happened on this watch, in order."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def append(
        self, what: str, args: Mapping[str, str], *, officer: str = "", now_ms: int
    ) -> LogRow:
        """Write one line; durable when this returns.

        Args:
            what: A word key of the catalogue.
            args: What fills it; longer texts are cut.
            officer: The person's name, empty for the station itself.
            now_ms: The station's clock.
        """
        what = what[:WHAT_CHARS_MAX]
        kept = {key: text[:ARG_CHARS_MAX] for key, text in sorted(args.items())[:ARGS_MAX]}
        with self._db.transaction():
            serial, previous = self.head()
            serial += 1
            digest = _digest(previous, serial, now_ms, what, kept, officer)
            self._db.insert(
                "INSERT INTO watch_log (serial, at_ms, what, args, officer, digest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (serial, now_ms, what, json.dumps(kept, ensure_ascii=False), officer, digest),
            )
        return LogRow(serial, now_ms, what, kept, officer, digest)

    def head(self) -> tuple[int, bytes]:
        """The newest line's serial and digest; (0, 32 zero bytes) when there is none."""
        rows = self._db.run("SELECT serial, digest FROM watch_log ORDER BY serial DESC LIMIT 1")
        return (number(rows[0][0]), blob(rows[0][1])) if rows else (0, bytes(32))

    def rows(self, *, limit: int, before_serial: int | None = None) -> tuple[LogRow, ...]:
        """The newest lines, newest first."""
        found = self._db.run(
            f"SELECT {_COLUMNS} FROM watch_log WHERE serial < ?"  # noqa: S608
            " ORDER BY serial DESC LIMIT ?",
            (2**62 if before_serial is None else before_serial, max(0, min(limit, ROWS_MAX))),
        )
        return tuple(_row(row) for row in found)

    def verify(self) -> int:
        """Check the whole chain.

        Returns:
            The number of lines.

        Raises:
            VerificationError: a line was changed, added or taken out; it is named.
        """
        previous, after = bytes(32), 0
        while True:
            found = self._db.run(
                f"SELECT {_COLUMNS} FROM watch_log WHERE serial > ?"  # noqa: S608
                " ORDER BY serial LIMIT 1000",
                (after,),
            )
            for row in map(_row, found):
                expected = _digest(previous, row.serial, row.at_ms, row.what, row.args, row.officer)
                if row.serial != after + 1 or row.digest != expected:
                    part = f"watch log line {after + 1}"
                    raise VerificationError(f"{part}: changed or missing", part=part)
                previous, after = row.digest, row.serial
            if not found:
                return after


@dataclass(frozen=True, slots=True)
class Act:
    """One step of one of our own officers on one entry."""

    what: str
    officer: int
    at_ms: int


class Acts:
    """Which of our officers drafted, released, confirmed, opened or answered what."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def add(
        self,
        line: str,
        party: int,
        generation: int,
        position: int,
        what: str,
        officer: int,
        *,
        now_ms: int,
    ) -> None:
        """Keep one act; durable when this returns."""
        self._db.insert(
            "INSERT INTO acts (line, party, generation, position, what, officer, at_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (line, party, generation, position, what[:WHAT_CHARS_MAX], officer, now_ms),
        )

    def of(self, line: str, party: int, generation: int, position: int) -> tuple[Act, ...]:
        """The acts on one entry, oldest first."""
        found = self._db.run(
            "SELECT what, officer, at_ms FROM acts"
            " WHERE line = ? AND party = ? AND generation = ? AND position = ? ORDER BY id",
            (line, party, generation, position),
        )
        return tuple(Act(words(what), number(who), number(at)) for what, who, at in found)


def _digest(
    previous: bytes, serial: int, at_ms: int, what: str, args: Mapping[str, str], officer: str
) -> bytes:
    content = encode((previous, serial, at_ms, what, tuple(sorted(args.items())), officer))
    return hashlib.sha256(_CONTEXT + content).digest()


def _row(row: tuple[SqlValue, ...]) -> LogRow:
    serial, at_ms, what, args, officer, digest = row
    return LogRow(
        number(serial), number(at_ms), words(what), texts(args), words(officer), blob(digest)
    )


def texts(value: SqlValue) -> dict[str, str]:
    """A column that holds a JSON object of texts."""
    try:
        found = json.loads(words(value))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise StoreError("desk.db holds a value of the wrong kind", remedy="restore desk.db")
    return found
