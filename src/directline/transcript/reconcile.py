"""Two sides compared: what two files of one line agree on, what one lacks, what conflicts.

Both files are verified first, each by itself.  Then every place (party, generation, position) is
compared by its leaf, and each difference says whose signature settles it, or that none does.
Nothing is judged: that a file lacks an entry may have any cause.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import merge
from itertools import groupby
from typing import Any

from directline.transcript.condense import EachPart
from directline.transcript.facts import (
    CheckedEntry,
    CheckedFeed,
    Facts,
    FeedKey,
    failed,
    feed_label,
)
from directline.transcript.feeds import Sight
from directline.transcript.source import Source
from directline.transcript.tree import PastRoots
from directline.transcript.verify import check_bundle, one_by_one
from directline.wire.suite import REAL_SUITE, Suite


class Kind(StrEnum):
    """How the two files stand to one another at a place."""

    AGREES = "agrees"
    ONE_SHOWS = "shown by one"
    """Both have the same leaf; only one shows what was said there, or some field of it."""
    LACKS = "lacks"
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of one feed at which the two files stand to one another in the same way."""

    kind: Kind
    feed: str
    first: int
    last: int
    what: str
    settled: str
    """Whose signature settles it; says so when none does."""

    def line(self) -> str:
        """The row as a sentence."""
        places = f"{self.feed} {self.first}"
        if self.last != self.first:
            places += f" to {self.last}"
        settled = f" {self.settled}" if self.settled else ""
        return f"{places}: {self.what}.{settled}"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What two files say of one line, side by side."""

    fingerprint: str
    compared: bool
    """The fingerprint was given by the reader, and is that of both files."""
    sides: tuple[str, str]
    rows: tuple[Row, ...]

    @property
    def same(self) -> bool:
        """Whether neither file lacks anything of the other and none conflict."""
        return all(row.kind in {Kind.AGREES, Kind.ONE_SHOWS} for row in self.rows)

    def count(self, kind: Kind) -> int:
        """How many places stand so."""
        return sum(row.last - row.first + 1 for row in self.rows if row.kind is kind)

    def lines(self) -> list[str]:
        """The comparison in plain words."""
        state = "compared" if self.compared else "not compared"
        found = [
            f"Charter fingerprint: {self.fingerprint} ({state})",
            f"First file exported by {self.sides[0]}, second by {self.sides[1]}.",
        ]
        for kind in (Kind.CONFLICTS, Kind.LACKS, Kind.ONE_SHOWS, Kind.AGREES):
            rows = [row for row in self.rows if row.kind is kind]
            found.append(f"{kind.value.capitalize()}: {self.count(kind)}")
            found += [f"  {row.line()}" for row in rows]
        return found

    def as_dict(self) -> dict[str, Any]:
        """The comparison as plain values, for other programs."""
        return {
            "fingerprint": self.fingerprint,
            "compared": self.compared,
            "sides": list(self.sides),
            "same": self.same,
            "counts": {kind.value: self.count(kind) for kind in Kind},
            "rows": [
                {
                    "kind": row.kind.value,
                    "feed": row.feed,
                    "first": row.first,
                    "last": row.last,
                    "what": row.what,
                    "settled": row.settled,
                }
                for row in self.rows
            ],
        }


def reconcile(
    first: bytes | Source,
    second: bytes | Source,
    *,
    fingerprint: str | None = None,
    suite: Suite = REAL_SUITE,
    each: tuple[EachPart, EachPart] = (one_by_one, one_by_one),
) -> Reconciliation:
    """Compare two files of one line.

    Of each file digests and numbers are kept, as `check_bundle` does; an entry is read again
    where the two differ.

    Args:
        first: One side's file.
        second: The other's.
        fingerprint: The charter's fingerprint as the reader got it elsewhere, as typed.
        suite: What hashes and checks signatures.
        each: Checks the parts of the first, and of the second.

    Raises:
        VerificationError: A file does not verify, or they are not of one line and charter.
    """
    sides = (
        check_bundle(first, fingerprint=fingerprint, suite=suite, each=each[0]),
        check_bundle(second, fingerprint=fingerprint, suite=suite, each=each[1]),
    )
    shorter, longer = sorted((side.charter for side in sides), key=lambda one: one.version)
    if longer.of(shorter.version) != shorter:
        raise failed("charter", "the two files are not of one line under one charter")
    receipts = _Receipts(sides)
    rows: list[Row] = []
    for key in sorted(sides[0].feeds.keys() | sides[1].feeds.keys()):
        for row in _feed(sides, key, receipts):
            if rows and _continues(rows[-1], row):
                rows[-1] = replace(rows[-1], last=row.last)
            else:
                rows.append(row)
    return Reconciliation(
        sides[0].charter.fingerprint,
        sides[0].compared,
        (_exporter(sides[0]), _exporter(sides[1])),
        tuple(rows),
    )


def _continues(before: Row, row: Row) -> bool:
    return before.last + 1 == row.first and replace(before, first=row.first, last=row.last) == row


def _exporter(side: Facts) -> str:
    return side.charter.parties[side.head.exporter].id


class _Receipts:
    """Which entries of a party name a place of another feed as held: its signed `seen`."""

    def __init__(self, sides: tuple[Facts, Facts]) -> None:
        self._sizes: dict[tuple[int, FeedKey], tuple[int, str]] = {}
        self._beyond: dict[tuple[int, FeedKey, int, bytes], str] = {}
        roots = _Roots(sides)
        for feed, seen in _sights(sides):
            by, key = feed.party, seen.key
            name = feed.name(feed.columns.positions[seen.at])
            best = self._sizes.get((by, key), (0, ""))
            if seen.size > best[0] and roots.of(key, seen.size) == seen.root:
                self._sizes[by, key] = seen.size, name
            for position, leaf in seen.beyond:
                self._beyond.setdefault((by, key, position, leaf), name)

    def of(self, party: int, key: FeedKey, position: int, leaf: bytes) -> str:
        """The name of an entry of `party` that receipts this place; empty: none does."""
        size, name = self._sizes.get((party, key), (0, ""))
        if position <= size:
            return name
        return self._beyond.get((party, key, position, leaf), "")


def _sights(sides: tuple[Facts, Facts]) -> Iterator[tuple[CheckedFeed, Sight]]:
    for side in sides:
        for feed in side.feeds.values():
            for sight in feed.sights():
                yield feed, sight


class _Roots:
    """The trees of both files as they once were."""

    def __init__(self, sides: tuple[Facts, Facts]) -> None:
        self._trees = [
            {key: (feed.tree.size, PastRoots(feed.tree)) for key, feed in side.feeds.items()}
            for side in reversed(sides)
        ]

    def of(self, key: FeedKey, size: int) -> bytes:
        """The root of a feed at a size, by the second file if it goes so far; empty: by none."""
        for trees in self._trees:
            held, past = trees.get(key, (-1, None))
            if past is not None and size <= held:
                return past.root(size)
        return b""


def _feed(sides: tuple[Facts, Facts], key: FeedKey, receipts: _Receipts) -> Iterator[Row]:
    feeds = (sides[0].feeds.get(key), sides[1].feeds.get(key))
    for position, _ in groupby(merge(*(feed.columns.positions for feed in feeds if feed))):
        yield _place(sides, feeds, key, position, receipts)


def _place(
    sides: tuple[Facts, Facts],
    feeds: tuple[CheckedFeed | None, CheckedFeed | None],
    key: FeedKey,
    position: int,
    receipts: _Receipts,
) -> Row:
    charter = sides[0].charter
    label, author = feed_label(charter, *key), charter.parties[key[0]].id
    leaves = tuple(feed.leaves.get(position) if feed else None for feed in feeds)

    def row(kind: Kind, what: str, settled: str = "") -> Row:
        return Row(kind, label, position, position, what, settled)

    if leaves[0] == leaves[1]:
        shown = [feed is not None and feed.shows(position) for feed in feeds]
        if shown[0] != shown[1]:
            teller = _exporter(sides[shown.index(True)])
            return row(Kind.ONE_SHOWS, f"both hold its place, only {teller}'s file shows its words")
        hidden = [feed.hidden(position) if feed else frozenset() for feed in feeds]
        if hidden[0] != hidden[1]:
            what = "the two files hide other fields of it"
            if not all(hidden):
                teller = _exporter(sides[0 if hidden[0] else 1])
                what = f"both hold its place, {teller}'s file hides fields of it"
            return row(Kind.ONE_SHOWS, what)
        return row(Kind.AGREES, "the same in both")
    entries = tuple(feed.entries.get(position) if feed else None for feed in feeds)
    if leaves[0] is not None and leaves[1] is not None:
        return row(*_conflict(author, sides, entries))
    holder = 0 if leaves[0] is not None else 1
    leaf, entry = leaves[holder], entries[holder]
    lacking = sides[1 - holder].head.exporter
    names = (_exporter(sides[holder]), charter.parties[lacking].id)
    what = f"in {names[0]}'s file, not in {names[1]}'s"
    if entry is None:
        return row(Kind.LACKS, what + "; only its leaf is shown", "No signature shown settles it.")
    settled = f"{author}'s signature settles that {author} said it."
    receipt = receipts.of(lacking, key, position, leaf or b"")
    if lacking == key[0]:
        settled += f" It is {names[1]}'s own entry, and its file leaves it out."
    elif receipt:
        settled += f" {receipt} is {names[1]}'s signed receipt for it."
    else:
        settled += f" No receipt of {names[1]} names it in either file."
    return row(Kind.LACKS, what, settled)


def _conflict(
    author: str, sides: tuple[Facts, Facts], entries: tuple[CheckedEntry | None, ...]
) -> tuple[Kind, str, str]:
    if entries[0] is not None and entries[1] is not None:
        settled = f"{author}'s key signed both, which proves two histories; neither voids the other"
        return Kind.CONFLICTS, "two different entries", settled + "."
    for side, entry in zip(sides, entries, strict=True):
        if entry is not None:
            settled = f"{author}'s signature settles for {_exporter(side)}'s file: the leaf in the"
            return Kind.CONFLICTS, "two different leaves", settled + " other is signed by nobody."
    return Kind.CONFLICTS, "two different leaves", "No signature shown settles it."
