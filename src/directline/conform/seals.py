"""Sealing and opening of frames, written out from `spec/wire.md` section 6 with every knob open."""

from collections import OrderedDict
from dataclasses import dataclass, field

from directline.conform.limits import OPENED_MAX
from directline.errors import RemoteProtocolError
from directline.wire.frame import FrameType, clear_header, nearest, parse_clear
from directline.wire.sealing import PeerRoots, associated_data, frame_key, lane_secret
from directline.wire.suite import REAL_SUITE

Place = tuple[bytes, int, int]
"""(incarnation, lane, index): names a frame for ever."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A frame of ours: where it stands and its bytes."""

    lane: int
    index: int
    frame: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A frame of the tested station that opened."""

    type: FrameType
    lane: int
    index: int
    epoch: int
    incarnation: bytes
    attached: bool
    fresh: bool
    same: bool
    """False where the place was sealed before with another content."""
    content: bytes = field(repr=False)

    @property
    def place(self) -> Place:
        """(incarnation, lane, index)."""
        return self.incarnation, self.lane, self.index


class Seals:
    """The sealed channel as the kit sees it: nothing is hidden, all may be done wrongly."""

    def __init__(self, roots: PeerRoots, line: bytes, own: int, incarnation: bytes) -> None:
        self.roots = roots
        self.line = line
        self.own = own
        self.peer = 1 - own
        self.incarnation = incarnation
        self.next = [0, 0, 0, 0]
        self.latest: bytes | None = None
        """The newest incarnation of the tested station from which a heartbeat came."""
        self.starts: list[bytes] = []
        self._highest: dict[tuple[bytes, int], int] = {}
        self._held: OrderedDict[Place, bytes] = OrderedDict()

    def seal(
        self, kind: int, content: bytes, lane: int, *, recovery: bool = False,
        index: int | None = None, root: bytes | None = None, epoch: int | None = None,
        attach: bool = True, bound: int | None = None,
    ) -> Sent:  # fmt: skip
        """A sealed frame.

        Args:
            kind: The type in the clear header.
            content: What is sealed.
            lane: The lane.
            recovery: Seal under the recovery root.
            index: Another index than the next.
            root: Another root than the one in use.
            epoch: Another epoch than the one in use.
            attach: Attach our incarnation.
            bound: Another type in the associated data than in the header.
        """
        if index is None:
            index = self.next[lane]
        self.next[lane] = max(self.next[lane], index + 1)
        if recovery:
            epoch, root = epoch or 0, root or self.roots.recovery
        epoch = self.roots.send if epoch is None else epoch
        root = root or dict(self.roots.epochs).get(epoch) or self.roots.sending()
        secret = lane_secret(
            root, self.line, self.own, self.peer, lane, self.incarnation, REAL_SUITE
        )
        bind = associated_data(
            self.line, self.own, self.peer, epoch, self.incarnation,
            kind if bound is None else bound, lane, index,
        )  # fmt: skip
        sealed = REAL_SUITE.seal(frame_key(secret, index, REAL_SUITE), content, bind)
        header = clear_header(
            kind,  # type: ignore[arg-type]
            lane, index, self.incarnation if attach else None, recovery=recovery,
        )  # fmt: skip
        return Sent(lane, index, header + sealed)

    def open(self, frame: bytes) -> Opened:
        """Open a frame of the tested station.

        Raises:
            RemoteProtocolError: it does not open under anything that we hold.
        """
        clear, sealed = parse_clear(frame)
        starts = [clear.incarnation] if clear.incarnation else list(reversed(self.starts))
        pairs = ((0, self.roots.recovery),) if clear.recovery else self.roots.epochs
        for incarnation in starts:
            expected = self._highest.get((incarnation, clear.lane), -1) + 1
            index = nearest(clear.low, expected)
            if clear.high is not None:
                index = clear.high << 16 | clear.low
            for epoch, root in pairs:
                secret = lane_secret(
                    root, self.line, self.peer, self.own, clear.lane, incarnation, REAL_SUITE
                )
                bind = associated_data(
                    self.line, self.peer, self.own, epoch, incarnation, clear.type, clear.lane,
                    index,
                )  # fmt: skip
                try:
                    content = REAL_SUITE.open(frame_key(secret, index, REAL_SUITE), sealed, bind)
                except RemoteProtocolError:
                    continue
                place = (incarnation, clear.lane, index)
                fresh, same = self._mark(place, sealed)
                return Opened(
                    clear.type, clear.lane, index, epoch, incarnation,
                    clear.incarnation is not None, fresh, same, content,
                )  # fmt: skip
        raise RemoteProtocolError("a frame does not open", rule="SEAL-1", excerpt=frame)

    def _mark(self, place: Place, sealed: bytes) -> tuple[bool, bool]:
        incarnation, lane, index = place
        if incarnation not in self.starts:
            self.starts.append(incarnation)
            del self.starts[:-8]
        held = self._held.get(place)
        if held is not None:
            return False, held == sealed
        self._highest[incarnation, lane] = max(self._highest.get((incarnation, lane), -1), index)
        self._held[place] = sealed
        if len(self._held) > OPENED_MAX:
            self._held.popitem(last=False)
        return True, True
