"""Sealing and opening of frames with one peer: lane keys, index windows, incarnations.

Nothing changes here before a frame has opened.
"""

from dataclasses import dataclass, field

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.frame import (
    INDEX_SPAN,
    LANES,
    FrameType,
    clear_header,
    nearest,
    parse_clear,
)
from directline.wire.sealing import (
    RECOVERY_EPOCH,
    PeerRoots,
    associated_data,
    frame_key,
    lane_secret,
)
from directline.wire.suite import Suite

WINDOW = 1 << 15
"""Frames of one lane that may open out of order: the low 16 bits of i name twice as many."""
INCARNATIONS_MAX = 8
"""Incarnations of a peer that are remembered; a replayed old one evicts only other old ones."""
SECRETS_MAX = 256
_INDEX_MAX = 2**48


@dataclass(frozen=True, slots=True)
class Sealed:
    """A frame, sealed once: the same bytes go on every bearer and in every retransmission."""

    type: FrameType
    lane: int
    index: int
    epoch: int
    content: bytes = field(repr=False)

    def wire(self, incarnation: bytes | None) -> bytes:
        """The frame's bytes, with the incarnation attached where the peer may not know it."""
        header = clear_header(
            self.type, self.lane, self.index, incarnation, recovery=self.epoch == RECOVERY_EPOCH
        )
        return header + self.content


@dataclass(frozen=True, slots=True)
class Opened:
    """A frame that opened."""

    type: FrameType
    lane: int
    index: int
    epoch: int
    incarnation: bytes
    fresh: bool
    """False for an index that had opened before: nothing but its acknowledgement is due."""
    content: bytes = field(repr=False)

    @property
    def place(self) -> tuple[bytes, int, int]:
        """(incarnation, lane, index): names the frame for ever."""
        return self.incarnation, self.lane, self.index


@dataclass(slots=True)
class _Window:
    """Which indexes of one lane of one incarnation have opened."""

    highest: int = -1
    bits: int = 0

    def opened(self, index: int) -> bool:
        age = self.highest - index
        return age >= WINDOW or (age >= 0 and bool(self.bits >> age & 1))

    def mark(self, index: int) -> None:
        if index > self.highest:
            # A named index may be any: nothing is shifted by more than the window holds.
            step = min(index - self.highest, WINDOW)
            self.bits = (self.bits << step | 1) & ((1 << WINDOW) - 1)
            self.highest = index
        else:
            self.bits |= 1 << (self.highest - index)

    def clear(self, index: int) -> None:
        age = self.highest - index
        if 0 <= age < WINDOW:
            self.bits &= ~(1 << age)


class Channel:
    """The sealed channel with one peer."""

    def __init__(
        self, roots: PeerRoots, line: bytes, own: int, incarnation: bytes, suite: Suite
    ) -> None:
        self.roots = roots
        self.staged: PeerRoots | None = None
        """Roots that are being made durable; not in use yet."""
        self.incarnation = incarnation
        self._line = line
        self._own = own
        self._suite = suite
        self._next = [0] * LANES
        self._shown = [-1] * LANES
        """The newest frame of each lane that the live start of the peer has acknowledged."""
        self._windows: dict[bytes, list[_Window]] = {}
        self._secrets: dict[tuple[int, bool, int, bytes], bytes] = {}
        self.live: bytes | None = None
        """The peer's incarnation that has shown to hear this start of us."""
        self.latest: bytes | None = None

    @property
    def to_store(self) -> PeerRoots:
        """What the roots file is to hold of this peer."""
        return self.roots if self.staged is None else self.staged

    def seal(self, kind: FrameType, lane: int, content: bytes, *, recovery: bool = False) -> Sealed:
        """Seal a frame: its index, and so its key, is used for nothing else ever."""
        index = self._next[lane]
        if index >= _INDEX_MAX:
            raise LocalProtocolError("a lane is used up", remedy="restart the station")
        self._next[lane] = index + 1
        epoch, root = (
            (RECOVERY_EPOCH, self.roots.recovery)
            if recovery
            else (self.roots.send, self.roots.sending())
        )
        secret = self._secret(epoch, root, True, lane, self.incarnation)
        associated = associated_data(
            self._line, self._own, self.roots.peer, epoch, self.incarnation, kind, lane, index
        )
        sealed = self._suite.seal(frame_key(secret, index, self._suite), content, associated)
        return Sealed(kind, lane, index, epoch, sealed)

    def next_index(self, lane: int) -> int:
        """The index that the next frame of this lane will have."""
        return self._next[lane]

    def wire(self, sealed: Sealed, *, known: bool) -> bytes:
        """A frame's bytes for a link; `known`: the peer has shown there to know this start of us.

        What a peer has never opened a frame of, or not for long, it could not rebuild from 16
        bits: it expects 0 in every lane of a start that it has just heard of.
        """
        far = sealed.index - self._shown[sealed.lane] > WINDOW // 2
        return sealed.wire(None if known and not far else self.incarnation)

    def acknowledged(self, start: bytes, lane: int, first: int, count: int) -> None:
        """A start of the peer has opened these frames of ours."""
        if start == self.live:
            newest = min(first + count, self._next[lane]) - 1
            self._shown[lane] = max(self._shown[lane], newest)

    def open(self, frame: bytes) -> Opened:
        """Open a frame of the peer.

        Work is bounded: at most two incarnations under at most three epochs' roots.

        Raises:
            RemoteProtocolError: no frame, or none that opens; nothing has changed.
        """
        clear, sealed = parse_clear(frame)
        candidates = (
            [clear.incarnation]
            if clear.incarnation is not None
            else list(dict.fromkeys(i for i in (self.live, self.latest) if i is not None))
        )
        epochs = ((RECOVERY_EPOCH, self.roots.recovery),) if clear.recovery else self.roots.epochs
        for incarnation in candidates:
            windows = self._windows.get(incarnation)
            highest = windows[clear.lane].highest if windows else -1
            if clear.high is None:
                index = nearest(clear.low, highest + 1)
            else:
                index = clear.high * INDEX_SPAN + clear.low
            if highest - index >= WINDOW:
                continue  # Whether it has opened is not remembered.
            for epoch, root in epochs:
                secret = self._secret(epoch, root, False, clear.lane, incarnation)
                associated = associated_data(
                    self._line,
                    self.roots.peer,
                    self._own,
                    epoch,
                    incarnation,
                    clear.type,
                    clear.lane,
                    index,
                )
                try:
                    content = self._suite.open(
                        frame_key(secret, index, self._suite), sealed, associated
                    )
                except RemoteProtocolError:
                    continue
                fresh = self._opened(incarnation, clear.lane, index)
                return Opened(clear.type, clear.lane, index, epoch, incarnation, fresh, content)
        raise RemoteProtocolError("a frame does not open", rule="SEAL-1", excerpt=frame)

    def forget(self, opened: Opened) -> None:
        """The content could not be kept: let the same frame open again."""
        windows = self._windows.get(opened.incarnation)
        if windows:
            windows[opened.lane].clear(opened.index)

    def alive(self, incarnation: bytes) -> bool:
        """The peer's incarnation has shown to hear this start of us.

        Returns:
            True when it is another than the one that was live before.
        """
        changed = self.live is not None and self.live != incarnation
        if self.live != incarnation:
            self._shown = [-1] * LANES
        self.live = self.latest = incarnation
        return changed

    def adopt(self, roots: PeerRoots) -> None:
        """New roots are durable: use them."""
        self.roots = roots
        self._secrets.clear()

    def _opened(self, incarnation: bytes, lane: int, index: int) -> bool:
        windows = self._windows.get(incarnation)
        if windows is None:
            if len(self._windows) >= INCARNATIONS_MAX:
                oldest = next(i for i in self._windows if i not in {self.live, self.latest})
                del self._windows[oldest]
            windows = self._windows[incarnation] = [_Window() for _ in range(LANES)]
            self.latest = incarnation
        window = windows[lane]
        if window.opened(index):
            return False
        window.mark(index)
        return True

    def _secret(
        self, epoch: int, root: bytes, sending: bool, lane: int, incarnation: bytes
    ) -> bytes:
        key = (epoch, sending, lane, incarnation)
        secret = self._secrets.get(key)
        if secret is None:
            sender, receiver = (
                (self._own, self.roots.peer) if sending else (self.roots.peer, self._own)
            )
            secret = lane_secret(root, self._line, sender, receiver, lane, incarnation, self._suite)
            if len(self._secrets) >= SECRETS_MAX:
                self._secrets.clear()
            self._secrets[key] = secret
        return secret
