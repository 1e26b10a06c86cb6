"""When a later version of the charter is in force, and what may be taken into a home."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import CustodyError, DirectlineError, LocalProtocolError
from directline.line.ports import EntryRecord
from directline.station import founding
from directline.station.amending import Standing, event_of, key_event_of
from directline.station.approvals import Approvals, Rule
from directline.station.custody import KeySigner, unseal_recovery
from directline.station.home import Home, LineDir
from directline.station.station import Station
from directline.store.sqlite import SqliteStore
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, SignedCharter, Terms, signing_bytes
from directline.wire.entry import Header
from directline.wire.keyevent import KeyEvent
from directline.wire.values import ClockQuality, Kind, Precedence
from tests.unit.station.test_founding import (
    CATALOGUE,
    NOON,
    PASSPHRASE,
    SECRET,
    SOFT,
    Side,
    side,
)
from tests.unit.transcript.sample import Sample

LATER_MS = 5_000


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side]:
    folder = tmp_path_factory.mktemp("homes")
    return side(folder / "a", "ALPHA"), side(folder / "b", "BRAVO")


def sign(draft: SignedCharter, sides: tuple[Side, ...]) -> SignedCharter:
    return founding.combine(
        [founding.sign_charter(draft, one.keys, catalogue=CATALOGUE) for one in sides]
    )


@pytest.fixture(scope="module")
def first(sides: tuple[Side, Side]) -> SignedCharter:
    draft = founding.draft_charter(
        "NORTHERN AIR", [one.introduction for one in sides], languages=("en",),
        catalogue=CATALOGUE, founded_ms=NOON,
    )  # fmt: skip
    return sign(draft, sides)


@pytest.fixture(scope="module")
def second(first: SignedCharter, sides: tuple[Side, Side]) -> SignedCharter:
    draft = founding.draft_amendment(first, terms={"heartbeat_ms": str(LATER_MS)})
    return sign(draft, sides)


@pytest.fixture(scope="module")
def third(second: SignedCharter, sides: tuple[Side, Side]) -> SignedCharter:
    return sign(founding.draft_amendment(second, terms={}, epoch_party="BRAVO"), sides)


@pytest.fixture(scope="module")
def line(sides: tuple[Side, Side], first: SignedCharter) -> LineDir:
    return founding.join_line(sides[0].home, sides[0].keys, first, SECRET, catalogue=CATALOGUE)


def entry(
    charter: Charter, party: int, body: Body | None, *, kind: Kind = Kind.EVENT, version: int = 1
) -> EntryRecord:
    header = Header(
        line=charter.line_id, charter_version=version, party=party, generation=1, position=1,
        addressees=1 << (1 - party), instant_ms=NOON, quality=ClockQuality.FREE,
        precedence=Precedence.ROUTINE, drill=False, kind=kind, signer=0, seen=(), read=(),
        commitment=bytes(32),
    )  # fmt: skip
    data = None if body is None else encode_body(body)
    return EntryRecord(party, 1, 1, bytes(32), header.signed, bytes(64), data, None, NOON, 1, "")


@pytest.mark.spec("AMEND-4")
def test_a_version_is_in_force_when_all_have_said_that_they_hold_it(
    third: SignedCharter,
) -> None:
    newest = third.verify()
    standing = Standing(newest, 0)
    two, three = newest.of(2), newest.of(3)
    assert two is not None
    assert three is not None
    assert standing.in_force == 1
    assert [one.version for one in standing.to_say()] == [2, 3]
    assert standing.fold(entry(newest, 0, event_of(three)))
    assert standing.fold(entry(newest, 1, event_of(three)))
    assert standing.in_force == 1, "the version between is not held by all"
    assert standing.fold(entry(newest, 1, event_of(two)))
    assert standing.waiting(2) == ("ALPHA",)
    assert standing.in_force == 1
    assert standing.fold(entry(newest, 0, event_of(two)))
    assert standing.in_force == 3
    assert standing.to_say() == ()
    assert not standing.fold(entry(newest, 0, event_of(two))), "said already"


@pytest.mark.spec("AMEND-4")
def test_what_says_something_else_counts_for_nothing(second: SignedCharter) -> None:
    newest = second.verify()
    standing = Standing(newest, 0)
    for body in (
        None,
        Body("E-CHARTER", 1, (2, bytes(32))),
        Body("E-CHARTER", 1, (3, newest.digest)),
        Body("E-CHARTER", 1, ("2", newest.digest)),
        Body("E-CHARTER", 2, (2, newest.digest)),
        Body("E-CHARTER", 1, (2,)),
        Body("E-EPOCH", 1, (2, newest.digest)),
    ):
        assert not standing.fold(entry(newest, 1, body))
    assert not standing.fold(entry(newest, 1, event_of(newest), kind=Kind.MESSAGE))
    assert standing.waiting(2) == ("ALPHA", "BRAVO")


@pytest.mark.spec("AMEND-4")
def test_a_party_whose_recovery_key_signed_comes_back_at_once(second: SignedCharter) -> None:
    newest = second.verify()
    theirs = Standing(newest, 1, {2: frozenset({1})})
    assert theirs.in_force == 2
    for copy in (frozenset({1}), frozenset[int]()):
        ours = Standing(newest, 0, {2: copy})
        ours.fold(entry(newest, 0, event_of(newest)))
        assert ours.waiting(2) == ("BRAVO",), "whichever key signed the copy that is here"
        assert ours.in_force == 1
        ours.fold(entry(newest, 1, event_of(newest), version=2))
        assert ours.in_force == 2
    assert Standing(newest, 0, {3: frozenset({0})}).in_force == 1, "there is no version 3"


@pytest.mark.spec("AMEND-4")
def test_the_recovery_key_brings_a_party_past_a_version_that_it_never_named(
    third: SignedCharter,
) -> None:
    newest = third.verify()
    assert Standing(newest, 1, {2: frozenset(), 3: frozenset({1})}).in_force == 3


@pytest.mark.spec("AMEND-4")
def test_what_is_said_to_some_alone_counts_for_nothing() -> None:
    founded = SignedCharter.decode(Sample(ids=("ALPHA", "BRAVO", "CHARLIE")).signed_charter)
    first = founded.charters()[0]
    two = replace(first, version=2, line=first.line_id, previous=first.digest, name="SOUTHERN AIR")
    newest = replace(two, versions=(first, two))
    said = entry(newest, 0, event_of(newest))
    header = Header.parse(said.header)
    standing = Standing(newest, 1)
    some = replace(said, header=replace(header, addressees=0b010).signed)
    assert not standing.fold(some)
    assert standing.waiting(2) == ("ALPHA", "BRAVO", "CHARLIE")
    assert standing.fold(replace(said, header=replace(header, addressees=0b110).signed))
    assert standing.waiting(2) == ("BRAVO", "CHARLIE")


@pytest.mark.spec("KEY-3")
def test_what_our_own_feed_has_told_of_key_events(second: SignedCharter) -> None:
    newest = second.verify()
    event = KeyEvent(newest.line_id, 1, 1, NOON, NOON, "a disk is missing")
    standing = Standing(newest, 0)
    standing.fold(entry(newest, 1, key_event_of(event)))
    assert standing.told == set(), "another party's telling is not ours"
    standing.fold(entry(newest, 0, key_event_of(event)))
    assert standing.told == {event.digest}


@pytest.mark.spec("AMEND-4")
def test_there_is_no_way_back(second: SignedCharter) -> None:
    """Bodies may be forgotten, and with them what was said: our own headers still tell."""
    standing = Standing(second.verify(), 0)
    standing.fold(entry(standing.newest, 1, None, version=2))
    assert standing.in_force == 1, "another party's use is not ours"
    standing.fold(entry(standing.newest, 0, None, version=2))
    assert standing.in_force == 2


@pytest.mark.spec("AMEND-4")
def test_a_feed_that_is_ahead_of_the_charter_is_no_standing(
    first: SignedCharter, second: SignedCharter
) -> None:
    newest = second.verify()
    Standing(newest, 0).check()
    for version, body in ((2, None), (1, event_of(newest))):
        standing = Standing(first.verify(), 0)
        standing.fold(entry(newest, 1, body, version=version))
        standing.check()
        standing.fold(entry(newest, 0, body, version=version))
        with pytest.raises(LocalProtocolError, match="version 2 of the charter") as refused:
            standing.check()
        assert "directline line amend" in str(refused.value.remedy)
    said = Standing(newest, 0)
    said.fold(entry(newest, 0, Body("E-CHARTER", 1, (2, bytes(32)))))
    with pytest.raises(LocalProtocolError, match="version 2 of the charter"):
        said.check()
    brought = Standing(newest, 0)
    brought.fold(replace(entry(newest, 0, Body("E-CHARTER", 1, (2, bytes(32)))), bearer="tls"))
    brought.check()


@pytest.mark.spec("AMEND-7")
def test_of_two_signed_by_all_the_lower_digest_that_a_feed_has_named_is_taken(
    first: SignedCharter, sides: tuple[Side, Side]
) -> None:
    low, high = sorted(
        (
            sign(founding.draft_amendment(first, terms={"heartbeat_ms": value}), sides).verify()
            for value in ("5000", "6000")
        ),
        key=lambda charter: charter.digest,
    )
    ours, theirs = Standing(high, 0), Standing(low, 1)
    ours.check_other(low)
    theirs.check_other(high)
    mine, named = entry(high, 0, event_of(high)), entry(low, 1, event_of(low))
    for standing in (ours, theirs):
        standing.fold(mine)
        if standing is ours:
            with pytest.raises(LocalProtocolError, match="our feed has named it"):
                ours.check_other(low)
        standing.fold(named)
    ours.check_other(low)
    with pytest.raises(LocalProtocolError, match="our feed has named it"):
        theirs.check_other(high)
    after = Standing(low, 0)
    for record in (mine, named):
        after.fold(record)
    after.check()
    assert [one.digest for one in after.to_say()] == [low.digest]
    after.fold(entry(low, 0, event_of(low)))
    assert after.in_force == 2
    with pytest.raises(LocalProtocolError, match="in force here"):
        after.check_other(high)


def keep(line: LineDir, made: EntryRecord) -> None:
    """Put an entry into a line's store."""
    store = SqliteStore(
        line.db_path, own_party=0, anchor_path=line.anchor_path,
        reserve_path=line.reserve_path, reserve_bytes=1 << 20,
    )  # fmt: skip
    store.commit([replace(made, leaf=hashlib.sha256(made.header).digest())], reserve=False)
    store.close()


@pytest.mark.spec("AMEND-4")
def test_no_station_starts_with_an_older_charter_than_it_has_used(
    tmp_path: Path,
) -> None:
    ours, theirs = side(tmp_path / "a", "ALPHA"), side(tmp_path / "b", "BRAVO")
    draft = founding.draft_charter(
        "NORTHERN AIR", [one.introduction for one in (ours, theirs)], languages=("en",),
        catalogue=CATALOGUE, founded_ms=NOON,
    )  # fmt: skip
    signed = sign(draft, (ours, theirs))
    line = founding.join_line(ours.home, ours.keys, signed, SECRET, catalogue=CATALOGUE)
    keep(line, entry(signed.verify(), 0, None, version=2))

    async def start() -> None:
        for _ in range(2):  # nothing is left open by the first
            with pytest.raises(LocalProtocolError, match="version 2 of the charter"):
                Station(ours.home, ours.keys, line)

    asyncio.run(start())


def test_copies_whose_earlier_versions_other_keys_signed_are_combined(
    second: SignedCharter, sides: tuple[Side, Side]
) -> None:
    _, recovery = unseal_recovery((sides[1].home.path / "recovery.sealed").read_bytes(), PASSPHRASE)
    vouched = recovery.sign(signing_bytes(second.charter))
    other = replace(second, signatures=(second.signatures[0], (1, vouched)))
    assert other.vouched() != second.vouched()
    copies = [
        founding.sign_charter(
            founding.draft_amendment(earlier, terms={"heartbeat_ms": "6000"}), one.keys,
            catalogue=CATALOGUE,
        )
        for earlier, one in zip((second, other), sides, strict=True)
    ]  # fmt: skip
    assert founding.combine(copies).verify().version == 3


def test_a_home_takes_the_version_that_follows_and_no_other(
    line: LineDir, sides: tuple[Side, Side], second: SignedCharter, third: SignedCharter
) -> None:
    held = line.signed()
    other = sign(founding.draft_amendment(held, terms={"heartbeat_ms": "6000"}), sides)
    half = SignedCharter(second.charter, second.signatures[:1], second.earlier)
    keys = sides[0].keys

    def amend(signed: SignedCharter) -> Charter:
        return founding.amend_line(line, keys, signed, catalogue=CATALOGUE)

    with pytest.raises(LocalProtocolError, match="not signed by BRAVO"):
        amend(half)
    with pytest.raises(LocalProtocolError, match="here already"):
        amend(held)
    assert amend(second).version == 2
    assert Home.open(sides[0].home.path).line().charter() == second.verify()
    assert amend(other).digest == other.verify().digest, "nobody was told of the other"
    assert amend(second).version == 2
    keep(line, entry(second.verify(), 0, event_of(second.verify())))
    with pytest.raises(LocalProtocolError, match="our feed has named it"):
        amend(other)
    assert amend(third).version == 3
    with pytest.raises(LocalProtocolError, match="does not follow"):
        amend(second)
    assert line.charter().of(2) == second.verify()


@pytest.mark.spec("AMEND-3")
def test_a_key_is_renewed_and_the_old_or_the_recovery_key_signs_for_it(tmp_path: Path) -> None:
    ours, theirs = side(tmp_path / "a", "ALPHA"), side(tmp_path / "b", "BRAVO")
    both = (ours, theirs)
    draft = founding.draft_charter(
        "NORTHERN AIR", [one.introduction for one in both], languages=("en",),
        catalogue=CATALOGUE, founded_ms=NOON,
    )  # fmt: skip
    signed = sign(draft, both)
    line = founding.join_line(theirs.home, theirs.keys, signed, SECRET, catalogue=CATALOGUE)
    _, recovery = unseal_recovery((theirs.home.path / "recovery.sealed").read_bytes(), PASSPHRASE)
    with pytest.raises(CustodyError):
        theirs.home.renew(PASSPHRASE, ours.keys.checkpoint, hardness=SOFT)  # type: ignore[arg-type]
    fresh = theirs.home.renew(PASSPHRASE, recovery, hardness=SOFT)
    keys = theirs.home.unseal(PASSPHRASE)
    assert keys.later is not None
    assert keys.later.identity.public() == fresh.party.identity
    assert keys.later.home_key == keys.home_key, "the roots still open"
    assert theirs.home.renewed() == fresh.party
    for _ in ("once more", "and where its party file was lost"):
        waiting = theirs.home.renew(PASSPHRASE, recovery, hardness=SOFT)
        assert waiting.party == fresh.party, "no line names it yet: it is introduced again"
        (theirs.home.path / "next").unlink()
    amendment = founding.draft_amendment(
        signed, terms={}, parties=founding.changed_parties(signed, {}, {}, [fresh])
    )
    with pytest.raises(LocalProtocolError, match="other keys"):
        founding.sign_charter(amendment, theirs.keys, catalogue=CATALOGUE)
    ours_signed = founding.sign_charter(amendment, ours.keys, catalogue=CATALOGUE)
    with pytest.raises(LocalProtocolError, match="recovery key of the version before"):
        founding.sign_charter(amendment, keys, catalogue=CATALOGUE, recovery=KeySigner.make())
    for vouching in (None, recovery):
        mine = founding.sign_charter(amendment, keys, catalogue=CATALOGUE, recovery=vouching)
        assert founding.combine([ours_signed, mine]).verify().version == 2
    mine = founding.sign_charter(amendment, keys, catalogue=CATALOGUE, recovery=recovery)
    whole = founding.combine([ours_signed, mine])
    assert whole.verify().parties[1].identity == fresh.party.identity
    founding.amend_line(line, keys, whole, catalogue=CATALOGUE)
    Approvals(theirs.home.path).set_rule(
        Rule("BRAVO", 1, (("anna", ours.keys.identity.public()),)),
        theirs.keys.identity,
        theirs.keys.home_key,
    )
    again = theirs.home.renew(PASSPHRASE, recovery, hardness=SOFT)
    renewed = Home.open(theirs.home.path)
    assert renewed.introduction().party == fresh.party, "the renewed keys are the home's own now"
    assert Approvals(renewed.path).rule(fresh.party.identity) is not None
    later = renewed.unseal(PASSPHRASE).later
    assert later is not None
    assert later.identity.public() == again.party.identity != fresh.party.identity
    renewed.reseal(PASSPHRASE, "another four words", hardness=SOFT)
    assert renewed.unseal("another four words").later is not None


@pytest.mark.spec("AMEND-8", "KEY-3")
def test_a_station_takes_no_tls_key_that_its_party_has_left_or_lost(tmp_path: Path) -> None:
    ours, theirs = side(tmp_path / "a", "ALPHA"), side(tmp_path / "b", "BRAVO")
    draft = founding.draft_charter(
        "NORTHERN AIR", [one.introduction for one in (ours, theirs)], languages=("en",),
        catalogue=CATALOGUE, founded_ms=NOON,
    )  # fmt: skip
    signed = sign(draft, (ours, theirs))
    line = founding.join_line(ours.home, ours.keys, signed, SECRET, catalogue=CATALOGUE)
    _, recovery = unseal_recovery((theirs.home.path / "recovery.sealed").read_bytes(), PASSPHRASE)
    fresh = theirs.home.renew(PASSPHRASE, recovery, hardness=SOFT)
    parties = founding.changed_parties(signed, {}, {}, [fresh])
    second = founding.draft_amendment(signed, terms={}, parties=parties)
    whole = founding.combine(
        [
            founding.sign_charter(second, ours.keys, catalogue=CATALOGUE),
            founding.sign_charter(
                second, theirs.home.unseal(PASSPHRASE), catalogue=CATALOGUE, recovery=recovery
            ),
        ]
    )
    newest = founding.amend_line(line, ours.keys, whole, catalogue=CATALOGUE)
    old, new = theirs.introduction.party.tls, fresh.party.tls
    event = KeyEvent(newest.line_id, 1, 1, NOON, NOON, "")

    async def look() -> None:
        station = Station(ours.home, ours.keys, line)
        try:
            assert station._tls_keys(1) == (old, new)
            station.key_events = (event,)
            assert station._tls_keys(1) == (new,)
            station.key_events = ()
            station.stored(1, entry(newest, 1, None), ())
            assert not station.again.is_set()
            station.stored(2, entry(newest, 1, None, version=2), ())
            assert station._tls_keys(1) == (new,)
            assert station.again.is_set()
        finally:
            await station.stop()
        line.keep_key_event(event, event.encode(recovery.sign(event.signed_bytes())))
        station = Station(ours.home, ours.keys, line)
        await station.stop()
        assert station.runtime.line._ctx.lost == {theirs.introduction.party.identity}

    asyncio.run(look())


def test_both_keys_are_taken_while_a_line_goes_from_one_version_to_the_next(
    third: SignedCharter,
) -> None:
    newest = third.verify()
    first = newest.of(1)
    assert first is not None
    other = replace(newest.parties[1], tls=bytes([4]) * 32)
    changed = replace(newest, version=4, parties=(newest.parties[0], other))
    held = replace(changed, versions=(*newest.versions, changed))
    assert held.keys_of(1, "tls") == (bytes([4]) * 32, newest.parties[1].tls)
    assert held.keys_of(1, "tls", 3) == (bytes([4]) * 32, newest.parties[1].tls)
    assert held.keys_of(1, "tls", 4) == (bytes([4]) * 32,), "it has come to the new one"
    assert held.keys_of(1, "tls", 9) == (bytes([4]) * 32,)
    before = held.of(3)
    assert before is not None
    assert before.keys_of(1, "tls") == (newest.parties[1].tls, bytes([4]) * 32)
    assert before.keys_of(1, "tls", 4) == (bytes([4]) * 32,), "before we have"
    fifth = replace(changed, version=5)
    later = replace(fifth, versions=(*held.versions, fifth))
    assert later.keys_of(1, "tls") == (bytes([4]) * 32,), "the old one has gone"


@pytest.mark.parametrize(
    "change",
    [
        lambda first: founding.draft_amendment(first, terms={}),
        lambda first: founding.draft_amendment(first, terms={"nothing": "1"}),
        lambda first: founding.draft_amendment(first, terms={"blackout_ms": "1"}),
        lambda first: founding.draft_amendment(
            first, terms={}, parties=[replace(first.verify().parties[1], cosigner=bytes([3]) * 32)]
        ),
        lambda first: founding.draft_amendment(
            first, terms={}, parties=[replace(first.verify().parties[1], id="DELTA")]
        ),
        lambda first: founding.changed_parties(first, {"DELTA": "+00"}, {}),
        lambda first: founding.changed_parties(first, {}, {"BRAVO/NOBODY": ""}),
    ],
)
def test_what_cannot_be_drafted(
    first: SignedCharter, change: Callable[[SignedCharter], object]
) -> None:
    with pytest.raises(DirectlineError):
        change(first)


def test_numbers_and_posts_change_by_party(first: SignedCharter) -> None:
    changed = founding.changed_parties(
        first, {"BRAVO": "+00 9"}, {"BRAVO/LIAISON": "NINE", "BRAVO/DUTY-OFFICER": ""}
    )
    (party,) = changed
    assert party.callback == "+00 9"
    assert {role.id: role.call_sign for role in party.roles} == {
        "AIR-OPERATIONS": "TWO", "LIAISON": "NINE",
    }  # fmt: skip
    draft = founding.draft_amendment(first, terms={}, parties=changed)
    charter, held = founding.signers(draft)
    assert charter.parties[1] == party
    assert charter.terms == Terms()
    assert held == {"ALPHA": False, "BRAVO": False}
