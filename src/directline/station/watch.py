"""The watch over one line: what each stored entry, notice and page means for the alarms.

No clock, socket or task of its own: the station calls in with instants and asks when to call again.
After a restart everything is found again from the entries and from what persons acknowledged.
"""

import heapq
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from directline.line.effects import Notice, NoticeKind
from directline.line.ladder import CANCEL_CODE, OPENED, PASSED, Key
from directline.line.ports import EntryRecord, EvidenceRecord
from directline.station.alarms import AlarmBook, AlarmKind, AlarmLevel
from directline.station.changes import Changes
from directline.station.facts import plain_number
from directline.station.index import TEST_CODE, Change, Forms, Item, MessageIndex
from directline.station.instants import instant_text
from directline.station.presence import PresenceBook
from directline.station.views import BooksFoundView, BooksView
from directline.wire.charter import Charter
from directline.wire.values import Precedence

ACKNOWLEDGED_MAX = 1_000
"""Acknowledged alarms remembered over a restart; older ones are long gone."""
AUDIBLE_GRACE_MS = 15_000
"""After a start the desks have so long to come back before their absence is an alarm."""
BEARER_GRACE_MS = 5_000
"""A bearer that is back within this time was not lost: a line that redials is no alarm."""
REMINDERS_MS = (86_400_000, 3_600_000, 0)
"""Before the start of a notified activity: is a unit named that was told?"""
LINK_ALARMS = {
    NoticeKind.BLACKOUT: AlarmKind.BLACKOUT,
    NoticeKind.NOT_HEARD: AlarmKind.NOT_HEARD,
    NoticeKind.WITHHELD: AlarmKind.WITHHELD,
    NoticeKind.CLOCK: AlarmKind.CLOCK,
}
SILENCE = (
    AlarmKind.BLACKOUT, AlarmKind.NOT_HEARD, AlarmKind.CLOCK, AlarmKind.BEARER, AlarmKind.TEST_LATE,
)  # fmt: skip
"""What does not ring of a party that has left the line."""
ALONE = (AlarmKind.FLASH_UNACKNOWLEDGED, AlarmKind.ESCALATION)
"""A FLASH past due that rings by itself is not counted among the overdue answers too."""
NOTHING = "∅"
"""A side that holds nothing at a place."""
LOGGED = frozenset(
    {NoticeKind.GENERATION, NoticeKind.RESYNC, NoticeKind.PEER_RESTARTED, NoticeKind.READY}
)
"""Notices that stand in the watch log."""

Log = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Which alarms a person acknowledged, by number: kept over a restart."""

    by: dict[int, str]

    @classmethod
    def decode(cls, data: bytes | None) -> "Acknowledged":
        """From the memo; anything unreadable is as if nothing had been acknowledged."""
        try:
            found = json.loads(data or b"{}")
        except (ValueError, RecursionError):
            return cls({})
        pairs = found.items() if isinstance(found, dict) else ()
        return cls({int(k): v for k, v in pairs if plain_number(k) and isinstance(v, str)})

    def encode(self) -> bytes:
        """For the memo, the newest only."""
        newest = list(self.by.items())[-ACKNOWLEDGED_MAX:]
        return json.dumps({str(number): by for number, by in newest}).encode()


class Watch:
    """Everything that one line's desks are told, and what rings.

    Args:
        own: our party index.
        charter: the charter in force.
        forms: the catalogue.
        changes: told of everything that a page may want to show anew.
        acknowledged: what a person acknowledged before this start.
        log: writes a line of the watch log (word key and arguments).
    """

    def __init__(
        self,
        own: int,
        charter: Charter,
        forms: Forms,
        *,
        changes: Changes,
        acknowledged: Acknowledged,
        log: Log,
    ) -> None:
        self.own = own
        self.charter = charter
        self.changes = changes
        self.acknowledged = acknowledged
        self.index = MessageIndex(own, charter, forms)
        terms = charter.terms
        self.alarms = AlarmBook(
            flash_rings=terms.flash_rings,
            flash_window_ms=terms.flash_window_ms,
            acknowledged=acknowledged.by,
        )
        self.presence = PresenceBook(desk_presence_ms=terms.desk_presence_ms)
        self._log = log
        self._reminders: list[tuple[int, Key]] = []
        self._started_ms = 0
        self._up: dict[int, set[str]] = {}
        self._lost: dict[int, dict[str, int]] = {}
        self._blackout: set[str] = set()
        self._damaged: set[Key] = set()
        self._books: dict[str, str] = {}
        """Parties whose books differ from ours, and where."""
        self._dirty = False
        self._shown: object = None
        self.opened_overdue: set[int] = set()
        """Parties whose person opened a message of ours and owes its answer."""

    # --- the start -----------------------------------------------------------------------------

    def load(
        self,
        entries: Iterable[tuple[int, EntryRecord]],
        evidence: Iterable[EvidenceRecord],
        now_ms: int,
    ) -> None:
        """Find everything again from the store."""
        for serial, record in entries:
            self.index.add(serial, record)
        self._started_ms = now_ms
        self.changes.entry(self.index.serial)
        for precedence in Precedence:
            for item in list(self.index.open_items(precedence)):
                self._remind(item, now_ms)
        for item in list(self.index.open_items(Precedence.FLASH)):
            if item.unread:
                self._ring(item, self.index.thread(item.key).stored_ms)
        for proof in evidence:
            self.evidence(proof)
        self._counts(now_ms)
        self.tick(now_ms)

    # --- what the line says --------------------------------------------------------------------

    def stored(
        self, serial: int, record: EntryRecord, missing: tuple[int, ...], now_ms: int
    ) -> Change:
        """An entry is durable: sort it in, ring if it must."""
        change = self.index.add(serial, record, missing)
        self.changes.entry(serial)
        if change.new is not None:
            item = self.index.items[change.new]
            self.alarms.drop(AlarmKind.NOT_STORED, self.index.id_of(item.key))
            if item.unread and item.precedence is Precedence.FLASH:
                self._ring(item, record.stored_ms)
            self._remind(item, now_ms)
        for key in change.changed:
            self._settled(key)
            if change.code == CANCEL_CODE:  # or a correction: it may begin at another time now
                self._remind(self.index.items[key], now_ms)
        if change.left is not None:
            self._departed(change.left)
        # Counted at the next look: a backlog of thousands is counted once, not each time.
        self._dirty |= change.new is not None or bool(change.changed)
        return change

    def _departed(self, number: int) -> None:
        """A party has left the line: its silence is no alarm from now on."""
        departure = self.index.departures.of(number)
        if departure is None:
            return
        name, ending = self._party(number), departure.ending
        for kind in SILENCE:
            self.alarms.drop(kind, name)
        self._lost.pop(number, None)
        heir = ending.fingerprint or "-"
        args = {"party": name, "at": instant_text(departure.at_ms), "why": ending.why or "-"}
        self._log("log-left", {**args, "successor": heir})
        if self.index.departures.ended:
            self._log("log-line-ended", {})
        for topic in ("peers", "alarms", "log"):
            self.changes.topic(topic)

    def _ring(self, item: Item, now_ms: int) -> None:
        """A FLASH of theirs that no person of ours has opened."""
        name = self.index.id_of(item.key)
        if item.drill:
            both = (item.key[0], self.own)
            if self.index.subjects.drill_sounds(both, now_ms) and not self.alarms.full():
                args = {"party": self._party(item.key[0]), "form": item.code}
                self.alarms.raise_(AlarmKind.DRILL, name, now_ms, args=args, message_id=name)
            return
        self.alarms.flash(
            name,
            party=self._party(item.key[0]),
            form=item.code,
            place=item.place,
            now_ms=now_ms,
        )

    def _settled(self, key: Key) -> None:
        """Somebody signed something about this message: end the alarms that it answers."""
        item, thread = self.index.items[key], self.index.thread(key)
        name = self.index.id_of(key)
        if thread.level(self.own) >= OPENED or not item.open:
            self.alarms.acted(name)
        others = [party for party in self.index.asked(item, thread) if party != self.own]
        if not item.open or any(thread.level(party) >= OPENED for party in others):
            self.alarms.drop(AlarmKind.FLASH_UNACKNOWLEDGED, name)
        if thread.level() >= PASSED or thread.cancelled_by is not None:
            self.alarms.drop(AlarmKind.NOT_PASSED, name)

    def _counts(self, now_ms: int) -> None:
        """Alarms that count: unread arrivals by party, answers overdue on either side."""
        book, index = self.alarms, self.index
        for number, party in enumerate(self.charter.parties):
            unread = index.unread
            urgent = unread[number, Precedence.IMMEDIATE]
            lower = unread[number, Precedence.PRIORITY] + unread[number, Precedence.ROUTINE]
            for kind, count in ((AlarmKind.IMMEDIATE, urgent), (AlarmKind.ARRIVED, lower)):
                if count:
                    book.raise_(kind, party.id, now_ms, args={"party": party.id}, count=count)
                else:
                    book.clear(kind, party.id)
        self._answers()

    def _answers(self) -> None:
        """Answers overdue on either side: one alarm each, since the first of them fell due."""
        book, index = self.alarms, self.index
        dues: dict[tuple[AlarmKind, int], list[int]] = {}
        self.opened_overdue.clear()
        for key in index.overdue:
            item = index.items[key]
            if item.code == TEST_CODE or item.drill or item.due is None:
                continue
            name = index.id_of(key)
            if key[0] == self.own and index.thread(key).level(item.due_party) >= OPENED:
                self.opened_overdue.add(item.due_party)
            if any(book.listed(kind, name) for kind in ALONE):
                continue
            kind = AlarmKind.OVERDUE if key[0] == self.own else AlarmKind.OVERDUE_OURS
            dues.setdefault((kind, item.due_party), []).append(item.due.at_ms)
        for number, party in enumerate(self.charter.parties):
            for kind in (AlarmKind.OVERDUE, AlarmKind.OVERDUE_OURS):
                found = dues.get((kind, number), [])
                if found:
                    args = {"party": party.id}
                    book.raise_(kind, party.id, min(found), args=args, count=len(found))
                else:
                    book.clear(kind, party.id)

    def not_stored(self, record: EntryRecord, reason: str, now_ms: int) -> None:
        """A peer's entry that could not be stored: shown, rung, not acknowledged."""
        key = self.index.not_stored(record)
        if key is not None:
            name = self.index.id_of(key)
            args = {"party": self._party(key[0]), "reason": reason}
            self.alarms.raise_(AlarmKind.NOT_STORED, name, now_ms, args=args, message_id=name)
        self.disk_full(holds=True, now_ms=now_ms)

    def disk_full(self, *, holds: bool, now_ms: int) -> None:
        """The store refuses for want of room, or takes entries again."""
        self.alarms.level_of(AlarmKind.DISK_FULL, "store", holds, now_ms)

    def store_broken(self, reason: str, now_ms: int) -> None:
        """The store has stopped, or is damaged beyond what copies mend: an operator's business."""
        if self.alarms.raise_(AlarmKind.STORE_BROKEN, "store", now_ms, args={"reason": reason}):
            self._log("log-store-broken", {"reason": reason})

    def _damage(self, notice: Notice, now_ms: int) -> None:
        """A stored entry does not read as written, or reads so again: one alarm with a count."""
        values = notice.values
        key = (notice.peer or 0, int(values["generation"]), int(values["position"]))
        (self._damaged.add if notice.state else self._damaged.discard)(key)
        name = self.index.id_of(key)
        if self._damaged:
            count = len(self._damaged)
            self.alarms.raise_(AlarmKind.DAMAGED, "store", now_ms, args={"id": name}, count=count)
        else:
            self.alarms.clear(AlarmKind.DAMAGED, "store")
        self._log("log-line-damaged", {"id": name, "state": "on" if notice.state else "off"})

    def notice(self, notice: Notice, now_ms: int) -> None:
        """What the line says beside entries."""
        if notice.kind is NoticeKind.DAMAGED:
            self._damage(notice, now_ms)
            return
        party = "" if notice.peer is None else self._party(notice.peer)
        kind = LINK_ALARMS.get(notice.kind)
        if kind in SILENCE and notice.peer in self.index.departures:
            self.changes.topic("peers")
            return
        if kind is not None:
            self.alarms.level_of(kind, party, notice.state, now_ms, party=party)
            self._contact(notice, party, now_ms)
        elif notice.kind is NoticeKind.ANOMALY:
            self.anomaly(party, notice.detail, now_ms)
        if notice.kind in LOGGED or kind is not None:
            state = "on" if notice.state else "off"
            args = {"party": party, "state": state, "detail": notice.detail}
            self._log(f"log-line-{notice.kind.value}", args)
        self.changes.topic("peers")

    def _contact(self, notice: Notice, party: str, now_ms: int) -> None:
        """One alarm for a line that is cut one way: they are heard, so it is no blackout."""
        if notice.kind is NoticeKind.BLACKOUT:
            (self._blackout.add if notice.state else self._blackout.discard)(party)
        if notice.kind is NoticeKind.NOT_HEARD and notice.state:
            self.alarms.drop(AlarmKind.BLACKOUT, party)
        elif notice.kind is NoticeKind.NOT_HEARD and party in self._blackout:
            self.alarms.raise_(AlarmKind.BLACKOUT, party, now_ms, args={"party": party})

    def anomaly(self, party: str, reason: str, now_ms: int) -> None:
        """Authenticated bytes broke a rule: kept with the reason, without a motive.

        The watch log has the first, second, fourth, eighth: a flood cannot fill it.
        """
        args = {"party": party, "reason": reason}
        count = self.alarms.count_of(AlarmKind.ANOMALY, party) + 1
        if count & (count - 1) == 0:
            self._log("log-anomaly", {**args, "count": str(count)})
        self.alarms.raise_(AlarmKind.ANOMALY, party, now_ms, args=args, count=count)
        # It happened and is over: it goes once a person has seen it.
        self.alarms.clear(AlarmKind.ANOMALY, party)

    def books(self, view: BooksView, now_ms: int) -> None:
        """Our books were compared with a peer's: what differs is named as each side sees it."""
        self.changes.topic("peers")
        if view.state == "differ":
            details = [difference(self._party(self.own), view.party, one) for one in view.found]
            detail = "; ".join(details) or ", ".join(view.books)
            args = {"party": view.party, "detail": detail}
            known = self._books.get(view.party)
            if known != detail:
                self._books[view.party] = detail
                self._log("log-books-differ", args)
            self.alarms.raise_(
                AlarmKind.BOOKS, view.party, now_ms, args=args, count=len(view.books)
            )
        elif view.state == "equal" and self._books.pop(view.party, None) is not None:
            self._log("log-books-equal", {"party": view.party})
            self.alarms.clear(AlarmKind.BOOKS, view.party)

    def evidence(self, record: EvidenceRecord) -> None:
        """One party's key signed two histories: the fact and its place, no cause."""
        name = self.index.id_of((record.party, record.generation, record.position))
        args = {"party": self._party(record.party), "id": name}
        self.alarms.raise_(AlarmKind.EVIDENCE, name, record.noted_ms, args=args)

    def bearer(self, peer: int, name: str, *, up: bool, now_ms: int) -> None:
        """A bearer came or went; one that was never up has not been lost."""
        if peer in self.index.departures:
            up = True
        lost, seen = self._lost.setdefault(peer, {}), self._up.setdefault(peer, set())
        if up:
            seen.add(name)
            lost.pop(name, None)
            if not lost:
                self.alarms.clear(AlarmKind.BEARER, self._party(peer))
        elif name in seen:
            lost.setdefault(name, now_ms)
        self.changes.topic("peers")

    def _bearers(self, now_ms: int) -> None:
        """A bearer that has not come back in a few seconds is lost: one alarm a peer."""
        for peer, lost in self._lost.items():
            gone = [name for name, at in lost.items() if now_ms >= at + BEARER_GRACE_MS]
            if gone:
                args = {"party": self._party(peer), "bearer": ", ".join(sorted(gone))}
                since = min(lost[name] for name in gone)
                self.alarms.raise_(AlarmKind.BEARER, args["party"], since, args=args)

    # --- what time says ------------------------------------------------------------------------

    def _remind(self, item: Item, now_ms: int) -> None:
        """Remember when to ask whether a unit was told of a notified activity."""
        if item.starts_ms is None or item.superseded:
            return
        for before_ms in REMINDERS_MS:
            if item.starts_ms - before_ms > now_ms:
                heapq.heappush(self._reminders, (item.starts_ms - before_ms, item.key))

    def tick(self, now_ms: int) -> None:
        """Let the time pass: what fell due, which pages died, what sounds again."""
        fell = self.index.tick(now_ms)
        for key in fell:
            self._overdue(key)
        while self._reminders and self._reminders[0][0] <= now_ms:
            at_ms, key = heapq.heappop(self._reminders)
            self._not_passed(key, at_ms)
        for desk in self.presence.expire(now_ms):
            self.alarms.raise_(AlarmKind.DESK_SILENT, desk, now_ms, args={"desk": desk})
            self.changes.topic("presence")
        self.desks(now_ms)
        self._bearers(now_ms)
        if fell or self._dirty:
            self._dirty = False
            self._counts(now_ms)
        if fell:
            self.changes.topic("peers")
        shown = self.alarms.state(now_ms)
        if shown != self._shown:
            self._shown = shown
            self.changes.topic("alarms")

    def _overdue(self, key: Key) -> None:
        """A FLASH past due rings on both sides; everything else is counted."""
        item, thread = self.index.items[key], self.index.thread(key)
        if item.precedence is not Precedence.FLASH or item.drill:
            return
        name = self.index.id_of(key)
        now_ms = 0 if item.due is None else item.due.at_ms
        if key[0] == self.own:
            if thread.level(item.due_party) < OPENED:
                party = self._party(item.due_party)
                self.alarms.raise_(
                    AlarmKind.FLASH_UNACKNOWLEDGED, name, now_ms,
                    args={"party": party, "form": item.code}, message_id=name,
                )  # fmt: skip
        elif thread.level(self.own) < OPENED:
            roles = self.charter.parties[self.own].roles
            role = roles[1].id if len(roles) > 1 else roles[0].id if roles else ""
            args = {"party": self._party(key[0]), "form": item.code, "role": role}
            self.alarms.escalate(name, now_ms, args)

    def _not_passed(self, key: Key, now_ms: int) -> None:
        """The start nears and no level-5 receipt names a unit."""
        item, thread = self.index.items[key], self.index.thread(key)
        if item.starts_ms is None or item.starts_ms - now_ms not in REMINDERS_MS:
            return  # the activity was put off
        named = any(step.unit for step in thread.steps)
        if named or thread.cancelled_by is not None or item.replied_by is not None:
            return
        name = self.index.id_of(key)
        args = {"party": self._party(key[0]), "form": item.code}
        count = self.alarms.count_of(AlarmKind.NOT_PASSED, name) + 1
        self.alarms.raise_(
            AlarmKind.NOT_PASSED, name, now_ms, args=args, message_id=name, count=count
        )

    def next_ms(self, now_ms: int) -> int | None:
        """When `tick` is due next."""
        reminder = self._reminders[0][0] if self._reminders else None
        grace = self._started_ms + AUDIBLE_GRACE_MS
        lapse = self.presence.lapse_ms()
        bearers = [at + BEARER_GRACE_MS for lost in self._lost.values() for at in lost.values()]
        marks = (
            self.index.next_ms(),
            reminder,
            self.presence.next_ms(),
            lapse if lapse is not None and lapse > now_ms else None,
            self.alarms.next_ms(now_ms),
            grace if now_ms < grace else None,
            min((mark for mark in bearers if mark > now_ms), default=None),
        )
        return min((mark for mark in marks if mark is not None), default=None)

    # --- what persons and pages do --------------------------------------------------------------

    def desks(self, now_ms: int) -> None:
        """Who can be seen and heard: a desk that cannot is an alarm on all of them."""
        mute = set(self.presence.mute(now_ms))
        for desk in mute | self.alarms.subjects(AlarmKind.DESK_MUTE):
            self.alarms.level_of(AlarmKind.DESK_MUTE, desk, desk in mute, now_ms, desk=desk)
        deaf = not self.presence.audible(now_ms) and now_ms >= self._started_ms + AUDIBLE_GRACE_MS
        self.alarms.level_of(AlarmKind.NO_DESK_AUDIBLE, "desks", deaf, now_ms)

    def page(
        self, desk: str, *, who: str, officer: int, visible: bool, audible: bool,
        heard: bool | None, now_ms: int, seat: str = "",
    ) -> None:  # fmt: skip
        """A page tells how it stands."""
        changed = self.presence.report(
            desk, who=who, officer=officer, visible=visible, audible=audible, heard=heard,
            now_ms=now_ms, seat=seat,
        )  # fmt: skip
        changed |= self.alarms.clear(AlarmKind.DESK_SILENT, desk)
        if changed:
            self.desks(now_ms)
            self.changes.topic("presence")

    def acknowledge(self, number: int, by: str) -> str | None:
        """A named person has seen an alarm.

        Returns:
            The kind of the alarm, or None when it is not listed.
        """
        view = self.alarms.acknowledge(number, by)
        if view is None:
            return None
        self.acknowledged.by[number] = by
        if view.kind == AlarmKind.DESK_SILENT:
            # A page that was closed does not come back: once seen, it is over.
            self.alarms.drop(AlarmKind.DESK_SILENT, view.args["desk"])
        self.changes.topic("alarms")
        return view.kind

    def loudest(self, now_ms: int) -> str:
        """What the alarm outside the browser must sound: high alarms, and a desk that died."""
        level = self.alarms.sounding(now_ms)
        if level is AlarmLevel.HIGH:
            return level.value
        silent = self.alarms.sounds(AlarmKind.DESK_SILENT, now_ms)
        return AlarmLevel.MEDIUM.value if silent else ""

    def _party(self, party: int) -> str:
        parties = self.charter.parties
        return parties[party].id if party < len(parties) else str(party)


def difference(own: str, peer: str, one: BooksFoundView) -> str:
    """One place at which two books differ, without a word of any language: who sees what."""
    place = " ".join(part for part in (one.book, one.entry or one.table, one.field) if part)
    ours, theirs = (NOTHING if value is None else value for value in (one.ours, one.theirs))
    return f"{place}: {own} {ours} / {peer} {theirs}"
