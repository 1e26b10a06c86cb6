"""The verifier page is built from its sources alone; spec/ publishes its digest."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from directline.cli.main import run
from tests.tidy import house

SOURCES = house.ROOT / "web" / "verifier"
SHIPPED = house.SOURCE / "cli" / "static" / "verifier.html"
MODULE_LINES_MAX = 400


def built(tree: Path) -> bytes:
    """The page as the sources in a tree give it."""
    target = tree / "verifier.html"
    command = [sys.executable, str(tree / "web" / "verifier" / "build.py"), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return target.read_bytes()


def test_a_copy_elsewhere_gives_the_page_whose_digest_is_published(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "web" / "verifier")
    modules = tmp_path / "web" / "node_modules"
    modules.symlink_to(house.ROOT / "web" / "node_modules", target_is_directory=True)
    page = built(tmp_path)
    assert page == SHIPPED.read_bytes(), "run `make assets`"
    stated = (house.ROOT / "spec" / "verifier.sha256").read_text("ascii")
    assert stated == f"{hashlib.sha256(page).hexdigest()}  verifier.html\n", (
        "after a change: web/verifier/build.py --publish"
    )


def test_the_command_writes_that_page_and_says_its_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "verifier.html"
    assert run(["verifier", str(target)]) == 0
    assert target.read_bytes() == SHIPPED.read_bytes()
    assert hashlib.sha256(SHIPPED.read_bytes()).hexdigest() in capsys.readouterr().out
    assert run(["verifier", str(target)]) != 0


def test_it_can_be_read_in_an_evening_and_shares_no_code_with_the_other_reader() -> None:
    modules = list((SOURCES / "src").glob("*.ts"))
    assert len(modules) > 10
    for module in modules:
        text = module.read_text("utf-8")
        assert text.count("\n") < MODULE_LINES_MAX, module.name
        assert text.startswith(("/** ", "/**\n")), f"{module.name}: what is it?"
        assert "reader/" not in text
