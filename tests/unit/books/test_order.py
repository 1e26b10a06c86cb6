"""The order of entries: a function of the set, never of the arrival."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books import Entry, Key, Order, place_after
from directline.books.limits import DEPTH_MAX
from directline.errors import RemoteProtocolError
from directline.wire.body import Body
from directline.wire.entry import Header, Seen
from directline.wire.values import Kind
from tests.unit.books.made import ALPHA, BRAVO, T0, Made, Record, random_transcript, rules
from tests.unit.books.slow import Slow

NOTE = Body("E-OTHER", 1, ())


def entry(record: Record) -> Entry:
    return Entry(record.key, record.leaf, record.header, record.body)


def entries(made: Made) -> list[Entry]:
    return [entry(record) for record in made.records if readable(record)]


def readable(record: Record) -> bool:
    """`beyond` that names what `seen` holds already is no header."""
    header = record.header
    return record.key == _key(header)


def _key(header: bytes) -> Key | None:
    try:
        found = Header.parse(header)
    except RemoteProtocolError:
        return None
    return found.party, found.generation, found.position


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_arrival_cannot_matter(seed: int, parties: int) -> None:
    chance = random.Random(seed)
    made = random_transcript(chance, 40, parties=parties)
    whole, single, batches = Order(), Order(), Order()
    given_entries = entries(made)
    whole.add(given_entries)
    chance.shuffle(given_entries)
    for one in given_entries:
        single.add([one])
    chance.shuffle(given_entries)
    for at in range(0, len(given_entries), 7):
        batches.add(given_entries[at : at + 7])
    assert whole.keys() == single.keys() == batches.keys()


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_it_is_the_order_that_is_looked_for_the_slow_way(seed: int, parties: int) -> None:
    made = random_transcript(random.Random(seed), 25, parties=parties)
    order = Order()
    order.add_leaves((record.key, record.leaf) for record in made.records if not readable(record))
    order.add(entries(made))
    assert order.keys() == Slow(rules(parties), made.records).order


def test_a_wrong_clock_disturbs_no_more_than_causality_allows() -> None:
    made = Made()
    ahead = made.say(ALPHA, NOTE, T0 + 10**12, kind=Kind.EVENT)  # thirty years ahead
    first = made.say(BRAVO, NOTE, T0 + 20, kind=Kind.EVENT)
    made.say(ALPHA, NOTE, T0 + 10**12 + 1, kind=Kind.EVENT, everything=False)
    second = made.say(BRAVO, NOTE, T0 + 30, kind=Kind.EVENT, everything=False)
    order = Order()
    order.add(entries(made))
    assert order.keys()[:3] == [ahead.key, first.key, second.key]


def test_a_clock_that_only_goes_back_keeps_places_short_and_causal() -> None:
    last = b""
    for number in range(1, 200):
        place = place_after(last, T0 - number, (ALPHA, 1, number))
        assert place > last
        last = place
    assert len(last) <= DEPTH_MAX * len(place_after(b"", T0, (ALPHA, 1, 1)))
    made = Made()
    for number in range(60):
        made.say(number % 2, NOTE, T0 - 1000 * number, kind=Kind.EVENT)
    order, other = Order(), Order()
    order.add(entries(made))
    for one in reversed(entries(made)):
        other.add([one])
    assert order.keys() == other.keys() == [record.key for record in made.records]


def test_who_claims_to_have_seen_what_is_not_yet_written_orders_nothing() -> None:
    made = Made()
    lie = (Seen(BRAVO, 1, 3, bytes(32)),)
    false = made.say(ALPHA, NOTE, T0, kind=Kind.EVENT, seen=lie)
    answers = [made.say(BRAVO, NOTE, T0 + n, kind=Kind.EVENT) for n in (1, 2, 3)]
    order = Order()
    order.add(entries(made))
    assert order.keys() == [false.key, *(answer.key for answer in answers)]
    found = Header.parse(false.header)
    assert order.sound(found) == order.proven(found) == []


def test_what_fills_a_gap_moves_what_had_seen_it() -> None:
    made = Made()
    early = made.say(BRAVO, NOTE, T0 + 500, kind=Kind.EVENT)
    later = made.say(BRAVO, NOTE, T0 + 600, kind=Kind.EVENT, everything=False)
    reply = made.say(ALPHA, NOTE, T0, kind=Kind.EVENT)  # a slow clock, and it has seen both
    after = made.say(ALPHA, NOTE, T0 + 550, kind=Kind.EVENT)
    order = Order()
    assert order.add([entry(reply)]) == 0
    assert order.add([entry(after)]) == 1
    assert order.add([entry(later)]) == 2
    assert order.keys() == [reply.key, after.key, later.key]
    assert order.add([entry(early)]) == 0
    assert order.keys() == [early.key, later.key, reply.key, after.key]


def test_a_leaf_is_enough_to_believe_a_root_and_the_entry_may_come_later() -> None:
    made = Made()
    first = made.say(BRAVO, NOTE, T0 + 900, kind=Kind.EVENT)
    second = made.say(BRAVO, NOTE, T0 + 950, kind=Kind.EVENT)
    reply = made.say(ALPHA, NOTE, T0, kind=Kind.EVENT)
    order = Order()
    order.add([entry(first), entry(reply)])
    assert order.keys() == [reply.key, first.key]
    order.add_leaves([(second.key, second.leaf)])
    assert order.keys() == [first.key, reply.key]
    order.add([entry(second)])
    assert order.keys() == [first.key, second.key, reply.key]
    assert order.sizes() == {(ALPHA, 1): 1, (BRAVO, 1): 2}


def test_of_two_histories_the_lower_leaf_counts_whichever_came_first() -> None:
    one, two = Made(), Made()
    first = one.say(ALPHA, NOTE, T0, kind=Kind.EVENT)
    other = two.say(ALPHA, Body("E-OTHER", 1, (1,)), T0 + 7, kind=Kind.EVENT)
    lower = min(first, other, key=lambda record: record.leaf)
    for pair in ((first, other), (other, first)):
        order = Order()
        for record in pair:
            order.add([entry(record)])
        assert order.entries[first.key].leaf == lower.leaf
        assert len(order) == 1


def test_known_entries_change_nothing() -> None:
    made = Made()
    records = [made.say(n % 2, NOTE, T0 + n, kind=Kind.EVENT) for n in range(6)]
    order = Order()
    order.add(entries(made))
    assert order.add([entry(records[2])]) == len(order) == 6


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_a_cut_has_the_order_of_its_own_entries(seed: int) -> None:
    chance = random.Random(seed)
    made = random_transcript(chance, 40, parties=3)
    order = Order()
    order.add(entries(made))
    cut = {feed: chance.randrange(size + 1) for feed, size in order.sizes().items()}
    start, tail = order.within(cut)
    alone = Order()
    alone.add([one for one in entries(made) if one.key[2] <= cut.get(one.key[:2], 0)])
    assert order.keys()[:start] + tail == alone.keys()
