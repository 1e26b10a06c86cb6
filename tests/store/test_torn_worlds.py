"""Seeded worlds whose stations keep their feeds with the real store, on disks that tear."""

import json
import os
import sys

import pytest

from directline.cli.main import run
from directline.simulator.campaign import Totals, explore, live
from directline.simulator.sqlite_disk import SqliteDisk
from tests.store.test_torn import PLANTED

WORLDS = int(os.environ.get("DIRECTLINE_TORN_WORLDS", "4"))
"""Worlds in each batch; the soak lives through more."""
DAYS = 1.0
FOUND_WITHIN = 3


@pytest.mark.parametrize("profile", ["brief", "dense", "liar", "backup", "credit", "many"])
@pytest.mark.timeout(120 + 10 * WORLDS)
def test_worlds_on_the_real_store_keep_every_promise(profile: str) -> None:
    totals = explore(range(WORLDS), profile, DAYS, say=lambda _: None, disks=SqliteDisk)
    assert not totals.violations, f"directline simulate --disk sqlite --profile {profile}"


def test_the_disks_tear_lose_and_refuse() -> None:
    totals = Totals()
    for seed in (3, 7, 10):
        totals.add(live(seed, "dense", DAYS, SqliteDisk))
    assert not totals.violations
    assert totals.marks.get("mended"), "nothing rotted"
    for fault in ("extent-lost", "extent-kept", "extent-torn", "extent-garbled", "write-refused"):
        assert totals.faults.get(fault), fault


@pytest.mark.parametrize("name", ["nothing is synced", "only checkpoints are synced"])
def test_a_mistake_planted_in_the_store_is_found(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    PLANTED[name][0](monkeypatch)
    found = [live(seed, "dense", DAYS, SqliteDisk).violation for seed in range(FOUND_WITHIN)]
    assert any(found)


def test_the_command_lives_through_such_worlds(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(
            [
                "simulate",
                "--seeds",
                "0..1",
                "--profile",
                "brief",
                "--days",
                "1",
                "--disk",
                "sqlite",
                "--json",
            ]
        )
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert (found["seeds"], found["violations"]) == (1, [])


def test_without_the_second_sqlite_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("directline.simulator.torn", "directline.simulator.sqlite_disk"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "apsw", None)
    assert run(["simulate", "--seeds", "0..1", "--disk", "sqlite"]) != 0
    assert "install apsw" in capsys.readouterr().err
