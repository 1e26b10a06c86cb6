"""The station's call to a witness: bounded, and nothing that comes back is believed unread."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from directline.errors import ConfigError, RemoteProtocolError
from directline.station import witness_client
from directline.station.config import Config, WitnessConfig, parse_config, render_config
from directline.station.custody import WitnessKeys
from directline.station.witness_client import Endpoint, WitnessClient
from directline.transcript.checkpoint import cosigner_key, log_key, mldsa_key
from directline.transcript.submission import Answer, Request

REQUEST = Request(4, (bytes(32),), b"note")


@asynccontextmanager
async def saying(
    reply: bytes, *, hang: bool = False
) -> AsyncIterator[tuple[WitnessClient, list[bytes]]]:
    asked: list[bytes] = []
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(reply)
        if hang:
            await done.wait()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield WitnessClient(Endpoint.parse(f"http://127.0.0.1:{port}/w/")), asked
    finally:
        done.set()
        server.close()
        await server.wait_closed()


async def test_an_answer_is_read_and_the_question_is_plain() -> None:
    reply = (
        b"HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 2\r\n\r\n7\n"
    )
    async with saying(reply) as (client, asked):
        answer = await client.add_checkpoint(REQUEST)
        assert (answer.status, answer.size()) == (409, 7)
        assert asked[0].startswith(b"POST /w/add-checkpoint HTTP/1.0\r\n")
        assert b"cookie" not in asked[0].lower()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"SSH-2.0-x\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 300_000,
    ],
)
async def test_what_is_no_answer_is_refused(reply: bytes) -> None:
    async with saying(reply) as (client, _):
        with pytest.raises((RemoteProtocolError, ConnectionError)):
            await client.add_checkpoint(REQUEST)


async def test_a_witness_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_client, "CALL_S_MAX", 0.1)
    async with saying(b"HTTP/1.1 200 OK\r\n\r\n", hang=True) as (client, _):
        with pytest.raises(TimeoutError):
            await client.checkpoint("00")


def test_settings_pin_the_keys_of_one_witness() -> None:
    keys = WitnessKeys.make()
    pair = (cosigner_key("w", keys.cosigner.public()), mldsa_key("w", keys.mldsa.public()))
    config = Config(witness=WitnessConfig("https://neutral.example/w", pair, 30))
    assert parse_config(render_config(config)) == config
    other = cosigner_key("v", keys.cosigner.public()).vkey()
    log = log_key("w", keys.cosigner.public()).vkey()
    good = pair[0].vkey()
    wrong: list[tuple[str, tuple[str, ...]]] = [
        ("https://w.example", ()),
        ("https://w.example", (good, other)),
        ("https://w.example", (log,)),
        ("https://w.example", ("nonsense",)),
        ("", (good,)),
        ("ftp://w.example", (good,)),
        ("http://[bad", (good,)),
        ("http://w.example:99999", (good,)),
        ("http://user@w.example", (good,)),
        ("http://w.example/\r\nX: y", (good,)),
    ]
    for url, vkeys in wrong:
        with pytest.raises(ConfigError):
            WitnessConfig.parse(url, vkeys, 30)


def test_the_answer_of_a_courier_is_no_http() -> None:
    read: Callable[[bytes], Answer] = Answer.parse
    with pytest.raises(RemoteProtocolError):
        read(b"HTTP/1.1 200 OK\r\n\r\n")
