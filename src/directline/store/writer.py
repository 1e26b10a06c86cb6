"""One thread that writes: a lone batch at once, batches that come meanwhile together."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from directline.errors import StoreError
from directline.line.ports import EntryRecord, Record
from directline.store.limits import GROUP_BYTES_MAX, GROUP_RECORDS_MAX, WAITING_BATCHES_MAX
from directline.store.records import record_bytes

Outcome = list[int] | StoreError
Done = Callable[[Outcome], None]


class CommitStore(Protocol):
    """The one thing that the writer asks of a store."""

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """As in `line.ports.Store`."""


@dataclass(frozen=True, slots=True)
class _Batch:
    records: tuple[Record, ...]
    reserve: bool
    done: Done
    size_bytes: int
    entry_count: int


TOLD_MAX = 4
"""Outcomes told in one call: the loop looks elsewhere between two calls' turns."""
_WAKE = _Batch((), reserve=False, done=lambda _outcome: None, size_bytes=0, entry_count=0)
"""Wakes the thread for what is urgent; carries nothing."""


class GroupWriter:
    """Commits batches in the order in which they were submitted, the urgent ones before others.

    A merged commit that fails is done again batch by batch, so that one bad batch harms no other.

    Args:
        store: Used by the writer's thread alone from now on, as far as commits go.
        post: Calls a function later on the caller's own thread, such as
            `loop.call_soon_threadsafe`.  Outcomes are delivered through it.
    """

    def __init__(self, store: CommitStore, *, post: Callable[..., Any]) -> None:
        self._store = store
        self._post = post
        self._queue: SimpleQueue[_Batch | None] = SimpleQueue()
        self._urgent: deque[_Batch] = deque()
        self._held: _Batch | None = None
        self._turn = True
        self._stopping = False
        self._thread = Thread(target=self._run, name="directline-writer", daemon=True)
        self._thread.start()

    def submit(
        self, records: Sequence[Record], *, reserve: bool, done: Done, urgent: bool = False
    ) -> None:
        """Queues one batch; `done` gets the entries' serials or the StoreError, once.

        Args:
            records: Kept all or none.
            reserve: True lets the batch use the space kept for urgent records.
            done: Called through `post`; not always in the order of commitment.
            urgent: Committed ahead of what is not, in the order of submission among its kind.
        """
        if self._stopping:
            self._deliver([(done, StoreError("the store is closing"))])
            return
        if self._queue.qsize() >= WAITING_BATCHES_MAX:
            self._deliver([(done, StoreError("too many batches wait for the store"))])
            return
        kept = tuple(records)
        size_bytes = sum(map(record_bytes, kept))
        entry_count = sum(isinstance(record, EntryRecord) for record in kept)
        batch = _Batch(kept, reserve, done, size_bytes, entry_count)
        if urgent:
            self._urgent.append(batch)
            self._queue.put(_WAKE)
        else:
            self._queue.put(batch)

    def waiting(self) -> int:
        """How many batches wait, about."""
        return self._queue.qsize()

    def stop(self, timeout_s: float | None = None) -> bool:
        """Commits what was submitted, then ends the thread; True if it ended in time."""
        if not self._stopping:
            self._stopping = True
            self._queue.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            group = self._next_group()
            if not group:
                return
            try:
                outcomes = self._commit(group)
            except Exception as error:  # noqa: BLE001  The thread's top loop: it must answer.
                failure = StoreError(f"the store failed unexpectedly: {type(error).__name__}")
                outcomes = [(batch.done, failure) for batch in group]
            self._deliver(outcomes)

    def _next_group(self) -> list[_Batch]:
        """Waits for a batch and takes with it those that are already there, within bounds.

        Urgent ones go first, and by themselves; after each such group the others have a turn.
        """
        if self._urgent and (self._turn or not (self._held or self._queue.qsize())):
            return self._urgent_group()
        self._turn = True
        first = self._held or self._queue.get()
        self._held = None
        while first is _WAKE and not self._urgent:
            first = self._queue.get()
        if first is _WAKE:
            return self._urgent_group()
        if first is None:
            return self._last_group()
        group = [first]
        records, size_bytes = len(first.records), first.size_bytes
        while not self._urgent and records < GROUP_RECORDS_MAX and size_bytes < GROUP_BYTES_MAX:
            try:
                batch = self._queue.get_nowait()
            except Empty:
                break
            if batch is _WAKE:
                continue
            if batch is None:
                self._queue.put(None)
                break
            records += len(batch.records)
            size_bytes += batch.size_bytes
            if records > GROUP_RECORDS_MAX or size_bytes > GROUP_BYTES_MAX:
                self._held = batch
                break
            group.append(batch)
        return group

    def _last_group(self) -> list[_Batch]:
        """At the end, what is urgent and still waits; nothing ends the thread."""
        if self._urgent:
            self._queue.put(None)
        return self._urgent_group()

    def _urgent_group(self) -> list[_Batch]:
        self._turn = False
        group: list[_Batch] = []
        records = size_bytes = 0
        while self._urgent and records < GROUP_RECORDS_MAX and size_bytes < GROUP_BYTES_MAX:
            batch = self._urgent.popleft()
            records += len(batch.records)
            size_bytes += batch.size_bytes
            group.append(batch)
        return group

    def _commit(self, group: list[_Batch]) -> list[tuple[Done, Outcome]]:
        if len(group) > 1:
            together = [record for batch in group for record in batch.records]
            reserve = all(batch.reserve for batch in group)
            try:
                serials = self._store.commit(together, reserve=reserve)
            except StoreError:
                return [(batch.done, self._commit_alone(batch)) for batch in group]
            return _shares(group, serials)
        return [(group[0].done, self._commit_alone(group[0]))]

    def _commit_alone(self, batch: _Batch) -> Outcome:
        try:
            return self._store.commit(batch.records, reserve=batch.reserve)
        except StoreError as error:
            return error

    def _tell(self, outcomes: list[tuple[Done, Outcome]], start: int) -> None:
        """Tell some outcomes; the rest after others had their turn on the caller's thread."""
        end = start + TOLD_MAX
        try:
            for done, outcome in outcomes[start:end]:
                done(outcome)
        finally:
            if end < len(outcomes):
                self._post(self._tell, outcomes, end)

    def _deliver(self, outcomes: list[tuple[Done, Outcome]]) -> None:
        try:
            self._post(self._tell, outcomes, 0)
        except RuntimeError:
            # The loop is closed: nobody is left to be told.  What is durable stays durable.
            return


def _shares(group: list[_Batch], serials: list[int]) -> list[tuple[Done, Outcome]]:
    shares: list[tuple[Done, Outcome]] = []
    start = 0
    for batch in group:
        end = start + batch.entry_count
        shares.append((batch.done, serials[start:end]))
        start = end
    return shares
