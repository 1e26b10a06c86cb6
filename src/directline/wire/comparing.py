"""The frames in which two stations compare their books: what one names, asks and is told.

Arrays of CBOR, sealed like any control frame, in the lane of ROUTINE and below all of it.  What
they mean is `directline.books.comparing`; here are their layout and its bounds.
"""

from dataclasses import dataclass

from directline.errors import RemoteProtocolError
from directline.wire.codec import (
    Value,
    array,
    boolean,
    decode,
    encode,
    integer,
    items,
    octets,
    text,
)
from directline.wire.control import Request
from directline.wire.entry import GENERATION_MAX, POSITION_MAX
from directline.wire.limits import HASH_BYTES, PARTIES_MAX

COMPARING_BYTES_MAX = 4_000
"""Of one frame: with header and tag it goes as one unit."""
FEEDS_MAX = 128
"""Feeds that a cut names: every restore of a station opens one more."""
BOOKS_MAX = 16
NAME_CHARS_MAX = 16
NODES_MAX = 64
"""Digests in one answer."""
KEY_ITEMS_MAX = 4
KEY_CHARS_MAX = 64
PATH_MAX = 16
"""Book, table, group, bucket, row, and places within the row."""
PLACES_MAX = 400
FORGOTTEN_FEEDS_MAX = 32
"""Forgotten entries named in one frame, and feeds that they are of."""
FORMS_BYTES = 8
SET_BYTES = 16
NODE_BYTES = 8
"""Of a digest on the way down: both sides fold the same entries, so nobody can aim at it."""
VALUE_BYTES_MAX = 1_024
NUMBER_MAX = 2**62
RULE = "COMPARE-1"

OFFER, ANSWER, ASK, PART, VALUE, FORGOTTEN, NAMED = range(7)

Node = tuple[int | str, ...]
Step = str | int | Node
Path = tuple[Step, ...]
Sizes = dict[tuple[int, int], int]
Place = tuple[int, int, int]


def announcement(own: int) -> Request:
    """What tells a peer that this station compares books: it asks for what there cannot be.

    A station that knows nothing of it acknowledges and has nothing to give.
    """
    return Request(((own, GENERATION_MAX, 1, 1),))


@dataclass(frozen=True, slots=True)
class Account:
    """An offer, or the answer to one: a cut, and the digests of one side's books over it.

    An answer without digests says how much of the cut is held.
    """

    answers: bool
    number: int
    forms: bytes
    """Of charter and forms by which these books are folded."""
    sizes: Sizes
    forgotten: tuple[int, bytes]
    """How many entries of the cut are folded without their words, and the digest of these."""
    digests: dict[str, bytes]

    def encode(self) -> bytes:
        """The content of a frame."""
        feeds: Value = tuple((*feed, size) for feed, size in sorted(self.sizes.items()))
        books: Value = tuple(self.digests.items())
        kind = ANSWER if self.answers else OFFER
        return encode((kind, self.number, self.forms, feeds, self.forgotten, books))


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks for what stands below a place, after the keys that were given before."""

    number: int
    path: Path
    after: Step | None = None

    def encode(self) -> bytes:
        """The content of a frame."""
        return encode((ASK, self.number, self.path, self.after))


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below a place: keys with the first bytes of their digests, in their order."""

    number: int
    path: Path
    after: Step | None
    nodes: tuple[tuple[Step, bytes], ...]
    more: bool

    def encode(self) -> bytes:
        """The content of a frame."""
        return encode((PART, self.number, self.path, self.after, self.nodes, self.more))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is no array, as CBOR; `whole` False: only its beginning."""

    number: int
    path: Path
    value: bytes
    whole: bool

    def encode(self) -> bytes:
        """The content of a frame."""
        return encode((VALUE, self.number, self.path, self.value, self.whole))


@dataclass(frozen=True, slots=True)
class AskForgotten:
    """Asks which entries the other folds without their words, after a place."""

    number: int
    after: Place | None = None

    def encode(self) -> bytes:
        """The content of a frame."""
        return encode((FORGOTTEN, self.number, self.after))


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Entries that are folded without their words, in rising order."""

    number: int
    places: tuple[Place, ...]
    more: bool

    def encode(self) -> bytes:
        """The content of a frame."""
        feeds: dict[tuple[int, int], list[int]] = {}
        for party, generation, position in self.places:
            feeds.setdefault((party, generation), []).append(position)
        named: Value = tuple((*feed, tuple(positions)) for feed, positions in feeds.items())
        return encode((NAMED, self.number, named, self.more))


Comparing = Account | Ask | Part | Leaf | AskForgotten | Forgotten


def decode_comparing(data: bytes) -> Comparing:
    """What a frame says, of outside bytes.

    Raises:
        RemoteProtocolError: another layout, or out of bounds [COMPARE-1].
    """
    whole = decode(data, bytes_max=COMPARING_BYTES_MAX, rule=RULE)
    if not isinstance(whole, tuple) or len(whole) < 2:
        raise RemoteProtocolError("no frame of a comparison", rule=RULE, excerpt=data)
    kind = integer(whole[0], OFFER, NAMED, RULE)
    number = integer(whole[1], 0, NUMBER_MAX, RULE)
    if kind in (OFFER, ANSWER):
        return _account(whole, number, answers=kind == ANSWER)
    if kind == ASK:
        _, _, path, after = array(whole, 4, RULE)
        return Ask(number, _path(path), None if after is None else _step(after))
    if kind == PART:
        return _part(whole, number)
    if kind == VALUE:
        _, _, path, value, complete = array(whole, 5, RULE)
        if not isinstance(value, bytes) or len(value) > VALUE_BYTES_MAX:
            raise RemoteProtocolError("a value's length", rule=RULE)
        return Leaf(number, _path(path), value, boolean(complete, RULE))
    if kind == FORGOTTEN:
        _, _, after = array(whole, 3, RULE)
        return AskForgotten(number, None if after is None else _place(array(after, 3, RULE)))
    return _forgotten(whole, number)


def _account(whole: Value, number: int, *, answers: bool) -> Account:
    _, _, forms, feeds, forgotten, books = array(whole, 6, RULE)
    sizes: Sizes = {}
    for item in items(feeds, FEEDS_MAX, RULE):
        place = _place(array(item, 3, RULE))
        if sizes and place[:2] <= max(sizes):
            raise RemoteProtocolError("feeds out of order", rule=RULE)
        sizes[place[:2]] = place[2]
    count, of_set = array(forgotten, 2, RULE)
    digests: dict[str, bytes] = {}
    for item in items(books, BOOKS_MAX, RULE):
        name, digest = array(item, 2, RULE)
        known = text(name, NAME_CHARS_MAX, RULE)
        if known in digests:
            raise RemoteProtocolError("a book is named twice", rule=RULE)
        digests[known] = octets(digest, HASH_BYTES, RULE)
    held = (integer(count, 0, POSITION_MAX, RULE), octets(of_set, SET_BYTES, RULE))
    return Account(answers, number, octets(forms, FORMS_BYTES, RULE), sizes, held, digests)


def _part(whole: Value, number: int) -> Part:
    _, _, path, after, nodes, more = array(whole, 6, RULE)
    start = None if after is None else _step(after)
    found: list[tuple[Step, bytes]] = []
    last = start
    for item in items(nodes, NODES_MAX, RULE):
        key, digest = array(item, 2, RULE)
        step = _step(key)
        if last is not None and in_order(step) <= in_order(last):
            raise RemoteProtocolError("keys out of order", rule=RULE)
        found.append((step, octets(digest, NODE_BYTES, RULE)))
        last = step
    return Part(number, _path(path), start, tuple(found), boolean(more, RULE))


def _forgotten(whole: Value, number: int) -> Forgotten:
    _, _, feeds, more = array(whole, 4, RULE)
    places: list[Place] = []
    for item in items(feeds, FORGOTTEN_FEEDS_MAX, RULE):
        party, generation, positions = array(item, 3, RULE)
        for position in items(positions, PLACES_MAX, RULE):
            place = _place((party, generation, position))
            if places and place <= places[-1]:
                raise RemoteProtocolError("places out of order", rule=RULE)
            places.append(place)
    if len(places) > PLACES_MAX:
        raise RemoteProtocolError(f"more than {PLACES_MAX} places", rule=RULE)
    return Forgotten(number, tuple(places), boolean(more, RULE))


def in_order(step: Step) -> tuple[tuple[bool, int | str], ...]:
    """By what keys are sorted: item by item, integers before texts."""
    parts = step if isinstance(step, tuple) else (step,)
    return tuple((isinstance(part, str), part) for part in parts)


def _path(value: Value) -> Path:
    path = items(value, PATH_MAX, RULE)
    if not path:
        raise RemoteProtocolError("a path that names nothing", rule=RULE)
    return tuple(_step(part) for part in path)


def _step(value: Value) -> Step:
    if isinstance(value, tuple):
        parts = items(value, KEY_ITEMS_MAX, RULE)
        return tuple(_atom(part) for part in parts)
    return _atom(value)


def _atom(value: Value) -> int | str:
    if isinstance(value, str):
        return text(value, KEY_CHARS_MAX, RULE)
    return integer(value, 0, NUMBER_MAX, RULE)


def _place(parts: tuple[Value, ...]) -> Place:
    party, generation, position = parts
    return (
        integer(party, 0, PARTIES_MAX - 1, RULE),
        integer(generation, 1, GENERATION_MAX, RULE),
        integer(position, 1, POSITION_MAX, RULE),
    )
