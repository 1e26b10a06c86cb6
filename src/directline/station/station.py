"""One running station: store, line, bearers, watch, scribe and the desk's door, put together.

Everything happens on one event loop; only the store's writer has a thread of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import ParamSpec

import structlog

from directline.bearers.link import Link
from directline.bearers.sockets import Address as BearerAddress
from directline.bearers.sockets import DialError
from directline.bearers.tls import Peer
from directline.books import Rules
from directline.errors import (
    DamagedError,
    DirectlineError,
    LocalProtocolError,
    StoreError,
)
from directline.line import Line
from directline.line.effects import Draft, NoteReceived, Notice
from directline.line.ladder import Key
from directline.line.ports import DamagedRecord, EntryRecord, EvidenceRecord
from directline.station.alarms import AlarmKind
from directline.station.amending import Standing, event_of, key_event_of
from directline.station.bookroom import Bookroom
from directline.station.changes import Changes
from directline.station.clock import StationClock, SystemEntropy
from directline.station.cosigned import Cosigned
from directline.station.custody import PartyKeys
from directline.station.deskdoor import Peers, StationDesk
from directline.station.door import NameBook, Office, Room
from directline.station.feedlogs import FeedLogs
from directline.station.forgetting import with_facts
from directline.station.forks import keep_fork
from directline.station.home import Home, LineDir
from directline.station.keptwords import catalogue_of
from directline.station.keyroom import Keyroom
from directline.station.links import LinkBook
from directline.station.linktimes import LinkTimes
from directline.station.lostkeys import ring_lost_keys
from directline.station.messages import MessageViews
from directline.station.parts import Bearers, Dialled, Parts
from directline.station.runtime import LineRuntime
from directline.station.scribe import Scribe
from directline.station.scrub import Scrubber
from directline.station.signing import OutsideSigner
from directline.station.sounder import Sounder
from directline.station.supervise import Supervisor
from directline.station.views import BooksView
from directline.station.watch import Acknowledged, Watch
from directline.station.witnessed import Witnessed
from directline.store.sqlite import SqliteStore
from directline.wire.body import encode_body
from directline.wire.charter import Charter
from directline.wire.keyevent import lost_keys
from directline.wire.values import Kind

PULSE_MAX_S = 30.0
"""The watch is looked at this often at the least: civil time may have jumped."""
WRITER_STOP_S = 5.0
SAY_AGAIN_S = 1.0
"""The comparison after a start, and a full disk, make a line event wait."""

_log = structlog.get_logger("station")
P = ParamSpec("P")


class Station:
    """One party's station on one line.

    Args:
        home: the party's home, already locked by the caller.
        keys: its unsealed keys.
        line_dir: the line.
        clock: civil and monotonic time.
        parts: what it is built on; a simulated station is given others.
    """

    def __init__(
        self,
        home: Home,
        keys: PartyKeys,
        line_dir: LineDir,
        *,
        clock: StationClock | None = None,
        parts: Parts | None = None,
    ) -> None:
        self.parts = parts or Parts()
        self.config = home.config()
        self.clock = clock or StationClock()
        self.signed = line_dir.signed()
        newest = line_dir.charter()
        self.own = newest.index(home.party)
        self._keys = keys
        self._loop = asyncio.get_running_loop()
        self._pulse: asyncio.TimerHandle | None = None
        self._stopped = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.db = home.open_db()
        idle_ms = self.config.session_idle_min * 60_000
        longest_ms = self.config.session_longest_h * 3_600_000
        self.office = Office.open(self.db, idle_ms=idle_ms, longest_ms=longest_ms)
        self.store = self._open_store(line_dir)
        self.key_events = line_dir.key_events(newest)
        self.standing = self._standing(newest)
        under = newest.of(self.standing.in_force)
        assert under is not None  # as `check` found
        self.charter = under
        self.catalogue = catalogue_of(line_dir, under)
        named = self.charter.parties[self.own]
        self._keys = keys = keys.named_by(named.identity, named.tls) or keys
        self.again = asyncio.Event()
        """Set when the station is to begin anew, under a later version of the charter."""
        self.writer = self.parts.writer(self.store, self._loop.call_soon_threadsafe)
        self.keyroom = Keyroom(keys.outside(), self._key_missing)
        self.runtime = self._open_line(line_dir)
        self.sounder = Sounder(self.config.alarm_command)
        self.links = self._open_links()
        self.watch = self._open_watch(line_dir.id)
        self._forks = line_dir.path / "forks"
        self.scribe = self._open_scribe()
        self.witnessed = self._open_witnessed(line_dir)
        self.bookroom = Bookroom(
            self.own, Rules(self.charter, self.catalogue), self.store, self.config.books,
            line=self.runtime, clock=self.clock, told=self._compared, broke=self.broke_rule,
        )  # fmt: skip
        self.desk = self._open_desk(line_dir.id)
        self.bearers = self._open_bearers()
        self.supervisor = Supervisor(self.desk, self.scribe)
        self.scrubber = Scrubber(self.store, damaged=self.runtime.damaged, broken=self.store_broken)

    # --- putting it together ---------------------------------------------------------------------

    def _others(self) -> tuple[int, ...]:
        return tuple(n for n in range(len(self.charter.parties)) if n != self.own)

    def _open_store(self, line_dir: LineDir) -> SqliteStore:
        return SqliteStore(
            line_dir.db_path,
            own_party=self.own,
            anchor_path=line_dir.anchor_path,
            reserve_path=line_dir.reserve_path,
            reserve_bytes=self.config.reserve_mib << 20,
            bytes_max=self.config.store_mib_max << 20,
        )

    def _standing(self, newest: Charter) -> Standing:
        """Which version of the charter is in force here."""
        standing = Standing(newest, self.own, self.signed.vouched() if newest.versions else {})
        for _, record in self.store.entries(on_damage=_damaged):
            standing.fold(record)
        try:
            standing.check()
        except LocalProtocolError:
            self.store.close()
            self.db.close()
            raise
        return standing

    def _open_line(self, line_dir: LineDir) -> LineRuntime:
        roots = line_dir.roots(self._keys)
        identity = self._keys.identity
        later = identity if isinstance(identity, OutsideSigner) else None
        newest = self.standing.newest
        line = Line(
            self.signed,
            self.own,
            signer=identity,
            sign_later=later is not None,
            clock=self.clock,
            entropy=SystemEntropy(),
            archive=self.store,
            roots=roots.read(),
            anchor=self.store.read_anchor(),
            fresh=line_dir.is_fresh(),
            now_ns=self.clock.now_ns(),
            in_force=self.charter.version,
            lost=lost_keys(self.key_events, newest, "identity"),
            compares=True,
        )
        line_dir.clear_fresh()
        return LineRuntime(
            line, self.own, writer=self.writer, roots=roots.write, now_ns=self.clock.now_ns,
            listener=self, ask=None if later is None else partial(self.keyroom.ask, later),
        )  # fmt: skip

    def _open_watch(self, line_hex: str) -> Watch:
        memo = self.office.memos.get(f"acknowledged/{line_hex}")
        watch = Watch(
            self.own,
            self.charter,
            self.catalogue,
            changes=Changes(),
            acknowledged=Acknowledged.decode(memo),
            log=self._watch_log,
        )
        readable = self.store.entries(on_damage=_damaged)
        whole = with_facts(readable, self.office.memos, line_hex)
        watch.load(whole, self.store.evidence(), self.clock.now_ms())
        return watch

    def _open_links(self) -> LinkBook:
        memo = f"link-times/{self.charter.line_id.hex()}"

        def keep(data: bytes) -> None:
            try:
                self.office.memos.put(memo, data)
            except StoreError as error:
                _log.error("the times of the links are not kept", reason=error.message)

        kept = self.office.memos.get(memo)
        times = LinkTimes(self._others(), self.clock.now_ns(), kept, keep)
        return LinkBook(self._others(), self.clock.now_ms(), times)

    def _open_scribe(self) -> Scribe:
        return Scribe(
            self.own, self.signed, self.charter, keys=self._keys, clock=self.clock,
            store=self.store, writer=self.writer, runtime=self.runtime, catalogue=self.catalogue,
            cosigned=Cosigned(self.own, self.charter, self.office.memos),
            left=self.watch.index.departures.__contains__, forked=self._forked,
            anomaly=self._anomaly,
        )  # fmt: skip

    def _open_witnessed(self, line_dir: LineDir) -> Witnessed | None:
        if self.config.witness is None:
            return None
        witnessed = Witnessed(
            self.config.witness, self.own, self.charter, runtime=self.runtime, store=self.store,
            scribe=self.scribe, memos=self.office.memos, folder=self._forks,
            now_ms=self.clock.now_ms, alarm=self._witness_alarm,
            client=self.parts.witness(self.config.witness.url),
        )  # fmt: skip
        self.scribe.witnessed_records = witnessed.records
        return witnessed

    def _compared(self, view: BooksView) -> None:
        self.watch.books(view, self.clock.now_ms())
        self.pulse()

    def _witness_alarm(
        self, kind: AlarmKind, subject: str, holds: bool, args: dict[str, str]
    ) -> None:
        now_ms = self.clock.now_ms()
        if self.watch.alarms.level_of(kind, subject, holds, now_ms, **args):
            self.watch.changes.topic("alarms")
            self.pulse()
        self.watch.changes.topic("peers")

    def _key_missing(self, key: OutsideSigner, missing: bool, reason: str) -> None:
        """A key that is kept elsewhere went missing, or is back."""
        args = {"key": key.name, "place": key.place, "reason": reason}
        self._watch_log("log-key-missing" if missing else "log-key-back", args)
        now_ms = self.clock.now_ms()
        if self.watch.alarms.level_of(AlarmKind.KEY, key.name, missing, now_ms, **args):
            self.watch.changes.topic("alarms")
            self.pulse()

    def _open_desk(self, line_hex: str) -> StationDesk:
        names = NameBook(self.office, line_hex)
        peers = Peers()
        logs = FeedLogs(self.charter, self.runtime, self.store)
        room = Room(
            own=self.own,
            charter=self.charter,
            line_hex=line_hex,
            languages=self.config.languages or self.charter.languages,
            catalogue=self.catalogue,
            clock=self.clock,
            office=self.office,
            watch=self.watch,
            runtime=self.runtime,
            links=self.links,
            views=MessageViews(self.watch.index, names.own, self._body),
            names=names,
            pulse=self.pulse,
            export=self._noting(self.scribe.export),
            evidence=self._noting(self.scribe.evidence),
            feed_logs=logs.views,
            feed_file=logs.file,
            silences=peers.silences,
            witnessed=self.witnessed.views if self.witnessed else tuple,
            cosigned=self.scribe.cosigned.of,
            passkey_rule=self.config.passkeys,
            forget=self.bookroom.forget,
            books=self.bookroom.view,
        )
        desk = StationDesk(room, peers)
        desk.tidy()
        return desk

    def _tls_keys(self, number: int) -> tuple[bytes, ...]:
        """What a party may show as its TLS key now: none that it has left, or declared lost."""
        lost = lost_keys(self.key_events, self.standing.newest, "tls")
        used = self.standing.used_by.get(number, 1)
        return tuple(key for key in self.charter.keys_of(number, "tls", used) if key not in lost)

    def _open_bearers(self) -> Bearers:
        peers = [
            Peer(number, keys[0], _addresses(self.config.peers.get(party.id, ())), keys[1:])
            for number, party in enumerate(self.charter.parties)
            if number != self.own and (keys := self._tls_keys(number))
        ]
        to = Dialled(
            line=self.charter.line_id,
            own_party=self.own,
            private_key=self._keys.tls.private_key().private_bytes_raw(),
            peers=tuple(peers),
            listen=_addresses(self.config.listen),
            events=self,
        )
        return self.parts.bearers(to)

    def _body(self, key: Key) -> bytes | None:
        try:
            record = self.store.entry(*key)
        except DamagedError as error:
            self.runtime.damaged(DamagedRecord(*key, error.leaf))
            raise
        return None if record is None else record.body

    def _noting(self, read: Callable[P, Awaitable[bytes]]) -> Callable[P, Awaitable[bytes]]:
        """What reads the store, and on a damaged entry has it asked of the others."""

        async def reading(*args: P.args, **named: P.kwargs) -> bytes:
            try:
                return await read(*args, **named)
            except DamagedError as error:
                self.runtime.damaged(DamagedRecord(*error.place, error.leaf))
                raise

        return reading

    # --- life ----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Listen, dial, and begin to keep time.

        Raises:
            ConfigError: an address to listen at is taken or not ours.
        """
        if self.catalogue.digest != self.charter.catalogue:
            _log.warning("the charter pins a catalogue that is neither ours nor kept here")
        self._watch_log("log-station-started", {})
        for party in self._others():
            if party in self.watch.index.departures:
                self.bearers.rest(party)
        await self.bearers.start()
        self._tasks = {
            asyncio.create_task(self.sounder.run()),
            asyncio.create_task(self.supervisor.run()),
            asyncio.create_task(self.scrubber.run()),
            asyncio.create_task(self.keyroom.run()),
        }
        if self.parts.compares:
            self._tasks.add(asyncio.create_task(self.bookroom.run()))
        if self.witnessed is not None:
            self._tasks.add(asyncio.create_task(self.witnessed.run()))
        ring_lost_keys(self.watch, self.key_events, self.charter, self.db, self.clock.now_ms())
        self._tasks.add(asyncio.create_task(self._say_events()))
        for task in self._tasks:
            task.add_done_callback(_ended)
        self.runtime.attend(self.watch.presence.attended(self.clock.now_ms()))
        self.runtime.flush()
        self._beat()
        _log.info(
            "station started", party=self.charter.parties[self.own].id, line=self.charter.name,
            entries=self.watch.index.serial, listen=[str(a) for a in self.bearers.addresses],
        )  # fmt: skip

    async def _say_events(self) -> None:
        """Say in our feed which versions of the charter and key events are held; until said."""
        bodies = [event_of(charter) for charter in self.standing.to_say()]
        bodies += [
            key_event_of(event)
            for event in self.key_events
            if event.digest not in self.standing.told
        ]
        for body in bodies:
            draft = Draft(Kind.EVENT, encode_body(body), 0)
            while True:
                try:
                    await self.runtime.release(draft)
                    break
                except DirectlineError as error:
                    _log.info("the charter's version is not said yet", reason=error.message)
                    await asyncio.sleep(SAY_AGAIN_S)

    def _amended(self) -> None:
        """Another party, or we, said to hold a version."""
        newest = self.standing.newest
        missing = ", ".join(self.standing.waiting(newest.version))
        state = f"not yet held by {missing}" if missing else "held by all: in force from now on"
        self._watch_log("log-note", {"text": f"charter version {newest.version}: {state}"})
        if self.standing.in_force > self.charter.version:
            self.again.set()

    async def stop(self) -> None:
        """Stop in order: nothing is accepted, what was given to the store is made durable."""
        self._stopped = True
        self.links.times.stop(self.links.connected, self.clock.now_ms(), self.clock.now_ns())
        if self._pulse is not None:
            self._pulse.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bearers.stop()
        await asyncio.to_thread(self.writer.stop, WRITER_STOP_S)
        # The last commits are told to the line, so that what waits for them hears of it.
        await asyncio.sleep(0)
        self.runtime.stop()
        self.watch.changes.close()
        self._watch_log("log-station-stopped", {})
        self.store.close()
        self.db.close()
        _log.info("station stopped")

    def pulse(self) -> None:
        """Something changed that the watch's time may depend on: look again soon."""
        self._beat_at(0.0)

    def _beat_at(self, delay_s: float) -> None:
        if self._stopped:
            return
        if self._pulse is not None:
            self._pulse.cancel()
        self._pulse = self._loop.call_later(delay_s, self._beat)

    def _beat(self) -> None:
        """Let the watch look at the time, sound what must sound, and set the next look."""
        now_ms = self.clock.now_ms()
        self.links.tick(now_ms, self.clock.now_ns())
        self.watch.tick(now_ms)
        self.sounder.sound(self.watch.loudest(now_ms))
        self.runtime.attend(self.watch.presence.attended(now_ms))
        due_ms = self.watch.next_ms(now_ms)
        delay_s = PULSE_MAX_S if due_ms is None else (due_ms - now_ms) / 1000
        self._beat_at(min(max(delay_s, 0.001), PULSE_MAX_S))

    def _watch_log(self, what: str, args: dict[str, str]) -> None:
        """A line of the watch log; a full disk must not stop what the line has told."""
        try:
            self.office.log.append(what, args, now_ms=self.clock.now_ms())
        except StoreError as error:
            _log.error("the watch log refuses", what=what, reason=error.message)

    def _forked(self, number: int, generation: int, proof: bytes) -> None:
        """Two signed heads of one feed are of two histories: a file that anybody can check."""
        party = self.charter.parties[number].id
        name = keep_fork(self._forks, party, generation, proof)
        _log.critical("a party has signed heads of two histories", party=party, file=name)
        args = {"party": party, "detail": name}
        self.watch.alarms.raise_(AlarmKind.EVIDENCE, party, self.clock.now_ms(), args=args)
        self.watch.changes.topic("alarms")
        self.pulse()

    def _anomaly(self, peer: int, reason: str) -> None:
        party = self.charter.parties[peer].id
        self.watch.anomaly(party, reason, self.clock.now_ms())
        self.pulse()

    # --- what the line tells (runtime.Listener) --------------------------------------------------

    def stored(self, serial: int, record: EntryRecord, missing: tuple[int, ...]) -> None:
        """An entry is durable here."""
        change = self.watch.stored(serial, record, missing, self.clock.now_ms())
        self.bookroom.stored(serial, record)
        if change.new is not None or change.changed:
            self.pulse()
        if change.left is not None:
            self.bearers.rest(change.left)
        if record.party != self.own:
            self.scribe.grown()
        if self.standing.newest.version > 1:
            keys = self._tls_keys(record.party)
            if self.standing.fold(record):
                self._amended()
            if record.party != self.own and keys != self._tls_keys(record.party):
                self.again.set()  # it has come to its new keys: the bearers refuse the old ones

    def not_stored(self, record: EntryRecord, reason: str) -> None:
        """A peer's entry could not be stored."""
        _log.error("a peer's entry is not stored", party=record.party, position=record.position)
        self.watch.not_stored(record, reason, self.clock.now_ms())
        self.pulse()

    def store_full(self, holds: bool) -> None:
        """The store refuses for want of room, or takes again."""
        self.watch.disk_full(holds=holds, now_ms=self.clock.now_ms())
        self.pulse()

    def store_broken(self, reason: str) -> None:
        """The store has stopped, or is damaged beyond what copies mend."""
        self.watch.store_broken(reason, self.clock.now_ms())
        self.pulse()

    def sent(self, key: Key) -> None:
        """An own entry was handed to a bearer for the first time."""
        item = self.watch.index.items.get(key)
        if item is not None and item.sent_ms is None:
            item.sent_ms = self.clock.now_ms()

    def held(self, key: Key, peer: int) -> None:
        """A peer's station has acknowledged an own entry on the link."""
        item = self.watch.index.items.get(key)
        if item is not None:
            item.held.add(peer)

    def notice(self, notice: Notice) -> None:
        """Something beside entries."""
        self.watch.notice(notice, self.clock.now_ms())
        self.pulse()

    def evidence(self, record: EvidenceRecord) -> None:
        """Two histories of one party."""
        self.watch.evidence(record)
        self.pulse()

    def note(self, note: NoteReceived) -> None:
        """A peer's checkpoint."""
        self.scribe.received(note)

    def books(self, peer: int, content: bytes) -> None:
        """A peer's frame of the comparison of books."""
        self.bookroom.received(peer, content)

    def broke_rule(self, peer: int, rule: str, message: str) -> None:
        """A peer's bytes broke a rule."""
        self._anomaly(peer, f"{rule}: {message}")

    # --- what the bearers tell (bearers.BearerEvents) ---------------------------------------------

    def on_up(self, link: Link) -> None:
        """A link is authenticated and may be used."""
        now_ms = self.clock.now_ms()
        self.links.tick(now_ms, self.clock.now_ns())
        name = self.links.up(link.id, link.peer, kind=link.kind, urgent=link.urgent, now_ms=now_ms)
        _log.info("link up", link=link.id, peer=link.peer, address=link.address)
        self.watch.bearer(link.peer, name, up=True, now_ms=now_ms)
        self.runtime.link_up(link)
        self.bookroom.link_up()
        self.scribe.repeat()

    def on_unit(self, link: Link, unit: bytes) -> None:
        """One unit came."""
        self.runtime.unit(link.id, unit)

    def on_down(self, link: Link, reason: str) -> None:
        """The link has ended."""
        now_ms = self.clock.now_ms()
        _log.info("link down", link=link.id, peer=link.peer, reason=reason)
        self.runtime.link_down(link.id)
        self.links.tick(now_ms, self.clock.now_ns())
        lost = self.links.down(link.id, reason, now_ms)
        if lost is not None and not self._stopped:
            self.watch.bearer(lost[0], lost[1], up=False, now_ms=now_ms)
            self.pulse()

    def on_dial_error(self, peer: int, address: BearerAddress, error: DialError) -> None:
        """A peer was not reached."""
        _log.info("dial failed", peer=peer, address=str(address), error=error.value)
        self.links.dial_error(peer, error.value)
        self.watch.changes.topic("peers")

    def on_refused(self, address: str, reason: str, count: int) -> None:
        """Connections from outside were refused."""
        _log.warning("connections refused", address=address, reason=reason, count=count)


def _damaged(record: DamagedRecord) -> None:
    _log.error(
        "a stored entry is damaged: the peers are asked for it",
        party=record.party, generation=record.generation, position=record.position,
    )  # fmt: skip


def _ended(task: "asyncio.Task[None]") -> None:
    """A task of the station's own ends with the station only; anything else is a fault."""
    if not task.cancelled() and task.exception() is not None:
        _log.critical("a task of the station has ended", exc_info=task.exception())


def _addresses(found: Iterable[object]) -> tuple[BearerAddress, ...]:
    """The settings' addresses as the bearers take them."""
    return tuple(BearerAddress.parse(str(address)) for address in found)
