"""The Merkle tree: every root and proof of small trees, and what a verifier must refuse."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.tree import (
    EMPTY_ROOT,
    PastRoots,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

SIZE_MAX = 70
LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(SIZE_MAX)]
TREE = Tree(LEAVES)


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = by_definition(leaves[:half]), by_definition(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.spec("TRANS-1")
@pytest.mark.parametrize("size", range(SIZE_MAX + 1))
def test_every_root_is_the_one_of_the_definition(size: int) -> None:
    assert TREE.root(size) == by_definition(LEAVES[:size])
    assert Tree(LEAVES[:size]).root() == TREE.root(size)


def test_past_roots_in_any_order_are_those_of_the_tree() -> None:
    past = PastRoots(TREE)
    for first in range(SIZE_MAX + 1):
        for second in range(SIZE_MAX + 1):
            assert past.root(first) == TREE.root(first)
            assert past.root(second) == TREE.root(second)
    with pytest.raises(LocalProtocolError):
        past.root(SIZE_MAX + 1)


def test_the_empty_root_is_the_hash_of_nothing() -> None:
    assert Tree().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_known_answer_of_two_leaves() -> None:
    tree = Tree([b"\x00" * 32, b"\xff" * 32])
    assert tree.root() == node_hash(leaf_hash(b"\x00" * 32), leaf_hash(b"\xff" * 32))
    assert tree.leaf_hash(2) == leaf_hash(b"\xff" * 32)


@pytest.mark.spec("TRANS-2")
@pytest.mark.parametrize("size", range(1, SIZE_MAX + 1))
def test_every_inclusion_proof_holds_and_no_other_does(size: int) -> None:
    root = TREE.root(size)
    for position in range(1, size + 1):
        path = TREE.inclusion(position, size)
        leaf = LEAVES[position - 1]
        verify_inclusion(leaf, position, size, path, root)
        refused = [
            (leaf, position, size, (*path, root), root),
            (LEAVES[position % SIZE_MAX], position, size, path, root),
            (leaf, size + 1, size, path, root),
            (leaf, 0, size, path, root),
            (leaf, position, size, path, LEAVES[0]),
        ]
        if path:
            refused.append((leaf, position, size, path[:-1], root))
            refused.append((leaf, position, size, (path[0][:-1] + b"?", *path[1:]), root))
        if size > 1:
            refused.append((leaf, position % size + 1, size, path, root))
        for case in refused:
            with pytest.raises(VerificationError):
                verify_inclusion(*case)


@pytest.mark.spec("TRANS-3")
@pytest.mark.parametrize("size", range(SIZE_MAX + 1))
def test_every_consistency_proof_holds_and_no_other_does(size: int) -> None:
    root = TREE.root(size)
    for old in range(size + 1):
        path = TREE.consistency(old, size)
        before = TREE.root(old)
        verify_consistency(old, size, path, before, root)
        refused = [
            (old, size, (*path, root), before, root),
            (size + 1, size, path, before, root),
            (old, size, path, LEAVES[0], root),
        ]
        if old:
            refused.append((old, size, path, before, LEAVES[0]))
        if path:
            refused.append((old, size, path[:-1], before, root))
            refused.append((old, size, (), before, root))
            refused.append((old, size, (path[0][:-1] + b"?", *path[1:]), before, root))
        for case in refused:
            with pytest.raises(VerificationError):
                verify_consistency(*case)


@pytest.mark.spec("TRANS-2", "TRANS-3")
def test_a_hash_of_another_length_is_refused() -> None:
    path = TREE.inclusion(3, 7)
    with pytest.raises(VerificationError):
        verify_inclusion(LEAVES[2], 3, 7, (path[0] + b"x", *path[1:]), TREE.root(7))
    with pytest.raises(VerificationError):
        verify_inclusion(LEAVES[2], 3, 7, path * 30, TREE.root(7))
    with pytest.raises(VerificationError):
        verify_consistency(3, 7, TREE.consistency(3, 7), TREE.root(3)[:-1], TREE.root(7))


def test_an_error_names_the_part() -> None:
    with pytest.raises(VerificationError) as caught:
        verify_inclusion(LEAVES[0], 1, 1, (), LEAVES[0], part="inclusion proof ALPHA 1")
    assert caught.value.part == "inclusion proof ALPHA 1"
    assert str(caught.value).startswith("inclusion proof ALPHA 1: ")


@pytest.mark.parametrize(
    "ask",
    [
        lambda tree: tree.append(b"short"),
        lambda tree: tree.root(4),
        lambda tree: tree.root(-1),
        lambda tree: tree.inclusion(0),
        lambda tree: tree.inclusion(4),
        lambda tree: tree.inclusion(3, 2),
        lambda tree: tree.consistency(4),
        lambda tree: tree.consistency(-1, 2),
        lambda tree: tree.consistency(1, 4),
        lambda tree: tree.leaf_hash(0),
        lambda tree: tree.leaf_hash(4),
    ],
)
def test_a_tree_refuses_what_it_never_held(ask: object) -> None:
    tree = Tree(LEAVES[:3])
    with pytest.raises(LocalProtocolError):
        ask(tree)  # type: ignore[operator]
    assert tree.root() == TREE.root(3)


@given(st.integers(1, 5_000), st.data())
def test_large_trees_agree_with_their_proofs(size: int, data: st.DataObject) -> None:
    tree = Tree(number.to_bytes(32, "big") for number in range(size))
    position = data.draw(st.integers(1, size))
    at = data.draw(st.integers(position, size))
    leaf = (position - 1).to_bytes(32, "big")
    verify_inclusion(leaf, position, at, tree.inclusion(position, at), tree.root(at))
    old = data.draw(st.integers(0, at))
    verify_consistency(old, at, tree.consistency(old, at), tree.root(old), tree.root(at))


@given(
    st.integers(-1, 40),
    st.integers(-1, 40),
    st.lists(st.binary(max_size=33), max_size=8),
    st.binary(min_size=30, max_size=33),
)
def test_hostile_proofs_are_refused_and_nothing_else(
    first: int, second: int, path: list[bytes], root: bytes
) -> None:
    with pytest.raises(VerificationError):
        verify_inclusion(LEAVES[0], first, second, path, root)
    if path or first != second:
        with pytest.raises(VerificationError):
            verify_consistency(first, second, path, root, LEAVES[0])


def test_the_hash_can_be_replaced_to_measure_its_cost() -> None:
    tree = Tree(LEAVES[:5], sha256=lambda _: bytes(32))
    assert tree.root() == bytes(32)
    verify_inclusion(LEAVES[1], 2, 5, tree.inclusion(2), tree.root(), sha256=lambda _: bytes(32))
