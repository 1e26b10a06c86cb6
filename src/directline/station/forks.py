"""Proofs that a feed's key signed two histories, as files that stand alone.

proof = prove_fork(one, other, key, tree)      None: these two do not prove it
keep_fork(folder, "BRAVO", 1, proof)           the file's name; `directline verify-fork` reads it
"""

from pathlib import Path

import structlog

from directline.errors import ConfigError, RemoteProtocolError, VerificationError
from directline.station.files import PRIVATE_DIR_MODE, write_atomic
from directline.transcript.note import VerifierKey
from directline.transcript.tree import Tree, sha256
from directline.transcript.witness import fork_proof, own_lines, verify_fork
from directline.wire.suite import REAL_SUITE

_log = structlog.get_logger("forks")


def prove_fork(theirs: bytes, ours: bytes, key: VerifierKey, tree: Tree) -> bytes | None:
    """The proof that a head is of another history than ours.

    Args:
        theirs: A signed head, of no more leaves than ours.
        ours: A signed head of the same feed, of the history that we hold.
        key: The feed's.
        tree: The history that we hold.
    """
    try:
        proof = fork_proof(own_lines(theirs, key), own_lines(ours, key), tree)
        verify_fork(proof, key, REAL_SUITE)
    except (RemoteProtocolError, VerificationError):
        return None
    return proof


def keep_fork(folder: Path, party: str, generation: int, proof: bytes) -> str:
    """Write a proof beside the line; the name of its file, written or not."""
    name = f"{party}-g{generation}-{sha256(proof).hex()[:16]}.fork"
    try:
        folder.mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
        write_atomic(folder / name, proof)
    except (OSError, ConfigError):
        _log.exception("the proof of two histories could not be written")
    return name
