"""Officers of our own side: who they are, and log-ins that are slow and counted.

    officers = Officers(db)
    officers.add(login, name=..., role=..., call_sign=..., passphrase=..., now_ms=...) -> Officer
    officers.all() ; officers.by_login(login) ; officers.get(id)
    officers.set_passphrase(login, passphrase, now_ms=...) ; officers.disable(login, now_ms=...)
    officers.check(login, passphrase, now_ms=...) -> Officer         slow: call it in a thread

`check` is three steps, which a station with an event loop may also call by themselves:
`attempt` (counts before it looks, so that guesses in parallel gain nothing), `Attempt.verify`
(Argon2id, any thread), `conclude`.

A wrong passphrase delays the next attempt for that login: 1 s, 2 s, 4 s, up to a minute.
Never longer, since whoever must answer a FLASH must not be locked out by another's guesses.
The count is kept over a restart.
"""

import hmac
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field

from directline.errors import AccessError, LocalProtocolError, StoreError
from directline.station.custody import HARDNESS, SALT_BYTES, Hardness, check_new_passphrase
from directline.station.localdb import LocalDb, blob, number, words
from directline.store.connection import SqlValue

DELAY_FIRST_MS = 1_000
DELAY_MAX_MS = 60_000
"""At most a guess a minute; at most a minute of lock-out for the officer on watch."""
FAILURES_KEPT_MAX = 1_000
"""Logins that were tried; the oldest are forgotten, so a stranger cannot fill the disk."""
NAME_CHARS_MAX = 100
CALL_SIGN_CHARS_MAX = 64
ROLE_CHARS_MAX = 64
OFFICERS_MAX = 1_000
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?")
_REFUSED = "the login or the passphrase is wrong"
"""One message for every reason, so that a stranger learns nothing about who works here."""
_COLUMNS = "id, login, name, role, call_sign, disabled"
_NOBODY_SALT = bytes(SALT_BYTES)


@dataclass(frozen=True, slots=True)
class Officer:
    """One person.  The name is never sent; role and call sign are what the other side sees."""

    id: int
    login: str
    name: str
    role: str
    call_sign: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One log-in that was counted and is not decided yet."""

    login: str
    officer: int
    """0 when there is no such officer, or a disabled one."""
    salt: bytes = field(repr=False)
    hardness: Hardness
    verifier: bytes = field(repr=False)

    def verify(self, passphrase: str) -> bool:
        """Whether the passphrase is right.  As slow for a login that does not exist."""
        same = hmac.compare_digest(self.hardness.derive(passphrase, self.salt), self.verifier)
        return same and self.officer != 0


class Officers:
    """The officers in `desk.db`."""

    def __init__(self, db: LocalDb, hardness: Hardness = HARDNESS) -> None:
        self._db = db
        self._hardness = hardness
        self._unkept: dict[str, tuple[int, int]] = {}
        """Counts that a full disk did not take: (count, not before); gone with a restart."""

    def add(
        self, login: str, *, name: str, role: str, call_sign: str, passphrase: str, now_ms: int
    ) -> Officer:
        """A new officer.

        Raises:
            LocalProtocolError: the login is taken or malformed, or a name is.
            CustodyError: the passphrase is too short.
        """
        login = normal_login(login)
        if not _LOGIN.fullmatch(login):
            raise LocalProtocolError(
                f"{login[:40]!r} cannot be a login",
                remedy="1 to 32 of a-z, 0-9, dot, dash and underscore",
            )
        for what, text, chars_max in (
            ("name", name, NAME_CHARS_MAX),
            ("role", role, ROLE_CHARS_MAX),
            ("call sign", call_sign, CALL_SIGN_CHARS_MAX),
        ):
            if not text.strip() or not text.isprintable() or len(text) > chars_max:
                raise LocalProtocolError(f"the {what} is empty, too long or not printable")
        check_new_passphrase(passphrase)
        salt, verifier = self._new_verifier(passphrase)
        with self._db.transaction():
            if self.by_login(login) is not None:
                raise LocalProtocolError(
                    f"there is an officer {login!r} already",
                    remedy="a login is never given twice: choose another one",
                )
            if number(self._db.run("SELECT count(*) FROM officers")[0][0]) >= OFFICERS_MAX:
                raise LocalProtocolError(f"there are {OFFICERS_MAX} officers already")
            officer = self._db.insert(
                "INSERT INTO officers (login, name, role, call_sign, salt, memory_kib, iterations,"
                " lanes, verifier, changed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (login, name, role, call_sign, salt, *self._parameters(), verifier, now_ms),
            )
        return Officer(officer, login, name, role, call_sign, disabled=False)

    def all(self) -> tuple[Officer, ...]:
        """All officers by login, disabled ones too."""
        rows = self._db.run(f"SELECT {_COLUMNS} FROM officers ORDER BY login")  # noqa: S608
        return tuple(_officer(row) for row in rows)

    def get(self, officer: int) -> Officer | None:
        """One officer by number."""
        rows = self._db.run(f"SELECT {_COLUMNS} FROM officers WHERE id = ?", (officer,))  # noqa: S608
        return _officer(rows[0]) if rows else None

    def by_login(self, login: str) -> Officer | None:
        """One officer by login."""
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM officers WHERE login = ?",  # noqa: S608
            (normal_login(login),),
        )
        return _officer(rows[0]) if rows else None

    def set_passphrase(self, login: str, passphrase: str, *, now_ms: int) -> Officer:
        """Give an officer a new passphrase; ends that officer's sessions and failures.

        Raises:
            LocalProtocolError: there is no such officer.
            CustodyError: the passphrase is too short.
        """
        officer = self._known(login)
        check_new_passphrase(passphrase)
        salt, verifier = self._new_verifier(passphrase)
        with self._db.transaction():
            self._db.run(
                "UPDATE officers SET salt = ?, memory_kib = ?, iterations = ?, lanes = ?,"
                " verifier = ?, changed_ms = ? WHERE id = ?",
                (salt, *self._parameters(), verifier, now_ms, officer.id),
            )
            self._db.run("DELETE FROM sessions WHERE officer = ?", (officer.id,))
            self._db.run("DELETE FROM failures WHERE login = ?", (officer.login,))
        return officer

    def disable(self, login: str, *, now_ms: int, disabled: bool = True) -> Officer:
        """Shut an officer out at once (or let in again); what was signed stays.

        Raises:
            LocalProtocolError: there is no such officer.
        """
        officer = self._known(login)
        with self._db.transaction():
            self._db.run(
                "UPDATE officers SET disabled = ?, changed_ms = ? WHERE id = ?",
                (int(disabled), now_ms, officer.id),
            )
            self._db.run("DELETE FROM sessions WHERE officer = ?", (officer.id,))
        return self._known(login)

    def check(self, login: str, passphrase: str, *, now_ms: int) -> Officer:
        """The officer of a login and passphrase.  Takes tenths of a second: call it in a thread.

        Raises:
            AccessError: refused; it says for how long to wait when it came too soon.
        """
        attempt = self.attempt(login, now_ms=now_ms)
        return self.conclude(attempt, right=attempt.verify(passphrase))

    def attempt(self, login: str, *, now_ms: int) -> Attempt:
        """Count an attempt before it is judged.

        Raises:
            AccessError: too soon after a wrong one; not counted again.
        """
        login = normal_login(login)[:64]
        try:
            with self._db.transaction():
                count = self._counted(login, now_ms)
                self._count(login, count, now_ms)
        except StoreError:
            # A full disk must not keep the next watch out, nor let anybody guess uncounted.
            count = self._counted(login, now_ms)
            self._unkept.pop(login, None)
            self._unkept[login] = count, now_ms + _delay_ms(count)
            if len(self._unkept) > FAILURES_KEPT_MAX:
                del self._unkept[next(iter(self._unkept))]
        return self._attempt(login)

    def _counted(self, login: str, now_ms: int) -> int:
        """The number of this attempt.  Raises AccessError when it comes too soon."""
        rows = self._db.run("SELECT count, not_before_ms FROM failures WHERE login = ?", (login,))
        kept = (number(rows[0][0]), number(rows[0][1])) if rows else (0, 0)
        unkept = self._unkept.get(login, (0, 0))
        wait_ms = max(kept[1], unkept[1]) - now_ms
        # A wait beyond the longest delay means that the clock was set back: it does not hold.
        if 0 < wait_ms <= DELAY_MAX_MS:
            seconds = -(-wait_ms // 1000)
            raise AccessError(
                f"too soon after a wrong passphrase for this login: wait {seconds} s",
                remedy="another officer can log in meanwhile",
            )
        return max(kept[0], unkept[0]) + 1

    def _count(self, login: str, count: int, now_ms: int) -> None:
        self._db.run(
            "INSERT INTO failures (login, count, last_ms, not_before_ms) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (login) DO UPDATE SET count = excluded.count,"
            " last_ms = excluded.last_ms, not_before_ms = excluded.not_before_ms",
            (login, count, now_ms, now_ms + _delay_ms(count)),
        )
        self._db.run(
            "DELETE FROM failures WHERE login NOT IN (SELECT login FROM officers) AND login"
            " NOT IN (SELECT login FROM failures ORDER BY last_ms DESC LIMIT ?)",
            (FAILURES_KEPT_MAX,),
        )

    def conclude(self, attempt: Attempt, *, right: bool) -> Officer:
        """Decide a counted attempt: forget the failures, or refuse.

        Raises:
            AccessError: the passphrase was wrong, or the officer does not exist or is disabled.
        """
        officer = self.get(attempt.officer) if right else None
        if officer is None or officer.disabled:
            raise AccessError(_REFUSED)
        self._unkept.pop(attempt.login, None)
        # On a full disk the old count stays, and costs the next log-in no more than its delay.
        with suppress(StoreError):
            self._db.run("DELETE FROM failures WHERE login = ?", (attempt.login,))
        return officer

    def failures(self, login: str) -> int:
        """How many wrong passphrases in a row this login has seen."""
        rows = self._db.run("SELECT count FROM failures WHERE login = ?", (normal_login(login),))
        kept = number(rows[0][0]) if rows else 0
        return max(kept, self._unkept.get(normal_login(login), (0, 0))[0])

    def _attempt(self, login: str) -> Attempt:
        rows = self._db.run(
            "SELECT id, salt, memory_kib, iterations, lanes, verifier FROM officers"
            " WHERE login = ? AND disabled = 0",
            (login,),
        )
        if not rows:
            return Attempt(login, 0, _NOBODY_SALT, self._hardness, bytes(32))
        officer, salt, memory_kib, iterations, lanes, verifier = rows[0]
        hardness = Hardness(number(memory_kib), number(iterations), number(lanes))
        return Attempt(login, number(officer), blob(salt), hardness, blob(verifier))

    def _new_verifier(self, passphrase: str) -> tuple[bytes, bytes]:
        salt = os.urandom(SALT_BYTES)
        return salt, self._hardness.derive(passphrase, salt)

    def _parameters(self) -> tuple[int, int, int]:
        return self._hardness.memory_kib, self._hardness.iterations, self._hardness.lanes

    def _known(self, login: str) -> Officer:
        officer = self.by_login(login)
        if officer is None:
            raise LocalProtocolError(
                f"there is no officer {normal_login(login)[:40]!r}",
                remedy="`directline officer list` shows all",
            )
        return officer


def _delay_ms(count: int) -> int:
    """How long the next attempt waits after so many in a row."""
    return min(DELAY_FIRST_MS << min(count - 1, 16), DELAY_MAX_MS)


def normal_login(login: str) -> str:
    """A login as it is kept: without case and without spaces around it."""
    return login.strip().lower()


def _officer(row: tuple[SqlValue, ...]) -> Officer:
    officer, login, name, role, call_sign, disabled = row
    return Officer(
        number(officer),
        words(login),
        words(name),
        words(role),
        words(call_sign),
        disabled=bool(number(disabled)),
    )
