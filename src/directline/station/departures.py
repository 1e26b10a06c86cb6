"""Which parties have left the line for good, and what they signed afterwards.  Pure.

    departures = Departures(parties)
    departures.fold(record)            every entry, once; True where it is news
    departures.of(party)               Departure or None
    departures.signed_after(key)       whether this place comes after its author's leaving

Entries come in any order: of two leavings of one party the one at the first place counts.
"""

from dataclasses import dataclass

from directline.errors import RemoteProtocolError
from directline.line.ladder import Key
from directline.line.ports import EntryRecord
from directline.wire.body import decode_body
from directline.wire.ending import Ending, ending_of
from directline.wire.entry import Header


@dataclass(frozen=True, slots=True)
class Departure:
    """One party's leaving."""

    entry: Key
    at_ms: int
    """By that party's clock."""
    learnt_ms: int
    """When the entry was stored here."""
    ending: Ending


class Departures:
    """Who has left one line.

    Args:
        parties: how many parties the charter names.
    """

    def __init__(self, parties: int) -> None:
        self._parties = parties
        self._found: dict[int, Departure] = {}

    def fold(self, record: EntryRecord) -> bool:
        """Take one stored entry in; whether its author is now known to have left."""
        if record.body is None:
            return False
        try:
            header = Header.parse(record.header)
            ending = ending_of(header, decode_body(record.body), self._parties)
        except RemoteProtocolError:
            return False
        key = (record.party, record.generation, record.position)
        known = self._found.get(record.party)
        if ending is None or (known is not None and known.entry < key):
            return False
        self._found[record.party] = Departure(key, header.instant_ms, record.stored_ms, ending)
        return known is None

    def of(self, party: int) -> Departure | None:
        """How a party left; None: it has not."""
        return self._found.get(party)

    def __contains__(self, party: int | None) -> bool:
        """Whether a party has left."""
        return party in self._found

    def signed_after(self, key: Key) -> bool:
        """Whether an entry stands after its author's leaving."""
        known = self._found.get(key[0])
        return known is not None and known.entry < key

    @property
    def ended(self) -> bool:
        """Whether all parties have left: the line has ended."""
        return len(self._found) == self._parties

    def staying(self, own: int) -> tuple[int, ...]:
        """The other parties that have not left."""
        return tuple(n for n in range(self._parties) if n != own and n not in self._found)

    def addressees(self, own: int) -> int:
        """To whom our messages and receipts go, as a bit mask; 0: to all, since nobody left."""
        if not self._found.keys() - {own}:
            return 0
        return sum(1 << party for party in self.staying(own))
