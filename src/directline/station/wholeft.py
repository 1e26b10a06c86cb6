"""Who has left a line, as its database says it: for what looks at a home from outside.

departures_in(reader, parties)      with a reader that is open
departures_of(line, parties)        opens it; beside a running station too
"""

from directline.station.departures import Departures
from directline.station.home import LineDir
from directline.store.connection import LibraryConnection
from directline.store.reading import Reader
from directline.store.rows import ENTRY_COLUMNS, entry_of
from directline.wire.charter import Charter
from directline.wire.codec import encode
from directline.wire.ending import CODE

_SAID = encode(CODE)
"""What the body of such an event holds; a text that holds it too is read and counts for nothing."""


def departures_in(reader: Reader, parties: int) -> Departures:
    """Who has left, from the entries that can speak of it.

    Args:
        reader: Of the line's database, open.
        parties: How many the charter names.

    Raises:
        StoreError: the database cannot be read.
    """
    found = Departures(parties)
    query = f"SELECT {ENTRY_COLUMNS} FROM entries WHERE instr(body, ?) > 0"  # noqa: S608
    for row in reader.rows(query, (_SAID,)):
        record = entry_of(row)
        if record is not None:
            found.fold(record)
    return found


def departures_of(line: LineDir, parties: int) -> Departures:
    """The same of a line's home; nobody where its station has never run.

    Raises:
        StoreError: the database cannot be read.
    """
    if not line.db_path.exists():
        return Departures(parties)
    reader = Reader(line.db_path, LibraryConnection)
    try:
        reader.open()
        return departures_in(reader, parties)
    finally:
        reader.close()


def left_parties(departures: Departures, charter: Charter) -> list[str]:
    """The ids of those who have left, in the charter's order."""
    return [party.id for n, party in enumerate(charter.parties) if n in departures]
