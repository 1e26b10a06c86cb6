"""Two stations compare their books: one peer's part of it, without clock, socket or task.

Theory of operation.  Either side *offers* now and then: a cut, and the digest of each of its books
over it.  The other waits until it holds the cut, folds its own books over the same cut and
*answers* with its digests; an answer without digests says how much it holds, and a smaller cut is
offered.  Where the two have forgotten different words, each first asks the other for its set.  Who
offered and got other digests *asks* its way down, table, group, bucket, row and value, each time to
the first place that differs, and ends with what either side holds there.  Then the other, which
knows that the digests differ, offers soon and finds the same by itself: nobody is believed about
what *our* side holds, and each desk shows both.

The peer is hostile.  It may name cuts that nobody holds, differ everywhere, answer nonsense or not
at all, and ask for ever: every list, every round and every rate here has a bound, and the worst
that it reaches is that our desk says the truth, "it says otherwise" or "not compared".
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from directline.books.books import NAMES, Cut
from directline.books.descent import NOT_SHOWN, ROW_DEPTH, Below, Found, below, found_at, shown
from directline.books.kept import Kept
from directline.books.limits import (
    ASKED_MAX,
    ASKS_A_MINUTE_MAX,
    DIFFERENT_BOOKS_MAX,
    OFFERS_A_MINUTE_MAX,
    PULLS_MAX,
    ROUND_OFFERS_MAX,
    WORK_MAX,
)
from directline.books.order import Sizes
from directline.wire.codec import encode
from directline.wire.comparing import (
    COMPARING_BYTES_MAX,
    FEEDS_MAX,
    FORGOTTEN_FEEDS_MAX,
    NODE_BYTES,
    NODES_MAX,
    PATH_MAX,
    PLACES_MAX,
    SET_BYTES,
    VALUE_BYTES_MAX,
    Account,
    Ask,
    AskForgotten,
    Forgotten,
    Leaf,
    Part,
    Path,
    Place,
    Step,
    decode_comparing,
    in_order,
)

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
HOLD_NS = 5 * SECOND
"""An offer waits so long for what of its cut is still on its way."""
REPLY_NS = 20 * SECOND
"""A round is given up after so long without the next word."""
SOON_NS = 1 * SECOND
"""Who learns by the other's offer that they differ looks for the place so soon."""
FAR_NS = 3_600 * SECOND
"""Forgotten words far back are folded in once in so long: it is much work, and the peer names
them."""
RETRY_NS = 5 * SECOND
"""After a round that ended early."""
PART_BYTES_MAX = 2_800
"""Of keys and digests in one answer; the path that it repeats has the rest."""
Nodes = tuple[tuple[Step, bytes], ...]


class State(StrEnum):
    """What is known of the books of two sides."""

    WAITING = "waiting"
    """Nothing was compared yet."""
    EQUAL = "equal"
    DIFFER = "differ"
    OTHER_FORMS = "other-forms"
    """They fold by another version of the charter or by other forms."""
    BEHIND = "behind"
    """One side lacks so much that there is no common cut near."""
    FORGOTTEN = "forgotten"
    """The two do not agree on what was forgotten."""
    TOO_MUCH = "too-much"
    """More feeds or books than a comparison names."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The last result, and over what."""

    state: State = State.WAITING
    at_ns: int | None = None
    """When the two were last compared, whatever came out."""
    sizes: Sizes = field(default_factory=dict)
    forgotten: int = 0
    books: tuple[str, ...] = ()
    """The books that differ."""
    found: tuple[Found, ...] = ()
    """Where they differ, the first place of each book; empty while it is looked for."""


@dataclass(slots=True)
class _Rate:
    """So many a minute, and no more at once."""

    most: int
    left: float = 0.0
    at_ns: int | None = None

    def take(self, now_ns: int) -> bool:
        if self.at_ns is None:
            self.left = float(self.most)
        else:
            gained = (now_ns - self.at_ns) * self.most / MINUTE
            self.left = min(float(self.most), self.left + gained)
        self.at_ns = now_ns
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class _Round:
    """One round in which we offered."""

    number: int
    sizes: Sizes
    deadline_ns: int
    changes: int
    offers: int = 1
    pulls: int = 0
    asked: int = 0
    pulling: Place | bool = False
    """The forgotten of the peer are asked for: from the first (True), or after a place."""
    todo: list[str] = field(default_factory=list)
    different: tuple[str, ...] = ()
    path: Path = ()
    after: Step | None = None
    found: list[Found] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """An offer of the peer that is not answered yet."""

    offer: Account
    since_ns: int
    pulls: int = 0


class Comparison:
    """What one station compares with one other.

    Args:
        kept: our books.
        first: the number of the first round, other than in an earlier start.
        interval_ns: between two comparisons.
        now_ns: the monotonic instant.
    """

    def __init__(self, kept: Kept, *, first: int, interval_ns: int, now_ns: int) -> None:
        self.kept = kept
        self.interval_ns = interval_ns
        self.outcome = Outcome()
        self.out: list[bytes] = []
        """Frames for the peer, in order; whoever sends them takes them away."""
        self._number = first
        self._due_ns = now_ns
        self._round: _Round | None = None
        self._waiting: _Waiting | None = None
        self._served: tuple[int, Sizes, int] | None = None
        """(number, cut, changes) of the offer that we answered last."""
        self._located_ns: int | None = None
        self._far_ns: int | None = None
        self._offers = _Rate(OFFERS_A_MINUTE_MAX)
        self._asks = _Rate(ASKS_A_MINUTE_MAX)

    # --- time ------------------------------------------------------------------------------------

    def tick(self, now_ns: int, *, may_offer: bool = True) -> None:
        """Do what is due: begin a round, give one up, answer an offer that waited."""
        if self._round is not None and now_ns >= self._round.deadline_ns:
            self._give_up(now_ns)
        if self._waiting is not None:
            self._answer(now_ns)
        if may_offer and self._round is None and now_ns >= self._due_ns:
            self._begin(now_ns)

    def next_ns(self) -> int:
        """When `tick` is due."""
        due = self._due_ns if self._round is None else self._round.deadline_ns
        return due if self._waiting is None else min(due, self._waiting.since_ns + HOLD_NS)

    @property
    def waits(self) -> bool:
        """Whether an offer waits for entries that are still to come."""
        return self._waiting is not None

    def _begin(self, now_ns: int) -> None:
        self._due_ns = now_ns + self.interval_ns
        sizes = self.kept.books.order.sizes()
        if len(sizes) > FEEDS_MAX or self.kept.books.behind(sizes) > WORK_MAX:
            many = len(sizes) > FEEDS_MAX
            self.outcome = replace(self.outcome, state=State.TOO_MUCH if many else State.BEHIND)
            return
        self._round = _Round(0, sizes, 0, 0, offers=0)
        self._offer(self._round, now_ns)

    def _give_up(self, now_ns: int) -> None:
        self._round = None
        self._due_ns = min(self._due_ns, now_ns + RETRY_NS)

    def _end(self, outcome: Outcome, now_ns: int) -> None:
        self._round = None
        self.outcome = outcome
        self._due_ns = now_ns + self.interval_ns

    # --- what comes ------------------------------------------------------------------------------

    def take(self, content: bytes, now_ns: int) -> None:
        """A frame of the peer.

        Raises:
            RemoteProtocolError: it breaks a rule; nothing changed.
        """
        said = decode_comparing(content)
        if isinstance(said, Account):
            self._account(said, now_ns)
        elif isinstance(said, Ask):
            self._asked(said, now_ns)
        elif isinstance(said, AskForgotten):
            self._asked_forgotten(said, now_ns)
        elif isinstance(said, Forgotten):
            self._forgotten(said, now_ns)
        else:
            self._told(said, now_ns)

    def _account(self, said: Account, now_ns: int) -> None:
        if said.answers:
            if self._round is not None and said.number == self._round.number:
                self._answered(self._round, said, now_ns)
        elif self._offers.take(now_ns):
            self._waiting = _Waiting(said, now_ns)
            self._answer(now_ns)

    # --- our offer -------------------------------------------------------------------------------

    def _offer(self, one: _Round, now_ns: int) -> None:
        self._number += 1
        one.number, one.deadline_ns = self._number, now_ns + REPLY_NS
        one.changes, one.offers = self.kept.changes, one.offers + 1
        self._say(Account(False, one.number, self.kept.forms, one.sizes,
                          self.kept.set_of(one.sizes), self._digests(one.sizes)))  # fmt: skip

    def _say(self, said: Account | Ask | Part | Leaf | AskForgotten | Forgotten) -> None:
        content = said.encode()
        if len(content) <= COMPARING_BYTES_MAX:  # a path that a peer made up may be too long
            self.out.append(content)

    def _digests(self, sizes: Sizes) -> dict[str, bytes]:
        with self.kept.books.within(Cut(sizes)) as books:
            return {name: books.digest(name) for name in NAMES}

    def _answered(self, one: _Round, said: Account, now_ns: int) -> None:
        if one.pulling is not False or one.path:
            return
        if said.forms != self.kept.forms:
            self._end(Outcome(State.OTHER_FORMS, now_ns), now_ns)
        elif not said.digests:
            self._smaller(one, said.sizes, now_ns)
        elif said.sizes != one.sizes or one.changes != self.kept.changes:
            self._give_up(now_ns)
        elif said.forgotten != self.kept.set_of(one.sizes):
            one.pulls += 1
            if one.pulls > PULLS_MAX:
                self._end(Outcome(State.FORGOTTEN, now_ns, one.sizes), now_ns)
                return
            one.pulling, one.deadline_ns = True, now_ns + REPLY_NS
            self._say(AskForgotten(one.number))
        else:
            self._compare(one, said, now_ns)

    def _smaller(self, one: _Round, theirs: Sizes, now_ns: int) -> None:
        """The peer lacks some of the cut: offer what both hold, where that is near."""
        sizes = {feed: min(size, theirs.get(feed, 0)) for feed, size in one.sizes.items()}
        sizes = {feed: size for feed, size in sizes.items() if size}
        work = self.kept.books.behind(sizes)
        if sizes == one.sizes or work > WORK_MAX or one.offers >= ROUND_OFFERS_MAX:
            self._end(Outcome(State.BEHIND, now_ns, sizes), now_ns)
            return
        one.sizes = sizes
        self._offer(one, now_ns)

    def _compare(self, one: _Round, said: Account, now_ns: int) -> None:
        ours = self._digests(one.sizes)
        both = [name for name in NAMES if name in said.digests]
        outcome = Outcome(State.EQUAL, now_ns, one.sizes, said.forgotten[0])
        if not both:
            self._end(Outcome(State.OTHER_FORMS, now_ns), now_ns)
            return
        one.different = tuple(name for name in both if ours[name] != said.digests[name])
        if not one.different:
            self._end(outcome, now_ns)
            return
        known = self.outcome.found if self.outcome.books == one.different else ()
        self.outcome = replace(
            outcome, state=State.DIFFER, books=one.different, found=known
        )  # fmt: skip
        one.todo = list(one.different[:DIFFERENT_BOOKS_MAX])
        self._next_book(one, now_ns)

    # --- down to the place -----------------------------------------------------------------------

    def _next_book(self, one: _Round, now_ns: int) -> None:
        if not one.todo:
            self._located_ns = now_ns
            found = tuple(one.found)
            self._end(replace(self.outcome, found=found, at_ns=now_ns), now_ns)
            return
        self._ask(one, (one.todo.pop(0),), None, now_ns)

    def _ask(self, one: _Round, path: Path, after: Step | None, now_ns: int) -> None:
        one.asked += 1
        if one.asked > ASKED_MAX or len(path) > PATH_MAX:
            one.todo.clear()
            self._place(one, path[:1], None, now_ns)
            return
        one.path, one.after, one.deadline_ns = path, after, now_ns + REPLY_NS
        self._say(Ask(one.number, path, after))

    def _place(self, one: _Round, path: Path, theirs: str | None, now_ns: int) -> None:
        """The way down ends here."""
        with self.kept.books.within(Cut(one.sizes)) as books:
            one.found.append(found_at(books, path, theirs))
        self._next_book(one, now_ns)

    def _told(self, said: Part | Leaf, now_ns: int) -> None:
        one = self._round
        if one is None or said.number != one.number or not one.path or said.path != one.path:
            return
        if one.changes != self.kept.changes:
            self._give_up(now_ns)
            return
        with self.kept.books.within(Cut(one.sizes)) as books:
            mine = below(books, one.path)
        if isinstance(said, Leaf):
            self._place(one, one.path, shown(said.value) if said.whole else NOT_SHOWN, now_ns)
        elif said.after == one.after:
            self._down(one, mine, said, now_ns)

    def _down(self, one: _Round, mine: Below | None, said: Part, now_ns: int) -> None:
        """To the first key below that differs; where there is none yet, on to the next part."""
        key, held_there = _first_unlike(mine, said)
        if key is not None:
            path = (*one.path, key)
            if not held_there:
                self._place(one, self._to_a_row(one, path), None, now_ns)
            elif len(path) == ROW_DEPTH and not self._holds(one, path):
                self._place(one, path, NOT_SHOWN, now_ns)
            else:
                self._ask(one, path, None, now_ns)
        elif said.more and said.nodes:
            self._ask(one, one.path, said.nodes[-1][0], now_ns)
        else:
            theirs = None if mine is not None and mine.value is not None else NOT_SHOWN
            self._place(one, one.path, theirs, now_ns)

    def _holds(self, one: _Round, path: Path) -> bool:
        with self.kept.books.within(Cut(one.sizes)) as books:
            return below(books, path) is not None

    def _to_a_row(self, one: _Round, path: Path) -> Path:
        """The peer holds nothing there: the first row of ours says what it lacks."""
        with self.kept.books.within(Cut(one.sizes)) as books:
            while len(path) < ROW_DEPTH:
                found = below(books, path)
                if found is None or not found.nodes:
                    break
                path = (*path, found.nodes[0][0])
        return path

    # --- their offer -----------------------------------------------------------------------------

    def _answer(self, now_ns: int) -> None:
        """Answer the offer that waits, if its cut is here, or it waited long enough."""
        assert self._waiting is not None
        waiting, offer = self._waiting, self._waiting.offer
        held = self.kept.books.order.sizes()
        sizes = {feed: min(size, held.get(feed, 0)) for feed, size in offer.sizes.items()}
        sizes = {feed: size for feed, size in sizes.items() if size}
        if offer.forms != self.kept.forms:
            self.outcome = Outcome(State.OTHER_FORMS, now_ns)
            self._decline(offer, sizes)
        elif sizes != offer.sizes:
            if now_ns - waiting.since_ns >= HOLD_NS:
                self._decline(offer, sizes)
        elif self.kept.books.behind(sizes) > WORK_MAX:
            self.outcome = replace(self.outcome, state=State.BEHIND)
            self._decline(offer, sizes)
        elif offer.forgotten != self.kept.set_of(sizes) and waiting.pulls < PULLS_MAX:
            if not waiting.pulls:
                waiting.pulls = 1
                self._say(AskForgotten(offer.number))
            elif now_ns - waiting.since_ns >= HOLD_NS:
                waiting.pulls = PULLS_MAX
                self._answer(now_ns)
        else:
            self._answer_with(offer, sizes, now_ns)

    def _decline(self, offer: Account, sizes: Sizes) -> None:
        self._waiting = None
        nothing = (0, bytes(SET_BYTES))
        self._say(Account(True, offer.number, self.kept.forms, sizes, nothing, {}))

    def _answer_with(self, offer: Account, sizes: Sizes, now_ns: int) -> None:
        self._waiting = None
        ours, forgotten = self._digests(sizes), self.kept.set_of(sizes)
        self._served = (offer.number, sizes, self.kept.changes)
        self._say(Account(True, offer.number, self.kept.forms, sizes, forgotten, ours))
        both = [name for name in NAMES if name in offer.digests]
        if offer.forgotten != forgotten or not both:
            return
        different = tuple(name for name in both if ours[name] != offer.digests[name])
        if not different:
            self._round = None
            self.outcome = Outcome(State.EQUAL, now_ns, sizes, forgotten[0])
            self._due_ns = now_ns + self.interval_ns
            return
        known = self.outcome.found if self.outcome.books == different else ()
        self.outcome = Outcome(State.DIFFER, now_ns, sizes, forgotten[0], different, known)
        if self._located_ns is None or now_ns - self._located_ns >= self.interval_ns:
            self._due_ns = min(self._due_ns, now_ns + SOON_NS)

    # --- what the peer asks ----------------------------------------------------------------------

    def _asked(self, said: Ask, now_ns: int) -> None:
        served = self._served
        if served is None or (said.number, self.kept.changes) != (served[0], served[2]):
            return
        if not self._asks.take(now_ns) or self.kept.books.behind(served[1]) > WORK_MAX:
            return
        with self.kept.books.within(Cut(served[1])) as books:
            found = below(books, said.path)
        if found is not None and found.value is not None:
            whole = len(found.value) <= VALUE_BYTES_MAX
            self._say(Leaf(said.number, said.path, found.value[:VALUE_BYTES_MAX], whole))
            return
        nodes = () if found is None else found.nodes
        if said.after is not None:
            begin = in_order(said.after)
            nodes = tuple(node for node in nodes if in_order(node[0]) > begin)
        part = _fitting(nodes)
        self._say(Part(said.number, said.path, said.after, part, len(part) < len(nodes)))

    def _asked_forgotten(self, said: AskForgotten, now_ns: int) -> None:
        if not self._asks.take(now_ns):
            return
        after = said.after or (-1, 0, 0)
        places = sorted(key for key in self.kept.forgotten if key > after)
        feeds = list(dict.fromkeys(place[:2] for place in places[:PLACES_MAX]))
        feeds = feeds[:FORGOTTEN_FEEDS_MAX]
        part = tuple(place for place in places[:PLACES_MAX] if place[:2] in feeds)
        self._say(Forgotten(said.number, part, len(part) < len(places)))

    # --- what was forgotten ----------------------------------------------------------------------

    def _forgotten(self, said: Forgotten, now_ns: int) -> None:
        """A part of the peer's set; then the next, or on with what waited for it."""
        one, waiting = self._round, self._waiting
        ours = one is not None and one.pulling is not False and said.number == one.number
        theirs = waiting is not None and waiting.pulls and said.number == waiting.offer.number
        if not ours and not theirs:
            return
        heard = self._hear(said, now_ns)
        if heard and said.more and said.places and self._asks.take(now_ns):
            self._say(AskForgotten(said.number, said.places[-1]))
            if ours and one is not None:
                one.deadline_ns = now_ns + REPLY_NS
            return
        if ours and one is not None:
            one.pulling = False
            if heard and one.offers < ROUND_OFFERS_MAX:
                self._offer(one, now_ns)
            else:
                self._end(Outcome(State.FORGOTTEN, now_ns, one.sizes), now_ns)
        elif waiting is not None:
            waiting.pulls = PULLS_MAX
            self._answer(now_ns)

    def _hear(self, said: Forgotten, now_ns: int) -> bool:
        """Fold what the peer has forgotten as forgotten; much work at once only now and then."""
        if self.kept.work_of(said.places) > WORK_MAX:
            if self._far_ns is not None and now_ns - self._far_ns < FAR_NS:
                return False
            self._far_ns = now_ns
        return self.kept.hear(said.places)


def _fitting(nodes: Nodes) -> Nodes:
    """As many of these, from the first, as go into one frame."""
    room, part = PART_BYTES_MAX, nodes[:NODES_MAX]
    for count, (key, _) in enumerate(part):
        room -= len(encode(key)) + NODE_BYTES + 2
        if room < 0:
            return part[:count]
    return part


def _first_unlike(mine: Below | None, said: Part) -> tuple[Step | None, bool]:
    """The first key of a part that is not alike on both sides, and whether the peer has it."""
    theirs = dict(said.nodes)
    ours = dict(() if mine is None else mine.nodes)
    begin = None if said.after is None else in_order(said.after)
    end = in_order(said.nodes[-1][0]) if said.more and said.nodes else None
    for key in sorted(ours.keys() | theirs.keys(), key=in_order):
        place = in_order(key)
        inside = (begin is None or place > begin) and (end is None or place <= end)
        if inside and ours.get(key) != theirs.get(key):
            return key, key in theirs
    return None, False
