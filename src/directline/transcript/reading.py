"""Reading a whole file once, part by part, and checking each entry on the way.

The order in which parts are read is not the order in which faults are named: structure comes
before all else, then the charter, then feed by feed the places, then in batches of 256 the
headers with their bodies and the signatures.  So a fault is kept until nothing that goes before
it can still turn up, and one process or many name the same part.
"""

from array import array
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from directline.errors import RemoteProtocolError, VerificationError
from directline.transcript.bundle import Seal
from directline.transcript.condense import (
    Columns,
    Done,
    EachPart,
    Fault,
    Job,
    LineFacts,
    condense,
)
from directline.transcript.facts import Progress, failed, feed_label, naming
from directline.transcript.feeds import CheckedFeed, Shelf
from directline.transcript.limits import CHUNK_ITEMS_MAX
from directline.transcript.parts import Bytes, FeedKey, Gap, Head, read_part, refuse
from directline.transcript.source import Source
from directline.transcript.unbundle import Frame, Frames, Outline
from directline.wire.charter import Charter, SignedCharter, normalise_fingerprint
from directline.wire.suite import REAL_SUITE, Suite

_HEAD_PART, _CHARTER_PART = 1, 2


class Read(NamedTuple):
    """A file whose structure, charter and entries hold."""

    charter: Charter
    outline: Outline
    seal: Seal
    feeds: dict[FeedKey, CheckedFeed]


class Reading:
    """One pass over a file."""

    def __init__(self, source: Source, suite: Suite, fingerprint: str | None) -> None:
        """Begin before its first byte."""
        self._source = source
        self._suite = suite
        self._fingerprint = fingerprint
        self._frames = Frames(source)
        self._outline = Outline()
        self._shelf = Shelf(source)
        self._head: Head | None = None
        self._charter: Charter | None = None
        self._line: LineFacts | None = None
        self._waiting: dict[int, tuple[Job, int]] = {}
        self._cut: RemoteProtocolError | None = None
        self._fault: VerificationError | None = None
        self._feeds: dict[FeedKey, CheckedFeed] = {}
        self._now: _FeedInHand | None = None

    def read(self, each: EachPart, progress: Progress) -> Read:
        """Read and check all of it.

        Raises:
            VerificationError: The first part that does not hold, in the order of the checks.
        """
        work = condense if self._suite is REAL_SUITE else partial(condense, suite=self._suite)
        count = 0
        with naming("structure"):
            for done in each(work, self._jobs()):
                job, offset = self._waiting.pop(done.number)
                count += self._take(job, offset, done)
                progress(count, offset + len(job.data), self._source.size)
            if self._cut is not None:
                raise self._cut
            seal = self._outline.seal(self._frames)
        self._end_feed()
        if self._fault is not None:
            raise self._fault
        assert self._charter is not None
        return Read(self._charter, self._outline, seal, self._feeds)

    def _jobs(self) -> Iterator[Job]:
        try:
            for frame in self._frames:
                self._learn(frame)
                job = Job(frame.number, frame.lead, frame.data, self._line)
                self._waiting[frame.number] = job, frame.offset
                yield job
        except RemoteProtocolError as error:
            self._cut = error  # what was read before it may hold something that comes first

    def _learn(self, frame: Frame) -> None:
        """Head and charter: every job after them needs what they say."""
        if frame.number > _CHARTER_PART:
            return
        try:
            _, content = read_part(frame.data, frame.number)
        except RemoteProtocolError:
            return  # the part comes back refused
        if frame.number == _HEAD_PART and isinstance(content, Head):
            self._head = content
        elif self._head is not None and isinstance(content, Bytes):
            try:
                self._charter = self._checked(content.data, self._head)
            except VerificationError as error:
                self._fault = error

    def _checked(self, data: bytes, head: Head) -> Charter:
        with naming("charter"):
            signed = SignedCharter.decode(data)
            try:
                charter = signed.verify(self._suite)
            except VerificationError as error:
                raise failed("charter", error.message) from error
        wanted = self._fingerprint
        known = [charter.fingerprint, *(one.fingerprint for one in charter.versions)]
        if wanted is not None and normalise_fingerprint(wanted) not in known:
            raise failed(
                "charter fingerprint",
                f"this file's charter is {charter.fingerprint}, not the one given",
            )
        if head.exporter >= len(charter.parties):
            raise failed("head", "the exporter is no party of the charter")
        self._line = LineFacts(
            charter.line_id,
            {
                one.version: tuple(party.identity for party in one.parties)
                for one in (charter.versions or (charter,))
            },
            tuple(party.id for party in charter.parties),
            head.exporter,
            charter.terms.clock_offset_max_ms,
        )
        return charter

    def _take(self, job: Job, offset: int, done: Done) -> int:
        """Take in one part; how many items it has."""
        if done.refusal:
            raise refuse(done.refusal)
        found = done.content
        if not isinstance(found, Columns):
            self._outline.take(done.name, found, done.digest)
            return 0
        self._outline.take_condensed(found.key, done.digest)
        if self._now is None or self._now.feed.key != found.key:
            self._end_feed()
            self._begin_feed(found.key)
        if self._now is not None:
            self._now.take(job, offset, done, found)
            if self._now.lost:
                self._line = None  # what follows cannot change what is named
        return len(found.positions)

    def _begin_feed(self, key: FeedKey) -> None:
        charter = self._charter
        if charter is None or self._fault is not None:
            return
        if key[0] >= len(charter.parties):
            self._fail(failed(f"feed of party {key[0]}", "the charter names no such party"))
            return
        party, generation = key
        name = charter.parties[party].id
        feed = CheckedFeed(
            label=feed_label(charter, party, generation),
            prefix=f"{name} " if generation == 1 else f"{name} {generation}/",
            party=party,
            generation=generation,
            gaps=self._outline.gaps[key],
            shelf=self._shelf,
        )
        self._feeds[key] = feed
        self._now = _FeedInHand(feed)

    def _end_feed(self) -> None:
        ended, self._now = self._now, None
        if ended is not None:
            fault = ended.fault()
            if fault is not None:
                self._fail(fault)

    def _fail(self, fault: VerificationError) -> None:
        self._fault = fault
        self._line = None


class _FeedInHand:
    """The feed that is being read, and what is wrong with it so far."""

    def __init__(self, feed: CheckedFeed) -> None:
        self.feed = feed
        self._before = 0
        self._gaps: list[Gap] = list(feed.gaps)
        self._order: VerificationError | None = None
        self._gap: VerificationError | None = None
        self._entry: tuple[tuple[int, int, int], Fault] | None = None
        self._count = 0

    @property
    def lost(self) -> bool:
        """Whether an entry's fault is found, and all of its batch is read."""
        return self._entry is not None and self._count >= (self._entry[0][0] + 1) * CHUNK_ITEMS_MAX

    def take(self, job: Job, offset: int, done: Done, found: Columns) -> None:
        """Take in the next items."""
        self._check_places(found.positions)
        for fault in found.faults:
            index = self._count + fault.at
            rank = (index // CHUNK_ITEMS_MAX, fault.stage, index)
            if self._entry is None or rank < self._entry[0]:
                self._entry = rank, fault
        self._count += len(found.positions)
        if self.fault(to_the_end=False) is None:
            self.feed.add(job, offset, done)

    def _check_places(self, positions: "array[int]") -> None:
        """Positions ascend, and what is missing between them is exactly what the head names."""
        before = self._before
        self._before = positions[-1]
        if positions == array("Q", range(before + 1, before + 1 + len(positions))):
            return
        for position in positions:
            if position <= before and self._order is None:
                name = self.feed.name(position)
                self._order = failed(f"entry {name}: order", "it stands after a later one")
            elif position > before + 1:
                self._take_gap((before + 1, position - 1))
            before = position

    def _take_gap(self, gap: Gap) -> None:
        if gap in self._gaps:
            self._gaps.remove(gap)  # once: a gap that is named twice is one that there is not
        elif self._gap is None:
            name = self.feed.name(gap[0])
            self._gap = failed(f"entry {name}", "missing, and the file does not say so")

    def fault(self, *, to_the_end: bool = True) -> VerificationError | None:
        """What is wrong with the feed, in the order of the checks."""
        if self._order is not None:
            return self._order
        if self._gap is not None:
            return self._gap
        if to_the_end and self._gaps:
            return failed(
                f"feed {self.feed.label}: gaps", "the file names a gap that it does not have"
            )
        if self._entry is not None:
            fault = self._entry[1]
            return VerificationError(fault.message, part=fault.part)
        return None
