"""What a quiet month costs on the disk."""

from pathlib import Path

from directline.line.ports import MetaRecord, NoteRecord
from directline.store import SqliteStore
from tests.unit.store.records import entry


def test_a_month_of_hourly_tests_stays_under_fifty_megabytes(tmp_path: Path) -> None:
    store = SqliteStore(
        tmp_path / "line.db",
        own_party=0,
        anchor_path=tmp_path / "anchor",
        reserve_path=tmp_path / "reserve",
    )
    # Each hour: a test from either side, its receipts and answer, state, a checkpoint each.
    position = 0
    for hour in range(1, 31 * 24 + 1):
        for _ in range(4):
            position += 1
            for party in (0, 1):
                store.commit([entry(party, position, body=bytes(400))], reserve=False)
                store.commit([MetaRecord(f"state {party}", bytes(500))], reserve=True)
        for party in (0, 1):
            store.commit([NoteRecord(party, 1, hour, bytes(900))], reserve=True)
    store.close()
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert total < 50_000_000
