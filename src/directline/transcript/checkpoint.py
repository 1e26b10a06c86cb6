"""Checkpoints of a feed and cosignatures on them (C2SP tlog-checkpoint, tlog-cosignature).

Each feed and generation is a log of its own.  Its origin, which is also the name of the key that
signs its checkpoints, is `directline/<line in hex>/<PARTY>/g<generation>`.
A party cosigns others' checkpoints as `directline/<line in hex>/<PARTY>`, with a key of its own:
a cosignature does not cover the cosigner's name, so one key never serves two names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.limits import (
    HASH_BYTES,
    ML_DSA_44_SIGNATURE_BYTES,
    SIGNATURE_BYTES,
    TIMESTAMP_S_MAX,
    TREE_SIZE_MAX,
)
from directline.transcript.note import (
    KeyKind,
    Note,
    NoteLine,
    SignatureCheck,
    Signer,
    VerifierKey,
    decode_base64,
    encode_base64,
    valid_name,
)
from directline.transcript.tree import EMPTY_ROOT

PREFIX = "directline"
_SUBTREE_CONTEXT = b"subtree/v1\n\x00"
_TIMESTAMP_BYTES = 8
_SIZE_DIGITS_MAX = 19


def origin(line_id: bytes, party_id: str, generation: int) -> str:
    """The name of one feed's log and of the key that signs its checkpoints."""
    return f"{PREFIX}/{line_id.hex()}/{party_id}/g{generation}"


def cosigner_name(line_id: bytes, party_id: str) -> str:
    """The name under which a party cosigns the other parties' checkpoints."""
    return f"{PREFIX}/{line_id.hex()}/{party_id}"


def _malformed(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    return RemoteProtocolError(message, rule="TRANS-5", excerpt=excerpt)


def _excerpt(text: str) -> bytes:
    return text[:64].encode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree head: which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        """Refuse what no tree has."""
        if not valid_name(self.origin):
            raise LocalProtocolError("this origin cannot name a log")
        if not 0 <= self.size <= TREE_SIZE_MAX or len(self.root) != HASH_BYTES:
            raise LocalProtocolError("a tree has a size from 0 and a root of 32 bytes")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise LocalProtocolError("the empty tree has one root only")

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a checkpoint's text: exactly three lines, no extension lines.

        Raises:
            RemoteProtocolError: Anything else.
        """
        rows = text.split("\n")
        if len(rows) != 4 or rows[3]:
            raise _malformed("a checkpoint has three lines", _excerpt(text))
        name, digits, encoded = rows[:3]
        if not valid_name(name):
            raise _malformed("this origin cannot name a log", _excerpt(name))
        decimal = digits.isascii() and digits.isdigit() and len(digits) <= _SIZE_DIGITS_MAX
        if not decimal or (digits[0] == "0" and digits != "0") or int(digits) > TREE_SIZE_MAX:
            raise _malformed("a checkpoint's size is not a plain decimal", _excerpt(digits))
        root = decode_base64(encoded)
        try:
            return cls(name, int(digits), root)
        except LocalProtocolError as error:
            raise _malformed(error.message) from error


def log_key(log_origin: str, public: bytes) -> VerifierKey:
    """The key of a feed's own checkpoint signatures."""
    return VerifierKey(log_origin, KeyKind.ED25519, public)


def cosigner_key(name: str, public: bytes) -> VerifierKey:
    """The key of a cosigner's Ed25519 cosignatures."""
    return VerifierKey(name, KeyKind.COSIGNATURE, public)


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> NoteLine:
    """The feed's own signature line (0x01).  The key's name is the origin."""
    signature = signer.sign(checkpoint.text.encode())
    assert len(signature) == SIGNATURE_BYTES
    return log_key(checkpoint.origin, signer.public()).line(signature)


def cosignature_message(text: str, timestamp_s: int) -> bytes:
    """What a 0x04 cosignature signs."""
    return f"cosignature/v1\ntime {timestamp_s}\n{text}".encode()


def subtree_message(checkpoint: Checkpoint, name: str, timestamp_s: int) -> bytes:
    """What a 0x06 (ML-DSA-44, empty context) cosignature of a whole tree signs."""
    cosigner, log = name.encode(), checkpoint.origin.encode()
    return b"".join(
        (
            _SUBTREE_CONTEXT,
            bytes([len(cosigner)]) + cosigner,
            timestamp_s.to_bytes(8, "big"),
            bytes([len(log)]) + log,
            (0).to_bytes(8, "big"),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def cosign(checkpoint: Checkpoint, name: str, signer: Signer, timestamp_s: int) -> NoteLine:
    """A cosigner's line (0x04) on a checkpoint that it has checked.

    Raises:
        LocalProtocolError: The timestamp is not one that the format can carry.
    """
    if not 0 < timestamp_s <= TIMESTAMP_S_MAX:
        raise LocalProtocolError("a cosignature needs a time after 1970 in whole seconds")
    signature = signer.sign(cosignature_message(checkpoint.text, timestamp_s))
    assert len(signature) == SIGNATURE_BYTES
    return cosignature_line(cosigner_key(name, signer.public()), timestamp_s, signature)


def mldsa_key(name: str, public: bytes) -> VerifierKey:
    """The key of a cosigner's ML-DSA-44 cosignatures."""
    return VerifierKey(name, KeyKind.ML_DSA_COSIGNATURE, public)


def cosign_mldsa(checkpoint: Checkpoint, name: str, signer: Signer, timestamp_s: int) -> NoteLine:
    """A cosigner's post-quantum line (0x06) on a checkpoint that it has checked.

    Raises:
        LocalProtocolError: The timestamp is not one that the format can carry.
    """
    if not 0 < timestamp_s <= TIMESTAMP_S_MAX:
        raise LocalProtocolError("a cosignature needs a time after 1970 in whole seconds")
    signature = signer.sign(subtree_message(checkpoint, name, timestamp_s))
    assert len(signature) == ML_DSA_44_SIGNATURE_BYTES
    return cosignature_line(mldsa_key(name, signer.public()), timestamp_s, signature)


def cosignature_line(key: VerifierKey, timestamp_s: int, signature: bytes) -> NoteLine:
    """A cosignature that came as plain values, as its line."""
    return key.line(timestamp_s.to_bytes(_TIMESTAMP_BYTES, "big") + signature)


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A cosignature that holds: who saw this tree head, at what second by its own clock."""

    name: str
    timestamp_s: int
    post_quantum: bool = False
    """Made with ML-DSA-44 (0x06), not with Ed25519 (0x04)."""


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint whose known lines all hold."""

    checkpoint: Checkpoint
    cosignatures: tuple[Cosignature, ...]
    unchecked: tuple[str, ...]
    """Names on lines whose key is not known here; nothing is claimed of them."""


def split_cosignature(kind: KeyKind, payload: bytes, part: str) -> tuple[int, bytes]:
    """Timestamp and signature of a cosignature line's payload.

    Raises:
        VerificationError: It has not the size of its kind, or a timestamp out of bounds.
    """
    wanted = ML_DSA_44_SIGNATURE_BYTES if kind is KeyKind.ML_DSA_COSIGNATURE else SIGNATURE_BYTES
    timestamp_s = int.from_bytes(payload[:_TIMESTAMP_BYTES], "big")
    if len(payload) != _TIMESTAMP_BYTES + wanted or not 0 < timestamp_s <= TIMESTAMP_S_MAX:
        raise VerificationError(f"{part}: not a cosignature of its kind", part=part)
    return timestamp_s, payload[_TIMESTAMP_BYTES:]


def open_checkpoint(
    data: bytes,
    log: VerifierKey,
    cosigners: Sequence[VerifierKey],
    check: SignatureCheck,
    *,
    witnesses: Sequence[VerifierKey] = (),
    part: str = "checkpoint",
) -> OpenedCheckpoint:
    """Read and check a signed checkpoint.

    A line of a known name but of no key known under it is refused: inside a line every key of
    every party stands in the charter.  Lines of names unknown here are listed, never trusted.

    Args:
        data: The note.
        log: The feed's key; its name must be the checkpoint's origin, and its line must be there.
        cosigners: Keys of kind 0x04 or 0x06.
        check: What checks signatures.
        witnesses: Keys of neutrals, which may have others that are not known here.
        part: What to call it in errors; lines are named `<part> line <n>`.

    Raises:
        RemoteProtocolError: The bytes are not a note or not a checkpoint.
        VerificationError: A known line fails, or the feed's own line is missing.
    """
    note = Note.parse(data)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != log.name:
        raise VerificationError(f"{part}: it is of another log", part=part)
    keys = {(key.name, key.key_id): key for key in (log, *cosigners)}
    names = {key.name for key in keys.values()}
    keys |= {(key.name, key.key_id): key for key in witnesses if key.name not in names}
    signed = False
    held: list[Cosignature] = []
    unchecked: list[str] = []
    for number, line in enumerate(note.lines, 1):
        row = f"{part} line {number}"
        key = keys.get((line.name, line.key_id))
        if key is None:
            if line.name in names:
                raise VerificationError(f"{row}: a key that {line.name} does not own", part=row)
            unchecked.append(line.name)
        elif key.kind is KeyKind.ED25519:
            check.verify(key.public, line.payload, note.text.encode(), part=row)
            signed = True
        else:
            timestamp_s, signature = split_cosignature(key.kind, line.payload, row)
            if key.kind is KeyKind.COSIGNATURE:
                message = cosignature_message(note.text, timestamp_s)
                check.verify(key.public, signature, message, part=row)
                held.append(Cosignature(key.name, timestamp_s))
            else:
                message = subtree_message(checkpoint, key.name, timestamp_s)
                check.verify_mldsa(key.public, signature, message, part=row)
                held.append(Cosignature(key.name, timestamp_s, post_quantum=True))
    if not signed:
        raise VerificationError(f"{part}: the feed's own signature is missing", part=part)
    return OpenedCheckpoint(checkpoint, tuple(held), tuple(unchecked))
