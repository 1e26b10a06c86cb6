"""One number of an epoch never names two roots, whatever is late, said again or lost in a crash."""

import pytest

from directline.line.effects import NoticeKind
from directline.line.renewal import Renewal
from directline.wire.charter import Terms
from directline.wire.frame import FrameType
from directline.wire.sealing import decode_roots
from tests.support.pair import World

STEP_S = 600
OFFER, ANSWER = (0, FrameType.EPOCH), (1, FrameType.EPOCH)
RESYNC_OFFER, RESYNC_ANSWER = (0, FrameType.RESYNC), (1, FrameType.RESYNC)
Kind = tuple[int, FrameType]
"""(sender, type) of a frame."""


class Held:
    """A pair of which some control frames are held back, to be delivered when the test says so."""

    def __init__(self) -> None:
        self.world = World(terms=Terms(epoch_interval_ms=STEP_S * 1000))
        self.kept: dict[Kind, list[bytes]] = {}
        self.world.tamper = self._tamper
        self.world.connect("bulk")
        self.world.run(1)

    def _tamper(self, _link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        kept = self.kept.get((sender, FrameType(unit[0] >> 4)))
        if kept is None:
            return [(0, unit)]
        start = self.renewal(sender).channel.incarnation
        kept.append(
            unit if unit[0] & 2 else bytes([unit[0] | 2]) + unit[1:3] + start + bytes(4) + unit[3:]
        )
        return []

    def hold(self, *kinds: Kind) -> None:
        self.kept = {kind: self.kept.get(kind, []) for kind in kinds}

    def until(self, kind: Kind, count: int = 1, seconds: float = STEP_S + 60) -> bytes:
        """The last of so many frames of a kind that were held back."""
        end_ns = self.world.now_ns + int(seconds * 1e9)
        while len(self.kept[kind]) < count:
            assert self.world.now_ns < end_ns
            self.world.run(0.05)
            if not self.world.alive:
                self.world.connect("bulk")
        return self.kept[kind][-1]

    def deliver(self, receiver: int, unit: bytes) -> None:
        self.world.deliver("bulk", receiver, unit)

    def renewal(self, number: int) -> Renewal:
        return self.world.stations[number].line._peers[1 - number].renewal

    def newest(self) -> list[int]:
        return [decode_roots(s.roots)[0].newest() for s in self.world.stations]

    def agree(self, epoch: int) -> None:
        """Both come to this epoch, under one root, without having been deaf to each other."""
        self.hold()
        before = [len(s.notices(NoticeKind.RESYNC)) for s in self.world.stations]
        for _ in range(90):
            self.one_root()
            self.world.run(1)
            if not self.world.alive:
                self.world.connect("bulk")
        files = [decode_roots(s.roots)[0] for s in self.world.stations]
        assert files[0].epochs[0] == files[1].epochs[0]
        assert [f.send for f in files] == [epoch, epoch]
        for station, count in zip(self.world.stations, before, strict=True):
            assert all(n.detail == "ended" for n in station.notices(NoticeKind.RESYNC)[count:])
        assert not self.world.suite.reused

    def one_root(self) -> None:
        ours, theirs = (decode_roots(s.roots)[0] for s in self.world.stations)
        for used, held in ((ours, theirs), (theirs, ours)):
            assert dict(held.epochs).get(used.send, used.sending()) == used.sending()


@pytest.mark.spec("EPOCH-7")
def test_a_copy_of_an_offer_to_an_earlier_start_is_not_answered_again() -> None:
    held = Held()
    held.hold(OFFER, ANSWER)
    offer = held.until(OFFER)
    held.deliver(1, offer)
    answer = held.until(ANSWER)
    held.world.restart(1)
    held.world.connect("bulk")
    held.world.run(1)
    held.deliver(1, offer)
    assert len(held.kept[ANSWER]) == 1
    held.deliver(0, answer)
    assert held.newest() == [2, 2]
    held.agree(2)


@pytest.mark.spec("EPOCH-7")
def test_a_copy_of_an_offer_is_not_answered_before_the_peer_is_known_to_live() -> None:
    held = Held()
    held.hold(OFFER, ANSWER)
    offer = held.until(OFFER)
    held.world.restart(0)
    held.world.connect("bulk")
    held.world.run(1)
    held.deliver(1, offer)
    assert held.newest() == [1, 1]
    held.agree(1)


@pytest.mark.spec("EPOCH-7")
def test_an_answer_of_an_earlier_start_is_not_taken_once_the_offer_was_said_to_another() -> None:
    held = Held()
    held.hold(OFFER, ANSWER)
    held.deliver(1, held.until(OFFER))
    late = held.until(ANSWER)
    held.world.restart(1)
    held.world.connect("bulk")
    held.deliver(1, held.until(OFFER, 2))
    answer = held.until(ANSWER, 2)
    held.deliver(0, late)
    assert held.newest() == [1, 2]
    held.deliver(0, answer)
    held.agree(2)


@pytest.mark.spec("EPOCH-7")
def test_an_answer_to_the_offer_of_an_earlier_start_is_not_taken_for_one_to_this() -> None:
    held = Held()
    held.hold(OFFER, ANSWER)
    held.deliver(1, held.until(OFFER))
    late = held.until(ANSWER)
    held.world.restart(0)
    held.world.connect("bulk")
    held.kept[OFFER].clear()
    held.deliver(1, held.until(OFFER))
    answer = held.until(ANSWER, 2)
    held.deliver(0, late)
    assert held.newest() == [1, 2]
    held.deliver(0, answer)
    held.agree(2)


@pytest.mark.spec("EPOCH-8")
def test_a_step_is_not_answered_while_a_resync_goes_on() -> None:
    held = Held()
    held.hold(OFFER, RESYNC_ANSWER)
    offer = held.until(OFFER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    answer = held.until(RESYNC_ANSWER)
    held.deliver(1, offer)
    held.world.run(0.1)
    held.deliver(0, answer)
    assert held.newest() == [2, 2]
    held.agree(2)


@pytest.mark.spec("EPOCH-8")
@pytest.mark.parametrize("lost", [True, False])
def test_a_resync_ends_a_step_under_way(lost: bool) -> None:
    held = Held()
    held.hold(ANSWER, RESYNC_ANSWER, *([RESYNC_OFFER] if lost else []))
    late = held.until(ANSWER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    held.world.run(30)
    assert not any(held.renewal(n).outbox.recovery for n in (0, 1))
    held.deliver(0, late)
    assert held.newest()[0] == 1
    held.agree(2)


@pytest.mark.spec("EPOCH-8")
def test_an_answer_whose_root_was_dropped_is_not_given_again() -> None:
    held = Held()
    held.hold(RESYNC_OFFER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    replayed = held.until(RESYNC_OFFER)
    held.world.run(15)
    held.hold(ANSWER, RESYNC_ANSWER)
    held.until(ANSWER)
    held.deliver(1, replayed)
    held.world.run(25)
    assert held.newest() == [1, 1]
    held.agree(2)


@pytest.mark.spec("RESYNC-7")
def test_an_answer_to_a_resync_counts_for_less_time_than_it_is_kept() -> None:
    held = Held()
    held.hold(RESYNC_ANSWER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    late = held.until(RESYNC_ANSWER)
    assert held.newest() == [1, 2]
    held.world.bravo.line.attend(True, held.world.now_ns)  # A heartbeat at once.
    held.world.run(4)
    assert held.renewal(0).outbox.recovery, "it goes on until the answer came or lapsed"
    held.world.run(2)
    assert not held.renewal(0).outbox.recovery
    held.world.run(20)
    held.deliver(0, late)
    assert held.newest() == [1, 1]
    held.agree(1)


@pytest.mark.spec("RESYNC-7")
def test_an_answer_in_time_is_taken_though_frames_went_on_opening() -> None:
    held = Held()
    held.hold(RESYNC_ANSWER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    answer = held.until(RESYNC_ANSWER)
    held.world.bravo.line.attend(True, held.world.now_ns)  # A heartbeat at once.
    held.world.run(4)
    held.deliver(0, answer)
    assert held.newest() == [2, 2]
    held.agree(2)


@pytest.mark.spec("RESYNC-7")
def test_a_late_answer_does_not_count_though_nothing_else_was_heard() -> None:
    held = Held()
    held.hold(RESYNC_ANSWER)
    held.renewal(0).begin(held.world.now_ns)
    held.world.alpha.perform()
    late = held.until(RESYNC_ANSWER)
    held.world.blocked.add(("bulk", 1))
    held.world.run(20)
    assert held.world.alive
    assert not held.renewal(1).outbox.recovery
    held.deliver(0, late)
    assert held.newest() == [1, 1]
    held.world.blocked.clear()
    held.agree(1)
