"""Keys sealed under a passphrase, signers that show nothing, sealed files of the home."""

import copy
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import CustodyError
from directline.station import custody
from directline.station.custody import (
    Hardness,
    KeySigner,
    PartyKeys,
    SealedFile,
    check_new_passphrase,
    seal_keys,
    seal_recovery,
    unseal_keys,
    unseal_recovery,
)
from directline.wire.suite import REAL_SUITE

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "four words nobody guesses"


@pytest.fixture(scope="module")
def keys() -> PartyKeys:
    return PartyKeys.make("ALPHA")


@pytest.fixture(scope="module")
def sealed(keys: PartyKeys) -> bytes:
    return seal_keys(keys, PASSPHRASE, SOFT)


def test_keys_come_back_under_their_passphrase(keys: PartyKeys, sealed: bytes) -> None:
    found = unseal_keys(sealed, PASSPHRASE)
    assert found.party == "ALPHA"
    assert found.home_key == keys.home_key
    for name in ("identity", "checkpoint", "cosigner", "tls"):
        signer, was = getattr(found, name), getattr(keys, name)
        assert signer.public() == was.public()
        REAL_SUITE.verify(was.public(), signer.sign(b"a message"), b"a message", part="signature")


def test_the_default_hardness_is_the_recommended_one() -> None:
    assert (custody.HARDNESS.memory_kib, custody.HARDNESS.iterations, custody.HARDNESS.lanes) == (
        65_536,
        3,
        4,
    )


def test_a_wrong_passphrase_and_a_changed_file_say_the_same(sealed: bytes) -> None:
    with pytest.raises(CustodyError) as wrong:
        unseal_keys(sealed, "another passphrase")
    with pytest.raises(CustodyError) as changed:
        unseal_keys(sealed[:-1] + bytes((sealed[-1] ^ 1,)), PASSPHRASE)
    assert str(wrong.value) == str(changed.value)
    assert "another" not in str(wrong.value)


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_no_changed_byte_opens(sealed: bytes, at: int, bit: int) -> None:
    place = at % len(sealed)
    # The parameters say how much work a guess is: a change there must not be tried at full cost.
    if len(custody._PASSPHRASE_MAGIC) + 5 <= place < len(custody._PASSPHRASE_MAGIC) + 14:
        return
    changed = bytearray(sealed)
    changed[place] ^= 1 << bit
    with pytest.raises(CustodyError):
        unseal_keys(bytes(changed), PASSPHRASE)


@given(st.binary(max_size=300))
def test_the_parser_refuses_anything_else_with_its_own_error(noise: bytes) -> None:
    for data in (noise, custody._PASSPHRASE_MAGIC + noise):
        with pytest.raises(CustodyError):
            unseal_keys(data, PASSPHRASE)


def test_every_shorter_file_is_refused(sealed: bytes) -> None:
    for size in range(len(sealed)):
        with pytest.raises(CustodyError):
            unseal_keys(sealed[:size], PASSPHRASE)
    with pytest.raises(CustodyError):
        unseal_keys(sealed + bytes(custody.SEALED_BYTES_MAX), PASSPHRASE)


@pytest.mark.parametrize(
    "parameters",
    [
        (custody.MEMORY_KIB_MAX + 1, 1, 1),
        (8, custody.ITERATIONS_MAX + 1, 1),
        (8, 0, 1),
        (8, 1, 0),
        (7, 1, 1),
        (1 << 20, 1, custody.LANES_MAX + 1),
    ],
)
def test_parameters_that_would_exhaust_the_machine_are_refused(
    parameters: tuple[int, int, int], sealed: bytes
) -> None:
    with pytest.raises(CustodyError):
        Hardness(*parameters)
    start = len(custody._PASSPHRASE_MAGIC) + 5
    size = custody._PARAMETERS.size
    _, _, _, salt = custody._PARAMETERS.unpack_from(sealed, start)
    changed = sealed[:start] + custody._PARAMETERS.pack(*parameters, salt) + sealed[start + size :]
    with pytest.raises(CustodyError, match="out of bounds"):
        unseal_keys(changed, PASSPHRASE)


def test_one_kind_of_file_is_not_taken_for_another(sealed: bytes) -> None:
    recovery = seal_recovery("ALPHA", KeySigner.make(), PASSPHRASE, SOFT)
    with pytest.raises(CustodyError, match="not a sealed keys file"):
        unseal_keys(recovery, PASSPHRASE)
    with pytest.raises(CustodyError, match="not a sealed recovery file"):
        unseal_recovery(sealed, PASSPHRASE)


def test_the_recovery_key_comes_back() -> None:
    signer = KeySigner.make()
    party, found = unseal_recovery(seal_recovery("ALPHA", signer, PASSPHRASE, SOFT), PASSPHRASE)
    assert (party, found.public()) == ("ALPHA", signer.public())


def test_a_passphrase_is_the_same_from_every_keyboard(keys: PartyKeys) -> None:
    composed, decomposed = "caf\u00e9 au lait noir", "cafe\u0301 au lait noir"
    assert composed != decomposed
    assert unseal_keys(seal_keys(keys, composed, SOFT), decomposed).party == "ALPHA"


def test_no_key_is_shown_copied_or_pickled(keys: PartyKeys) -> None:
    seeds = [
        signer.private_key().private_bytes_raw()
        for signer in (keys.identity, keys.checkpoint, keys.cosigner, keys.tls)
        if isinstance(signer, KeySigner)
    ]
    shown = repr(keys) + str(keys) + repr(keys.identity) + repr(SealedFile(Path("x"), b"k", "p"))
    for secret in (*seeds, keys.home_key):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    for forbidden in (keys.identity, keys, SealedFile(Path("x"), keys.home_key, "p")):
        with pytest.raises(CustodyError):
            pickle.dumps(forbidden)
    with pytest.raises(CustodyError):
        copy.deepcopy(keys.identity)


@pytest.mark.parametrize("passphrase", ["", "tiny", "x" * (custody.PASSPHRASE_CHARS_MAX + 1)])
def test_poor_passphrases_are_refused(passphrase: str) -> None:
    with pytest.raises(CustodyError) as refused:
        check_new_passphrase(passphrase)
    assert not passphrase or passphrase not in str(refused.value)


def test_a_sealed_file_is_replaced_whole(tmp_path: Path) -> None:
    file = SealedFile(tmp_path / "roots.sealed", bytes(32), "roots/1")
    file.write(b"first")
    first = (tmp_path / "roots.sealed").read_bytes()
    file.write(b"second")
    assert file.read() == b"second"
    assert b"second" not in (tmp_path / "roots.sealed").read_bytes()
    assert (tmp_path / "roots.sealed").read_bytes()[:60] != first[:60]  # a key of its own
    assert [path.name for path in tmp_path.iterdir()] == ["roots.sealed"]
    assert (tmp_path / "roots.sealed").stat().st_mode & 0o777 == 0o600


def test_a_sealed_file_opens_only_in_its_own_place(tmp_path: Path) -> None:
    SealedFile(tmp_path / "a", bytes(32), "roots/1").write(b"secret")
    for other in (
        SealedFile(tmp_path / "a", bytes(32), "roots/2"),
        SealedFile(tmp_path / "a", bytes(31) + b"\1", "roots/1"),
        SealedFile(tmp_path / "missing", bytes(32), "roots/1"),
    ):
        with pytest.raises(CustodyError) as refused:
            other.read()
        assert "secret" not in str(refused.value)


def test_a_tampered_sealed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roots.sealed"
    file = SealedFile(path, bytes(32), "roots/1")
    file.write(b"roots")
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 0x80,)) + whole[place + 1 :])
        with pytest.raises(CustodyError):
            file.read()
    path.write_bytes(whole[:20])
    with pytest.raises(CustodyError):
        file.read()


def test_a_sealed_file_that_cannot_be_written_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SealedFile(tmp_path / "roots.sealed", bytes(32), "roots/1")
    file.write(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("directline.station.files.os.fsync", full)
    with pytest.raises(CustodyError, match="No space left"):
        file.write(b"new")
    monkeypatch.undo()
    assert file.read() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["roots.sealed"]
