"""Bounds what strangers can cost: counted before a connection gets any TLS object."""

import ipaddress
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from directline.bearers.limits import (
    HANDSHAKE_RATE_MAX,
    HANDSHAKES_KNOWN_SLOTS,
    HANDSHAKES_MAX,
    HANDSHAKES_SOURCE_MAX,
)

_IPV6_SITE_BITS = 64
"""Whoever has one IPv6 address has a whole /64."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The right to one handshake; given back when the handshake has ended."""

    source: str


class HandshakeGuard:
    """Admits a bounded number of handshakes, in all and for each source.

    Sources at which we dial our peers have some slots that no stranger can take.

    Args:
        now: Monotonic seconds.
        handshakes_max: At once, in all.
        source_max: At once, from one source.
        known_slots: Of these, kept for known sources.
        rate_max: For strangers, in a second.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        handshakes_max: int = HANDSHAKES_MAX,
        source_max: int = HANDSHAKES_SOURCE_MAX,
        known_slots: int = HANDSHAKES_KNOWN_SLOTS,
        rate_max: int = HANDSHAKE_RATE_MAX,
    ) -> None:
        self._now = now
        self._handshakes_max = handshakes_max
        self._source_max = source_max
        self._strangers_max = handshakes_max - known_slots
        self._rate_max = rate_max
        self._tokens = float(rate_max)
        self._filled_at = now()
        self._known: set[str] = set()
        self._running: Counter[str] = Counter()
        self._strangers = 0
        self.refused = 0
        """Connections turned away since the start."""

    @property
    def running(self) -> int:
        """Handshakes under way."""
        return self._running.total()

    def know(self, hosts: Iterable[str]) -> None:
        """Names addresses from which peers are expected; host names are passed over."""
        self._known.update(key for host in hosts if (key := source_of(host)))

    def admit(self, host: str) -> Slot | None:
        """A slot for a connection from this address, or None: close it at once."""
        source = source_of(host) or host
        if not self._has_room(source):
            self.refused += 1
            return None
        self._running[source] += 1
        if source not in self._known:
            self._strangers += 1
            self._tokens -= 1
        return Slot(source)

    def release(self, slot: Slot) -> None:
        """Ends a handshake, well or not."""
        self._running[slot.source] -= 1
        if self._running[slot.source] <= 0:
            del self._running[slot.source]
        if slot.source not in self._known:
            self._strangers = max(0, self._strangers - 1)

    def _has_room(self, source: str) -> bool:
        if self.running >= self._handshakes_max or self._running[source] >= self._source_max:
            return False
        if source in self._known:
            return True
        self._fill()
        return self._strangers < self._strangers_max and self._tokens >= 1

    def _fill(self) -> None:
        now = self._now()
        grown = (now - self._filled_at) * self._rate_max
        self._tokens = min(float(self._rate_max), self._tokens + grown)
        self._filled_at = now


def source_of(host: str) -> str:
    """What counts as one source: an IPv4 address or an IPv6 /64; empty for a name."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _IPV6_SITE_BITS), strict=False))
    return str(address)
