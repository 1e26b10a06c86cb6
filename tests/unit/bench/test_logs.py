"""The measurements of logs measure what they say: the archive is a real one, growth logarithmic."""

import math
from pathlib import Path

import pytest

from bench.archive import write_archive
from bench.proofs import OnDemand, Row, leaf, measure, table
from directline.transcript.tiles import TiledTree
from directline.transcript.tree import Tree
from directline.transcript.verify import verify_bundle

ENTRIES = 1_100


@pytest.mark.timeout(120)
def test_the_archive_is_an_export_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "archive.dlt"
    fingerprint = write_archive(path, ENTRIES, 1)
    report = verify_bundle(path.read_bytes(), fingerprint=fingerprint)
    assert report.ok
    assert [feed.size for feed in report.feeds] == [ENTRIES // 2, ENTRIES // 2]
    assert [len(head.cosigned) for head in report.checkpoints] == [1, 1]
    assert len(report.messages) == ENTRIES // 2
    assert report.messages[0].held[0].entry == "BRAVO 1"
    assert [receipt.level for receipt in report.messages[0].receipts] == [3]
    assert report.remarks == ()


@pytest.mark.parametrize("size", [1, 700, 70_000, 200_001])
def test_a_log_on_demand_is_the_log_in_memory(size: int) -> None:
    whole = Tree(leaf(position) for position in range(1, size + 1))
    tiled = TiledTree(size, OnDemand(size).fetch)
    assert tiled.root() == whole.root()
    assert tiled.inclusion(size // 2 + 1) == whole.inclusion(size // 2 + 1)


def test_proofs_grow_by_one_hash_a_doubling() -> None:
    rows: list[Row] = [measure(1_000, proofs=20), measure(10**8, on_demand=True, proofs=20)]
    for row in rows:
        assert row.inclusion_hashes <= math.ceil(math.log2(row.entries))
        assert row.consistency_hashes <= math.ceil(math.log2(row.entries)) + 1
    assert rows[1].proof_file_bytes < 2 * rows[0].proof_file_bytes + 100
    assert rows[1].tiles_a_proof <= 8
    assert table(rows).count("\n") == 4
