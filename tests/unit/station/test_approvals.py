"""k of n officers: who counts, for what, and what a changed file or rule does."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from directline.cli.main import run
from directline.errors import (
    ConfigError,
    CustodyError,
    LocalProtocolError,
    RemoteProtocolError,
    VerificationError,
)
from directline.station.approvals import (
    CHARTER,
    RULE,
    Approval,
    Approvals,
    Rule,
    approve,
    approved,
    decode_approval,
    decode_rule,
)
from directline.station.custody import Hardness, KeySigner, seal_approver, unseal_approver
from directline.station.founding import found_home
from directline.station.party import key_short

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
KEYS = {name: KeySigner(bytes([n]) * 32) for n, name in enumerate(("anna", "boris", "clara"), 1)}
IDENTITY = KeySigner(bytes([9]) * 32)
TWO_OF_THREE = Rule("ALPHA", 2, tuple((name, key.public()) for name, key in KEYS.items()))
KEY = KEYS["anna"].public()
HOME_KEY = bytes(range(32, 64))
DIGEST = bytes(range(32))


@pytest.fixture
def desk(tmp_path: Path) -> Approvals:
    made = Approvals(tmp_path)
    made.begin(HOME_KEY)
    return made


def yes(officer: str, digest: bytes = DIGEST, subject: str = CHARTER) -> Approval:
    return approve("ALPHA", officer, KEYS[officer], subject, digest, 1_790_000_000_000)


def test_two_of_three_are_enough_and_named_in_order() -> None:
    assert approved(TWO_OF_THREE, CHARTER, DIGEST, [yes("clara"), yes("anna")]) == ("anna", "clara")


@pytest.mark.parametrize(
    "given",
    [
        [],
        [yes("anna")],
        [yes("anna"), yes("anna")],
        [yes("anna"), yes("boris", digest=bytes(32))],
        [yes("anna"), yes("boris", subject=RULE)],
        [yes("anna"), replace(yes("boris"), party="BRAVO")],
        [yes("anna"), approve("ALPHA", "dora", KeySigner(bytes([7]) * 32), CHARTER, DIGEST, 1)],
    ],
)
def test_fewer_or_other_approvals_are_not_enough(given: list[Approval]) -> None:
    with pytest.raises(LocalProtocolError, match="must approve"):
        approved(TWO_OF_THREE, CHARTER, DIGEST, given)


def test_an_approval_by_another_key_is_refused() -> None:
    forged = replace(yes("boris"), officer="clara")
    with pytest.raises(VerificationError) as refused:
        approved(TWO_OF_THREE, CHARTER, DIGEST, [yes("anna"), forged])
    assert refused.value.part == "approval of clara"


def test_files_read_back_and_a_changed_byte_is_found() -> None:
    assert decode_approval(yes("anna").encode()) == yes("anna")
    data = TWO_OF_THREE.encode(IDENTITY.sign(TWO_OF_THREE.signed_bytes()))
    assert decode_rule(data, IDENTITY.public()) == TWO_OF_THREE
    at = data.index(b"anna")
    with pytest.raises(VerificationError):
        decode_rule(data[:at] + b"enna" + data[at + 4 :], IDENTITY.public())
    with pytest.raises(VerificationError):
        decode_rule(data, KEYS["anna"].public())
    with pytest.raises(RemoteProtocolError):
        decode_rule(yes("anna").encode(), IDENTITY.public())
    with pytest.raises(RemoteProtocolError):
        decode_approval(data)


@pytest.mark.parametrize(
    ("need", "officers"),
    [
        (0, (("anna", KEY),)),
        (2, (("anna", KEY),)),
        (1, (("anna", KEY), ("anna", bytes([1]) * 32))),
        (1, (("anna", KEY), ("boris", KEY))),
        (1, (("../anna", KEY),)),
        (1, (("anna", KEY), ("boris", bytes(32)))),
        (1, (("anna", KEY), ("boris", b"\x01" + bytes(31)))),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(
    need: int, officers: tuple[tuple[str, bytes], ...]
) -> None:
    with pytest.raises(LocalProtocolError):
        Rule("ALPHA", need, officers)


def test_a_home_releases_only_what_was_approved(desk: Approvals) -> None:
    assert desk.release(IDENTITY.public(), CHARTER, DIGEST) == ()
    desk.set_rule(TWO_OF_THREE, IDENTITY, HOME_KEY)
    desk.keep(yes("anna"))
    with pytest.raises(LocalProtocolError, match="1 did: anna"):
        desk.release(IDENTITY.public(), CHARTER, DIGEST)
    kept = desk.keep(yes("boris"))
    assert desk.release(IDENTITY.public(), CHARTER, DIGEST) == ("anna", "boris")
    kept.write_bytes(b"no approval")
    with pytest.raises(ConfigError):
        desk.release(IDENTITY.public(), CHARTER, DIGEST)


def test_an_officers_key_opens_with_that_officers_words_alone(tmp_path: Path) -> None:
    desk = Approvals(tmp_path)
    sealed = seal_approver("anna", KEYS["anna"], "four words nobody guesses", SOFT)
    path = desk.write_key("anna", sealed)
    name, signer = unseal_approver(path.read_bytes(), "four words nobody guesses")
    assert (name, signer.public()) == ("anna", KEYS["anna"].public())
    with pytest.raises(CustodyError):
        unseal_approver(sealed, "four words somebody guesses")
    with pytest.raises(ConfigError):
        desk.write_key("anna", sealed)
    with pytest.raises(ConfigError):
        desk.public("anna")


def change(desk: Approvals, need: int, names: str, at_ms: int = 1) -> None:
    """Another rule, as the command puts it into force; KEYS of all in force approve it."""
    before = desk.rule(IDENTITY.public())
    assert before is not None
    wanted = Rule("ALPHA", need, tuple((n, KEYS[n].public()) for n in names.split()), before.digest)
    for name, _ in before.officers:
        desk.keep(approve("ALPHA", name, KEYS[name], RULE, wanted.digest, at_ms))
    desk.set_rule(wanted, IDENTITY, HOME_KEY)


def test_the_approval_of_a_rule_counts_once(desk: Approvals) -> None:
    desk.set_rule(TWO_OF_THREE, IDENTITY, HOME_KEY)
    change(desk, 1, "anna")
    one_night = desk.rule(IDENTITY.public())
    assert one_night is not None
    change(desk, 2, "anna boris clara")
    held = desk.rule(IDENTITY.public())
    assert held is not None
    assert held.asks_as(TWO_OF_THREE)
    assert held != TWO_OF_THREE
    again = replace(one_night, before=held.digest)
    with pytest.raises(LocalProtocolError, match="must approve"):
        approved(held, RULE, again.digest, desk.of(again.digest))
    with pytest.raises(LocalProtocolError, match="does not follow"):
        desk.set_rule(one_night, IDENTITY, HOME_KEY)


def test_a_rule_that_was_put_back_or_taken_away_is_seen(desk: Approvals, tmp_path: Path) -> None:
    path = tmp_path / "approvers"
    desk.check(HOME_KEY, None)
    desk.set_rule(TWO_OF_THREE, IDENTITY, HOME_KEY)
    full = path.read_bytes()
    desk.check(HOME_KEY, desk.rule(IDENTITY.public()))
    change(desk, 1, "anna")
    weak = path.read_bytes()
    change(desk, 2, "anna boris clara")
    for put_back in (full, weak, None):
        path.unlink()
        if put_back is not None:
            path.write_bytes(put_back)
        with pytest.raises(CustodyError, match="put into force last"):
            desk.check(HOME_KEY, desk.rule(IDENTITY.public()))
        with pytest.raises(CustodyError, match="put into force last"):
            desk.set_rule(TWO_OF_THREE, IDENTITY, HOME_KEY)
        path.write_bytes(weak)
    (tmp_path / "approvers.sealed").unlink()
    with pytest.raises(CustodyError):
        desk.check(HOME_KEY, None)


def test_a_rule_that_was_cut_short_leaves_one_in_force(
    desk: Approvals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set_rule(TWO_OF_THREE, IDENTITY, HOME_KEY)

    def cut(path: Path, data: bytes) -> None:
        raise ConfigError(path.name)

    later = Rule("ALPHA", 1, TWO_OF_THREE.officers, TWO_OF_THREE.digest)
    with monkeypatch.context() as patched:
        patched.setattr("directline.station.approvals.write_atomic", cut)
        with pytest.raises(ConfigError):
            desk.set_rule(later, IDENTITY, HOME_KEY)
    desk.check(HOME_KEY, TWO_OF_THREE)
    desk.set_rule(later, IDENTITY, HOME_KEY)
    desk.check(HOME_KEY, desk.rule(IDENTITY.public()))
    with pytest.raises(CustodyError):
        desk.check(HOME_KEY, TWO_OF_THREE)


def test_an_officer_sees_whose_keys_a_new_rule_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "four words nobody guesses"
    found_home(tmp_path / "a", "ALPHA", callback="", roles=(), passphrase=words, hardness=SOFT)
    home, desk = ["--home", str(tmp_path / "a")], Approvals(tmp_path / "a")
    monkeypatch.setenv("DIRECTLINE_PASSPHRASE", words)
    monkeypatch.setenv("DIRECTLINE_OFFICER_PASSPHRASE", words)
    for name, key in KEYS.items():
        desk.write_key(name, seal_approver(name, key, words, SOFT))
        desk.public_path(name).write_text(key.public().hex())
    assert run(["approval", "rule", *KEYS, "--need", "2", *home]) == 0
    mine = KeySigner.make().public()
    desk.public_path("boris").write_text(mine.hex())
    monkeypatch.delenv("DIRECTLINE_OFFICER_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    capsys.readouterr()
    names = [part for name in KEYS for part in ("--rule", name)]
    assert run(["approval", "give", "--officer", "anna", *names, "--need", "2", *home]) != 0
    shown = capsys.readouterr().err.splitlines()
    assert f"  anna: approval key {key_short(KEY)}" in shown
    assert any(key_short(mine) in line and "ANOTHER KEY" in line for line in shown)
    assert run(["approval", "rule", *KEYS, "--need", "2", *home]) != 0
    desk.public_path("boris").write_text(KEYS["boris"].public().hex())
    (tmp_path / "a" / "approvers").unlink()
    assert run(["approval", "rule", "anna", "--need", "1", *home]) != 0
    assert "put into force last" in capsys.readouterr().err
