"""What every store does, run on each of them."""

from dataclasses import replace

import pytest

from directline.errors import StoreError, StoreFullError
from directline.line.ports import Anchor, EntryRecord, MetaRecord, NoteRecord
from directline.store import MemoryStore, SqliteStore
from tests.unit.store.records import entry, evidence

AnyStore = SqliteStore | MemoryStore


def test_what_is_committed_reads_back_unchanged(store: AnyStore) -> None:
    first = entry(0, 1)
    withheld = entry(1, 1, body=None, salt=None)
    empty = entry(1, 2, body=b"", salt=b"")
    assert store.commit([first, withheld, empty], reserve=False) == [1, 2, 3]
    assert store.entry(0, 1, 1) == first
    assert store.entry(1, 1, 1) == withheld
    assert store.entry(1, 1, 2) == empty
    assert store.entry(1, 1, 3) is None
    assert list(store.entries()) == [(1, first), (2, withheld), (3, empty)]
    assert list(store.entries(2)) == [(3, empty)]
    assert store.last_serial() == 3


def test_entries_are_read_over_many_pages(store: AnyStore) -> None:
    records = [entry(0, position) for position in range(1, 701)]
    assert store.commit(records, reserve=False) == list(range(1, 701))
    assert [record for _, record in store.entries()] == records
    assert next(iter(store.entries(600)))[0] == 601


def test_the_same_entry_again_is_kept_once(store: AnyStore) -> None:
    first = entry(1, 1)
    assert store.commit([first], reserve=False) == [1]
    again = replace(first, stored_ms=first.stored_ms + 5, body=None)
    assert store.commit([entry(1, 2), again, entry(1, 3), first], reserve=False) == [2, 1, 3, 1]
    assert store.entry(1, 1, 1) == first


def test_another_entry_at_the_same_place_is_refused_with_its_batch(store: AnyStore) -> None:
    store.commit([entry(1, 1)], reserve=False)
    with pytest.raises(StoreError, match="another entry"):
        store.commit([MetaRecord("k", b"v"), entry(1, 2), entry(1, 1, text="other")], reserve=False)
    with pytest.raises(StoreError, match="another entry"):
        store.commit([entry(1, 5), entry(1, 5, text="other")], reserve=False)
    assert store.meta("k") is None
    assert store.entry(1, 1, 2) is None
    assert store.entry(1, 1, 5) is None
    assert store.commit([entry(1, 2)], reserve=False) == [2]


def test_a_new_generation_has_positions_of_its_own(store: AnyStore) -> None:
    one, two = entry(1, 1), entry(1, 1, generation=2)
    assert store.commit([one, two], reserve=False) == [1, 2]
    assert store.entry(1, 2, 1) == two


def test_a_meta_value_is_replaced_whole(store: AnyStore) -> None:
    assert store.commit([MetaRecord("a", b"1"), MetaRecord("b", b"")], reserve=True) == []
    store.commit([MetaRecord("a", b"2"), MetaRecord("a", b"3")], reserve=False)
    assert (store.meta("a"), store.meta("b"), store.meta("c")) == (b"3", b"", None)


def test_the_note_at_the_largest_size_is_given(store: AnyStore) -> None:
    notes = [NoteRecord(1, 1, 9, b"nine"), NoteRecord(1, 1, 10, b"ten"), NoteRecord(1, 2, 1, b"g2")]
    store.commit(notes, reserve=False)
    store.commit([NoteRecord(1, 1, 10, b"ten, cosigned"), NoteRecord(1, 1, 3, b"3")], reserve=False)
    assert store.note(1, 1) == NoteRecord(1, 1, 10, b"ten, cosigned")
    assert store.note(1, 2) == notes[2]
    assert store.note(0, 1) is None


def test_the_first_proof_of_two_histories_at_a_place_is_kept(store: AnyStore) -> None:
    store.commit([evidence(2), evidence(1)], reserve=False)
    store.commit([evidence(2, "another")], reserve=False)
    assert store.evidence() == [evidence(1), evidence(2)]


def test_the_anchor_follows_the_own_feed_only_and_never_goes_back(store: AnyStore) -> None:
    assert store.read_anchor() is None
    store.commit([entry(1, 40)], reserve=False)
    assert store.read_anchor() is None
    store.commit([entry(0, 1), entry(0, 2), entry(1, 41)], reserve=False)
    assert store.read_anchor() == Anchor(1, 2, entry(0, 2).leaf)
    store.commit([entry(0, 1)], reserve=False)
    assert store.read_anchor() == Anchor(1, 2, entry(0, 2).leaf)
    store.commit([entry(0, 1, generation=2)], reserve=False)
    assert store.read_anchor() == Anchor(2, 1, entry(0, 1, generation=2).leaf)


def test_an_own_entry_that_a_peer_gave_back_makes_and_moves_no_anchor(store: AnyStore) -> None:
    store.commit([replace(entry(0, 1), bearer="tls")], reserve=True)
    assert store.read_anchor() is None
    store.commit([entry(0, 2)], reserve=True)
    store.commit([replace(entry(0, 3), bearer="tls")], reserve=True)
    assert store.read_anchor() == Anchor(1, 2, entry(0, 2).leaf)


def test_an_empty_batch_is_nothing(store: AnyStore) -> None:
    assert store.commit([], reserve=False) == []


@pytest.mark.parametrize(
    "bad",
    [
        replace(entry(), party=-1),
        replace(entry(), generation=0),
        replace(entry(), position=0),
        replace(entry(), position=2**63),
        replace(entry(), leaf=bytes(31)),
        replace(entry(), header="text"),  # type: ignore[arg-type]
        replace(entry(), body=bytes(1024 * 1024 + 1)),
        replace(entry(), bearer="b" * 33),
        replace(entry(), stored_ms=1.5),  # type: ignore[arg-type]
        MetaRecord("", b""),
        MetaRecord("k", None),  # type: ignore[arg-type]
        NoteRecord(0, 1, -1, b""),
        replace(evidence(), noted_ms=True),
        "no record",
    ],
)
def test_a_record_that_cannot_be_kept_is_refused_with_its_batch(
    store: AnyStore, bad: EntryRecord
) -> None:
    with pytest.raises(StoreError):
        store.commit([MetaRecord("k", b"v"), bad], reserve=False)
    assert store.meta("k") is None
    assert store.last_serial() == 0


def fill(store: AnyStore, *, party: int, reserve: bool) -> int:
    """Commits entries until the store is full and returns how many it took."""
    for position in range(1, 1000):
        try:
            store.commit([entry(party, position, body=bytes(2000))], reserve=reserve)
        except StoreFullError:
            return position - 1
    return 1000


def test_a_full_store_keeps_nothing_of_the_batch_and_leaves_room_for_the_urgent(
    small_store: AnyStore,
) -> None:
    kept = fill(small_store, party=0, reserve=False)
    assert 10 < kept < 130
    assert small_store.entry(0, 1, kept + 1) is None
    assert small_store.read_anchor() == Anchor(1, kept, entry(0, kept).leaf)
    assert small_store.free_bytes() < 8192

    urgent = fill(small_store, party=1, reserve=True)
    assert urgent > 10
    assert fill(small_store, party=2, reserve=False) == 0
    assert small_store.last_serial() == kept + urgent
    assert small_store.entry(1, 1, urgent) is not None


def test_a_closed_store_refuses(store: AnyStore) -> None:
    store.commit([entry()], reserve=False)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.commit([entry(0, 2)], reserve=False)
    store.close()
