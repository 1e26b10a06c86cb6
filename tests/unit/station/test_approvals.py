"""k of n officers: who counts, for what, and what a changed file or rule does."""

from dataclasses import replace
from pathlib import Path

import pytest

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

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
KEYS = {name: KeySigner(bytes([n]) * 32) for n, name in enumerate(("anna", "boris", "clara"), 1)}
IDENTITY = KeySigner(bytes([9]) * 32)
TWO_OF_THREE = Rule("ALPHA", 2, tuple((name, key.public()) for name, key in KEYS.items()))
DIGEST = bytes(range(32))


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
        (0, (("anna", bytes(32)),)),
        (2, (("anna", bytes(32)),)),
        (1, (("anna", bytes(32)), ("anna", bytes([1]) * 32))),
        (1, (("anna", bytes(32)), ("boris", bytes(32)))),
        (1, (("../anna", bytes(32)),)),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(
    need: int, officers: tuple[tuple[str, bytes], ...]
) -> None:
    with pytest.raises(LocalProtocolError):
        Rule("ALPHA", need, officers)


def test_a_home_releases_only_what_was_approved(tmp_path: Path) -> None:
    desk = Approvals(tmp_path)
    assert desk.release(IDENTITY.public(), CHARTER, DIGEST) == ()
    desk.set_rule(TWO_OF_THREE, IDENTITY)
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
