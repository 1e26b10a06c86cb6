"""Two real stations and a real witness over loopback: cosignatures, forks, a witness that dies."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli import main
from directline.station.config import WitnessConfig
from directline.station.home import Home, LineDir
from directline.station.station import Station
from directline.station.views import WitnessedView
from directline.station.witness_client import Endpoint, WitnessClient
from directline.station.witnessed import Witnessed
from directline.transcript import verify_bundle
from directline.transcript.checkpoint import (
    Checkpoint,
    cosigner_name,
    log_key,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note
from directline.transcript.submission import Request
from directline.transcript.tree import Tree
from directline.transcript.witness import verify_fork
from directline.transcript.wording import instant_text
from directline.wire.suite import REAL_SUITE
from directline.witness.home import WitnessHome
from tests.process.test_two_stations import STOP, held, kinds
from tests.support.stations import PASSPHRASE, SOFT, Founded, found, login, running, until

NAME = "neutral.example/w"
START_S = 60.0


class Neutral:
    """A witness in a process of its own."""

    def __init__(self, path: Path, founded: Founded) -> None:
        self.home = WitnessHome.create(path, NAME, PASSPHRASE, hardness=SOFT)
        self.home.add_charter(founded.line.signed().encode())
        self.port = 0
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> str:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "directline.cli.main", "witness", "run", str(self.home.path),
            "--json", "--listen", f"127.0.0.1:{self.port}", stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "DIRECTLINE_PASSPHRASE": PASSPHRASE},
        )  # fmt: skip
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), START_S)
        url = str(json.loads(line)["url"])
        self.port = int(url.rpartition(":")[2])
        return url

    async def end(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            await asyncio.wait_for(self._process.wait(), START_S)
            self._process = None


@asynccontextmanager
async def witnessed_line(path: Path) -> AsyncIterator[tuple[Station, Station, Neutral]]:
    parties = found(path)
    neutral = Neutral(path / "w", parties[0])
    try:
        url = await neutral.start()
        pinned = WitnessConfig(url, neutral.home.vkeys())
        for party in parties:
            party.home.save_config(replace(party.home.config(), witness=pinned))
        async with running(*parties) as (alpha, bravo):
            yield alpha, bravo, neutral
    finally:
        await neutral.end(signal.SIGKILL)


def asks(station: Station) -> Witnessed:
    assert station.witnessed is not None
    return station.witnessed


def seen(station: Station, party: str) -> WitnessedView:
    return next(view for view in asks(station).views() if view.party == party)


def alpha_line(path: Path) -> LineDir:
    return Home.open(path / "alpha").line()


async def flash(station: Station) -> str:
    session = await login(station)
    draft = await station.desk.draft(session, "I1", STOP)
    return (await station.desk.release(session, draft.id)).id


async def heads(alpha: Station, bravo: Station) -> None:
    """Both sign what they have, and both hold the other's head."""
    for station, other in ((alpha, bravo), (bravo, alpha)):
        station.scribe.sign_head()
        size, _ = station.runtime.line.root(station.own, 1)

        def arrived(there: Station = other, own: int = station.own, wanted: int = size) -> bool:
            note = there.store.note(own, 1)
            return wanted == 0 or (note is not None and note.size == wanted)

        await until(arrived, "the head at the other side")


@pytest.mark.slow
@pytest.mark.spec("WITNESS-6", "WITNESS-7")
async def test_the_witness_signs_both_feeds_and_the_export_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with witnessed_line(tmp_path) as (alpha, bravo, neutral):
        name = await flash(alpha)
        await until(lambda: held(bravo, name), "the FLASH at BRAVO")
        await bravo.desk.open(await login(bravo), name)
        await heads(alpha, bravo)
        await asks(alpha).round()
        await asks(bravo).round()
        for station in (alpha, bravo):
            for party in ("ALPHA", "BRAVO"):
                view = seen(station, party)
                assert view.position >= 1, f"{party} as {station.own} sees it"
                assert view.at_ms is not None
        session = await login(alpha)
        (peer,) = alpha.desk.view(session).peers
        assert {w.party for w in peer.witnessed} == {"ALPHA", "BRAVO"}

        again = alpha._open_witnessed(alpha_line(tmp_path))
        assert again is not None
        assert again.views() == asks(alpha).views(), "a start knows what was signed"

        later = await flash(alpha)
        await until(lambda: held(bravo, later), "entries that no witness has seen")
        data = await alpha.desk.export(session)
        plainly = verify_bundle(data)
        assert any(NAME in head.unchecked for head in plainly.checkpoints)
        assert any("no witness has cosigned" in text for text in plainly.not_proven)
        for keys in (neutral.home.vkeys(), neutral.home.vkeys()[:1], neutral.home.vkeys()[1:]):
            report = verify_bundle(data, witnesses=keys)
            of = {head.feed for head in report.checkpoints if head.witnessed}
            assert of == {"ALPHA", "BRAVO"}
            assert any(f"The witness {NAME} saw it at the latest" in x for x in report.lines())
            assert not any("no witness has cosigned" in text for text in report.not_proven)

        file, vkey = tmp_path / "x", neutral.home.vkeys()[0].vkey()
        file.write_bytes(data)
        assert main.run(["verify", str(file), "--brief", "--witness", vkey]) == 0
        assert f"The witness {NAME} saw it at the latest" in capsys.readouterr().out

        copy = await alpha.desk.evidence(session, [name], "a commission")
        part = verify_bundle(copy, witnesses=neutral.home.vkeys())
        assert any(head.witnessed for head in part.checkpoints)
        (message,) = part.messages
        assert message.covered_by


@pytest.mark.slow
async def test_a_witness_that_dies_and_comes_back_stops_nothing(tmp_path: Path) -> None:
    async with witnessed_line(tmp_path) as (alpha, bravo, neutral):
        await flash(alpha)
        await heads(alpha, bravo)
        await asks(alpha).round()
        first = seen(alpha, "ALPHA").position
        await neutral.end(signal.SIGKILL)
        name = await flash(alpha)
        await until(lambda: held(bravo, name), "the line goes on")
        await heads(alpha, bravo)
        await asks(alpha).round()
        assert seen(alpha, "ALPHA").position == first
        assert "witness" not in kinds(alpha), "not at once"
        later_ms = alpha.clock.now_ms() + 61 * 60_000
        asks(alpha)._now_ms = lambda: later_ms
        await asks(alpha).round()
        assert "witness" in kinds(alpha), "its silence is an alarm by its age"
        await neutral.start()
        await asks(alpha).round()
        assert seen(alpha, "ALPHA").position > first
        assert "witness" not in kinds(alpha)


@pytest.mark.slow
@pytest.mark.spec("WITNESS-8")
async def test_two_histories_are_exposed_by_the_first_that_sees_both(tmp_path: Path) -> None:
    async with witnessed_line(tmp_path) as (alpha, bravo, neutral):
        # ALPHA shows the witness another history than BRAVO, under its own key.
        name = origin(alpha.charter.line_id, "ALPHA", 1)
        lie = Checkpoint(name, 1, Tree([bytes(32)]).root())
        line = sign_checkpoint(lie, alpha._keys.checkpoint)
        client = WitnessClient(Endpoint.parse(f"http://127.0.0.1:{neutral.port}"))
        note = Note(lie.text, (line,)).encode()
        assert (await client.add_checkpoint(Request(0, (), note))).status == 200

        message = await flash(alpha)
        await until(lambda: held(bravo, message), "the FLASH at BRAVO")
        await heads(alpha, bravo)
        await asks(bravo).round()
        assert "witness-fork" in kinds(bravo)
        (proof,) = asks(bravo)._folder.glob("ALPHA-*.fork")
        key = log_key(name, alpha.charter.parties[0].checkpoint)
        assert verify_fork(proof.read_bytes(), key, REAL_SUITE).size == 1
        charter = tmp_path / "c"
        charter.write_bytes(bravo.signed.encode())
        assert main.run(["verify-fork", str(proof), "--charter", str(charter)]) == 0
        assert seen(bravo, "ALPHA").position == 0


@pytest.mark.slow
@pytest.mark.parametrize("later", [False, True])
async def test_a_party_that_signs_two_histories_is_exposed_by_the_cosigner_that_sees_both(
    tmp_path: Path, later: bool
) -> None:
    """No witness: BRAVO has cosigned one head of ALPHA's, or only does so afterwards."""
    async with running(*found(tmp_path)) as (alpha, bravo):
        first = await flash(alpha)
        await until(lambda: held(bravo, first), "the FLASH at BRAVO")
        if not later:
            alpha.scribe.sign_head()
            await until(lambda: cosigned(alpha, 1), "BRAVO's line on the head")
        name = origin(alpha.charter.line_id, "ALPHA", 1)
        lie = Checkpoint(name, 1, Tree([bytes(32)]).root())
        note = Note(lie.text, (sign_checkpoint(lie, alpha._keys.checkpoint),)).encode()
        alpha.runtime.send_note(alpha.own, 1, 1, note)
        await until(lambda: "anomaly" in logged(bravo), "BRAVO says that it does not hold")
        if later:
            assert "evidence" not in kinds(bravo), "its word alone"
            second = await flash(alpha)
            await until(lambda: held(bravo, second), "the next at BRAVO")
            alpha.scribe.sign_head()
        await until(lambda: "evidence" in kinds(bravo), "the alarm of two histories")
        (proof,) = bravo._forks.glob("ALPHA-g1-*.fork")
        charter = tmp_path / "c"
        charter.write_bytes(bravo.signed.encode())
        assert main.run(["verify-fork", str(proof), "--charter", str(charter)]) == 0
        assert "evidence" not in kinds(alpha)


def logged(station: Station) -> set[str]:
    """What the watch log says of."""
    return {row.what.removeprefix("log-") for row in station.office.log.rows(limit=50)}


def cosigned(station: Station, size: int) -> bool:
    """The other party's lines stand on our head of this size."""
    note = station.store.note(station.own, 1)
    other = cosigner_name(station.charter.line_id, station.charter.parties[1 - station.own].id)
    return (
        note is not None
        and note.size == size
        and any(line.name == other for line in Note.parse(note.note).lines)
    )


@pytest.mark.slow
@pytest.mark.spec("TRANS-24")
async def test_a_head_signed_while_no_link_stood_is_cosigned_when_one_comes_up(
    tmp_path: Path,
) -> None:
    first, second = found(tmp_path)
    async with running(first) as (alpha,):
        await flash(alpha)
        alpha.scribe.sign_head()
        await until(lambda: alpha.store.note(alpha.own, 1) is not None, "the head is kept")
        async with running(second) as (bravo,):
            await until(lambda: cosigned(alpha, 1), "BRAVO's line on the head")
            assert bravo.store.note(alpha.own, 1) is not None
        # BRAVO is gone: what it cosigned last goes with the newer head, and its age is shown.
        await flash(alpha)
        report = verify_bundle(await alpha.scribe.export())
        (peer,) = alpha.desk.view(await login(alpha)).peers
        known = peer.cosigned
        assert known is not None
        assert known.at_ms is not None
        assert (known.entry, known.of) == ("ALPHA 1", 2)
        said = f"BRAVO last cosigned this feed at 1, at {instant_text(known.at_ms)} by BRAVO's"
        assert any(f"Not cosigned by BRAVO: {said}" in line for line in report.lines())


@pytest.mark.slow
@pytest.mark.spec("TRANS-24")
async def test_a_lost_answer_to_a_head_comes_when_the_head_is_announced_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        name = await flash(alpha)
        await until(lambda: held(bravo, name), "the FLASH at BRAVO")
        with monkeypatch.context() as lost:
            lost.setattr(bravo.runtime, "send_note", lambda *_: None)
            alpha.scribe.sign_head()
            await until(lambda: bravo.store.note(alpha.own, 1) is not None, "BRAVO holds the head")
        assert not cosigned(alpha, 1)

        def answered() -> bool:
            alpha.scribe.announce()
            return cosigned(alpha, 1)

        await until(answered, "BRAVO's line on the head")
