"""kill -9 at any instant: what was confirmed is there afterwards, and nothing by halves."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from directline.store import SqliteStore
from tests.unit.store.records import entry

CHILD = """
import sys
from pathlib import Path
from directline.line.ports import MetaRecord
from directline.store import SqliteStore, lock_home
from tests.unit.store.records import entry

home = Path(sys.argv[1])
lock = lock_home(home)
store = SqliteStore(home / "line.db", own_party=0, anchor_path=home / "anchor",
                    reserve_path=home / "reserve", reserve_bytes=65536)
first = store.last_serial() // 3 + 1
for n in range(first, 10**6):
    batch = [entry(0, n, body=bytes(300)), entry(1, 2 * n - 1), entry(1, 2 * n),
             MetaRecord("n", str(n).encode())]
    store.commit(batch, reserve=False)
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
"""


def run_until_killed(home: Path, lines: int) -> int:
    """Runs the child, kills it after some lines and returns the last number it confirmed."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home)], env=environment, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        confirmed = ""
        for _ in range(lines):
            confirmed = child.stdout.readline() or confirmed
        child.send_signal(signal.SIGKILL)
        for line in child.stdout:
            if line.endswith("\n"):
                confirmed = line
    return int(confirmed)


@pytest.mark.slow
def test_what_was_confirmed_before_the_kill_is_there_after_it(tmp_path: Path) -> None:
    chance = random.Random(2016)
    for _ in range(8):
        confirmed = run_until_killed(tmp_path, chance.randrange(1, 400))
        store = SqliteStore(
            tmp_path / "line.db",
            own_party=0,
            anchor_path=tmp_path / "anchor",
            reserve_path=tmp_path / "reserve",
            reserve_bytes=65536,
        )
        kept = store.last_serial() // 3
        assert kept in (confirmed, confirmed + 1)
        assert store.last_serial() == 3 * kept
        assert store.meta("n") == str(kept).encode()
        assert store.damaged() == []
        assert [s for s, _ in store.entries()] == list(range(1, 3 * kept + 1))
        assert store.entry(0, 1, kept) == entry(0, kept, body=bytes(300))
        anchor = store.read_anchor()
        assert anchor is not None
        assert confirmed <= anchor.position <= kept
        store.close()
