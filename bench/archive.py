"""A transcript of any size for measurements: real keys, trees, heads and signatures.

Two parties answer one another, message and receipt in turn, so that every entry names another
tree of the other feed: the dearest case for a verifier.  Only the messages' words repeat.
Written part by part; a million entries need a minute or two and little memory.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.catalogue import load
from directline.transcript.bundle import LENGTH_BYTES, MAGIC
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosigner_name,
    origin,
    sign_checkpoint,
)
from directline.transcript.export import export_key, export_text
from directline.transcript.limits import CHUNK_ITEMS_MAX
from directline.transcript.note import Note, sign_note
from directline.transcript.tree import Tree
from directline.wire.body import Body, commitment, encode_body
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.codec import Value, encode
from directline.wire.entry import Header, Read, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

IDS = ("ALPHA", "BRAVO")
START_MS = 1_474_117_440_000
WORDS = 64
"""Different messages; a verifier computes each commitment anew all the same."""
_AT_ONCE = 4_096


def key_of(party: int, use: str) -> Ed25519PrivateKey:
    """A key from a name: the same in every process, and worth nothing."""
    name = f"bench {IDS[party]} {use}".encode()
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name).digest())


class Signer:
    """A key as the transcript's signers are."""

    def __init__(self, party: int, use: str) -> None:
        self._key = key_of(party, use)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Words:
    """A body with its salt and commitment."""

    data: bytes
    salt: bytes
    committed: bytes


def message_of(number: int) -> Words:
    """A message of some words."""
    fields = (
        557_500_000 + number, 376_170_000, "Two patrol vessels have left harbour on course 210.",
        None, (number, 2, 3), "Northern Air", 7, None,
    )  # fmt: skip
    return _committed(Body("S1", 1, fields), f"message {number}")


def receipt_of(party: int, position: int) -> Words:
    """A receipt for a message of the other side."""
    fields = (party, 1, position, 3, "duty officer", "Shift 2", None, None, None, None, None)
    return _committed(Body("L4", 1, fields), f"receipt {party} {position}")


def _committed(body: Body, name: str) -> Words:
    salt = hashlib.sha256(name.encode()).digest()[:16]
    return Words(encode_body(body), salt, commitment(body, salt))


def charter() -> tuple[Charter, bytes]:
    """A charter of two parties, and its bytes with both signatures."""
    uses = ("identity", "checkpoint", "cosigner", "tls", "recovery")
    parties = tuple(
        Party(
            name,
            **{use: Signer(index, use).public() for use in uses},
            mldsa=b"",
            callback="+1 202 555 0100",
            roles=(Role("duty", name.title()),),
        )
        for index, name in enumerate(IDS)
    )
    found = Charter(
        1, "MEASUREMENT", START_MS - 86_400_000, parties, ("en", "ru"), load().digest, Terms()
    )
    data = found.encode()
    signatures = tuple(
        (index, Signer(index, "identity").sign(signing_bytes(data))) for index in range(len(IDS))
    )
    return found, SignedCharter(data, signatures).encode()


def _headers(line: Charter, count: int) -> Iterator[tuple[int, bytes, Words]]:
    """(party, signed bytes, words) of each entry, the parties in turn.

    Each party's odd positions are messages; what follows is its receipt for the other's.
    """
    trees = (Tree(), Tree())
    messages = [message_of(number) for number in range(WORDS)]
    for number in range(count):
        party, turn = number % 2, number // 2
        receipt = turn % 2 == 1
        words = receipt_of(1 - party, turn) if receipt else messages[turn % WORDS]
        other = trees[1 - party]
        header = Header(
            line=line.line_id,
            charter_version=1,
            party=party,
            generation=1,
            position=trees[party].size + 1,
            addressees=1 << (1 - party),
            instant_ms=START_MS + 40 * number,
            quality=ClockQuality.SYNCED,
            precedence=Precedence.ROUTINE,
            drill=False,
            kind=Kind.RECEIPT if receipt else Kind.MESSAGE,
            signer=0,
            seen=(Seen(1 - party, 1, other.size, other.root()),),
            read=(Read(1 - party, 1, other.size),),
            commitment=words.committed,
        )
        signed = header.signed_bytes()
        trees[party].append(hashlib.sha256(signed).digest())
        yield party, signed, words


def _sign(batch: list[tuple[int, bytes]]) -> list[bytes]:
    keys = [key_of(party, "identity") for party in (0, 1)]
    return [keys[party].sign(message) for party, message in batch]


class _FeedFile:
    """The parts of one feed, in a file of their own until the other's are known too."""

    def __init__(self, party: int, file: BinaryIO) -> None:
        self.party = party
        self.file = file
        self.tree = Tree()
        self.digests: list[bytes] = []
        self._rows: list[Value] = []

    def add(self, signed: bytes, signature: bytes, words: Words, number: int) -> None:
        position = self.tree.append(hashlib.sha256(signed).digest())
        stored_ms = START_MS + 40 * number + 30
        row = (position, signed, signature, words.data, words.salt, stored_ms, 2, "tls")
        self._rows.append(row)
        if len(self._rows) == CHUNK_ITEMS_MAX:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            part = _part(("feed", self.party, 1, tuple(self._rows)))
            self.digests.append(hashlib.sha256(part).digest())
            self.file.write(part)
            self._rows = []

    def note(self, line: Charter, at_s: int) -> bytes:
        """The feed's head, signed and cosigned by the other party."""
        name = origin(line.line_id, IDS[self.party], 1)
        head = Checkpoint(name, self.tree.size, self.tree.root())
        note = Note(head.text, (sign_checkpoint(head, Signer(self.party, "checkpoint")),))
        other = 1 - self.party
        by = cosigner_name(line.line_id, IDS[other])
        return note.with_line(cosign(head, by, Signer(other, "cosigner"), at_s)).encode()


def _part(value: Value) -> bytes:
    data = encode(value)
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def write_archive(path: Path, count: int, processes: int = 2) -> str:
    """Write an export of so many entries; the charter's fingerprint."""
    line, signed_charter = charter()
    at_ms = START_MS + 40 * count
    with (
        tempfile.TemporaryFile(dir=path.parent) as first,
        tempfile.TemporaryFile(dir=path.parent) as second,
        ProcessPoolExecutor(processes, get_context("spawn")) as pool,
    ):
        feeds = (_FeedFile(0, first), _FeedFile(1, second))
        _fill(feeds, line, count, pool)
        feeds = tuple(feed for feed in feeds if feed.tree.size)  # type: ignore[assignment]
        head = ("head", 0, at_ms, 2, tuple((feed.party, 1, ()) for feed in feeds))
        parts = [
            MAGIC + _part(head),
            _part(("charter", signed_charter)),
            _part(("catalogue", load().canonical())),
        ]
        notes = [_part(("note", f.party, 1, f.note(line, at_ms // 1000))) for f in feeds]
        digests = [hashlib.sha256(part).digest() for part in parts]
        digests += [digest for feed in feeds for digest in feed.digests]
        digests += [hashlib.sha256(part).digest() for part in notes]
        with path.open("wb") as file:
            whole = _Whole(file)
            whole.write(b"".join(parts))
            for feed in feeds:
                feed.file.seek(0)
                while piece := feed.file.read(1 << 20):
                    whole.write(piece)
            whole.write(b"".join(notes))
            text = export_text(line.line_id, IDS[0], whole.digest.digest())
            name = export_key(line.line_id, IDS[0], Signer(0, "checkpoint").public()).name
            note = sign_note(text, name, Signer(0, "checkpoint")).encode()
            whole.write(_part(("seal", b"".join(digests), note)))
            file.write(whole.digest.digest())
    return line.fingerprint


def _fill(
    feeds: tuple[_FeedFile, _FeedFile], line: Charter, count: int, pool: ProcessPoolExecutor
) -> None:
    """Sign and write all entries; signatures are made while the next headers are."""
    before = None
    number = 0
    rows = _headers(line, count)
    while True:
        batch = [row for _, row in zip(range(_AT_ONCE), rows, strict=False)]
        job = pool.submit(_sign, [(party, signed) for party, signed, _ in batch])
        if before is not None:
            rows_before, done = before
            for (party, signed, words), signature in zip(rows_before, done.result(), strict=True):
                feeds[party].add(signed, signature, words, number)
                number += 1
        before = (batch, job) if batch else None
        if before is None:
            break
    for feed in feeds:
        feed.flush()


class _Whole:
    """The file, with the digest of all that was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self.digest.update(data)
        self._file.write(data)
