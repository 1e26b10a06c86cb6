"""Targets of what travels beside a transcript: policies, single proofs, tiles, selections."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import cache

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.checkpoint import (
    Checkpoint,
    Cosignature,
    OpenedCheckpoint,
    log_key,
    origin,
)
from directline.transcript.limits import NOTE_BYTES_MAX
from directline.transcript.policy import POLICY_BYTES_MAX, Policy, line_policy
from directline.transcript.proof import TlogProof
from directline.transcript.tiles import (
    WIDTH,
    TiledTree,
    check_entries,
    entry_bundle,
    read_entry_bundle,
    read_path,
    tile_bytes,
    tiles_of,
)
from directline.transcript.tree import EMPTY_ROOT, Tree, sha256
from directline.transcript.witness import (
    Cosigned,
    Keep,
    Refusal,
    Witness,
    fork_proof,
    verify_fork,
)
from directline.wire.codec import decode, encode
from directline.wire.suite import REAL_SUITE
from tests.fuzz.target import Shape, Target
from tests.fuzz.transcript_targets import (
    BELIEVING,
    BUNDLE_SEED_BYTES_MAX,
    _believed_file,
    _sample,
)
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.redacted import one_redacted
from tests.unit.transcript.test_witness import (
    LOG_KEY,
    ORIGIN,
    SIGNER,
    head,
    history,
    signed,
    witness,
)

REMOTE = (RemoteProtocolError,)
REFUSED = (VerificationError,)
LEAVES = tuple(sha256(bytes([n % 256, n // 256])) for n in range(600))


def _policy(data: bytes) -> None:
    policy = Policy.parse(data)
    keys = list(policy.witnesses.values())
    for held in (keys, keys[:1], []):
        cosigned = tuple(Cosignature(key.name, 1) for key in held)
        opened = OpenedCheckpoint(Checkpoint("a", 0, EMPTY_ROOT), cosigned, ())
        assert policy.satisfied(opened) in {True, False}


@cache
def _policies() -> tuple[bytes, ...]:
    charter = _sample().charter
    whole = line_policy(charter, 0, 1).encode()
    rows = whole.decode().splitlines()
    witness = next(row for row in rows if row.startswith("witness"))
    name = witness.split()[1]
    groups = [f"group G0 any {name}", f"group G1 any G0 {name}"]
    groups += [f"group G{n} all G{n - 1} G{n - 2}" for n in range(2, 60)]
    braided = "\n".join([witness, *groups, "quorum G59"]) + "\n"
    log = rows[0]
    return whole, braided.encode(), f"{log}\n# remark\n\nquorum none\n".encode()


def _proof(data: bytes) -> None:
    found = TlogProof.parse(data)
    assert found.encode() == data
    sample = _sample()
    name = origin(sample.charter.line_id, "ALPHA", 1)
    log = log_key(name, sample.charter.parties[0].checkpoint)
    with suppress(VerificationError, RemoteProtocolError):
        found.verify(sample.records[0].leaf, log, [], (BELIEVING, REAL_SUITE)[len(data) & 1])


@cache
def _proofs() -> tuple[bytes, ...]:
    sample = _sample()
    tree = sample.trees[0, 1]
    note = next(note for note in sample.notes if note.party == 0 and note.size == tree.size)
    path = tuple(tree.inclusion(1, tree.size))
    made = TlogProof(1, path, note.note), TlogProof(1, path, note.note, b"beside")
    return tuple(proof.encode() for proof in made)


def _entries(data: bytes) -> None:
    """A width in two bytes, then a bundle of entries; checked against a tree of their making."""
    width = int.from_bytes(data[:2])
    leaves = read_entry_bundle(data[2:], width)
    assert entry_bundle(leaves) == data[2:]
    if leaves:
        tree = Tree(leaves)
        files = {t.path: tile_bytes(tree, t) for t in tiles_of(tree.size)}
        check_entries(TiledTree(tree.size, files.__getitem__), 0, leaves[:300])


def _tile_path(data: bytes) -> None:
    """What is read is spelt again as it was, or is no path at all."""
    path = data.decode("utf-8", "replace")
    tile = read_path(path)
    assert tile is None or (tile.path == path and 0 < tile.width <= WIDTH)


def _tiles(data: bytes) -> None:
    """A size in eight bytes and a position in eight, then what every tile holds, from any place."""
    size, position, content = int.from_bytes(data[:8]), int.from_bytes(data[8:16]), data[16:]
    if size >= 1 << 63:
        raise VerificationError("no tree has this size", part="size")

    def fetch(path: str) -> bytes:
        at = int.from_bytes(sha256(path.encode())[:2]) % (len(content) or 1)
        wanted = int(path.rpartition("/")[2]) if ".p/" in path else 256
        return (content[at:] + content[:at])[: wanted * 32]

    tree = TiledTree(size, fetch)
    assert len(tree.root()) == 32
    if size:
        tree.inclusion(position % size + 1, size)
    tree.consistency(position % (size + 1), size)


def _tile_seeds() -> Sequence[bytes]:
    content = b"".join(LEAVES[:256]) * 2
    sizes = ((600, 7), (256, 1), (70_000, 69_999), (2**40, 5), (1, 1))
    return [size.to_bytes(8) + position.to_bytes(8) + content for size, position in sizes]


def _witness(data: bytes) -> None:
    """A start from a record, then a request: old size, hashes and note, as CBOR arrays."""
    value = decode(data, bytes_max=300_000, rule="WITNESS-1")
    if not isinstance(value, tuple) or len(value) != 5:
        raise RemoteProtocolError("five parts are due", rule="WITNESS-1")
    record, old, path, note, believed = value
    records = [record] if isinstance(record, bytes) and record else []
    check = BELIEVING if believed else REAL_SUITE
    witness = Witness("example.org/w", SIGNER, check, {ORIGIN: LOG_KEY}, records)
    hashes = [one for one in path if isinstance(one, bytes)] if isinstance(path, tuple) else []
    asked = old if type(old) is int else 0
    given = note if isinstance(note, bytes) else b""
    answer = witness.add_checkpoint(asked, hashes, given, 100)
    if isinstance(answer, Keep):
        assert isinstance(witness.kept(answer.token), Cosigned)
        again = Witness("example.org/w", SIGNER, check, {ORIGIN: LOG_KEY}, witness.state())
        assert again.state() == witness.state()
    elif isinstance(answer, Refusal):
        if answer.fork is not None:
            # What it keeps itself it believes: a rotten record may prove nothing.
            with suppress(VerificationError) if record != _record() else nullcontext():
                verify_fork(answer.fork, LOG_KEY, check)
        raise RemoteProtocolError(answer.reason, rule="WITNESS-1")


def _fork(data: bytes) -> None:
    verify_fork(data, LOG_KEY, (BELIEVING, REAL_SUITE)[len(data) & 1])


@cache
def _forks() -> tuple[bytes, ...]:
    one, two = history("one", 20), history("two", 30, shared=9)
    pairs = ((20, 30), (16, 30), (20, 20), (12, 13))
    return tuple(fork_proof(head(one, old), head(two, new), two) for old, new in pairs)


@cache
def _record() -> bytes:
    return signed(witness(), history("one", 30), 0, 20)


@cache
def _witness_seeds() -> tuple[bytes, ...]:
    tree, other = history("one", 30), history("two", 30, shared=9)
    record = _record()
    path = tuple(tree.consistency(20, 30))
    return tuple(
        encode(row)
        for row in (
            (b"", 0, (), head(tree, 20), True),
            (record, 20, path, head(tree, 30), True),
            (record, 20, path, head(tree, 30), False),
            (record, 20, (), head(tree, 20), True),
            (record, 20, tuple(other.consistency(20, 30)), head(other, 30), False),
            (record, 20, (), head(other, 20), False),
            (record, 7, path, head(tree, 30), True),
        )
    )


TARGETS = (
    Target("transcript.witness", _witness, (RemoteProtocolError, LocalProtocolError), 300_000,
           _witness_seeds, (), Shape.CBOR, quick=150),
    Target("transcript.fork", _fork, (RemoteProtocolError, VerificationError), 132_000, _forks,
           ("transcript.witness.verify_fork",), Shape.CBOR, quick=150),
    Target("transcript.policy", _policy, REMOTE, POLICY_BYTES_MAX + 64, _policies,
           ("transcript.policy.Policy.parse",), Shape.TEXT, quick=200),
    Target("transcript.tlog_proof", _proof, REMOTE, NOTE_BYTES_MAX, _proofs,
           ("transcript.proof.TlogProof.parse", "transcript.proof.TlogProof.verify"), Shape.TEXT,
           quick=200),
    Target("transcript.entry_tile", _entries, REFUSED, 20_000,
           lambda: [n.to_bytes(2) + entry_bundle(LEAVES[:n]) for n in (1, 5, 256)],
           ("transcript.tiles.read_entry_bundle", "transcript.tiles.check_entries"), quick=100),
    Target("transcript.tile_path", _tile_path, (), 200,
           lambda: [b"tile/0/x001/x234/067.p/8", b"tile/entries/000", b"tile/7/999.p/255"],
           ("transcript.tiles.read_path",), Shape.TEXT, quick=200),
    Target("transcript.tiles", _tiles, REFUSED, 20_000, _tile_seeds, (), quick=100),
    Target("transcript.selection", _believed_file, REFUSED, BUNDLE_SEED_BYTES_MAX * 2,
           lambda: [selected(*busy()), one_redacted()[2]],
           ("transcript.verify.check_bundle", "transcript.redaction.check_redacted"), Shape.BUNDLE,
           quick=60, campaign=50_000, growth_bytes=8 << 20),
)  # fmt: skip
