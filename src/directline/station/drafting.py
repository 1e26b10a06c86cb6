"""The door's drafts: composing, changing, releasing by two, and the CANCEL that stands ready."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from directline.catalogue import FieldError, Form, FormErrors
from directline.catalogue.address import free_texts, not_agreed
from directline.errors import AccessError, LocalProtocolError
from directline.line.effects import Draft
from directline.line.ladder import CANCEL_CODE, Key
from directline.station.approving import Approving
from directline.station.door import RELEASED, RELEASED_ALONE, Room
from directline.station.draftbox import StoredDraft
from directline.station.ending import addressees, check_stays
from directline.station.facts import named, reference
from directline.station.lineforms import kept, writable
from directline.station.officers import Officer
from directline.station.release_rules import DraftFacts, check_precedence, judge, needs_second
from directline.station.undertaken import check_act
from directline.station.views import DraftView, MessageView, PasskeyAnswer, SessionView
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.values import Kind, Precedence

INPUTS_MAX = 200
"""Inputs of one form: its fields and their parts."""
DRAFTS_SHOWN_MAX = 100
EN_ROUTE_CODE = "H4"
MARK_CHARS = 32
DRAFTS_KEPT_MAX = 500
"""Drafts whose check is remembered, so that a desk that looks again costs nothing."""

Errors = tuple[tuple[str, str, str, str], ...]


class DraftDoor:
    """What is written before it is released."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.approving = Approving(room)
        self._parsed: dict[str, tuple[int, dict[str, str], Errors]] = {}

    async def draft(
        self,
        session: SessionView | str,
        form: str,
        inputs: Mapping[str, str],
        *,
        draft_id: str = "",
        drill: bool = False,
        precedence: int | None = None,
        source: str = "desk",
        language: str = "en",
    ) -> DraftView:
        """Make or change a draft."""
        room = self.room
        officer = None if isinstance(session, str) else room.officer(session)
        found = writable(room.catalogue, form)
        if not found.composable:
            raise LocalProtocolError(
                f"{found.code} is not composed", remedy="it is made by the acts on a message"
            )
        if len(inputs) > INPUTS_MAX:
            raise LocalProtocolError(f"{len(inputs)} inputs where no form takes {INPUTS_MAX}")
        before = self._mine(draft_id, session) if draft_id else None
        body, errors = self._parse(found, inputs, language)
        refers, referred = self._referred(found, body, inputs)
        least = found.precedence_for(None if referred is None else referred[1])
        kept = {name: text for name, text in inputs.items() if text}
        wanted = least if precedence is None else _precedence(precedence)
        stored = StoredDraft(
            id=draft_id,
            line=room.line_hex,
            form=found.code,
            inputs=kept,
            body=None if errors else body,
            precedence=wanted,
            drill=drill,
            drafter=0 if officer is None else officer.id,
            drafter_name=session if isinstance(session, str) else session.officer.name,
            changed_ms=room.now_ms(),
            source=before.source if before is not None else source,
            refers_to=refers,
            read=self._read(officer),
            raised_by=_raised_by(before, wanted, least, officer),
        )
        if before is None:
            stored = room.office.drafts.add(stored)
        else:
            stored = _kept_drafter(before, stored)
            room.office.drafts.change(stored)
        room.watch.changes.topic("drafts")
        return self._view(stored, errors)

    def draft_view(self, session: SessionView, draft_id: str, *, language: str = "en") -> DraftView:
        """One draft."""
        self.room.reader(session)
        return self.shown(self._get(draft_id), language)

    def draft_views(self) -> tuple[DraftView, ...]:
        """All drafts of this line, the newest change first."""
        room = self.room
        held = room.office.drafts.all(room.line_hex)
        waiting = [
            draft
            for draft in held
            if draft.id not in room.released and kept(room.catalogue, draft.form)[0]
        ]
        return tuple(self.shown(draft) for draft in waiting[:DRAFTS_SHOWN_MAX])

    async def discard(self, session: SessionView, draft_id: str) -> None:
        """Throw a draft away."""
        officer = self.room.officer(session)
        draft = self._get(draft_id)
        self.room.office.drafts.discard(draft.id)
        self.room.log("log-discarded", {"form": draft.form, "draft": draft.id}, officer.name)
        self.room.watch.changes.topic("drafts")

    def begin_approval(
        self, session: SessionView, draft_id: str, *, mark: str, origin: str
    ) -> dict[str, Any]:
        """What a page asks an authenticator, so that its answer approves exactly this draft."""
        officer = self.room.officer(session)
        draft = self._get(draft_id)
        if mark != _mark(draft):
            raise _changed(draft)
        return self.approving.begin(session, officer, draft, origin)

    async def release(
        self,
        session: SessionView,
        draft_id: str,
        *,
        mark: str = "",
        approval: PasskeyAnswer | None = None,
        reviewed: bool = False,
    ) -> MessageView:
        """Release a draft: signed and durable here when this returns."""
        room = self.room
        officer = room.officer(session)
        async with room.steps:
            check_stays(room)
            draft = self._get(draft_id)
            form = writable(room.catalogue, draft.form)
            _, errors = self._parse(form, draft.inputs, "en")
            if mark and mark != _mark(draft):
                raise _changed(draft)
            body = draft.body  # what was reviewed, to the byte
            if body is None or errors:
                raise FormErrors(
                    tuple(FieldError(m, field=f, value=v, remedy=r) for f, v, m, r in errors)
                )
            if decode_body(body).version != form.version:
                raise _changed(draft)
            ruling = judge(self._facts(draft, form, body), officer.id)
            self._check_reference(form, body)
            self._check_unit(form, body)
            slips = self._address(form, body)
            if slips and not reviewed:
                raise _slip(slips)
            approved = self.approving.check(session, officer, draft, approval)
            key = await room.runtime.release(
                Draft(
                    Kind.MESSAGE,
                    body,
                    draft.precedence,
                    drill=draft.drill,
                    addressees=addressees(room),
                    read=draft.read,
                )
            )
            # Released is released: what desk.db cannot keep of it must not seem to undo it.
            room.released.add(draft.id)
            with room.beside():
                if draft.drafter:
                    room.office.acts.add(
                        room.line_hex, *key, "drafted", draft.drafter, now_ms=draft.changed_ms
                    )
            if approved is not None:
                self.approving.released(approved, room.watch.index.id_of(key), officer)
            room.act(key, RELEASED_ALONE if ruling.second_pending else RELEASED, officer)
            with room.beside():
                room.office.drafts.discard(draft.id)
                room.released.discard(draft.id)
        name = room.watch.index.id_of(key)
        room.log("log-released", {"message": name, "form": draft.form}, officer.name)
        if slips:
            args = {"message": name, "words": ", ".join(slips), "role": officer.role}
            room.log("log-address-reviewed", args, officer.name)
        room.watch.changes.topic("drafts")
        room.pulse()
        return room.view(key)

    async def cancel_draft(self, session: SessionView, message_id: str) -> DraftView:
        """The CANCEL that stands ready for one of our own messages: only a reason is missing."""
        room = self.room
        room.officer(session)
        key = room.watch.index.key_of(message_id)
        name = room.watch.index.id_of(key)
        item = room.watch.index.item(key)
        if key[0] != room.own:
            raise LocalProtocolError(
                f"{name} is not ours to cancel", remedy="answer it, or decline it with a reason"
            )
        if item.form is None or not item.form.cancellable:
            raise LocalProtocolError(f"{name} ({item.code}) cannot be cancelled")
        cancelled_by = room.watch.index.thread(key).cancelled_by
        if cancelled_by is not None:
            raise LocalProtocolError(
                f"{name} is cancelled by {room.watch.index.id_of(cancelled_by)} already"
            )
        for held in room.office.drafts.all(room.line_hex):
            if held.source == "cancel" and held.refers_to == name:
                return self.shown(held)
        inputs = {"ref": name, "action": "cancel", "original_form": item.code}
        return await self.draft(session, CANCEL_CODE, inputs, drill=item.drill, source="cancel")

    def tidy(self) -> None:
        """After a start: drop a draft whose very bytes were released just before the crash."""
        room = self.room
        newest = room.watch.index.older(None, DRAFTS_SHOWN_MAX)
        own = [room.watch.index.thread(key) for key in newest if key[0] == room.own]
        released = {
            (encode_body(t.body), t.header.drill): t.header.instant_ms for t in own if t.body
        }
        for draft in room.office.drafts.all(room.line_hex):
            at_ms = released.get((draft.body or b"", draft.drill))
            if at_ms is not None and at_ms >= draft.changed_ms:
                room.office.drafts.discard(draft.id)

    # --- what a draft is ------------------------------------------------------------------------

    def _get(self, draft_id: str) -> StoredDraft:
        draft = self.room.office.drafts.get(draft_id)
        gone = draft is None or draft.id in self.room.released
        if gone or draft is None or draft.line != self.room.line_hex:
            raise LocalProtocolError(
                f"there is no draft {draft_id[:20]!r}", remedy="it was released or discarded"
            )
        return draft

    def _mine(self, draft_id: str, session: SessionView | str) -> StoredDraft:
        """A draft to change.  A system changes its own drafts only."""
        draft = self._get(draft_id)
        if isinstance(session, str) and (draft.drafter or draft.drafter_name != session):
            raise AccessError("a system changes its own drafts only")
        return draft

    def _parse(
        self, form: Form, inputs: Mapping[str, str], language: str
    ) -> tuple[bytes | None, Errors]:
        """The encoded body and what is wrong, field by field."""
        try:
            values = self.room.catalogue.parse(form, inputs, ctx=self.room.context(language))
            return encode_body(Body(form.code, form.version, values)), ()
        except FormErrors as errors:
            found = tuple((e.field, e.value, e.message, e.remedy) for e in errors.errors)
            return None, found
        except LocalProtocolError as error:
            return None, (("", "", error.message, error.remedy),)

    def _referred(
        self, form: Form, body: bytes | None, inputs: Mapping[str, str]
    ) -> tuple[str, tuple[Form | None, Precedence] | None]:
        """The message that a draft refers to: its name, its form, its precedence."""
        index = self.room.watch.index
        key: Key | None = None
        if body is not None:
            key = reference(form, decode_body(body))
        else:
            field = next((f.name for f in form.fields if f.type == "ref"), "")
            try:
                key = index.key_of(inputs.get(field, ""))
            except LocalProtocolError:
                key = None
        if key is None or key not in index.items:
            return "", None
        item = index.items[key]
        return index.id_of(key), (item.form, item.precedence)

    def _facts(self, draft: StoredDraft, form: Form, body: bytes | None) -> DraftFacts:
        _, referred = self._referred(form, body, draft.inputs)
        raised = self.room.office.officers.by_login(draft.raised_by) if draft.raised_by else None
        return DraftFacts(
            form=form,
            drafter=draft.drafter,
            precedence=Precedence(draft.precedence),
            raised_by=0 if raised is None else raised.id,
            referred=None if referred is None else referred[0],
            referred_precedence=None if referred is None else referred[1],
        )

    def _kept_form(self, draft: StoredDraft) -> tuple[Form, Errors]:
        """The form of a draft that is kept, and why it cannot be released, if it went off."""
        form, error = kept(self.room.catalogue, draft.form)
        if form is None:
            raise error or LocalProtocolError(f"no form {draft.form[:40]}")
        return form, () if error is None else (("", form.code, error.message, error.remedy),)

    def _check_reference(self, form: Form, body: bytes) -> None:
        """A CANCEL or correction names a message of ours that still stands; an act fits terms."""
        index = self.room.watch.index
        key = reference(form, decode_body(body))
        held = None if key is None or key not in index.items else key
        of = None if held is None else (index.items[held].form, index.thread(held).body)
        check_act(form, decode_body(body), of, self.room.now_ms())
        if form.code != CANCEL_CODE:
            return
        if key is None or key not in index.items or key[0] != self.room.own:
            raise LocalProtocolError(
                "only an own message that is there can be cancelled or corrected",
                remedy="name it by party and number",
            )
        if index.thread(key).cancelled_by is not None:
            raise LocalProtocolError(f"{index.id_of(key)} is cancelled already")

    def _address(self, form: Form, body: bytes | None) -> tuple[str, ...]:
        """Forms of address that are not agreed; nothing waits for words where lives may be lost."""
        if body is None or form.life_saving:
            return ()
        texts = free_texts(form, decode_body(body).fields)
        return not_agreed(self.room.catalogue, texts)

    def _check_unit(self, form: Form, body: bytes) -> None:
        """What a movement says of its units repeats what is signed: no unit, no yes."""
        if form.code != EN_ROUTE_CODE:
            return
        found = decode_body(body)
        key, index = reference(form, found), self.room.watch.index
        said = named(form, found).get("unit_named")
        signed = key in index.items and any(step.unit for step in index.thread(key).steps)
        if said == "yes" and not signed:
            raise LocalProtocolError(
                "no named unit has acknowledged the movement: none is in the receipts",
                remedy="say no, or unknown; ask them which unit was told",
            )

    def _read(self, officer: Officer | None) -> tuple[tuple[int, int, int], ...]:
        """The highest position of every other party that this drafter had opened."""
        room = self.room
        opened = {} if officer is None else room.names.opened_by(officer.id)
        status = room.runtime.status()
        marks = []
        for peer in status.peers:
            position = opened.get((peer.party, peer.generation), 0)
            marks.append((peer.party, peer.generation, position))
        return tuple(marks)

    def shown(self, draft: StoredDraft, language: str = "en") -> DraftView:
        """A kept draft as the desk shows it, checked anew."""
        form, off = self._kept_form(draft)
        _, errors = self._parse(form, draft.inputs, language)
        return self._view(draft, (*errors, *off))

    def _view(self, draft: StoredDraft, errors: Errors) -> DraftView:
        form, _ = self._kept_form(draft)
        facts = self._facts(draft, form, draft.body)
        try:
            check_precedence(facts)
        except LocalProtocolError as error:
            name = Precedence(draft.precedence).name
            errors = (*errors, ("precedence", name, error.message, error.remedy))
        raised = self.room.office.officers.by_login(draft.raised_by) if draft.raised_by else None
        return DraftView(
            id=draft.id,
            form=draft.form,
            inputs=draft.inputs,
            body=draft.body,
            errors=errors,
            precedence=draft.precedence,
            drill=draft.drill,
            drafter=draft.drafter_name,
            drafter_id=draft.drafter,
            changed_ms=draft.changed_ms,
            source=draft.source,
            needs_second=needs_second(facts),
            needs_passkey=self.room.passkey_rule.wants(draft.form, Precedence(draft.precedence)),
            address=self._address(form, draft.body),
            refers_to=draft.refers_to,
            raised_by="" if raised is None else raised.name,
            mark=_mark(draft),
        )


def _precedence(number: int) -> Precedence:
    try:
        return Precedence(number)
    except ValueError:
        raise LocalProtocolError(f"there is no precedence {number}") from None


def _raised_by(
    before: StoredDraft | None, wanted: Precedence, least: Precedence, officer: Officer | None
) -> str:
    """The login of the officer who raised the precedence above the form's."""
    if wanted <= least:
        return ""
    if before is not None and before.raised_by and before.precedence >= wanted:
        return before.raised_by
    if officer is None:
        raise AccessError("a system may not raise the precedence", remedy="an officer raises it")
    return officer.login


def _slip(words: tuple[str, ...]) -> LocalProtocolError:
    return LocalProtocolError(
        f"the free text holds a form of address that is not agreed: {', '.join(words)}",
        remedy="change it, or release it as reviewed: that is recorded with your post",
    )


def _changed(draft: StoredDraft) -> LocalProtocolError:
    return LocalProtocolError(
        f"{draft.id} or its form was changed after you reviewed it: nothing was released",
        remedy="review it again",
    )


def _mark(draft: StoredDraft) -> str:
    """Names what would be sent, and at which precedence."""
    sent = repr((*_content(draft), int(draft.precedence)))
    return hashlib.sha256(sent.encode()).hexdigest()[:MARK_CHARS]


def _content(draft: StoredDraft) -> tuple[object, ...]:
    return draft.form, draft.body, sorted(draft.inputs.items()), draft.drill


def _kept_drafter(before: StoredDraft, after: StoredDraft) -> StoredDraft:
    """Saving without a change leaves the drafter who wrote it, unless a system did.

    The same inputs in another form or language are a change; who raises the precedence is kept
    apart (`raised_by`).
    """
    if _content(before) == _content(after) and before.drafter:
        return replace(
            after, drafter=before.drafter, drafter_name=before.drafter_name,
            changed_ms=before.changed_ms, read=before.read,
        )  # fmt: skip
    return after
