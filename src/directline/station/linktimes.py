"""How long each other party could be reached, by month: this station's own measurement.  Pure.

A transcript does not know it, and the other side may have measured otherwise: no book compares it.
Only time that the station lived through is counted; sleep and standstill are nobody's outage.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from directline.station.views import MonthView

MONTHS_MAX = 240
"""Months kept of each party: twenty years."""
GAP_MAX_MS = 120_000
"""The station looks twice a minute; past this the machine slept, and it knows nothing of that."""
KEEP_MS = 60_000
"""So often it is written down: a crash forgets a minute at most."""
NS_PER_MS = 1_000_000
_Month = tuple[int, int]
"""(party, months since year 0)."""


@dataclass(slots=True)
class _Sum:
    observed_ms: int = 0
    up_ms: int = 0
    losses: int = 0
    longest_ms: int = 0


class LinkTimes:
    """The time that each party's links stood.

    Args:
        peers: the other parties' indexes.
        now_ns: the steady clock, as in every later call.
        kept: what was kept before a restart; anything else counts as nothing.
        keep: keeps it for the next run.
    """

    def __init__(
        self, peers: Iterable[int], now_ns: int, kept: bytes | None = None,
        keep: Callable[[bytes], None] = lambda _data: None,
    ) -> None:  # fmt: skip
        self._peers, self._keep, self._stopped = tuple(peers), keep, False
        self._last_ns = self._kept_ns = now_ns
        self._down_ms = dict.fromkeys(self._peers, 0)
        """Of the outage that lasts, as far as this run saw it."""
        self._sums = _decoded(kept, self._peers)

    def tick(self, reached: Callable[[int], bool], now_ms: int, now_ns: int) -> None:
        """Count the time since the last call to what holds now: call it before a change.

        Args:
            reached: whether a bearer to a party stands.
            now_ms: the wall clock, which names the month.
            now_ns: the steady clock, which measures.
        """
        if self._stopped:
            return
        passed_ms = max(0, now_ns - self._last_ns) // NS_PER_MS
        if passed_ms > GAP_MAX_MS:
            self._last_ns = now_ns
            return
        self._last_ns += passed_ms * NS_PER_MS
        month = _month(now_ms)
        for peer in self._peers:
            total = self._sums.setdefault((peer, month), _Sum())
            total.observed_ms += passed_ms
            if reached(peer):
                total.up_ms += passed_ms
                self._down_ms[peer] = 0
            else:
                self._down_ms[peer] += passed_ms
                total.longest_ms = max(total.longest_ms, self._down_ms[peer])
        self._prune()
        if now_ns - self._kept_ns >= KEEP_MS * NS_PER_MS:
            self._kept_ns = now_ns
            self._keep(self.encode())

    def stop(self, reached: Callable[[int], bool], now_ms: int, now_ns: int) -> None:
        """The station stops: count, keep, and take nothing more for an outage."""
        self.tick(reached, now_ms, now_ns)
        self._stopped = True
        self._keep(self.encode())

    def lost(self, peer: int, now_ms: int) -> None:
        """The last bearer to a party has gone."""
        if self._stopped:
            return
        self._sums.setdefault((peer, _month(now_ms)), _Sum()).losses += 1

    def months(self, peer: int) -> tuple[MonthView, ...]:
        """One party's months, the newest first."""
        return tuple(
            MonthView(
                f"{month // 12:04d}-{month % 12 + 1:02d}",
                total.observed_ms,
                total.up_ms,
                total.losses,
                total.longest_ms,
            )
            for (party, month), total in sorted(self._sums.items(), reverse=True)
            if party == peer
        )

    def encode(self) -> bytes:
        """What a later run goes on from."""
        rows = [
            [*key, total.observed_ms, total.up_ms, total.losses, total.longest_ms]
            for key, total in sorted(self._sums.items())
        ]
        return json.dumps(rows).encode()

    def _prune(self) -> None:
        if len(self._sums) > MONTHS_MAX * len(self._peers):
            newest = sorted(self._sums, key=lambda key: key[1])[-MONTHS_MAX * len(self._peers) :]
            self._sums = {key: self._sums[key] for key in newest}


def _month(now_ms: int) -> int:
    try:
        day = datetime.fromtimestamp(now_ms / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return 0
    return day.year * 12 + day.month - 1


def _decoded(kept: bytes | None, peers: tuple[int, ...]) -> dict[_Month, _Sum]:
    try:
        rows = json.loads(kept or b"[]")
    except (ValueError, RecursionError):
        return {}
    found: dict[_Month, _Sum] = {}
    for row in rows if isinstance(rows, list) else ():
        numbers = [one for one in row if type(one) is int] if isinstance(row, list) else []
        if len(numbers) != 6 or min(numbers) < 0 or numbers[0] not in peers:
            continue
        party, month, *sums = numbers
        found[party, month] = _Sum(*sums)
    return found
