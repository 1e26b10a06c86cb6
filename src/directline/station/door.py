"""What all parts of the desk's door share: the session that acts, names, the log, presence."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from directline.catalogue import Catalogue, ParseContext
from directline.errors import AccessError, LocalProtocolError, StoreError
from directline.line.ladder import Key
from directline.station.clock import StationClock, SystemEntropy
from directline.station.config import PasskeyRule
from directline.station.cosigned import LastCosigned
from directline.station.draftbox import Drafts
from directline.station.hiding import Asked
from directline.station.links import LinkBook
from directline.station.localdb import LocalDb, Memos, number
from directline.station.messages import MessageViews, Own
from directline.station.officers import Officer, Officers
from directline.station.passkeys import Passkeys
from directline.station.runtime import LineRuntime
from directline.station.sessions import Session, Sessions, Tokens
from directline.station.terminals import Terminals
from directline.station.turns import LoginQueue
from directline.station.views import (
    BooksView,
    FeedLogView,
    MessageView,
    OfficerView,
    SessionView,
    Silence,
    WitnessedView,
)
from directline.station.watch import Watch
from directline.station.watchlog import Act, Acts, WatchLog
from directline.transcript.bundle import Selection
from directline.wire.charter import Charter

NAMES_KEPT_MAX = 8_192
"""Acts of own entries kept in memory: more than the lists of a few dozen desks show at once."""
RELEASED_ALONE = "released-alone"
RELEASED = "released"

_log = structlog.get_logger("desk")


@dataclass(slots=True)
class Office:
    """The party's own side: its people, its drafts, its log."""

    db: LocalDb
    officers: Officers
    sessions: Sessions
    tokens: Tokens
    terminals: Terminals
    log: WatchLog
    acts: Acts
    drafts: Drafts
    memos: Memos
    passkeys: Passkeys

    @classmethod
    def open(cls, db: LocalDb, *, idle_ms: int, longest_ms: int) -> "Office":
        """Everything of `desk.db`."""
        return cls(
            db, Officers(db), Sessions(db, idle_ms=idle_ms, longest_ms=longest_ms), Tokens(db),
            Terminals(db), WatchLog(db), Acts(db), Drafts(db), Memos(db), Passkeys(db),
        )  # fmt: skip


def _none(_party: int) -> None:
    return None


async def _keeps(_keys: Sequence[Key]) -> int:
    raise LocalProtocolError("there is no store to forget in")


@dataclass(slots=True)
class Room:
    """One line, its watch and the party's own side, as the door needs them.

    `pulse` is called after anything that may change when the watch must be looked at again.
    """

    own: int
    charter: Charter
    line_hex: str
    languages: tuple[str, ...]
    catalogue: Catalogue
    clock: StationClock
    office: Office
    watch: Watch
    runtime: LineRuntime
    links: LinkBook
    views: MessageViews
    names: "NameBook"
    pulse: Callable[[], None]
    export: Callable[[], Awaitable[bytes]]
    evidence: Callable[[Collection[Key], Selection, Sequence[Asked]], Awaitable[bytes]]
    feed_logs: Callable[[], tuple[FeedLogView, ...]]
    feed_file: Callable[[str, str, str], bytes | None]
    silences: Callable[[], Mapping[int, Silence]]
    witnessed: Callable[[], tuple[WitnessedView, ...]] = tuple
    """What the witness has signed; empty without one."""
    cosigned: Callable[[int], LastCosigned | None] = _none
    """What another party has cosigned last of our feed."""
    books: Callable[[int], BooksView | None] = _none
    """Our books beside those of a peer."""
    entropy: SystemEntropy = field(default_factory=SystemEntropy)
    passkey_rule: PasskeyRule = field(default_factory=PasskeyRule)
    """What our party releases only with a passkey."""
    forget: Callable[[Sequence[Key]], Awaitable[int]] = _keeps
    """Destroys bodies and salts in the store."""
    leaving: bool = False
    """The entry by which we leave the line is being made."""
    steps: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One person's step at a time, so that two desks do not sign the same step twice."""
    copies: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One evidence copy at a time, so that no two bear one number."""
    released: set[str] = field(default_factory=set)
    """Drafts that were released and could not be taken out of a full desk.db."""
    logins: LoginQueue = field(default_factory=LoginQueue)
    """Two passphrases are tried at once: each costs tens of megabytes."""

    @property
    def party(self) -> str:
        """Our party's id."""
        return self.charter.parties[self.own].id

    def now_ms(self) -> int:
        """The station's civil clock."""
        return self.clock.now_ms()

    def context(self, language: str = "en") -> ParseContext:
        """How inputs are read at this desk."""
        return ParseContext(
            parties=tuple(party.id for party in self.charter.parties),
            language=language,
            position_tolerance_m=self.charter.terms.position_tolerance_m,
            roles=tuple(role.id for party in self.charter.parties for role in party.roles),
        )

    def officer(self, session: SessionView) -> Officer:
        """The officer who acts, if the log-in is still alive; counts as presence.

        Raises:
            AccessError: the log-in has ended.
        """
        now_ms = self.now_ms()
        held: Session | None = self.office.sessions.find(session.token, now_ms=now_ms)
        if held is None:
            raise AccessError("this log-in has ended", remedy="log in again")
        self.watch.presence.acted(now_ms)
        self.runtime.attend(attended=True)
        return held.officer

    def reader(self, session: SessionView) -> None:
        """Reading needs a live log-in too, and is no sign of a person.

        Raises:
            AccessError: the log-in has ended.
        """
        now_ms = self.now_ms()
        if self.office.sessions.find(session.token, now_ms=now_ms, touch=False) is None:
            raise AccessError("this log-in has ended", remedy="log in again")

    def log(self, what: str, args: Mapping[str, str], officer: str = "") -> None:
        """Write into the watch log."""
        with self.beside():
            self.office.log.append(what, args, officer=officer, now_ms=self.now_ms())
        self.watch.changes.topic("log")

    def act(self, key: Key, what: str, officer: Officer) -> None:
        """Keep which of our officers did what to which entry."""
        with self.beside():
            self.office.acts.add(self.line_hex, *key, what, officer.id, now_ms=self.now_ms())
        self.names.forget(key)

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """What is kept beside something that is done already: a full disk cannot undo it."""
        try:
            yield
        except StoreError as error:
            _log.error("desk.db refuses", reason=error.message)

    def view(self, key: Key) -> MessageView:
        """One message as the desk shows it."""
        return self.views.view(key, self.silences())


class NameBook:
    """Which of our officers stands behind an own entry: from `desk.db`, kept in memory."""

    def __init__(self, office: Office, line_hex: str) -> None:
        self._office = office
        self._line = line_hex
        self._known: OrderedDict[Key, Own] = OrderedDict()
        self._names: dict[int, str] = {}

    def own(self, key: Key) -> Own:
        """Who drafted, released or signed this entry of ours."""
        found = self._known.get(key)
        if found is None:
            found = self._read(self._office.acts.of(self._line, *key))
            self._known[key] = found
            if len(self._known) > NAMES_KEPT_MAX:
                self._known.popitem(last=False)
        return found

    def forget(self, key: Key) -> None:
        """Read this entry's acts again."""
        self._known.pop(key, None)

    def name(self, officer: int) -> str:
        """The name of an officer of ours."""
        if officer not in self._names:
            person = self._office.officers.get(officer)
            self._names[officer] = "" if person is None else person.name
        return self._names[officer]

    def _read(self, acts: tuple[Act, ...]) -> Own:
        drafted = next((act for act in acts if act.what == "drafted"), None)
        signed = next((act for act in acts if act.what != "drafted"), None)
        return Own(
            drafted_by="" if drafted is None else self.name(drafted.officer),
            drafted_ms=None if drafted is None else drafted.at_ms,
            by="" if signed is None else self.name(signed.officer),
            alone=any(act.what == RELEASED_ALONE for act in acts),
        )

    def releaser(self, key: Key) -> int:
        """The number of the officer who released this message, 0 when unknown."""
        acts = self._office.acts.of(self._line, *key)
        return next((a.officer for a in acts if a.what in (RELEASED, RELEASED_ALONE)), 0)

    def opened_by(self, officer: int) -> dict[tuple[int, int], int]:
        """The highest position of each feed that this officer has opened."""
        rows = self._office.db.run(
            "SELECT party, generation, max(position) FROM acts"
            " WHERE line = ? AND officer = ? AND what = 'opened' GROUP BY party, generation",
            (self._line, officer),
        )
        return {(number(p), number(g)): number(at) for p, g, at in rows}


def officer_view(officer: Officer) -> OfficerView:
    """An officer as a desk of our own side shows one."""
    return OfficerView(officer.id, officer.name, officer.login, officer.role, officer.call_sign)


def session_view(token: str, session: Session) -> SessionView:
    """A log-in as the console holds it."""
    return SessionView(token, officer_view(session.officer), session.terminal, session.since_ms)
