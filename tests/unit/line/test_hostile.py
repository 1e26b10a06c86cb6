"""The other side is hostile: valid keys, wrong everything else."""

from dataclasses import replace
from typing import Any

import pytest

from directline.errors import RemoteProtocolError
from directline.line.effects import Evidence, NoticeKind, NotStored, Persist
from directline.line.limits import CONTROLS_MAX, REQUEST_SERVED_MAX
from directline.line.secrecy import INCARNATIONS_MAX, SECRETS_MAX
from directline.wire.body import Body, commitment, encode_body
from directline.wire.control import Ack, Leaves, Request
from directline.wire.entry import Header, Read, Seen
from directline.wire.entry import verify as verify_entry
from directline.wire.frame import FrameType, encode_explicit
from directline.wire.sealing import entry_salt
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Kind, Precedence
from tests.support.liar import EMPTY_ROOT, Liar
from tests.support.pair import KeySigner, World


@pytest.fixture
def liar() -> Liar:
    liar = Liar(World())
    liar.meet()
    return liar


def rules(world: World) -> list[str]:
    return [error.rule for error in world.alpha.errors]


def test_the_liar_can_speak_truly(liar: Liar) -> None:
    liar.send(liar.entry(1))
    liar.world.run(0.1)
    assert liar.world.alpha.feed(1) == [1]
    assert rules(liar.world) == []


WRONG = [
    pytest.param({"party": 0, "addressees": 2, "seen": (), "read": ()}, "ENTRY-7", id="as-alpha"),
    pytest.param({"party": 2, "addressees": 1, "seen": (), "read": ()}, "ENTRY-9", id="as-nobody"),
    pytest.param({"addressees": 0}, "ENTRY-9", id="to-nobody"),
    pytest.param({"addressees": 3}, "ENTRY-9", id="to-itself-too"),
    pytest.param({"addressees": 4}, "ENTRY-9", id="to-a-stranger"),
    pytest.param({"charter_version": 2}, "ENTRY-8", id="another-charter"),
    pytest.param({"signer": 1}, "ENTRY-9", id="an-officers-key-nobody-named"),
    pytest.param({"seen": (Seen(2, 1, 0, EMPTY_ROOT),)}, "ENTRY-9", id="saw-a-stranger"),
    pytest.param({"read": (Read(5, 1, 0),)}, "ENTRY-9", id="read-a-stranger"),
]


@pytest.mark.spec("ENTRY-7", "ENTRY-8", "ENTRY-9")
@pytest.mark.parametrize(("changes", "rule"), WRONG)
def test_a_signed_entry_that_breaks_a_rule_adds_nothing(
    liar: Liar, changes: dict[str, Any], rule: str
) -> None:
    before = liar.world.alpha.line.heads()
    liar.send(liar.entry(1, **changes))
    assert rules(liar.world) == [rule]
    assert liar.world.alpha.stored() == []
    assert liar.world.alpha.line.heads() == before


@pytest.mark.spec("ENTRY-7")
@pytest.mark.parametrize("key", ["ALPHA identity", "BRAVO tls", "BRAVO checkpoint", "CHARLIE"])
def test_an_entry_signed_by_any_other_key_adds_nothing(liar: Liar, key: str) -> None:
    entry = liar.entry(1)
    liar.send(replace(entry, signature=KeySigner(key).sign(entry.header.signed)))
    assert rules(liar.world) == ["ENTRY-7"]
    assert liar.world.alpha.stored() == []


@pytest.mark.spec("ENTRY-7")
def test_an_entry_of_another_line_adds_nothing(liar: Liar) -> None:
    entry = liar.entry(1)
    elsewhere = replace(entry.header, line=bytes(16))
    liar.send(replace(entry, signature=liar.signer.sign(elsewhere.signed)))
    assert rules(liar.world) == ["ENTRY-7"]


@pytest.mark.spec("FRAME-7")
def test_an_entry_in_another_lane_than_its_precedence_adds_nothing(liar: Liar) -> None:
    liar.send(liar.entry(1), lane=3)
    assert rules(liar.world) == ["FRAME-7"]
    assert liar.world.alpha.stored() == []


@pytest.mark.spec("FRAME-6")
def test_an_entry_cut_short_anywhere_adds_nothing(liar: Liar) -> None:
    content = encode_explicit(liar.entry(1), with_salt=False)
    for length in range(0, len(content), 7):
        liar.say(liar.frame(FrameType.ENTRY_EXPLICIT, content[:length], 0))
    assert len(rules(liar.world)) == len(range(0, len(content), 7))
    assert liar.world.alpha.stored() == []


@pytest.mark.spec("SEAL-1")
def test_a_frame_with_any_byte_changed_does_not_open(liar: Liar) -> None:
    frame = liar.frame(FrameType.ENTRY_EXPLICIT, encode_explicit(liar.entry(1), with_salt=False), 0)
    for at in range(len(frame)):
        liar.say(frame[:at] + bytes([frame[at] ^ 0x40]) + frame[at + 1 :])
    assert len(rules(liar.world)) == len(frame)
    assert liar.world.alpha.stored() == []
    liar.say(frame)
    liar.world.run(0.1)
    assert liar.world.alpha.feed(1) == [1], "and the true one still opens"


@pytest.mark.spec("SEAL-2")
def test_duplicates_and_replays_add_nothing_and_are_acknowledged_again(liar: Liar) -> None:
    frames = []
    for position in range(1, 6):
        content = encode_explicit(liar.entry(position), with_salt=False)
        frames.append(liar.frame(FrameType.ENTRY_EXPLICIT, content, 0))
    for frame in [*reversed(frames), *frames, *frames]:
        liar.say(frame)
    liar.world.run(0.3)
    assert liar.world.alpha.feed(1) == [1, 2, 3, 4, 5]
    assert len([r for r in liar.world.alpha.stored() if r.party == 1]) == 5
    assert rules(liar.world) == []
    liar.listen()
    liar.say(frames[2])
    liar.world.run(0.1)
    acked = [Ack.decode(o.content).ranges for o in liar.listen() if o.type is FrameType.ACK]
    assert acked == [((0, 2, 1),)]


@pytest.mark.spec("SEAL-2")
def test_frames_recorded_before_a_restart_add_nothing_after_it(liar: Liar) -> None:
    world = liar.world
    content = encode_explicit(liar.entry(1), with_salt=False)
    frame = liar.frame(FrameType.ENTRY_EXPLICIT, content, 0)
    liar.say(frame)
    world.run(0.5)
    world.restart(0)
    liar.meet()
    count = len(world.alpha.stored())
    liar.say(frame)
    world.run(0.5)
    assert len(world.alpha.stored()) == count
    assert world.alpha.feed(1) == [1]


@pytest.mark.spec("FORK-1")
def test_two_histories_leave_a_proof_that_verifies_and_the_first_stays(liar: Liar) -> None:
    world = liar.world
    liar.send(liar.entry(1, "to ALPHA one thing"))
    world.run(0.1)
    liar.send(liar.entry(1, "to ALPHA another"))
    world.run(0.1)
    (evidence,) = world.alpha.of(Evidence)
    record = evidence.record
    public = liar.signer.public()
    headers = [Header.parse(record.header_a), Header.parse(record.header_b)]
    assert headers[0] != headers[1]
    assert {(h.line, h.party, h.generation, h.position) for h in headers} == {
        (liar.charter.line_id, 1, 1, 1)
    }
    for header, signature in zip(
        (record.header_a, record.header_b), (record.signature_a, record.signature_b), strict=True
    ):
        REAL_SUITE.verify(public, signature, header, part="evidence")
    stored = world.alpha.store.entry(1, 1, 1)
    assert stored is not None
    assert stored.body is not None
    assert b"one thing" in stored.body
    assert world.alpha.store.evidence() == [record]
    assert len(world.alpha.stored()) == 2, "the first, and our receipt"


@pytest.mark.spec("FORK-1")
def test_two_histories_at_once_are_noticed_when_the_first_is_durable(liar: Liar) -> None:
    world = liar.world
    world.alpha.holding = True
    liar.send(liar.entry(1, "one"))
    liar.send(liar.entry(1, "two"))
    assert not world.alpha.of(Evidence)
    world.alpha.let_go()
    liar.send(liar.entry(1, "two"))
    assert len(world.alpha.of(Evidence)) == 1


@pytest.mark.spec("FORK-2")
def test_a_thousand_histories_make_one_proof(liar: Liar) -> None:
    liar.send(liar.entry(1))
    for number in range(200):
        liar.send(liar.entry(1, f"another {number}"))
    assert len(liar.world.alpha.of(Evidence)) == 1
    assert len(liar.world.alpha.store.evidence()) == 1


@pytest.mark.spec("FORK-1")
def test_the_same_entry_with_another_signature_is_no_second_history(liar: Liar) -> None:
    entry = liar.entry(1)
    liar.send(entry)
    liar.send(entry)
    verify_entry(entry, liar.signer.public())
    assert liar.world.alpha.of(Evidence) == []


@pytest.mark.spec("SEEN-3")
def test_a_peer_that_says_it_saw_another_history_of_ours_is_an_anomaly(liar: Liar) -> None:
    world = liar.world
    world.alpha.release()
    world.run(0.1)
    liar.send(liar.entry(1, seen=(Seen(0, 1, 1, bytes(32)),)))
    liar.send(liar.entry(2, seen=(Seen(0, 1, 0, EMPTY_ROOT, ((2, bytes(32)),)),)))
    found = [n.values["position"] for n in world.alpha.notices(NoticeKind.ANOMALY)]
    assert found == [1]
    assert world.alpha.feed(1) == [1, 2], "it is signed: kept, as evidence of what was said"


@pytest.mark.spec("CREDIT-1")
def test_past_its_byte_credit_nothing_is_stored_nor_acknowledged() -> None:
    from directline.wire.charter import Terms

    liar = Liar(World(terms=Terms(credit_bytes=20_000)))
    liar.meet()
    world = liar.world
    for position in range(1, 11):
        liar.send(liar.entry(position, "x" * 4_000))
    world.run(0.1)
    assert world.alpha.feed(1) == [1, 2, 3, 4]
    assert [n.state for n in world.alpha.notices(NoticeKind.CREDIT)] == [True]
    acked = {
        first + n
        for o in liar.listen() if o.type is FrameType.ACK
        for lane, first, count in Ack.decode(o.content).ranges for n in range(count) if lane == 0
    }  # fmt: skip
    assert acked == {0, 1, 2, 3}
    liar.send(liar.entry(11, "x" * 4_000, precedence=Precedence.FLASH))
    liar.send(liar.entry(12, "x" * 4_000, kind=Kind.RECEIPT))
    liar.send(liar.entry(13, "x" * 4_000, kind=Kind.EVENT))
    assert world.alpha.feed(1) == [1, 2, 3, 4, 11, 12, 13]
    for _ in range(16):
        world.run(20)
        world.cut()
        liar.meet()
    before = world.alpha.feed(1)
    world.now_ns += 86_400 * 10**9
    world.cut()
    liar.meet()
    liar.send(liar.entry(5, "x" * 4_000))
    assert world.alpha.feed(1) == sorted([*before, 5])


@pytest.mark.spec("DURABLE-4")
def test_a_flash_that_cannot_be_stored_is_told_once_and_not_acknowledged(liar: Liar) -> None:
    world = liar.world
    world.alpha.stuffed = True
    frame = liar.frame(
        FrameType.ENTRY_EXPLICIT,
        encode_explicit(liar.entry(1, precedence=Precedence.FLASH), with_salt=False),
        3,
    )
    for _ in range(5):
        liar.say(frame)
    assert len(world.alpha.of(NotStored)) == 1
    assert world.alpha.stored() == []
    world.alpha.stuffed = False
    liar.say(frame)
    assert world.alpha.feed(1) == [1]


@pytest.mark.spec("BOUND-1")
def test_memory_stays_bounded_whatever_an_authenticated_peer_sends(liar: Liar) -> None:
    world = liar.world
    line = world.alpha.line
    (peer,) = line._peers.values()
    # Leaves far ahead, and of generations that are not there.
    for first in range(1, 90_000, 30):
        content = Leaves(1 + first % 7, first * 1_000, tuple(bytes(32) for _ in range(30))).encode()
        liar.say(liar.frame(FrameType.LEAVES, content, 2))
    assert len(line._ctx.feeds.current(1).announced) <= 65_536
    assert len(line._ctx.feeds.all()) == 2
    # Starts without end.
    for _ in range(40):
        liar.start()
        liar.beat("bulk")
    assert len(peer.channel._windows) <= INCARNATIONS_MAX
    assert len(peer.channel._secrets) <= SECRETS_MAX
    # Frames that do not verify, each of which is asked for again.
    for _ in range(600):
        liar.say(liar.frame(FrameType.ENTRY_IMPLIED, bytes(100) + bytes([0x83]), 0))
    assert len(peer.outbox.controls) <= CONTROLS_MAX
    # First fragments without end, in every lane.
    for lane in range(4):
        for _ in range(20):
            world.deliver("bulk", 0, bytes([0xE0 | lane << 2 | 2]) + bytes(4_000))
            for _ in range(12):
                world.deliver("bulk", 0, bytes([0xE0 | lane << 2]) + bytes(4_000))
    parts = line._links["bulk"].reassembly._parts if "bulk" in line._links else []
    assert all(part is None or len(part) <= 32_768 for part in parts)


@pytest.mark.spec("REQUEST-2")
def test_what_a_peer_asks_for_is_given_in_bounded_parts(liar: Liar) -> None:
    world = liar.world
    for number in range(700):
        world.alpha.release(text=str(number))
    world.run(0.5)
    (peer,) = world.alpha.line._peers.values()
    peer.outbox.held(1, 700)
    assert not peer.outbox.items
    for _ in range(20):
        spans = tuple((0, 1, 1, 4_000) for _ in range(32))
        liar.say(liar.frame(FrameType.REQUEST, Request(spans).encode()))
    assert peer.outbox.asked == len(peer.outbox.items) == REQUEST_SERVED_MAX


@pytest.mark.spec("BOUND-1")
def test_a_flood_of_unknown_units_changes_nothing(liar: Liar) -> None:
    world = liar.world
    before = len(world.alpha.of(Persist))
    for number in range(256):
        for length in (0, 1, 2, 3, 18, 19, 40, 200):
            world.deliver("bulk", 0, bytes([number]) + bytes(length))
    assert len(world.alpha.of(Persist)) == before
    assert all(isinstance(e, RemoteProtocolError) for e in world.alpha.errors)
    liar.beat()
    liar.send(liar.entry(1))
    assert world.alpha.feed(1) == [1]


@pytest.mark.spec("ACK-2")
def test_an_acknowledgement_to_another_start_of_us_stops_nothing(liar: Liar) -> None:
    world = liar.world
    world.alpha.release()
    world.run(0.05)
    for echo in (bytes(8), b"another!"):
        liar.say(liar.frame(FrameType.ACK, Ack(echo, ((0, 0, 1),), 10**9).encode()))
    assert world.alpha.line.status(world.now_ns).peers[0].waiting == 1
    assert liar.channel.latest is not None
    liar.say(liar.frame(FrameType.ACK, Ack(liar.channel.latest[:8], ((0, 0, 1),), 10**9).encode()))
    assert world.alpha.line.status(world.now_ns).peers[0].waiting == 0


@pytest.mark.spec("EVENT-1")
@pytest.mark.parametrize("fields", [(), (1,), ("x", 0, ""), (2, 0, ""), (1, -1, ""), (True, 0, "")])
def test_an_opening_that_is_none_is_an_anomaly_and_stops_nothing(
    liar: Liar, fields: tuple[Any, ...]
) -> None:
    world = liar.world
    body = Body("E-GENERATION", 1, fields)
    salt = entry_salt(liar.roots.salt, 1, 2, 1)
    entry = liar.entry(
        1,
        generation=2,
        kind=Kind.EVENT,
        precedence=Precedence.FLASH,
        commitment=commitment(body, salt),
    )
    liar.send(replace(entry, body=encode_body(body), salt=salt))
    assert world.alpha.feed(1, 2) == [1]
    assert len(world.alpha.notices(NoticeKind.ANOMALY)) == 1
    assert world.alpha.line.status(world.now_ns).peers[0].generation == 1
    liar.send(liar.entry(1))
    assert world.alpha.feed(1) == [1]


@pytest.mark.spec("ENTRY-10")
def test_an_entry_to_us_without_its_body_adds_nothing(liar: Liar) -> None:
    liar.send(replace(liar.entry(1), body=None, salt=None))
    assert rules(liar.world) == ["ENTRY-10"]
    assert liar.world.alpha.stored() == []


@pytest.mark.spec("ENTRY-10")
def test_what_its_author_forgot_and_says_again_is_acknowledged_by_who_has_it() -> None:
    """The author started anew and does not know that it arrived; else it would say it for ever."""
    liar = Liar(World())
    liar.meet("bulk")
    whole = liar.entry(1, "soon forgotten")
    liar.send(whole)
    liar.world.run(1)
    liar.listen()
    bare = replace(whole, body=None, salt=None)
    content = encode_explicit(bare, with_salt=False)
    liar.say(liar.frame(FrameType.ENTRY_EXPLICIT, content, 0))
    liar.world.run(1)
    assert rules(liar.world) == []
    assert FrameType.ACK in [opened.type for opened in liar.listen()]
    kept = liar.world.alpha.store.entry(1, 1, 1)
    assert kept is not None
    assert kept.body == whole.body
    other = liar.entry(1, "another history")
    content = encode_explicit(replace(other, body=None, salt=None), with_salt=False)
    liar.say(liar.frame(FrameType.ENTRY_EXPLICIT, content, 0))
    liar.world.run(1)
    assert rules(liar.world) == ["ENTRY-10"]
