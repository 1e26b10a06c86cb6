"""The verifier: every kind of part changed, with all outer checksums recomputed, is refused."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from directline.errors import VerificationError
from directline.transcript.bundle import BundleLeaf, Content
from directline.transcript.condense import Done, Job
from directline.transcript.limits import CHUNK_ITEMS_MAX
from directline.transcript.tree import Tree, sha256
from directline.transcript.verify import read_fingerprint, verify_bundle
from directline.wire.charter import SignedCharter
from tests.unit.transcript.defects import OF_ANYBODY, OF_THE_EXPORTER, entry
from tests.unit.transcript.forgery import (
    Change,
    RememberingSuite,
    edit_entry,
    edit_feed,
    flip,
    reseal,
    resign,
)
from tests.unit.transcript.sample import Sample, small

SAMPLE = small()
FILE = SAMPLE.export(0)
SUITE = RememberingSuite()


def refused(data: bytes, **arguments: str) -> VerificationError:
    with pytest.raises(VerificationError) as caught:
        verify_bundle(data, suite=SUITE, **arguments)  # type: ignore[arg-type]
    assert str(caught.value).startswith(caught.value.part)
    return caught.value


@pytest.mark.spec("TRANS-11")
def test_the_same_records_give_the_same_file() -> None:
    assert SAMPLE.export(0) == FILE
    assert small().export(0, entries=list(reversed(SAMPLE.records))) == FILE


@pytest.mark.spec("TRANS-12")
def test_a_whole_file_verifies_from_either_side() -> None:
    for party in (0, 1):
        report = verify_bundle(SAMPLE.export(party), suite=SUITE)
        assert report.ok
        assert not report.compared
        assert report.exporter == SAMPLE.ids[party]
        assert report.fingerprint == SAMPLE.charter.fingerprint


@pytest.mark.spec("TRANS-12")
def test_the_fingerprint_is_compared_as_a_person_types_it() -> None:
    typed = SAMPLE.charter.fingerprint.lower().replace("-", " ")
    assert verify_bundle(FILE, fingerprint=typed, suite=SUITE).compared
    assert read_fingerprint(FILE) == SAMPLE.charter.fingerprint
    error = refused(FILE, fingerprint=typed[:-1] + ("0" if typed[-1] != "0" else "1"))
    assert error.part == "charter fingerprint"


@pytest.mark.spec("TRANS-12")
def test_a_line_wholly_signed_by_other_keys_fails_only_under_the_fingerprint() -> None:
    other = small("somebody else").export(0)
    assert verify_bundle(other).ok
    error = refused(other, fingerprint=SAMPLE.charter.fingerprint)
    assert error.part == "charter fingerprint"


@pytest.mark.spec("TRANS-13", "TRANS-14", "TRANS-15", "TRANS-17", "TRANS-18", "TRANS-19")
@pytest.mark.parametrize(
    ("change", "part"), [pytest.param(c, p, id=name) for name, c, p in OF_ANYBODY]
)
@pytest.mark.parametrize("by_exporter", [False, True], ids=["resealed", "resigned"])
def test_a_changed_part_is_refused_by_its_name(
    change: Change, part: str, by_exporter: bool
) -> None:
    data = resign(SAMPLE, FILE, change) if by_exporter else reseal(FILE, change)
    assert refused(data).part.startswith(part)


@pytest.mark.spec("TRANS-21", "TRANS-22")
@pytest.mark.parametrize("change", [pytest.param(c, id=name) for name, c in OF_THE_EXPORTER])
def test_what_only_the_exporter_says_is_held_by_its_signature(change: Change) -> None:
    assert refused(reseal(FILE, change)).part == "export signature"


@pytest.mark.spec("TRANS-22")
def test_unchanged_content_resealed_is_the_same_file() -> None:
    assert reseal(FILE, lambda content: content) == FILE
    assert resign(SAMPLE, FILE, lambda content: content) == FILE


@pytest.mark.spec("TRANS-22")
def test_a_checksum_alone_is_named_last() -> None:
    assert refused(flip(FILE)).part == "checksum of the file"
    note_at = FILE.rindex(b"directline export v1")
    digest_at = FILE.rindex(b"dseal") + 8
    assert digest_at < note_at
    assert refused(flip(FILE, digest_at)).part == "checksum of part 1 (head)"


@pytest.mark.spec("TRANS-13")
def test_an_entry_signed_by_another_party_is_refused() -> None:
    def change(content: Content) -> Content:
        header = entry(content, 0, 1).header
        return edit_entry(0, 1, signature=SAMPLE.key(1, "identity").sign(header))(content)

    assert refused(resign(SAMPLE, FILE, change)).part == "entry ALPHA 1: signature"


@pytest.mark.spec("TRANS-13")
@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"charter_version": 2}, "entry ALPHA 1: charter version"),
        ({"signer": 1}, "entry ALPHA 1: signer"),
        ({"line": bytes(16)}, "entry ALPHA 1: line"),
        ({"position": 2}, "entry ALPHA 1"),
    ],
)
def test_a_well_signed_entry_of_another_place_is_refused(
    changes: dict[str, object], part: str
) -> None:
    sample = Sample()
    sample.message(0, **changes)  # type: ignore[arg-type]
    if "position" in changes:
        sample.records = [replace(sample.records[0], position=1)]
    assert refused(sample.export(0)).part.startswith(part)


@pytest.mark.spec("TRANS-17")
def test_a_checkpoint_of_a_rewritten_history_is_refused() -> None:
    """The exporter signs a new entry, a new checkpoint and the file; its peer's receipt stands."""
    honest = small()
    liar = small()
    liar.fork(liar.records[0])
    pair = liar.evidence.pop()
    forged = replace(
        liar.records[0], header=pair.header_b, signature=pair.signature_b, leaf=b"?" * 32
    )
    data = honest.export(0, entries=[forged, *honest.records[1:]])
    assert refused(data).part == "checkpoint ALPHA: root"
    without_notes = honest.export(0, entries=[forged, *honest.records[1:]], notes=[])
    report = verify_bundle(without_notes, suite=SUITE)
    assert not report.ok
    assert [finding.part for finding in report.contradictions] == [
        "entry BRAVO 1: seen",
        "entry BRAVO 2: seen",
        "entry BRAVO 3: seen",
        "entry BRAVO 4: seen",
    ]
    assert "another history of ALPHA up to 1" in report.contradictions[0].text


@pytest.mark.spec("TRANS-16")
def test_an_entry_that_its_peer_has_receipted_cannot_be_left_out() -> None:
    sample = small()
    last = sample.message(0)
    sample.receipt(1, last, 3)
    report = verify_bundle(
        sample.export(0, entries=[r for r in sample.records if r is not last]), suite=SUITE
    )
    assert not report.ok
    assert report.contradictions[0].part == "entry BRAVO 5: seen"
    assert "up to 3, the file holds 2" in report.contradictions[0].text


@pytest.mark.spec("TRANS-16")
def test_a_receipt_for_what_was_never_said_is_a_contradiction_and_voids_nothing_else() -> None:
    sample = small()
    false = replace(sample.seen(1)[0], root=b"!" * 32)
    sample.message(1, seen=(false,))
    report = verify_bundle(sample.export(0), suite=SUITE)
    assert [f.part for f in report.contradictions] == ["entry BRAVO 5: seen"]
    assert report.messages[0].held[0].entry == "BRAVO 1"
    assert list(report.lines())[-1].startswith("NOT VERIFIED")


@pytest.mark.spec("TRANS-16")
def test_what_a_third_party_has_seen_beyond_this_file_is_named_and_not_held_against_it() -> None:
    sample = Sample(ids=("ALPHA", "BRAVO", "CHARLIE"))
    sample.message(1)
    unsent = sample.message(1)
    sample.message(2)
    report = verify_bundle(
        sample.export(0, entries=[r for r in sample.records if r is not unsent]), suite=SUITE
    )
    assert report.ok
    assert [f.part for f in report.remarks] == ["entry CHARLIE 1: seen"]
    assert report.messages[0].held == ()


@pytest.mark.spec("TRANS-20")
def test_two_histories_are_proven_and_explain_what_they_contradict() -> None:
    sample = Sample(ids=("ALPHA", "BRAVO", "CHARLIE"))
    sample.message(1)
    pair = sample.fork(sample.records[0])
    shown_to_charlie = Sample(ids=sample.ids)
    shown_to_charlie.trees[(1, 1)] = Tree([sha256(pair.header_b)])
    sample.message(2, seen=shown_to_charlie.seen(2))
    report = verify_bundle(sample.export(0), suite=SUITE)
    assert report.ok
    assert report.forks[0].entry == "BRAVO 1"
    assert report.messages[0].held == ()
    by_the_liar = verify_bundle(sample.export(1), suite=SUITE)
    assert [f.part for f in by_the_liar.contradictions] == ["entry CHARLIE 1: seen"]
    alone = verify_bundle(sample.export(0, evidence=[]), suite=SUITE)
    assert [f.part for f in alone.contradictions] == ["entry CHARLIE 1: seen"]


@pytest.mark.spec("TRANS-20")
@pytest.mark.parametrize("name", ["header_a", "signature_a", "header_b", "signature_b"])
def test_evidence_that_proves_nothing_is_refused(name: str) -> None:
    sample = small()
    sample.fork(sample.records[0])
    data = sample.export(0)
    assert verify_bundle(data, suite=SUITE).forks

    def change(content: Content) -> Content:
        pair = content.evidence[0]
        changed = replace(pair, **{name: flip(getattr(pair, name))})  # type: ignore[arg-type]
        return replace(content, evidence=(changed,))

    assert refused(resign(sample, data, change)).part.startswith("evidence 1")


@pytest.mark.spec("TRANS-20")
def test_one_entry_twice_or_two_places_are_no_evidence() -> None:
    sample = small()
    pair = sample.fork(sample.records[0])
    twice = replace(pair, header_b=pair.header_a, signature_b=pair.signature_a)
    assert "one entry twice" in str(refused(sample.export(0, evidence=[twice])))
    other = sample.records[4]
    places = replace(pair, header_b=other.header, signature_b=other.signature)
    assert "two places" in str(refused(sample.export(0, evidence=[places])))


@pytest.mark.spec("TRANS-15")
def test_a_named_gap_verifies_up_to_the_gap() -> None:
    sample = Sample()
    for _ in range(5):
        sample.message(1)
    early = [r for r in sample.records if r.position != 4]
    report = verify_bundle(sample.export(0, entries=early), suite=SUITE)
    assert report.ok
    assert report.feeds[0].gaps == ((4, 4),)
    assert (report.feeds[0].size, report.feeds[0].highest) == (3, 5)
    assert any("gaps" in text for text in report.not_proven)


def test_a_withheld_entry_shows_its_leaf_and_the_tree_still_closes() -> None:
    data = SAMPLE.export(0, disclose=lambda r: (r.party, r.position) != (1, 2))
    report = verify_bundle(data, suite=SUITE)
    assert report.ok
    assert report.feeds[1].withheld == 1
    assert 4 not in [receipt.level for receipt in report.messages[0].receipts]

    def change(content: Content) -> Content:
        return edit_feed(
            1,
            lambda f: replace(
                f,
                items=tuple(
                    replace(i, leaf=flip(i.leaf)) if isinstance(i, BundleLeaf) else i
                    for i in f.items
                ),
            ),
        )(content)

    assert refused(resign(SAMPLE, data, change)).part == "checkpoint BRAVO: root"


def test_a_leaf_known_without_its_entry_is_carried() -> None:
    sample = Sample()
    for _ in range(3):
        sample.message(1)
    kept = [r for r in sample.records if r.position != 2]
    leaf = sample.records[1].leaf
    report = verify_bundle(sample.export(0, entries=kept, leaves=[(1, 1, 2, leaf)]), suite=SUITE)
    assert (report.feeds[0].size, report.feeds[0].withheld) == (3, 1)


def test_generations_are_feeds_of_their_own() -> None:
    sample = small()
    sample.generations[1] = 2
    restarted = sample.message(1)
    sample.receipt(0, restarted, 3)
    sample.checkpoint(1, (0,))
    report = verify_bundle(sample.export(0), suite=SUITE)
    assert [feed.feed for feed in report.feeds] == ["ALPHA", "BRAVO", "BRAVO generation 2"]
    assert report.messages[-1].name == "BRAVO 2/1"
    assert report.messages[-1].held[0].entry == "ALPHA 3"
    assert report.checkpoints[-1].feed == "BRAVO generation 2"


def test_a_checkpoint_beyond_what_is_held_is_left_out_by_the_exporter() -> None:
    kept = [r for r in SAMPLE.records if (r.party, r.position) != (1, 4)]
    report = verify_bundle(SAMPLE.export(0, entries=kept), suite=SUITE)
    assert [head.feed for head in report.checkpoints] == ["ALPHA", "ALPHA"]


def test_progress_and_who_checks_the_parts_can_be_replaced() -> None:
    sample = Sample()
    for _ in range(CHUNK_ITEMS_MAX + 3):
        sample.message(0)
    data = sample.export(0)
    steps: list[tuple[int, int, int]] = []
    parts: list[int] = []

    def each(work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
        for job in jobs:
            parts.append(job.number)
            yield work(job)

    verify_bundle(data, each=each, progress=lambda *step: steps.append(step))
    assert [items for items, _, _ in steps[2:5]] == [0, 256, 259]
    assert steps[-1][1:] == (len(data) - 32, len(data))
    assert parts == list(range(1, len(steps) + 1))


def test_a_line_on_which_nothing_was_said_verifies() -> None:
    report = verify_bundle(Sample().export(1))
    assert report.ok
    assert report.messages == ()


@pytest.mark.spec("TRANS-23")
def test_no_changed_byte_of_the_file_passes() -> None:
    verify_bundle(FILE, suite=SUITE)
    for at in range(len(FILE)):
        part = refused(FILE[:at] + bytes([FILE[at] ^ 1]) + FILE[at + 1 :]).part
        assert part


@pytest.mark.spec("TRANS-23")
@pytest.mark.parametrize("change", [lambda b: b ^ 0x80, lambda b: b ^ 0xFF, lambda _: 0])
def test_no_byte_changed_otherwise_passes(change: Callable[[int], int]) -> None:
    for at in range(0, len(FILE), 7):
        byte = change(FILE[at])
        if byte != FILE[at]:
            refused(FILE[:at] + bytes([byte]) + FILE[at + 1 :])


def amended() -> tuple[Sample, str]:
    """A line under a second version of its charter; the founding version's fingerprint."""
    sample = Sample()
    sample.amend()
    return sample, sample.charter.fingerprint


@pytest.mark.spec("AMEND-5")
def test_each_entry_is_checked_under_its_own_version() -> None:
    sample, founding = amended()
    for version in (1, 1, 2, 2):
        sample.message(0, charter_version=version)
    report = verify_bundle(sample.export(0), fingerprint=founding)
    assert report.ok
    newest = SignedCharter.decode(sample.signed_charter).verify()
    assert verify_bundle(sample.export(0), fingerprint=newest.fingerprint).ok


@pytest.mark.spec("AMEND-5")
def test_a_version_that_falls_is_held_against_its_author_and_voids_nothing() -> None:
    sample, _ = amended()
    for version in (1, 2, 1, 2):
        sample.message(0, charter_version=version)
    sample.message(1, charter_version=1)
    sample.generations[0] = 2
    sample.message(0, charter_version=1)
    report = verify_bundle(sample.export(1))
    assert not report.ok
    assert [finding.part for finding in report.contradictions] == [
        "entry ALPHA 3: charter version",
        "entry ALPHA 2/1: charter version",
    ]
    assert len(report.messages) == len(sample.records)


@pytest.mark.spec("AMEND-5")
def test_a_version_that_falls_in_another_part_of_the_feed_is_named() -> None:
    sample, _ = amended()
    for _ in range(CHUNK_ITEMS_MAX):
        sample.message(0, charter_version=2)
    sample.message(0, charter_version=1)
    (finding,) = verify_bundle(sample.export(0)).contradictions
    assert finding.part == f"entry ALPHA {CHUNK_ITEMS_MAX + 1}: charter version"


def test_an_entry_under_a_version_that_the_file_lacks_is_refused() -> None:
    sample, _ = amended()
    sample.message(0, charter_version=3)
    with pytest.raises(VerificationError) as refused:
        verify_bundle(sample.export(0))
    assert refused.value.part == "entry ALPHA 1: charter version"
