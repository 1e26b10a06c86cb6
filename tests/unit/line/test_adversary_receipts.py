"""What our receipts prove, when they are due, and positions that must never be used twice."""

from dataclasses import replace

import pytest

from directline.errors import StoreError
from directline.line.effects import Draft, NoticeKind
from directline.line.ports import EntryRecord
from directline.wire.body import decode_body, encode_body
from directline.wire.charter import Terms
from directline.wire.control import Head
from directline.wire.entry import Header
from directline.wire.frame import FrameType, encode_explicit
from directline.wire.values import Kind, Precedence
from tests.support.liar import Liar
from tests.support.pair import Station, World


def met(**terms: int) -> Liar:
    liar = Liar(World(terms=Terms(**terms)))
    liar.meet()
    return liar


def receipts(station: Station) -> list[EntryRecord]:
    records = (r for _, r in station.store.entries() if r.party == station.number)
    return [r for r in records if Header.parse(r.header).kind is Kind.RECEIPT]


@pytest.mark.parametrize("kind", list(Kind))
def test_an_entry_whose_body_was_never_shown_is_not_received(kind: Kind) -> None:
    liar = met()
    liar.send(replace(liar.entry(1, precedence=Precedence.FLASH, kind=kind), body=None, salt=None))
    liar.world.run(2)
    assert liar.world.alpha.feed(1) == []
    assert receipts(liar.world.alpha) == []
    assert [e.rule for e in liar.world.alpha.errors] == ["ENTRY-10"]


@pytest.mark.parametrize("kind", [Kind.RECEIPT, Kind.EVENT])
def test_what_needs_no_credit_fills_no_disk_either(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directline.line.inbox.FREE_BYTES_MIN", 100_000)
    liar = met(credit_bytes=1_000)
    for position in range(1, 31):
        liar.send(liar.entry(position, "y" * 16_000, kind=kind))
    liar.world.run(1)
    assert 1 <= len(liar.world.alpha.feed(1)) <= 6


def test_short_bodies_cost_what_their_entries_cost() -> None:
    liar = met(credit_bytes=20_000)
    for position in range(1, 401):
        liar.send(liar.entry(position, ""))
    liar.world.run(0.1)
    assert 20 <= len(liar.world.alpha.feed(1)) <= 90


def test_a_receipt_that_a_crash_prevented_is_signed_after_the_start() -> None:
    world = World()
    world.connect()
    world.run(1)
    world.alpha.release()
    world.run(1)
    world.bravo.release(precedence=Precedence.FLASH)
    record = world.bravo.store.entry(1, 1, 2)
    assert record is not None
    world.crash(0)
    world.alpha.store.commit([replace(record, bearer="tls")], reserve=True)
    assert receipts(world.alpha) == []
    world.restart(0)
    world.connect()
    world.run(3)
    (receipt,) = receipts(world.alpha)
    assert receipt.body is not None
    assert decode_body(receipt.body).fields[:4] == (1, 1, 2, 2)
    assert world.alpha.line.status(world.now_ns).generation == 1
    world.restart(0)
    world.connect()
    world.run(3)
    assert len(receipts(world.alpha)) == 1


def test_a_message_to_one_party_carries_no_receipt_to_another() -> None:
    world = World(names=("ALPHA", "BRAVO", "CHARLIE"))
    inbox = world.alpha.line._peers[2].inbox
    inbox.receipts.again((2, 1, 1), 0, world.now_ns + 10**9)
    body = encode_body(decode_body(b"\x83bQ1\x01\x81ax"))
    world.alpha.line.release(Draft(Kind.MESSAGE, body, 0, addressees=0b010), world.now_ns)
    assert list(inbox.receipts.dues) == [1]
    world.alpha.line.release(Draft(Kind.MESSAGE, body, 0, addressees=0b100), world.now_ns)
    assert not inbox.receipts.dues


def test_a_receipt_stays_due_when_the_message_that_carried_it_was_taken_back() -> None:
    liar = met()
    alpha = liar.world.alpha
    liar.send(liar.entry(1))
    liar.world.run(0.05)
    liar.send(liar.entry(2))
    alpha.full = True
    alpha.release()
    alpha.full = False
    liar.world.run(3)
    seen = Header.parse(receipts(alpha)[-1].header).seen[0]
    assert seen.size == 2


def test_an_own_entry_that_was_hidden_and_comes_late_ends_the_generation() -> None:
    world = World()
    world.connect()
    world.run(1)
    world.alpha.release()
    backup = world.snapshot(0)
    world.alpha.release()
    world.alpha.release()
    world.run(2)
    hidden = world.alpha.store.entry(0, 1, 3)
    assert hidden is not None
    liar = Liar(world)
    liar.heads = (Head(0, 1, 1, 1), Head(1, 1, 0, 0))
    world.restart(0, backup)  # Database and anchor are both of the older day.
    liar.meet()
    world.run(1)
    assert world.alpha.line.status(world.now_ns).ready
    header = Header.parse(hidden.header)
    entry = replace(liar.entry(3), header=header, signature=hidden.signature, body=hidden.body)
    content = encode_explicit(entry, with_salt=False)
    liar.say(liar.frame(FrameType.ENTRY_EXPLICIT, content, int(header.precedence)))
    ticket = world.alpha.release()
    assert ticket.generation > 1
    assert ticket.position == 2
    assert [n.values["last"] for n in world.alpha.notices(NoticeKind.GENERATION)] == [3]


def test_an_entry_that_cannot_be_read_stops_nothing_else() -> None:
    world = World()
    world.alpha.release(text="one")
    world.alpha.release(text="two")
    world.restart(0)
    plain = world.alpha.store.entry

    def entry(party: int, generation: int, position: int) -> EntryRecord | None:
        if position == 1:
            raise StoreError("the entry is damaged")
        return plain(party, generation, position)

    world.alpha.store.entry = entry  # type: ignore[method-assign]
    world.connect()
    world.run(3)
    assert 2 in world.bravo.feed(0)
    assert any("damaged" in n.detail for n in world.alpha.notices(NoticeKind.ANOMALY))


def test_a_peer_that_starts_anew_without_end_costs_little_and_is_said_seldom() -> None:
    world = World()
    world.connect()
    for _ in range(200):
        world.alpha.release()
    world.run(3)
    liar = Liar(world)
    liar.meet()
    reads: list[int] = []
    plain = world.alpha.store.entry

    def entry(party: int, generation: int, position: int) -> EntryRecord | None:
        reads.append(position)
        return plain(party, generation, position)

    world.alpha.store.entry = entry  # type: ignore[method-assign]
    for _ in range(20):
        liar.start()
        liar.channel.latest = world.alpha.line._ctx.channels[1].incarnation
        for size in (200, 0):
            liar.beat("bulk", heads=(replace(liar.heads[0], size=size, highest=size),))
    assert len(reads) <= 2 * 220
    assert len(world.alpha.notices(NoticeKind.PEER_RESTARTED)) <= 2


def test_a_clock_that_jumps_with_each_heartbeat_is_said_seldom() -> None:
    liar = met()
    now = liar.world.alpha.clock.now_ms()
    for number in range(100):
        there = now + (3_600_000 if number % 2 else 0)
        liar.beat("bulk", t1_ms=now, t2_ms=there, wall_ms=there)
    assert len(liar.world.alpha.notices(NoticeKind.CLOCK)) <= 1
