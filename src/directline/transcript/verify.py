"""The verifier: an evidence bundle's bytes to a report, or a refusal that names the part.

Order of the checks: structure and bounds; charter and its fingerprint; each entry of each feed
(place, line, author's signature, body); receipts against the trees; checkpoints and cosignatures;
proofs; catalogue; the exporter's signature over the whole; the outer checksums last.
A checksum that was recomputed therefore helps nobody, and a refusal names the part that is wrong
and not the checksum that noticed it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from directline.catalogue.pinned import carried_digest
from directline.errors import RemoteProtocolError
from directline.transcript.bundle import Seal
from directline.transcript.checks import (
    check_evidence,
    check_left,
    check_notes,
    check_proofs,
    check_seen,
    check_versions,
)
from directline.transcript.claims import build_report
from directline.transcript.condense import Done, EachPart, Job
from directline.transcript.export import export_key, export_text
from directline.transcript.facts import Facts, Progress, failed, naming
from directline.transcript.note import Note, VerifierKey
from directline.transcript.reading import Reading
from directline.transcript.redaction import check_redacted
from directline.transcript.report import Report
from directline.transcript.source import Source, source_of
from directline.transcript.titles import TitleOf, pinned_titles
from directline.transcript.unbundle import Outline, decode_charter
from directline.wire.charter import Charter, SignedCharter
from directline.wire.suite import REAL_SUITE, Suite


def one_by_one(work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
    """Check a file's parts here, one after another."""
    return map(work, jobs)


def _no_progress(items: int, done_bytes: int, all_bytes: int) -> None:
    """Tell nobody."""


def read_fingerprint(data: bytes | Source) -> str:
    """The fingerprint of the charter in a file, before anything is checked.

    Raises:
        VerificationError: The file has no readable charter.
    """
    with naming("charter"):
        return Charter.decode(SignedCharter.decode(decode_charter(data)).charter).fingerprint


def verify_bundle(
    data: bytes | Source,
    *,
    fingerprint: str | None = None,
    title_of: TitleOf | None = None,
    witnesses: Sequence[VerifierKey] = (),
    suite: Suite = REAL_SUITE,
    each: EachPart = one_by_one,
    progress: Progress = _no_progress,
) -> Report:
    """Check a file and say what it proves.

    Args:
        data: The file.  A source is read once from the beginning, and again, message by
            message, when the report is.
        fingerprint: The charter's fingerprint as the reader got it elsewhere, as typed.
        title_of: Names forms for the report.  Without it the packaged catalogue does, if it is
            the one that the charter pins; otherwise forms show their code alone.
        witnesses: Keys of neutrals that the reader trusts, from elsewhere.
        suite: What hashes and checks signatures.
        each: Checks the parts, in the order of the file; another may use many processes.
        progress: Told (items, bytes, bytes in all) after each part.

    Returns:
        The report.  `Report.ok` is False where signed statements contradict one another.

    Raises:
        VerificationError: A part is not what was signed; nothing else is ever raised.
    """
    facts = check_bundle(
        data, fingerprint=fingerprint, witnesses=witnesses, suite=suite, each=each,
        progress=progress,
    )  # fmt: skip
    return build_report(facts, title_of or pinned_titles(facts.charter))


def check_bundle(
    data: bytes | Source,
    *,
    fingerprint: str | None = None,
    witnesses: Sequence[VerifierKey] = (),
    suite: Suite = REAL_SUITE,
    each: EachPart = one_by_one,
    progress: Progress = _no_progress,
) -> Facts:
    """Check a file and keep what was checked, for whoever asks other questions of it.

    Raises:
        VerificationError: A part is not what was signed; nothing else is ever raised.
    """
    charter, outline, seal, feeds = Reading(source_of(data), suite, fingerprint).read(
        each, progress
    )
    check_redacted(outline.redacted, feeds, suite)
    evidence, forked = check_evidence(outline.evidence, charter, suite)
    head = outline.head
    contradictions, unheld = check_seen(
        feeds, charter, head.exporter, forked, whole=head.selection is None
    )
    fallen, left = check_versions(feeds, charter), check_left(feeds)
    notes = check_notes(outline, charter, feeds, suite, witnesses)
    under = check_proofs(outline, charter, feeds, notes)
    _check_catalogue(outline.catalogue, charter)
    _check_export_signature(outline, seal, charter, suite)
    _check_checksums(seal)
    return Facts(
        charter=charter,
        compared=fingerprint is not None,
        head=head,
        feeds=feeds,
        notes=notes,
        bundle_notes=tuple(outline.notes),
        evidence=evidence,
        contradictions=(*fallen.all(), *left.all(), *contradictions.all()),
        unheld=unheld.all(),
        under=under,
        witnesses=tuple(dict.fromkeys(key.name for key in witnesses)),
    )


def _check_catalogue(data: bytes, charter: Charter) -> None:
    try:
        found = carried_digest(data)
    except RemoteProtocolError as error:
        raise failed("catalogue", error.message) from error
    if found != charter.catalogue:
        raise failed("catalogue", "it is not the one that the charter pins")


def _check_export_signature(outline: Outline, seal: Seal, charter: Charter, suite: Suite) -> None:
    """The exporter's note: one line, its checkpoint key, over every byte before the seal."""
    part = "export signature"
    party = charter.parties[outline.head.exporter]
    key = export_key(charter.line_id, party.id, party.checkpoint)
    with naming(part):
        note = Note.parse(seal.note)
    if [(line.name, line.key_id) for line in note.lines] != [(key.name, key.key_id)]:
        raise failed(part, f"it is not one line of {party.id}'s checkpoint key")
    if note.text != export_text(charter.line_id, party.id, seal.content_digest):
        raise failed(part, "the file is not the one that its exporter signed")
    suite.verify(key.public, note.lines[0].payload, note.text.encode(), part=part)


def _check_checksums(seal: Seal) -> None:
    pairs = zip(seal.part_names, seal.digests_found, seal.digests_stated, strict=True)
    for number, (name, found, stated) in enumerate(pairs, 1):
        if found != stated:
            raise failed(f"checksum of part {number} ({name})", "it is not that of the part")
    if seal.checksum_found != seal.checksum_stated:
        raise failed("checksum of the file", "it is not that of the file")
