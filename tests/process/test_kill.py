"""Either station is killed (SIGKILL) at random instants under load; nothing acknowledged is lost.

25 kills in `make test`; `make soak` sets DIRECTLINE_KILLS to 200.
The load is what officers and a line do: drafts released by second officers, FLASH among them,
opened and answered on the other side.
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from directline.catalogue.mgrs import format_mgrs
from directline.cli.client import Station
from directline.cli.demo.world import DemoParty, found, start, start_one, stop
from directline.errors import DirectlineError
from directline.transcript.verify import verify_bundle

KILLS = int(os.environ.get("DIRECTLINE_KILLS", "25"))
SETTLE_S = 60.0
CLARIFY = {"cause": "Lights seen", "activity": "flight", "questions": "Whose are they?"}
STOP = {
    "addressee": "DUTY-OFFICER",
    "position.lat_lon": "35.28450 40.07210",
    "position.mgrs": format_mgrs(352_845_000, 400_721_000),
    "position.accuracy_m": "100",
    "hit": "own-forces",
    "since": "2026-01-15T11:58Z",
    "says": "own-command",
}


class Load(threading.Thread):
    """Officers of one party who release as fast as the station lets them, over its restarts."""

    def __init__(self, party: DemoParty, seed: int) -> None:
        super().__init__(daemon=True)
        self.party = party
        self.acknowledged: list[str] = []
        self.uncertain = 0
        self._writer, self._releaser = (party.officer(o.login) for o in party.officers)
        self._random = random.Random(seed)
        self._ending = threading.Event()

    def run(self) -> None:
        while not self._ending.is_set():
            try:
                self._one(self._writer, self._releaser)
            except (DirectlineError, OSError, ValueError):
                self.uncertain += 1
                self._ending.wait(0.05)

    def end(self) -> None:
        self._ending.set()
        self.join(60)

    def _one(self, writer: Station, releaser: Station) -> None:
        if self._random.random() < 0.2:
            form, inputs = "I1", STOP
        else:
            form, inputs = "Q1", CLARIFY
        draft = writer.post("/drafts", form=form, inputs=inputs)
        assert not draft["errors"], draft["errors"]
        released = releaser.post(f"/drafts/{draft['id']}/release")
        self.acknowledged.append(released["id"])


def settled(parties: tuple[DemoParty, DemoParty]) -> bool:
    """Nothing waits anywhere: each side holds all that the other has released."""
    views = [p.officer(p.officers[0].login).get("/status")["peers"][0] for p in parties]
    return all(v["waiting"] == 0 and v["held_of_ours"] == v["released_by_us"] for v in views)


@pytest.mark.timeout(1800)
def test_a_killed_station_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = int(os.environ.get("DIRECTLINE_KILL_SEED", "0")) or random.SystemRandom().randrange(
        2**32
    )
    print(f"seed {seed}: repeat with DIRECTLINE_KILL_SEED={seed}")
    chance = random.Random(seed)
    parties, _ = found(tmp_path)
    try:
        start(parties)
        loads = [Load(party, chance.randrange(2**32)) for party in parties]
        for load in loads:
            load.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.1, 1.2))
            victim = chance.choice(parties)
            assert victim.process is not None
            victim.process.send_signal(signal.SIGKILL)
            victim.process.wait(10)
            start_one(victim)
        time.sleep(1.0)
        for load in loads:
            load.end()
        deadline = time.monotonic() + SETTLE_S
        while not settled(parties):
            assert time.monotonic() < deadline, "the line did not come to rest"
            time.sleep(0.2)
        exports = {}
        for party in parties:
            exports[party.id] = tmp_path / f"{party.id}.directline"
            party.officer(party.officers[0].login).download("/export", exports[party.id])
    finally:
        stop(parties)
    check(exports, {load.party.id: load.acknowledged for load in loads})


def check(exports: dict[str, Path], acknowledged: dict[str, list[str]]) -> None:
    """Both transcripts verify, agree, and hold every acknowledged message once."""
    held: dict[str, list[str]] = {}
    for side, path in exports.items():
        report = verify_bundle(path.read_bytes(), fingerprint=None)
        assert report.ok, report.lines()
        held[side] = [message.name for message in report.messages]
    assert sum(map(len, acknowledged.values())) > KILLS, "there was hardly any load"
    for side, ids in held.items():
        counts = Counter(ids)
        assert not [i for i, n in counts.items() if n > 1], f"{side} holds a message twice"
        for author, released in acknowledged.items():
            missing = [i for i in released if i not in counts]
            assert not missing, f"{side} lacks {missing} that {author} was told is released"
    assert sorted(held["ALPHA"]) == sorted(held["BRAVO"])
