"""`directline evidence --hide`: what is asked for goes to the station, what comes is explained."""

import json
from pathlib import Path
from typing import Any, Self

import pytest

from directline.cli import transcripts
from directline.cli.main import run
from tests.unit.transcript.redacted import one_redacted


class Asked:
    """A station that gives one file and remembers what it was asked."""

    bodies: list[dict[str, Any]]
    data: bytes

    @classmethod
    def of(cls, _session_file: Path | None) -> Self:
        return cls()

    def download(self, path: str, target: Path, *, body: dict[str, Any]) -> int:
        assert path == "/evidence"
        self.bodies.append(body)
        return target.write_bytes(self.data)


def test_each_field_to_hide_is_asked_for_and_the_copy_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Asked.bodies, Asked.data = [], one_redacted()[2]
    monkeypatch.setattr(transcripts, "Station", Asked)
    whole, less = str(tmp_path / "whole.bundle"), str(tmp_path / "less.bundle")
    common = ["--message", "ALPHA 1", "--for", "A commission"]
    assert run(["evidence", whole, *common]) == 0
    hide = ["--hide", "ALPHA 1:activity", "--hide", "ALPHA 1:position"]
    assert run(["evidence", less, *common, *hide, "--json"]) == 0
    assert [body["hide"] for body in Asked.bodies] == [[], ["ALPHA 1:activity", "ALPHA 1:position"]]
    said = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert said["hide"] == ["ALPHA 1:activity", "ALPHA 1:position"]
    assert run(["verify", less]) == 0
    assert "  REDACTED: 2 of its 6 fields are not shown." in capsys.readouterr().out.splitlines()
    assert run(["verify", less, "--json"]) == 0
    message = json.loads(capsys.readouterr().out)["messages"][0]
    assert [field["hidden"] for field in message["fields"]] == [False, True, True] + [False] * 3
