"""Where a passphrase may come from, and that it is never an argument."""

import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from directline.errors import ConfigError, CustodyError
from directline.station.passphrases import (
    HOME_VARIABLE,
    OFFICER_VARIABLE,
    new_passphrase,
    read_passphrase,
)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for handle in (reading, writing):
        try:
            os.close(handle)
        except OSError:
            continue


def test_a_descriptor_gives_one_line_a_call(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], "первая\r\nsecond line\nlast".encode())
    os.close(pipe[1])
    read = [read_passphrase("", fd=pipe[0], environ={}) for _ in range(3)]
    assert read == ["первая", "second line", "last"]
    with pytest.raises(CustodyError, match="empty"):
        read_passphrase("", fd=pipe[0], environ={})


def test_the_order_of_sources(tmp_path: Path, pipe: tuple[int, int]) -> None:
    file = tmp_path / "pass"
    file.write_text("from the file\n")
    file.chmod(0o600)
    os.write(pipe[1], b"from the descriptor\n")
    environ = {HOME_VARIABLE: "plain", f"{HOME_VARIABLE}_FILE": str(file)}
    assert read_passphrase("", environ=environ) == "from the file"
    environ[f"{HOME_VARIABLE}_FD"] = str(pipe[0])
    assert read_passphrase("", environ=environ) == "from the descriptor"
    assert read_passphrase("", environ={HOME_VARIABLE: "plain"}) == "plain"


def test_an_officers_passphrase_is_never_the_homes() -> None:
    with pytest.raises(CustodyError, match="nobody is there to type"):
        read_passphrase("", variable=OFFICER_VARIABLE, environ={HOME_VARIABLE: "the home's"})


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o620])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "pass"
    file.write_text("secret words here")
    file.chmod(mode)
    with pytest.raises(ConfigError) as refused:
        read_passphrase("", environ={f"{HOME_VARIABLE}_FILE": str(file)})
    assert "chmod 600" in refused.value.remedy
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "environ",
    [
        {f"{HOME_VARIABLE}_FD": "three"},
        {f"{HOME_VARIABLE}_FD": "9999"},
        {f"{HOME_VARIABLE}_FILE": "/nowhere/at/all"},
    ],
)
def test_a_source_that_fails_is_not_passed_over(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        read_passphrase("", environ={HOME_VARIABLE: "plain", **environ})


def test_a_new_passphrase_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    typed = iter(["long enough words", "long enough wards"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    with pytest.raises(CustodyError, match="differ"):
        new_passphrase("new", environ={})
    typed = iter(["long enough words"] * 2)
    assert new_passphrase("new", environ={}) == "long enough words"
    typed = iter(["short"])
    with pytest.raises(CustodyError, match="shorter"):
        new_passphrase("new", environ={})
