"""The own feed's head, kept outside the database, so that a restored backup is noticed.

The file has two slots in blocks of their own.
A new head goes into the older slot, so that a torn write leaves the other one whole.
"""

import hashlib
import struct
from pathlib import Path

from directline.errors import StoreError
from directline.line.ports import Anchor
from directline.store.files import SYSTEM, Files, OpenFile

_SLOT = struct.Struct(">8sQQQ32s")
_MAGIC = b"DLANCHR1"
_SUM_BYTES = 32
_SLOT_BYTES = _SLOT.size + _SUM_BYTES
_BLOCK_BYTES = 4096
_FILE_BYTES = 2 * _BLOCK_BYTES


class AnchorFile:
    """Reads and writes the anchor; a write is durable when it returns."""

    def __init__(self, path: Path, files: Files = SYSTEM) -> None:
        self._path = path
        self._files = files
        self._file: OpenFile | None = None
        self._sequence = 0
        self._current: Anchor | None = None
        self._load()

    def read(self) -> Anchor | None:
        """The newest whole anchor, or None if there is none."""
        return self._current

    def write(self, anchor: Anchor) -> None:
        """Keeps a head that is ahead of the one kept; an older one changes nothing.

        Raises:
            StoreError: the file could not be written; the former anchor still stands.
        """
        current = self._current
        if current is not None and (anchor.generation, anchor.position) <= (
            current.generation,
            current.position,
        ):
            return
        sequence = self._sequence + 1
        try:
            file = self._file or self._create()
            file.write(_pack(sequence, anchor), (sequence % 2) * _BLOCK_BYTES)
            file.sync()
        except OSError as error:
            # A failed sync leaves the file's pages in doubt: begin with a new file.
            self.close()
            raise StoreError(
                f"the anchor could not be written: {error.strerror}",
                remedy="look at the disk that holds the anchor file",
            ) from error
        self._sequence = sequence
        self._current = anchor

    def close(self) -> None:
        """Closes the file; a later write opens a new one."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _load(self) -> None:
        try:
            file = self._files.open(self._path, create=False)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"the anchor cannot be opened: {error.strerror}") from error
        try:
            content = file.read(_FILE_BYTES, 0)
        except OSError as error:
            file.close()
            raise StoreError(
                f"the anchor cannot be read: {error.strerror}",
                remedy="look at the disk that holds the anchor file",
            ) from error
        for start in (0, _BLOCK_BYTES):
            found = _unpack(content[start : start + _SLOT_BYTES])
            if found is not None and found[0] > self._sequence:
                self._sequence, self._current = found
        if len(content) == _FILE_BYTES:
            self._file = file
        else:
            file.close()

    def _create(self) -> OpenFile:
        """Puts a new file with the present anchor in place, whole or not at all."""
        fresh = self._path.with_name(self._path.name + ".new")
        file = self._files.open(fresh, empty=True)
        try:
            file.write(bytes(_FILE_BYTES), 0)
            if self._current is not None:
                slot = (self._sequence % 2) * _BLOCK_BYTES
                file.write(_pack(self._sequence, self._current), slot)
            file.sync()
            self._files.replace(fresh, self._path)
            self._files.sync_directory(self._path.parent)
        except OSError:
            file.close()
            raise
        self._file = file
        return file


def _pack(sequence: int, anchor: Anchor) -> bytes:
    slot = _SLOT.pack(_MAGIC, sequence, anchor.generation, anchor.position, anchor.leaf)
    return slot + hashlib.sha256(slot).digest()


def _unpack(slot: bytes) -> tuple[int, Anchor] | None:
    if len(slot) != _SLOT_BYTES:
        return None
    content, digest = slot[: _SLOT.size], slot[_SLOT.size :]
    if hashlib.sha256(content).digest() != digest:
        return None
    magic, sequence, generation, position, leaf = _SLOT.unpack(content)
    if magic != _MAGIC:
        return None
    return sequence, Anchor(generation, position, leaf)
