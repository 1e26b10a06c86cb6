"""Entries out of the archive: folded in at a start, sent again when a peer asks for them."""

from directline.line.context import Context, Key
from directline.line.limits import REQUEST_SERVED_MAX
from directline.line.outbox import Outbox
from directline.line.release import Releases
from directline.wire.control import Request
from directline.wire.entry import Header


def restore(ctx: Context, releases: Releases, outboxes: dict[int, Outbox], now_ns: int) -> None:
    """Fold the archive in: feeds, generations, and what each peer has not shown to hold."""
    shown: dict[int, dict[int, int]] = {number: {} for number in outboxes}
    own: list[tuple[Key, Header]] = []
    for _, record in ctx.archive.entries():
        feed = ctx.feeds.get(record.party, record.generation)
        if record.generation > ctx.feeds.current(record.party).generation:
            ctx.feeds.advance(record.party, record.generation)
        feed.hold(record.position, record.leaf, now_ns)
        releases.restored(record, shown)
        if record.party == ctx.own:
            key = (record.party, record.generation, record.position)
            own.append((key, Header.parse(record.header)))
    for number, outbox in outboxes.items():
        for key, header in own:
            if header.addressees >> number & 1 and key[2] > shown[number].get(key[1], 0):
                outbox.add(key, header)


def serve(ctx: Context, outbox: Outbox, request: Request) -> None:
    """Send what the peer asks for, in the explicit form: our feeds, or its own back.

    Bounded: a peer that asks for much gets it in parts, and asks again.
    """
    for lane, index in request.frames:
        outbox.again(lane, index)
    looked = 0
    for party, generation, first, last in request.spans:
        for position in range(first, last + 1):
            if (party, generation, position) in outbox.items:
                continue
            looked += 1
            if outbox.asked >= REQUEST_SERVED_MAX or looked > REQUEST_SERVED_MAX:
                return
            record = ctx.archive.entry(party, generation, position)
            if record is None:
                break
            header = Header.parse(record.header)
            if party == outbox.peer or header.addressees >> outbox.peer & 1:
                outbox.add((party, generation, position), header, explicit=True, asked=True)
