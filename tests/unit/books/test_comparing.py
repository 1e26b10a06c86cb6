"""Two sides compare their books over the line: equal, one wrong bit, and peers that lie."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books import NAMES, Comparison, Kept, State
from directline.books.comparing import FAR_NS, REPLY_NS
from directline.books.limits import ASKED_MAX, ASKS_A_MINUTE_MAX, OFFERS_A_MINUTE_MAX
from directline.catalogue import load
from directline.errors import RemoteProtocolError
from directline.wire.comparing import (
    COMPARING_BYTES_MAX,
    Account,
    Ask,
    Forgotten,
    Leaf,
    Part,
    decode_comparing,
)
from tests.unit.books.compared import (
    INTERVAL_NS,
    SECOND,
    Two,
    everything,
    flip,
    in_part,
    transcript,
)
from tests.unit.books.made import (
    ALPHA,
    BRAVO,
    MINUTE,
    T0,
    Made,
    message,
    rules,
    without_body,
)


def some(seed: int = 1, count: int = 40, parties: int = 2) -> Made:
    return transcript(random.Random(seed), count, parties)


def states(two: Two) -> list[State]:
    return [side.outcome.state for side in two.sides]


@pytest.mark.spec("COMPARE-5", "COMPARE-6")
@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_books_of_the_same_transcript_are_found_equal(seed: int, parties: int) -> None:
    """Whatever either lacks, may not read or has forgotten."""
    chance = random.Random(seed)
    two = in_part(chance, transcript(chance, 50, parties))
    two.spend(70)
    assert states(two) == [State.EQUAL, State.EQUAL]
    first, second = (side.outcome for side in two.sides)
    assert first.sizes == second.sizes
    assert first.forgotten == second.forgotten


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_one_wrong_bit_is_found_on_both_sides_down_to_entry_and_value(seed: int) -> None:
    chance = random.Random(seed)
    two = everything(transcript(chance, 40))
    two.carry()
    wrong = chance.choice((ALPHA, BRAVO))
    filled = [n for n in NAMES for t in two.kept[wrong].books.tables(n).values() if len(t)]
    book = chance.choice([name for name in filled if name in ("messages", "incidents")])
    part = {"messages": "messages", "incidents": "incidents"}[book]
    if part not in two.kept[wrong].books.tables(book):
        part = next(iter(two.kept[wrong].books.tables(book)))
    key, name = flip(two.kept[wrong], book, part, chance)
    for kept in two.kept:
        kept.books.renew(0, 10_000)
    two.spend(60)
    assert states(two) == [State.DIFFER, State.DIFFER]
    for number, side in enumerate(two.sides):
        found = side.outcome.found
        assert [(f.book, f.table, f.key, f.field) for f in found] == [(book, part, key, name)]
        assert found[0].entry == key
        assert found[0].mine != found[0].theirs
        other = two.sides[1 - number].outcome.found[0]
        assert (found[0].mine, found[0].theirs) == (other.theirs, other.mine)


def test_a_row_that_one_side_lacks_is_named_on_both() -> None:
    two = everything(some())
    two.carry()
    table = two.kept[ALPHA].books.tables("messages")["messages"]
    key = sorted(table._rows)[3]
    table._dirty.add(key)
    del table._rows[key]
    two.spend(60)
    mine, theirs = (side.outcome.found[0] for side in two.sides)
    assert (mine.entry, mine.field, mine.mine) == (key, "", None)
    assert mine.theirs is not None
    assert theirs.entry == key
    assert theirs.theirs is None
    assert theirs.mine is not None


def test_when_it_is_right_again_both_say_so() -> None:
    two = everything(some())
    chance = random.Random(3)
    table = two.kept[BRAVO].books.tables("messages")["messages"]
    before = dict(table._rows)
    key, _ = flip(two.kept[BRAVO], "messages", "messages", chance)
    table._dirty.add(key)
    two.spend(60)
    assert states(two) == [State.DIFFER, State.DIFFER]
    table._rows[key] = before[key]
    table._dirty.add(key)
    two.spend(60)
    assert states(two) == [State.EQUAL, State.EQUAL]


def test_a_bit_that_turns_behind_a_kept_digest_is_seen_when_its_turn_comes() -> None:
    two = everything(some())
    two.carry()
    kept = two.kept[BRAVO]
    flip(kept, "messages", "messages", random.Random(4))
    two.spend(40)
    assert states(two) == [State.EQUAL, State.EQUAL]
    at, parts = 0, 0
    while parts == 0 or at:
        at = kept.books.renew(at, 5)
        parts += 1
    assert parts > 3
    two.spend(40)
    assert states(two) == [State.DIFFER, State.DIFFER]


@pytest.mark.spec("COMPARE-6")
def test_words_forgotten_after_a_comparison_are_forgotten_on_both_sides() -> None:
    two = everything(some())
    two.carry()
    keys = [r.key for r in two.made.records[5:12]]
    two.kept[ALPHA].hear(keys)
    two.kept[BRAVO].hear(k for k in (two.made.records[20].key,))
    two.spend(70)
    assert states(two) == [State.EQUAL, State.EQUAL]
    assert two.kept[ALPHA].forgotten == two.kept[BRAVO].forgotten
    assert len(two.kept[ALPHA].forgotten) == 8


def test_many_forgotten_words_are_told_in_parts() -> None:
    made = Made()
    for number in range(1_500):
        made.say(ALPHA, message("L1", number=number), T0 + number * MINUTE)
    two = Two(made)
    two.hold(ALPHA, [without_body(record) for record in made.records])
    two.hold(BRAVO, made.records)
    two.spend(40)
    assert states(two) == [State.EQUAL, State.EQUAL]
    assert two.sides[0].outcome.forgotten == 1_500
    assert max(len(content) for _, content in two.sent) <= COMPARING_BYTES_MAX


@pytest.mark.spec("COMPARE-5")
def test_who_does_not_hold_the_cut_waits_for_it_and_then_says_how_much_it_holds() -> None:
    made = some(count=60)
    two = Two(made)
    two.hold(ALPHA, made.records)
    two.hold(BRAVO, made.records[:40])
    two.carry()
    assert two.sides[BRAVO].waits
    two.hold(BRAVO, made.records[40:])
    two.carry()
    assert states(two) == [State.EQUAL, State.EQUAL]
    later = [made.say(ALPHA, message("L1", number=n), T0 + n * MINUTE * 9_000) for n in range(5)]
    two.hold(ALPHA, later)
    two.spend(45)
    assert states(two) == [State.EQUAL, State.EQUAL]
    assert sum(two.sides[0].outcome.sizes.values()) == 60


def test_other_rules_are_said_and_are_no_difference() -> None:
    made = some()
    two = everything(made)
    forms = replace(load(), files={"forms/i1.toml": ""})
    other = Kept(replace(rules(2), catalogue=forms), BRAVO, ALPHA)
    other.add(made.records)
    two.kept[BRAVO] = other
    two.sides[BRAVO] = Comparison(other, first=1, interval_ns=INTERVAL_NS, now_ns=two.now_ns)
    two.spend(3)
    assert states(two) == [State.OTHER_FORMS, State.OTHER_FORMS]


def test_in_quiet_one_exchange_serves_both_for_the_interval() -> None:
    two = everything(some())
    two.spend(300)
    assert len(two.sent) <= 2 * 2 * 10 + 2
    assert sum(len(content) for _, content in two.sent) < 500 * len(two.sent)


# --- a peer that lies ---------------------------------------------------------------------------


@pytest.mark.spec("COMPARE-7")
def test_a_peer_that_differs_everywhere_costs_a_bounded_number_of_questions() -> None:
    chance = random.Random(8)
    two = everything(some(count=80))

    def lie(sender: int, content: bytes) -> tuple[bytes, ...]:
        said = decode_comparing(content)
        if sender == BRAVO and isinstance(said, Account):
            digests = {name: chance.randbytes(32) for name in said.digests}
            said = Account(
                said.answers, said.number, said.forms, said.sizes, said.forgotten, digests
            )
        if sender == BRAVO and isinstance(said, Part):
            after = 0 if said.after is None else said.after
            first = (after[0] if isinstance(after, tuple) else after, chance.randrange(1, 2**40))
            said = Part(said.number, said.path, said.after, ((first, chance.randbytes(8)),), True)
        return (said.encode(),)

    two.change = lie
    two.carry()
    asked = [c for who, c in two.sent if who == ALPHA and isinstance(decode_comparing(c), Ask)]
    assert len(asked) <= ASKED_MAX
    assert two.sides[ALPHA].outcome.state is State.DIFFER
    two.spend(600)
    assert len(two.sent) < 22 * (ASKED_MAX + 4) * 4


@pytest.mark.parametrize("lie", ["nobody", "all", "future"])
def test_cuts_that_nobody_holds_end_in_a_plain_word(lie: str) -> None:
    two = everything(some())

    def change(sender: int, content: bytes) -> tuple[bytes, ...]:
        said = decode_comparing(content)
        if sender == BRAVO and isinstance(said, Account):
            sizes = {"nobody": {(0, 9): 7}, "all": {}, "future": {(0, 1): 2**40, (1, 1): 2**41}}
            said = Account(
                said.answers, said.number, said.forms, sizes[lie], said.forgotten,
                {} if said.answers else said.digests,
            )  # fmt: skip
        return (said.encode(),)

    two.change = change
    two.spend(100)
    # An empty cut is common ground too: the books over nothing are equal.
    assert two.sides[ALPHA].outcome.state in {State.BEHIND, State.EQUAL, State.DIFFER}
    assert not two.sides[ALPHA].outcome.found or lie != "all"


def test_a_peer_that_says_nothing_leaves_what_was_known_and_its_age() -> None:
    two = everything(some())
    two.carry()
    at_ns = two.sides[ALPHA].outcome.at_ns
    two.change = lambda sender, content: () if sender == BRAVO else (content,)
    two.spend(300)
    outcome = two.sides[ALPHA].outcome
    assert outcome.state is State.EQUAL
    assert at_ns is not None
    assert outcome.at_ns is not None
    assert outcome.at_ns < two.now_ns - 200 * SECOND
    offers = [c for who, c in two.sent if who == ALPHA]
    assert len(offers) < 300 // (REPLY_NS // SECOND) + 30


@settings(max_examples=80)
@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_by_the_rule(data: bytes) -> None:
    two = Two(Made())
    rule = "COMPARE-1"
    try:
        two.sides[ALPHA].take(data, two.now_ns)
    except RemoteProtocolError as error:
        rule = error.rule
    assert rule == "COMPARE-1"


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_parts_of_a_comparison_out_of_turn_change_nothing(seed: int) -> None:
    """Everything that was ever said comes again, in any order and number, and nothing breaks."""
    chance = random.Random(seed)
    two = everything(some(seed % 5, 20))
    flip(two.kept[BRAVO], "messages", "messages", chance)
    two.kept[BRAVO].books.renew(0, 1_000)
    two.spend(3)
    said = [content for _, content in two.sent]
    for _ in range(40):
        side = chance.choice(two.sides)
        side.take(chance.choice(said), two.now_ns)
        side.out.clear()
        two.now_ns += chance.randrange(SECOND)
    two.spend(80)
    assert states(two) == [State.DIFFER, State.DIFFER]
    assert two.sides[0].outcome.found[0].mine == two.sides[1].outcome.found[0].theirs


@pytest.mark.spec("COMPARE-7")
def test_who_asks_for_ever_is_answered_so_often_a_minute() -> None:
    two = everything(some())
    two.carry()
    side = two.sides[ALPHA]
    offer = Account(False, 77, side.kept.forms, side.outcome.sizes, (0, bytes(16)), {})
    for _ in range(500):
        side.take(offer.encode(), two.now_ns)
    assert len(side.out) <= OFFERS_A_MINUTE_MAX * 2
    side.out.clear()
    served = side._served
    assert served is not None
    for _ in range(2_000):
        side.take(Ask(served[0], ("messages",)).encode(), two.now_ns)
    assert len(side.out) <= ASKS_A_MINUTE_MAX
    side.out.clear()


def test_forgotten_words_that_a_peer_makes_up_are_bounded() -> None:
    two = everything(some())
    kept = two.kept[ALPHA]
    kept.hear((0, 5, n) for n in range(1, 90_000))
    assert not kept.forgotten  # no such entries


def test_far_forgotten_words_are_folded_in_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directline.books.comparing.WORK_MAX", 5)
    two = everything(some())
    side = two.sides[ALPHA]
    first, second = two.made.records[0].key, two.made.records[1].key
    assert side._hear(Forgotten(1, (first,), more=False), two.now_ns)
    assert not side._hear(Forgotten(1, (second,), more=False), two.now_ns + SECOND)
    assert side._hear(Forgotten(1, (second,), more=False), two.now_ns + FAR_NS)


def test_a_leaf_is_shown_as_it_came_and_cut() -> None:
    two = everything(some())
    flip(two.kept[BRAVO], "messages", "messages", random.Random(1))
    two.kept[BRAVO].books.renew(0, 1_000)

    def lie(sender: int, content: bytes) -> tuple[bytes, ...]:
        said = decode_comparing(content)
        if sender == BRAVO and isinstance(said, Leaf):
            said = Leaf(said.number, said.path, b"\x78\xff" + b"\x1b[31m" * 51, whole=True)
        return (said.encode(),)

    two.change = lie
    two.spend(40)
    theirs = two.sides[ALPHA].outcome.found[0].theirs
    assert theirs is not None
    assert len(theirs) <= 200
    assert theirs.isprintable()
