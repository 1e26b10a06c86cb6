"""Reads a line's whole store through, beside a running station or without one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from directline.errors import ConfigError, StoreError
from directline.line.ports import DamagedRecord
from directline.station.scrub import sound
from directline.store.connection import LibraryConnection
from directline.store.reading import DAMAGED_REMEDY, Reader
from directline.store.upkeep import faults_of_order, scrub

STEP_ROWS = 256
MENDED_REMEDY = "keep the station running: it asks the other parties for their copies"

Say = Callable[[int, int, int], None]
"""Told how many entries were looked at, of how many, and how many are damaged."""


@dataclass(slots=True)
class Checked:
    """What was found."""

    entries: int = 0
    damaged: list[DamagedRecord] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """What is wrong with the database beside entries."""

    @property
    def sound(self) -> bool:
        """Whether everything reads as it was written."""
        return not self.damaged and not self.order

    @property
    def remedy(self) -> str:
        """What helps; empty if nothing is needed."""
        if self.order:
            return DAMAGED_REMEDY
        return MENDED_REMEDY if self.damaged else ""


def check_store(path: Path, say: Say) -> Checked:
    """Every entry and the database's own order.

    Raises:
        ConfigError: there is no database.
        StoreError: the disk does not give it.
    """
    if not path.exists():
        raise ConfigError(
            f"there is no database at {path}", remedy="start the station once, or restore a backup"
        )
    reader = Reader(path, LibraryConnection)
    found = Checked()
    try:
        reader.open()
        found.order += faults_of_order(reader)
        _entries(reader, found, say)
    except StoreError as error:
        if not found.order:
            raise
        found.order.append(error.message)
    finally:
        reader.close()
    return found


def _entries(reader: Reader, found: Checked, say: Say) -> None:
    total, after = reader.last_serial(), 0
    while True:
        part = scrub(reader, after, STEP_ROWS, sound)
        found.entries += part.looked
        found.damaged += part.damaged
        if part.misfiled and not found.order:
            found.order.append("the index of places does not lead to every entry")
        say(found.entries, total, len(found.damaged))
        after = part.after_serial
        if not after:
            return
