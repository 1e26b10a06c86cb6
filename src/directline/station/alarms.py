"""The alarm book of one station: what rings, what is latched, what folds into one with a count.

Pure: instants come in as arguments, so that a day of alarms runs in a test in no time.
Three controls stay apart.
*Silencing* quiets the sound for a minute and signs nothing.
*Acknowledging* is a named person's act: the sound ends, the alarm stays while its condition lasts.
*Answering* is a signed step on the message itself, and ends the alarm of that message.
"""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from directline.station.views import AlarmView

SILENCE_MS = 60_000
"""How long the sound stays off after the silence control: short, so that nobody forgets it."""
ALARMS_MAX = 256
"""Alarms kept one by one; beyond it a FLASH counts in the folded alarm, so memory stays flat."""
PLACES_MAX = 1024
"""Places and forms remembered inside one FLASH window, to tell a new one from a repeat."""


class AlarmLevel(StrEnum):
    """Three levels, no more: sound, text and place differ, never colour alone."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_ORDER = {AlarmLevel.HIGH: 0, AlarmLevel.MEDIUM: 1, AlarmLevel.LOW: 2}


class AlarmKind(StrEnum):
    """Everything that may ring.  The word key of a kind is `alarm-` and its value."""

    FLASH = "flash"
    FLASH_FOLD = "flash-fold"
    """FLASH beyond the charter's allowance: one latched alarm with a count."""
    FLASH_UNACKNOWLEDGED = "flash-unacknowledged"
    """Our own FLASH: no person of theirs has signed anything past the due time."""
    ESCALATION = "escalation"
    """Their FLASH: no person of ours has signed anything past the due time; the next role."""
    DRILL = "drill"
    """A FLASH marked EXERCISE, inside a window that both sides signed."""
    NOT_STORED = "not-stored"
    BLACKOUT = "blackout"
    NOT_HEARD = "not-heard"
    EVIDENCE = "evidence"
    WITNESS_FORK = "witness-fork"
    """The witness signed another history of a feed than the one that we hold."""
    NO_DESK_AUDIBLE = "no-desk-audible"
    DISK_FULL = "disk-full"
    STORE_BROKEN = "store-broken"
    """The store has stopped, or its database is damaged beyond what copies mend."""
    KEY = "key"
    """A key that is kept elsewhere cannot be used: nothing it should sign leaves."""
    KEY_LOST = "key-lost"
    """A party's recovery key has declared its keys lost; another version of the charter is due."""
    KEY_UNCONFIRMED = "key-lost-unconfirmed"
    """The same, with nobody who confirmed it over a second bearer."""
    IMMEDIATE = "immediate"
    BEARER = "bearer"
    DESK_MUTE = "desk-mute"
    DESK_SILENT = "desk-silent"
    """A page that was open has said nothing for ten seconds."""
    NOT_PASSED = "not-passed"
    """A notice nears its start and nobody has signed that a unit was told."""
    WITHHELD = "withheld"
    DAMAGED = "damaged"
    """Stored entries no longer read as written; the other parties are asked for their copies."""
    OVERDUE = "overdue"
    """Answers that the other side owes us."""
    OVERDUE_OURS = "overdue-ours"
    """Answers that we owe."""
    CLOCK = "clock"
    ANOMALY = "anomaly"
    BOOKS = "books"
    """Our books and a peer's differ over the same entries."""
    BELL = "bell"
    TEST_LATE = "test-late"
    WITNESS = "witness"
    """The witness has not signed for too long, or refuses."""
    ARRIVED = "arrived"


LEVELS: Mapping[AlarmKind, AlarmLevel] = {
    AlarmKind.FLASH: AlarmLevel.HIGH,
    AlarmKind.FLASH_FOLD: AlarmLevel.HIGH,
    AlarmKind.FLASH_UNACKNOWLEDGED: AlarmLevel.HIGH,
    AlarmKind.ESCALATION: AlarmLevel.HIGH,
    AlarmKind.DRILL: AlarmLevel.HIGH,
    AlarmKind.NOT_STORED: AlarmLevel.HIGH,
    AlarmKind.BLACKOUT: AlarmLevel.HIGH,
    AlarmKind.NOT_HEARD: AlarmLevel.HIGH,
    AlarmKind.EVIDENCE: AlarmLevel.HIGH,
    AlarmKind.WITNESS_FORK: AlarmLevel.HIGH,
    AlarmKind.NO_DESK_AUDIBLE: AlarmLevel.HIGH,
    AlarmKind.DISK_FULL: AlarmLevel.HIGH,
    AlarmKind.STORE_BROKEN: AlarmLevel.HIGH,
    AlarmKind.KEY: AlarmLevel.HIGH,
    AlarmKind.KEY_LOST: AlarmLevel.HIGH,
    AlarmKind.KEY_UNCONFIRMED: AlarmLevel.HIGH,
    AlarmKind.IMMEDIATE: AlarmLevel.MEDIUM,
    AlarmKind.BEARER: AlarmLevel.MEDIUM,
    AlarmKind.DESK_MUTE: AlarmLevel.MEDIUM,
    AlarmKind.DESK_SILENT: AlarmLevel.MEDIUM,
    AlarmKind.NOT_PASSED: AlarmLevel.MEDIUM,
    AlarmKind.WITHHELD: AlarmLevel.MEDIUM,
    AlarmKind.DAMAGED: AlarmLevel.MEDIUM,
    AlarmKind.OVERDUE: AlarmLevel.MEDIUM,
    AlarmKind.OVERDUE_OURS: AlarmLevel.MEDIUM,
    AlarmKind.CLOCK: AlarmLevel.MEDIUM,
    AlarmKind.ANOMALY: AlarmLevel.MEDIUM,
    AlarmKind.BOOKS: AlarmLevel.MEDIUM,
    AlarmKind.BELL: AlarmLevel.HIGH,
    AlarmKind.TEST_LATE: AlarmLevel.MEDIUM,
    AlarmKind.WITNESS: AlarmLevel.MEDIUM,
    AlarmKind.ARRIVED: AlarmLevel.LOW,
}

UNLATCHED = frozenset(
    {
        AlarmKind.IMMEDIATE,
        AlarmKind.ARRIVED,
        AlarmKind.OVERDUE,
        AlarmKind.OVERDUE_OURS,
        AlarmKind.DESK_MUTE,
        AlarmKind.DESK_SILENT,
        AlarmKind.NO_DESK_AUDIBLE,
        AlarmKind.WITNESS,
    }
)
"""Kinds that end with their condition; every other kind also waits for a person."""
BY_MESSAGE = (AlarmKind.FLASH, AlarmKind.DRILL, AlarmKind.ESCALATION, AlarmKind.NOT_STORED)
"""Kinds whose subject is a message, and that end with a person's signed step on it."""


@dataclass(slots=True)
class _Alarm:
    """One alarm while it is listed."""

    id: int
    kind: AlarmKind
    subject: str
    level: AlarmLevel
    args: dict[str, str]
    message_id: str
    since_ms: int
    count: int = 1
    active: bool = True
    silenced_until_ms: int | None = None
    acknowledged_by: str = ""
    messages: set[str] = field(default_factory=set)

    def sounding(self, now_ms: int) -> bool:
        if self.acknowledged_by:
            return False
        return self.silenced_until_ms is None or now_ms >= self.silenced_until_ms


def alarm_id(kind: AlarmKind, subject: str, since_ms: int) -> int:
    """The number of an alarm: the same after a restart, and safe in a browser (48 bits)."""
    text = f"{kind}\n{subject}\n{since_ms}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:6], "big")


class AlarmBook:
    """All alarms of one line, by kind and subject.

    Args:
        flash_rings: how many FLASH may ring one by one in `flash_window_ms` (charter).
        flash_window_ms: the length of that window.
        acknowledged: alarm numbers that a person acknowledged before a restart, and who.
    """

    def __init__(
        self,
        *,
        flash_rings: int,
        flash_window_ms: int,
        acknowledged: Mapping[int, str] | None = None,
    ) -> None:
        self._alarms: dict[tuple[AlarmKind, str], _Alarm] = {}
        self._flash_rings = flash_rings
        self._flash_window_ms = flash_window_ms
        self._rung: deque[int] = deque(maxlen=max(1, flash_rings))
        self._places: dict[str, int] = {}
        self._acknowledged = dict(acknowledged or {})
        self.rung_total = 0
        """Alarms annunciated since the start, for the station's own alarm rate."""

    def raise_(
        self,
        kind: AlarmKind,
        subject: str,
        now_ms: int,
        *,
        args: Mapping[str, str] | None = None,
        message_id: str = "",
        count: int | None = None,
    ) -> bool:
        """Say that a condition holds.

        Returns:
            True when this is a new alarm, or one that came back after it had gone.
        """
        known = self._alarms.get((kind, subject))
        if known is not None:
            return self._again(known, args, count)
        number = alarm_id(kind, subject, now_ms)
        alarm = _Alarm(
            id=number,
            kind=kind,
            subject=subject,
            level=LEVELS[kind],
            args=dict(args or {}),
            message_id=message_id,
            since_ms=now_ms,
            count=1 if count is None else count,
            acknowledged_by=self._acknowledged.get(number, ""),
        )
        if message_id:
            alarm.messages.add(message_id)
        self._alarms[kind, subject] = alarm
        self.rung_total += 1
        return True

    def _again(self, alarm: _Alarm, args: Mapping[str, str] | None, count: int | None) -> bool:
        """The same condition once more: counted, never a second line."""
        if args is not None:
            alarm.args = dict(args)
        came_back = not alarm.active
        alarm.active = True
        if count is not None:
            if count > alarm.count:
                alarm.acknowledged_by = ""
            alarm.count = count
        elif came_back:
            alarm.count += 1
        return came_back

    def clear(self, kind: AlarmKind, subject: str) -> bool:
        """Say that a condition has gone; a latched alarm stays until a person has acknowledged.

        Returns:
            True when something changed.
        """
        alarm = self._alarms.get((kind, subject))
        if alarm is None or not alarm.active:
            return False
        alarm.active = False
        if kind in UNLATCHED or alarm.acknowledged_by:
            del self._alarms[kind, subject]
        return True

    def level_of(
        self, kind: AlarmKind, subject: str, holds: bool, now_ms: int, **args: str
    ) -> bool:
        """`raise_` or `clear`, as the condition holds."""
        if holds:
            return self.raise_(kind, subject, now_ms, args=args)
        return self.clear(kind, subject)

    def flash(self, message_id: str, *, party: str, form: str, place: str, now_ms: int) -> bool:
        """A FLASH of the other side arrived.

        The allowance limits ringing only.  A form or place that did not ring inside the window
        rings by itself, whatever the allowance says.

        Returns:
            True when it rings by itself, False when it counts in the folded alarm.
        """
        self._forget_places(now_ms)
        what = f"{party}\n{form}\n{place}"
        new_place = what not in self._places
        if len(self._places) < PLACES_MAX or not new_place:
            self._places[what] = now_ms
        within = sum(1 for at in self._rung if now_ms - at < self._flash_window_ms)
        room = len(self._alarms) < ALARMS_MAX
        args = {"party": party, "form": form}
        if room and (new_place or within < self._flash_rings):
            self._rung.append(now_ms)
            self.raise_(AlarmKind.FLASH, message_id, now_ms, args=args, message_id=message_id)
            return True
        folded = self._alarms.get((AlarmKind.FLASH_FOLD, party))
        if folded is None:
            self.raise_(AlarmKind.FLASH_FOLD, party, now_ms, args={"party": party})
            folded = self._alarms[AlarmKind.FLASH_FOLD, party]
            folded.count = 0
        folded.active = True
        folded.count += 1
        folded.messages.add(message_id)
        folded.acknowledged_by = self._acknowledged.get(folded.id, "") if folded.count == 1 else ""
        return False

    def escalate(self, message_id: str, now_ms: int, args: Mapping[str, str]) -> None:
        """A FLASH of the other side that nobody here has signed in time.

        What was folded when it came is folded here too: a flood of FLASH must not become a flood
        of alarms two minutes later, which would leave no room for the next one that matters.
        """
        party = args["party"]
        folded = self._alarms.get((AlarmKind.FLASH_FOLD, party))
        if folded is None or message_id not in folded.messages:
            self.raise_(AlarmKind.ESCALATION, message_id, now_ms, args=args, message_id=message_id)
            return
        together = self._alarms.get((AlarmKind.ESCALATION, party))
        if together is None:
            self.raise_(AlarmKind.ESCALATION, party, now_ms, args=args)
        else:
            together.count += 1

    def _forget_places(self, now_ms: int) -> None:
        """Places older than the window may ring by themselves again."""
        old = [what for what, at in self._places.items() if now_ms - at >= self._flash_window_ms]
        for what in old:
            del self._places[what]

    def acted(self, message_id: str) -> bool:
        """A person of ours signed a step on this message: its alarms end.

        Returns:
            True when something changed.
        """
        changed = False
        for kind in BY_MESSAGE:
            changed |= self._alarms.pop((kind, message_id), None) is not None
        for key, alarm in list(self._alarms.items()):
            if alarm.kind is AlarmKind.FLASH_FOLD and message_id in alarm.messages:
                alarm.messages.discard(message_id)
                changed = True
                if not alarm.messages:
                    del self._alarms[key]
                    self._alarms.pop((AlarmKind.ESCALATION, alarm.subject), None)
        return changed

    def drop(self, kind: AlarmKind, subject: str) -> bool:
        """Take an alarm away with its condition, latched or not (its message was answered)."""
        return self._alarms.pop((kind, subject), None) is not None

    def silence(self, number: int | None, now_ms: int) -> int:
        """Quiet one alarm, or all that ring now, for a minute.

        Returns:
            How many were quieted.  An alarm that comes later rings all the same.
        """
        quieted = 0
        for alarm in self._alarms.values():
            if (number is None or alarm.id == number) and alarm.sounding(now_ms):
                alarm.silenced_until_ms = now_ms + SILENCE_MS
                quieted += 1
        return quieted

    def acknowledge(self, number: int, by: str) -> AlarmView | None:
        """A named person has seen the alarm.

        Returns:
            The alarm as it stands, or None when no such alarm is listed.
        """
        for key, alarm in list(self._alarms.items()):
            if alarm.id != number:
                continue
            alarm.acknowledged_by = by
            if not alarm.active:
                del self._alarms[key]
            return _view(alarm, alarm.since_ms)
        return None

    def listed(self, kind: AlarmKind, subject: str) -> bool:
        """Whether this alarm is in the list."""
        return (kind, subject) in self._alarms

    def state(self, now_ms: int) -> tuple[tuple[int, int, str, bool], ...]:
        """What a page would show of the alarms, to notice that something changed."""
        return tuple(
            (alarm.id, alarm.count, alarm.acknowledged_by, alarm.sounding(now_ms))
            for alarm in self._alarms.values()
        )

    def full(self) -> bool:
        """Whether no further alarm is kept one by one."""
        return len(self._alarms) >= ALARMS_MAX

    def count_of(self, kind: AlarmKind, subject: str) -> int:
        """The count of this alarm, 0 when it is not listed."""
        alarm = self._alarms.get((kind, subject))
        return 0 if alarm is None else alarm.count

    def subjects(self, kind: AlarmKind) -> set[str]:
        """The subjects of the listed alarms of a kind."""
        return {subject for known, subject in self._alarms if known is kind}

    def sounds(self, kind: AlarmKind, now_ms: int) -> bool:
        """Whether an alarm of this kind sounds now."""
        alarms = self._alarms.values()
        return any(alarm.kind is kind and alarm.sounding(now_ms) for alarm in alarms)

    def views(self, now_ms: int) -> tuple[AlarmView, ...]:
        """All alarms: the high ones first, then the newest first."""
        alarms = sorted(self._alarms.values(), key=lambda a: (_ORDER[a.level], -a.since_ms, a.id))
        return tuple(_view(alarm, now_ms) for alarm in alarms)

    def sounding(self, now_ms: int) -> AlarmLevel | None:
        """The loudest level that sounds now, or None."""
        levels = [alarm.level for alarm in self._alarms.values() if alarm.sounding(now_ms)]
        return min(levels, key=_ORDER.__getitem__, default=None)

    def next_ms(self, now_ms: int) -> int | None:
        """When a silenced alarm sounds again."""
        due = [
            alarm.silenced_until_ms
            for alarm in self._alarms.values()
            if not alarm.acknowledged_by
            and alarm.silenced_until_ms is not None
            and alarm.silenced_until_ms > now_ms
        ]
        return min(due, default=None)


def _view(alarm: _Alarm, now_ms: int) -> AlarmView:
    silenced = alarm.silenced_until_ms
    return AlarmView(
        id=alarm.id,
        level=alarm.level.value,
        kind=alarm.kind.value,
        key=f"alarm-{alarm.kind.value}",
        args=dict(alarm.args),
        message_id=alarm.message_id,
        since_ms=alarm.since_ms,
        count=alarm.count,
        silenced_until_ms=silenced if silenced is not None and silenced > now_ms else None,
        acknowledged_by=alarm.acknowledged_by,
        sounding=alarm.sounding(now_ms),
    )
