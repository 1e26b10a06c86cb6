"""Heartbeats, acknowledgements, repetition: what goes on while nobody writes."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from directline.conform.checks.base import Room, Seen, accepted, lives, nothing_comes, receipted
from directline.conform.peer import Heard, Peer
from directline.wire.control import Ack, Head, Heartbeat, Leaves, Note
from directline.wire.frame import FrameType
from directline.wire.values import Precedence

ROOM = Room()
GRACE_S = 0.5
"""How much longer than a rule allows a pause may seem, where nothing else is busy."""
OVERDUE_S = 10.0
ECHO = 8


@ROOM.check(
    "HEART-2",
    "SEAL-4",
    did="dialled anew and did not show that we know its start",
    expected="a heartbeat at once, then one a second, each with the incarnation",
)
def it_beats_each_second_until_it_is_known(peer: Peer) -> Seen:
    """So that a new start is known in a second."""
    peer.manners.echo = bytes(ECHO)
    peer.manners.acks = False
    peer.net.drop()
    mark = len(peer.heard)
    begun = peer.net.now()
    if not peer.wait(peer.net.both_up):
        return Seen(False, "the connections did not come up")
    peer.spend(3.6)
    times = [h.at - begun for h in peer.beats(mark) if not h.urgent]
    attached = all(h.opened.attached for h in peer.beats(mark))
    gaps = [b - a for a, b in pairwise(times)]
    late = GRACE_S * peer.patience
    ok = bool(gaps) and times[0] <= late and max(gaps) <= 1.0 + late and attached
    longest = max(gaps, default=0.0)
    return Seen(
        ok,
        f"{len(times)} heartbeats in 3.6 s, longest pause {longest:.2f} s, "
        f"incarnation {'always' if attached else 'NOT always'} attached",
    )


@ROOM.check(
    "HEART-2",
    did="listened for some intervals on a line that is known",
    expected="a heartbeat on each link at the charter's interval",
)
def it_beats_at_the_charters_pace(peer: Peer) -> Seen:
    """Or a third of the blackout time, where that is less."""
    terms = peer.charter.terms
    pace = min(terms.heartbeat_ms, terms.blackout_ms // 3) / 1000
    if pace > 5:
        return Seen(None, f"the charter's interval is {pace:.0f} s: too long to wait for")
    mark, begun = len(peer.heard), peer.net.now()
    allowed = pace + GRACE_S * peer.patience
    peer.spend(2 * allowed + 0.3)  # so that one heartbeat in it could not hide a silence
    longest = 0.0
    for urgent in (False, True):
        times = [begun, *(h.at for h in peer.beats(mark) if h.urgent == urgent), peer.net.now()]
        longest = max(longest, *(b - a for a, b in pairwise(times)))
    return Seen(
        longest <= pace + GRACE_S * peer.patience, f"longest pause {longest:.2f} s at {pace:.2f} s"
    )


@ROOM.check(
    "HEART-1",
    "ACK-2",
    did="compared what its heartbeats say with what was sent",
    expected="our start, our clock, and exactly the entries that it was given",
)
def its_heartbeats_tell_the_truth(peer: Peer) -> Seen:
    """Echo, t1, heads, credit."""
    entry = peer.entry()
    if not accepted(peer, entry):
        return Seen(False, "the line does not carry")
    peer.wait(lambda: (peer.ours_there() or Head(0, 1, 0, 0)).size >= entry.header.position)
    heard = peer.beats()[-1].beat
    assert heard is not None
    ours = peer.ours_there()
    wrong = []
    if heard.echo != peer.seals.incarnation[:ECHO]:
        wrong.append("another start of ours")
    if abs(heard.t1_ms - peer.wall_ms()) > 60_000:
        wrong.append("t1 is not our last clock")
    if ours is None or ours.size != peer.feeds[peer.generation].size:
        wrong.append("another size of our feed")
    if {head.party for head in heard.heads} != {peer.own, peer.other}:
        wrong.append("heads of other parties, or not of both")
    return Seen(not wrong, ", ".join(wrong) or "all of it holds")


def _changed(name: str, how: Callable[[Heartbeat], bytes]) -> None:
    def play(peer: Peer) -> Seen:
        peer.spend(0.05)
        mark = len(peer.heard)
        heads = tuple(
            sorted(
                (Head(peer.other, 1, 0, 0), Head(peer.own, 1, 0, 0)), key=lambda head: head.party
            )
        )
        echo = (peer.seals.latest or bytes(ECHO))[:ECHO]
        beat = Heartbeat(peer.wall_ms(), 2, echo, 0, 0, 0, 1, 10**9, heads)
        peer.frame(FrameType.HEARTBEAT, how(beat))

        def resent() -> bool:
            return any(
                h.entry is not None
                and h.entry.header.party == peer.other
                and h.entry.header.position == 1
                for h in list(peer.heard)[mark:]
            )

        if not lives(peer):
            return Seen(False, "the line did not answer any more")
        return nothing_comes(peer, resent, "it acted on the heartbeat: it sent its feed anew")

    ROOM.add(
        f"a heartbeat {name}",
        "HEART-1",
        expected="nothing of it is used; the line goes on",
        did=f"sent a heartbeat {name} that says we hold nothing",
        play=play,
    )


_changed("with a field left over", lambda b: b"\x8a" + b.encode()[1:] + b"\x00")
_changed("with quality 4", lambda b: _with(b, quality=4))
_changed("with `attended` 3", lambda b: _with(b, attended=3))
_changed("with an echo of 7 bytes", lambda b: _with(b, echo=b.echo[:7]))
_changed(
    "with a head of generation 0",
    lambda b: _with(b, heads=tuple(Head(h.party, 0, 0, 0) for h in b.heads)),
)
_changed("with `heard` of -2", lambda b: _with(b, heard_ms=-2))


def _with(beat: Heartbeat, **changes: object) -> bytes:
    return replace(beat, **changes).encode()  # type: ignore[arg-type]


@ROOM.check(
    "OUT-5",
    did="said in a heartbeat that we hold nothing of its feed",
    expected="what we lack is sent again",
)
def it_sends_again_what_a_peer_has_lost(peer: Peer) -> Seen:
    """A restored peer gets what it lost."""
    generation = max(peer.theirs)
    mark = len(peer.heard)
    heads = (Head(peer.other, generation, 0, 0), Head(peer.own, peer.generation, 0, 0))
    peer.manners.heads = tuple(sorted(heads, key=lambda head: head.party))
    wanted = min(3, peer.theirs[generation].size)

    def positions() -> set[int]:
        return {e.header.position for e in peer.received(mark) if e.header.party == peer.other}

    for wire in peer.net.up():
        wire.beat_due = 0.0
    peer.wait(lambda: set(range(1, wanted + 1)) <= positions(), 8.0)
    there = set(range(1, wanted + 1)) <= positions()
    return Seen(there, f"{len(positions())} entries came again")


def _withhold(peer: Peer) -> Heard | None:
    """Make it send a receipt that we neither acknowledge nor show to hold."""
    peer.manners.ack_filter = lambda heard: heard.entry is None
    peer.manners.heads = peer.heads()
    entry, mark = peer.entry(), len(peer.heard)
    peer.release(entry)

    def found() -> Heard | None:
        for heard in list(peer.heard)[mark:]:
            theirs = heard.entry is not None and heard.entry.header.party == peer.other
            if theirs and heard.opened.fresh and heard.entry is not None:
                size = heard.entry.header.seen[0].size
                if heard.opened.lane == 0 and size >= entry.header.position:
                    return heard
        return None

    peer.wait(lambda: found() is not None)
    return found()


def _came_again(peer: Peer, heard: Heard, mark: int) -> Heard | None:
    place = heard.opened.place
    return next((h for h in list(peer.heard)[mark:] if h.opened.place == place), None)


@ROOM.check(
    "OUT-2",
    "SEAL-3",
    did="did not acknowledge a receipt, and closed the connections",
    expected="the same sealed bytes come again on the next connection",
)
def what_a_lost_link_carried_goes_again(peer: Peer) -> Seen:
    """As the same bytes, so that no key seals two contents."""
    heard = _withhold(peer)
    if heard is None:
        return Seen(False, "no receipt came")
    mark = len(peer.heard)
    peer.net.drop()
    peer.meet()
    peer.wait(lambda: _came_again(peer, heard, mark) is not None, 8.0)
    again = _came_again(peer, heard, mark)
    if again is None:
        return Seen(False, "it did not come again")
    return Seen(again.opened.same, "the same bytes" if again.opened.same else "other bytes")


def _bad_ack(name: str, rule: str, how: Callable[[Peer, Ack], bytes]) -> None:
    def play(peer: Peer) -> Seen:
        heard = _withhold(peer)
        if heard is None:
            return Seen(False, "no receipt came")
        good = Ack(
            heard.opened.incarnation[:ECHO], ((heard.opened.lane, heard.opened.index, 1),), 9**9
        )
        peer.frame(FrameType.ACK, how(peer, good), urgent=heard.urgent)
        if not lives(peer, urgent=heard.urgent):
            return Seen(False, "the line did not answer any more")
        mark = len(peer.heard)
        peer.net.drop()
        peer.meet()
        there = peer.wait(lambda: _came_again(peer, heard, mark) is not None, 8.0)
        return Seen(there, "the frame came again" if there else "it ended the repetition")

    ROOM.add(
        f"an acknowledgement {name}",
        rule,
        did=f"acknowledged a receipt {name}, then closed",
        expected="ignored: the receipt comes again",
        play=play,
    )


_bad_ack("of another start", "ACK-2", lambda _p, a: Ack(bytes(ECHO), a.ranges, 9**9).encode())
_bad_ack(
    "with a range of lane 4",
    "ACK-1",
    lambda _p, a: Ack(a.echo, (*a.ranges, (4, 0, 1)), 9**9).encode(),
)
_bad_ack("with 65 ranges", "ACK-1", lambda _p, a: Ack(a.echo, a.ranges * 65, 9**9).encode())
_bad_ack(
    "with a count of 0", "ACK-1", lambda _p, a: Ack(a.echo, (*a.ranges, (0, 0, 0)), 9**9).encode()
)
_bad_ack("with bytes left over", "ACK-1", lambda _p, a: a.encode() + b"\x00")


@ROOM.check(
    "ACK-2",
    did="acknowledged frames that were never sent, of every lane",
    expected="nothing happens; the line goes on",
)
def acknowledging_what_was_never_sent_is_harmless(peer: Peer) -> Seen:
    """Nor does a count of 65,536 cost anything."""
    echo = (peer.seals.latest or bytes(ECHO))[:ECHO]
    ranges = tuple((lane, 2**40 + n, 2**16) for lane in range(4) for n in range(16))
    for _ in range(10):
        peer.frame(FrameType.ACK, Ack(echo, ranges, 10**9).encode())
    entry = peer.entry()
    return Seen(accepted(peer, entry) and receipted(peer, entry), "the line carries as before")


@ROOM.check(
    "OUT-3",
    "SEAL-3",
    did="did not acknowledge a receipt on links that live",
    expected="the same sealed bytes come again after 10 s",
)
def what_is_not_acknowledged_goes_again(peer: Peer) -> Seen:
    """A link lives and lost one frame."""
    heard = _withhold(peer)
    if heard is None:
        return Seen(False, "no receipt came")
    mark = len(peer.heard)
    peer.wait(lambda: _came_again(peer, heard, mark) is not None, OVERDUE_S + 4 * peer.patience)
    again = _came_again(peer, heard, mark)
    if again is None:
        return Seen(False, f"not within {OVERDUE_S + 4 * peer.patience:.0f} s")
    took = again.at - heard.at
    return Seen(
        again.opened.same and took >= 2.0,
        f"after {took:.1f} s, {'the same' if again.opened.same else 'OTHER'} bytes",
    )


@ROOM.check(
    "OUT-4",
    did="acknowledged nothing and fell silent on both links",
    expected="each link is asked whether it lives, and closed after 2.5 s or little more",
)
def a_link_that_does_not_answer_is_closed(peer: Peer) -> Seen:
    """So that a half-open connection costs seconds."""
    lives(peer)
    peer.manners.beats = peer.manners.acks = peer.net.ticking = False
    mark, closed = len(peer.heard), len(peer.net.closed)
    peer.net.dialling = False
    peer.release(peer.entry(precedence=Precedence.FLASH))
    begun = peer.net.now()
    there = peer.wait(lambda: len(peer.net.closed) > closed, 6.0 * peer.patience)
    took = peer.net.now() - begun
    asked = any(h.opened.type is FrameType.REQUEST for h in list(peer.heard)[mark:])
    return Seen(
        there and took <= 2.5 + 2 * GRACE_S * peer.patience,
        f"{'asked' if asked else 'not asked'}, "
        f"{f'closed after {took:.1f} s' if there else 'not closed in 6 s'}",
    )


def _bad_leaves(name: str, how: Callable[[bytes], bytes]) -> None:
    def play(peer: Peer) -> Seen:
        place = peer.feeds[peer.generation].size + 50
        content = Leaves(peer.generation, place, (bytes(32),)).encode()
        peer.frame(FrameType.LEAVES, how(content), 2)
        if not lives(peer):
            return Seen(False, "the line did not answer any more")
        peer.manners.echo = bytes(ECHO)  # who does not know its start is answered at once
        for wire in peer.net.up():
            peer.beat(wire)
        peer.spend(0.3)
        peer.manners.echo = None
        head = peer.ours_there()
        taken = head is not None and head.highest >= place
        return Seen(not taken, "they count as existing" if taken else "nothing was announced")

    ROOM.add(
        f"leaves {name}",
        "LEAVES-1",
        did=f"announced leaves {name}",
        expected="nothing is announced by them; the line goes on",
        play=play,
    )


_bad_leaves("of 31 bytes", lambda c: c.replace(b"\x58\x20", b"\x58\x1f", 1)[:-1])
_bad_leaves("that are none", lambda c: c[: c.index(b"\x58\x20")] + b"\x40")
_bad_leaves("that are 31", lambda c: c[: c.index(b"\x58\x20")] + b"\x59\x03\xe0" + bytes(992))
_bad_leaves("with bytes left over", lambda c: c + b"\x00")


@ROOM.check(
    "NOTES-1",
    did="sent notes of no layout, of nothing, and 30,000 bytes long",
    expected="nothing happens; the line goes on",
)
def notes_that_are_none_are_harmless(peer: Peer) -> Seen:
    """And one that nobody has signed."""
    for content in (
        b"",
        b"\x80",
        b"\x84\x00\x01\x00\x59\x75\x30" + bytes(30_000),
        Note(peer.own, 1, 1, b"not a note").encode(),
    ):
        peer.frame(FrameType.NOTES, content[:30_500], 0)
    entry = peer.entry()
    return Seen(accepted(peer, entry), "the line carries as before")
