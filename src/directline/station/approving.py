"""An officer's approval of exactly one release, by passkey: asked, checked once, kept.

The challenge is a digest of everything that would be sent (line, form, body, precedence, drill,
what the drafter had read), of the draft and the officer, and of fresh chance.  It is answered
once, within minutes, by a passkey of the officer who releases; anything else releases nothing.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directline.errors import AccessError
from directline.station.door import Room
from directline.station.draftbox import StoredDraft
from directline.station.officers import Officer
from directline.station.passkeys import Approval, Passkey, challenge_of
from directline.station.sessions import digest
from directline.station.views import PasskeyAnswer, SessionView
from directline.station.webauthn import (
    ALGORITHMS,
    Assertion,
    Credential,
    Site,
    base64url,
    check_assertion,
    parse_registration,
)
from directline.wire.codec import encode
from directline.wire.values import Precedence

PENDING_MAX = 256
"""Challenges that wait for an answer: one or two a desk."""
PENDING_MS = 300_000
"""A person finds a key and types its PIN in less than five minutes."""
NONCE_BYTES = 32
_PAGE_MS = 120_000
"""How long the browser waits for the person; less than the challenge lives."""


@dataclass(frozen=True, slots=True)
class _Pending:
    subject: bytes
    nonce: bytes
    origin: str
    until_ms: int


class Approving:
    """Challenges that were given out, and the checks of what came back."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._pending: OrderedDict[tuple[bytes, str], _Pending] = OrderedDict()

    # --- a new passkey --------------------------------------------------------------------------

    def begin_registration(
        self, session: SessionView, officer: Officer, origin: str
    ) -> dict[str, Any]:
        """The options of `navigator.credentials.create`."""
        site = Site.of(origin)
        subject = encode(("directline/passkey/v1", self.room.line_hex, officer.id, origin))
        challenge = self._give(session, "create", lambda _nonce: subject, origin)
        known = [key.credential.id for key in self.room.office.passkeys.of(officer.id)]
        return {
            "challenge": base64url(challenge),
            "rp": {"id": site.rp_id, "name": f"directline {self.room.party}"},
            "user": {
                "id": base64url(digest(f"{self.room.party}/{officer.id}")),
                "name": officer.login,
                "displayName": officer.name,
            },
            "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in ALGORITHMS],
            "excludeCredentials": _named(known),
            "authenticatorSelection": {"userVerification": "required"},
            "attestation": "none",
            "timeout": _PAGE_MS,
        }

    def register(self, session: SessionView, answer: PasskeyAnswer) -> tuple[Credential, Site]:
        """The passkey that a browser made for this asking.

        Raises:
            AccessError: it was made for another page, another asking, or is not readable.
        """
        pending = self._take(session, "create", answer.origin)
        site = Site.of(pending.origin)
        challenge = challenge_of(pending.subject, pending.nonce)
        return parse_registration(answer.content, answer.client_data, challenge, site), site

    # --- an approval ----------------------------------------------------------------------------

    def begin(
        self, session: SessionView, officer: Officer, draft: StoredDraft, origin: str
    ) -> dict[str, Any]:
        """The options of `navigator.credentials.get` for exactly this draft.

        Raises:
            AccessError: the officer has no passkey for this page.
        """
        site = Site.of(origin)
        held = [key for key in self._keys(officer) if key.site == site.rp_id]
        if not held:
            raise AccessError(
                f"you have no passkey for {site.rp_id}", remedy="register one: Passkeys, below"
            )
        challenge = self._give(
            session, "get", lambda nonce: self._subject(officer, draft, nonce), origin
        )
        return {
            "challenge": base64url(challenge),
            "rpId": site.rp_id,
            "allowCredentials": _named([key.credential.id for key in held]),
            "userVerification": "required",
            "timeout": _PAGE_MS,
        }

    def check(
        self,
        session: SessionView,
        officer: Officer,
        draft: StoredDraft,
        answer: PasskeyAnswer | None,
    ) -> int | None:
        """Check an approval of this draft and keep it; what is released next is what it names.

        Returns:
            The kept approval's number; None where none was given and none is needed.

        Raises:
            AccessError: one is needed and lacks, or it does not approve exactly this.
        """
        if answer is None:
            if self.room.passkey_rule.wants(draft.form, Precedence(draft.precedence)):
                raise AccessError(
                    "our party releases this only with the officer's passkey",
                    remedy="release it at a desk in a browser where your passkey works",
                )
            return None
        pending = self._take(session, "get", answer.origin)
        subject = self._subject(officer, draft, pending.nonce)  # as it is now, not as it was
        site = Site.of(pending.origin)
        key = self._mine(officer, answer.credential, site)
        assertion = Assertion(
            answer.credential, answer.client_data, answer.content, answer.signature
        )
        challenge = challenge_of(subject, pending.nonce)
        counter = check_assertion(key.credential, assertion, challenge, site)
        kept = Approval(subject, pending.nonce, pending.origin, assertion)
        return self.room.office.passkeys.keep(key, kept, counter=counter, now_ms=self.room.now_ms())

    def released(self, approval: int, message: str, officer: Officer) -> None:
        """The message that an approval let go; the watch log names both."""
        with self.room.beside():
            self.room.office.passkeys.released(approval, f"{self.room.line_hex}/{message}")
        args = {"message": message, "approval": str(approval)}
        self.room.log("log-approved", args, officer.name)

    # --- inside ---------------------------------------------------------------------------------

    def _keys(self, officer: Officer) -> tuple[Passkey, ...]:
        return self.room.office.passkeys.of(officer.id)

    def _mine(self, officer: Officer, credential: bytes, site: Site) -> Passkey:
        for key in self._keys(officer):
            if key.credential.id == credential and key.site == site.rp_id:
                return key
        raise AccessError(
            "that passkey is not one of yours for this page",
            remedy="use your own, or register it first",
        )

    def _subject(self, officer: Officer, draft: StoredDraft, nonce: bytes) -> bytes:
        """Everything that an approval is of, to the byte.

        The body stands as a digest under the nonce, so that it can be forgotten.
        """
        body = hashlib.sha256(nonce + (draft.body or b"")).digest()
        return encode(
            (
                "directline/release/v1", self.room.line_hex, self.room.party, officer.id, draft.id,
                draft.form, body, draft.precedence, draft.drill, draft.drafter,
                draft.changed_ms, draft.read,
            )
        )  # fmt: skip

    def _give(
        self, session: SessionView, what: str, subject_of: Callable[[bytes], bytes], origin: str
    ) -> bytes:
        now_ms = self.room.now_ms()
        nonce = self.room.entropy.bytes(NONCE_BYTES)
        subject = subject_of(nonce)
        place = (digest(session.token), what)
        self._pending.pop(place, None)
        self._pending[place] = _Pending(subject, nonce, origin, now_ms + PENDING_MS)
        while len(self._pending) > PENDING_MAX:
            self._pending.popitem(last=False)
        return challenge_of(subject, nonce)

    def _take(self, session: SessionView, what: str, origin: str) -> _Pending:
        """The challenge that this log-in was given: it is used up, whatever becomes of it."""
        pending = self._pending.pop((digest(session.token), what), None)
        if pending is None or self.room.now_ms() > pending.until_ms or pending.origin != origin:
            raise AccessError(
                "this passkey's answer was used before, came too late or from another page",
                remedy="try again",
            )
        return pending


def _named(credentials: list[bytes]) -> list[dict[str, str]]:
    return [{"type": "public-key", "id": base64url(one)} for one in credentials]
