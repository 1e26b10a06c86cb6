"""Book *watch*: what a relieving officer takes over, as far as the transcript tells it.

Links, clocks and alarms are the station's own and stand beside it; the signatures of the two
officers are in the station's log until a form of relief is in the catalogue.
"""

from collections.abc import Mapping
from typing import NamedTuple

from directline.books.deadlines import Deadlines
from directline.books.incidents import Incidents
from directline.books.limits import WINDOWS_MAX
from directline.books.messages import Message, Messages
from directline.books.notices import Notices
from directline.books.order import Key
from directline.books.owed import DECLINED
from directline.books.reading import Reading, at, is_number
from directline.books.rows import Journal, Table, entry_key
from directline.books.standing import OVER, undertakings_at
from directline.books.undertakings import Undertakings
from directline.wire.values import Kind

DRILL_CODE = "E-DRILL"


class Window(NamedTuple):
    """One party's word that drills may sound between two instants."""

    entry: Key
    from_ms: int
    to_ms: int


class Item(NamedTuple):
    """One thing to take over."""

    kind: str
    """unanswered, incident, notice, to-narrow, undertaking, suspension, drill-window or
    unknown-form."""
    message: Key
    code: str
    drill: bool
    party: int
    """Whose it is: who owes, who announced, who suspended, who agreed."""
    state: str
    at_ms: int | None
    """Until when it is due or in force, or since when it is so."""


class Watch:
    """The open items of a line."""

    name = "watch"

    def __init__(
        self, journal: Journal, messages: Messages, deadlines: Deadlines, incidents: Incidents,
        notices: Notices, undertakings: Undertakings,
    ) -> None:  # fmt: skip
        self._messages = messages
        self._deadlines = deadlines
        self._incidents = incidents
        self._notices = notices
        self._undertakings = undertakings
        self.drills: Table[tuple[Window, ...]] = Table(journal)
        self.unknown: Table[tuple[str, int]] = Table(journal)
        """Messages that nobody has answered or opened yet, of a form that is not known here."""

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"drills": self.drills, "unknown": self.unknown}  # type: ignore[dict-item]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        body = read.body
        if body is not None and read.header.kind is Kind.EVENT and body.code == DRILL_CODE:
            self._drill(read)

    def refresh(self, key: Key, message: Message) -> None:
        """Follow a message that changed."""
        rules, code = self._messages.rules, message.code
        if code and rules.form(code, message.version, message.charter) is None:
            done = all(side.level for side in message.sides)
            self.unknown.put(key, None if done else (message.code, message.version))

    def _drill(self, read: Reading) -> None:
        assert read.body is not None
        start, end = at(read.body.fields, 0), at(read.body.fields, 1)
        longest_ms = self._messages.rules.terms(read.header.charter_version).drill_max_ms
        if is_number(start) and is_number(end) and 0 < end - start <= longest_ms:
            held = self.drills.get((read.key[0],)) or ()
            self.drills.put((read.key[0],), (*held, Window(read.key, start, end))[-WINDOWS_MAX:])

    def _announced(self, instant_ms: int) -> list[Item]:
        """Notices that are not over, and those of them whose window is to be narrowed."""
        found = []
        for seen in self._notices.view(instant_ms, over=False):
            notice = seen.notice
            head = (seen.key, notice.code, notice.drill, notice.party, seen.state)
            found.append(Item("notice", *head, notice.to_ms))
            if seen.to_narrow:
                found.append(Item("to-narrow", *head, notice.from_ms))
        return found

    def _undertaken(self, instant_ms: int) -> list[Item]:
        """Undertakings that are not over, with what is next for the first side that has it."""
        found = []
        for seen in undertakings_at(self._undertakings, instant_ms):
            row = seen.undertaking
            if seen.state not in OVER:
                until = [one.until_ms for one in seen.standings if one.until_ms is not None]
                head = (seen.key, row.code, row.drill, row.party, seen.state)
                found.append(Item("undertaking", *head, min(until, default=None)))
        return found

    def view(self, instant_ms: int, links: Mapping[int, str] | None = None) -> list[Item]:
        """What is open: incidents, what is owed, notices, undertakings, suspensions, drills."""
        found = [
            Item(
                "incident",
                entry_key(key),
                row.code,
                row.drill,
                row.party,
                row.state,
                row.at_ms,
            )
            for key, row in self._incidents.rows.items()
            if row.state == "open"
        ]
        found += [
            Item(
                "unanswered",
                due.message,
                due.code,
                due.drill,
                due.owed.party,
                "late" if due.late else due.owed.what,
                due.owed.due_ms,
            )
            for due in self._deadlines.view(instant_ms, links)
            if due.owed.what != DECLINED
        ]
        found += self._announced(instant_ms) + self._undertaken(instant_ms)
        for key, words in self._messages.words.items():
            acting = [word for word in words if word.from_ms <= instant_ms]
            if acting and acting[-1].suspends:
                last = acting[-1]
                found.append(
                    Item("suspension", last.key, "L8", drill=False, party=int(key[0]),
                         state=str(key[1]), at_ms=last.from_ms)
                )  # fmt: skip
        for key, windows in self.drills.items():
            found += [
                Item("drill-window", window.entry, DRILL_CODE, drill=True, party=int(key[0]),
                     state="agreed", at_ms=window.to_ms)
                for window in windows
                if instant_ms < window.to_ms
            ]  # fmt: skip
        for key, (code, version) in self.unknown.items():
            name = entry_key(key)
            found.append(
                Item("unknown-form", name, code, drill=False, party=name[0],
                     state=f"version {version}", at_ms=None)
            )  # fmt: skip
        return found
