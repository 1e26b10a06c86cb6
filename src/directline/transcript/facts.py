"""What the verifier has checked, as values, and how it names the parts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.bundle import BundleNote, EvidencePair
from directline.transcript.checkpoint import OpenedCheckpoint
from directline.transcript.feeds import CheckedEntry, CheckedFeed
from directline.transcript.limits import FINDINGS_MAX
from directline.transcript.parts import FeedKey, Head
from directline.wire.charter import Charter

__all__ = [
    "CheckedEntry", "CheckedFeed", "CheckedNote", "Facts", "FeedKey", "Finding", "Findings",
    "Progress", "entry_name", "failed", "feed_label", "naming",
]  # fmt: skip

Progress = Callable[[int, int, int], None]
"""Told (items so far, bytes so far, bytes in all) after each part."""


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


class Findings:
    """Findings of one kind: the first of them, and how many more there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._listed: list[Finding] = []
        self._more = 0

    def add(self, part: str, text: str) -> None:
        """Take in one more."""
        if len(self._listed) < FINDINGS_MAX:
            self._listed.append(Finding(part, text))
        else:
            self._more += 1

    def leave_off(self, count: int) -> None:
        """So many more that nobody listed."""
        self._more += count

    def all(self) -> tuple[Finding, ...]:
        """Those that are listed, and one that counts the rest."""
        if not self._more:
            return tuple(self._listed)
        return (*self._listed, Finding("file", f"{self._more} more of this kind are not listed"))


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was checked, for the report."""

    charter: Charter
    compared: bool
    head: Head
    feeds: dict[FeedKey, CheckedFeed]
    notes: tuple[CheckedNote, ...]
    bundle_notes: tuple[BundleNote, ...]
    """The same as they stand in the file."""
    evidence: tuple[tuple[str, EvidencePair], ...]
    contradictions: tuple[Finding, ...]
    """Signed statements of two parties that cannot both be true."""
    unheld: tuple[Finding, ...]
    """Signed statements about a feed beyond what this file holds of it."""
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
