"""A line whose identity key is on a token: signatures come later, or not for a while."""

import pytest

from directline.errors import LocalProtocolError
from directline.line.effects import NoticeKind, NotReleased, Sign
from directline.transcript.export import header_of
from directline.wire.sealing import decode_roots
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Kind, Precedence
from tests.support.pair import SECOND, KeySigner, World


def joined() -> World:
    world = World(sign_later=True)
    world.connect()
    world.run(1)
    return world


def test_every_entry_is_signed_though_the_line_holds_no_key() -> None:
    world = joined()
    world.alpha.release(text="one")
    world.bravo.release("Z", Precedence.FLASH)
    world.run(3)
    assert world.bravo.feed(0) == world.alpha.feed(0) != []
    assert world.alpha.feed(1) == world.bravo.feed(1) != []
    for _, record in world.bravo.store.entries():
        name = world.names[record.party]
        public = KeySigner(f"{name} identity").public()
        REAL_SUITE.verify(public, record.signature, record.header, part="entry")
    assert world.alpha.of(Sign)


def test_while_the_token_thinks_the_station_receives_and_nothing_unsigned_leaves() -> None:
    world = joined()
    world.alpha.key_slow = True
    first = world.alpha.release(text="waits for the token")
    world.alpha.release("Z", Precedence.FLASH)
    world.bravo.release(text="comes meanwhile")
    world.run(5)
    assert world.bravo.feed(0) == []
    assert len(world.alpha.feed(1)) == 1
    assert world.alpha.feed(0) == []
    world.alpha.key_slow = False
    world.alpha.sign_asked()
    world.alpha.perform()
    world.run(3)
    assert world.bravo.feed(0)[:2] == [first.position, first.position + 1]
    assert not world.bravo.errors


def test_without_its_token_a_release_is_taken_back_and_the_receipts_follow_when_it_is_back() -> (
    None
):
    world = joined()
    world.alpha.key_out = True
    refused = world.alpha.release(text="never signed")
    world.bravo.release("Z", Precedence.FLASH)
    world.run(4)
    assert [(e.token, e.position) for e in world.alpha.of(NotReleased)][:1] == [
        (refused.token, refused.position)
    ]
    assert world.alpha.feed(1) == [1]
    assert world.alpha.feed(0) == []
    world.alpha.key_out = False
    world.run(3)
    assert world.bravo.feed(0) == [1]
    (record,) = (r for _, r in world.bravo.store.entries() if r.party == 0)
    assert header_of(record.header).kind is Kind.RECEIPT
    assert not any(b"never signed" in unit for _, _, unit in world.carried)


def test_several_that_wait_hear_of_it_by_the_token_they_were_given() -> None:
    world = joined()
    world.alpha.key_slow = True
    tickets = [world.alpha.release(text=str(number)) for number in range(3)]
    world.alpha.key_slow, world.alpha.key_out = False, True
    world.alpha.sign_asked()
    world.alpha.perform()
    world.run(5)
    taken = {e.token for e in world.alpha.of(NotReleased)}
    assert {ticket.token for ticket in tickets} <= taken
    world.alpha.key_out = False
    assert world.alpha.release(text="again").position == tickets[0].position


def test_an_entry_that_the_store_refuses_after_it_was_signed_is_taken_back_by_its_ticket() -> None:
    world = joined()
    world.alpha.full = True
    refused = world.alpha.release(text="no room")
    world.run(0.5)
    assert [e.token for e in world.alpha.of(NotReleased)] == [refused.token]


def test_a_resync_waits_for_its_signature() -> None:
    world = joined()
    world.alpha.key_slow = True
    (peer,) = world.alpha.line._peers.values()
    peer.renewal.begin(world.now_ns)
    world.run(2)
    assert not world.alpha.notices(NoticeKind.RESYNC)
    world.alpha.key_slow = False
    world.alpha.sign_asked()
    world.alpha.perform()
    world.run(5)
    assert {n.detail for n in world.alpha.notices(NoticeKind.RESYNC)} == {"begun", "ended"}
    newest = [decode_roots(station.roots)[0].newest() for station in world.stations]
    assert newest == [2, 2]
    assert not world.suite.reused


def test_two_resyncs_that_cross_while_a_key_signs_end_in_one_root() -> None:
    world = joined()
    world.alpha.key_slow = True
    for station in world.stations:
        (peer,) = station.line._peers.values()
        peer.renewal.begin(world.now_ns)
        station.perform()
    world.run(2)
    world.alpha.key_slow = False
    world.alpha.sign_asked()
    world.alpha.perform()
    world.run(60)
    newest = [decode_roots(station.roots)[0].newest() for station in world.stations]
    assert newest[0] == newest[1]
    world.alpha.release("Z", Precedence.FLASH)
    world.run(5)
    assert world.bravo.feed(0)
    assert not world.suite.reused


def test_of_two_offers_that_wait_for_the_key_only_the_later_goes() -> None:
    world = joined()
    world.alpha.key_slow = True
    (peer,) = world.alpha.line._peers.values()
    for _ in range(2):
        peer.renewal.begin(world.now_ns)
        world.alpha.perform()
    world.alpha.key_slow = False
    world.alpha.sign_asked()
    world.alpha.perform()
    world.run(5)
    begun = [n for n in world.alpha.notices(NoticeKind.RESYNC) if n.detail == "begun"]
    assert len(begun) == 1


def test_a_signature_is_given_once_and_never_confirmed_without_being_given() -> None:
    world = joined()
    world.alpha.key_slow = True
    world.alpha.release(text="one")
    (asked,) = world.alpha.asked
    with pytest.raises(LocalProtocolError):
        world.alpha.line.confirm(asked.token, SECOND)
    assert asked.token not in world.alpha.line._ctx.signing
