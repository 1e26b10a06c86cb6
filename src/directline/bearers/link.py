"""What the station sees of one connection that is up, and what it is told about connections."""

from collections.abc import Sequence
from typing import Protocol

from directline.bearers.channel import Channel
from directline.bearers.framing import frame_units
from directline.bearers.sockets import Address, DialError

KIND = "tls"


class Link:
    """One authenticated connection to a peer, for one class of traffic.

    Attributes:
        id: Names this connection; never used again in this process.
        peer: The party at the other end.
        kind: The kind of bearer.
        urgent: True for the connection of FLASH and bell.
        address: The other end's, for people.
    """

    __slots__ = ("_channel", "address", "dialled", "id", "kind", "peer", "urgent")

    def __init__(
        self,
        channel: Channel,
        *,
        link_id: str,
        peer: int,
        urgent: bool,
        address: str,
        dialled: bool,
    ) -> None:
        self._channel = channel
        self.id = link_id
        self.peer = peer
        self.kind = KIND
        self.urgent = urgent
        self.address = address
        self.dialled = dialled

    def __repr__(self) -> str:
        return f"<Link {self.id} {self.address}>"

    @property
    def up(self) -> bool:
        """Whether units can still be sent."""
        return not self._channel.closed

    @property
    def buffered_bytes(self) -> int:
        """What the system has not taken yet; 0 on a link that flows."""
        return self._channel.waiting_bytes

    def send(self, units: Sequence[bytes]) -> None:
        """Sends units in order, without waiting; on a link that is down they are lost.

        Raises:
            LocalProtocolError: a unit is empty or too long; nothing was sent.
        """
        self._channel.send(frame_units(units))

    def pause(self) -> None:
        """Takes no more units until `resume`; the peer's sending then stops by itself."""
        self._channel.pause()

    def resume(self) -> None:
        """Takes units again."""
        self._channel.resume()

    def close(self, reason: str) -> None:
        """Closes; `on_down` follows in the loop's next turn."""
        self._channel.close(reason)


class BearerEvents(Protocol):
    """What the station is told.  Called on the event loop's thread, never from inside a call."""

    def on_up(self, link: Link) -> None:
        """A link is authenticated and may be used."""

    def on_unit(self, link: Link, unit: bytes) -> None:
        """One unit came, 1 to 4096 bytes, from whom the link names."""

    def on_down(self, link: Link, reason: str) -> None:
        """The link has ended; said once for each link that was up."""

    def on_dial_error(self, peer: int, address: Address, error: DialError) -> None:
        """A peer was not reached; said again only when the reason changes or it was up since."""

    def on_refused(self, address: str, reason: str, count: int) -> None:
        """Connections from outside were refused: the last one's address and reason, how many."""
