"""Starts, epoch steps and resyncs."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from directline.conform.checks.base import Room, Seen, accepted, lives, receipted
from directline.conform.peer import Peer
from directline.conform.renewal import Exchange
from directline.wire.body import decode_body
from directline.wire.control import EpochStep, Resync
from directline.wire.frame import FrameType
from directline.wire.values import Kind

ROOM = Room()
PATIENCE_S = 9.0
"""A resync is offered once in 5 s at most."""


@ROOM.check(
    "SEAL-4",
    "ACK-3",
    did="started anew, with a frame of the earlier start on its way",
    expected="the new start is known, and nothing of the old one acknowledged under it",
)
def a_new_start_is_followed(peer: Peer) -> Seen:
    """Incarnations are told apart."""
    faults = len(peer.faults)
    before = peer.entry("before the start")
    peer.keep(before)
    for _ in range(5):
        peer.send(before)
    peer.restart()
    if not peer.meet():
        return Seen(False, "the new start was not met")
    entry = peer.entry()
    there = accepted(peer, before) and accepted(peer, entry) and receipted(peer, entry)
    wrong = [text for rule, text in peer.faults[faults:] if rule == "ACK-3"]
    return Seen(there and not wrong, wrong[0] if wrong else "followed")


@ROOM.check(
    "BOUND-1",
    did="started anew twelve times, meeting it each time",
    expected="the thirteenth start works like the first",
)
def many_starts_fill_nothing(peer: Peer) -> Seen:
    """Eight incarnations are remembered."""
    for number in range(12):
        peer.restart()
        if not lives(peer):
            return Seen(False, f"start {number + 1} was not answered")
    return Seen(accepted(peer), "the line carries")


def _answer_to(peer: Peer, step: EpochStep, mark: int) -> EpochStep | None:
    for heard in list(peer.heard)[mark:]:
        if heard.opened.type is FrameType.EPOCH:
            found = EpochStep.decode(heard.opened.content)
            if found.step == 1 and found.epoch == step.epoch:
                return found
    return None


def _ours(peer: Peer) -> Seen | None:
    """The kit begins the epoch steps, or there is nothing to see."""
    if peer.charter.epoch_party != peer.own:
        return Seen(None, "in this charter the tested party begins the steps")
    return None


def _bad_step(name: str, rule: str, how: Callable[[Peer, EpochStep], bytes]) -> None:
    def play(peer: Peer) -> Seen:
        unseen = _ours(peer)
        if unseen is not None and rule != "EPOCH-5":
            return unseen
        exchange = Exchange()
        mark = len(peer.heard)
        offer = exchange.step(peer)
        peer.frame(FrameType.EPOCH, how(peer, offer))
        came = peer.wait(
            lambda: any(h.opened.type is FrameType.EPOCH for h in list(peer.heard)[mark:]), 0.4
        )
        if came:
            return Seen(False, "it was answered")
        return Seen(accepted(peer), "no answer; the line goes on under the same root")

    ROOM.add(
        f"an epoch step {name}",
        rule,
        did=f"sent an epoch step {name}",
        expected="no answer; nothing changes",
        play=play,
    )


_bad_step("with a share of zeros", "EPOCH-2", lambda _p, s: replace(s, share=bytes(32)).encode())
_bad_step(
    "that leaves out an epoch", "EPOCH-1", lambda _p, s: replace(s, epoch=s.epoch + 1).encode()
)
_bad_step("of another layout", "EPOCH-1", lambda _p, s: b"\x86" + s.encode()[1:] + b"\x00")
_bad_step(
    "with a share of 31 bytes",
    "EPOCH-1",
    lambda _p, s: s.encode().replace(b"\x58\x20" + s.share, b"\x58\x1f" + s.share[1:]),
)
_bad_step(
    "meant for another start",
    "EPOCH-7",
    lambda _p, s: replace(s, meant=s.meant[:-1] + bytes([s.meant[-1] ^ 1])).encode(),
)
_bad_step(
    "that answers no offer", "EPOCH-5", lambda _p, s: EpochStep(1, s.epoch + 4, s.share).encode()
)


@ROOM.check(
    "EPOCH-3",
    "EPOCH-4",
    "EPOCH-5",
    "EPOCH-7",
    did="offered an epoch step twice, then sealed under the new root",
    expected="the same answer twice; it seals under the new root after our first frame under it",
)
def an_epoch_step_is_answered(peer: Peer) -> Seen:
    """And the line goes on under it."""
    unseen = _ours(peer)
    if unseen is not None:
        return _their_step(peer)
    exchange, mark = Exchange(), len(peer.heard)
    offer = exchange.step(peer)
    peer.frame(FrameType.EPOCH, offer.encode())
    if not peer.wait(lambda: _answer_to(peer, offer, mark) is not None):
        return Seen(False, "no answer")
    answer = _answer_to(peer, offer, mark)
    assert answer is not None
    if answer.meant != hashlib.sha256(offer.encode()).digest()[:16]:
        return Seen(False, "the answer does not name the offer")
    again = len(peer.heard)
    peer.frame(FrameType.EPOCH, offer.encode())
    if not peer.wait(lambda: _answer_to(peer, offer, again) is not None):
        return Seen(False, "no answer to the offer that came again")
    if _answer_to(peer, offer, again) != answer:
        return Seen(False, "another answer to the same offer")
    early = [h for h in list(peer.heard)[mark:] if h.opened.epoch == offer.epoch]
    peer.adopt(exchange.stepped(peer.seals.roots, offer, answer))
    after = len(peer.heard)
    entry = peer.entry()
    carried = accepted(peer, entry) and receipted(peer, entry)
    moved = peer.wait(
        lambda: any(h.opened.epoch == offer.epoch for h in list(peer.heard)[after:]), 6.0
    )
    if early:
        return Seen(False, "it sealed under the new root before any frame under it had opened")
    return Seen(carried and moved, f"epoch {offer.epoch} is in use on both sides")


def _their_step(peer: Peer) -> Seen:
    """The tested party begins: wait for its offer and answer it."""
    wait = peer.charter.terms.epoch_interval_ms / 1000 + 8
    if wait > 40:
        return Seen(None, f"its step is due every {wait:.0f} s: too long to wait for")
    if not peer.wait(lambda: peer.steps_answered, wait):
        return Seen(False, f"no offer within {wait:.0f} s")
    newest = peer.seals.roots.newest()
    after = len(peer.heard)
    carried = accepted(peer)
    moved = peer.wait(lambda: any(h.opened.epoch == newest for h in list(peer.heard)[after:]), 6.0)
    return Seen(carried and moved, f"offered; epoch {newest} is in use on both sides")


def _resynced(peer: Peer, exchange: Exchange, mark: int) -> Resync | None:
    for heard in list(peer.heard)[mark:]:
        if heard.opened.type is FrameType.RESYNC:
            found = Resync.decode(heard.opened.content)
            if found.step == 1 and exchange.offer and found.nonce_a == exchange.offer.nonce_a:
                return found
    return None


def _bad_offer(name: str, rule: str, how: Callable[[Peer, Resync], bytes]) -> None:
    def play(peer: Peer) -> Seen:
        exchange, mark = Exchange(), len(peer.heard)
        offer = exchange.resync(peer)
        peer.frame(FrameType.RESYNC, how(peer, offer), recovery=True)
        came = peer.wait(
            lambda: any(h.opened.type is FrameType.RESYNC for h in list(peer.heard)[mark:]), 0.4
        )
        if came:
            return Seen(False, "it was answered")
        entry = peer.entry()
        return Seen(accepted(peer, entry) and receipted(peer, entry), "no answer; the line goes on")

    ROOM.add(
        f"a resync {name}",
        rule,
        did=f"offered a resync {name}",
        expected="no answer; nothing changes",
        play=play,
    )


_bad_offer("that is not signed", "RESYNC-3", lambda _p, o: replace(o, signature=bytes(64)).encode())
_bad_offer(
    "signed by another key",
    "RESYNC-3",
    lambda p, o: replace(
        o,
        signature=p.party.keys["checkpoint"].sign(
            o.signed(p.charter.line_id, p.own, p.other, o.share)
        ),
    ).encode(),
)
_bad_offer(
    "signed for the other direction",
    "RESYNC-3",
    lambda p, o: replace(
        o,
        signature=p.party.keys["identity"].sign(
            o.signed(p.charter.line_id, p.other, p.own, o.share)
        ),
    ).encode(),
)
_bad_offer("of another layout", "RESYNC-1", lambda _p, o: b"\x88" + o.encode()[1:] + b"\x00")
_bad_offer(
    "to the last epoch of all",
    "RESYNC-2",
    lambda p, _o: Exchange().resync(p, epoch=2**32 - 1).encode(),
)


@ROOM.check(
    "RESYNC-2",
    "RESYNC-3",
    "RESYNC-5",
    did="offered a resync, and took its answer",
    expected="signed, for a newer epoch; both seal under the new root; a line event logs it",
)
def a_resync_is_answered(peer: Peer) -> Seen:
    """With fresh shares of both."""
    exchange, mark = Exchange(), len(peer.heard)
    newest = peer.seals.roots.newest()
    exchange.resync(peer)
    begun = peer.net.now()
    while peer.net.now() - begun < PATIENCE_S and _resynced(peer, exchange, mark) is None:
        assert exchange.offer is not None
        peer.frame(FrameType.RESYNC, exchange.offer.encode(), recovery=True)
        peer.wait(lambda: _resynced(peer, exchange, mark) is not None, 1.2)
    answer = _resynced(peer, exchange, mark)
    if answer is None:
        return Seen(False, f"no answer within {PATIENCE_S:.0f} s")
    if answer.epoch <= newest:
        return Seen(False, f"an epoch that is not newer: {answer.epoch}")
    peer.adopt(exchange.resynced(peer, answer))
    entry = peer.entry()
    carried = accepted(peer, entry) and receipted(peer, entry)
    logged = peer.wait(lambda: _logged(peer, mark), 4.0)
    return Seen(
        carried and logged,
        f"epoch {answer.epoch}, {'logged by a line event' if logged else 'NOT logged'}",
    )


def _logged(peer: Peer, mark: int) -> bool:
    for entry in peer.received(mark):
        if entry.header.kind is Kind.EVENT and entry.body is not None:
            body = decode_body(entry.body)
            if body.code == "E-EPOCH" and body.fields[1:2] == ("resync",):
                return True
    return False


@ROOM.check(
    "RESYNC-4",
    "RESYNC-2",
    "RESYNC-3",
    did="lost the epoch roots: sealed under another root; answered its offer wrongly, then rightly",
    expected="it offers a resync; an answer for an old epoch changes nothing; the right one mends",
)
def lost_roots_are_mended_by_a_resync(peer: Peer) -> Seen:
    """Frames come and none opens."""
    good = peer.seals.roots
    lost = replace(good, epochs=((good.newest(), bytes(range(32))),), send=good.newest())
    peer.restart()
    peer.seals.roots = lost
    mark = len(peer.heard)
    peer.wait(lambda: _offered(peer, mark) is not None, PATIENCE_S + 4)
    offer = _offered(peer, mark)
    if offer is None:
        peer.seals.roots = good
        return Seen(False, "no offer of a resync")
    exchange = Exchange()
    stale = exchange.answer(peer, offer, epoch=1)
    peer.frame(FrameType.RESYNC, stale.encode(), recovery=True)
    peer.spend(0.1)
    offer = _offered(peer, mark) or offer
    exchange = Exchange()
    answer = exchange.answer(peer, offer)
    peer.frame(FrameType.RESYNC, answer.encode(), recovery=True)
    peer.adopt(exchange.answered(peer, offer, answer))
    entry = peer.entry()
    there = peer.meet() and accepted(peer, entry) and receipted(peer, entry)
    return Seen(there, f"offered; epoch {answer.epoch} is in use" if there else "not mended")


def _offered(peer: Peer, mark: int) -> Resync | None:
    """The newest offer of theirs."""
    for heard in reversed(list(peer.heard)[mark:]):
        if heard.opened.type is FrameType.RESYNC:
            found = Resync.decode(heard.opened.content)
            if found.step == 0:
                text = found.signed(peer.charter.line_id, peer.other, peer.own, found.share)
                peer.verify(found.signature, text)
                return found
    return None


@ROOM.check(
    "RESYNC-6",
    did="sent the offer of a resync again, the same bytes, three times",
    expected="the line goes on without a pause of 10 s",
)
def a_replayed_offer_stops_nothing(peer: Peer) -> Seen:
    """An enemy may have kept it."""
    exchange = Exchange()
    offer = exchange.resync(peer)
    sent = peer.frame(FrameType.RESYNC, offer.encode(), recovery=True)
    for _ in range(3):
        peer.put(sent.frame)
    begun = peer.net.now()
    entry = peer.entry()
    peer.keep(entry)
    end = begun + 14
    done = False
    while not done and peer.net.now() < end:
        peer.send(entry)
        done = peer.wait(lambda: peer.receipted()[0] >= entry.header.position, 1.0)
    took = peer.net.now() - begun
    return Seen(done and took <= 12, f"a message was receipted after {took:.1f} s")
