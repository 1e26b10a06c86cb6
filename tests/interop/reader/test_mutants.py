"""Good vectors changed at random: both readers refuse the same, and name the same rule."""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from directline.errors import RemoteProtocolError, VerificationError
from directline.wire.charter import Charter, SignedCharter
from directline.wire.entry import Header
from tests.unit.transcript import test_vectors as transcript
from tests.unit.wire import test_vectors as wire
from tools.env import ROOT, node_bin

EACH = 25
"""Mutants of each good vector."""
PLAIN = {
    "body",
    "signed charter",
    "ack",
    "heartbeat",
    "leaves",
    "request",
    "epoch",
    "resync",
    "note",
}
HEADS = bytes.fromhex("0001171819 1a1b2040 60809ff5f6ff")
"""Bytes that mean something in CBOR."""


def mutant(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to three places changed, taken out or put in."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(made))
        some = rng.randbytes(rng.choice((1, 1, 2, 8)))
        change = rng.randrange(4)
        if change == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif change == 1:
            made[at] = rng.choice(HEADS)
        elif change == 2 and len(made) > len(some):
            del made[at : at + len(some)]
        else:
            made[at:at] = some
    return bytes(made or b"\0")


def answer(read: Callable[[], object]) -> str:
    """What our reader says, in the words of `expect`."""
    try:
        read()
    except RemoteProtocolError as error:
        return error.rule
    except VerificationError as error:
        return error.part
    return "ok"


def ours(kind: str, data: bytes, headers: dict[str, str]) -> str:
    """Our answer; a changed header or charter that is still one is good, whatever its digest."""
    if kind == "header":
        return answer(lambda: Header.parse(data))
    if kind == "charter":
        return answer(lambda: Charter.decode(data))
    if kind == "signed charter":
        return answer(lambda: SignedCharter.decode(data).verify())
    return answer(lambda: wire.READERS[kind](data, headers))


def write(folder: Path) -> int:
    """Write every mutant as a vector that expects our answer."""
    rng, count = random.Random(1), 0
    for path in wire.FILES:
        headers, data = wire.read(path)
        kind = headers["kind"]
        if headers["expect"] == "ok" and kind in PLAIN | {"header", "charter"}:
            for number in range(EACH):
                changed = mutant(data, rng)
                said = ours(kind, changed, headers)
                if said == "ok" and kind in {"header", "charter"}:
                    continue  # Still one, of another digest than the vector's.
                text = f"kind: {kind}\nexpect: {said}\n\n{changed.hex()}\n"
                (folder / "wire" / f"{path.name}-{number}").write_text(text)
                count += 1
    for path in transcript.FILES:
        headers, data = transcript.read(path)
        if headers["expect"] == "verified" and headers["kind"] in {"note", "tlog proof", "fork"}:
            for number in range(EACH):
                changed = mutant(data, rng)
                shown = headers | {"expect": transcript.answer(headers, changed)}
                head = "".join(f"{name}: {value}\n" for name, value in shown.items())
                name = f"{path.name}-{number}"
                (folder / "transcript" / name).write_bytes(head.encode() + b"\n" + changed)
                count += 1
    return count


def test_both_readers_name_the_same_rule_of_what_is_changed_at_random(tmp_path: Path) -> None:
    for area in ("founding", "wire", "transcript", "forms"):
        (tmp_path / area).mkdir()
    shutil.copy(wire.FOLDER / "charter_good", tmp_path / "wire" / "charter_good")
    count = write(tmp_path)
    done = subprocess.run(
        [str(node_bin() / "node"), str(ROOT / "spec" / "reader" / "vectors.mjs"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.stdout == f"{count + 1} vectors, 0 answered otherwise\n", done.stdout[-2000:]
    assert count > 500
