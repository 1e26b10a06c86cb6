"""The books and the desk say the same of what is owed: two folds of one transcript."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books import Books, Key
from directline.line.ports import EntryRecord
from directline.station.deadlines import due_of
from directline.station.index import MessageIndex
from directline.wire.values import Precedence
from tests.unit.books.made import DAY, HERE, HOUR, MINUTE, T0, Made, Record, message, rules

WHAT = {"open": "opened", "answer": "answered", "reply": "answered", "outcome": "outcome"}


def honest(chance: random.Random, count: int) -> Made:
    """Two parties that say what they hold; each step is on a message that its author has."""
    made = Made()
    asked: list[Key] = []
    for number in range(count):
        party, at_ms = chance.randrange(2), T0 + number * chance.choice((1000, MINUTE, HOUR))
        theirs = [key for key in asked if key[0] != party]
        if theirs and chance.random() < 0.6:
            level = chance.choice((3, 4, 5, 6, 6))
            answer = chance.choice(("CHECKING", "WILCO", "ROGER", "STANDBY"))
            words = {"answer": answer} if level == 6 else {"unit": "3rd Battery"}
            made.step(party, chance.choice(theirs), level, at_ms, **words)
            continue
        body = chance.choice(
            (
                message("I1", position=(*HERE, 100), hit="civilians", since=at_ms),
                message("A1", window=(at_ms + DAY, at_ms + 2 * DAY), nature="gunnery"),
                message("L1", number=number + 1, text="T1"),
                message("L8", subject="other", suspension="suspend", effective_date=1),
                message("Q1", cause="a flight", questions="why"),
                message("Q2", ref=chance.choice(asked or [(0, 1, 1)]), result="answered"),
            )
        )
        asked.append(made.say(party, body, at_ms, precedence=chance.choice(tuple(Precedence))).key)
    return made


def stored(record: Record) -> EntryRecord:
    return EntryRecord(
        *record.key, record.leaf, record.header, bytes(64), record.body, bytes(16), T0, 2, "tls"
    )


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(0, 1))
def test_what_is_owed_and_until_when(seed: int, own: int) -> None:
    made = honest(random.Random(seed), 30)
    law = rules()
    state = Books(law)
    state.add(made.records)
    index = MessageIndex(own, law.charter, law.catalogue)
    for serial, record in enumerate(made.records, 1):
        index.add(serial, stored(record))
    for key, item in index.items.items():
        thread, due = index.thread(key), state.deadlines.rows.get(key)
        assert item.open == (due is not None), (key, item, due)
        (party,) = index.ladder.addressees(thread)
        desk = due_of(thread, party, ladder=index.ladder, terms=law.charter.terms, form=item.form)
        if due is None or desk is None or not desk.signed:
            continue
        (owed,) = due.owed
        assert (owed.signed, WHAT[owed.what], owed.due_ms) == (True, desk.what, desk.at_ms)
