"""Fields to hide are named by message and field; what cannot be hidden is refused with a remedy."""

from dataclasses import replace

import pytest

from directline.catalogue import load
from directline.errors import FieldError
from directline.line.ports import EntryRecord
from directline.station.hiding import HIDDEN_MAX, asked_of, fields_of, hidden_in
from tests.unit.transcript.chosen import place
from tests.unit.transcript.redacted import asked, one_redacted
from tests.unit.transcript.sample import Record, Sample

CATALOGUE = load()
ASKING = (0, 1, 1)


def held(record: Record) -> EntryRecord:
    return EntryRecord(
        record.party, record.generation, record.position, record.leaf, record.header,
        record.signature, record.body, record.salt, record.stored_ms, record.stored_quality,
        record.bearer,
    )  # fmt: skip


def resolved(sample: Sample, *hide: str) -> dict[tuple[int, int, int], set[int]]:
    entries = {place(record): held(record) for record in sample.records}
    found = asked_of(sample.charter, hide)
    return fields_of(found, {ASKING}, lambda *at: entries.get(at), CATALOGUE)


def test_fields_are_named_by_name_or_number_of_messages_receipts_and_corrections() -> None:
    sample, asking = asked()
    assert place(asking) == ASKING
    hide = ["alpha 1:activity", "ALPHA 1:2", " ALPHA 1 : 6", "BRAVO 4:call_sign", "ALPHA 2:remark"]
    assert resolved(sample, *hide) == {ASKING: {1, 5}, (1, 1, 4): {5}, (0, 1, 2): {5}}
    assert resolved(sample) == {}


def test_a_form_that_is_not_known_has_numbers_only() -> None:
    sample = Sample("strange")
    sample.message(0, "ZZ", "one", "two")
    assert resolved(sample, "ALPHA 1:2") == {ASKING: {1}}
    with pytest.raises(FieldError) as refused:
        resolved(sample, "ALPHA 1:remark")
    assert refused.value.remedy == "its fields are 1, 2, or 1 to 2"


@pytest.mark.parametrize(
    ("hide", "said", "remedy"),
    [
        ("ALPHA 1", "names no field", "MESSAGE:FIELD"),
        (":activity", "names no field", "MESSAGE:FIELD"),
        ("ALPHA 1: ", "names no field", "MESSAGE:FIELD"),
        ("DELTA 1:activity", "there is no message 'DELTA 1'", "MESSAGE:FIELD"),
        ("ALPHA 0:activity", "there is no message 'ALPHA 0'", "MESSAGE:FIELD"),
        ("ALPHA 1:activty", "ALPHA 1 (Q1) has no field 'activty'", "cause, activity, position"),
        ("ALPHA 1:-1", "has no field '-1'", "or 1 to 6"),
        ("ALPHA 1:²", "has no field '²'", "or 1 to 6"),
        ("ALPHA 3:1", "ALPHA 3 is not in this copy", "messages that you chose"),
        ("BRAVO 99:1", "BRAVO 99 is not in this copy", "messages that you chose"),
    ],
)
def test_what_is_no_such_field_is_refused(hide: str, said: str, remedy: str) -> None:
    sample, _ = asked()
    with pytest.raises(FieldError) as refused:
        resolved(sample, hide)
    assert said in refused.value.message
    assert remedy in refused.value.remedy
    assert (refused.value.field, refused.value.value) == ("hide", hide)


def test_what_is_forgotten_and_too_much_at_once_are_refused() -> None:
    sample, asking = asked()
    sample.records = [
        replace(one, body=None, salt=None) if one is asking else one for one in sample.records
    ]
    with pytest.raises(FieldError, match="the words of ALPHA 1 are forgotten"):
        resolved(sample, "ALPHA 1:activity")
    with pytest.raises(FieldError, match=f"{HIDDEN_MAX} can be hidden"):
        resolved(sample, *(f"ALPHA {n}:1" for n in range(HIDDEN_MAX + 1)))


def test_the_log_names_all_that_a_copy_hides_not_only_what_was_asked() -> None:
    sample, _, data = one_redacted()
    assert hidden_in(data, sample.charter, CATALOGUE) == (
        "ALPHA 1: activity, position; ALPHA 2: changes, remark; BRAVO 3: read_back; BRAVO 4: remark"
    )
