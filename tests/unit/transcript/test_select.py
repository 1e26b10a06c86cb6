"""Evidence of chosen messages: these, what was signed about them, and nothing else of the line."""

from dataclasses import replace

import pytest

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.bundle import Content, Selection
from directline.transcript.report import MessageClaim, Report
from directline.transcript.select import CHOSEN_MAX
from directline.transcript.unbundle import decode_bundle
from directline.transcript.verify import verify_bundle
from directline.wire.body import Body
from directline.wire.values import Kind
from tests.unit.transcript.chosen import busy, place, selected
from tests.unit.transcript.forgery import RememberingSuite, reseal, resign
from tests.unit.transcript.sample import Record, Sample

SUITE = RememberingSuite()


def verified(data: bytes) -> Report:
    return verify_bundle(data, suite=SUITE)


def the_message(report: Report, record: Record) -> MessageClaim:
    found = [m for m in report.messages if m.name.endswith(f" {record.position}")]
    return next(m for m in found if m.author == ("ALPHA", "BRAVO", "CHARLIE")[record.party])


def test_nothing_else_of_the_line_is_in_the_file() -> None:
    sample, chosen = busy()
    data = selected(sample, chosen)
    content, _ = decode_bundle(data)
    shown = [(f.party, item.position) for f in content.feeds for item in f.items]
    assert (0, chosen.position) in shown
    assert len(shown) == 4, "the message, two receipts, and the first entry that holds it"
    for word in (b"before", b"after", b"in between"):
        assert word not in data
    assert len(sample.records) > 30


def test_each_claim_about_the_message_is_proven() -> None:
    sample, chosen = busy()
    report = verified(selected(sample, chosen))
    assert report.ok
    assert (report.selected_for, report.copy) == ("A commission", 3)
    message = the_message(report, chosen)
    assert [held.party for held in message.held] == ["BRAVO"]
    assert [receipt.level for receipt in message.receipts] == [3, 6]
    assert message.covered_by == f"checkpoint ALPHA at {sample.trees[0, 1].size}"
    text = "\n".join(report.lines())
    assert "A SELECTION of" in text
    assert "copy 3, made for A commission" in text
    assert "a receipt that is not here may exist" in text


def test_either_side_makes_it_and_the_same_records_give_the_same_file() -> None:
    sample, chosen = busy()
    assert selected(sample, chosen) == selected(sample, chosen)
    assert verified(selected(sample, chosen, by=1)).exporter == "BRAVO"


def test_two_recipients_copies_differ() -> None:
    sample, chosen = busy()
    other = Selection("Another commission", 4)
    first, second = selected(sample, chosen), selected(sample, chosen, selection=other)
    assert first != second
    assert decode_bundle(second)[0].selection == other


def change(data: bytes, sample: Sample, **changes: object) -> bytes:
    return resign(sample, data, lambda content: replace(content, **changes))  # type: ignore[arg-type]


def test_a_proof_that_is_left_out_proves_nothing_and_says_so() -> None:
    sample, chosen = busy()
    data = selected(sample, chosen)
    without = change(data, sample, inclusion=())
    message = the_message(verified(without), chosen)
    assert message.held == ()
    assert message.covered_by == ""


def test_a_wrong_proof_is_refused_by_its_name() -> None:
    sample, chosen = busy()
    data = selected(sample, chosen)
    content, _ = decode_bundle(data)
    proof = content.inclusion[0]
    for wrong in (
        replace(proof, size=proof.size - 1),
        replace(proof, position=proof.position + 1),
        replace(proof, path=proof.path[::-1]),
        replace(proof, path=proof.path[1:]),
    ):
        proofs = (wrong, *content.inclusion[1:])
        with pytest.raises(VerificationError) as error:
            verified(change(data, sample, inclusion=proofs))
        assert error.value.part.startswith("inclusion proof")


def test_the_recipient_is_under_the_exporters_signature() -> None:
    sample, chosen = busy()
    data = selected(sample, chosen)

    def another(content: Content) -> Content:
        return replace(content, selection=Selection("Somebody else", 3))

    with pytest.raises(VerificationError) as error:
        verified(reseal(data, another))
    assert error.value.part == "export signature"


def test_a_whole_transcript_cannot_hide_behind_the_word() -> None:
    """What a whole file must hold, one that calls itself a selection need not; it says so."""
    sample, chosen = busy()
    data = selected(sample, chosen)
    whole = change(data, sample, selection=None)
    with pytest.raises(VerificationError):
        verified(whole)


def test_a_receipt_past_a_gap_names_the_leaf_itself() -> None:
    sample = Sample()
    sample.message(0)
    missing = sample.message(0)
    flash = sample.message(0, "I1", "a FLASH")
    seen = sample.seen(1)[0]
    tree = sample.trees[0, 1]
    early = replace(seen, size=1, root=tree.root(1), beyond=((flash.position, flash.leaf),))
    sample.release(1, Body("L4", 1, ("x",)), kind=Kind.EVENT, seen=(early,))
    report = verified(selected(sample, flash))
    assert [held.party for held in the_message(report, flash).held] == ["BRAVO"]
    assert the_message(verified(selected(sample, missing)), missing).held == ()


def test_three_parties_and_a_cancellation() -> None:
    sample, chosen = busy(("ALPHA", "BRAVO", "CHARLIE"))
    sample.message(0, "L6", place(chosen), "cancel", "no longer needed")
    sample.message(2, "I1", "CHARLIE has seen all by now")
    report = verified(selected(sample, chosen))
    message = the_message(report, chosen)
    assert [held.party for held in message.held] == ["BRAVO", "CHARLIE"]
    assert message.cancelled_by.startswith("ALPHA ")


def test_the_proof_of_two_histories_goes_with_its_feed() -> None:
    sample, chosen = busy()
    sample.fork(chosen)
    assert verified(selected(sample, chosen)).forks
    other = next(r for r in sample.records if r.party == 1)
    alone = selected(sample, other)
    content, _ = decode_bundle(alone)
    assert {f.party for f in content.feeds} >= {1}


def test_what_cannot_be_selected_is_refused_with_a_reason() -> None:
    sample, chosen = busy()
    with pytest.raises(LocalProtocolError, match="not held"):
        selected(sample, replace(chosen, position=999))
    with pytest.raises(LocalProtocolError, match=f"1 to {CHOSEN_MAX}"):
        selected(sample)
    for wrong in (Selection("", 1), Selection("two\nlines", 1), Selection("x" * 101, 1)):
        with pytest.raises(LocalProtocolError, match="for whom"):
            selected(sample, chosen, selection=wrong)
    with pytest.raises(LocalProtocolError, match="from 1"):
        selected(sample, chosen, selection=Selection("A commission", 0))


def test_no_changed_byte_of_a_selection_passes() -> None:
    sample, chosen = busy()
    data = selected(sample, chosen)
    for at in range(0, len(data), 3):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(VerificationError):
            verified(changed)
