"""Entries that break a rule, under a seal that opens."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from directline.conform.checks.base import Room, Seen, accepted, lives, receipted, refused
from directline.conform.feed import EMPTY
from directline.conform.peer import Peer, line_test
from directline.conform.seals import Sent
from directline.wire.body import encode_body
from directline.wire.control import Request
from directline.wire.entry import Entry, Header, Read
from directline.wire.entry import Seen as SeenOf
from directline.wire.frame import FrameType, encode_explicit

ROOM = Room()
REFUSED = "not acknowledged; the good entry at the same place is"
FORGED_LEAF = bytes(range(32))
Beyond = tuple[tuple[int, bytes], ...]


def _headers() -> dict[str, tuple[str, Callable[[Peer], dict[str, Any]]]]:
    """Headers with one thing wrong, signed as they are."""

    def of(**changes: object) -> Callable[[Peer], dict[str, Any]]:
        return lambda _peer: changes

    def seen(*found: tuple[int, int, Beyond]) -> Callable[[Peer], dict[str, Any]]:
        return lambda peer: {
            "seen": tuple(
                SeenOf(peer.other if party < 0 else party, 1, size, EMPTY, beyond)
                for party, size, beyond in found
            )
        }

    leaf = FORGED_LEAF
    return {
        "of party 16": ("ENTRY-2", of(party=16)),
        "of generation 0": ("ENTRY-2", of(generation=0)),
        "of position 0": ("ENTRY-2", of(position=0)),
        "of position 2^48": ("ENTRY-2", of(position=2**48)),
        "of instant 2^48": ("ENTRY-2", of(instant_ms=2**48)),
        "of charter version 0": ("ENTRY-2", of(charter_version=0)),
        "to party 16": ("ENTRY-2", of(addressees=1 << 16)),
        "of clock quality 4": ("ENTRY-3", of(quality=4)),
        "of precedence 4": ("ENTRY-3", of(precedence=4)),
        "of kind 3": ("ENTRY-3", of(kind=3)),
        "that is half a drill": ("ENTRY-3", of(drill=2)),
        "with `beyond` out of order": ("ENTRY-5", seen((-1, 0, ((9, leaf), (5, leaf))))),
        "with `beyond` at the prefix": ("ENTRY-5", seen((-1, 3, ((4, leaf),)))),
        "with 65 beyond": ("ENTRY-5", seen((-1, 0, tuple((9 + n, leaf) for n in range(65))))),
        "that saw one party twice": ("ENTRY-6", seen((-1, 0, ()), (-1, 0, ()))),
        "that saw itself": ("ENTRY-6", lambda p: {"seen": (SeenOf(p.own, 1, 0, EMPTY),)}),
        "that read itself": ("ENTRY-6", lambda p: {"read": (Read(p.own, 1, 0),)}),
        "of another charter": ("ENTRY-8", of(charter_version=2)),
        "by a key that no charter gives": ("ENTRY-9", of(signer=1)),
        "to nobody": ("ENTRY-9", of(addressees=0)),
        "to its author": ("ENTRY-9", lambda p: {"addressees": 1 << p.own | 1 << p.other}),
        "to a party that is not there": ("ENTRY-9", of(addressees=1 << 7)),
        "that saw a party that is not there": ("ENTRY-9", seen((-1, 0, ()), (9, 0, ()))),
        "of a party that is not there": ("ENTRY-9", of(party=9)),
        "of another line": ("ENTRY-7", of(line=bytes(16))),
    }


def _put(peer: Peer, content: bytes, lane: int = 0) -> Sent:
    return peer.frame(FrameType.ENTRY_EXPLICIT, content, lane)


def _wrong_header(changes: Callable[[Peer], dict[str, Any]]) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        good = peer.entry("wrong")
        header = replace(good.header, **changes(peer))
        entry = peer.signed(header, good.body, good.salt)
        return refused(peer, _put(peer, encode_explicit(entry, with_salt=False)))

    return play


for _name, (_rule, _changes) in _headers().items():
    ROOM.add(
        f"an entry {_name}",
        _rule,
        did=f"sent an entry {_name}, signed by the right key",
        expected=REFUSED,
        play=_wrong_header(_changes),
    )


def _contents() -> dict[str, tuple[str, Callable[[bytes], bytes]]]:
    """Explicit forms with one thing wrong; `c` begins with the length of the middle."""

    def flags(value: int) -> Callable[[bytes], bytes]:
        def change(content: bytes) -> bytes:
            at = 2 + int.from_bytes(content[:2]) + 64
            return content[:at] + bytes([value]) + content[at + 1 :]

        return change

    def length(change: int) -> Callable[[bytes], bytes]:
        return lambda c: (int.from_bytes(c[:2]) + change).to_bytes(2) + c[2:]

    def middle(extra: bytes) -> Callable[[bytes], bytes]:
        def change(content: bytes) -> bytes:
            size = int.from_bytes(content[:2])
            return (
                (size + len(extra)).to_bytes(2)
                + content[2 : 2 + size]
                + extra
                + content[2 + size :]
            )

        return change

    return {
        "with bytes left over in its header": ("ENTRY-1", middle(b"\x00")),
        "with a length that is short": ("ENTRY-1", length(-1)),
        "with a length past its end": ("FRAME-6", length(60_000 - 200)),
        "that is empty": ("FRAME-6", lambda _c: b""),
        "cut in its signature": ("FRAME-6", lambda c: c[:110]),
        "with flags 0": ("FRAME-6", flags(0)),
        "with flags 5": ("FRAME-6", flags(5)),
        "with flags 129": ("FRAME-6", flags(129)),
        "with 17 `seen`": ("ENTRY-2", lambda c: c[:34] + b"\x11" + c[35:]),
    }


def _wrong_content(how: Callable[[bytes], bytes]) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        content = encode_explicit(peer.entry("wrong"), with_salt=False)
        return refused(peer, _put(peer, how(content)))

    return play


for _name, (_rule, _how) in _contents().items():
    ROOM.add(
        f"an explicit entry {_name}",
        _rule,
        did=f"sent an explicit entry {_name}",
        expected=REFUSED,
        play=_wrong_content(_how),
    )


@ROOM.check(
    "ENTRY-7", "ENTRY-4", did="sent entries with four kinds of wrong signature", expected=REFUSED
)
def a_wrong_signature_is_refused(peer: Peer) -> Seen:
    """A bit changed, another key of the same party, another party's entry, zeros."""
    good = peer.entry("forged")
    bit = bytes([good.signature[0] ^ 1]) + good.signature[1:]
    other = peer.party.keys["checkpoint"].sign(good.header.signed)
    theirs = _as_theirs(peer, good.header)
    made = [
        Entry(good.header, signature, good.body, good.salt) for signature in (bit, other, bytes(64))
    ]
    made.append(peer.signed(theirs, good.body, good.salt))
    return refused(peer, *[_put(peer, encode_explicit(e, with_salt=False)) for e in made])


@ROOM.check(
    "ENTRY-7", did="sent a signed entry with another body than was signed", expected=REFUSED
)
def another_body_than_was_signed_is_refused(peer: Peer) -> Seen:
    """The commitment binds every field."""
    good = peer.entry("one thing")
    swapped = encode_body(line_test(good.header.position, "another"))
    entry = Entry(good.header, good.signature, swapped, good.salt)
    return refused(peer, _put(peer, encode_explicit(entry, with_salt=False)))


@ROOM.check(
    "ENTRY-10", did="sent an entry addressed to the tested party without its body", expected=REFUSED
)
def an_entry_without_its_body_is_refused(peer: Peer) -> Seen:
    """Its receipt would prove what was never shown."""
    good = peer.entry("hidden")
    entry = Entry(good.header, good.signature, None, None)
    return refused(peer, _put(peer, encode_explicit(entry, with_salt=False)))


@ROOM.check("FRAME-7", did="sent a ROUTINE entry in the lane of FLASH", expected=REFUSED)
def an_entry_in_another_lane_is_refused(peer: Peer) -> Seen:
    """The lane is the precedence."""
    content = encode_explicit(peer.entry("lane"), with_salt=False)
    return refused(peer, _put(peer, content, 3), _put(peer, content, 2))


@ROOM.check(
    "FRAME-4",
    did="sent implied entries with unknown flags, and without a body",
    expected="never taken as they stand; the line goes on",
)
def an_implied_entry_of_other_flags_is_refused(peer: Peer) -> Seen:
    """Asked for again, or refused."""
    peer.manners.serves = False
    good = peer.entry("implied")
    fixed = good.header.position.to_bytes(2) + bytes(5)
    rest = bytes(3) + good.signature
    body = good.body or b""
    sent = [
        peer.frame(FrameType.ENTRY_IMPLIED, content, 0)
        for content in (
            fixed + b"\xe0" + rest + body,
            fixed + b"\x06" + rest + body,
            fixed + b"\x00" + rest,
            b"\x00",
        )
    ]
    return refused(peer, *sent)


@ROOM.check(
    "FORK-1",
    did="signed another entry at a place that is taken, then asked for that place",
    expected="the first stays the entry; roots and what is served show it",
)
def a_second_history_does_not_replace_the_first(peer: Peer) -> Seen:
    """What becomes evidence at the desk is not to be seen here; that nothing changed is."""
    first = peer.entry("first history")
    if not accepted(peer, first) or not receipted(peer, first):
        return Seen(False, "the first was not receipted")
    place = first.header.position
    second = peer.entry("second history", position=place)
    peer.send(second)
    lives(peer)
    mark = len(peer.heard)
    span = Request(((peer.own, peer.generation, place, place),))
    peer.frame(FrameType.REQUEST, span.encode())
    peer.wait(lambda: any(e.header.party == peer.own for e in peer.received(mark)))
    given = {e.leaf() for e in peer.received(mark) if e.header.party == peer.own}
    after = peer.entry()
    alive = accepted(peer, after) and receipted(peer, after)
    return Seen(given == {first.leaf()} and alive, "the first is served, the root is as before")


@ROOM.check(
    "SEEN-3",
    did="saw another root, an unknown leaf, and less than before",
    expected="kept and receipted: what an author says it saw is its own statement",
)
def a_false_seen_is_kept(peer: Peer) -> Seen:
    """And reported, at the desk."""
    for seen in (
        (SeenOf(peer.other, max(peer.theirs), 1, FORGED_LEAF),),
        (SeenOf(peer.other, max(peer.theirs), 0, EMPTY, ((2, FORGED_LEAF),)),),
        (SeenOf(peer.other, max(peer.theirs), 0, EMPTY),),
        (SeenOf(peer.other, max(peer.theirs), 2**40, FORGED_LEAF),),
    ):
        entry = peer.entry(seen=seen)
        if not accepted(peer, entry) or not receipted(peer, entry):
            return Seen(False, f"not taken: {seen[0].size}")
    return Seen(True, "all kept")


def _as_theirs(peer: Peer, header: Header) -> Header:
    """The header as if the tested party had written it."""
    return replace(
        header,
        party=peer.other,
        addressees=1 << peer.own,
        position=2**40,
        seen=(SeenOf(peer.own, 1, 0, EMPTY),),
        read=(Read(peer.own, 1, 0),),
    )
