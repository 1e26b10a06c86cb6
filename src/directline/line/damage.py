"""Entries that were durable and no longer read as written: noted, asked of the peers, mended.

The leaf of a damaged entry still stands in its feed's tree; only the entry cannot be read, sent or
shown until another party's copy has taken its place.  It is never skipped in silence.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from directline.line.limits import DAMAGE_ASK_NS, DAMAGE_SPANS_MAX

Key = tuple[int, int, int]
"""(party, generation, position) of an entry."""
Span = tuple[int, int, int, int]
"""(party, generation, first, last)."""


@dataclass(slots=True)
class Damage:
    """The damaged entries of one station's archive."""

    told: Callable[[Key, bool], None]
    """Called with (place, True) for each one found, and (place, False) when it is mended."""
    places: dict[Key, bool] = field(default_factory=dict)
    """By place: whether it was shown in this run before it was found damaged."""
    asked: dict[int, int] = field(default_factory=dict)
    """When each peer was last asked."""
    after: dict[int, Key] = field(default_factory=dict)
    """The last place that each peer was asked for: the next asking goes on behind it."""

    def found(self, key: Key, *, shown: bool) -> None:
        """An entry does not read as it was written."""
        if key not in self.places:
            self.places[key] = shown
            self.told(key, True)

    def mended(self, key: Key) -> bool:
        """A copy has taken its place; whether the desk was shown it in this run before."""
        shown = self.places.pop(key)
        self.told(key, False)
        return shown

    def spans(self, peer: int, now_ns: int) -> tuple[Span, ...]:
        """What to ask a peer for now; any peer may have a copy.

        Places are asked for in turn: what nobody has any more must not keep others back.
        """
        if not self.places or now_ns - self.asked.get(peer, -DAMAGE_ASK_NS) < DAMAGE_ASK_NS:
            return ()
        self.asked[peer] = now_ns
        places = sorted(self.places)
        start = bisect_right(places, self.after.get(peer, (0, 0, 0)))
        some = (places[start:] + places[:start])[:DAMAGE_SPANS_MAX]
        self.after[peer] = some[-1]
        return tuple((party, generation, at, at) for party, generation, at in some)

    def next_ns(self, peer: int) -> int:
        """When this peer is next to be asked."""
        if not self.places:
            return 2**62
        return self.asked.get(peer, -DAMAGE_ASK_NS) + DAMAGE_ASK_NS
