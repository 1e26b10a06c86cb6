"""What happened, in words: the last part of a world's life, for whoever reads a failure."""

from collections import deque
from dataclasses import dataclass, field

LINES_MAX = 4_000
SECOND = 1_000_000_000


@dataclass
class Timeline:
    """The newest happenings."""

    names: tuple[str, ...]
    _lines: deque[tuple[int, int, str, object]] = field(
        default_factory=lambda: deque(maxlen=LINES_MAX)
    )

    def add(self, now_ns: int, who: int, what: str, detail: object) -> None:
        """One more; `who` is -1 for the world itself.  What never changes is put in words later."""
        kept = detail if isinstance(detail, str | int | tuple) else str(detail)
        self._lines.append((now_ns, who, what, kept))

    def text(self, last: int = LINES_MAX) -> list[str]:
        """A line each: simulated time, who, what."""
        shown = list(self._lines)[-last:]
        return [
            f"{at // SECOND:>7}.{at % SECOND // 1_000_000:03d} s"
            f" {self.names[who] if who >= 0 else '-':<8} {what} {detail}".rstrip()
            for at, who, what, detail in shown
        ]
