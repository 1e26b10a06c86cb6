"""Officers' passkeys, and what was approved with them: kept in `desk.db`, never on the wire.

keys = Passkeys(db)
keys.add(officer, credential, name=..., site=..., now_ms=...) ; keys.of(officer) ; keys.remove(id)
keys.keep(passkey, kept, counter=..., now_ms=...) -> number ; keys.released(number, message)
keys.verify() -> how many approvals hold, each checked again from what is kept

An approval is kept whole, so that the party can show years later what its officer's authenticator
signed; a passkey that was removed stays for that, and approves nothing more.
"""

import hashlib
from dataclasses import dataclass, field

from directline.errors import AccessError, LocalProtocolError, VerificationError
from directline.station.localdb import LocalDb, blob, number, words
from directline.station.webauthn import (
    Assertion,
    Credential,
    KeyKind,
    Site,
    check_assertion,
)
from directline.store.connection import SqlValue

PASSKEYS_MAX = 16
"""Of one officer: a key on the ring, one in the safe, one a machine."""
NAME_CHARS_MAX = 60
_COLUMNS = "id, credential, officer, name, site, kind, public, counter, added_ms"
_CONTEXT = b"directline/approval/v1\n"


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of one officer."""

    id: int
    credential: Credential
    officer: int
    name: str
    site: str
    added_ms: int


@dataclass(frozen=True, slots=True)
class Approval:
    """What an authenticator signed, with everything that its challenge was made of."""

    subject: bytes
    """What was approved, encoded: line, officer, draft, form, salted digest of the body, ..."""
    nonce: bytes = field(repr=False)
    origin: str
    answer: Assertion = field(repr=False)


def challenge_of(subject: bytes, nonce: bytes) -> bytes:
    """The challenge that stands for exactly this subject, once."""
    return hashlib.sha256(_CONTEXT + nonce + hashlib.sha256(subject).digest()).digest()


class Passkeys:
    """The passkeys and approvals in `desk.db`."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def add(
        self, officer: int, credential: Credential, *, name: str, site: str, now_ms: int
    ) -> int:
        """Keep a new passkey; durable when this returns.

        Raises:
            LocalProtocolError: the officer has too many, or it is known already.
        """
        with self._db.transaction():
            if len(self.of(officer)) >= PASSKEYS_MAX:
                raise LocalProtocolError(
                    f"there are {PASSKEYS_MAX} passkeys already", remedy="remove one"
                )
            if self._db.run("SELECT 1 FROM passkeys WHERE credential = ?", (credential.id,)):
                raise LocalProtocolError("this passkey was registered before")
            return self._db.insert(
                "INSERT INTO passkeys (credential, officer, name, site, kind, public, counter,"
                " added_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    credential.id, officer, name[:NAME_CHARS_MAX], site, credential.kind.value,
                    credential.public, credential.counter, now_ms,
                ),
            )  # fmt: skip

    def of(self, officer: int) -> tuple[Passkey, ...]:
        """An officer's passkeys, oldest first."""
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM passkeys"  # noqa: S608
            " WHERE officer = ? AND removed_ms IS NULL ORDER BY id",
            (officer,),
        )
        return tuple(map(_passkey, rows))

    def remove(self, officer: int, passkey: int, *, now_ms: int) -> Passkey:
        """Take a passkey away.

        Raises:
            LocalProtocolError: this officer has none of this number.
        """
        with self._db.transaction():
            held = next((key for key in self.of(officer) if key.id == passkey), None)
            if held is None:
                raise LocalProtocolError(f"there is no passkey {passkey} of this officer")
            self._db.run("UPDATE passkeys SET removed_ms = ? WHERE id = ?", (now_ms, passkey))
        return held

    def keep(self, passkey: Passkey, approval: Approval, *, counter: int, now_ms: int) -> int:
        """Keep an approval and the authenticator's counter, before anything is released."""
        answer = approval.answer
        with self._db.transaction():
            self._db.run("UPDATE passkeys SET counter = ? WHERE id = ?", (counter, passkey.id))
            return self._db.insert(
                "INSERT INTO approvals (passkey, subject, nonce, origin, client_data,"
                " authenticator, signature, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    passkey.id, approval.subject, approval.nonce, approval.origin,
                    answer.client_data, answer.authenticator, answer.signature, now_ms,
                ),
            )  # fmt: skip

    def released(self, approval: int, message: str) -> None:
        """Say which message an approval let go."""
        self._db.run("UPDATE approvals SET message = ? WHERE id = ?", (message, approval))

    def forget(self, message: str) -> None:
        """Destroy what ties approvals to what a forgotten message said."""
        self._db.run("UPDATE approvals SET nonce = x'' WHERE message = ?", (message,))
        self._db.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def verify(self) -> int:
        """Check every approval again, from what is kept of it; those of forgotten messages aside.

        Returns:
            How many hold.

        Raises:
            VerificationError: one does not hold; it is named.
        """
        rows = self._db.run(
            "SELECT a.id, a.subject, a.nonce, a.origin, a.client_data, a.authenticator,"
            " a.signature, p.credential, p.kind, p.public FROM approvals a"
            " JOIN passkeys p ON p.id = a.passkey WHERE a.nonce <> x'' ORDER BY a.id"
        )
        for serial, subject, nonce, origin, client_data, authenticator, signature, *key in rows:
            held = Credential(blob(key[0]), KeyKind(words(key[1])), blob(key[2]), 0)
            answer = Assertion(held.id, blob(client_data), blob(authenticator), blob(signature))
            part = f"approval {number(serial)}"
            try:
                challenge = challenge_of(blob(subject), blob(nonce))
                check_assertion(held, answer, challenge, Site.of(words(origin)))
            except AccessError as error:
                raise VerificationError(f"{part}: {error.message}", part=part) from None
        return len(rows)


def _passkey(row: tuple[SqlValue, ...]) -> Passkey:
    serial, identifier, officer, name, site, kind, public, counter, added_ms = row
    credential = Credential(blob(identifier), KeyKind(words(kind)), blob(public), number(counter))
    return Passkey(
        number(serial), credential, number(officer), words(name), words(site), number(added_ms)
    )
