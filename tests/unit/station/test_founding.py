"""Founding a line: party files, charter, comparison, signatures, the couriered secret."""

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from directline.errors import (
    ConfigError,
    CustodyError,
    DirectlineError,
    LocalProtocolError,
    RemoteProtocolError,
    VerificationError,
)
from directline.station import founding
from directline.station.custody import Hardness, KeySigner, PartyKeys
from directline.station.home import Home
from directline.station.party import Introduction, key_short, party_lines
from directline.wire.charter import Charter, Role, SignedCharter, Terms
from directline.wire.sealing import decode_roots

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "four words nobody guesses"
CATALOGUE = bytes(range(32))
SECRET = bytes(range(32))
NOON = 1_790_000_000_000
ROLES = (Role("DUTY-OFFICER", "ONE"), Role("AIR-OPERATIONS", "TWO"))


class Side(NamedTuple):
    home: Home
    keys: PartyKeys
    introduction: Introduction


def side(path: Path, party: str) -> Side:
    introduction = founding.found_home(
        path, party, callback="+00 1", roles=ROLES, passphrase=PASSPHRASE, hardness=SOFT
    )
    home = Home.open(path)
    return Side(home, home.unseal(PASSPHRASE), introduction)


@pytest.fixture
def alpha(tmp_path: Path) -> Side:
    return side(tmp_path / "a", "ALPHA")


@pytest.fixture
def bravo(tmp_path: Path) -> Side:
    return side(tmp_path / "b", "BRAVO")


@pytest.fixture
def draft(alpha: Side, bravo: Side) -> SignedCharter:
    return founding.draft_charter(
        "NORTHERN AIR",
        [alpha.introduction, bravo.introduction],
        languages=("en", "ru"),
        catalogue=CATALOGUE,
        founded_ms=NOON,
    )


@pytest.fixture
def whole(draft: SignedCharter, alpha: Side, bravo: Side) -> SignedCharter:
    copies = [founding.sign_charter(draft, one.keys, catalogue=CATALOGUE) for one in (alpha, bravo)]
    return founding.combine(copies)


def test_a_line_exists_on_both_sides(whole: SignedCharter, alpha: Side, bravo: Side) -> None:
    lines = [
        founding.join_line(one.home, one.keys, whole, SECRET, catalogue=CATALOGUE)
        for one in (alpha, bravo)
    ]
    assert lines[0].id == lines[1].id == lines[0].charter().line_id.hex()
    assert [line.own(one.home.party) for line, one in zip(lines, (alpha, bravo), strict=True)] == [
        0,
        1,
    ]
    roots = [
        decode_roots(line.roots(one.keys).read())[0]
        for line, one in zip(lines, (alpha, bravo), strict=True)
    ]
    assert roots[0].recovery == roots[1].recovery
    assert roots[0].epochs == roots[1].epochs
    anchor = lines[0].anchor()
    held = anchor.read()
    assert held is not None
    assert (held.generation, held.position) == (1, 0)
    anchor.close()
    assert lines[0].is_fresh()
    lines[0].clear_fresh()
    assert not alpha.home.line().is_fresh()


def test_a_missing_signature_is_named(draft: SignedCharter, alpha: Side) -> None:
    mine = founding.sign_charter(draft, alpha.keys, catalogue=CATALOGUE)
    with pytest.raises(LocalProtocolError, match="not signed by BRAVO"):
        founding.combine([mine, draft])
    with pytest.raises(LocalProtocolError, match="not signed by BRAVO"):
        founding.join_line(alpha.home, alpha.keys, mine, SECRET, catalogue=CATALOGUE)
    assert alpha.home.lines() == ()
    assert "NOT IN FORCE: BRAVO not signed" in founding.charter_lines(mine)


def test_different_bytes_are_no_line(draft: SignedCharter, alpha: Side, bravo: Side) -> None:
    other = founding.draft_charter(
        "NORTHERN AIR",
        [alpha.introduction, bravo.introduction],
        languages=("en", "ru"),
        catalogue=CATALOGUE,
        founded_ms=NOON,
        terms=Terms(blackout_ms=31_000),
    )
    copies = [
        founding.sign_charter(draft, alpha.keys, catalogue=CATALOGUE),
        founding.sign_charter(other, bravo.keys, catalogue=CATALOGUE),
    ]
    with pytest.raises(LocalProtocolError, match="different charters") as refused:
        founding.combine(copies)
    for copy in copies:
        assert Charter.decode(copy.charter).fingerprint in str(refused.value)


def test_no_changed_byte_passes(whole: SignedCharter) -> None:
    data = whole.encode()
    for place in range(0, len(data), 3):
        changed = data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]
        with pytest.raises(DirectlineError):
            founding.check_complete(SignedCharter.decode(changed))


def test_a_changed_byte_of_the_charter_is_named_by_its_signature(whole: SignedCharter) -> None:
    changed = whole.charter.replace(b"NORTHERN AIR", b"NORTHERN AIM")
    with pytest.raises(VerificationError, match="charter signature of ALPHA"):
        founding.check_complete(SignedCharter(changed, whole.signatures))


def test_a_fingerprint_is_compared_whole_or_by_its_end(draft: SignedCharter) -> None:
    charter = Charter.decode(draft.charter)
    spoken = charter.fingerprint.replace("-", " ").lower().replace("0", "o")
    founding.compare(charter, spoken)
    founding.compare(charter, charter.fingerprint[-4:], last_group=True)
    for typed, last in (
        (charter.fingerprint[-4:], False),
        (charter.fingerprint[:4], True),
        ("", True),
        ("", False),
        (charter.fingerprint[:-1], False),
        (charter.fingerprint + "0", False),
    ):
        with pytest.raises(LocalProtocolError, match="nothing was signed"):
            founding.compare(charter, typed, last_group=last)


def test_a_charter_with_other_keys_for_us_is_not_signed(
    tmp_path: Path, draft: SignedCharter, alpha: Side
) -> None:
    again = side(tmp_path / "again", "ALPHA")
    with pytest.raises(LocalProtocolError, match="other keys for ALPHA"):
        founding.sign_charter(draft, again.keys, catalogue=CATALOGUE)
    charlie = side(tmp_path / "c", "CHARLIE")
    with pytest.raises(LocalProtocolError, match="names no party 'CHARLIE'"):
        founding.sign_charter(draft, charlie.keys, catalogue=CATALOGUE)


def test_a_charter_of_another_catalogue_is_not_signed(draft: SignedCharter, alpha: Side) -> None:
    with pytest.raises(LocalProtocolError, match="catalogue"):
        founding.sign_charter(draft, alpha.keys, catalogue=bytes(32))


def test_a_bad_signature_of_the_other_is_not_countersigned(
    draft: SignedCharter, alpha: Side
) -> None:
    forged = SignedCharter(draft.charter, ((1, bytes(64)),))
    with pytest.raises(VerificationError, match="BRAVO"):
        founding.sign_charter(forged, alpha.keys, catalogue=CATALOGUE)
    stranger = SignedCharter(draft.charter, ((5, bytes(64)),))
    with pytest.raises(VerificationError, match="nobody"):
        founding.signers(stranger)


def test_a_line_is_joined_once(whole: SignedCharter, alpha: Side) -> None:
    line = founding.join_line(alpha.home, alpha.keys, whole, SECRET, catalogue=CATALOGUE)
    with pytest.raises(ConfigError, match="already joined"):
        founding.join_line(alpha.home, alpha.keys, whole, bytes(32), catalogue=CATALOGUE)
    found = alpha.home.line(line.id[:8])
    assert (found, alpha.home.line("NORTHERN AIR")) == (line, line)


def test_the_secret_check_shows_another_secret(whole: SignedCharter) -> None:
    charter = Charter.decode(whole.charter)
    check = founding.secret_check(SECRET, charter)
    assert check == founding.secret_check(SECRET, charter)
    assert check != founding.secret_check(bytes(32), charter)


@pytest.mark.spec("PARTY-1", "PARTY-2")
def test_a_party_file_is_signed_by_every_key_in_it(alpha: Side, bravo: Side) -> None:
    mine = alpha.introduction
    assert Introduction.decode(mine.encode()) == mine
    for name in ("identity", "checkpoint", "cosigner", "tls", "recovery"):
        changes: dict[str, Any] = {name: KeySigner.make().public()}
        stolen = replace(mine.party, **changes)
        with pytest.raises(VerificationError):
            Introduction.decode(replace(mine, party=stolen).encode())
    data = mine.encode()
    for place in range(len(data)):
        changed = data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]
        with pytest.raises((RemoteProtocolError, VerificationError)):
            Introduction.decode(changed)


def test_a_party_file_says_everything(alpha: Side) -> None:
    text = "\n".join(party_lines(alpha.introduction.party))
    for part in ("ALPHA", "+00 1", "DUTY-OFFICER", "ONE", "TWO", "ML-DSA key: "):
        assert part in text
    assert key_short(alpha.keys.identity.public()) in text
    assert alpha.keys.mldsa is not None
    assert key_short(alpha.keys.mldsa.public()) in text
    hostile = replace(alpha.introduction.party, callback="\x1b[2J\u202e+1")
    assert "\x1b" not in "".join(party_lines(hostile))


@pytest.mark.parametrize(
    ("party", "roles"),
    [("alpha", ROLES), ("", ROLES), ("A" * 17, ROLES), ("1A", ROLES), ("ALPHA", (Role("", "X"),))],
)
def test_a_malformed_party_makes_no_home(
    tmp_path: Path, party: str, roles: tuple[Role, ...]
) -> None:
    with pytest.raises(ConfigError):
        founding.found_home(
            tmp_path / "h", party, callback="", roles=roles, passphrase=PASSPHRASE, hardness=SOFT
        )
    assert not (tmp_path / "h").exists()


def test_terms_are_named() -> None:
    assert founding.terms_of({"blackout_ms": "60000"}).blackout_ms == 60_000
    for changes in ({"blackout": "1"}, {"blackout_ms": "-1"}, {"blackout_ms": "soon"}):
        with pytest.raises(LocalProtocolError):
            founding.terms_of(changes)


def test_a_charter_that_breaks_a_rule_is_not_drafted(alpha: Side, bravo: Side) -> None:
    for parties, terms in (
        ([alpha.introduction], Terms()),
        ([alpha.introduction] * 2, Terms()),
        ([alpha.introduction, bravo.introduction], Terms(blackout_ms=1_000)),
    ):
        with pytest.raises(LocalProtocolError, match="cannot stand"):
            founding.draft_charter(
                "X", parties, languages=("en",), catalogue=CATALOGUE, founded_ms=0, terms=terms
            )


def test_a_file_that_is_no_charter_is_named(tmp_path: Path) -> None:
    for content in (b"", b"\x83", b"not a charter", b"x" * 200_000):
        path = tmp_path / "file"
        path.write_bytes(content)
        with pytest.raises(ConfigError, match="file"):
            founding.read_charter(path)
        with pytest.raises(ConfigError, match="file"):
            founding.read_introduction(path)
    with pytest.raises(ConfigError, match="No such file"):
        founding.read_charter(tmp_path / "missing")


def test_a_changed_passphrase_opens_and_the_old_does_not(alpha: Side) -> None:
    alpha.home.reseal(PASSPHRASE, "another long passphrase", hardness=SOFT)
    keys = alpha.home.unseal("another long passphrase")
    assert keys.identity.public() == alpha.keys.identity.public()
    with pytest.raises(CustodyError):
        alpha.home.unseal(PASSPHRASE)


@pytest.mark.spec("PARTY-2")
def test_a_party_file_whose_post_quantum_key_did_not_sign_is_refused(alpha: Side) -> None:
    introduction = alpha.introduction
    *five, last = introduction.signatures
    assert Introduction.decode(introduction.encode()) == introduction
    broken = replace(introduction, signatures=(*five, last[:-1] + bytes([last[-1] ^ 1])))
    with pytest.raises(VerificationError, match="ML-DSA key of ALPHA"):
        Introduction.decode(broken.encode())
    with pytest.raises(RemoteProtocolError):
        Introduction.decode(replace(introduction, signatures=tuple(five)).encode())
