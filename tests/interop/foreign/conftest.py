"""The foreign packages' Python, a feed of ours with two heads, processes that end with a test."""

import json
import os
import re
import signal
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from directline.transcript.checkpoint import (
    Checkpoint,
    cosigner_key,
    cosigner_name,
    log_key,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note, VerifierKey
from directline.transcript.submission import Request
from directline.transcript.tree import Tree
from tests.unit.transcript.sample import Sample
from tools.oracles import NO_FOREIGN, find_foreign

DEADLINE_S = 30.0
OLD, NEW = 21, 40
Serve = Callable[..., str]


@dataclass(frozen=True)
class Foreign:
    """A Python that has the foreign packages."""

    python: Path

    def run(self, *words: str | Path) -> str:
        """Run a module or a program of theirs to its end; what it printed."""
        return subprocess.run(
            [self.python, *words], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=True, timeout=DEADLINE_S,
        ).stdout  # fmt: skip

    def ask(self, program: str, asked: object) -> Any:
        """Run one of the programs beside this file, JSON in and out."""
        done = subprocess.run(
            [self.python, Path(__file__).with_name(program)], input=json.dumps(asked),
            capture_output=True, text=True, check=False, timeout=DEADLINE_S,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@dataclass(frozen=True)
class Feed:
    """ALPHA's feed on a line of ours, and the same author's other history."""

    sample: Sample
    tree: Tree
    other: Tree
    name: str
    key: VerifierKey
    cosigner: VerifierKey

    def checkpoint(self, size: int, tree: Tree | None = None) -> Checkpoint:
        """The feed's head at a size."""
        return Checkpoint(self.name, size, (tree or self.tree).root(size))

    def note(self, size: int, tree: Tree | None = None) -> bytes:
        """That head, signed by ALPHA."""
        head = self.checkpoint(size, tree)
        return Note(head.text, (sign_checkpoint(head, self.sample.key(0, "checkpoint")),)).encode()

    def request(self, old: int, size: int, tree: Tree | None = None) -> Request:
        """What goes to a witness."""
        path = (tree or self.tree).consistency(old, size) if old else ()
        return Request(old, tuple(path), self.note(size, tree))


@pytest.fixture(scope="package")
def foreign() -> Foreign:
    python = find_foreign()
    if python is None:
        warnings.warn(NO_FOREIGN, UserWarning, stacklevel=2)
        pytest.skip(NO_FOREIGN)
    return Foreign(python)


@pytest.fixture(scope="package")
def feed() -> Feed:
    sample, another = Sample(), Sample("another history")
    for size in range(1, NEW + 1):
        sample.message(0)
        another.message(0)
        if size in {OLD, NEW}:
            sample.checkpoint(0, (1,))
    line = sample.charter.line_id
    name = origin(line, "ALPHA", 1)
    cosigner = cosigner_key(cosigner_name(line, "BRAVO"), sample.key(1, "cosigner").public())
    key = log_key(name, sample.key(0, "checkpoint").public())
    return Feed(sample, sample.trees[(0, 1)], another.trees[(0, 1)], name, key, cosigner)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a process and wait until it says where it serves; it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str | Path, says: str, **variables: str) -> str:
        log = tmp_path / f"served-{len(started)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env=os.environ | variables,
            )  # fmt: skip
        started.append(process)
        until = time.monotonic() + DEADLINE_S
        while True:
            found = re.search(says, log.read_text())
            if found:
                return found[1]
            over = process.poll() is not None or time.monotonic() > until
            assert not over, f"it does not serve: {log.read_text()}"
            time.sleep(0.02)

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.wait(DEADLINE_S)
