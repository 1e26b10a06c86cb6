"""The Merkle tree of one feed: RFC 6962 over 32-byte leaves, and its proofs.

A *leaf* here is the log entry itself: the 32-byte SHA-256 of an entry's signed header.
Its hash in the tree is SHA-256(0x00 || leaf), a node's is SHA-256(0x01 || left || right).
Positions count from 1, sizes say how many leaves; RFC 6962 counts leaves from 0.

`Tree` keeps the hash of every complete subtree, one flat buffer a level (64 bytes a leaf in
all), so that appending costs two hashes on average and any past root or proof O(log n).
The two `verify_*` functions need no tree; they raise and never return a verdict.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from directline.errors import LocalProtocolError, VerificationError
from directline.transcript.limits import HASH_BYTES, PROOF_HASHES_MAX, TREE_SIZE_MAX

Hash = Callable[[bytes], bytes]
"""A hash function from bytes to 32 bytes."""


def sha256(data: bytes) -> bytes:
    """SHA-256, the only hash of the format; another is injected in measurements alone."""
    return hashlib.sha256(data).digest()


EMPTY_ROOT = sha256(b"")
"""The root of a tree without leaves."""


def leaf_hash(leaf: bytes, *, sha256: Hash = sha256) -> bytes:
    """The hash under which a log entry stands in the tree."""
    return sha256(b"\x00" + leaf)


def node_hash(left: bytes, right: bytes, *, sha256: Hash = sha256) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right)


class Tree:
    """One feed's tree, which only grows."""

    __slots__ = ("_levels", "_sha256", "_size")

    def __init__(self, leaves: Iterable[bytes] = (), *, sha256: Hash = sha256) -> None:
        """Begin a tree.

        Args:
            leaves: What it holds at first, in order.
            sha256: The hash; replaced only where the cost of hashing is measured.
        """
        self._sha256 = sha256
        self._size = 0
        self._levels: list[bytearray] = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves the tree holds."""
        return self._size

    def append(self, leaf: bytes) -> int:
        """Add one leaf.

        Returns:
            Its position, which is the tree's new size.

        Raises:
            LocalProtocolError: The leaf is not 32 bytes.
        """
        if len(leaf) != HASH_BYTES:
            raise LocalProtocolError(f"a leaf has {HASH_BYTES} bytes, not {len(leaf)}")
        sha = self._sha256
        levels = self._levels
        level = levels[0]
        level += sha(b"\x00" + leaf)
        index = self._size
        height = 0
        while index & 1:
            node = sha(b"\x01" + level[-64:])
            height += 1
            index >>= 1
            if height == len(levels):
                levels.append(bytearray())
            level = levels[height]
            level += node
        self._size += 1
        return self._size

    def extend(self, leaves: bytes) -> int:
        """Add leaves that stand one after another; the same as appending each, and faster.

        Returns:
            The tree's new size.

        Raises:
            LocalProtocolError: They are not so many times 32 bytes.
        """
        if len(leaves) % HASH_BYTES:
            raise LocalProtocolError(f"a leaf has {HASH_BYTES} bytes")
        sha = self._sha256
        row = [
            sha(b"\x00" + leaves[at : at + HASH_BYTES]) for at in range(0, len(leaves), HASH_BYTES)
        ]
        self._size += len(row)
        height = 0
        while row:
            if height == len(self._levels):
                self._levels.append(bytearray())
            level = self._levels[height]
            if len(level) // HASH_BYTES & 1:
                row.insert(0, bytes(level[-HASH_BYTES:]))
                level += b"".join(row[1:])
            else:
                level += b"".join(row)
            pairs = iter(row)
            row = [sha(b"\x01" + left + right) for left, right in zip(pairs, pairs, strict=False)]
            height += 1
        return self._size

    def root(self, size: int | None = None) -> bytes:
        """The root now, or as it was when the tree held `size` leaves.

        Raises:
            LocalProtocolError: The tree never held that many.
        """
        end = self._size if size is None else self._checked(size)
        return self._span(0, end) if end else self._sha256(b"")

    def leaf_hash(self, position: int) -> bytes:
        """The hash of the leaf at a position."""
        if not 1 <= position <= self._size:
            raise LocalProtocolError(f"position {position} is not in a tree of {self._size}")
        return self._node(0, position - 1)

    def nodes(self, height: int, first: int, count: int) -> bytes:
        """Some roots of complete subtrees of one height side by side, for tiles.

        Raises:
            LocalProtocolError: The tree does not hold them.
        """
        level = self._levels[height] if 0 <= height < len(self._levels) else b""
        found = bytes(level[first * HASH_BYTES : (first + count) * HASH_BYTES])
        if first < 0 or len(found) != count * HASH_BYTES:
            raise LocalProtocolError(f"the tree of {self._size} has no such nodes")
        return found

    def inclusion(self, position: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path that proves the leaf at `position` under the root at `size`.

        Returns:
            Hashes from the leaf's sibling upward (RFC 6962 section 2.1.1).

        Raises:
            LocalProtocolError: There is no such leaf or the tree never held so many.
        """
        end = self._size if size is None else self._checked(size)
        if not 1 <= position <= end:
            raise LocalProtocolError(f"position {position} is not in a tree of {end}")
        path: list[bytes] = []
        index, last, height = position - 1, end - 1, 0
        while last > 0:
            if index & 1:
                path.append(self._node(height, index - 1))
            elif index < last:
                first_leaf = (index + 1) << height
                path.append(self._span(first_leaf, min(end, first_leaf + (1 << height))))
            index >>= 1
            last >>= 1
            height += 1
        assert len(path) <= PROOF_HASHES_MAX
        return tuple(path)

    def consistency(self, size_old: int, size_new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree at `size_new` extends the tree at `size_old`.

        Returns:
            Hashes as in RFC 6962 section 2.1.2; none when a size is 0 or both are equal.

        Raises:
            LocalProtocolError: The sizes are out of order or the tree never held so many.
        """
        end = self._size if size_new is None else self._checked(size_new)
        if not 0 <= size_old <= end:
            raise LocalProtocolError(f"no proof from size {size_old} to {end}")
        if size_old in (0, end):
            return ()
        path: list[bytes] = []
        start, known, whole = 0, size_old, True
        while known != end - start:
            half = 1 << (end - start - 1).bit_length() - 1
            if known <= half:
                path.append(self._span(start + half, end))
                end = start + half
            else:
                path.append(self._span(start, start + half))
                start += half
                known -= half
                whole = False
        if not whole:
            path.append(self._span(start, end))
        assert len(path) <= PROOF_HASHES_MAX
        return tuple(reversed(path))

    def _checked(self, size: int) -> int:
        if not 0 <= size <= self._size:
            raise LocalProtocolError(f"the tree holds {self._size} leaves, never held {size}")
        return size

    def _node(self, height: int, index: int) -> bytes:
        return bytes(self._levels[height][index * HASH_BYTES : (index + 1) * HASH_BYTES])

    def _span(self, start: int, end: int) -> bytes:
        """The root over leaves start..end-1; start is a multiple of a power of 2 >= the count."""
        assert 0 <= start < end <= self._size
        count = end - start
        height = (count & -count).bit_length() - 1
        node = self._node(height, (end >> height) - 1)
        count >>= height + 1
        sha, read = self._sha256, self._node
        while count:
            skipped = (count & -count).bit_length()  # most trees have few such subtrees
            height += skipped
            node = sha(b"\x01" + read(height, (end >> height) - 1) + node)
            count >>= skipped
        return node


class PastRoots:
    """A tree's roots at many sizes, one near the other: what they share is not looked up again."""

    __slots__ = ("_peaks", "_size", "_tree")

    def __init__(self, tree: Tree) -> None:
        """Of a tree that may still grow."""
        self._tree = tree
        self._size = 0
        self._peaks: list[bytes] = []
        """The complete subtrees of the size asked for last, one for each bit of it."""

    def root(self, size: int) -> bytes:
        """The root as it was when the tree held `size` leaves; what `Tree.root` says.

        Raises:
            LocalProtocolError: The tree never held that many.
        """
        if not 0 < size <= self._tree.size:
            return self._tree.root(size)
        peaks = self._peaks
        changed = (size ^ self._size).bit_length()
        shared = size >> changed
        del peaks[shared.bit_count() :]
        rest = size - (shared << changed)
        while rest:
            height = rest.bit_length() - 1
            rest -= 1 << height
            peaks.append(self._tree.nodes(height, (size - rest >> height) - 1, 1))
        self._size = size
        node = peaks[-1]
        for left in peaks[-2::-1]:
            node = hashlib.sha256(b"\x01" + left + node).digest()
        return node


def _reject(message: str, part: str) -> VerificationError:
    return VerificationError(f"{part}: {message}", part=part)


def _check_hashes(path: Sequence[bytes], roots: Sequence[bytes], part: str) -> None:
    if len(path) > PROOF_HASHES_MAX:
        raise _reject("the proof has more hashes than any tree needs", part)
    if any(len(item) != HASH_BYTES for item in (*path, *roots)):
        raise _reject("a hash in the proof does not have 32 bytes", part)


def _climb(index: int, last: int, path: Sequence[bytes], part: str) -> Iterator[tuple[bytes, bool]]:
    """The proof's hashes, each with whether it stands to the left of what is known."""
    for sibling in path:
        if last == 0:
            raise _reject("the proof is too long", part)
        left = bool(index & 1) or index == last
        yield sibling, left
        while left and not index & 1 and index:
            index >>= 1
            last >>= 1
        index >>= 1
        last >>= 1
    if last != 0:
        raise _reject("the proof is too short", part)


def verify_inclusion(
    leaf: bytes,
    position: int,
    size: int,
    path: Sequence[bytes],
    root: bytes,
    *,
    part: str = "inclusion proof",
    sha256: Hash = sha256,
) -> None:
    """Check that `leaf` stands at `position` in the tree of `size` leaves with this root.

    The loop of RFC 9162 section 2.1.3.2.

    Raises:
        VerificationError: It does not, or the path is too long or too short.
    """
    _check_hashes(path, (leaf, root), part)
    if not 1 <= position <= size <= TREE_SIZE_MAX:
        raise _reject(f"position {position} is not in a tree of {size}", part)
    node = sha256(b"\x00" + leaf)
    for sibling, left in _climb(position - 1, size - 1, path, part):
        node = sha256(b"\x01" + sibling + node) if left else sha256(b"\x01" + node + sibling)
    if node != root:
        raise _reject("the proof leads to another root", part)


def verify_consistency(
    size_old: int,
    size_new: int,
    path: Sequence[bytes],
    root_old: bytes,
    root_new: bytes,
    *,
    part: str = "consistency proof",
    sha256: Hash = sha256,
) -> None:
    """Check that the tree of `size_new` leaves extends the tree of `size_old`.

    The loop of RFC 9162 section 2.1.4.2.

    Raises:
        VerificationError: It does not, or the proof is too long or too short.
    """
    _check_hashes(path, (root_old, root_new), part)
    if not 0 <= size_old <= size_new <= TREE_SIZE_MAX:
        raise _reject(f"no proof leads from size {size_old} to {size_new}", part)
    if size_old in (0, size_new):
        known = root_new if size_old else sha256(b"")
        return _check_no_proof_needed(path, root_old, known, part)
    power_of_two = size_old & (size_old - 1) == 0
    hashes = [root_old, *path] if power_of_two and path else list(path)
    if not hashes:
        raise _reject("the consistency proof is empty", part)
    index, last = size_old - 1, size_new - 1
    while index & 1:
        index >>= 1
        last >>= 1
    node_old = node_new = hashes[0]
    for sibling, left in _climb(index, last, hashes[1:], part):
        if left:
            node_old = sha256(b"\x01" + sibling + node_old)
            node_new = sha256(b"\x01" + sibling + node_new)
        else:
            node_new = sha256(b"\x01" + node_new + sibling)
    if node_old != root_old:
        raise _reject("the proof does not begin at the old root", part)
    if node_new != root_new:
        raise _reject("the proof leads to another root", part)
    return None


def _check_no_proof_needed(path: Sequence[bytes], root: bytes, known: bytes, part: str) -> None:
    if path:
        raise _reject("a consistency proof where none is needed", part)
    if root != known:
        raise _reject("two roots at one size", part)
