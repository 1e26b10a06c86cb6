"""The repository as the tidy tests see it: its files, its rooms, its syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "directline"
PURE_ROOMS = ("errors", "wire", "catalogue", "transcript", "line", "books", "interchange")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


@cache
def python_files(*, under: Path = ROOT) -> tuple[Path, ...]:
    """Every tracked Python file below a folder."""
    return tuple(path for path in tracked() if path.suffix == ".py" and path.is_relative_to(under))


def modules_of(room: str) -> tuple[Path, ...]:
    """Every module of a room, which is a package or a single file."""
    single = SOURCE / f"{room}.py"
    return (single,) if single.exists() else python_files(under=SOURCE / room)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(), str(path))


def name_of(path: Path) -> str:
    """A path as the reader of a failure wants it."""
    return path.relative_to(ROOT).as_posix()


def listed_in(path: Path) -> dict[str, str]:
    """An exception list: a name a line, then its reason; `#` begins a comment."""
    found = {}
    for line in path.read_text().splitlines():
        name, _, reason = line.partition("#")[0].strip().partition(" ")
        if name:
            found[name] = reason.strip()
    return found


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def length_of(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: explaining is never punished."""
    first = function.body[0]
    explained = 0
    if ast.get_docstring(function, clean=False) is not None:
        explained = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - explained
