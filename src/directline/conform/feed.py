"""Feeds as the kit counts them: leaves, the RFC 6962 root, what stands beyond a gap."""

import hashlib
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").digest()


def root(leaves: list[bytes]) -> bytes:
    """The RFC 6962 root over leaves, by the definition and nothing cleverer."""
    if not leaves:
        return EMPTY
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + level[n] + level[n + 1]).digest()
            for n in range(0, len(level) - 1, 2)
        ]
        level = paired + level[len(level) - len(level) % 2 :]
    return level[0]


@dataclass(slots=True)
class Feed:
    """One generation of one party's feed."""

    leaves: list[bytes] = field(default_factory=list)
    """Without a gap, from position 1."""
    beyond: dict[int, bytes] = field(default_factory=dict)
    _roots: dict[int, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The prefix without a gap."""
        return len(self.leaves)

    def leaf(self, position: int) -> bytes | None:
        """The leaf at a position."""
        if 0 < position <= len(self.leaves):
            return self.leaves[position - 1]
        return self.beyond.get(position)

    def hold(self, position: int, leaf: bytes) -> None:
        """An entry is held."""
        if self.leaf(position) is None:
            self.beyond[position] = leaf
        while self.size + 1 in self.beyond:
            self.leaves.append(self.beyond.pop(self.size + 1))

    def root(self, size: int | None = None) -> bytes:
        """The root at a size."""
        count = self.size if size is None else size
        if count not in self._roots:
            if len(self._roots) > 64:
                self._roots.clear()
            self._roots[count] = root(self.leaves[:count])
        return self._roots[count]
