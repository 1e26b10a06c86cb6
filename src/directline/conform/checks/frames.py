"""Frames and values that break a rule: nothing may change, and the line goes on."""

from collections.abc import Callable

from directline.conform.checks.base import (
    Room,
    Seen,
    accepted,
    lives,
    nothing_comes,
    receipted,
    refused,
    unharmed,
)
from directline.conform.limits import QUIET_S
from directline.conform.peer import Peer
from directline.wire.body import Body
from directline.wire.control import Request
from directline.wire.entry import Entry
from directline.wire.frame import FrameType, encode_explicit, split
from directline.wire.limits import FRAME_BYTES_MAX, UNIT_BYTES_MAX

ROOM = Room()
REFUSED = "not acknowledged; the line goes on and takes the next good entry"
UNHARMED = "nothing changes; the line goes on"
WRONG_UNITS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "a unit of one byte": ("FRAME-1", (b"\x20",)),
    "a frame of 18 bytes": ("FRAME-1", (b"\x30" + bytes(17),)),
    "an incarnation cut short": ("FRAME-1", (b"\x32" + bytes(29),)),
    "types that nobody knows": (
        "FRAME-2",
        tuple(bytes([t << 4]) + bytes(40) for t in (11, 13, 15)),
    ),
    "a fragment without its first": ("FRAME-3", (b"\xe0" + bytes(40), b"\xe1" + bytes(40))),
    "a fragment in place of a frame": ("FRAME-3", (b"\xe3" + b"\xe0" + bytes(40),)),
    "a frame longer than any": (
        "FRAME-1",
        (
            b"\xe2" + bytes(UNIT_BYTES_MAX - 1),
            *[b"\xe0" + bytes(UNIT_BYTES_MAX - 1)] * 8,
            b"\xe1\x00",
        ),
    ),
}


def _units(units: tuple[bytes, ...]) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        peer.units(*units)
        return unharmed(peer)

    return play


for _name, (_rule, _what) in WRONG_UNITS.items():
    ROOM.add(_name, _rule, did=f"sent {_name}", expected=UNHARMED, play=_units(_what))


def _entry_frame(peer: Peer, entry: Entry, **how: object) -> bytes:
    content = encode_explicit(entry, with_salt=False)
    wire = peer.wire()
    how.setdefault("attach", wire is None or not wire.known)
    return peer.seals.seal(FrameType.ENTRY_EXPLICIT, content, 0, **how).frame  # type: ignore[arg-type]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "one bit of the tag": lambda f: f[:-1] + bytes([f[-1] ^ 1]),
    "one bit of the content": lambda f: f[:40] + bytes([f[40] ^ 128]) + f[41:],
    "the type in the header": lambda f: bytes([f[0] & 0x0F | 0x50]) + f[1:],
    "the lane in the header": lambda f: bytes([f[0] ^ 0x04]) + f[1:],
    "the index in the header": lambda f: f[:2] + bytes([f[2] ^ 1]) + f[3:],
    "the mark of the recovery root": lambda f: bytes([f[0] ^ 1]) + f[1:],
    "its last byte, by leaving it out": lambda f: f[:-1],
    "its end, by one byte more": lambda f: f + b"\x00",
}


def _spoilt(how: Callable[[bytes], bytes]) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        before = peer.seals.next[0]
        peer.put(how(_entry_frame(peer, peer.entry("spoilt"))))
        found = refused(peer)
        return found if (0, before) not in peer.acked else Seen(False, "it was acknowledged")

    return play


for _name, _how in SPOILT.items():
    ROOM.add(
        f"spoilt: {_name}",
        "SEAL-1",
        did=f"sent a sealed entry and changed {_name}",
        expected=REFUSED,
        play=_spoilt(_how),
    )


@ROOM.check(
    "SEAL-1",
    did="sealed an entry under another root, and under the wrong epoch number",
    expected=REFUSED,
)
def another_root_does_not_open(peer: Peer) -> Seen:
    """Nor is an epoch taken from nowhere."""
    index = peer.seals.next[0]
    peer.put(_entry_frame(peer, peer.entry("wrong"), root=bytes(range(32))))
    peer.put(_entry_frame(peer, peer.entry("wrong"), epoch=77, root=peer.seals.roots.sending()))
    found = refused(peer)
    taken = {(0, index), (0, index + 1)} & peer.acked
    return Seen(False, "acknowledged") if taken else found


@ROOM.check("SEAL-1", did="sent the tested station's own frame back to it", expected=UNHARMED)
def its_own_frame_does_not_open(peer: Peer) -> Seen:
    """Each direction has keys of its own."""
    if peer.last_frame is None:
        return Seen(None, "it has sent none yet")
    peer.put(peer.last_frame)
    return unharmed(peer)


@ROOM.check(
    "FRAME-2",
    did="sealed entries rightly under types 8, 11, 12 and 15",
    expected="none of them is acknowledged",
)
def a_type_that_is_not_in_use_is_refused(peer: Peer) -> Seen:
    """However well it is sealed."""
    sent = [peer.frame(kind, b"\x80", 3) for kind in (8, 11, 12, 15)]
    return refused(peer, *sent)


@ROOM.check(
    "FRAME-3",
    did="broke the order of fragments in one lane while another was under way",
    expected="the other lane's frame is put together",
)
def a_breach_discards_its_own_lane_only(peer: Peer) -> Seen:
    """And a first fragment begins anew."""
    entry = peer.entry(body=Body("KIT", 1, (b"z" * 9_000,)))
    peer.keep(entry)
    first, *rest = split(_entry_frame(peer, entry), 2_000)
    place = (0, peer.seals.next[0] - 1)
    peer.units(b"\xe2" + bytes(500), first, b"\xe4" + bytes(100), b"\xe6" + bytes(100))
    peer.units(*rest)
    there = peer.wait(lambda: place in peer.acked)
    return Seen(there, "put together" if there else "lost")


@ROOM.check(
    "SEAL-2",
    did="sent one frame with an entry three times",
    expected="acknowledged again, given once",
)
def a_frame_that_opens_again_is_acknowledged_again(peer: Peer) -> Seen:
    """Where its content is durable."""
    entry = peer.entry()
    peer.keep(entry)
    sent = peer.send(entry)
    if not peer.wait(lambda: peer.is_acked(sent)):
        return Seen(False, "not acknowledged at first")
    peer.acked.discard((sent.lane, sent.index))
    for _ in range(3):
        peer.put(sent.frame)
    there = peer.wait(lambda: peer.is_acked(sent))
    return Seen(there, "acknowledged again" if there else "not acknowledged again")


@ROOM.check("SEAL-2", did="sent one frame with a request four times", expected="served once")
def a_replayed_request_is_served_once(peer: Peer) -> Seen:
    """An enemy who repeats gets nothing."""
    mark = len(peer.heard)
    span = Request(((peer.own, peer.generation, 1, 1),))
    sent = peer.frame(FrameType.REQUEST, span.encode())

    def given() -> int:
        return sum(e.header.party == peer.own for e in peer.received(mark))

    if not peer.wait(given):
        return Seen(False, "not served at all")
    for _ in range(3):
        lives(peer)  # so that it has heard our acknowledgement, and has nothing on its way
        peer.put(sent.frame)
    lives(peer)
    peer.spend(QUIET_S)
    return Seen(given() == 1, f"served {given()} times")


@ROOM.check(
    "SEAL-5",
    did="let the lane's index leap by 16,000, five times, past 65,536",
    expected="each frame opens",
)
def the_full_index_is_the_nearest(peer: Peer) -> Seen:
    """Sixteen bits travel."""
    for leap in range(5):
        sent = peer.frame(
            FrameType.REQUEST, Request().encode(), 1, index=peer.seals.next[1] + 16_000
        )
        if not peer.wait(lambda s=sent: peer.is_acked(s)):  # type: ignore[misc]
            return Seen(False, f"leap {leap + 1} did not open")
    return Seen(True, "all opened")


# --- values ---------------------------------------------------------------------------------------


def _request(peer: Peer) -> bytes:
    return Request(((peer.own, peer.generation, 1, 1),)).encode()


MISSPELT: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a head that is not the shortest": ("VALUE-1", lambda r: b"\x98\x02" + r[1:]),
    "an array of indefinite length": ("VALUE-1", lambda r: b"\x9f" + r[1:] + b"\xff"),
    "a number that is not the shortest": ("VALUE-1", lambda r: r.replace(b"\x84", b"\x84\x18", 1)),
    "bytes after the value": ("VALUE-2", lambda r: r + b"\x00"),
    "a map": ("VALUE-2", lambda r: b"\xa1" + r[1:]),
    "a tag": ("VALUE-2", lambda r: b"\xc6" + r),
    "a float": ("VALUE-2", lambda r: r[:1] + b"\xf9\x3c\x00" + r[2:]),
    "another simple value": ("VALUE-2", lambda r: r[:-1] + b"\xf7"),
    "an integer beyond 64 bits": ("VALUE-2", lambda r: r[:-1] + b"\x1b" + b"\xff" * 8),
    "arrays too deep": ("VALUE-2", lambda r: r[:-1] + b"\x81" * 9 + b"\x80"),
    "an array that claims more": ("VALUE-2", lambda r: b"\x9a\xff\xff\xff\xff" + r[1:]),
    "nothing": ("REQUEST-1", lambda _r: b""),
    "another layout": ("REQUEST-1", lambda r: b"\x83" + r[1:] + b"\x80"),
    "a position of 0": ("REQUEST-1", lambda r: r[:-3] + b"\x00" + r[-2:]),
    "more than 32 spans": ("REQUEST-1", lambda r: b"\x82\x98\x21" + r[2:-1] * 33 + b"\x80"),
    "more than 8,192 bytes": ("REQUEST-1", lambda r: r[:-1] + b"\x99\x20\x00" + b"\x00" * 8_192),
}


def _misspelt(how: Callable[[bytes], bytes]) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        mark = len(peer.heard)
        peer.frame(FrameType.REQUEST, how(_request(peer)))

        def served() -> bool:
            return any(e.header.party == peer.own for e in peer.received(mark))

        if not lives(peer):
            return Seen(False, "the line did not answer any more")
        return nothing_comes(peer, served, "the request was served all the same")

    return play


for _name, (_rule, _change) in MISSPELT.items():
    ROOM.add(
        f"a request with {_name}",
        _rule,
        did=f"sent a request for an entry, with {_name}",
        expected="not served; the line goes on",
        play=_misspelt(_change),
    )


BODIES: dict[str, tuple[str, bytes]] = {
    "of two parts": ("BODY-1", b"\x82\x63KIT\x01"),
    "that is a map": ("VALUE-2", b"\xa1\x63KIT\x01"),
    "with a float": ("VALUE-2", b"\x83\x63KIT\x01\x81\xf9\x3c\x00"),
    "with a tag": ("VALUE-2", b"\x83\x63KIT\x01\x81\xc1\x00"),
    "not spelt the one way": ("VALUE-1", b"\x83\x63KIT\x18\x01\x80"),
    "of indefinite length": ("VALUE-1", b"\x9f\x63KIT\x01\x80\xff"),
    "with bytes left over": ("VALUE-2", b"\x83\x63KIT\x01\x80\x00"),
    "with a text that is not UTF-8": ("VALUE-2", b"\x83\x63KIT\x01\x81\x61\xff"),
    "too deep": ("VALUE-2", b"\x83\x63KIT\x01" + b"\x81" * 9 + b"\x80"),
    "without a code": ("BODY-2", b"\x83\x60\x01\x80"),
    "with a code of 17": ("BODY-2", b"\x83\x71" + b"K" * 17 + b"\x01\x80"),
    "with a code that is not ASCII": ("BODY-2", b"\x83\x62\xc3\xa9\x01\x80"),
    "of version 0": ("BODY-2", b"\x83\x63KIT\x00\x80"),
    "of version 65,536": ("BODY-2", b"\x83\x63KIT\x1a\x00\x01\x00\x00\x80"),
    "of 65 fields": ("BODY-3", b"\x83\x63KIT\x01\x98\x41" + b"\x00" * 65),
    "of 16,385 bytes": ("BODY-1", b"\x83\x63KIT\x01\x81\x59\x3f\xf6" + b"x" * 16_374),
}


def _body(raw: bytes) -> Callable[[Peer], Seen]:
    def play(peer: Peer) -> Seen:
        entry = peer.entry("bad body")
        sent = peer.send(Entry(entry.header, entry.signature, raw, entry.salt))
        return refused(peer, sent)

    return play


for _name, (_rule, _raw) in BODIES.items():
    ROOM.add(
        f"a body {_name}",
        _rule,
        did=f"sent a signed entry with a body {_name}",
        expected=REFUSED,
        play=_body(_raw),
    )


@ROOM.check(
    "BODY-1",
    "FRAME-1",
    did="sent 32,768 bytes that open as an entry",
    expected="not acknowledged; the line goes on",
)
def the_longest_frame_is_survived(peer: Peer) -> Seen:
    """At the bound, not past it."""
    sent = peer.seals.seal(
        FrameType.ENTRY_EXPLICIT, b"\x00" * (FRAME_BYTES_MAX - 35), 0, attach=True
    )
    peer.put(sent.frame)
    return refused(peer, sent)


@ROOM.check(
    "SEAL-2",
    "RECEIPT-1",
    did="looked at what was receipted after all this",
    expected="exactly our good entries",
)
def only_good_entries_were_receipted(peer: Peer) -> Seen:
    """Their root is ours."""
    entry = peer.entry()
    if not accepted(peer, entry) or not receipted(peer, entry):
        return Seen(False, "no receipt any more")
    size, _, root = peer.receipted()
    feed = peer.feeds[peer.generation]
    return Seen(root == feed.root(size), f"the root of {size} entries is ours")
