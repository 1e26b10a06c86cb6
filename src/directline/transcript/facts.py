"""What the verifier has checked, as values, and how it names the parts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.bundle import BundleEntry, Content, EvidencePair
from directline.transcript.checkpoint import OpenedCheckpoint
from directline.transcript.tree import Tree
from directline.wire.body import Body
from directline.wire.charter import Charter
from directline.wire.entry import Header

FeedKey = tuple[int, int]
"""(party, generation)."""


class SignatureJob(NamedTuple):
    """One Ed25519 signature to check, and what to call it when it fails."""

    public: bytes
    signature: bytes
    message: bytes
    part: str


CheckMany = Callable[[Sequence[SignatureJob]], None]
"""Checks a batch of signatures; raises `VerificationError` for the first that fails."""

Progress = Callable[[int, int], None]
"""Told (done, total) after each batch."""


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry whose signature holds, and whose body, where shown, is the one signed."""

    name: str
    header: Header
    body: Body | None
    item: BundleEntry


@dataclass(frozen=True, slots=True)
class CheckedFeed:
    """One feed: what is shown of it, by position, and the tree over its contiguous prefix."""

    label: str
    entries: dict[int, CheckedEntry]
    leaves: dict[int, bytes]
    tree: Tree
    gaps: tuple[tuple[int, int], ...]

    @property
    def highest(self) -> int:
        """The last position of which anything is held."""
        return max(self.leaves)


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A checkpoint whose signatures hold and whose root is that of the rebuilt tree."""

    party: int
    generation: int
    opened: OpenedCheckpoint


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader must know, and the part it is about."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was checked, for the report."""

    charter: Charter
    compared: bool
    content: Content
    feeds: dict[FeedKey, CheckedFeed]
    notes: tuple[CheckedNote, ...]
    evidence: tuple[tuple[str, EvidencePair], ...]
    contradictions: tuple[Finding, ...]
    """Signed statements of two parties that cannot both be true."""
    unheld: tuple[Finding, ...]
    """Signed statements about a feed beyond what this file holds of it."""
    unsound: frozenset[tuple[str, FeedKey]]
    """(entry name, feed) of `seen` statements that prove nothing."""
    under: dict[tuple[int, int, int, bytes], tuple[int, ...]]
    """(party, generation, size, root) of a signed tree -> positions that proofs put under it."""
    witnesses: tuple[str, ...] = ()
    """Names of the neutrals whose keys the reader gave."""


def feed_label(charter: Charter, party: int, generation: int) -> str:
    """A feed as people call it: the party, and its generation after the first."""
    name = charter.parties[party].id
    return name if generation == 1 else f"{name} generation {generation}"


def entry_name(charter: Charter, party: int, generation: int, position: int) -> str:
    """An entry as people call it: `ALPHA 12`, or `ALPHA 2/12` in a later generation."""
    name = charter.parties[party].id if party < len(charter.parties) else f"party {party}"
    return f"{name} {position}" if generation == 1 else f"{name} {generation}/{position}"


def failed(part: str, what: str) -> VerificationError:
    """The verifier's refusal: part, then what is wrong with it."""
    return VerificationError(f"{part}: {what}", part=part)


@contextmanager
def naming(part: str) -> Iterator[None]:
    """Let whatever a parser refuses inside become a refusal of this part."""
    try:
        yield
    except (RemoteProtocolError, LocalProtocolError) as error:
        raise failed(part, error.message) from error
