"""What the desk sees: plain values that `station.desk` gives to the console and the API.

Nothing here is a handle on the line, the store or a key.
Instants are milliseconds since 1970-01-01 UTC; ages and offsets are milliseconds.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Silence(StrEnum):
    """The classes of silence (design: promise 4).  None of them names a motive."""

    NONE = "none"
    OWN_CUT_OFF = "own-cut-off"
    UNREACHABLE = "unreachable"
    NOT_HEARD = "not-heard"
    """We hear them, they say that they do not hear us: one direction is cut."""
    NOBODY_AT_DESK = "nobody-at-desk"
    OPENED_NOT_ANSWERED = "opened-not-answered"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    LEFT = "left"
    """They have left the line for good."""


@dataclass(frozen=True, slots=True)
class LeftView:
    """How a party left the line."""

    at_ms: int
    """By that party's clock."""
    entry: str
    why: str
    successor: str
    """The fingerprint of the charter that succeeds this line's; empty: none."""


@dataclass(frozen=True, slots=True)
class BearerView:
    """One bearer to one other party."""

    name: str
    kind: str
    urgent: bool
    up: bool
    since_ms: int
    heard_ms: int | None
    round_trip_ms: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class FeedLogView:
    """One feed as a log: how long it is, how far its author signed, and under which key."""

    party: str
    generation: int
    size: int
    signed_size: int
    """The newest signed head; 0: none yet."""
    origin: str
    vkey: str


@dataclass(frozen=True, slots=True)
class WitnessedView:
    """Up to where the witness has signed a feed, as far as we were shown."""

    witness: str
    party: str
    generation: int
    position: int
    of: int
    """How much of the feed we hold."""
    at_ms: int | None
    """The witness's own clock; None: it has signed nothing yet."""


@dataclass(frozen=True, slots=True)
class CosignedView:
    """Up to where another party has cosigned our feed, as far as we were shown."""

    entry: str
    """The last entry that it covers; empty: it has cosigned nothing yet."""
    of: int
    """How much of our feed there is, in this generation."""
    at_ms: int | None
    """That party's own clock; None: nothing yet."""


@dataclass(frozen=True, slots=True)
class BooksFoundView:
    """One place at which our book and theirs differ; a side that holds nothing there says None."""

    book: str
    table: str
    entry: str
    """As "ALPHA 12"; empty where it is not known."""
    field: str
    """Which value of the row; empty: the row itself."""
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class BooksView:
    """How our books stand to those of one other party."""

    party: str
    state: str
    """equal, differ, waiting, folding, not-compared, not-kept, behind, forgotten, other-forms or
    too-much."""
    at_ms: int | None
    """When this last came out, by our clock; None: never."""
    entries: int
    """Of both sides' feeds, in the cut that was compared."""
    forgotten: int
    """Of these: without their words, since one of the two has forgotten them."""
    cut: tuple[tuple[str, int, int], ...]
    """(party, generation, size) of each feed."""
    books: tuple[str, ...]
    """The books that differ."""
    found: tuple[BooksFoundView, ...]
    """Where, the first place of each; empty while it is looked for."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """How long a party could be reached in one month, as this station alone measured it."""

    month: str
    """`2026-11`, by our clock."""
    observed_ms: int
    """So long this station ran and looked."""
    up_ms: int
    """Of that: with at least one bearer."""
    losses: int
    """How often the last bearer went."""
    longest_ms: int
    """The longest time without one, as far as one run of the station saw it."""


@dataclass(frozen=True, slots=True)
class PeerView:
    """The line to one other party, always in sight."""

    party: str
    silence: Silence
    silence_since_ms: int | None
    blackout: bool
    station_heard_ms: int | None
    """When their station was last heard: a machine's sign of life."""
    desk_attended: bool | None
    """What their station says of its desk; None when it says nothing."""
    person_heard_ms: int | None
    """The last step that their person signed."""
    clock_offset_ms: int | None
    clock_quality: str
    bearers: tuple[BearerView, ...]
    held_of_ours: int
    released_by_us: int
    waiting: int
    withheld: tuple[str, ...]
    """Positions that they announced and have not shown in the charter's time."""
    own_side: str
    """What our own check of ourselves said."""
    withheld_since_ms: tuple[int, ...] = ()
    """Of each of these, since when we know of it, by our clock."""
    cosigned: CosignedView | None = None
    """Our feed as they have cosigned it; None: nothing to cosign yet, or they have left."""
    witnessed: tuple[WitnessedView, ...] = ()
    """Their feed and ours at the witness; empty without one."""
    left: LeftView | None = None
    """Set once they have left the line."""
    books: BooksView | None = None
    """Our books beside theirs; None where none are kept."""
    months: tuple[MonthView, ...] = ()
    """How long they could be reached, by month, the newest first: our own measurement."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a message's ladder, with both sides' clocks.

    `by_machine` steps are never shown as a person's.
    A stage that was not reached has neither instant and is shown as "not reached".
    """

    step: str
    """composed, released, stored, sent, delivered, opened, understood, passed, answered, ..."""
    party: str
    by_machine: bool
    role: str
    call_sign: str
    officer: str
    """The person's name: set only for our own side, empty otherwise."""
    their_ms: int | None
    """The instant by the clock of the party that did the step."""
    our_ms: int | None
    """When our own station learnt it."""
    quality: str
    detail: str
    impossible_order: bool = False
    unit: str = ""
    """The unit that a step names."""


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message in the list, or opened."""

    serial: int
    """The store's number: the id of the desk's event stream."""
    id: str
    """"ALPHA 12", or "ALPHA 2/12" after a new generation."""
    party: str
    ours: bool
    generation: int
    position: int
    form: str
    form_version: int
    body: bytes
    """The encoded body: the console renders it through the catalogue."""
    precedence: int
    drill: bool
    released_ms: int
    stored_ms: int
    quality: str
    bearer: str
    crossed: tuple[str, ...]
    """Ids of messages that its drafter had not opened."""
    gap: tuple[str, ...]
    """Ids before it in its feed that we do not hold."""
    late: str
    """"", or what a book may say of lead time, as a pair."""
    lead_ms: tuple[int, int] | None
    """(by our release / their receipt ... ) as (by receipt, by release)."""
    cancelled_by: str
    second_pending: bool
    suspended_by: tuple[str, ...]
    steps: tuple[StepView, ...]
    level: int
    """The highest level of the ladder that the addressee has signed (0 to 6)."""
    answer: str
    closed: bool
    answers: tuple[str, ...]
    """Answers that are open to us now (empty when it is ours or closed)."""
    due_ms: int | None
    due_what: str
    overdue: bool
    silence: Silence
    unread: bool
    charter_version: int = 0
    """The version of the charter under which it was signed, and by whose forms it is read."""
    stored: bool = True
    """False: shown although it could not be stored; not acknowledged."""
    addressed: bool = True
    """False: neither ours nor to us; its words are for others."""
    after_leaving: bool = False
    """Its author had left the line before."""
    refers_to: str = ""
    """The message that this one is about, where it is here."""
    to_narrow: bool = False
    """Its window is longer than its form allows: its author is to narrow it by a correction."""
    queue: str = "safety"
    """"safety", or "talks": leaders' calls and protests are listed by themselves."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A message that nobody has released yet."""

    id: str
    form: str
    inputs: dict[str, str]
    body: bytes | None
    """Encoded body once every field is right, None before."""
    errors: tuple[tuple[str, str, str, str], ...]
    """(field, value, message, remedy)."""
    precedence: int
    drill: bool
    drafter: str
    drafter_id: int
    changed_ms: int
    source: str
    """"desk", "cli", "api", or "cancel" for a prepared CANCEL."""
    needs_second: bool
    """True when the releaser must be another officer than the drafter."""
    refers_to: str
    raised_by: str = ""
    mark: str = ""
    """Names exactly what would be sent: another one after any change of it."""
    needs_passkey: bool = False
    """True when the party's settings want the releaser's passkey for this."""
    address: tuple[str, ...] = ()
    """Forms of address in its free text that are not agreed: its release waits for a review."""


@dataclass(frozen=True, slots=True)
class ForgetView:
    """Messages that one officer asked to have forgotten, and a second has not done yet."""

    number: int
    messages: tuple[str, ...]
    reason: str
    asked_by: str
    asked_ms: int


@dataclass(frozen=True, slots=True)
class EndView:
    """That we leave the line: asked by one officer, not yet done by a second."""

    number: int
    why: str
    successor: str
    """The fingerprint of the charter that succeeds; empty: none."""
    asked_by: str
    asked_ms: int


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """One passkey of an officer of our own side."""

    id: int
    name: str
    site: str
    """The name of the desk that it works at."""
    added_ms: int


@dataclass(frozen=True, slots=True)
class PasskeyAnswer:
    """What a browser gave of an authenticator's answer; as it came."""

    origin: str
    """Of the page that asked."""
    credential: bytes
    client_data: bytes
    content: bytes
    """Attestation object of a new passkey, or authenticator data of an approval."""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class AlarmView:
    """One latched alarm.  Silencing signs nothing; acknowledging is a person's act."""

    id: int
    level: str
    """"high", "medium" or "low"."""
    kind: str
    """flash, blackout, not-heard, bearer, desk-mute, overdue, evidence, disk, clock, ..."""
    key: str
    """A word key of the catalogue; `args` fill it."""
    args: dict[str, str]
    message_id: str
    since_ms: int
    count: int
    silenced_until_ms: int | None
    acknowledged_by: str
    sounding: bool


@dataclass(frozen=True, slots=True)
class OfficerView:
    """A person of our own side."""

    id: int
    name: str
    login: str
    role: str
    call_sign: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """One log-in of one officer at one desk or by CLI."""

    token: str = field(repr=False)
    officer: OfficerView
    terminal: str
    since_ms: int


@dataclass(frozen=True, slots=True)
class LogView:
    """One line of the party's own watch log."""

    serial: int
    at_ms: int
    what: str
    """A word key."""
    args: dict[str, str]
    officer: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """The whole desk at one instant."""

    party: str
    line_name: str
    line_id: str
    charter_version: int
    charter_fingerprint: str
    now_ms: int
    clock_quality: str
    serial: int
    languages: tuple[str, ...]
    peers: tuple[PeerView, ...]
    messages: tuple[MessageView, ...]
    """By precedence, open ones first, then newest first; bounded."""
    messages_total: int
    drafts: tuple[DraftView, ...]
    alarms: tuple[AlarmView, ...]
    starting: str
    """"" when the station may release; else a word key saying what it waits for."""
    audible_desks: int
    mute_desks: int
    officers_on_watch: tuple[OfficerView, ...]
    callback: dict[str, str]
    """Party id to the call-back number of the charter."""
    parties: tuple[str, ...] = ()
    """Party ids in the charter's order: references are shown through it."""
    roles: tuple[str, ...] = ()
    """Role ids of the charter, which an officer may address beside those of the catalogue."""
    left: LeftView | None = None
    """Set once we have left the line: no message is released any more."""
    ended: bool = False
    """All parties have left."""


@dataclass(frozen=True, slots=True)
class TerminalView:
    """What an enrolled terminal with nobody logged in may show."""

    party: str
    line_name: str
    now_ms: int
    serial: int
    peers: tuple[PeerView, ...]
    flashes: tuple[tuple[int, str, str], ...]
    """(precedence, form, party) of each ringing message: no more than this."""
    alarms: tuple[AlarmView, ...]
    """Without message ids and arguments."""
    sounding: bool
