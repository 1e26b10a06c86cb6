"""Tiles: a feed's tree cut into files that never change (C2SP tlog-tiles).

    tile/<level>/<n>          256 hashes, each the root over 256**level leaves
    tile/<level>/<n>.p/<w>    the same while only w of them are there
    tile/entries/<n>          256 log entries (our leaves), each with its length in front
    checkpoint                the newest signed head

`TiledTree` reads proofs and roots out of tiles, wherever they come from, without the leaves.
What it computes is believed only against a signed checkpoint: `root()` tells.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.limits import HASH_BYTES, TREE_SIZE_MAX
from directline.transcript.tree import Hash, Tree, leaf_hash, node_hash, sha256

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS_MAX = 8
"""Levels of tiles that a tree of fewer than 2**63 leaves can have."""
CACHED_MAX = 64
"""Tiles that a reader keeps, 8 KiB each; one proof touches two a level."""
_DIGITS = 3
_PATH = re.compile(
    r"tile/([0-7]|entries)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII
)

Fetch = Callable[[str], bytes]
"""The bytes of a tile, by its path."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: `width` hashes of one level from index `number * 256` on."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its name, relative to the log's prefix."""
        return f"tile/{self.level}/{_numbered(self.number, self.width)}"


@dataclass(frozen=True, slots=True)
class EntryTile:
    """One bundle of log entries: `width` of them from index `number * 256` on."""

    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its name, relative to the log's prefix."""
        return entries_path(self.number, self.width)


def entries_path(number: int, width: int = WIDTH) -> str:
    """The name of a bundle of log entries."""
    return f"tile/entries/{_numbered(number, width)}"


def read_path(path: str) -> Tile | EntryTile | None:
    """What a path names; None where it names no tile in the one spelling."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level, digits, partial = found.groups()
    number = int(digits.replace("x", "").replace("/", ""))
    width = int(partial) if partial else WIDTH
    if not 0 < width <= WIDTH or number > TREE_SIZE_MAX // WIDTH:
        return None
    tile = EntryTile(number, width) if level == "entries" else Tile(int(level), number, width)
    return tile if tile.path == path else None


def log_file(tree: Tree, leaf: Callable[[int], bytes], path: str) -> bytes | None:
    """A tile of a log, by its path; None where the log has none such.

    Args:
        tree: The log's tree now; a partial tile of any earlier size can be asked for.
        leaf: The log entry at a position.
        path: Relative to the log's prefix.
    """
    tile = read_path(path)
    if tile is None:
        return None
    last = tile.number * WIDTH + tile.width
    if isinstance(tile, Tile):
        return tile_bytes(tree, tile) if last <= tree.size >> HEIGHT * tile.level else None
    if last > tree.size:
        return None
    return entry_bundle([leaf(position) for position in range(last - tile.width + 1, last + 1)])


def _numbered(number: int, width: int) -> str:
    groups = [f"{number % 1000:0{_DIGITS}d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:0{_DIGITS}d}")
    partial = f".p/{width}" if width != WIDTH else ""
    return "/".join(groups) + partial


def tiles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """Every tile of a tree of `size` leaves that a tree of `since` leaves did not have.

    Raises:
        LocalProtocolError: The sizes are out of order or too large.
    """
    if not 0 <= since <= size <= TREE_SIZE_MAX:
        raise LocalProtocolError(f"no tiles lead from size {since} to {size}")
    for level in range(LEVELS_MAX):
        hashes, before = size >> HEIGHT * level, since >> HEIGHT * level
        if not hashes:
            return
        for number in range(before // WIDTH, hashes // WIDTH):
            yield Tile(level, number)
        width = hashes % WIDTH
        if width and hashes != before:
            yield Tile(level, hashes // WIDTH, width)


def tile_bytes(tree: Tree, tile: Tile) -> bytes:
    """A tile's content, from the tree.

    Raises:
        LocalProtocolError: The tree does not hold so many leaves.
    """
    return tree.nodes(HEIGHT * tile.level, tile.number * WIDTH, tile.width)


def entry_bundle(leaves: Sequence[bytes]) -> bytes:
    """A bundle of log entries: each with its length in two bytes in front."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def read_entry_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """The inverse, of outside bytes.

    Raises:
        VerificationError: It does not hold exactly `width` entries of 32 bytes.
    """
    step = 2 + HASH_BYTES
    prefix = HASH_BYTES.to_bytes(2, "big")
    rows = [data[at : at + step] for at in range(0, len(data), step)]
    whole = all(len(row) == step and row.startswith(prefix) for row in rows)
    if len(rows) != width or not whole:
        raise VerificationError("entry bundle: it does not hold the log's entries", part="bundle")
    return tuple(row[2:] for row in rows)


class TiledTree(Tree):
    """A tree of a given size whose hashes are read from tiles when they are asked for.

    Roots, inclusion and consistency proofs are those of `Tree`; nothing can be appended.
    """

    __slots__ = ("_cache", "_fetch")

    def __init__(self, size: int, fetch: Fetch, *, sha256: Hash = sha256) -> None:
        """Read a tree.

        Args:
            size: From the checkpoint that the tiles are to be compared with.
            fetch: Reads one tile by its path; whatever it raises comes through.
            sha256: The hash.

        Raises:
            LocalProtocolError: No tree has this size.
        """
        super().__init__(sha256=sha256)
        if not 0 <= size <= TREE_SIZE_MAX:
            raise LocalProtocolError(f"no tree has {size} leaves")
        self._size = size
        self._fetch = fetch
        self._cache: OrderedDict[tuple[int, int], bytes] = OrderedDict()

    def append(self, leaf: bytes) -> int:
        """Refuse: tiles are written by the log."""
        raise LocalProtocolError("a tree that is read from tiles does not grow")

    def nodes(self, height: int, first: int, count: int) -> bytes:
        """Some hashes of one height side by side."""
        return b"".join(self._node(height, index) for index in range(first, first + count))

    def _node(self, height: int, index: int) -> bytes:
        level, above = divmod(height, HEIGHT)
        first = index << above
        data = self._tile(level, first // WIDTH)
        at = first % WIDTH
        row = [data[n * HASH_BYTES : (n + 1) * HASH_BYTES] for n in range(at, at + (1 << above))]
        while len(row) > 1:
            row = [
                node_hash(row[n], row[n + 1], sha256=self._sha256) for n in range(0, len(row), 2)
            ]
        return row[0]

    def _tile(self, level: int, number: int) -> bytes:
        found = self._cache.get((level, number))
        if found is None:
            hashes = self._size >> HEIGHT * level
            tile = Tile(level, number, min(WIDTH, hashes - number * WIDTH))
            found = self._fetch(tile.path)
            if len(found) != tile.width * HASH_BYTES:
                raise VerificationError(
                    f"tile {tile.path}: it has {len(found)} bytes, not {tile.width * HASH_BYTES}",
                    part=tile.path,
                )
            self._cache[level, number] = found
            if len(self._cache) > CACHED_MAX:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end((level, number))
        return found


def check_entries(tree: TiledTree, number: int, leaves: Sequence[bytes]) -> None:
    """Check a bundle of log entries against the tree's level 0.

    Raises:
        VerificationError: An entry is not the one in the tree.
    """
    for offset, leaf in enumerate(leaves):
        position = number * WIDTH + offset + 1
        if leaf_hash(leaf) != tree.leaf_hash(position):
            part = f"{entries_path(number, len(leaves))}: entry {position}"
            raise VerificationError(f"{part}: it is not the one in the tree", part=part)
