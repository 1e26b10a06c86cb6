"""Looking for rot: every stored entry in turn, a few at a time, and the order of the database."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from directline.line.ports import DamagedRecord, EntryRecord
from directline.store.reading import DAMAGED_REMEDY, DamagedDatabaseError, Reader
from directline.store.records import entry_sum
from directline.store.rows import damage_of, entry_of, readable_of

Verify = Callable[[EntryRecord], bool]
"""Whether an entry is sound as far as its own room can tell, such as body against commitment."""

FAULTS_MAX = 8
"""Faults of the database's order that are named: one is enough to act upon."""

_ABOUT_A_ROW = re.compile(r"^(NULL value in|non-\w+ value in|\w+ value in) entries\.")
"""What the database says of a row's contents; entries have a checksum of their own."""


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What a part of a pass over all entries has found.

    `after_serial` is where the next part begins, 0 when all have been looked at.
    `misfiled`: the index of places does not lead to some entry that is itself sound.
    """

    after_serial: int
    looked: int
    damaged: tuple[DamagedRecord, ...] = ()
    misfiled: bool = False


def scrub(
    reader: Reader, after_serial: int, rows_max: int, verify: Verify | None = None
) -> Scrubbed:
    """Looks at the next entries after a serial."""
    damaged: list[DamagedRecord] = []
    misfiled = False
    rows = reader.page(after_serial)[:rows_max]
    for serial, row in rows:
        record = entry_of(row)
        if record is None:
            damaged.append(damage_of(row, reader.place_of(serial)))
        elif verify is not None and not verify(record):
            damaged.append(damage_of(row, (record.party, record.generation, record.position)))
        elif not _led_to(reader, record, serial):
            misfiled = True
    ended = not rows or rows[-1][0] >= reader.last_serial()
    after = 0 if ended else rows[-1][0]
    return Scrubbed(after, len(rows), tuple(damaged), misfiled)


def _led_to(reader: Reader, record: EntryRecord, serial: int) -> bool:
    try:
        return reader.serial_of(record) == serial
    except DamagedDatabaseError:
        return False


def misplaced(reader: Reader) -> Iterator[tuple[int, EntryRecord]]:
    """Serials of rows whose place has rotted, and what they were: the index still knows it.

    Raises:
        StoreError: a row's place differs from the index's, and neither can be vouched for.
    """
    after = 0
    while rows := reader.page(after):
        for after, row in rows:
            kept = readable_of(row)
            if entry_of(row) is not None or kept is None:
                continue
            party, generation, position = place = reader.place_of(after)
            if place == (kept.party, kept.generation, kept.position):
                continue
            was = replace(kept, party=party, generation=generation, position=position)
            if entry_sum(was) != row[-1]:
                raise DamagedDatabaseError(f"row {after} has no place", remedy=DAMAGED_REMEDY)
            yield after, was


def faults_of_order(reader: Reader) -> list[str]:
    """What is wrong with the database's pages, trees and indexes; reads all of the file."""
    try:
        said = [row[0] for row in reader.rows(f"PRAGMA integrity_check({FAULTS_MAX})")]
    except DamagedDatabaseError as error:
        return [error.message]
    return [
        line
        for line in said
        if isinstance(line, str) and line != "ok" and not _ABOUT_A_ROW.match(line)
    ]
