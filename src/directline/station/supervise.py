"""What the station does by itself on the line: scheduled line tests and signed heads.

A test is sent in our own turn only; their missing test is an alarm on ours.
"""

import asyncio

import structlog

from directline.errors import DirectlineError
from directline.station.alarms import AlarmKind
from directline.station.deskdoor import StationDesk
from directline.station.scribe import Scribe
from directline.station.tests_l1 import (
    TURN_GRACE_MS,
    Turn,
    missed,
    next_own_ms,
    number_of,
    owed,
    turn_at,
)

AGAIN_MS = 60_000
"""A test that could not be released is tried again after so long, within its turn."""
SLEEP_S_MAX = 60.0
"""Civil time may jump: the schedule is read again at least this often."""

_log = structlog.get_logger("supervise")


class Supervisor:
    """The station's own schedule."""

    def __init__(self, desk: StationDesk, scribe: Scribe) -> None:
        self._desk = desk
        self._scribe = scribe
        room = desk.room
        self._room = room
        self._parties = len(room.charter.parties)
        self._interval_ms = room.charter.terms.test_interval_ms
        now_ms = room.now_ms()
        self._started_ms = now_ms
        self._test_ms = self._next_test(now_ms)
        self._head_ms = now_ms + scribe.interval_ms

    def _next_test(self, now_ms: int) -> int:
        return next_own_ms(
            now_ms, own=self._room.own, interval_ms=self._interval_ms, parties=self._parties
        )

    async def run(self) -> None:
        """Serve until cancelled."""
        while True:
            now_ms = self._room.now_ms()
            late_ms = self._check_theirs(now_ms)
            if now_ms >= self._test_ms:
                await self._send_test(now_ms)
            if now_ms >= self._head_ms:
                self._head_ms = now_ms + self._scribe.interval_ms
                self._scribe.announce()
            due_ms = min(self._test_ms, self._head_ms, late_ms)
            await asyncio.sleep(min(SLEEP_S_MAX, max(0.0, (due_ms - self._room.now_ms()) / 1000)))

    async def _send_test(self, now_ms: int) -> None:
        """Send the test of this turn; one that cannot go now is tried again within the turn."""
        turn = turn_at(now_ms, interval_ms=self._interval_ms, parties=self._parties)
        if turn.party != self._room.own or not self._owed(turn):
            self._test_ms = self._next_test(now_ms)
            return
        try:
            await self._desk.send_test(number_of(turn))
        except DirectlineError as error:
            _log.warning("line test is not sent", reason=error.message)
            self._test_ms = now_ms + min(AGAIN_MS, self._interval_ms)
        else:
            self._test_ms = self._next_test(now_ms)

    def _owed(self, turn: Turn) -> bool:
        return owed(turn, self._room.watch.index.departures, own=self._room.own)

    def _check_theirs(self, now_ms: int) -> int:
        """Raise or clear the alarm of a missing test; returns when to look again."""
        turn = turn_at(now_ms, interval_ms=self._interval_ms, parties=self._parties)
        watch = self._room.watch
        grace_ms = min(TURN_GRACE_MS, self._interval_ms // 2)
        if turn.party != self._room.own and self._started_ms <= turn.due_ms:
            heard_ms = watch.index.test_heard_ms.get(turn.party)
            party = self._room.charter.parties[turn.party].id
            late = missed(now_ms, turn, own=self._room.own, heard_ms=heard_ms, grace_ms=grace_ms)
            late = late and self._owed(turn)
            if watch.alarms.level_of(AlarmKind.TEST_LATE, party, late, now_ms, party=party):
                watch.changes.topic("alarms")
                self._room.pulse()
            if now_ms < turn.due_ms + grace_ms:
                return turn.due_ms + grace_ms
        return turn.due_ms + self._interval_ms
