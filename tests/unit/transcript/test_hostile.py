"""Whatever the bytes are, the verifier answers with a report or a `VerificationError`."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript import limits, unbundle
from directline.transcript.bundle import MAGIC, content_digest, encode_content, seal_bundle
from directline.transcript.export import Exporter, export_key, export_text
from directline.transcript.note import sign_note
from directline.transcript.tree import sha256
from directline.transcript.unbundle import decode_bundle, decode_charter
from directline.transcript.verify import read_fingerprint, verify_bundle
from directline.wire.codec import decode, encode
from tests.unit.transcript.forgery import RememberingSuite
from tests.unit.transcript.sample import Key, NoteRecord, Sample, small

SAMPLE = small()
FILE = SAMPLE.export(0)
SUITE = RememberingSuite()
verify_bundle(FILE, suite=SUITE)

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.binary(max_size=80)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5).map(tuple),
    max_leaves=12,
)


def outcome(data: bytes) -> str:
    """The verifier's answer; any other exception is a failure of the test."""
    try:
        return "ok" if verify_bundle(data, suite=SUITE).ok else "contradiction"
    except VerificationError as error:
        return error.part or "no part named"


def part(value: Any) -> bytes:
    data = encode(value)
    return len(data).to_bytes(4, "big") + data


def sealed(parts: list[bytes], sample: Sample = SAMPLE) -> bytes:
    """A file of these parts, signed by the sample's ALPHA as if it were its export."""
    line = sample.charter.line_id
    party = sample.charter.parties[0]
    text = export_text(line, party.id, content_digest(parts))
    name = export_key(line, party.id, party.checkpoint).name
    return seal_bundle(parts, sign_note(text, name, sample.key(0, "checkpoint")).encode())


@pytest.mark.spec("TRANS-10")
def test_every_beginning_of_a_file_is_refused() -> None:
    for length in range(len(FILE)):
        assert outcome(FILE[:length]) == "structure"


@pytest.mark.spec("TRANS-10")
def test_bytes_after_the_end_are_refused() -> None:
    assert outcome(FILE + b"\x00") != "ok"
    assert outcome(FILE + FILE) != "ok"


@given(st.binary(max_size=300))
def test_bytes_from_anywhere_are_refused(data: bytes) -> None:
    for candidate in (data, MAGIC + data, MAGIC + data + sha256(MAGIC + data)):
        assert outcome(candidate) == "structure"
        with pytest.raises(VerificationError):
            read_fingerprint(candidate)


@given(st.integers(0, len(FILE)), st.binary(max_size=12), st.integers(0, 12))
def test_bytes_put_in_the_place_of_others_are_refused(at: int, put: bytes, cut: int) -> None:
    changed = FILE[:at] + put + FILE[at + cut :]
    if changed != FILE:
        assert outcome(changed) != "ok"


@given(st.integers(0, 20), VALUES)
def test_a_part_of_any_content_is_answered(at: int, value: Any) -> None:
    content, _ = decode_bundle(FILE)
    parts = encode_content(content)
    name = value if isinstance(value, tuple) else (value,)
    parts[at % len(parts)] = (MAGIC if at % len(parts) == 0 else b"") + part(name)
    assert outcome(sealed(parts)) != "ok"


@given(st.integers(3, 20), st.integers(0, 7), st.integers(0, 300), VALUES)
def test_a_field_of_any_content_is_answered(at: int, column: int, row: int, value: Any) -> None:
    """One value deep inside a part replaced, the file signed anew by its exporter."""
    content, _ = decode_bundle(FILE)
    parts = encode_content(content)
    chosen = 3 + at % (len(parts) - 3)
    decoded = decode(parts[chosen][4:], bytes_max=1 << 20, rule="T")
    assert isinstance(decoded, tuple)
    fields: list[Any] = list(decoded)
    last = fields[-1]
    if isinstance(last, tuple) and isinstance(last[row % len(last)], tuple):
        rows = list(last)
        cells = list(rows[row % len(rows)])
        cells[column % len(cells)] = value
        rows[row % len(rows)] = tuple(cells)
        fields[-1] = tuple(rows)
    else:
        fields[column % len(fields)] = value
    parts[chosen] = part(tuple(fields))
    assert outcome(sealed(parts))


@pytest.mark.spec("TRANS-10")
@pytest.mark.parametrize(
    "rearranged",
    [
        lambda p: [p[0], p[2], p[1], *p[3:]],
        lambda p: [p[0], p[1], *p[3:]],
        lambda p: [p[0], p[1], p[1], *p[2:]],
        lambda p: [*p[:5], p[3], *p[5:]],
        lambda p: [*p[:3], p[4], p[3], *p[5:]],
        lambda p: [*p[:3], *p[4:]],
        lambda p: [*p, part(("secret", 1))],
        lambda p: [*p, part(())],
        lambda p: [*p, part((1,))],
        lambda p: [*p, part(("evidence", ()))],
        lambda p: [*p, part(("evidence",))],
        lambda p: [*p[:3], part(("feed", 0, 1, ())), *p[3:]],
        lambda p: [*p[:3], part(("feed", 0, 0, ((1, bytes(32)),))), *p[4:]],
        lambda p: [*p[:3], part(("feed", 0, 1, ((1, bytes(31)),))), *p[4:]],
        lambda p: [*p[:3], part(("feed", 0, 1, ((0, bytes(32)),))), *p[4:]],
    ],
)
def test_parts_out_of_place_are_refused(rearranged: Any) -> None:
    content, _ = decode_bundle(FILE)
    assert outcome(sealed(rearranged(encode_content(content)))) == "structure"


@pytest.mark.spec("TRANS-10")
def test_bounds_are_checked_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unbundle, "BUNDLE_BYTES_MAX", len(FILE) - 1)
    assert outcome(FILE) == "structure"
    monkeypatch.setattr(unbundle, "BUNDLE_BYTES_MAX", limits.BUNDLE_BYTES_MAX)
    monkeypatch.setattr(unbundle, "PARTS_MAX", 3)
    assert outcome(FILE) == "structure"
    huge = MAGIC + (limits.PART_BYTES_MAX + 1).to_bytes(4, "big") + bytes(100)
    assert outcome(huge) == "structure"


def test_a_file_without_charter_has_no_fingerprint() -> None:
    head_only = MAGIC + part(("head",))
    for data in (head_only, head_only + part(("catalogue", b""))):
        with pytest.raises(RemoteProtocolError):
            decode_charter(data + bytes(32))


@pytest.mark.parametrize(
    "changes",
    [
        {"signed_charter": b"nothing"},
        {"exporter": Exporter(7, SAMPLE.key(0, "checkpoint"), 0, 0)},
        {"exporter": Exporter(0, Key("somebody"), 0, 0)},
        {"notes": [NoteRecord(0, 1, 1, b"no note")]},
    ],
)
def test_an_export_that_could_not_verify_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(LocalProtocolError):
        SAMPLE.export(0, **changes)


def test_an_unreadable_stored_entry_stops_the_export() -> None:
    sample = Sample()
    sample.message(0)
    broken = [type(sample.records[0])(**(vars(sample.records[0]) | {"header": b"broken"}))]
    with pytest.raises(LocalProtocolError):
        sample.export(0, entries=broken)
