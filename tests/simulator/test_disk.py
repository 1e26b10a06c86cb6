"""The simulated disk: what it keeps, and what a crash leaves of what was not confirmed."""

from dataclasses import replace
from random import Random

import pytest

from directline.errors import StoreError, StoreFullError
from directline.line.ports import Anchor, EntryRecord
from directline.simulator.disk import Disk, Extent, extent_bytes, recover
from directline.simulator.planted import planted


def record(position: int, leaf: bytes = b"l") -> EntryRecord:
    return EntryRecord(0, 1, position, leaf, b"h", b"s", b"b", b"salt", 5, 2, "")


def test_a_batch_is_kept_whole_or_not_at_all() -> None:
    disk = Disk(0, b"")
    disk.commit([record(1)], reserve=False)
    with pytest.raises(StoreError):
        disk.commit([record(2), record(1, b"other")], reserve=False)
    assert disk.entry(0, 1, 2) is None
    assert [r.position for _, r in disk.entries()] == [1]


def test_a_full_disk_keeps_the_reserve_for_what_may_use_it() -> None:
    disk = Disk(0, b"")
    disk.full = True
    with pytest.raises(StoreFullError):
        disk.commit([record(1)], reserve=False)
    disk.commit([record(1)], reserve=True)
    disk.stuffed = True
    with pytest.raises(StoreFullError):
        disk.commit([record(2)], reserve=True)


def test_a_confirmed_batch_raises_the_anchor() -> None:
    disk = Disk(0, b"")
    extent = Extent(1, (record(1),), reserve=False)
    disk.submit(extent)
    assert disk.anchor is None
    disk.complete(extent)
    assert disk.anchor == Anchor(1, 1, b"l")


@pytest.mark.parametrize("cut", [0, 1, 20, -1])
def test_a_torn_extent_is_not_recovered(cut: int) -> None:
    data = extent_bytes([record(1), record(2)])
    assert recover(data) == (record(1), record(2))
    assert recover(data[:cut]) == ()


def test_a_garbled_extent_is_recovered_only_by_a_disk_without_checksums() -> None:
    data = bytearray(extent_bytes([record(1)]))
    data[-3] ^= 1
    assert recover(bytes(data)) == ()
    with planted("no-checksum"):
        assert recover(bytes(data)) != ()


def test_a_crash_leaves_old_records_and_whole_batches_only() -> None:
    for seed in range(200):
        disk = Disk(0, b"")
        disk.commit([record(1)], reserve=False)
        disk.submit(Extent(1, (record(2), record(3)), reserve=False))
        disk.crash(Random(seed), torn=True)
        assert [r.position for _, r in disk.entries()] in ([1], [1, 2, 3])


def test_an_anchor_that_a_crash_left_behind_is_raised_at_a_start() -> None:
    disk = Disk(0, b"")
    disk.keep([record(1)], reserve=False)
    disk.commit([record(2, b"m"), replace(record(3), bearer="tls")], reserve=False)
    disk.raise_anchor()
    assert disk.anchor == Anchor(1, 2, b"m"), "what a peer gave back raises nothing"
    disk.anchor = None
    disk.raise_anchor()
    assert disk.anchor is None, "one that is gone stays gone"


def test_an_old_backup_takes_back_what_came_after_it() -> None:
    disk = Disk(0, b"old")
    disk.commit([record(1)], reserve=False)
    backup = disk.backup()
    disk.commit([record(2)], reserve=False)
    assert [r.position for r in disk.restore(backup)] == [2]
    assert list(disk.index) == [(0, 1, 1)]
