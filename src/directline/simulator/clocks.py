"""Civil clocks of the stations: wall = world + offset(t), with skew, drift, steps and leaps."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

MS = 1_000_000
SECOND = 1_000 * MS
FOUNDED_MS = 1_700_000_000_000
AHEAD_MS = 200_000_000
"""The world begins more than two days after the founding, so that a skewed clock is not before."""
SKEW_MS_MAX = 86_400_000


@dataclass
class CivilClock:
    """One station's clock.  `offset_ms` jumps; `drift_ppm` moves it slowly."""

    world_ns: Callable[[], int]
    offset_ms: int = 0
    drift_ppm: int = 0
    level: int = 2

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC, as this station believes."""
        world_ms = self.world_ns() // MS
        drifted = world_ms * self.drift_ppm // 1_000_000
        return FOUNDED_MS + AHEAD_MS + world_ms + drifted + self.offset_ms

    def quality(self) -> int:
        """A `ClockQuality`."""
        return self.level

    def upset(self, chance: Random) -> None:
        """Something happens to the clock: a step, a leap, a drift, or it is set right."""
        kind = chance.randrange(4)
        if kind == 0:
            self.offset_ms = chance.randint(-SKEW_MS_MAX, SKEW_MS_MAX)
        elif kind == 1:
            self.offset_ms += chance.randint(-60_000, 60_000)
        elif kind == 2:
            self.drift_ppm = chance.randint(-500, 500)
        else:
            self.offset_ms, self.drift_ppm = 0, 0
        self.offset_ms = max(-SKEW_MS_MAX, min(SKEW_MS_MAX, self.offset_ms))
        self.level = chance.randrange(4)
