"""What other software makes from the text of spec/ alone, our own code accepts."""

import hashlib
import json
import subprocess
from functools import cache

import pytest

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.secrecy import Channel, Opened
from directline.transcript.checkpoint import open_checkpoint
from directline.transcript.note import VerifierKey
from directline.transcript.tree import verify_inclusion
from directline.transcript.verify import verify_bundle
from directline.wire.body import Body, commitment, decode_body
from directline.wire.charter import Charter, SignedCharter
from directline.wire.entry import Entry, Header, verify
from directline.wire.frame import decode_explicit, decode_implied, rebuild
from directline.wire.sealing import decode_roots, entry_salt, founding_roots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Precedence
from tools.env import ROOT, node_bin


@cache
def made() -> dict[str, str]:
    """Everything that the maker makes."""
    program = ROOT / "spec" / "reader" / "make.mjs"
    done = subprocess.run(
        [str(node_bin() / "node"), str(program)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def octets(name: str) -> bytes:
    return bytes.fromhex(made()[name])


def charter() -> Charter:
    return SignedCharter.decode(octets("charter")).verify()


def opened(name: str) -> Opened:
    """BRAVO opens a frame of ALPHA's, which names its whole index."""
    roots = decode_roots(founding_roots(octets("secret"), charter(), 1))[0]
    channel = Channel(roots, charter().line_id, 1, bytes(16), REAL_SUITE)
    return channel.open(octets(name))


def salt(position: int) -> bytes:
    roots = decode_roots(founding_roots(octets("secret"), charter(), 1))[0]
    return entry_salt(roots.salt, 0, 1, position)


def test_its_charter_is_one() -> None:
    assert charter().fingerprint == made()["fingerprint"]
    assert [party.id for party in charter().parties] == ["ALPHA", "BRAVO"]


def test_its_entry_is_signed_and_has_its_body() -> None:
    header = Header.parse(octets("entry"))
    entry = Entry(header, octets("signature"), octets("body"), salt(3))
    verify(entry, charter().parties[0].identity)
    assert decode_body(octets("body")) == Body("Q1", 1, ("Understood.", b"\1\2\3"))
    with pytest.raises(VerificationError):
        verify(entry, charter().parties[1].identity)


def test_its_frames_open_and_hold_the_entries() -> None:
    frame = opened("frame")
    assert (frame.lane, frame.index, frame.epoch) == (3, 65_541, 1)
    implied = decode_implied(frame.content, charter())
    body = decode_body(implied.body)
    seen = Header.parse(octets("entry")).seen[0]
    header = rebuild(
        implied, charter(), 0, Precedence.FLASH, 1, 2, seen.size, 1, lambda _: seen.root,
        lambda position: commitment(body, salt(position)),
    )  # fmt: skip
    assert header.signed == octets("entry")
    explicit = decode_explicit(
        opened("explicit").content,
        charter(),
        lambda _party, _generation, position: salt(position),
        lambda data, own: commitment(decode_body(data), own),
    )
    verify(explicit, charter().parties[0].identity)
    assert explicit.header.position == 1
    with pytest.raises(RemoteProtocolError):
        opened("note")


def test_its_checkpoint_and_cosignature_hold() -> None:
    log, cosigner = (VerifierKey.parse(made()[name]) for name in ("log", "cosigner"))
    found = open_checkpoint(octets("note"), log, [cosigner], REAL_SUITE)
    assert (found.checkpoint.size, found.checkpoint.root) == (3, octets("root"))
    assert [c.timestamp_s for c in found.cosignatures] == [1_700_000_600]


def test_its_inclusion_proof_holds() -> None:
    path = [octets("proof")[at : at + 32] for at in range(0, len(octets("proof")), 32)]
    verify_inclusion(octets("leaf"), 2, 3, path, octets("root"))
    with pytest.raises(VerificationError):
        verify_inclusion(octets("leaf"), 3, 3, path, octets("root"))


def test_its_bundle_verifies() -> None:
    report = verify_bundle(octets("bundle"), fingerprint=made()["fingerprint"])
    assert report.ok
    assert report.exporter == "BRAVO"
    assert [message.name for message in report.messages if message.held] == ["ALPHA 1", "BRAVO 1"]
    assert hashlib.sha256(octets("bundle")[:-32]).digest() == octets("bundle")[-32:]
