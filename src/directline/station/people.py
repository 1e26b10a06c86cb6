"""The door's people: log-ins, terminals, tokens, the watch log, the hand-over of the watch."""

import asyncio

import structlog

from directline.errors import AccessError, LocalProtocolError
from directline.station.door import Room, session_view
from directline.station.officers import Officer
from directline.station.sessions import digest
from directline.station.views import LogView, SessionView
from directline.wire.values import Precedence

NOTE_CHARS_MAX = 2_000
"""A remark in the watch log: a paragraph, not a report."""
OPEN_ITEMS_MAX = 200
"""Items that a hand-over lists one by one; more are counted."""
TERMINAL_CHARS_MAX = 100

_log = structlog.get_logger("desk")


def _seat(token: str) -> str:
    """A name for one log-in that tells nothing of its token."""
    return digest(token).hex()[:16]


class PeopleDoor:
    """What persons and terminals do that no entry carries."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def login(
        self, login: str, passphrase: str, *, terminal: str, address: str
    ) -> SessionView:
        """Log an officer in.  Slow on purpose; failures are counted and delayed."""
        room = self.room
        officer = await self._checked(login, passphrase, address)
        now_ms = room.now_ms()
        token = room.office.sessions.open(
            officer, terminal=terminal[:TERMINAL_CHARS_MAX], address=address, now_ms=now_ms
        )
        session = room.office.sessions.find(token, now_ms=now_ms)
        if session is None:
            raise AccessError("the log-in could not be kept", remedy="log in again")
        room.watch.presence.acted(now_ms)
        room.log("log-login", {"officer": officer.name, "terminal": terminal}, officer.name)
        room.runtime.attend(attended=True)
        room.pulse()
        return session_view(token, session)

    async def _checked(self, login: str, passphrase: str, address: str) -> Officer:
        """The officer of a login and passphrase; a wrong one is counted and logged."""
        room = self.room
        async with room.logins.turn(address):
            attempt = room.office.officers.attempt(login, now_ms=room.now_ms())
            right = await asyncio.to_thread(attempt.verify, passphrase)
            try:
                return room.office.officers.conclude(attempt, right=right)
            except AccessError:
                _log.warning("log-in refused", address=address, known=bool(attempt.officer))
                if attempt.officer:
                    args = {"login": attempt.login, "address": address}
                    room.log("log-login-refused", args)
                raise

    async def logout(self, token: str) -> None:
        """End a session.  Unknown tokens are ignored."""
        room = self.room
        session = room.office.sessions.find(token, now_ms=room.now_ms(), touch=False)
        if session is None:
            return
        room.office.sessions.close(token)
        officer = session.officer
        room.watch.presence.seat_left(_seat(token))
        room.log("log-logout", {"officer": officer.name}, officer.name)
        room.watch.changes.topic("presence")
        room.pulse()

    def session(self, token: str) -> SessionView | None:
        """The live session of a token, or None."""
        room = self.room
        found = room.office.sessions.find(token, now_ms=room.now_ms(), touch=False)
        return None if found is None else session_view(token, found)

    def api_token(self, token: str) -> str | None:
        """The name of a party's own system that may draft, or None."""
        return self.room.office.tokens.name_of(token)

    def terminal(self, cookie: str) -> str | None:
        """The name of an enrolled terminal, or None."""
        return self.room.office.terminals.name_of(cookie)

    async def enrol(self, code: str) -> str:
        """Turn a one-time code into a terminal's cookie."""
        room = self.room
        cookie = room.office.terminals.enrol(code, now_ms=room.now_ms())
        name = room.office.terminals.name_of(cookie) or ""
        room.log("log-enrolled", {"terminal": name})
        return cookie

    async def presence(
        self,
        who: SessionView | str,
        *,
        desk: str,
        visible: bool,
        audible: bool,
        heard: bool | None = None,
    ) -> None:
        """A page tells that it is visible and may sound."""
        room = self.room
        now_ms = room.now_ms()
        desk = desk[:TERMINAL_CHARS_MAX]
        if isinstance(who, str):
            name, officer, seat = who, 0, f"terminal {who}"
        else:
            room.reader(who)
            name, officer, seat = who.officer.name, who.officer.id, _seat(who.token)
        before = room.watch.presence.heard(desk)
        room.watch.page(
            desk, who=name, officer=officer, visible=visible, audible=audible, heard=heard,
            now_ms=now_ms, seat=seat,
        )  # fmt: skip
        if heard is not None and heard != before:
            what = "log-armed" if heard else "log-not-audible"
            room.log(what, {"desk": desk, "who": name}, name if officer else "")
        room.runtime.attend(attended=room.watch.presence.attended(now_ms))
        room.pulse()

    async def silence(self, who: SessionView | str, alarm_id: int | None) -> None:
        """Quiet the sound for 60 s.  Signs nothing."""
        room = self.room
        if not isinstance(who, str):
            room.officer(who)
        if room.watch.alarms.silence(alarm_id, room.now_ms()):
            name = who if isinstance(who, str) else who.officer.name
            room.log("log-silenced", {"who": name}, "" if isinstance(who, str) else name)
            room.watch.changes.topic("alarms")
        room.pulse()

    async def acknowledge(self, session: SessionView, alarm_id: int) -> None:
        """A named person has seen the alarm."""
        room = self.room
        officer = room.officer(session)
        kind = room.watch.acknowledge(alarm_id, officer.name)
        if kind is None:
            raise LocalProtocolError("this alarm is no longer there", remedy="look at the list")
        room.office.memos.put(f"acknowledged/{room.line_hex}", room.watch.acknowledged.encode())
        room.log("log-acknowledged", {"alarm": kind}, officer.name)
        room.pulse()

    async def note(self, session: SessionView, text: str) -> None:
        """Write a remark into the watch log."""
        officer = self.room.officer(session)
        text = text.strip()
        if not text or len(text) > NOTE_CHARS_MAX:
            raise LocalProtocolError(
                "a remark has text, and at most 2,000 characters", remedy="shorten it"
            )
        self.room.log("log-note", {"text": text}, officer.name)

    async def relief(
        self, session: SessionView, relieving_login: str, passphrase: str
    ) -> tuple[str, ...]:
        """Hand the watch over: both officers sign the list of open items."""
        room = self.room
        leaving = room.officer(session)
        relieving = await self._checked(relieving_login, passphrase, "relief")
        if relieving.id == leaving.id:
            raise LocalProtocolError(
                "the watch is handed over to another officer", remedy="the other one logs in here"
            )
        items = self.open_items()
        args = {"leaving": leaving.name, "relieving": relieving.name, "items": "\n".join(items)}
        room.log("log-relief", args, f"{leaving.name}, {relieving.name}")
        return items

    def open_items(self) -> tuple[str, ...]:
        """What a relieving officer must know, one line each, the urgent first."""
        room, items = self.room, []
        index = room.watch.index
        for precedence in sorted(Precedence, reverse=True):
            for item in index.open_items(precedence):
                due = "" if item.due is None else f" {item.due.what} {item.due.at_ms}"
                late = " overdue" if item.overdue else ""
                items.append(f"{index.id_of(item.key)} {item.code} {precedence.name}{due}{late}")
        now_ms = room.now_ms()
        alarms = [
            f"alarm {view.kind} {view.message_id}".strip()
            for view in room.watch.alarms.views(now_ms)
        ]
        drafts = [f"draft {d.id} {d.form}" for d in room.office.drafts.all(room.line_hex)]
        shown = items[:OPEN_ITEMS_MAX]
        if len(items) > len(shown):
            shown.append(f"and {len(items) - len(shown)} more messages")
        return (*shown, *alarms, *drafts)

    def watch_log(self, session: SessionView, *, limit: int) -> tuple[LogView, ...]:
        """The watch log, newest first."""
        self.room.reader(session)
        rows = self.room.office.log.rows(limit=limit)
        return tuple(LogView(r.serial, r.at_ms, r.what, r.args, r.officer) for r in rows)
