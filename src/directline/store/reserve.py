"""Disk space kept for FLASH, receipts and line events: a file that is cut when the disk is full."""

from pathlib import Path

from directline.errors import StoreError
from directline.store.files import SYSTEM, Files
from directline.store.limits import RESERVE_REFILL_SLACK_BYTES, RESERVE_STEP_BYTES


class Reserve:
    """A file that occupies space until urgent records need it."""

    def __init__(self, path: Path, size_bytes: int, files: Files = SYSTEM) -> None:
        self._path = path
        self._size_bytes = size_bytes
        self._files = files
        try:
            self._file = files.open(path)
            self._held_bytes = self._file.size()
            if self._held_bytes > size_bytes:
                self._file.cut(size_bytes)
                self._held_bytes = size_bytes
        except OSError as error:
            raise StoreError(
                f"the reserve file cannot be opened: {error.strerror}",
                remedy="make the station's home writable",
            ) from error
        self.refill()

    @property
    def held_bytes(self) -> int:
        """What the file occupies now."""
        return self._held_bytes

    @property
    def whole(self) -> bool:
        """Whether all of the reserve is there; ordinary records wait while it is not."""
        return self._held_bytes >= self._size_bytes

    def open_step(self) -> bool:
        """Gives one step of space back to the disk; False if nothing is left."""
        if self._held_bytes == 0:
            return False
        left = max(0, self._held_bytes - RESERVE_STEP_BYTES)
        try:
            self._file.cut(left)
        except OSError as error:
            raise StoreError(f"the reserve cannot be opened: {error.strerror}") from error
        self._held_bytes = left
        return True

    def refill(self) -> bool:
        """Takes the space back if the disk has it again; True if the reserve is whole."""
        if self.whole:
            return True
        missing = self._size_bytes - self._held_bytes
        try:
            if self._files.room_bytes(self._path.parent) < missing + RESERVE_REFILL_SLACK_BYTES:
                return False
            self._file.allocate(self._size_bytes)
        except OSError:
            return False
        self._held_bytes = self._size_bytes
        return True

    def close(self) -> None:
        """Closes the file; the space stays taken."""
        self._file.close()
