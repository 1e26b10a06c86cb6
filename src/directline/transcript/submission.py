r"""What goes to a witness and what comes back (C2SP tlog-witness), as bytes.

    old <size>\n  <base64 hash>\n...  \n  <checkpoint>          the request
    <status>\n  \n  <body>                                      an answer that goes by courier

By HTTP the status is HTTP's own; the bodies are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.checkpoint import (
    Checkpoint,
    Cosignature,
    cosignature_message,
    split_cosignature,
    subtree_message,
)
from directline.transcript.limits import HASH_BYTES, NOTE_BYTES_MAX, TREE_SIZE_MAX
from directline.transcript.note import (
    KeyKind,
    Note,
    SignatureCheck,
    VerifierKey,
    decode_base64,
    encode_base64,
)

HASHES_MAX = 63
"""The format's own limit: a tree of fewer than 2**63 leaves needs no more."""
REQUEST_BYTES_MAX = NOTE_BYTES_MAX + 4_096
"""The largest note, the old size and 63 hashes."""
ANSWER_BYTES_MAX = 65_536
"""A witness's own lines: two keys need 3.5 KB, a foreign one may sign with more."""
SIZE_TYPE = "text/x.tlog.size"
"""The content type of a 409, whose body is the size signed last."""
_RULE = "WITNESS-5"
_DIGITS_MAX = 19
_STATUS_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Request:
    """A head that is to be signed, with the proof that it extends the one signed last."""

    old_size: int
    path: tuple[bytes, ...]
    note: bytes

    def encode(self) -> bytes:
        """The request's bytes."""
        rows = [f"old {self.old_size}\n", *(f"{encode_base64(one)}\n" for one in self.path), "\n"]
        return "".join(rows).encode() + self.note

    @classmethod
    def parse(cls, data: bytes) -> "Request":
        """Read a request; the note in it is not read.

        Raises:
            RemoteProtocolError: It is none.
        """
        head, gap, note = data.partition(b"\n\n")
        if len(data) > REQUEST_BYTES_MAX or not gap or not note:
            raise _malformed("not a request to a witness", data)
        try:
            first, *hashes = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise _malformed("the head of a request is not ASCII", data) from error
        word, space, digits = first.partition(" ")
        if word != "old" or not space or len(hashes) > HASHES_MAX:
            raise _malformed("a request begins with the old size and at most 63 hashes", data)
        path = tuple(_hash(row) for row in hashes)
        return cls(_size(digits), path, note)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness says to a request."""

    status: int
    body: bytes

    def encode(self) -> bytes:
        """The answer as a courier carries it."""
        return f"{self.status}\n\n".encode() + self.body

    @classmethod
    def parse(cls, data: bytes) -> "Answer":
        """Read a courier's answer.

        Raises:
            RemoteProtocolError: It is none.
        """
        digits, gap, body = data.partition(b"\n\n")
        if len(data) > ANSWER_BYTES_MAX or not gap or len(digits) != _STATUS_DIGITS:
            raise _malformed("not a witness's answer", data)
        if not digits.isdigit():
            raise _malformed("not a witness's answer", data)
        return cls(int(digits), body)

    def size(self) -> int:
        """The size that a 409 names.

        Raises:
            RemoteProtocolError: The body is none.
        """
        if not self.body.endswith(b"\n"):
            raise _malformed("a size without its newline", self.body)
        return _size(self.body[:-1].decode("ascii", "replace"))


def check_cosignatures(
    body: bytes, checkpoint: Checkpoint, keys: Sequence[VerifierKey], check: SignatureCheck
) -> tuple[Note, tuple[Cosignature, ...]]:
    """The lines of a witness's answer that its pinned keys made on this head.

    Lines of other keys are left out; one of a pinned key that fails refuses the whole answer.

    Returns:
        A note of the checkpoint with these lines alone, and what they say.

    Raises:
        RemoteProtocolError: The body is no list of signature lines.
        VerificationError: A line fails, or none is of a pinned key.
    """
    if len(body) > ANSWER_BYTES_MAX:
        raise _malformed("a witness's answer is too long", body)
    note = Note.parse(f"{checkpoint.text}\n".encode() + body)
    if note.text != checkpoint.text:
        raise _malformed("a witness's answer has more than signature lines", body)
    known = {(key.name, key.key_id): key for key in keys}
    lines, held = [], []
    for number, line in enumerate(note.lines, 1):
        key = known.get((line.name, line.key_id))
        if key is None or key.kind is KeyKind.ED25519:
            continue
        part = f"cosignature line {number}"
        at_s, signature = split_cosignature(key.kind, line.payload, part)
        quantum = key.kind is KeyKind.ML_DSA_COSIGNATURE
        if quantum:
            message = subtree_message(checkpoint, key.name, at_s)
            check.verify_mldsa(key.public, signature, message, part=part)
        else:
            message = cosignature_message(checkpoint.text, at_s)
            check.verify(key.public, signature, message, part=part)
        lines.append(line)
        held.append(Cosignature(key.name, at_s, quantum))
    if not held:
        raise VerificationError("no cosignature of a pinned key", part="cosignature")
    return Note(checkpoint.text, tuple(lines)), tuple(held)


def _malformed(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    return RemoteProtocolError(message, rule=_RULE, excerpt=excerpt)


def _size(digits: str) -> int:
    plain = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS_MAX
    if not plain or (digits[0] == "0" and digits != "0") or int(digits) > TREE_SIZE_MAX:
        raise _malformed("a size is not a plain decimal", digits.encode("utf-8", "replace"))
    return int(digits)


def _hash(row: str) -> bytes:
    found = decode_base64(row)
    if len(found) != HASH_BYTES:
        raise _malformed("a hash has 32 bytes", row.encode())
    return found
