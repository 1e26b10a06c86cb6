"""The linters, type checkers and import contracts, as tests, so that one run tells everything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tidy import house

BIN = Path(sys.executable).parent


def passes(*command: str | Path, cwd: Path = house.ROOT) -> None:
    """Run a tool and show what it printed when it objects."""
    finished = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if finished.returncode != 0:
        pytest.fail(finished.stdout[-12_000:] + finished.stderr[-4_000:], pytrace=False)


def test_ruff_has_no_objection() -> None:
    passes(BIN / "ruff", "check", "--output-format=concise", ".")


def test_the_code_is_laid_out_by_ruff() -> None:
    passes(BIN / "ruff", "format", "--check", "--output-format=concise", ".")


@pytest.mark.timeout(600)
def test_the_types_hold() -> None:
    passes(BIN / "mypy")


def test_the_rooms_keep_their_borders() -> None:
    passes(BIN / "lint-imports", "--no-cache")


def test_the_desks_modules_type_check() -> None:
    web = house.ROOT / "web"
    compiler = web / "node_modules" / ".bin" / "tsc"
    assert compiler.exists(), "the web packages are missing: run `make env`"
    node = next((str(folder) for folder in (BIN,) if (folder / "node").exists()), None)
    program = shutil.which("node", path=node) or shutil.which("node")
    assert program, "Node is missing: run `make env`"
    passes(program, compiler.resolve(), "--noEmit", "--project", web, cwd=web)
