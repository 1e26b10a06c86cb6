"""The bearers of one line as the desk sees them, and the check of our own side.  Pure.

Our own side is asked first: when nothing of ours leaves the machine, their silence says nothing.
"""

from dataclasses import dataclass

from directline.line.effects import PeerStatus
from directline.station.linktimes import LinkTimes
from directline.station.views import BearerView

OWN_NETWORK = "own-network"
"""What the bearers call a dial error whose cause is on our side."""
NS_PER_MS = 1_000_000


@dataclass(slots=True)
class _Bearer:
    """One class of connection to one peer, up or down."""

    kind: str
    urgent: bool
    link: str = ""
    since_ms: int = 0
    detail: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind.upper()} 2" if self.urgent else f"{self.kind.upper()} 1"


class LinkBook:
    """Which bearers are up, since when, and why the others are not."""

    def __init__(self, peers: tuple[int, ...], now_ms: int, times: LinkTimes | None = None) -> None:
        self.times = times or LinkTimes(peers, 0)
        """How long they stood, by month."""
        self._bearers: dict[tuple[int, str, bool], _Bearer] = {}
        self._by_link: dict[str, tuple[int, str, bool]] = {}
        self._errors: dict[int, str] = {}
        for peer in peers:
            for urgent in (False, True):
                self._bearers[peer, "tls", urgent] = _Bearer("tls", urgent, since_ms=now_ms)

    def up(self, link: str, peer: int, *, kind: str, urgent: bool, now_ms: int) -> str:
        """A bearer came.

        Returns:
            Its name.
        """
        key = (peer, kind, urgent)
        self._by_link[link] = key
        bearer = self._bearers.setdefault(key, _Bearer(kind, urgent))
        bearer.link, bearer.since_ms, bearer.detail = link, now_ms, ""
        self._errors.pop(peer, None)
        return bearer.name

    def down(self, link: str, reason: str, now_ms: int) -> tuple[int, str] | None:
        """A bearer is gone.

        Returns:
            (peer, name), or None when another connection has taken its place already.
        """
        key = self._by_link.pop(link, None)
        bearer = None if key is None else self._bearers[key]
        if key is None or bearer is None or bearer.link != link:
            return None
        bearer.link, bearer.since_ms, bearer.detail = "", now_ms, reason
        if not self.connected(key[0]):
            self.times.lost(key[0], now_ms)
        return key[0], bearer.name

    def tick(self, now_ms: int, now_ns: int) -> None:
        """Count how long they stood: at every look at the time, and before each change."""
        self.times.tick(self.connected, now_ms, now_ns)

    def dial_error(self, peer: int, error: str) -> None:
        """A dial failed, for this class of reason."""
        self._errors[peer] = error
        for (number, _, _), bearer in self._bearers.items():
            if number == peer and not bearer.link:
                bearer.detail = error

    def connected(self, peer: int) -> bool:
        """Whether any bearer to this peer is up."""
        return any(
            bearer.link for (number, _, _), bearer in self._bearers.items() if number == peer
        )

    def own_cut_off(self) -> bool:
        """Nothing is up, and every dial failed for a reason on our own side."""
        if any(bearer.link for bearer in self._bearers.values()) or not self._errors:
            return False
        return all(error == OWN_NETWORK for error in self._errors.values())

    def own_side(self, peer: int) -> str:
        """What our own check says, in one plain word or two."""
        if self.own_cut_off():
            return OWN_NETWORK
        return self._errors.get(peer, "")

    def views(self, status: PeerStatus, *, now_ms: int, now_ns: int) -> tuple[BearerView, ...]:
        """The bearers to one peer."""
        measured = {link.link: link for link in status.links}
        found = []
        for (peer, _, _), bearer in self._bearers.items():
            if peer != status.party:
                continue
            link = measured.get(bearer.link)
            heard_ns = None if link is None else link.heard_ns
            trip_ns = None if link is None else link.round_trip_ns
            view = BearerView(
                name=bearer.name,
                kind=bearer.kind,
                urgent=bearer.urgent,
                up=bool(bearer.link),
                since_ms=bearer.since_ms,
                heard_ms=None if heard_ns is None else now_ms - (now_ns - heard_ns) // NS_PER_MS,
                round_trip_ms=None if trip_ns is None else trip_ns // NS_PER_MS,
                detail=bearer.detail,
            )
            found.append(view)
        return tuple(found)
