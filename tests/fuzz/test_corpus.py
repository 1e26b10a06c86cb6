"""Whatever a campaign once found, again in every run: one file an input, named by its digest."""

import faulthandler
import hashlib
from pathlib import Path

import pytest

from tests.fuzz.engine import CORPUS, kept
from tests.fuzz.target import execute_in_pieces, execute_measured
from tests.fuzz.targets import TARGETS

FILES = sorted(CORPUS.rglob("*.hex"))
FILE_BYTES_MAX = 40_000
HANG_S = 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_found_stays_mended(path: Path) -> None:
    target, data = TARGETS[path.parent.name], kept(path)
    assert hashlib.sha256(data).hexdigest().startswith(path.stem)
    assert path.stat().st_size <= FILE_BYTES_MAX
    faulthandler.dump_traceback_later(HANG_S, exit=True)
    try:
        execute_measured(target, data)
        execute_in_pieces(target, data)
    finally:
        faulthandler.cancel_dump_traceback_later()


def test_there_is_a_corpus_and_each_says_what_it_was() -> None:
    assert len(FILES) > 10
    for path in FILES:
        assert path.read_text().startswith("# "), path
