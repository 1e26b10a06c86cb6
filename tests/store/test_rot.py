"""Bit rot in a real database file: noticed, never given out, mended by a copy, never skipped."""

import os
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import ConfigError, DamagedError, StoreError
from directline.line.ports import DamagedRecord, EntryRecord
from directline.store import SqliteStore
from tests.unit.store.records import entry

ENTRIES = 60
FLIPS = int(os.environ.get("DIRECTLINE_FLIPS", "250"))
INDEX_FLIPS = 40
PAGE = 4096

Place = tuple[int, int, int]


def open_store(home: Path) -> SqliteStore:
    return SqliteStore(
        home / "line.db",
        own_party=0,
        anchor_path=home / "anchor",
        reserve_path=home / "reserve",
        reserve_bytes=4096,
    )


def originals() -> dict[Place, EntryRecord]:
    found = {}
    for n in range(1, ENTRIES + 1):
        body = None if n % 7 == 0 else bytes([n]) * (6000 if n % 10 == 0 else 150)
        record = entry(n % 2, n, body=body, salt=None if body is None else bytes([n]) * 16)
        found[record.party, record.generation, record.position] = record
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    home = tmp_path_factory.mktemp("written")
    store = open_store(home)
    for record in originals().values():
        store.commit([record], reserve=False)
    store.close()
    return (home / "line.db").read_bytes()


def flipped(home: Path, content: bytes, at: int, bit: int) -> None:
    for name in ("line.db-wal", "line.db-shm"):
        (home / name).unlink(missing_ok=True)
    rotten = bytearray(content)
    rotten[at] ^= 1 << bit
    (home / "line.db").write_bytes(rotten)


def place(damaged: DamagedRecord) -> Place:
    return damaged.party, damaged.generation, damaged.position


def scrubbed(store: SqliteStore) -> list[DamagedRecord]:
    found: list[DamagedRecord] = []
    after = 0
    for _ in range(ENTRIES):
        part = store.scrub(after, rows_max=7)
        assert part.looked <= 7
        found += part.damaged
        after = part.after_serial
        if not after:
            return found
    pytest.fail("the pass does not end")


def check(store: SqliteStore) -> str:
    """Everything reads as written or is named as damaged; then its copy mends it."""
    told: list[DamagedRecord] = []
    wanted = originals()
    read = dict(store.entries(on_damage=told.append))
    assert all(wanted[r.party, r.generation, r.position] == r for r in read.values())
    places = {(r.party, r.generation, r.position) for r in read.values()}
    damaged = {place(record) for record in told}
    assert places | damaged == set(wanted)
    assert not places & damaged
    assert {place(record) for record in scrubbed(store)} == damaged
    for lost in told:
        assert lost.leaf in (None, wanted[place(lost)].leaf)
        with pytest.raises(DamagedError):
            store.entry(*place(lost))
        with pytest.raises(StoreError):
            store.commit([entry(*place(lost)[::2], text="other")], reserve=False)
        store.commit([wanted[place(lost)]], reserve=False)
    assert store.damaged() == []
    assert dict(store.entries()) == dict(enumerate(wanted.values(), 1))
    for where, record in wanted.items():
        assert store.entry(*where) == record
    return "mended" if told else "whole"


def outcome(home: Path) -> str:
    """What becomes of a store on this file: whole, mended, or refused with a remedy."""
    store = None
    try:
        store = open_store(home)
        return check(store)
    except (ConfigError, StoreError) as error:
        return "refused" if error.remedy else str(error)
    finally:
        if store is not None:
            store.close()


def test_any_flipped_bit_is_noticed_or_harmless(tmp_path: Path, written: bytes) -> None:
    outcomes = {"mended": 0, "whole": 0, "refused": 0}
    for _ in range(FLIPS):
        at, bit = random.randrange(100, len(written)), random.randrange(8)
        flipped(tmp_path, written, at, bit)
        print(f"byte {at}, bit {bit}")
        outcomes[outcome(tmp_path)] += 1
    print(outcomes)
    assert outcomes["mended"] > FLIPS // 4
    assert outcomes["refused"] < FLIPS // 4


def test_an_index_that_rotted_is_built_anew_at_the_opening(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "line.db").write_bytes(written)
    connection = sqlite3.connect(tmp_path / "line.db")
    name = "sqlite_autoindex_entries_1"
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    start = (connection.execute(sql, (name,)).fetchone()[0] - 1) * PAGE
    connection.close()
    used = [at for at in range(start, start + PAGE) if written[at]]
    for at in random.Random(7).sample(used, INDEX_FLIPS):
        flipped(tmp_path, written, at, at % 8)
        print(f"byte {at}")
        assert outcome(tmp_path) == "whole"


def test_an_index_that_rots_while_the_store_is_open_is_found_by_the_search(
    tmp_path: Path, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directline.store.sqlite.CHECKED_AT_OPEN_BYTES_MAX", 0)
    key = bytes([5, 8, 9, 1, 1, 40, 40])  # Types of the four parts, then position and serial.
    at = written.index(key) + 5
    flipped(tmp_path, written, at, 0)
    store = open_store(tmp_path)
    assert store.entry(0, 1, 40) is None
    assert scrubbed(store) == []
    assert store.entry(0, 1, 40) == originals()[0, 1, 40]
    store.close()


def test_a_mended_entry_keeps_our_own_clock_and_bearer(tmp_path: Path, written: bytes) -> None:
    place_of_body = written.index(bytes([11]) * 150)
    flipped(tmp_path, written, place_of_body + 7, 3)
    store = open_store(tmp_path)
    [lost] = scrubbed(store)
    mine = originals()[place(lost)]
    assert lost.leaf == mine.leaf
    theirs = replace(mine, stored_ms=mine.stored_ms + 999, stored_quality=0, bearer="courier")
    store.commit([theirs], reserve=False)
    assert store.entry(*place(lost)) == mine
    store.close()


@pytest.mark.parametrize(("bits", "vouched"), [(1, True), (3, False)])
def test_a_leaf_is_named_only_where_something_vouches_for_it(
    tmp_path: Path, written: bytes, bits: int, vouched: bool
) -> None:
    """Named wrongly it would accuse the author of two histories."""
    flipped(tmp_path, written, written.index(b"header 1 1/11") + 4, 3)
    rotten = bytearray((tmp_path / "line.db").read_bytes())
    rotten[rotten.index(b" 1 1/11") + 1] ^= 0b110 if bits == 3 else 0
    (tmp_path / "line.db").write_bytes(rotten)
    store = open_store(tmp_path)
    [lost] = scrubbed(store)
    assert (lost.leaf == originals()[1, 1, 11].leaf) is vouched
    assert vouched or lost.leaf is None
    store.close()


def test_what_else_an_entry_must_stand_is_asked_by_the_search(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit([entry(0, 1), entry(0, 2)], reserve=False)
    found = store.scrub(0, verify=lambda record: record.position != 2)
    assert [place(lost) for lost in found.damaged] == [(0, 1, 2)]
    assert (found.looked, found.after_serial) == (2, 0)
    store.close()


# --- forgetting ----------------------------------------------------------------------------------

SECRET = b"the body that is to be forgotten"
SALT = b"the salt of that"


def everywhere(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.iterdir()))


def test_what_was_forgotten_is_nowhere_in_the_files(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for n in range(1, 40):
        body = SECRET * (300 if n % 5 == 0 else 2)
        store.commit([entry(0, n, body=body, salt=SALT)], reserve=False)
        if n == 20:
            store.checkpoint()
    assert SECRET in everywhere(tmp_path)
    places = [(0, 1, n) for n in range(1, 40)]
    assert store.forget([*places, (2, 1, 1)]) == 39
    assert store.forget(places) == 0
    found = everywhere(tmp_path)
    assert SECRET[:8] not in found
    assert SALT[:8] not in found
    assert [record for _, record in store.entries()] == [
        entry(0, n, body=None, salt=None) for n in range(1, 40)
    ]
    store.close()


@pytest.mark.parametrize("clock_too", [False, True])
def test_what_was_forgotten_stays_so_when_its_entry_is_mended(
    tmp_path: Path, clock_too: bool
) -> None:
    store = open_store(tmp_path)
    store.commit([entry(1, n, body=SECRET) for n in (1, 2)], reserve=False)
    store.forget([(1, 1, 1)])
    store.close()
    if clock_too:
        connection = sqlite3.connect(tmp_path / "line.db")
        connection.execute("UPDATE entries SET stored_ms = 5 WHERE serial = 1")
        connection.commit()
        connection.close()
    content = (tmp_path / "line.db").read_bytes()
    flipped(tmp_path, content, content.index(b"header 1 1/1") + 3, 2)
    again = open_store(tmp_path)
    assert again.damaged() == [(1, 1, 1)]
    again.commit([entry(1, 1, body=SECRET)], reserve=False)
    assert again.entry(1, 1, 1) == entry(1, 1, body=None, salt=None)
    again.close()


def test_a_damaged_entry_is_not_forgotten_unseen(tmp_path: Path, written: bytes) -> None:
    flipped(tmp_path, written, written.index(bytes([11]) * 150) + 7, 3)
    store = open_store(tmp_path)
    [lost] = store.damaged()
    with pytest.raises(DamagedError):
        store.forget([lost])
    store.close()
