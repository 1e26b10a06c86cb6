"""The verifier: an evidence bundle's bytes to a report, or a refusal that names the part.

Order of the checks: structure and bounds; charter and its fingerprint; each entry of each feed
(place, line, author's signature, body); receipts against the trees; checkpoints and cosignatures;
proofs; catalogue; the exporter's signature over the whole; the outer checksums last.
A checksum that was recomputed therefore helps nobody, and a refusal names the part that is wrong
and not the checksum that noticed it.
"""

from collections.abc import Sequence

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.bundle import Content, Seal
from directline.transcript.checks import (
    check_evidence,
    check_feeds,
    check_notes,
    check_proofs,
    check_seen,
)
from directline.transcript.claims import build_report
from directline.transcript.export import export_key, export_text
from directline.transcript.facts import (
    CheckMany,
    Facts,
    Progress,
    SignatureJob,
    failed,
    naming,
)
from directline.transcript.note import Note, VerifierKey
from directline.transcript.report import Report
from directline.transcript.titles import TitleOf, pinned_titles
from directline.transcript.tree import sha256
from directline.transcript.unbundle import decode_bundle, decode_charter
from directline.wire.charter import Charter, SignedCharter, normalise_fingerprint
from directline.wire.suite import REAL_SUITE, Suite


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def read_fingerprint(data: bytes) -> str:
    """The fingerprint of the charter in a file, before anything is checked.

    Raises:
        VerificationError: The file has no readable charter.
    """
    with naming("charter"):
        return Charter.decode(SignedCharter.decode(decode_charter(data)).charter).fingerprint


def verify_bundle(
    data: bytes,
    *,
    fingerprint: str | None = None,
    title_of: TitleOf | None = None,
    witnesses: Sequence[VerifierKey] = (),
    suite: Suite = REAL_SUITE,
    check_many: CheckMany | None = None,
    progress: Progress = _no_progress,
) -> Report:
    """Check a file and say what it proves.

    Args:
        data: The file.
        fingerprint: The charter's fingerprint as the reader got it elsewhere, as typed.
        title_of: Names forms for the report.  Without it the packaged catalogue does, if it is
            the one that the charter pins; otherwise forms show their code alone.
        witnesses: Keys of neutrals that the reader trusts, from elsewhere.
        suite: What hashes and checks signatures.
        check_many: Replaces the loop over the entries' signatures, to check them in parallel.
        progress: Told (done, total) entries.

    Returns:
        The report.  `Report.ok` is False where signed statements contradict one another.

    Raises:
        VerificationError: A part is not what was signed; nothing else is ever raised.
    """
    facts = check_bundle(
        data, fingerprint=fingerprint, witnesses=witnesses, suite=suite, check_many=check_many,
        progress=progress,
    )  # fmt: skip
    return build_report(facts, title_of or pinned_titles(facts.charter.catalogue))


def check_bundle(
    data: bytes,
    *,
    fingerprint: str | None = None,
    witnesses: Sequence[VerifierKey] = (),
    suite: Suite = REAL_SUITE,
    check_many: CheckMany | None = None,
    progress: Progress = _no_progress,
) -> Facts:
    """Check a file and keep what was checked, for whoever asks other questions of it.

    Raises:
        VerificationError: A part is not what was signed; nothing else is ever raised.
    """
    check = _one_by_one(suite) if check_many is None else check_many
    with naming("structure"):
        content, seal = decode_bundle(data)
    charter = _check_charter(content, suite)
    compared = _compare(charter, fingerprint)
    if content.exporter >= len(charter.parties):
        raise failed("head", "the exporter is no party of the charter")
    feeds = check_feeds(content, charter, suite, check, progress)
    evidence, forked = check_evidence(content.evidence, charter, check)
    contradictions, unheld, unsound = check_seen(
        feeds, charter, content.exporter, forked, whole=content.selection is None
    )
    notes = check_notes(content, charter, feeds, suite, witnesses)
    under = check_proofs(content, charter, feeds, notes)
    if sha256(content.catalogue) != charter.catalogue:
        raise failed("catalogue", "it is not the one that the charter pins")
    _check_export_signature(content, seal, charter, suite)
    _check_checksums(seal)
    return Facts(
        charter=charter,
        compared=compared,
        content=content,
        feeds=feeds,
        notes=notes,
        evidence=evidence,
        contradictions=tuple(contradictions),
        unheld=tuple(unheld),
        unsound=frozenset(unsound),
        under=under,
        witnesses=tuple(dict.fromkeys(key.name for key in witnesses)),
    )


def _one_by_one(suite: Suite) -> CheckMany:
    def check(jobs: Sequence[SignatureJob]) -> None:
        for job in jobs:
            suite.verify(job.public, job.signature, job.message, part=job.part)

    return check


def _check_charter(content: Content, suite: Suite) -> Charter:
    with naming("charter"):
        signed = SignedCharter.decode(content.charter)
        try:
            return signed.verify(suite)
        except VerificationError as error:
            raise failed("charter", error.message) from error
        except RemoteProtocolError as error:
            raise failed("charter", error.message) from error


def _compare(charter: Charter, fingerprint: str | None) -> bool:
    if fingerprint is None:
        return False
    known = [charter.fingerprint, *(one.fingerprint for one in charter.versions)]
    if normalise_fingerprint(fingerprint) not in known:
        raise failed(
            "charter fingerprint",
            f"this file's charter is {charter.fingerprint}, not the one given",
        )
    return True


def _check_export_signature(content: Content, seal: Seal, charter: Charter, suite: Suite) -> None:
    """The exporter's note: one line, its checkpoint key, over every byte before the seal."""
    part = "export signature"
    party = charter.parties[content.exporter]
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
