"""A stand-in for the station's door, in memory: no line, no store, no keys, nothing signed.

It answers as the real desk does, so that pages, API and stream can be tested and photographed.
"""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from directline.catalogue import FormErrors, ParseContext, load
from directline.errors import AccessError, FieldError, LocalProtocolError
from directline.station.views import (
    AlarmView,
    BearerView,
    DeskView,
    DraftView,
    FeedLogView,
    ForgetView,
    LogView,
    MessageView,
    OfficerView,
    PasskeyAnswer,
    PasskeyView,
    PeerView,
    SessionView,
    Silence,
    StepView,
    TerminalView,
)
from directline.wire.body import Body, decode_body, encode_body
from tests.unit.console.standin_leaving import LeavingStandIn

NOW_MS = 1_474_113_600_000
PARTIES = ("ALPHA", "BRAVO")
CONTEXT = ParseContext(parties=PARTIES)
OFFICERS = {
    "one": OfficerView(1, "A. One", "one", "DUTY-OFFICER", "ANVIL"),
    "two": OfficerView(2, "B. Two", "two", "WATCH-SUPERVISOR", "HARBOUR"),
}
PASSPHRASE = "correct horse"
API_TOKEN = "system-token"
TERMINAL = "terminal-cookie"
HOSTILE = "<img src=x onerror=alert(1)> & 'quoted'"

STEP_BACK = {
    "addressee": "DUTY-OFFICER",
    "halt": "fire",
    "position.lat_lon": "35 20.167 N 040 08.467 E",
    "since": "2016-09-17T14:00Z",
    "own_forces": "yes",
    "remark": HOSTILE,
}
AIR_AREA = {
    "window": "",
    "window.from": "2016-09-17T16:00Z",
    "window.to": "2016-09-17T18:00Z",
    "area": "35.30 40.00\n35.30 40.30\n35.10 40.15",
    "altitude.low": "10000",
    "altitude.high": "25000",
    "altitude.unit": "ft",
    "altitude.datum": "AMSL",
    "aircraft": "fast-jet",
    "separation_rule": "RULE-3",
}


def body_of(form: str, inputs: Mapping[str, str]) -> bytes:
    catalogue = load()
    found = catalogue.form(form)
    given = dict(inputs)
    if form == "I0" and "position.mgrs" not in given:
        given["position.mgrs"] = mgrs_of(given["position.lat_lon"])
    values = catalogue.parse(found, given, ctx=CONTEXT)
    return encode_body(Body(form, found.version, values))


def mgrs_of(lat_lon: str) -> str:
    from directline.catalogue.mgrs import format_mgrs
    from directline.catalogue.positions import parse_lat_lon

    return format_mgrs(*parse_lat_lon(lat_lon))


def step(name: str, party: str, at_ms: int | None, *, machine: bool, **more: Any) -> StepView:
    base: dict[str, Any] = {
        "role": "" if machine else "DUTY-OFFICER",
        "call_sign": "" if machine else "ANVIL" if party == "ALPHA" else "SLATE",
        "officer": "",
        "their_ms": at_ms,
        "our_ms": None if at_ms is None else at_ms + 400,
        "quality": "synced",
        "detail": "",
    }
    return StepView(step=name, party=party, by_machine=machine, **(base | more))


def message(serial: int, form: str, inputs: Mapping[str, str], **more: Any) -> MessageView:
    found = load().form(form)
    ours = bool(more.get("ours", False))
    party = "ALPHA" if ours else "BRAVO"
    base: dict[str, Any] = {
        "serial": serial,
        "id": f"{party} {serial}",
        "party": party,
        "ours": ours,
        "generation": 1,
        "position": serial,
        "form": form,
        "form_version": found.version,
        "body": body_of(form, inputs),
        "precedence": int(found.precedence),
        "drill": False,
        "released_ms": NOW_MS - 40_000,
        "stored_ms": NOW_MS - 39_600,
        "quality": "synced",
        "bearer": "tls-1",
        "crossed": (),
        "gap": (),
        "late": "",
        "lead_ms": None,
        "cancelled_by": "",
        "second_pending": False,
        "suspended_by": (),
        "steps": (
            step("released", party, NOW_MS - 40_000, machine=False),
            step("delivered", "BRAVO" if ours else "ALPHA", NOW_MS - 39_600, machine=True),
            step("opened", "BRAVO" if ours else "ALPHA", None, machine=False),
            step("understood", "BRAVO" if ours else "ALPHA", None, machine=False),
            step("answered", "BRAVO" if ours else "ALPHA", None, machine=False),
        ),
        "level": 2,
        "answer": "",
        "closed": False,
        "answers": () if ours else found.all_answers,
        "due_ms": NOW_MS + 80_000,
        "due_what": "human",
        "overdue": False,
        "silence": Silence.NONE,
        "unread": not ours,
    }
    return MessageView(**(base | more))


def peer(**more: Any) -> PeerView:
    base: dict[str, Any] = {
        "party": "BRAVO",
        "silence": Silence.NONE,
        "silence_since_ms": None,
        "blackout": False,
        "station_heard_ms": NOW_MS - 3_000,
        "desk_attended": True,
        "person_heard_ms": NOW_MS - 600_000,
        "clock_offset_ms": 1_300,
        "clock_quality": "synced",
        "bearers": (
            BearerView("tls-1", "tls", True, True, NOW_MS - 9_000_000, NOW_MS - 3_000, 41, ""),
            BearerView("tls-2", "tls", False, True, NOW_MS - 9_000_000, NOW_MS - 4_000, 44, ""),
        ),
        "held_of_ours": 212,
        "released_by_us": 212,
        "waiting": 0,
        "withheld": (),
        "own_side": "",
    }
    return PeerView(**(base | more))


class StandInDesk(LeavingStandIn):
    """The protocol of `station.desk.Desk`, without a station behind it."""

    def __init__(self) -> None:
        self.sessions: dict[str, SessionView] = {}
        self.calls: list[tuple[str, Any]] = []
        self.passkey_list: list[PasskeyView] = []
        self.forget_list: list[ForgetView] = []
        self.approval: PasskeyAnswer | None = None
        self.numbers = itertools.count(100)
        self.list: dict[str, MessageView] = {}
        self.drafts: dict[str, DraftView] = {}
        self.alarms: list[AlarmView] = []
        self.log: list[LogView] = []
        self.peers: tuple[PeerView, ...] = (peer(),)
        self.queues: list[asyncio.Queue[tuple[int | None, str]]] = []
        self.more: dict[str, Any] = {}
        self.real_clock = False

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 if self.real_clock else NOW_MS

    def add(self, item: MessageView) -> MessageView:
        self.list[item.id] = item
        self.tell(item.serial, "entry")
        return item

    def tell(self, serial: int | None, topic: str) -> None:
        for queue in self.queues:
            queue.put_nowait((serial, topic))

    def _see(self, name: str, *detail: Any) -> None:
        self.calls.append((name, detail))

    async def login(
        self, login: str, passphrase: str, *, terminal: str, address: str
    ) -> SessionView:
        self._see("login", login, terminal, address)
        if login not in OFFICERS or passphrase != PASSPHRASE:
            raise AccessError("login or passphrase is wrong", remedy="try again in 2 s")
        token = f"session-{login}-{next(self.numbers)}"
        self.sessions[token] = SessionView(token, OFFICERS[login], terminal, self.now_ms())
        return self.sessions[token]

    async def logout(self, token: str) -> None:
        self.sessions.pop(token, None)

    def session(self, token: str) -> SessionView | None:
        return self.sessions.get(token)

    def api_token(self, token: str) -> str | None:
        return "radar" if token == API_TOKEN else None

    def terminal(self, cookie: str) -> str | None:
        return "desk-1" if cookie == TERMINAL else None

    async def enrol(self, code: str) -> str:
        if code != "ONE-TIME":
            raise AccessError("this code is not known or was used")
        return TERMINAL

    def view(self, session: SessionView) -> DeskView:
        shown = sorted(self.list.values(), key=lambda m: (m.closed, -m.precedence, -m.serial))
        base: dict[str, Any] = {
            "party": "ALPHA",
            "line_name": "NORTHERN AIR",
            "line_id": "5f0c2a9e11d4407bb0a16fd2c8e3914a",
            "charter_version": 1,
            "charter_fingerprint": "7K2M-Q9XA-0V4T-R8ZD-3FHN-6PBC-1WJE-5YGS-K0TT-M4XQ",
            "now_ms": self.now_ms(),
            "clock_quality": "synced",
            "serial": max((m.serial for m in shown), default=0),
            "languages": ("en", "ru", "uk", "ar", "zh", "fr"),
            "peers": self.peers,
            "messages": tuple(shown),
            "messages_total": len(shown),
            "drafts": tuple(self.drafts.values()),
            "alarms": tuple(self.alarms),
            "starting": "",
            "audible_desks": 1,
            "mute_desks": 0,
            "officers_on_watch": tuple(s.officer for s in self.sessions.values())[:1],
            "callback": {"ALPHA": "+1 555 0100", "BRAVO": "+1 555 0199"},
            "parties": PARTIES,
        }
        return DeskView(**(base | self.more))

    def terminal_view(self) -> TerminalView:
        flashes = [m for m in self.list.values() if m.precedence == 3 and m.unread]
        return TerminalView(
            party="ALPHA",
            line_name="NORTHERN AIR",
            now_ms=self.now_ms(),
            serial=max((m.serial for m in self.list.values()), default=0),
            peers=self.peers,
            flashes=tuple((m.precedence, m.form, m.party) for m in flashes),
            alarms=tuple(replace(a, message_id="", args={}) for a in self.alarms),
            sounding=any(a.sounding for a in self.alarms),
        )

    def message(self, session: SessionView, message_id: str) -> MessageView:
        if message_id not in self.list:
            raise LocalProtocolError(f"there is no message {message_id}")
        return self.list[message_id]

    def messages(
        self, session: SessionView, *, before_serial: int | None, limit: int
    ) -> tuple[MessageView, ...]:
        found = sorted(self.list.values(), key=lambda m: -m.serial)
        return tuple(m for m in found if before_serial is None or m.serial < before_serial)[:limit]

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
        catalogue = load()
        found = catalogue.form(form)
        errors: tuple[tuple[str, str, str, str], ...] = ()
        body = None
        context = ParseContext(parties=PARTIES, language=language)
        try:
            values = catalogue.parse(found, inputs, ctx=context)
            body = encode_body(Body(form, found.version, values))
        except FormErrors as wrong:
            errors = tuple((e.field, e.value, e.message, e.remedy) for e in wrong.errors)
        by_officer = isinstance(session, SessionView)
        number = draft_id or f"d{next(self.numbers)}"
        self.drafts[number] = DraftView(
            id=number,
            form=form,
            inputs=dict(inputs),
            body=body,
            errors=errors,
            precedence=int(found.precedence) if precedence is None else precedence,
            drill=drill,
            drafter=session.officer.name if isinstance(session, SessionView) else session,
            drafter_id=session.officer.id if isinstance(session, SessionView) else 0,
            changed_ms=self.now_ms(),
            source=source,
            needs_second=by_officer and not found.life_saving,
            refers_to=inputs.get("ref", ""),
        )
        self._see("draft", form, drill, source)
        self.tell(None, "drafts")
        return self.drafts[number]

    def draft_view(self, session: SessionView, draft_id: str, *, language: str = "en") -> DraftView:
        if draft_id not in self.drafts:
            raise LocalProtocolError("there is no such draft")
        return self.drafts[draft_id]

    async def discard(self, session: SessionView, draft_id: str) -> None:
        self.drafts.pop(draft_id, None)
        self.tell(None, "drafts")

    def forgetting(self, session: SessionView) -> tuple[ForgetView, ...]:
        return tuple(self.forget_list)

    async def ask_forgetting(
        self, session: SessionView, message_ids: Sequence[str], reason: str
    ) -> ForgetView:
        asked = ForgetView(1, tuple(message_ids), reason, session.officer.name, NOW_MS)
        self.forget_list.append(asked)
        return asked

    async def drop_forgetting(self, session: SessionView, number: int) -> None:
        self._see("drop-forgetting", number)

    async def do_forgetting(self, session: SessionView, number: int) -> tuple[str, ...]:
        self._see("do-forgetting", number)
        return self.forget_list[0].messages

    def passkeys(self, session: SessionView) -> tuple[PasskeyView, ...]:
        return tuple(self.passkey_list)

    async def begin_passkey(
        self, session: SessionView, passphrase: str, *, origin: str, address: str
    ) -> dict[str, Any]:
        if passphrase != PASSPHRASE:
            raise AccessError("wrong passphrase")
        self._see("begin-passkey", origin)
        return {"challenge": "AAAA"}

    async def add_passkey(self, session: SessionView, name: str, answer: PasskeyAnswer) -> None:
        self._see("add-passkey", name, answer)
        self.passkey_list.append(PasskeyView(1, name, "testserver", NOW_MS))

    async def remove_passkey(self, session: SessionView, passkey: int) -> None:
        self._see("remove-passkey", passkey)
        self.passkey_list = [key for key in self.passkey_list if key.id != passkey]

    def begin_approval(
        self, session: SessionView, draft_id: str, *, mark: str, origin: str
    ) -> dict[str, Any]:
        self._see("begin-approval", draft_id, mark, origin)
        return {"challenge": "AAAA"}

    async def release(
        self,
        session: SessionView,
        draft_id: str,
        *,
        mark: str = "",
        approval: PasskeyAnswer | None = None,
        reviewed: bool = False,
    ) -> MessageView:
        draft = self.draft_view(session, draft_id)
        if draft.address and not reviewed:
            raise LocalProtocolError("a form of address that is not agreed")
        self.approval = approval
        if draft.needs_second and draft.drafter_id == session.officer.id:
            raise AccessError("a second officer must release this", remedy="log in as another")
        del self.drafts[draft_id]
        self._see("release", draft.form)
        inputs = {name: value for name, value in draft.inputs.items() if value}
        return self.add(
            message(next(self.numbers), draft.form, inputs, ours=True, drill=draft.drill)
        )

    async def confirm_second(self, session: SessionView, message_id: str) -> None:
        self.list[message_id] = replace(self.list[message_id], second_pending=False)

    def _signed(self, session: SessionView, message_id: str, name: str, **more: Any) -> MessageView:
        old = self.message(session, message_id)
        mine = step(
            name, "ALPHA", self.now_ms(), machine=False, officer=session.officer.name,
            role=session.officer.role, call_sign=session.officer.call_sign,
        )  # fmt: skip
        steps = [mine if s.step == name else s for s in old.steps]
        if mine not in steps:
            steps.append(mine)
        self._see(name, message_id)
        self.alarms = [a for a in self.alarms if a.message_id != message_id]
        return self.add(replace(old, steps=tuple(steps), unread=False, **more))

    async def open(self, session: SessionView, message_id: str) -> MessageView:
        return self._signed(session, message_id, "opened", level=3)

    async def read_back(
        self, session: SessionView, message_id: str, inputs: Mapping[str, str]
    ) -> tuple[MessageView, tuple[tuple[str, str, str, int | None], ...]]:
        found = self.message(session, message_id)
        body = decode_body(found.body)
        catalogue = load()
        wrong = catalogue.compare_read_back(
            catalogue.form(body.code), body.fields, inputs, ctx=CONTEXT
        )
        if wrong:
            return found, tuple((w.field, w.expected_text, w.got_text, w.distance_m) for w in wrong)
        return self._signed(session, message_id, "understood", level=4), ()

    async def passed(self, session: SessionView, message_id: str, unit: str) -> MessageView:
        if not unit:
            raise FieldError("name the unit", field="unit")
        return self._signed(session, message_id, "passed", level=5)

    async def answer(
        self, session: SessionView, message_id: str, code: str, remark: str = ""
    ) -> MessageView:
        if code not in self.message(session, message_id).answers:
            raise FieldError("this answer is not open", field="code", value=code)
        closed = code not in {"STANDBY", "CHECKING", "WAIT"}
        return self._signed(
            session, message_id, "answered", level=6, answer=code, closed=closed, answers=()
        )

    async def decline(self, session: SessionView, message_id: str, reason: str) -> MessageView:
        return self._signed(session, message_id, "declined", level=6, closed=True, answers=())

    async def cancel_draft(self, session: SessionView, message_id: str) -> DraftView:
        found = self.message(session, message_id)
        inputs = {"ref": message_id, "action": "cancel", "original_form": found.form}
        return await self.draft(session, "L6", inputs, source="cancel")

    async def silence(self, who: SessionView | str, alarm_id: int | None) -> None:
        self._see("silence", alarm_id)
        until = self.now_ms() + 60_000
        self.alarms = [replace(a, sounding=False, silenced_until_ms=until) for a in self.alarms]
        self.tell(None, "alarms")

    async def acknowledge(self, session: SessionView, alarm_id: int) -> None:
        self._see("acknowledge", alarm_id)
        self.alarms = [
            replace(a, sounding=False, acknowledged_by=session.officer.name)
            if a.id == alarm_id
            else a
            for a in self.alarms
        ]
        self.tell(None, "alarms")

    async def presence(
        self,
        who: SessionView | str,
        *,
        desk: str,
        visible: bool,
        audible: bool,
        heard: bool | None = None,
    ) -> None:
        self._see("presence", desk, visible, audible, heard)

    async def line_test(self, session: SessionView) -> MessageView:
        number = next(self.numbers)
        return self.add(message(number, "L1", load().line_test(number), ours=True))

    async def note(self, session: SessionView, text: str) -> None:
        number = next(self.numbers)
        self.log.insert(
            0, LogView(number, self.now_ms(), "log-note", {"text": text}, session.officer.name)
        )

    async def relief(
        self, session: SessionView, relieving_login: str, passphrase: str
    ) -> tuple[str, ...]:
        if relieving_login not in OFFICERS or passphrase != PASSPHRASE:
            raise AccessError("login or passphrase is wrong")
        return tuple(m.id for m in self.list.values() if not m.closed)

    def watch_log(self, session: SessionView, *, limit: int) -> tuple[LogView, ...]:
        return tuple(self.log[:limit])

    def feed_logs(self) -> tuple[FeedLogView, ...]:
        return (FeedLogView("ALPHA", 1, 3, 2, "directline/00/ALPHA/g1", "vkey"),)

    def feed_file(self, party: str, generation: str, path: str) -> bytes | None:
        return f"{party} {generation} {path}".encode() if path != "tile/0/999" else None

    async def export(self, session: SessionView) -> bytes:
        return b"bundle"

    async def evidence(
        self,
        session: SessionView,
        message_ids: Sequence[str],
        recipient: str,
        hide: Sequence[str] = (),
    ) -> bytes:
        if not recipient:
            raise LocalProtocolError("a selection names for whom it is made")
        without = f" without {', '.join(hide)}" if hide else ""
        return f"{', '.join(message_ids)} for {recipient}{without}".encode()

    async def reading_copies(self, data: bytes, language: str) -> dict[str, bytes]:
        return {"html": b"<!doctype html>" + data, "pdf": f"%PDF in {language}".encode()}

    async def changes(self, *, after_serial: int | None) -> AsyncIterator[tuple[int | None, str]]:
        queue: asyncio.Queue[tuple[int | None, str]] = asyncio.Queue()
        for item in self.list.values():
            if after_serial is not None and item.serial > after_serial:
                queue.put_nowait((item.serial, "entry"))
        self.queues.append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self.queues.remove(queue)


def alarm(number: int, level: str, kind: str, **more: Any) -> AlarmView:
    base: dict[str, Any] = {
        "id": number,
        "level": level,
        "kind": kind,
        "key": f"alarm-{kind}",
        "args": {},
        "message_id": "",
        "since_ms": NOW_MS - 8_000,
        "count": 1,
        "silenced_until_ms": None,
        "acknowledged_by": "",
        "sounding": level != "low",
    }
    return AlarmView(**(base | more))


def busy_desk() -> StandInDesk:
    """A desk with one of everything that a page can show."""
    desk = StandInDesk()
    flash = desk.add(message(41, "I0", STEP_BACK))
    desk.add(
        message(
            39, "A6", AIR_AREA, ours=True, level=5, answer="NO-CONFLICT", due_ms=None,
            steps=(
                step("composed", "ALPHA", NOW_MS - 4_000_000, machine=False, officer="A. One"),
                step("released", "ALPHA", NOW_MS - 3_900_000, machine=False, officer="B. Two"),
                step("delivered", "BRAVO", NOW_MS - 3_899_000, machine=True),
                step("opened", "BRAVO", NOW_MS - 3_880_000, machine=False),
                step("understood", "BRAVO", NOW_MS - 3_700_000, machine=False),
                step("passed", "BRAVO", NOW_MS - 3_600_000, machine=False, detail="AIR CELL"),
                step("answered", "BRAVO", NOW_MS - 3_500_000, machine=False, detail="NO-CONFLICT"),
            ),
            closed=True, lead_ms=(3_600_000, 3_700_000),
        )
    )  # fmt: skip
    desk.add(
        message(
            40, "A6", AIR_AREA, unread=False, level=3, crossed=("ALPHA 39",), gap=("BRAVO 38",),
            steps=(
                step("released", "BRAVO", NOW_MS - 900_000, machine=False),
                step("delivered", "ALPHA", NOW_MS - 899_000, machine=True),
                step("opened", "ALPHA", NOW_MS - 890_000, machine=False, officer="A. One"),
                step("understood", "ALPHA", None, machine=False),
                step("answered", "ALPHA", None, machine=False),
            ),
            due_ms=NOW_MS - 75_000, due_what="answer", overdue=True,
        )
    )  # fmt: skip
    desk.add(message(37, "L1", load().line_test(7), drill=True, unread=False, due_ms=None, level=6))
    desk.alarms = [
        alarm(
            7, "high", "flash", message_id=flash.id, args={"party": "BRAVO", "form": "I0"}, count=2
        ),
        alarm(8, "medium", "overdue-ours", message_id="BRAVO 40", since_ms=NOW_MS - 75_000),
        alarm(9, "low", "arrived", count=3, since_ms=NOW_MS - 900_000),
    ]
    desk.log = [LogView(1, NOW_MS, "log-login", {"officer": "A. One"}, "A. One")]
    return desk
