"""The evidence bundle's file format: parts in one order, and nothing between them.

```
bundle   = magic part... seal checksum
part     = u32be length, CBOR array [name, ...]
seal     = the last part: ["seal", SHA-256 of each part before it, signed note of the exporter]
checksum = SHA-256 of all bytes before it
```

The order of parts is `head`, `charter`, `catalogue`, `feed`..., `redacted`..., `note`...,
`consistency`..., `inclusion`..., `evidence`..., `seal`.
The same content always gives the same bytes but for the signatures, which are deterministic too.
This module turns values into such bytes, `unbundle` turns bytes into values.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from directline.errors import LocalProtocolError
from directline.transcript.limits import (
    BUNDLE_BYTES_MAX,
    CHUNK_BYTES,
    CHUNK_ITEMS_MAX,
    HASH_BYTES,
    PART_BYTES_MAX,
    RECIPIENT_CHARS_MAX,
)
from directline.transcript.tree import sha256
from directline.wire.codec import Value, encode

MAGIC = b"directline transcript v1\n"
LENGTH_BYTES = 4
ORDER = (
    "head", "charter", "catalogue", "feed", "redacted", "note", "consistency", "inclusion",
    "evidence", "seal",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
ONCE = frozenset({"head", "charter", "catalogue", "seal"})


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One entry as a file holds it; the last three are the exporter's own statement."""

    position: int
    header: bytes
    signature: bytes
    body: bytes | None
    salt: bytes | None = field(repr=False)
    stored_ms: int
    stored_quality: int
    bearer: str


@dataclass(frozen=True, slots=True)
class BundleLeaf:
    """A place of which the file shows only the leaf: the entry is withheld or was never held."""

    position: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """What a file holds of one party's feed in one generation, by position."""

    party: int
    generation: int
    gaps: tuple[tuple[int, int], ...]
    """First and last position of each stretch of which not even the leaf is held."""
    items: tuple[BundleEntry | BundleLeaf, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one leaf of a body's commitment: the value's own CBOR, and its salt."""

    value: bytes
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RedactedBody:
    """A body of which some fields are shown and of the others nothing but their leaf."""

    party: int
    generation: int
    position: int
    leaves: tuple[bytes, ...]
    """Of form code, form version and each field."""
    shown: tuple[Opening | None, ...]
    """As many; None where the field is hidden."""


@dataclass(frozen=True, slots=True)
class BundleNote:
    """One signed checkpoint of a feed."""

    party: int
    generation: int
    note: bytes


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That a feed at `size_new` extends itself at `size_old`."""

    party: int
    generation: int
    size_old: int
    size_new: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry stands at `position` under the checkpoint of `size`."""

    party: int
    generation: int
    position: int
    size: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EvidencePair:
    """Two headers with the signatures of one key, for one place."""

    header_a: bytes
    signature_a: bytes
    header_b: bytes
    signature_b: bytes
    noted_ms: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A file that holds chosen messages alone: for whom it was made, and which copy it is."""

    recipient: str
    copy: int


def names_somebody(recipient: str) -> bool:
    """Whether a text may stand as the recipient of a selection: one line with something in it."""
    return (
        0 < len(recipient.replace(" ", "")) <= len(recipient) <= RECIPIENT_CHARS_MAX
        and _CONTROL.search(recipient) is None
    )


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a file but its seal."""

    exporter: int
    exported_ms: int
    exported_quality: int
    charter: bytes
    catalogue: bytes
    feeds: tuple[Feed, ...]
    notes: tuple[BundleNote, ...]
    consistency: tuple[ConsistencyProof, ...]
    inclusion: tuple[InclusionProof, ...]
    evidence: tuple[EvidencePair, ...]
    selection: Selection | None = None
    """None: the whole transcript, as its exporter holds it."""
    redacted: tuple[RedactedBody, ...] = ()
    """Of a selection alone, by place."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The exporter's signed note over all parts, and the outer checksums as they were read."""

    note: bytes
    content_digest: bytes
    """SHA-256, computed here, of all bytes before the seal."""
    part_names: tuple[str, ...]
    digests_found: tuple[bytes, ...]
    digests_stated: tuple[bytes, ...]
    checksum_found: bytes
    checksum_stated: bytes


# --- writing -----------------------------------------------------------------------------------


def encode_content(content: Content) -> list[bytes]:
    """All parts but the seal, each with its length in front; the magic stands before the first."""
    parts = [
        _part(("head", content.exporter, content.exported_ms, content.exported_quality,
               tuple((f.party, f.generation, f.gaps) for f in content.feeds),
               *_selection_value(content.selection))),
        _part(("charter", content.charter)),
        _part(("catalogue", content.catalogue)),
    ]  # fmt: skip
    for feed in content.feeds:
        rows = [_item_value(item) for item in feed.items]
        parts += [_part(("feed", feed.party, feed.generation, rows)) for rows in _chunks(rows)]
    redacted = [_redacted_value(body) for body in content.redacted]
    parts += [_part(("redacted", rows)) for rows in _chunks(redacted)]
    parts += [_part(("note", n.party, n.generation, n.note)) for n in content.notes]
    for name, values in (
        ("consistency", [_consistency_value(p) for p in content.consistency]),
        ("inclusion", [_inclusion_value(p) for p in content.inclusion]),
        ("evidence", [_evidence_value(p) for p in content.evidence]),
    ):
        parts += [_part((name, rows)) for rows in _chunks(values)]
    parts[0] = MAGIC + parts[0]
    return parts


def seal_bundle(parts: Sequence[bytes], note: bytes) -> bytes:
    """The whole file, from its parts and the exporter's note over their digest."""
    digests = b"".join(sha256(part) for part in parts)
    whole = b"".join((*parts, _part(("seal", digests, note))))
    if len(whole) + HASH_BYTES > BUNDLE_BYTES_MAX:
        raise LocalProtocolError(
            "the transcript is too long for one file", remedy="export fewer feeds or entries"
        )
    return whole + sha256(whole)


def content_digest(parts: Sequence[bytes]) -> bytes:
    """What the exporter's note names: the SHA-256 of all bytes before the seal."""
    return sha256(b"".join(parts))


def _part(value: Value) -> bytes:
    data = encode(value)
    assert len(data) <= PART_BYTES_MAX
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def _chunks(rows: Sequence[Value]) -> Iterator[tuple[Value, ...]]:
    chunk: list[Value] = []
    size = 0
    for row in rows:
        chunk.append(row)
        size += _bytes_in(row)
        if len(chunk) == CHUNK_ITEMS_MAX or size >= CHUNK_BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


def _bytes_in(row: Value) -> int:
    return sum(len(v) for v in row if isinstance(v, bytes)) if isinstance(row, tuple) else 0


def _selection_value(selection: Selection | None) -> tuple[Value, ...]:
    return () if selection is None else ((selection.recipient, selection.copy),)


def _item_value(item: BundleEntry | BundleLeaf) -> Value:
    if isinstance(item, BundleLeaf):
        return (item.position, item.leaf)
    return (
        item.position, item.header, item.signature, item.body, item.salt,
        item.stored_ms, item.stored_quality, item.bearer,
    )  # fmt: skip


def _redacted_value(body: RedactedBody) -> Value:
    shown = tuple(None if one is None else (one.value, one.salt) for one in body.shown)
    return body.party, body.generation, body.position, b"".join(body.leaves), shown


def _consistency_value(proof: ConsistencyProof) -> Value:
    return (
        proof.party, proof.generation, proof.size_old, proof.size_new, b"".join(proof.path),
    )  # fmt: skip


def _inclusion_value(proof: InclusionProof) -> Value:
    return (proof.party, proof.generation, proof.position, proof.size, b"".join(proof.path))


def _evidence_value(pair: EvidencePair) -> Value:
    return (pair.header_a, pair.signature_a, pair.header_b, pair.signature_b, pair.noted_ms)
