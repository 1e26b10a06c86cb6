"""New roots with one peer: the epoch step in good times, the resync when nothing opens.

Both mix fresh X25519 shares (ML-KEM-768 has its place) into a root, and both end in a new epoch
that is durable in the roots file before anything is sealed under it.  Sealing moves to the new
root only once the peer has shown that it holds it.

One number never names two roots: an offer counts for one start of its reader, an answer for one
offer, a resync ends a step under way, and its answer counts for less time than it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.context import Context
from directline.line.effects import NoticeKind, Transmit
from directline.line.limits import (
    EPOCH_LAST,
    EPOCH_LEAP_MAX,
    MS,
    OLD_ROOTS_NS,
    RESYNC_AFTER_NS,
    RESYNC_AGAIN_NS,
    RESYNC_UNOPENED,
    SECOND,
)
from directline.line.links import Link
from directline.line.outbox import CONTROL_LANE, Outbox
from directline.line.secrecy import Channel, Opened
from directline.wire.control import MEANT_BYTES, NONCE_BYTES, EpochStep, Resync
from directline.wire.frame import FrameType
from directline.wire.sealing import PeerRoots, stepped_root
from directline.wire.suite import Agreement

OFFER, ANSWER = 0, 1
EPOCH_AGAIN_NS = 30 * SECOND


@dataclass(slots=True)
class Renewal:
    """The roots shared with one peer, and how they are renewed."""

    ctx: Context
    peer: int
    channel: Channel
    outbox: Outbox
    contact_ns: int
    """Since when the present epoch has been in use."""
    secret: Agreement | None = None
    said: bytes = b""
    """Our offer of a step, as it was said last."""
    answered: tuple[bytes, bytes] | None = None
    """The last offer of a step and our answer: an offer that comes again gets the same one."""
    offered: int = 0
    offered_ns: int = 0
    resync_secret: Agreement | None = None
    resync_offer: Resync | None = None
    resync_ns: int = 0
    heard: bool = False
    """A frame has opened under the root in use while an answer to our offer was awaited."""
    answered_ns: int = -RESYNC_AGAIN_NS
    """When a resync was last answered: each costs a write of the roots and a logged event."""
    settling: bool = False
    logged: tuple[int, str] | None = None
    """(epoch, why) of a renewal to be logged as a line event."""

    def tick(self, now_ns: int) -> None:
        """Begin an epoch step when one is due and the peer is there; drop old roots."""
        roots = self.channel.roots
        if self._may_offer() and now_ns >= self.next_ns():
            self._offer(now_ns)
        if len(roots.epochs) > 1 and roots.send == roots.newest() and not self.settling:
            idle = not any(
                i.sealed and i.sealed.epoch < roots.send
                for lane in self.outbox.outstanding
                for i in lane.values()
            )
            if idle and now_ns - self.contact_ns > OLD_ROOTS_NS:
                self._adopt(roots.settled())
        if self.heard and not self.settling and not self._awaiting(now_ns):
            self._resynced()

    def next_ns(self) -> int:
        """When `tick` could next begin a step, or end a resync that nobody answered."""
        if not self._may_offer():
            return self.resync_ns + RESYNC_AGAIN_NS if self.heard and not self.settling else 2**62
        due = self.contact_ns + self.ctx.charter.terms.epoch_interval_ms * MS
        return max(due, self.offered_ns + EPOCH_AGAIN_NS if self.offered_ns else 0)

    def _may_offer(self) -> bool:
        """Whether the step is ours to begin, the peer is there, and no other renewal goes on."""
        roots = self.channel.roots
        ours = self._beginner() == self.ctx.own and roots.send == roots.newest()
        there = self.channel.live is not None and bool(self.outbox.links)
        return ours and there and not self.settling and not self.outbox.recovery

    def _beginner(self) -> int:
        """Who begins the steps of this pair: the charter's party, or the first of two others."""
        named = self.ctx.charter.epoch_party
        return named if named in {self.ctx.own, self.peer} else min(self.ctx.own, self.peer)

    def step(self, opened: Opened, now_ns: int) -> None:
        """Half of an epoch step has come."""
        step = EpochStep.decode(opened.content)
        if self.settling or self.outbox.recovery:
            return
        if step.step == OFFER:
            # Not what was meant for an earlier start of us, nor said by one of the peer.
            ours = step.meant == self.channel.incarnation
            if ours and opened.incarnation == self.channel.live and self._beginner() == self.peer:
                self._answer_step(step, opened.content)
            return
        if self.secret is None or step.meant != self._digest(self.said):
            return
        roots = self.channel.roots
        if step.epoch != self.offered or step.epoch != roots.newest() + 1:
            return
        root = self._stepped(roots, self.secret, step.share, self.said + opened.content)
        self.secret, self.contact_ns = None, now_ns
        self._adopt(
            roots.stepped(step.epoch, root, send=True), lambda: self._log(step.epoch, "step")
        )

    def _answer_step(self, offer: EpochStep, content: bytes) -> None:
        if self.answered is not None and self.answered[0] == content:
            self.outbox.control(FrameType.EPOCH, self.answered[1])
            return
        roots = self.channel.roots
        roots = roots.without_unconfirmed() if offer.epoch == roots.newest() else roots
        if offer.epoch != roots.newest() + 1:
            return
        secret = self._private()
        answer = EpochStep(ANSWER, offer.epoch, secret.share, meant=self._digest(content)).encode()
        root = self._stepped(roots, secret, offer.share, content + answer)
        stepped = roots.stepped(offer.epoch, root, send=False)
        self.answered = (content, answer)
        self._adopt(stepped, lambda: self.outbox.control(FrameType.EPOCH, answer))

    def opened(self, opened: Opened, now_ns: int) -> None:
        """A frame opened: under a newer root than ours, it shows that the peer holds that root."""
        roots = self.channel.roots
        newer = opened.epoch > roots.send and any(e == opened.epoch for e, _ in roots.epochs)
        if newer and not self.settling:
            # Not only under the newest: an offer that was said again may have added one above it
            # that nobody else will ever hold.
            self.contact_ns = now_ns
            last = opened.epoch == roots.newest()
            self._adopt(roots.confirmed(opened.epoch), self._resynced if last else None)
        elif self.outbox.recovery and opened.epoch == roots.send and not self.settling:
            if roots.send == roots.newest():
                self.heard = True
                if not self._awaiting(now_ns):
                    self._resynced()
            elif now_ns - self.resync_ns >= 2 * RESYNC_AGAIN_NS:
                self._adopt(roots.without_unconfirmed(), self._resynced)

    def unopened(self, link: Link, now_ns: int) -> None:
        """Frames come and none opens: after a while, resync."""
        lost = link.unopened >= RESYNC_UNOPENED and not link.known
        if (
            lost
            and now_ns - link.up_ns >= RESYNC_AFTER_NS
            and now_ns - self.resync_ns >= RESYNC_AGAIN_NS
        ):
            self.begin(now_ns)

    def begin(self, now_ns: int) -> None:
        """Offer a resync: signed, sealed under the recovery root."""
        self.resync_secret = self._private()
        share = self.resync_secret.share
        offer = Resync(OFFER, self.ctx.entropy.bytes(NONCE_BYTES), bytes(NONCE_BYTES), share,
                       self.channel.roots.newest())  # fmt: skip
        self.resync_offer = None
        self.resync_ns = max(now_ns, 1)
        secret = self.resync_secret

        def signed(offer: Resync) -> None:
            if self.resync_secret is not secret:
                return  # Another resync came while the key was signing.
            self.resync_offer = offer
            self._recover()
            self._send(offer)
            self.ctx.notice(NoticeKind.RESYNC, self.peer, "begun", epoch=offer.epoch)

        self._sign(offer, share, signed)

    def resync(self, content: bytes, now_ns: int) -> None:
        """A step of a resync has opened under the recovery root.

        Raises:
            RemoteProtocolError: its signature does not hold.
        """
        message = Resync.decode(content)
        newest = self.channel.roots.newest()
        if message.epoch > min(newest + EPOCH_LEAP_MAX, EPOCH_LAST):
            raise RemoteProtocolError("a resync that leaps over epochs", rule="RESYNC-2")
        if message.step == OFFER:
            self._check(message, message.share)
            if now_ns - self.answered_ns < RESYNC_AGAIN_NS // 2:
                return
            crossing = self._awaiting(now_ns) and self.ctx.own < self.peer
            if not self.settling and not crossing:
                self._answer(message, now_ns)
            return
        offer, secret = self.resync_offer, self.resync_secret
        if offer is None or secret is None or message.nonce_a != offer.nonce_a or self.settling:
            return
        if not self._awaiting(now_ns):
            return  # The peer may have dropped what it answered.
        self._check(message, offer.share)
        roots = self.channel.roots
        if message.epoch <= newest:
            raise RemoteProtocolError("a resync that ends in an old epoch", rule="RESYNC-2")
        root = self._resync_root(secret, message.share, offer, message)
        self.resync_offer = self.resync_secret = None
        self.contact_ns = now_ns
        self._adopt(roots.stepped(message.epoch, root, send=True), self._resynced)

    def _answer(self, offer: Resync, now_ns: int) -> None:
        secret = self._private()
        epoch = max(offer.epoch, self.channel.roots.newest()) + 1
        answer = Resync(
            ANSWER, offer.nonce_a, self.ctx.entropy.bytes(NONCE_BYTES), secret.share, epoch
        )
        self.resync_ns = self.answered_ns = max(now_ns, 1)
        roots = self.channel.roots

        def signed(answer: Resync) -> None:
            if self.settling or self.channel.roots is not roots:
                return  # The roots went on while the key was signing: the offer comes again.
            root = self._resync_root(secret, offer.share, offer, answer)
            self.resync_offer = self.resync_secret = None
            self._recover()
            stepped = roots.stepped(epoch, root, send=False)
            self._adopt(stepped, lambda: self._send(answer))
            self.ctx.notice(NoticeKind.RESYNC, self.peer, "answered", epoch=epoch)

        self._sign(answer, offer.share, signed)

    def _awaiting(self, now_ns: int) -> bool:
        """Whether an answer to our offer of a resync counts: for less time than it is kept."""
        return self.resync_offer is not None and now_ns - self.resync_ns < RESYNC_AGAIN_NS

    def _recover(self) -> None:
        """A resync goes on: no step does, and what is not acknowledged waits to be sealed anew."""
        self.secret = self.answered = None
        self.heard, self.outbox.recovery = False, True
        self.outbox.reseal()

    def _resynced(self) -> None:
        self.resync_offer = self.resync_secret = None
        self.heard = False
        if self.outbox.recovery:
            self.outbox.recovery = False
            self.outbox.reseal()
            self._log(self.channel.roots.newest(), "resync")
            self.ctx.notice(NoticeKind.RESYNC, self.peer, "ended", state=False)
        for link in self.outbox.links.values():
            link.unopened = 0
            link.heartbeat_due_ns = 0

    def _log(self, epoch: int, why: str) -> None:
        self.logged = (epoch, why)
        self.ctx.notice(NoticeKind.EPOCH, self.peer, why, epoch=epoch)
        for link in self.outbox.links.values():
            link.heartbeat_due_ns = 0

    def _offer(self, now_ns: int) -> None:
        if self.secret is None or self.offered != self.channel.roots.newest() + 1:
            self.secret = self._private()
        self.offered = self.channel.roots.newest() + 1
        self.offered_ns = now_ns
        assert self.channel.live is not None
        offer = EpochStep(OFFER, self.offered, self.secret.share, meant=self.channel.live)
        self.said = offer.encode()
        self.outbox.control(FrameType.EPOCH, self.said)

    def _adopt(self, roots: PeerRoots, then: Callable[[], None] | None = None) -> None:
        """Use new roots once they are durable."""
        self.settling = True
        self.channel.staged = roots

        def done(_now_ns: int) -> None:
            self.settling, self.channel.staged = False, None
            self.channel.adopt(roots)
            if then is not None:
                then()

        def refused(_full: bool, reason: str, _now_ns: int) -> None:
            self.settling, self.channel.staged = False, None
            self.ctx.notice(NoticeKind.EPOCH, self.peer, f"new roots were not stored: {reason}")

        self.ctx.persist_roots(done, refused)

    def _stepped(
        self, roots: PeerRoots, secret: Agreement, share: bytes, transcript: bytes
    ) -> bytes:
        newest = dict(roots.epochs)[roots.newest()]
        return stepped_root(newest, secret.shared(share), transcript, self.ctx.suite)

    def _resync_root(self, secret: Agreement, share: bytes, offer: Resync, answer: Resync) -> bytes:
        transcript = offer.encode() + answer.encode()
        return stepped_root(
            self.channel.roots.recovery, secret.shared(share), transcript, self.ctx.suite
        )

    def _sign(self, message: Resync, offer_share: bytes, done: Callable[[Resync], None]) -> None:
        """Go on in `done` with the signed message; where the key cannot sign, nothing is sent."""
        place = message.signed(self.ctx.charter.line_id, self.ctx.own, self.peer, offer_share)
        self.ctx.sign(
            place, lambda signature: done(replace(message, signature=signature)),
            lambda _full, reason, _now_ns: self.ctx.notice(
                NoticeKind.RESYNC, self.peer, f"not signed: {reason}", state=False),
        )  # fmt: skip

    def _check(self, message: Resync, offer_share: bytes) -> None:
        place = message.signed(self.ctx.charter.line_id, self.peer, self.ctx.own, offer_share)
        refused: VerificationError | None = None
        used = self.ctx.feeds.used(self.peer)
        for public in self.ctx.charter.keys_of(self.peer, "identity", used):
            if public in self.ctx.lost:
                continue
            try:
                self.ctx.suite.verify(public, message.signature, place, part="resync")
            except VerificationError as error:
                refused = error
            else:
                return
        raise RemoteProtocolError(
            "a resync that the peer's key did not sign", rule="RESYNC-3"
        ) from refused

    def _send(self, message: Resync) -> None:
        """On every link at once, with the incarnation; it is repeated by the next offer if lost."""
        sealed = self.channel.seal(FrameType.RESYNC, CONTROL_LANE, message.encode(), recovery=True)
        for link in self.outbox.links.values():
            self.ctx.effects.append(Transmit(link.name, (sealed.wire(self.channel.incarnation),)))

    def _digest(self, offer: bytes) -> bytes:
        return self.ctx.suite.sha256(offer)[:MEANT_BYTES]

    def _private(self) -> Agreement:
        return Agreement(self.ctx.entropy.bytes(32))
