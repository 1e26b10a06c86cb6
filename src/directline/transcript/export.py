"""Writing an evidence bundle: one line's transcript, as one station holds it, in one file.

Pure: records in, bytes out.  The exporter rebuilds each feed's tree, adds the proofs, and signs
the whole with its checkpoint key, so that what no other signature covers (when it stored what,
which gaps it has) is its own signed statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.transcript.bundle import (
    BundleEntry,
    BundleLeaf,
    BundleNote,
    ConsistencyProof,
    Content,
    EvidencePair,
    Feed,
    InclusionProof,
    RedactedBody,
    content_digest,
    encode_content,
    seal_bundle,
)
from directline.transcript.checkpoint import PREFIX, Checkpoint, cosigner_name
from directline.transcript.limits import EVIDENCE_MAX, GAPS_MAX, INCLUSION_PROOFS_MAX, NOTES_MAX
from directline.transcript.note import KeyKind, Note, Signer, VerifierKey, encode_base64, sign_note
from directline.transcript.records import HeldEntry, HeldEvidence, HeldNote
from directline.transcript.tree import Tree, sha256
from directline.wire.charter import Charter, SignedCharter
from directline.wire.entry import Header
from directline.wire.values import Kind

FeedKey = tuple[int, int]
"""(party, generation)."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """Who writes the file: its place in the charter, its checkpoint key and its clock."""

    party: int
    signer: Signer
    exported_ms: int
    exported_quality: int


def export_key(line_id: bytes, party_id: str, public: bytes) -> VerifierKey:
    """The key under which a party signs a whole export: its checkpoint key, by another name."""
    return VerifierKey(cosigner_name(line_id, party_id) + "/export", KeyKind.ED25519, public)


def export_text(line_id: bytes, party_id: str, digest: bytes) -> str:
    """What the exporter signs.  No checkpoint reads like it: its first line names no log."""
    return f"{PREFIX} export v1\n{line_id.hex()}\n{party_id}\n{encode_base64(digest)}\n"


Words = bytes | Callable[[frozenset[tuple[str, int]]], bytes]
"""The catalogue's bytes, or what gives those that carry some forms, by code and version."""


def words_of(
    catalogue: Words, feeds: Iterable[Feed], redacted: Iterable[RedactedBody] = ()
) -> bytes:
    """The catalogue as far as a file needs it: the forms of all bodies that it shows."""
    if isinstance(catalogue, bytes):
        return catalogue
    used = {
        head
        for feed in feeds
        for item in feed.items
        if isinstance(item, BundleEntry) and item.body is not None
        if (head := _head_of(item.body)) is not None
    }
    for body in redacted:
        code, version = (one.value if one is not None else b"" for one in body.shown[:2])
        if (head := _head_of(b"\x83" + code + version)) is not None:
            used.add(head)
    return catalogue(frozenset(used))


def _head_of(data: bytes) -> tuple[str, int] | None:
    """Form code and version of a body, from its first bytes: an archive has a million of them."""
    if len(data) < 3 or not 0x60 <= data[1] < 0x78:
        return None
    end = data[1] - 0x60 + 2
    number = data[end : end + 3]
    if not number:
        return None
    size = {24: 2, 25: 3}.get(number[0], 1)
    version = number[0] if size == 1 else int.from_bytes(number[1:size])
    return data[2:end].decode("ascii", "replace"), version


def _everything(_: HeldEntry) -> bool:
    return True


def export_bundle(
    *,
    signed_charter: bytes,
    catalogue: Words,
    entries: Iterable[HeldEntry],
    notes: Iterable[HeldNote],
    evidence: Iterable[HeldEvidence],
    exporter: Exporter,
    leaves: Iterable[tuple[int, int, int, bytes]] = (),
    disclose: Callable[[HeldEntry], bool] = _everything,
) -> bytes:
    """Write one line's transcript as one file.

    The same records give the same bytes.  The result is not verified here: a station that hands
    out a file runs `verify_bundle` on it first, as its reader will.

    Args:
        signed_charter: The bytes of the charter with all parties' signatures.
        catalogue: What of the catalogue goes in, by the forms that the file shows.
        entries: All that is held of every feed, in any order, as of one moment.
        notes: Signed checkpoints; one that names more leaves than are held is left out, since
            nobody could check it here.
        evidence: Pairs that prove two histories under one key.
        exporter: Who writes the file.
        leaves: (party, generation, position, leaf) known without their entry.
        disclose: False for an entry that shall show as its leaf only.

    Raises:
        LocalProtocolError: The charter or the key is not the exporter's, or a bound is passed.
    """
    charter = charter_of(signed_charter, exporter)
    items, messages = gather(entries, leaves, disclose)
    feeds = tuple(feed_of(key, items[key]) for key in sorted(items))
    trees = {(feed.party, feed.generation): tree_of(feed) for feed in feeds}
    kept = notes_held(notes, trees)
    heads = _heads(kept, feeds)
    pairs = tuple(
        EvidencePair(e.header_a, e.signature_a, e.header_b, e.signature_b, e.noted_ms)
        for e in evidence
    )
    if len(pairs) > EVIDENCE_MAX:
        raise LocalProtocolError(f"{len(pairs)} pairs of evidence where {EVIDENCE_MAX} fit")
    content = Content(
        exporter=exporter.party,
        exported_ms=exporter.exported_ms,
        exported_quality=exporter.exported_quality,
        charter=signed_charter,
        catalogue=words_of(catalogue, feeds),
        feeds=feeds,
        notes=tuple(note for _, note in kept),
        consistency=_consistency(heads, trees),
        inclusion=_inclusion(kept, messages, trees),
        evidence=tuple(sorted(pairs, key=lambda pair: (pair.header_a, pair.header_b))),
    )
    return sign_file(content, charter, exporter)


def sign_file(content: Content, charter: Charter, exporter: Exporter) -> bytes:
    """The whole file: the content's parts, the exporter's signature over them, the checksums."""
    parts = encode_content(content)
    party = charter.parties[exporter.party]
    text = export_text(charter.line_id, party.id, content_digest(parts))
    name = export_key(charter.line_id, party.id, party.checkpoint).name
    return seal_bundle(parts, sign_note(text, name, exporter.signer).encode())


def charter_of(signed: bytes, exporter: Exporter) -> Charter:
    """The charter that a file is made under, if it is the exporter's."""
    try:
        charter = Charter.decode(SignedCharter.decode(signed).charter)
    except RemoteProtocolError as error:
        raise LocalProtocolError(f"this charter cannot be exported: {error.message}") from error
    if not 0 <= exporter.party < len(charter.parties):
        raise LocalProtocolError("the exporter is no party of this charter")
    if exporter.signer.public() != charter.parties[exporter.party].checkpoint:
        raise LocalProtocolError("the exporter's key is not its checkpoint key in the charter")
    return charter


Items = dict[FeedKey, dict[int, BundleEntry | BundleLeaf]]


def gather(
    entries: Iterable[HeldEntry],
    leaves: Iterable[tuple[int, int, int, bytes]],
    disclose: Callable[[HeldEntry], bool],
) -> tuple[Items, dict[FeedKey, list[int]]]:
    """Every place's item, and the positions of the messages among them."""
    items: Items = {}
    messages: dict[FeedKey, list[int]] = {}
    for party, generation, position, leaf in leaves:
        items.setdefault((party, generation), {})[position] = BundleLeaf(position, leaf)
    for entry in entries:
        key = (entry.party, entry.generation)
        feed = items.setdefault(key, {})
        if not disclose(entry):
            feed[entry.position] = BundleLeaf(entry.position, entry.leaf)
            continue
        feed[entry.position] = BundleEntry(
            position=entry.position,
            header=entry.header,
            signature=entry.signature,
            body=entry.body,
            salt=entry.salt if entry.body is not None else None,
            stored_ms=entry.stored_ms,
            stored_quality=entry.stored_quality,
            bearer=entry.bearer,
        )
        if header_of(entry.header).kind is Kind.MESSAGE:
            messages.setdefault(key, []).append(entry.position)
    return items, messages


def header_of(data: bytes) -> Header:
    """An entry's header, of our own store."""
    try:
        return Header.parse(data)
    except RemoteProtocolError as error:
        raise LocalProtocolError(f"a stored entry cannot be read: {error.message}") from error


def feed_of(key: FeedKey, held: dict[int, BundleEntry | BundleLeaf]) -> Feed:
    """One feed from its items by position, with its gaps named."""
    positions = sorted(held)
    gaps = tuple(
        (before + 1, after - 1) for before, after in pairwise([0, *positions]) if after - before > 1
    )
    if len(gaps) > GAPS_MAX:
        raise LocalProtocolError(f"a feed has {len(gaps)} gaps where {GAPS_MAX} can be named")
    return Feed(*key, gaps, tuple(held[position] for position in positions))


def leaf_of(item: BundleEntry | BundleLeaf) -> bytes:
    """The leaf of one place."""
    return item.leaf if isinstance(item, BundleLeaf) else sha256(item.header)


def tree_of(feed: Feed) -> Tree:
    """The tree over the contiguous prefix of what is held."""
    tree = Tree()
    for position, item in enumerate(feed.items, 1):
        if item.position != position:
            break
        tree.append(leaf_of(item))
    return tree


def notes_held(
    notes: Iterable[HeldNote], trees: dict[FeedKey, Tree]
) -> list[tuple[Checkpoint, BundleNote]]:
    """The notes that can be checked against what is held, in order."""
    kept = []
    for held in notes:
        tree = trees.get((held.party, held.generation))
        try:
            checkpoint = Checkpoint.parse(Note.parse(held.note).text)
        except RemoteProtocolError as error:
            raise LocalProtocolError(f"a stored checkpoint is broken: {error.message}") from error
        if tree is not None and 0 < checkpoint.size <= tree.size:
            kept.append((checkpoint, BundleNote(held.party, held.generation, held.note)))
    if len(kept) > NOTES_MAX:
        raise LocalProtocolError(f"{len(kept)} checkpoints where {NOTES_MAX} fit")
    return sorted(kept, key=lambda pair: (pair[1].party, pair[1].generation, pair[0].size))


def _heads(
    kept: list[tuple[Checkpoint, BundleNote]], feeds: tuple[Feed, ...]
) -> dict[FeedKey, set[int]]:
    """The sizes of each feed that somebody signed: checkpoints, and each party's last receipt."""
    heads: dict[FeedKey, set[int]] = {}
    for checkpoint, note in kept:
        heads.setdefault((note.party, note.generation), set()).add(checkpoint.size)
    for feed in feeds:
        newest: dict[FeedKey, int] = {}
        for item in feed.items:
            if isinstance(item, BundleEntry):
                for seen in header_of(item.header).seen:
                    newest[(seen.party, seen.generation)] = seen.size
        for key, size in newest.items():
            heads.setdefault(key, set()).add(size)
    return heads


def _consistency(
    heads: dict[FeedKey, set[int]], trees: dict[FeedKey, Tree]
) -> tuple[ConsistencyProof, ...]:
    proofs = []
    for key in sorted(heads):
        tree = trees.get(key)
        sizes = sorted(size for size in heads[key] if tree is not None and 0 < size <= tree.size)
        for old, new in pairwise(sizes):
            assert tree is not None
            proofs.append(ConsistencyProof(*key, old, new, tree.consistency(old, new)))
    return tuple(proofs)


def _inclusion(
    kept: list[tuple[Checkpoint, BundleNote]],
    messages: dict[FeedKey, list[int]],
    trees: dict[FeedKey, Tree],
) -> tuple[InclusionProof, ...]:
    """The newest messages of each feed under its newest checkpoint, an equal share of each."""
    newest = {(note.party, note.generation): checkpoint.size for checkpoint, note in kept}
    share = INCLUSION_PROOFS_MAX // max(1, len(newest))
    return tuple(
        InclusionProof(*key, position, size, trees[key].inclusion(position, size))
        for key, size in sorted(newest.items())
        for position in sorted(p for p in messages.get(key, ()) if p <= size)[-share:]
    )
