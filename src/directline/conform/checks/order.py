"""Precedence, windows and byte credit, as far as a station can be made to send."""

from directline.conform.checks.base import Room, Seen, accepted, lives
from directline.conform.peer import Heard, Peer
from directline.wire.body import Body
from directline.wire.control import Request
from directline.wire.entry import Entry
from directline.wire.limits import SIGNATURE_BYTES
from directline.wire.values import Kind, Precedence

ROOM = Room()
BACKLOG = 60
BACKLOG_BYTES = 15_000
PAST_BYTES = 600_000
"""How far past its byte credit the kit goes."""
FLASH_S = 1.0
ACKS_A_S = 40
WINDOW_SLACK = 4
"""How much more than the rule's window may be in flight: both sides measure on a busy machine."""


def _backlog(peer: Peer) -> list[Entry]:
    """Large entries of ours there, to be asked back; they are made once a run."""
    if peer.backlog:
        return peer.backlog
    for number in range(BACKLOG):
        entry = peer.entry(body=Body("KIT", 1, (number, bytes(BACKLOG_BYTES))))
        peer.release(entry)
        peer.backlog.append(entry)
        peer.pump(0.0)
    last = peer.backlog[-1].header.position
    peer.wait(lambda: peer.receipted(peer.backlog[0].header.generation)[0] >= last, 20.0)
    return peer.backlog


def _ask(peer: Peer, entries: list[Entry]) -> None:
    header = entries[0].header
    span = (peer.own, header.generation, header.position, entries[-1].header.position)
    peer.frame(5, Request((span,)).encode())


def _drained(peer: Peer) -> bool:
    """Begin anew on fresh connections, once nothing that was asked for is on its way."""
    peer.net.drop()
    peer.meet()
    for _ in range(20):
        mark = len(peer.heard)
        peer.spend(0.5)
        if not _served(peer, mark):
            return True
    return False


def _served(peer: Peer, mark: int) -> list[Heard]:
    """The first frame of each of our own entries that has come since."""
    first: dict[int, Heard] = {}
    for heard in list(peer.heard)[mark:]:
        if heard.entry is not None and heard.entry.header.party == peer.own:
            first.setdefault(heard.entry.header.position, heard)
    return list(first.values())


@ROOM.check(
    "OUT-1",
    "OUT-7",
    did="asked for 900 kB of ROUTINE, acknowledged none of it, sent a FLASH",
    expected="the receipt for the FLASH comes within 1 s, ahead of the ROUTINE that waits",
)
def flash_goes_ahead_of_a_backlog(peer: Peer) -> Seen:
    """Lower lanes wait for higher ones."""
    entries = _backlog(peer)
    peer.manners.ack_filter = lambda h: h.entry is None or h.opened.lane != 0
    mark = len(peer.heard)
    _ask(peer, entries)
    if not peer.wait(lambda: _served(peer, mark)):
        return Seen(False, "nothing was served")
    flash = peer.entry(precedence=Precedence.FLASH)
    place = flash.header.position
    begun = peer.net.now()
    peer.release(flash)
    there = peer.wait(lambda: peer.receipted()[0] >= place or place in peer.receipted()[1], 5.0)
    took = peer.net.now() - begun
    waiting = BACKLOG - len(_served(peer, mark))
    return Seen(
        there and took <= FLASH_S * peer.patience,
        f"after {took * 1000:.0f} ms, with {waiting} of {BACKLOG} still waiting",
    )


@ROOM.check(
    "OUT-7",
    did=f"asked for 900 kB of ROUTINE and acknowledged {ACKS_A_S} frames a second",
    expected="in flight stays near rate x (round trip + 100 ms), and all of it comes",
)
def what_is_in_flight_is_bounded(peer: Peer) -> Seen:
    """What stands in a bearer's queues stays small."""
    entries = _backlog(peer)
    if not _drained(peer):
        return Seen(False, "what was asked for before did not end")
    waiting: list[Heard] = []
    peer.manners.ack_filter = lambda h: h.entry is None or h.opened.lane != 0
    mark, acked, highest = len(peer.heard), 0, 0
    _ask(peer, entries)
    begun = due = peer.net.now()
    while acked < BACKLOG and peer.net.now() - begun < 15:
        due += 1 / ACKS_A_S
        peer.spend(max(0.0, due - peer.net.now()))
        waiting = _served(peer, mark)
        if acked >= BACKLOG // 3:
            highest = max(highest, sum(h.size for h in waiting[acked:]))
        wire = peer.wire()
        if len(waiting) > acked and wire is not None:
            peer.ack(wire, *_places(peer, mark, waiting[acked]))
            acked += 1
    if acked < BACKLOG:
        return Seen(False, f"only {acked} of {BACKLOG} came")
    rate = sum(h.size for h in waiting) / (peer.net.now() - begun)
    allowed_s = WINDOW_SLACK * peer.patience * (1 / ACKS_A_S + 0.1)
    bound = int(rate * allowed_s) + BACKLOG_BYTES
    return Seen(
        highest <= bound,
        f"{highest} bytes at the most, at {rate / 1000:.0f} kB/s; {bound} were allowed",
    )


@ROOM.check(
    "CREDIT-2",
    did="granted no byte credit over two of its turns for a line test, then granted it",
    expected="receipts go on; its line test waits, and comes with the credit",
)
def byte_credit_is_honoured(peer: Peer) -> Seen:
    """Messages below FLASH wait; receipts do not."""
    turn = 2 * peer.charter.terms.test_interval_ms / 1000
    if turn > 20:
        return Seen(None, f"its turn comes every {turn:.0f} s: too long to wait for")
    peer.manners.credit = 0
    for wire in peer.net.up():
        wire.beat_due = 0.0
    lives(peer)
    peer.spend(0.3)
    mark = len(peer.heard)
    peer.spend(turn + 0.5)
    entry = peer.entry()
    if not accepted(peer, entry):
        return Seen(False, "the line does not carry")
    if not peer.wait(lambda: peer.receipted()[0] >= entry.header.position):
        return Seen(False, "the receipt was held back")
    early = _messages(peer, mark)
    peer.manners.credit = 10**9
    for wire in peer.net.up():
        wire.beat_due = 0.0
    late = peer.wait(lambda: _messages(peer, mark), turn + 2)
    if early:
        return Seen(False, f"{early} messages came without credit")
    return Seen(late, "it waited, and came" if late else "no line test came at all")


def _places(peer: Peer, mark: int, first: Heard) -> set[tuple[int, int, int]]:
    """Every frame that has brought this entry: one that was sealed anew stands elsewhere."""
    assert first.entry is not None
    leaf = first.entry.leaf()
    return {
        (h.opened.lane, h.opened.index, 1)
        for h in list(peer.heard)[mark:]
        if h.entry is not None and h.entry.leaf() == leaf
    }


def _messages(peer: Peer, mark: int) -> int:
    return sum(
        e.header.party == peer.other
        and e.header.kind is Kind.MESSAGE
        and e.header.precedence is not Precedence.FLASH
        for e in peer.received(mark)
    )


@ROOM.check(
    "CREDIT-1",
    did="sent more than the byte credit that it had granted, then a FLASH, then waited",
    expected="what is past the credit is not acknowledged; the FLASH is; later all of it is taken",
)
def a_flood_meets_byte_credit(peer: Peer) -> Seen:
    """And nothing is lost that comes again."""
    terms = peer.charter.terms
    if terms.credit_bytes > 20_000_000 or terms.credit_window_ms > 60_000:
        return Seen(None, "the charter's credit is too large to use up")
    peer.restart()
    if not lives(peer):
        return Seen(False, "the line did not answer")
    peer.spend(0.2)
    left = (peer.granted or 0) + PAST_BYTES
    waiting: list[Entry] = []
    while left > 0:
        entry = peer.entry(body=Body("KIT", 1, (bytes(BACKLOG_BYTES),)))
        left -= len(entry.header.signed) + SIGNATURE_BYTES + len(entry.body or b"")
        peer.keep(entry)
        peer.send(entry)
        waiting.append(entry)
        if len(waiting) % 8 == 0:
            peer.pump(0.0)
    flash = peer.send(_kept(peer, peer.entry(precedence=Precedence.FLASH)))
    taken_flash = peer.wait(lambda: peer.is_acked(flash), 10.0)
    held = _unacked(peer, waiting)
    for _ in range(20):
        before = len(held)
        peer.spend(0.5 * peer.patience)
        held = _unacked(peer, waiting)
        if len(held) == before:
            break
    for _ in range(30):
        peer.spend(0.7)
        rest = _unacked(peer, waiting)
        if not rest:
            break
        for entry in rest[:20]:
            peer.send(entry)
    left_over = len(_unacked(peer, waiting))
    ok = bool(held) and taken_flash and not left_over
    return Seen(
        ok,
        f"{len(held)} of {len(waiting)} not acknowledged at first, FLASH "
        f"{'taken' if taken_flash else 'NOT taken'}, {left_over} left at the end",
    )


def _kept(peer: Peer, entry: Entry) -> Entry:
    peer.keep(entry)
    return entry


def _unacked(peer: Peer, entries: list[Entry]) -> list[Entry]:
    done = {peer.carried[place] for place in peer.acked if place in peer.carried}
    return [e for e in entries if (e.header.generation, e.header.position) not in done]


@ROOM.check(
    "CREDIT-3", did="started anew after using credit", expected="the grant counts from nothing"
)
def credit_counts_anew_after_a_start(peer: Peer) -> Seen:
    """Both sides count from the same start."""
    peer.spend(1.0)
    before = peer.granted or 0
    peer.restart()
    if not lives(peer):
        return Seen(False, "the line did not answer")
    peer.spend(0.3)
    after = peer.granted or 0
    most = peer.charter.terms.credit_bytes + 1_000
    return Seen(after <= most, f"{before} before, {after} after, {most} at the most")
