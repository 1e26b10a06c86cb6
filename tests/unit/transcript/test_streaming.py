"""A long file is read part by part, by one process or many, and the same fault is named."""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from directline.errors import VerificationError
from directline.transcript.bundle import BundleEntry, Content, Feed
from directline.transcript.condense import Done, EachPart, Job
from directline.transcript.limits import CHUNK_ITEMS_MAX, SHELF_PARTS_MAX
from directline.transcript.source import HeldBytes
from directline.transcript.tree import Tree, sha256
from directline.transcript.verify import one_by_one, verify_bundle
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.defects import OF_ANYBODY, OF_THE_EXPORTER
from tests.unit.transcript.forgery import (
    Change,
    RememberingSuite,
    edit_entry,
    edit_feed,
    flip,
    reseal,
    resign,
)
from tests.unit.transcript.sample import Sample, small

SUITE = RememberingSuite()
LONG = CHUNK_ITEMS_MAX + 44


def long_line() -> Sample:
    sample = Sample("long")
    for _ in range(LONG):
        sample.message(0)
    sample.receipt(1, sample.records[0], 3)
    sample.checkpoint(0, (1,))
    return sample


SAMPLE = long_line()
FILE = SAMPLE.export(0)


def ahead(work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
    """As many processes do it: every part is taken before a result is seen, the last one first."""
    taken = list(jobs)
    done = [work(job) for job in reversed(taken)]
    return iter(done[::-1])


def said(data: bytes, each: EachPart) -> tuple[str, str]:
    try:
        report = verify_bundle(data, suite=SUITE, each=each)
    except VerificationError as error:
        return error.part, error.message
    return "verified" if report.ok else "contradiction", "\n".join(report.lines())


def part_of(*changes: Change) -> str:
    def change(content: Content) -> Content:
        for one in changes:
            content = one(content)
        return content

    data = resign(SAMPLE, FILE, change)
    alone = said(data, one_by_one)
    assert said(data, ahead) == alone
    return alone[0]


def signature(position: int) -> Change:
    return edit_entry(0, position, signature=bytes(64))


def salt(position: int) -> Change:
    return edit_entry(0, position, salt=bytes(16))


@pytest.mark.spec("TRANS-23")
def test_of_two_faults_the_one_that_is_checked_first_is_named() -> None:
    assert part_of(signature(3)) == "entry ALPHA 3: signature"
    assert part_of(signature(3), salt(200)) == "entry ALPHA 200: body"
    assert part_of(signature(3), salt(CHUNK_ITEMS_MAX)) == "entry ALPHA 256: body"
    assert part_of(signature(3), salt(CHUNK_ITEMS_MAX + 1)) == "entry ALPHA 3: signature"
    assert part_of(signature(290), salt(280), signature(200)) == "entry ALPHA 200: signature"


@pytest.mark.spec("TRANS-15", "TRANS-23")
def test_places_come_before_the_entries_of_their_feed_alone() -> None:
    def missing(party: int, position: int) -> Change:
        def without(feed: Feed) -> Feed:
            return replace(feed, items=tuple(i for i in feed.items if i.position != position))

        return edit_feed(party, without)

    def turned(feed: Feed) -> Feed:
        return replace(feed, items=(*feed.items[:-2], feed.items[-1], feed.items[-2]))

    def gaps(feed: Feed) -> Feed:
        return replace(feed, gaps=((400, 401),))

    assert part_of(missing(0, 290), signature(3)) == "entry ALPHA 290"
    assert part_of(missing(0, 2), edit_feed(0, turned)) == f"entry ALPHA {LONG - 1}: order"
    assert part_of(edit_feed(0, gaps), signature(3)) == "feed ALPHA: gaps"
    assert part_of(edit_feed(1, gaps), signature(3)) == "entry ALPHA 3: signature"


@pytest.mark.spec("TRANS-10", "TRANS-12")
def test_structure_and_charter_come_before_all_entries() -> None:
    bad = resign(SAMPLE, FILE, signature(3))
    assert said(bad[:-40], one_by_one)[0] == "structure"
    assert said(bad[:-40], ahead) == said(bad[:-40], one_by_one)
    strange = resign(SAMPLE, FILE, lambda c: replace(signature(3)(c), charter=flip(c.charter)))
    assert said(strange, one_by_one)[0] == "charter"
    assert said(strange, ahead) == said(strange, one_by_one)


@pytest.mark.spec("TRANS-23")
def test_reading_ahead_changes_nothing_that_is_said() -> None:
    sample = small()
    whole = sample.export(0)
    changes = [change for _, change, _ in OF_ANYBODY] + [change for _, change in OF_THE_EXPORTER]
    bundles = [whole, FILE, selected(*busy())]
    bundles += [resign(sample, whole, change) for change in changes]
    bundles += [reseal(whole, change) for change in changes]
    bundles += [flip(whole, at) for at in range(0, len(whole), 97)]
    for data in bundles:
        assert said(data, ahead) == said(data, one_by_one)


def test_what_is_kept_of_a_long_file_is_not_its_entries() -> None:
    sample = Sample("many")
    entries = CHUNK_ITEMS_MAX * (SHELF_PARTS_MAX + 3)
    for _ in range(entries):
        sample.message(0)
    source = CountingBytes(sample.export(0))
    report = verify_bundle(source, suite=BelievingSuite())
    assert source.largest <= CHUNK_ITEMS_MAX * 600
    assert sum(1 for _ in report.messages) == entries
    gc.collect()
    held = sum(isinstance(thing, BundleEntry) for thing in gc.get_objects())
    assert 0 < held <= SHELF_PARTS_MAX * CHUNK_ITEMS_MAX


def test_a_file_that_changes_after_it_was_checked_is_not_believed() -> None:
    source = CountingBytes(FILE)
    report = verify_bundle(source, suite=SUITE)
    at = FILE.index(b"neutral text")
    source.data = FILE[:at] + b"other   text" + FILE[at + 12 :]
    with pytest.raises(VerificationError) as caught:
        list(report.lines())
    assert caught.value.part == "structure"


class CountingBytes(HeldBytes):
    """A file in memory that can be exchanged, and that says how much was read at once."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.data = data
        self.largest = 0

    def read(self, offset: int, length: int) -> bytes:
        self.largest = max(self.largest, length)
        return self.data[offset : offset + length]


class BelievingSuite(RememberingSuite):
    """Signatures are not what is tested."""

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        return None


def test_leaves_added_together_make_the_same_tree() -> None:
    leaves = [sha256(bytes([n])) for n in range(100)]
    for cut in (0, 1, 7, 8, 63, 64, 99, 100):
        tree = Tree(leaves[:cut])
        assert tree.extend(b"".join(leaves[cut:])) == 100
        assert [tree.root(size) for size in range(101)] == [
            Tree(leaves).root(size) for size in range(101)
        ]
        assert tree.inclusion(37) == Tree(leaves).inclusion(37)
