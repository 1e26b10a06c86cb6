"""WebAuthn as far as a desk needs it: checks what an authenticator answered.  Pure.

    parse_registration(attestation, client_data, challenge, site) -> Credential
    check_assertion(credential, answer, challenge, site) -> the authenticator's new counter

Two kinds of key, ES256 and Ed25519.  No attestation is asked for and none is looked at: the
officer's passphrase says whose key it is, not the maker of the authenticator.  A person must have
been verified by it (PIN, finger, face), not only present.
An authenticator's own refusal and a forged answer look alike here: an AccessError that says which
check failed, so that an operator can tell a wrong address from an attack.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from directline.errors import AccessError

CLIENT_DATA_BYTES_MAX = 4_096
ATTESTATION_BYTES_MAX = 16_384
"""Without an attestation some hundred bytes; some authenticators send one unasked."""
AUTHENTICATOR_BYTES_MAX = 2_048
SIGNATURE_BYTES_MAX = 256
CREDENTIAL_BYTES_MAX = 1_023
"""The specification's own bound of a credential's id."""
DEPTH_MAX = 6
ITEMS_MAX = 64
ALGORITHMS = (-7, -8)
"""ES256 and EdDSA, as the page asks for them."""
_PRESENT, _VERIFIED, _ATTESTED, _EXTENDED = 0x01, 0x04, 0x40, 0x80
_HEAD_BYTES = 37


class KeyKind(StrEnum):
    """The kinds of key that a passkey may be."""

    ES256 = "es256"
    ED25519 = "ed25519"


@dataclass(frozen=True, slots=True)
class Site:
    """The desk as a browser names it."""

    origin: str
    rp_id: str

    @classmethod
    def of(cls, origin: str) -> Self:
        """The site of a page's origin.

        Raises:
            AccessError: browsers give no passkeys to it.
        """
        parts = urlsplit(origin)
        host = parts.hostname or ""
        local = host == "localhost" or host.endswith(".localhost")
        named = bool(host) and ":" not in host and not host.replace(".", "").isdigit()
        if not named or parts.scheme != ("http" if local else "https"):
            raise AccessError(
                "passkeys need a name and a safe connection",
                remedy="open the desk as http://localhost:PORT, or by its https name",
            )
        return cls(origin, host)


@dataclass(frozen=True, slots=True)
class Credential:
    """One passkey's public part."""

    id: bytes
    kind: KeyKind
    public: bytes
    """32 bytes of Ed25519, or 65 of an uncompressed point on P-256."""
    counter: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an authenticator answered to a challenge."""

    credential: bytes
    client_data: bytes
    authenticator: bytes
    signature: bytes


def parse_registration(
    attestation: bytes, client_data: bytes, challenge: bytes, site: Site
) -> Credential:
    """The new passkey that a browser made.

    Raises:
        AccessError: another challenge, page or kind of key; nobody was verified; or not readable.
    """
    check_client_data(client_data, "webauthn.create", challenge, site)
    if len(attestation) > ATTESTATION_BYTES_MAX:
        raise _unreadable()
    whole, end = _item(attestation, 0, 0)
    data = whole.get("authData") if isinstance(whole, dict) else None
    if not isinstance(data, bytes) or end != len(attestation):
        raise _unreadable()
    flags, counter, rest = _head(data, site)
    if not flags & _ATTESTED or len(rest) < 18:
        raise _unreadable()
    size = int.from_bytes(rest[16:18])
    identifier, coded = rest[18 : 18 + size], rest[18 + size :]
    if not 1 <= size <= CREDENTIAL_BYTES_MAX or len(identifier) != size:
        raise _unreadable()
    key, end = _item(coded, 0, 0)
    if end != len(coded) and not flags & _EXTENDED:
        raise _unreadable()
    kind, public = _public(key)
    found = Credential(identifier, kind, public, counter)
    _verifier(found)
    return found


def check_assertion(credential: Credential, answer: Assertion, challenge: bytes, site: Site) -> int:
    """Check an answer with a passkey that is known.

    Returns:
        The authenticator's counter, to be kept.

    Raises:
        AccessError: another passkey, challenge, page; nobody was verified; a counter that does not
            grow; or the signature does not hold.
    """
    if not hmac.compare_digest(answer.credential, credential.id):
        raise AccessError("that is another passkey than the one that was asked")
    check_client_data(answer.client_data, "webauthn.get", challenge, site)
    _, counter, _ = _head(answer.authenticator, site)
    signed = answer.authenticator + hashlib.sha256(answer.client_data).digest()
    if len(answer.signature) > SIGNATURE_BYTES_MAX:
        raise _unreadable()
    key = _verifier(credential)
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(answer.signature, signed)
        else:
            key.verify(answer.signature, signed, ECDSA(SHA256()))
    except InvalidSignature:
        raise AccessError("the passkey's signature does not hold") from None
    if (counter or credential.counter) and counter <= credential.counter:
        raise AccessError(
            "the passkey's counter went back: there may be a copy of it",
            remedy="remove this passkey, register a new one, and tell who runs the station",
        )
    return counter


def base64url(data: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON: base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def check_client_data(data: bytes, kind: str, challenge: bytes, site: Site) -> None:
    """Check what the browser says of itself.

    Raises:
        AccessError: another act, challenge or page.
    """
    try:
        told = json.loads(data) if len(data) <= CLIENT_DATA_BYTES_MAX else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise _unreadable()
    if told.get("type") != kind:
        raise AccessError("the passkey was used for another act")
    given = told.get("challenge")
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode("utf-8", "replace"), base64url(challenge).encode()
    ):
        raise AccessError(
            "the passkey approved something else than is to be released",
            remedy="review it again, and approve what you see",
        )
    if told.get("origin") != site.origin or told.get("crossOrigin") not in (None, False):
        raise AccessError("the passkey was used on another page than this desk's")


def _head(data: bytes, site: Site) -> tuple[int, int, bytes]:
    """Flags, counter and what follows, once page and person are right."""
    if not _HEAD_BYTES <= len(data) <= AUTHENTICATOR_BYTES_MAX:
        raise _unreadable()
    if not hmac.compare_digest(data[:32], hashlib.sha256(site.rp_id.encode()).digest()):
        raise AccessError("the passkey belongs to another site than this desk")
    flags = data[32]
    if not flags & _PRESENT or not flags & _VERIFIED:
        raise AccessError(
            "the authenticator did not verify who used it",
            remedy="set a PIN or a finger on it, or use another authenticator",
        )
    return flags, int.from_bytes(data[33:37]), data[_HEAD_BYTES:]


def _public(key: object) -> tuple[KeyKind, bytes]:
    """The key of a COSE map."""
    if isinstance(key, dict):
        match (key.get(1), key.get(3), key.get(-1), key.get(-2), key.get(-3)):
            case (2, -7, 1, bytes(x), bytes(y)) if len(x) == len(y) == 32:
                return KeyKind.ES256, b"\x04" + x + y
            case (1, -8, 6, bytes(x), _) if len(x) == 32:
                return KeyKind.ED25519, x
            case _:
                pass
    raise AccessError(
        "this authenticator's kind of key is not known here",
        remedy="use one with ES256 or Ed25519: all current ones have the first",
    )


def _verifier(credential: Credential) -> Ed25519PublicKey | EllipticCurvePublicKey:
    try:
        if credential.kind is KeyKind.ED25519:
            return Ed25519PublicKey.from_public_bytes(credential.public)
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), credential.public)
    except ValueError:
        raise _unreadable() from None


def _item(data: bytes, at: int, depth: int) -> tuple[object, int]:
    """One CBOR item of the kinds that authenticators send, and where it ends."""
    if at >= len(data) or depth > DEPTH_MAX:
        raise _unreadable()
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    if info >= 24:
        size = {24: 1, 25: 2, 26: 4}.get(info, 0)
        if not size or at + size > len(data):
            raise _unreadable()
        info, at = int.from_bytes(data[at : at + size]), at + size
    if major in {0, 1}:
        return (info if major == 0 else -1 - info), at
    if major in {2, 3}:
        return _string(data, at, info, text=major == 3)
    if major in {4, 5} and info <= ITEMS_MAX:
        return _several(data, at, info, depth, keyed=major == 5)
    if major == 7 and info in {20, 21, 22}:
        return {20: False, 21: True, 22: None}[info], at
    raise _unreadable()


def _string(data: bytes, at: int, size: int, *, text: bool) -> tuple[object, int]:
    if at + size > len(data):
        raise _unreadable()
    part = data[at : at + size]
    try:
        return (part.decode() if text else part), at + size
    except UnicodeDecodeError:
        raise _unreadable() from None


def _several(data: bytes, at: int, count: int, depth: int, *, keyed: bool) -> tuple[object, int]:
    items: list[object] = []
    found: dict[object, object] = {}
    for _ in range(count):
        item, at = _item(data, at, depth + 1)
        if not keyed:
            items.append(item)
            continue
        if not isinstance(item, int | str) or item in found:
            raise _unreadable()
        found[item], at = _item(data, at, depth + 1)
    return (found if keyed else items), at


def _unreadable() -> AccessError:
    return AccessError("the authenticator's answer cannot be read", remedy="try again")
