"""`charter draft` and `charter amend`: which forms a line has, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from directline.cli import main
from directline.station import founding
from directline.station.custody import KeySigner
from directline.station.files import write_atomic
from directline.station.party import Introduction
from directline.wire.charter import SignedCharter, signing_bytes
from tests.support.ownforms import FILES, FILES_2
from tests.support.stations import NAMES, PASSPHRASE, SOFT


@pytest.fixture
def parties(tmp_path: Path) -> list[str]:
    """Two party files."""
    found = []
    for name in NAMES:
        made = founding.found_home(
            tmp_path / name, name, callback="+00 1", roles=(), passphrase=PASSPHRASE, hardness=SOFT
        )
        path = tmp_path / f"{name}.party"
        path.write_bytes(made.encode())
        found.append(str(path))
    return found


def folder(path: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return str(path)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main.run([*arguments, "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out or said.err)


LANGUAGES = ("--language", "en", "--language", "ru")


def drafted(
    capsys: pytest.CaptureFixture[str], parties: list[str], out: Path, *more: str
) -> tuple[int, Any]:
    named = ("charter", "draft", *parties, "--name", "NORTHERN AIR", *LANGUAGES)
    return call(capsys, *named, "--out", str(out), *more)


def signed_by_all(tmp_path: Path, file: Path) -> None:
    """Both homes sign it, whatever else a ceremony would do."""
    from directline.catalogue import load
    from directline.station.home import Home

    draft = founding.read_charter(file)
    copies = [
        founding.sign_charter(
            draft, Home.open(tmp_path / name).unseal(PASSPHRASE), catalogue=load().digest
        )
        for name in NAMES
    ]
    write_atomic(file, founding.combine(copies).encode())


def test_profiles_and_own_forms_are_signed_and_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, parties: list[str]
) -> None:
    out, ours = tmp_path / "line.charter", folder(tmp_path / "ours", FILES)
    code, said = drafted(
        capsys, parties, out, "--profile", "watch", "--profile", "space", "--forms", ours
    )
    assert code == 0
    assert said["profiles"] == ["space", "watch"]
    assert list(said["forms"]) == sorted(FILES)
    code, found = call(capsys, "charter", "inspect", str(out))
    text = "\n".join(found["lines"])
    assert "Forms: 45 of the core." in text
    assert "Profile space is on: X4." in text
    assert "Own form P-NETS version 1: Nets are set: steer clear; PRIORITY." in text
    assert not [line for line in found["unusual"] if "form" in line]
    code, listed = call(capsys, "forms", "--charter", str(out), "--lang", "ru")
    assert [form["code"] for form in listed][-2:] == ["X4", "P-NETS"]
    assert listed[-1]["title"] == "Поставлены сети: обходить"
    assert (len(listed), listed[-1]["profile"]) == (48, "own")

    signed_by_all(tmp_path, out)
    later, more = tmp_path / "later.charter", folder(tmp_path / "more", FILES_2)
    code, said = call(
        capsys, "charter", "amend", str(out), "--out", str(later),
        "--profile-off", "space", "--profile", "cyber", "--forms", more,
    )  # fmt: skip
    assert (code, said["profiles"]) == (0, ["cyber", "watch"])
    code, found = call(capsys, "charter", "inspect", str(later))
    changes = found["lines"][found["lines"].index("Changes") + 1 :]
    assert changes[:2] == ["  profile cyber is turned ON", "  profile space is turned OFF"]
    assert "  own forms: forms/p-nets-2.toml is NEW" in changes


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"words/ru/p-nets.ftl": ""}, "forms/p-nets.toml: no title in ru; write form-P-NETS"),
        ({"forms/p-nets.toml": FILES["forms/p-nets.toml"].replace("P-NETS", "I1")}, "'I1'"),
        ({"notes.txt": "x"}, "notes.txt"),
        ({"forms/long.toml": "#" * 70_000}, "long.toml"),
    ],
)
def test_forms_that_are_not_whole_are_not_drafted(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    parties: list[str],
    files: dict[str, str],
    said: str,
) -> None:
    out = tmp_path / "line.charter"
    ours = folder(tmp_path / "ours", FILES | files)
    code, answer = drafted(capsys, parties, out, "--forms", ours)
    assert code == 1
    assert said in answer["error"]["message"]
    assert not out.exists()


def test_a_profile_that_there_is_not_is_refused_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, parties: list[str]
) -> None:
    code, answer = drafted(capsys, parties, tmp_path / "line.charter", "--profile", "arms-control")
    assert code == 1
    assert "no profile arms-control" in answer["error"]["message"]
    assert "strategic-arms" in answer["error"]["remedy"]


def test_nobody_signs_a_charter_whose_forms_are_not_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, parties: list[str]
) -> None:
    """Another implementation, or an older one, may have drafted it."""
    from directline.catalogue import load

    named = [Introduction.decode(Path(file).read_bytes()) for file in parties]
    bad = FILES | {"words/en/p-nets.ftl": "form-I1 = All is well\n"}
    draft = founding.draft_charter(
        "NORTHERN AIR", named, languages=("en", "ru"), catalogue=load().digest,
        founded_ms=1_790_000_000_000, forms=bad, profiles=("fishing",),
    )  # fmt: skip
    file = tmp_path / "line.charter"
    file.write_bytes(draft.encode())
    code, found = call(capsys, "charter", "inspect", str(file))
    unusual = "\n".join(found["unusual"])
    assert "form-I1 is a word of the catalogue" in unusual
    assert "the profile fishing, which this software's catalogue does not have" in unusual
    fingerprint = founding.signers(draft)[0].fingerprint
    code, answer = call(
        capsys, "charter", "sign", str(file), "--home", str(tmp_path / "ALPHA"),
        "--fingerprint", fingerprint,
    )  # fmt: skip
    assert code == 1
    assert "not whole" in answer["error"]["message"]
    assert founding.read_charter(file).signatures == ()


def test_an_own_file_keeps_its_text_under_its_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, parties: list[str]
) -> None:
    out = tmp_path / "line.charter"
    code, _ = drafted(capsys, parties, out, "--forms", folder(tmp_path / "ours", FILES))
    signed_by_all(tmp_path, out)
    other = FILES | {"words/en/p-nets.ftl": FILES["words/en/p-nets.ftl"].replace("Gear", "Tool")}
    code, answer = call(
        capsys, "charter", "amend", str(out), "--out", str(tmp_path / "later.charter"),
        "--forms", folder(tmp_path / "other", other),
    )  # fmt: skip
    assert code == 1
    assert "another text needs another name" in answer["error"]["message"]
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    code, _ = call(
        capsys, "charter", "amend", str(out), "--out", str(tmp_path / "none.charter"),
        "--forms", str(nothing),
    )  # fmt: skip
    assert code == 0
    after = founding.read_charter(tmp_path / "none.charter")
    assert after.charters()[-1].form_files == ()
    assert len(after.texts) == len(set(FILES.values())), "what was ever said stays readable"


def test_a_signature_covers_every_file(tmp_path: Path, parties: list[str]) -> None:
    named = [Introduction.decode(Path(file).read_bytes()) for file in parties]
    drafts = [
        founding.draft_charter(
            "NORTHERN AIR", named, languages=("en", "ru"), catalogue=bytes(32),
            founded_ms=1_790_000_000_000, forms=files,
        )
        for files in (FILES, FILES | {"words/en/p-nets.ftl": "form-P-NETS = Other"})
    ]  # fmt: skip
    key = KeySigner.make()
    one, other = (key.sign(signing_bytes(draft.charter)) for draft in drafts)
    assert one != other
    swapped = SignedCharter(drafts[0].charter, (), texts=drafts[1].texts)
    from directline.errors import RemoteProtocolError

    with pytest.raises(RemoteProtocolError):
        swapped.charters()
