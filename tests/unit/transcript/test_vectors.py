"""Runs the transcript's published test vectors, and makes them anew: none may have drifted."""

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.checkpoint import open_checkpoint
from directline.transcript.note import VerifierKey
from directline.transcript.proof import TlogProof
from directline.transcript.tree import Tree, verify_consistency, verify_inclusion
from directline.transcript.verify import verify_bundle
from directline.transcript.witness import verify_fork
from directline.wire.suite import REAL_SUITE

FOLDER = Path(__file__).resolve().parents[3] / "spec" / "vectors" / "transcript"
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py")
KNOWN = {"kind", "expect", "note", "rules", "key", "cosigner", "fingerprint"}
PROOF = {"leaf", "position", "size", "root", "path", "old", "root_old"}


def read(path: Path) -> tuple[dict[str, str], bytes]:
    head, _, data = path.read_bytes().partition(b"\n\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\n"))
    known = (
        KNOWN | PROOF if headers["kind"] in {"inclusion", "consistency", "tlog proof"} else KNOWN
    )
    assert headers.keys() <= known, "a header that this runner does not know"
    return headers, data


def answer(headers: dict[str, str], data: bytes) -> str:
    """What the code says to a vector, in the words of `expect`."""
    try:
        if headers["kind"] == "bundle":
            report = verify_bundle(data, fingerprint=headers.get("fingerprint"))
            return "verified" if report.ok else "contradiction"
        if headers["kind"] == "tlog proof":
            log, leaf = VerifierKey.parse(headers["key"]), bytes.fromhex(headers["leaf"])
            TlogProof.parse(data).verify(leaf, log, [], REAL_SUITE)
        elif headers["kind"] == "fork":
            verify_fork(data, VerifierKey.parse(headers["key"]), REAL_SUITE)
        elif headers["kind"] == "note":
            log = VerifierKey.parse(headers["key"])
            keys = [VerifierKey.parse(vkey) for vkey in headers.get("cosigner", "").split()]
            open_checkpoint(data, log, keys, REAL_SUITE)
        else:
            prove(headers)
    except VerificationError as error:
        return error.part
    except RemoteProtocolError as error:
        return error.rule
    return "verified"


def prove(headers: dict[str, str]) -> None:
    """Check the proof that stands in a vector's headers."""
    path = [bytes.fromhex(part) for part in headers["path"].split()]
    size, root = int(headers["size"]), bytes.fromhex(headers["root"])
    if headers["kind"] == "inclusion":
        leaf, position = bytes.fromhex(headers["leaf"]), int(headers["position"])
        verify_inclusion(leaf, position, size, path, root, part="TRANS-2")
    else:
        old, root_old = int(headers["old"]), bytes.fromhex(headers["root_old"])
        verify_consistency(old, size, path, root_old, root, part="TRANS-3")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_vector(path: Path) -> None:
    headers, data = read(path)
    if headers["kind"] == "roots":
        rows = [row.split(" ") for row in data.decode().splitlines()]
        tree = Tree(hashlib.sha256(bytes([n])).digest() for n in range(len(rows) - 1))
        assert [[str(size), tree.root(size).hex()] for size in range(len(rows))] == rows
        return
    assert answer(headers, data) == headers["expect"]


def test_there_are_vectors() -> None:
    assert len(FILES) > 40


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_transcript", FOLDER / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generator_makes_just_these() -> None:
    made = dict(generator().vectors())
    assert made.keys() == {path.name for path in FILES}
    changed = [path.name for path in FILES if path.read_bytes() != made[path.name]]
    assert not changed, "run spec/vectors/transcript/generate.py"
