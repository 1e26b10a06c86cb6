"""What may not be in the repository, and what must be."""

import re
import tomllib
from pathlib import Path

import pytest

import directline
from tests.tidy import house

FILE_BYTES_MAX = 1_000_000
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2", ".ogg", ".bin", ".zip", ".gz"}

# Written in pieces, so that this file does not hold what it forbids.
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b"
)
ELSEWHERE = re.compile(
    "|".join(
        (
            r"/(wo" + r"rk|fa" + r"rm)/",
            "pythonho" + r"sted\.",
            "py" + r"pi\.org",
            "registry.n" + "pmjs",
            r"deb\.deb" + r"ian\.org",
        )
    )
)

TEXTS = [
    pytest.param(path, id=house.name_of(path))
    for path in house.tracked()
    if path.suffix not in BINARY and b"\0" not in path.read_bytes()[:1024]
]


@pytest.mark.parametrize("path", TEXTS)
def test_nothing_unfinished_lands(path: Path) -> None:
    if path.suffix in {".py", ".js", ".css", ".html", ".toml", ".ftl", ".md", ".sql", ".yaml"}:
        assert not UNFINISHED.findall(path.read_text()), "finish it, or say in words what is open"


@pytest.mark.parametrize("path", TEXTS)
def test_no_file_names_a_download_host_or_a_workplace(path: Path) -> None:
    text = path.read_text(errors="replace")
    assert not ELSEWHERE.search(text), "it would bind the project to one place"


def test_no_file_is_named_like_an_option() -> None:
    named = [path.name for path in house.tracked() if path.name.startswith("-")]
    assert not named, "a command wrote there what was meant as its option"


def test_no_large_files() -> None:
    large = {
        house.name_of(path): path.stat().st_size
        for path in house.tracked()
        if path.stat().st_size > FILE_BYTES_MAX
    }
    assert not large


def test_the_changelog_has_this_version() -> None:
    text = (house.ROOT / "CHANGELOG.md").read_text()
    assert f"## {directline.__version__}" in text or "## Unreleased" in text


def test_the_readme_says_how_to_start() -> None:
    text = (house.ROOT / "README.md").read_text()
    for command in ("make demo", "make test", "directline verify"):
        assert command in text, f"README.md does not show `{command}`"


def test_every_target_of_make_is_explained() -> None:
    text = (house.ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):(?!=)(.*)$", text, re.MULTILINE)
    assert targets
    for name, rest in targets:
        assert "## " in rest, f"`make help` does not say what `make {name}` does"


def runtime_dependencies() -> list[str]:
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    found = [*project["dependencies"]]
    for extra in project.get("optional-dependencies", {}).values():
        found += extra
    return [re.split(r"[^A-Za-z0-9._-]", text)[0].lower() for text in found]


@pytest.mark.parametrize("name", runtime_dependencies())
def test_every_dependency_has_its_reason(name: str) -> None:
    text = (house.ROOT / "docs" / "dependencies.md").read_text()
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert name in sections, f"docs/dependencies.md has no section for {name}"
    for word in ("Reason:", "Licence:", "To leave it:"):
        assert word in sections[name], f"{name}: the section lacks `{word}`"


@pytest.mark.parametrize("name", runtime_dependencies())
def test_every_dependency_is_locked(name: str) -> None:
    folder = house.ROOT / "requirements"
    locks = ("core", "desk", "pdf", "pkcs11")
    locked = "".join((folder / f"{file}.txt").read_text() for file in locks)
    assert re.search(rf"^{re.escape(name.replace('.', '-'))}==", locked, re.MULTILINE)


LOCKS = ("core", "desk", "pdf", "pkcs11", "tests", "dev", "node", "fuzz", "oracles")


@pytest.mark.parametrize("name", LOCKS)
def test_locks_hold_hashes_and_no_addresses(name: str) -> None:
    text = (house.ROOT / "requirements" / f"{name}.txt").read_text()
    for pinned in re.split(r"\n(?=\S)", text):
        if "==" in pinned.partition("\n")[0]:
            assert "--hash=sha256:" in pinned, pinned.partition("\n")[0]
    assert "://" not in text


def test_npm_locks_hold_hashes_and_no_addresses() -> None:
    locks = [path for path in house.tracked() if path.name == "package-lock.json"]
    assert locks
    for lock in locks:
        text = lock.read_text()
        assert '"resolved"' not in text, house.name_of(lock)
        assert '"integrity"' in text, house.name_of(lock)
        assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text()


STATES = {"prediscussion", "ideation", "discussion", "published", "committed", "abandoned"}
DECISIONS = [
    pytest.param(path, id=path.name)
    for path in sorted((house.ROOT / "docs/decisions").glob("*.md"))
]


@pytest.mark.parametrize("path", DECISIONS)
def test_a_decision_has_number_title_and_state(path: Path) -> None:
    text = path.read_text()
    assert re.match(rf"# {path.name[:4]}: \S", text), "`# NNNN: title`, the file's own number"
    state = re.search(r"^State: (\w+)$", text, re.MULTILINE)
    assert state, "a line `State: ...`"
    assert state[1] in STATES


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((house.ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(len(numbers)))
