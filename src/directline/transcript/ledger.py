"""What the entries of a checked file say about one another, as numbers.

An entry is named by its feed's place in the file and its index there, packed into one integer:
a million entries with their receipts then take tens of bytes each.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from directline.transcript.condense import BODY, MESSAGE, Place, Reference
from directline.transcript.facts import Facts
from directline.transcript.feeds import CheckedEntry, CheckedFeed, Sight
from directline.transcript.parts import FeedKey

_INDEX_BITS = 32

Ref = int
"""One entry: the number of its feed, then its index there."""


class Spoken:
    """Which entries speak of which places of one feed, in the order of the file for each."""

    def __init__(self) -> None:
        """Begin with none."""
        self._positions: array[int] = array("Q")
        self._refs: array[int] = array("Q")

    def add(self, position: int, ref: Ref) -> None:
        """Take in one more; the file's order is the order of these calls."""
        self._positions.append(position)
        self._refs.append(ref)

    def settle(self) -> None:
        """Sort by position.  To be called once, before anybody asks."""
        order = sorted(range(len(self._positions)), key=self._positions.__getitem__)
        self._positions = array("Q", [self._positions[at] for at in order])
        self._refs = array("Q", [self._refs[at] for at in order])

    def of(self, position: int) -> Iterator[Ref]:
        """Those that speak of a position."""
        first = bisect_left(self._positions, position)
        return iter(self._refs[first : bisect_right(self._positions, position)])


class Ledger:
    """Receipts, cancellations and what each party has seen, for all of a file."""

    def __init__(self, facts: Facts) -> None:
        """Take in what a checked file's entries say."""
        self._facts = facts
        self._feeds = tuple(facts.feeds.values())
        self._sights: dict[tuple[int, FeedKey], tuple[array[int], array[int]]] = {}
        self._beyond: dict[tuple[int, Place], Ref] = {}
        self._receipts: dict[FeedKey, Spoken] = {key: Spoken() for key in facts.feeds}
        self._cancels: dict[FeedKey, Spoken] = {key: Spoken() for key in facts.feeds}
        for number, feed in enumerate(self._feeds):
            self._note_sights(number << _INDEX_BITS, feed)
            self._note(self._receipts, number, feed.columns.receipts)
            self._note(self._cancels, number, feed.columns.cancels)
        for spoken in (*self._receipts.values(), *self._cancels.values()):
            spoken.settle()

    def messages(self) -> "array[int]":
        """Every message, in the order of the file."""
        return array(
            "Q",
            (
                number << _INDEX_BITS | index
                for number, feed in enumerate(self._feeds)
                for index, flags in enumerate(feed.columns.flags)
                if flags & MESSAGE
            ),
        )

    def feed_of(self, ref: Ref) -> tuple[CheckedFeed, int]:
        """The feed of an entry, and its index there."""
        return self._feeds[ref >> _INDEX_BITS], ref & (1 << _INDEX_BITS) - 1

    def entry(self, ref: Ref) -> CheckedEntry:
        """An entry, read again."""
        feed, index = self.feed_of(ref)
        return feed.entry(index)

    def name(self, ref: Ref) -> str:
        """An entry as people call it."""
        feed, index = self.feed_of(ref)
        return feed.name(feed.columns.positions[index])

    def instant_ms(self, ref: Ref) -> int:
        """What an entry's author's clock read."""
        feed, index = self.feed_of(ref)
        return feed.columns.instants_ms[index]

    def receipts(self, place: Place) -> Iterator[Ref]:
        """The receipts of a message of this file."""
        return self._receipts[place[:2]].of(place[2])

    def cancelled_by(self, place: Place) -> str:
        """The name of the entry that cancelled a message first; empty: none."""
        ref = next(self._cancels[place[:2]].of(place[2]), None)
        return "" if ref is None else self.name(ref)

    def held(self, party: int, place: Place) -> Ref | None:
        """A party's first entry that names a tree, or a leaf past a gap, that holds the place."""
        found = []
        sights = self._sights.get((party, place[:2]))
        if sights is not None:
            sizes, refs = sights
            at = bisect_left(sizes, place[2])
            if at < len(sizes):
                found.append(refs[at])
        if self._beyond:
            early = self._beyond.get((party, place))
            if early is not None:
                found.append(early)
        # Of one party: feeds stand by generation, and a feed's items by position.
        return min(found, default=None)

    def shown(self, ref: Ref) -> bool:
        """Whether an entry's body is in the file."""
        feed, index = self.feed_of(ref)
        return bool(feed.columns.flags[index] & BODY)

    def _note(
        self, held: dict[FeedKey, Spoken], number: int, references: Iterable[Reference]
    ) -> None:
        base = number << _INDEX_BITS
        for index, party, generation, position in references:
            spoken = held.get((party, generation))
            if spoken is not None:
                spoken.add(position, base | index)

    def _note_sights(self, base: Ref, feed: CheckedFeed) -> None:
        unsound = feed.unsound
        for sight in feed.sights():
            ref = base | sight.at
            if unsound[sight.row]:
                for position in self._proven(sight):
                    self._beyond.setdefault((feed.party, (*sight.key, position)), ref)
                continue
            held = self._sights.get((feed.party, sight.key))
            if held is None:
                held = self._sights[feed.party, sight.key] = array("Q"), array("Q")
            sizes, refs = held
            if not sizes or sight.size > sizes[-1]:
                sizes.append(sight.size)
                refs.append(ref)
            for position, _ in sight.beyond:
                self._beyond.setdefault((feed.party, (*sight.key, position)), ref)

    def _proven(self, sight: Sight) -> Iterator[int]:
        """What a selection shows to be under a signed `seen`: by a proof, or named past a gap."""
        if self._facts.head.selection is None:
            return
        yield from self._facts.under.get((*sight.key, sight.size, sight.root), ())
        feed = self._facts.feeds.get(sight.key)
        for position, leaf in sight.beyond:
            if feed is not None and feed.leaves.get(position) == leaf:
                yield position
