"""Two sides compared: what agrees, what one lacks, what conflicts, whose signature settles it."""

from dataclasses import replace

import pytest

from directline.errors import VerificationError
from directline.transcript.reconcile import Kind, Reconciliation, Row, reconcile
from directline.wire.entry import Header
from tests.unit.transcript.forgery import RememberingSuite
from tests.unit.transcript.sample import Record, Sample, small

SUITE = RememberingSuite()


def compared(first: bytes, second: bytes) -> Reconciliation:
    return reconcile(first, second, suite=SUITE)


def rows(found: Reconciliation, kind: Kind) -> list[Row]:
    return [row for row in found.rows if row.kind is kind]


def test_two_exports_of_one_line_agree_in_every_entry() -> None:
    sample = small()
    found = compared(sample.export(0), sample.export(1))
    assert found.same
    assert found.sides == ("ALPHA", "BRAVO")
    assert found.count(Kind.AGREES) == len(sample.records)
    assert not found.compared
    assert "not compared" in found.lines()[0]


def test_the_fingerprint_is_compared_in_both_files() -> None:
    sample = small()
    files = sample.export(0), sample.export(1)
    assert reconcile(*files, fingerprint=sample.charter.fingerprint, suite=SUITE).compared
    with pytest.raises(VerificationError):
        reconcile(files[0], small("somebody else").export(1), suite=SUITE)


def test_what_was_sent_and_never_receipted_is_lacking_and_nothing_more_is_claimed() -> None:
    sample = small()
    notes = list(sample.notes)
    held = list(sample.records)
    sample.message(0)
    sample.message(0)
    found = compared(sample.export(0), sample.export(1, entries=held, notes=notes))
    (row,) = rows(found, Kind.LACKS)
    assert not found.same
    assert (row.feed, row.last - row.first) == ("ALPHA", 1)
    assert row.what == "in ALPHA's file, not in BRAVO's"
    assert "ALPHA's signature settles that ALPHA said it." in row.settled
    assert "No receipt of BRAVO names it in either file." in row.settled


def test_a_signed_receipt_settles_that_the_side_that_lacks_it_had_it() -> None:
    """BRAVO leaves out the last of ALPHA's entries, and its own that receipted it."""
    sample = small()
    notes, held = list(sample.notes), list(sample.records)
    message = sample.message(0)
    receipt = sample.receipt(1, message, 3)
    found = compared(sample.export(0), sample.export(1, entries=held, notes=notes))
    lacking = {row.feed: row for row in rows(found, Kind.LACKS)}
    assert f"BRAVO {receipt.position} is BRAVO's signed receipt for it." in lacking["ALPHA"].settled
    assert "BRAVO's own entry, and its file leaves it out" in lacking["BRAVO"].settled


def forked(sample: Sample, record: Record) -> Record:
    """Another entry of the same key in its place, as the other side holds it."""
    header = replace(Header.parse(record.header), instant_ms=sample.now_ms + 777)
    signed = header.signed_bytes()
    signature = sample.key(record.party, "identity").sign(signed)
    return replace(record, header=signed, leaf=SUITE.sha256(signed), signature=signature)


def test_two_histories_conflict_and_both_signatures_are_the_proof() -> None:
    sample = Sample()
    sample.message(0)
    last = sample.message(0)
    other = [record if record is not last else forked(sample, last) for record in sample.records]
    found = compared(sample.export(0), sample.export(1, entries=other))
    (row,) = rows(found, Kind.CONFLICTS)
    assert (row.feed, row.first, row.last) == ("ALPHA", 2, 2)
    assert "ALPHA's key signed both" in row.settled
    assert found.count(Kind.AGREES) == 1


def test_a_forgotten_body_is_shown_by_one_and_no_difference() -> None:
    sample = small()
    bare = [replace(sample.records[0], body=None, salt=None), *sample.records[1:]]
    found = compared(sample.export(0), sample.export(1, entries=bare))
    (row,) = rows(found, Kind.ONE_SHOWS)
    assert row.what == "both hold its place, only ALPHA's file shows its words"
    assert found.same


def test_a_file_that_does_not_verify_is_not_compared() -> None:
    sample = small()
    data = bytearray(sample.export(1))
    data[len(data) // 2] ^= 1
    with pytest.raises(VerificationError):
        compared(sample.export(0), bytes(data))


def test_the_comparison_is_plain_values_for_other_programs() -> None:
    sample = small()
    found = compared(sample.export(0), sample.export(1)).as_dict()
    assert found["same"] is True
    assert found["counts"] == {
        "agrees": len(sample.records), "shown by one": 0, "lacks": 0, "conflicts": 0,
    }  # fmt: skip
    assert {row["feed"] for row in found["rows"]} == {"ALPHA", "BRAVO"}
