"""Book *notices*: what is announced, where and when, in force, how long before, late or not.

Lead time is a pair, by the addressee's receipt and by the author's release; a notice is LATE only
where both agree.  A correction is the author's, counts from its own receipt, and takes nothing
out of the book; a cancelled notice stays and says so.
"""

from typing import NamedTuple

from directline.books.limits import CORRECTIONS_MAX
from directline.books.messages import Message, Messages, Side
from directline.books.order import Key
from directline.books.reading import (
    DAY_MS,
    Reading,
    first_instant,
    is_number,
    last_instant,
    value_of,
)
from directline.books.rows import Journal, Table, entry_key
from directline.books.shapes import band_of, bands_meet, meet, shapes_of
from directline.catalogue.forms import Form
from directline.catalogue.render import changes_legal
from directline.line.ladder import CANCEL_CODE, PASSED
from directline.wire.body import Body
from directline.wire.codec import Value

REMINDERS_MS = (86_400_000, 3_600_000)
"""Before the start: a notice that nobody has passed to a unit is called to mind."""
LATE = "late"
BY_RECEIPT, BY_RELEASE = "late-by-receipt", "late-by-release"


class Lead(NamedTuple):
    """How long before its start one addressee had a notice; None: no signed receipt."""

    party: int
    by_receipt_ms: int | None
    by_release_ms: int
    word: str
    """late, where both clocks agree; late-by-receipt or late-by-release, where one says so."""


class Passed(NamedTuple):
    """A unit to which an addressee says that it passed a notice."""

    party: int
    unit: str
    at_ms: int
    entry: Key


class Correction(NamedTuple):
    """One correction by the author."""

    entry: Key
    at_ms: int
    fields: tuple[int, ...]
    """Which of the form's values it changed, by their number."""
    from_ms: int | None
    to_ms: int | None
    leads: tuple[Lead, ...]


class Notice(NamedTuple):
    """One notice, as announced and corrected."""

    code: str
    version: int
    party: int
    drill: bool
    released_ms: int
    announced_ms: int | None
    """When it was to begin as first announced."""
    from_ms: int | None
    to_ms: int | None
    least_ms: int | None
    """The least lead time of its form."""
    values: tuple[Value, ...]
    leads: tuple[Lead, ...]
    passed: tuple[Passed, ...]
    corrections: tuple[Correction, ...]
    cancelled_by: Key | None
    cancelled_ms: int


_LEADS = Notice._fields.index("leads")


class NoticeView(NamedTuple):
    """One notice as of an instant."""

    key: Key
    notice: Notice
    state: str
    """announced, in-force, over, cancelled, or undated."""
    reminder_ms: int | None
    """So long before its start it was to be called to mind: nobody has passed it to a unit."""
    to_narrow: bool
    """Its window is longer than its form allows."""
    meets: tuple[Key, ...]
    """Other notices, not over, that share time and place with it."""


class Notices:
    """The notices of a line."""

    name = "notices"

    def __init__(self, journal: Journal, messages: Messages) -> None:
        self._messages = messages
        self.rows: Table[Notice] = Table(journal)
        self._corrects: Table[Key] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"notices": self.rows}  # type: ignore[dict-item]

    @property
    def private(self) -> tuple[Table[object], ...]:
        """What the fold needs besides."""
        return (self._corrects,)  # type: ignore[return-value]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        message = self._messages.rows.get(read.key)
        if message is not None and read.body is not None:
            form = self._messages.rules.form(read.body.code, read.body.version, message.charter)
            if form is not None and form.starts:
                self.rows.put(read.key, _announced(form, read.key, message, read.body))
            elif read.body.code == CANCEL_CODE:
                self._correct(read, read.body, form)

    def refresh(self, key: Key, _message: Message) -> None:
        """Follow a message that changed."""
        target = self._corrects.get(key) or key
        notice = self.rows.get(target)
        if notice is not None:
            self.rows.put(target, self._refreshed(target, notice))

    def _correct(self, read: Reading, body: Body, form: Form | None) -> None:
        """Apply an author's correction to its notice."""
        message = self._messages.rows.get(read.key)
        target = None if message is None else message.refers
        notice = None if target is None else self.rows.get(target)
        if target is None or notice is None or target[0] != read.key[0]:
            return
        if value_of(form, body.fields, "action") != "correct":
            return
        original = self.form(target, notice)
        pairs = _pairs(value_of(form, body.fields, "changes"))
        if original is None or not pairs or not changes_legal(original, pairs):
            return
        if len(notice.corrections) >= CORRECTIONS_MAX:
            return
        values = list(notice.values)
        values += [None] * (len(original.fields) - len(values))
        for index, value in pairs:
            values[index] = value
        from_ms, to_ms = window_of(original, tuple(values))
        fields = tuple(index for index, _ in pairs)
        made = Correction(read.key, read.header.instant_ms, fields, from_ms, to_ms, ())
        self._corrects.put(read.key, target)
        self.rows.put(
            target,
            notice._replace(
                values=tuple(values),
                from_ms=from_ms,
                to_ms=to_ms,
                corrections=(*notice.corrections, made),
            ),
        )

    def _refreshed(self, key: Key, notice: Notice) -> Notice:
        """A notice with what was signed about it and its corrections."""
        message = self._messages.rows.get(key)
        if message is None:
            return notice
        corrections = []
        for one in notice.corrections:
            said = self._messages.rows.get(one.entry)
            leads = () if said is None else _leads(said, one.from_ms, notice.least_ms)
            corrections.append(one._replace(leads=leads))
        passed = [
            Passed(side.party, step.unit, step.at_ms, step.entry)
            for side in message.sides
            for step in side.steps
            if step.level == PASSED
        ]
        # `_replace` would cost as much as all the rest.
        leads = _leads(message, notice.announced_ms, notice.least_ms)
        told = (leads, tuple(passed), tuple(corrections))
        cancelled = (message.cancelled_by, message.cancelled_ms)
        return Notice._make((*notice[:_LEADS], *told, *cancelled))

    # --- views ---------------------------------------------------------------------------------

    def view(self, instant_ms: int, *, over: bool = True) -> list[NoticeView]:
        """The notices as of an instant, by their start.

        Args:
            instant_ms: By the clock of whoever asks.
            over: Also those that are over or cancelled.
        """
        rows = [(entry_key(key), row, _state(row, instant_ms)) for key, row in self.rows.items()]
        live = [(key, row) for key, row, state in rows if state in ("announced", "in-force")]
        found = []
        for key, row, state in rows:
            current = state in ("announced", "in-force")
            if not current and not over:
                continue
            meets = tuple(
                other
                for other, held in (live if current else ())
                if other != key and self._meet((key, row), (other, held))
            )
            reminder = _reminder(row, instant_ms) if current else None
            wide = current and too_wide(self.form(key, row), row.from_ms, row.to_ms)
            found.append(NoticeView(key, row, state, reminder, wide, meets))
        return sorted(found, key=lambda v: (v.notice.from_ms or 0, v.key))

    def form(self, key: Key, notice: Notice) -> Form | None:
        """The form of a notice, as it was on when that was sent."""
        message = self._messages.rows.get(key)
        under = 0 if message is None else message.charter
        return self._messages.rules.form(notice.code, notice.version, under)

    def _meet(self, one_row: tuple[Key, Notice], other_row: tuple[Key, Notice]) -> bool:
        (key, first), (other, second) = one_row, other_row
        if first.drill != second.drill or not _same_time(first, second):
            return False
        one, two = self.form(key, first), self.form(other, second)
        if not bands_meet(band_of(one, first.values), band_of(two, second.values)):
            return False
        return any(
            meet(shape, other)
            for shape in shapes_of(one, first.values)
            for other in shapes_of(two, second.values)
        )


def window_of(form: Form, values: tuple[Value, ...]) -> tuple[int | None, int | None]:
    """When an activity begins and ends; a date is its whole day, UTC."""
    value = value_of(form, values, form.starts)
    if form.field(form.starts).type == "d":
        if not is_number(value):
            return None, None
        return value * DAY_MS, (value + 1) * DAY_MS
    return first_instant(value), last_instant(value)


def too_wide(form: Form | None, from_ms: int | None, to_ms: int | None) -> bool:
    """Whether a window is longer than its form allows: a correction is to narrow it."""
    longest_ms = None if form is None else form.window_max_ms
    if longest_ms is None or from_ms is None or to_ms is None:
        return False
    return to_ms - from_ms > longest_ms


def narrowed(form: Form, changes: Value) -> tuple[int | None, int | None] | None:
    """The window that a correction sets; None where it sets none."""
    at = form.by_name.get(form.starts)
    for index, value in _pairs(changes):
        if index == at:
            values: list[Value] = [None] * len(form.fields)
            values[index] = value
            return window_of(form, tuple(values))
    return None


def _announced(form: Form, key: Key, message: Message, body: Body) -> Notice:
    from_ms, to_ms = window_of(form, body.fields)
    return Notice(
        code=body.code, version=body.version, party=key[0], drill=message.drill,
        released_ms=message.instant_ms, announced_ms=from_ms, from_ms=from_ms, to_ms=to_ms,
        least_ms=form.lead_min_ms, values=body.fields, leads=(), passed=(), corrections=(),
        cancelled_by=None, cancelled_ms=0,
    )  # fmt: skip


def _leads(message: Message, from_ms: int | None, least_ms: int | None) -> tuple[Lead, ...]:
    if from_ms is None:
        return ()
    by_release_ms = from_ms - message.instant_ms
    found = []
    for side in message.sides:
        had_ms = _had(side)
        by_receipt_ms = None if had_ms is None else from_ms - had_ms
        word = late(by_receipt_ms, by_release_ms, least_ms)
        found.append(Lead(side.party, by_receipt_ms, by_release_ms, word))
    return tuple(found)


def late(by_receipt_ms: int | None, by_release_ms: int, least_ms: int | None) -> str:
    """LATE where both clocks agree; where one says so, whose; before a receipt nothing."""
    if least_ms is None or by_receipt_ms is None:
        return ""
    receipt, release = by_receipt_ms < least_ms, by_release_ms < least_ms
    if receipt and release:
        return LATE
    return BY_RECEIPT if receipt else BY_RELEASE if release else ""


def _had(side: Side) -> int | None:
    """When an addressee had it by its own first signed statement."""
    stated = [step.at_ms for step in side.steps]
    if side.held is not None:
        stated.append(side.held_ms)
    return min(stated, default=None)


def _pairs(value: Value) -> tuple[tuple[int, Value], ...]:
    if not isinstance(value, tuple):
        return ()
    found = []
    for pair in value:
        if not isinstance(pair, tuple) or len(pair) != 2 or not is_number(pair[0]) or pair[0] < 0:
            return ()
        found.append((pair[0], pair[1]))
    return tuple(found)


def _state(row: Notice, instant_ms: int) -> str:
    if row.cancelled_by is not None:
        return "cancelled"
    if row.from_ms is None or row.to_ms is None:
        return "undated"
    if instant_ms < row.from_ms:
        return "announced"
    return "in-force" if instant_ms < row.to_ms else "over"


def _reminder(row: Notice, instant_ms: int) -> int | None:
    """The last reminder that is due, while no addressee has named a unit."""
    if row.passed or row.from_ms is None:
        return None
    due = [ms for ms in REMINDERS_MS if instant_ms >= row.from_ms - ms]
    return due[-1] if due else None


def _same_time(first: Notice, second: Notice) -> bool:
    if first.from_ms is None or first.to_ms is None:
        return False
    if second.from_ms is None or second.to_ms is None:
        return False
    return first.from_ms < second.to_ms and second.from_ms < first.to_ms
