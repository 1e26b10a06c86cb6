"""Checkpoints and cosignatures: known answers, one spelling, known keys and unknown ones."""

import base64
import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.station.custody import MldsaSigner
from directline.transcript.checkpoint import (
    Checkpoint,
    Cosignature,
    OpenedCheckpoint,
    cosign,
    cosign_mldsa,
    cosignature_message,
    cosigner_key,
    cosigner_name,
    log_key,
    mldsa_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
    subtree_message,
)
from directline.transcript.note import Note, NoteLine
from directline.transcript.tree import EMPTY_ROOT
from directline.wire.suite import REAL_SUITE
from tests.unit.transcript.sample import Key

LINE = bytes(range(16))
ORIGIN = origin(LINE, "ALPHA", 1)
COSIGNER = cosigner_name(LINE, "BRAVO")
HEAD = Checkpoint(ORIGIN, 12, bytes(range(32)))
ALPHA, BRAVO = Key("alpha checkpoint"), Key("bravo cosigner")
LOG = log_key(ORIGIN, ALPHA.public())
COSIGNERS = [cosigner_key(COSIGNER, BRAVO.public())]
OWN_LINE = sign_checkpoint(HEAD, ALPHA)
COSIGNED = Note(HEAD.text, (OWN_LINE, cosign(HEAD, COSIGNER, BRAVO, 1_474_117_440)))


class FixedKey:
    """The key of the format's public issue 99: 0x11, then zeros."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(b"\x11" + bytes(31))

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


@pytest.mark.spec("TRANS-6")
def test_names_are_those_of_the_specification() -> None:
    assert ORIGIN == "directline/000102030405060708090a0b0c0d0e0f/ALPHA/g1"
    assert COSIGNER == "directline/000102030405060708090a0b0c0d0e0f/BRAVO"


def test_the_public_known_answer_is_signed_byte_for_byte() -> None:
    key = FixedKey()
    name = "sigsum.org/v1/tree/" + hashlib.sha256(key.public()).hexdigest()
    text = f"{name}\n10\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    line = sign_checkpoint(Checkpoint.parse(text), key)
    assert line.key_id.hex() == "809da1a3"
    assert line.encode() == (
        f"\u2014 {name} gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/"
        "lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ=\n"
    )


@pytest.mark.spec("TRANS-5")
def test_the_text_has_three_lines() -> None:
    assert HEAD.text == f"{ORIGIN}\n12\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.parse(HEAD.text) == HEAD


ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.mark.spec("TRANS-5")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        f"a\n1\n{ROOT}",
        f"a\n1\n{ROOT}\nextension\n",
        f"a\n01\n{ROOT}\n",
        f"a\n+1\n{ROOT}\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n1 \n{ROOT}\n",
        f"a\n\u0661\n{ROOT}\n",
        f"a\n\n{ROOT}\n",
        f"a\n9223372036854775808\n{ROOT}\n",
        f"a\n{'9' * 400}\n{ROOT}\n",
        f"a\n1\n{ROOT[:-4]}\n",
        f"a\n1\n{ROOT[:-1]}\n",
        f"\n1\n{ROOT}\n",
        f"a b\n1\n{ROOT}\n",
        f"a\n0\n{ROOT}\n",
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(RemoteProtocolError):
        Checkpoint.parse(text)


def test_the_empty_tree_has_a_checkpoint() -> None:
    head = Checkpoint("a", 0, EMPTY_ROOT)
    assert Checkpoint.parse(head.text) == head
    with pytest.raises(LocalProtocolError):
        Checkpoint("a", 0, bytes(32))
    with pytest.raises(LocalProtocolError):
        Checkpoint("a", 1 << 63, bytes(32))


@pytest.mark.spec("TRANS-8")
def test_a_cosignature_signs_time_and_text() -> None:
    message = cosignature_message(HEAD.text, 1_474_117_440)
    assert message == b"cosignature/v1\ntime 1474117440\n" + HEAD.text.encode()
    line = COSIGNED.lines[1]
    assert line.payload[:8] == (1_474_117_440).to_bytes(8, "big")
    REAL_SUITE.verify(BRAVO.public(), line.payload[8:], message, part="cosignature")


@pytest.mark.spec("TRANS-6")
def test_a_cosigned_checkpoint_opens() -> None:
    opened = open_checkpoint(COSIGNED.encode(), LOG, COSIGNERS, REAL_SUITE)
    assert opened.checkpoint == HEAD
    assert opened.cosignatures == (Cosignature(COSIGNER, 1_474_117_440),)
    assert opened.unchecked == ()


@pytest.mark.spec("TRANS-7")
def test_a_name_from_outside_the_line_is_listed_and_not_trusted() -> None:
    note = COSIGNED.with_line(NoteLine("witness.example/w1", b"abcd", bytes(72)))
    opened = open_checkpoint(note.encode(), LOG, COSIGNERS, REAL_SUITE)
    assert opened.unchecked == ("witness.example/w1",)
    assert len(opened.cosignatures) == 1


@pytest.mark.spec("TRANS-7")
def test_a_known_name_with_another_key_is_refused() -> None:
    foreign = cosign(HEAD, COSIGNER, Key("somebody"), 7)
    with pytest.raises(VerificationError) as caught:
        open_checkpoint(
            COSIGNED.with_line(foreign).encode(),
            LOG,
            COSIGNERS,
            REAL_SUITE,
            part="checkpoint ALPHA",
        )
    assert caught.value.part == "checkpoint ALPHA line 3"


@pytest.mark.spec("TRANS-6", "TRANS-7")
@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ((COSIGNED.lines[1],), "checkpoint"),
        ((LOG.line(bytes(64)),), "checkpoint line 1"),
        ((OWN_LINE, COSIGNERS[0].line(bytes(72))), "checkpoint line 2"),
        ((OWN_LINE, COSIGNERS[0].line(COSIGNED.lines[1].payload[:-1])), "checkpoint line 2"),
        ((OWN_LINE, COSIGNERS[0].line(b"\xff" * 8 + bytes(64))), "checkpoint line 2"),
        (
            (OWN_LINE, COSIGNERS[0].line((5).to_bytes(8, "big") + COSIGNED.lines[1].payload[8:])),
            "checkpoint line 2",
        ),
    ],
)
def test_a_line_that_does_not_hold_is_named(lines: tuple[NoteLine, ...], part: str) -> None:
    with pytest.raises(VerificationError) as caught:
        open_checkpoint(Note(HEAD.text, lines).encode(), LOG, COSIGNERS, REAL_SUITE)
    assert caught.value.part == part


@pytest.mark.spec("TRANS-6")
def test_a_checkpoint_of_another_log_is_refused() -> None:
    other = Checkpoint(origin(LINE, "ALPHA", 2), 12, HEAD.root)
    note = Note(other.text, (sign_checkpoint(other, ALPHA),))
    with pytest.raises(VerificationError, match="another log"):
        open_checkpoint(note.encode(), LOG, COSIGNERS, REAL_SUITE)


@pytest.mark.spec("TRANS-8")
@pytest.mark.parametrize("timestamp_s", [0, -1, 1 << 63])
def test_a_cosignature_needs_a_time(timestamp_s: int) -> None:
    with pytest.raises(LocalProtocolError):
        cosign(HEAD, COSIGNER, BRAVO, timestamp_s)


def test_a_post_quantum_cosignature_covers_name_time_origin_and_tree() -> None:
    message = subtree_message(HEAD, COSIGNER, 9)
    assert message.startswith(b"subtree/v1\n\x00" + bytes([len(COSIGNER)]) + COSIGNER.encode())
    assert message.endswith(bytes(8) + (12).to_bytes(8, "big") + HEAD.root)


def test_a_post_quantum_cosignature_holds_and_nothing_else_does() -> None:
    signer = MldsaSigner(bytes(32))
    key = mldsa_key(COSIGNER, signer.public())
    line = cosign_mldsa(HEAD, COSIGNER, signer, 9)

    def opened(added: NoteLine) -> OpenedCheckpoint:
        note = COSIGNED.with_line(added).encode()
        return open_checkpoint(note, LOG, [*COSIGNERS, key], REAL_SUITE)

    assert opened(line).cosignatures[-1] == Cosignature(COSIGNER, 9, post_quantum=True)
    elsewhere = replace(HEAD, size=13)
    for refused in (
        key.line((10).to_bytes(8, "big") + line.payload[8:]),
        key.line(line.payload[:-1] + bytes([line.payload[-1] ^ 1])),
        key.line(line.payload[:-1]),
        cosign_mldsa(elsewhere, COSIGNER, signer, 9),
        replace(cosign_mldsa(HEAD, ORIGIN, signer, 9), name=COSIGNER, key_id=key.key_id),
    ):
        with pytest.raises(VerificationError) as error:
            opened(refused)
        assert error.value.part == "checkpoint line 3"


def test_no_changed_byte_of_a_checkpoint_passes() -> None:
    data = COSIGNED.encode()
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            opened = open_checkpoint(changed, LOG, COSIGNERS, REAL_SUITE)
        except (RemoteProtocolError, VerificationError):
            continue
        # Only the cosigner's name can change: then nobody here is said to have cosigned.
        assert opened.cosignatures == ()
        assert len(opened.unchecked) == 1


@given(st.text(max_size=120))
def test_a_text_from_anywhere_is_a_checkpoint_or_refused(text: str) -> None:
    for candidate in (text, HEAD.text + text, text + HEAD.text, f"{ORIGIN}\n{text}\n{ROOT}\n"):
        try:
            head = Checkpoint.parse(candidate)
        except RemoteProtocolError:
            continue
        assert head.text == candidate


@given(st.integers(1, (1 << 63) - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_written(size: int, root: bytes) -> None:
    head = Checkpoint(ORIGIN, size, root)
    assert Checkpoint.parse(head.text) == head
    assert base64.b64encode(root).decode() in head.text
