"""Log-ins of officers, and tokens of a party's own systems.  Only digests are kept.

sessions = Sessions(db, idle_ms=..., longest_ms=...)
sessions.open(officer, terminal=..., address=..., now_ms=...) -> token (a secret, shown once)
sessions.find(token, now_ms=...) -> Session | None       counts as use unless `touch=False`
sessions.close(token) ; sessions.live(now_ms=...) ; sessions.purge(now_ms=...)

tokens = Tokens(db)
tokens.make(name, now_ms=...) -> token (shown once) ; tokens.name_of(token) -> str | None
tokens.all() ; tokens.revoke(name, now_ms=...)
"""

import contextlib
import hashlib
import secrets
from dataclasses import dataclass, replace

from directline.errors import LocalProtocolError, StoreError
from directline.station.localdb import LocalDb, number, words
from directline.station.officers import Officer
from directline.store.connection import SqlValue

SECRET_BYTES = 32
IDLE_MS = 4 * 3_600_000
"""A quiet night watch must not throw its officer out, a forgotten desk must."""
LONGEST_MS = 14 * 3_600_000
"""A watch of twelve hours with its relief."""
TOUCH_MS = 60_000
"""Use is written at most once a minute, so that reading costs no disk."""
SESSIONS_MAX = 256
"""Live sessions of one station; beyond it the one longest unused ends."""
TOKENS_MAX = 64
TEXT_CHARS_MAX = 100
UNKEPT_MAX = 16
"""Log-ins that a full disk did not take and memory holds: a watch and its relief, not a crowd."""
_TOKEN_PREFIX = "dlt_"  # noqa: S105 - marks a leaked token for what it is
_COLUMNS = (
    "s.id, s.terminal, s.address, s.since_ms, s.used_ms, o.id, o.login, o.name, o.role, o.call_sign"
)


def secret_text() -> str:
    """A new secret that nobody can guess, as text for a cookie or a header."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> bytes:
    """What is kept of a secret.  It has 256 bits, so a plain digest cannot be turned back."""
    return hashlib.sha256(b"directline/secret\n" + secret.encode("utf-8", "replace")).digest()


@dataclass(frozen=True, slots=True)
class Session:
    """One live log-in.  Its token is not in it."""

    id: int
    officer: Officer
    terminal: str
    address: str
    since_ms: int
    used_ms: int


class Sessions:
    """The log-ins in `desk.db`; a restart of the station does not end them.

    Where the disk is full, a new log-in is held in memory alone, so that the next watch can come.
    """

    def __init__(
        self, db: LocalDb, *, idle_ms: int = IDLE_MS, longest_ms: int = LONGEST_MS
    ) -> None:
        self._db = db
        self._idle_ms = idle_ms
        self._longest_ms = longest_ms
        self._unkept: dict[bytes, Session] = {}
        self._serial = 0

    def open(self, officer: Officer, *, terminal: str, address: str, now_ms: int) -> str:
        """Log an officer in and return the session's token: the only time it is seen."""
        token = secret_text()
        terminal, address = terminal[:TEXT_CHARS_MAX], address[:TEXT_CHARS_MAX]
        try:
            with self._db.transaction():
                self._purge(now_ms)
                self._db.run(
                    "DELETE FROM sessions WHERE id IN"
                    " (SELECT id FROM sessions ORDER BY used_ms DESC LIMIT -1 OFFSET ?)",
                    (SESSIONS_MAX - 1,),
                )
                self._db.insert(
                    "INSERT INTO sessions (digest, officer, terminal, address, since_ms, used_ms)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (digest(token), officer.id, terminal, address, now_ms, now_ms),
                )
        except StoreError:
            self._hold(token, officer, terminal, address, now_ms)
        return token

    def _hold(self, token: str, officer: Officer, terminal: str, address: str, now_ms: int) -> None:
        self._serial -= 1
        held = Session(self._serial, officer, terminal, address, now_ms, now_ms)
        self._unkept[digest(token)] = held
        if len(self._unkept) > UNKEPT_MAX:
            del self._unkept[min(self._unkept, key=lambda key: self._unkept[key].used_ms)]

    def _held(self, key: bytes) -> Session | None:
        """A log-in in memory, if its officer is still let in by the same passphrase."""
        held = self._unkept.get(key)
        if held is None:
            return None
        rows = self._db.run(
            "SELECT 1 FROM officers WHERE id = ? AND disabled = 0 AND changed_ms <= ?",
            (held.officer.id, held.since_ms),
        )
        return held if rows else None

    def find(self, token: str, *, now_ms: int, touch: bool = True) -> Session | None:
        """The live session of a token, or None.

        Args:
            token: What the desk or command sent.
            now_ms: The station's clock.
            touch: False for a page's own traffic, which is no sign of a person.
        """
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM sessions s JOIN officers o ON o.id = s.officer"  # noqa: S608
            " WHERE s.digest = ? AND o.disabled = 0",
            (digest(token),),
        )
        key = digest(token)
        session = _session(rows[0]) if rows else self._held(key)
        if session is None or not self._alive(session, now_ms):
            return None
        if touch and key in self._unkept:
            session = self._unkept[key] = replace(session, used_ms=now_ms)
        elif touch and now_ms - session.used_ms >= TOUCH_MS:
            # On a full disk the officer on watch acts all the same.
            with contextlib.suppress(StoreError):
                self._db.run("UPDATE sessions SET used_ms = ? WHERE id = ?", (now_ms, session.id))
        return session

    def live(self, *, now_ms: int) -> tuple[Session, ...]:
        """All live sessions, newest first."""
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM sessions s JOIN officers o ON o.id = s.officer"  # noqa: S608
            " WHERE o.disabled = 0 ORDER BY s.since_ms DESC, s.id DESC"
        )
        held = [self._held(key) for key in list(self._unkept)]
        found = [*filter(None, held), *(_session(row) for row in rows)]
        return tuple(session for session in found if self._alive(session, now_ms))

    def close(self, token: str) -> None:
        """End a session.  An unknown token is ignored."""
        if self._unkept.pop(digest(token), None) is not None:
            return
        self._db.run("DELETE FROM sessions WHERE digest = ?", (digest(token),))

    def close_officer(self, officer: int) -> None:
        """End all sessions of one officer."""
        self._unkept = {k: s for k, s in self._unkept.items() if s.officer.id != officer}
        self._db.run("DELETE FROM sessions WHERE officer = ?", (officer,))

    def purge(self, *, now_ms: int) -> None:
        """Forget sessions that have ended by time."""
        self._purge(now_ms)

    def _purge(self, now_ms: int) -> None:
        self._db.run(
            "DELETE FROM sessions WHERE used_ms < ? OR since_ms < ?",
            (now_ms - self._idle_ms, now_ms - self._longest_ms),
        )

    def _alive(self, session: Session, now_ms: int) -> bool:
        return (
            now_ms - session.used_ms <= self._idle_ms
            and now_ms - session.since_ms <= self._longest_ms
        )


@dataclass(frozen=True, slots=True)
class Token:
    """One system of ours that may draft.  The secret is not in it."""

    name: str
    made_ms: int
    revoked_ms: int | None


class Tokens:
    """Tokens that may draft and never release."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def make(self, name: str, *, now_ms: int) -> str:
        """A new token: the only time it is seen.

        Raises:
            LocalProtocolError: the name is malformed, in use, or there are too many.
        """
        name = plain_name(name)
        token = _TOKEN_PREFIX + secret_text()
        with self._db.transaction():
            live = [held for held in self.all() if held.revoked_ms is None]
            if any(held.name == name for held in live):
                raise LocalProtocolError(
                    f"there is a token {name!r} already", remedy="revoke it first"
                )
            if len(live) >= TOKENS_MAX:
                raise LocalProtocolError(
                    f"there are {TOKENS_MAX} tokens already", remedy="revoke one that is not used"
                )
            self._db.insert(
                "INSERT INTO tokens (name, digest, made_ms) VALUES (?, ?, ?)",
                (name, digest(token), now_ms),
            )
        return token

    def name_of(self, token: str) -> str | None:
        """The name of the system that holds this token, or None."""
        rows = self._db.run(
            "SELECT name FROM tokens WHERE digest = ? AND revoked_ms IS NULL", (digest(token),)
        )
        return words(rows[0][0]) if rows else None

    def all(self) -> tuple[Token, ...]:
        """All tokens, revoked ones too, oldest first."""
        rows = self._db.run("SELECT name, made_ms, revoked_ms FROM tokens ORDER BY id")
        return tuple(
            Token(words(name), number(made), None if revoked is None else number(revoked))
            for name, made, revoked in rows
        )

    def revoke(self, name: str, *, now_ms: int) -> None:
        """Refuse a token from now on.

        Raises:
            LocalProtocolError: there is no such live token.
        """
        if not any(held.name == name and held.revoked_ms is None for held in self.all()):
            raise LocalProtocolError(
                f"there is no token {name[:TEXT_CHARS_MAX]!r}",
                remedy="`directline token list` shows all",
            )
        self._db.run(
            "UPDATE tokens SET revoked_ms = ? WHERE name = ? AND revoked_ms IS NULL", (now_ms, name)
        )


def plain_name(name: str) -> str:
    """A name that a person gave to a token or terminal.

    Raises:
        LocalProtocolError: empty, too long or not printable.
    """
    name = name.strip()
    if not name or len(name) > TEXT_CHARS_MAX or not name.isprintable():
        raise LocalProtocolError(
            "the name is empty, too long or not printable", remedy="for example: desk-1"
        )
    return name


def _session(row: tuple[SqlValue, ...]) -> Session:
    session, terminal, address, since_ms, used_ms, officer, login, name, role, call_sign = row
    person = Officer(
        number(officer), words(login), words(name), words(role), words(call_sign), disabled=False
    )
    return Session(
        number(session), person, words(terminal), words(address), number(since_ms), number(used_ms)
    )
