"""A witness that is not ours signs our feed's heads; ours serves a client that is not ours."""

import asyncio
import base64
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import VerificationError
from directline.station.config import WitnessConfig
from directline.station.witness_client import Endpoint, WitnessClient
from directline.transcript import verify_bundle
from directline.transcript.checkpoint import log_key, open_checkpoint, origin
from directline.transcript.note import VerifierKey
from directline.transcript.submission import Answer, Request, check_cosignatures
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome
from tests.interop.foreign.conftest import NEW, OLD, Feed, Foreign, Serve
from tests.process.test_two_stations import held
from tests.process.test_witnessed import asks, flash, heads, seen
from tests.support.stations import NAMES, PASSPHRASE, SOFT, found, login, running, until

pytestmark = pytest.mark.filterwarnings("default::UserWarning")
THEIRS = "foreign.example/w"
OURS = "neutral.example/w"


def call(url: str, request: Request) -> Answer:
    """Ask as a station does."""
    return asyncio.run(WitnessClient(Endpoint.parse(url)).add_checkpoint(request))


def start_theirs(
    foreign: Foreign, keys: Sequence[VerifierKey], folder: Path, serve: Serve
) -> tuple[str, VerifierKey]:
    """Found a foreign witness for feeds of ours and start it; its address and key."""
    config = folder / "foreign.json"
    witness = {
        "name": THEIRS, "listen": "127.0.0.1:0", "prefix": "",
        "db": "foreign.db", "key_file": "foreign.key",
    }  # fmt: skip
    logs = [{"origin": key.name, "vkeys": [key.vkey()]} for key in keys]
    config.write_text(json.dumps({"witness": witness, "logs": logs}))
    module = ("-m", "aics_witness")
    vkey = foreign.run(*module, "init", "--config", config).strip()
    says = r"listening on (http://127\.0\.0\.1:\d+) "
    url = serve(foreign.python, *module, "serve", "--config", config, says=says)
    return url, VerifierKey.parse(vkey)


def test_a_foreign_witness_signs_our_feed_as_it_grows(
    foreign: Foreign, feed: Feed, tmp_path: Path, serve: Serve
) -> None:
    url, key = start_theirs(foreign, [feed.key], tmp_path, serve)
    for old, new in ((0, OLD), (OLD, NEW)):
        request = feed.request(old, new)
        answer = call(url, request)
        assert answer.status == 200, answer.body
        opened = open_checkpoint(request.note + answer.body, feed.key, (key,), REAL_SUITE)
        assert [one.name for one in opened.cosignatures] == [THEIRS]
        _, held = check_cosignatures(answer.body, feed.checkpoint(new), (key,), REAL_SUITE)
        assert [one.name for one in held] == [THEIRS]
        with pytest.raises(VerificationError):
            check_cosignatures(answer.body, feed.checkpoint(new - 1), (key,), REAL_SUITE)
    stale = call(url, feed.request(OLD, NEW))
    assert (stale.status, stale.size()) == (409, NEW)
    assert call(url, feed.request(NEW, NEW, feed.other)).status == 422, "another history"


async def test_two_stations_have_a_foreign_witness(
    foreign: Foreign, tmp_path: Path, serve: Serve
) -> None:
    parties = found(tmp_path)
    charter = parties[0].line.signed().verify()
    feeds = [log_key(origin(charter.line_id, one.id, 1), one.checkpoint) for one in charter.parties]
    url, key = start_theirs(foreign, feeds, tmp_path, serve)
    for party in parties:
        config = party.home.config()
        party.home.save_config(replace(config, witness=WitnessConfig(url, (key,))))
    async with running(*parties) as (alpha, bravo):
        name = await flash(alpha)
        await until(lambda: held(bravo, name), "the FLASH at BRAVO")
        await bravo.desk.open(await login(bravo), name)
        await heads(alpha, bravo)
        await asks(alpha).round()
        for author in NAMES:
            assert seen(alpha, author).position >= 1, f"what the witness signed of {author}"
        export = await alpha.desk.export(await login(alpha))
    report = verify_bundle(export, witnesses=(key,))
    assert {head.feed for head in report.checkpoints if head.witnessed} == set(NAMES)
    assert any(f"The witness {THEIRS} saw it at the latest" in text for text in report.lines())


def test_our_witness_serves_a_foreign_client(
    foreign: Foreign, feed: Feed, tmp_path: Path, serve: Serve
) -> None:
    home = WitnessHome.create(tmp_path / "w", OURS, PASSPHRASE, hardness=SOFT)
    home.add_keys([feed.key])
    url = serve(
        sys.executable, "-m", "directline.cli.main", "witness", "run", home.path, "--json",
        says=r'"url": ?"(http://127\.0\.0\.1:\d+)', DIRECTLINE_PASSPHRASE=PASSPHRASE,
    )  # fmt: skip
    requests = [
        feed.request(0, OLD),
        feed.request(OLD, NEW),
        feed.request(NEW, NEW, feed.other),
        feed.request(0, OLD),
    ]
    asked = {
        "url": url, "witness": home.vkeys()[0].vkey(), "log": feed.key.vkey(),
        "heads": [
            {
                "note": base64.b64encode(request.note).decode(),
                "old_size": request.old_size,
                "path": [base64.b64encode(node).decode() for node in request.path],
            }
            for request in requests
        ],
    }  # fmt: skip
    first, second, forked, stale = foreign.ask("client.py", asked)
    assert first == f"cosigned: {OLD} by {OURS}"
    assert second == f"cosigned: {NEW} by {OURS}"
    assert forked.startswith("rejected: ")
    assert "422" in forked
    assert stale.startswith(f"ahead: witness already cosigned size {NEW}")

    wrong = foreign.ask("client.py", asked | {"witness": feed.cosigner.vkey()})
    assert wrong[1].startswith("answer refused: "), "no line under a key that is not ours"
