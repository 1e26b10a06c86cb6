"""The writer's thread: order, merging, one bad batch among good ones, a clean stop."""

import threading
from collections.abc import Sequence
from queue import SimpleQueue
from typing import Any

import pytest

from directline.errors import StoreError, StoreFullError
from directline.line.ports import MetaRecord, Record
from directline.store import GroupWriter, MemoryStore
from directline.store.limits import GROUP_RECORDS_MAX
from tests.unit.store.conftest import AnyStore
from tests.unit.store.records import entry


class SlowStore(MemoryStore):
    """Commits when the test lets it, and remembers each call."""

    def __init__(self, **options: Any) -> None:
        super().__init__(own_party=0, **options)
        self.calls: list[tuple[int, bool]] = []
        self.entered: SimpleQueue[None] = SimpleQueue()
        self.gate = threading.Semaphore(0)

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        self.calls.append((len(records), reserve))
        self.entered.put(None)
        self.gate.acquire()
        return super().commit(records, reserve=reserve)

    def open(self) -> None:
        self.gate.release(10_000)


class Outcomes:
    """Collects what is posted; posting happens on the writer's thread."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, list[int] | StoreError]] = []

    def post(self, call: Any, *arguments: Any) -> None:
        call(*arguments)

    def of(self, name: str) -> Any:
        return lambda outcome: self.seen.append((name, outcome))


def test_each_batch_gets_the_serials_of_its_own_entries(store: AnyStore) -> None:
    outcomes = Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    batches: list[list[Record]] = [
        [entry(0, 1)],
        [MetaRecord("k", b"v")],
        [],
        [entry(0, 2), MetaRecord("k", b"w"), entry(0, 3)],
    ]
    for number, batch in enumerate(batches):
        writer.submit(batch, reserve=False, done=outcomes.of(str(number)))
    assert writer.stop(10)
    assert outcomes.seen == [("0", [1]), ("1", []), ("2", []), ("3", [2, 3])]
    assert store.meta("k") == b"w"


def test_a_lone_batch_goes_at_once_and_those_meanwhile_go_together() -> None:
    store, outcomes = SlowStore(), Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([entry(0, 1)], reserve=False, done=outcomes.of("a"))
    store.entered.get(timeout=10)
    for position in range(2, 8):
        writer.submit([entry(0, position)], reserve=True, done=outcomes.of(str(position)))
    store.open()
    assert writer.stop(10)
    assert store.calls == [(1, False), (6, True)]
    assert [outcome for _, outcome in outcomes.seen] == [[n] for n in range(1, 8)]


def test_a_merged_commit_is_bounded() -> None:
    store, outcomes = SlowStore(), Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([entry(1, 1)], reserve=False, done=outcomes.of("a"))
    store.entered.get(timeout=10)
    count = 2 * GROUP_RECORDS_MAX + 10
    for position in range(1, count + 1):
        writer.submit([entry(0, position)], reserve=False, done=outcomes.of("b"))
    big = [entry(2, position) for position in range(1, GROUP_RECORDS_MAX + 50)]
    writer.submit(big, reserve=False, done=outcomes.of("big"))
    store.open()
    assert writer.stop(10)
    sizes = [size for size, _ in store.calls]
    assert sizes == [1, GROUP_RECORDS_MAX, GROUP_RECORDS_MAX, 10, GROUP_RECORDS_MAX + 49]
    assert len(outcomes.seen) == count + 2


def test_one_bad_batch_harms_no_other() -> None:
    store, outcomes = SlowStore(), Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([entry(1, 1)], reserve=False, done=outcomes.of("first"))
    store.entered.get(timeout=10)
    writer.submit([entry(1, 2)], reserve=False, done=outcomes.of("good"))
    writer.submit([entry(1, 1, text="other")], reserve=False, done=outcomes.of("bad"))
    writer.submit([entry(1, 3)], reserve=False, done=outcomes.of("good too"))
    store.open()
    assert writer.stop(10)
    names = [name for name, _ in outcomes.seen]
    assert names == ["first", "good", "bad", "good too"]
    results = dict(outcomes.seen)
    assert isinstance(results["bad"], StoreError)
    assert (results["good"], results["good too"]) == ([2], [3])


def test_an_urgent_batch_behind_one_that_finds_no_room_uses_the_reserve() -> None:
    store, outcomes = SlowStore(bytes_max=3000, reserve_bytes=2500), Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([entry(1, 1)], reserve=False, done=outcomes.of("first"))
    store.entered.get(timeout=10)
    writer.submit([entry(1, 2, body=bytes(1000))], reserve=False, done=outcomes.of("routine"))
    writer.submit([entry(1, 3, body=bytes(1000))], reserve=True, done=outcomes.of("urgent"))
    store.open()
    assert writer.stop(10)
    results = dict(outcomes.seen)
    assert isinstance(results["routine"], StoreFullError)
    assert results["urgent"] == [2]


def test_after_stop_a_batch_is_refused_at_once() -> None:
    outcomes = Outcomes()
    writer = GroupWriter(MemoryStore(own_party=0), post=outcomes.post)
    assert writer.stop(10)
    writer.submit([entry(0, 1)], reserve=False, done=outcomes.of("late"))
    assert isinstance(outcomes.seen[0][1], StoreError)
    assert writer.stop(10)


def test_too_many_waiting_batches_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directline.store.writer.WAITING_BATCHES_MAX", 3)
    store, outcomes = SlowStore(), Outcomes()
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([entry(1, 1)], reserve=False, done=outcomes.of("first"))
    store.entered.get(timeout=10)
    for position in range(2, 7):
        writer.submit([entry(1, position)], reserve=False, done=outcomes.of("later"))
    assert [type(outcome) for _, outcome in outcomes.seen] == [StoreError, StoreError]
    store.open()
    assert writer.stop(10)
    assert store.last_serial() == 4


def test_a_closed_loop_loses_no_commit() -> None:
    def gone(*_: object) -> None:
        raise RuntimeError("Event loop is closed")

    store = MemoryStore(own_party=0)
    writer = GroupWriter(store, post=gone)
    writer.submit([entry(0, 1)], reserve=False, done=lambda _: None)
    writer.submit([entry(0, 2)], reserve=False, done=lambda _: None)
    assert writer.stop(10)
    assert store.last_serial() == 2


def test_a_fault_of_our_own_is_answered_and_the_thread_lives_on() -> None:
    class Broken(MemoryStore):
        def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
            if not records:
                raise ZeroDivisionError
            return super().commit(records, reserve=reserve)

    outcomes = Outcomes()
    store = Broken(own_party=0)
    writer = GroupWriter(store, post=outcomes.post)
    writer.submit([], reserve=False, done=outcomes.of("broken"))
    while not outcomes.seen:
        threading.Event().wait(0.001)
    writer.submit([entry(0, 1)], reserve=False, done=outcomes.of("good"))
    assert writer.stop(10)
    assert isinstance(outcomes.seen[0][1], StoreError)
    assert outcomes.seen[1] == ("good", [1])


def test_the_urgent_are_committed_first_and_in_their_order() -> None:
    """While one commit runs, others wait: the urgent go next, then both kinds in turn."""
    began, go_on = threading.Event(), threading.Event()
    committed: list[int] = []

    class Slow:
        def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
            began.set()
            go_on.wait(5)
            committed.extend(int(r.key) for r in records if isinstance(r, MetaRecord))
            return []

    writer = GroupWriter(Slow(), post=lambda call, *args: call(*args))
    for number in range(6):
        writer.submit(
            [MetaRecord(str(number), b"")],
            reserve=False,
            done=lambda _outcome: None,
            urgent=number in {4, 5},
        )
        if not number:
            assert began.wait(5)
    go_on.set()
    assert writer.stop(5)
    assert committed == [0, 4, 5, 1, 2, 3]
