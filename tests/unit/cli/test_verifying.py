"""`directline verify` on long files: processes, progress, and files that are none."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.cli import main, verifying
from directline.cli.verifying import FileSource, ProgressLine, checker, opened
from directline.errors import ConfigError, VerificationError
from directline.transcript.verify import one_by_one, verify_bundle
from tests.unit.transcript.forgery import edit_entry, resign
from tests.unit.transcript.sample import small

SAMPLE = small()
FILE = SAMPLE.export(0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "transcript.dlt"
    path.write_bytes(FILE)
    return path


@pytest.mark.timeout(120)
def test_two_processes_say_what_one_says(path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.dlt"
    bad.write_bytes(resign(SAMPLE, FILE, edit_entry(1, 2, signature=bytes(64))))
    each = checker(2, 0)
    assert each is not one_by_one
    with opened(path, 1 << 20) as source:
        said = list(verify_bundle(source, each=each).lines())
    assert said == list(verify_bundle(FILE).lines())
    with opened(bad, 1 << 20) as source, pytest.raises(VerificationError) as caught:
        verify_bundle(source, each=each)
    assert caught.value.part == "entry BRAVO 2: signature"


def test_small_files_start_no_processes() -> None:
    assert checker(None, verifying.SMALL_BYTES - 1) is one_by_one
    assert checker(1, 1 << 40) is one_by_one


def test_a_file_is_read_where_it_is_asked_for(path: Path) -> None:
    with opened(path, len(FILE)) as source:
        assert isinstance(source, FileSource)
        assert source.size == len(FILE)
        assert source.read(5, 7) == FILE[5:12]
        assert source.read(len(FILE) - 3, 10) == FILE[-3:]


def test_a_pipe_is_read_too(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(FILE,))
    writer.start()
    try:
        with opened(pipe, 1 << 20) as source:
            assert source.read(0, source.size) == FILE
    finally:
        writer.join()


def test_missing_and_too_long_files_are_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"), opened(tmp_path / "none", 1):
        pass
    with pytest.raises(ConfigError, match="more than"), opened(path, len(FILE) - 1):
        pass


def ticks(step_s: float) -> Iterator[float]:
    now_s = 0.0
    while True:
        yield now_s
        now_s += step_s


def test_progress_is_said_when_asked_for_and_it_takes_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = ticks(0.4)
    line = ProgressLine(wanted=True, clock_s=lambda: next(clock))
    for step in range(1, 20):
        line(step * 100, step, 20)
    line.close()
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "checked 300 entries, 15 %, 250 a second"
    assert len(said) == 2
    quiet = ProgressLine(wanted=False, clock_s=lambda: next(clock))
    for step in range(1, 20):
        quiet(step, step, 20)
    assert capsys.readouterr().err == ""


def test_the_command_takes_both_options(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["verify", str(path), "--processes", "1", "--progress", "--brief"]) == 0
    assert capsys.readouterr().out.endswith("VERIFIED.\n")
    assert main.run(["verify", str(path), "--processes", "0"]) == 2
