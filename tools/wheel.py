"""Builds the wheel and the source archive so that anyone gets the same bytes from the same tree.

The instant inside is that of the newest release note's commit, or `SOURCE_DATE_EPOCH`.
"""

import os
import subprocess
import sys
from pathlib import Path

from tools.env import ROOT

EPOCH_WITHOUT_GIT = "1767225600"  # 2026-01-01, for a tree that is no repository


def epoch() -> str:
    """Name the instant that the archives carry, in seconds."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or EPOCH_WITHOUT_GIT


def build(target: Path, *, root: Path = ROOT, kinds: tuple[str, ...] = ("wheel", "sdist")) -> None:
    """Build the named kinds of archive from a tree into a folder."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch()}
    options = [f"--{kind}" for kind in kinds]
    fixed = [sys.executable, "-m", "build", "--no-isolation", *options]
    command = [*fixed, "--outdir", str(target), str(root)]
    subprocess.run(command, cwd=root, env=environment, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").resolve())
