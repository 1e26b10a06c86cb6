"""Tiles: the same tree in files that never change, and proofs that are read out of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.tiles import (
    WIDTH,
    EntryTile,
    Tile,
    TiledTree,
    check_entries,
    entries_path,
    entry_bundle,
    log_file,
    read_entry_bundle,
    read_path,
    tile_bytes,
    tiles_of,
)
from directline.transcript.tree import Tree, sha256, verify_consistency, verify_inclusion

LEAVES = [sha256(n.to_bytes(4, "big")) for n in range(70_000)]
TREE = Tree(LEAVES)
STORE = {tile.path: tile_bytes(TREE, tile) for tile in tiles_of(len(LEAVES))}


def stored(size: int) -> dict[str, bytes]:
    tree = Tree(LEAVES[:size])
    return {tile.path: tile_bytes(tree, tile) for tile in tiles_of(size)}


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    full = [sum(t.level == level and t.width == WIDTH for t in tiles) for level in range(3)]
    partial = {t.level: t.width for t in tiles if t.width != WIDTH}
    assert full == [273, 1, 0]
    assert partial == {0: 112, 1: 17, 2: 1}


def test_a_full_tile_has_no_partial_one_beside_it() -> None:
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


def test_names_are_those_of_the_specification() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(1, 5, 17).path == "tile/1/005.p/17"
    assert entries_path(1000) == "tile/entries/x001/000"


@given(st.integers(0, 1_500), st.integers(0, 1_500))
def test_what_is_written_as_a_feed_grows_is_what_a_grown_feed_has(first: int, second: int) -> None:
    before, after = sorted((first, second))
    new = {tile.path for tile in tiles_of(after, before)}
    had = {tile.path for tile in tiles_of(before)}
    has = {tile.path for tile in tiles_of(after)}
    assert new == has - had


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 700, 65_536, 65_537, 70_000])
def test_roots_and_proofs_from_tiles_are_those_of_the_tree(size: int) -> None:
    tree = TiledTree(size, stored(size).__getitem__)
    root = TREE.root(size)
    assert tree.root() == root
    for position in {1, size // 2 + 1, size}:
        path = tree.inclusion(position)
        assert path == TREE.inclusion(position, size)
        verify_inclusion(LEAVES[position - 1], position, size, path, root)
    for old in {1, size // 3 + 1, size}:
        path = tree.consistency(old)
        assert path == TREE.consistency(old, size)
        verify_consistency(old, size, path, TREE.root(old), root)


def test_one_proof_reads_few_tiles() -> None:
    read: list[str] = []

    def fetch(path: str) -> bytes:
        read.append(path)
        return STORE[path]

    TiledTree(70_000, fetch).inclusion(12_345)
    assert len(read) == len(set(read)) <= 6


def changed(path: str) -> TiledTree:
    data = STORE[path]
    other = STORE | {path: bytes([data[0] ^ 1]) + data[1:]}
    return TiledTree(70_000, other.__getitem__)


def test_a_changed_tile_leads_elsewhere() -> None:
    assert changed("tile/2/000.p/1").root() != TREE.root()
    path = changed("tile/0/000").inclusion(2)
    with pytest.raises(VerificationError):
        verify_inclusion(LEAVES[1], 2, 70_000, path, TREE.root())


def test_a_tile_of_another_length_is_named() -> None:
    tree = TiledTree(700, lambda _: bytes(31))
    with pytest.raises(VerificationError) as error:
        tree.root()
    assert error.value.part.startswith("tile/")


def test_a_tree_of_tiles_does_not_grow_and_no_tree_has_such_sizes() -> None:
    with pytest.raises(LocalProtocolError):
        TiledTree(1, STORE.__getitem__).append(bytes(32))
    with pytest.raises(LocalProtocolError):
        TiledTree(1 << 63, STORE.__getitem__)
    with pytest.raises(LocalProtocolError):
        list(tiles_of(3, 4))
    with pytest.raises(LocalProtocolError):
        tile_bytes(Tree(LEAVES[:10]), Tile(0, 0, 11))


@pytest.mark.spec("TILES-1")
def test_entries_are_checked_against_the_tree() -> None:
    tree = TiledTree(70_000, STORE.__getitem__)
    leaves = LEAVES[256:512]
    data = entry_bundle(leaves)
    assert read_entry_bundle(data, 256) == tuple(leaves)
    check_entries(tree, 1, read_entry_bundle(data, 256))
    for wrong in (data[:-1], data + data[:34], b"\x00\x21" + data[2:], data[:-34]):
        with pytest.raises(VerificationError):
            read_entry_bundle(wrong, 256)
    with pytest.raises(VerificationError, match="entry 257"):
        check_entries(tree, 1, [leaves[1], *leaves[1:]])


@pytest.mark.parametrize("tile", [Tile(0, 0), Tile(7, 5, 17), Tile(0, 1234067, 1), Tile(1, 1000)])
def test_a_path_is_read_in_its_one_spelling(tile: Tile) -> None:
    assert read_path(tile.path) == tile
    bundle = EntryTile(tile.number, tile.width)
    assert read_path(bundle.path) == bundle


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0", "tile/0/0000", "tile/8/000", "tile/00/000", "tile/0/x000/000", "tile/0/x001",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/07", "tile/0/000.p/300", "tile/0/1000",
        "tile/entries/", "tile/0/000/", "tile/0/../000", "checkpoint", "", "tile/0/٠٠٠",
        "tile/0/" + "x001/" * 7 + "000", "tile/0/000\n",
    ],
)  # fmt: skip
def test_other_spellings_name_no_tile(path: str) -> None:
    assert read_path(path) is None


def test_a_log_gives_each_tile_that_it_ever_had() -> None:
    tree = Tree(LEAVES[:700])

    def leaf(position: int) -> bytes:
        return LEAVES[position - 1]

    for size in (1, 255, 256, 257, 700):
        for path, data in stored(size).items():
            assert log_file(tree, leaf, path) == data
    assert log_file(tree, leaf, entries_path(2, 188)) == entry_bundle(LEAVES[512:700])
    for missing in ("tile/0/003", "tile/0/002.p/189", "tile/1/000.p/3", entries_path(2, 189)):
        assert log_file(tree, leaf, missing) is None
