"""Versions of a charter: what may follow what, whose keys sign, what a chain must hold."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from directline.errors import RemoteProtocolError, VerificationError
from directline.station.custody import KeySigner
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.codec import encode
from directline.wire.limits import CHARTER_VERSIONS_MAX

NOON = 1_790_000_000_000


class Side:
    """A party with all its keys, and a second identity for later."""

    def __init__(self, number: int, name: str) -> None:
        self.keys = [KeySigner(bytes([number, n] * 16)) for n in range(1, 8)]
        public = [key.public() for key in self.keys]
        self.party = Party(
            name, public[0], public[1], public[2], public[3], public[4], b"", f"+00 {number}",
            (Role("DUTY-OFFICER", f"{name} ONE"),),
        )  # fmt: skip


SIDES = (Side(1, "ALPHA"), Side(2, "BRAVO"), Side(3, "CHARLIE"))
FIRST = Charter(1, "NORTHERN AIR", NOON, tuple(s.party for s in SIDES), ("en",), bytes(32), Terms())


def following(before: Charter, **changes: object) -> Charter:
    made = replace(
        before, version=before.version + 1, line=before.line_id, previous=before.digest,
        terms=replace(before.terms, heartbeat_ms=before.terms.heartbeat_ms - 1),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def signed(charter: Charter, *keys: int) -> SignedCharter:
    """Signed with the keys of these numbers, the identity key where none is given."""
    data = charter.encode()
    which = keys or (0, 0, 0)
    return SignedCharter(
        data,
        tuple((n, side.keys[which[n]].sign(signing_bytes(data))) for n, side in enumerate(SIDES)),
    )


def chain(*versions: SignedCharter) -> SignedCharter:
    return SignedCharter(versions[-1].charter, versions[-1].signatures, versions[:-1])


SECOND = following(FIRST)
THIRD = following(SECOND)


@pytest.mark.spec("AMEND-1")
def test_a_chain_is_read_back_with_every_version() -> None:
    whole = chain(signed(FIRST), signed(SECOND), signed(THIRD))
    again = SignedCharter.decode(whole.encode())
    assert again == whole
    newest = again.verify()
    assert newest == THIRD
    assert [one.version for one in newest.versions] == [1, 2, 3]
    second = newest.of(2)
    assert second == SECOND
    assert second.of(3) == THIRD, "each version knows all"
    assert newest.of(4) is None
    assert newest.line_id == FIRST.line_id


@pytest.mark.spec("AMEND-1")
@pytest.mark.parametrize(
    "lonely",
    [
        signed(SECOND),
        chain(signed(SECOND), signed(THIRD)),
        chain(signed(FIRST), signed(THIRD)),
        chain(signed(FIRST), signed(FIRST)),
        chain(signed(SECOND), signed(FIRST)),
    ],
)
def test_a_version_without_those_before_it_is_refused(lonely: SignedCharter) -> None:
    with pytest.raises(VerificationError) as refused:
        SignedCharter.decode(lonely.encode()).verify()
    assert refused.value.part == "charter chain"


@pytest.mark.spec("AMEND-1")
def test_a_chain_of_one_or_of_too_many_is_refused() -> None:
    row = (signed(FIRST).charter, signed(FIRST).signatures)
    for count in (0, 1, CHARTER_VERSIONS_MAX + 1):
        with pytest.raises(RemoteProtocolError) as refused:
            SignedCharter.decode(encode(("directline/charter/v1/chain", (row,) * count)))
        assert refused.value.rule == "AMEND-1"


@pytest.mark.spec("AMEND-2")
@pytest.mark.parametrize(
    "change",
    [
        lambda: following(FIRST, version=3),
        lambda: following(FIRST, line=bytes(16)),
        lambda: following(FIRST, previous=bytes(32)),
        lambda: following(FIRST, founded_ms=NOON + 1),
        lambda: following(FIRST, parties=FIRST.parties[:2]),
        lambda: following(FIRST, parties=(*FIRST.parties[1:], FIRST.parties[0])),
        *(
            lambda name=name: following(FIRST, parties=other(**{name: bytes([7, 9] * 16)}))
            for name in ("checkpoint", "cosigner", "recovery", "mldsa")
        ),
    ],
)
def test_what_no_later_version_changes(change: Callable[[], Charter]) -> None:
    with pytest.raises(VerificationError) as refused:
        chain(signed(FIRST), signed(change())).charters()
    assert refused.value.part == "charter chain"


def other(**changed: object) -> tuple[Party, ...]:
    """The parties, with something else about BRAVO."""
    parties = list(FIRST.parties)
    parties[1] = replace(parties[1], **changed)  # type: ignore[arg-type]
    return tuple(parties)


@pytest.mark.spec("AMEND-2")
def test_what_a_later_version_may_change() -> None:
    after = following(
        FIRST, name="SOUTHERN AIR", languages=("ru", "uk"), epoch_party=2,
        catalogue=bytes([1]) * 32, profiles=("maritime",),
        parties=other(
            identity=SIDES[1].keys[5].public(), tls=SIDES[1].keys[6].public(), callback="+00 9",
            roles=(Role("LIAISON", "BRAVO NINE"),),
        ),
    )  # fmt: skip
    assert chain(signed(FIRST), signed(after)).verify() == after


@pytest.mark.spec("AMEND-3")
def test_the_keys_before_sign_and_the_recovery_key_may_stand_in() -> None:
    after = following(FIRST, parties=other(identity=SIDES[1].keys[5].public()))
    chain(signed(FIRST), signed(after)).verify()
    chain(signed(FIRST), signed(after, 0, 4, 0)).verify()
    for key in (1, 2, 3, 5):
        with pytest.raises(VerificationError) as refused:
            chain(signed(FIRST), signed(after, 0, key, 0)).verify()
        assert refused.value.part == "charter signature of BRAVO"
    third = following(after)
    chain(signed(FIRST), signed(after), signed(third, 0, 5, 0)).verify()
    with pytest.raises(VerificationError):
        chain(signed(FIRST), signed(after), signed(third)).verify()


@pytest.mark.spec("AMEND-3")
def test_the_first_version_is_signed_by_no_recovery_key() -> None:
    with pytest.raises(VerificationError):
        signed(FIRST, 0, 4, 0).verify()


@pytest.mark.spec("AMEND-3")
def test_each_version_is_signed_by_all() -> None:
    half = SignedCharter(SECOND.encode(), signed(SECOND).signatures[:2])
    for whole in (
        chain(signed(FIRST), half),
        chain(signed(FIRST), half, signed(THIRD)),
    ):
        with pytest.raises(VerificationError) as refused:
            whole.verify()
        assert refused.value.part == "charter signature of CHARLIE"
