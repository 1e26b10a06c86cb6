"""Entries out of the archive: folded in at a start, sent again when a peer asks for them."""

from dataclasses import dataclass, field

from directline.line.context import Context, Key
from directline.line.headers import header_of
from directline.line.limits import REQUEST_SERVED_MAX
from directline.line.outbox import Outbox
from directline.line.ports import DamagedRecord
from directline.line.release import Releases
from directline.wire.control import Request
from directline.wire.entry import Header, Seen
from directline.wire.values import Kind

Owed = dict[Key, Header]
"""Entries of a peer that no entry of ours has receipted yet."""
OWED_KEPT = 1_024
"""So many are held before those below a receipted prefix are looked for."""


@dataclass(slots=True)
class _Unreceipted:
    """What of one peer no entry of ours has receipted, in work that grows with the archive alone.

    Looking through all of it for every receipt would take minutes once a peer has left a gap open.
    """

    held: Owed = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    """By generation: the prefix that an entry of ours has receipted."""
    full: int = OWED_KEPT

    def add(self, key: Key, header: Header) -> None:
        self.held[key] = header
        if len(self.held) >= self.full:
            self.held = self.left()
            self.full = max(OWED_KEPT, 2 * len(self.held))

    def receipted(self, seen: Seen) -> None:
        size = self.sizes.get(seen.generation, 0)
        self.sizes[seen.generation] = max(size, seen.size)
        for position, _ in seen.beyond:
            self.held.pop((seen.party, seen.generation, position), None)

    def left(self) -> Owed:
        return {k: h for k, h in self.held.items() if k[2] > self.sizes.get(k[1], 0)}


def restore(
    ctx: Context, releases: Releases, outboxes: dict[int, Outbox], now_ns: int
) -> dict[int, Owed]:
    """Fold the archive in: feeds, generations, and what each peer has not shown to hold.

    Returns:
        By peer, what of it is durable here and was not receipted before the crash.
    """
    owed = {number: _Unreceipted() for number in outboxes}
    shown: dict[int, dict[int, int]] = {number: {} for number in outboxes}
    own: list[tuple[Key, Header]] = []

    def damaged(record: DamagedRecord) -> None:
        _damaged(ctx, releases, record, now_ns)

    for _, record in ctx.archive.entries(on_damage=damaged):
        feed = ctx.feeds.get(record.party, record.generation)
        if record.generation > ctx.feeds.current(record.party).generation:
            ctx.feeds.advance(record.party, record.generation)
        feed.hold(record.position, record.leaf, now_ns)
        header = header_of(record.header)
        ctx.feeds.note(header)
        releases.restored(header, shown)
        key = (record.party, record.generation, record.position)
        if record.party == ctx.own:
            own.append((key, header))
            if record.bearer:
                ctx.taken = max(ctx.taken, key[1:])
            _receipted(owed, header)
        elif header.kind is not Kind.RECEIPT and header.addressees >> ctx.own & 1:
            owed[record.party].add(key, header)
    for number, outbox in outboxes.items():
        for key, header in own:
            if key[2] > shown[number].get(key[1], 0):
                outbox.add(key, header)
    return {number: unreceipted.left() for number, unreceipted in owed.items()}


def _damaged(ctx: Context, releases: Releases, record: DamagedRecord, now_ns: int) -> None:
    """Its leaf keeps its place; where not even that is known, the place is empty again."""
    if record.leaf is not None:
        feed = ctx.feeds.get(record.party, record.generation)
        if record.generation > ctx.feeds.current(record.party).generation:
            ctx.feeds.advance(record.party, record.generation)
        feed.hold(record.position, record.leaf, now_ns)
        if record.party == ctx.own:
            releases.resume()
    ctx.damage.found((record.party, record.generation, record.position), shown=False)


def _receipted(owed: dict[int, _Unreceipted], header: Header) -> None:
    """An own entry's `seen` carries the receipt of everything in it."""
    for seen in header.seen:
        if header.addressees >> seen.party & 1:
            owed[seen.party].receipted(seen)


def serve(ctx: Context, outbox: Outbox, request: Request) -> None:
    """Send what the peer asks for, in the explicit form: our feeds, its own back, or another's.

    Without its body where the peer is not addressed, and its own only whole.
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
            record = ctx.kept(party, generation, position)
            if record is None:
                if ctx.feeds.lacks_beyond(party, generation, position):
                    break
                continue
            header = header_of(record.header)
            due = party == outbox.peer or header.addressees >> outbox.peer & 1
            if record.body is not None or not due:
                outbox.add((party, generation, position), header, explicit=True, asked=True)
