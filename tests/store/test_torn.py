"""SQLite under torn and lost writes: what was confirmed is there afterwards, nothing by halves.

Every step of a short run of commits is cut or fails in turn, on a disk that forgets what was not
synced.  Then mistakes are planted in the store, and each must be found in the same way.
"""

import os
import random
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from directline.line.ports import Anchor, EntryRecord, Record
from directline.simulator.platter import Platter, PlatterFile
from directline.simulator.torn import TornDisk
from directline.store import SqliteStore, anchor
from directline.store.connection import Connection, SqlValue
from tests.support import torn

ROUNDS = int(os.environ.get("DIRECTLINE_TORN", "1"))
"""How often all steps are gone through; the soak does it more often."""
MIN_CASES = 300

Row = tuple[SqlValue, ...]
Patch = pytest.MonkeyPatch
Plant = Callable[[Patch], None]


@pytest.mark.parametrize("what", [torn.every_cut, torn.every_error, torn.every_pair])
@pytest.mark.timeout(60 + 60 * ROUNDS)
def test_nothing_confirmed_is_lost_and_nothing_is_there_by_halves(what: torn.Cases) -> None:
    for _ in range(ROUNDS):
        cases, case, wrong = torn.first_wrong(what(random.getrandbits(32)))
        assert not wrong, case
        assert cases >= MIN_CASES


# --- planted mistakes ----------------------------------------------------------------------------


class Between:
    """A connection that may change what the store says to SQLite."""

    def __init__(self, inner: Connection) -> None:
        self.inner = inner

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
        return self.inner.run(sql, values)

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        return self.inner.insert(sql, values)

    def in_transaction(self) -> bool:
        return self.inner.in_transaction()

    def close(self) -> None:
        self.inner.close()


class LateCommit(Between):
    """Answers at once, and commits when it is next asked for something."""

    late = False

    def settle(self) -> None:
        if self.late:
            self.late = False
            self.inner.run("COMMIT")

    def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
        self.settle()
        if sql == "COMMIT":
            self.late = True
            return []
        return self.inner.run(sql, values)

    def in_transaction(self) -> bool:
        return not self.late and self.inner.in_transaction()


class OneByOne(Between):
    """Commits after each record of a batch."""

    def insert(self, sql: str, values: Sequence[SqlValue]) -> int:
        serial = self.inner.insert(sql, values)
        self.inner.run("COMMIT")
        self.inner.run("BEGIN IMMEDIATE")
        return serial


def through(patch: Patch, between: Callable[[Connection], Connection]) -> None:
    real = TornDisk.connect
    patch.setattr(TornDisk, "connect", lambda disk, path: between(real(disk, path)))


def synchronous(patch: Patch, word: str) -> None:
    class Less(Between):
        def run(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
            return self.inner.run(sql.replace("= FULL", f"= {word}"), values)

    through(patch, Less)


def sync_errors_passed_over(patch: Patch) -> None:
    real = Platter.sync

    def sync(platter: Platter, name: str, file: PlatterFile) -> None:
        try:
            real(platter, name, file)
        except OSError:
            if platter.dead:
                raise

    patch.setattr(Platter, "sync", sync)


def log_believed(patch: Patch) -> None:
    """Recovery that asks no frame of the log for its checksum."""
    real = TornDisk.connect

    def connect(disk: TornDisk, path: Path) -> Connection:
        file = disk.platter.names.get(path.name + "-wal")
        if file is not None and len(file.live) > 32 and not disk.platter.dead:
            vouch(file.live)
        return real(disk, path)

    patch.setattr(TornDisk, "connect", connect)


def vouch(log: bytearray) -> None:
    """Give every frame of a log the checksum of whatever it holds."""
    order = ">" if log[3] & 1 else "<"
    sums = summed(log[:24], (0, 0), order)
    log[24:32] = struct.pack(">II", *sums)
    for start in range(32, len(log) - 4119, 4120):
        log[start + 8 : start + 16] = log[16:24]
        sums = summed(log[start : start + 8], sums, order)
        sums = summed(log[start + 24 : start + 4120], sums, order)
        log[start + 16 : start + 24] = struct.pack(">II", *sums)


def summed(content: bytearray, sums: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = sums
    for first, second in struct.iter_unpack(order + "II", content):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def log_not_settled(patch: Patch) -> None:
    patch.setattr("directline.store.sqlite.settle_log", lambda _path, _files: None)


def anchor_in_one_slot(patch: Patch) -> None:
    patch.setattr(anchor, "_BLOCK_BYTES", 0)


def anchor_not_synced(patch: Patch) -> None:
    real = TornDisk.open

    def open_file(disk: TornDisk, path: Path, **options: bool) -> object:
        file = real(disk, path, **options)
        if path.name.startswith("anchor"):
            file.sync = lambda: None  # type: ignore[method-assign]
        return file

    patch.setattr(TornDisk, "open", open_file)


def anchor_first(patch: Patch) -> None:
    real = SqliteStore._commit_with_reserve

    def commit(store: SqliteStore, records: Sequence[Record], *, reserve: bool) -> list[int]:
        own = [r for r in records if isinstance(r, EntryRecord) and r.party == torn.OWN]
        if own:
            store._anchor.write(Anchor(1, own[-1].position, own[-1].leaf))
        return real(store, records, reserve=reserve)

    patch.setattr(SqliteStore, "_commit_with_reserve", commit)


PLANTED: dict[str, tuple[Plant, torn.Cases]] = {
    "nothing is synced": (lambda p: synchronous(p, "OFF"), torn.every_cut),
    "only checkpoints are synced": (lambda p: synchronous(p, "NORMAL"), torn.every_cut),
    "confirmed before the commit": (lambda p: through(p, LateCommit), torn.every_cut),
    "a batch in several commits": (lambda p: through(p, OneByOne), torn.every_cut),
    "a log without checksums": (log_believed, torn.every_cut),
    "a failed sync passed over": (sync_errors_passed_over, torn.every_error),
    "a log believed after a failed sync": (log_not_settled, torn.every_pair),
    "an anchor in one place": (anchor_in_one_slot, torn.every_cut),
    "an anchor that is not synced": (anchor_not_synced, torn.every_cut),
    "an anchor ahead of its entry": (anchor_first, torn.every_cut),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_is_found(name: str, monkeypatch: Patch) -> None:
    plant, cases = PLANTED[name]
    plant(monkeypatch)
    for seed in range(4):
        tried, _, wrong = torn.first_wrong(cases(seed))
        if wrong:
            print(f"{name}: case {tried} of seed {seed}: {wrong[:120]}")
            return
    pytest.fail("nobody noticed")
