"""The books of one simulated station, and its part of the comparison with each honest peer.

The real folds and the real comparison, as `station.bookroom` drives them; without a thread, and
in the world's time.
"""

from collections.abc import Callable, Iterable

from directline.books import Comparison, Cut, Kept, Rules, State
from directline.books.books import NAMES
from directline.books.order import Sizes
from directline.catalogue import of_charter
from directline.errors import RemoteProtocolError
from directline.line.ports import EntryRecord
from directline.simulator.clocks import SECOND
from directline.simulator.disk import Place
from directline.wire.charter import Charter

INTERVAL_NS = 30 * SECOND
Send = Callable[[int, bytes], bool]


class Reckoning:
    """What one start of a station has folded and compared.

    Args:
        charter: The line's charter.
        own: The station's party.
        first: A number that no earlier start began with.
        interval_ns: Between two comparisons.
        now_ns: The world's time.
        send: Gives a frame to the line.
        speaks: Whether a peer's present start compares.
    """

    def __init__(
        self, charter: Charter, own: int, *, first: int, interval_ns: int, now_ns: int,
        send: Send, speaks: Callable[[int], bool],
    ) -> None:  # fmt: skip
        rules = Rules(charter, of_charter(charter))
        self._send, self._speaks = send, speaks
        self._new: list[EntryRecord] = []
        self.sides: dict[int, Comparison] = {}
        for peer in range(len(charter.parties)):
            if peer != own:
                later_ns = interval_ns // 2 if own > peer else 0
                self.sides[peer] = Comparison(
                    Kept(rules, own, peer), first=first, interval_ns=interval_ns,
                    now_ns=now_ns + later_ns,
                )  # fmt: skip

    def add(self, records: Iterable[EntryRecord]) -> None:
        """Take in entries; they are folded when next something is compared."""
        self._new += records

    def _fold(self) -> None:
        found, self._new = self._new, []
        for side in self.sides.values():
            if found:
                side.kept.add(found)

    def forget(self, place: Place) -> None:
        """The words of an entry were destroyed here."""
        self._fold()
        for side in self.sides.values():
            side.kept.hear([place], found=True)

    def take(self, peer: int, content: bytes, now_ns: int) -> RemoteProtocolError | None:
        """A frame of a peer; the rule that it breaks, if it does."""
        self._fold()
        try:
            self.sides[peer].take(content, now_ns)
        except RemoteProtocolError as error:
            return error
        self._say(peer)
        return None

    def tick(self, now_ns: int) -> None:
        """Compare what is due."""
        self._fold()
        for peer, side in self.sides.items():
            if self._speaks(peer):
                side.tick(now_ns)
                self._say(peer)

    def _say(self, peer: int) -> None:
        out, self.sides[peer].out = self.sides[peer].out, []
        for content in out:
            self._send(peer, content)

    # --- for checkers ----------------------------------------------------------------------------

    def state(self, peer: int) -> tuple[str, int | None]:
        """(what the comparison with a peer came to last, when)."""
        outcome = self.sides[peer].outcome
        where = "".join(f" {one}" for one in outcome.found)
        named = outcome.state.value
        return (named + where if outcome.state is State.DIFFER else named), outcome.at_ns

    def sizes(self, peer: int) -> Sizes:
        """How much of each feed is folded."""
        self._fold()
        return self.sides[peer].kept.books.order.sizes()

    def forgotten(self, peer: int) -> frozenset[Place]:
        """Entries that are folded without their words."""
        return frozenset(self.sides[peer].kept.forgotten)

    def digests(self, peer: int, sizes: Sizes, forgotten: frozenset[Place]) -> dict[str, bytes]:
        """The digest of each book over a cut."""
        with self.sides[peer].kept.books.within(Cut(sizes, forgotten)) as books:
            return {name: books.digest(name) for name in NAMES}


def folded_anew(
    charter: Charter, own: int, peer: int, records: Iterable[EntryRecord], cut: Cut
) -> dict[str, bytes]:
    """The digests of books over a cut that are folded in one go, from what a disk holds."""
    kept = Kept(Rules(charter, of_charter(charter)), own, peer)
    inside = [r for r in records if r.position <= cut.sizes.get((r.party, r.generation), 0)]
    kept.add(sorted(inside, key=lambda r: r.leaf))
    with kept.books.within(cut) as books:
        return {name: books.digest(name) for name in NAMES}
