"""Targets of the witness: requests, answers, cosignatures that come back, its sealed keys."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from unittest import mock

from directline.errors import ConfigError, CustodyError, RemoteProtocolError, VerificationError
from directline.station import custody
from directline.station.custody import Hardness
from directline.transcript.checkpoint import Checkpoint, cosigner_key
from directline.transcript.note import KeyKind, Note
from directline.transcript.submission import (
    ANSWER_BYTES_MAX,
    REQUEST_BYTES_MAX,
    Answer,
    Request,
    check_cosignatures,
)
from directline.wire.codec import encode
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome, read_keys
from directline.witness.keeper import Keeper
from tests.fuzz import vectors
from tests.fuzz.files_targets import PASSPHRASE, SOFT, _quick_key, folder, put
from tests.fuzz.target import Shape, Target
from tests.fuzz.transcript_targets import BELIEVING
from tests.unit.transcript.test_witness import LOG_KEY, SIGNER, head, history, signed, witness

REMOTE = (RemoteProtocolError,)
NAME = "example.org/w"


def _request(data: bytes) -> None:
    found = Request.parse(data)
    assert Request.parse(found.encode()) == found


@cache
def _requests() -> tuple[bytes, ...]:
    tree = history("one", 30)
    path = tuple(tree.consistency(20, 30))
    return Request(0, (), head(tree, 20)).encode(), Request(20, path, head(tree, 30)).encode()


def _answer(data: bytes) -> None:
    found = Answer.parse(data)
    assert Answer.parse(found.encode()) == found
    with suppress(RemoteProtocolError):
        assert found.size() >= 0


@cache
def _line() -> bytes:
    tree, held = history("one", 20), witness()
    signed(held, tree, 0, 20)
    again = held.add_checkpoint(20, (), head(tree, 20), 100)
    return bytes(getattr(again, "line", b""))


def _answers() -> Sequence[bytes]:
    return [Answer(200, _line()).encode(), b"409\n\n20\n", b"422\n\nno", b"409\n\n\xd9\xa3\n"]


def _cosigned(data: bytes) -> None:
    tree = history("one", 20)
    checkpoint = Checkpoint.parse(Note.parse(head(tree, 20)).text)
    keys = [cosigner_key(NAME, SIGNER.public())]
    note, held = check_cosignatures(data, checkpoint, keys, (BELIEVING, REAL_SUITE)[len(data) & 1])
    assert held
    assert Note.parse(note.encode()) == note


def _sealed(data: bytes) -> None:
    """A witness's sealed keys as they lie there; or, after a zero, what stands inside."""
    with mock.patch.object(Hardness, "derive", _quick_key):
        if data[:1] == b"\0":
            data = custody._seal("witness", data[1:], PASSPHRASE, SOFT)
        custody.unseal_witness(data, PASSPHRASE)


def _keys_file(data: bytes) -> None:
    kinds = set(KeyKind)
    found = read_keys(put("vkeys", data), kinds)
    again = put("vkeys", "".join(f"{key.vkey()}\n" for key in found).encode())
    assert read_keys(again, kinds) == found


class Doors:
    """A witness on disk, made anew now and then: it keeps what it signs."""

    def __init__(self) -> None:
        self._count, self._number = 0, 0
        self._home: WitnessHome | None = None
        self._keeper: Keeper | None = None
        self.loop = asyncio.new_event_loop()

    def home(self) -> WitnessHome:
        """The present one's directory."""
        if self._home is None or self._count >= DOOR_INPUTS_MAX:
            self._count = 0
            self._number += 1
            path = folder() / f"witness-{os.getpid()}-{self._number}"
            with mock.patch.object(Hardness, "derive", _quick_key):
                self._home = WitnessHome.create(path, NAME, PASSPHRASE, hardness=SOFT)
                self._home.add_keys([LOG_KEY])
                self._keeper = Keeper(self._home, self._home.unseal(PASSPHRASE), lambda: 100)
        self._count += 1
        return self._home

    def answer(self, data: bytes) -> Answer:
        """Ask it."""
        self.home()
        assert self._keeper is not None
        return self.loop.run_until_complete(self._keeper.answer(data))


DOOR_INPUTS_MAX = 2_000
DOORS: list[Doors] = []


def _doors() -> Doors:
    if not DOORS:
        DOORS.append(Doors())
    return DOORS[0]


def _door(data: bytes) -> None:
    answer = _doors().answer(data)
    assert 200 <= answer.status < 500
    assert Answer.parse(answer.encode()) == answer


def _charter(data: bytes) -> None:
    _doors().home().add_charter(data)


def _door_seeds() -> Sequence[bytes]:
    other = history("two", 30, shared=9)
    forked = Request(20, tuple(other.consistency(20, 30)), head(other, 30)).encode()
    return [*_requests(), forked, Request(20, (), head(other, 20)).encode()]


TARGETS = (
    Target("witness.keys_file", _keys_file, (ConfigError,), 66_000,
           lambda: [f"{LOG_KEY.vkey()}\n{cosigner_key(NAME, SIGNER.public()).vkey()}\n".encode()],
           ("witness.home.read_keys",), Shape.TEXT, quick=150),
    Target("witness.door", _door, (), REQUEST_BYTES_MAX + 64, _door_seeds,
           ("witness.keeper.Keeper.answer",), Shape.TEXT, quick=100, campaign=50_000),
    Target("witness.charter", _charter, (ConfigError,), 70_500, lambda: vectors.wire("signed"),
           ("witness.home.WitnessHome.add_charter",), Shape.CBOR, quick=80, campaign=50_000),
    Target("transcript.request", _request, REMOTE, REQUEST_BYTES_MAX + 64, _requests,
           ("transcript.submission.Request.parse",), Shape.TEXT),
    Target("transcript.answer", _answer, REMOTE, ANSWER_BYTES_MAX + 64, _answers,
           ("transcript.submission.Answer.parse",), Shape.TEXT),
    Target("transcript.cosigned", _cosigned, (RemoteProtocolError, VerificationError),
           ANSWER_BYTES_MAX + 64, lambda: [_line(), _line() * 2, b""],
           ("transcript.submission.check_cosignatures",), Shape.TEXT, quick=120),
    Target("transcript.witness_keys", _sealed, (CustodyError,), 66_000,
           lambda: [b"\0" + encode((1, NAME, bytes(32), bytes(32)))],
           ("station.custody.unseal_witness",), quick=120),
)  # fmt: skip
