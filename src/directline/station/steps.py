"""The door's steps: what a person signs on a message.  Each is an entry of our own feed.

Role and call sign go to the other side; the officer's name stays here, in `desk.db`.
A level implies those below and never requires them: WILCO may come before the read-back.
"""

from collections.abc import Mapping

from directline.catalogue import DECLINE_REASONS, OPEN_ANSWERS, UNIT_ANSWERS
from directline.errors import AccessError, LocalProtocolError
from directline.line.effects import Draft
from directline.line.ladder import (
    ANSWERED,
    OPENED,
    PASSED,
    SECOND_CODE,
    UNDERSTOOD,
    Key,
    Thread,
    receipt_body,
)
from directline.station.door import Room
from directline.station.ending import receipt_addressees
from directline.station.index import Item
from directline.station.officers import Officer
from directline.station.subjects import drill_body
from directline.station.views import MessageView, SessionView
from directline.wire.body import Body, encode_body
from directline.wire.codec import Value
from directline.wire.values import Kind

UNIT_CHARS_MAX = 200
REMARK_CHARS_MAX = 200
"""The bounds of the receipt's form (L4)."""

Mismatches = tuple[tuple[str, str, str, int | None], ...]


class StepDoor:
    """What persons sign."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def open(self, session: SessionView, message_id: str) -> MessageView:
        """A person opens a message: level 3, signed.  An own message is only shown."""
        room = self.room
        officer = room.officer(session)
        key = room.watch.index.key_of(message_id)
        if key[0] != room.own:
            async with room.steps:
                item, thread = self._theirs(key, answering=False)
                if thread.level(room.own) < OPENED:
                    await self._sign(item, officer, OPENED, "opened")
                # Kept for each officer: a draft says up to where its drafter had read.
                room.act(key, "opened", officer)
            room.pulse()
        return room.view(key)

    async def read_back(
        self, session: SessionView, message_id: str, inputs: Mapping[str, str]
    ) -> tuple[MessageView, Mismatches]:
        """Re-enter the critical fields: level 4 when they agree."""
        room = self.room
        officer = room.officer(session)
        key = room.watch.index.key_of(message_id)
        async with room.steps:
            item, thread = self._theirs(key, answering=False)
            form, body = item.form, thread.body
            if (
                form is None
                or body is None
                or not room.catalogue.read_back_fields(form, body.fields)
            ):
                raise LocalProtocolError(
                    "this message has nothing to read back", remedy="open it, pass it or answer it"
                )
            context = room.context()
            found = room.catalogue.compare_read_back(form, body.fields, inputs, ctx=context)
            name = room.watch.index.id_of(key)
            if found:
                fields = ", ".join(mismatch.field for mismatch in found)
                room.log("log-read-back-wrong", {"message": name, "fields": fields}, officer.name)
                mismatches = tuple(
                    (m.field, m.expected_text, m.got_text, m.distance_m) for m in found
                )
                return room.view(key), mismatches
            values = room.catalogue.read_back_values(form, body.fields, inputs, ctx=context)
            await self._sign(item, officer, UNDERSTOOD, "understood", read_back=values)
        room.pulse()
        return room.view(key), ()

    async def passed(self, session: SessionView, message_id: str, unit: str) -> MessageView:
        """Passed to a named authority or unit: level 5."""
        unit = _plain(unit, UNIT_CHARS_MAX, "the unit or authority")
        if not unit:
            raise LocalProtocolError("no unit is named", remedy="name the authority or unit")
        return await self._step(session, message_id, PASSED, "passed", unit=unit)

    async def answer(
        self, session: SessionView, message_id: str, code: str, remark: str = ""
    ) -> MessageView:
        """STANDBY or CHECKING (stay open), or a closing answer of the form: level 6."""
        room = self.room
        code, remark = code.strip().upper(), _plain(remark, REMARK_CHARS_MAX, "the remark")
        key = room.watch.index.key_of(message_id)
        form = room.watch.index.item(key).form
        allowed = () if form is None else form.all_answers
        if key[0] != room.own and code not in allowed:
            raise LocalProtocolError(
                f"{code[:40]!r} is no answer to this message",
                remedy=f"answers: {', '.join(allowed) or 'none; open it or pass it'}",
            )
        unit = remark if code in UNIT_ANSWERS else None
        if code in UNIT_ANSWERS and not remark:
            raise LocalProtocolError(
                f"{code} names the unit that was told", remedy="write the unit into the remark"
            )
        words: Value = None if not remark or unit else (self._language(), remark)
        return await self._step(
            session, message_id, ANSWERED, "answered", answer=code, unit=unit, remark=words
        )

    async def decline(self, session: SessionView, message_id: str, reason: str) -> MessageView:
        """Declined with a reason code of the catalogue: level 6."""
        reason = reason.strip().lower()
        if reason not in DECLINE_REASONS:
            raise LocalProtocolError(
                f"{reason[:40]!r} is no reason", remedy=f"reasons: {', '.join(DECLINE_REASONS)}"
            )
        return await self._step(session, message_id, ANSWERED, "declined", reason=reason)

    async def confirm_second(self, session: SessionView, message_id: str) -> None:
        """The later confirmation of a life-saving form released by one officer alone."""
        room = self.room
        officer = room.officer(session)
        key = room.watch.index.key_of(message_id)
        name = room.watch.index.id_of(key)
        async with room.steps:
            if key[0] != room.own or not room.names.own(key).alone:
                raise LocalProtocolError(f"{name} waits for no second confirmation")
            if room.watch.index.thread(key).second is not None:
                raise LocalProtocolError(f"{name} is confirmed already")
            if room.names.releaser(key) == officer.id:
                raise AccessError(
                    "the officer who released it cannot confirm it",
                    remedy="a second officer logs in and confirms",
                )
            body = Body(SECOND_CODE, 1, (key[1], key[2], officer.role, officer.call_sign))
            item = room.watch.index.item(key)
            entry = await room.runtime.release(
                Draft(Kind.EVENT, encode_body(body), item.precedence, drill=item.drill)
            )
            room.act(entry, "confirmed", officer)
        room.log("log-confirmed", {"message": name}, officer.name)

    async def drill_window(self, session: SessionView, start_ms: int, end_ms: int) -> None:
        """Our word on a drill window.  A drill sounds only where all parties have given theirs."""
        room = self.room
        officer = room.officer(session)
        longest_ms = room.charter.terms.drill_max_ms
        if not 0 < end_ms - start_ms <= longest_ms:
            raise LocalProtocolError(
                "a drill window ends after it begins, and is no longer than the charter allows",
                remedy=f"at most {longest_ms // 60_000} minutes",
            )
        body = drill_body(start_ms, end_ms, officer.role, officer.call_sign)
        entry = await room.runtime.release(Draft(Kind.EVENT, encode_body(body), 0))
        room.act(entry, "drill-window", officer)
        args = {"from": str(start_ms), "to": str(end_ms)}
        room.log("log-drill-window", args, officer.name)

    # --- signing --------------------------------------------------------------------------------

    async def _step(
        self,
        session: SessionView,
        message_id: str,
        level: int,
        what: str,
        *,
        unit: str | None = None,
        answer: str | None = None,
        remark: Value = None,
        reason: str | None = None,
    ) -> MessageView:
        room = self.room
        officer = room.officer(session)
        key = room.watch.index.key_of(message_id)
        async with room.steps:
            item, thread = self._theirs(key, answering=level == ANSWERED)
            if answer in OPEN_ANSWERS and any(
                step.answer == answer for step in thread.steps if step.entry[0] == room.own
            ):
                raise LocalProtocolError(
                    f"{room.watch.index.id_of(key)} is answered {answer} already",
                    remedy="give a closing answer",
                )
            await self._sign(
                item, officer, level, what, unit=unit, answer=answer, remark=remark, reason=reason
            )
        room.pulse()
        return room.view(key)

    async def _sign(
        self,
        item: Item,
        officer: Officer,
        level: int,
        what: str,
        *,
        unit: str | None = None,
        answer: str | None = None,
        remark: Value = None,
        read_back: Value = None,
        reason: str | None = None,
    ) -> None:
        """Release one receipt and keep who signed it."""
        room = self.room
        fields: tuple[Value, ...] = (unit, answer, remark, read_back, reason)
        head = receipt_body(item.key, level, role=officer.role, call_sign=officer.call_sign)
        body = Body(head.code, head.version, (*head.fields[:6], *fields))
        entry = await room.runtime.release(
            Draft(
                Kind.RECEIPT,
                encode_body(body),
                item.precedence,
                drill=item.drill,
                addressees=receipt_addressees(room, item.key[0]),
            )
        )
        room.act(entry, what, officer)
        args = {"message": room.watch.index.id_of(item.key)}
        args["code"] = answer or reason or ""
        args["unit"] = unit or ""
        room.log(f"log-{what}", args, officer.name)

    def _theirs(self, key: Key, *, answering: bool) -> tuple[Item, Thread]:
        """A message of another party on which we may sign a step.

        Raises:
            LocalProtocolError: it is ours, not addressed to us, not stored, cancelled or answered.
        """
        room, index = self.room, self.room.watch.index
        name = index.id_of(key)
        if key[0] == room.own:
            raise LocalProtocolError(f"{name} is our own message", remedy="they answer it")
        if key in index.unstored:
            raise LocalProtocolError(
                f"{name} could not be stored and cannot be signed for",
                remedy="make room on the disk; the other side sends it again",
            )
        item, thread = index.items[key], index.thread(key)
        if room.own not in index.asked(item, thread):
            raise LocalProtocolError(f"{name} is not addressed to us")
        if answering and thread.cancelled_by is not None:
            raise LocalProtocolError(
                f"{name} is cancelled by {index.id_of(thread.cancelled_by)}",
                remedy="answer the cancellation",
            )
        if answering and index.answered(item, thread):
            raise LocalProtocolError(f"{name} is answered already")
        return item, thread

    def _language(self) -> str:
        """The language of a remark: our desk's first."""
        return self.room.languages[0] if self.room.languages else "en"


def _plain(text: str, chars_max: int, what: str) -> str:
    """A short text that a person typed.

    Raises:
        LocalProtocolError: too long, or with characters that do not print.
    """
    text = " ".join(text.split())
    if len(text) > chars_max or not text.isprintable():
        raise LocalProtocolError(
            f"{what} is too long or holds characters that cannot be printed",
            remedy=f"at most {chars_max} characters",
        )
    return text
