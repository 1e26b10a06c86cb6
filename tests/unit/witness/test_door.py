"""The witness's door: each status as C2SP has it, bounds, monitors, proofs, what the disk keeps."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.cli import main
from directline.errors import ConfigError, CustodyError, RemoteProtocolError, VerificationError
from directline.station.custody import Hardness
from directline.transcript.checkpoint import (
    Checkpoint,
    log_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note
from directline.transcript.submission import (
    REQUEST_BYTES_MAX,
    SIZE_TYPE,
    Answer,
    Request,
    check_cosignatures,
)
from directline.transcript.tree import Tree
from directline.transcript.witness import verify_fork
from directline.wire.suite import REAL_SUITE
from directline.witness import keeper as keeping
from directline.witness.app import create_app
from directline.witness.home import WitnessHome, digest
from directline.witness.keeper import Keeper
from tests.support.stations import found

NAME = "neutral.example/w"
PASSPHRASE = "four words nobody guesses"
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
LINE = bytes(range(16))
FEED = origin(LINE, "ALPHA", 1)


class Key:
    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


LOG = Key("log")
LOG_KEY = log_key(FEED, LOG.public())


def history(name: str, size: int) -> Tree:
    return Tree([hashlib.sha256(f"{name}/{n}".encode()).digest() for n in range(size)])


def head(tree: Tree, size: int, signer: Key = LOG, name: str = FEED) -> bytes:
    checkpoint = Checkpoint(name, size, tree.root(size))
    return Note(checkpoint.text, (sign_checkpoint(checkpoint, signer),)).encode()


def asking(tree: Tree, old: int, size: int) -> bytes:
    return Request(old, tree.consistency(old, size) if old else (), head(tree, size)).encode()


ONE, TWO = history("one", 12), history("two", 12)


@pytest.fixture
def home(tmp_path: Path) -> WitnessHome:
    made = WitnessHome.create(tmp_path / "w", NAME, PASSPHRASE, hardness=SOFT)
    made.add_keys([LOG_KEY])
    return made


def start(home: WitnessHome) -> Keeper:
    return Keeper(home, home.unseal(PASSPHRASE), lambda: 1_700_000_000)


@pytest.fixture
async def client(home: WitnessHome) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(start(home)))
    async with httpx.AsyncClient(transport=transport, base_url="http://w") as found:
        yield found


async def post(client: httpx.AsyncClient, data: bytes) -> httpx.Response:
    return await client.post("/add-checkpoint", content=data)


@pytest.mark.spec("WITNESS-5")
async def test_a_head_is_signed_with_both_keys(
    client: httpx.AsyncClient, home: WitnessHome
) -> None:
    answer = await post(client, asking(ONE, 0, 4))
    assert answer.status_code == 200
    note = head(ONE, 4) + answer.content
    opened = open_checkpoint(note, LOG_KEY, home.vkeys(), REAL_SUITE)
    assert [(c.name, c.post_quantum) for c in opened.cosignatures] == [(NAME, False), (NAME, True)]
    checkpoint = Checkpoint(FEED, 4, ONE.root(4))
    _, held = check_cosignatures(answer.content, checkpoint, home.vkeys()[1:], REAL_SUITE)
    assert [(c.timestamp_s, c.post_quantum) for c in held] == [(1_700_000_000, True)]
    assert (await post(client, asking(ONE, 4, 12))).status_code == 200


@pytest.mark.spec("WITNESS-4", "WITNESS-5")
@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"no request", 400),
        (b"old 04\n\n" + head(ONE, 9), 400),
        (b"old 4\nAAAA\n\n" + head(ONE, 9), 400),
        (b"old 4\n" + b"A" * 43 + b"=\n" * 64 + b"\n" + head(ONE, 9), 400),
        (b"old 9\n\n" + head(ONE, 4), 400),
        (b"old 4\n\nno note\n", 400),
        (b"old 4\n\n" + head(ONE, 9, name=origin(LINE, "BRAVO", 1)), 404),
        (b"old 4\n\n" + head(ONE, 9, signer=Key("other")), 403),
        (b"old 3\n\n" + head(ONE, 9), 409),
        (b"old 0\n\n" + head(ONE, 9), 409),
        (b"old 4\n\n" + head(ONE, 9), 422),
        (b"old 4\n\n" + head(TWO, 4), 422),
        (asking(TWO, 4, 9), 422),
        (b"x" * (REQUEST_BYTES_MAX + 1), 413),
    ],
)
async def test_a_refusal_has_its_status(
    client: httpx.AsyncClient, data: bytes, status: int
) -> None:
    assert (await post(client, asking(ONE, 0, 4))).status_code == 200
    answer = await post(client, data)
    assert answer.status_code == status
    if status == 409:
        assert answer.headers["content-type"] == SIZE_TYPE
        assert answer.content == b"4\n"
    assert (await post(client, asking(ONE, 4, 9))).status_code == 200, "it signs on"


async def test_monitors_read_the_last_head_with_both_signatures(
    client: httpx.AsyncClient, home: WitnessHome
) -> None:
    place = f"/{hashlib.sha256(FEED.encode()).hexdigest()}/checkpoint"
    assert (await client.get(place)).status_code == 404
    await post(client, asking(ONE, 0, 4))
    await post(client, asking(ONE, 4, 7))
    answer = await client.get(place)
    opened = open_checkpoint(answer.content, LOG_KEY, home.vkeys(), REAL_SUITE)
    assert (answer.status_code, opened.checkpoint.size, len(opened.cosignatures)) == (200, 7, 2)
    assert (await client.get("/nothing/checkpoint")).status_code == 404


async def test_a_fork_leaves_a_proof_that_stands_alone(
    client: httpx.AsyncClient, home: WitnessHome, capsys: pytest.CaptureFixture[str]
) -> None:
    await post(client, asking(ONE, 0, 5))
    for _ in range(2):
        assert (await post(client, asking(TWO, 5, 9))).status_code == 422
    (proof,) = (home.path / "forks").glob("*.fork")
    assert verify_fork(proof.read_bytes(), LOG_KEY, REAL_SUITE).size == 5
    vkey = proof.with_suffix(".vkey").read_text().strip()
    assert vkey == LOG_KEY.vkey()
    assert main.run(["verify-fork", str(proof), "--log", vkey]) == 0
    said = capsys.readouterr().out
    assert "signed two histories" in said
    assert "Not proven" in said
    other = log_key(FEED, Key("other").public()).vkey()
    assert main.run(["verify-fork", str(proof), "--log", other]) == 1
    proof.write_bytes(proof.read_bytes()[:-1] + b"x")
    assert main.run(["verify-fork", str(proof), "--log", vkey]) == 1


@pytest.mark.spec("WITNESS-2", "WITNESS-3")
async def test_what_was_signed_is_known_after_a_start(home: WitnessHome) -> None:
    assert (await start(home).answer(asking(ONE, 0, 4))).status == 200
    again = start(home)
    assert (await again.answer(asking(TWO, 0, 4))) == Answer(409, b"4\n")
    assert (await again.answer(asking(ONE, 4, 9))).status == 200
    kept = home.path / "heads" / digest(FEED)
    kept.write_bytes(kept.read_bytes()[:-3])
    with pytest.raises(ConfigError, match="cannot be read"):
        start(home)
    for path in (kept, home.path / "heads"):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(ConfigError, match="missing"):
        WitnessHome.open(home.path)


@pytest.mark.spec("WITNESS-3")
async def test_nothing_is_signed_when_the_disk_refuses(
    home: WitnessHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ConfigError("no room")

    keeper = start(home)
    with monkeypatch.context() as patched:
        patched.setattr(WitnessHome, "keep", refuse)
        answer = await keeper.answer(asking(ONE, 0, 4))
    assert (answer.status, b"w" in answer.body) == (500, False)
    assert keeper.checkpoint(digest(FEED)) is None
    assert (await keeper.answer(asking(TWO, 0, 3))).status == 200


async def test_one_feed_cannot_fill_the_witness(
    home: WitnessHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "GENERATIONS_MAX", 2)
    alpha, _ = found(home.path.parent / "line")
    charter = home.add_charter(alpha.line.signed().encode())
    keeper = start(home)

    async def ask(party: str, generation: int) -> int:
        name = origin(charter.line_id, party, generation)
        checkpoint = Checkpoint(name, 3, ONE.root(3))
        line = sign_checkpoint(checkpoint, alpha.keys.checkpoint)
        data = Request(0, (), Note(checkpoint.text, (line,)).encode()).encode()
        return (await keeper.answer(data)).status

    assert [await ask("ALPHA", g) for g in (1, 7, 9)] == [200, 200, 507]
    assert await ask("BRAVO", 1) == 403, "another party's key"
    assert await ask("CHARLIE", 1) == 404


def test_a_log_keeps_its_key(home: WitnessHome) -> None:
    home.add_keys([LOG_KEY])
    with pytest.raises(ConfigError, match="another key"):
        home.add_keys([log_key(FEED, Key("other").public())])
    with pytest.raises(ConfigError, match="none that a log"):
        home.add_keys(home.vkeys())
    with pytest.raises(CustodyError):
        home.unseal("some other words")


def test_a_courier_s_answer_is_read_as_it_was_written() -> None:
    answer = Answer(409, b"4\n")
    assert Answer.parse(answer.encode()) == answer
    assert answer.size() == 4
    for data in (b"", b"4\n\n", b"4x9\n\n4\n", b"409\n4\n"):
        with pytest.raises(RemoteProtocolError):
            Answer.parse(data)


def test_an_answer_without_a_line_of_a_pinned_key_is_refused(home: WitnessHome) -> None:
    checkpoint = Checkpoint(FEED, 4, ONE.root(4))
    stranger = Note.parse(head(ONE, 4)).lines[0].encode().encode()
    with pytest.raises(VerificationError, match="no cosignature of a pinned key"):
        check_cosignatures(stranger, checkpoint, home.vkeys(), REAL_SUITE)
    for body in (b"", b"nonsense", b"\n\n" + stranger, stranger[:-5]):
        with pytest.raises(RemoteProtocolError):
            check_cosignatures(body, checkpoint, home.vkeys(), REAL_SUITE)


async def test_a_changed_line_of_a_pinned_key_is_refused(home: WitnessHome) -> None:
    body = (await start(home).answer(asking(ONE, 0, 4))).body
    checkpoint = Checkpoint(FEED, 4, ONE.root(4))
    lines = Note.parse(head(ONE, 4) + body).lines[1:]
    for line, key in zip(lines, home.vkeys(), strict=True):
        wrong = replace(line, payload=line.payload[:-1] + bytes([line.payload[-1] ^ 1]))
        changed = wrong.encode().encode()
        with pytest.raises(VerificationError, match="cosignature line 1"):
            check_cosignatures(changed, checkpoint, home.vkeys(), REAL_SUITE)
        note = head(ONE, 4) + changed
        with pytest.raises(VerificationError, match="line 2"):
            open_checkpoint(note, LOG_KEY, (), REAL_SUITE, witnesses=home.vkeys())
        # One key of a neutral is enough: its other lines are then not checked, and not refused.
        opened = open_checkpoint(head(ONE, 4) + body, LOG_KEY, (), REAL_SUITE, witnesses=(key,))
        assert (len(opened.cosignatures), opened.unchecked) == (1, (NAME,))
