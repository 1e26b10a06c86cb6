"""Book *incidents*: from the first STEP BACK, STOP, stray or territory form to closed or open.

What refers to a message of an incident belongs to it.  What is only near it in place and time is
named beside it, as such: whether two reports are of one event, the book does not judge.  Both
sides' messages stand side by side, and a stage that was not reached is shown as not reached.
"""

from typing import NamedTuple

from directline.books.limits import MEMBERS_MAX, NEAR_MAX
from directline.books.messages import Message, Messages, Side
from directline.books.order import Key
from directline.books.owed import open_sides
from directline.books.reading import Reading, at, is_number
from directline.books.rows import Journal, Table
from directline.catalogue.forms import Form
from directline.catalogue.geodesy import distance_m
from directline.line.ladder import OPENED, PASSED, UNDERSTOOD
from directline.wire.body import Body
from directline.wire.codec import Value

ROOTS = frozenset({"I0", "I1", "I4", "I5"})
QUESTIONS = frozenset({"Q1"})
"""They refer to nothing: only place and time can bring them near an incident."""
NEAR_M = 25_000
NEAR_MS = 86_400_000
"""So near in place and time a message is named beside an incident; a default of this software."""

Point = tuple[int, int]


class Incident(NamedTuple):
    """One incident, named by its first message."""

    code: str
    party: int
    drill: bool
    precedence: int
    at_ms: int
    point: Point | None
    members: tuple[Key, ...]
    """The first message, and what refers to it or to another of them."""
    near: tuple[Key, ...]
    """Messages near in place and time that refer to none of them."""
    state: str
    """open, closed or cancelled."""


class Stage(NamedTuple):
    """One stage of a message: when, by whose clock; `at_ms` None: not reached."""

    what: str
    party: int
    at_ms: int | None
    quality: int
    entry: Key | None
    says: str


class Incidents:
    """The incidents of a line."""

    name = "incidents"

    def __init__(self, journal: Journal, messages: Messages) -> None:
        self._messages = messages
        self.rows: Table[Incident] = Table(journal)
        self.belongs: Table[Key] = Table(journal)
        """Message -> the first message of its incident."""
        self._newest: Table[tuple[Key, ...]] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"incidents": self.rows, "belongs": self.belongs}  # type: ignore[dict-item]

    @property
    def private(self) -> tuple[Table[object], ...]:
        """What the fold needs besides."""
        return (self._newest,)  # type: ignore[return-value]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        message = self._messages.rows.get(read.key)
        if message is not None and read.body is not None:
            self._join(read, read.body, message)

    def refresh(self, key: Key, _message: Message) -> None:
        """Follow a message that changed."""
        root = self.belongs.get(key)
        incident = None if root is None else self.rows.get(root)
        if root is not None and incident is not None:
            self.rows.put(root, incident._replace(state=self._state(root, incident)))

    def _join(self, read: Reading, body: Body, message: Message) -> None:
        key = read.key
        root = None if message.refers is None else self.belongs.get(message.refers)
        incident = None if root is None else self.rows.get(root)
        if root is not None and incident is not None:
            if len(incident.members) < MEMBERS_MAX:
                self.belongs.put(key, root)
                self.rows.put(root, incident._replace(members=(*incident.members, key)))
            return
        if body.code not in ROOTS | QUESTIONS:
            return
        form = self._messages.rules.form(body.code, body.version, message.charter)
        point = point_of(form, body)
        near = self._near(point, read.header.instant_ms, drill=message.drill)
        for other in near:
            held = self.rows.get(other)
            if held is not None and len(held.near) < MEMBERS_MAX:
                self.rows.put(other, held._replace(near=(*held.near, key)))
        if body.code in ROOTS:
            self.belongs.put(key, key)
            self.rows.put(
                key,
                Incident(
                    body.code,
                    key[0],
                    message.drill,
                    message.precedence,
                    message.instant_ms,
                    point,
                    (key,),
                    near,
                    "open",
                ),
            )
            self._newest.put((0,), ((*(self._newest.get((0,)) or ()), key))[-NEAR_MAX:])

    def _near(self, point: Point | None, at_ms: int, *, drill: bool) -> tuple[Key, ...]:
        found = []
        for other in self._newest.get((0,)) or () if point is not None else ():
            held = self.rows.get(other)
            if held is None or held.point is None or point is None or held.drill != drill:
                continue
            if abs(held.at_ms - at_ms) <= NEAR_MS and distance_m(*held.point, *point) <= NEAR_M:
                found.append(other)
        return tuple(found)

    def _state(self, root: Key, incident: Incident) -> str:
        first = self._messages.rows.get(root)
        if first is not None and first.cancelled_by is not None:
            return "cancelled"
        rules = self._messages.rules
        for key in incident.members:
            message = self._messages.rows.get(key)
            if message is not None and open_sides(message, rules):
                return "open"
        return "closed"

    # --- views ---------------------------------------------------------------------------------

    def timeline(self, root: Key) -> list[tuple[Key, Message, list[Stage]]]:
        """The messages of an incident with all their stages, as each party's clock has them."""
        incident = self.rows.get(root)
        found = []
        for key in () if incident is None else incident.members:
            message = self._messages.rows.get(key)
            if message is not None:
                found.append((key, message, stages(key, message)))
        return found


def stages(key: Key, message: Message) -> list[Stage]:
    """Every stage of a message; those not reached too."""
    found = [Stage("released", key[0], message.instant_ms, message.quality, key, "")]
    for side in message.sides:
        held_ms = side.held_ms if side.held is not None else None
        found.append(Stage("received", side.party, held_ms, side.held_quality, side.held, ""))
        found += [_stage(what, side, level) for what, level in _LEVELS]
        found += _answers(side)
    if message.cancelled_by is not None:
        found.append(Stage("cancelled", key[0], message.cancelled_ms, 0, message.cancelled_by, ""))
    return found


_LEVELS = (("opened", OPENED), ("understood", UNDERSTOOD), ("passed", PASSED))


def _stage(what: str, side: Side, level: int) -> Stage:
    """A step by itself; that a higher one implies it is no statement of when."""
    step = next((step for step in side.steps if step.level == level), None)
    if step is None:
        return Stage(what, side.party, None, 0, None, "")
    return Stage(what, side.party, step.at_ms, step.quality, step.entry, step.unit or step.role)


def _answers(side: Side) -> list[Stage]:
    found = [
        Stage("answered", side.party, step.at_ms, step.quality, step.entry, step.answer)
        if step.answer
        else Stage("declined", side.party, step.at_ms, step.quality, step.entry, step.reason)
        for step in side.steps
        if step.answer or step.reason
    ]
    if side.reply is not None:
        found.append(Stage("replied", side.party, side.reply_ms, 0, side.reply, ""))
    return found or [Stage("answered", side.party, None, 0, None, "")]


def point_of(form: Form | None, body: Body) -> Point | None:
    """The first point among the values of a form: of a position, a circle, an area or a route."""
    for index, field in enumerate(() if form is None else form.fields):
        if field.type in ("pos", "circ", "poly", "route"):
            found = _point(at(body.fields, index))
            if found is not None:
                return found
    return None


def _point(value: Value) -> Point | None:
    if not isinstance(value, tuple) or len(value) < 2:
        return None
    if isinstance(value[0], tuple):
        return _point(value[0])
    lat, lon = value[0], value[1]
    if not is_number(lat) or not is_number(lon):
        return None
    return (lat, lon) if abs(lat) <= 900_000_000 and abs(lon) <= 1_800_000_000 else None
