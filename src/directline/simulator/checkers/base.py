"""What every checker is: a rule, how often it had something to check, and its hooks.

Checkers import nothing from `directline.line`: one that shares code with what it checks agrees
with its bugs.  They see plain values and the truth of the world.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Place = tuple[int, int, int]
"""(party, generation, position) of an entry."""


class ViolationError(Exception):
    """A promise was seen broken; the run of this seed ends."""

    def __init__(self, checker: str, explanation: str) -> None:
        super().__init__(f"{checker}: {explanation}")
        self.checker = checker
        self.explanation = explanation


class Record(Protocol):
    """An entry as a disk keeps it."""

    @property
    def party(self) -> int:
        """Its author."""

    @property
    def generation(self) -> int:
        """Its generation."""

    @property
    def position(self) -> int:
        """Its position."""

    @property
    def leaf(self) -> bytes:
        """SHA-256 of the header."""

    @property
    def header(self) -> bytes:
        """The signed bytes."""

    @property
    def signature(self) -> bytes:
        """The signature over them."""

    @property
    def body(self) -> bytes | None:
        """The encoded body."""

    @property
    def bearer(self) -> str:
        """What brought it; empty for an own entry that was released here."""


class Proof(Protocol):
    """Two signed headers of one party at one place."""

    @property
    def party(self) -> int:
        """Who signed both."""

    @property
    def generation(self) -> int:
        """Where."""

    @property
    def position(self) -> int:
        """Where."""

    @property
    def header_a(self) -> bytes:
        """One history."""

    @property
    def header_b(self) -> bytes:
        """The other."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """One frame as it was sealed: by whom, for whom, what."""

    sender: int
    receiver: int
    epoch: int
    incarnation: bytes
    kind: int
    lane: int
    index: int
    plain: bytes = field(repr=False)


class Truth(Protocol):
    """What the world really is."""

    now_ns: int
    parties: int
    liars: frozenset[int]
    heartbeat_ns: int
    blackout_ns: int
    tight_credit: bool

    def disk(self, party: int) -> Mapping[Place, Record]:
        """What is durable at a station, by place."""

    def rotten(self, party: int) -> Collection[Place]:
        """Entries on a disk that no longer read as they were written."""

    def unread(self, party: int) -> bool:
        """Whether a disk gives nothing, or gave nothing a short while ago."""

    def roots(self, party: int) -> bytes:
        """The roots file of a station."""

    def up(self, party: int) -> bool:
        """Whether a station runs."""

    def up_since(self, party: int) -> int:
        """When its present run began."""

    def contact_age_ns(self, sender: int, receiver: int) -> int:
        """How long ago anything of one arrived at the other."""

    def slow_contact(self, one: int, other: int) -> bool:
        """Whether something arrived late lately, so that ages mean little."""

    def heads(self, party: int) -> tuple[tuple[int, int, int], ...]:
        """(party, generation, size) of each feed, as the station's line counts them."""

    def followed(self, party: int, feed: int) -> int:
        """The generation of a feed that a station counts as its newest."""

    def root(self, party: int, feed: int, generation: int, size: int) -> bytes:
        """The root of a feed's prefix, as the station's line computes it."""

    def levels(self, party: int, peer: int) -> Mapping[Place, int]:
        """Of each own message to a peer: the highest level of its that the station would show."""

    def delivered(self, party: int, peer: int) -> Mapping[Place, bool]:
        """Of each own message: whether the station would show it as delivered to a peer."""

    def stepped(self, party: int, holder: int | None) -> Mapping[Place, int]:
        """The highest level that the officer of a station really released, by message.

        `holder`: only by receipts that this station holds; None for all.
        """

    def measures(self, party: int) -> Mapping[str, tuple[int, int]]:
        """(value, bound) of what may not grow without one."""

    def compared(self, party: int, peer: int) -> tuple[str, int | None]:
        """What a station's comparison of books with a peer came to last, and when."""

    def books(self, one: int, other: int) -> Sequence[Sequence[Mapping[str, bytes]]]:
        """Digests that must be alike: of both sides' books, and of books that are folded anew."""

    def epoch(self, party: int, peer: int) -> int:
        """The epoch that a station seals under for a peer."""

    def genuine(self, record: Record) -> bool:
        """Whether the author's key made this very signature."""


def honest_pairs(truth: Truth) -> list[tuple[int, int]]:
    """(one, other) in both orders, of the parties that keep the rules."""
    honest = [p for p in range(truth.parties) if p not in truth.liars]
    return [(one, other) for one in honest for other in honest if one != other]


class Checker:
    """One rule.  Hooks do nothing unless a rule needs them."""

    name = ""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.evaluated = 0

    def fail(self, explanation: str) -> None:
        """The rule is broken."""
        raise ViolationError(self.name, explanation)

    def signed(self, party: int, place: Place, leaf: bytes, header: bytes) -> None:
        """A party's key has signed an entry."""

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """A station seals a frame; `place` names the entry in it."""

    def released(self, party: int, place: Place, *, lane: int, drill: bool, kind: int) -> None:
        """An officer's draft got its place."""

    def withdrawn(self, party: int, place: Place) -> None:
        """A release was taken back."""

    def durable(self, party: int, record: Record) -> None:
        """An entry is durable at a station, whose line is about to be told."""

    def stored(self, party: int, record: Record, missing: tuple[int, ...]) -> None:
        """A station is told to show an entry."""

    def mended(self, party: int, record: Record, *, shown: bool) -> None:
        """A copy took the place of a damaged entry, which was `shown` in this run or not."""

    def held(self, party: int, peer: int, place: Place) -> None:
        """A peer's station has acknowledged an own entry on the link."""

    def transmitted(self, party: int, peer: int, link: str, units: Sequence[bytes]) -> None:
        """Units for a peer are handed to a bearer."""

    def noticed(self, party: int, peer: int | None, kind: str, state: bool) -> None:
        """A station is told something beside entries."""

    def accused(self, party: int, proof: Proof) -> None:
        """A station is told of two histories."""

    def lied(self, place: Place) -> None:
        """A liar's second history has been opened by an honest station that holds the first."""

    def cosigned(self, party: int, log: str, root: bytes, leaves: Sequence[bytes]) -> None:
        """The witness has signed a head of a party's log, over these leaves."""

    def forked(self, party: int, log: str, *, exposed: bool) -> None:
        """A head is of another history than what the witness signed; `exposed`: it is proven."""

    def barred(self, party: int, code: str) -> None:
        """An officer did not send a form, because its subject is suspended."""

    def marked(self, marks: Mapping[int, Mapping[Place, tuple[str, tuple[int, ...]]]]) -> None:
        """At rest: by station, of each message its form and who had suspended its subject."""

    def vouched_falsely(self, party: int) -> None:
        """A witness that lies has signed heads of a party that are not."""

    def started(self, party: int) -> None:
        """A station has started, out of what its disk holds."""

    def stopped(self, party: int) -> None:
        """A station has crashed."""

    def restored(self, party: int, lost: Sequence[Place]) -> None:
        """An older backup was put in place: what is lost by it."""

    def inspect(self) -> None:
        """Now and then."""

    def rest(self) -> None:
        """After the heal, when nothing is left to do."""


def hooked(checkers: Sequence[Checker], name: str) -> tuple[Callable[..., None], ...]:
    """The hooks of this name that do something: the busiest are called for every frame."""
    idle = getattr(Checker, name)
    return tuple(getattr(c, name) for c in checkers if getattr(type(c), name) is not idle)
