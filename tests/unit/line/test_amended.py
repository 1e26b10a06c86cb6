"""A line under a second version of its charter: what is still taken from keys that were renewed."""

from dataclasses import replace

import pytest

from directline.line.feeds import Feeds
from directline.wire.body import Body, commitment
from directline.wire.charter import Charter, SignedCharter, signing_bytes
from directline.wire.control import Resync
from directline.wire.entry import Entry, Header, Seen
from directline.wire.frame import FrameType
from directline.wire.sealing import entry_salt
from directline.wire.suite import REAL_SUITE, Agreement
from tests.support.liar import Liar
from tests.support.pair import KeySigner, SeededEntropy, World

NEW = KeySigner("BRAVO identity anew")


def amended(first: SignedCharter) -> SignedCharter:
    """Version 2, which names a new identity key of BRAVO."""
    one = Charter.decode(first.charter)
    bravo = replace(one.parties[1], identity=NEW.public())
    two = replace(
        one, version=2, line=one.line_id, previous=one.digest, parties=(one.parties[0], bravo)
    )
    data = two.encode()
    signatures = tuple(
        (n, KeySigner(f"{name} identity").sign(signing_bytes(data)))
        for n, name in enumerate(("ALPHA", "BRAVO"))
    )
    return SignedCharter(data, signatures, (first,))


@pytest.fixture
def liar() -> Liar:
    """BRAVO with both keys, before an ALPHA that holds both versions."""
    world = World()
    liar = Liar(world)
    world.charter = amended(world.charter)
    world.alpha.start()
    liar.meet()
    return liar


def renewed(liar: Liar, position: int) -> Entry:
    """An entry under version 2, by the new key."""
    made = liar.entry(position, charter_version=2)
    return replace(made, signature=NEW.sign(made.header.signed))


def give(liar: Liar, entry: Entry) -> list[str]:
    """Send an entry and give what ALPHA said against it."""
    before = len(liar.world.alpha.errors)
    liar.send(entry)
    liar.world.run(0.3)
    return [error.rule for error in liar.world.alpha.errors[before:]]


@pytest.mark.spec("AMEND-6")
def test_the_old_key_signs_nothing_after_the_new_one(liar: Liar) -> None:
    assert give(liar, liar.entry(1)) == []
    assert give(liar, renewed(liar, 2)) == []
    assert give(liar, liar.entry(3)) == ["AMEND-6"]
    assert give(liar, liar.entry(1, generation=2)) == ["AMEND-6"]
    assert liar.world.alpha.feed(1) == [1, 2]
    assert liar.world.alpha.feed(1, 2) == []
    assert give(liar, renewed(liar, 3)) == []
    assert liar.world.alpha.feed(1) == [1, 2, 3]


@pytest.mark.spec("AMEND-6")
def test_a_start_remembers_it(liar: Liar) -> None:
    assert give(liar, renewed(liar, 1)) == []
    liar.world.crash(0)
    liar.world.alpha.start()
    liar.start()
    liar.meet()
    assert give(liar, liar.entry(2)) == ["AMEND-6"]
    assert liar.world.alpha.feed(1) == [1]


@pytest.mark.spec("AMEND-6")
def test_nobody_gives_us_back_what_our_old_key_signs(liar: Liar) -> None:
    alpha = liar.world.alpha
    alpha.release(text="under version 2")
    liar.world.run(0.3)
    held = alpha.feed(0)
    made = liar.entry(1 + len(held), party=0, addressees=2, seen=(), read=())
    salt = entry_salt(liar.roots.salt, 0, 1, 1 + len(held))
    sealed = replace(made.header, commitment=commitment(Body("Q1", 1, ("x",)), salt))
    forged = Entry(sealed, KeySigner("ALPHA identity").sign(sealed.signed), made.body, salt)
    assert give(liar, forged) == ["AMEND-6"]
    assert alpha.feed(0) == held


@pytest.mark.spec("AMEND-6")
def test_what_was_signed_before_comes_late_or_again(liar: Liar) -> None:
    assert give(liar, liar.entry(1)) == []
    assert give(liar, renewed(liar, 3)) == []
    assert give(liar, liar.entry(2)) == []
    assert give(liar, liar.entry(1)) == []
    assert liar.world.alpha.feed(1) == [1, 2, 3]


def header(party: int, position: int, version: int, *seen: Seen) -> Header:
    made = Liar(World()).entry(1).header
    return replace(made, party=party, position=position, charter_version=version, seen=seen)


@pytest.mark.spec("AMEND-6")
def test_what_another_party_has_receipted_is_taken() -> None:
    feeds = Feeds(3, REAL_SUITE)
    feeds.note(header(1, 1, 2))
    assert feeds.falls(header(1, 2, 1))
    assert not feeds.falls(header(2, 2, 1)), "another party's version"
    feeds.note(header(1, 1, 2, Seen(1, 1, 3, bytes(32))))
    assert feeds.falls(header(1, 2, 1)), "its own word is nothing"
    feeds.note(header(2, 1, 1, Seen(1, 1, 2, bytes(32))))
    assert not feeds.falls(header(1, 2, 1))
    assert feeds.falls(header(1, 3, 1))


def resync(liar: Liar, signer: KeySigner, seed: str) -> list[str]:
    """Offer a resync, and give what ALPHA said against it."""
    before = len(liar.world.alpha.errors)
    random = SeededEntropy(seed)
    share = Agreement(random.bytes(32)).share
    offer = Resync(0, random.bytes(16), bytes(16), share, 5)
    signature = signer.sign(offer.signed(liar.charter.line_id, 1, 0, share))
    offer = replace(offer, signature=signature)
    liar.say(liar.frame(FrameType.RESYNC, offer.encode(), recovery=True))
    return [error.rule for error in liar.world.alpha.errors[before:]]


@pytest.mark.spec("AMEND-8")
def test_no_resync_by_a_key_that_its_party_has_left(liar: Liar) -> None:
    assert give(liar, renewed(liar, 1)) == []
    assert liar.world.alpha.feed(1) == [1]
    assert resync(liar, liar.signer, "after") == ["RESYNC-3"]
    assert resync(liar, NEW, "by the new one") == []


def test_a_resync_by_the_old_key_until_then(liar: Liar) -> None:
    assert give(liar, liar.entry(1)) == []
    assert resync(liar, liar.signer, "before") == []


@pytest.mark.spec("KEY-3")
def test_no_resync_by_a_lost_key(liar: Liar) -> None:
    lost = frozenset({liar.charter.parties[1].identity})
    liar.world.alpha.line._ctx.lost = lost
    assert resync(liar, liar.signer, "lost") == ["RESYNC-3"]
    assert resync(liar, NEW, "anew") == []
