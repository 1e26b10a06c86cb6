"""Two sides that compare their books, with a wire between them that tests can hold or change."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from directline.books import Comparison, Kept
from directline.errors import RemoteProtocolError
from directline.wire.entry import Header
from tests.unit.books.made import ALPHA, BRAVO, Made, Record, random_transcript, rules, without_body

SECOND = 1_000_000_000
INTERVAL_NS = 30 * SECOND
Change = Callable[[int, bytes], Iterable[bytes]]


def plain(_sender: int, content: bytes) -> Iterable[bytes]:
    return (content,)


@dataclass
class Two:
    """Both sides of one line, each with what it holds."""

    made: Made
    now_ns: int = SECOND
    change: Change = plain
    sent: list[tuple[int, bytes]] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    sides: list[Comparison] = field(default_factory=list)

    def __post_init__(self) -> None:
        by = rules(self.made.parties)
        self.kept = [Kept(by, ALPHA, BRAVO), Kept(by, BRAVO, ALPHA)]
        for number, kept in enumerate(self.kept):
            self.sides.append(
                Comparison(kept, first=1000 * number, interval_ns=INTERVAL_NS, now_ns=self.now_ns)
            )

    def hold(self, side: int, records: Iterable[Record]) -> None:
        self.kept[side].add(records)

    def carry(self, frames_max: int = 5_000) -> int:
        """Both tick, and everything that they say arrives, until nobody says more."""
        carried = 0
        for side in self.sides:
            side.tick(self.now_ns)
        while any(side.out for side in self.sides) and carried < frames_max:
            for number, side in enumerate(self.sides):
                out, side.out = side.out, []
                for content in out:
                    carried += 1
                    self.sent.append((number, content))
                    for changed in self.change(number, content):
                        self.sides[1 - number].take(changed, self.now_ns)
        return carried

    def spend(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now_ns += SECOND
            self.carry()


def transcript(chance: random.Random, count: int, parties: int = 2) -> Made:
    """Any transcript of which every header can be read, as of every entry that was received."""
    while True:
        made = random_transcript(chance, count, parties=parties)
        try:
            for record in made.records:
                Header.parse(record.header)
        except RemoteProtocolError:
            continue
        return made


def seeded(seed: int, count: int, parties: int = 2) -> Made:
    """The same, of a seed."""
    return transcript(random.Random(seed), count, parties)


def everything(made: Made) -> Two:
    two = Two(made)
    for side in (ALPHA, BRAVO):
        two.hold(side, made.records)
    return two


def in_part(chance: random.Random, made: Made) -> Two:
    """Each lacks the other's newest, what is not for it, and what it has forgotten."""
    two = Two(made)
    for side in (ALPHA, BRAVO):
        last = {feed: chance.randrange(tree.size + 1) for feed, tree in made.trees.items()}
        held = []
        for record in made.records:
            if record.party != side and record.position > last[record.party, record.generation]:
                continue
            gone = chance.random() < 0.1 or not addressed(record, side)
            held.append(without_body(record) if gone else record)
        two.hold(side, chance.sample(held, len(held)))
    return two


def addressed(record: Record, party: int) -> bool:
    return record.party == party or bool(Header.parse(record.header).addressees >> party & 1)


def flip(kept: Kept, book: str, part: str, chance: random.Random) -> tuple[Any, str]:
    """One bit of one value of one row is another in the memory of one side."""
    table = kept.books.tables(book)[part]
    key = chance.choice(sorted(table._rows))
    row = table._rows[key]
    whole = row if isinstance(row, tuple) else (row,)
    names = getattr(whole, "_fields", tuple(map(str, range(len(whole)))))
    numbers = [n for n, value in enumerate(whole) if type(value) is int]
    at = chance.choice(numbers)
    changed = list(whole)
    changed[at] ^= 1 << chance.randrange(8)
    table._rows[key] = type(whole)(*changed) if hasattr(whole, "_fields") else tuple(changed)
    return key, names[at]
