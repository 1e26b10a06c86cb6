"""A real station founded with the conformance kit as a tester does it: by the public commands."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from directline.cli.demo import world
from directline.cli.demo.world import DemoOfficer, DemoParty
from directline.station.config import Address, Config
from directline.station.custody import Hardness
from directline.station.founding import found_home
from directline.station.home import Home
from directline.station.officers import Officers
from directline.wire.charter import Role
from tests.support.stations import free_port

SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
PARTY = "ALPHA"
ROLE = "DUTY-OFFICER"
PATIENCE = "3"
"""The cores are shared by everything that runs."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Examined:
    """A station to be tested, and the kit's directory."""

    alpha: DemoParty
    kit: Path
    address: str
    listen: str
    """Where the kit listens, if it does."""


def directline(*arguments: str, passphrase: bool = False, check: bool = True) -> str:
    """Run the public command; what it printed."""
    given = ["--passphrase-fd", "0"] if passphrase else []
    done = subprocess.run(
        [sys.executable, "-m", "directline", *arguments, *given],
        input=f"{world.PASSPHRASE}\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def found(
    folder: Path, *, junior: bool = False, terms: Mapping[str, int] | None = None
) -> Examined:
    """Found a line between ALPHA and the kit, by the commands that a tester types."""
    home, kit = folder / "alpha", folder / "kit"
    ours, theirs = (Address("127.0.0.1", free_port()) for _ in range(2))
    introduction = found_home(
        home, PARTY, callback="+00 000 0000", roles=(Role(ROLE, "ALPHA DUTY"),),
        passphrase=world.PASSPHRASE, hardness=SOFT,
        config=Config(listen=(ours,), peers={"KIT": (theirs,)}, reserve_mib=1),
    )  # fmt: skip
    (folder / "ALPHA.party").write_bytes(introduction.encode())
    more = ["--junior"] if junior else []
    for name, value in (terms or {}).items():
        more += ["--term", f"{name}={value}"]
    directline("conform", "found", str(kit), "--party", str(folder / "ALPHA.party"), *more)
    drafted = json.loads(directline("charter", "show", str(kit / "charter"), "--json"))
    signed = folder / "charter.alpha"
    directline(
        "charter", "sign", str(kit / "charter"), "--home", str(home), "--out", str(signed),
        "--fingerprint", drafted["fingerprint"], passphrase=True,
    )  # fmt: skip
    directline("conform", "accept", str(kit), "--charter", str(signed))
    directline(
        "line", "join", "--home", str(home), "--charter", str(kit / "charter"),
        "--share-a", str(kit / "share-a"), "--share-b", str(kit / "share-b"), passphrase=True,
    )  # fmt: skip
    officers = tuple(
        DemoOfficer(f"alpha-{n}", f"Officer {n} of ALPHA", f"ALPHA DUTY {n}") for n in (1, 2)
    )
    _officers(Home.open(home), officers)
    party = DemoParty(PARTY, home, officers, listen=str(ours))
    return Examined(party, kit, str(ours), str(theirs))


def _officers(home: Home, officers: Sequence[DemoOfficer]) -> None:
    db = home.open_db()
    try:
        held = Officers(db, SOFT)
        for officer in officers:
            held.add(
                officer.login, name=officer.name, role=ROLE, call_sign=officer.call_sign,
                passphrase=world.PASSPHRASE, now_ms=1_700_000_000_000,
            )  # fmt: skip
    finally:
        db.close()
    config = home.config()
    home.save_config(replace(config, desk=Address("127.0.0.1", free_port())))


def start(tested: Examined, sabotage: str = "") -> None:
    """Start the station, sabotaged or not."""
    if not sabotage:
        world.start_one(tested.alpha)
        return
    before = tested.alpha.process
    if before is not None and before.stdout is not None:
        before.stdout.close()
    read_end, write_end = os.pipe()
    os.write(write_end, world.PASSPHRASE.encode() + b"\n")
    os.close(write_end)
    command = [
        sys.executable, "-m", "tests.support.sabotaged", sabotage, "run", "--home",
        str(tested.alpha.path), "--passphrase-fd", str(read_end), "--json",
    ]  # fmt: skip
    try:
        tested.alpha.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=ROOT,
            stderr=subprocess.DEVNULL, pass_fds=(read_end,), start_new_session=True,
        )  # fmt: skip
    finally:
        os.close(read_end)
    tested.alpha.desk = str(world._ready(tested.alpha)["desk"])


def stop(tested: Examined) -> None:
    """Stop the station, however it is by then."""
    world.stop((tested.alpha,))


def conform(tested: Examined, *more: str) -> tuple[int, dict[str, Any]]:
    """Run the kit against the station: exit code and report."""
    done = subprocess.run(
        [
            sys.executable, "-m", "directline", "conform", tested.address, "--dir",
            str(tested.kit), "--json", "--patience", PATIENCE, *more,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, report
