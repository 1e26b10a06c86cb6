"""Drives one line: performs its effects, feeds it units, keeps its time.

The write-ahead rule is the line's own; here `confirm` is called only once the store has said that
the records are durable.  Effects are coalesced: whatever happens within one turn of the loop is
performed together, without a task per entry and without polling.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from directline.bearers.limits import UNIT_BYTES_MAX
from directline.errors import (
    CustodyError,
    DirectlineError,
    LocalProtocolError,
    RemoteProtocolError,
    StoreError,
    StoreFullError,
    StoreStoppedError,
)
from directline.line import Line
from directline.line.effects import (
    BooksReceived,
    CloseLink,
    Draft,
    Effect,
    Evidence,
    Held,
    LineStatus,
    Mended,
    NoteReceived,
    Notice,
    NotReleased,
    NotStored,
    Persist,
    PersistRoots,
    Sent,
    Sign,
    Stored,
    Transmit,
)
from directline.line.ladder import Key
from directline.line.ports import DamagedRecord, EntryRecord, EvidenceRecord
from directline.store.reading import DamagedDatabaseError
from directline.store.writer import GroupWriter, Outcome

ERRORS_MAX = 32
"""Units that break a rule before their link is closed: a bearer's accident breaks one or two."""
BEHIND_MAX, BEHIND_MIN = 2_048, 512
"""Batches that wait for the store: above, bulk links are not read until it has caught up."""
SWITCH_INTERVAL_S = 0.0005
"""How long the busy loop may keep the writer's thread from running: it needs a turn several
times in one commit, and Python's own 5 ms each would hold up a FLASH behind a flood."""
IDLE_WAKE_NS = 60_000_000_000
"""The longest sleep: civil time may have jumped meanwhile."""

_log = structlog.get_logger("line")

Ask = Callable[[bytes, Callable[[bytes | CustodyError], None]], None]
"""Has the identity key sign a message, and tells the signature or why there is none."""


class LinkHandle(Protocol):
    """One connection to a peer, as a bearer gives it."""

    id: str
    peer: int
    kind: str
    urgent: bool

    def send(self, units: Sequence[bytes]) -> None:
        """Hand units over, in order."""

    def pause(self) -> None:
        """Take no more units until `resume`: the peer's sending stops by itself."""

    def resume(self) -> None:
        """Take units again."""

    def close(self, reason: str) -> None:
        """Close it; dialling begins again."""


class Listener(Protocol):
    """Who is told what happened on the line: the watch and the desk's door."""

    def stored(self, serial: int, record: EntryRecord, missing: tuple[int, ...]) -> None:
        """An entry is durable here."""

    def not_stored(self, record: EntryRecord, reason: str) -> None:
        """A peer's entry could not be stored."""

    def store_full(self, holds: bool) -> None:
        """The store refuses for want of room, or takes again."""

    def store_broken(self, reason: str) -> None:
        """The store has stopped: nothing is kept until a restart."""

    def sent(self, key: Key) -> None:
        """An own entry was handed to a bearer for the first time."""

    def held(self, key: Key, peer: int) -> None:
        """A peer's station has acknowledged an own entry on the link."""

    def notice(self, notice: Notice) -> None:
        """Something beside entries."""

    def evidence(self, record: EvidenceRecord) -> None:
        """Two histories of one party."""

    def note(self, note: NoteReceived) -> None:
        """A peer's checkpoint."""

    def books(self, peer: int, content: bytes) -> None:
        """A peer's frame of the comparison of books."""

    def broke_rule(self, peer: int, rule: str, message: str) -> None:
        """A peer's bytes broke a rule."""


@dataclass(slots=True)
class _Link:
    handle: LinkHandle
    errors: int = 0


class LineRuntime:
    """One line of one station, running.

    Args:
        line: the state machine.
        own: our party index.
        writer: makes records durable.
        roots: writes the roots of secrecy to their own file; raises OSError or CustodyError.
        now_ns: the monotonic clock.
        listener: who is told.
        ask: signs with an identity key that is kept elsewhere; None where the line signs itself.
    """

    def __init__(
        self,
        line: Line,
        own: int,
        *,
        writer: GroupWriter,
        roots: Callable[[bytes], None],
        now_ns: Callable[[], int],
        listener: Listener,
        ask: Ask | None = None,
    ) -> None:
        self.line = line
        self._ask = ask
        self._own = own
        self._writer = writer
        self._roots = roots
        self._now_ns = now_ns
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        self._links: dict[str, _Link] = {}
        self._serials: dict[Key, int] = {}
        self._waiting: dict[int, tuple[Key, asyncio.Future[Key]]] = {}
        self._by_key: dict[Key, int] = {}
        self._flush_due = False
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False
        self._full = False
        self._broken = False
        self._unsigned: CustodyError | None = None
        self._attended: bool | None = None
        self._behind = 0
        self._paused = False
        self.rule_errors = 0
        """Units that broke a rule since the start."""

    # --- what comes in -------------------------------------------------------------------------

    def link_up(self, link: LinkHandle) -> None:
        """A bearer is connected to a peer that has shown its key."""
        self._links[link.id] = _Link(link)
        if self._paused and not link.urgent:
            link.pause()
        self.line.link_up(
            link.id, link.peer, kind=link.kind, urgent=link.urgent,
            unit_bytes_max=UNIT_BYTES_MAX, now_ns=self._now_ns(),
        )  # fmt: skip
        self._soon()

    def link_down(self, link: str) -> None:
        """A bearer is gone."""
        if self._links.pop(link, None) is not None:
            self.line.link_down(link, self._now_ns())
            self._soon()

    def unit(self, link: str, unit: bytes) -> None:
        """A unit has come.  Bytes that break a rule are logged, counted, and close a link."""
        try:
            self.line.receive(link, unit, self._now_ns())
        except RemoteProtocolError as error:
            self._broke_rule(link, error)
        self._soon()

    def _broke_rule(self, link: str, error: RemoteProtocolError) -> None:
        self.rule_errors += 1
        known = self._links.get(link)
        if known is None:
            return
        known.errors += 1
        _log.warning(
            "unit breaks a rule", link=link, peer=known.handle.peer, rule=error.rule,
            reason=error.message, excerpt=error.excerpt, count=known.errors,
        )  # fmt: skip
        self._listener.broke_rule(known.handle.peer, error.rule, error.message)
        if known.errors >= ERRORS_MAX:
            known.handle.close(f"too many units broke a rule (last {error.rule})")

    # --- what an officer or supervision releases --------------------------------------------------

    async def release(self, draft: Draft) -> Key:
        """Release a draft and wait until it is durable here.

        Raises:
            LocalProtocolError: the line does not allow it now.
            StoreFullError: the disk is full: nothing was released.
            StoreError: the store failed: nothing was released.
            CustodyError: the identity key did not sign: nothing was released.
        """
        if self._stopped:
            raise LocalProtocolError("the station is stopping", remedy="release after its start")
        ticket = self.line.release(draft, self._now_ns())
        key = (self._own, ticket.generation, ticket.position)
        future: asyncio.Future[Key] = self._loop.create_future()
        self._waiting[ticket.token] = (key, future)
        self._by_key[key] = ticket.token
        self.flush()
        return await future

    def attend(self, attended: bool) -> None:
        """Desk presence, to be told in heartbeats."""
        if attended != self._attended:
            self._attended = attended
            self.line.attend(attended, self._now_ns())
            self._soon()

    def send_note(
        self, party: int, generation: int, size: int, note: bytes, to: Collection[int] | None = None
    ) -> None:
        """Send a checkpoint, or our cosignature on theirs, to each of these peers; None: to all."""
        self.line.send_note(party, generation, size, note, to)
        self._soon()

    def send_books(self, peer: int, content: bytes) -> bool:
        """Send a frame of the comparison of books, after all else; False: it cannot go now."""
        sent = self.line.send_books(peer, content)
        self._soon()
        return sent

    @property
    def linked(self) -> bool:
        """Whether any bearer is up."""
        return bool(self._links)

    def compares(self, peer: int) -> frozenset[str] | None:
        """The kinds of bearers to a peer that compares books; None: it does not, or is away."""
        links = self._links.values()
        kinds = frozenset(one.handle.kind for one in links if one.handle.peer == peer)
        return kinds if kinds and self.line.compares(peer) else None

    def damaged(self, lost: DamagedRecord) -> None:
        """A stored entry no longer reads as it was written: the peers are asked for it."""
        self.line.damaged(lost.party, lost.generation, lost.position, shown=True)
        self._soon()

    def status(self) -> LineStatus:
        """The line as it stands."""
        return self.line.status(self._now_ns())

    # --- effects -------------------------------------------------------------------------------

    def _soon(self) -> None:
        """Perform effects once, at the end of this turn of the loop."""
        if not self._flush_due and not self._stopped:
            self._flush_due = True
            self._loop.call_soon(self.flush)

    def flush(self) -> None:
        """Perform what the line wants done now; more of it after others had their turn."""
        self._flush_due = False
        if self._stopped:
            return
        effects = self.line.effects(self._now_ns())
        for effect in effects:
            self._perform(effect)
        if effects:
            self._soon()
        else:
            self._set_timer()

    def _set_timer(self) -> None:
        now_ns = self._now_ns()
        due_ns = min(self.line.next_deadline(), now_ns + IDLE_WAKE_NS)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(max(0, due_ns - now_ns) / 1e9, self._tick)

    def _tick(self) -> None:
        self._timer = None
        if not self._stopped:
            self.line.tick(self._now_ns())
            self.flush()

    def _perform(self, effect: Effect) -> None:  # noqa: C901 - one branch an effect
        match effect:
            case Transmit(link, units):
                if link in self._links:
                    self._links[link].handle.send(units)
            case Sign(token, message):
                self._sign(token, message)
            case Persist():
                self._persist(effect)
            case Stored(record, missing):
                self._stored(record, missing)
            case Sent(generation, position):
                self._listener.sent((self._own, generation, position))
            case Held(generation, position, peer):
                self._listener.held((self._own, generation, position), peer)
            case PersistRoots(token, sealed):
                self._persist_roots(token, sealed)
            case CloseLink(link, reason):
                _log.info("line closes a link", link=link, reason=reason)
                if link in self._links:
                    self._links[link].handle.close(reason)
            case Mended(record, shown):
                _log.info("damage mended", party=record.party, position=record.position)
                if not shown:
                    self._stored(record, ())
            case NotStored(record, reason):
                self._listener.not_stored(record, reason)
            case NotReleased(token, _, _, full, reason):
                self._not_released(token, full, reason)
            case NoteReceived():
                self._listener.note(effect)
            case BooksReceived(peer, content):
                self._listener.books(peer, content)
            case Evidence(proof):
                _log.error("two histories", party=proof.party, position=proof.position)
                self._listener.evidence(proof)
            case Notice():
                _log.info(
                    "line notice", kind=effect.kind.value, peer=effect.peer, state=effect.state,
                    detail=effect.detail,
                )  # fmt: skip
                self._listener.notice(effect)

    def _sign(self, token: int, message: bytes) -> None:
        """Have the key sign, wherever it is; the loop goes on meanwhile."""

        def done(outcome: bytes | CustodyError) -> None:
            if self._stopped:
                return
            if isinstance(outcome, CustodyError):
                self._unsigned = outcome
                self.line.refuse(token, full=False, reason=outcome.message, now_ns=self._now_ns())
            else:
                self._unsigned = None
                self.line.signed(token, outcome)
            self._soon()

        assert self._ask is not None
        self._ask(message, done)

    def _persist(self, effect: Persist) -> None:
        keys = [
            (record.party, record.generation, record.position)
            for record in effect.records
            if isinstance(record, EntryRecord)
        ]

        def done(outcome: Outcome) -> None:
            if self._stopped:
                return
            self._wait_for_store(-1)
            now_ns = self._now_ns()
            if isinstance(outcome, StoreError):
                full = isinstance(outcome, StoreFullError)
                _log.error("store refuses", reason=outcome.message, full=full)
                self._store_full(holds=full or self._full)
                if isinstance(outcome, StoreStoppedError | DamagedDatabaseError):
                    self._broken = isinstance(outcome, StoreStoppedError)
                    self._listener.store_broken(outcome.message)
                self.line.refuse(effect.token, full=full, reason=outcome.message, now_ns=now_ns)
            else:
                self._store_full(holds=False)
                self._serials.update(zip(keys, outcome, strict=True))
                self.line.confirm(effect.token, now_ns)
            self._soon()

        self._wait_for_store(1)
        self._writer.submit(effect.records, reserve=effect.reserve, done=done, urgent=effect.urgent)

    def _wait_for_store(self, change: int) -> None:
        """While the store is far behind, read no bulk link: back-pressure before any receipt."""
        self._behind += change
        pause = self._behind > (BEHIND_MIN if self._paused else BEHIND_MAX)
        if pause == self._paused:
            return
        self._paused = pause
        for link in self._links.values():
            if not link.handle.urgent:
                link.handle.pause() if pause else link.handle.resume()

    def _store_full(self, *, holds: bool) -> None:
        if holds != self._full:
            self._full = holds
            self._listener.store_full(holds)

    def _persist_roots(self, token: int, sealed: bytes) -> None:
        """The roots file is small and rare: written here, in order with everything else."""
        try:
            self._roots(sealed)
        except (OSError, DirectlineError) as error:
            _log.error("roots file refuses", reason=type(error).__name__)
            self.line.refuse(
                token, full=False, reason="the roots file cannot be written", now_ns=self._now_ns()
            )
        else:
            self.line.confirm(token, self._now_ns())

    def _stored(self, record: EntryRecord, missing: tuple[int, ...]) -> None:
        key = (record.party, record.generation, record.position)
        self._listener.stored(self._serials.pop(key, 0), record, missing)
        token = self._by_key.pop(key, None)
        waiting = self._waiting.pop(token, None) if token is not None else None
        if waiting is not None and not waiting[1].done():
            waiting[1].set_result(key)

    def _not_released(self, token: int, full: bool, reason: str) -> None:
        waiting = self._waiting.pop(token, None)
        if waiting is None:
            return
        key, future = waiting
        self._by_key.pop(key, None)
        if future.done():
            return
        if self._broken:
            error = StoreStoppedError(
                f"it is not known whether this was released: {reason}",
                remedy="restart the station, then look for it in the list",
            )
            future.set_exception(error)
            return
        if self._unsigned is not None and reason == self._unsigned.message:
            why = f"nothing was released: {reason}"
            future.set_exception(CustodyError(why, remedy=self._unsigned.remedy))
            return
        kind = StoreFullError if full else StoreError
        future.set_exception(
            kind(f"nothing was released: {reason}", remedy="make room on the disk, then again")
        )

    def stop(self) -> None:
        """Do nothing more.  What waits for the store is told that the station stops."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        for _, future in self._waiting.values():
            if not future.done():
                future.set_exception(
                    LocalProtocolError(
                        "the station stopped before the message was known to be durable",
                        remedy="look for it in the list after the start",
                    )
                )
        self._waiting.clear()
