"""A real station serves each feed as a log to those entitled, and the export writes the same."""

import asyncio
from functools import partial
from pathlib import Path

import httpx
import pytest

from directline.catalogue import load
from directline.cli.tiles import write_logs
from directline.console import create_app
from directline.errors import ConfigError
from directline.station.station import Station
from directline.transcript.checkpoint import log_key, open_checkpoint, origin
from directline.transcript.note import VerifierKey
from directline.transcript.tiles import TiledTree, check_entries, entries_path, read_entry_bundle
from directline.transcript.verify import check_bundle
from directline.wire.suite import REAL_SUITE
from tests.support.stations import found, login, running, until

CLARIFY = {"cause": "Lights seen.", "activity": "flight", "questions": "Whose are they?"}
WAIT_S = 30.0
pytestmark = pytest.mark.timeout(120)


def client_of(station: Station, authorization: str) -> httpx.AsyncClient:
    app = create_app(station.desk, catalogue=load(), secure_cookie=True, shutdown=asyncio.Event())
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="https://127.0.0.1/api/v1",
        headers={"authorization": authorization},
    )


async def read_log(client: httpx.AsyncClient, prefix: str, vkey: VerifierKey) -> TiledTree:
    """What a monitor does: the signed head, then the tree out of tiles, compared with it."""
    note = await client.get(f"{prefix}/checkpoint")
    assert note.headers["content-type"].startswith("text/plain")
    head = open_checkpoint(note.content, vkey, (), REAL_SUITE).checkpoint
    path = f"tile/0/000.p/{head.size}"
    tile = (await client.get(f"{prefix}/{path}")).content
    tree = TiledTree(head.size, {path: tile}.__getitem__)
    assert tree.root() == head.root
    entries = await client.get(f"{prefix}/{entries_path(0, head.size)}")
    check_entries(tree, 0, read_entry_bundle(entries.content, head.size))
    return tree


async def test_each_feed_is_a_log_at_the_station_and_beside_the_export(tmp_path: Path) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one = await login(alpha)
        draft = await alpha.desk.draft(one, "Q1", CLARIFY)
        await alpha.desk.release(await login(alpha, "two"), draft.id)
        held = bravo.watch.index.items
        await until(lambda: any(i.stored for i in held.values()), "the question at BRAVO", WAIT_S)
        await until(
            lambda: _signed(alpha, bravo),
            "signed heads of both feeds at ALPHA", WAIT_S,
        )  # fmt: skip
        client = client_of(alpha, f"Session {one.token}")
        logs = (await client.get("/feeds")).json()["feeds"]
        assert [log["party"] for log in logs] == ["ALPHA", "BRAVO"]
        trees = {}
        for number, log in enumerate(logs):
            party = alpha.charter.parties[number]
            name = origin(alpha.charter.line_id, party.id, 1)
            assert log["vkey"] == log_key(name, party.checkpoint).vkey()
            vkey = VerifierKey.parse(log["vkey"])
            trees[party.id] = await read_log(client, f"/feeds/{party.id}/g1", vkey)
        await _refused(client, alpha)
        data = await alpha.desk.export(one)
    facts = check_bundle(data)
    written = write_logs(facts, tmp_path / "logs")
    assert [log.folder for log in written] == ["ALPHA/g1", "BRAVO/g1"]
    for log, tree in zip(written, trees.values(), strict=True):
        folder = tmp_path / "logs" / log.folder
        again = TiledTree(log.size, partial(_read, folder))
        assert log.size >= tree.size > 0
        assert again.root(tree.size) == tree.root()
    assert write_logs(facts, tmp_path / "logs") == written
    (tmp_path / "logs" / "ALPHA/g1" / f"tile/0/000.p/{written[0].size}").write_bytes(bytes(32))
    with pytest.raises(ConfigError, match="another history"):
        write_logs(facts, tmp_path / "logs")


def _read(folder: Path, path: str) -> bytes:
    return (folder / path).read_bytes()


def _signed(alpha: Station, bravo: Station) -> bool:
    """Whether ALPHA holds a signed head of each feed; each signs its own if it has grown."""
    for station in (alpha, bravo):
        station.scribe.sign_head()
    return [bool(log.signed_size) for log in alpha.desk.feed_logs()] == [True, True]


async def _refused(client: httpx.AsyncClient, station: Station) -> None:
    for path in (
        "ALPHA/g2/checkpoint", "ALPHA/g01/checkpoint", "CHARLIE/g1/checkpoint",
        "ALPHA/g1/tile/0/001",
        "ALPHA/g1/tile/0/000.p/255", "ALPHA/g1/tile/00/000", "ALPHA/g1/tile/entries/000.p/0",
        "ALPHA/g1/../../status", "ALPHA/g1/", "ALPHA/g99999999999999/checkpoint",
    ):  # fmt: skip
        assert (await client.get(f"/feeds/{path}")).status_code == 404, path
    assert not any(generation == 2 for _, generation, _ in station.runtime.line.heads())
    for nobody in ("", "Session x", "Bearer x"):
        stranger = client_of(station, nobody)
        assert (await stranger.get("/feeds")).status_code == 401
        assert (await stranger.get("/feeds/ALPHA/g1/checkpoint")).status_code == 401
