"""Reading an evidence bundle's structure: bytes from anywhere to values, bounded at each step.

Nothing is verified here: what comes back is well formed and within bounds, no more.
"""

from collections.abc import Iterator

from directline.errors import RemoteProtocolError
from directline.transcript.bundle import (
    LENGTH_BYTES,
    MAGIC,
    ONCE,
    ORDER,
    BundleEntry,
    BundleLeaf,
    BundleNote,
    ConsistencyProof,
    Content,
    EvidencePair,
    Feed,
    InclusionProof,
    Seal,
    Selection,
    names_somebody,
)
from directline.transcript.limits import (
    BEARER_CHARS_MAX,
    BUNDLE_BYTES_MAX,
    CATALOGUE_BYTES_MAX,
    CHUNK_ITEMS_MAX,
    CONSISTENCY_PROOFS_MAX,
    COPY_MAX,
    EVIDENCE_MAX,
    FEEDS_MAX,
    GAPS_MAX,
    HASH_BYTES,
    INCLUSION_PROOFS_MAX,
    INSTANT_MS_MAX,
    NOTE_BYTES_MAX,
    NOTES_MAX,
    PART_BYTES_MAX,
    PARTS_MAX,
    PROOF_HASHES_MAX,
    RECIPIENT_CHARS_MAX,
    SIGNATURE_BYTES,
)
from directline.transcript.tree import sha256
from directline.wire.codec import Value, array, decode, integer, items, octets, text
from directline.wire.entry import GENERATION_MAX, POSITION_MAX, SIGNED_BYTES_MAX
from directline.wire.limits import BODY_BYTES_MAX, CHARTER_FILE_BYTES_MAX, PARTIES_MAX, SALT_BYTES

_RULE = "TRANS-10"
_HEAD_PARTS = 5
_ENTRY_PARTS = 8
_LEAF_PARTS = 2


def _refuse(message: str, excerpt: bytes = b"") -> RemoteProtocolError:
    return RemoteProtocolError(message, rule=_RULE, excerpt=excerpt)


def decode_charter(data: bytes) -> bytes:
    """The signed charter's bytes alone, so that its fingerprint can be shown before all else."""
    for number, (_, value) in enumerate(_parts(data)):
        if number == 1:
            return _blob(_named(value, "charter", 2)[1], CHARTER_FILE_BYTES_MAX)
    raise _refuse("the file has no charter")


def decode_bundle(data: bytes) -> tuple[Content, Seal]:
    """Read a file's structure.  No signature, digest or proof is checked.

    Raises:
        RemoteProtocolError: It is not such a file, or too large in any respect.
    """
    raw = list(_parts(data))
    names = [_name(value) for _, value in raw]
    _check_order(names)
    groups: dict[str, list[tuple[Value, ...]]] = {name: [] for name in ORDER}
    for name, (_, value) in zip(names, raw, strict=True):
        groups[name].append(value)
    head = groups["head"][0]
    if len(head) not in {_HEAD_PARTS, _HEAD_PARTS + 1}:
        raise _refuse("a head of another length")
    content = Content(
        exporter=integer(head[1], 0, PARTIES_MAX - 1, _RULE),
        exported_ms=integer(head[2], 0, INSTANT_MS_MAX, _RULE),
        exported_quality=integer(head[3], 0, 255, _RULE),
        charter=_blob(array(groups["charter"][0], 2, _RULE)[1], CHARTER_FILE_BYTES_MAX),
        catalogue=_blob(array(groups["catalogue"][0], 2, _RULE)[1], CATALOGUE_BYTES_MAX),
        feeds=_feeds(items(head[4], FEEDS_MAX, _RULE), groups["feed"]),
        notes=_notes(groups["note"]),
        consistency=tuple(
            ConsistencyProof(*_proof(row))
            for row in _rows(groups["consistency"], "consistency", CONSISTENCY_PROOFS_MAX)
        ),
        inclusion=tuple(
            InclusionProof(*_proof(row))
            for row in _rows(groups["inclusion"], "inclusion", INCLUSION_PROOFS_MAX)
        ),
        evidence=tuple(
            _evidence(row) for row in _rows(groups["evidence"], "evidence", EVIDENCE_MAX)
        ),
        selection=_selection(head[_HEAD_PARTS]) if len(head) > _HEAD_PARTS else None,
    )
    return content, _seal(data, groups["seal"][0], names, [end for end, _ in raw])


def _parts(data: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Each part as (offset after it, its array), up to the checksum."""
    if len(data) > BUNDLE_BYTES_MAX:
        raise _refuse("the file is too large")
    if not data.startswith(MAGIC):
        raise _refuse("not a directline transcript of version 1", data)
    at, end = len(MAGIC), len(data) - HASH_BYTES
    number = 0
    while at < end:
        number += 1
        if number > PARTS_MAX:
            raise _refuse("the file has too many parts")
        length = int.from_bytes(data[at : at + LENGTH_BYTES], "big")
        at += LENGTH_BYTES
        if length > PART_BYTES_MAX or at + length > end:
            raise _refuse(f"part {number} has a wrong length")
        try:
            value = decode(data[at : at + length], bytes_max=PART_BYTES_MAX, rule=_RULE)
        except RemoteProtocolError as error:
            raise _refuse(f"part {number} is {error.message}", error.excerpt) from error
        at += length
        yield at, items(value, 8, _RULE)
    if at != end:
        raise _refuse("the file is cut short")


def _name(value: tuple[Value, ...]) -> str:
    name = value[0] if value else None
    if not isinstance(name, str) or name not in ORDER:
        raise _refuse("a part of an unknown name")
    return name


def _named(value: tuple[Value, ...], name: str, count: int) -> tuple[Value, ...]:
    if _name(value) != name:
        raise _refuse(f"the part {name} is not in its place")
    return array(value, count, _RULE)


def _check_order(names: list[str]) -> None:
    ranks = [ORDER.index(name) for name in names]
    if ranks != sorted(ranks):
        raise _refuse("the parts are out of order")
    for name in ONCE:
        if names.count(name) != 1:
            raise _refuse(f"the file needs the part {name} once")


def _blob(value: Value, bytes_max: int) -> bytes:
    if not isinstance(value, bytes) or len(value) > bytes_max:
        raise _refuse(f"a byte string of at most {bytes_max} bytes is needed")
    return value


def _rows(groups: list[tuple[Value, ...]], name: str, count_max: int) -> Iterator[Value]:
    count = 0
    for group in groups:
        rows = items(_named(group, name, 2)[1], CHUNK_ITEMS_MAX, _RULE)
        count += len(rows)
        if not rows or count > count_max:
            raise _refuse(f"the part {name} is empty or too long")
        yield from rows


def _feeds(table: tuple[Value, ...], groups: list[tuple[Value, ...]]) -> tuple[Feed, ...]:
    held: dict[tuple[int, int], list[BundleEntry | BundleLeaf]] = {}
    order: list[tuple[int, int]] = []
    for group in groups:
        _, party, generation, rows = _named(group, "feed", 4)
        key = _feed_key(party, generation)
        if key not in held:
            held[key] = []
            order.append(key)
        elif order[-1] != key:
            raise _refuse("a feed is not in one piece")
        entries = items(rows, CHUNK_ITEMS_MAX, _RULE)
        if not entries:
            raise _refuse("a feed's part is empty")
        held[key] += [_item(row) for row in entries]
    feeds = []
    for row in table:
        party, generation, gaps = array(row, 3, _RULE)
        key = _feed_key(party, generation)
        if key not in held:
            raise _refuse("the head names a feed that the file does not hold")
        ranges = tuple(_gap(gap) for gap in items(gaps, GAPS_MAX, _RULE))
        feeds.append(Feed(*key, ranges, tuple(held[key])))
    if [(feed.party, feed.generation) for feed in feeds] != order or order != sorted(order):
        raise _refuse("the feeds are not those of the head, in order")
    return tuple(feeds)


def _feed_key(party: Value, generation: Value) -> tuple[int, int]:
    return (
        integer(party, 0, PARTIES_MAX - 1, _RULE),
        integer(generation, 1, GENERATION_MAX, _RULE),
    )


def _gap(value: Value) -> tuple[int, int]:
    first, last = array(value, 2, _RULE)
    start = integer(first, 1, POSITION_MAX, _RULE)
    return start, integer(last, start, POSITION_MAX, _RULE)


def _item(value: Value) -> BundleEntry | BundleLeaf:
    row = items(value, _ENTRY_PARTS, _RULE)
    if len(row) == _LEAF_PARTS:
        return BundleLeaf(
            integer(row[0], 1, POSITION_MAX, _RULE), octets(row[1], HASH_BYTES, _RULE)
        )
    row = array(row, _ENTRY_PARTS, _RULE)
    return BundleEntry(
        position=integer(row[0], 1, POSITION_MAX, _RULE),
        header=_blob(row[1], SIGNED_BYTES_MAX),
        signature=octets(row[2], SIGNATURE_BYTES, _RULE),
        body=None if row[3] is None else _blob(row[3], BODY_BYTES_MAX),
        salt=None if row[4] is None else octets(row[4], SALT_BYTES, _RULE),
        stored_ms=integer(row[5], 0, INSTANT_MS_MAX, _RULE),
        stored_quality=integer(row[6], 0, 255, _RULE),
        bearer=_bearer(row[7]),
    )


def _bearer(value: Value) -> str:
    name = text(value, BEARER_CHARS_MAX, _RULE)
    if not name.isascii() or (name and not name.isprintable()):
        raise _refuse("a bearer's kind is printable ASCII")
    return name


def _notes(groups: list[tuple[Value, ...]]) -> tuple[BundleNote, ...]:
    if len(groups) > NOTES_MAX:
        raise _refuse("the file has too many checkpoints")
    notes = []
    for group in groups:
        _, party, generation, note = _named(group, "note", 4)
        notes.append(BundleNote(*_feed_key(party, generation), _blob(note, NOTE_BYTES_MAX)))
    return tuple(notes)


def _selection(value: Value) -> Selection:
    recipient, copy = array(value, 2, _RULE)
    name = text(recipient, RECIPIENT_CHARS_MAX, _RULE)
    if not names_somebody(name):
        raise _refuse("a selection names for whom it was made")
    return Selection(name, integer(copy, 1, COPY_MAX, _RULE))


def _proof(value: Value) -> tuple[int, int, int, int, tuple[bytes, ...]]:
    row = array(value, 5, _RULE)
    party, generation = _feed_key(row[0], row[1])
    first, second = (integer(number, 0, POSITION_MAX, _RULE) for number in row[2:4])
    path = _blob(row[4], PROOF_HASHES_MAX * HASH_BYTES)
    if len(path) % HASH_BYTES:
        raise _refuse("a proof is not a row of hashes")
    hashes = tuple(path[at : at + HASH_BYTES] for at in range(0, len(path), HASH_BYTES))
    return party, generation, first, second, hashes


def _evidence(value: Value) -> EvidencePair:
    row = array(value, 5, _RULE)
    return EvidencePair(
        header_a=_blob(row[0], SIGNED_BYTES_MAX),
        signature_a=octets(row[1], SIGNATURE_BYTES, _RULE),
        header_b=_blob(row[2], SIGNED_BYTES_MAX),
        signature_b=octets(row[3], SIGNATURE_BYTES, _RULE),
        noted_ms=integer(row[4], 0, INSTANT_MS_MAX, _RULE),
    )


def _seal(data: bytes, value: tuple[Value, ...], names: list[str], ends: list[int]) -> Seal:
    _, digests, note = _named(value, "seal", 3)
    stated = _blob(digests, PARTS_MAX * HASH_BYTES)
    count = len(names) - 1
    if len(stated) != count * HASH_BYTES:
        raise _refuse("the seal does not name each part")
    starts = [0, *ends[:-1]]
    return Seal(
        note=_blob(note, NOTE_BYTES_MAX),
        content_digest=sha256(data[: ends[-2]]),
        part_names=tuple(names[:-1]),
        digests_found=tuple(sha256(data[a:b]) for a, b in zip(starts[:-1], ends[:-1], strict=True)),
        digests_stated=tuple(
            stated[at : at + HASH_BYTES] for at in range(0, len(stated), HASH_BYTES)
        ),
        checksum_found=sha256(data[: ends[-1]]),
        checksum_stated=data[ends[-1] :],
    )
