"""Proofs of one entry that stand alone, and policies: whose signatures a reader asks for."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import RemoteProtocolError, VerificationError
from directline.station.custody import MldsaSigner
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosign_mldsa,
    cosigner_key,
    cosigner_name,
    log_key,
    mldsa_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note, VerifierKey
from directline.transcript.policy import Policy, line_policy
from directline.transcript.proof import MAGIC, TlogProof
from directline.transcript.tree import Tree, sha256
from directline.wire.suite import REAL_SUITE
from tests.unit.transcript.sample import Key, Sample

SAMPLE = Sample(ids=("ALPHA", "BRAVO", "CHARLIE"))
LINE = SAMPLE.charter.line_id
ORIGIN = origin(LINE, "ALPHA", 1)
LOG = log_key(ORIGIN, SAMPLE.key(0, "checkpoint").public())
LEAVES = [sha256(bytes([n])) for n in range(9)]
TREE = Tree(LEAVES)
HEAD = Checkpoint(ORIGIN, 9, TREE.root())
SIGNED = Note(HEAD.text, (sign_checkpoint(HEAD, SAMPLE.key(0, "checkpoint")),))
PROOF = TlogProof(4, TREE.inclusion(4), SIGNED.encode())


def test_a_proof_stands_alone() -> None:
    text = PROOF.encode()
    assert text.startswith(f"{MAGIC}\nindex 3\n".encode())
    assert TlogProof.parse(text) == PROOF
    assert PROOF.verify(LEAVES[3], LOG, (), REAL_SUITE).checkpoint == HEAD
    beside = replace(PROOF, extra=b"beside it")
    assert TlogProof.parse(beside.encode()) == beside


def test_a_proof_of_another_leaf_place_or_path_is_refused() -> None:
    for proof, leaf in (
        (PROOF, LEAVES[4]),
        (replace(PROOF, position=5), LEAVES[3]),
        (replace(PROOF, path=PROOF.path[:-1]), LEAVES[3]),
        (replace(PROOF, path=PROOF.path[::-1]), LEAVES[3]),
    ):
        with pytest.raises(VerificationError):
            TlogProof.parse(proof.encode()).verify(leaf, LOG, (), REAL_SUITE)


@pytest.mark.spec("PROOF-1")
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[1:],
        lambda text: text.replace(b"@v1", b"@v2"),
        lambda text: text.replace(b"index 3", b"index 03"),
        lambda text: text.replace(b"index 3", b"index -1"),
        lambda text: text.replace(b"index 3", b"index 9223372036854775807"),
        lambda text: text.replace(b"index 3\n", b""),
        lambda text: text.replace(b"\nindex", b"\nextra !\nindex"),
        lambda text: text.replace(b"=\n", b"\n", 1),
        lambda text: text.replace(b"\n\n", b"\n"),
        lambda text: b"\xff" + text,
        lambda text: text.replace(b"index 3\n", b"index 3\n" + b"AAAA\n"),
    ],
)
def test_another_spelling_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(RemoteProtocolError):
        TlogProof.parse(change(PROOF.encode()))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_proof_or_refused(data: bytes) -> None:
    for text in (data, PROOF.encode()[:40] + data):
        try:
            found = TlogProof.parse(text)
        except RemoteProtocolError:
            continue
        assert TlogProof.parse(found.encode()) == found


# --- policies ----------------------------------------------------------------------------------

QUANTUM = MldsaSigner(bytes(32))


def cosigned(*by: int, quantum: bool = False) -> Note:
    note = SIGNED
    for party in by:
        name = cosigner_name(LINE, SAMPLE.ids[party])
        note = note.with_line(cosign(HEAD, name, SAMPLE.key(party, "cosigner"), 9))
    if quantum:
        note = note.with_line(cosign_mldsa(HEAD, cosigner_name(LINE, "BRAVO"), QUANTUM, 9))
    return note


def satisfied(policy: Policy, note: Note) -> bool:
    keys: list[VerifierKey] = list(policy.witnesses.values())
    return policy.satisfied(open_checkpoint(note.encode(), policy.logs[0], keys, REAL_SUITE))


def test_the_policy_of_a_feed_asks_for_every_other_party() -> None:
    policy = Policy.parse(line_policy(SAMPLE.charter, 0, 1).encode())
    assert policy.logs == [LOG]
    assert satisfied(policy, cosigned(1, 2))
    assert not satisfied(policy, cosigned(1))
    assert not satisfied(policy, SIGNED)


def test_a_party_of_two_keys_counts_once_and_either_will_do() -> None:
    parties = list(SAMPLE.charter.parties)
    parties[1] = replace(parties[1], mldsa=QUANTUM.public())
    charter = replace(SAMPLE.charter, parties=tuple(parties), line=LINE, version=2)
    policy = Policy.parse(line_policy(charter, 0, 1).encode())
    quantum = mldsa_key(cosigner_name(LINE, "BRAVO"), QUANTUM.public())
    assert quantum in policy.witnesses.values()

    def met(note: Note) -> bool:
        keys = list(policy.witnesses.values())
        return policy.satisfied(open_checkpoint(note.encode(), policy.logs[0], keys, REAL_SUITE))

    assert met(cosigned(2, quantum=True))
    assert met(cosigned(1, 2))
    assert not met(cosigned(1, quantum=True))


def test_a_witness_from_outside_the_line_is_one_of_those_asked() -> None:
    witness = cosigner_key("witness.example", Key("witness").public())
    policy = Policy.parse(line_policy(SAMPLE.charter, 0, 1, [witness]).encode())
    line = cosign(HEAD, "witness.example", Key("witness"), 9)
    assert satisfied(policy, cosigned(1, 2).with_line(line))
    assert not satisfied(policy, cosigned(1, 2))


WITNESS = cosigner_key("w.example", Key("w").public()).vkey()
OTHER = cosigner_key("v.example", Key("v").public()).vkey()


@pytest.mark.spec("POLICY-1")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("quorum none\nquorum none", 2),
        ("quorum W", 1),
        ("log nothing\nquorum none", 1),
        (f"log {WITNESS}\nquorum none", 1),
        (f"witness none {WITNESS}\nquorum none", 1),
        (f"witness W {WITNESS}\nwitness W {OTHER}\nquorum W", 2),
        (f"witness W {WITNESS}\nwitness V {WITNESS}\nquorum W", 2),
        (f"witness W {WITNESS}\ngroup G 2 W\nquorum G", 2),
        (f"witness W {WITNESS}\ngroup G 0 W\nquorum G", 2),
        (f"witness W {WITNESS}\ngroup G all W W\nquorum G", 2),
        (f"group G any W\nwitness W {WITNESS}\nquorum G", 1),
        (f"witness W {WITNESS}\ngroup G any\nquorum G", 2),
        ("something else\nquorum none", 1),
    ],
)
def test_a_malformed_policy_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(RemoteProtocolError, match=f"policy line {line}"):
        Policy.parse(text.encode())


def test_groups_of_groups_and_numbers() -> None:
    text = (
        f"# two of two\nlog {LOG.vkey()} https://log.example\nwitness W {WITNESS}\n"
        f"witness V {OTHER}\ngroup G any W V\ngroup H 2 G W\nquorum H\n"
    )
    policy = Policy.parse(text.encode())
    w = SIGNED.with_line(cosign(HEAD, "w.example", Key("w"), 9))
    v = SIGNED.with_line(cosign(HEAD, "v.example", Key("v"), 9))
    assert satisfied(policy, w)
    assert not satisfied(policy, v)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_policy_or_refused(data: bytes) -> None:
    with contextlib.suppress(RemoteProtocolError):
        Policy.parse(data)
