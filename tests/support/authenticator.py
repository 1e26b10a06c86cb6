"""A soft authenticator: what a browser and a key in a person's hand would answer, or a thief."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from directline.station.views import PasskeyAnswer
from directline.station.webauthn import base64url

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


@dataclass
class SoftKey:
    """One passkey of one person."""

    name: bytes = b"credential one"
    ed25519: bool = False
    counter: int = 0
    flags: int = PRESENT | VERIFIED
    origin: str = "http://localhost:8443"
    changes: dict[str, Any] = field(default_factory=dict)
    """What the browser's own data says instead."""

    def __post_init__(self) -> None:
        self._ed = Ed25519PrivateKey.generate()
        self._ec = generate_private_key(SECP256R1())

    @property
    def cose(self) -> dict[int, object]:
        if self.ed25519:
            return {1: 1, 3: -8, -1: 6, -2: self._ed.public_key().public_bytes_raw()}
        point = self._ec.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}

    def client_data(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told | self.changes).encode()

    def head(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes((flags,)) + self.counter.to_bytes(4)

    def attestation(self, rp_id: str) -> bytes:
        data = self.head(rp_id, self.flags | ATTESTED) + bytes(16)
        data += len(self.name).to_bytes(2) + self.name + cbor2.dumps(self.cose)
        return cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})

    def create(self, options: dict[str, Any]) -> PasskeyAnswer:
        client_data = self.client_data("webauthn.create", options["challenge"])
        content = self.attestation(options["rp"]["id"])
        return PasskeyAnswer(self.origin, self.name, client_data, content)

    def get(self, options: dict[str, Any]) -> PasskeyAnswer:
        self.counter += 1
        client_data = self.client_data("webauthn.get", options["challenge"])
        content = self.head(options["rpId"], self.flags)
        return PasskeyAnswer(
            self.origin, self.name, client_data, content, self.sign(content, client_data)
        )

    def sign(self, content: bytes, client_data: bytes) -> bytes:
        signed = content + hashlib.sha256(client_data).digest()
        return self._ed.sign(signed) if self.ed25519 else self._ec.sign(signed, ECDSA(SHA256()))


def named(options: dict[str, Any], key: SoftKey) -> bool:
    """Whether the station asks for this key."""
    return {"type": "public-key", "id": base64url(key.name)} in options["allowCredentials"]
