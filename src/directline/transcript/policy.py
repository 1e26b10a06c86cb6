"""Whose signatures a reader asks for on a checkpoint (C2SP tlog-policy).

    log <vkey> [<url>]
    witness <name> <vkey> [<url>]
    group <name> all|any|<k> <member>...
    quorum <name>|none

`line_policy` writes the policy of one feed of a line: its author's log key, and every other party
(with all of its keys as one) and the witnesses as quorum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from directline.errors import RemoteProtocolError
from directline.transcript.checkpoint import (
    OpenedCheckpoint,
    cosigner_key,
    cosigner_name,
    log_key,
    mldsa_key,
    origin,
)
from directline.transcript.limits import ML_DSA_44_PUBLIC_BYTES
from directline.transcript.note import KeyKind, VerifierKey
from directline.wire.charter import Charter

POLICY_BYTES_MAX = 256 * 1024
LINES_MAX = 1_024
_RULE = "POLICY-1"
_NONE = "none"


def _malformed(number: int, message: str) -> RemoteProtocolError:
    return RemoteProtocolError(f"policy line {number}: {message}", rule=_RULE)


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these members."""

    needed: int
    members: tuple[str, ...]


@dataclass(slots=True)
class Policy:
    """Which logs are believed, and whose cosignatures are asked for."""

    logs: list[VerifierKey] = field(default_factory=list)
    """Any of them."""
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = _NONE

    def satisfied(self, opened: OpenedCheckpoint) -> bool:
        """Whether a checkpoint, already opened under these keys, has the quorum."""
        held = {
            name
            for name, key in self.witnesses.items()
            for cosignature in opened.cosignatures
            if cosignature.name == key.name
            and cosignature.post_quantum == (key.kind is KeyKind.ML_DSA_COSIGNATURE)
        }
        # Members are defined on earlier lines: each group is judged once, however many name it.
        for name, group in self.groups.items():
            if sum(member in held for member in group.members) >= group.needed:
                held.add(name)
        return self.quorum == _NONE or self.quorum in held

    @classmethod
    def parse(cls, data: bytes) -> "Policy":
        """Read a policy.

        Raises:
            RemoteProtocolError: A line is malformed; it is named by its number.
        """
        if len(data) > POLICY_BYTES_MAX:
            raise _malformed(1, "the policy is too long")
        try:
            rows = data.decode("utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise _malformed(1, "it is not UTF-8") from error
        if len(rows) > LINES_MAX:
            raise _malformed(LINES_MAX, "too many lines")
        policy, quorums = cls(), 0
        for number, row in enumerate(rows, 1):
            words = row.split()
            if words and not words[0].startswith("#"):
                quorums += policy._take(number, words)
        if quorums != 1:
            raise _malformed(len(rows), "a policy has exactly one quorum")
        return policy

    def _take(self, number: int, words: list[str]) -> bool:
        """Take in one line; whether it is the quorum."""
        match words:
            case ["log", vkey] | ["log", vkey, _]:
                self.logs.append(self._new_key(number, vkey, {KeyKind.ED25519}))
            case ["witness", name, vkey] | ["witness", name, vkey, _]:
                kinds = {KeyKind.COSIGNATURE, KeyKind.ML_DSA_COSIGNATURE}
                self.witnesses[self._new_name(number, name)] = self._new_key(number, vkey, kinds)
            case ["group", name, needed, *members] if members:
                self._add_group(number, name, needed, members)
            case ["quorum", name]:
                if name != _NONE and name not in self.witnesses and name not in self.groups:
                    raise _malformed(number, f"{name!r} was not defined before")
                self.quorum = name
                return True
            case _:
                raise _malformed(number, "not a line of a policy")
        return False

    def _new_name(self, number: int, name: str) -> str:
        if name == _NONE or name in self.witnesses or name in self.groups:
            raise _malformed(number, f"{name!r} is taken")
        return name

    def _new_key(self, number: int, vkey: str, kinds: set[KeyKind]) -> VerifierKey:
        try:
            key = VerifierKey.parse(vkey)
        except RemoteProtocolError as error:
            raise _malformed(number, error.message) from error
        held = [*self.logs, *self.witnesses.values()]
        if key.kind not in kinds:
            raise _malformed(number, "a key of another kind")
        if any(key.public == other.public for other in held):
            raise _malformed(number, "one key stands there twice")
        return key

    def _add_group(self, number: int, name: str, needed: str, members: Sequence[str]) -> None:
        name = self._new_name(number, name)
        if len(set(members)) != len(members):
            raise _malformed(number, "a member stands there twice")
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise _malformed(number, f"{member!r} was not defined before")
        count = {"all": len(members), "any": 1}.get(needed)
        if count is None:
            plain = needed.isascii() and needed.isdigit() and len(needed) <= len(str(LINES_MAX))
            if not plain or not 1 <= int(needed) <= len(members):
                raise _malformed(number, f"{needed!r} of {len(members)} members cannot be")
            count = int(needed)
        self.groups[name] = Group(count, tuple(members))


def line_policy(
    charter: Charter, party: int, generation: int, witnesses: Sequence[VerifierKey] = ()
) -> str:
    """The policy of one feed: its author's log key; every other party and every witness cosigns."""
    author = charter.parties[party]
    log = log_key(origin(charter.line_id, author.id, generation), author.checkpoint)
    lines = [f"log {log.vkey()}"]
    members = []
    for number, other in enumerate(charter.parties):
        if number == party:
            continue
        name = cosigner_name(charter.line_id, other.id)
        keys = [cosigner_key(name, other.cosigner)]
        if len(other.mldsa) == ML_DSA_44_PUBLIC_BYTES:
            keys.append(mldsa_key(name, other.mldsa))
        names = [f"{other.id}-{key.kind:02x}" for key in keys]
        lines += [f"witness {n} {k.vkey()}" for n, k in zip(names, keys, strict=True)]
        lines.append(f"group {other.id} any {' '.join(names)}")
        members.append(other.id)
    for number, key in enumerate(witnesses, 1):
        members.append(f"W{number}")
        lines.append(f"witness W{number} {key.vkey()}")
    lines += [f"group LINE all {' '.join(members)}", "quorum LINE"]
    return "\n".join(lines) + "\n"
