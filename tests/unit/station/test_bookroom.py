"""The books beside a running station: folded in pieces, compared when linked, bounded."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

from directline.errors import StoreError
from directline.line.ladder import Key
from directline.line.ports import Damage, EntryRecord
from directline.station.bookroom import INBOX_MAX, SLOW_TIMES, Bookroom
from directline.station.config import BooksConfig
from directline.station.deskdoor import _wordless
from directline.station.views import BooksFoundView, BooksView, PeerView, Silence
from directline.station.watch import difference
from tests.support.stations import until
from tests.unit.books.made import MINUTE, T0, Made, Record, message, rules

IP = frozenset({"tls"})
RADIO = frozenset({"radio"})


@dataclass
class Archive:
    """A store with what is put into it; read once and again."""

    records: list[Record] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    reads: int = 0

    def entries(
        self, after_serial: int = 0, *, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        self.reads += 1
        for serial in range(after_serial + 1, len(self.records) + 1):
            if serial not in self.left_out:
                yield serial, cast("EntryRecord", self.records[serial - 1])

    def forget(self, places: Sequence[Key]) -> int:
        self.records = [
            replace(record, body=None) if record.key in places else record
            for record in self.records
        ]
        return len(places)


class Clock:
    """Monotonic time that runs, and civil time that stands."""

    def now_ms(self) -> int:
        return T0

    def now_ns(self) -> int:
        return time.monotonic_ns()


@dataclass
class Side:
    """One side's bookroom, and what it said."""

    own: int
    archive: Archive
    settings: BooksConfig = field(default_factory=lambda: BooksConfig(interval_s=1))
    kinds: frozenset[str] | None = IP
    told: list[BooksView] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    to: "Side | None" = None
    room: Bookroom = field(init=False)

    def __post_init__(self) -> None:
        self.room = Bookroom(
            self.own, rules(), self.archive, self.settings, line=self, clock=Clock(),
            told=self.told.append, broke=self.broke,
        )  # fmt: skip

    @property
    def linked(self) -> bool:
        return self.kinds is not None

    def compares(self, _peer: int) -> frozenset[str] | None:
        return self.kinds

    def send_books(self, _peer: int, content: bytes) -> bool:
        self.frames.append(content)
        if self.to is not None:
            self.to.room.received(self.own, content)
        return True

    def broke(self, _peer: int, rule: str, _message: str) -> None:
        self.broken.append(rule)

    @property
    def view(self) -> BooksView:
        return self.room.view(1 - self.own)


def some(count: int) -> Made:
    made = Made()
    for number in range(count):
        made.say(number % 2, message("L1", number=number), T0 + number * MINUTE)
    return made


@contextlib.asynccontextmanager
async def at_work(*sides: Side) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(side.room.run()) for side in sides]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_start_folds_in_pieces_and_says_so_meanwhile() -> None:
    side = Side(0, Archive(some(700).records), kinds=None)
    assert side.view.state == "folding"
    async with at_work(side):
        await until(lambda: side.room._serial > 0, "it came to be")
        assert not side.room.folded, "seven hundred are more than one piece"
        await until(lambda: side.room.folded, "it came to be")
    assert side.archive.reads >= 3
    assert side.view.state == "not-compared"
    assert len(side.room.sides[1].kept.books.order) == 700


async def test_two_rooms_find_their_books_equal_and_what_comes_later_too() -> None:
    made = some(20)
    sides = [Side(0, Archive(list(made.records))), Side(1, Archive(list(made.records)))]
    sides[0].to, sides[1].to = sides[1], sides[0]
    async with at_work(*sides):
        await until(lambda: all(s.view.entries == 20 for s in sides), "it came to be")
        later = made.say(0, message("L1", number=99), T0 + 99 * MINUTE)
        for side in sides:
            side.archive.records.append(later)
            side.room.stored(21, cast("EntryRecord", later))
        await until(lambda: all(s.view.entries == 21 for s in sides), "it came to be")
    assert [s.view.state for s in sides] == ["equal", "equal"]
    assert sides[0].told
    assert sides[0].view.at_ms == T0


async def test_what_is_forgotten_at_one_side_is_forgotten_in_both_books() -> None:
    made = some(20)
    sides = [Side(0, Archive(list(made.records))), Side(1, Archive(list(made.records)))]
    sides[0].to, sides[1].to = sides[1], sides[0]
    async with at_work(*sides):
        await until(lambda: all(s.view.entries == 20 for s in sides), "compared")
        assert await sides[1].room.forget([made.records[5].key]) == 1
        await until(lambda: all(s.view.forgotten == 1 for s in sides), "compared without it")
    assert [s.view.state for s in sides] == ["equal", "equal"]


async def test_a_mended_entry_comes_to_the_books_under_its_old_place() -> None:
    made = some(20)
    hurt = Archive(list(made.records), left_out={4})
    sides = [Side(0, hurt), Side(1, Archive(list(made.records)))]
    sides[0].to, sides[1].to = sides[1], sides[0]
    async with at_work(*sides):
        await until(lambda: sides[0].room.folded, "it came to be")
        assert len(sides[0].room.sides[1].kept.books.order) == 19
        sides[0].room.stored(0, cast("EntryRecord", made.records[3]))
        await until(lambda: all(s.view.entries == 20 for s in sides), "it came to be")
    assert [s.view.state for s in sides] == ["equal", "equal"]


async def test_on_slow_bearers_it_compares_seldom() -> None:
    side = Side(0, Archive(some(6).records), kinds=RADIO)
    async with at_work(side):
        await until(lambda: bool(side.frames), "it came to be")
        wanted = SLOW_TIMES * 10**9
        await until(lambda: side.room.sides[1].comparison.interval_ns == wanted, "it came to be")
    side = Side(0, Archive(some(6).records), kinds=RADIO | IP)
    async with at_work(side):
        await until(lambda: bool(side.frames), "it came to be")
        assert side.room.sides[1].comparison.interval_ns == 10**9


async def test_of_too_many_entries_no_books_are_kept_and_it_is_said() -> None:
    side = Side(0, Archive(some(700).records), BooksConfig(1, 300))
    async with at_work(side):
        await until(lambda: side.view.state == "not-kept", "it came to be")
        side.room.received(1, b"\x83\x05\x07\xf6")
        assert not side.room.sides[1].inbox
    assert [view.state for view in side.told] == ["not-kept"]


async def test_a_peer_may_leave_so_many_frames_waiting_and_no_more() -> None:
    side = Side(0, Archive())
    for _ in range(100):
        side.room.received(1, b"no frame")
    assert len(side.room.sides[1].inbox) == INBOX_MAX
    async with at_work(side):
        await until(lambda: len(side.broken) == INBOX_MAX, "it came to be")
    assert set(side.broken) == {"COMPARE-1"}


def test_a_terminal_without_an_officer_shows_no_value_of_a_book() -> None:
    found = BooksFoundView("messages", "messages", "ALPHA 3", "code", "I1", "I2")
    books = BooksView("BRAVO", "differ", T0, 9, 0, (), ("messages",), (found,))
    peer = PeerView(
        "BRAVO", Silence.NONE, None, False, None, None, None, None, "", (), 0, 0, 0, (), "",
        books=books,
    )  # fmt: skip
    assert _wordless(peer).books == replace(books, found=())
    assert "I1" not in repr(_wordless(peer))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (BooksFoundView("messages", "messages", "ALPHA 3", "code", "I1", "I2"),
         "messages ALPHA 3 code: ALPHA I1 / BRAVO I2"),
        (BooksFoundView("watch", "drills", "", "", None, "…"), "watch drills: ALPHA ∅ / BRAVO …"),
    ],
)  # fmt: skip
def test_a_difference_is_said_without_words(one: BooksFoundView, said: str) -> None:
    assert difference("ALPHA", "BRAVO", one) == said


async def test_a_store_that_cannot_be_read_now_is_read_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("directline.station.bookroom.AGAIN_S", 0.01)

    class Failing(Archive):
        def entries(
            self, after_serial: int = 0, *, on_damage: Damage | None = None
        ) -> Iterator[tuple[int, EntryRecord]]:
            if self.reads < 3:
                self.reads += 1
                raise StoreError("the disk gives nothing now")
            return super().entries(after_serial, on_damage=on_damage)

    side = Side(0, Failing(some(6).records), kinds=None)
    states: list[str] = []
    side.room._told = lambda view: states.append(view.state)
    async with at_work(side):
        await until(lambda: side.room.folded, "folded")
    assert states[0] == "not-kept"
    assert side.view.state == "not-compared"
