"""Chance of the world: one generator a subsystem, so that a new draw here moves nothing there."""

import hashlib
from random import Random


class Streams:
    """Generators by name, all decided by one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._made: dict[str, Random] = {}

    def get(self, name: str) -> Random:
        """The generator of this name; the same one each time."""
        found = self._made.get(name)
        if found is None:
            digest = hashlib.sha256(f"{self.seed}/{name}".encode()).digest()
            found = self._made[name] = Random(int.from_bytes(digest))
        return found


class SeededEntropy:
    """The line's entropy: bytes that depend on a seed, a name and how many were drawn."""

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name, 0

    def bytes(self, count: int) -> bytes:
        """`count` bytes that no other name or turn gives."""
        self._drawn += 1
        return hashlib.shake_256(f"{self._name}/{self._drawn}".encode()).digest(count)
