"""Targets of the transcript: notes, checkpoints, proofs and evidence bundles."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from directline.errors import DirectlineError, RemoteProtocolError, VerificationError
from directline.transcript.bundle import LENGTH_BYTES, content_digest, seal_bundle
from directline.transcript.checkpoint import (
    Checkpoint,
    cosigner_key,
    log_key,
    open_checkpoint,
    split_cosignature,
)
from directline.transcript.export import export_key, export_text
from directline.transcript.limits import NOTE_BYTES_MAX
from directline.transcript.note import (
    KeyKind,
    Note,
    VerifierKey,
    decode_base64,
    encode_base64,
    verify_note,
)
from directline.transcript.tree import Tree, verify_consistency, verify_inclusion
from directline.transcript.unbundle import decode_bundle, decode_charter
from directline.transcript.verify import read_fingerprint, verify_bundle
from directline.wire.charter import Charter, SignedCharter
from directline.wire.codec import decode
from directline.wire.suite import REAL_SUITE, Suite
from tests.fuzz import vectors
from tests.fuzz.mutate import bundle_parts, joined_parts
from tests.fuzz.target import Shape, Target
from tests.unit.transcript.sample import Sample, small

REMOTE = (RemoteProtocolError,)
REFUSED = (VerificationError,)
BUNDLE_SEED_BYTES_MAX = 120_000


class BelievingSuite(Suite):
    """Takes every signature for good: a hostile party can sign whatever it likes."""

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Believe it."""

    def verify_mldsa(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        """Believe it too."""


BELIEVING = BelievingSuite()


@cache
def _sample() -> Sample:
    return small()


@cache
def _bundles() -> tuple[bytes, ...]:
    """A file with every kind of part first; then the vectors, each with one defect."""
    sample = small("fuzz")
    sample.fork(sample.records[0])
    whole = sample.export()
    rest = [d for d in vectors.transcript("bundle") if len(d) <= BUNDLE_SEED_BYTES_MAX]
    return (whole, _sample().export(1), *rest)


def _notes() -> Sequence[bytes]:
    ours = [record.note for record in _sample().notes]
    return [*ours, *vectors.transcript("note"), ours[0].replace(b"directline/", b"elsewhere/")]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _note(data: bytes) -> None:
    assert Note.parse(data).encode() == data


def _base64(data: bytes) -> None:
    assert encode_base64(decode_base64(_text(data))) == _text(data)


def _vkey(data: bytes) -> None:
    assert VerifierKey.parse(_text(data)).vkey() == _text(data)


def _vkeys() -> list[bytes]:
    made = [
        VerifierKey("directline/00/ALPHA/g1", KeyKind.ED25519, bytes(range(32))),
        VerifierKey("a", KeyKind.COSIGNATURE, bytes(32)),
        VerifierKey("b", KeyKind.ML_DSA_COSIGNATURE, bytes(1312)),
    ]
    return [key.vkey().encode() for key in made]


def _checkpoint(data: bytes) -> None:
    assert Checkpoint.parse(_text(data)).text == _text(data)


def _checkpoints() -> list[bytes]:
    return [note.rpartition(b"\n\n")[0] + b"\n" for note in _notes()]


def _cosignature(data: bytes) -> None:
    kind = KeyKind.COSIGNATURE if len(data) < 1_000 else KeyKind.ML_DSA_COSIGNATURE
    timestamp_s, signature = split_cosignature(kind, data, "line")
    assert timestamp_s.to_bytes(8) + signature == data


def _signed_checkpoint(data: bytes) -> None:
    sample, believed = _sample(), (BELIEVING, REAL_SUITE)[len(data) & 1]
    for party, name in enumerate(sample.ids):
        label = f"directline/{sample.charter.line_id.hex()}/{name}"
        log = log_key(f"{label}/g1", sample.charter.parties[party].checkpoint)
        other = cosigner_key(label, sample.charter.parties[party].cosigner)
        if label.encode() in data[:200]:
            open_checkpoint(data, log, [other], believed)
            return
    verify_note(Note.parse(data), [], REAL_SUITE)


def _proof(data: bytes) -> None:
    """Sizes as eight bytes each, then hashes: as an inclusion and as a consistency proof."""
    first, second = int.from_bytes(data[:8]), int.from_bytes(data[8:16])
    hashes = [data[at : at + 32] for at in range(16, len(data), 32)]
    root, refused = hashes[:1] or [b""], 0
    leaf = hashes[1] if len(hashes) > 1 else b""
    try:
        verify_inclusion(leaf, first, second, hashes[2:], root[0])
    except VerificationError:
        refused += 1
    try:
        verify_consistency(first, second, hashes[2:], leaf, root[0])
    except VerificationError:
        refused += 1
    if refused == 2:
        raise VerificationError("neither", part="proof")


def _proofs() -> list[bytes]:
    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(9)]
    tree, found = Tree(leaves), []
    for first, second in ((1, 9), (4, 7), (8, 8), (9, 9)):
        sizes = first.to_bytes(8) + second.to_bytes(8)
        path = tree.inclusion(first, second)
        found.append(sizes + tree.root(second) + leaves[first - 1] + b"".join(path))
        old = tree.root(first)
        found.append(sizes + tree.root(second) + old + b"".join(tree.consistency(first, second)))
    return found


def _structure(data: bytes) -> None:
    content, seal = decode_bundle(data)
    assert decode_charter(data) == content.charter
    assert len(seal.digests_found) == len(seal.part_names)


def _file(data: bytes) -> None:
    """As `directline verify` does: the report, and the fingerprint whatever comes of it."""
    try:
        report = verify_bundle(data)
        assert report.as_dict()
        assert list(report.lines(messages=True))
    finally:
        with suppress(VerificationError):
            assert read_fingerprint(data)


def _believed_file(data: bytes) -> None:
    """A file whose every signature and checksum is right, whatever it says."""
    report = verify_bundle(_sealed_anew(data), suite=BELIEVING)
    assert report.as_dict()
    assert list(report.lines(messages=True))
    assert list(report.lines(messages=False))


def _sealed_anew(data: bytes) -> bytes:
    parts, _ = bundle_parts(data)
    try:
        charter = Charter.decode(SignedCharter.decode(decode_charter(data)).charter)
        head = decode(parts[0], bytes_max=1 << 20, rule="TRANS-10")
        assert isinstance(head, tuple)
        party = charter.parties[head[1] if isinstance(head[1], int) else 0]
    except (DirectlineError, IndexError, AssertionError):
        return data
    held = [len(part).to_bytes(LENGTH_BYTES) + part for part in parts[1:-1]]
    held.insert(0, joined_parts(parts[:1]))
    key = export_key(charter.line_id, party.id, party.checkpoint)
    text = export_text(charter.line_id, party.id, content_digest(held))
    return seal_bundle(held, Note(text, (key.line(bytes(64)),)).encode())


TARGETS = (
    Target("transcript.note", _note, REMOTE, NOTE_BYTES_MAX, _notes,
           ("transcript.note.Note.parse",), Shape.TEXT),
    Target("transcript.base64", _base64, REMOTE, 4_000,
           lambda: [encode_base64(bytes(range(n))).encode() for n in (0, 1, 2, 3, 68)],
           ("transcript.note.decode_base64",), Shape.TEXT),
    Target("transcript.verifier_key", _vkey, REMOTE, 4_000, _vkeys,
           ("transcript.note.VerifierKey.parse",), Shape.TEXT),
    Target("transcript.checkpoint", _checkpoint, REMOTE, 6_000, _checkpoints,
           ("transcript.checkpoint.Checkpoint.parse",), Shape.TEXT),
    Target("transcript.cosignature", _cosignature, REFUSED, 3_000,
           lambda: [(7).to_bytes(8) + bytes(64), (7).to_bytes(8) + bytes(2_420)],
           ("transcript.checkpoint.split_cosignature",)),
    Target("transcript.signed_checkpoint", _signed_checkpoint,
           (RemoteProtocolError, VerificationError), NOTE_BYTES_MAX, _notes,
           ("transcript.checkpoint.open_checkpoint", "transcript.note.verify_note"), Shape.TEXT),
    Target("transcript.proof", _proof, REFUSED, 2_600, _proofs,
           ("transcript.tree.verify_inclusion", "transcript.tree.verify_consistency")),
    Target("transcript.bundle", _structure, REMOTE, BUNDLE_SEED_BYTES_MAX * 2, _bundles,
           ("transcript.unbundle.decode_bundle", "transcript.unbundle.decode_charter"),
           Shape.BUNDLE, quick=200, campaign=50_000, growth_bytes=8 << 20),
    Target("transcript.verify", _file, REFUSED, BUNDLE_SEED_BYTES_MAX * 2, _bundles,
           ("transcript.verify.verify_bundle", "transcript.verify.read_fingerprint",
            "transcript.parts.read_part", "transcript.reading.Reading.read"), Shape.BUNDLE,
           quick=60, campaign=50_000, growth_bytes=8 << 20),
    Target("transcript.believed", _believed_file, REFUSED, BUNDLE_SEED_BYTES_MAX * 2,
           lambda: _bundles()[:2],
           ("transcript.verify.verify_bundle", "transcript.checks.check_seen",
            "transcript.checks.check_notes", "transcript.checks.check_proofs",
            "transcript.checks.check_evidence"), Shape.BUNDLE, quick=60, campaign=50_000,
           growth_bytes=8 << 20),
)  # fmt: skip
