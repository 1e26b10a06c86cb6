"""The witness signs only what extends what it signed, durably first, and proves a fork."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.checkpoint import (
    Checkpoint,
    cosigner_key,
    log_key,
    open_checkpoint,
    sign_checkpoint,
)
from directline.transcript.note import Note
from directline.transcript.tree import Tree
from directline.transcript.witness import (
    BAD_REQUEST,
    BUSY,
    CONFLICT,
    FORBIDDEN,
    NOT_FOUND,
    UNPROCESSABLE,
    Cosigned,
    Keep,
    Refusal,
    Witness,
    fork_proof,
    verify_fork,
)
from directline.wire.codec import decode, encode
from directline.wire.suite import REAL_SUITE

ORIGIN = "directline/00/ALPHA/g1"


class Key:
    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


LOG = Key("log")
LOG_KEY = log_key(ORIGIN, LOG.public())
SIGNER = Key("witness")


def history(name: str, size: int, shared: int = 0) -> Tree:
    leaves = [
        hashlib.sha256(f"{'one' if n < shared else name}/{n}".encode()).digest()
        for n in range(size)
    ]
    return Tree(leaves)


def head(tree: Tree, size: int, signer: Key = LOG, origin: str = ORIGIN) -> bytes:
    checkpoint = Checkpoint(origin, size, tree.root(size))
    return Note(checkpoint.text, (sign_checkpoint(checkpoint, signer),)).encode()


def witness(*records: bytes) -> Witness:
    return Witness("example.org/w", SIGNER, REAL_SUITE, {ORIGIN: LOG_KEY}, records)


def signed(w: Witness, tree: Tree, old: int, size: int) -> bytes:
    path = tree.consistency(old, size) if old else ()
    answer = w.add_checkpoint(old, path, head(tree, size), 100)
    assert isinstance(answer, Keep), answer
    assert isinstance(w.kept(answer.token), Cosigned)
    return answer.record


def refused(w: Witness, old: int, path: tuple[bytes, ...], note: bytes) -> Refusal:
    answer = w.add_checkpoint(old, path, note, 100)
    assert isinstance(answer, Refusal)
    return answer


@pytest.mark.spec("WITNESS-3")
def test_a_head_is_signed_after_it_is_durable_and_not_before() -> None:
    w, tree = witness(), history("one", 9)
    answer = w.add_checkpoint(0, (), head(tree, 4), 100)
    assert isinstance(answer, Keep)
    assert w.size(ORIGIN) == 0
    assert refused(w, 0, (), head(tree, 5)).status == BUSY
    cosigned = w.kept(answer.token)
    note = head(tree, 4) + cosigned.line
    key = cosigner_key("example.org/w", SIGNER.public())
    opened = open_checkpoint(note, LOG_KEY, (key,), REAL_SUITE)
    assert [(c.name, c.timestamp_s) for c in opened.cosignatures] == [("example.org/w", 100)]
    with pytest.raises(LocalProtocolError):
        w.kept(answer.token)


def test_what_could_not_be_written_was_never_signed() -> None:
    w, tree = witness(), history("one", 9)
    answer = w.add_checkpoint(0, (), head(tree, 4), 100)
    assert isinstance(answer, Keep)
    w.not_kept(answer.token)
    signed(w, tree, 0, 3)
    assert w.size(ORIGIN) == 3


@pytest.mark.spec("WITNESS-4")
@pytest.mark.parametrize(
    ("old", "note", "status"),
    [
        (0, b"no note", BAD_REQUEST),
        (9, head(history("one", 9), 4), BAD_REQUEST),
        (4, head(history("one", 9), 9, origin="directline/00/BRAVO/g1"), NOT_FOUND),
        (4, head(history("one", 9), 9, signer=Key("other")), FORBIDDEN),
        (3, head(history("one", 9), 9), CONFLICT),
        (0, head(history("one", 9), 9), CONFLICT),
        (4, head(history("one", 9), 9), UNPROCESSABLE),
        (4, head(history("two", 9), 4), UNPROCESSABLE),
    ],
)
def test_a_refusal_says_why(old: int, note: bytes, status: int) -> None:
    w = witness()
    signed(w, history("one", 9), 0, 4)
    answer = refused(w, old, (), note)
    assert answer.status == status
    assert (answer.size == 4) == (status in {CONFLICT, UNPROCESSABLE})
    assert w.size(ORIGIN) == 4


def test_the_same_head_is_signed_again_without_a_write() -> None:
    w, tree = witness(), history("one", 9)
    signed(w, tree, 0, 4)
    assert isinstance(w.add_checkpoint(4, (), head(tree, 4), 120), Cosigned)


@pytest.mark.spec("WITNESS-2")
def test_a_restart_remembers_the_largest_head_of_what_is_durable() -> None:
    w, tree = witness(), history("one", 9)
    records = [signed(w, tree, 0, 4), signed(w, tree, 4, 7)]
    again = witness(*reversed(records))
    assert again.state() == w.state()
    assert refused(again, 4, tree.consistency(4, 9), head(tree, 9)).size == 7
    with pytest.raises(LocalProtocolError):
        witness(b"\x80")


@pytest.mark.spec("WITNESS-1")
@pytest.mark.parametrize("size", range(1, 12))
def test_two_histories_are_proven_at_any_two_sizes(size: int) -> None:
    one, two = history("one", 20), history("two", 20, shared=size - 1)
    for end in range(size, 20):
        proof = fork_proof(head(one, size), head(two, end), two)
        assert verify_fork(proof, LOG_KEY, REAL_SUITE).size == size
        with pytest.raises(VerificationError):
            verify_fork(proof, log_key(ORIGIN, Key("x").public()), REAL_SUITE)


@pytest.mark.spec("WITNESS-1")
@pytest.mark.parametrize("size", range(1, 12))
def test_nobody_who_kept_one_history_is_proven_to_have_two(size: int) -> None:
    one = history("one", 20)
    for end in range(size, 20):
        with pytest.raises(VerificationError):
            verify_fork(fork_proof(head(one, size), head(one, end), one), LOG_KEY, REAL_SUITE)
        two = history("two", 20)
        with pytest.raises(VerificationError):
            verify_fork(fork_proof(head(one, size), head(one, end + 0), two), LOG_KEY, REAL_SUITE)


@pytest.mark.spec("WITNESS-1")
def test_a_proof_at_one_size_has_no_path() -> None:
    one, two = history("one", 5), history("two", 5)
    proof = decode(fork_proof(head(one, 5), head(two, 5), two), bytes_max=1 << 20, rule="WITNESS-1")
    assert isinstance(proof, tuple)
    assert proof[3] == ()
    with pytest.raises(VerificationError, match="none is needed"):
        verify_fork(encode((*proof[:3], (bytes(32),))), LOG_KEY, REAL_SUITE)


@pytest.mark.parametrize("size", [3, 5, 6, 7, 8])
def test_the_witness_gives_the_proof_with_its_refusal(size: int) -> None:
    w = witness()
    one, two = history("one", 20), history("two", 20, shared=2)
    signed(w, one, 0, size)
    path = two.consistency(size, 12)
    path = path if size & (size - 1) else (two.root(size), *path)
    answer = refused(w, size, path, head(two, 12))
    assert answer.status == UNPROCESSABLE
    assert answer.fork is not None
    assert verify_fork(answer.fork, LOG_KEY, REAL_SUITE).size == size
    for at in range(0, len(answer.fork), 7):
        bad = bytearray(answer.fork)
        bad[at] ^= 4
        with pytest.raises((RemoteProtocolError, VerificationError)):
            verify_fork(bytes(bad), LOG_KEY, REAL_SUITE)
