"""A witness's process: killed between requests and under load, it never signs a second history."""

import hashlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from directline.station.custody import Hardness, KeySigner
from directline.transcript.checkpoint import (
    Checkpoint,
    log_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note
from directline.transcript.submission import Answer, Request
from directline.transcript.tree import Tree
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome

COMMAND = [sys.executable, "-m", "directline.cli.main", "witness"]
PASSPHRASE = "four words nobody guesses"
ENVIRONMENT = {**os.environ, "DIRECTLINE_PASSPHRASE": PASSPHRASE}
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
FEED = origin(bytes(16), "ALPHA", 1)
SIGNER = KeySigner(hashlib.sha256(b"log").digest())
KEY = log_key(FEED, SIGNER.public())
TIMEOUT_S = 60
KILLS = 3


def history(name: str, size: int) -> Tree:
    return Tree([hashlib.sha256(f"{name}/{n}".encode()).digest() for n in range(size)])


ONE, TWO = history("one", 400), history("two", 400)


def asking(tree: Tree, old: int, size: int) -> bytes:
    checkpoint = Checkpoint(FEED, size, tree.root(size))
    note = Note(checkpoint.text, (sign_checkpoint(checkpoint, SIGNER),)).encode()
    return Request(old, tree.consistency(old, size) if old else (), note).encode()


@pytest.fixture
def home(tmp_path: Path) -> WitnessHome:
    made = WitnessHome.create(tmp_path / "w", "neutral.example/w", PASSPHRASE, hardness=SOFT)
    made.add_keys([KEY])
    return made


def start(home: WitnessHome) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [*COMMAND, "run", str(home.path), "--json"],
        env=ENVIRONMENT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["url"]


def end(process: subprocess.Popen[str], number: int) -> int:
    process.send_signal(number)
    code = process.wait(TIMEOUT_S)
    assert process.stdout is not None
    process.stdout.close()
    return code


def post(url: str, data: bytes) -> Answer:
    parts = urlsplit(url)
    link = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=TIMEOUT_S)
    try:
        link.request("POST", "/add-checkpoint", data)
        answer = link.getresponse()
        return Answer(answer.status, answer.read())
    finally:
        link.close()


class Load:
    """Extends a log as fast as the witness signs, until it is gone."""

    def __init__(self, url: str, known: int) -> None:
        self.signed = known
        self.started = threading.Event()
        self._url = url
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            while self.signed < ONE.size:
                size = self.signed + 1
                if post(self._url, asking(ONE, self.signed, size)).status != 200:
                    break
                self.signed = size
                if size % 8 == 0:
                    self.started.set()
        except (OSError, http.client.HTTPException):
            pass
        self.started.set()

    def end(self) -> int:
        self._thread.join(TIMEOUT_S)
        return self.signed


@pytest.mark.slow
@pytest.mark.spec("WITNESS-3")
def test_a_killed_witness_never_signs_what_does_not_extend_what_it_signed(
    home: WitnessHome,
) -> None:
    signed = 0
    for _ in range(KILLS):
        process, url = start(home)
        load = Load(url, signed)
        load.started.wait(TIMEOUT_S)
        end(process, signal.SIGKILL)
        answered = load.end()
        process, url = start(home)
        held = post(url, asking(TWO, 0, 5))
        assert held.status == 409, "after a kill it knows that it signed"
        signed = held.size()
        assert answered <= signed <= answered + 1, "what it answered is never forgotten"
        assert post(url, asking(TWO, signed, signed + 3)).status == 422
        assert end(process, signal.SIGTERM) == 0
    assert signed >= 8 * KILLS


@pytest.mark.slow
def test_a_courier_brings_the_same_bytes(home: WitnessHome, tmp_path: Path) -> None:
    def answer(request: bytes, name: str) -> tuple[int, Answer]:
        (tmp_path / f"{name}.request").write_bytes(request)
        found = subprocess.run(
            [*COMMAND, "answer", str(home.path), f"{name}.request", f"{name}.answer"],
            cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        return found.returncode, Answer.parse((tmp_path / f"{name}.answer").read_bytes())

    code, first = answer(asking(ONE, 0, 4), "one")
    note = asking(ONE, 0, 4).partition(b"\n\n")[2] + first.body
    opened = open_checkpoint(note, KEY, home.vkeys(), REAL_SUITE)
    assert (code, first.status, len(opened.cosignatures)) == (0, 200, 2)
    assert answer(asking(TWO, 0, 4), "two") == (1, Answer(409, b"4\n"))
