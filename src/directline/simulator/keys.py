"""Keys and the suite of the simulated world: real Ed25519, or a keyed hash of the same sizes.

A stand-in signature can be made only by who holds the signer; the ring that checks it is the
world's.  Every seal is told to the world, so that no key is ever seen to seal two plaintexts.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.errors import RemoteProtocolError, VerificationError
from directline.simulator.clocks import FOUNDED_MS
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.suite import TAG_BYTES, Suite

Watch = Callable[[bytes, bytes, bytes, bytes], None]
"""Called with (key, plaintext, associated data, sealed) of every seal."""
Signed = Callable[[bytes, bytes], None]
"""Called with (message, signature) of every signature of an identity key."""


class Signing(Protocol):
    """One private key."""

    def sign(self, message: bytes) -> bytes:
        """The signature (64 bytes)."""

    def public(self) -> bytes:
        """The public key (32 bytes)."""


class KeyRing:
    """All keys of one world."""

    def __init__(self, seed: int, *, real: bool) -> None:
        self.real = real
        self._seed = seed
        self._secrets: dict[bytes, bytes] = {}

    def signer(self, name: str) -> Signing:
        """The key of this name."""
        secret = hashlib.sha256(f"{self._seed}/key/{name}".encode()).digest()
        if self.real:
            return _RealSigner(secret)
        made = _StandInSigner(secret)
        self._secrets[made.public()] = secret
        return made

    def holds(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Whether a stand-in signature is the key's own."""
        secret = self._secrets.get(public)
        return secret is not None and hmac.compare_digest(_stand_in(secret, message), signature)


class WatchedSuite(Suite):
    """The wire's operations for one station of the world."""

    def __init__(
        self, ring: KeyRing, watch: Watch, opened: Callable[[bytes], None] | None = None
    ) -> None:
        super().__init__()
        self._ring, self._watch, self._opened = ring, watch, opened

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Check a signature.  Raises VerificationError."""
        if self._ring.real:
            super().verify(public, signature, message, part=part)
        elif not self._ring.holds(public, signature, message):
            raise VerificationError(f"{part}: the signature does not hold", part=part)

    def seal(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        """Seal, and tell the world."""
        sealed = (
            super().seal(key, plain, associated)
            if self._ring.real
            else plain + _tag(key, plain, associated)
        )
        self._watch(key, plain, associated, sealed)
        return sealed

    def open(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        """Open, and tell the world.  Raises RemoteProtocolError."""
        if self._ring.real:
            plain = super().open(key, sealed, associated)
        else:
            plain = sealed[:-TAG_BYTES]
            if _tag(key, plain, associated) != sealed[-TAG_BYTES:]:
                raise RemoteProtocolError("a frame does not open", rule="SEAL-1")
        if self._opened is not None:
            self._opened(plain)
        return plain


class WatchedSigner:
    """An identity key whose signatures the world is told of."""

    def __init__(self, signer: Signing, signed: Signed) -> None:
        self._signer, self._signed = signer, signed

    def sign(self, message: bytes) -> bytes:
        """The signature (64 bytes)."""
        signature = self._signer.sign(message)
        self._signed(message, signature)
        return signature

    def public(self) -> bytes:
        """The public key (32 bytes)."""
        return self._signer.public()


def found(ring: KeyRing, names: tuple[str, ...], terms: Terms) -> SignedCharter:
    """A charter that all parties have signed."""
    parties = []
    for name in names:
        identity, checkpoint, cosigner, tls, recovery = (
            ring.signer(f"{name} {what}").public()
            for what in ("identity", "checkpoint", "cosigner", "tls", "recovery")
        )
        role = Role("duty-officer", f"{name} DUTY")
        keys = (identity, checkpoint, cosigner, tls, recovery)
        parties.append(Party(name, *keys, b"", "+00 000 0000", (role,)))
    charter = Charter(1, "NORTHERN AIR", FOUNDED_MS, tuple(parties), ("en", "ru"), bytes(32), terms)
    data = charter.encode()
    signatures = tuple(
        (number, ring.signer(f"{name} identity").sign(signing_bytes(data)))
        for number, name in enumerate(names)
    )
    return SignedCharter(data, signatures)


class _RealSigner:
    def __init__(self, secret: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


class _StandInSigner:
    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, message: bytes) -> bytes:
        return _stand_in(self._secret, message)

    def public(self) -> bytes:
        return hashlib.sha256(b"public" + self._secret).digest()


def _stand_in(secret: bytes, message: bytes) -> bytes:
    return hashlib.blake2b(message, key=secret, digest_size=64).digest()


def _tag(key: bytes, plain: bytes, associated: bytes) -> bytes:
    return hashlib.blake2b(associated + plain, key=key, digest_size=TAG_BYTES).digest()
