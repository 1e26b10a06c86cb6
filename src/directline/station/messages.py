"""Turns a message and its ladder into what a desk shows.  Pure: names and silence come in.

A stage that was not reached is in the list without instants: it is shown as "not reached", never
left out or guessed.  The name of an officer is set for our own side only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from directline.line.ladder import (
    ANSWERED,
    DELIVERED,
    OPENED,
    PASSED,
    UNDERSTOOD,
    Key,
    Step,
    Thread,
)
from directline.station.deadlines import late, lead_of
from directline.station.index import TEST_CODE, Item, MessageIndex
from directline.station.release_rules import NEVER_FLASH
from directline.station.silence import MessageFacts, of_message
from directline.station.views import MessageView, Silence, StepView
from directline.wire.body import encode_body
from directline.wire.values import ClockQuality

STEP_NAMES = {OPENED: "opened", UNDERSTOOD: "understood", PASSED: "passed", ANSWERED: "answered"}
ORDER_TOLERANCE_MS = 1_000
"""Two good clocks differ by less: an order that two parties' clocks contradict by more is said."""
CROSSED_SHOWN_MAX = 16


@dataclass(frozen=True, slots=True)
class Own:
    """What only our own side knows of one of our entries: who did it, by name."""

    drafted_by: str = ""
    drafted_ms: int | None = None
    by: str = ""
    alone: bool = False
    """One officer released it and a second has to confirm."""


Names = Callable[[Key], Own]
Bodies = Callable[[Key], bytes | None]


def quality_name(quality: int | None) -> str:
    """The word of a clock quality."""
    known = quality is not None and 0 <= quality <= ClockQuality.DISCIPLINED
    return ClockQuality(quality or 0).name.lower() if known else "unknown"


class MessageViews:
    """Makes the views of one line's messages.

    Args:
        index: all messages of the line.
        names: what our own side knows of an own entry.
        bodies: reads the body of an old entry from the store again.
    """

    def __init__(self, index: MessageIndex, names: Names, bodies: Bodies) -> None:
        self._index = index
        self._names = names
        self._bodies = bodies

    def view(self, key: Key, silences: Mapping[int, Silence]) -> MessageView:
        """One message.  `silences` holds the class of silence of each peer."""
        index = self._index
        index.recount(key)
        item, thread = index.item(key), index.thread(key)
        header = thread.header
        ours = key[0] == index.own
        asked = index.asked(item, thread)
        mine = index.own in asked and not ours
        lead_ms = self._lead(item, thread)
        answer = index.answer(item, thread)
        own = self._names(key) if ours else Own()
        closed = not item.open
        owed = not closed and not index.answered(item, thread)
        return MessageView(
            serial=item.serial,
            id=index.id_of(key),
            party=self._party(key[0]),
            ours=ours,
            generation=key[1],
            position=key[2],
            form=item.code,
            form_version=item.version,
            charter_version=header.charter_version,
            body=self._body(thread),
            precedence=header.precedence,
            drill=header.drill,
            released_ms=header.instant_ms,
            stored_ms=thread.stored_ms,
            quality=quality_name(header.quality),
            bearer=thread.bearer,
            crossed=self._crossed(thread),
            gap=self._gap(item),
            late="" if item.form is None else late(lead_ms, item.form.lead_min_ms),
            lead_ms=lead_ms,
            cancelled_by="" if thread.cancelled_by is None else index.id_of(thread.cancelled_by),
            second_pending=own.alone and thread.second is None,
            suspended_by=tuple(self._party(party) for party in item.suspended_by),
            steps=self._steps(item, thread, own),
            level=self._level(item, thread),
            answer="" if answer is None else (answer.answer or answer.reason),
            closed=closed,
            answers=self._answers(item) if mine and owed and item.stored else (),
            due_ms=None if item.due is None or closed else item.due.at_ms,
            due_what="" if item.due is None or closed else item.due.what,
            overdue=item.overdue and not closed,
            silence=self._silence(item, thread, silences) if ours else Silence.NONE,
            unread=item.unread,
            stored=item.stored,
            addressed=ours or index.own in index.ladder.addressees(thread),
            after_leaving=index.departures.signed_after(key),
            refers_to=index.id_of(item.refers) if item.refers in index.items else "",
            to_narrow=item.wide,
            queue="talks" if item.code in NEVER_FLASH else "safety",
        )

    def _party(self, party: int) -> str:
        parties = self._index.charter.parties
        return parties[party].id if party < len(parties) else str(party)

    def _body(self, thread: Thread) -> bytes:
        if thread.body is not None:
            return encode_body(thread.body)
        return self._bodies(thread.key) or b""

    def _answers(self, item: Item) -> tuple[str, ...]:
        return () if item.form is None else item.form.all_answers

    def _lead(self, item: Item, thread: Thread) -> tuple[int, int] | None:
        """The shortest lead that any addressee had."""
        index = self._index
        leads = [
            lead_of(thread, party, ladder=index.ladder, starts_ms=item.starts_ms)
            for party in index.ladder.addressees(thread)
        ]
        return min((lead for lead in leads if lead is not None), default=None)

    def _crossed(self, thread: Thread) -> tuple[str, ...]:
        index = self._index
        found = [
            key
            for key in index.ladder.crossed(thread)
            if index.items[key].code != TEST_CODE and index.ladder.threads[key].header.addressees
        ]
        return tuple(index.id_of(key) for key in found[:CROSSED_SHOWN_MAX])

    def _gap(self, item: Item) -> tuple[str, ...]:
        """Positions before it that we still do not hold."""
        party, generation, _ = item.key
        missing = [(party, generation, position) for position in item.missing]
        held = self._index.held
        return tuple(self._index.id_of(key) for key in missing if not held(key))

    def _level(self, item: Item, thread: Thread) -> int:
        """The highest level that an addressee has signed."""
        level = thread.level()
        if level >= DELIVERED:
            return level
        ladder = self._index.ladder
        parties = ladder.addressees(thread)
        reached = any(ladder.delivered(thread.key, party) is not None for party in parties)
        ours_now = thread.key[0] != self._index.own and item.stored
        return DELIVERED if reached or ours_now else 0

    def _silence(self, item: Item, thread: Thread, silences: Mapping[int, Silence]) -> Silence:
        """The class of silence around one own message: the addressee who owes first."""
        parties = self._index.ladder.addressees(thread)
        if not parties:
            return Silence.NONE
        party = item.due_party if item.due_party in parties else parties[0]
        answer = self._index.answer(item, thread)
        facts = MessageFacts(
            waits=item.open and not item.superseded,
            level=thread.level(party),
            declined=answer is not None and bool(answer.reason),
            suspended=party in item.suspended_by,
            overdue=item.overdue,
        )
        return of_message(facts, silences.get(party, Silence.NONE))

    # --- the ladder ----------------------------------------------------------------------------

    def _steps(self, item: Item, thread: Thread, own: Own) -> tuple[StepView, ...]:
        steps = list(self._stages(item, thread, own))
        for party in self._index.ladder.addressees(thread):
            steps.extend(self._of_addressee(item, thread, party))
        steps.extend(self._afterwards(thread))
        return tuple(steps)

    def _stages(self, item: Item, thread: Thread, own: Own) -> list[StepView]:
        """What happened at the author's side, as far as we can know it."""
        key, header = thread.key, thread.header
        author, ours = self._party(key[0]), key[0] == self._index.own
        quality = quality_name(header.quality)
        released = StepView(
            "released", author, by_machine=item.code == TEST_CODE and not own.by, role="",
            call_sign="", officer=own.by, their_ms=header.instant_ms,
            our_ms=thread.stored_ms if not ours else header.instant_ms, quality=quality, detail="",
        )  # fmt: skip
        if not ours:
            return [released]
        composed = StepView(
            "composed", author, by_machine=False, role="", call_sign="", officer=own.drafted_by,
            their_ms=own.drafted_ms, our_ms=own.drafted_ms, quality=quality, detail="",
        )  # fmt: skip
        stored = _machine("stored", author, thread.stored_ms, thread.stored_ms, quality)
        sent = _machine("sent", author, item.sent_ms, item.sent_ms, quality)
        return [composed, released, stored, sent]

    def _of_addressee(self, item: Item, thread: Thread, party: int) -> list[StepView]:
        """The machine's step and the persons' steps of one addressee."""
        name = self._party(party)
        steps = [self._delivered(item, thread, party)]
        signed = [step for step in thread.steps if step.entry[0] == party]
        steps.extend(self._signed(thread, step, name) for step in signed)
        reached = {step.level for step in signed}
        for level, word in STEP_NAMES.items():
            if level not in reached and self._expected(item, level):
                steps.append(_not_reached(word, name))
        return steps

    def _expected(self, item: Item, level: int) -> bool:
        """Whether a form has this step at all."""
        form = item.form
        if form is None or level == OPENED:
            return True
        if level == UNDERSTOOD:
            return any(field.critical for field in form.fields)
        return level == PASSED or bool(form.all_answers)

    def _delivered(self, item: Item, thread: Thread, party: int) -> StepView:
        name = self._party(party)
        sight = self._index.ladder.delivered(thread.key, party)
        if sight is not None:
            step = _machine(
                "delivered", name, sight.at_ms, sight.learnt_ms, quality_name(sight.quality)
            )
            if self._impossible(thread, sight.at_ms, party):
                return replace(step, impossible_order=True)
            return step
        if party == self._index.own and item.stored:
            quality = quality_name(thread.stored_quality)
            return _machine("delivered", name, thread.stored_ms, thread.stored_ms, quality)
        if party in item.held:
            return StepView(
                "delivered", name, by_machine=True, role="", call_sign="", officer="",
                their_ms=None, our_ms=None, quality="unknown", detail="held",
            )  # fmt: skip
        return _not_reached("delivered", name, by_machine=True)

    def _signed(self, thread: Thread, step: Step, name: str) -> StepView:
        word = "declined" if step.reason else STEP_NAMES[step.level]
        detail = step.unit if step.level == PASSED else step.answer or step.reason
        if step.level == ANSWERED and (step.unit or step.remark):
            detail = ": ".join(part for part in (detail, step.unit or step.remark) if part)
        own = self._names(step.entry) if step.entry[0] == self._index.own else Own()
        return StepView(
            word, name, by_machine=False, role=step.role, call_sign=step.call_sign,
            officer=own.by, their_ms=step.at_ms, our_ms=step.learnt_ms,
            quality=quality_name(step.quality), detail=detail, unit=step.unit,
            impossible_order=self._impossible(thread, step.at_ms, step.entry[0]),
        )  # fmt: skip

    def _impossible(self, thread: Thread, at_ms: int, party: int) -> bool:
        """A step before the release that it answers: the clocks contradict one another."""
        return party != thread.key[0] and at_ms < thread.header.instant_ms - ORDER_TOLERANCE_MS

    def _afterwards(self, thread: Thread) -> list[StepView]:
        """The second officer's confirmation and the cancellation."""
        found = []
        author = self._party(thread.key[0])
        second = thread.second
        if second is not None:
            own = self._names(second.entry) if thread.key[0] == self._index.own else Own()
            confirmed = StepView(
                "confirmed", author, by_machine=False, role=second.role,
                call_sign=second.call_sign, officer=own.by, their_ms=second.at_ms,
                our_ms=second.learnt_ms, quality=quality_name(second.quality), detail="",
            )  # fmt: skip
            found.append(confirmed)
        cancel = thread.cancelled_by and self._index.ladder.threads.get(thread.cancelled_by)
        if cancel:
            cancelled = StepView(
                "cancelled", author, by_machine=False, role="", call_sign="", officer="",
                their_ms=cancel.header.instant_ms, our_ms=cancel.stored_ms,
                quality=quality_name(cancel.header.quality), detail=self._index.id_of(cancel.key),
            )  # fmt: skip
            found.append(cancelled)
        return found


def _machine(step: str, party: str, their: int | None, our: int | None, quality: str) -> StepView:
    return StepView(
        step, party, by_machine=True, role="", call_sign="", officer="", their_ms=their,
        our_ms=our, quality=quality, detail="",
    )  # fmt: skip


def _not_reached(step: str, party: str, *, by_machine: bool = False) -> StepView:
    return StepView(
        step, party, by_machine=by_machine, role="", call_sign="", officer="", their_ms=None,
        our_ms=None, quality="", detail="",
    )  # fmt: skip
