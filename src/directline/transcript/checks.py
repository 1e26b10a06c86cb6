"""The verifier's checks of receipts, checkpoints, proofs and evidence, each by itself.

Each raises `VerificationError` that names the part.  Only what two parties' signed statements
contradict is returned instead of raised: it voids nothing else that the file proves.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from directline.errors import VerificationError
from directline.transcript.bundle import EvidencePair, InclusionProof
from directline.transcript.checkpoint import (
    cosigner_key,
    cosigner_name,
    log_key,
    open_checkpoint,
    origin,
)
from directline.transcript.condense import MESSAGE
from directline.transcript.facts import (
    CheckedFeed,
    CheckedNote,
    FeedKey,
    Findings,
    entry_name,
    failed,
    feed_label,
    naming,
)
from directline.transcript.feeds import Sight
from directline.transcript.limits import HASH_BYTES, ML_DSA_44_PUBLIC_BYTES
from directline.transcript.note import KeyKind, SignatureCheck, VerifierKey
from directline.transcript.tree import EMPTY_ROOT, PastRoots, verify_consistency, verify_inclusion
from directline.transcript.unbundle import Outline
from directline.wire.charter import Charter
from directline.wire.entry import Header
from directline.wire.suite import Suite


def check_versions(feeds: dict[FeedKey, CheckedFeed], charter: Charter) -> Findings:
    """Name each entry under an earlier version of the charter than its author had used before.

    A key that was renewed signs so, in whosever hands it is: it voids nothing of the others.
    """
    found = Findings()
    newest = [0] * len(charter.parties)
    for feed in feeds.values() if charter.version > 1 else ():
        for position, version in zip(feed.columns.positions, feed.columns.versions, strict=True):
            if 0 < version < newest[feed.party]:
                part = f"entry {feed.name(position)}: charter version"
                found.add(part, f"its author had used version {newest[feed.party]} before it")
            newest[feed.party] = max(version, newest[feed.party])
    return found


def check_left(feeds: dict[FeedKey, CheckedFeed]) -> Findings:
    """Name each message that its author signed after it had left the line: it voids nothing."""
    found = Findings()
    left: dict[int, str] = {}
    for feed in feeds.values():
        columns = feed.columns
        first = columns.endings[0] if columns.endings else len(columns.flags)
        after = 0 if feed.party in left else first + 1
        if columns.endings and feed.party not in left:
            left[feed.party] = feed.name(columns.positions[first])
        for index in range(after, len(columns.flags)):
            if columns.flags[index] & MESSAGE:
                part = f"entry {feed.name(columns.positions[index])}: after E-END"
                found.add(part, f"its author had left the line with {left[feed.party]}")
    return found


def check_seen(
    feeds: dict[FeedKey, CheckedFeed],
    charter: Charter,
    exporter: int,
    forked: dict[FeedKey, int],
    *,
    whole: bool,
) -> tuple[Findings, Findings]:
    """Compare each `seen` with the tree of the feed that it names; mark what proves nothing.

    Args:
        feeds: The checked feeds.
        charter: The line's charter.
        exporter: Whose file it is; its own feed, and what it signed to hold, must be here.
        forked: The first position of each feed at which its key is proven to have signed two
            histories: another root from there on is explained, and counts for neither.
            Not so of the exporter's own feed, or it could rewrite that and only seem careless.
        whole: False for a selection, which leaves out what others have seen: there a statement
            proves no more than the proofs in the file do.

    Returns:
        Contradictions; statements beyond what the file holds.
    """
    contradictions, unheld = Findings(), Findings()
    for feed in feeds.values():
        feed.unsound = bytearray(len(feed.columns.seen_at))
        for sight in _unproven(feed, feeds):
            problem, other = _compare(sight, feeds, charter)
            if not problem:
                continue
            feed.unsound[sight.row] = 1
            if not other and not whole:
                continue
            part = f"entry {feed.name(feed.columns.positions[sight.at])}: seen"
            seen_party = sight.key[0]
            if not other and exporter not in (seen_party, feed.party):
                unheld.add(part, problem)
            elif (
                other
                and seen_party != exporter
                and forked.get(sight.key, sight.size + 1) <= sight.size
            ):
                continue
            else:
                contradictions.add(part, problem)
    return contradictions, unheld


def _unproven(feed: CheckedFeed, feeds: dict[FeedKey, CheckedFeed]) -> Iterator[Sight]:
    """The statements of a feed that do not simply name a tree as it was: nearly none.

    One look at each of a million rows, so without a call or an object for those that hold.
    """
    columns = feed.columns
    roots, beyond = columns.seen_roots, columns.seen_beyond
    sizes = {key: other.tree.size for key, other in feeds.items()}
    past = {key: PastRoots(other.tree) for key, other in feeds.items()}
    held: dict[FeedKey, tuple[int, bytes]] = {}
    rows = zip(columns.seen_parties, columns.seen_generations, columns.seen_sizes, strict=True)
    for row, (party, generation, size) in enumerate(rows):
        key = party, generation
        root = roots[row * HASH_BYTES : (row + 1) * HASH_BYTES]
        known = held.get(key)
        if known is None or known[0] != size:
            if size > sizes.get(key, -1):
                yield feed.sight(row)
                continue
            known = held[key] = size, past[key].root(size)
        if root != known[1] or row in beyond:
            yield feed.sight(row)


def _compare(seen: Sight, feeds: dict[FeedKey, CheckedFeed], charter: Charter) -> tuple[str, bool]:
    """What is wrong with one statement, and whether it is that it names another history."""
    party, generation = seen.key
    if party >= len(charter.parties):
        return "it names a party that the charter does not", True
    feed = feeds.get(seen.key)
    held_size = feed.tree.size if feed else 0
    if seen.size > held_size:
        label = feed_label(charter, party, generation)
        return f"it has seen {label} up to {seen.size}, the file holds {held_size}", False
    if (feed.tree.root(seen.size) if feed else EMPTY_ROOT) != seen.root:
        label = feed_label(charter, party, generation)
        return f"it has seen another history of {label} up to {seen.size} than this file's", True
    for position, leaf in seen.beyond:
        held = feed.leaves.get(position) if feed else None
        if held == leaf:
            continue
        name = entry_name(charter, party, generation, position)
        if held is None:
            return f"it holds {name}, the file does not", False
        return f"it holds another {name} than this file's", True
    return "", False


def cosigner_keys(charter: Charter) -> list[VerifierKey]:
    """Every key under which a party of the charter may cosign."""
    keys = []
    for party in charter.parties:
        name = cosigner_name(charter.line_id, party.id)
        keys.append(cosigner_key(name, party.cosigner))
        if len(party.mldsa) == ML_DSA_44_PUBLIC_BYTES:
            keys.append(VerifierKey(name, KeyKind.ML_DSA_COSIGNATURE, party.mldsa))
    return keys


def check_notes(
    outline: Outline,
    charter: Charter,
    feeds: dict[FeedKey, CheckedFeed],
    check: SignatureCheck,
    witnesses: Sequence[VerifierKey] = (),
) -> tuple[CheckedNote, ...]:
    """Check every checkpoint: its signatures, and its root against the rebuilt tree."""
    cosigners = cosigner_keys(charter)
    checked = []
    places: list[tuple[int, int, int]] = []
    for note in outline.notes:
        feed = feeds.get((note.party, note.generation))
        if feed is None:
            raise failed("checkpoint", "it is of a feed that the file does not hold")
        part = f"checkpoint {feed.label}"
        party = charter.parties[note.party]
        name = origin(charter.line_id, party.id, note.generation)
        with naming(part):
            opened = open_checkpoint(
                note.note, log_key(name, party.checkpoint), cosigners, check,
                witnesses=witnesses, part=part,
            )  # fmt: skip
        size = opened.checkpoint.size
        held = feed.tree.size >= size
        if not held and outline.head.selection is None:
            raise failed(part, f"it names {size} entries, the file holds {feed.tree.size}")
        if held and feed.tree.root(size) != opened.checkpoint.root:
            raise failed(f"{part}: root", f"the {size} entries in this file have another root")
        places.append((note.party, note.generation, size))
        if places != sorted(places):
            raise failed(f"{part}: order", "it stands after a larger one")
        checked.append(CheckedNote(note.party, note.generation, opened))
    return tuple(checked)


def check_proofs(
    outline: Outline,
    charter: Charter,
    feeds: dict[FeedKey, CheckedFeed],
    notes: tuple[CheckedNote, ...],
) -> dict[tuple[int, int, int, bytes], tuple[int, ...]]:
    """Check the explicit proofs: consistency against the trees, inclusion under signed trees.

    A signed tree is a checkpoint's, or in a selection one that an entry's `seen` names.

    Returns:
        (party, generation, size, root) -> positions that are proven to stand under it.
    """
    roots = _signed_roots(outline, feeds, notes)
    under: dict[tuple[int, int, int, bytes], tuple[int, ...]] = {}
    for proof in outline.consistency:
        feed = feeds.get((proof.party, proof.generation))
        if feed is None or not 0 < proof.size_old < proof.size_new <= feed.tree.size:
            raise failed("consistency proof", "it is of sizes that the file does not hold")
        part = f"consistency proof {feed.label} {proof.size_old} to {proof.size_new}"
        old, new = feed.tree.root(proof.size_old), feed.tree.root(proof.size_new)
        verify_consistency(proof.size_old, proof.size_new, proof.path, old, new, part=part)
    for claim in outline.inclusion:
        feed = feeds.get((claim.party, claim.generation))
        place = (claim.party, claim.generation, claim.size)
        named = roots.get(place, set())
        if feed is None or not named or claim.position not in feed.leaves:
            raise failed("inclusion proof", "it is of an entry or checkpoint that is not here")
        name = entry_name(charter, claim.party, claim.generation, claim.position)
        part = f"inclusion proof {name}"
        leaf = feed.leaves[claim.position]
        root = _leads_to(leaf, claim, named, part)
        under[(*place, root)] = (*under.get((*place, root), ()), claim.position)
    return under


def _signed_roots(
    outline: Outline, feeds: dict[FeedKey, CheckedFeed], notes: tuple[CheckedNote, ...]
) -> dict[tuple[int, int, int], set[bytes]]:
    roots: dict[tuple[int, int, int], set[bytes]] = {}
    for note in notes:
        head = note.opened.checkpoint
        roots.setdefault((note.party, note.generation, head.size), set()).add(head.root)
    if outline.head.selection is not None:
        named = {(claim.party, claim.generation, claim.size) for claim in outline.inclusion}
        for feed in feeds.values():
            for sight in feed.sights():
                if (*sight.key, sight.size) in named:
                    roots.setdefault((*sight.key, sight.size), set()).add(sight.root)
    return roots


def _leads_to(leaf: bytes, claim: InclusionProof, roots: set[bytes], part: str) -> bytes:
    """The signed root that a proof leads to.  Raises VerificationError: to none of them."""
    *others, last = sorted(roots)
    for root in others:
        with suppress(VerificationError):
            verify_inclusion(leaf, claim.position, claim.size, claim.path, root, part=part)
            return root
    verify_inclusion(leaf, claim.position, claim.size, claim.path, last, part=part)
    return last


def check_evidence(
    pairs: Sequence[EvidencePair], charter: Charter, suite: Suite
) -> tuple[tuple[tuple[str, EvidencePair], ...], dict[FeedKey, int]]:
    """Check every pair: two different entries, one place, one key.

    Returns:
        (entry's name, pair) each, and the first such position of each feed.
    """
    proven = []
    forked: dict[FeedKey, int] = {}
    for number, pair in enumerate(pairs, 1):
        part = f"evidence {number}"
        with naming(part):
            first, second = Header.parse(pair.header_a), Header.parse(pair.header_b)
        place = (first.party, first.generation, first.position)
        if pair.header_a == pair.header_b:
            raise failed(part, "it shows one entry twice")
        if place != (second.party, second.generation, second.position):
            raise failed(part, "its two entries stand at two places")
        if {first.line, second.line} != {charter.line_id}:
            raise failed(part, "it is of another line")
        if first.party >= len(charter.parties) or {first.signer, second.signer} != {0}:
            raise failed(part, "it names a key that the charter does not")
        keys = []
        for header in (first, second):
            under = charter.of(header.charter_version)
            if under is None:
                raise failed(part, "it was signed under another charter")
            keys.append(under.parties[header.party].identity)
        suite.verify(keys[0], pair.signature_a, pair.header_a, part=f"{part}: signature 1")
        suite.verify(keys[1], pair.signature_b, pair.header_b, part=f"{part}: signature 2")
        proven.append((entry_name(charter, *place), pair))
        key = (first.party, first.generation)
        forked[key] = min(first.position, forked.get(key, first.position))
    return tuple(proven), forked
