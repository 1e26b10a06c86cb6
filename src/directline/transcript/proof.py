"""A proof of one entry that stands alone, as text (C2SP tlog-proof).

    c2sp.org/tlog-proof@v1
    index 41
    <base64 of each hash of the path, from the leaf's sibling upward>
    <empty line>
    <the signed checkpoint, byte for byte>

It proves that a log entry (our leaf, the digest of an entry's signed header) stands in the feed
whose head is signed, and cosigned by whoever cosigned it.  It says nothing of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from directline.errors import RemoteProtocolError
from directline.transcript.checkpoint import OpenedCheckpoint, open_checkpoint
from directline.transcript.limits import (
    HASH_BYTES,
    NOTE_BYTES_MAX,
    PROOF_HASHES_MAX,
    TREE_SIZE_MAX,
)
from directline.transcript.note import SignatureCheck, VerifierKey, decode_base64, encode_base64
from directline.transcript.tree import verify_inclusion

MAGIC = "c2sp.org/tlog-proof@v1"
EXTRA_BYTES_MAX = 64 * 1024
_RULE = "PROOF-1"
_HEAD_BYTES_MAX = 2 * EXTRA_BYTES_MAX + 8_192


def _malformed(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    return RemoteProtocolError(message, rule=_RULE, excerpt=excerpt)


@dataclass(frozen=True, slots=True)
class TlogProof:
    """An inclusion proof with the checkpoint that it leads to."""

    position: int
    """From 1, as everywhere on a line; the text counts from 0."""
    path: tuple[bytes, ...]
    checkpoint: bytes
    """The signed note."""
    extra: bytes | None = None
    """Whatever the maker put beside it; nothing signs it."""

    def encode(self) -> bytes:
        """The proof as text."""
        lines = [MAGIC]
        if self.extra is not None:
            lines.append(f"extra {encode_base64(self.extra)}")
        lines.append(f"index {self.position - 1}")
        lines += [encode_base64(node) for node in self.path]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> "TlogProof":
        """Read a proof.  Nothing is verified.

        Raises:
            RemoteProtocolError: It is not a proof in the one spelling, or out of bounds.
        """
        if len(data) > NOTE_BYTES_MAX + _HEAD_BYTES_MAX:
            raise _malformed("a proof that is too long")
        head, gap, checkpoint = data.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise _malformed("a proof that is not plain text", head[:64]) from error
        if not gap or lines[0] != MAGIC:
            raise _malformed("not a proof of this version", head[:64])
        rest = lines[1:]
        extra = None
        if rest and rest[0].startswith("extra "):
            extra = decode_base64(rest.pop(0).removeprefix("extra "))
            if len(extra) > EXTRA_BYTES_MAX:
                raise _malformed("a proof with too much beside it")
        if not rest or not rest[0].startswith("index "):
            raise _malformed("a proof without its index", head[:64])
        index = _decimal(rest.pop(0).removeprefix("index "))
        path = tuple(decode_base64(row) for row in rest)
        if len(path) > PROOF_HASHES_MAX or any(len(node) != HASH_BYTES for node in path):
            raise _malformed("a path that no tree has", head[:64])
        return cls(index + 1, path, checkpoint, extra)

    def verify(
        self, leaf: bytes, log: VerifierKey, cosigners: Sequence[VerifierKey], check: SignatureCheck
    ) -> OpenedCheckpoint:
        """Check that `leaf` stands at the position under the signed checkpoint.

        Raises:
            RemoteProtocolError: The checkpoint is malformed.
            VerificationError: A known signature fails, or the path leads elsewhere.
        """
        opened = open_checkpoint(self.checkpoint, log, cosigners, check)
        head = opened.checkpoint
        verify_inclusion(leaf, self.position, head.size, self.path, head.root)
        return opened


def _decimal(text: str) -> int:
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(TREE_SIZE_MAX))
    if not plain or (text[0] == "0" and text != "0") or int(text) >= TREE_SIZE_MAX:
        raise _malformed("an index that is no plain decimal", text.encode()[:64])
    return int(text)
