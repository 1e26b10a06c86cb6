"""The floor: the same program with signing, verifying, sealing, hashing as the identity.

Same sizes, same frames, same store, same event loop; only the cryptography of the wire is gone.
"""

from collections.abc import Iterable

from directline.wire.suite import TAG_BYTES, Suite

_PAD = bytes(64)


class FloorSuite(Suite):
    """Operations of the real sizes that compute nothing."""

    def sha256(self, data: bytes) -> bytes:
        return (_PAD + data)[-32:]

    def hmac(self, key: bytes, data: bytes) -> bytes:
        return key[:32]

    def digests(self, messages: Iterable[bytes]) -> list[bytes]:
        return [(_PAD + message)[-32:] for message in messages]

    def pairs(self, context: bytes, level: list[bytes]) -> list[bytes]:
        return level[: len(level) // 2]

    def salts(self, key: bytes, messages: Iterable[bytes]) -> list[bytes]:
        return [key[:32] for _ in messages]

    def hkdf(self, secret: bytes, info: bytes) -> bytes:
        return secret[:32]

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        return None

    def seal(self, key: bytes, plain: bytes, associated: bytes) -> bytes:
        return plain + _PAD[:TAG_BYTES]

    def open(self, key: bytes, sealed: bytes, associated: bytes) -> bytes:
        return sealed[:-TAG_BYTES]


class FloorSigner:
    """A signature of the right size and no meaning."""

    def __init__(self, public: bytes) -> None:
        self._public = public

    def sign(self, message: bytes) -> bytes:
        return (message + _PAD)[:64]

    def public(self) -> bytes:
        return self._public
