"""Signed notes: the formats' own known answers, one spelling, and hostile bytes."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.limits import NOTE_BYTES_MAX, NOTE_LINES_MAX
from directline.transcript.note import (
    KeyKind,
    Note,
    NoteLine,
    VerifierKey,
    decode_base64,
    sign_note,
    valid_name,
    verify_note,
)
from directline.wire.suite import REAL_SUITE
from tests.unit.transcript.sample import Key

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n\u2014 example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
KEY = VerifierKey.parse(VKEY)


@pytest.mark.spec("TRANS-4")
def test_the_specifications_own_example_holds() -> None:
    assert KEY.kind is KeyKind.ED25519
    assert KEY.key_id.hex() == "530d903a"
    assert KEY.vkey() == VKEY
    note = Note.parse(NOTE)
    assert note.encode() == NOTE
    assert verify_note(note, [KEY], REAL_SUITE) == (KEY,)


def test_a_note_signed_here_is_read_here() -> None:
    note = sign_note("one\n\ntwo\n", "directline/test", Key("note"))
    read = Note.parse(note.encode())
    assert read == note
    assert read.text == "one\n\ntwo\n"
    key = VerifierKey("directline/test", KeyKind.ED25519, Key("note").public())
    assert verify_note(read, [KEY, key], REAL_SUITE) == (key,)


def test_lines_of_unknown_keys_are_ignored_and_kept() -> None:
    note = Note.parse(NOTE).with_line(NoteLine("example.com/bar", b"abcd", b"signature"))
    assert Note.parse(note.encode()) == note
    assert verify_note(note, [KEY], REAL_SUITE) == (KEY,)
    assert note.with_line(note.lines[0]) == note


@pytest.mark.spec("TRANS-4")
def test_a_known_line_that_fails_fails_the_note() -> None:
    note = Note.parse(NOTE)
    with pytest.raises(VerificationError, match="note line 1"):
        verify_note(Note("Another message.\n", note.lines), [KEY], REAL_SUITE)
    bad = KEY.line(bytes(64))
    with pytest.raises(VerificationError, match="note line 2"):
        verify_note(note.with_line(bad), [KEY], REAL_SUITE)


@pytest.mark.spec("TRANS-4")
def test_a_note_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(VerificationError, match="no signature of a known key"):
        verify_note(Note.parse(NOTE), [], REAL_SUITE)


@pytest.mark.spec("TRANS-4")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\n\n",
        b"text\n",
        b"text\n\n",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace("\u2014".encode(), b"-"),
        NOTE.replace("\u2014 ".encode(), "\u2014  ".encode()),
        NOTE.replace(b"foo Uw2", b"foo  Uw2"),
        NOTE.replace(b"foo Uw2", b"f+o Uw2"),
        NOTE.replace(b"example.com/foo", b""),
        NOTE.replace(b"yaQM=", b"yaQN="),
        NOTE.replace(b"yaQM=", b"yaQM"),
        NOTE.replace(b"Uw2Q", b"Uw2-"),
        NOTE.replace(b"example message", b"example\tmessage"),
        NOTE.replace(b"example message", b"example\xffmessage"),
        NOTE.replace(b"\n", b"\r\n"),
        b"text\n\n\xe2\x80\x94 name " + base64.b64encode(b"only") + b"\n",
        b"x" * 5_000 + NOTE,
        b"text\n\n" + NOTE.split(b"\n\n")[1] * (NOTE_LINES_MAX + 1),
        b"text\n\n" + b"x" * NOTE_BYTES_MAX,
    ],
)
def test_what_is_not_a_note_is_refused(data: bytes) -> None:
    with pytest.raises(RemoteProtocolError) as caught:
        Note.parse(data)
    assert caught.value.rule == "TRANS-4"


def test_sixteen_lines_and_more_are_read() -> None:
    lines = NOTE.split(b"\n\n")[1]
    assert len(Note.parse(b"text\n\n" + lines * NOTE_LINES_MAX).lines) == NOTE_LINES_MAX


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+530d903a",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("530d903a", "530D903A"),
        VKEY[:-4],
        VKEY.replace("example.com/foo", "exa mple"),
        "n+00000000+" + base64.b64encode(b"\x02" + bytes(32)).decode(),
        "n+00000000+" + base64.b64encode(b"\x01" + bytes(31)).decode(),
        "n+00000000+",
    ],
)
def test_what_is_not_a_verifier_key_is_refused(vkey: str) -> None:
    with pytest.raises(RemoteProtocolError):
        VerifierKey.parse(vkey)


def test_names_that_no_note_can_carry_are_refused() -> None:
    for name in ("", "a b", "a+b", "a\u00a0b", "a\nb", "\ud800", "x" * 256, "\x01"):
        assert not valid_name(name)
        with pytest.raises(LocalProtocolError):
            VerifierKey(name, KeyKind.ED25519, bytes(32))
        with pytest.raises(LocalProtocolError):
            NoteLine(name, b"abcd", b"x")
    with pytest.raises(LocalProtocolError):
        VerifierKey("name", KeyKind.ED25519, bytes(31))
    with pytest.raises(LocalProtocolError):
        NoteLine("name", b"abc", b"x")
    with pytest.raises(LocalProtocolError):
        NoteLine("name", b"abcd", b"")


def test_key_ids_separate_kinds() -> None:
    public = Key("one").public()
    ids = {VerifierKey("n", kind, public).key_id for kind in (KeyKind.ED25519, KeyKind.COSIGNATURE)}
    assert len(ids) == 2
    expected = hashlib.sha256(b"n\n\x04" + public).digest()[:4]
    assert VerifierKey("n", KeyKind.COSIGNATURE, public).key_id == expected


@given(st.binary(max_size=200))
def test_a_note_from_anywhere_is_read_or_refused(data: bytes) -> None:
    for candidate in (data, NOTE + data, data + NOTE, NOTE[: len(data)] + data):
        try:
            note = Note.parse(candidate)
        except RemoteProtocolError:
            continue
        assert note.encode() == candidate


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_no_changed_byte_of_a_note_passes(at: int, change: int) -> None:
    data = NOTE[:at] + bytes([NOTE[at] ^ change]) + NOTE[at + 1 :]
    with pytest.raises((RemoteProtocolError, VerificationError)):
        verify_note(Note.parse(data), [KEY], REAL_SUITE)


@given(st.text(max_size=60))
def test_base64_has_one_spelling(text: str) -> None:
    try:
        data = decode_base64(text)
    except RemoteProtocolError:
        return
    assert base64.b64encode(data).decode() == text
