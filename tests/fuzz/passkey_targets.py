"""Targets of passkeys: what a browser posts of an authenticator's answer."""

import json
from functools import cache

from directline.console.context import BadFormError
from directline.console.webanswers import answer_of
from directline.errors import AccessError
from directline.station.webauthn import (
    Assertion,
    Credential,
    Site,
    base64url,
    check_assertion,
    check_client_data,
    parse_registration,
)
from tests.fuzz.target import Shape, Target
from tests.support.authenticator import SoftKey

SITE = Site("http://localhost:8443", "localhost")
CHALLENGE = bytes(32)


@cache
def _key() -> tuple[SoftKey, Credential, Assertion]:
    key = SoftKey()
    data = key.client_data("webauthn.create", base64url(CHALLENGE))
    credential = parse_registration(key.attestation("localhost"), data, CHALLENGE, SITE)
    got = key.get({"challenge": base64url(CHALLENGE), "rpId": "localhost"})
    return key, credential, Assertion(got.credential, got.client_data, got.content, got.signature)


def _registration(data: bytes) -> None:
    key = _key()[0]
    told = key.client_data("webauthn.create", base64url(CHALLENGE))
    found = parse_registration(data, told, CHALLENGE, SITE)
    assert len(found.public) in {32, 65}


def _registrations() -> tuple[bytes, ...]:
    return _key()[0].attestation("localhost"), SoftKey(ed25519=True).attestation("localhost")


def _assertion(data: bytes) -> None:
    """The signature's bytes and the authenticator's; whatever passes was signed by the key."""
    _, credential, answer = _key()
    size = len(answer.authenticator)
    given = Assertion(answer.credential, answer.client_data, data[:size], data[size:])
    check_assertion(credential, given, CHALLENGE, SITE)
    assert data[:size] == answer.authenticator


def _assertions() -> tuple[bytes, ...]:
    answer = _key()[2]
    return (answer.authenticator + answer.signature,)


def _client_data(data: bytes) -> None:
    check_client_data(data, "webauthn.get", CHALLENGE, SITE)


def _client_datas() -> tuple[bytes, ...]:
    return (_key()[2].client_data,)


def _answer(data: bytes) -> None:
    answer_of(data.decode("utf-8", "replace"), SITE.origin)


def _answers() -> tuple[bytes, ...]:
    new = {"clientDataJSON": "e30", "attestationObject": "oA"}
    got = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA"}
    return tuple(json.dumps({"rawId": "AQ", "response": told}).encode() for told in (new, got))


TARGETS = (
    Target("passkeys.registration", _registration, (AccessError,), 2_048, _registrations,
           ("station.webauthn.parse_registration",), Shape.CBOR, quick=90),
    Target("passkeys.assertion", _assertion, (AccessError,), 512, _assertions,
           ("station.webauthn.check_assertion",)),
    Target("passkeys.client_data", _client_data, (AccessError,), 4_096, _client_datas,
           ("station.webauthn.check_client_data",), Shape.JSON),
    Target("passkeys.answer", _answer, (BadFormError,), 4_096, _answers,
           ("console.webanswers.answer_of",), Shape.JSON, quick=60),
)  # fmt: skip
