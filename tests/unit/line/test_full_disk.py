"""Own entries that could not be stored, byte credit from the sender's side, what still passes."""

import pytest

from directline.line.effects import NoticeKind, NotReleased, NotStored, Stored
from directline.line.ports import EntryRecord
from directline.wire.charter import Terms
from directline.wire.entry import Header
from directline.wire.values import Kind, Precedence
from tests.support.pair import Station, World


def joined(**how: object) -> World:
    world = World(**how)  # type: ignore[arg-type]
    world.connect()
    world.run(1)
    return world


@pytest.mark.spec("RELEASE-3")
def test_an_own_entry_that_could_not_be_stored_is_taken_back_and_its_position_used_again() -> None:
    world = joined()
    world.alpha.release(text="first")
    world.run(0.5)
    world.alpha.full = True
    refused = world.alpha.release(text="never left the house")
    world.run(1)
    (taken,) = world.alpha.of(NotReleased)
    assert (taken.token, taken.position, taken.full) == (refused.token, refused.position, True)
    world.alpha.full = False
    again = world.alpha.release(text="second")
    assert again.position == refused.position
    world.run(1)
    assert world.bravo.feed(0) == [1, again.position]
    body = world.bravo.store.entry(0, 1, again.position).body  # type: ignore[union-attr]
    assert body is not None
    assert b"second" in body
    assert not any(b"never left" in unit for _, _, unit in world.carried)
    assert not world.suite.reused


@pytest.mark.spec("RELEASE-3")
def test_one_that_later_positions_follow_is_kept_and_tried_again() -> None:
    world = joined()
    world.alpha.holding = True
    world.alpha.release(text="in the middle")
    world.alpha.release("Z", Precedence.FLASH)
    world.alpha.full = True
    world.alpha.let_go()
    world.run(0.5)
    assert world.bravo.feed(0) == []
    world.alpha.full = False
    world.run(2)
    assert world.bravo.feed(0) == [1, 2]
    assert not world.alpha.of(NotReleased)


@pytest.mark.spec("RELEASE-3")
def test_two_refused_in_order_give_back_what_can_be_given_back() -> None:
    world = joined()
    world.alpha.holding = world.alpha.full = True
    for number in range(3):
        world.alpha.release(text=str(number))
    world.alpha.let_go(lambda held: held[::-1])
    assert [e.position for e in world.alpha.of(NotReleased)] == [3, 2, 1]
    world.alpha.full = False
    assert world.alpha.release().position == 1
    world.run(1)
    assert world.bravo.feed(0) == [1]


@pytest.mark.spec("RECEIPT-3")
def test_a_receipt_that_could_not_be_stored_stays_due() -> None:
    world = joined()
    world.bravo.holding = True
    world.alpha.release()
    world.run(0.2)
    world.bravo.let_go()
    world.bravo.stuffed = True
    world.bravo.release("Z", Precedence.FLASH)
    world.alpha.release()
    world.run(3)
    world.bravo.stuffed = False
    world.run(15)
    seen = max(s.size for _, r in world.alpha.store.entries() if r.party == 1
               for s in Header.parse(r.header).seen)  # fmt: skip
    assert seen == 2


@pytest.mark.spec("RECEIPT-3")
def test_and_so_does_one_whose_entry_was_first_kept_for_those_behind_it() -> None:
    world = joined()
    world.alpha.release("Z", Precedence.FLASH)
    world.run(0.6)
    world.bravo.holding = True
    world.alpha.release()
    world.run(0.05)
    stored, world.bravo.held = world.bravo.held, []
    for effect in stored:
        world.bravo._persist(effect, world.now_ns)
    first = world.bravo.release()
    world.bravo.release()
    assert [seen.size for seen in Header.parse(carrying(world.bravo, first.position)).seen] == [2]
    world.bravo.stuffed = True
    world.bravo.let_go()
    world.run(3)
    assert [e.position for e in world.bravo.of(NotReleased)][:2] == [3, 2], "the last goes first"
    world.bravo.stuffed = False
    world.run(15)
    seen = max(s.size for _, r in world.alpha.store.entries() if r.party == 1
               for s in Header.parse(r.header).seen)  # fmt: skip
    assert seen == 2


def carrying(station: Station, position: int) -> bytes:
    """The header of an own entry that the slow store still holds."""
    return next(
        r.header for e in station.held for r in e.records
        if isinstance(r, EntryRecord) and r.position == position
    )  # fmt: skip


@pytest.mark.spec("DURABLE-4")
def test_a_full_disk_lets_flash_receipts_and_events_through_and_loses_nothing() -> None:
    world = joined()
    world.bravo.full = True
    world.alpha.release(text="waits")
    world.alpha.release("Z", Precedence.FLASH)
    world.run(3)
    assert world.bravo.feed(0) == [2]
    assert len(world.bravo.of(NotStored)) == 1
    assert world.alpha.feed(1), "the FLASH is receipted"
    world.bravo.full = False
    world.run(20)
    assert world.bravo.feed(0) == [1, 2]
    assert len([e for e in world.bravo.of(Stored) if e.record.position == 1]) >= 1


def test_what_a_full_disk_kept_back_says_nothing_of_the_bearers_rate() -> None:
    world = World()
    world.connect("bulk")
    world.run(1)
    world.bravo.full = world.bravo.stuffed = True
    for number in range(8):
        world.alpha.release("Z", Precedence.FLASH, text=f"{number} " + "x" * 500)
        world.alpha.release(text=f"{number} " + "x" * 2_000)
    world.run(300)
    outbox = world.alpha.line._peers[1].outbox
    rates = outbox.links["bulk"].rates
    assert outbox.links["bulk"].flight
    assert not rates or max(rates) > 2_000
    world.bravo.full = world.bravo.stuffed = False
    world.run(30)
    assert world.bravo.feed(0) == list(range(1, 17)), "each went again soon"


@pytest.mark.spec("CREDIT-2")
def test_without_credit_messages_wait_and_flash_receipts_and_events_pass() -> None:
    world = joined(terms=Terms(credit_bytes=20_000, credit_window_ms=600_000))
    for number in range(10):
        world.alpha.release(text=f"{number} " + "x" * 4_000)
    world.run(2)
    assert world.bravo.feed(0) == [1, 2, 3, 4]
    assert [n.state for n in world.alpha.notices(NoticeKind.CREDIT)] == [True]
    assert not world.bravo.notices(NoticeKind.CREDIT), "nobody passed it: the sender waits"
    flash = world.alpha.release("Z", Precedence.FLASH, text="x" * 4_000)
    world.bravo.release("Q1", text="receipt me")
    world.run(2)
    kinds = {
        r.position: Header.parse(r.header).kind
        for _, r in world.bravo.store.entries() if r.party == 0
    }  # fmt: skip
    assert kinds[flash.position] is Kind.MESSAGE
    assert Kind.RECEIPT in kinds.values()
    assert set(world.alive) == {"bulk", "urgent"}
    world.run(1_300)
    assert sorted(world.bravo.feed(0)) == list(range(1, len(world.bravo.feed(0)) + 1))
    assert [n.state for n in world.alpha.notices(NoticeKind.CREDIT)][-1] is False


@pytest.mark.spec("CREDIT-3")
@pytest.mark.parametrize("number", [0, 1])
def test_credit_is_counted_anew_after_a_start_of_either(number: int) -> None:
    world = joined(terms=Terms(credit_bytes=40_000, credit_window_ms=60_000))
    for turn in range(6):
        for _ in range(4):
            if world.alpha.line.status(world.now_ns).ready:
                world.alpha.release(text=f"{turn}" + "x" * 4_000)
        world.run(2)
        world.restart(number)
        world.connect()
        world.run(5)
    world.run(120)
    assert world.alpha.line.status(world.now_ns).peers[0].waiting == 0
    assert set(world.alive) == {"bulk", "urgent"}
