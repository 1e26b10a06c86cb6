"""The books once more: slow and obvious, for small transcripts.

Nothing here is kept up to date: every fact is looked for among all entries, in their order.
Shares with the books only the shapes of their rows and the readers of the wire.
"""

from collections.abc import Mapping
from typing import Any

from directline.books import Rules
from directline.books.deadlines import Due, Heard
from directline.books.incidents import Incident, point_of
from directline.books.line import Run, Span, Times
from directline.books.messages import Message, Side, Step, Word
from directline.books.notices import Correction, Lead, Notice, Passed
from directline.books.owed import Owed
from directline.books.watch import Window
from directline.catalogue import DECLINE_REASONS
from directline.catalogue.forms import Form
from directline.catalogue.geodesy import distance_m
from directline.catalogue.render import changes_legal
from directline.errors import RemoteProtocolError
from directline.line.ladder import Key
from directline.transcript.tree import Tree
from directline.wire.body import Body, decode_body
from directline.wire.entry import Header
from directline.wire.values import Kind
from tests.unit.books.made import DAY, HOUR, Record
from tests.unit.books.slow_undertakings import SlowUndertakings

OPEN = ("STANDBY", "CHECKING", "WAIT")


class Slow:
    """All books of a few entries.

    Args:
        rules: What both sides fold by.
        records: The entries, in any order.
        readers: Who must be able to read a body.
        forgotten: Entries whose body is not looked at.
    """

    def __init__(
        self,
        rules: Rules,
        records: list[Record],
        readers: tuple[int, ...] = (),
        forgotten: frozenset[Key] = frozenset(),
    ) -> None:
        self.rules = rules
        self.leaves = {record.key: record.leaf for record in records}
        self.headers: dict[Key, Header] = {}
        self.bodies: dict[Key, Body | None] = {}
        for record in records:
            try:
                header = Header.parse(record.header)
            except RemoteProtocolError:
                continue
            self.headers[record.key] = header
            may = all(r == header.party or header.addressees >> r & 1 for r in readers)
            body = None
            if may and record.body is not None and record.key not in forgotten:
                try:
                    body = decode_body(record.body)
                except RemoteProtocolError:
                    body = None
            self.bodies[record.key] = body
        self.order = self._order()
        self.at = {key: index for index, key in enumerate(self.order)}

    # --- order ---------------------------------------------------------------------------------

    def proves(self, key: Key) -> list[tuple[int, int, int]]:
        """What other feeds' prefixes this entry proves to know."""
        found = []
        for seen in self.headers[key].seen:
            prefix = [(seen.party, seen.generation, n) for n in range(1, seen.size + 1)]
            if not prefix or any(one not in self.leaves for one in prefix):
                continue
            if Tree([self.leaves[one] for one in prefix]).root() == seen.root:
                found.append((seen.party, seen.generation, seen.size))
        return found

    def _order(self) -> list[Key]:
        """Of those whose predecessors are all taken, the lowest (instant, place) is next."""
        before: dict[Key, set[Key]] = {}
        for key in self.headers:
            before[key] = {o for o in self.headers if o[:2] == key[:2] and o[2] < key[2]}
            for party, generation, size in self.proves(key):
                before[key] |= {
                    o for o in self.headers if o[:2] == (party, generation) and o[2] <= size
                }
        order: list[Key] = []
        left = set(self.headers)
        while left:
            ready = [key for key in left if not before[key] & left]
            order.append(min(ready, key=lambda key: (self.headers[key].instant_ms, key)))
            left.discard(order[-1])
        return order

    # --- facts ---------------------------------------------------------------------------------

    def form(self, key: Key) -> Form | None:
        body = self.bodies[key]
        under = self.headers[key].charter_version
        return None if body is None else self.rules.form(body.code, body.version, under)

    def value(self, key: Key, name: str) -> Any:
        form, body = self.form(key), self.bodies[key]
        if form is None or body is None or name not in form.by_name:
            return None
        index = form.by_name[name]
        return body.fields[index] if index < len(body.fields) else None

    def code(self, key: Key) -> str:
        body = self.bodies[key]
        return "" if body is None else body.code

    def messages(self) -> list[Key]:
        return [key for key in self.order if self.headers[key].kind is Kind.MESSAGE]

    def ref(self, key: Key) -> Key | None:
        form, body = self.form(key), self.bodies[key]
        if form is None or body is None:
            return None
        for field, value in zip(form.fields, body.fields, strict=False):
            if field.type == "ref" and _is_key(value):
                return value  # type: ignore[return-value]
        return None

    def covers(self, key: Key, place: Key) -> bool:
        return any(p[:2] == place[:2] and p[2] >= place[2] for p in self.proves(key))

    def held(self, key: Key, party: int) -> Key | None:
        """The first entry of a party that shows that it holds a message."""
        for other in self.order:
            if other[0] != party:
                continue
            ahead = any(
                (seen.party, seen.generation, position) == key and leaf == self.leaves[key]
                for seen in self.headers[other].seen
                for position, leaf in seen.beyond
            )
            if self.covers(other, key) or ahead:
                return other
        return None

    def steps(self, key: Key, party: int) -> tuple[Step, ...]:
        found = []
        for other in self.order:
            body, header = self.bodies[other], self.headers[other]
            if header.kind is not Kind.RECEIPT or body is None or body.code != "L4":
                continue
            if other[0] != party or len(body.fields) < 11 or body.fields[:3] != key:
                continue
            level, role, _, unit, answer, _, _, reason = body.fields[3:11]
            if isinstance(level, bool) or not isinstance(level, int) or level not in (3, 4, 5, 6):
                continue
            knows = next((o for o in self.order if o[0] == key[0] and self.covers(o, other)), None)
            late = knows is not None and self.at[knows] > max(self.at[other], self.at[key])
            known_ms = self.headers[knows].instant_ms if knows is not None and late else None
            words = [w if isinstance(w, str) else "" for w in (role, unit, answer, reason)]
            when = (header.instant_ms, int(header.quality), known_ms)
            found.append(Step._make((other, level, *words, *when)))
        return tuple(found)

    def reply(self, key: Key, party: int) -> Key | None:
        form = self.form(key)
        for other in self.messages():
            answers = form is not None and self.code(other) in form.reply_forms
            if answers and other[0] == party and self.ref(other) == key:
                return other
        return None

    def suspended(self, key: Key) -> tuple[int, ...]:
        form = self.form(key)
        if form is None or not form.subject or form.survives_suspension:
            return ()
        found = []
        for party in range(len(self.rules.charter.parties)):
            state = False
            for word in self.words().get((party, form.subject), ()):
                known = party == key[0] or self.covers(key, word.key)
                acts = word.from_ms <= self.headers[key].instant_ms
                if known and acts and self.at[word.key] < self.at[key]:
                    state = word.suspends
            if state:
                found.append(party)
        return tuple(found)

    def words(self) -> dict[Any, tuple[Word, ...]]:
        found: dict[Any, tuple[Word, ...]] = {}
        for key in self.messages():
            subject, action = self.value(key, "subject"), self.value(key, "suspension")
            says = action in ("suspend", "resume") and isinstance(subject, str)
            says = says and len(str(subject)) <= 64
            if self.code(key) == "L8" and says:
                day = self.value(key, "effective_date")
                from_ms = day * DAY if isinstance(day, int) else 0
                word = Word(key, action == "suspend", from_ms)
                found[key[0], subject] = (*found.get((key[0], subject), ()), word)
        return found

    def message(self, key: Key) -> Message:
        header, body = self.headers[key], self.bodies[key]
        sides = []
        for party in range(16):
            if header.addressees >> party & 1 and party != key[0]:
                held, reply = self.held(key, party), self.reply(key, party)
                sides.append(
                    Side(
                        party,
                        held,
                        self.headers[held].instant_ms if held else 0,
                        int(self.headers[held].quality) if held else 0,
                        self.steps(key, party),
                        reply,
                        self.headers[reply].instant_ms if reply else 0,
                    )
                )
        cancels = [
            other
            for other in self.messages()
            if self.code(other) == "L6" and other[0] == key[0] and self.ref(other) == key
            and self.value(other, "action") == "cancel"
        ]  # fmt: skip
        seconds = [
            other
            for other in self.order
            if self.headers[other].kind is Kind.EVENT and self.code(other) == "E-SECOND"
            and (other[0], *self.bodies[other].fields[:2]) == key  # type: ignore[union-attr]
        ]  # fmt: skip
        tests = [m for m in self.messages() if m[0] == key[0] and self.code(m) == "L1"]
        return Message(
            leaf=self.leaves[key],
            code=self.code(key),
            version=0 if body is None else body.version,
            charter=header.charter_version,
            instant_ms=header.instant_ms,
            quality=int(header.quality),
            precedence=int(header.precedence),
            drill=header.drill,
            sides=tuple(sides),
            refers=self.ref(key),
            crossed=self.crossed(key),
            suspended_by=self.suspended(key),
            cancelled_by=cancels[0] if cancels else None,
            cancelled_ms=self.headers[cancels[0]].instant_ms if cancels else 0,
            superseded=key in tests and key != tests[-1],
            second=seconds[0] if seconds else None,
        )

    def crossed(self, key: Key) -> tuple[Key, ...]:
        read = {(r.party, r.generation): r.position for r in self.headers[key].read}
        return tuple(
            other
            for party, generation, size in self.proves(key)
            for other in sorted(self.messages())
            if other[:2] == (party, generation)
            and read.get((party, generation), 0) < other[2] <= size
            and self.at[other] < self.at[key]
        )

    # --- books ---------------------------------------------------------------------------------

    def owed(self, message: Message, side: Side) -> Owed | None:
        form = self.rules.form(message.code, message.version, message.charter)
        if message.cancelled_by or message.superseded or side.reply:
            return None
        offered = form.all_answers if form else ()
        suspended, level = side.party in message.suspended_by, side.level
        counted = [s for s in side.steps if s.answer in offered or s.reason in DECLINE_REASONS]
        for step in counted:
            if step.reason in DECLINE_REASONS:
                return Owed(
                    side.party, "declined", step.at_ms, None, True, level, step.reason, suspended
                )
            if step.reason or step.answer not in OPEN:
                return None
        stated = [step.at_ms for step in side.steps] + ([side.held_ms] if side.held else [])
        since = min(stated) if stated else message.instant_ms
        human = form.human_due_ms if form else None
        if human is None:
            human = self.rules.charter.terms.human_due_ms(message.precedence)
        answer = form.answer_due_ms if form else None
        what = "reply" if form and form.reply_forms else "answer"
        if level >= 3:
            if not offered and not (form and form.reply_forms):
                return None
            ms = answer
            if counted and form and form.outcome_due_ms is not None:
                what, ms = "outcome", form.outcome_due_ms
        elif answer is not None and answer < human:
            ms = answer
        else:
            what, ms = "open", human
        due = None if ms is None else since + ms
        return Owed(side.party, what, since, due, bool(stated), level, "", suspended)

    def all(self) -> dict[str, dict[str, Mapping[Any, Any]]]:
        """Every table of every book."""
        messages = {key: self.message(key) for key in self.messages()}
        owed = {}
        for key, message in messages.items():
            rows = [one for side in message.sides if (one := self.owed(message, side))]
            if rows:
                owed[key] = Due(message.code, message.precedence, message.drill, tuple(rows))
        heard = {(key[0],): Heard(key, self.headers[key].instant_ms) for key in self.order}
        return {
            "messages": {"messages": messages, "words": self.words()},
            "deadlines": {"owed": owed, "heard": heard},
            "line": self.line(messages),
            "incidents": self.incidents(messages, owed),
            "notices": {"notices": self.notices(messages)},
            "undertakings": SlowUndertakings(self, messages).tables(),
            "watch": self.watch(messages),
        }

    def line(self, messages: dict[Key, Message]) -> dict[str, Mapping[Any, Any]]:
        tests, times = {}, {}
        for key, message in messages.items():
            answers = [s for side in message.sides for s in side.steps if s.answer or s.reason]
            if message.code == "L1":
                body = self.bodies[key]
                number = body.fields[0] if body and body.fields else 0
                closing = [s for s in answers if s.reason or s.answer not in OPEN]
                held = [side.held_ms for side in message.sides if side.held]
                tests[key] = Run(
                    number if isinstance(number, int) and not isinstance(number, bool) else 0,
                    key[0], message.drill, message.instant_ms, min(held) if held else None,
                    (closing[0].answer or closing[0].reason) if closing else "",
                    closing[0].at_ms if closing else None,
                )  # fmt: skip
                continue
            spans = []
            for side in message.sides:
                if side.steps:
                    said = [s for s in side.steps if s.answer or s.reason]
                    known = said[0].known_ms if said else None
                    spans.append(
                        Span(
                            side.party,
                            side.steps[0].at_ms - side.held_ms if side.held else None,
                            said[0].at_ms - side.held_ms if side.held and said else None,
                            None if known is None else known - message.instant_ms,
                        )
                    )
            if spans:
                times[key] = Times(message.precedence, message.drill, tuple(spans))
        return {"tests": tests, "times": times}

    def incidents(
        self, messages: dict[Key, Message], owed: dict[Key, Due]
    ) -> dict[str, Mapping[Any, Any]]:
        roots: dict[Key, Incident] = {}
        belongs: dict[Key, Key] = {}
        for key, message in messages.items():
            if message.refers in belongs and self.bodies[key] is not None:
                root = belongs[message.refers]
                belongs[key] = root
                roots[root] = roots[root]._replace(members=(*roots[root].members, key))
                continue
            body = self.bodies[key]
            if body is None or body.code not in ("I0", "I1", "I4", "I5", "Q1"):
                continue
            point = point_of(self.form(key), body)
            near = []
            for root, incident in roots.items():
                if point is None or incident.point is None or incident.drill != message.drill:
                    continue
                soon = abs(incident.at_ms - message.instant_ms) <= 24 * HOUR
                if soon and distance_m(*incident.point, *point) <= 25_000:
                    near.append(root)
            for root in near:
                roots[root] = roots[root]._replace(near=(*roots[root].near, key))
            if body.code != "Q1":
                belongs[key] = key
                roots[key] = Incident(
                    body.code, key[0], message.drill, message.precedence, message.instant_ms,
                    point, (key,), tuple(near), "open",
                )  # fmt: skip
        for root, incident in list(roots.items()):
            due = [o for m in incident.members if m in owed for o in owed[m].owed]
            state = "open" if any(o.what != "declined" for o in due) else "closed"
            state = "cancelled" if messages[root].cancelled_by else state
            roots[root] = incident._replace(state=state)
        return {"incidents": roots, "belongs": belongs}

    def notices(self, messages: dict[Key, Message]) -> dict[Key, Notice]:
        found = {}
        for key, message in messages.items():
            form, body = self.form(key), self.bodies[key]
            if form is None or body is None or not form.starts:
                continue
            least = form.lead_min_ms
            announced, end = _window(form, body.fields)
            begin, values, corrections = announced, list(body.fields), []
            for other, told in messages.items():
                pairs = self.value(other, "changes")
                if self.code(other) != "L6" or other[0] != key[0] or self.ref(other) != key:
                    continue
                if self.value(other, "action") != "correct" or not _legal(form, pairs):
                    continue
                values += [None] * (len(form.fields) - len(values))
                for index, value in pairs:
                    values[index] = value
                begin, end = _window(form, tuple(values))
                fields = tuple(index for index, _ in pairs)
                leads = _leads(told, begin, least)
                corrections.append(Correction(other, told.instant_ms, fields, begin, end, leads))
            found[key] = Notice(
                body.code, body.version, key[0], message.drill, message.instant_ms, announced,
                begin, end, least, tuple(values), _leads(message, announced, least),
                tuple(
                    Passed(side.party, step.unit, step.at_ms, step.entry)
                    for side in message.sides
                    for step in side.steps
                    if step.level == 5
                ),
                tuple(corrections), message.cancelled_by, message.cancelled_ms,
            )  # fmt: skip
        return found

    def watch(self, messages: dict[Key, Message]) -> dict[str, Mapping[Any, Any]]:
        unknown = {
            key: (message.code, message.version)
            for key, message in messages.items()
            if message.code and self.form(key) is None
            and not all(side.steps for side in message.sides)
        }  # fmt: skip
        drills: dict[Any, tuple[Window, ...]] = {}
        for key in self.order:
            body = self.bodies[key]
            if self.headers[key].kind is Kind.EVENT and body and body.code == "E-DRILL":
                start, end = body.fields[:2]
                if isinstance(start, int) and isinstance(end, int) and 0 < end - start <= 4 * HOUR:
                    window = Window(key, start, end)
                    drills[(key[0],)] = (*drills.get((key[0],), ()), window)
        return {"drills": drills, "unknown": unknown}


def _is_key(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == 3
        and all(isinstance(v, int) and not isinstance(v, bool) for v in value)
    )


def _instants(value: Any) -> list[int]:
    if isinstance(value, tuple):
        return [found for part in value for found in _instants(part)]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return [value] if whole and value >= 946_684_800_000 else []


def _window(form: Form, values: tuple[Any, ...]) -> tuple[int | None, int | None]:
    index = form.by_name[form.starts]
    value = values[index] if index < len(values) else None
    if form.fields[index].type == "d":
        whole = isinstance(value, int) and not isinstance(value, bool)
        day = value if whole and isinstance(value, int) else None
        return (None, None) if day is None else (day * DAY, (day + 1) * DAY)
    found = _instants(value)
    return (found[0], found[-1]) if found else (None, None)


def _legal(form: Form, pairs: Any) -> bool:
    good = isinstance(pairs, tuple) and all(
        isinstance(p, tuple) and len(p) == 2 and isinstance(p[0], int) and p[0] >= 0 for p in pairs
    )
    return bool(good and pairs and changes_legal(form, pairs))


def _leads(message: Message, begin: int | None, least: int | None) -> tuple[Lead, ...]:
    found = []
    for side in message.sides if begin is not None else ():
        assert begin is not None
        stated = [step.at_ms for step in side.steps] + ([side.held_ms] if side.held else [])
        release = begin - message.instant_ms
        receipt = begin - min(stated) if stated else None
        word = ""
        if receipt is not None and least is not None:
            tardy = (receipt < least, release < least)
            words = {(True, True): "late", (True, False): "late-by-receipt"}
            word = words.get(tardy, "late-by-release" if tardy[1] else "")
        found.append(Lead(side.party, receipt, release, word))
    return tuple(found)
