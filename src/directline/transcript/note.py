"""Signed notes, the text format in which checkpoints travel (C2SP signed-note).

A note is text that ends in a newline, an empty line, and signature lines:
an em dash, the key's name, and base64 of four bytes of key id and the payload.
This module knows the form and the keys' names; what a payload signs stands in `checkpoint`.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.limits import (
    KEY_NAME_BYTES_MAX,
    ML_DSA_44_PUBLIC_BYTES,
    NOTE_BYTES_MAX,
    NOTE_LINES_MAX,
    NOTE_TEXT_BYTES_MAX,
    SIGNATURE_BYTES,
)
from directline.transcript.tree import sha256

KEY_ID_BYTES = 4
_DASH = "\u2014"


class Signer(Protocol):
    """One private key, wherever it is kept: Ed25519, or ML-DSA-44 where that is asked for."""

    def sign(self, message: bytes) -> bytes:
        """The signature (64 or 2,420 bytes) over `message`."""

    def public(self) -> bytes:
        """The public key (32 or 1,312 bytes)."""


class SignatureCheck(Protocol):
    """What checks signatures; `directline.wire.suite.Suite` is one."""

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Raise `VerificationError` naming `part` unless the Ed25519 signature holds."""

    def verify_mldsa(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """The same of an ML-DSA-44 signature (pure, empty context)."""


class KeyKind(IntEnum):
    """What a key signs, as the format numbers it."""

    ED25519 = 0x01
    """Ed25519 over the note's text: a log's own signature."""
    COSIGNATURE = 0x04
    """Ed25519 over a timestamp and the checkpoint's text."""
    ML_DSA_COSIGNATURE = 0x06
    """ML-DSA-44 over name, timestamp, origin and tree."""


PUBLIC_BYTES = {
    KeyKind.ED25519: 32,
    KeyKind.COSIGNATURE: 32,
    KeyKind.ML_DSA_COSIGNATURE: ML_DSA_44_PUBLIC_BYTES,
}


def _malformed(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    return RemoteProtocolError(message, rule="TRANS-4", excerpt=excerpt)


def encode_base64(data: bytes) -> str:
    """Padded base64 of RFC 4648 section 4."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes:
    """The bytes of one canonical padded base64 spelling.

    Raises:
        RemoteProtocolError: It is another alphabet, padding or spelling.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise _malformed("not base64") from error
    if encode_base64(data) != text:
        raise _malformed("not the canonical base64 spelling")
    return data


def valid_name(name: str) -> bool:
    """Whether a key may have this name: something, without spaces, `+` or control characters."""
    return (
        0 < len(name) <= KEY_NAME_BYTES_MAX
        and "+" not in name
        and not any(char.isspace() or char < " " or "\ud800" <= char <= "\udfff" for char in name)
        and len(name.encode()) <= KEY_NAME_BYTES_MAX
    )


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One signature line: who, by which key, and the bytes after the key id."""

    name: str
    key_id: bytes
    payload: bytes

    def __post_init__(self) -> None:
        """Refuse what the text form cannot carry."""
        if not valid_name(self.name):
            raise LocalProtocolError("this name cannot stand in a note")
        if len(self.key_id) != KEY_ID_BYTES or not self.payload:
            raise LocalProtocolError("a note line has four bytes of key id and a payload")

    def encode(self) -> str:
        """The line as text, with its newline."""
        return f"{_DASH} {self.name} {encode_base64(self.key_id + self.payload)}\n"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, for one kind of signature."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        """Refuse a name that no note can carry and a key of the wrong size."""
        if not valid_name(self.name):
            raise LocalProtocolError("this name cannot stand in a verifier key")
        if len(self.public) != PUBLIC_BYTES[self.kind]:
            raise LocalProtocolError("the public key has not the size of its kind")

    @property
    def key_id(self) -> bytes:
        """The four bytes that name this key in a line."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public)[:KEY_ID_BYTES]

    def vkey(self) -> str:
        """The key as text: `name+hexid+base64`."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.kind]) + self.public)}"

    def line(self, payload: bytes) -> NoteLine:
        """A note line of this key."""
        return NoteLine(self.name, self.key_id, payload)

    @classmethod
    def parse(cls, vkey: str) -> "VerifierKey":
        """Read a key's text.

        Raises:
            RemoteProtocolError: It is malformed, of an unknown kind, or its id is not its own.
        """
        name, plus, rest = vkey.partition("+")
        key_id, plus_2, encoded = rest.partition("+")
        if not plus or not plus_2 or not valid_name(name):
            raise _malformed("not a verifier key")
        data = decode_base64(encoded)
        kind = data[0] if data else 0
        if kind not in PUBLIC_BYTES or len(data) != 1 + PUBLIC_BYTES[KeyKind(kind)]:
            raise _malformed("a verifier key of unknown kind or size")
        key = cls(name, KeyKind(kind), data[1:])
        if key.key_id.hex() != key_id:
            raise _malformed("a verifier key whose id is not its own")
        return key


@dataclass(frozen=True, slots=True)
class Note:
    """Text and its signature lines, in order."""

    text: str
    lines: tuple[NoteLine, ...]

    def encode(self) -> bytes:
        """The note's bytes."""
        assert self.text.endswith("\n")
        assert self.lines
        return (self.text + "\n" + "".join(line.encode() for line in self.lines)).encode()

    def with_line(self, line: NoteLine) -> "Note":
        """The note with one more signature line; a line already there is not repeated."""
        return self if line in self.lines else Note(self.text, (*self.lines, line))

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        """Read a note.  Nothing is verified.

        Raises:
            RemoteProtocolError: It is too long, not UTF-8, or not a note.
        """
        if len(data) > NOTE_BYTES_MAX:
            raise _malformed("a note that is too long")
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _malformed("a note that is not UTF-8", data) from error
        if any(char < " " and char != "\n" for char in whole):
            raise _malformed("a control character in a note", data)
        head, gap, block = whole.rpartition("\n\n")
        if not gap or not head or not block.endswith("\n"):
            raise _malformed("a note without text or signature lines", data)
        if len(head.encode()) >= NOTE_TEXT_BYTES_MAX:
            raise _malformed("a note whose text is too long")
        rows = block[:-1].split("\n")
        if len(rows) > NOTE_LINES_MAX:
            raise _malformed("a note with too many signature lines")
        return cls(head + "\n", tuple(_parse_line(row) for row in rows))


def _parse_line(row: str) -> NoteLine:
    dash, space, rest = row.partition(" ")
    name, space_2, encoded = rest.partition(" ")
    if dash != _DASH or not space or not space_2 or not valid_name(name):
        raise _malformed("not a signature line", row.encode()[:64])
    data = decode_base64(encoded)
    if len(data) <= KEY_ID_BYTES:
        raise _malformed("a signature line without a signature", row.encode()[:64])
    return NoteLine(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])


def sign_note(text: str, name: str, signer: Signer) -> Note:
    """Sign text with a plain Ed25519 key (kind 0x01)."""
    key = VerifierKey(name, KeyKind.ED25519, signer.public())
    signature = signer.sign(text.encode())
    assert len(signature) == SIGNATURE_BYTES
    return Note(text, (key.line(signature),))


def verify_note(
    note: Note, keys: Sequence[VerifierKey], check: SignatureCheck, *, part: str = "note"
) -> tuple[VerifierKey, ...]:
    """Check a note's plain signatures (kind 0x01); lines of unknown keys are ignored.

    Returns:
        The keys whose lines hold, in the order of the lines; at least one.

    Raises:
        VerificationError: A known key's line fails, or no line is of a known key.
    """
    known = {(key.name, key.key_id): key for key in keys if key.kind is KeyKind.ED25519}
    held: list[VerifierKey] = []
    for number, line in enumerate(note.lines, 1):
        key = known.get((line.name, line.key_id))
        if key is not None:
            check.verify(key.public, line.payload, note.text.encode(), part=f"{part} line {number}")
            held.append(key)
    if not held:
        raise VerificationError(f"{part}: no signature of a known key", part=part)
    return tuple(held)
