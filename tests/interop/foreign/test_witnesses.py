"""A witness that is not ours signs our feed's heads; ours serves a client that is not ours."""

import asyncio
import base64
import json
import sys
from pathlib import Path

import pytest

from directline.errors import VerificationError
from directline.station.custody import Hardness
from directline.station.witness_client import Endpoint, WitnessClient
from directline.transcript.checkpoint import open_checkpoint
from directline.transcript.note import VerifierKey
from directline.transcript.submission import Answer, Request, check_cosignatures
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome
from tests.interop.foreign.conftest import NEW, OLD, Feed, Foreign, Serve

pytestmark = pytest.mark.filterwarnings("default::UserWarning")
PASSPHRASE = "four words nobody guesses"
SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
THEIRS = "foreign.example/w"
OURS = "neutral.example/w"


def call(url: str, request: Request) -> Answer:
    """Ask as a station does."""
    return asyncio.run(WitnessClient(Endpoint.parse(url)).add_checkpoint(request))


def start_theirs(foreign: Foreign, feed: Feed, folder: Path, serve: Serve) -> tuple[str, str]:
    """Found a foreign witness for our feed and start it; its address and key."""
    config = folder / "foreign.json"
    witness = {
        "name": THEIRS, "listen": "127.0.0.1:0", "prefix": "",
        "db": "foreign.db", "key_file": "foreign.key",
    }  # fmt: skip
    logs = [{"origin": feed.name, "vkeys": [feed.key.vkey()]}]
    config.write_text(json.dumps({"witness": witness, "logs": logs}))
    module = ("-m", "aics_witness")
    vkey = foreign.run(*module, "init", "--config", config).strip()
    says = r"listening on (http://127\.0\.0\.1:\d+) "
    return serve(foreign.python, *module, "serve", "--config", config, says=says), vkey


def test_a_foreign_witness_signs_our_feed_as_it_grows(
    foreign: Foreign, feed: Feed, tmp_path: Path, serve: Serve
) -> None:
    url, vkey = start_theirs(foreign, feed, tmp_path, serve)
    key = VerifierKey.parse(vkey)
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
    assert call(url, feed.request(NEW, NEW, feed.other)).status in {409, 422}, "another history"


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
