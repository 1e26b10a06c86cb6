"""What one peer has still to get, and how it goes out: the urgent first, little in flight.

Every frame is sealed when it is first handed to a link; the same bytes go on every link and in
every retransmission, until they are acknowledged.
"""

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush

from directline.line.context import Context, Key
from directline.line.effects import Held, NoticeKind, Sent, Transmit
from directline.line.headers import header_of
from directline.line.items import Item, cost_bytes, for_peer, frame_content, names_newest, place_key
from directline.line.limits import (
    BOOKS_WAITING_MAX,
    CONTROLS_MAX,
    HANDED_MAX,
    LANE_SPREAD_MAX,
    SECOND,
    WINDOW_BYTES_START,
)
from directline.line.links import FLASH_LANE, Link
from directline.line.ports import EntryRecord
from directline.line.secrecy import Channel, Sealed
from directline.line.tending import announce
from directline.wire.entry import Header
from directline.wire.frame import FrameType, can_imply, split
from directline.wire.sealing import RECOVERY_EPOCH
from directline.wire.values import Kind

CONTROL_LANE = FLASH_LANE
WAITING_FOR_CREDIT = "messages wait for the peer's byte credit"


@dataclass(slots=True)
class Outbox:
    """Everything on its way to one peer."""

    ctx: Context
    peer: int
    channel: Channel
    links: dict[str, Link] = field(default_factory=dict)
    items: dict[Key, Item] = field(default_factory=dict)
    flash: dict[Key, Item] = field(default_factory=dict)
    queue: list[tuple[int, int, int, int]] = field(default_factory=list)
    parked: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Taken off the queue until the peer gives more byte credit."""
    outstanding: list[dict[int, Item]] = field(default_factory=lambda: [{} for _ in range(4)])
    controls: deque[tuple[FrameType, int, bytes]] = field(default_factory=deque)
    books: deque[bytes] = field(default_factory=deque)
    """Frames of the comparison of books: they go when nothing else waits."""
    peer_generation: int = 1
    """The generation of our feed that the peer knows as current."""
    peer_size: int = 0
    """How much of our current feed the peer has shown to hold."""
    announced: int = 0
    leaves_ns: int = 0
    choked: bool = False
    """Bodies had to wait: leaves go ahead of them as soon as there is room."""
    unread: list[Item] = field(default_factory=list)
    """What the archive did not give when it was its turn."""
    asked: int = 0
    """Entries on their way because the peer asked for them."""
    credit: int | None = None
    spent: int = 0
    recovery: bool = False
    """A resync goes on: FLASH goes under the recovery root, the rest waits."""

    def add(
        self,
        key: Key,
        header: Header,
        *,
        record: EntryRecord | None = None,
        explicit: bool = False,
        asked: bool = False,
    ) -> None:
        """An entry is to go to the peer."""
        if key in self.items:
            return
        lane = int(header.precedence)
        message = header.kind is Kind.MESSAGE
        kept = record if record is None else for_peer(record, header, self.peer)
        item = Item(key, lane, explicit, kept, message=message, asked=asked)
        self.items[key] = item
        self.asked += asked
        if lane == FLASH_LANE:
            self.flash[key] = item
        else:
            heappush(self.queue, (-lane, key[1], key[2], key[0]))

    def control(self, kind: FrameType, content: bytes, lane: int = CONTROL_LANE) -> None:
        """A control frame that is acknowledged when it opens; lost with its link."""
        if len(self.controls) < CONTROLS_MAX:
            self.controls.append((kind, lane, content))

    def compare(self, content: bytes) -> bool:
        """A frame of the comparison of books, if there is room; lost with its link."""
        if len(self.books) >= BOOKS_WAITING_MAX:
            return False
        self.books.append(content)
        return True

    def granted(self, credit: int) -> None:
        """The peer says how many bytes below FLASH we may have sent in all."""
        self.credit = credit
        first = self.items.get(place_key(self.parked[0])) if self.parked else None
        if self.parked and (first is None or self._credited(first)):
            for place in self.parked:
                heappush(self.queue, place)
            self.parked.clear()
            self.ctx.notice(NoticeKind.CREDIT, self.peer, WAITING_FOR_CREDIT, state=False)

    def waiting(self) -> int:
        """Entries that the peer has not acknowledged yet."""
        return len(self.items)

    def acknowledge(self, lane: int, first: int, count: int, now_ns: int) -> int:
        """The peer's station holds what these frames carried.

        Returns:
            When the newest of them was sent; 0 if none was in flight.
        """
        sent_ns = 0
        outstanding = self.outstanding[lane]
        indexes = range(first, first + count) if count <= len(outstanding) else [
            i for i in outstanding if first <= i < first + count
        ]  # fmt: skip
        for index in indexes:
            item = outstanding.pop(index, None)
            if item is None:
                continue
            for link in self.links.values():
                sent_ns = max(sent_ns, link.acknowledged((lane, index), now_ns))
                if item.key is not None:
                    link.carried.discard(item.key)
            if item.key is not None:
                self._done(item.key)
        return sent_ns

    def held_size(self) -> int:
        """How much of our current feed the peer has shown to hold."""
        feed = self.ctx.feeds.current(self.ctx.own)
        if self.peer_generation != feed.generation:
            return 0
        place = (self.ctx.own, feed.generation)
        due = min((key[2] for key in self.items if key[:2] == place), default=feed.size + 1)
        return max(self.peer_size, min(due - 1, feed.size))

    def held(self, generation: int, size: int) -> None:
        """The peer's heartbeat says that it holds this much of our feed."""
        self.peer_generation = generation
        if generation == self.ctx.feeds.current(self.ctx.own).generation:
            self.peer_size = size
            self.announced = max(self.announced, size)
        done = [
            key for key in self.items
            if key[0] == self.ctx.own and key[1] == generation and key[2] <= size
        ]  # fmt: skip
        for key in done:
            self._retire(key)

    def again(self, lane: int, index: int, *, explicit: bool = True) -> None:
        """A frame's entry did not verify in the implied form: send everything, sealed anew."""
        item = self.outstanding[lane].pop(index, None)
        if item is None or item.key is None:
            return
        for link in self.links.values():
            link.drop((lane, index))
            link.carried.discard(item.key)
        item.explicit, item.sealed = explicit, None
        self.requeue(item)

    def reseal(self) -> None:
        """Roots changed by a resync: what is not acknowledged is sealed anew, under new indexes."""
        for lane in range(4):
            for index, item in list(self.outstanding[lane].items()):
                for link in self.links.values():
                    link.drop((lane, index))
                item.sealed, item.explicit = None, True
                if item.key is not None:
                    self.requeue(item)
            self.outstanding[lane].clear()
        for link in self.links.values():
            link.carried.clear()
            for units in link.units:
                units.clear()

    def down(self, link: Link) -> None:
        """A link is gone: what it alone carried waits for the next one."""
        self.links.pop(link.name, None)
        for lane, index in list(link.flight):
            item = self.outstanding[lane].get(index)
            if item is None or any((lane, index) in other.flight for other in self.links.values()):
                continue
            if item.key is None:
                del self.outstanding[lane][index]
            else:
                self.requeue(item)
        self.announced = self.peer_size
        self.books.clear()

    def pump(self, now_ns: int) -> None:
        """Hand over what may go now, highest precedence first."""
        if self.flash:
            for link in self.links.values():
                self._flash(link, now_ns)
        carriers = self._needed()
        self._controlled(carriers, now_ns)
        if self.recovery:
            return
        if self.choked and self.queue and carriers:
            announce(self, carriers[0], now_ns)
        for link in self.links.values():
            if any(link.units):
                self._paced(link, now_ns)
        if self.queue:
            self._bodies([link for link in carriers if link.greeted], now_ns)
        elif self.books:
            self._compared([link for link in carriers if link.greeted], now_ns)
        self.choked = bool(self.queue)

    def _controlled(self, carriers: list[Link], now_ns: int) -> None:
        """Control frames, as far as there is room."""
        for link in carriers:
            while self.controls and link.room_between():
                kind, lane, content = self.controls.popleft()
                sealed = self.channel.seal(kind, lane, content)
                self.hand(link, Item(None, lane, sealed=sealed), now_ns)

    def _needed(self) -> list[Link]:
        """The links for traffic below FLASH, where there is any."""
        return self.carriers() if self.controls or self.queue or self.books else []

    def _compared(self, carriers: list[Link], now_ns: int) -> None:
        """One frame of the comparison of books, where a link carries nothing at all."""
        idle = (link for link in carriers if not link.flight and not any(link.units))
        link = next(idle, None)
        if link is not None:
            self.hand_beside(link, FrameType.BOOKS, 0, self.books.popleft(), now_ns)

    def hand_beside(
        self, link: Link, kind: FrameType, lane: int, content: bytes, now_ns: int
    ) -> None:
        """A small frame on a link that carries little else: it says nothing of the link's rate.

        Were it measured, a backlog that follows would begin at a frame of some dozen bytes a round
        trip.
        """
        sealed = self.channel.seal(kind, lane, content)
        self.hand(link, Item(None, lane, sealed=sealed), now_ns, repeated=True)

    def _bodies(self, carriers: list[Link], now_ns: int) -> None:
        """Entries below FLASH, some at a time: the station asks again until nothing more may go."""
        handed = 0
        for link in carriers:
            while handed < HANDED_MAX and self._may(link):
                item = self._next()
                if item is None:
                    return
                self.hand(link, item, now_ns)
                handed += 1

    def _may(self, link: Link) -> bool:
        """Whether the next entry may go: at once, or between the pieces of a less urgent one."""
        busy = link.busy_lane()
        if busy < 0:
            return link.room(0)
        return bool(self.queue) and -self.queue[0][0] > busy and link.room_between()

    def carriers(self) -> list[Link]:
        """Links for traffic below FLASH, best first; the urgent one only where it is alone."""
        bulk = [link for link in self.links.values() if not link.urgent]
        usable = bulk or list(self.links.values())
        return sorted(usable, key=lambda link: (not link.greeted, link.base_ns or 0, link.name))

    def _flash(self, link: Link, now_ns: int) -> None:
        """FLASH goes on all bearers at once, on each by its own connection where there is one."""
        if not self.flash:
            return
        if self._urgent_beside(link, now_ns) is not None:
            return
        for key, item in list(self.flash.items()):
            if key not in link.carried and link.room(FLASH_LANE):
                link.carried.add(key)
                self.hand(link, item, now_ns)

    def _urgent_beside(self, link: Link, now_ns: int) -> Link | None:
        """The connection of its own that FLASH has beside this one, while it can be trusted."""
        beside = (o for o in self.links.values() if o.urgent and o.kind == link.kind)
        return None if link.urgent else next((o for o in beside if not o.doubtful(now_ns)), None)

    def _next(self) -> Item | None:
        while self.queue:
            item = self.items.get(place_key(self.queue[0]))
            if item is None or not item.queued:
                heappop(self.queue)
                continue
            if not self._spread(item.lane):
                return None
            place = heappop(self.queue)
            if self._credited(item):
                return item
            if not self.parked:
                self.ctx.notice(NoticeKind.CREDIT, self.peer, WAITING_FOR_CREDIT)
            self.parked.append(place)
        return None

    def _spread(self, lane: int) -> bool:
        outstanding = self.outstanding[lane]
        if not outstanding:
            return True
        return self.channel.next_index(lane) - next(iter(outstanding)) < LANE_SPREAD_MAX

    def _credited(self, item: Item) -> bool:
        """Whether the peer's byte credit lets this entry go: messages below FLASH only."""
        free = (
            item.charged or not item.message or (item.key is not None and item.key[0] == self.peer)
        )
        if free or self.credit is None:
            return True
        if self.spent >= self.credit:
            return False
        record = self._record(item)
        if record is None:
            return True
        cost = cost_bytes(record.header, record.body)
        if self.spent + cost > self.credit:
            return False
        self.spent += cost
        item.charged = True
        return True

    def _record(self, item: Item) -> EntryRecord | None:
        if item.record is None and item.key is not None:
            record = self.ctx.kept(*item.key)
            if record is not None:
                item.record = for_peer(record, header_of(record.header), self.peer)
        return item.record

    def stale(self, sealed: Sealed) -> bool:
        """The peer may not be able to open these bytes any more: seal the entry anew."""
        epochs = {RECOVERY_EPOCH, *(number for number, _ in self.channel.roots.epochs)}
        far = self.channel.next_index(sealed.lane) - sealed.index
        return sealed.epoch not in epochs or far >= LANE_SPREAD_MAX

    def hand(self, link: Link, item: Item, now_ns: int, *, repeated: bool = False) -> None:
        """Seal it, unless it is sealed, and give it to a link."""
        if item.sealed is not None and self.stale(item.sealed):
            self.outstanding[item.sealed.lane].pop(item.sealed.index, None)
            for other in self.links.values():
                other.drop((item.sealed.lane, item.sealed.index))
            item.sealed = None
        if item.sealed is None:
            item.sealed = self._seal(item)
            if item.sealed is None:
                self._unreadable(item)
                return
        sealed = item.sealed
        self.outstanding[sealed.lane][sealed.index] = item
        frame = self.channel.wire(sealed, known=link.known)
        link.send((sealed.lane, sealed.index), len(frame), now_ns, repeated=repeated)
        units = split(frame, link.unit_bytes())
        if len(frame) <= max(link.window(), WINDOW_BYTES_START) or sealed.lane == FLASH_LANE:
            self.ctx.effects.append(Transmit(link.name, tuple(units)))
        else:
            link.units[sealed.lane].extend(units)
            link.paced.add((sealed.lane, sealed.index))
            self._paced(link, now_ns)
        item.queued = False
        if item.key is not None and item.key[0] == self.ctx.own and not item.sent:
            item.sent = True
            self.ctx.effects.append(Sent(item.key[1], item.key[2], self.peer, link.name, link.kind))

    def _paced(self, link: Link, now_ns: int) -> None:
        """Fragments of a frame longer than the window go at the measured rate."""
        for units in reversed(link.units):
            while units and now_ns >= link.pace_ns:
                unit = units.popleft()
                self.ctx.effects.append(Transmit(link.name, (unit,)))
                rate = max(link.rates) if link.rates else float(WINDOW_BYTES_START * 8)
                link.pace_ns = now_ns + int(len(unit) * SECOND / max(rate, 1.0))

    def _unreadable(self, item: Item) -> None:
        """The archive does not give it: damaged, it comes back when mended; else it is retried."""
        if item.key is None:
            return
        if item.key in self.ctx.damage.places:
            self._drop(item.key)
            return
        item.queued = False
        self.unread.append(item)

    def _seal(self, item: Item) -> Sealed | None:
        record = self._record(item)
        if record is None or item.key is None:
            return None
        header = header_of(record.header)
        implied = (
            not item.explicit
            and not self.recovery
            and item.key[0] == self.ctx.own
            and record.body is not None
            and names_newest(header, self.ctx)
            and can_imply(header, self.ctx.charter, self.peer_generation, self.peer_size)
        )
        kind, content = frame_content(record, header, self.ctx.charter, implied=implied)
        return self.channel.seal(kind, item.lane, content, recovery=self.recovery)

    def requeue(self, item: Item) -> None:
        """Hand it over again, if it is still due."""
        if item.key is None or item.key not in self.items:
            return
        item.queued = True
        if item.lane != FLASH_LANE:
            heappush(self.queue, (-item.lane, item.key[1], item.key[2], item.key[0]))

    def _drop(self, key: Key) -> Item | None:
        item = self.items.pop(key, None)
        self.flash.pop(key, None)
        self.asked -= item is not None and item.asked
        return item

    def _done(self, key: Key) -> None:
        item = self._drop(key)
        if item is not None and key[0] == self.ctx.own:
            self.ctx.effects.append(Held(key[1], key[2], self.peer))

    def _retire(self, key: Key) -> None:
        """An entry needs no sending: its frames in flight are forgotten too."""
        item = self.items.get(key)
        if item is not None and item.sealed is not None:
            lane, index = item.sealed.lane, item.sealed.index
            self.outstanding[lane].pop(index, None)
            for link in self.links.values():
                link.drop((lane, index))
                link.carried.discard(key)
        self._done(key)
