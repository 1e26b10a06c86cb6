"""A disk that is full all the same: nothing is acknowledged that is not kept, and all is said.

BRAVO's home lies on a small disk of its own (a tmpfs); who may not mount one skips this module.
"""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.cli.client import ApiRefusedError, slug
from directline.cli.demo.world import DemoParty
from directline.transcript.verify import verify_bundle
from tests.support import house
from tests.support.house import (
    alarms,
    alive,
    duty,
    log_lines,
    message,
    status,
    step,
    stop_inputs,
    until,
)

pytestmark = pytest.mark.xdist_group("stations-1")

DISK_MIB = 24


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("no mount command")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(disk)],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("this account may not mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path, *, but_bytes: int = 0) -> Path:
    """Take all room but so much."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("ab") as file:
        while shutil.disk_usage(disk).free > but_bytes:
            file.write(bytes(min(65_536, shutil.disk_usage(disk).free - but_bytes)))
            file.flush()
    return filler


def refusal(party: DemoParty, form: str, inputs: dict[str, str]) -> str:
    """What a release is told that cannot be kept."""
    with pytest.raises(ApiRefusedError) as refused:
        house.release(party, form, inputs)
    return str(refused.value)


def test_what_cannot_be_kept_is_said_at_once_and_comes_when_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    alpha, bravo = house.found(tmp_path / "homes", reserve_mib=1)
    home = small_disk / "bravo"
    shutil.move(bravo.path, home)
    bravo.path = home
    with house.running(alpha, bravo):
        until(lambda: house.peer(alpha)["station_heard_ms"], "the line")
        for party in (alpha, bravo):
            duty(party), duty(party, 1)
        draft = duty(bravo).post("/drafts", form="Q1", inputs=house.CLARIFY)["id"]
        kept = house.release(alpha, "Q1", house.CLARIFY)["id"]
        until(lambda: message(bravo, kept), "a message while there is room")

        # Room for the urgent only: what the reserve gives back.
        filler = fill(small_disk)
        waits = house.release(alpha, "Q1", house.CLARIFY)["id"]
        (full,) = until(lambda: alarms(bravo, "disk-full"), "the alarm of a full disk")
        assert full["level"] == "high"
        with pytest.raises(ApiRefusedError) as refused:
            duty(bravo, 1).post(f"/drafts/{draft}/release")
        assert "disk" in str(refused.value).lower(), str(refused.value)
        assert (message(bravo, waits) or {}).get("stored", False) is False
        assert step(message(alpha, waits) or {}, "delivered", "BRAVO")["their_ms"] is None
        flash = house.release(alpha, "I1", stop_inputs())["id"]
        shown = until(lambda: message(bravo, flash), "a FLASH goes into the reserve")
        assert shown["stored"]

        # No room for anything: the reserve itself is used up.
        for number in range(400):
            fill(small_disk)
            flash = house.release(alpha, "I1", stop_inputs())["id"]
            shown = until(lambda f=flash: message(bravo, f), f"FLASH {number} is shown")  # type: ignore[misc]
            if not shown["stored"]:
                break
        assert not shown["stored"], "the disk never became full"
        (alarm,) = [a for a in alarms(bravo, "not-stored") if a["message_id"] == flash]
        assert alarm["level"] == "high"
        assert step(message(alpha, flash) or {}, "delivered", "BRAVO")["their_ms"] is None
        with pytest.raises(ApiRefusedError) as unsigned:
            duty(bravo).post(f"/messages/{slug(flash)}/answer", code="WILCO")
        assert "could not be stored" in str(unsigned.value)
        assert log_lines(bravo, "a peer's entry is not stored")

        # Room again: the line drains by itself.
        filler.unlink()
        until(lambda: (message(bravo, flash) or {})["stored"], "the FLASH is stored", 60)
        until(lambda: (message(bravo, waits) or {}).get("stored"), "the routine too", 60)
        until(
            lambda: step(message(alpha, flash) or {}, "delivered", "BRAVO")["their_ms"],
            "and acknowledged",
        )
        assert duty(bravo, 1).post(f"/drafts/{draft}/release")["stored"]
        names = [m["id"] for m in house.listed(bravo)]
        assert len(names) == len(set(names)), "nothing is shown twice"
        assert not alarms(bravo, "not-stored")
        until(lambda: status(alpha)["peers"][0]["waiting"] == 0, "nothing waits any more")
        for party in (alpha, bravo):
            target = tmp_path / f"{party.id}.directline"
            duty(party).download("/export", target)
            assert verify_bundle(target.read_bytes(), fingerprint=None).ok
        assert alive(bravo)
