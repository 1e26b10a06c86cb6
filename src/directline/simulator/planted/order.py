"""Sabotages of the queue: what goes too late, never, or much too often."""

from typing import Any

from directline.line import limits, outbox
from directline.line.links import Link
from directline.line.outbox import Outbox
from directline.line.supervision import Supervision


def flash_last() -> Any:
    """FLASH goes when everything else has gone."""

    def make(real: Any) -> Any:
        def pump(self: Outbox, now_ns: int) -> None:
            held, self.flash = self.flash, {}
            real(self, now_ns)
            self.flash = held
            real(self, now_ns)

        return pump

    return Outbox, "pump", make


def flash_queues() -> Any:
    """FLASH waits until nothing is in flight."""

    def make(real: Any) -> Any:
        def flash(self: Outbox, link: Link, now_ns: int) -> None:
            if not any(other.flight for other in self.links.values()):
                real(self, link, now_ns)

        return flash

    return Outbox, "_flash", make


def first_come() -> Any:
    """The queue forgets precedence."""

    def make(_real: Any) -> Any:
        def heappush(heap: list[Any], place: Any) -> None:
            heap.append(place)
            heap.sort(key=lambda p: (p[1], p[2]))

        return heappush

    return outbox, "heappush", make


def lost_with_the_link() -> Any:
    """What a dead link carried is not sent on another."""

    def make(_real: Any) -> Any:
        def down(self: Outbox, link: Link) -> None:
            self.links.pop(link.name, None)

        return down

    return Outbox, "down", make


def never_again() -> Any:
    """A frame is never repeated on a link that lives."""
    return Link, "overdue", lambda _real: lambda _self, _now_ns: []


def credit_stays_spent() -> Any:
    """What waits for byte credit waits for ever."""

    def make(_real: Any) -> Any:
        def granted(self: Outbox, credit: int) -> None:
            self.credit = credit

        return granted

    return Outbox, "granted", make


def repeats_at_once() -> Any:
    """No pause before a frame is repeated."""

    def make(_real: Any) -> Any:
        def overdue(self: Link, _now_ns: int) -> list[Any]:
            return list(self.flight)[: limits.REPEATED_MAX]

        return overdue

    return Link, "overdue", make


def owes_nothing() -> Any:
    """A peer that lost what it held gets nothing again."""
    return Supervision, "_owe", lambda _real: lambda _self, _generation, _held: None
