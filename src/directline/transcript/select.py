"""Writing an evidence bundle of chosen messages: these, what was signed about them, nothing else.

With each message go its receipts and cancellation, the first entry of each addressee whose `seen`
holds it (without its words, which are about something else), the smallest checkpoint over it, and
the inclusion proofs that tie these together.
Everything else of the line is left out, and the file says that it is a selection, for whom it was
made and which copy it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.transcript.bundle import (
    BundleEntry,
    BundleNote,
    Content,
    EvidencePair,
    Feed,
    InclusionProof,
    Selection,
    names_somebody,
)
from directline.transcript.checkpoint import Checkpoint
from directline.transcript.claims import CANCEL_CODE, RECEIPT_CODE
from directline.transcript.export import (
    Exporter,
    FeedKey,
    Items,
    Words,
    charter_of,
    feed_of,
    gather,
    header_of,
    notes_held,
    sign_file,
    tree_of,
    words_of,
)
from directline.transcript.limits import COPY_MAX, INCLUSION_PROOFS_MAX
from directline.transcript.records import HeldEntry, HeldEvidence, HeldNote
from directline.transcript.redaction import black_out, quoting
from directline.transcript.tree import Tree
from directline.wire.body import decode_body
from directline.wire.entry import Header

Place = tuple[int, int, int]
"""(party, generation, position)."""
CHOSEN_MAX = 128
"""Messages of one selection: a case, not an archive; the whole transcript is another file."""


def evidence_bundle(
    *,
    signed_charter: bytes,
    catalogue: Words,
    entries: Iterable[HeldEntry],
    notes: Iterable[HeldNote],
    evidence: Iterable[HeldEvidence],
    exporter: Exporter,
    chosen: Collection[Place],
    selection: Selection,
    hide: Mapping[Place, Collection[int]] = MappingProxyType({}),
) -> bytes:
    """Write chosen messages as one file that a stranger verifies.

    Args:
        signed_charter: The bytes of the charter with all parties' signatures.
        catalogue: What of the catalogue goes in, by the forms that the file shows.
        entries: All that is held of every feed, in any order, as of one moment.
        notes: Signed checkpoints.
        evidence: Pairs that prove two histories under one key; those of feeds in the file go in.
        exporter: Who writes the file.
        chosen: The places of the messages.
        selection: For whom, and which copy.
        hide: Fields to black out of a message or a receipt, counted from 0.  What was read back
            of such a message, how it was corrected, and remarks on it are blacked out as well.

    Raises:
        LocalProtocolError: A chosen message is not held, or a bound is passed.
    """
    charter = charter_of(signed_charter, exporter)
    _check(chosen, selection)
    items, _ = gather(entries, (), lambda _: True)
    found = _Finder(items)
    shown: dict[Place, BundleEntry] = {}
    holding: dict[Place, BundleEntry] = {}
    proofs: dict[tuple[Place, int], None] = {}
    for place in sorted(chosen):
        entry = found.entries.get(place)
        if entry is None:
            raise LocalProtocolError("a chosen message is not held here")
        shown[place] = entry
        for other in found.about(place):
            shown[other] = found.entries[other]
        for other, size in found.holders(place, header_of(entry.header)):
            holding[other] = replace(found.entries[other], body=None, salt=None)
            if size:
                proofs[place, size] = None
    kept: list[tuple[Checkpoint, BundleNote]] = []
    for checkpoint, note in notes_held(notes, found.trees):
        covered = _first_covered(kept, holding | shown, checkpoint, note)
        if covered:
            kept.append((checkpoint, note))
            proofs |= {(place, checkpoint.size): None for place in covered}
    if len(proofs) > INCLUSION_PROOFS_MAX:
        raise LocalProtocolError(
            f"{len(proofs)} proofs where {INCLUSION_PROOFS_MAX} fit", remedy="choose fewer messages"
        )
    shown, redacted = black_out(holding | shown, _with_quotes(found, chosen, hide))
    feeds = _feeds(shown)
    keys = {(feed.party, feed.generation) for feed in feeds}
    content = Content(
        exporter=exporter.party,
        exported_ms=exporter.exported_ms,
        exported_quality=exporter.exported_quality,
        charter=signed_charter,
        catalogue=words_of(catalogue, feeds, redacted),
        feeds=feeds,
        notes=tuple(note for _, note in kept),
        consistency=(),
        inclusion=tuple(
            InclusionProof(*place, size, found.trees[place[:2]].inclusion(place[2], size))
            for place, size in sorted(proofs)
        ),
        evidence=tuple(
            EvidencePair(e.header_a, e.signature_a, e.header_b, e.signature_b, e.noted_ms)
            for e in sorted(evidence, key=lambda pair: (pair.header_a, pair.header_b))
            if _feed_of_pair(e) in keys
        ),
        selection=selection,
        redacted=redacted,
    )
    return sign_file(content, charter, exporter)


def _with_quotes(
    found: "_Finder", chosen: Collection[Place], hide: Mapping[Place, Collection[int]]
) -> dict[Place, frozenset[int]]:
    """What is hidden, and what may repeat it: what others read back, corrected or remarked on."""
    hidden = {place: frozenset(fields) for place, fields in hide.items() if fields}
    for place in sorted(chosen):  # A correction comes after what it corrects.
        for other in found.about(place) if place in hidden else ():
            fields = quoting(found.entries[other])
            if fields:
                hidden[other] = hidden.get(other, frozenset()) | fields
    return hidden


def _check(chosen: Collection[Place], selection: Selection) -> None:
    if not 1 <= len(chosen) <= CHOSEN_MAX:
        raise LocalProtocolError(
            f"a selection holds 1 to {CHOSEN_MAX} messages, not {len(chosen)}",
            remedy="export the whole transcript, or choose fewer",
        )
    if not names_somebody(selection.recipient):
        raise LocalProtocolError(
            "a selection names for whom it is made", remedy="a name and an office in one line"
        )
    if not 1 <= selection.copy <= COPY_MAX:
        raise LocalProtocolError("copies are counted from 1")


def _feed_of_pair(pair: HeldEvidence) -> FeedKey:
    header = header_of(pair.header_a)
    return header.party, header.generation


def _feeds(shown: dict[Place, BundleEntry]) -> tuple[Feed, ...]:
    items: Items = {}
    for place, entry in shown.items():
        items.setdefault(place[:2], {})[place[2]] = entry
    return tuple(feed_of(key, items[key]) for key in sorted(items))


def _first_covered(
    kept: list[tuple[Checkpoint, BundleNote]],
    shown: dict[Place, BundleEntry],
    checkpoint: Checkpoint,
    note: BundleNote,
) -> list[Place]:
    """The shown entries that this checkpoint is the smallest to cover; they come in order."""
    feed = (note.party, note.generation)
    sizes = [c.size for c, n in kept if (n.party, n.generation) == feed]
    before = max(sizes, default=0)
    return [p for p in shown if p[:2] == feed and before < p[2] <= checkpoint.size]


class _Finder:
    """What is held, and which entries speak of which."""

    def __init__(self, items: Items) -> None:
        self.trees: dict[FeedKey, Tree] = {}
        self.entries: dict[Place, BundleEntry] = {}
        self._headers: dict[int, list[tuple[Place, Header]]] = {}
        self._said: dict[Place, list[Place]] = {}
        for key in sorted(items):
            feed = feed_of(key, items[key])
            self.trees[key] = tree_of(feed)
            for item in feed.items:
                if isinstance(item, BundleEntry):
                    self._add((*key, item.position), item)

    def _add(self, place: Place, entry: BundleEntry) -> None:
        header = header_of(entry.header)
        self.entries[place] = entry
        self._headers.setdefault(header.party, []).append((place, header))
        subject = subject_of(entry.body)
        if subject is not None:
            self._said.setdefault(subject, []).append(place)

    def about(self, place: Place) -> list[Place]:
        """Receipts of a message and its cancellation."""
        return self._said.get(place, [])

    def holders(self, place: Place, header: Header) -> Iterator[tuple[Place, int]]:
        """Of each addressee: its first entry that holds the message, and the size that it names.

        The size is 0 where the entry names the leaf itself, past a gap.
        """
        tree = self.trees[place[:2]]
        for party, held in self._headers.items():
            if not header.addressees >> party & 1:
                continue
            for other, said in held:
                size = _names(said, place, tree)
                if size is not None:
                    yield other, size
                    break


def _names(said: Header, place: Place, tree: Tree) -> int | None:
    """The size under which an entry names a place; 0 past a gap; None: it does not."""
    for seen in said.seen:
        if (seen.party, seen.generation) != place[:2]:
            continue
        if place[2] <= seen.size <= tree.size and tree.root(seen.size) == seen.root:
            return seen.size
        for position, _ in seen.beyond:
            if position == place[2]:
                return 0
    return None


def subject_of(data: bytes | None) -> Place | None:
    """The message that a receipt or a cancellation is about; None: the body is of no such kind."""
    if data is None:
        return None
    try:
        body = decode_body(data)
    except RemoteProtocolError:
        return None
    fields: tuple[object, ...] = body.fields
    if body.code == CANCEL_CODE and fields and isinstance(fields[0], tuple):
        fields = fields[0]
    elif body.code != RECEIPT_CODE:
        return None
    match fields[:3]:
        case (int(party), int(generation), int(position)):
            return party, generation, position
        case _:
            return None
