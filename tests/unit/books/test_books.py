"""All books together: equal under any arrival, on both sides, and to those made slowly."""

import random
from collections import deque
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books import NAMES, Books, Cut, books, differs
from directline.books import rows as book_rows
from directline.books.claims import claims_at
from directline.books.messages import Message
from directline.books.standing import undertakings_at
from directline.errors import RemoteProtocolError
from directline.wire.body import Body, encode_body
from directline.wire.entry import Header
from directline.wire.values import Kind
from tests.unit.books.made import (
    ALPHA,
    BRAVO,
    CHARLIE,
    DAY,
    HOUR,
    T0,
    Made,
    Record,
    message,
    random_transcript,
    rules,
    without_body,
)
from tests.unit.books.slow import Slow
from tests.unit.books.slow_undertakings import SlowUndertakings


def tables(state: Books) -> dict[str, dict[str, dict[Any, Any]]]:
    return {
        name: {part: dict(table.items()) for part, table in state.tables(name).items()}
        for name in NAMES
    }


def digests(state: Books) -> dict[str, bytes]:
    return {name: state.digest(name) for name in NAMES}


def folded(made: Made, records: list[Record], *readers: int) -> Books:
    state = Books(rules(made.parties), frozenset(readers))
    state.add(records)
    return state


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_they_are_those_that_are_made_the_slow_way(seed: int, parties: int) -> None:
    chance = random.Random(seed)
    made = random_transcript(chance, 30, parties=parties)
    shuffled = chance.sample(made.records, len(made.records))
    state = Books(rules(parties))
    for record in shuffled:
        state.add([record])
    slow = Slow(rules(parties), shuffled)
    assert tables(state) == slow.all()
    second = SlowUndertakings(slow, {key: slow.message(key) for key in slow.messages()})
    for at_ms in (T0, T0 + chance.randrange(6 * HOUR), T0 + 2 * DAY):
        for view in undertakings_at(state.undertakings, at_ms):
            for one in view.standings:
                assert one.state == second.seen(view.key, one.party, at_ms)


@settings(max_examples=12)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_arrival_cannot_matter(seed: int, parties: int) -> None:
    chance = random.Random(seed)
    made = random_transcript(chance, 60, parties=parties)
    whole = folded(made, made.records)
    shuffled = chance.sample(made.records, len(made.records))
    single = Books(rules(parties))
    for record in shuffled:
        single.add([record])
        if chance.random() < 0.1:
            digests(single)  # settled in between, and again
    assert digests(whole) == digests(single)
    assert differs(whole, single) == []
    assert tables(whole) == tables(single)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_both_sides_have_the_same_books_over_a_cut(seed: int, parties: int) -> None:
    """Each lacks the other's newest, what is not for it, and what it has forgotten."""
    chance = random.Random(seed)
    made = random_transcript(chance, 60, parties=parties)
    sides = [_held_by(chance, made, party) for party in (ALPHA, BRAVO)]
    readers = frozenset({ALPHA, BRAVO})
    states = [Books(rules(parties), readers), Books(rules(parties), readers)]
    for state, records in zip(states, sides, strict=True):
        state.add(records)
    before = [tables(state) for state in states]
    sizes = [state.order.sizes() for state in states]
    cut = {feed: min(size, sizes[1].get(feed, 0)) for feed, size in sizes[0].items()}
    forgotten = frozenset(r.key for side in sides for r in side if r.body is None)
    both = Cut(cut, forgotten)
    with states[0].within(both) as first, states[1].within(both) as second:
        assert digests(first) == digests(second)
        inside = [r for r in made.records if r.key[2] <= cut.get(r.key[:2], 0)]
        slow = Slow(rules(parties), inside, (ALPHA, BRAVO), forgotten)
        assert first.order.keys()  # the whole order stays
        assert tables(first)["messages"] == slow.all()["messages"]
    assert [tables(state) for state in states] == before


def _held_by(chance: random.Random, made: Made, party: int) -> list[Record]:
    found = []
    last = {feed: chance.randrange(tree.size + 1) for feed, tree in made.trees.items()}
    for record in made.records:
        mine = record.party == party
        if not mine and record.position > last[record.party, record.generation]:
            continue
        addressed = mine or _addressed(record, party)
        forgotten = chance.random() < 0.1
        found.append(without_body(record) if forgotten or not addressed else record)
    return chance.sample(found, len(found))


def _addressed(record: Record, party: int) -> bool:

    try:
        return bool(Header.parse(record.header).addressees >> party & 1)
    except RemoteProtocolError:
        return False


def conversation(count: int = 40) -> Made:
    """Messages with their receipts, one after another."""
    made = Made()
    for number in range(count):
        party, at_ms = number % 2, T0 + number * 60_000
        notice = message("A1", window=(at_ms + 4 * DAY, at_ms + 5 * DAY), nature="gunnery")
        sent = made.say(party, notice, at_ms)
        made.step(1 - party, sent.key, 3, at_ms + 10_000)
        made.step(1 - party, sent.key, 6, at_ms + 20_000, answer="ROGER")
    return made


def test_one_wrong_bit_in_a_book_is_found_down_to_entry_and_value() -> None:
    made = conversation()
    mine, theirs = folded(made, made.records), folded(made, made.records)
    assert differs(mine, theirs) == []
    row = mine.messages.rows.get((BRAVO, 1, 18))
    assert isinstance(row, Message)
    mine.messages.rows.put((BRAVO, 1, 18), row._replace(instant_ms=row.instant_ms ^ 1))
    (found,) = differs(mine, theirs)
    assert (found.book, found.entry, found.fields) == ("messages", (BRAVO, 1, 18), ("instant_ms",))


@pytest.mark.parametrize("at", [0, 41, 119])
def test_one_wrong_bit_in_an_entry_is_found(at: int) -> None:
    made = conversation()
    body = made.records[at].body
    assert body is not None
    place = body.rindex(
        b"gunnery" if b"gunnery" in body else b"ROGER" if b"ROGER" in body else b"W"
    )
    flipped = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
    records = [*made.records]
    records[at] = replace(records[at], body=flipped)
    found = differs(folded(made, made.records), folded(made, records))
    assert found
    named = {one.entry for one in found}
    told = [step.entry for one in found for row in (one.mine, one.theirs) for step in _steps(row)]
    assert made.records[at].key in named | set(told)


def _steps(row: Any) -> list[Any]:
    return [step for side in getattr(row, "sides", ()) for step in side.steps]


def test_a_cut_without_what_one_side_lacks_is_the_same_and_the_whole_is_not() -> None:
    made = conversation()
    mine, theirs = folded(made, made.records), folded(made, made.records[:-3])
    assert digests(mine) != digests(theirs)
    with mine.within(Cut(theirs.order.sizes())) as ours:
        assert digests(ours) == digests(theirs)


def test_what_either_has_forgotten_folds_as_forgotten_on_both_sides() -> None:
    made = conversation()
    gone = {made.records[30].key, made.records[31].key}
    kept = [without_body(r) if r.key in gone else r for r in made.records]
    mine, theirs = folded(made, made.records), folded(made, kept)
    cut = Cut(mine.order.sizes(), frozenset(gone))
    with mine.within(cut) as ours, theirs.within(cut) as others:
        assert digests(ours) == digests(others) == digests(folded(made, kept))
    assert digests(mine) == digests(folded(made, made.records))
    mine.forget(gone)
    assert digests(mine) == digests(folded(made, kept))


def test_a_third_partys_words_are_in_no_book_of_two_others() -> None:
    made = Made(3)
    said = made.say(ALPHA, message("A1", nature="gunnery"), T0, to=1 << CHARLIE)
    for_all = made.say(ALPHA, message("A1", nature="gunnery"), T0 + 1)
    ours = folded(made, made.records, ALPHA, BRAVO)
    theirs = folded(made, [without_body(said), for_all], ALPHA, BRAVO)
    assert digests(ours) == digests(theirs)
    row, other = ours.messages.rows.get(said.key), ours.messages.rows.get(for_all.key)
    assert row is not None
    assert other is not None
    assert (row.code, other.code) == ("", "A1")


@pytest.mark.parametrize("kept", [1, 8, 1000])
def test_an_entry_that_lands_behind_is_folded_in_its_place(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the journal, or past it anew: the books are the same."""
    monkeypatch.setattr(book_rows, "JOURNAL_MAX", kept)
    monkeypatch.setattr(books, "JOURNAL_MAX", kept)
    made = conversation()
    late = made.records.pop(-6)
    made.records.pop(-5)
    state = Books(rules())
    assert isinstance(state._journal._steps, deque)
    state._journal._steps = deque(maxlen=kept)
    for record in made.records:
        update = state.add([record])
        assert (update.added, update.anew) == (1, False)
    update = state.add([late])
    assert update.anew == (update.folded > kept)
    assert digests(state) == digests(folded(made, [*made.records, late]))


def test_extending_entries_fold_one_at_a_time() -> None:
    made = conversation(5)
    state = Books(rules())
    assert [state.add([record]).folded for record in made.records] == [1] * 15
    assert state.add(made.records).folded == 0


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1), st.binary(max_size=60)), max_size=8))
def test_no_bytes_make_a_book_fail(entries: list[tuple[int, bytes]]) -> None:
    made = Made()
    for party, data in entries:
        made.say(party, Body("X", 1, ()), T0)
        made.records[-1] = replace(made.records[-1], body=data)
    torn = [replace(r, header=r.header[:-1]) for r in made.records[::3]]
    state = folded(made, [*made.records[1::3], *made.records[2::3], *torn])
    look(state)


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_every_view_has_an_answer_at_any_instant(seed: int) -> None:
    chance = random.Random(seed)
    made = random_transcript(chance, 60, parties=2)
    kinds = [Kind.MESSAGE, Kind.RECEIPT, Kind.EVENT]
    for number in range(8):  # any body in any kind of entry
        body = chance.choice([r.body for r in made.records if r.body])
        made.say(number % 2, None, T0, kind=chance.choice(kinds), everything=False)
        made.records[-1] = replace(made.records[-1], body=body)
    look(folded(made, made.records))


def look(state: Books) -> None:
    for at_ms in (0, T0, T0 + 3 * DAY, 2**48 - 1):
        state.deadlines.view(at_ms, {BRAVO: "unreachable"})
        state.notices.view(at_ms)
        state.watch.view(at_ms)
        undertakings_at(state.undertakings, at_ms)
        claims_at(state.undertakings, at_ms)
    state.line.months(T0 + 3 * DAY)
    state.line.speeds()
    for root in [key for key, _ in state.incidents.rows.items()]:
        assert state.incidents.timeline((int(root[0]), int(root[1]), int(root[2])))
    digests(state)


def test_a_body_that_is_not_the_forms_is_kept_as_a_message() -> None:
    made = Made()
    odd = made.say(ALPHA, Body("A1", 1, ("no window",)), T0)
    huge = made.say(ALPHA, Body("S1", 1, (2**62,)), T0 + 1)
    made.records[-1] = replace(huge, body=encode_body(Body("S1", 1, (2**62,))))
    state = folded(made, made.records)
    assert len(state.messages.rows) == 2
    assert state.notices.rows.get(odd.key) is not None
    look(state)
