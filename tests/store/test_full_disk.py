"""A disk that is really full, where this machine lets a test mount a small one."""

import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.errors import StoreFullError
from directline.store import SqliteStore
from tests.unit.store.records import entry

DISK_BYTES = 16 * 1024 * 1024
RESERVE_BYTES = 3 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    library = ctypes.CDLL(None, use_errno=True)
    place = os.fsencode(tmp_path)
    if library.mount(b"tmpfs", place, b"tmpfs", 0, f"size={DISK_BYTES}".encode()) != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield tmp_path
    library.umount2(place, 2)


def open_store(disk: Path) -> SqliteStore:
    return SqliteStore(
        disk / "line.db",
        own_party=0,
        anchor_path=disk / "anchor",
        reserve_path=disk / "reserve",
        reserve_bytes=RESERVE_BYTES,
    )


def fill(store: SqliteStore, party: int, *, reserve: bool) -> int:
    """Commits until the disk is full and returns how many entries it took."""
    first = sum(1 for _, kept in store.entries() if kept.party == party)
    for position in range(first + 1, 100_000):
        try:
            store.commit([entry(party, position, body=bytes(3000))], reserve=reserve)
        except StoreFullError:
            return position - 1 - first
    return 100_000


def test_ordinary_records_fill_the_disk_and_urgent_ones_still_have_room(small_disk: Path) -> None:
    store = open_store(small_disk)
    routine = fill(store, 1, reserve=False)
    assert routine > 100
    assert fill(store, 1, reserve=False) == 0
    urgent = fill(store, 0, reserve=True)
    assert urgent > 100
    assert fill(store, 1, reserve=False) == 0
    assert (store.last_serial(), store.damaged()) == (routine + urgent, [])
    anchor = store.read_anchor()
    assert anchor is not None
    assert anchor.position == urgent
    store.close()

    again = open_store(small_disk)
    assert again.last_serial() == routine + urgent
    assert fill(again, 1, reserve=False) == 0
    again.close()


def test_a_disk_with_room_again_is_used_again(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(DISK_BYTES // 2))
    store = open_store(small_disk)
    fill(store, 1, reserve=False)
    fill(store, 0, reserve=True)
    kept = store.last_serial()
    ballast.unlink()
    assert fill(store, 1, reserve=False) > 100
    assert store.last_serial() > kept
    assert store.damaged() == []
    store.close()
