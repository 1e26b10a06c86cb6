"""Anchor, reserve and home lock: the small files beside the database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from directline.errors import ConfigError, StoreError
from directline.line.ports import Anchor
from directline.store import lock_home
from directline.store.anchor import AnchorFile
from directline.store.files import SystemFiles
from directline.store.reserve import Reserve

BLOCK = 4096


def anchor(position: int, generation: int = 1) -> Anchor:
    return Anchor(generation, position, bytes([position]) * 32)


def test_an_anchor_survives_and_never_goes_back(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchor")
    assert file.read() is None
    for head in (anchor(1), anchor(7), anchor(3), anchor(1, generation=2), anchor(9)):
        file.write(head)
    file.close()
    assert AnchorFile(tmp_path / "anchor").read() == anchor(1, generation=2)
    assert (tmp_path / "anchor").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("torn_bytes", [1, 20, 60, 95])
def test_a_torn_write_leaves_the_anchor_before_it(tmp_path: Path, torn_bytes: int) -> None:
    path = tmp_path / "anchor"
    file = AnchorFile(path)
    file.write(anchor(1))
    file.write(anchor(2))
    before = path.read_bytes()
    file.write(anchor(3))
    file.close()
    after = path.read_bytes()
    changed = [i for i in range(len(after)) if after[i] != before[i]]
    start = changed[0] // BLOCK * BLOCK
    torn = after[: start + torn_bytes] + before[start + torn_bytes :]
    path.write_bytes(torn)
    found = AnchorFile(path)
    assert found.read() == anchor(2)
    found.write(anchor(4))
    found.close()
    assert AnchorFile(path).read() == anchor(4)


def test_every_single_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    file = AnchorFile(path)
    file.write(anchor(1))
    file.write(anchor(2))
    file.close()
    whole = path.read_bytes()
    for place in [*range(96), *range(BLOCK, BLOCK + 96)]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert AnchorFile(path).read() in (anchor(1), anchor(2))


@pytest.mark.parametrize("content", [b"", b"x" * 10, bytes(2 * BLOCK), b"\xff" * (2 * BLOCK)])
def test_an_unreadable_anchor_is_a_missing_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "anchor"
    path.write_bytes(content)
    file = AnchorFile(path)
    assert file.read() is None
    file.write(anchor(5))
    file.close()
    assert AnchorFile(path).read() == anchor(5)


def test_an_anchor_that_cannot_be_written_says_so_and_goes_on_in_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = AnchorFile(tmp_path / "anchor")
    file.write(anchor(1))

    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", fail)
        with pytest.raises(StoreError, match="Input/output"):
            file.write(anchor(2))
    assert file.read() == anchor(1)
    file.write(anchor(3))
    file.close()
    assert AnchorFile(tmp_path / "anchor").read() == anchor(3)


def test_the_reserve_is_given_in_steps_and_taken_back(tmp_path: Path) -> None:
    size = 2 * 1024 * 1024 + 10
    reserve = Reserve(tmp_path / "reserve", size)
    assert reserve.whole
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= size
    steps = 0
    while reserve.open_step():
        assert not reserve.whole
        steps += 1
    assert (steps, reserve.held_bytes) == (3, 0)
    assert reserve.refill()
    assert reserve.whole
    reserve.close()


def test_a_smaller_reserve_gives_the_difference_back(tmp_path: Path) -> None:
    Reserve(tmp_path / "reserve", 1024 * 1024).close()
    reserve = Reserve(tmp_path / "reserve", 4096)
    assert reserve.held_bytes == (tmp_path / "reserve").stat().st_size == 4096
    reserve.close()


def test_a_reserve_that_the_disk_cannot_give_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemFiles, "room_bytes", lambda *_: 1_000_000)
    reserve = Reserve(tmp_path / "reserve", 8 * 1024 * 1024)
    assert not reserve.whole
    assert not reserve.refill()
    reserve.close()


def test_a_home_is_had_by_one_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from directline.store import lock_home\n"
        "from directline.errors import ConfigError\n"
        "try: lock_home(Path(sys.argv[1]))\n"
        "except ConfigError as error: print(error); sys.exit(3)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with lock_home(tmp_path):
        refused = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        assert refused.returncode == 3
        assert f"in use by process {os.getpid()}" in refused.stdout
        assert "stop that station first" in refused.stdout
        with pytest.raises(ConfigError):
            lock_home(tmp_path)
    assert subprocess.run(command, env=environment, check=False).returncode == 0
    lock_home(tmp_path).release()


def test_a_home_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be locked"):
        lock_home(tmp_path / "nowhere")
