"""The parts of an evidence bundle, each by itself: an array's bytes to values, bounded.

Whether a part stands where it may, `unbundle` says.  Nothing is verified here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from directline.errors import RemoteProtocolError
from directline.transcript.bundle import (
    ORDER,
    BundleEntry,
    BundleLeaf,
    BundleNote,
    ConsistencyProof,
    EvidencePair,
    InclusionProof,
    Opening,
    RedactedBody,
    Selection,
    names_somebody,
)
from directline.transcript.limits import (
    BEARER_CHARS_MAX,
    CATALOGUE_BYTES_MAX,
    CHUNK_ITEMS_MAX,
    COPY_MAX,
    FEEDS_MAX,
    GAPS_MAX,
    HASH_BYTES,
    INSTANT_MS_MAX,
    NOTE_BYTES_MAX,
    PART_BYTES_MAX,
    PARTS_MAX,
    PROOF_HASHES_MAX,
    RECIPIENT_CHARS_MAX,
    SIGNATURE_BYTES,
)
from directline.wire.codec import Value, array, decode, integer, items, octets, text
from directline.wire.entry import GENERATION_MAX, POSITION_MAX, SIGNED_BYTES_MAX
from directline.wire.limits import (
    BODY_BYTES_MAX,
    CHARTER_FILE_BYTES_MAX,
    FIELDS_MAX,
    PARTIES_MAX,
    SALT_BYTES,
)

RULE = "TRANS-10"
_HEAD_PARTS = 5
_ENTRY_PARTS = 8
_LEAF_PARTS = 2
_PART_ITEMS_MAX = 8
_FORM_LEAVES = 2
"""Code and version of a form: they come before its fields, and are always shown."""

FeedKey = tuple[int, int]
"""(party, generation)."""
Gap = tuple[int, int]
"""First and last position of a stretch of which not even the leaf is held."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says of itself; all under the exporter's signature."""

    exporter: int
    exported_ms: int
    exported_quality: int
    feeds: tuple[tuple[FeedKey, tuple[Gap, ...]], ...]
    selection: Selection | None


@dataclass(frozen=True, slots=True)
class Bytes:
    """The charter's or the catalogue's own bytes."""

    data: bytes


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Some places of one feed, in a row."""

    party: int
    generation: int
    items: tuple[BundleEntry | BundleLeaf, ...]


@dataclass(frozen=True, slots=True)
class SealRow:
    """The exporter's note and the digests that it states of the parts."""

    digests: bytes
    note: bytes


Rows = (
    tuple[RedactedBody, ...]
    | tuple[ConsistencyProof, ...]
    | tuple[InclusionProof, ...]
    | tuple[EvidencePair, ...]
)
Content = Head | Bytes | FeedItems | BundleNote | Rows | SealRow


def refuse(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    """The refusal of a file's structure."""
    return RemoteProtocolError(message, rule=RULE, excerpt=excerpt)


def read_part(data: bytes, number: int) -> tuple[str, Content]:
    """One part's name and what it holds.

    Raises:
        RemoteProtocolError: It is no part of such a file, or passes a bound.
    """
    try:
        value = decode(data, bytes_max=PART_BYTES_MAX, rule=RULE)
    except RemoteProtocolError as error:
        raise refuse(f"part {number} is {error.message}", error.excerpt) from error
    row = items(value, _PART_ITEMS_MAX, RULE)
    name = row[0] if row else None
    if not isinstance(name, str) or name not in ORDER:
        raise refuse("a part of an unknown name")
    return name, _READERS[name](row)


def _head(row: tuple[Value, ...]) -> Head:
    if len(row) not in {_HEAD_PARTS, _HEAD_PARTS + 1}:
        raise refuse("a head of another length")
    return Head(
        exporter=integer(row[1], 0, PARTIES_MAX - 1, RULE),
        exported_ms=integer(row[2], 0, INSTANT_MS_MAX, RULE),
        exported_quality=integer(row[3], 0, 255, RULE),
        feeds=tuple(_feed_row(feed) for feed in items(row[4], FEEDS_MAX, RULE)),
        selection=_selection(row[_HEAD_PARTS]) if len(row) > _HEAD_PARTS else None,
    )


def _feed_row(value: Value) -> tuple[FeedKey, tuple[Gap, ...]]:
    party, generation, gaps = array(value, 3, RULE)
    return _feed_key(party, generation), tuple(_gap(gap) for gap in items(gaps, GAPS_MAX, RULE))


def _feed_key(party: Value, generation: Value) -> FeedKey:
    return (
        integer(party, 0, PARTIES_MAX - 1, RULE),
        integer(generation, 1, GENERATION_MAX, RULE),
    )


def _gap(value: Value) -> Gap:
    first, last = array(value, 2, RULE)
    start = integer(first, 1, POSITION_MAX, RULE)
    return start, integer(last, start, POSITION_MAX, RULE)


def _selection(value: Value) -> Selection:
    recipient, copy = array(value, 2, RULE)
    name = text(recipient, RECIPIENT_CHARS_MAX, RULE)
    if not names_somebody(name):
        raise refuse("a selection names for whom it was made")
    return Selection(name, integer(copy, 1, COPY_MAX, RULE))


def _charter(row: tuple[Value, ...]) -> Bytes:
    return Bytes(_blob(array(row, 2, RULE)[1], CHARTER_FILE_BYTES_MAX))


def _catalogue(row: tuple[Value, ...]) -> Bytes:
    return Bytes(_blob(array(row, 2, RULE)[1], CATALOGUE_BYTES_MAX))


def _feed(row: tuple[Value, ...]) -> FeedItems:
    _, party, generation, rows = array(row, 4, RULE)
    entries = items(rows, CHUNK_ITEMS_MAX, RULE)
    if not entries:
        raise refuse("a feed's part is empty")
    return FeedItems(*_feed_key(party, generation), tuple(_item(entry) for entry in entries))


def _item(value: Value) -> BundleEntry | BundleLeaf:
    row = items(value, _ENTRY_PARTS, RULE)
    if len(row) == _LEAF_PARTS:
        return BundleLeaf(integer(row[0], 1, POSITION_MAX, RULE), octets(row[1], HASH_BYTES, RULE))
    row = array(row, _ENTRY_PARTS, RULE)
    return BundleEntry(
        integer(row[0], 1, POSITION_MAX, RULE),
        _blob(row[1], SIGNED_BYTES_MAX),
        octets(row[2], SIGNATURE_BYTES, RULE),
        None if row[3] is None else _blob(row[3], BODY_BYTES_MAX),
        None if row[4] is None else octets(row[4], SALT_BYTES, RULE),
        integer(row[5], 0, INSTANT_MS_MAX, RULE),
        integer(row[6], 0, 255, RULE),
        _bearer(row[7]),
    )


def _blob(value: Value, bytes_max: int) -> bytes:
    if not isinstance(value, bytes) or len(value) > bytes_max:
        raise refuse(f"a byte string of at most {bytes_max} bytes is needed")
    return value


def _bearer(value: Value) -> str:
    name = text(value, BEARER_CHARS_MAX, RULE)
    if not name.isascii() or (name and not name.isprintable()):
        raise refuse("a bearer's kind is printable ASCII")
    return name


def _note(row: tuple[Value, ...]) -> BundleNote:
    _, party, generation, note = array(row, 4, RULE)
    return BundleNote(*_feed_key(party, generation), _blob(note, NOTE_BYTES_MAX))


def _rows(row: tuple[Value, ...]) -> tuple[Value, ...]:
    rows = items(array(row, 2, RULE)[1], CHUNK_ITEMS_MAX, RULE)
    if not rows:
        raise refuse("a part without rows")
    return rows


def _redacted(row: tuple[Value, ...]) -> tuple[RedactedBody, ...]:
    return tuple(_redacted_body(value) for value in _rows(row))


def _redacted_body(value: Value) -> RedactedBody:
    row = array(value, 5, RULE)
    place = *_feed_key(row[0], row[1]), integer(row[2], 1, POSITION_MAX, RULE)
    shown = tuple(_opening(one) for one in items(row[4], _FORM_LEAVES + FIELDS_MAX, RULE))
    joined = octets(row[3], len(shown) * HASH_BYTES, RULE)
    if len(shown) <= _FORM_LEAVES or None in shown[:_FORM_LEAVES] or None not in shown:
        raise refuse("a redacted body shows its form and hides a field")
    if sum(len(one.value) for one in shown if one is not None) > BODY_BYTES_MAX:
        raise refuse("a redacted body is too long")
    leaves = tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))
    return RedactedBody(*place, leaves, shown)


def _opening(value: Value) -> Opening | None:
    if value is None:
        return None
    data, salt = array(value, 2, RULE)
    return Opening(_blob(data, BODY_BYTES_MAX), octets(salt, SALT_BYTES, RULE))


def _proof(value: Value) -> tuple[int, int, int, int, tuple[bytes, ...]]:
    row = array(value, 5, RULE)
    party, generation = _feed_key(row[0], row[1])
    first, second = (integer(number, 0, POSITION_MAX, RULE) for number in row[2:4])
    path = _blob(row[4], PROOF_HASHES_MAX * HASH_BYTES)
    if len(path) % HASH_BYTES:
        raise refuse("a proof is not a row of hashes")
    hashes = tuple(path[at : at + HASH_BYTES] for at in range(0, len(path), HASH_BYTES))
    return party, generation, first, second, hashes


def _consistency(row: tuple[Value, ...]) -> tuple[ConsistencyProof, ...]:
    return tuple(ConsistencyProof(*_proof(value)) for value in _rows(row))


def _inclusion(row: tuple[Value, ...]) -> tuple[InclusionProof, ...]:
    return tuple(InclusionProof(*_proof(value)) for value in _rows(row))


def _evidence(row: tuple[Value, ...]) -> tuple[EvidencePair, ...]:
    return tuple(_pair(value) for value in _rows(row))


def _pair(value: Value) -> EvidencePair:
    row = array(value, 5, RULE)
    return EvidencePair(
        header_a=_blob(row[0], SIGNED_BYTES_MAX),
        signature_a=octets(row[1], SIGNATURE_BYTES, RULE),
        header_b=_blob(row[2], SIGNED_BYTES_MAX),
        signature_b=octets(row[3], SIGNATURE_BYTES, RULE),
        noted_ms=integer(row[4], 0, INSTANT_MS_MAX, RULE),
    )


def _seal(row: tuple[Value, ...]) -> SealRow:
    _, digests, note = array(row, 3, RULE)
    return SealRow(_blob(digests, PARTS_MAX * HASH_BYTES), _blob(note, NOTE_BYTES_MAX))


_READERS: dict[str, Callable[[tuple[Value, ...]], Content]] = {
    "head": _head,
    "charter": _charter,
    "catalogue": _catalogue,
    "feed": _feed,
    "redacted": _redacted,
    "note": _note,
    "consistency": _consistency,
    "inclusion": _inclusion,
    "evidence": _evidence,
    "seal": _seal,
}
