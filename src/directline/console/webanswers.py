"""What a page posts of an authenticator's answer: one JSON text, as the browser writes it."""

import base64
import binascii
import json

from directline.console.context import BadFormError
from directline.station.views import PasskeyAnswer

ANSWER_CHARS_MAX = 32_768
"""Some hundred bytes, or an attestation of some kilobytes that nobody asked for."""


def answer_of(text: str, origin: str) -> PasskeyAnswer:
    """The answer to a registration or an approval.

    Raises:
        BadFormError: it is not what `PublicKeyCredential.toJSON()` gives.
    """
    try:
        told = json.loads(text) if len(text) <= ANSWER_CHARS_MAX else None
        inner = told["response"] if isinstance(told, dict) else None
        if not isinstance(told, dict) or not isinstance(inner, dict):
            raise BadFormError
        new = "attestationObject" in inner
        return PasskeyAnswer(
            origin=origin,
            credential=_bytes(told.get("rawId")),
            client_data=_bytes(inner.get("clientDataJSON")),
            content=_bytes(inner.get("attestationObject" if new else "authenticatorData")),
            signature=b"" if new else _bytes(inner.get("signature")),
        )
    except (ValueError, KeyError, RecursionError) as error:
        raise BadFormError from error


def _bytes(text: object) -> bytes:
    """Base64url without padding."""
    if not isinstance(text, str) or not text.isascii():
        raise BadFormError
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise BadFormError from error
