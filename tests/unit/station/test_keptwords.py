"""The catalogue of another release, kept beside the charter: read, shown and exported as agreed."""

from dataclasses import replace
from pathlib import Path

import pytest

from directline.catalogue import Catalogue, load, of_charter
from directline.catalogue.encoded import render_encoded
from directline.station.home import LineDir
from directline.station.keptwords import keep, kept
from directline.transcript import verify_bundle
from directline.wire.body import Body
from tests.support import stations
from tests.unit.wire.test_chain import FIRST, following

STOP = Body("I1", 1, (None,) * 6)


def earlier() -> Catalogue:
    """A release that called STOP otherwise, had another form, and lacked a word of today."""
    files = {
        name: text.replace("form-I1 = STOP", "form-I1 = HALT").replace("field-hit =", "field-was =")
        for name, text in load().files.items()
        if name != "forms/x4.toml"
    }
    every = {name: form for name, form in load().every.items() if name != ("X4", 1)}
    return replace(load(), files=files, every=every)


def at(path: Path) -> LineDir:
    line = LineDir(path / "line")
    line.path.mkdir()
    return line


@pytest.mark.spec("FORM-54")
def test_each_version_of_the_charter_is_read_by_the_catalogue_that_it_pins(tmp_path: Path) -> None:
    old, line = earlier(), at(tmp_path)
    first = replace(FIRST, catalogue=old.digest, profiles=("space",))
    second = following(first, catalogue=load().digest)
    charter = replace(second, versions=(first, second))
    keep(line, first, old)
    held = kept(line, charter, load())
    assert list(held) == [old.digest]
    known = of_charter(charter, held)
    assert known.digest == load().digest
    assert known.under(1).digest == old.digest
    assert known.under(1).render(STOP, "en").title.startswith("HALT")
    assert known.under(2).render(STOP, "en").title.startswith("STOP")
    assert [known.form_at(version, "X4", 1) is not None for version in (1, 2)] == [False, True]
    assert known.under(1).word("ui-compose", "en") == load().word("ui-compose", "en")
    assert known.under(1).canonical() == old.canonical()


def test_what_is_missing_or_damaged_is_left_out(tmp_path: Path) -> None:
    old, line = earlier(), at(tmp_path)
    charter = replace(FIRST, catalogue=old.digest)
    assert kept(line, charter, load()) == {}
    keep(line, charter, load())
    assert list(line.path.iterdir()) == [], "another catalogue than the charter's is not kept"
    keep(line, charter, old)
    path = line.catalogue_path(old.digest)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert kept(line, charter, load()) == {}
    assert of_charter(charter, {}).digest == load().digest


@pytest.mark.xdist_group("stations")
async def test_a_station_after_an_upgrade_reads_and_exports_what_was_agreed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = earlier()
    monkeypatch.setattr(stations, "load", lambda: old)
    both = stations.found(tmp_path)
    monkeypatch.undo()
    for one in both:
        keep(one.line, one.line.charter(), old)
    async with stations.running(both[0]) as (alpha,):
        assert alpha.catalogue.digest == alpha.charter.catalogue == old.digest
        report = verify_bundle(await alpha.desk.export(await stations.login(alpha)))
        assert report.ok
    assert render_encoded(alpha.catalogue, b"\x83\x62I1\x01\x80", "en").title.startswith("HALT")


@pytest.mark.xdist_group("stations")
async def test_a_station_keeps_its_catalogue_when_it_starts(tmp_path: Path) -> None:
    alpha, _ = stations.found(tmp_path)
    async with stations.running(alpha):
        path = alpha.line.catalogue_path(load().digest)
        assert path.read_bytes() == load().canonical()
        assert path.stat().st_mode & 0o077 == 0
