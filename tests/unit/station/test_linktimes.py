"""How long the links stood, by month: measured on the steady clock, kept over restarts."""

import json

import pytest

from directline.station.links import LinkBook
from directline.station.linktimes import GAP_MAX_MS, KEEP_MS, MONTHS_MAX, LinkTimes
from directline.station.views import MonthView

NOV = 1_793_491_200_000 + 28 * 86_400_000
"""2026-11-29T00:00Z."""
DEC = NOV + 2 * 86_400_000
SECOND = 1_000
NS = 1_000_000


def run(book: LinkBook, from_ms: int, seconds: int, *, wall_ms: int = NOV) -> int:
    """Look every ten seconds, as a station does; gives the steady clock after that."""
    for step in range(1, seconds // 10 + 1):
        at_ms = from_ms + step * 10 * SECOND
        book.tick(wall_ms + step * 10 * SECOND, at_ms * NS)
    return from_ms + seconds * SECOND


def made(kept: list[bytes] | None = None, peers: tuple[int, ...] = (1,)) -> LinkBook:
    last = kept[-1] if kept else None
    keep = (lambda _data: None) if kept is None else kept.append
    return LinkBook(peers, NOV, LinkTimes(peers, 0, last, keep))


def up(book: LinkBook, link: str, *, urgent: bool = False, peer: int = 1) -> None:
    book.up(link, peer, kind="tls", urgent=urgent, now_ms=NOV)


def test_what_stood_and_what_did_not_is_counted() -> None:
    book = made()
    at = run(book, 0, 100)
    up(book, "a")
    up(book, "b", urgent=True)
    at = run(book, at, 300)
    book.down("a", "gone", NOV)
    at = run(book, at, 60)  # the other still stands
    book.down("b", "gone", NOV)
    at = run(book, at, 140)
    up(book, "c")
    run(book, at, 400)
    (month,) = book.times.months(1)
    assert month == MonthView("2026-11", 1_000 * SECOND, 760 * SECOND, 1, 140 * SECOND)


def test_each_party_has_its_own_and_each_month_its_own() -> None:
    book = made(peers=(1, 2))
    up(book, "a")
    at = run(book, 0, 50)
    run(book, at, 30, wall_ms=DEC)
    assert [(m.month, m.up_ms) for m in book.times.months(1)] == [
        ("2026-12", 30_000), ("2026-11", 50_000),
    ]  # fmt: skip
    assert [(m.month, m.up_ms, m.observed_ms) for m in book.times.months(2)] == [
        ("2026-12", 0, 30_000), ("2026-11", 0, 50_000),
    ]  # fmt: skip
    assert book.times.months(3) == ()


def test_a_machine_that_slept_measured_nothing() -> None:
    book = made()
    at = run(book, 0, 20)
    book.tick(NOV, (at + GAP_MAX_MS + 1) * NS)
    book.tick(NOV, (at + GAP_MAX_MS + 1 + 5_000) * NS)
    assert book.times.months(1)[0].observed_ms == 25_000


def test_a_wall_clock_that_jumps_names_months_and_measures_nothing() -> None:
    book = made()
    book.tick(NOV, 10_000 * NS)
    book.tick(DEC + 400 * 86_400_000, 20_000 * NS)
    assert [month.observed_ms for month in book.times.months(1)] == [10_000, 10_000]
    book.tick(2**62, 30_000 * NS)  # no calendar holds it
    assert sum(month.observed_ms for month in book.times.months(1)) == 30_000


def test_a_restart_goes_on_and_a_stop_is_no_loss() -> None:
    kept: list[bytes] = []
    book = made(kept)
    up(book, "a")
    run(book, 0, 3 * KEEP_MS // SECOND)
    assert len(kept) == 3  # once a minute
    book.times.stop(book.connected, NOV, (3 * KEEP_MS + 7_000) * NS)
    book.down("a", "we stop", NOV)
    book.tick(NOV, (3 * KEEP_MS + 9_000) * NS)
    again = made(kept)
    run(again, 0, 10)
    (month,) = again.times.months(1)
    assert month == MonthView("2026-11", 197_000, 187_000, 0, 10_000)


@pytest.mark.parametrize(
    "kept",
    [b"", b"\xff", b"[" * 90_000, b'"text"', b"[[1, 2]]", b"[[9, 1, 1, 1, 1, 1]]",
     b"[[1, -1, 1, 1, 1, 1]]", b"[[true, 1, 1, 1, 1, 1]]"],
)  # fmt: skip
def test_what_cannot_be_read_again_counts_as_nothing(kept: bytes) -> None:
    assert LinkTimes((1,), 0, kept).months(1) == ()


def test_the_months_are_bounded() -> None:
    rows = [[1, 24_000 + n, 5, 4, 0, 1] for n in range(MONTHS_MAX + 9)]
    book = LinkBook((1,), NOV, LinkTimes((1,), 0, json.dumps(rows).encode()))
    book.tick(DEC, 10_000 * NS)
    months = book.times.months(1)
    assert len(months) == MONTHS_MAX
    assert months[-1].month > "2000-10"
