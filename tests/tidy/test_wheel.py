"""The wheel is the same from the same sources, and holds what a station needs at run time."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tidy import house
from tools import wheel

pytestmark = pytest.mark.xdist_group("wheel")  # built once, for all of these

PARTS = ("pyproject.toml", "README.md", "LICENSE", ".gitignore", "src")


def built_from(tree: Path, target: Path) -> Path:
    wheel.build(target, root=tree, kinds=("wheel",))
    (found,) = target.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_from(house.ROOT, tmp_path_factory.mktemp("wheel"))


def test_a_copy_elsewhere_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    tree = tmp_path / "copy"
    tree.mkdir()
    for part in PARTS:
        source = house.ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(source, tree / part, copy_function=shutil.copyfile, ignore=ignored)
        else:
            shutil.copyfile(source, tree / part)
    again = built_from(tree, tmp_path / "wheel")
    assert again.name == built.name
    assert again.read_bytes() == built.read_bytes()


def test_every_source_file_is_in_the_wheel(built: Path) -> None:
    inside = set(zipfile.ZipFile(built).namelist())
    needed = {
        path.relative_to(house.SOURCE.parent).as_posix()
        for path in house.tracked()
        if path.is_relative_to(house.SOURCE)
    }
    assert not needed - inside


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        ("catalogue", ".toml"),
        ("catalogue", ".ftl"),
        ("console/templates", ".html"),
        ("console/static", ".js"),
        ("console/static", ".css"),
        ("cli/static", ".html"),
    ],
)
def test_the_wheel_holds_the_data(built: Path, folder: str, suffix: str) -> None:
    inside = zipfile.ZipFile(built).namelist()
    assert [
        name
        for name in inside
        if name.startswith(f"directline/{folder}/") and name.endswith(suffix)
    ]


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    inside = zipfile.ZipFile(built).namelist()
    foreign = [name for name in inside if not name.startswith("directline")]
    assert not foreign
    assert not [name for name in inside if "__pycache__" in name or name.endswith(".map")]


FROM_THE_WHEEL = """
import importlib, pkgutil, sys
import directline
assert directline.__file__.startswith(sys.argv[1]), directline.__file__
names = [found.name for found in pkgutil.walk_packages(directline.__path__, "directline.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
from directline import catalogue
print(len(catalogue.load().forms))
"""


def test_everything_loads_from_the_wheel_alone(built: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(built).extractall(tmp_path)
    started = subprocess.run(
        [sys.executable, "-W", "error", "-c", FROM_THE_WHEEL, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    assert int(started.stdout) >= 16
