"""The demonstration as a stranger runs it, and `directline verify` on what it leaves behind."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(180)]


def directline(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "directline", *arguments],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("demo")
    done = directline("demo", "--headless", "--json", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return summary


def step(message: dict[str, Any], name: str) -> dict[str, Any]:
    return next(s for s in message["ladder"] if s["step"] == name)


def test_the_notice_whose_notations_disagree_is_stopped_with_the_distance(
    demo: dict[str, Any],
) -> None:
    refused = demo["refused_before_release"]
    assert refused["form"] == "A6"
    assert refused["distance"] == "6.2 km"
    assert len(refused["positions"]) == 4


def test_the_notice_is_understood_passed_and_answered_by_a_person(demo: dict[str, Any]) -> None:
    notice = demo["messages"][0]
    assert (notice["form"], notice["precedence"], notice["answer"]) == (
        "A6",
        "IMMEDIATE",
        "NO-CONFLICT",
    )
    for name in ("opened", "understood", "passed", "answered"):
        reached = step(notice, name)
        assert not reached["by_machine"]
        assert reached["call_sign"] == "BRAVO DUTY 1"
        assert all(reached["instants"].values()), "both sides' clocks"
    delivered = step(notice, "delivered")
    assert delivered["by_machine"]
    assert not delivered["call_sign"]


def test_the_stop_is_answered_by_whoever_is_on_watch(demo: dict[str, Any]) -> None:
    stop = demo["messages"][1]
    assert (stop["form"], stop["precedence"], stop["answer"]) == ("I1", "FLASH", "WILCO")
    assert step(stop, "answered")["call_sign"] == "ALPHA DUTY 2"
    assert step(stop, "confirmed")["call_sign"] == "BRAVO DUTY 1", "the second confirms afterwards"
    passed = step(stop, "passed")
    assert passed["instants"] == {"ALPHA": None, "BRAVO": None}, "not reached, and shown as such"


def test_both_transcripts_verify_and_the_charter_is_compared(demo: dict[str, Any]) -> None:
    assert demo["verified"] == {"alpha": True, "bravo": True}
    fingerprint = demo["charter_fingerprint"]
    for path in demo["exports"]:
        bare = directline("verify", path)
        assert bare.returncode == 0, bare.stdout + bare.stderr
        assert "not compared" in bare.stdout.splitlines()[0]
        compared = directline("verify", path, "--charter", fingerprint.lower().replace("-", " "))
        assert compared.returncode == 0
        assert "(compared)" in compared.stdout.splitlines()[0]
        other = directline("verify", path, "--charter", fingerprint[:-1] + "0" * 1)
        if fingerprint[-1] != "0":
            assert other.returncode == 1


def test_any_byte_changed_is_refused_with_the_part_named(
    demo: dict[str, Any], tmp_path: Path
) -> None:
    data = bytearray(Path(demo["exports"][0]).read_bytes())
    for at in sorted(random.Random(7).sample(range(len(data)), 12)):
        changed = bytearray(data)
        changed[at] ^= 1
        path = tmp_path / f"changed-{at}"
        path.write_bytes(changed)
        done = directline("verify", str(path), "--json")
        assert done.returncode == 1, at
        assert json.loads(done.stdout)["error"]["part"], at
