"""The station's clocks: civil time with its quality, monotonic time, and entropy.

The quality comes from the kernel, which knows whether anything disciplines its clock.
Where the kernel cannot be asked, the quality is unknown, never assumed.
"""

import ctypes
import os
import struct
import time

from directline.wire.values import ClockQuality

STA_UNSYNC = 0x0040
"""`adjtimex(2)`: the clock is not synchronised."""
TIME_ERROR = 5
MAXERROR_DISCIPLINED_US = 100_000
"""Below this bound on its error the kernel's clock counts as disciplined, above as synchronised."""
QUALITY_AGE_NS = 16_000_000_000
"""The kernel is asked again after so long: NTP daemons poll at 16 s or slower."""


_TIMEX = struct.Struct("@Illlli")
"""The head of `struct timex`: modes, offset, freq, maxerror, esterror, status."""
TIMEX_BYTES = 512
"""More than any kernel writes."""


def kernel_quality() -> ClockQuality:
    """What the kernel says of its clock; UNKNOWN where it cannot be asked."""
    try:
        adjtimex = ctypes.CDLL(None, use_errno=True).adjtimex
    except (OSError, AttributeError):
        return ClockQuality.UNKNOWN
    state = ctypes.create_string_buffer(TIMEX_BYTES)
    result = adjtimex(state)
    if result < 0:
        return ClockQuality.UNKNOWN
    _modes, _offset, _freq, maxerror_us, _esterror, status = _TIMEX.unpack_from(state)
    if result == TIME_ERROR or status & STA_UNSYNC:
        return ClockQuality.FREE
    if maxerror_us <= MAXERROR_DISCIPLINED_US:
        return ClockQuality.DISCIPLINED
    return ClockQuality.SYNCED


class StationClock:
    """Civil and monotonic time of this machine.

    Args:
        offset_ms: added to civil time: lets a test or an exercise run a station whose clock is
            wrong.  A station with an offset says that its clock runs free.
    """

    def __init__(self, *, offset_ms: int = 0) -> None:
        self._offset_ms = offset_ms
        self._quality = ClockQuality.UNKNOWN
        self._asked_ns: int | None = None

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return time.time_ns() // 1_000_000 + self._offset_ms

    def now_ns(self) -> int:
        """Monotonic nanoseconds, for deadlines: civil time may jump."""
        return time.monotonic_ns()

    def quality(self) -> int:
        """A `ClockQuality`."""
        if self._offset_ms:
            return ClockQuality.FREE
        now_ns = time.monotonic_ns()
        if self._asked_ns is None or now_ns - self._asked_ns > QUALITY_AGE_NS:
            self._quality = kernel_quality()
            self._asked_ns = now_ns
        return self._quality


class SystemEntropy:
    """The operating system's entropy."""

    def bytes(self, count: int) -> bytes:
        """`count` bytes that nobody can predict."""
        return os.urandom(count)
