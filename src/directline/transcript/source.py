"""Where a file's bytes come from: memory, or a file that the shell has opened.

A transcript of a million entries is read part by part; nothing here holds it whole.
"""

from typing import Protocol


class Source(Protocol):
    """The bytes of one file."""

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from `offset` on; fewer where the file ends."""
        ...


class HeldBytes:
    """A file that is in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self._data)

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from `offset` on; fewer where the file ends."""
        return self._data[offset : offset + length]


def source_of(data: "bytes | Source") -> Source:
    """Bytes or a source, as a source."""
    return HeldBytes(data) if isinstance(data, bytes) else data
