"""Approvals: our party signs only when k of n named officers have approved the very same bytes.

    rule = Rule("ALPHA", 2, (("anna", public), ("boris", public), ("clara", public)))
    approval = approve("ALPHA", "anna", signer, CHARTER, digest, at_ms)
    approved(rule, CHARTER, digest, approvals) -> ("anna", "boris")  or refused
    desk = Approvals(home.path)      its files: `approvers`, `approvals/`, `approval-keys/`
    desk.rule(identity) ; desk.set_rule(rule, signer, home_key) ; desk.check(home_key, rule)
    desk.keep(approval) ; desk.of(digest)

The rule's digest lies sealed under the home's key in `approvers.sealed`: `desk.check` sees where a
rule was put back or taken away.
The rule is the party's own: other parties see one signature, that of the identity key.
It binds this command, not whoever holds the home's passphrase and writes a program.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from directline.errors import ConfigError, CustodyError, LocalProtocolError, RemoteProtocolError
from directline.station.custody import SealedFile
from directline.station.files import (
    PRIVATE_DIR_MODE,
    check_private,
    read_bounded,
    write_atomic,
    write_new,
)
from directline.wire.charter import is_weak
from directline.wire.codec import Value, array, decode, encode, integer, items, octets, text
from directline.wire.limits import HASH_BYTES, KEY_BYTES, PARTY_ID_CHARS_MAX, SIGNATURE_BYTES
from directline.wire.suite import REAL_SUITE

CHARTER = "charter"
RULE = "rule"
APPROVERS_MAX = 32
"""Officers who may approve for one party."""
NAME_CHARS_MAX = 32
FILE_BYTES_MAX = 8_192
"""A rule with all its officers is under 4,000 bytes, an approval under 300."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?")
NO_RULE = bytes(HASH_BYTES)
"""Stands for the rule before the first one."""
_RULE_FORMAT = "directline/approvers/v2"
_FORMAT = "directline/approval/v1"
_READ = "APPROVE-0"
_MS_MAX = 2**48 - 1


class Signer(Protocol):
    """A key that signs and does not show itself."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature."""

    def public(self) -> bytes:
        """The public key."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How many of which officers must approve before the party's identity key signs."""

    party: str
    need: int
    officers: tuple[tuple[str, bytes], ...]
    before: bytes = NO_RULE
    """The rule that this one replaces, so that no approval of it counts a second time."""

    def __post_init__(self) -> None:
        """Refuse a rule that cannot be kept.

        Raises:
            LocalProtocolError: nobody, somebody twice, one key twice, more than there are, or a
                key under which anybody signs.
        """
        names = [check_name(name) for name, _ in self.officers]
        if len(set(names)) != len(names) or len({key for _, key in self.officers}) != len(names):
            raise LocalProtocolError("an officer or an approval key stands twice in the rule")
        for name, key in self.officers:
            if is_weak(key):
                raise LocalProtocolError(f"the approval key of {name} binds nobody")
        if not 1 <= self.need <= len(names) <= APPROVERS_MAX:
            raise LocalProtocolError(
                f"{self.need} of {len(names)} officers cannot be asked for",
                remedy=f"1 to {APPROVERS_MAX} officers, and at most as many as there are",
            )

    @property
    def digest(self) -> bytes:
        """What officers approve when the rule is to change."""
        return REAL_SUITE.sha256(self.signed_bytes())

    def signed_bytes(self) -> bytes:
        """What the identity key signs."""
        return (_RULE_FORMAT + "\n").encode() + encode(self._value())

    def encode(self, signature: bytes) -> bytes:
        """The content of the file `approvers`."""
        return encode((_RULE_FORMAT, self._value(), signature))

    def signed_by(self, signer: Signer) -> bytes:
        """The content of the file `approvers`, signed now."""
        return self.encode(signer.sign(self.signed_bytes()))

    def _value(self) -> Value:
        return (self.party, self.need, self.officers, self.before)

    def asks_as(self, other: "Rule") -> bool:
        """Whether both ask for so many of the same officers."""
        return (self.need, self.officers) == (other.need, other.officers)


@dataclass(frozen=True, slots=True)
class Approval:
    """One officer's signed yes to one digest."""

    party: str
    officer: str
    subject: str
    digest: bytes
    at_ms: int
    signature: bytes

    def signed_bytes(self) -> bytes:
        """What the officer's approval key signs."""
        value = (self.party, self.officer, self.subject, self.digest, self.at_ms)
        return (_FORMAT + "\n").encode() + encode(value)

    def encode(self) -> bytes:
        """The content of its file."""
        value = (self.party, self.officer, self.subject, self.digest, self.at_ms)
        return encode((_FORMAT, value, self.signature))


def check_name(name: str) -> str:
    """An officer's short name, as it stands in the rule and in file names.

    Raises:
        LocalProtocolError: it is none.
    """
    if not _NAME.fullmatch(name):
        raise LocalProtocolError(
            f"{name[:40]!r} cannot be an officer's short name",
            remedy="1 to 32 of a-z, 0-9, dot, dash and underscore",
        )
    return name


def decode_rule(data: bytes, identity: bytes) -> Rule:
    """The rule of a file, once the party's identity key has signed it.

    Raises:
        RemoteProtocolError: no such file.
        VerificationError: another key signed it, or it was changed.
        LocalProtocolError: a rule that cannot be kept.
    """
    head, value, signature = array(decode(data, bytes_max=FILE_BYTES_MAX, rule=_READ), 3, _READ)
    if head != _RULE_FORMAT:
        raise RemoteProtocolError("not a rule of approvals", rule=_READ, excerpt=data)
    party, need, officers, before = array(value, 4, _READ)
    named = []
    for item in items(officers, APPROVERS_MAX, _READ):
        name, key = array(item, 2, _READ)
        named.append((text(name, NAME_CHARS_MAX, _READ), octets(key, KEY_BYTES, _READ)))
    rule = Rule(
        text(party, PARTY_ID_CHARS_MAX, _READ),
        integer(need, 1, APPROVERS_MAX, _READ),
        tuple(named),
        octets(before, HASH_BYTES, _READ),
    )
    sealed = octets(signature, SIGNATURE_BYTES, _READ)
    REAL_SUITE.verify(identity, sealed, rule.signed_bytes(), part="rule of approvals")
    return rule


def decode_approval(data: bytes) -> Approval:
    """The approval of a file; `approved` checks whose it is.

    Raises:
        RemoteProtocolError: no such file.
    """
    head, value, signature = array(decode(data, bytes_max=FILE_BYTES_MAX, rule=_READ), 3, _READ)
    if head != _FORMAT:
        raise RemoteProtocolError("not an approval", rule=_READ, excerpt=data)
    party, officer, subject, digest, at_ms = array(value, 5, _READ)
    return Approval(
        text(party, PARTY_ID_CHARS_MAX, _READ),
        text(officer, NAME_CHARS_MAX, _READ),
        text(subject, NAME_CHARS_MAX, _READ),
        octets(digest, HASH_BYTES, _READ),
        integer(at_ms, 0, _MS_MAX, _READ),
        octets(signature, SIGNATURE_BYTES, _READ),
    )


def approve(
    party: str, officer: str, signer: Signer, subject: str, digest: bytes, at_ms: int
) -> Approval:
    """An officer's approval of what has this digest."""
    blank = Approval(party, check_name(officer), subject, digest, at_ms, b"")
    signature = signer.sign(blank.signed_bytes())
    return Approval(party, officer, subject, digest, at_ms, signature)


def approved(
    rule: Rule, subject: str, digest: bytes, approvals: Sequence[Approval]
) -> tuple[str, ...]:
    """The officers who approved exactly this, in the rule's order.

    Raises:
        LocalProtocolError: they are too few; who has and who has not is said.
        VerificationError: an approval by a named officer does not hold.
    """
    keys, yes = dict(rule.officers), set()
    for one in approvals:
        if (one.party, one.subject, one.digest) != (rule.party, subject, digest):
            continue
        if one.officer in keys:
            part = f"approval of {one.officer}"
            REAL_SUITE.verify(keys[one.officer], one.signature, one.signed_bytes(), part=part)
            yes.add(one.officer)
    held = tuple(name for name, _ in rule.officers if name in yes)
    if len(held) < rule.need:
        others = ", ".join(name for name, _ in rule.officers if name not in yes)
        raise LocalProtocolError(
            f"{rule.need} of {len(keys)} officers of {rule.party} must approve, "
            f"{len(held)} did{': ' + ', '.join(held) if held else ''}; nothing was signed",
            remedy=f"`directline approval give` by {others}",
        )
    return held


class Approvals:
    """The rule, the approvals and the officers' sealed keys in one home."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def rule(self, identity: bytes) -> Rule | None:
        """The rule in force; None where the passphrase of the keys alone signs.

        Raises:
            ConfigError: it cannot be read.
            VerificationError: the party's identity key has not signed it.
        """
        path = self._home / "approvers"
        if not path.exists():
            return None
        try:
            return decode_rule(read_bounded(path, FILE_BYTES_MAX), identity)
        except (RemoteProtocolError, LocalProtocolError) as error:
            raise ConfigError(f"{path} is damaged: {error.message}") from error

    def begin(self, home_key: bytes) -> None:
        """Seal, in a new home, that there is no rule."""
        self._seal(home_key).write(NO_RULE)

    def check(self, home_key: bytes, rule: Rule | None) -> None:
        """Refuse a rule that was put back, or none where one was taken away.

        Raises:
            CustodyError: it is not what the passphrase's holder put into force last.
        """
        kept = self._seal(home_key).read()
        digests = {kept[at : at + HASH_BYTES] for at in range(0, len(kept), HASH_BYTES)}
        if (NO_RULE if rule is None else rule.digest) not in digests:
            raise CustodyError(
                "the rule of approvals is not the one that was put into force last",
                remedy="restore the file `approvers`, and ask who changed it",
            )

    def set_rule(self, rule: Rule, signer: Signer, home_key: bytes) -> None:
        """Put a rule into force; the caller has asked the officers of the one before.

        Raises:
            CustodyError: what lies here is not what was in force.
            LocalProtocolError: the rule replaces another one.
        """
        held = self.rule(signer.public())
        self.check(home_key, held)
        before = NO_RULE if held is None else held.digest
        if rule.before != before:
            raise LocalProtocolError("this rule does not follow the one that is in force")
        # Both, until the file is there: a cut between must leave one of them in force.
        self._seal(home_key).write(before + rule.digest)
        write_atomic(self._home / "approvers", rule.signed_by(signer))
        self._seal(home_key).write(rule.digest)

    def _seal(self, home_key: bytes) -> SealedFile:
        return SealedFile(self._home / "approvers.sealed", home_key, "approvers")

    def keep(self, approval: Approval) -> Path:
        """Keep an approval among the party's own papers."""
        path = self._folder("approvals") / f"{approval.digest.hex()[:32]}.{approval.officer}"
        write_atomic(path, approval.encode())
        return path

    def of(self, digest: bytes) -> tuple[Approval, ...]:
        """The approvals that are kept for a digest.

        Raises:
            ConfigError: one cannot be read.
        """
        found = sorted((self._home / "approvals").glob(f"{digest.hex()[:32]}.*"))
        try:
            return tuple(decode_approval(read_bounded(path, FILE_BYTES_MAX)) for path in found)
        except RemoteProtocolError as error:
            raise ConfigError(f"an approval is damaged: {error.message}") from error

    def release(self, identity: bytes, subject: str, digest: bytes) -> tuple[str, ...]:
        """Who approved, once they are enough; nobody where there is no rule.

        Raises:
            LocalProtocolError: they are too few.
            ConfigError, VerificationError: rule or approval does not hold.
        """
        rule = self.rule(identity)
        return () if rule is None else approved(rule, subject, digest, self.of(digest))

    def key_path(self, officer: str) -> Path:
        """Where an officer's sealed approval key lies, unless that officer keeps it elsewhere."""
        return self._home / "approval-keys" / f"{check_name(officer)}.sealed"

    def write_key(self, officer: str, sealed: bytes, path: Path | None = None) -> Path:
        """Write a new officer's sealed key.

        Raises:
            ConfigError: there is one already.
        """
        if path is None:
            self._folder("approval-keys")
        where = path or self.key_path(officer)
        write_new(where, sealed)
        return where

    def public_path(self, officer: str) -> Path:
        """Where an officer's public approval key lies: 64 hexadecimal digits."""
        return self._home / "approval-keys" / f"{check_name(officer)}.public"

    def public(self, officer: str) -> bytes:
        """An officer's public approval key.

        Raises:
            ConfigError: none was made.
        """
        path = self.public_path(officer)
        digits = read_bounded(path, 2 * KEY_BYTES + 2).strip() if path.exists() else b""
        if not re.fullmatch(rb"[0-9a-f]{64}", digits):
            raise ConfigError(
                f"there is no approval key of {officer}",
                remedy=f"that officer runs `directline approval key {officer} --home {self._home}`",
            )
        return bytes.fromhex(digits.decode())

    def _folder(self, name: str) -> Path:
        folder = self._home / name
        try:
            folder.mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{folder} cannot be made: {error.strerror}") from error
        check_private(folder)
        return folder
