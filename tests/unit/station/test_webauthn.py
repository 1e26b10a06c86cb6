"""What an authenticator may answer, and the refusal of everything else."""

from dataclasses import replace

import cbor2
import pytest

from directline.errors import AccessError
from directline.station.webauthn import (
    Assertion,
    Credential,
    KeyKind,
    Site,
    base64url,
    check_assertion,
    parse_registration,
)
from tests.support.authenticator import ATTESTED, PRESENT, VERIFIED, SoftKey

SITE = Site("http://localhost:8443", "localhost")
CHALLENGE = bytes(range(32))


def made(key: SoftKey) -> Credential:
    data = key.client_data("webauthn.create", base64url(CHALLENGE))
    return parse_registration(key.attestation("localhost"), data, CHALLENGE, SITE)


def answered(key: SoftKey) -> Assertion:
    options = {"challenge": base64url(CHALLENGE), "rpId": "localhost"}
    got = key.get(options)
    return Assertion(got.credential, got.client_data, got.content, got.signature)


@pytest.mark.parametrize(("ed25519", "kind"), [(False, KeyKind.ES256), (True, KeyKind.ED25519)])
def test_both_kinds_of_key_register_and_sign(ed25519: bool, kind: KeyKind) -> None:
    key = SoftKey(ed25519=ed25519)
    credential = made(key)
    assert (credential.id, credential.kind, credential.counter) == (key.name, kind, 0)
    assert check_assertion(credential, answered(key), CHALLENGE, SITE) == 1


@pytest.mark.parametrize("ed25519", [False, True])
def test_no_changed_bit_of_an_answer_passes(ed25519: bool) -> None:
    key = SoftKey(ed25519=ed25519)
    credential, answer = made(key), answered(key)
    for name in ("client_data", "authenticator", "signature", "credential"):
        whole = getattr(answer, name)
        for at in range(len(whole)):
            turned = whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]
            with pytest.raises(AccessError):
                check_assertion(credential, replace(answer, **{name: turned}), CHALLENGE, SITE)
        with pytest.raises(AccessError):
            check_assertion(credential, replace(answer, **{name: b""}), CHALLENGE, SITE)


def test_no_cut_attestation_is_read_and_none_with_more_behind_it() -> None:
    key = SoftKey()
    data = key.client_data("webauthn.create", base64url(CHALLENGE))
    whole = key.attestation("localhost")
    for wrong in (*(whole[:cut] for cut in range(len(whole))), whole + b"\x00"):
        with pytest.raises(AccessError):
            parse_registration(wrong, data, CHALLENGE, SITE)


@pytest.mark.parametrize(
    "cose",
    [
        {},
        {1: 3, 3: -257, -1: bytes(256), -2: b"\x01\x00\x01"},
        {1: 2, 3: -7, -1: 2, -2: bytes(32), -3: bytes(32)},
        {1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)},
        {1: 2, 3: -7, -1: 1, -2: bytes(31), -3: bytes(33)},
        {1: 1, 3: -8, -1: 6, -2: bytes(31)},
        {1: 1, 3: -8, -1: 4, -2: bytes(32)},
    ],
)
def test_keys_of_other_kinds_and_points_off_the_curve_are_refused(cose: dict[int, object]) -> None:
    key = SoftKey()
    head = key.head("localhost", PRESENT | VERIFIED | ATTESTED)
    content = head + bytes(16) + b"\x00\x01x" + cbor2.dumps(cose)
    attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": content})
    data = key.client_data("webauthn.create", base64url(CHALLENGE))
    with pytest.raises(AccessError):
        parse_registration(attestation, data, CHALLENGE, SITE)


@pytest.mark.parametrize(
    "attestation",
    [
        b"",
        b"\xa1" * 100,
        b"\x9f",
        b"\x5a\xff\xff\xff\xff",
        cbor2.dumps({"authData": "text"}),
        cbor2.dumps([1]),
        b"\xa2\x61a\x01\x61a\x02",
        cbor2.dumps({"authData": b"x" * 20_000}),
    ],
)
def test_what_is_no_attestation_is_refused(attestation: bytes) -> None:
    data = SoftKey().client_data("webauthn.create", base64url(CHALLENGE))
    with pytest.raises(AccessError):
        parse_registration(attestation, data, CHALLENGE, SITE)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b"[" * 4000, b" " * 5000])
def test_what_is_no_client_data_is_refused(data: bytes) -> None:
    key = SoftKey()
    credential, answer = made(key), answered(key)
    with pytest.raises(AccessError):
        check_assertion(credential, replace(answer, client_data=data), CHALLENGE, SITE)


def test_a_counter_must_grow_where_there_is_one() -> None:
    key = SoftKey()
    credential = made(key)
    first = answered(key)
    with pytest.raises(AccessError, match="went back"):
        check_assertion(replace(credential, counter=1), first, CHALLENGE, SITE)
    key.counter = -1  # an authenticator that counts nothing: always zero
    assert check_assertion(credential, answered(key), CHALLENGE, SITE) == 0
