"""The station's side of the desk's door: everything that `station.desk.Desk` promises."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from directline.copies import reading_copies
from directline.errors import LocalProtocolError
from directline.line.effects import Draft, LineStatus, PeerStatus
from directline.line.ladder import Key
from directline.station.door import Room, officer_view
from directline.station.drafting import DraftDoor
from directline.station.enddoor import EndDoor
from directline.station.ending import addressees, check_stays, left_view
from directline.station.forgetting import Forgetting
from directline.station.hiding import asked_of, hidden_in
from directline.station.messages import quality_name
from directline.station.officers import Officer
from directline.station.people import PeopleDoor
from directline.station.silence import PeerFacts, of_peer
from directline.station.steps import StepDoor
from directline.station.tests_l1 import NUMBER_MAX
from directline.station.views import (
    CosignedView,
    DeskView,
    FeedLogView,
    ForgetView,
    MessageView,
    OfficerView,
    PasskeyAnswer,
    PasskeyView,
    PeerView,
    SessionView,
    Silence,
    TerminalView,
)
from directline.transcript.bundle import Selection
from directline.wire.body import Body, encode_body
from directline.wire.values import Kind, Precedence

LIST_MAX = 200
"""Messages that a desk lists at once."""
PAGE_MAX = 500
"""Older messages that one request gives."""
FLASHES_MAX = 64
"""Ringing messages that a terminal names."""


class Peers:
    """The other parties as the desk shows them, and since when each is silent."""

    def __init__(self) -> None:
        self._since: dict[int, tuple[Silence, int]] = {}
        self.room: Room | None = None

    def silences(self) -> dict[int, Silence]:
        """The class of silence of each peer now."""
        room = self._room()
        return {peer.party: self._silence(room, peer) for peer in room.runtime.status().peers}

    def views(self, status: LineStatus) -> tuple[PeerView, ...]:
        """All peers."""
        room = self._room()
        return tuple(self._view(room, status, peer) for peer in status.peers)

    def _room(self) -> Room:
        if self.room is None:
            raise LocalProtocolError("the station is starting", remedy="try again in a moment")
        return self.room

    def _silence(self, room: Room, peer: PeerStatus) -> Silence:
        facts = PeerFacts(
            own_cut_off=room.links.own_cut_off(),
            connected=room.links.connected(peer.party),
            blackout=peer.blackout,
            hears_us=peer.hears_us,
            attended=peer.attended,
            opened_overdue=peer.party in room.watch.opened_overdue,
            suspended=bool(room.watch.index.subjects.now(peer.party, room.now_ms())),
            left=peer.party in room.watch.index.departures,
        )
        silence = of_peer(facts)
        if self._since.get(peer.party, (None, 0))[0] is not silence:
            self._since[peer.party] = (silence, room.now_ms())
        return silence

    def _view(self, room: Room, status: LineStatus, peer: PeerStatus) -> PeerView:
        silence = self._silence(room, peer)
        index = room.watch.index
        theirs = room.charter.parties[peer.party].id
        left = left_view(room, index.departures.of(peer.party))
        withheld = tuple(
            index.id_of((peer.party, peer.generation, position)) for position, _ in peer.withheld
        )
        return PeerView(
            party=theirs,
            silence=silence,
            silence_since_ms=None if silence is Silence.NONE else self._since[peer.party][1],
            blackout=peer.blackout and left is None,
            station_heard_ms=peer.heard_wall_ms,
            desk_attended=peer.attended,
            person_heard_ms=index.person_heard_ms.get(peer.party),
            clock_offset_ms=peer.clock_offset_ms,
            clock_quality=quality_name(peer.clock_quality),
            bearers=room.links.views(peer, now_ms=room.now_ms(), now_ns=room.clock.now_ns()),
            held_of_ours=peer.held_of_ours,
            released_by_us=status.position,
            waiting=peer.waiting,
            withheld=withheld,
            withheld_since_ms=tuple(since_ms for _, since_ms in peer.withheld),
            cosigned=None if left else _cosigned(room, status, peer.party),
            own_side=room.links.own_side(peer.party),
            witnessed=tuple(
                view
                for view in room.witnessed()
                if (view.party, view.generation)
                in {(theirs, peer.generation), (room.party, status.generation)}
            ),
            left=left,
            books=room.books(peer.party),
            months=room.links.times.months(peer.party),
        )


def _cosigned(room: Room, status: LineStatus, party: int) -> CosignedView | None:
    """Up to where a party has cosigned our feed; None: it has no entry yet."""
    last = room.cosigned(party)
    if not status.position:
        return None
    if last is None:
        return CosignedView("", status.position, None)
    entry = room.watch.index.id_of((room.own, last.generation, last.size))
    return CosignedView(entry, status.position, last.at_s * 1000)


class StationDesk(PeopleDoor, DraftDoor, StepDoor, EndDoor):
    """One station's door, for any number of desks."""

    def __init__(self, room: Room, peers: Peers) -> None:
        DraftDoor.__init__(self, room)
        self._peers = peers
        peers.room = room

    def view(self, session: SessionView) -> DeskView:
        """The whole desk now."""
        room = self.room
        room.reader(session)
        now_ms = room.now_ms()
        status = room.runtime.status()
        silences = self._peers.silences()
        index, watch, charter = room.watch.index, room.watch, room.charter
        keys = index.ordered(LIST_MAX)
        return DeskView(
            party=room.party,
            line_name=charter.name,
            line_id=room.line_hex,
            charter_version=charter.version,
            charter_fingerprint=charter.fingerprint,
            now_ms=now_ms,
            clock_quality=quality_name(room.clock.quality()),
            serial=index.serial,
            languages=room.languages,
            peers=self._peers.views(status),
            messages=tuple(room.views.view(key, silences) for key in keys),
            messages_total=len(index.items) + len(index.unstored),
            drafts=self.draft_views(),
            alarms=watch.alarms.views(now_ms),
            starting="" if status.ready else "starting-asking",
            audible_desks=watch.presence.audible(now_ms),
            mute_desks=len(watch.presence.mute(now_ms)),
            officers_on_watch=self._on_watch(now_ms),
            callback={party.id: party.callback for party in charter.parties},
            parties=tuple(party.id for party in charter.parties),
            roles=tuple(
                dict.fromkeys(role.id for party in charter.parties for role in party.roles)
            ),
            left=left_view(room, index.departures.of(room.own)),
            ended=index.departures.ended,
        )

    def _on_watch(self, now_ms: int) -> tuple[OfficerView, ...]:
        present = self.room.watch.presence.on_watch(now_ms)
        found = {}
        for session in self.room.office.sessions.live(now_ms=now_ms):
            if session.officer.id in present:
                found[session.officer.id] = officer_view(session.officer)
        return tuple(found.values())

    def terminal_view(self) -> TerminalView:
        """What a terminal shows while nobody is logged in: no word of any message."""
        room = self.room
        now_ms = room.now_ms()
        views = room.watch.alarms.views(now_ms)
        index = room.watch.index
        flashes: list[tuple[int, str, str]] = []
        for item in index.open_items(Precedence.FLASH):
            if item.unread and not item.drill and len(flashes) < FLASHES_MAX:
                party = room.charter.parties[item.key[0]].id
                flashes.append((int(item.precedence), item.code, party))
        return TerminalView(
            party=room.party,
            line_name=room.charter.name,
            now_ms=now_ms,
            serial=index.serial,
            peers=tuple(map(_wordless, self._peers.views(room.runtime.status()))),
            flashes=tuple(flashes),
            alarms=tuple(replace(view, args={}, message_id="") for view in views),
            sounding=any(view.sounding for view in views),
        )

    def message(self, session: SessionView, message_id: str) -> MessageView:
        """One message, without opening it."""
        self.room.reader(session)
        return self.room.view(self.room.watch.index.key_of(message_id))

    def messages(
        self, session: SessionView, *, before_serial: int | None, limit: int
    ) -> tuple[MessageView, ...]:
        """Older messages, newest first."""
        self.room.reader(session)
        keys = self.room.watch.index.older(before_serial, max(0, min(limit, PAGE_MAX)))
        silences = self._peers.silences()
        return tuple(self.room.views.view(key, silences) for key in keys)

    async def line_test(self, session: SessionView) -> MessageView:
        """Send a line test (L1) now."""
        room = self.room
        officer = room.officer(session)
        number = room.now_ms() // 1_000 % NUMBER_MAX + 1
        key = await self.send_test(number)
        room.act(key, "released", officer)
        name = room.watch.index.id_of(key)
        room.log("log-line-test", {"message": name}, officer.name)
        return room.view(key)

    async def send_test(self, number: int) -> Key:
        """Release the line test of this number."""
        room = self.room
        form = room.catalogue.form("L1")
        values = room.catalogue.parse(form, room.catalogue.line_test(number), ctx=room.context())
        body = encode_body(Body(form.code, form.version, values))
        check_stays(room)
        draft = Draft(Kind.MESSAGE, body, form.precedence, addressees=addressees(room))
        return await room.runtime.release(draft)

    def feed_logs(self) -> tuple[FeedLogView, ...]:
        """Each feed as a log that a monitor can follow."""
        return self.room.feed_logs()

    def feed_file(self, party: str, generation: str, path: str) -> bytes | None:
        """A file of such a log, or None."""
        return self.room.feed_file(party, generation, path)

    async def export(self, session: SessionView) -> bytes:
        """The transcript as one file that `directline verify` checks."""
        room = self.room
        officer = room.officer(session)
        data = await room.export()
        room.log("log-export", {"bytes": str(len(data))}, _who(officer))
        return data

    async def evidence(
        self,
        session: SessionView,
        message_ids: Sequence[str],
        recipient: str,
        hide: Sequence[str] = (),
    ) -> bytes:
        """These messages, and what was signed about them, as one file made for one recipient."""
        room = self.room
        officer = room.officer(session)
        keys = [room.watch.index.key_of(message_id) for message_id in dict.fromkeys(message_ids)]
        asked = asked_of(room.charter, hide)
        async with room.copies:
            memo = f"copies/{room.line_hex}"
            copy = int(room.office.memos.get(memo) or b"0") + 1
            selection = Selection(recipient.strip(), copy)
            data = await room.evidence(keys, selection, asked)
            # Counted and logged before the file is given out: a copy is never unaccounted for.
            room.office.memos.put(memo, str(copy).encode())
            args = {
                "recipient": selection.recipient,
                "copy": str(copy),
                "messages": ", ".join(room.watch.index.id_of(key) for key in keys),
                "digest": hashlib.sha256(data).hexdigest(),
            }
            hidden = hidden_in(data, room.charter, room.catalogue) if asked else ""
            if hidden:
                room.log("log-evidence-hidden", args | {"hidden": hidden}, _who(officer))
            else:
                room.log("log-evidence", args, _who(officer))
        return data

    # --- forgetting -----------------------------------------------------------------------------

    def forgetting(self, session: SessionView) -> tuple[ForgetView, ...]:
        """What one officer asked to have forgotten, and a second has not done yet."""
        self.room.reader(session)
        return Forgetting(self.room).waiting()

    async def ask_forgetting(
        self, session: SessionView, message_ids: Sequence[str], reason: str
    ) -> ForgetView:
        """Ask to have the bodies of closed messages forgotten; a second officer does it."""
        officer = self.room.officer(session)
        return Forgetting(self.room).ask(officer, message_ids, reason)

    async def drop_forgetting(self, session: SessionView, number: int) -> None:
        """Take an asking back, or refuse it."""
        Forgetting(self.room).drop(self.room.officer(session), number)

    async def do_forgetting(self, session: SessionView, number: int) -> tuple[str, ...]:
        """Forget, as the second officer; nobody can undo it here."""
        officer = self.room.officer(session)
        async with self.room.steps:
            return await Forgetting(self.room).do(officer, number)

    # --- passkeys -------------------------------------------------------------------------------

    def passkeys(self, session: SessionView) -> tuple[PasskeyView, ...]:
        """This officer's passkeys."""
        self.room.reader(session)
        held = self.room.office.passkeys.of(session.officer.id)
        return tuple(PasskeyView(key.id, key.name, key.site, key.added_ms) for key in held)

    async def begin_passkey(
        self, session: SessionView, passphrase: str, *, origin: str, address: str
    ) -> dict[str, Any]:
        """What a page asks a browser to make a passkey of; the passphrase is typed again for it."""
        officer = self.room.officer(session)
        # A log-in that was left open, or a page that was taken over, registers nothing.
        await self._checked(officer.login, passphrase, address)
        return self.approving.begin_registration(session, officer, origin)

    async def add_passkey(self, session: SessionView, name: str, answer: PasskeyAnswer) -> None:
        """Keep the passkey that the browser made."""
        room = self.room
        officer = room.officer(session)
        credential, site = self.approving.register(session, answer)
        named = name.strip() or site.rp_id
        number = room.office.passkeys.add(
            officer.id, credential, name=named, site=site.rp_id, now_ms=room.now_ms()
        )
        args = {"name": named, "number": str(number), "site": site.rp_id}
        room.log("log-passkey-added", args, officer.name)

    async def remove_passkey(self, session: SessionView, passkey: int) -> None:
        """Take a passkey of this officer's own away; what it approved stays provable."""
        room = self.room
        officer = room.officer(session)
        gone = room.office.passkeys.remove(officer.id, passkey, now_ms=room.now_ms())
        args = {"name": gone.name, "number": str(gone.id), "site": gone.site}
        room.log("log-passkey-removed", args, officer.name)

    async def reading_copies(self, data: bytes, language: str) -> dict[str, bytes]:
        """What such a file shows, for people to read: `html`, and `pdf` where it can be set."""
        return await asyncio.to_thread(reading_copies, data, language)

    def changes(self, *, after_serial: int | None) -> AsyncIterator[tuple[int | None, str]]:
        """What changed, for the event stream."""
        return self.room.watch.changes.follow(after_serial)


def _who(officer: Officer) -> str:
    """Who took words of the line out of it, with the post."""
    return f"{officer.name} ({officer.role})"


def _wordless(peer: PeerView) -> PeerView:
    """A party for a terminal where nobody is logged in: without any word of a message.

    What it said when it left goes, and so do the values at which two books differ.
    """
    left = None if peer.left is None else replace(peer.left, why="")
    books = None if peer.books is None else replace(peer.books, found=())
    return replace(peer, left=left, books=books)
