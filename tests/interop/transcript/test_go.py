"""Our notes and proofs under Go's `golang.org/x/mod/sumdb`, the original of these formats."""

import base64
import json
import os
import subprocess
import warnings
from pathlib import Path

import pytest

from directline.transcript.checkpoint import log_key, origin
from directline.transcript.tiles import tile_bytes, tiles_of
from directline.transcript.tree import Tree, sha256
from tests.unit.transcript.sample import Sample
from tools.oracles import GOPATH, NO_GO, find_go

PROGRAM = Path(__file__).with_name("verify.go")
TILES = Path(__file__).with_name("tiles.go")
OLD, NEW = 21, 53
SIZE = 700


def go_with_sumdb() -> str:
    """The Go command, if it and the formats' original stand on this machine as Debian packages."""
    command = find_go()
    if command is None:
        warnings.warn(NO_GO, UserWarning, stacklevel=2)
        pytest.skip(NO_GO)
    return command


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.fixture(scope="module")
def case() -> dict[str, object]:
    sample = Sample()
    for _ in range(OLD):
        sample.message(0)
    sample.checkpoint(0, (1,))
    for _ in range(NEW - OLD):
        sample.message(0)
    sample.checkpoint(0, (1,))
    tree = sample.trees[(0, 1)]
    name = origin(sample.charter.line_id, "ALPHA", 1)
    return {
        "vkey": log_key(name, sample.key(0, "checkpoint").public()).vkey(),
        "note_old": sample.notes[0].note.decode(),
        "note_new": sample.notes[1].note.decode(),
        "leaves": [b64(record.leaf) for record in sample.records],
        "size_old": OLD,
        "size_new": NEW,
        "root_old": b64(tree.root(OLD)),
        "root_new": b64(tree.root(NEW)),
        "consistency": [b64(node) for node in tree.consistency(OLD, NEW)],
        "inclusion": [
            [b64(node) for node in tree.inclusion(position)] for position in range(1, NEW + 1)
        ],
    }


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(PROGRAM, tmp_path_factory.mktemp("go"))


def build(source: Path, folder: Path) -> Path:
    command = go_with_sumdb()
    program = folder / source.stem
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(GOPATH),
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "",
        "GOPROXY": "off",
    }
    subprocess.run(
        [command, "build", "-o", str(program), str(source)],
        env=environment,
        check=True,
        timeout=300,
    )
    return program


def run(verifier: Path, case: dict[str, object]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [verifier], input=json.dumps(case), capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.timeout(400)
@pytest.mark.slow
@pytest.mark.filterwarnings("default::UserWarning")
def test_the_formats_original_accepts_our_notes_and_proofs(
    verifier: Path, case: dict[str, object]
) -> None:
    done = run(verifier, case)
    assert (done.returncode, done.stdout, done.stderr) == (0, "accepted\n", "")


@pytest.mark.timeout(400)
@pytest.mark.slow
@pytest.mark.filterwarnings("default::UserWarning")
@pytest.mark.parametrize("name", ["consistency", "inclusion", "note_new", "root_old"])
def test_the_formats_original_refuses_what_is_changed(
    verifier: Path, case: dict[str, object], name: str
) -> None:
    changed = json.loads(json.dumps(case))
    if name == "note_new":
        changed[name] = changed[name].replace(f"\n{NEW}\n", f"\n{NEW - 1}\n")
    elif name == "root_old":
        changed[name] = b64(bytes(32))
    else:
        changed[name] = changed[name][::-1]
    assert run(verifier, changed).returncode == 1


@pytest.mark.timeout(400)
@pytest.mark.slow
@pytest.mark.filterwarnings("default::UserWarning")
def test_the_formats_original_reads_our_tiles(tmp_path: Path) -> None:
    reader = build(TILES, tmp_path)
    tree = Tree(sha256(bytes([n % 256, n // 256])) for n in range(SIZE))
    for tile in tiles_of(SIZE):
        path = tmp_path / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tile_bytes(tree, tile))

    def run_on(root: bytes) -> subprocess.CompletedProcess[str]:
        arguments = [str(reader), str(tmp_path), str(SIZE), root.hex()]
        return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)

    assert run_on(tree.root()).stdout == "accepted\n"
    (tmp_path / "tile/0/000").write_bytes(bytes(8192))
    assert run_on(tree.root()).returncode == 1
