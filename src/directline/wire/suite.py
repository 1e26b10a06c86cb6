"""The cryptographic operations of the wire, in one replaceable object.

The product uses `REAL_SUITE`.  Benchmarks replace it to measure the floor, and the simulator may
use stand-ins of the same sizes; nothing else may.
"""

import hashlib
import hmac
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from directline.errors import RemoteProtocolError, VerificationError

NONCE_ZERO = bytes(12)
"""Every frame has a key of its own, so the nonce is always zero (design: sealing)."""
TAG_BYTES = 16
_BLOCK_BYTES = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
"""What HMAC adds to each byte of its key, for its inner and its outer hash."""


class Suite:
    """SHA-256, HMAC-SHA-256, HKDF (RFC 5869), Ed25519 (RFC 8032), ChaCha20-Poly1305 (RFC 8439)."""

    def __init__(self) -> None:
        self._keys: dict[bytes, Ed25519PublicKey] = {}

    def sha256(self, data: bytes) -> bytes:
        """The SHA-256 of `data` (32 bytes)."""
        return hashlib.sha256(data).digest()

    def digests(self, messages: Iterable[bytes]) -> list[bytes]:
        """The SHA-256 of each: in one call, since a call costs a third of so short a digest."""
        sha256 = hashlib.sha256
        return [sha256(message).digest() for message in messages]

    def hmac(self, key: bytes, data: bytes) -> bytes:
        """The HMAC-SHA-256 of `data` under `key` (32 bytes)."""
        return hmac.digest(key, data, "sha256")

    def pairs(self, context: bytes, level: list[bytes]) -> list[bytes]:
        """The SHA-256 of a context with each two in a row; an odd last one is left out."""
        sha256 = hashlib.sha256
        row = iter(level)
        return [
            sha256(context + left + right).digest() for left, right in zip(row, row, strict=False)
        ]

    def salts(self, key: bytes, messages: Iterable[bytes]) -> list[bytes]:
        """The HMAC-SHA-256 of each message under one key of at most 64 bytes.

        RFC 2104 by hand: the library's way takes four times as long on so few bytes, and every
        field of every message has a salt.  What the key adds is hashed once.
        """
        if len(key) > _BLOCK_BYTES:
            raise ValueError("a longer key is hashed first")
        block = key.ljust(_BLOCK_BYTES, b"\0")
        inner = hashlib.sha256(block.translate(_INNER)).copy
        outer = hashlib.sha256(block.translate(_OUTER)).copy
        found = []
        for message in messages:
            first, second = inner(), outer()
            first.update(message)
            second.update(first.digest())
            found.append(second.digest())
        return found

    def hkdf(self, secret: bytes, info: bytes) -> bytes:
        """HKDF-SHA-256 with an empty salt, 32 bytes (RFC 5869 sections 2.2, 2.3)."""
        prk = hmac.digest(bytes(32), secret, "sha256")
        return hmac.digest(prk, info + b"\x01", "sha256")

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Check an Ed25519 signature.

        Raises:
            VerificationError: it does not hold; `part` is named.
        """
        key = self._keys.get(public)
        try:
            if key is None:
                key = Ed25519PublicKey.from_public_bytes(public)
                self._keys[public] = key
            key.verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise VerificationError(f"{part}: the signature does not hold", part=part) from error

    def verify_mldsa(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Check an ML-DSA-44 signature, pure and with an empty context (FIPS 204).

        Raises:
            VerificationError: it does not hold; `part` is named.
        """
        try:
            MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise VerificationError(f"{part}: the signature does not hold", part=part) from error

    def seal(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        """ChaCha20-Poly1305 under a key that seals one frame only."""
        return ChaCha20Poly1305(key).encrypt(NONCE_ZERO, plain, associated)

    def open(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        """The plaintext of `seal`.

        Raises:
            RemoteProtocolError: not sealed under this key and context.
        """
        try:
            return ChaCha20Poly1305(key).decrypt(NONCE_ZERO, sealed, associated)
        except (InvalidTag, ValueError) as error:
            raise RemoteProtocolError("a frame does not open", rule="SEAL-1") from error


class Agreement:
    """Our half of one X25519 key agreement (RFC 7748)."""

    def __init__(self, secret: bytes) -> None:
        self._key = X25519PrivateKey.from_private_bytes(secret)

    @property
    def share(self) -> bytes:
        """What the other side gets (32 bytes)."""
        return self._key.public_key().public_bytes_raw()

    def shared(self, share: bytes) -> bytes:
        """The secret (32 bytes) that both halves give.

        Raises:
            RemoteProtocolError: the other share gives no secret (a point of small order).
        """
        try:
            return self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:
            raise RemoteProtocolError("a share that gives no secret", rule="EPOCH-2") from error


REAL_SUITE = Suite()
