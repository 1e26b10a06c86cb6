"""Sabotages of durability: what is acknowledged, claimed, sent or shown too early or wrongly."""

from typing import Any

from directline.line.feeds import Feed
from directline.line.inbox import Inbox
from directline.line.release import Releases
from directline.simulator import disk
from directline.wire.entry import Seen


def ack_before_sync() -> Any:
    """The link acknowledgement does not wait for the store."""

    def make(real: Any) -> Any:
        def wait(self: Inbox, key: Any, opened: Any, link: str) -> None:
            real(self, key, opened, link)
            self._acknowledge(opened, link)

        return wait

    return Inbox, "_wait", make


def ack_when_refused() -> Any:
    """What the disk refused is acknowledged all the same."""

    def make(real: Any) -> Any:
        def refused(self: Inbox, record: Any, header: Any, full: bool, reason: str) -> None:
            key = (record.party, record.generation, record.position)
            for _, opened, link in self.ctx.storing.get(key, []):
                self._acknowledge(opened, link)
            real(self, record, header, full, reason)

        return refused

    return Inbox, "_refused", make


def seen_before_sync() -> Any:
    """`seen` counts what the store has not confirmed."""

    def make(real: Any) -> Any:
        def seen(self: Releases, *to: Any) -> tuple[Seen, ...]:
            found = []
            for one in real(self, *to):
                feed = self.ctx.feeds.get(one.party, one.generation)
                size = one.size
                while size + 1 in feed.pending:
                    size += 1
                beyond = tuple(b for b in one.beyond if b[0] > size + 1)
                found.append(Seen(one.party, one.generation, size, one.root, beyond))
            return tuple(found)

        return seen

    return Releases, "_seen", make


def send_before_sync() -> Any:
    """An own entry goes out while the store still writes it."""

    def make(real: Any) -> Any:
        def persist(self: Releases, record: Any, header: Any, **how: Any) -> int:
            self._queue(record, header)
            return int(real(self, record, header, **how))

        return persist

    return Releases, "_persist", make


def shown_twice() -> Any:
    """The desk is told of an entry twice."""

    def make(real: Any) -> Any:
        def durable(self: Inbox, record: Any, header: Any, now_ns: int) -> None:
            before = len(self.ctx.effects)
            real(self, record, header, now_ns)
            self.ctx.effects += self.ctx.effects[before : before + 1]

        return durable

    return Inbox, "_durable", make


def gap_hidden() -> Any:
    """An entry ahead of a gap is shown as if nothing were missing."""
    return Feed, "missing_before", lambda _real: lambda _self, _position: ()


def prefix_over_gaps() -> Any:
    """The durable prefix grows in the order in which the store confirms."""

    def make(_real: Any) -> Any:
        def hold(self: Feed, position: int, leaf: bytes, now_ns: int) -> None:
            if self.durable(position):
                return
            self.pending.pop(position, None)
            self.know(position, now_ns)
            self.leaves.append(leaf)
            self.tree.append(leaf)

        return hold

    return Feed, "hold", make


def no_checksum() -> Any:
    """Recovery believes whatever lies on the disk."""
    return disk, "vouched", lambda _real: lambda _digest, _content: True


def refused_and_forgotten() -> Any:
    """What the disk refused is not tried again, although later positions follow it."""

    def make(_real: Any) -> Any:
        def tick(self: Releases, _now_ns: int) -> None:
            self.stuck.clear()

        return tick

    return Releases, "tick", make
