"""docs/ceremony.md is followed word by word: three parties and a witness, with real stations."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from directline.station.approvals import CHARTER, Approvals
from directline.station.founding import read_charter
from directline.station.home import Home
from directline.station.watchlog import WatchLog
from directline.transcript import verify_bundle
from directline.transcript.note import VerifierKey
from directline.transcript.verify import check_bundle
from directline.wire.charter import Charter
from directline.wire.ending import Ending, ending_of
from directline.wire.values import Kind
from tests.process.test_cli_founding import COMMAND, clean_environment
from tests.tidy import house

PAGE = house.ROOT / "docs" / "ceremony.md"
PARTIES = ("alpha", "bravo", "charlie")
TIMEOUT_S = 400
pytestmark = [pytest.mark.xdist_group("ceremony"), pytest.mark.timeout(TIMEOUT_S + 60)]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ceremony") / "offices"
    result = subprocess.run(
        [*COMMAND, "rehearse", "--page", str(PAGE), "--out", str(folder), "--json"],
        env=clean_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=TIMEOUT_S, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert json.loads(result.stdout)["commands"] == typed_by_hand()
    return folder


def typed_by_hand() -> int:
    """How many commands the page asks for, counted by another reading of it."""
    count, many, inside = 0, 0, False
    for line in PAGE.read_text().splitlines():
        if line.startswith("**") and line.endswith(("types**", "type**")):
            many = 3 if "Each party" in line else 1 + line.count(" and ")
        elif line.startswith("```"):
            inside = not inside
        elif inside and line.startswith("directline "):
            count += many
    return count


@pytest.mark.spec("CHARTER-9")
def test_all_parties_stand_on_one_line(done: Path) -> None:
    homes = [Home.open(done / party / "home") for party in PARTIES]
    charters = [home.line().charter() for home in homes]
    assert len({charter.digest for charter in charters}) == 1
    assert [party.id for party in charters[0].parties] == ["ALPHA", "BRAVO", "CHARLIE"]


def versions(done: Path) -> tuple[Charter, ...]:
    found = Home.open(done / "alpha" / "home").line().charter().versions
    assert [one.version for one in found] == [1, 2, 3]
    assert found[1].terms.heartbeat_ms == 5_000
    assert found[1].parties[1].identity == found[0].parties[1].identity
    assert found[2].parties[1].identity != found[1].parties[1].identity, "BRAVO renewed its key"
    assert found[2].parties[0] == found[1].parties[0]
    return found


def test_each_transcript_holds_and_the_witness_has_signed_it(done: Path) -> None:
    known = versions(done)
    keys = [
        VerifierKey.parse(text)
        for text in (done / "witness" / "witness" / "vkeys").read_text().split()
    ]
    files = [("alpha/ALPHA.transcript", known[:1])]
    files += [(f"{party}/{party.upper()}.third.transcript", known) for party in PARTIES]
    for name, charters in files:
        for charter in charters:
            data = (done / name).read_bytes()
            report = verify_bundle(data, fingerprint=charter.fingerprint, witnesses=keys)
            text = "\n".join(report.lines())
            assert report.ok, text
            assert "neutral.example/witness" in text
            lost = [(one.party, one.of, one.why) for one in report.lost]
            after = [(party, "BRAVO", "a disk is missing") for party in ("ALPHA", "CHARLIE")]
            assert lost == (after if len(charters) == 3 else []), "since when each knew of it"


@pytest.mark.spec("AMEND-4")
def test_nobody_signs_under_a_version_before_all_have_said_to_hold_it(done: Path) -> None:
    facts = check_bundle((done / "alpha" / "ALPHA.third.transcript").read_bytes())
    entries = [
        (party, entry)
        for (party, _), feed in facts.feeds.items()
        for entry in feed.entries.values()
    ]
    for version in (2, 3):
        said: dict[int, int] = {}
        for party, entry in entries:
            body = entry.body
            if body is not None and body.code == "E-CHARTER" and body.fields[0] == version:
                charter = facts.charter.of(version)
                assert charter is not None
                assert body.fields == (version, charter.digest)
                vouched = version == 3 and party == 1
                assert entry.header.charter_version == (version if vouched else version - 1)
                if not vouched:
                    said[party] = entry.header.position
        assert sorted(said) == ([0, 1, 2] if version == 2 else [0, 2])
        used = [
            (party, e)
            for party, e in entries
            if e.header.charter_version == version and party in said
        ]
        assert used
        for party, entry in used:
            assert entry.header.position > said[party]
            seen = {one.party: one.size for one in entry.header.seen}
            assert all(seen[other] >= said[other] for other in said if other != party)
    assert any(p == 1 and e.header.charter_version == 3 for p, e in entries), "by the new key"


@pytest.mark.spec("KEY-3")
def test_a_lost_key_is_refused_from_its_receipt_and_both_sides_say_when(done: Path) -> None:
    facts = check_bundle((done / "charlie" / "CHARLIE.third.transcript").read_bytes())
    told = {
        party: entry
        for (party, _), feed in facts.feeds.items()
        for entry in feed.entries.values()
        if entry.body is not None and entry.body.code == "E-KEY"
    }
    assert sorted(told) == [0, 2]
    for entry in told.values():
        assert entry.body is not None
        assert entry.body.fields[:2] == (1, 2), "of BRAVO, up to version 2"
        assert entry.body.fields[4:] == (1_768_478_280_000, "a disk is missing")
    log = (done / "bravo" / "home" / "log" / "station.log").read_text().splitlines()
    refused = [row for row in map(json.loads, log) if row.get("error") == "tls"]
    assert {row["peer"] for row in refused} <= {0, 2}
    assert refused, "BRAVO's old TLS key was refused"
    again = [row for row in map(json.loads, log) if row.get("event") == "link up"]
    assert again[-1]["timestamp"] > refused[-1]["timestamp"], "the renewed one was taken"


@pytest.mark.spec("END-1")
@pytest.mark.spec("CHARTER-8")
def test_one_leaves_two_go_on_and_the_end_names_what_succeeds(done: Path) -> None:
    facts = check_bundle((done / "alpha" / "ALPHA.last.transcript").read_bytes())
    heir = Charter.decode(read_charter(done / "delta" / "heir.charter").charter)
    assert heir.previous == facts.charter.digest
    assert [party.id for party in heir.parties] == ["ALPHA", "BRAVO", "DELTA"]
    entries = [
        (party, entry)
        for (party, _), feed in facts.feeds.items()
        for entry in feed.entries.values()
    ]
    said = {p: e for p, e in entries if ending_of(e.header, e.body, 3) is not None}
    endings = {p: ending_of(e.header, e.body, 3) for p, e in said.items()}
    assert endings == {
        0: Ending(heir.digest, "a line with DELTA succeeds it"),
        1: Ending(heir.digest, "a line with DELTA succeeds it"),
        2: Ending(b"", "the agreement of January ends"),
    }
    messages = [e for p, e in entries if p == 0 and e.header.kind is Kind.MESSAGE]
    assert messages[-1].header.instant_ms > said[2].header.instant_ms, "ALPHA went on"
    assert messages[-1].header.addressees == 0b010, "with BRAVO alone"


def test_officers_approved_and_their_own_log_says_so(done: Path) -> None:
    home = Home.open(done / "alpha" / "home")
    charter = versions(done)[0]
    identity = home.introduction().party.identity
    assert Approvals(home.path).release(identity, CHARTER, charter.digest) == ("anna", "clara")
    db = home.open_db()
    try:
        said = [row.args.get("text", "") for row in WatchLog(db).rows(limit=1_000)]
    finally:
        db.close()
    assert f"anna approved charter {charter.fingerprint}" in said
    assert not (done / "alpha" / "too-early.signed").exists()


def test_nothing_secret_is_left_with_a_station(done: Path) -> None:
    card = (done / "alpha" / "destroyed" / "card-a.html").read_text()
    rows = [part.partition("<")[0] for part in card.split("<td>")[2::3]]
    assert len(rows) == 8
    for party in PARTIES:
        home = done / party / "home"
        assert not (home / "recovery.sealed").exists()
        assert (done / party / "safe" / "recovery.sealed").exists()
        for path in home.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert b"rehearsal words of" not in content, path
                assert not any(row.encode() in content for row in rows), path


def test_the_checklist_names_every_part_of_the_page() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "directline", "rehearse", "--checklist"],
        env=clean_environment(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    parts = [line[3:] for line in PAGE.read_text().splitlines() if line.startswith("## ")]
    assert all(part in result.stdout for part in parts if part[0].isdigit())
    assert result.stdout.count("[ ]") > typed_by_hand()
