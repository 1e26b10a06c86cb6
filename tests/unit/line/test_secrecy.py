"""Keys that seal once, epochs that step, roots that are lost and found again."""

from dataclasses import replace

import pytest

from directline.errors import RemoteProtocolError
from directline.line.effects import NoticeKind, Transmit
from directline.line.secrecy import Channel
from directline.wire.body import decode_body
from directline.wire.charter import Terms
from directline.wire.control import EpochStep, Resync
from directline.wire.frame import FrameType
from directline.wire.sealing import decode_roots, encode_roots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Precedence
from tests.support.liar import Liar
from tests.support.pair import World

DAY = 600
"""The epoch's length on these lines, in seconds."""
TERMS = Terms(epoch_interval_ms=DAY * 1_000)


def joined() -> World:
    world = World(terms=TERMS)
    world.connect()
    world.run(1)
    return world


def epochs(world: World) -> list[int]:
    return [s.line.status(world.now_ns).epoch for s in world.stations]


def events(world: World, number: int) -> list[tuple[object, ...]]:
    store = world.stations[number].store
    bodies = [decode_body(r.body) for _, r in store.entries() if r.body is not None]
    return [(b.code, *b.fields) for b in bodies if b.code.startswith("E-")]


@pytest.mark.spec("EPOCH-3")
def test_after_a_day_of_contact_the_epoch_steps_and_both_log_it() -> None:
    world = joined()
    world.run(DAY - 10)
    assert epochs(world) == [1, 1]
    world.run(60)
    assert epochs(world) == [2, 2]
    assert ("E-EPOCH", 2, "step") in events(world, 0)
    files = [decode_roots(s.roots)[0] for s in world.stations]
    assert files[0].epochs == files[1].epochs
    assert files[0].recovery == files[1].recovery
    world.run(2 * DAY)
    assert epochs(world) == [4, 4]
    world.alpha.release("Z", Precedence.FLASH)
    world.bravo.release()
    world.run(1)
    assert world.bravo.feed(0)[-1] == world.alpha.feed(0)[-1]
    assert not world.suite.reused
    assert not world.alpha.errors
    assert not world.bravo.errors


@pytest.mark.spec("EPOCH-4")
def test_new_roots_are_durable_before_anything_is_sealed_under_them() -> None:
    world = joined()
    for station in world.stations:
        station.hold_roots = True
    world.run(DAY + 60)
    assert epochs(world) == [1, 1]
    world.bravo.hold_roots = False
    world.bravo.let_go_roots()
    world.run(60)
    assert epochs(world) == [1, 1], "the initiator's own file is not written yet"
    world.alpha.hold_roots = False
    world.alpha.let_go_roots()
    world.run(60)
    assert epochs(world) == [2, 2]
    assert not world.alpha.errors
    assert not world.bravo.errors


@pytest.mark.spec("EPOCH-4")
@pytest.mark.parametrize("number", [0, 1])
def test_a_crash_at_any_moment_of_a_step_leaves_a_line_that_comes_up(number: int) -> None:
    for moment in range(12):
        world = World(seed=str(moment), terms=TERMS)
        world.connect()
        world.run(DAY + 1 - 0.004 + moment * 0.002)
        world.restart(number)
        world.connect()
        world.run(40)
        world.alpha.release("Z", Precedence.FLASH)
        world.bravo.release("Z", Precedence.FLASH)
        world.run(40)
        assert any(r.party == 0 for r in world.bravo.stored()[-3:])
        assert epochs(world)[0] == epochs(world)[1] == 2
        assert not world.suite.reused


@pytest.mark.spec("EPOCH-5")
def test_an_offer_that_comes_twice_gets_the_same_answer() -> None:
    world = joined()
    lost: list[bytes] = []

    def tamper(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        if unit[0] >> 4 == FrameType.EPOCH and sender == 1 and len(lost) < 2:
            lost.append(unit)
            return []
        return [(0, unit)]

    world.tamper = tamper
    world.run(DAY + 15)
    assert len(lost) >= 1
    answered = decode_roots(world.bravo.roots)[0].epochs[0]
    assert answered[0] == 2
    world.run(90)
    assert decode_roots(world.bravo.roots)[0].epochs[0] == answered
    assert epochs(world) == [2, 2]


@pytest.mark.spec("EPOCH-2", "EPOCH-5")
@pytest.mark.parametrize("epoch", [2, 3, 2**32 - 1])
def test_an_answer_to_no_offer_and_a_bad_share_change_nothing(epoch: int) -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    roots = world.alpha.roots
    for share in (bytes(32), b"\xff" * 32, b"\x01" + bytes(31)):
        liar.say(liar.frame(FrameType.EPOCH, EpochStep(1, epoch, share).encode()))
    assert world.alpha.roots == roots


def older_epoch(world: World, number: int) -> None:
    """A station whose roots file is one of long ago."""
    backup = world.stations[number].roots
    for _ in range(4):
        world.run(DAY + 30)
    assert epochs(world) == [5, 5]
    world.crash(number)
    world.stations[number].roots = backup
    world.stations[number].start()


@pytest.mark.spec("RESYNC-4")
@pytest.mark.parametrize("number", [0, 1])
def test_a_side_that_lost_its_roots_to_an_older_epoch_resyncs(number: int) -> None:
    world = joined()
    older_epoch(world, number)
    world.connect()
    world.run(20)
    ours, theirs = (decode_roots(s.roots)[0] for s in world.stations)
    assert ours.newest() == theirs.newest() >= 6
    assert ours.epochs[0] == theirs.epochs[0]
    assert epochs(world) == [ours.newest()] * 2
    world.alpha.release()
    world.bravo.release("Z", Precedence.FLASH)
    world.run(2)
    assert any(event[0] == "E-EPOCH" and event[2] == "resync" for event in events(world, 0))
    assert world.alpha.notices(NoticeKind.RESYNC)
    assert not world.suite.reused
    last = world.alpha.line.status(world.now_ns)
    assert last.peers[0].waiting == 0


@pytest.mark.spec("RESYNC-5")
def test_a_flash_does_not_wait_for_a_resync_to_end() -> None:
    world = joined()
    older_epoch(world, 1)
    # Nothing that BRAVO offers or answers arrives: the resync cannot end.
    world.tamper = lambda _link, sender, unit: (
        [] if unit[0] >> 4 == FrameType.RESYNC and sender == 1 else [(0, unit)]
    )
    world.connect()
    world.run(2.5)
    count = len(world.bravo.stored())
    world.alpha.release("Z", Precedence.FLASH)
    for _ in range(20):
        world.run(0.5)
        if not world.alive:
            world.connect()
    stored = world.bravo.stored()[count:]
    assert any(r.party == 0 for r in stored)
    world.tamper = None
    world.cut()
    world.connect()
    world.run(20)
    assert epochs(world)[0] == epochs(world)[1] > 5
    assert not world.suite.reused


@pytest.mark.spec("RESYNC-3")
def test_a_resync_that_the_peers_key_did_not_sign_changes_nothing() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    roots = world.alpha.roots
    offer = Resync(0, bytes(16), bytes(16), b"\x09" + bytes(31), 1)
    liar.say(liar.frame(FrameType.RESYNC, offer.encode(), recovery=True))
    assert [e.rule for e in world.alpha.errors] == ["RESYNC-3"]
    assert world.alpha.roots == roots
    assert not world.alpha.notices(NoticeKind.RESYNC)


@pytest.mark.spec("RESYNC-2")
@pytest.mark.parametrize("epoch", [1, 2, 3])
def test_a_resync_that_ends_in_an_old_epoch_is_refused(epoch: int) -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    (peer,) = world.alpha.line._peers.values()
    roots = world.alpha.roots
    peer.renewal.begin(world.now_ns)
    offer = peer.renewal.resync_offer
    assert offer is not None
    answer = Resync(1, offer.nonce_a, bytes(16), b"\x09" + bytes(31), epoch)
    place = answer.signed(liar.charter.line_id, 1, 0, offer.share)
    signed = replace(answer, signature=liar.signer.sign(place))
    liar.say(liar.frame(FrameType.RESYNC, signed.encode(), recovery=True))
    if epoch == 1:
        assert [e.rule for e in world.alpha.errors] == ["RESYNC-2"]
        assert world.alpha.roots == roots
    else:
        assert not world.alpha.errors
        assert decode_roots(world.alpha.roots)[0].newest() == epoch


@pytest.mark.spec("RESYNC-6")
def test_a_replayed_offer_does_not_stop_the_line_for_long() -> None:
    world = joined()
    recorded: list[bytes] = []
    older_epoch(world, 1)
    world.carried.clear()
    world.connect()
    world.run(20)
    recorded = [u for _, s, u in world.carried if s == 1 and u[0] >> 4 == FrameType.RESYNC]
    assert recorded
    world.restart(0)
    world.connect()
    world.run(2)
    for unit in recorded:
        world.deliver("bulk", 0, unit)
    world.run(1)
    world.alpha.release("Z", Precedence.FLASH, text="after the replay")
    for _ in range(30):
        world.run(1)
        if not world.alive:
            world.connect()
    assert world.alpha.line.status(world.now_ns).peers[0].waiting == 0
    world.bravo.release(text="and back")
    world.run(2)
    assert world.bravo.line.status(world.now_ns).peers[0].waiting == 0


@pytest.mark.spec("SEAL-3")
def test_no_key_ever_seals_two_plaintexts_over_restarts_and_restores() -> None:
    world = joined()
    backups = [world.snapshot(0), world.snapshot(1)]
    for number in range(12):
        for station in world.stations:
            if station.line.status(world.now_ns).ready:
                station.release(text=f"{number}")
        station = world.stations[number % 2]
        station.release("Z", Precedence.FLASH)
        world.run(0.3)
        if number % 3 == 2:
            store, roots, anchor = backups[number % 2]
            world.restart(number % 2, (store, roots, anchor))
            backups[number % 2] = world.snapshot(number % 2)
        else:
            world.restart(number % 2)
        world.connect()
        world.run(1.5)
    assert len(world.suite.sealed) > 100
    assert not world.suite.reused


@pytest.mark.spec("SEAL-4")
def test_every_start_has_an_incarnation_and_names_it_until_the_peer_knows_it() -> None:
    world = World(terms=TERMS)
    world.connect()
    world.run(25)
    flags = [(s, unit[0] & 2) for _, s, unit in world.carried]
    for sender in (0, 1):
        attached = [bool(flag) for s, flag in flags if s == sender]
        assert attached[0]
        assert not attached[-1]
        assert attached == sorted(attached, reverse=True)
    first = world.alpha.line._peers[1].channel.incarnation
    world.restart(0)
    assert world.alpha.line._peers[1].channel.incarnation != first


@pytest.mark.spec("SEAL-5")
def test_frames_open_in_any_order_within_the_window_and_once() -> None:
    world = World()
    alpha, bravo = (decode_roots(s.roots)[0] for s in world.stations)
    line = bytes(16)
    sender = Channel(alpha, line, 0, b"a" * 16, REAL_SUITE)
    receiver = Channel(bravo, line, 1, b"b" * 16, REAL_SUITE)
    frames = [sender.seal(FrameType.ACK, 1, b"%d" % n).wire(b"a" * 16) for n in range(400)]
    order = [*range(0, 400, 3), *range(399, -1, -1)]
    fresh = [n for n in order if receiver.open(frames[n]).fresh]
    assert sorted(fresh) == list(range(400))
    for wrong in (
        frames[3][:-1],
        b"\x2f" + frames[3][1:],
        frames[3][:3] + b"z" * 16 + frames[3][19:],
    ):
        with pytest.raises(RemoteProtocolError):
            receiver.open(wrong)
    back = receiver.seal(FrameType.ACK, 1, b"back").wire(b"b" * 16)
    with pytest.raises(RemoteProtocolError):
        receiver.open(back)
    assert sender.open(back).content == b"back"


@pytest.mark.spec("SEAL-5")
def test_indexes_beyond_sixteen_bits_are_rebuilt_from_their_low_bits() -> None:
    world = World()
    alpha, bravo = (decode_roots(s.roots)[0] for s in world.stations)
    sender = Channel(alpha, bytes(16), 0, b"a" * 16, REAL_SUITE)
    receiver = Channel(bravo, bytes(16), 1, b"b" * 16, REAL_SUITE)
    for start in (0, 30_000, 60_000, 65_535, 65_536, 90_000, 120_000, 131_071):
        sender._next[0] = start
        opened = receiver.open(sender.seal(FrameType.ACK, 0, b"x").wire(b"a" * 16))
        assert (opened.index, opened.fresh) == (start, True)


@pytest.mark.spec("ROOTS-2")
def test_roots_of_secrecy_are_never_in_a_record_nor_in_a_repr() -> None:
    world = joined()
    roots = decode_roots(world.alpha.roots)[0]
    secrets = [roots.recovery, roots.salt, roots.epochs[0][1], encode_roots((roots,))]
    shown = repr(roots) + repr(world.alpha.line._peers[1].channel.roots)
    for secret in secrets:
        assert repr(secret) not in shown
        assert secret.hex() not in shown
    for _, record in world.alpha.store.entries():
        assert not any(secret in record.header for secret in secrets)
    assert all(s not in u for e in world.alpha.of(Transmit) for u in e.units for s in secrets)
