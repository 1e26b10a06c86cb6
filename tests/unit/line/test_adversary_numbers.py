"""A party with valid keys that tries to use numbers up, or to make us do work without end."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from directline.line.effects import NoticeKind
from directline.wire.charter import Terms
from directline.wire.control import EpochStep, Head, Request, Resync
from directline.wire.frame import FrameType
from directline.wire.suite import REAL_SUITE, Agreement
from tests.support.liar import Liar
from tests.support.pair import Station, World

if TYPE_CHECKING:
    from collections.abc import Callable

SHARE = Agreement(b"a" * 32).share


def offer_of(liar: Liar, epoch: int, nonce: bytes = b"n" * 16) -> bytes:
    """A resync that BRAVO's key has signed, sealed under the recovery root."""
    offer = Resync(0, nonce, bytes(16), SHARE, epoch)
    signed = offer.signed(liar.charter.line_id, 1, 0, SHARE)
    offer = replace(offer, signature=liar.signer.sign(signed))
    return liar.frame(FrameType.RESYNC, offer.encode(), recovery=True)


def met(**terms: int) -> Liar:
    liar = Liar(World(terms=Terms(**terms)))
    liar.meet()
    return liar


def counted(station: Station) -> list[tuple[int, int, int]]:
    """What the line reads of its store from now on."""
    reads: list[tuple[int, int, int]] = []
    plain: Callable[..., object] = station.store.entry

    def entry(party: int, generation: int, position: int) -> object:
        reads.append((party, generation, position))
        return plain(party, generation, position)

    station.store.entry = entry  # type: ignore[method-assign, assignment]
    return reads


@pytest.mark.parametrize("epoch", [2**32 - 1, 2**31])
def test_a_resync_cannot_use_up_the_numbers_of_epochs(epoch: int) -> None:
    liar = met()
    liar.say(offer_of(liar, epoch))
    liar.beat()
    liar.world.run(1)
    liar.world.restart(0)
    assert liar.world.alpha.line.status(liar.world.now_ns).epoch < 10


@pytest.mark.parametrize("epoch", [2**32 - 1, 1_000])
def test_a_step_goes_to_the_next_epoch_and_no_other(epoch: int) -> None:
    liar = met()
    charter = liar.world.alpha.line._ctx.charter
    object.__setattr__(charter, "epoch_party", 1)  # Here BRAVO begins the steps.
    channel = liar.world.alpha.line._peers[1].channel
    ours = channel.incarnation
    liar.say(liar.frame(FrameType.EPOCH, EpochStep(0, epoch, SHARE, meant=ours).encode()))
    liar.beat()
    assert channel.roots.newest() == 1
    liar.say(liar.frame(FrameType.EPOCH, EpochStep(0, 2, SHARE, meant=ours).encode()))
    assert channel.roots.newest() == 2


def test_an_answer_to_a_step_that_a_resync_overtook_changes_nothing() -> None:
    liar = met(epoch_interval_ms=2_000)
    for _ in range(3):
        liar.world.run(1)
        liar.beat()
    liar.listen()
    offers = [o for o in liar.got if o.type is FrameType.EPOCH]
    assert offers
    due = EpochStep.decode(offers[-1].content).epoch
    meant = REAL_SUITE.sha256(offers[-1].content)[:16]
    liar.say(offer_of(liar, 1))
    liar.say(liar.frame(FrameType.EPOCH, EpochStep(1, due, SHARE, meant=meant).encode()))
    liar.beat()
    liar.world.run(1)
    assert liar.world.alpha.up


def test_resyncs_without_end_are_answered_at_a_bounded_rate() -> None:
    liar = met()
    for number in range(200):
        liar.say(offer_of(liar, 1, number.to_bytes(16)))
        liar.world.run(0.05)
    begun = [n for n in liar.world.alpha.notices(NoticeKind.RESYNC) if n.detail == "answered"]
    assert 1 <= len(begun) <= 5


@pytest.mark.parametrize("generation", [2**32 - 1, 2**32 - 2])
def test_a_peer_cannot_use_up_our_generations(generation: int) -> None:
    world = World()
    world.connect()
    world.run(1)
    world.alpha.release()
    world.run(1)
    liar = Liar(world)
    world.restart(0)
    liar.heads = (Head(0, generation, 5, 5), Head(1, 1, 0, 0))
    liar.meet()
    world.run(12)
    status = world.alpha.line.status(world.now_ns)
    assert status.ready
    assert status.generation < 3


def test_one_small_request_costs_a_bounded_number_of_reads() -> None:
    world = World()
    world.connect()
    for _ in range(600):
        world.alpha.release()
    world.run(5)
    liar = Liar(world)
    liar.meet()
    liar.heads = (Head(0, 1, 600, 600), Head(1, 1, 0, 0))
    liar.beat()
    reads = counted(world.alpha)
    spans = tuple((0, 1, 1, 600) for _ in range(32))
    liar.say(liar.frame(FrameType.REQUEST, Request(spans=spans).encode()))
    assert 0 < len(reads) <= 1_100


def test_a_peer_that_says_again_and_again_that_it_holds_nothing_costs_few_reads() -> None:
    world = World()
    world.connect()
    for _ in range(600):
        world.alpha.release()
    world.run(5)
    liar = Liar(world)
    liar.meet()
    reads = counted(world.alpha)
    for _ in range(8):
        for held in (0, 600):
            liar.heads = (Head(0, 1, held, held), Head(1, 1, 0, 0))
            liar.beat()
        world.run(6)
    assert 600 <= len(reads) <= 5 * 600


def test_a_control_frame_whose_acknowledgement_was_lost_is_acknowledged_again() -> None:
    liar = met()
    frame = liar.frame(FrameType.REQUEST, Request().encode())
    liar.say(frame)
    liar.world.run(0.1)
    liar.listen()
    liar.say(frame)
    liar.world.run(0.1)
    assert [o for o in liar.listen() if o.type is FrameType.ACK]
