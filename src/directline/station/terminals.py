"""Enrolled terminals: desks that show the line and ring a FLASH while nobody is logged in.

    terminals = Terminals(db)
    terminals.code(name, now_ms=...) -> "7K3F-9QXA-PT"     one-time, for 15 minutes
    terminals.enrol(code, now_ms=...) -> cookie (a secret) ; terminals.name_of(cookie) -> str | None
    terminals.all() ; terminals.revoke(name, now_ms=...)

A code has 50 bits and lives for a quarter of an hour: too many to try, even without a delay.
"""

import secrets
from dataclasses import dataclass

from directline.errors import AccessError, LocalProtocolError
from directline.station.groups import ALPHABET, normal_groups
from directline.station.localdb import LocalDb, number, words
from directline.station.sessions import digest, plain_name, secret_text

CODE_CHARS = 10
CODE_MS = 15 * 60_000
TERMINALS_MAX = 256
"""Live terminals of one station."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """One enrolled desk.  Its cookie is not in it."""

    name: str
    enrolled_ms: int
    revoked_ms: int | None


class Terminals:
    """The terminals in `desk.db`."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def code(self, name: str, *, now_ms: int) -> str:
        """A one-time code with which a browser becomes the terminal of this name."""
        name = plain_name(name)
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_CHARS))
        with self._db.transaction():
            if self._live(name):
                raise LocalProtocolError(
                    f"there is a terminal {name!r} already", remedy="revoke it first"
                )
            if len([held for held in self.all() if held.revoked_ms is None]) >= TERMINALS_MAX:
                raise LocalProtocolError(f"there are {TERMINALS_MAX} terminals already")
            self._db.run("DELETE FROM enrolments WHERE expires_ms < ? OR name = ?", (now_ms, name))
            self._db.run(
                "INSERT INTO enrolments (digest, name, expires_ms) VALUES (?, ?, ?)",
                (digest(code), name, now_ms + CODE_MS),
            )
        return f"{code[:4]}-{code[4:8]}-{code[8:]}"

    def enrol(self, code: str, *, now_ms: int) -> str:
        """Turn a code into a terminal's cookie: the only time it is seen.

        Raises:
            AccessError: unknown, used or too old.
        """
        kept = digest(normal_groups(code))
        with self._db.transaction():
            rows = self._db.run("SELECT name, expires_ms FROM enrolments WHERE digest = ?", (kept,))
            if not rows or number(rows[0][1]) < now_ms:
                raise AccessError(
                    "this enrolment code is unknown, used or too old",
                    remedy="an operator makes a new one: directline terminal enrol NAME",
                )
            cookie = secret_text()
            self._db.run("DELETE FROM enrolments WHERE digest = ?", (kept,))
            self._db.insert(
                "INSERT INTO terminals (name, digest, enrolled_ms) VALUES (?, ?, ?)",
                (rows[0][0], digest(cookie), now_ms),
            )
        return cookie

    def name_of(self, cookie: str) -> str | None:
        """The name of the terminal that holds this cookie, or None."""
        rows = self._db.run(
            "SELECT name FROM terminals WHERE digest = ? AND revoked_ms IS NULL", (digest(cookie),)
        )
        return words(rows[0][0]) if rows else None

    def all(self) -> tuple[Terminal, ...]:
        """All terminals, revoked ones too, oldest first."""
        rows = self._db.run("SELECT name, enrolled_ms, revoked_ms FROM terminals ORDER BY id")
        return tuple(
            Terminal(words(name), number(enrolled), None if revoked is None else number(revoked))
            for name, enrolled, revoked in rows
        )

    def revoke(self, name: str, *, now_ms: int) -> None:
        """Refuse a terminal from now on.

        Raises:
            LocalProtocolError: there is no such live terminal.
        """
        if not self._live(name):
            raise LocalProtocolError(f"there is no terminal {name[:100]!r}")
        self._db.run(
            "UPDATE terminals SET revoked_ms = ? WHERE name = ? AND revoked_ms IS NULL",
            (now_ms, name),
        )

    def _live(self, name: str) -> bool:
        return any(held.name == name and held.revoked_ms is None for held in self.all())
