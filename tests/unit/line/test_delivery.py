"""An entry's way from release to the signed receipt, and what may leave before what is durable."""

import pytest

from directline.line.effects import CloseLink, Draft, Held, Stored, Transmit
from directline.line.ladder import DELIVERED, Ladder
from directline.line.ports import EntryRecord
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.charter import Terms
from directline.wire.control import Ack
from directline.wire.entry import Header
from directline.wire.frame import FrameType
from directline.wire.values import Kind, Precedence
from tests.support.liar import Liar
from tests.support.pair import MS, World


def joined(**how: object) -> World:
    world = World(**how)  # type: ignore[arg-type]
    world.connect()
    world.run(1)
    return world


def kinds(records: list[EntryRecord]) -> list[Kind]:
    return [Header.parse(r.header).kind for r in records]


@pytest.mark.spec("RELEASE-1")
def test_a_message_is_durable_and_receipted_on_both_sides() -> None:
    world = joined()
    ticket = world.alpha.release()
    assert (ticket.generation, ticket.position) == (1, 1)
    world.run(1)
    assert world.alpha.feed(0) == world.bravo.feed(0) == [1]
    assert world.alpha.feed(1) == world.bravo.feed(1) == [1]
    assert kinds(world.bravo.stored()) == [Kind.MESSAGE, Kind.RECEIPT]
    assert world.alpha.store.entry(0, 1, 1).leaf == world.bravo.store.entry(0, 1, 1).leaf  # type: ignore[union-attr]
    assert world.alpha.of(Held) == [Held(1, 1, 1)]


@pytest.mark.spec("SEEN-1")
def test_the_receipt_names_size_and_root_of_what_is_durable() -> None:
    world = joined()
    for number in range(3):
        world.alpha.release(text=str(number))
    world.run(2)
    receipt = Header.parse(world.alpha.stored()[-1].header)
    assert receipt.seen[0].size == 3
    assert receipt.seen[0].root == world.alpha.line.root(0, 1)[1]


@pytest.mark.spec("SEEN-2")
def test_read_names_what_the_drafting_officer_had_opened_and_seen_what_the_station_had() -> None:
    world = joined()
    for number in range(3):
        world.bravo.release(text=str(number))
    world.run(2)
    body = encode_body(Body("Q1", 1, ("answer",)))
    world.alpha.line.release(Draft(Kind.MESSAGE, body, 0, read=((1, 1, 1),)), world.now_ns)
    world.alpha.perform()
    world.run(1)
    header = Header.parse(next(r for r in world.bravo.stored()[::-1] if r.party == 0).header)
    assert header.seen[0].size == 3
    assert header.read[0].position == 1
    ladder = Ladder(1)
    for record in world.bravo.stored():
        ladder.add(record)
    thread = ladder.threads[(0, header.generation, header.position)]
    assert ladder.crossed(thread) == [(1, 1, 2), (1, 1, 3)]


@pytest.mark.spec("RECEIPT-1")
def test_many_deliveries_within_a_moment_share_one_signed_step_and_receipts_get_none() -> None:
    world = joined()
    world.alpha.release()
    world.run(0.05)
    for number in range(40):
        world.alpha.release(text=str(number))
    world.run(30)
    receipts = [r for r in world.bravo.stored() if r.party == 1]
    assert len(world.bravo.feed(0)) == 41
    assert 2 <= len(receipts) <= 4
    assert world.alpha.feed(0) == list(range(1, 42)), "a receipt was receipted"
    ladder = Ladder(0)
    for record in world.alpha.stored():
        ladder.add(record)
    assert all(ladder.delivered((0, 1, p), 1) for p in range(1, 42))


@pytest.mark.spec("RECEIPT-2")
def test_a_receipt_is_a_machines_step_and_names_what_it_is_for() -> None:
    world = joined()
    world.alpha.release("Q1", Precedence.PRIORITY)
    world.run(1)
    record = world.alpha.stored()[-1]
    assert record.body is not None
    fields = decode_body(record.body).fields
    assert fields[:5] == (0, 1, 1, DELIVERED, "")
    assert Header.parse(record.header).precedence is Precedence.PRIORITY


@pytest.mark.spec("DURABLE-1")
def test_nothing_of_an_own_entry_leaves_before_the_store_has_confirmed() -> None:
    world = joined()
    world.carried.clear()
    world.alpha.holding = True
    world.alpha.release("Z", Precedence.FLASH)
    world.run(5)
    sent = [unit for _, sender, unit in world.carried if sender == 0]
    entries = [u for u in sent if u[0] >> 4 in {FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT}]
    assert not entries
    assert world.bravo.feed(0) == []
    world.alpha.let_go()
    world.run(1)
    assert world.bravo.feed(0) == [1]


@pytest.mark.spec("DURABLE-2")
def test_nothing_is_acknowledged_or_shown_before_the_store_has_confirmed() -> None:
    world = joined()
    world.bravo.holding = True
    world.alpha.release("Z", Precedence.FLASH)
    world.alpha.release()
    world.run(1)
    assert world.alpha.of(Held) == []
    assert world.bravo.stored() == []
    assert world.alpha.feed(1) == []
    world.bravo.let_go()
    world.run(1)
    assert {e.position for e in world.alpha.of(Held)} == {1, 2}


@pytest.mark.spec("DURABLE-2")
def test_a_second_copy_is_not_acknowledged_while_the_first_is_not_durable() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    world.alpha.holding = True
    entry = liar.entry(1)
    liar.send(entry)
    liar.send(entry)
    liar.send(entry, link="urgent")
    world.run(0.1)
    assert not [
        o for o in liar.listen() if o.type is FrameType.ACK and Ack.decode(o.content).ranges
    ]
    assert len(world.alpha.held) == 1, "stored once"
    world.alpha.let_go()
    world.run(0.1)
    acked = [
        (lane, first, count)
        for o in liar.listen() if o.type is FrameType.ACK
        for lane, first, count in Ack.decode(o.content).ranges if lane == 0
    ]  # fmt: skip
    assert sum(count for _, _, count in acked) == 3, "and all three copies are let go"


@pytest.mark.spec("DURABLE-2")
def test_a_second_copy_of_an_entry_that_was_refused_is_asked_for_again() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    world.alpha.holding = world.alpha.full = True
    entry = liar.entry(1)
    frame = None
    for _ in range(2):
        liar.send(entry)
    world.alpha.let_go()
    world.run(0.1)
    assert not [
        o for o in liar.listen() if o.type is FrameType.ACK and Ack.decode(o.content).ranges
    ]
    world.alpha.full = False
    liar.send(entry)
    world.run(0.1)
    assert frame is None
    assert world.alpha.feed(1) == [1]


@pytest.mark.spec("DURABLE-3")
def test_a_store_may_confirm_in_any_order() -> None:
    world = joined()
    world.alpha.holding = True
    for number in range(5):
        world.alpha.release(text=str(number))
    world.alpha.let_go(lambda held: [held[i] for i in (3, 1, 4, 0, 2)])
    world.run(2)
    assert world.bravo.feed(0) == [1, 2, 3, 4, 5]
    assert world.alpha.line.root(0, 1) == world.bravo.line.root(0, 1)


@pytest.mark.spec("ACK-3")
def test_an_acknowledgement_meant_for_an_earlier_start_counts_for_nothing() -> None:
    world = joined()
    world.bravo.holding = True
    world.alpha.release(text="before")
    world.run(0.1)
    world.restart(0)
    world.connect()
    world.run(1)
    for number in range(3):
        world.alpha.release(text=f"after {number}")
    world.alpha.seen.clear()
    world.run(0.1)
    held, world.bravo.held = world.bravo.held, world.bravo.held[:1]
    world.bravo.let_go()
    world.run(0.2)
    positions = {e.position for e in world.alpha.of(Held)}
    assert positions <= {1}, positions
    world.bravo.held = held[1:]
    world.bravo.let_go()
    world.run(2)
    assert world.bravo.feed(0) == [1, 2, 3, 4]


@pytest.mark.spec("OUT-2")
def test_after_the_loss_of_a_link_the_same_sealed_bytes_go_again() -> None:
    world = joined()
    world.tamper = lambda _link, sender, unit: [] if sender == 0 else [(0, unit)]
    world.alpha.release("Q1", text="lost with the link")
    world.run(0.1)
    first = [u for link, s, u in world.carried if s == 0 and link == "bulk"][-1]
    world.tamper = None
    world.cut()
    world.carried.clear()
    world.connect()
    world.run(1)
    again = [u for _, s, u in world.carried if s == 0 and u[0] >> 4 in {0, 1}]
    # The header may carry the incarnation anew; index and sealed content are the same bytes.
    assert again
    assert again[0][1:3] == first[1:3]
    assert again[0].endswith(first[3:])
    assert world.bravo.feed(0) == [1]
    assert not world.suite.reused


@pytest.mark.spec("OUT-3")
def test_what_a_living_link_does_not_acknowledge_goes_again_and_the_link_stays() -> None:
    world = joined()
    world.bravo.full = True
    world.alpha.release()
    world.run(25)
    assert world.bravo.feed(0) == []
    assert set(world.alive) == {"bulk", "urgent"}, "a full disk over there is no dead link"
    world.bravo.full = False
    world.run(25)
    assert world.bravo.feed(0) == [1]
    assert len(world.bravo.stored()) == 2, "shown once, receipted once"


@pytest.mark.spec("OUT-4")
def test_a_link_that_answers_nothing_is_closed_within_seconds() -> None:
    world = joined()
    world.blocked = {("bulk", 0), ("bulk", 1)}
    world.alpha.release()
    world.run(4)
    assert "bulk" not in world.alive
    assert world.bravo.feed(0) == [1], "and what it carried went by the other"


@pytest.mark.spec("OUT-4")
@pytest.mark.parametrize("delay_ms", [1_500, 3_000, 5_000])
def test_a_far_link_is_not_closed_before_its_first_answer_can_come(delay_ms: int) -> None:
    world = World(delay_ns=delay_ms * MS)
    for turn in range(3):
        world.connect("bulk")
        world.run(40)
        world.alpha.release(text=str(turn))
        world.run(30)
        assert "bulk" in world.alive
        assert world.alpha.line.status(world.now_ns).peers[0].waiting == 0
        world.cut("bulk")
    assert world.bravo.feed(0) == [1, 2, 3]
    assert not world.alpha.of(CloseLink)
    assert not world.bravo.of(CloseLink)


@pytest.mark.spec("OUT-3")
def test_what_one_link_never_delivers_goes_on_another_as_the_same_bytes() -> None:
    world = World()
    world.connect("bulk", "other")
    world.run(1)
    world.tamper = lambda link, _sender, unit: (
        [] if link == "bulk" and unit[0] >> 4 in {0, 1} else [(0, unit)]
    )
    world.alpha.release()
    world.run(9)
    first = [u for link, s, u in world.carried if s == 0 and u[0] >> 4 in {0, 1}]
    assert len(first) == 1
    assert world.bravo.feed(0) == []
    world.run(4)
    assert world.bravo.feed(0) == [1], "the other link stood by"
    again = [u for link, s, u in world.carried if s == 0 and link == "other" and u[0] >> 4 == 0]
    assert again[0][1:3] == first[0][1:3]
    assert again[0].endswith(first[0][3:])
    assert set(world.alive) == {"bulk", "other"}
    assert not world.suite.reused


@pytest.mark.spec("OUT-4")
@pytest.mark.parametrize("answers", [False, True])
def test_a_link_is_not_idle_while_a_long_frame_comes_in_on_it(answers: bool) -> None:
    world = World(terms=Terms(heartbeat_ms=2_000, blackout_ms=6_000))
    world.connect("bulk")
    world.run(1)
    free = {0: 0, 1: 0}

    def slow(_link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        begins = max(free[sender], world.now_ns)
        free[sender] = begins + len(unit) * 10**9 // 1_500
        return [(free[sender] - world.now_ns, unit)]

    world.tamper = slow
    world.alpha.release("Z", Precedence.FLASH, text="x" * 15_000)
    if answers:
        world.run(0.5)
        world.bravo.release(text="waits for its acknowledgement behind the long one")
    world.run(20)
    assert world.bravo.feed(0)[:1] == [1]
    assert not world.alpha.of(CloseLink)
    assert not world.bravo.of(CloseLink)


@pytest.mark.spec("OUT-4", "RESYNC-4")
def test_a_link_on_which_nothing_opens_lives_long_enough_for_a_resync() -> None:
    world = World(terms=Terms(heartbeat_ms=2_000, blackout_ms=6_000))
    world.connect("bulk")
    world.run(10)
    garbage = bytes([3 << 4]) + bytes(40)
    world.tamper = lambda _link, _sender, _unit: []
    begun = world.now_ns
    while "bulk" in world.alive and world.now_ns < begun + 120 * 10**9:
        for number in range(2):
            world.deliver("bulk", number, garbage)
        world.run(1)
    assert 20 <= (world.now_ns - begun) / 10**9 <= 50, "eight times as long as otherwise, no longer"


@pytest.mark.spec("OUT-4")
def test_fragments_without_an_end_do_not_keep_a_link() -> None:
    world = World(terms=Terms(heartbeat_ms=2_000, blackout_ms=6_000))
    world.connect("bulk")
    world.run(1)
    world.tamper = lambda _link, sender, unit: [] if sender == 0 else [(0, unit)]
    for number in range(60):
        if not world.bravo.of(CloseLink):
            world.deliver("bulk", 1, bytes([14 << 4 | (2 if number == 0 else 0)]) + b"x")
        world.run(1)
    assert world.bravo.of(CloseLink)


def test_every_unit_fits_its_bearer() -> None:
    world = joined()
    world.alpha.release(text="x" * 15_000)
    world.run(5)
    assert world.bravo.feed(0) == [1]
    assert all(len(unit) <= 4096 for e in world.alpha.of(Transmit) for unit in e.units)


def test_own_entries_are_given_as_stored_too() -> None:
    world = joined()
    world.alpha.release()
    assert [e.record.party for e in world.alpha.of(Stored)] == [0]
    assert world.now_ns > MS
