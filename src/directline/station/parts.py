"""What a station is built on and another world may replace: its writer, bearers and witness.

A running station takes what stands here.
A simulated one is given parts that live in its world's own time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from directline.bearers.link import BearerEvents, Link
from directline.bearers.sockets import Address
from directline.bearers.tls import Peer, TlsBearers
from directline.station.witness_client import Endpoint, WitnessCall, WitnessClient
from directline.store.writer import CommitStore, GroupWriter


class Bearers(Protocol):
    """The connections of one station."""

    @property
    def addresses(self) -> Sequence[Address]:
        """Where it listens."""

    def links(self) -> Sequence[Link]:
        """The connections that are up."""

    def rest(self, party: int) -> None:
        """Dial a party that has left seldom."""

    async def start(self) -> None:
        """Listen and dial."""

    async def stop(self) -> None:
        """End every connection."""


@dataclass(frozen=True, slots=True)
class Dialled:
    """Whom the bearers of a station connect, and with which key."""

    line: bytes
    own_party: int
    private_key: bytes
    peers: tuple[Peer, ...]
    listen: tuple[Address, ...]
    events: BearerEvents


def _writer(store: CommitStore, post: Callable[..., Any]) -> GroupWriter:
    return GroupWriter(store, post=post)


def _tls(to: Dialled) -> Bearers:
    return TlsBearers(
        line=to.line, own_party=to.own_party, private_key=to.private_key, peers=to.peers,
        listen=to.listen, events=to.events,
    )  # fmt: skip


def _witness(url: str) -> WitnessCall:
    return WitnessClient(Endpoint.parse(url))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a station."""

    writer: Callable[[CommitStore, Callable[..., Any]], GroupWriter] = _writer
    bearers: Callable[[Dialled], Bearers] = _tls
    witness: Callable[[str], WitnessCall] = _witness
    compares: bool = True
    """Whether books are compared with the peers' over the line."""
