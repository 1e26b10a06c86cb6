"""What an outbox does by the clock: doubt links, repeat frames, acknowledge, send leaves ahead.

A frame that its link did not acknowledge goes again as the same sealed bytes: on another link that
is there and has room, else on the same one, as slowly as that was measured.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from directline.line.effects import Transmit
from directline.line.items import Item, probe, ranges
from directline.line.limits import LEAVES_PAUSE_NS, LEAVES_RATE_MIN
from directline.line.links import FLASH_LANE, FrameKey, Link
from directline.wire.control import ECHO_BYTES, Ack, Leaves
from directline.wire.frame import FrameType, split
from directline.wire.limits import INCARNATION_BYTES, LEAVES_MAX

if TYPE_CHECKING:
    from directline.line.outbox import Outbox

LEAVES_LANE = 2


def tend(outbox: "Outbox", now_ns: int) -> None:
    """Ask a link that went quiet whether it lives; send again what it did not acknowledge."""
    for link in outbox.links.values():
        if link.flight and now_ns >= link.probe_at_ns():
            link.probed_ns = now_ns
            sealed = outbox.channel.seal(FrameType.REQUEST, FLASH_LANE, probe())
            outbox.hand(link, Item(None, FLASH_LANE, sealed=sealed), now_ns)
        if len(outbox.links) > 1 and now_ns >= link.move_at_ns():
            link.moved_ns = now_ns
            for key in link.movable(now_ns):
                other = _other(outbox, link, key, now_ns)
                if other is not None:
                    _move(outbox, link, other, key, now_ns)
        for key in link.overdue(now_ns):
            _repeat(outbox, link, key, now_ns)


def tend_at_ns(outbox: "Outbox") -> int:
    """When `tend` is next due."""
    due = 2**62
    for link in outbox.links.values():
        if link.flight:
            again = link.repeat_at_ns()
            due = min(due, link.probe_at_ns(), due if again is None else again)
            if len(outbox.links) > 1:
                due = min(due, link.move_at_ns())
        if outbox.flash and not link.urgent and _lacks_flash(outbox, link):
            due = min(due, _doubted_at_ns(outbox, link))
    return due


def read_again(outbox: "Outbox") -> None:
    """Try anew what the archive did not give when it was its turn."""
    unread, outbox.unread = outbox.unread, []
    for item in unread:
        # Meanwhile it may have been read, and sent on some link.
        place = None if item.sealed is None else (item.sealed.lane, item.sealed.index)
        for link in outbox.links.values():
            if item.key is not None and place not in link.flight:
                link.carried.discard(item.key)
        if place is None or item.lane == FLASH_LANE:
            outbox.requeue(item)


def announce(outbox: "Outbox", link: Link, now_ns: int) -> None:
    """Leaves of entries that must wait travel ahead of bodies: the tree closes on leaves."""
    feed = outbox.ctx.feeds.current(outbox.ctx.own)
    slow = bool(link.rates) and max(link.rates) < LEAVES_RATE_MIN
    if slow or not link.greeted or now_ns - outbox.leaves_ns < LEAVES_PAUSE_NS:
        return
    first = max(outbox.announced, outbox.peer_size) + 1
    leaves = tuple(feed.leaves[first - 1 : first - 1 + LEAVES_MAX])
    if not leaves or not link.room(LEAVES_LANE):
        return
    outbox.leaves_ns = now_ns
    outbox.announced = first + len(leaves) - 1
    content = Leaves(feed.generation, first, leaves).encode()
    sealed = outbox.channel.seal(FrameType.LEAVES, LEAVES_LANE, content)
    outbox.hand(link, Item(None, LEAVES_LANE, sealed=sealed), now_ns)


def acknowledge(outbox: "Outbox", grant: Callable[[int], int], now_ns: int) -> None:
    """Say what is durable; frames of an earlier start of the peer are none of this one's."""
    channel = outbox.channel
    latest = channel.latest or bytes(INCARNATION_BYTES)
    for link in outbox.links.values():
        if not link.acks:
            continue
        keys = [(lane, index) for start, lane, index in link.acks if start == latest]
        link.acks.clear()
        while keys:
            runs, keys = ranges(keys)
            content = Ack(latest[:ECHO_BYTES], runs, grant(now_ns)).encode()
            sealed = channel.seal(FrameType.ACK, FLASH_LANE, content)
            frame = channel.wire(sealed, known=link.known)
            outbox.ctx.effects.append(Transmit(link.name, (frame,)))


def acknowledged(
    outbox: "Outbox", start: bytes, ranges: tuple[tuple[int, int, int], ...], now_ns: int
) -> int:
    """A start of the peer says that it holds what these frames carried.

    However often it names a frame, that is looked for once: many wide ranges cost no more work.

    Returns:
        When the newest of them was sent; 0 if none was in flight.
    """
    sent_ns = 0
    for lane, outstanding in enumerate(outbox.outstanding):
        named = sorted((first, count) for at, first, count in ranges if at == lane)
        from_index = next(iter(outstanding), 0)
        end = outbox.channel.next_index(lane)
        for first, count in named:
            outbox.channel.acknowledged(start, lane, first, count)
            begin, last = max(first, from_index), min(first + count, end)
            if outstanding and begin < last:
                sent_ns = max(sent_ns, outbox.acknowledge(lane, begin, last - begin, now_ns))
                from_index = last
    return sent_ns


def _repeat(outbox: "Outbox", link: Link, key: FrameKey, now_ns: int) -> None:
    """The same bytes go again on the same link."""
    item = outbox.outstanding[key[0]].get(key[1])
    if item is None or item.sealed is None:
        link.drop(key)
    elif outbox.stale(item.sealed):
        outbox.again(*key, explicit=item.explicit)
    else:
        link.repeat(key, now_ns)
        frame = outbox.channel.wire(item.sealed, known=link.known)
        units = tuple(split(frame, link.unit_bytes()))
        outbox.ctx.effects.append(Transmit(link.name, units))


def _move(outbox: "Outbox", link: Link, other: Link, key: FrameKey, now_ns: int) -> None:
    """The same bytes go on another link; this one is waited for no longer."""
    item = outbox.outstanding[key[0]].get(key[1])
    link.drop(key)
    if item is not None:
        outbox.hand(other, item, now_ns, repeated=True)


def _other(outbox: "Outbox", link: Link, key: FrameKey, now_ns: int) -> Link | None:
    """Another link that is there, trusted, and has room.

    The urgent connection serves only while nothing else is on it.
    """
    idle = [o for o in outbox.links.values() if o.urgent and not o.flight]
    for other in [*outbox.carriers(), *idle]:
        if other is link or key in other.flight or not other.greeted:
            continue
        if other.room(key[0]) and not any(other.units) and not other.doubtful(now_ns):
            return other
    return None


def _lacks_flash(outbox: "Outbox", link: Link) -> bool:
    """A FLASH has not gone on this link, and could."""
    return link.room(FLASH_LANE) and any(key not in link.carried for key in outbox.flash)


def _doubted_at_ns(outbox: "Outbox", link: Link) -> int:
    """When the last urgent connection beside this one can be trusted no more."""
    beside = [o for o in outbox.links.values() if o.urgent and o.kind == link.kind]
    idle = not all(other.flight for other in beside)
    return 2**62 if idle else max((other.doubt_at_ns() for other in beside), default=2**62)
