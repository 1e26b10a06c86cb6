"""One feed as it stands at this station: what is durable, what is known of, what is missing."""

from dataclasses import dataclass, field

from directline.errors import LocalProtocolError
from directline.transcript.tree import Tree
from directline.wire.entry import Header
from directline.wire.suite import Suite

ANNOUNCED_MAX = 65_536
"""Leaves kept ahead of their entries: 2 MB; a peer further ahead is told again later."""
SCAN_MAX = 4_096
"""Positions looked at for one answer: a peer that leaves one gap costs no long walk each time."""
MARKS_MAX = 256
"""Instants kept at which the highest known position rose."""
NAMED_MAX = 1_024
"""Feeds whose receipts by others are remembered: generations are the others' to invent."""


@dataclass(slots=True)
class Feed:
    """One party's feed at one generation.

    `leaves` is the durable contiguous prefix; `beyond` durable entries past a gap; `pending` what
    the store has not confirmed yet; `announced` leaves of entries that have not come.
    """

    party: int
    generation: int
    tree: Tree
    leaves: list[bytes] = field(default_factory=list)
    beyond: dict[int, bytes] = field(default_factory=dict)
    pending: dict[int, bytes] = field(default_factory=dict)
    announced: dict[int, bytes] = field(default_factory=dict)
    highest: int = 0
    closed_at: int | None = None
    """The last position that the next generation's opening names; later ones are refused."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """(highest position, instant in ns): since when positions up to it are known of."""
    walked: int = 0
    """Up to here every leaf is known."""

    @property
    def size(self) -> int:
        """The durable contiguous prefix."""
        return len(self.leaves)

    def leaf(self, position: int) -> bytes | None:
        """The leaf of a durable or pending entry, or None."""
        if 1 <= position <= len(self.leaves):
            return self.leaves[position - 1]
        return self.beyond.get(position) or self.pending.get(position)

    def durable(self, position: int) -> bool:
        """Whether the entry at this position is durable here."""
        return 1 <= position <= len(self.leaves) or position in self.beyond

    def hold(self, position: int, leaf: bytes, now_ns: int) -> None:
        """The store has confirmed the entry at this position.

        The prefix grows only where it is contiguous: a store may confirm in any order.
        """
        if self.durable(position):
            return
        self.pending.pop(position, None)
        self.announced.pop(position, None)
        self.beyond[position] = leaf
        self.know(position, now_ns)
        while (following := self.beyond.pop(len(self.leaves) + 1, None)) is not None:
            self.leaves.append(following)
            self.tree.append(following)
        assert self.tree.size == len(self.leaves)

    def know(self, position: int, now_ns: int) -> None:
        """Something (an entry, a leaf, a heartbeat) showed that this position exists."""
        if position > self.highest:
            self.highest = position
            if len(self.marks) >= MARKS_MAX:
                del self.marks[1::2]
            self.marks.append((position, now_ns))

    def announce(self, first: int, leaves: tuple[bytes, ...], now_ns: int) -> list[int]:
        """Leaves of entries that will come.

        Returns:
            Positions whose durable entry has another leaf: what was announced was not true.
        """
        wrong = []
        for position, leaf in enumerate(leaves, first):
            held = self.leaf(position)
            if held is not None:
                if held != leaf:
                    wrong.append(position)
            elif len(self.announced) < ANNOUNCED_MAX:
                self.announced.setdefault(position, leaf)
        self.know(first + len(leaves) - 1, now_ns)
        return wrong

    def withdraw(self, position: int) -> None:
        """What was pending is not kept: its leaf is unknown again."""
        self.pending.pop(position, None)
        self.walked = min(self.walked, position - 1)

    def _leaf_known(self, position: int) -> bool:
        return self.leaf(position) is not None or position in self.announced

    def missing(self, count_max: int) -> list[int]:
        """Positions up to the highest known that are not durable here, lowest first."""
        found: list[int] = []
        for position in range(self.size + 1, self.highest + 1):
            if position not in self.beyond:
                found.append(position)
                if len(found) >= count_max:
                    break
        return found

    def missing_before(self, position: int, count_max: int = 32) -> tuple[int, ...]:
        """The gap before an entry that came ahead."""
        end = min(position, self.size + 1 + SCAN_MAX)
        gap = (p for p in range(self.size + 1, end) if p not in self.beyond)
        return tuple(p for p, _ in zip(gap, range(count_max), strict=False))

    def unknown(self, count_max: int) -> list[tuple[int, int]]:
        """(position, known since in ns) of positions whose very leaf is unknown."""
        found: list[tuple[int, int]] = []
        if self.size == self.highest:
            return found
        self.walked = max(self.walked, self.size)
        while self.walked < self.highest and self._leaf_known(self.walked + 1):
            self.walked += 1
        for position in range(self.walked + 1, min(self.highest, self.walked + SCAN_MAX) + 1):
            if not self._leaf_known(position):
                since = next((at for top, at in self.marks if top >= position), 0)
                found.append((position, since))
                if len(found) >= count_max:
                    break
        return found


class Feeds:
    """All feeds of one line at this station."""

    def __init__(self, parties: int, suite: Suite) -> None:
        self._suite = suite
        self._feeds: dict[tuple[int, int], Feed] = {}
        self._current = [1] * parties
        self._used: dict[tuple[int, int], tuple[int, int]] = {}
        """By (party, version of the charter): the first (generation, position) under it."""
        self._named: dict[tuple[int, int], int] = {}
        """By (party, generation): the largest size that an entry of another party names."""
        for party in range(parties):
            self.get(party, 1)

    def get(self, party: int, generation: int) -> Feed:
        """The feed of a party at a generation, made when first named."""
        key = (party, generation)
        feed = self._feeds.get(key)
        if feed is None:
            feed = Feed(party, generation, Tree(sha256=self._suite.sha256))
            self._feeds[key] = feed
        return feed

    def find(self, party: int, generation: int) -> Feed | None:
        """The feed if anything of it is known."""
        return self._feeds.get((party, generation))

    def lacks_beyond(self, party: int, generation: int, position: int) -> bool:
        """Whether nothing of a feed is durable here at this position or after it."""
        feed = self.find(party, generation)
        return feed is None or position > max((feed.size, *feed.beyond))

    def current(self, party: int) -> Feed:
        """The party's feed at its newest generation."""
        return self._feeds[(party, self._current[party])]

    def advance(self, party: int, generation: int) -> Feed:
        """The party's newest generation is this one."""
        if generation < self._current[party]:
            raise LocalProtocolError("a generation only grows")
        self._current[party] = generation
        return self.get(party, generation)

    def note(self, header: Header) -> None:
        """An entry is taken in: which version of the charter it uses, and what it has seen."""
        place = (header.generation, header.position)
        used = (header.party, header.charter_version)
        self._used[used] = min(place, self._used.get(used, place))
        for seen in header.seen:
            feed = (seen.party, seen.generation)
            if seen.party != header.party and (feed in self._named or len(self._named) < NAMED_MAX):
                self._named[feed] = max(seen.size, self._named.get(feed, 0))

    def used(self, party: int) -> int:
        """The newest version of the charter that a party is known to have signed under."""
        return max((version for by, version in self._used if by == party), default=1)

    def falls(self, header: Header) -> bool:
        """Whether its party used a later version before it, and nobody else has receipted it.

        Where a party's keys were renewed, the old ones sign nothing from there on.
        """
        if header.position <= self._named.get((header.party, header.generation), 0):
            return False
        place = (header.generation, header.position)
        return any(
            party == header.party and version > header.charter_version and first < place
            for (party, version), first in self._used.items()
        )

    def all(self) -> list[Feed]:
        """Every feed, by party and generation."""
        return [self._feeds[key] for key in sorted(self._feeds)]
