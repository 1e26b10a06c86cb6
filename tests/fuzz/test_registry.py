"""No parser is forgotten: what reads in the outward rooms is in a target, or has a reason."""

import ast
import fnmatch
import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from tests.fuzz.exempt import EXEMPT
from tests.fuzz.target import SOURCE, Find, execute
from tests.fuzz.targets import TARGETS

ROOMS = (
    "wire", "transcript", "catalogue", "line", "bearers", "store", "station", "console", "cli",
    "witness", "interchange",
)  # fmt: skip
READS = re.compile(
    r"(parse|decode|unpack|from|read|load|open|unseal|verify|check|normal|normalise|legal|feed"
    r"|take|receive|render|key_of|name_of|slug|unslug|host_name|pairs|entry_of)(_.+)?"
)
"""Names of what takes something apart.  Another name is found by what it takes:"""
TAKEN = frozenset(
    "data text raw typed content unit frame toml signed vkey payload sealed der encoded".split()
)
"""First parameters of what meets bytes or texts."""
MAKES = re.compile(
    r"(encode|format|write|sign|seal|render|to|make|keep|print|say|add_line|save|show|plain|event"
    r"|clean|send|on|cost|note|other|sha256|put|visible|words)(_.+)?|.*_(digest|checksum)"
)
"""Names of what makes, sends or writes: it takes what is ours."""


def functions_of(path: Path) -> list[tuple[str, list[str]]]:
    """Public functions and methods of a module, with their parameters but `self` and `cls`."""
    module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    found: list[tuple[str, list[str]]] = []

    def walk(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                walk(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                taken = [name for name in names if name not in {"self", "cls"}]
                if not node.name.startswith("_"):
                    found.append((f"{prefix}{node.name}", taken))

    walk(ast.parse(path.read_text()).body, f"{module}.")
    return found


@cache
def readers() -> frozenset[str]:
    """Every public function of the outward rooms that reads, by its name or by what it takes."""
    found = set()
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            for name, taken in functions_of(path):
                last = name.rpartition(".")[2]
                reads = READS.fullmatch(last) is not None and bool(taken or "." in name)
                takes = bool(taken) and taken[0] in TAKEN and MAKES.fullmatch(last) is None
                if reads or takes:
                    found.add(name)
    return frozenset(found)


@cache
def covered() -> frozenset[str]:
    """What the targets say they reach."""
    return frozenset(name for target in TARGETS.values() for name in target.covers)


def exempt(name: str) -> bool:
    """Whether there is a reason to leave a function out."""
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in EXEMPT)


def test_there_is_something_to_fuzz() -> None:
    assert len(readers()) > 100
    assert len(TARGETS) > 90


def test_every_reader_is_in_a_target_or_exempt_with_a_reason() -> None:
    left = sorted(name for name in readers() - covered() if not exempt(name))
    assert not left, "add a target in tests/fuzz, or a reason in tests/fuzz/exempt.py"


def test_no_exemption_outlives_its_function() -> None:
    names = {name for room in ROOMS for p in (SOURCE / room).rglob("*.py")
             for name, _ in functions_of(p)}  # fmt: skip
    for pattern, reason in EXEMPT.items():
        assert fnmatch.filter(names, pattern), f"{pattern} is gone: take it off the list"
        assert reason
    assert not covered() - names, "a target names a function that is gone"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_reaches_what_it_is_for(name: str) -> None:
    target = TARGETS[name]
    wanted = {f"directline.{covers}" for covers in target.covers}
    seen: set[str] = set()

    def watch(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call":
            module = frame.f_globals.get("__name__", "")
            seen.add(f"{module}.{frame.f_code.co_qualname}")

    accepted = 0
    for data in target.seeds():
        before = sys.getprofile()
        sys.setprofile(watch)
        try:
            accepted += execute(target, data)
        except Find as find:
            pytest.fail(str(find))
        finally:
            sys.setprofile(before)
        if accepted and wanted <= seen:
            return
    assert not wanted - seen, "its seeds do not reach this"
    assert accepted or name in NEVER_ACCEPTED, "no seed of it is accepted"


NEVER_ACCEPTED = {
    "cli.url": "no station answers in a test",
    "line.stranger": "whoever has no key is never understood",
}
