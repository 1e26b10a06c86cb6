"""The kit's half of an epoch step and of a resync, written out from `spec/wire.md` section 7."""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from directline.wire.control import MEANT_BYTES, EpochStep, Resync
from directline.wire.sealing import PeerRoots, stepped_root
from directline.wire.suite import REAL_SUITE, Agreement

if TYPE_CHECKING:
    from directline.conform.peer import Peer


@dataclass(slots=True)
class Exchange:
    """One exchange of shares."""

    secret: Agreement = field(default_factory=lambda: Agreement(secrets.token_bytes(32)))
    offer: Resync | None = None

    def step(self, peer: "Peer") -> EpochStep:
        """Our offer of an epoch step, to the tested station's present start."""
        number = peer.seals.roots.newest() + 1
        return EpochStep(0, number, self.secret.share, meant=peer.seals.latest or bytes(16))

    def stepped(self, roots: PeerRoots, offer: EpochStep, answer: EpochStep) -> PeerRoots:
        """The roots after our offer was answered."""
        root = self._root(roots, answer.share, offer.encode() + answer.encode())
        return roots.stepped(answer.epoch, root, send=True)

    def step_answer(self, roots: PeerRoots, content: bytes) -> tuple[EpochStep, PeerRoots]:
        """Our answer to their offer, and the roots after it."""
        offer = EpochStep.decode(content)
        meant = hashlib.sha256(content).digest()[:MEANT_BYTES]
        answer = EpochStep(1, offer.epoch, self.secret.share, meant=meant)
        root = self._root(roots, offer.share, content + answer.encode())
        return answer, roots.stepped(offer.epoch, root, send=False)

    def resync(self, peer: "Peer", *, epoch: int | None = None) -> Resync:
        """Our signed offer of a resync."""
        share = self.secret.share
        number = peer.seals.roots.newest() if epoch is None else epoch
        plain = Resync(0, secrets.token_bytes(16), bytes(16), share, number)
        self.offer = self._signed(peer, plain, share)
        return self.offer

    def resynced(self, peer: "Peer", answer: Resync) -> PeerRoots:
        """The roots after our offer was answered.

        Raises:
            VerificationError: their identity key did not sign the answer.
        """
        assert self.offer is not None
        text = answer.signed(peer.charter.line_id, peer.other, peer.own, self.offer.share)
        peer.verify(answer.signature, text)
        return self._recovered(peer, answer.share, self.offer, answer)

    def answer(self, peer: "Peer", offer: Resync, *, epoch: int | None = None) -> Resync:
        """Our signed answer to their offer."""
        newest = max(offer.epoch, peer.seals.roots.newest()) + 1
        plain = Resync(
            1, offer.nonce_a, secrets.token_bytes(16), self.secret.share,
            newest if epoch is None else epoch,
        )  # fmt: skip
        return self._signed(peer, plain, offer.share)

    def answered(self, peer: "Peer", offer: Resync, answer: Resync) -> PeerRoots:
        """The roots after we answered."""
        return self._recovered(peer, offer.share, offer, answer)

    def _recovered(self, peer: "Peer", share: bytes, offer: Resync, answer: Resync) -> PeerRoots:
        roots = peer.seals.roots
        root = stepped_root(
            roots.recovery, self.secret.shared(share), offer.encode() + answer.encode(), REAL_SUITE
        )
        return roots.stepped(answer.epoch, root, send=True)

    def _root(self, roots: PeerRoots, share: bytes, transcript: bytes) -> bytes:
        newest = dict(roots.epochs)[roots.newest()]
        return stepped_root(newest, self.secret.shared(share), transcript, REAL_SUITE)

    def _signed(self, peer: "Peer", plain: Resync, offer_share: bytes) -> Resync:
        text = plain.signed(peer.charter.line_id, peer.own, peer.other, offer_share)
        return replace(plain, signature=peer.party.keys["identity"].sign(text))
