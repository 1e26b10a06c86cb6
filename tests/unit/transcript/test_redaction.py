"""Fields that are blacked out: what is shown leads to what was signed, what is hidden is hidden."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.bundle import Content, Selection, encode_content
from directline.transcript.reconcile import Kind, reconcile
from directline.transcript.redaction import redact
from directline.transcript.report import MessageClaim, Report
from directline.transcript.unbundle import decode_bundle
from directline.transcript.verify import verify_bundle
from directline.wire.body import decode_body, field_leaf, field_salt
from directline.wire.codec import Value, decode, encode
from tests.unit.transcript.chosen import place, selected
from tests.unit.transcript.forgery import Change, RememberingSuite, edit_entry, resign
from tests.unit.transcript.redacted import (
    SECRET,
    SUBJECTS,
    asked,
    edited,
    edited_leaf,
    edited_shown,
    one_redacted,
    put,
    redacted,
)
from tests.unit.transcript.sample import Sample
from tests.unit.transcript.test_hostile import sealed

SUITE = RememberingSuite()


def verified(data: bytes) -> Report:
    return verify_bundle(data, suite=SUITE)


def claim(report: Report, name: str) -> MessageClaim:
    return next(message for message in report.messages if message.name == name)


def refused(data: bytes) -> str:
    try:
        verified(data)
    except VerificationError as error:
        return error.part
    return "verified"


def blobs(value: Value) -> Iterator[bytes]:
    """Every byte string and text in a value, and in the values that byte strings spell."""
    if isinstance(value, tuple):
        for one in value:
            yield from blobs(one)
    elif isinstance(value, bytes):
        yield value
    elif isinstance(value, str):
        yield value.encode()


def windows(data: bytes, size: int) -> set[bytes]:
    """Every run of so many bytes, wherever it begins."""
    return {data[at : at + size] for at in range(len(data) - size + 1)}


def strings(data: bytes) -> set[bytes]:
    """Whatever in a file can be a salt: every run of 16 bytes, and every byte string and text."""
    found = windows(data, 16)
    content, _ = decode_bundle(data)
    for part in encode_content(content)[1:]:
        found |= set(blobs(decode(part[4:], bytes_max=1 << 24, rule="T")))
    return found


def guesses(data: bytes, others: tuple[bytes, ...] = ()) -> set[str]:
    """Which values of the enumeration somebody finds who tries each against everything there is."""
    found, there = set(), windows(data, 32)
    salts = strings(data) | {b"", *others}
    # Of the hidden field, and of the last one: as a leaf's own salt, and as the entry's.
    salts |= {field_salt(salt, index) for salt in salts if len(salt) <= 64 for index in (3, 7)}
    for subject in SUBJECTS:
        value = encode(subject)
        if any(field_leaf(value, salt) in there for salt in salts):
            found.add(subject)
    return found


@pytest.mark.spec("TRANS-26")
def test_nobody_guesses_a_hidden_field_from_all_that_is_in_the_file() -> None:
    _, asking, data = one_redacted()
    assert "unknown" in guesses(data), "the last field is shown, with its salt"
    assert SECRET not in guesses(data)
    assert asking.salt is not None
    assert SECRET in guesses(data, (field_salt(asking.salt, 3),)), "its salt would give it away"
    assert SECRET in guesses(data, (asking.salt,)), "and so would the entry's"
    assert SECRET.encode() not in data


@pytest.mark.spec("TRANS-26")
def test_neither_the_entrys_salt_nor_a_hidden_fields_is_in_the_file() -> None:
    sample, _, data = one_redacted()
    content, _ = decode_bundle(data)
    assert len(content.redacted) == 4
    for body in content.redacted:
        record = next(r for r in sample.records if place(r) == (body.party, 1, body.position))
        assert record.salt is not None
        assert record.salt not in data
        for index, one in enumerate(body.shown):
            assert (field_salt(record.salt, index) in data) == (one is not None)


def test_what_may_repeat_a_hidden_field_is_hidden_with_it() -> None:
    """Read-back and remark of receipts, changes and remark of a correction; no step is lost."""
    _, _, data = one_redacted()
    report = verified(data)
    assert report.ok
    message = claim(report, "ALPHA 1")
    assert [receipt.level for receipt in message.receipts] == [3, 4, 6]
    assert message.receipts[2].answer == "WILCO"
    assert [[field.number for field in r.hidden] for r in message.receipts] == [[], [10], [9]]
    for word in (b"flight", b"naval", encode(557_500_000)):
        assert word not in data


@pytest.mark.spec("TRANS-25")
def test_what_is_shown_is_said_and_what_is_hidden_is_said_to_be() -> None:
    _, _, data = one_redacted()
    message = claim(verified(data), "ALPHA 1")
    assert [(field.number, field.text, field.hidden) for field in message.fields] == [
        (1, "Whose are the lights?", False),
        (2, "", True),
        (3, "", True),
        (4, "not given", False),
        (5, "41", False),
        (6, "unknown", False),
    ]
    text = "\n".join(verified(data).lines())
    assert "REDACTED: 2 of its 6 fields are not shown." in text
    assert "Field 2: not shown by who made this copy; what is signed of it stands." in text
    assert "Field 6: unknown" in text, "unknown is a value, and hidden is none"
    assert "what stands in the fields that are not shown: ALPHA chose to hide them" in text


def test_the_other_side_hides_fields_of_what_it_received() -> None:
    sample, asking = asked()
    data = redacted(sample, asking, by=1)
    assert verified(data).exporter == "BRAVO"
    assert SECRET.encode() not in data


def test_a_receipts_fields_are_hidden_by_its_own_name() -> None:
    sample, asking = asked()
    answer = next(r for r in sample.records if r.party == 1 and r.position == 4)
    data = redacted(sample, asking, hide={place(answer): {5, 7}})
    message = claim(verified(data), "ALPHA 1")
    assert message.fields == ()
    assert message.shown
    assert [f.number for f in message.receipts[2].hidden] == [6, 8]
    assert (message.receipts[2].answer, message.receipts[2].call_sign) == ("", "")
    opened = next(r for r in sample.records if r.party == 1 and r.position == 2)
    first = redacted(sample, asking, hide={place(opened): {4}})
    levels = [r.level for r in claim(verified(first), "ALPHA 1").receipts]
    assert levels == [3, 4, 6], "in the order of the file, whichever is redacted"
    hidden_level = redacted(sample, asking, hide={place(answer): {3}})
    assert [r.level for r in claim(verified(hidden_level), "ALPHA 1").receipts] == [3, 4]
    assert any("cannot be read" in remark.text for remark in verified(hidden_level).remarks)


def test_a_message_may_hide_all_of_its_fields_and_keeps_its_form() -> None:
    sample, asking = asked()
    data = redacted(sample, asking, hide={place(asking): range(6)})
    message = claim(verified(data), "ALPHA 1")
    assert (message.form, message.form_version, message.shown) == ("Q1", 1, True)
    assert all(field.hidden for field in message.fields)


@pytest.mark.parametrize(
    "hide",
    [
        lambda asking, _: {place(asking): {6}},
        lambda asking, _: {place(asking): {-1}},
        lambda _, other: {place(other): {0}},
        lambda _, __: {(0, 9, 9): {0}},
    ],
)
def test_what_cannot_be_hidden_is_refused(hide: object) -> None:
    sample, asking = asked()
    assert callable(hide)
    with pytest.raises(LocalProtocolError) as refusal:
        redacted(sample, asking, hide=hide(asking, sample.records[0]))
    assert refusal.value.remedy
    body = decode_body(asking.body or b"")
    with pytest.raises(LocalProtocolError):
        redact(place(asking), body, asking.salt or b"", ())


def test_without_hidden_fields_the_file_is_what_it_was() -> None:
    sample, asking = asked()
    assert redacted(sample, asking, hide={}) == selected(sample, asking)
    assert decode_bundle(selected(sample, asking))[0].redacted == ()


ENTRY = "entry ALPHA 1"
DEFECTS: list[tuple[Change, str]] = [
    (edited_leaf(0, 3), f"{ENTRY}: body"),
    (edited_leaf(0, 2), f"{ENTRY}: body"),
    (edited_shown(0, 2, value=encode("Whose are the ships?")), f"{ENTRY}: field 1"),
    (edited_shown(0, 2, salt=bytes(16)), f"{ENTRY}: field 1"),
    (edited_shown(0, 7, value=encode("known")), f"{ENTRY}: field 6"),
    (edited_shown(0, 0, value=encode("Q2")), f"{ENTRY}: form"),
    (edited_shown(0, 1, value=encode(2)), f"{ENTRY}: form"),
    (put(0, 0, None), "structure"),
    (put(0, 1, None), "structure"),
    (edited_shown(0, 2, salt=bytes(15)), "structure"),
    (edited_shown(0, 2, value=bytes(16_385)), "structure"),
    (edited(0, position=9), "structure"),
    (edited(3, position=9), "redacted body"),
    (edited(0, generation=2), "structure"),
    (edited(3, generation=2), "redacted body"),
    (edited(0, leaves=()), "structure"),
]


@pytest.mark.spec("TRANS-25", "TRANS-26", "TRANS-27")
@pytest.mark.parametrize("number", range(len(DEFECTS)))
def test_what_does_not_lead_to_what_was_signed_is_refused_by_its_place(number: int) -> None:
    """Not even its exporter, who signs the file anew, shows another value."""
    sample, _, data = one_redacted()
    change, part = DEFECTS[number]
    assert refused(resign(sample, data, change)) == part


@pytest.mark.spec("TRANS-25")
def test_a_whole_transcript_hides_nothing() -> None:
    sample, _, data = one_redacted()

    def whole(content: Content) -> Content:
        return replace(content, selection=None)

    assert refused(resign(sample, data, whole)) == "structure"


def test_a_body_is_shown_whole_or_redacted_not_both() -> None:
    sample, asking, data = one_redacted()
    both = edit_entry(0, 1, body=asking.body, salt=asking.salt)
    assert refused(resign(sample, data, both)) == "entry ALPHA 1: body"


@pytest.mark.spec("TRANS-27")
def test_no_changed_byte_of_a_redacted_part_passes_even_when_its_exporter_signs_it() -> None:
    sample, _, data = one_redacted()
    content, _ = decode_bundle(data)
    parts = encode_content(content)
    (at,) = (n for n, part in enumerate(parts) if b"hredacted" in part[:16])
    chance = random.Random(25)
    for byte in range(chance.randrange(7), len(parts[at]), 7):  # all of them: tests/browser
        changed = bytearray(parts[at])
        changed[byte] ^= 1 << chance.randrange(8)
        assert refused(sealed([*parts[:at], bytes(changed), *parts[at + 1 :]], sample)) in {
            "structure", "redacted body", *named(sample),
        }, byte  # fmt: skip


def named(sample: Sample) -> set[str]:
    """What a redacted body's refusal may name, of the entries of this line."""
    whats = ["body", "form", *(f"field {n}" for n in range(1, 12))]
    return {
        f"entry {sample.ids[r.party]} {r.position}: {what}"
        for r in sample.records
        for what in whats
    }


def rows(first: bytes, second: bytes, kind: Kind) -> list[str]:
    return [row.line() for row in reconcile(first, second).rows if row.kind is kind]


def test_a_redacted_file_conflicts_with_no_file_of_the_other_side() -> None:
    sample, asking = asked()
    hiding, whole = redacted(sample, asking), sample.export(1)
    for first, second in ((hiding, whole), (whole, hiding)):
        assert rows(first, second, Kind.CONFLICTS) == []
        said = rows(first, second, Kind.ONE_SHOWS)
        assert "ALPHA 1 to 2: both hold its place, ALPHA's file hides fields of it." in said
    assert rows(hiding, redacted(sample, asking, by=1), Kind.CONFLICTS) == []
    assert rows(hiding, redacted(sample, asking, by=1), Kind.ONE_SHOWS) == []
    fewer = redacted(sample, asking, hide={place(asking): {1}}, by=1)
    (row,) = rows(hiding, fewer, Kind.ONE_SHOWS)
    assert "the two files hide other fields of it" in row


def test_two_copies_hide_what_each_hides() -> None:
    """Each copy has its own choice, and the same choice gives the same file."""
    sample, asking = asked()
    first = redacted(sample, asking)
    assert first == redacted(sample, asking)
    other = redacted(sample, asking, hide={place(asking): {0}}, selection=Selection("Another", 4))
    assert b"Whose are the lights?" in first
    assert b"Whose are the lights?" not in other
