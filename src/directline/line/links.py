"""One link as the line measures it: what is in flight, and how much may be.

The window is delivery rate x (base round trip + 100 ms), from link acknowledgements, so that what
stands in the bearer's queues stays small and a FLASH finds them nearly empty.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from itertools import islice

from directline.line.effects import LinkStatus
from directline.line.limits import (
    DOUBT_NS,
    MOVE_PAUSE_NS,
    QUEUE_ALLOWED_NS,
    QUIET_NS_MIN,
    QUIET_ROUND_TRIPS,
    RATE_SAMPLES_MAX,
    REPEAT_NS,
    REPEATED_MAX,
    SECOND,
    STIRRED_TIMES,
    UNIT_BYTES_MIN,
    WINDOW_BYTES_MAX,
    WINDOW_BYTES_MIN,
    WINDOW_BYTES_START,
)
from directline.wire.frame import LANES, Reassembly

FrameKey = tuple[int, int]
"""(lane, index) of a frame of ours."""
FLASH_LANE = 3


@dataclass(frozen=True, slots=True)
class _Flight:
    """One frame on its way: its bytes, when it went, and what had been delivered by then."""

    bytes: int
    sent_ns: int
    delivered: int
    delivered_ns: int
    filling: bool
    """As much was in flight as may be: what is measured is the bearer, not our own idleness."""
    repeated: bool = False


@dataclass(slots=True)
class Link:
    """One link to one peer."""

    name: str
    peer: int
    kind: str
    urgent: bool
    unit_bytes_max: int
    up_ns: int
    heartbeat_due_ns: int
    known: bool = False
    """The peer has shown on this link that it knows our incarnation."""
    compares_told: tuple[bytes | None, int] | None = None
    """Which start of the peer was told here that books are compared, and under which epoch."""
    greeted: bool = False
    """A heartbeat of the peer came on this link: we know what it holds."""
    heard_ns: int | None = None
    answered_ns: int | None = None
    """When something came that names this start of us: what an enemy says again may be older."""
    stirred_ns: int = 0
    """When a piece of a frame, or a frame that did not open, came last: something is carried."""
    heard_wall_ms: int = 0
    opened: int = 0
    unopened: int = 0
    replied_ns: int = 0
    probed_ns: int = 0
    moved_ns: int = 0
    """When frames of this link were last looked at for another one."""
    peer_heard_age_ms: int | None = None
    flight: dict[FrameKey, _Flight] = field(default_factory=dict)
    bytes_low: int = 0
    bytes_flash: int = 0
    pace_ns: int = 0
    units: list[deque[bytes]] = field(default_factory=lambda: [deque() for _ in range(LANES)])
    paced: set[FrameKey] = field(default_factory=set)
    """Frames longer than the window, which go in pieces at the measured rate."""
    acks: list[tuple[bytes, int, int]] = field(default_factory=list)
    """The peer's frames to be acknowledged: incarnation, lane, index."""
    carried: set[tuple[int, int, int]] = field(default_factory=set)
    """FLASH entries handed to this link and not acknowledged yet."""
    reassembly: Reassembly = field(default_factory=Reassembly)
    round_trip_ns: int | None = None
    greeting_ns: int = 0
    """The round trip by the heartbeats, while no acknowledgement has shown one."""
    base_ns: int | None = None
    delivered: int = 0
    delivered_ns: int = 0
    rates: deque[float] = field(default_factory=lambda: deque(maxlen=RATE_SAMPLES_MAX))
    starting: bool = True
    grown_to: float = 0.0
    rounds_flat: int = 0
    round_ends: int = 0

    def window(self) -> int:
        """How many bytes below FLASH may be in flight; FLASH has as many for itself."""
        if not self.rates or self.base_ns is None:
            return WINDOW_BYTES_START
        gain = 2 if self.starting and self.base_ns > QUEUE_ALLOWED_NS // 2 else 1
        bytes_wanted = int(gain * max(self.rates) * (self.base_ns + QUEUE_ALLOWED_NS) / SECOND)
        return min(max(bytes_wanted, WINDOW_BYTES_MIN), WINDOW_BYTES_MAX)

    def unit_bytes(self) -> int:
        """How long a fragment may be now: at most half a window, so a FLASH waits for little."""
        return min(self.unit_bytes_max, max(UNIT_BYTES_MIN, self.window() // 2))

    def room(self, lane: int) -> bool:
        """Whether a frame of this lane may go now: one always may when nothing is in flight."""
        used = self.bytes_flash if lane == FLASH_LANE else self.bytes_low
        return used < self.window()

    def busy_lane(self) -> int:
        """The highest lane of which a frame is going in pieces, or -1."""
        return max((lane for lane, units in enumerate(self.units) if units), default=-1)

    def room_between(self) -> bool:
        """Whether something more urgent may go between the pieces of a long frame."""
        pieces = sum(self.flight[key].bytes for key in self.paced if key in self.flight)
        return self.bytes_low - pieces < self.window()

    def doubt_at_ns(self) -> int:
        """From when on FLASH does not trust this link alone."""
        oldest = next(iter(self.flight.values())).sent_ns
        return oldest + max(DOUBT_NS, 2 * (self.round_trip_ns or 0))

    def doubtful(self, now_ns: int) -> bool:
        """Something was not acknowledged in good time."""
        return bool(self.flight) and now_ns >= self.doubt_at_ns()

    def send(self, key: FrameKey, size: int, now_ns: int, *, repeated: bool = False) -> None:
        """A frame is handed to the bearer; one that another link carried says nothing of rates."""
        if not self.flight:
            self.delivered_ns = now_ns
        if key[0] == FLASH_LANE:
            self.bytes_flash += size
        else:
            self.bytes_low += size
        filling = not self.room(key[0])
        self.flight[key] = _Flight(
            size, now_ns, self.delivered, self.delivered_ns, filling, repeated
        )

    def repeat(self, key: FrameKey, now_ns: int) -> None:
        """A frame is handed to the bearer once more: it says nothing of rate or round trip."""
        flight = self.flight.pop(key)
        self.flight[key] = replace(flight, sent_ns=now_ns, repeated=True)

    def acknowledged(self, key: FrameKey, now_ns: int) -> int:
        """A frame that went on this link was acknowledged (on whatever link).

        Returns:
            When it was handed to the bearer; 0 if it was not in flight here.
        """
        flight = self.flight.pop(key, None)
        if flight is None:
            return 0
        self._measure(key, flight, now_ns)
        return flight.sent_ns

    def _measure(self, key: FrameKey, flight: _Flight, now_ns: int) -> None:
        paced = key in self.paced
        self._count_down(key, flight)
        self.delivered += flight.bytes
        self.delivered_ns = now_ns
        if flight.repeated:
            return
        round_trip = max(1, now_ns - flight.sent_ns)
        self.round_trip_ns = (
            round_trip if self.round_trip_ns is None else (7 * self.round_trip_ns + round_trip) // 8
        )
        self.base_ns = round_trip if self.base_ns is None else min(self.base_ns, round_trip)
        interval = max(now_ns - flight.delivered_ns, self.base_ns)
        rate = (self.delivered - flight.delivered) * SECOND / interval
        # While an older frame is in flight, what fills the window may wait for the peer's store.
        oldest = next(iter(self.flight.values()), flight).sent_ns >= flight.sent_ns
        best = max(self.rates, default=float(WINDOW_BYTES_START))
        filled = flight.filling and oldest and not (paced and self._kept_pace(flight, interval))
        if filled or rate > best:
            self.rates.append(rate)
        if self.starting and self.rates and self.delivered >= self.round_ends:
            self._round()

    def _kept_pace(self, flight: _Flight, interval_ns: int) -> bool:
        """What went in pieces took no longer than it was given: that is our rate, not the bearer's.

        Were it counted, each long frame would be sent a little slower than the last.
        """
        if not self.rates or self.base_ns is None:
            return False
        paced_ns = int((self.delivered - flight.delivered) * SECOND / max(self.rates))
        return interval_ns <= paced_ns + self.base_ns + QUEUE_ALLOWED_NS

    def drop(self, key: FrameKey) -> None:
        """A frame needs no acknowledgement any more."""
        flight = self.flight.pop(key, None)
        if flight is not None:
            self._count_down(key, flight)

    def silent(self, now_ns: int) -> bool:
        """Something is unacknowledged and nothing was heard for too long."""
        if not self.flight:
            return False
        return now_ns >= self.silent_at_ns()

    def silent_at_ns(self) -> int:
        """When this link counts as dead if nothing is heard until then."""
        patience_ns = self._patience_ns()
        oldest_ns = next(iter(self.flight.values())).sent_ns
        return max(oldest_ns, self._shown_ns(patience_ns)) + patience_ns

    def idle_at_ns(self, patience_ns: int) -> int:
        """When this link counts as dead though nothing was sent on it."""
        return self._shown_ns(patience_ns) + patience_ns

    def _shown_ns(self, patience_ns: int) -> int:
        """When it last brought something.

        A long frame on a slow bearer keeps answers waiting: its pieces count, for a while.
        """
        heard_ns = self.up_ns if self.heard_ns is None else self.heard_ns
        return max(heard_ns, min(self.stirred_ns, heard_ns + STIRRED_TIMES * patience_ns))

    def probe_at_ns(self) -> int:
        """When to ask whether the link lives: half way to counting as dead."""
        half_ns = self._patience_ns() // 2
        return max(self.silent_at_ns() - half_ns, self.probed_ns + half_ns)

    def repeat_at_ns(self) -> int | None:
        """When the oldest frame goes again: the link lives, and did not acknowledge it."""
        oldest = next(iter(self.flight.values())).sent_ns
        if self.heard_ns is None or self.heard_ns <= oldest:
            return None
        return oldest + max(REPEAT_NS, self._patience_ns())

    def overdue(self, now_ns: int) -> list[FrameKey]:
        """Frames to be sent again now, oldest first."""
        found: list[FrameKey] = []
        for key, flight in self.flight.items():
            lives = self.heard_ns is not None and self.heard_ns > flight.sent_ns
            if not lives or now_ns < flight.sent_ns + max(REPEAT_NS, self._patience_ns()):
                break
            found.append(key)
            if len(found) >= REPEATED_MAX:
                break
        return found

    def move_at_ns(self) -> int:
        """When a frame below FLASH may go on another link.

        That waits neither as long as this one is slow, nor for a sign of its life.
        """
        for key, flight in self.flight.items():
            if key[0] != FLASH_LANE:
                due_ns = flight.sent_ns + max(REPEAT_NS, 2 * (self.round_trip_ns or 0))
                return max(due_ns, self.moved_ns + MOVE_PAUSE_NS)
        return 2**62

    def movable(self, now_ns: int) -> list[FrameKey]:
        """The oldest frames below FLASH that may go on another link now."""
        sent_ns = now_ns - max(REPEAT_NS, 2 * (self.round_trip_ns or 0))
        lower = (k for k, f in self.flight.items() if k[0] != FLASH_LANE and f.sent_ns <= sent_ns)
        return list(islice(lower, REPEATED_MAX))

    def _patience_ns(self) -> int:
        rate = max(self.rates) if self.rates else WINDOW_BYTES_START
        patience = QUIET_ROUND_TRIPS * (self.round_trip_ns or self.greeting_ns) + int(
            4 * (self.bytes_low + self.bytes_flash) * SECOND / max(rate, 1.0)
        )
        return max(QUIET_NS_MIN, patience)

    def status(self) -> LinkStatus:
        """This link's measurements."""
        return LinkStatus(
            self.name,
            self.kind,
            self.urgent,
            self.heard_ns,
            self.round_trip_ns,
            int(max(self.rates)) if self.rates else None,
            self.bytes_low + self.bytes_flash,
            self.peer_heard_age_ms,
        )

    def _count_down(self, key: FrameKey, flight: _Flight) -> None:
        self.paced.discard(key)
        if key[0] == FLASH_LANE:
            self.bytes_flash -= flight.bytes
        else:
            self.bytes_low -= flight.bytes

    def _round(self) -> None:
        """One window's worth was delivered: does the rate still grow?"""
        best = max(self.rates)
        if best > self.grown_to * 1.25:
            self.grown_to, self.rounds_flat = best, 0
        else:
            self.rounds_flat += 1
            self.starting = self.rounds_flat < 3
        self.round_ends = self.delivered + self.window()
