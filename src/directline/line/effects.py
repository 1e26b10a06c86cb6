"""What a line asks its station to do, and what it tells it.  Plain values.

The station performs effects in order.  `Persist` is confirmed (`Line.confirm`) before anything
that depends on it leaves: the write-ahead rule is visible here.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from directline.line.ports import EntryRecord, EvidenceRecord, Record


@dataclass(frozen=True, slots=True)
class Persist:
    """Make these records durable, then call `Line.confirm(token, now_ns)`; or `Line.refuse`."""

    token: int
    records: tuple[Record, ...]
    reserve: bool
    """May use the space kept for FLASH, receipts and line events."""
    urgent: bool = False
    """May go before others that wait: own entries, in their order, and a peer's FLASH."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Sign with the identity key, in order, then call `Line.signed`; or `Line.refuse`.

    Only where the line was told that the key answers slowly.
    """

    token: int
    message: bytes


@dataclass(frozen=True, slots=True)
class PersistRoots:
    """Write the roots of secrecy to their own file (never the database), then `confirm`."""

    token: int
    sealed: bytes = field(repr=False)
    """The encoded roots: a secret.  The station seals it under the home's key."""


@dataclass(frozen=True, slots=True)
class Transmit:
    """Hand these units to the link, in order, at once."""

    link: str
    units: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class CloseLink:
    """The link is useless (dead, or its peer breaks rules): close it; dialling starts again."""

    link: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry is durable here: show it.  Own entries too.

    `missing` are positions before it in its feed that we do not hold (a FLASH ahead of a gap).
    """

    record: EntryRecord
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """A damaged entry was replaced by another party's copy.

    `shown` is False where it was found damaged at the start: nobody was shown it in this run.
    """

    record: EntryRecord
    shown: bool


@dataclass(frozen=True, slots=True)
class NotStored:
    """A peer's entry verified but could not be stored: show it as not stored, not acknowledged."""

    record: EntryRecord
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """An own entry was handed whole to a link for the first time."""

    generation: int
    position: int
    peer: int
    link: str
    kind: str


@dataclass(frozen=True, slots=True)
class Held:
    """A peer's station has said, by link acknowledgement only, that it holds an own entry."""

    generation: int
    position: int
    peer: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One party's key signed two histories.  A fact with its proof; no cause is named."""

    record: EvidenceRecord


@dataclass(frozen=True, slots=True)
class NotReleased:
    """An own entry could not be signed or stored: it was taken back, nothing of it left."""

    token: int
    generation: int
    position: int
    full: bool
    reason: str


@dataclass(frozen=True, slots=True)
class NoteReceived:
    """A peer sent a signed note (checkpoint or cosigned checkpoint); the station checks it."""

    peer: int
    party: int
    generation: int
    size: int
    note: bytes


@dataclass(frozen=True, slots=True)
class BooksReceived:
    """A peer's frame of the comparison of books, as it came; the station reads it."""

    peer: int
    content: bytes


class NoticeKind(StrEnum):
    """Things a person or the log should know that are not entries."""

    READY = "ready"
    """Releases may go (the comparison after a start has ended)."""
    GENERATION = "generation"
    """A new generation of our feed was opened."""
    RESYNC = "resync"
    EPOCH = "epoch"
    PEER_RESTARTED = "peer-restarted"
    SILENCE = "silence"
    """The class of silence of a peer changed; see `Line.peer_status`."""
    BLACKOUT = "blackout"
    """A peer has been silent past the charter's time; `state` on or off."""
    NOT_HEARD = "not-heard"
    """The peer says that it does not hear us; `state` on or off."""
    WITHHELD = "withheld"
    """A position's leaf is unknown past the charter's time; `state` on or off."""
    ANOMALY = "anomaly"
    """Bytes of an authenticated peer broke a rule: kept in the anomaly list with the reason."""
    CREDIT = "credit"
    """We wait for the peer's byte credit, or the peer has passed ours; `state` on or off."""
    DAMAGED = "damaged"
    """An entry (`generation`, `position` of party `peer`) no longer reads as it was written, and
    the peers are asked for their copies; `state` on or off."""
    CLOCK = "clock"
    """The measured offset of the peer's clock passed the charter's limit; `state` on or off."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; `peer` is a party index or None."""

    kind: NoticeKind
    peer: int | None = None
    state: bool = True
    detail: str = ""
    values: dict[str, int | str] = field(default_factory=dict)


Effect = (
    Persist
    | PersistRoots
    | Sign
    | Transmit
    | CloseLink
    | Stored
    | Mended
    | NotStored
    | NotReleased
    | NoteReceived
    | BooksReceived
    | Sent
    | Held
    | Evidence
    | Notice
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an officer (or supervision) asks the line to release."""

    kind: int
    body: bytes
    precedence: int
    drill: bool = False
    addressees: int = 0
    """Bit mask of party indexes; 0 means all other parties."""
    read: tuple[tuple[int, int, int], ...] = ()
    """(party, generation, position): the highest the drafting officer had opened."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A released draft: its place.  It is durable when `Stored` for this position comes."""

    token: int
    generation: int
    position: int


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """One link as the line measures it."""

    link: str
    kind: str
    urgent: bool
    heard_ns: int | None
    round_trip_ns: int | None
    rate_bytes_s: int | None
    in_flight_bytes: int
    peer_heard_age_ms: int | None
    """How long ago the peer says it last heard us on this link."""


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """What the line knows of one peer, for `station.views.PeerView`."""

    party: int
    links: tuple[LinkStatus, ...]
    heard_ns: int | None
    heard_wall_ms: int | None
    hears_us: bool | None
    attended: bool | None
    blackout: bool
    clock_offset_ms: int | None
    """Their clock minus ours, from the heartbeats; None while unknown."""
    clock_quality: int | None
    held_of_ours: int
    """Contiguous prefix of our feed that they have shown to hold."""
    waiting: int
    """Own entries not yet acknowledged by them."""
    credit_left_bytes: int | None
    withheld: tuple[tuple[int, int], ...]
    """(position, since_wall_ms) of positions whose leaf is unknown past the charter's time."""
    generation: int
    size: int
    """Contiguous prefix of their feed that is durable here."""
    highest: int
    """The highest position of theirs that we know of."""


@dataclass(frozen=True, slots=True)
class LineStatus:
    """The line's own state."""

    ready: bool
    """False while the comparison after a start goes on: all but FLASH waits."""
    generation: int
    position: int
    peers: tuple[PeerStatus, ...]
    epoch: int
