"""The vectors of spec/: each reader answers as its vector says; the generator repeats them."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.secrecy import Opened
from directline.wire import control
from directline.wire.body import commitment, decode_body, encode_body
from directline.wire.charter import Charter, SignedCharter
from directline.wire.codec import decode, encode
from directline.wire.comparing import decode_comparing
from directline.wire.entry import Header, verify
from directline.wire.frame import (
    FrameType,
    Reassembly,
    decode_explicit,
    decode_implied,
    encode_explicit,
    nearest,
    parse_clear,
    rebuild,
)
from directline.wire.sealing import (
    associated_data,
    decode_roots,
    entry_salt,
    founding_roots,
    frame_key,
    lane_secret,
    stepped_root,
)
from directline.wire.suite import REAL_SUITE, Agreement
from tests.support.pair import SECOND, KeySigner, World, signed_charter

FOLDER = Path(__file__).parents[3] / "spec" / "vectors" / "wire"
FILES = sorted(p for p in FOLDER.iterdir() if p.is_file() and p.suffix != ".py")
CHARTER = Charter.decode(signed_charter("ALPHA", "BRAVO").charter)
Headers = dict[str, str]


def read(path: Path) -> tuple[Headers, bytes]:
    head, _, body = path.read_text().partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines())
    return headers, bytes.fromhex(body)


def value(data: bytes, headers: Headers) -> None:
    """A refusal names the rule of what is read, so the reader is told which it shall be."""
    assert encode(decode(data, bytes_max=20_000, rule=headers["expect"])) == data


def body(data: bytes, _headers: Headers) -> None:
    assert encode_body(decode_body(data)) == data


def committed(data: bytes, headers: Headers) -> None:
    salt = bytes.fromhex(headers["salt"])
    assert commitment(decode_body(data), salt).hex() == headers["commitment"]


def header(data: bytes, headers: Headers) -> None:
    parsed = Header.parse(data)
    assert parsed.signed == data
    assert REAL_SUITE.sha256(data).hex() == headers["leaf"]


def signature(data: bytes, headers: Headers) -> None:
    REAL_SUITE.verify(bytes.fromhex(headers["key"]), data[:64], data[64:], part="signature")


def charter(data: bytes, headers: Headers) -> None:
    parsed = Charter.decode(data)
    assert parsed.encode() == data
    assert (parsed.fingerprint, parsed.line_id.hex()) == (headers["fingerprint"], headers["line"])


def signed(data: bytes, _headers: Headers) -> None:
    parsed = SignedCharter.decode(data)
    parsed.verify()
    assert parsed.encode() == data


def frame(data: bytes, _headers: Headers) -> None:
    clear, sealed = parse_clear(data)
    assert clear.low == int.from_bytes(data[1:3])
    assert data.endswith(sealed)


def implied(data: bytes, headers: Headers) -> None:
    salts = bytes.fromhex(headers["salt_root"])
    author = int(headers["author"])
    found = decode_implied(data, CHARTER)

    def commit(position: int) -> bytes:
        return commitment(decode_body(found.body), entry_salt(salts, author, 1, position))

    def root_at(_size: int) -> bytes:
        return bytes.fromhex(headers["root"])

    made = rebuild(
        found, CHARTER, author, int(headers["lane"]), 1, int(headers["expected"]),
        int(headers["own_size"]), 1, root_at, commit,
    )  # fmt: skip
    assert made.signed.hex() == headers["signed"]
    REAL_SUITE.verify(CHARTER.parties[author].identity, found.signature, made.signed, part="e")


def explicit(data: bytes, headers: Headers) -> None:
    salts = bytes.fromhex(headers["salt_root"])

    def salt_of(party: int, generation: int, position: int) -> bytes:
        return entry_salt(salts, party, generation, position)

    entry = decode_explicit(
        data, CHARTER, salt_of, lambda part, salt: commitment(decode_body(part), salt)
    )
    verify(entry, CHARTER.parties[0].identity)
    assert entry.header.signed.hex() == headers["signed"]
    assert data in {encode_explicit(entry, with_salt=salted) for salted in (False, True)}


def sealed(data: bytes, headers: Headers) -> None:
    clear, rest = parse_clear(data)
    line, incarnation = bytes.fromhex(headers["line"]), bytes.fromhex(headers["incarnation"])
    sender, receiver, lane, epoch, index = (
        int(headers[name]) for name in ("from", "to", "lane", "epoch", "index")
    )
    secret = lane_secret(
        bytes.fromhex(headers["root"]), line, sender, receiver, lane, incarnation, REAL_SUITE
    )
    key = frame_key(secret, index, REAL_SUITE)
    assert key.hex() == headers["key"]
    assert (clear.incarnation, clear.lane, clear.low) == (incarnation, lane, index % 65_536)
    assert clear.high == index >> 16
    assert clear.recovery == (epoch == 0)
    associated = associated_data(
        line, sender, receiver, epoch, incarnation, clear.type, lane, index
    )
    assert REAL_SUITE.open(key, rest, associated).hex() == headers["content"]


def roots(data: bytes, headers: Headers) -> None:
    for own in (0, 1):
        (made,) = decode_roots(founding_roots(data, CHARTER, own))
        assert CHARTER.digest.hex() == headers["digest"]
        assert made.recovery.hex() == headers["recovery"]
        assert made.salt.hex() == headers["salt"]
        assert [(n, root.hex()) for n, root in made.epochs] == [(1, headers["epoch"])]
        stepped = stepped_root(made.epochs[0][1], bytes(32), b"offeranswer", REAL_SUITE)
        assert stepped.hex() == headers["stepped"]


def received(data: bytes, headers: Headers) -> None:
    """An entry that opened at BRAVO, judged before the store is asked."""
    inbox = World().bravo.line._peers[0].inbox
    lane = int(headers["lane"])
    inbox._verify(
        inbox._rebuilt(Opened(FrameType.ENTRY_EXPLICIT, lane, 0, 1, bytes(16), True, data))
    )


def salt(data: bytes, headers: Headers) -> None:
    party, generation, position = (int(headers[n]) for n in ("party", "generation", "position"))
    assert entry_salt(data, party, generation, position).hex() == headers["salt"]


def fragments(data: bytes, headers: Headers) -> None:
    held, at, whole = Reassembly(), 0, b""
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        whole = held.take(data[at + 2 : end]) or whole
        at = end
    assert whole.hex() == headers["frame"]


def index(data: bytes, headers: Headers) -> None:
    assert nearest(int.from_bytes(data), int(headers["expected"])) == int(headers["index"])


def agreement(data: bytes, headers: Headers) -> None:
    shared = Agreement(bytes.fromhex(headers["secret"])).shared(data)
    assert shared.hex() == headers["shared"]


def answer(data: bytes, headers: Headers) -> None:
    """A step of a resync as BRAVO, who offered, takes it."""
    renewal = World().bravo.line._peers[0].renewal
    renewal.resync_offer = control.Resync.decode(bytes.fromhex(headers["offer"]))
    renewal.resync_secret = Agreement(bytes(range(32)))
    assert renewal.channel.roots.newest() == int(headers["newest"])
    renewal.resync(data, SECOND)
    assert renewal.resync_offer is None


def controlled(
    kind: type[control.Ack | control.Heartbeat | control.Leaves | control.Request]
    | type[control.EpochStep | control.Resync | control.Note],
) -> Callable[[bytes, Headers], None]:
    def reader(data: bytes, _headers: Headers) -> None:
        assert kind.decode(data).encode() == data

    return reader


def compared(data: bytes, _headers: Headers) -> None:
    assert decode_comparing(data).encode() == data


READERS: dict[str, Callable[[bytes, Headers], None]] = {
    "value": value, "body": body, "commitment": committed, "header": header,
    "signature": signature, "charter": charter, "signed charter": signed, "frame": frame,
    "implied": implied, "explicit": explicit, "sealed": sealed, "roots": roots,
    "ack": controlled(control.Ack), "heartbeat": controlled(control.Heartbeat),
    "leaves": controlled(control.Leaves), "request": controlled(control.Request),
    "epoch": controlled(control.EpochStep), "resync": controlled(control.Resync),
    "note": controlled(control.Note), "comparing": compared, "received": received, "salt": salt,
    "fragments": fragments, "index": index, "agreement": agreement, "resync answer": answer,
}  # fmt: skip


@pytest.mark.spec("VALUE-1", "VALUE-2", "BODY-1", "BODY-2", "BODY-3", "BODY-4", "BODY-5")
@pytest.mark.spec("ENTRY-1", "ENTRY-2", "ENTRY-3", "ENTRY-5", "ENTRY-6", "ENTRY-7")
@pytest.mark.spec("CHARTER-1", "CHARTER-2", "CHARTER-3", "CHARTER-4", "CHARTER-5", "CHARTER-6")
@pytest.mark.spec("CHARTER-10", "CHARTER-11", "AMEND-9")
@pytest.mark.spec("CHARTER-7", "CHARTER-8", "CHARTER-9", "FRAME-1", "FRAME-2", "FRAME-4")
@pytest.mark.spec("FRAME-5", "FRAME-6", "SEAL-1", "ACK-1", "HEART-1", "LEAVES-1", "REQUEST-1")
@pytest.mark.spec("EPOCH-1", "RESYNC-1", "NOTES-1", "ENTRY-8", "ENTRY-9", "ENTRY-10", "FRAME-3")
@pytest.mark.spec("FRAME-7", "EPOCH-2", "RESYNC-2", "RESYNC-3", "SEAL-5", "COMPARE-1")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_reader_answers_what_the_vector_says(path: Path) -> None:
    headers, data = read(path)
    reader = READERS[headers["kind"]]
    said = "ok"
    try:
        reader(data, headers)
    except RemoteProtocolError as error:
        said = error.rule
    except VerificationError as error:
        said = error.part
    assert said == headers["expect"]


@cache
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_wire", FOLDER / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generator_makes_these_very_vectors() -> None:
    made = generator().vectors()
    assert made.keys() == {path.name for path in FILES}, "run spec/vectors/wire/generate.py"
    changed = [path.name for path in FILES if made[path.name] != path.read_text()]
    assert not changed, "run spec/vectors/wire/generate.py"


def test_every_kind_has_a_good_one_and_a_bad_one() -> None:
    found: dict[str, set[bool]] = {}
    for path in FILES:
        headers, _ = read(path)
        found.setdefault(headers["kind"], set()).add(headers["expect"] == "ok")
    assert found.keys() == READERS.keys()
    only_good = {"commitment", "index", "roots", "salt"}
    assert {kind for kind, answers in found.items() if answers == {True}} == only_good
    assert KeySigner("ALPHA identity").public() == CHARTER.parties[0].identity
