"""Every MUST of spec/ has an identifier, every identifier a test, and every mark a MUST."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.tidy import house

IDENTIFIER = re.compile(r"\[([A-Z]{2,12}(?:-[A-Z]{2,12})?-[0-9]{1,3})\]")
DUTY = re.compile(r"\b(?:MUST(?: NOT)?|SHALL(?: NOT)?|REQUIRED)\b")
UNTESTED = house.ROOT / "tests" / "tidy" / "spec_untested.txt"


@cache
def chapters() -> tuple[Path, ...]:
    """The specification's files."""
    return tuple(sorted((house.ROOT / "spec").glob("*.md")))


def paragraphs(text: str) -> list[str]:
    """Paragraphs, list items and table rows: the units in which a duty and its name stand."""
    without_code = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.split(r"\n\s*\n|\n(?=\s*(?:[-*|]|[0-9]+\.)\s?)", without_code)


@cache
def duties() -> dict[str, str]:
    """Identifier to file, of every paragraph that holds a duty."""
    found = {}
    for chapter in chapters():
        for paragraph in paragraphs(chapter.read_text()):
            if DUTY.search(paragraph):
                found.update(dict.fromkeys(IDENTIFIER.findall(paragraph), chapter.name))
    return found


@cache
def marks() -> dict[str, str]:
    """Identifier to test file, of every `pytest.mark.spec("...")`."""
    found = {}
    for path in house.python_files(under=house.ROOT / "tests"):
        for node in ast.walk(house.tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "spec"
            ):
                words = [word.value for word in node.args if isinstance(word, ast.Constant)]
                found.update({str(word): house.name_of(path) for word in words})
    return found


def in_order(names: set[str]) -> list[str]:
    """Sort as a person counts: WIRE-7 before WIRE-12."""
    return sorted(names, key=lambda name: (name.rpartition("-")[0], int(name.rpartition("-")[2])))


def test_every_duty_is_named() -> None:
    unnamed = [
        f"{chapter.name}: {' '.join(paragraph.split())[:90]}"
        for chapter in chapters()
        for paragraph in paragraphs(chapter.read_text())
        if DUTY.search(paragraph) and not IDENTIFIER.search(paragraph) and "BCP 14" not in paragraph
    ]
    assert not unnamed, "a MUST without an identifier:\n" + "\n".join(unnamed)


def test_every_duty_has_a_test() -> None:
    excused = set(house.listed_in(UNTESTED))
    missing = duties().keys() - marks().keys() - excused
    assert not missing, "no test is marked with " + ", ".join(in_order(missing))


def test_every_mark_is_a_duty() -> None:
    unknown = marks().keys() - duties().keys() if chapters() else set()
    assert not unknown, {name: marks()[name] for name in in_order(unknown)}


def test_the_list_of_untested_duties_only_shrinks() -> None:
    excused = set(house.listed_in(UNTESTED))
    done = excused & marks().keys()
    gone = excused - duties().keys()
    assert not done, f"tested now, take off spec_untested.txt: {in_order(done)}"
    assert not gone, f"no such duty any more, take off spec_untested.txt: {in_order(gone)}"


def test_every_rule_that_the_code_names_is_in_the_specification() -> None:
    quoted = re.compile(r'"([A-Z]{2,12}(?:-[A-Z]{2,12})?-[0-9]{1,3})"')
    named = {}
    for room in ("wire", "transcript", "line", "catalogue"):
        for path in house.modules_of(room):
            for rule in quoted.findall(path.read_text()):
                named[rule] = house.name_of(path)
    known = {name for chapter in chapters() for name in IDENTIFIER.findall(chapter.read_text())}
    unknown = named.keys() - known if chapters() else set()
    assert not unknown, {name: named[name] for name in in_order(unknown)}
