"""Two or three ends of a line on loopback, with everything they are told written down."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.bearers import Address, DialError, Link, Peer, Timing, TlsBearers

LINE = bytes(range(16))
FAST = Timing(tick_s=0.2, suspect_s=1.0, silent_s=2.5, handshake_s=2.0)
HERE = Address("127.0.0.1", 0)


def private(party: int) -> bytes:
    return bytes([party + 1]) * 32


def public(party: int) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private(party)).public_key().public_bytes_raw()


class End:
    """One party's bearers and what they told."""

    def __init__(self, party: int, bearers: TlsBearers | None = None) -> None:
        self.party = party
        self.bearers: Any = bearers
        self.up: list[Link] = []
        self.units: list[tuple[str, bytes]] = []
        self.down: list[tuple[str, str]] = []
        self.errors: list[tuple[int, Address, DialError]] = []
        self.refused: list[tuple[str, str, int]] = []

    def on_up(self, link: Link) -> None:
        self.up.append(link)

    def on_unit(self, link: Link, unit: bytes) -> None:
        self.units.append((link.id, unit))

    def on_down(self, link: Link, reason: str) -> None:
        self.down.append((link.id, reason))

    def on_dial_error(self, peer: int, address: Address, error: DialError) -> None:
        self.errors.append((peer, address, error))

    def on_refused(self, address: str, reason: str, count: int) -> None:
        self.refused.append((address, reason, count))

    @property
    def port(self) -> int:
        return int(self.bearers.addresses[0].port)

    def link(self, peer: int, *, urgent: bool) -> Link | None:
        for link in self.bearers.links():
            if (link.peer, link.urgent) == (peer, urgent) and link.up:
                return link  # type: ignore[no-any-return]
        return None

    def both_up(self, peer: int) -> bool:
        return all(self.link(peer, urgent=urgent) for urgent in (True, False))


Opening = Callable[..., Awaitable[End]]


@pytest_asyncio.fixture
async def open_end() -> AsyncIterator[Opening]:
    ends: list[End] = []

    async def opening(
        party: int,
        addresses: dict[int, list[Address]],
        *,
        listen: list[Address] | None = None,
        line: bytes = LINE,
        key: bytes | None = None,
        peer_keys: dict[int, bytes] | None = None,
        **options: Any,
    ) -> End:
        end = End(party)
        options.setdefault("timing", FAST)
        end.bearers = TlsBearers(
            line=line,
            own_party=party,
            private_key=key or private(party),
            peers=[
                Peer(other, (peer_keys or {}).get(other, public(other)), tuple(places))
                for other, places in addresses.items()
            ],
            listen=[HERE] if listen is None else listen,
            events=end,
            **options,
        )
        await end.bearers.start()
        ends.append(end)
        return end

    yield opening
    for end in ends:
        await end.bearers.stop()


async def until(condition: Callable[[], object], timeout_s: float = 10.0) -> float:
    """Waits for a condition and returns how long that took."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > timeout_s:
            raise AssertionError("waited too long")
        await asyncio.sleep(0.005)
    return time.monotonic() - start
