"""Rare parts of a file: parties that no charter names, gaps past gaps, bounds, other logs' keys."""

import hashlib
from dataclasses import replace

import pytest

from directline.catalogue import load
from directline.errors import LocalProtocolError, VerificationError
from directline.transcript import bundle, export, note, unbundle
from directline.transcript.bundle import BundleEntry, BundleLeaf, Content, Feed
from directline.transcript.checks import cosigner_keys
from directline.transcript.note import KeyKind, VerifierKey
from directline.transcript.titles import pinned_titles
from directline.transcript.verify import verify_bundle
from directline.wire.entry import Header, Seen
from tests.unit.transcript.forgery import resign
from tests.unit.transcript.sample import Pair, Sample, small

SAMPLE = small()
FILE = SAMPLE.export(0)


def refused(data: bytes) -> VerificationError:
    with pytest.raises(VerificationError) as caught:
        verify_bundle(data)
    return caught.value


@pytest.mark.spec("TRANS-13")
def test_a_feed_of_nobody_is_refused() -> None:
    def change(content: Content) -> Content:
        nobody = Feed(5, 1, (), (BundleLeaf(1, bytes(32)),))
        return replace(content, feeds=(*content.feeds, nobody))

    assert refused(resign(SAMPLE, FILE, change)).part == "feed of party 5"


def test_an_exporter_that_is_no_party_is_refused() -> None:
    content, seal = unbundle.decode_bundle(FILE)
    parts = bundle.encode_content(replace(content, exporter=9))
    assert refused(bundle.seal_bundle(parts, seal.note)).part == "head"


@pytest.mark.spec("TRANS-16")
def test_seen_of_nobody_and_beyond_what_is_held() -> None:
    sample = Sample()
    sample.message(0)
    sample.message(1, seen=(Seen(7, 1, 0, bytes(32)),))
    sample.message(1, seen=(replace(sample.seen(1)[0], beyond=((9, bytes(32)),)),))
    report = verify_bundle(sample.export(0))
    texts = {finding.part: finding.text for finding in report.contradictions}
    assert texts["entry BRAVO 1: seen"] == "it names a party that the charter does not"
    assert texts["entry BRAVO 2: seen"] == "it holds ALPHA 9, the file does not"


@pytest.mark.spec("TRANS-17")
def test_checkpoints_of_no_feed_or_out_of_order_are_refused() -> None:
    def homeless(content: Content) -> Content:
        return replace(content, notes=(*content.notes, replace(content.notes[0], generation=4)))

    def turned(content: Content) -> Content:
        return replace(content, notes=content.notes[::-1])

    assert refused(resign(SAMPLE, FILE, homeless)).part == "checkpoint"
    assert refused(resign(SAMPLE, FILE, turned)).part == "checkpoint ALPHA: order"


@pytest.mark.spec("TRANS-18")
@pytest.mark.parametrize("kind", ["consistency", "inclusion"])
def test_proofs_of_what_is_not_here_are_refused(kind: str) -> None:
    def change(content: Content) -> Content:
        first, *rest = getattr(content, kind)
        return replace(content, **{kind: (replace(first, generation=4), *rest)})  # type: ignore[arg-type]

    assert refused(resign(SAMPLE, FILE, change)).part == f"{kind} proof"


@pytest.mark.spec("TRANS-20")
@pytest.mark.parametrize(
    ("changes", "why"),
    [({"line": bytes(16)}, "another line"), ({"party": 7, "seen": (), "read": ()}, "a key")],
)
def test_evidence_of_elsewhere_is_refused(changes: dict[str, object], why: str) -> None:
    sample = small()
    first = replace(Header.parse(sample.records[0].header), **changes)  # type: ignore[arg-type]
    second = replace(first, instant_ms=first.instant_ms + 1)
    key = sample.key(0, "identity")
    a, b = first.signed_bytes(), second.signed_bytes()
    pair = Pair(a, key.sign(a), b, key.sign(b), 0)
    assert why in str(refused(sample.export(0, evidence=[pair])))


def test_post_quantum_keys_of_the_charter_are_known_by_name() -> None:
    parties = tuple(replace(p, mldsa=bytes(1312)) for p in SAMPLE.charter.parties)
    keys = cosigner_keys(replace(SAMPLE.charter, parties=parties))
    assert [key.kind for key in keys] == [KeyKind.COSIGNATURE, KeyKind.ML_DSA_COSIGNATURE] * 2


def test_titles_come_from_the_pinned_catalogue_alone() -> None:
    charter = replace(SAMPLE.charter, catalogue=load().digest)
    title = pinned_titles(charter)
    assert title("S1", 1)
    assert title("S1", 60_000) is None
    assert title("NONE", 1) is None
    assert title("X4", 1) is None  # of a profile that is off
    assert pinned_titles(replace(charter, profiles=("space",)))("X4", 1)
    assert pinned_titles(replace(charter, catalogue=bytes(32)))("S1", 1) == ""


def test_the_report_names_gaps_forks_and_lines_that_it_could_not_check() -> None:
    sample = small()
    sample.fork(sample.records[0])
    head = note.Note.parse(sample.notes[-1].note)
    witness = VerifierKey("witness.example/w", KeyKind.COSIGNATURE, bytes(32)).line(bytes(72))
    sample.notes[-1] = replace(sample.notes[-1], note=head.with_line(witness).encode())
    sample.checkpoint(0)
    sample.message(1)
    last = sample.message(1)
    kept = [r for r in sample.records if not (r.party == 1 and r.position == last.position - 1)]
    hidden = sample.export(0, entries=kept, disclose=lambda r: r is not last)
    text = "\n".join(verify_bundle(hidden).lines())
    assert "TWO HISTORIES: ALPHA's key signed two different entries ALPHA 1." in text
    assert "Not held, not even their digest: 5 to 5." in text
    assert "The last place of which anything is shown is 6." in text
    assert "1 of them show their digest only." in text
    assert "Also bears a line of witness.example/w, which was not checked." in text
    assert "Not cosigned by BRAVO: BRAVO last cosigned this feed at 2, at" in text


def test_bounds_of_the_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = small()
    sample.fork(sample.records[0])
    for name, module in (
        ("EVIDENCE_MAX", export),
        ("NOTES_MAX", export),
        ("BUNDLE_BYTES_MAX", bundle),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 0)
            with pytest.raises(LocalProtocolError):
                sample.export(0)
    monkeypatch.setattr(export, "GAPS_MAX", 0)
    with pytest.raises(LocalProtocolError):
        sample.export(0, entries=sample.records[1:])


@pytest.mark.spec("TRANS-10")
def test_odd_cells_are_refused() -> None:
    content, seal = unbundle.decode_bundle(FILE)
    first = content.feeds[0].items[0]
    assert isinstance(first, BundleEntry)
    odd = replace(
        content.feeds[0], items=(replace(first, bearer="t\u0142s"), *content.feeds[0].items[1:])
    )
    ragged = replace(content.inclusion[0], path=(b"short",))
    for changed in (
        replace(content, feeds=(odd, *content.feeds[1:])),
        replace(content, inclusion=(ragged,)),
        replace(content, notes=(replace(content.notes[0], note=bytes(300_000)),)),
        replace(content, notes=content.notes[:1] * 1_025),
        replace(content, feeds=(content.feeds[0], replace(content.feeds[1], gaps=((5, 4),)))),
    ):
        parts = bundle.encode_content(changed)
        assert refused(bundle.seal_bundle(parts, seal.note)).part == "structure"
    short = bundle.encode_content(content)
    whole = b"".join(short)
    sealed = bundle._part(("seal", b"", seal.note))
    data = whole + sealed
    assert refused(data + hashlib.sha256(data).digest()).part == "structure"
