"""The kit's own founding agrees with the station's, though they share no code."""

from pathlib import Path

import pytest

from directline.conform import party as kit
from directline.conform import shares as kit_shares
from directline.errors import ConfigError, VerificationError
from directline.station import founding, shares
from directline.station.custody import KeySigner, PartyKeys
from directline.station.party import Introduction
from directline.wire.charter import Charter, Role, SignedCharter

CATALOGUE = bytes(range(32))


@pytest.fixture
def alpha(tmp_path: Path) -> tuple[Path, PartyKeys]:
    keys = PartyKeys.make("ALPHA")
    roles = (Role("DUTY-OFFICER", "A"),)
    made = Introduction.make(keys, KeySigner.make(), callback="", roles=roles)
    path = tmp_path / "ALPHA.party"
    path.write_bytes(made.encode())
    return path, keys


@pytest.mark.parametrize("junior", [False, True])
def test_each_side_accepts_what_the_other_founded(
    tmp_path: Path, alpha: tuple[Path, PartyKeys], junior: bool
) -> None:
    path, keys = alpha
    where = tmp_path / "kit"
    charter = kit.found(where, path, catalogue=CATALOGUE, now_ms=1, junior=junior)
    founding.read_introduction(where / "KIT.party")
    signed = founding.read_charter(where / "charter")
    both = founding.sign_charter(signed, keys, catalogue=CATALOGUE)
    (tmp_path / "both").write_bytes(both.encode())
    assert kit.accept(where, tmp_path / "both") == charter
    halves = [shares.read_share((where / f"share-{letter}").read_text()) for letter in "ab"]
    secret = shares.join_shares(*halves)
    assert founding.secret_check(secret, charter) == kit.secret_check(where)
    opened = kit.KitParty.open(where)
    assert opened.own == (1 if junior else 0)


def test_a_charter_that_the_other_side_has_not_signed_is_no_line(
    tmp_path: Path, alpha: tuple[Path, PartyKeys]
) -> None:
    where = tmp_path / "kit"
    kit.found(where, alpha[0], catalogue=CATALOGUE, now_ms=1)
    with pytest.raises(ConfigError, match="has not signed"):
        kit.KitParty.open(where)
    with pytest.raises(ConfigError, match="not empty"):
        kit.found(where, alpha[0], catalogue=CATALOGUE, now_ms=1)


def test_another_charter_or_a_forged_signature_is_not_taken(
    tmp_path: Path, alpha: tuple[Path, PartyKeys]
) -> None:
    for name in ("one", "two"):
        kit.found(tmp_path / name, alpha[0], catalogue=CATALOGUE, now_ms=1)
    with pytest.raises(ConfigError, match="not the charter"):
        kit.accept(tmp_path / "one", tmp_path / "two" / "charter")
    mine = kit.read_charter(tmp_path / "one" / "charter")
    forged = SignedCharter(mine.charter, (*mine.signatures, (1, bytes(64))))
    (tmp_path / "forged").write_bytes(forged.encode())
    with pytest.raises(VerificationError):
        kit.accept(tmp_path / "one", tmp_path / "forged")


def test_a_party_file_with_a_key_that_has_not_signed_is_refused(
    tmp_path: Path, alpha: tuple[Path, PartyKeys]
) -> None:
    data = alpha[0].read_bytes()
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(VerificationError):
        kit.read_party(spoilt)
    spoilt.write_bytes(data[:-1])
    with pytest.raises(ConfigError):
        kit.read_party(spoilt)


def test_the_shares_are_those_of_the_specification() -> None:
    secret, pad = bytes(range(32)), bytes(range(100, 132))
    a, b = kit_shares.make_shares(secret, pad, bytes.fromhex("97fd1c"))
    assert a.splitlines()[1] == "1: 22BZT-734C3"
    assert b.splitlines()[8] == "8: KK44P-FCXXX"
    held = [kit_shares.read_share(text) for text in (a, b)]
    assert kit_shares.join_shares(*held) == secret
    with pytest.raises(ConfigError, match="line 3"):
        kit_shares.read_share(a.replace("3: D9NPR", "3: D9NPS"))
    with pytest.raises(ConfigError):
        kit_shares.join_shares(held[1], held[0])


def test_state_and_roots_are_kept_for_the_next_run(
    tmp_path: Path, alpha: tuple[Path, PartyKeys]
) -> None:
    path, keys = alpha
    where = tmp_path / "kit"
    kit.found(where, path, catalogue=CATALOGUE, now_ms=1)
    signed = founding.sign_charter(
        founding.read_charter(where / "charter"), keys, catalogue=CATALOGUE
    )
    (tmp_path / "both").write_bytes(signed.encode())
    kit.accept(where, tmp_path / "both")
    party = kit.KitParty.open(where)
    assert party.state() == kit.State()
    party.keep_state(kit.State(3, 14, {1: [bytes(32)], 2: []}))
    assert kit.KitParty.open(where).state() == kit.State(3, 14, {1: [bytes(32)], 2: []})
    stepped = party.roots().stepped(2, bytes(32), send=True)
    party.keep_roots(stepped)
    assert kit.KitParty.open(where).roots() == stepped
    assert "seed" not in repr(party)
    assert isinstance(party.charter, Charter)
