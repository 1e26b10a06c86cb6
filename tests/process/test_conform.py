"""The conformance kit against real stations: all of it passes, and a sabotaged one fails."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.process import liar_hour
from tests.support import kit
from tests.support.kit import Examined

pytestmark = pytest.mark.xdist_group("stations-conform")

Run = tuple[int, dict[str, Any]]
PARTS = {
    "slow rules, the kit as senior": (False, "OUT-*,CREDIT-*,RESYNC-*,EPOCH-*,HEART-*"),
    "the rest, the kit as senior": (False, "!OUT-*,!CREDIT-*,!RESYNC-*,!EPOCH-*,!HEART-*"),
    "the kit as junior": (True, "TLS-*,EPOCH-*,RESYNC-2,SEAL-*"),
}
"""Most of a run is waiting, so the three go at the same time, each at a station of its own."""


def part(folder: Path, name: str) -> tuple[Run, str]:
    """Found, start, check, stop; the report, and the station's log."""
    folder.mkdir()
    junior, rules = PARTS[name]
    tested = kit.found(folder, junior=junior)
    kit.start(tested)
    try:
        run = kit.conform(tested, "--rules", rules, "--listen", tested.listen)
    finally:
        kit.stop(tested)
    return run, (tested.alpha.path / "log" / "station.log").read_text()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Run, str]]:
    folder = tmp_path_factory.mktemp("conform")
    with ThreadPoolExecutor(len(PARTS)) as pool:
        found = {name: pool.submit(part, folder / str(n), name) for n, name in enumerate(PARTS)}
        return {name: future.result() for name, future in found.items()}


@pytest.mark.timeout(400)  # most of it waits for the slowest part
@pytest.mark.parametrize("name", PARTS)
def test_our_own_station_keeps_every_rule_that_can_be_seen(
    runs: dict[str, tuple[Run, str]], name: str
) -> None:
    (code, report), log = runs[name]
    wrong = [c for c in report["checks"] if c["verdict"] == "fail"]
    assert not wrong, json.dumps(wrong, indent=1)
    assert code == 0
    assert report["met"]
    assert not report["cut_short"]
    assert len(report["checks"]) >= 30
    assert "Traceback" not in log


def test_both_roles_together_leave_no_check_unseen(runs: dict[str, tuple[Run, str]]) -> None:
    seen: set[str] = set()
    unseen: set[str] = set()
    for (_, report), _ in runs.values():
        for check in report["checks"]:
            (unseen if check["verdict"] == "not observable" else seen).add(check["name"])
    assert not unseen - seen


# --- the kit can fail -----------------------------------------------------------------------------

CAUGHT = {
    "no-signature": "ENTRY-7",
    "replays-act": "SEAL-2",
    "late-receipts": "RECEIPT-1",
    "steps-anew": "EPOCH-5",
    "unsigned-resync": "RESYNC-3",
    "any-echo": "ACK-2",
    "slow-heart": "HEART-2",
    "any-stranger": "TLS-19",
    "prefix-over-gaps": "SEEN-1",
}
if os.environ.get("HYPOTHESIS_PROFILE") == "soak":
    CAUGHT |= {
        "any-lane": "FRAME-7", "no-limit": "CREDIT-1", "owes-nothing": "OUT-5",
        "no-credit": "CREDIT-2", "no-resync": "RESYNC-4", "lost-with-the-link": "OUT-2",
        "index-stands-still": "SEAL-3",
    }  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examined]:
    """One line for all sabotages: each is a start of the station."""
    tested = kit.found(tmp_path_factory.mktemp("sabotaged"))
    yield tested
    kit.stop(tested)


@pytest.mark.parametrize(("sabotage", "rule"), CAUGHT.items())
def test_a_sabotaged_station_fails_at_the_right_rule(
    home: Examined, sabotage: str, rule: str
) -> None:
    kit.start(home, sabotage)
    try:
        code, report = kit.conform(home, "--rules", rule)
    finally:
        kit.stop(home)
    assert report["met"]
    assert report["rules"][rule] == "fail", report["checks"]
    assert code == 1


def test_a_station_that_is_not_there_is_not_met(home: Examined) -> None:
    code, report = kit.conform(home, "--rules", "TLS-1", "--seconds", "2")
    assert (code, report["met"], report["failed"]) == (1, False, True)


# --- the liar -------------------------------------------------------------------------------------


@pytest.mark.timeout(180)
def test_a_liar_for_some_seconds_harms_nothing(tmp_path: Path) -> None:
    """`make liar` plays for an hour."""
    found = liar_hour.run(0.2, 7, tmp_path, after="TLS-8,RECEIPT-1,SEAL-2,CREDIT-3")
    assert not found["faults"]
    assert not found["log"]["bad"]
    assert found["liar"]["acts_total"] > 50
    assert found["flashes"] >= 1
    assert found["after"]["exit"] == 0, found["after"]
    assert found["rss_mib"][-1] < 400
