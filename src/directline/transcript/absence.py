"""What a counterpart has not given, and of what age that is: cosignatures, positions.

Nothing is void for want of these.  Each age stands between two instants of the
file, with the clocks that they are by; the newest that a file knows is that of its making.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directline.transcript.facts import CheckedNote, Facts, FeedKey
from directline.transcript.feeds import CheckedFeed
from directline.transcript.wording import age_text, when

_SHOWN = re.compile(rb"[^\0]")
"""The mark of an item that is more than a leaf."""


@dataclass(frozen=True, slots=True)
class Past:
    """An entry that shows by when the exporter knew of a place."""

    entry: str
    at_ms: int
    """When the exporter took it in, by its own clock."""
    age_ms: int
    """How long before it made this file; below 0: its clock was put back."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A party whose cosignature a checkpoint lacks."""

    party: str
    size: int
    """The largest checkpoint of this feed that it cosigned, in this file; 0: none."""
    at_ms: int
    """When, by its own clock."""
    age_ms: int
    """How long before this file was made, by the exporter's clock; below 0: later."""
    first: Past | None
    """With no cosignature at all: the first entry of the feed that is shown."""


class Absences:
    """Who has cosigned what of each feed in a file, and when last."""

    def __init__(self, facts: Facts) -> None:
        """Of a checked file."""
        self._facts = facts
        self._last: dict[tuple[FeedKey, str], tuple[int, int]] = {}
        self._begun: dict[FeedKey, Past | None] = {}
        for note in facts.notes:
            for one in note.opened.cosignatures:
                if one.name not in facts.witnesses:
                    own = (note.party, note.generation), one.name.rpartition("/")[2]
                    seen = note.opened.checkpoint.size, one.timestamp_s * 1000
                    self._last[own] = max(seen, self._last.get(own, seen))

    def of(self, note: CheckedNote, cosigners: Sequence[str]) -> tuple[Absence, ...]:
        """The parties that have not cosigned a checkpoint, beside its author and those who have."""
        parties = self._facts.charter.parties
        others = (party.id for index, party in enumerate(parties) if index != note.party)
        return tuple(self._absence(note, name) for name in others if name not in cosigners)

    def past(self, feed: CheckedFeed, position: int) -> Past | None:
        """The first entry at or after a position that is shown; None: none is."""
        found = _SHOWN.search(feed.columns.flags, feed.rank(position))
        if found is None:
            return None
        entry = feed.entry(found.start())
        at_ms = entry.item.stored_ms
        return Past(entry.name, at_ms, self._facts.head.exported_ms - at_ms)

    def _first(self, key: FeedKey) -> Past | None:
        if key not in self._begun:
            self._begun[key] = self.past(self._facts.feeds[key], 1)
        return self._begun[key]

    def _absence(self, note: CheckedNote, name: str) -> Absence:
        key = (note.party, note.generation)
        made_ms = self._facts.head.exported_ms
        size, at_ms = self._last.get((key, name), (0, made_ms))
        return Absence(name, size, at_ms, made_ms - at_ms, None if size else self._first(key))


def absence_line(absence: Absence, exporter: str) -> str:
    """Who has not cosigned a checkpoint, and since when nothing came of it."""
    name = absence.party
    if absence.size:
        at = when(absence.at_ms, name)
        known = f"{name} last cosigned this feed at {absence.size}, at {at}"
        return f"Not cosigned by {name}: {known}{_before(absence.age_ms, exporter)}."
    known = f"this file holds no cosignature of {name} on this feed"
    if absence.first is not None:
        known += past_text(absence.first, exporter)
    return f"Not cosigned by {name}: {known}."


def past_text(past: Past, exporter: str) -> str:
    """By when the exporter held an entry, to stand after what it shows."""
    at = when(past.at_ms, exporter)
    return f"; {past.entry} was stored at {at}{_before(past.age_ms, exporter)}"


def _before(age_ms: int, exporter: str) -> str:
    if age_ms < 0:
        return f", which is later than this file was made by {exporter}'s clock"
    return f", {age_text(age_ms)} before this file was made by {exporter}'s clock"
