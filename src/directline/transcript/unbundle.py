"""Reading an evidence bundle's structure: bytes from anywhere to values, bounded at each step.

`Frames` cuts a file into its parts, one after another; `Outline` takes them in and refuses what
stands out of place.  Nothing is verified here: what comes back is well formed and within bounds.
"""

import hashlib
from collections.abc import Iterator, Sized
from typing import NamedTuple

from directline.transcript.bundle import (
    LENGTH_BYTES,
    MAGIC,
    ONCE,
    ORDER,
    BundleEntry,
    BundleLeaf,
    BundleNote,
    ConsistencyProof,
    Content,
    EvidencePair,
    Feed,
    InclusionProof,
    RedactedBody,
    Seal,
)
from directline.transcript.limits import (
    BUNDLE_BYTES_MAX,
    CONSISTENCY_PROOFS_MAX,
    EVIDENCE_MAX,
    HASH_BYTES,
    INCLUSION_PROOFS_MAX,
    NOTES_MAX,
    PART_BYTES_MAX,
    PARTS_MAX,
    REDACTED_MAX,
)
from directline.transcript.parts import (
    Bytes,
    FeedItems,
    FeedKey,
    Gap,
    Head,
    Rows,
    SealRow,
    read_part,
    refuse,
)
from directline.transcript.parts import Content as PartContent
from directline.transcript.source import Source, source_of
from directline.transcript.tree import sha256


class Frame(NamedTuple):
    """One part as it stands in the file."""

    number: int
    offset: int
    """Where its array begins."""
    lead: bytes
    """What stands before the array and is under its digest: its length, and the first line."""
    data: bytes

    @property
    def digest(self) -> bytes:
        """The part's SHA-256 as the seal names it."""
        return sha256(self.lead + self.data)


class Frames:
    """A file's parts, read one after another; two digests run along."""

    def __init__(self, source: Source) -> None:
        """Begin at the first byte."""
        self._source = source
        self._running = hashlib.sha256()
        self._before = self._running
        self.checksum_stated = b""

    @property
    def content_digest(self) -> bytes:
        """SHA-256 of all bytes before the last part that was read."""
        return self._before.digest()

    @property
    def checksum_found(self) -> bytes:
        """SHA-256 of all bytes up to the end of the last part that was read."""
        return self._running.digest()

    def __iter__(self) -> Iterator[Frame]:
        """The parts, up to the checksum.

        Raises:
            RemoteProtocolError: The file is not cut into parts, or passes a bound.
        """
        source = self._source
        if source.size > BUNDLE_BYTES_MAX:
            raise refuse("the file is too large")
        magic = source.read(0, len(MAGIC))
        if magic != MAGIC:
            raise refuse("not a directline transcript of version 1", magic)
        lead = MAGIC
        at, end = len(MAGIC), source.size - HASH_BYTES
        number = 0
        while at < end:
            number += 1
            if number > PARTS_MAX:
                raise refuse("the file has too many parts")
            length = source.read(at, LENGTH_BYTES)
            count = int.from_bytes(length, "big")
            at += LENGTH_BYTES
            if count > PART_BYTES_MAX or at + count > end:
                raise refuse(f"part {number} has a wrong length")
            data = source.read(at, count)
            if len(data) != count:
                raise refuse("the file is cut short")
            lead += length
            self._before = self._running.copy()
            self._running.update(lead)
            self._running.update(data)
            yield Frame(number, at, lead, data)
            at += count
            lead = b""
        if at != end:
            raise refuse("the file is cut short")
        self.checksum_stated = source.read(end, HASH_BYTES)


class Outline:
    """What a file holds besides its feeds' entries, taken in part by part."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.charter = b""
        self.catalogue = b""
        self.redacted: list[RedactedBody] = []
        self.notes: list[BundleNote] = []
        self.consistency: list[ConsistencyProof] = []
        self.inclusion: list[InclusionProof] = []
        self.evidence: list[EvidencePair] = []
        self.gaps: dict[FeedKey, tuple[Gap, ...]] = {}
        self._head: Head | None = None
        self._seal: SealRow | None = None
        self._names: list[str] = []
        self._digests: list[bytes] = []
        self._feeds: list[FeedKey] = []

    @property
    def head(self) -> Head:
        """The head, which every file begins with."""
        if self._head is None:
            raise refuse("the file needs the part head once")
        return self._head

    def take(self, name: str, content: PartContent, digest: bytes) -> None:
        """Take in the next part; a feed's items are the caller's to keep.

        Raises:
            RemoteProtocolError: It does not stand where it may.
        """
        self._place(name, digest)
        match content:
            case Head():
                self._head = content
                self._check_table(content)
            case Bytes():
                if name == "charter":
                    self.charter = content.data
                else:
                    self.catalogue = content.data
            case FeedItems():
                self.take_feed((content.party, content.generation))
            case BundleNote():
                self.notes.append(content)
                _bounded(self.notes, name, NOTES_MAX)
            case SealRow():
                self._seal = content
            case _:
                self._take_rows(name, content)

    def take_condensed(self, key: FeedKey, digest: bytes) -> None:
        """Take in a part of a feed whose items were read elsewhere."""
        self._place("feed", digest)
        self.take_feed(key)

    def _take_rows(self, name: str, rows: Rows) -> None:
        for row in rows:
            match row:
                case RedactedBody():
                    self._take_redacted(row)
                case ConsistencyProof():
                    self.consistency.append(row)
                case InclusionProof():
                    self.inclusion.append(row)
                case EvidencePair():
                    self.evidence.append(row)
        _bounded(self.redacted, name, REDACTED_MAX)
        _bounded(self.consistency, name, CONSISTENCY_PROOFS_MAX)
        _bounded(self.inclusion, name, INCLUSION_PROOFS_MAX)
        _bounded(self.evidence, name, EVIDENCE_MAX)

    def _take_redacted(self, row: RedactedBody) -> None:
        if self.head.selection is None:
            raise refuse("a whole transcript hides no field")
        if self.redacted and _place_of(self.redacted[-1]) >= _place_of(row):
            raise refuse("the redacted bodies are out of order")
        self.redacted.append(row)

    def _place(self, name: str, digest: bytes) -> None:
        before = self._names[-1] if self._names else ORDER[0]
        if ORDER.index(name) < ORDER.index(before) or (not self._names and name != ORDER[0]):
            raise refuse("the parts are out of order")
        if name == before and name in ONCE and self._names:
            raise refuse(f"the file needs the part {name} once")
        self._names.append(name)
        self._digests.append(digest)

    def _check_table(self, head: Head) -> None:
        keys = [key for key, _ in head.feeds]
        if keys != sorted(set(keys)):
            raise refuse("the feeds are not those of the head, in order")
        self.gaps = dict(head.feeds)

    def take_feed(self, key: FeedKey) -> None:
        """Take note of a part of this feed."""
        if self._feeds and self._feeds[-1] == key:
            return
        if key in self._feeds:
            raise refuse("a feed is not in one piece")
        self._feeds.append(key)
        if list(self.gaps)[: len(self._feeds)] != self._feeds:
            raise refuse("the feeds are not those of the head, in order")

    def seal(self, frames: Frames) -> Seal:
        """The end of the file: everything that must be there has been taken in.

        Raises:
            RemoteProtocolError: Something is missing.
        """
        for name in ORDER:
            if name in ONCE and name not in self._names:
                raise refuse(f"the file needs the part {name} once")
        if self._feeds != list(self.gaps):
            raise refuse("the head names a feed that the file does not hold")
        assert self._seal is not None
        stated = self._seal.digests
        found = self._digests[:-1]
        if len(stated) != len(found) * HASH_BYTES:
            raise refuse("the seal does not name each part")
        return Seal(
            note=self._seal.note,
            content_digest=frames.content_digest,
            part_names=tuple(self._names[:-1]),
            digests_found=tuple(found),
            digests_stated=tuple(
                stated[at : at + HASH_BYTES] for at in range(0, len(stated), HASH_BYTES)
            ),
            checksum_found=frames.checksum_found,
            checksum_stated=frames.checksum_stated,
        )


def _place_of(body: RedactedBody) -> tuple[int, int, int]:
    return body.party, body.generation, body.position


def _bounded(rows: Sized, name: str, count_max: int) -> None:
    if len(rows) > count_max:
        raise refuse(f"the part {name} is too long")


def decode_charter(data: bytes | Source) -> bytes:
    """The signed charter's bytes alone, so that its fingerprint can be shown before all else."""
    for frame in Frames(source_of(data)):
        if frame.number == 2:
            name, content = read_part(frame.data, frame.number)
            if name == "charter" and isinstance(content, Bytes):
                return content.data
            break
    raise refuse("the file has no charter")


def decode_bundle(data: bytes) -> tuple[Content, Seal]:
    """Read a whole file's structure into memory.  No signature, digest or proof is checked.

    Raises:
        RemoteProtocolError: It is not such a file, or too large in any respect.
    """
    frames = Frames(source_of(data))
    outline = Outline()
    held: dict[FeedKey, list[BundleEntry | BundleLeaf]] = {}
    for frame in frames:
        name, content = read_part(frame.data, frame.number)
        outline.take(name, content, frame.digest)
        if isinstance(content, FeedItems):
            held.setdefault((content.party, content.generation), []).extend(content.items)
    seal = outline.seal(frames)
    head = outline.head
    content_held = Content(
        exporter=head.exporter,
        exported_ms=head.exported_ms,
        exported_quality=head.exported_quality,
        charter=outline.charter,
        catalogue=outline.catalogue,
        feeds=tuple(Feed(*key, gaps, tuple(held[key])) for key, gaps in head.feeds),
        notes=tuple(outline.notes),
        consistency=tuple(outline.consistency),
        inclusion=tuple(outline.inclusion),
        evidence=tuple(outline.evidence),
        selection=head.selection,
        redacted=tuple(outline.redacted),
    )
    return content_held, seal
