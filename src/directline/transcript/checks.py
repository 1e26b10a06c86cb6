"""The verifier's checks of feeds, receipts, checkpoints, proofs and evidence, each by itself.

Each raises `VerificationError` that names the part.  Only what two parties' signed statements
contradict is returned instead of raised: it voids nothing else that the file proves.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice, pairwise

from directline.errors import VerificationError
from directline.transcript.bundle import BundleEntry, Content, EvidencePair, Feed, InclusionProof
from directline.transcript.checkpoint import (
    cosigner_key,
    cosigner_name,
    log_key,
    open_checkpoint,
    origin,
)
from directline.transcript.export import leaf_of
from directline.transcript.facts import (
    CheckedEntry,
    CheckedFeed,
    CheckedNote,
    CheckMany,
    FeedKey,
    Finding,
    Progress,
    SignatureJob,
    entry_name,
    failed,
    feed_label,
    naming,
)
from directline.transcript.limits import CHUNK_ITEMS_MAX, ML_DSA_44_PUBLIC_BYTES
from directline.transcript.note import KeyKind, SignatureCheck, VerifierKey
from directline.transcript.tree import Tree, verify_consistency, verify_inclusion
from directline.wire.body import decode_body
from directline.wire.charter import Charter
from directline.wire.entry import Entry, Header, Seen, verify_body
from directline.wire.suite import Suite

STATION_SIGNER = 0
"""The only signer that this version knows: the station's identity key."""


def check_feeds(
    content: Content, charter: Charter, suite: Suite, check_many: CheckMany, progress: Progress
) -> dict[FeedKey, CheckedFeed]:
    """Check every entry of every feed, and that no position is missing without being named."""
    total = sum(len(feed.items) for feed in content.feeds)
    done = 0
    checked: dict[FeedKey, CheckedFeed] = {}
    for feed in content.feeds:
        if feed.party >= len(charter.parties):
            raise failed(f"feed of party {feed.party}", "the charter names no such party")
        _check_places(feed, charter)
        entries: dict[int, CheckedEntry] = {}
        version = 1
        rest = iter(feed.items)
        while batch := list(islice(rest, CHUNK_ITEMS_MAX)):
            jobs = []
            for item in batch:
                if isinstance(item, BundleEntry):
                    entry, job = _check_entry(item, feed, charter, suite)
                    version = _check_version(entry, version)
                    entries[item.position] = entry
                    jobs.append(job)
            check_many(jobs)
            done += len(batch)
            progress(done, total)
        leaves = {item.position: leaf_of(item) for item in feed.items}
        label = feed_label(charter, feed.party, feed.generation)
        tree = _tree(leaves)
        checked[(feed.party, feed.generation)] = CheckedFeed(
            label, entries, leaves, tree, feed.gaps
        )
    return checked


def _tree(leaves: dict[int, bytes]) -> Tree:
    tree = Tree()
    while (leaf := leaves.get(tree.size + 1)) is not None:
        tree.append(leaf)
    return tree


def _check_places(feed: Feed, charter: Charter) -> None:
    """Positions ascend, and what is missing between them is exactly what the head names."""
    for earlier, later in pairwise(item.position for item in feed.items):
        if later <= earlier:
            name = entry_name(charter, feed.party, feed.generation, later)
            raise failed(f"entry {name}: order", "it stands after a later one")
    before = 0
    gaps = list(feed.gaps)
    for item in feed.items:
        if item.position > before + 1:
            gap = (before + 1, item.position - 1)
            if gap not in gaps:
                missing = entry_name(charter, feed.party, feed.generation, before + 1)
                raise failed(f"entry {missing}", "missing, and the file does not say so")
            gaps.remove(gap)  # once: a gap that is named twice is one that there is not
        before = item.position
    if gaps:
        label = feed_label(charter, feed.party, feed.generation)
        raise failed(f"feed {label}: gaps", "the file names a gap that it does not have")


def _check_entry(
    item: BundleEntry, feed: Feed, charter: Charter, suite: Suite
) -> tuple[CheckedEntry, SignatureJob]:
    short = entry_name(charter, feed.party, feed.generation, item.position)
    name = f"entry {short}"
    with naming(f"{name}: header"):
        header = Header.parse(item.header)
    if header.line != charter.line_id:
        raise failed(f"{name}: line", "it belongs to another line")
    under = charter.of(header.charter_version)
    if under is None:
        raise failed(f"{name}: charter version", "it was signed under another charter")
    if (header.party, header.generation, header.position) != (
        feed.party,
        feed.generation,
        item.position,
    ):
        raise failed(f"{name}: position", "it was signed for another place")
    if header.signer != STATION_SIGNER:
        raise failed(f"{name}: signer", "it names a key that this version does not know")
    body = None
    if item.body is not None:
        with naming(f"{name}: body"):
            body = decode_body(item.body)
            try:
                verify_body(Entry(header, item.signature, item.body, item.salt), suite)
            except VerificationError as error:
                raise failed(f"{name}: body", error.message) from error
    elif item.salt is not None:
        raise failed(f"{name}: salt", "a salt without its body")
    public = under.parties[header.party].identity
    job = SignatureJob(public, item.signature, item.header, f"{name}: signature")
    return CheckedEntry(short, header, body, item), job


def _check_version(entry: CheckedEntry, before: int) -> int:
    """Along a feed the charter's version never falls."""
    version = entry.header.charter_version
    if version < before:
        raise failed(
            f"entry {entry.name}: charter version", "a later version was in use before it"
        )
    return version


def check_seen(
    feeds: dict[FeedKey, CheckedFeed],
    charter: Charter,
    exporter: int,
    forked: dict[FeedKey, int],
    *,
    whole: bool,
) -> tuple[list[Finding], list[Finding], set[tuple[str, FeedKey]]]:
    """Compare each `seen` with the tree of the feed that it names.

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
        Contradictions; statements beyond what the file holds; (entry, feed) that prove nothing.
    """
    contradictions: list[Finding] = []
    unheld: list[Finding] = []
    unsound: set[tuple[str, FeedKey]] = set()
    for feed in feeds.values():
        for entry in feed.entries.values():
            for seen in entry.header.seen:
                key = (seen.party, seen.generation)
                problem, other = _compare(seen, feeds, charter)
                if not problem:
                    continue
                unsound.add((entry.name, key))
                finding = Finding(f"entry {entry.name}: seen", problem)
                due_here = exporter in (seen.party, entry.header.party)
                if not other and not whole:
                    continue
                if not other and not due_here:
                    unheld.append(finding)
                elif (
                    other and seen.party != exporter and forked.get(key, seen.size + 1) <= seen.size
                ):
                    continue
                else:
                    contradictions.append(finding)
    return contradictions, unheld, unsound


def _compare(seen: Seen, feeds: dict[FeedKey, CheckedFeed], charter: Charter) -> tuple[str, bool]:
    """What is wrong with one statement, and whether it is that it names another history."""
    if seen.party >= len(charter.parties):
        return "it names a party that the charter does not", True
    feed = feeds.get((seen.party, seen.generation))
    label = feed_label(charter, seen.party, seen.generation)
    tree = feed.tree if feed else Tree()
    if seen.size > tree.size:
        return f"it has seen {label} up to {seen.size}, the file holds {tree.size}", False
    if tree.root(seen.size) != seen.root:
        return f"it has seen another history of {label} up to {seen.size} than this file's", True
    leaves = feed.leaves if feed else {}
    for position, leaf in seen.beyond:
        held = leaves.get(position)
        name = entry_name(charter, seen.party, seen.generation, position)
        if held is None:
            return f"it holds {name}, the file does not", False
        if held != leaf:
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
    content: Content,
    charter: Charter,
    feeds: dict[FeedKey, CheckedFeed],
    check: SignatureCheck,
    witnesses: Sequence[VerifierKey] = (),
) -> tuple[CheckedNote, ...]:
    """Check every checkpoint: its signatures, and its root against the rebuilt tree."""
    cosigners = cosigner_keys(charter)
    checked = []
    places: list[tuple[int, int, int]] = []
    for note in content.notes:
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
        if not held and content.selection is None:
            raise failed(part, f"it names {size} entries, the file holds {feed.tree.size}")
        if held and feed.tree.root(size) != opened.checkpoint.root:
            raise failed(f"{part}: root", f"the {size} entries in this file have another root")
        places.append((note.party, note.generation, size))
        if places != sorted(places):
            raise failed(f"{part}: order", "it stands after a larger one")
        checked.append(CheckedNote(note.party, note.generation, opened))
    return tuple(checked)


def check_proofs(
    content: Content,
    charter: Charter,
    feeds: dict[FeedKey, CheckedFeed],
    notes: tuple[CheckedNote, ...],
) -> dict[tuple[int, int, int, bytes], tuple[int, ...]]:
    """Check the explicit proofs: consistency against the trees, inclusion under signed trees.

    A signed tree is a checkpoint's, or in a selection one that an entry's `seen` names.

    Returns:
        (party, generation, size, root) -> positions that are proven to stand under it.
    """
    roots = _signed_roots(content, feeds, notes)
    under: dict[tuple[int, int, int, bytes], tuple[int, ...]] = {}
    for proof in content.consistency:
        feed = feeds.get((proof.party, proof.generation))
        if feed is None or not 0 < proof.size_old < proof.size_new <= feed.tree.size:
            raise failed("consistency proof", "it is of sizes that the file does not hold")
        part = f"consistency proof {feed.label} {proof.size_old} to {proof.size_new}"
        old, new = feed.tree.root(proof.size_old), feed.tree.root(proof.size_new)
        verify_consistency(proof.size_old, proof.size_new, proof.path, old, new, part=part)
    for claim in content.inclusion:
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
    content: Content, feeds: dict[FeedKey, CheckedFeed], notes: tuple[CheckedNote, ...]
) -> dict[tuple[int, int, int], set[bytes]]:
    roots: dict[tuple[int, int, int], set[bytes]] = {}
    for note in notes:
        head = note.opened.checkpoint
        roots.setdefault((note.party, note.generation, head.size), set()).add(head.root)
    if content.selection is not None:
        for feed in feeds.values():
            for entry in feed.entries.values():
                for seen in entry.header.seen:
                    key = (seen.party, seen.generation, seen.size)
                    roots.setdefault(key, set()).add(seen.root)
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
    pairs: tuple[EvidencePair, ...], charter: Charter, check_many: CheckMany
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
        under = [charter.of(header.charter_version) for header in (first, second)]
        if under[0] is None or under[1] is None:
            raise failed(part, "it was signed under another charter")
        keys = [one.parties[first.party].identity for one in under if one is not None]
        check_many(
            [
                SignatureJob(keys[0], pair.signature_a, pair.header_a, f"{part}: signature 1"),
                SignatureJob(keys[1], pair.signature_b, pair.header_b, f"{part}: signature 2"),
            ]
        )
        proven.append((entry_name(charter, *place), pair))
        key = (first.party, first.generation)
        forked[key] = min(first.position, forked.get(key, first.position))
    return tuple(proven), forked
