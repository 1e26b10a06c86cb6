"""The house style that no linter knows: lengths, marks, what pure rooms may import."""

import ast
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.tidy import house

FUNCTION_LINES_MAX = 70
MODULE_LINES_GOOD = 400
MODULE_LINES_MAX = 600  # past that it is two ideas

ALLOWED_EVERYWHERE = frozenset(
    {
        "abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "datetime", "enum",
        "fractions", "functools", "hashlib", "heapq", "hmac", "itertools", "math", "operator",
        "re", "string", "struct", "textwrap", "types", "typing", "unicodedata",
    }
)  # fmt: skip
ALLOWED_IN_ROOM = {
    "errors": frozenset[str](),
    "wire": frozenset({"cryptography", "cbor2", "base64"}),
    "catalogue": frozenset({"fluent", "msgspec", "tomllib", "importlib", "json"}),
    "transcript": frozenset({"array", "base64", "binascii", "json"}),
    "line": frozenset[str](),
    "books": frozenset({"cbor2"}),
    "interchange": frozenset({"json", "xml"}),
}
"""The standard library has no better names for "no clock, no chance, no I/O" than this list."""

PURE_MODULES = [
    pytest.param(room, path, id=house.name_of(path))
    for room in house.PURE_ROOMS
    for path in house.modules_of(room)
]
SOURCES = [pytest.param(path, id=house.name_of(path)) for path in house.python_files()]


def imported(path: Path) -> set[str]:
    """The first names of all imports, wherever they stand."""
    found = set()
    for node in ast.walk(house.tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize(("room", "path"), PURE_MODULES)
def test_a_pure_room_imports_only_what_is_allowed(room: str, path: Path) -> None:
    foreign = imported(path) - ALLOWED_EVERYWHERE - ALLOWED_IN_ROOM[room] - {"directline"}
    assert not foreign, f"{room} is pure: it may not import {sorted(foreign)}"


@pytest.mark.parametrize(("room", "path"), PURE_MODULES)
def test_a_pure_room_is_not_async(room: str, path: Path) -> None:
    waits = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    lines = [node.lineno for node in ast.walk(house.tree_of(path)) if isinstance(node, waits)]
    assert not lines, f"{room} is pure: no async, lines {lines}"


@pytest.mark.parametrize(("room", "path"), PURE_MODULES)
def test_a_pure_room_keeps_no_state_of_its_own(room: str, path: Path) -> None:
    lines = [node.lineno for node in ast.walk(house.tree_of(path)) if isinstance(node, ast.Global)]
    assert not lines, f"{room} is pure: no `global`, lines {lines}"


@pytest.mark.parametrize("path", SOURCES)
def test_functions_are_short(path: Path) -> None:
    long = {
        f"{function.name} (line {function.lineno})": house.length_of(function)
        for function in house.functions(path)
        if house.length_of(function) > FUNCTION_LINES_MAX
    }
    assert not long, f"over {FUNCTION_LINES_MAX} lines: {long}"


@pytest.mark.parametrize("path", SOURCES)
def test_modules_are_one_idea(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    listed = house.listed_in(house.ROOT / "tests" / "tidy" / "long_modules.txt")
    name = house.name_of(path)
    if name in listed:
        assert lines > MODULE_LINES_MAX, f"{name} is short now: take it off long_modules.txt"
        assert listed[name], f"{name} is listed without a reason"
        return
    assert lines <= MODULE_LINES_MAX, f"{name} has {lines} lines: two ideas"
    if lines > MODULE_LINES_GOOD:
        with warnings.catch_warnings():
            warnings.simplefilter("always")  # to be seen, not to fail
            warnings.warn(f"{name} has {lines} lines", stacklevel=1)


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_says_what_it_is(path: Path) -> None:
    tree = house.tree_of(path)
    assert not tree.body or ast.get_docstring(tree), "the first line of a module says what it is"


def swallows(handler: ast.ExceptHandler) -> bool:
    """A handler for everything that does not end by raising it again."""
    caught = handler.type
    wide = caught is None or (
        isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}
    )
    last = handler.body[-1]
    return wide and not (isinstance(last, ast.Raise) and last.exc is None)


def test_no_exception_is_swallowed_whole() -> None:
    found = {
        house.name_of(path)
        for path in house.python_files(under=house.SOURCE)
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    }
    listed = house.listed_in(house.ROOT / "tests" / "tidy" / "top_loops.txt")
    assert found == listed.keys(), "only top loops may, each listed with its reason"
    assert all(listed.values())


@pytest.mark.parametrize("module", ["directline", "directline.cli.main"])
def test_python_without_assertions_is_refused(module: str) -> None:
    command = [sys.executable, "-O", "-c", f"import {module}"]
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    assert started.returncode != 0
    assert "-O" in started.stderr
