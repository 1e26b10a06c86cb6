"""The first charter of a line that succeeds another: who stays, who is new, what is asked about."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli.main import run
from directline.errors import LocalProtocolError
from directline.station import founding
from directline.station.inspection import Reader, inspect
from directline.station.succession import draft_successor, heir_of
from directline.wire.charter import Charter, SignedCharter
from tests.unit.station.test_founding import CATALOGUE, NOON, SECRET, Side, side

LATER = NOON + 86_400_000


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Side]:
    folder = tmp_path_factory.mktemp("homes")
    return {name: side(folder / name, name) for name in ("ALPHA", "BRAVO", "CHARLIE", "DELTA")}


def signed_by(draft: SignedCharter, *sides: Side) -> SignedCharter:
    return founding.combine(
        [founding.sign_charter(draft, one.keys, catalogue=CATALOGUE) for one in sides]
    )


@pytest.fixture(scope="module")
def line(sides: dict[str, Side]) -> SignedCharter:
    three = [sides[name] for name in ("ALPHA", "BRAVO", "CHARLIE")]
    draft = founding.draft_charter(
        "NORTHERN AIR", [one.introduction for one in three], languages=("en", "ru"),
        catalogue=CATALOGUE, founded_ms=NOON, terms=founding.terms_of({"heartbeat_ms": "5000"}),
    )  # fmt: skip
    return signed_by(draft, *three)


def successor(line: SignedCharter, sides: dict[str, Side]) -> SignedCharter:
    return draft_successor(
        line, catalogue=CATALOGUE, founded_ms=LATER, joining=[sides["DELTA"].introduction],
        leaving=["CHARLIE"],
    )  # fmt: skip


@pytest.mark.spec("CHARTER-8")
def test_it_takes_over_what_was_agreed_and_names_the_charter_before(
    line: SignedCharter, sides: dict[str, Side]
) -> None:
    before, draft = line.verify(), Charter.decode(successor(line, sides).charter)
    assert [party.id for party in draft.parties] == ["ALPHA", "BRAVO", "DELTA"]
    assert draft.parties[:2] == before.parties[:2]
    assert (draft.version, draft.line, draft.previous) == (1, b"", before.digest)
    assert (draft.name, draft.languages, draft.terms) == (
        before.name, before.languages, before.terms,
    )  # fmt: skip
    assert draft.founded_ms == LATER
    assert draft.line_id != before.line_id


def test_it_succeeds_the_version_that_is_in_force(
    line: SignedCharter, sides: dict[str, Side]
) -> None:
    three = [sides[name] for name in ("ALPHA", "BRAVO", "CHARLIE")]
    amended = founding.draft_amendment(line, terms={}, epoch_party="CHARLIE")
    second = signed_by(amended, *three)
    heir = Charter.decode(successor(second, sides).charter)
    assert heir.previous == second.verify().digest
    assert heir.epoch_party == 0, "who began the steps is left out"
    assert heir_of(heir, [line.verify()]) is None
    found = heir_of(heir, [line.verify(), second.verify()])
    assert found is not None
    assert found.version == 2
    old = Charter.decode(successor(line, sides).charter)
    told = inspect(old, Reader(CATALOGUE, LATER, None, heir_of(old, [second.verify()])))
    assert "it succeeds version 1; version 2 is at hand too" in told.unusual


def test_who_cannot_be_left_out_is_named(line: SignedCharter, sides: dict[str, Side]) -> None:
    charlie = sides["CHARLIE"].introduction
    for leaving, joining in ((["ECHO"], []), (["CHARLIE"], [charlie])):
        with pytest.raises(LocalProtocolError, match="cannot be left out"):
            draft_successor(
                line, catalogue=CATALOGUE, founded_ms=LATER, joining=joining, leaving=leaving
            )
    with pytest.raises(LocalProtocolError, match="cannot stand"):
        draft_successor(line, catalogue=CATALOGUE, founded_ms=LATER, leaving=["ALPHA", "BRAVO"])


def test_it_is_signed_and_joined_like_any_first_charter(
    line: SignedCharter, sides: dict[str, Side]
) -> None:
    draft = successor(line, sides)
    whole = signed_by(draft, *(sides[name] for name in ("ALPHA", "BRAVO", "DELTA")))
    joined = founding.join_line(
        sides["DELTA"].home, sides["DELTA"].keys, whole, SECRET, catalogue=CATALOGUE
    )
    assert joined.charter().previous == line.verify().digest


def test_reading_it_says_who_is_the_same_new_and_gone(
    line: SignedCharter, sides: dict[str, Side]
) -> None:
    before, heir = line.verify(), Charter.decode(successor(line, sides).charter)
    fresh = replace(heir.parties[1], tls=hashlib.sha256(b"fresh").digest())
    heir = replace(heir, parties=(heir.parties[0], fresh, heir.parties[2]))
    text = "\n".join(inspect(heir, Reader(CATALOGUE, LATER, None, before)).text())
    for said in (
        f"the line of charter {before.fingerprint}",
        "which is NORTHERN AIR, version 1",
        "the same keys as before: ALPHA",
        "BRAVO has NEW KEYS: tls",
        "NEW PARTY DELTA",
        "PARTY REMOVED: CHARLIE",
    ):
        assert said in text
    assert "another recovery key" not in text
    stolen = replace(heir.parties[0], recovery=hashlib.sha256(b"stolen").digest())
    told = inspect(
        replace(heir, parties=(stolen, *heir.parties[1:])), Reader(CATALOGUE, LATER, None, before)
    )
    assert "ALPHA has another recovery key than on the line before: ask it by voice" in told.unusual
    unknown = "\n".join(inspect(heir, Reader(CATALOGUE, LATER)).text())
    assert "not compared: that charter is not at hand" in unknown
    other = replace(before, name="SOUTHERN AIR")
    assert any(
        "does not succeed" in one
        for one in inspect(heir, Reader(CATALOGUE, LATER, None, other)).unusual
    )


def test_a_first_charter_without_one_before_says_nothing_of_it(line: SignedCharter) -> None:
    first = line.verify()
    assert founding.succeeds(first) == []
    assert "Succeeds" not in inspect(first, Reader(CATALOGUE, NOON)).lines


def test_the_command_drafts_inspects_and_refuses_what_does_not_go_together(
    line: SignedCharter, sides: dict[str, Side], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").write_bytes(line.encode())
    (tmp_path / "DELTA.party").write_bytes(sides["DELTA"].introduction.encode())
    old, delta, out = (str(tmp_path / name) for name in ("old", "DELTA.party", "new"))
    draft = ["charter", "draft", "--succeeds", old, "--with", delta, "--without", "CHARLIE"]
    assert run([*draft, "--out", out]) == 0
    heir = Charter.decode(founding.read_charter(Path(out)).charter)
    said = capsys.readouterr().out
    assert f"succeeds the line of charter {line.verify().fingerprint}" in said
    assert f"digest {heir.digest.hex()}" in said
    assert run(["charter", "inspect", out, "--before", old]) == 0
    assert "NEW PARTY DELTA" in capsys.readouterr().out
    for wrong in (
        ["charter", "draft", "--out", f"{out}2"],
        ["charter", "draft", delta, "--name", "X", "--without", "CHARLIE", "--out", f"{out}2"],
        [*draft, delta, "--out", f"{out}2"],
    ):
        assert run(wrong) == 2
    assert not Path(f"{out}2").exists()
