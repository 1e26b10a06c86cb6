"""Book *line*: tests run, answered and missed; how soon persons answer, by precedence.

A span is measured on one clock: from the addressee's signed statement that it holds a message to
its person's step (theirs), or from the release until the author holds that step (ours).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from directline.books.messages import TEST_CODE, Message, Messages, Side, Step
from directline.books.order import Key
from directline.books.reading import Reading, at, is_number
from directline.books.rows import Journal, Table, entry_key
from directline.line.ladder import OPENED

GRACE_MS = 300_000
"""A test this late in its turn is missed."""
TURNS_MAX = 1_000_000
"""Turns that a view counts, the last of them: a century of tests by the hour."""


class Run(NamedTuple):
    """One line test."""

    number: int
    party: int
    drill: bool
    released_ms: int
    held_ms: int | None
    """When an addressee had it, by its clock."""
    answer: str
    answered_ms: int | None
    """By the clock of whoever answered."""


class Span(NamedTuple):
    """How soon the persons of one addressee took their first step, and answered."""

    party: int
    opened_ms: int | None
    answered_ms: int | None
    known_ms: int | None
    """From the release until its author had the answer, by the author's clock."""


class Times(NamedTuple):
    """How soon one message was opened and answered."""

    precedence: int
    drill: bool
    spans: tuple[Span, ...]


class Month(NamedTuple):
    """One party's tests of one month."""

    month: str
    party: int
    due: int
    run: int
    answered: int
    missed: int


class Speed(NamedTuple):
    """How soon persons of one party acted on messages of one precedence."""

    precedence: int
    party: int
    what: str
    messages: int
    median_ms: int
    worst_ms: int
    worst: Key


class Line:
    """The line itself."""

    name = "line"

    def __init__(self, journal: Journal, messages: Messages) -> None:
        self._messages = messages
        self.tests: Table[Run] = Table(journal)
        self.times: Table[Times] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"tests": self.tests, "times": self.times}  # type: ignore[dict-item]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        message = self._messages.rows.get(read.key)
        if message is not None and message.code == TEST_CODE and read.body is not None:
            number = at(read.body.fields, 0)
            found = number if is_number(number) else 0
            run = Run(found, read.key[0], message.drill, message.instant_ms, None, "", None)
            self.tests.put(read.key, run)

    def refresh(self, key: Key, message: Message) -> None:
        """Follow a message that changed."""
        test = self.tests.get(key)
        if test is not None:
            self._test(key, message, test.number)
        elif message.sides:
            spans = tuple(_span(message, side) for side in message.sides if side.steps)
            times = Times(message.precedence, message.drill, spans) if spans else None
            self.times.put(key, times)

    def _test(self, key: Key, message: Message, number: int) -> None:
        answer = next((step for step in _answers(message.sides) if step.closes), None)
        self.tests.put(
            key,
            Run(
                number,
                key[0],
                message.drill,
                message.instant_ms,
                min((side.held_ms for side in message.sides if side.held), default=None),
                "" if answer is None else answer.answer or answer.reason,
                None if answer is None else answer.at_ms,
            ),
        )

    # --- views ---------------------------------------------------------------------------------

    def months(self, instant_ms: int) -> list[Month]:
        """Each party's tests by month, from the turn of the first test until an instant."""
        tests = [test for _, test in self.tests.items() if not test.drill]
        if not tests:
            return []
        charter = self._messages.rules.charter
        interval_ms, parties = charter.terms.test_interval_ms, len(charter.parties)
        run: dict[int, bool] = {}
        for test in tests:
            turn = test.released_ms // interval_ms
            if turn % parties == test.party:
                run[turn] = run.get(turn, False) or (test.answered_ms is not None)
        first = min(test.released_ms for test in tests) // interval_ms
        last = (instant_ms - GRACE_MS) // interval_ms
        counts: dict[tuple[str, int], list[int]] = {}
        for turn in range(max(first, last - TURNS_MAX), last + 1):
            row = counts.setdefault((_month(turn * interval_ms), turn % parties), [0, 0, 0, 0])
            row[0] += 1
            row[1] += turn in run
            row[2] += run.get(turn, False)
            row[3] += turn not in run
        return [Month(*name, *row) for name, row in sorted(counts.items())]

    def speeds(self) -> list[Speed]:
        """How soon persons acted, by precedence and party; drills do not count."""
        found: dict[tuple[int, int, str], list[tuple[int, Key]]] = {}
        for key, row in self.times.items():
            for span in () if row.drill else row.spans:
                name = entry_key(key)
                for what, ms in zip(("opened", "answered", "known"), span[1:], strict=True):
                    if ms is not None:
                        found.setdefault((-row.precedence, span.party, what), []).append((ms, name))
        speeds = []
        for (precedence, party, what), spans in sorted(found.items()):
            spans.sort()
            worst_ms, worst = spans[-1]
            median_ms = (spans[(len(spans) - 1) // 2][0] + spans[len(spans) // 2][0]) // 2
            speeds.append(Speed(-precedence, party, what, len(spans), median_ms, worst_ms, worst))
        return speeds


def _answers(sides: Iterable[Side]) -> Iterator[Step]:
    return (step for side in sides for step in side.steps if step.answer or step.reason)


def _span(message: Message, side: Side) -> Span:
    first, answer = side.first(OPENED), next(_answers((side,)), None)
    began_ms = side.held_ms if side.held is not None else None
    known_ms = None if answer is None else answer.known_ms
    return Span(
        side.party,
        None if first is None or began_ms is None else first.at_ms - began_ms,
        None if answer is None or began_ms is None else answer.at_ms - began_ms,
        None if known_ms is None else known_ms - message.instant_ms,
    )


def _month(instant_ms: int) -> str:
    return datetime.fromtimestamp(min(instant_ms, _LAST_MS) / 1000, UTC).strftime("%Y-%m")


_LAST_MS = 253_402_300_799_000
"""The end of the year 9999."""
