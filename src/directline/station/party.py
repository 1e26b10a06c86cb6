"""The party file: how a party introduces itself before there is a charter.  Public.

    introduction = Introduction.make(keys, recovery, callback=..., roles=...)
    introduction.encode() -> bytes ("ALPHA.party") ; Introduction.decode(data)
    party_lines(party) -> list[str]                     everything in it, for a person to read

Every key that the file names has signed it, so a charter cannot name a key that nobody holds.
"""

from dataclasses import dataclass
from typing import Self

from directline.errors import RemoteProtocolError
from directline.station.custody import KeySigner, MldsaSigner, PartyKeys, PartySigner
from directline.station.groups import to_groups
from directline.transcript.limits import ML_DSA_44_SIGNATURE_BYTES
from directline.wire.charter import Party, Role, party_of, party_value
from directline.wire.codec import Value, array, decode, encode, octets
from directline.wire.limits import SIGNATURE_BYTES
from directline.wire.suite import REAL_SUITE

PARTY_FILE_BYTES_MAX = 16_384
_FORMAT = "directline/party/v1"
_RULE = "PARTY-1"
_KEYS = ("identity", "checkpoint", "cosigner", "tls", "recovery")
_SHORT_BYTES = 10
"""Bytes of a key's digest that are shown: 80 bits, enough to tell keys apart when compared."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A party's public part, with a signature of each of its keys."""

    party: Party
    signatures: tuple[bytes, ...]

    @classmethod
    def make(
        cls, keys: PartyKeys, recovery: KeySigner, *, callback: str, roles: tuple[Role, ...]
    ) -> Self:
        """The introduction of a party that holds these keys.

        Raises:
            RemoteProtocolError: the id, a role or the call-back number breaks a rule.
        """
        signers: list[PartySigner | MldsaSigner] = [
            keys.identity, keys.checkpoint, keys.cosigner, keys.tls, recovery
        ]  # fmt: skip
        if keys.mldsa is not None:
            signers.append(keys.mldsa)
        named = Party(
            id=keys.party,
            identity=keys.identity.public(),
            checkpoint=keys.checkpoint.public(),
            cosigner=keys.cosigner.public(),
            tls=keys.tls.public(),
            recovery=recovery.public(),
            mldsa=keys.mldsa.public() if keys.mldsa else b"",
            callback=callback,
            roles=roles,
        )
        value = party_value(named)
        party_of(value)
        message = _signed_bytes(value)
        return cls(named, tuple(signer.sign(message) for signer in signers))

    def encode(self) -> bytes:
        """The bytes of the party file."""
        return encode((_FORMAT, party_value(self.party), self.signatures))

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """The introduction of a party file, every signature checked.

        Raises:
            RemoteProtocolError: not a party file, or one that breaks a rule.
            VerificationError: a key has not signed it.
        """
        parts = array(decode(data, bytes_max=PARTY_FILE_BYTES_MAX, rule=_RULE), 3, _RULE)
        if parts[0] != _FORMAT:
            raise RemoteProtocolError("not a party file of this version", rule=_RULE, excerpt=data)
        named = party_of(parts[1])
        held = array(parts[2], len(_KEYS) + bool(named.mldsa), _RULE)
        signatures = tuple(octets(item, SIGNATURE_BYTES, _RULE) for item in held[: len(_KEYS)])
        message = _signed_bytes(party_value(named))
        publics = (named.identity, named.checkpoint, named.cosigner, named.tls, named.recovery)
        for name, public, signature in zip(_KEYS, publics, signatures, strict=True):
            part = f"{name} key of {named.id}"
            REAL_SUITE.verify(public, signature, message, part=part)
        if named.mldsa:
            last = octets(held[-1], ML_DSA_44_SIGNATURE_BYTES, _RULE)
            part = f"ML-DSA key of {named.id}"
            REAL_SUITE.verify_mldsa(named.mldsa, last, message, part=part)
            signatures += (last,)
        return cls(named, signatures)


def party_lines(party: Party) -> list[str]:
    """A party in lines of text."""
    lines = [f"party {party.id}", f"  call-back: {plain(party.callback) or '(none)'}"]
    lines += [f"  role {plain(r.id)}: call sign {plain(r.call_sign)}" for r in party.roles]
    lines += [f"  {name} key: {key_short(getattr(party, name))}" for name in _KEYS]
    lines.append(f"  ML-DSA key: {key_short(party.mldsa) if party.mldsa else '(none yet)'}")
    return lines


def key_short(key: bytes) -> str:
    """The beginning of a key's digest, to be compared by eye."""
    return to_groups(REAL_SUITE.sha256(b"directline/key\n" + key)[:_SHORT_BYTES], 4)


def plain(text: str) -> str:
    """Text from outside, without what could command a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _signed_bytes(value: Value) -> bytes:
    return (_FORMAT + "\n").encode() + encode(value)
