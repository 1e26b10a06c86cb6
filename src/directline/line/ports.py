"""What the line needs from outside, and the records it hands to a store.

Stores and bearers know these shapes and nothing else of the line.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One signed entry as it is kept, own or another party's.

    `header` is the exact signed layout, `leaf` its SHA-256.
    `body` and `salt` are None once forgotten, or where this station was not addressed.
    `stored_ms` and `stored_quality` are this station's clock when it took the entry in.
    `bearer` is the kind of bearer that brought it ("tls", "courier"), empty for own entries.
    """

    party: int
    generation: int
    position: int
    leaf: bytes
    header: bytes
    signature: bytes
    body: bytes | None
    salt: bytes | None = field(repr=False)
    stored_ms: int
    stored_quality: int
    bearer: str


@dataclass(frozen=True, slots=True)
class MetaRecord:
    """One named value of the line's own state, replaced whole.  Never a secret."""

    key: str
    value: bytes


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """The newest signed note (checkpoint with its cosignatures) of one feed at one size."""

    party: int
    generation: int
    size: int
    note: bytes


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """Two signed headers of one party at one generation and position: two histories."""

    party: int
    generation: int
    position: int
    header_a: bytes
    signature_a: bytes
    header_b: bytes
    signature_b: bytes
    noted_ms: int


@dataclass(frozen=True, slots=True)
class DamagedRecord:
    """An entry that was durable and no longer reads as it was written.

    `leaf` is that of the entry as it was, where the store can still vouch for it (the digest of
    what is left of the header, or a second copy of the leaf, agrees with another); else None.
    """

    party: int
    generation: int
    position: int
    leaf: bytes | None


Damage = Callable[[DamagedRecord], None]
"""Told of each damaged entry that a reading passes over."""

Record = EntryRecord | MetaRecord | NoteRecord | EvidenceRecord


@dataclass(frozen=True, slots=True)
class Anchor:
    """The own feed's head, kept outside the database, to notice a restored backup."""

    generation: int
    position: int
    leaf: bytes


class Store(Protocol):
    """Durable feeds of one line.  Synchronous; one writer; readers from other threads."""

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        """Make all records durable, or none.

        Args:
            records: In order; an entry already there with the same leaf is kept once.  Where that
                one is damaged, this copy takes its place, under the old serial.
            reserve: True lets the batch use the space kept for FLASH, receipts, line events.

        Returns:
            The serial of each EntryRecord in the batch, in order: the number under which
            the desk's stream names it.  Serials only grow.

        Raises:
            StoreFullError: no room; nothing was kept.
            StoreStoppedError: it takes nothing more; whether the batch was kept is known at its
                next opening.
            StoreError: anything else; nothing was kept.
        """

    def entry(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """One entry, or None.

        Raises:
            DamagedError: it was durable, and no longer reads as it was written.
            StoreError: the disk does not give it now.
        """

    def entries(
        self, after_serial: int = 0, *, on_damage: Damage | None = None
    ) -> Iterator[tuple[int, EntryRecord]]:
        """All entries in order of serial, beginning after `after_serial`.

        Args:
            after_serial: 0 for all.
            on_damage: Told of each damaged entry in its turn, which is left out.  Without it a
                damaged entry raises DamagedError.
        """

    def meta(self, key: str) -> bytes | None:
        """The value last committed under this key."""

    def note(self, party: int, generation: int) -> NoteRecord | None:
        """The note at the largest size of this feed."""

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of two histories."""


class WallClock(Protocol):
    """The station's civil clock."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""

    def quality(self) -> int:
        """A `ClockQuality`."""


class Entropy(Protocol):
    """A source of unpredictable bytes; seeded in the simulator."""

    def bytes(self, count: int) -> bytes:
        """`count` bytes that nobody can predict."""


class Signer(Protocol):
    """One private key, wherever it is kept."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) over `message`."""

    def public(self) -> bytes:
        """The public key (32 bytes)."""
