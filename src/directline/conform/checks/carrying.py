"""Well-formed traffic: taken, acknowledged, receipted, served again."""

from directline.conform.checks.base import Room, Seen, accepted, lives, receipted
from directline.conform.limits import ANSWER_S
from directline.conform.peer import Peer
from directline.wire.body import Body, decode_body
from directline.wire.control import Leaves, Request
from directline.wire.entry import Entry
from directline.wire.frame import FrameType, encode_explicit, encode_implied, split
from directline.wire.values import Kind, Precedence

ROOM = Room()
LARGE_BYTES = 16_300
ROUTINE_S = 1.0
GRACE_S = 0.5
"""For the network and a busy machine, beside what a rule allows."""


@ROOM.check(
    "TLS-1", "TLS-3", "TLS-14", did="dialled both classes of connection", expected="both come up"
)
def both_connections_come_up(peer: Peer) -> Seen:
    """The line is there."""
    up = peer.net.up()
    return Seen(len(up) == 2, f"{len(up)} connections up")


@ROOM.check(
    "RECEIPT-1",
    "ACK-1",
    "FRAME-6",
    "RELEASE-2",
    did="sent a ROUTINE line test, explicit",
    expected="acknowledged; `seen` of a signed entry reaches it within 1 s",
)
def a_routine_message_is_receipted(peer: Peer) -> Seen:
    """The machine's signed step."""
    entry = peer.entry()
    begun = peer.net.now()
    if not accepted(peer, entry):
        return Seen(False, "not acknowledged")
    there = receipted(peer, entry)
    took = peer.net.now() - begun
    return Seen(
        there and took <= ROUTINE_S + GRACE_S * peer.patience, f"receipt after {took * 1000:.0f} ms"
    )


@ROOM.check(
    "RECEIPT-1",
    "RECEIPT-2",
    did="sent a FLASH",
    expected="a receipt L4 of level 2 that names it, at FLASH, at once",
)
def a_flash_is_receipted_at_once(peer: Peer) -> Seen:
    """FLASH waits for nothing."""
    entry = peer.entry(precedence=Precedence.FLASH)
    begun = peer.net.now()
    if not accepted(peer, entry):
        return Seen(False, "not acknowledged")
    peer.wait(lambda: _receipt_for(peer, entry) is not None, ANSWER_S)
    found = _receipt_for(peer, entry)
    took = peer.net.now() - begun
    if found is None:
        return Seen(False, "no receipt names it")
    precedence = found.header.precedence
    return Seen(
        precedence is Precedence.FLASH and took <= GRACE_S * peer.patience,
        f"receipt at {precedence.name} after {took * 1000:.0f} ms",
    )


@ROOM.check(
    "RECEIPT-2",
    did="sent ROUTINE, PRIORITY, PRIORITY, ROUTINE at once, after a receipt",
    expected="each receipt names the newest of the highest precedence that it is for",
)
def a_receipt_names_the_newest_of_the_highest(peer: Peer) -> Seen:
    """One receipt for all that became durable by then."""
    first = peer.entry()
    if not accepted(peer, first) or not receipted(peer, first):
        return Seen(False, "no receipt for the first")
    mark = len(peer.heard)
    entries = []
    for lane in (0, 1, 1, 0):
        entry = peer.entry(precedence=lane)
        entries.append(entry)
        peer.release(entry)
    if not receipted(peer, entries[-1]):
        return Seen(False, "no receipt for the last")
    covered = first.header.position
    for entry in peer.received(mark):
        named = _named(entry)
        if named is None or entry.header.party != peer.other:
            continue
        size = entry.header.seen[0].size
        fresh = [e.header for e in entries if covered < e.header.position <= size]
        covered = max(covered, size)
        if not fresh:
            continue
        best = max(fresh, key=lambda header: (header.precedence, header.position))
        if named != best.position or entry.header.precedence != best.precedence:
            return Seen(
                False,
                f"named {named} at {entry.header.precedence.name}, "
                f"not {best.position} at {best.precedence.name}",
            )
    return Seen(True, "each named the right one")


@ROOM.check(
    "RECEIPT-1", did="sent a receipt of our own", expected="acknowledged, no receipt for it"
)
def a_receipt_gets_no_receipt(peer: Peer) -> Seen:
    """Or they would never end."""
    if not lives(peer):
        return Seen(False, "the line did not answer")
    peer.spend(ROUTINE_S)
    mark = len(peer.heard)
    body = Body("L4", 1, (peer.other, max(peer.theirs), 1, 2, "", "", None, None, None, None, None))
    entry = peer.entry(body=body, kind=Kind.RECEIPT)
    if not accepted(peer, entry):
        return Seen(False, "the receipt was not acknowledged")
    came = peer.wait(lambda: any(_named(e) is not None for e in peer.received(mark)), 1.5)
    return Seen(not came, "a receipt for a receipt" if came else "none within 1.5 s")


@ROOM.check(
    "FRAME-4",
    "BODY-4",
    "BODY-5",
    did="sent an entry in the implied form",
    expected="rebuilt, acknowledged and receipted",
)
def the_implied_form_is_understood(peer: Peer) -> Seen:
    """What the reader can fill in does not travel."""
    entry = peer.entry(seen=peer.seen())
    peer.keep(entry)
    content = encode_implied(entry, peer.charter)
    sent = peer.frame(FrameType.ENTRY_IMPLIED, content, 0)
    peer.carried[sent.lane, sent.index] = (peer.generation, entry.header.position)
    there = receipted(peer, entry)
    taken = peer.is_acked(sent)
    return Seen(
        there,
        f"{'acknowledged' if taken else 'asked for again'}, "
        f"{'receipted' if there else 'not receipted'}",
    )


@ROOM.check(
    "FRAME-5",
    did="sent an implied entry that cannot verify as it stands",
    expected="asked for in the explicit form, then taken",
)
def an_implied_entry_that_does_not_verify_is_asked_for(peer: Peer) -> Seen:
    """Never dropped."""
    entry = peer.entry(drill=True)
    peer.keep(entry)
    content = bytearray(encode_implied(entry, peer.charter))
    content[7] &= 0xFE  # says that it is no drill; the signature says otherwise
    mark = len(peer.heard)
    sent = peer.frame(FrameType.ENTRY_IMPLIED, bytes(content), 0)
    peer.carried[sent.lane, sent.index] = (peer.generation, entry.header.position)

    def asked() -> bool:
        return any(
            (sent.lane, sent.index) in Request.decode(h.opened.content).frames
            for h in list(peer.heard)[mark:]
            if h.opened.type is FrameType.REQUEST
        )

    if peer.is_acked(sent) or not peer.wait(asked):
        return Seen(False, "the frame was not asked for")
    return Seen(receipted(peer, entry), "asked for by lane and index")


@ROOM.check(
    "BODY-3",
    "FORM-9",
    did="sent a form that no catalogue has",
    expected="stored and receipted like any other",
)
def an_unknown_form_is_a_good_body(peer: Peer) -> Seen:
    """What it means is not the wire's business."""
    entry = peer.entry(body=Body("ZZ9", 7, (1, (b"\x00", None, (True, -5)), "?")))
    return Seen(accepted(peer, entry) and receipted(peer, entry), "acknowledged and receipted")


@ROOM.check(
    "FRAME-3",
    "BODY-1",
    did="sent a body of 16,300 bytes in fragments of 256",
    expected="put together, acknowledged and receipted",
)
def a_long_message_comes_in_fragments(peer: Peer) -> Seen:
    """However small the pieces are."""
    entry = peer.entry(body=Body("KIT", 1, (b"x" * LARGE_BYTES,)))
    peer.keep(entry)
    sent = _sealed(peer, entry)
    peer.units(*split(sent[1], 256))
    there = peer.wait(lambda: sent[0] in peer.acked) and receipted(peer, entry)
    return Seen(there, "taken" if there else "not taken")


@ROOM.check(
    "FRAME-3",
    did="sent two long frames of two lanes, their fragments in turn",
    expected="both put together",
)
def fragments_of_two_lanes_go_between_each_other(peer: Peer) -> Seen:
    """One frame a lane at a time."""
    pairs = []
    for lane in (0, 1):
        entry = peer.entry(body=Body("KIT", 1, (b"y" * 9_000,)), precedence=lane)
        peer.keep(entry)
        pairs.append(_sealed(peer, entry))
    for one, other in zip(*(split(frame, 1_000) for _, frame in pairs), strict=True):
        peer.units(one, other)
    there = peer.wait(lambda: all(place in peer.acked for place, _ in pairs))
    return Seen(there, "both taken" if there else "not both taken")


@ROOM.check(
    "RELEASE-2",
    "SEEN-1",
    did="sent the second of two entries, then the first",
    expected="the second is taken at once and named beyond the gap; then the prefix closes",
)
def an_entry_ahead_of_a_gap_is_taken_at_once(peer: Peer) -> Seen:
    """Nothing urgent waits for what is missing before it."""
    feed = peer.feeds[peer.generation]
    first = peer.entry(position=feed.size + 1)
    second = peer.entry(position=feed.size + 2)
    if not accepted(peer, second):
        return Seen(False, "the second was not acknowledged")
    place = second.header.position
    if not peer.wait(lambda: place in peer.receipted()[1] or peer.receipted()[0] >= place):
        return Seen(False, "the second was not receipted beyond the gap")
    named = peer.receipted()[1].get(place)
    if not accepted(peer, first) or not peer.wait(lambda: peer.receipted()[0] >= place):
        return Seen(False, "the prefix did not close")
    return Seen(named == second.leaf(), "named beyond the gap, then closed")


@ROOM.check(
    "REQUEST-2",
    did="asked for our own entry, and for theirs",
    expected="both are given in the explicit form",
)
def a_request_is_served(peer: Peer) -> Seen:
    """From what the asker wrote, and what is addressed to it."""
    mark = len(peer.heard)
    spans = ((peer.own, peer.generation, 1, 1), (peer.other, max(peer.theirs), 1, 1))
    peer.frame(FrameType.REQUEST, Request(spans).encode())

    def given() -> set[int]:
        return {
            h.entry.header.party
            for h in list(peer.heard)[mark:]
            if h.entry is not None
            and h.opened.type is FrameType.ENTRY_EXPLICIT
            and h.entry.header.position == 1
        }

    peer.wait(lambda: len(given()) == 2)
    return Seen(len(given()) == 2, f"{len(given())} of 2 were given")


@ROOM.check(
    "RELEASE-1",
    "FORK-1",
    did="sent an entry again, in a new frame",
    expected="acknowledged, since it is durable",
)
def the_same_entry_again_is_acknowledged(peer: Peer) -> Seen:
    """A copy is not a second history."""
    entry = peer.entry()
    taken = accepted(peer, entry)
    again = peer.send(entry)
    return Seen(taken and peer.wait(lambda: peer.is_acked(again)), "acknowledged twice")


@ROOM.check(
    "CLOCK-1",
    did="sent entries of 1970 and of the end of time, our clock a day off",
    expected="taken in their order all the same",
)
def a_wrong_clock_changes_nothing(peer: Peer) -> Seen:
    """Order is by position."""
    peer.manners.wall_ms = 86_400_000
    entries = [peer.entry(instant_ms=1)]
    taken = accepted(peer, entries[0])
    entries.append(peer.entry(instant_ms=2**48 - 1))
    taken = accepted(peer, entries[1]) and taken
    return Seen(taken and receipted(peer, entries[1]), "both receipted")


@ROOM.check(
    "LEAVES-4",
    "LEAVES-1",
    did="announced three leaves, then sent the entries",
    expected="the announced positions count as existing",
)
def announced_leaves_count_as_existing(peer: Peer) -> Seen:
    """The tree closes on leaves."""
    feed = peer.feeds[peer.generation]
    entries = [peer.entry(position=feed.size + 1 + n) for n in range(3)]
    leaves = Leaves(peer.generation, feed.size + 1, tuple(e.leaf() for e in entries))
    sent = peer.frame(FrameType.LEAVES, leaves.encode(), 2)
    last = entries[-1].header.position
    if not peer.wait(lambda: peer.is_acked(sent)):
        return Seen(False, "the leaves were not acknowledged")

    def known() -> bool:
        head = peer.ours_there()
        return head is not None and head.highest >= last

    known_in_time = peer.wait(known)
    taken = all(accepted(peer, entry) for entry in entries)
    return Seen(
        known_in_time and taken,
        "shown in their heartbeat" if known_in_time else "their heartbeat does not show them",
    )


@ROOM.check(
    "START-5",
    did="opened a new generation by a line event, then sent a message in it",
    expected="followed: heartbeats and `seen` name the new generation",
)
def a_new_generation_is_followed(peer: Peer) -> Seen:
    """From the opening on."""
    peer.open_generation("the kit tries it")
    entry = peer.entry()
    if not accepted(peer, entry) or not receipted(peer, entry):
        return Seen(False, "the message in it was not receipted")

    def named() -> bool:
        head = peer.ours_there()
        return head is not None and head.generation == peer.generation

    return Seen(peer.wait(named), f"generation {peer.generation} is followed")


@ROOM.check(
    "EVENT-1",
    did="opened a later generation with fields that are nonsense",
    expected="the line goes on in the generation before",
)
def an_opening_of_nonsense_is_survived(peer: Peer) -> Seen:
    """Reported at the desk, and no more."""
    now = peer.generation
    peer.generation = now + 1
    peer.feeds[peer.generation] = type(peer.feeds[now])()
    peer.release(
        peer.entry(
            body=Body("E-GENERATION", 1, ("x",)), kind=Kind.EVENT, precedence=Precedence.FLASH
        )
    )
    peer.state.generation = peer.generation
    peer.generation = now
    return Seen(accepted(peer), "the generation before carries on")


def _named(entry: Entry) -> int | None:
    """The position that a machine's receipt names."""
    if entry.header.kind is not Kind.RECEIPT or entry.body is None:
        return None
    body = decode_body(entry.body)
    named = body.fields[2] if body.code == "L4" and len(body.fields) > 3 else None
    return named if isinstance(named, int) else None


def _receipt_for(peer: Peer, entry: Entry) -> Entry | None:
    header = entry.header
    wanted = (peer.own, header.generation, header.position, 2)
    for found in reversed(peer.received()):
        if _named(found) is not None and found.body is not None:
            fields = decode_body(found.body).fields
            if fields[:4] == wanted:
                return found
    return None


def _sealed(peer: Peer, entry: Entry) -> tuple[tuple[int, int], bytes]:
    """An explicit frame that is not sent yet, and its place."""
    content = encode_explicit(entry, with_salt=False)
    lane = int(entry.header.precedence)
    wire = peer.wire()
    attach = wire is None or not wire.known
    sent = peer.seals.seal(FrameType.ENTRY_EXPLICIT, content, lane, attach=attach)
    peer.carried[sent.lane, sent.index] = (entry.header.generation, entry.header.position)
    return (sent.lane, sent.index), sent.frame
