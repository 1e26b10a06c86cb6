"""The report: each claim by itself, in plain words, and nothing claimed that is not proven."""

import json
from dataclasses import replace

import pytest

from directline.transcript.verify import verify_bundle
from directline.transcript.wording import clean, when
from directline.wire.body import Body
from directline.wire.values import ClockQuality, Kind
from tests.unit.transcript.sample import Sample, small


def text_of(sample: Sample, exporter: int = 0) -> str:
    return "\n".join(verify_bundle(sample.export(exporter)).lines())


def test_the_fingerprint_comes_first_and_the_verdict_last() -> None:
    sample = small()
    data = sample.export(0)
    lines = list(verify_bundle(data).lines())
    assert lines[0] == f"Charter fingerprint: {sample.charter.fingerprint} (not compared)"
    assert lines[-1] == "VERIFIED."
    compared = list(verify_bundle(data, fingerprint=sample.charter.fingerprint).lines())
    assert compared[0].endswith("(compared)")
    assert any("whose keys these are" in line for line in lines)
    assert not any("whose keys these are" in line for line in compared)


def test_who_said_it_and_who_receipted_it_are_named_with_their_clocks() -> None:
    text = text_of(small())
    assert "ALPHA 1: FLASH S1, to BRAVO." in text
    assert "Signed by ALPHA at 2016-09-17 13:04:01.000 UTC by ALPHA's clock (synchronised)." in text
    assert "Durable at BRAVO's station: BRAVO 1" in text
    assert "that duty Bravo took the step answered (answer WILCO, remark on its way)." in text
    assert "(ALPHA's own statement, as exporter)" in text
    assert "(BRAVO's own statement, as exporter)" in text_of(small(), exporter=1)


def test_receipts_that_are_not_there_are_named_and_nothing_is_inferred() -> None:
    sample = Sample()
    sample.message(0)
    report = verify_bundle(sample.export(0))
    (message,) = report.messages
    assert message.held == ()
    assert message.absent == (
        "BRAVO: delivered, opened, understood (read back), passed on, answered or declined",
    )
    text = "\n".join(report.lines())
    assert "a receipt that is absent is only absent from this file" in text
    for word in ("ignored", "refused", "not received by"):
        assert word not in text


def test_a_machines_step_is_never_a_persons() -> None:
    sample = Sample()
    message = sample.message(0)
    sample.receipt(1, message, 2, role="", call_sign="")
    (claim,) = verify_bundle(sample.export(0)).messages
    assert claim.receipts[0].by_machine
    assert "that its machine took the step delivered" in text_of(sample)


def test_a_decline_shows_its_reason() -> None:
    sample = Sample()
    message = sample.message(0)
    sample.receipt(1, message, 6, reason="NOT-OURS")
    assert "took the step declined (reason NOT-OURS)" in text_of(sample)


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (0, 1, 1, 3),
        (0, 1, 1, 9, "", "", None, None, None, None, None),
        (0, 1, 1, True, "", "", None, None, None, None, None),
        ("ALPHA", 1, 1, 3, "", "", None, None, None, None, None),
        (1, 1, 1, 3, "", "", None, None, None, None, None),
    ],
)
def test_a_receipt_that_cannot_be_read_is_remarked_on_and_proves_nothing(
    fields: tuple[int | str | None, ...],
) -> None:
    sample = Sample()
    sample.message(0)
    sample.release(1, Body("L4", 1, fields), kind=Kind.RECEIPT)
    report = verify_bundle(sample.export(0))
    assert report.ok
    assert report.messages[0].receipts == ()
    assert [finding.part for finding in report.remarks] == ["entry BRAVO 1"]


def test_clocks_that_disagree_are_both_kept() -> None:
    """F12: ALPHA's clock is 40 s fast and not synchronised."""
    sample = Sample()
    sample.message(0, instant_ms=sample.now_ms + 41_000, quality=ClockQuality.FREE)
    sample.message(1)
    report = verify_bundle(sample.export(1))
    parts = {finding.part: finding.text for finding in report.remarks}
    assert "40000 ms earlier" not in parts["entry ALPHA 1"]
    assert "neither is taken as right" in parts["entry ALPHA 1"]
    assert "bears an instant 39000 ms earlier" in parts["entry BRAVO 1"]
    text = "\n".join(report.lines())
    assert "13:04:41.000 UTC by ALPHA's clock (running free)" in text
    assert "13:04:02.000 UTC by BRAVO's clock (synchronised)" in text


def test_a_cancelled_message_says_so_and_stays() -> None:
    sample = Sample()
    message = sample.message(0)
    sample.message(0, "L6", (0, 1, message.position), "cancel")
    report = verify_bundle(sample.export(0))
    assert report.messages[0].cancelled_by == "ALPHA 2"
    assert "  Cancelled by ALPHA 2." in list(report.lines())


def test_only_its_author_cancels() -> None:
    sample = Sample()
    message = sample.message(0)
    sample.message(1, "L6", (0, 1, message.position), "cancel")
    assert verify_bundle(sample.export(0)).messages[0].cancelled_by == ""


def test_a_flash_ahead_of_a_gap_is_receipted_past_the_gap() -> None:
    sample = Sample()
    for _ in range(3):
        sample.message(0)
    flash = sample.records[2]
    first = sample.records[0]
    tree = type(sample.trees[(0, 1)])([first.leaf])
    seen = replace(
        sample.seen(1)[0], size=1, root=tree.root(), beyond=((flash.position, flash.leaf),)
    )
    sample.message(1, seen=(seen,))
    report = verify_bundle(sample.export(0))
    assert [bool(m.held) for m in report.messages] == [True, False, True, False]
    lying = replace(seen, beyond=((flash.position, b"?" * 32),))
    sample.message(1, seen=(lying,))
    report = verify_bundle(sample.export(0))
    assert [f.part for f in report.contradictions] == ["entry BRAVO 2: seen"]


def test_a_forgotten_body_is_said_to_be_missing() -> None:
    sample = small()
    first = sample.records[0]
    sample.records[0] = replace(first, body=None, salt=None)
    report = verify_bundle(sample.export(0))
    assert not report.messages[0].shown
    assert "ALPHA 1: FLASH body not in this file, to BRAVO." in list(report.lines())
    assert any("whose body is not in this file" in text for text in report.not_proven)


def test_unknown_forms_are_remarked_on_under_the_pinned_catalogue() -> None:
    sample = small()

    def title_of(code: str, version: int) -> str | None:
        return {"S1": "Step back"}.get(code)

    report = verify_bundle(sample.export(0), title_of=title_of)
    assert report.messages[0].title == "Step back"
    assert [f.part for f in report.remarks] == ["entry BRAVO 3"]
    assert "not known here" in report.remarks[0].text


def test_the_report_is_plain_values_for_other_programs() -> None:
    values = json.loads(json.dumps(verify_bundle(small().export(0)).as_dict()))
    assert values["ok"] is True
    assert values["messages"][0]["receipts"][2]["answer"] == "WILCO"
    assert values["checkpoints"][0]["cosigned"] == [["BRAVO", 1_474_117_442]]


def test_the_single_messages_can_be_left_out() -> None:
    report = verify_bundle(small().export(0))
    assert len(list(report.lines(messages=False))) < len(list(report.lines()))
    assert not any(line.startswith("ALPHA 1:") for line in report.lines(messages=False))


def test_text_from_outside_cannot_move_the_cursor_or_turn_the_line() -> None:
    sample = Sample()
    message = sample.message(0)
    sample.receipt(1, message, 6, answer="WILCO", remark="\x1b[2J\u202eevil\n" + "x" * 900)
    text = text_of(sample)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b[2J\\u202eevil\\u000a" in text
    assert clean("x" * 900) == "x" * 400 + "..."


def test_instants_beyond_the_calendar_are_printed_as_numbers() -> None:
    assert when(0, "ALPHA") == "1970-01-01 00:00:00.000 UTC by ALPHA's clock"
    assert when(2**63 * 1000, "ALPHA").startswith("9223372036854775808000 ms after 1970")
    assert when(0, "ALPHA", 200).endswith("(quality unknown)")
