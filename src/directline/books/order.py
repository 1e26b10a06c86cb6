"""The one order in which entries fold: a function of the set of entries, not of their arrival.

An entry comes after what its author had when it was signed: the entry before it in its own feed,
and the prefix of every other feed that its `seen` names.  A `seen` counts only where the root that
it names is that of the feed: who would claim what is not yet written cannot know its root, so that
no set of entries, however false, goes round in a circle.  What `seen` names beyond a gap orders
nothing by itself.

Of the entries whose predecessors have all been taken, the next is the one of the lowest (instant,
party, generation, position).  So a wrong clock disturbs no more than causality allows.

Each entry's *place* says this in bytes, compared as bytes.  It is a row of records (instant,
party, generation, position), the first the latest that it had to wait for, the last its own: the
place of its last predecessor, without the records below its own at the end, and its own.  Hence
places depend on predecessors alone, and a new entry moves no other.
"""

import struct
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from directline.books.limits import DEPTH_MAX, ROOTS_MAX
from directline.line.headers import header_of
from directline.transcript.tree import Tree
from directline.wire.entry import Header

Key = tuple[int, int, int]
"""(party, generation, position) of an entry."""
FeedKey = tuple[int, int]
Place = bytes
Sizes = dict[FeedKey, int]
"""How much of each feed counts: a cut."""

_RECORD = struct.Struct(">QIBIQ")
_STEP = struct.Struct(">QI")
_KEY = struct.Struct(">BIQ")
_BYTES = _RECORD.size
_BYTES_MAX = DEPTH_MAX * _BYTES


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the books keep it: the signed header, and the body where it is held."""

    key: Key
    leaf: bytes
    header: bytes
    body: bytes | None


def place_after(last: Place, instant_ms: int, key: Key) -> Place:
    """The place of an entry whose last predecessor has the place `last` (empty: it has none)."""
    own = _RECORD.pack(instant_ms, 0, *key)
    end = len(last)
    while end and last[end - _BYTES : end] < own:
        end -= _BYTES
    if end < _BYTES_MAX:
        return last[:end] + own
    # Too many clocks within clocks: behind its predecessor, and no further.
    instant_ms, step = _STEP.unpack_from(last, end - _BYTES)
    return last[: end - _BYTES] + _RECORD.pack(instant_ms, step + 1, *key)


def key_of(place: Place) -> Key:
    """The entry that has this place."""
    party, generation, position = _KEY.unpack_from(place, len(place) - _KEY.size)
    return party, generation, position


@dataclass(slots=True)
class _Feed:
    """One feed: its tree as far as there is no gap, and which entries are here."""

    tree: Tree = field(default_factory=Tree)
    beyond: dict[int, bytes] = field(default_factory=dict)
    """Leaves past the first gap."""
    held: list[int] = field(default_factory=list)
    """Positions of entries, ascending."""
    roots: dict[int, bytes] = field(default_factory=dict)
    through: set[Key] = field(default_factory=set)
    """Entries that follow a prefix of this feed whose last entry is not here, only its leaf."""
    only_leaves: dict[int, bytes] = field(default_factory=dict)

    def take(self, position: int, leaf: bytes) -> None:
        if position == self.tree.size + 1 and not self.beyond:
            self.tree.append(leaf)
            return
        if position <= self.tree.size or position in self.beyond:
            return
        self.beyond[position] = leaf
        while (following := self.beyond.pop(self.tree.size + 1, None)) is not None:
            self.tree.append(following)

    def root(self, size: int) -> bytes:
        found = self.roots.get(size)
        if found is None:
            if len(self.roots) >= ROOTS_MAX:
                self.roots.clear()
            found = self.roots[size] = self.tree.root(size)
        return found

    def whole(self) -> int:
        """How many entries are here before the first that is not."""
        held = self.held
        if held and held[-1] == len(held):
            return len(held)
        return bisect_left(range(len(held)), 1, key=lambda at: int(held[at] > at + 1))

    def last_held(self, size: int) -> int:
        """The highest position up to `size` whose entry is here; 0: none."""
        held = self.held
        if held and held[-1] <= size:
            return held[-1]
        at = bisect_right(held, size)
        return held[at - 1] if at else 0


class Order:
    """All entries of one line in their order; grows as they come."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self.entries: dict[Key, Entry] = {}
        self.places: list[Place] = []
        self._place_of: dict[Key, Place] = {}
        self._feeds: dict[FeedKey, _Feed] = {}
        self._claims: dict[FeedKey, list[tuple[int, Key]]] = {}
        """(size, entry) that names more of a feed than is here: cheap, for anybody can claim."""
        self._unsound: set[Key] = set()
        """Entries of whose `seen` something names what is not here, or not so."""

    def __len__(self) -> int:
        return len(self.places)

    def sizes(self) -> Sizes:
        """How many entries of each feed are here without a gap."""
        sizes = {key: feed.whole() for key, feed in sorted(self._feeds.items())}
        return {key: size for key, size in sizes.items() if size}

    def index(self, key: Key) -> int:
        """Where an entry stands."""
        return bisect_left(self.places, self._place_of[key])

    def keys(self) -> list[Key]:
        """All entries, in order."""
        return [key_of(place) for place in self.places]

    def proven(self, header: Header, cut: Sizes | None = None) -> list[tuple[int, int, int]]:
        """`sound` of an entry that has its place: nearly always there is nothing to compute."""
        if (header.party, header.generation, header.position) in self._unsound:
            return self.sound(header, cut)
        return [
            (seen.party, seen.generation, seen.size)
            for seen in header.seen
            if seen.size and (cut is None or seen.size <= cut.get((seen.party, seen.generation), 0))
        ]

    def sound(self, header: Header, cut: Sizes | None = None) -> list[tuple[int, int, int]]:
        """(party, generation, size) of each other feed that this `seen` proves to know."""
        found = []
        for seen in header.seen:
            feed = self._feeds.get((seen.party, seen.generation))
            if feed is None or not 0 < seen.size <= feed.tree.size:
                continue
            if cut is not None and seen.size > cut.get((seen.party, seen.generation), 0):
                continue
            if feed.root(seen.size) == seen.root:
                found.append((seen.party, seen.generation, seen.size))
        return found

    def add_leaves(self, leaves: Iterable[tuple[Key, bytes]]) -> int:
        """Take in leaves that are known without their entries.

        Returns:
            The first index at which the order is another now; its length when it is not.
        """
        moved: set[Key] = set()
        for key, leaf in leaves:
            if key not in self.entries:
                self._register(key, leaf, moved)
                self._feeds[key[:2]].only_leaves[key[2]] = leaf
        return self._again(set(), moved)

    def add(self, entries: Sequence[Entry]) -> int:
        """Take in entries, in any order.

        Returns:
            The first index at which the order is another now; its length when it is not.
        """
        fresh: set[Key] = set()
        moved: set[Key] = set()
        for entry in entries:
            held = self.entries.get(entry.key)
            if held is not None:
                if entry.leaf < held.leaf:
                    return self._replace(entry, entries)
                continue
            self.entries[entry.key] = entry
            self._enter(entry, moved)
            fresh.add(entry.key)
        if len(fresh) == 1 and not moved:
            return self._one(next(iter(fresh)))
        return self._again(fresh, moved - fresh)

    def _replace(self, entry: Entry, rest: Iterable[Entry]) -> int:
        """Two histories: the lower leaf counts, whichever came first.  All is ordered anew."""
        held = {**self.entries, entry.key: entry}
        for other in rest:
            known = held.get(other.key)
            if known is None or other.leaf < known.leaf:
                held[other.key] = other
        leaves = [
            ((*key, position), leaf)
            for key, feed in self._feeds.items()
            for position, leaf in feed.only_leaves.items()
        ]
        self._clear()
        self.add_leaves(leaves)
        self.add(list(held.values()))
        return 0

    def _register(self, key: Key, leaf: bytes, moved: set[Key]) -> _Feed:
        """Put a leaf into its tree, and note which entries follow more of the feed now."""
        feed = self._feeds.get(key[:2])
        if feed is None:
            feed = self._feeds[key[:2]] = _Feed()
        feed.take(key[2], leaf)
        if self._claims:
            claims = self._claims.get(key[:2], [])
            while claims and claims[0][0] <= feed.tree.size:
                moved.add(heappop(claims)[1])
        return feed

    def _enter(self, entry: Entry, moved: set[Key]) -> None:
        """Put an entry into its feed, and note which others are to be placed anew."""
        key = entry.key
        feed = self._register(key, entry.leaf, moved)
        feed.only_leaves.pop(key[2], None)
        if feed.through:
            moved |= feed.through
            feed.through.clear()
        if not feed.held or feed.held[-1] < key[2]:
            feed.held.append(key[2])
        else:
            insort(feed.held, key[2])
            at = bisect_right(feed.held, key[2])
            moved.add((*key[:2], feed.held[at]))

    # --- places --------------------------------------------------------------------------------

    def _follows(self, header: Header, cut: Sizes | None = None) -> list[Key]:
        """The last entry of each feed that this entry comes after."""
        party, generation = header.party, header.generation
        found = []
        before = self._feeds[party, generation].last_held(header.position - 1)
        if before:
            found.append((party, generation, before))
        sound = self.sound(header, cut)
        if cut is None:
            key = (party, generation, header.position)
            if len(sound) != len([seen for seen in header.seen if seen.size]):
                self._unsound.add(key)
            elif self._unsound:
                self._unsound.discard(key)
        for other, epoch, size in sound:
            last = self._feeds[other, epoch].last_held(size)
            if last and (other, epoch) != (party, generation):
                found.append((other, epoch, last))
        return found

    def _note(self, key: Key, header: Header, *, fresh: bool) -> None:
        """Remember what of this entry's `seen` cannot be judged yet, or may lead elsewhere."""
        for seen in header.seen:
            name = (seen.party, seen.generation)
            feed = self._feeds.get(name)
            if feed is None or seen.size > feed.tree.size:
                if fresh and seen.size:
                    heappush(self._claims.setdefault(name, []), (seen.size, key))
            elif seen.size and feed.last_held(seen.size) != seen.size:
                feed.through.add(key)

    def _one(self, key: Key) -> int:
        """Place one new entry that moves no other."""
        header = header_of(self.entries[key].header)
        self._note(key, header, fresh=True)
        last = max((self._place_of[k] for k in self._follows(header)), default=b"")
        place = place_after(last, header.instant_ms, key)
        self._place_of[key] = place
        if not self.places or place > self.places[-1]:
            self.places.append(place)
            return len(self.places) - 1
        at = bisect_left(self.places, place)
        self.places.insert(at, place)
        return at

    def _again(self, fresh: set[Key], moved: set[Key]) -> int:
        """Place new entries, and all that comes after those whose predecessors changed."""
        if not fresh and not moved:
            return len(self.places)
        start = len(self.places)
        if moved:
            start = bisect_left(self.places, min(self._place_of[key] for key in moved))
        tail = self.places[start:]
        del self.places[start:]
        keys = [*(key_of(place) for place in tail), *fresh]
        found = self.placed(keys, self._place_of, fresh=fresh)
        self._place_of.update(found)
        lowest = min(found.values(), default=b"")
        first = min(start, bisect_left(self.places, lowest))
        self.places += found.values()
        self.places.sort()
        return first

    def placed(
        self,
        keys: Sequence[Key],
        known: dict[Key, Place],
        cut: Sizes | None = None,
        fresh: set[Key] | None = None,
    ) -> dict[Key, Place]:
        """The places of some entries, given those of all others that they may follow.

        Args:
            keys: Which to place.
            known: Places of the others; what it says of `keys` does not count.
            cut: What of each feed counts; None: all.
            fresh: Which of them are new, when they are placed for good.
        """
        feeds: dict[FeedKey, list[int]] = {}
        for party, generation, position in keys:
            feeds.setdefault((party, generation), []).append(position)
        for positions in feeds.values():
            positions.sort(reverse=True)
        open_keys = set(keys)
        leaves = any(feed.only_leaves for feed in self._feeds.values())
        found: dict[Key, Place] = {}
        while feeds:
            before = len(found)
            for feed in list(feeds):
                advance = self._advance(feed, feeds[feed], open_keys, found, known, cut)
                for key, header in advance:
                    if fresh is not None and (leaves or key in self._unsound):
                        self._note(key, header, fresh=key in fresh)
                if not feeds[feed]:
                    del feeds[feed]
            assert len(found) > before, "sound predecessors never go round in a circle"
        return found

    def _advance(
        self, feed: FeedKey, positions: list[int], open_keys: set[Key],
        found: dict[Key, Place], known: dict[Key, Place], cut: Sizes | None,
    ) -> Iterator[tuple[Key, Header]]:  # fmt: skip
        """Place entries of one feed until one of them waits for another feed."""
        while positions:
            key = (*feed, positions[-1])
            header = Header.parse(self.entries[key].header)
            last = b""
            for follows in self._follows(header, cut):
                if follows in open_keys:
                    return
                place = found.get(follows) or known.get(follows, b"")
                last = max(last, place)
            found[key] = place_after(last, header.instant_ms, key)
            open_keys.discard(key)
            positions.pop()
            yield key, header

    def same_until(self, cut: Sizes) -> int:
        """How many entries at the beginning all lie in a cut and need no look."""
        outside = [
            self._place_of[*feed, position]
            for feed, found in self._feeds.items()
            for position in found.held[bisect_right(found.held, cut.get(feed, 0)) :][:1]
        ]
        unsure = [self._place_of[key] for found in self._feeds.values() for key in found.through]
        if not outside and not unsure:
            return len(self.places)
        return bisect_left(self.places, min(outside + unsure))

    def within(self, cut: Sizes) -> tuple[int, list[Key]]:
        """The order of the entries in a cut: how many are the same as here, and what follows."""
        start = self.same_until(cut)
        tail = [key for key in map(key_of, self.places[start:]) if in_cut(key, cut)]
        found = self.placed(tail, self._place_of, cut)
        # Without what they had waited for they may come before some of those that stay.
        first = bisect_left(self.places, min(found.values(), default=b""), 0, start)
        found |= {key_of(place): place for place in self.places[first:start] if tail}
        return (first, sorted(found, key=found.__getitem__)) if tail else (start, [])


def in_cut(key: Key, cut: Sizes) -> bool:
    """Whether an entry counts."""
    return key[2] <= cut.get(key[:2], 0)
