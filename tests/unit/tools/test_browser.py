"""Where the browser tests look for a Chromium, and what they are told when there is none."""

from pathlib import Path

import pytest

from tools import browser, env


def program(folder: Path, name: str, prints: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {prints}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(browser, "UNPACKED", tmp_path / "unpacked")
    (tmp_path / "bin").mkdir()


def test_a_bare_machine_has_none() -> None:
    assert browser.find() is None


def test_the_named_one_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path / "bin", "chromium", "installed")
    named = program(tmp_path, "mine", "named")
    monkeypatch.setenv(browser.VARIABLE, str(named))
    found = browser.find()
    assert found is not None
    assert found.version() == "named"


def test_a_named_one_that_is_missing_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "chromium", "installed")
    monkeypatch.setenv(browser.VARIABLE, str(tmp_path / "absent"))
    with pytest.raises(env.StepError, match="no Chromium found") as refused:
        browser.obtain()
    assert "apt-get install chromium" in str(refused.value)


def test_an_installed_one_comes_before_the_unpacked(tmp_path: Path) -> None:
    installed = program(tmp_path / "bin", "chromium", "installed")
    (tmp_path / "unpacked").mkdir()
    program(tmp_path / "unpacked", "chromium", "unpacked")
    found = browser.find()
    assert found == browser.Browser(installed)


def test_the_unpacked_one_brings_its_libraries_and_fonts(tmp_path: Path) -> None:
    (tmp_path / "unpacked").mkdir()
    program(tmp_path / "unpacked", "chromium", "unpacked")
    found = browser.find()
    assert found is not None
    assert found.environment.keys() == {"LD_LIBRARY_PATH", "FONTCONFIG_FILE"}


def test_one_that_does_not_start_has_no_version(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert not browser.Browser(broken).version()


def test_no_safeguard_of_a_page_is_switched_off() -> None:
    forbidden = ("web-security", "insecure-content", "single-process", "site-isolation")
    assert not [word for word in browser.ARGUMENTS if any(part in word for part in forbidden)]
