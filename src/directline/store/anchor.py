"""The own feed's head, kept outside the database, so that a restored backup is noticed.

The file has two slots in blocks of their own.
A new head goes into the older slot, so that a torn write leaves the other one whole.
"""

import hashlib
import os
import struct
from pathlib import Path

from directline.errors import StoreError
from directline.line.ports import Anchor
from directline.store.files import sync_directory

_SLOT = struct.Struct(">8sQQQ32s")
_MAGIC = b"DLANCHR1"
_SUM_BYTES = 32
_SLOT_BYTES = _SLOT.size + _SUM_BYTES
_BLOCK_BYTES = 4096
_FILE_BYTES = 2 * _BLOCK_BYTES


class AnchorFile:
    """Reads and writes the anchor; a write is durable when it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
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
            if self._descriptor < 0:
                self._create()
            _write_all(self._descriptor, _pack(sequence, anchor), (sequence % 2) * _BLOCK_BYTES)
            os.fdatasync(self._descriptor)
        except OSError as error:
            # A failed sync leaves the descriptor's pages in doubt: begin with a new file.
            self.close()
            raise StoreError(
                f"the anchor could not be written: {error.strerror}",
                remedy="look at the disk that holds the anchor file",
            ) from error
        self._sequence = sequence
        self._current = anchor

    def close(self) -> None:
        """Closes the file; a later write opens a new one."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _load(self) -> None:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"the anchor cannot be opened: {error.strerror}") from error
        content = os.pread(descriptor, _FILE_BYTES, 0)
        for start in (0, _BLOCK_BYTES):
            found = _unpack(content[start : start + _SLOT_BYTES])
            if found is not None and found[0] > self._sequence:
                self._sequence, self._current = found
        if len(content) == _FILE_BYTES:
            self._descriptor = descriptor
        else:
            os.close(descriptor)

    def _create(self) -> None:
        """Puts a new file with the present anchor in place, whole or not at all."""
        fresh = self._path.with_name(self._path.name + ".new")
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            _write_all(descriptor, bytes(_FILE_BYTES), 0)
            if self._current is not None:
                slot = (self._sequence % 2) * _BLOCK_BYTES
                _write_all(descriptor, _pack(self._sequence, self._current), slot)
            os.fsync(descriptor)
            fresh.replace(self._path)
            sync_directory(self._path.parent)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor


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


def _write_all(descriptor: int, content: bytes, offset: int) -> None:
    done = 0
    while done < len(content):
        done += os.pwrite(descriptor, content[done:], offset + done)
