"""Targets of the bearers, the command line, and the folds behind the desk."""

import json
import sys
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import Any, cast
from unittest import mock

import typer
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x448
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from directline.bearers.certificates import own_certificate, peer_anchor, peer_key
from directline.bearers.framing import TICK, UnitDecoder, frame_units
from directline.bearers.guard import source_of
from directline.bearers.hello import Choice, Hello, decode_choice, decode_hello
from directline.bearers.sockets import Address
from directline.catalogue import ParseContext, load
from directline.cli import client, officer, simulate
from directline.cli.main import run as run_command
from directline.cli.options import pairs
from directline.cli.output import plain
from directline.errors import (
    AccessError,
    ConfigError,
    CustodyError,
    DirectlineError,
    FieldError,
    LocalProtocolError,
    RemoteProtocolError,
    VerificationError,
)
from directline.station.index import MessageIndex
from directline.station.messages import MessageViews, Own
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.values import Kind, Precedence
from tests.fuzz import files_targets, vectors
from tests.fuzz.files_targets import put, text_of
from tests.fuzz.target import Shape, Target
from tests.support.entries import T0, Feeds, charter
from tests.unit.catalogue.samples import SAMPLES, values_of
from tests.unit.transcript.sample import small

REMOTE = (RemoteProtocolError,)

# --- bearers -------------------------------------------------------------------------------------


def _stream(pieces: Sequence[bytes]) -> list[bytes]:
    decoder, found = UnitDecoder(), []
    for piece in pieces:
        found += decoder.feed(piece)
        assert len(decoder._rest) <= 4_096 + 2
    return found


def _framing(data: bytes) -> None:
    units = _stream([data])
    assert _stream([frame_units(units)]) == units


def _opening(pieces: Sequence[bytes]) -> tuple[object, ...]:
    """The first units of a connection, as a station reads them."""
    units = _stream(pieces)
    found: list[object] = []
    if units:
        hello = decode_hello(units[0])
        assert hello.encode() == units[0]
        found.append(hello)
    if len(units) > 1:
        choice = decode_choice(units[1])
        assert choice.encode() == units[1]
        found.append(choice)
    return tuple(found)


def _hello(data: bytes) -> None:
    _opening([data])


@cache
def _openings() -> tuple[bytes, ...]:
    hello, choice = Hello(bytes(range(16)), 1, urgent=True), Choice(bytes(8), 7)
    both = frame_units([hello.encode(), choice.encode(), b"x" * 300])
    return both, TICK + both, frame_units([Hello(bytes(16), 0, urgent=False).encode()]), TICK * 3


class _Shown:
    """A connection whose peer showed this certificate."""

    def __init__(self, der: bytes) -> None:
        self._der = der

    def getpeercert(self, *, binary_form: bool) -> bytes | None:
        assert binary_form
        return self._der or None


def _certificate(data: bytes) -> None:
    assert len(peer_key(cast(Any, _Shown(data)))) == 32


@cache
def _certificates() -> tuple[bytes, ...]:
    """Our own kind, and the same certificate around keys of other kinds."""
    ours = own_certificate(bytes(range(32)))
    keys = (
        rsa.generate_private_key(65_537, 2_048).public_key(),
        ec.generate_private_key(ec.SECP256R1()).public_key(),
        x448.X448PrivateKey.generate().public_key(),
    )
    plain_key = bytes.fromhex("302a300506032b6570032100")
    at = ours.index(plain_key)
    found = [ours, peer_anchor(bytes.fromhex("58" + "66" * 31))]
    for key in keys:
        other = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        found.append(_longer(ours[:at] + other + ours[at + 44 :], len(other) - 44))
    return tuple(found)


def _longer(der: bytes, more: int) -> bytes:
    """The certificate with its two outer lengths, of two bytes each, mended."""
    changed = bytearray(der)
    for at in (2, 6):
        if der[at - 1] == 0x82:
            size = int.from_bytes(der[at : at + 2]) + more
            changed[at : at + 2] = size.to_bytes(2)
    return bytes(changed)


def _bearer_address(data: bytes) -> None:
    found = Address.parse(text_of(data))
    assert 0 <= found.port <= 65_535
    assert found.literal in {True, False}
    source_of(found.host)


def _source(data: bytes) -> None:
    text = text_of(data)
    assert source_of(source_of(text).partition("/")[0]) in {source_of(text), ""} or "/" in text


def _anchor(data: bytes) -> None:
    peer_anchor(data)


# --- the command line ----------------------------------------------------------------------------


def _range(data: bytes) -> None:
    first, last = simulate._range(text_of(data))
    assert 0 <= first < last


def _pairs(data: bytes) -> None:
    texts = text_of(data).split("\n")
    assert len(pairs(texts, "NAME=VALUE")) == len(texts)


def _slug(data: bytes) -> None:
    assert client.slug(text_of(data)).isascii()


def _url(data: bytes) -> None:
    url, _, token = text_of(data).partition("\n")
    with mock.patch("socket.create_connection", _no_connection):
        client.Station(url, token).get("/status")


def _no_connection(address: tuple[str, int], *_more: object) -> None:
    """In place of the network: what a look-up does with a name, and then nobody."""
    address[0].encode("idna")
    raise OSError("nobody is there")


def _answer(data: bytes) -> None:
    """What a station, or whoever answers in its place, says."""
    found = client._object(data[1:])
    assert found is None or isinstance(found, dict)
    status = 401 if data[:1] == b"\1" else 422
    error = client._refusal(status, data[1:], logged_in=bool(data[:1]))
    assert isinstance(error, DirectlineError)
    assert plain(str(error)).isprintable()


ANSWERS = (
    b'\0{"error": {"code": "field", "message": "m", "field": "f", "value": "v", "remedy": ""}}',
    b'\1{"error": []}', b"\1" + b"[" * 60_000, b"\2<html>", b'\1{"messages": [{"id": "ALPHA 1"}]}',
)  # fmt: skip


def _session(data: bytes) -> None:
    kept = client.SessionFile.read(put("session.json", data))
    assert isinstance(kept.url, str)
    assert isinstance(kept.token, str)
    client.Station(kept.url, kept.token)


def _inputs(data: bytes) -> None:
    found = officer._inputs(str(put("inputs.json", data)))
    assert all(isinstance(value, str) for value in found.values())


COMMANDS = (
    ("verify", "@"), ("verify", "@", "--json", "--charter", "$"), ("verify", "@", "--brief"),
    ("charter", "show", "@"), ("charter", "show", "@", "--json"), ("party", "show", "@"),
    ("party", "show", "@", "--json"), ("line", "list", "--home", "@"), ("verify", "$"),
    ("$", "$"), ("simulate", "--seeds", "$", "--profile", "none"),
)  # fmt: skip


def _command(data: bytes) -> None:
    """A command with the rest of the input as its file; its first line is the argument."""
    template = COMMANDS[int.from_bytes(data[:1]) % len(COMMANDS)]
    argument, _, content = data[1:].partition(b"\n")
    path = str(put("given", content))
    typed = text_of(argument)
    words = [path if word == "@" else typed if word == "$" else word for word in template]
    if typed.startswith("-") or "\0" in typed:
        raise ConfigError("an option, not an argument")
    out, err = StringIO(), StringIO()
    with mock.patch.object(sys, "stdout", out), mock.patch.object(sys, "stderr", err):
        code = run_command(words)
    assert code in {0, 1, 2}
    for text in (out.getvalue(), err.getvalue()):
        text.encode("utf-8", "surrogateescape")


@cache
def _commands() -> tuple[bytes, ...]:
    whole = small().export()
    party = files_targets.TARGETS[0].seeds()[0]
    signed = vectors.wire("signed")[0]
    found = [bytes([n]) + b"\n" + whole for n in (0, 1, 2)]
    found += [bytes([n]) + b"x\n" + signed for n in (3, 4)]
    found += [bytes([n]) + b"x\n" + party for n in (5, 6)]
    return (*found, b"\7\n", b"\x08/nowhere\n", b"\x09draft\n", b"\x0a0..5\n")


# --- what the desk makes of entries --------------------------------------------------------------


def _folded(data: bytes) -> None:
    """Entries with any bodies, folded into the list of messages and shown from there."""
    feeds, found, bodies = Feeds(), [], {}
    for number, part in enumerate(_bodies_of(data)):
        head, body = part[:1] or b"\0", decode_body(part[1:])
        record = feeds.entry(
            head[0] & 1, body, T0 + number, kind=Kind(min(head[0] >> 1 & 3, 2)),
            precedence=Precedence(head[0] >> 3 & 3), drill=bool(head[0] & 32), stored_ms=T0,
        )  # fmt: skip
        found.append(record)
        bodies[record.party, record.generation, record.position] = record.body
    index = MessageIndex(0, charter(), load())
    for serial, record in enumerate(found, 1):
        index.add(serial, record)
    views = MessageViews(index, lambda _key: Own(), bodies.get)
    for key in index.ordered(50):
        view = views.view(key, {})
        assert index.key_of(view.id) == key
    for name in ("BRAVO 1", text_of(data[:30])):
        try:
            index.key_of(name)
        except LocalProtocolError:
            continue


def _bodies_of(data: bytes) -> list[bytes]:
    parts: list[bytes] = []
    at = 0
    while at + 2 <= len(data) and len(parts) < 12:
        size = int.from_bytes(data[at : at + 2])
        parts.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    return parts


@cache
def _conversations() -> tuple[bytes, ...]:
    bodies = [
        encode_body(Body(code, load().form(code).version, values_of(code)))
        for code in (*SAMPLES, "L4")
    ]
    found = []
    for body in bodies:
        answer = encode_body(
            Body("L4", 1, (1, 1, 1, 6, "duty", "A", None, "WILCO", None, None, None))
        )
        parts = [b"\x19" + body, b"\x02" + answer, b"\x00" + bodies[0], b"\x04" + body]
        found.append(b"".join(len(part).to_bytes(2) + part for part in parts))
    return tuple(found)


def _message_id(data: bytes) -> None:
    index = MessageIndex(0, charter(), load())
    body = load().parse(load().form("L1"), load().line_test(1), ctx=ParseContext())
    index.add(1, Feeds().entry(1, Body("L1", 1, body), T0))
    assert index.key_of(text_of(data)) == (1, 1, 1)


TARGETS = (
    Target("bearers.framing", _framing, REMOTE, 20_000, _openings,
           ("bearers.framing.UnitDecoder.feed",), stream=_stream),
    Target("bearers.opening", _hello, REMOTE, 9_000, _openings,
           ("bearers.hello.decode_hello", "bearers.hello.decode_choice"), stream=_opening),
    Target("bearers.certificate", _certificate, (VerificationError,), 4_000, _certificates,
           ("bearers.certificates.peer_key",)),
    Target("bearers.anchor", _anchor, (CustodyError,), 40, lambda: [bytes(range(32)), b"\x01" * 32],
           ("bearers.certificates.peer_anchor",), quick=100),
    Target("bearers.address", _bearer_address, (ConfigError,), 6_000,
           lambda: [b"192.0.2.1:7001", b"[2001:db8::1]:7001", b"host.example:7001"],
           ("bearers.sockets.Address.parse",), Shape.TEXT),
    Target("bearers.source", _source, (), 400,
           lambda: [b"192.0.2.1", b"2001:db8::1%eth0", b"::ffff:192.0.2.1"],
           ("bearers.guard.source_of",), Shape.TEXT),
    Target("cli.range", _range, (ConfigError,), 6_000, lambda: [b"0..100", b"-1..5", b"7"], (),
           Shape.TEXT),
    Target("cli.pairs", _pairs, (typer.BadParameter,), 6_000, lambda: [b"a=b\nc=d=e", b"a\na"],
           ("cli.options.pairs",), Shape.TEXT),
    Target("cli.slug", _slug, (), 6_000, lambda: [b"ALPHA-12", b"ALPHA 2/12", b"A:7", b"A_1~2"],
           ("cli.client.slug",), Shape.TEXT),
    Target("cli.url", _url, (ConfigError,), 6_000,
           lambda: [b"http://127.0.0.1:8443\ntoken", b"https://[::1]:99999", b"http://a:b@c"], (),
           Shape.TEXT, quick=150),
    Target("cli.answer", _answer, (), 70_000, lambda: ANSWERS, ("cli.output.plain",), Shape.JSON),
    Target("cli.session_file", _session, (ConfigError, AccessError), 9_000,
           lambda: [json.dumps({"url": "http://a:1", "login": "one", "token": "t"}).encode(),
                    b"[" * 8_000],
           ("cli.client.SessionFile.read", "station.files.check_private"), Shape.JSON, quick=200),
    Target("cli.inputs_file", _inputs, (FieldError, ConfigError), 70_000,
           lambda: [b'{"place": "55 37", "since": "now"}', b"[]", b"null", b"[" * 60_000], (),
           Shape.JSON, quick=200),
    Target("cli.command", _command, (ConfigError,), 60_000, _commands,
           ("cli.transcripts.verify",), quick=25, campaign=20_000, growth_bytes=16 << 20),
    Target("station.folded", _folded, (RemoteProtocolError,), 30_000, _conversations,
           ("station.index.MessageIndex.key_of", "station.facts.place_of"), quick=120,
           campaign=50_000),
    Target("station.message_id", _message_id, (LocalProtocolError,), 400,
           lambda: [b"BRAVO 1", b"bravo 1/1 ", b"ALPHA 2/12"],
           ("station.index.MessageIndex.key_of",), Shape.TEXT, quick=200),
)  # fmt: skip
