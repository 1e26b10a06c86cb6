"""What a reader is told of who left a line, and of the line that it succeeds."""

import hashlib

import pytest

from directline.transcript.verify import verify_bundle
from directline.wire.charter import fingerprint
from directline.wire.ending import Ending
from directline.wire.values import Kind
from tests.unit.transcript.ended import ended
from tests.unit.transcript.sample import Sample, small

BEFORE = hashlib.sha256(b"the line before").digest()
AFTER = hashlib.sha256(b"the line after").digest()


@pytest.mark.spec("END-1")
def test_the_report_says_who_left_when_and_what_succeeds() -> None:
    report = verify_bundle(ended().export(0))
    assert report.ok
    assert report.succeeds == fingerprint(BEFORE)
    told = [(one.party, one.entry, one.successor) for one in report.left]
    assert told == [
        ("ALPHA", "ALPHA 2", fingerprint(AFTER)),
        ("BRAVO", "BRAVO 1", fingerprint(AFTER)),
        ("CHARLIE", "CHARLIE 1", ""),
    ]
    text = "\n".join(report.lines())
    assert f"It succeeds the line of charter {fingerprint(BEFORE)}, says its own charter." in text
    assert "ALPHA left the line with ALPHA 2, signed at " in text
    assert ": succeeded. It names charter" in text
    assert ": no reason. It names charter" in text
    assert "the agreement \\u202e ends" in text, "a text that turns lines is shown escaped"
    assert "All parties have left: the line has ended." in text


def test_nothing_is_said_where_nobody_left() -> None:
    report = verify_bundle(small().export(0))
    assert (report.succeeds, report.left) == ("", ())
    assert "left the line" not in "\n".join(report.lines())


@pytest.mark.spec("END-3")
def test_each_message_after_leaving_is_named_and_receipts_are_not() -> None:
    sample = Sample()
    theirs = sample.message(1)
    sample.release(0, Ending(why="agreed").body(), kind=Kind.EVENT)
    sample.receipt(0, theirs, 3)
    sample.message(0)
    sample.generations[0] = 2
    sample.message(0)
    sample.message(1)
    report = verify_bundle(sample.export(1))
    assert [finding.part for finding in report.contradictions] == [
        "entry ALPHA 3: after E-END",
        "entry ALPHA 2/1: after E-END",
    ]
    assert len(report.messages) == 4, "it voids nothing"
    assert len(report.left) == 1
