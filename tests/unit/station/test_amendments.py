"""A home warns of a second charter of one number."""

from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli.founding import _warn_of_another
from directline.station.amendments import signed_before
from directline.wire.charter import SignedCharter
from tests.unit.transcript.sample import Sample


def test_a_second_version_of_one_number_is_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = SignedCharter.decode(Sample().signed_charter).verify()
    second = replace(first, version=2, line=first.line_id, previous=first.digest, name="X")
    other, third = replace(second, name="Y"), replace(second, version=3)
    for charter in (first, replace(first, name="Y"), second, second, third):
        _warn_of_another(tmp_path, charter)
    assert capsys.readouterr().err == ""
    assert signed_before(tmp_path, other) == second.fingerprint
    _warn_of_another(tmp_path, other)
    said = capsys.readouterr().err
    assert f"another version 2 before: {second.fingerprint}" in said
    assert signed_before(tmp_path, second) == other.fingerprint
