"""Driving a line: order of effects, what the store refuses, links that break rules, the stop."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from directline.errors import (
    LocalProtocolError,
    RemoteProtocolError,
    StoreError,
    StoreFullError,
    StoreStoppedError,
)
from directline.line.effects import (
    CloseLink,
    Draft,
    Effect,
    NotReleased,
    Persist,
    PersistRoots,
    Stored,
    Ticket,
    Transmit,
)
from directline.line.ports import DamagedRecord, EntryRecord
from directline.station.runtime import BEHIND_MAX, BEHIND_MIN, ERRORS_MAX, LineRuntime
from tests.support.entries import ALPHA, T0, Feeds, values_body

DRAFT = Draft(0, b"", 0)


class StubLine:
    """Gives the effects that a test queues, and remembers what it was told."""

    def __init__(self) -> None:
        self.queue: list[Effect] = []
        self.told: list[tuple[Any, ...]] = []
        self.broken = False

    def effects(self, now_ns: int) -> list[Effect]:
        found, self.queue = self.queue, []
        return found

    def next_deadline(self) -> int:
        return 2**62

    def tick(self, now_ns: int) -> None:
        return

    def attend(self, attended: bool, now_ns: int) -> None:
        self.told.append(("attend", attended))

    def link_up(self, link: str, peer: int, **more: object) -> None:
        self.told.append(("up", link, peer))

    def link_down(self, link: str, now_ns: int) -> None:
        self.told.append(("down", link))

    def receive(self, link: str, unit: bytes, now_ns: int) -> None:
        if self.broken:
            raise RemoteProtocolError("cut short", rule="FRAME-1", excerpt=unit)

    def release(self, draft: Draft, now_ns: int) -> Ticket:
        self.queue.append(Persist(7, (record(),), reserve=False))
        return Ticket(7, 1, 1)

    def damaged(self, party: int, generation: int, position: int, *, shown: bool) -> None:
        self.told.append(("damaged", party, generation, position, shown))

    def confirm(self, token: int, now_ns: int) -> None:
        self.told.append(("confirm", token))
        if token == 7:
            self.queue.append(Stored(record()))

    def refuse(self, token: int, *, full: bool, reason: str, now_ns: int) -> None:
        self.told.append(("refuse", token, full))
        self.queue.append(NotReleased(token, 1, 1, full, reason))


class StubWriter:
    """Keeps what was submitted until the test decides."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[Any], None]] = []

    def submit(
        self,
        records: Sequence[object],
        *,
        reserve: bool,
        done: Callable[[Any], None],
        urgent: bool = False,
    ) -> None:
        self.waiting.append(done)


@dataclass
class StubLink:
    id: str = "tls-1"
    peer: int = 1
    kind: str = "tls"
    urgent: bool = False
    sent: list[bytes] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    paused: bool = False

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def send(self, units: Sequence[bytes]) -> None:
        self.sent += units

    def close(self, reason: str) -> None:
        self.closed.append(reason)


class Ear:
    """Remembers whatever the runtime tells."""

    def __init__(self) -> None:
        self.heard: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: self.heard.append((name, *args))


def record() -> EntryRecord:
    return Feeds().entry(ALPHA, values_body("Z9", 1), T0)


class Bench:
    def __init__(self, roots: Callable[[bytes], None] = lambda _sealed: None) -> None:
        self.line, self.writer, self.ear, self.link = StubLine(), StubWriter(), Ear(), StubLink()
        self.runtime = LineRuntime(
            cast(Any, self.line), ALPHA, writer=cast(Any, self.writer), roots=roots,
            now_ns=lambda: 0, listener=cast(Any, self.ear),
        )  # fmt: skip

    def heard(self, name: str) -> list[tuple[Any, ...]]:
        return [row[1:] for row in self.ear.heard if row[0] == name]


async def test_a_release_returns_only_once_the_store_has_it() -> None:
    bench = Bench()
    release = asyncio.ensure_future(bench.runtime.release(DRAFT))
    await asyncio.sleep(0)
    assert bench.line.told == []
    assert not release.done()
    bench.writer.waiting.pop()([41])
    assert await release == (ALPHA, 1, 1)
    assert bench.line.told == [("confirm", 7)]
    ((serial, stored, missing),) = bench.heard("stored")
    assert (serial, stored.position, missing) == (41, 1, ())
    bench.runtime.stop()


@pytest.mark.parametrize(
    ("outcome", "kind", "full"),
    [(StoreFullError("no room"), StoreFullError, True), (StoreError("no"), StoreError, False)],
)
async def test_what_the_store_refuses_is_not_released(
    outcome: StoreError, kind: type[StoreError], full: bool
) -> None:
    bench = Bench()
    release = asyncio.ensure_future(bench.runtime.release(DRAFT))
    await asyncio.sleep(0)
    bench.writer.waiting.pop()(outcome)
    with pytest.raises(kind, match="nothing was released"):
        await release
    assert bench.line.told == [("refuse", 7, full)]
    assert bench.heard("store_full") == ([(True,)] if full else [])
    bench.runtime.stop()


async def test_after_the_store_has_stopped_nobody_is_told_that_nothing_was_released() -> None:
    bench = Bench()
    release = asyncio.ensure_future(bench.runtime.release(DRAFT))
    await asyncio.sleep(0)
    bench.writer.waiting.pop()(StoreStoppedError("the store has stopped"))
    with pytest.raises(StoreStoppedError, match="not known whether"):
        await release
    assert bench.heard("store_broken") == [("the store has stopped",)]
    bench.runtime.stop()


async def test_a_damaged_entry_is_the_lines_to_ask_for() -> None:
    bench = Bench()
    bench.runtime.damaged(DamagedRecord(1, 2, 3, None))
    assert bench.line.told == [("damaged", 1, 2, 3, True)]
    bench.runtime.stop()


async def test_the_disk_that_takes_again_is_told_once() -> None:
    bench = Bench()
    outcomes: list[Any] = [StoreFullError("full"), StoreFullError("full"), [], []]
    for outcome in outcomes:
        bench.line.queue.append(Persist(1, (), reserve=False))
        bench.runtime.flush()
        bench.writer.waiting.pop()(outcome)
    assert bench.heard("store_full") == [(True,), (False,)]
    bench.runtime.stop()


async def test_bulk_links_are_not_read_while_the_store_is_far_behind() -> None:
    bench = Bench()
    urgent = StubLink("tls-2", urgent=True)
    for link in (bench.link, urgent):
        bench.runtime.link_up(link)
    bench.line.queue += [Persist(n, (), reserve=False) for n in range(BEHIND_MAX + 1)]
    bench.runtime.flush()
    assert bench.link.paused
    assert not urgent.paused, "FLASH and its links are always heard"
    while len(bench.writer.waiting) > BEHIND_MIN:
        assert bench.link.paused
        bench.writer.waiting.pop(0)([])
    assert not bench.link.paused
    bench.runtime.stop()


async def test_units_go_in_order_to_their_link_and_to_no_link_that_is_gone() -> None:
    bench = Bench()
    bench.runtime.link_up(bench.link)
    bench.line.queue += [Transmit("tls-1", (b"a", b"b")), Transmit("gone", (b"x",))]
    bench.runtime.flush()
    assert bench.link.sent == [b"a", b"b"]
    bench.line.queue.append(CloseLink("tls-1", "dead"))
    bench.runtime.flush()
    assert bench.link.closed == ["dead"]
    bench.runtime.link_down("tls-1")
    bench.runtime.link_down("tls-1")
    assert bench.line.told == [("up", "tls-1", 1), ("down", "tls-1")]
    bench.runtime.stop()


async def test_a_link_whose_peer_keeps_breaking_rules_is_closed_after_the_bound() -> None:
    bench = Bench()
    bench.runtime.link_up(bench.link)
    bench.line.broken = True
    for _ in range(ERRORS_MAX - 1):
        bench.runtime.unit("tls-1", b"junk")
    assert bench.link.closed == []
    bench.runtime.unit("tls-1", b"junk")
    assert len(bench.link.closed) == 1
    assert "FRAME-1" in bench.link.closed[0]
    assert len(bench.heard("broke_rule")) == ERRORS_MAX
    bench.runtime.unit("unknown", b"junk")
    assert bench.runtime.rule_errors == ERRORS_MAX + 1
    bench.runtime.stop()


async def test_roots_are_confirmed_after_their_file_and_refused_with_it() -> None:
    written: list[bytes] = []
    bench = Bench(written.append)
    bench.line.queue.append(PersistRoots(3, b"sealed"))
    bench.runtime.flush()
    assert (written, bench.line.told) == ([b"sealed"], [("confirm", 3)])
    bench.runtime.stop()

    def fails(_sealed: bytes) -> None:
        raise OSError

    bench = Bench(fails)
    bench.line.queue.append(PersistRoots(3, b"sealed"))
    bench.runtime.flush()
    assert bench.line.told == [("refuse", 3, False)]
    bench.runtime.stop()


async def test_presence_is_told_when_it_changes() -> None:
    bench = Bench()
    for attended in (False, False, True, True):
        bench.runtime.attend(attended=attended)
    assert bench.line.told == [("attend", False), ("attend", True)]
    bench.runtime.stop()


async def test_a_stop_tells_whoever_waits_and_takes_nothing_more() -> None:
    bench = Bench()
    release = asyncio.ensure_future(bench.runtime.release(DRAFT))
    await asyncio.sleep(0)
    bench.runtime.stop()
    with pytest.raises(LocalProtocolError, match="stopped"):
        await release
    with pytest.raises(LocalProtocolError, match="stopping"):
        await bench.runtime.release(DRAFT)
    bench.writer.waiting.pop()([1])
    assert bench.line.told == []
