"""The kit's parts by themselves: report, roots, seals, mutations, and the table of rules."""

import hashlib
from random import Random

import pytest

from directline.conform.checks import CHECKS
from directline.conform.feed import EMPTY, Feed, root
from directline.conform.fuzz import mutated
from directline.conform.report import Report, Result, Verdict
from directline.conform.rules import UNSEEN
from directline.conform.seals import Seals
from directline.conform.session import ALWAYS
from directline.errors import RemoteProtocolError
from directline.line.secrecy import Channel
from directline.transcript.tree import Tree
from directline.wire.frame import FrameType
from directline.wire.sealing import PeerRoots
from directline.wire.suite import REAL_SUITE
from tests.tidy.test_spec import IDENTIFIER, chapters

LINE = bytes(16)


def _result(rule: str, verdict: Verdict) -> Result:
    return Result("a check", (rule,), "did", "expected", "seen", verdict)


def test_every_rule_of_the_specification_is_checked_or_said_to_be_unseen() -> None:
    everywhere = {c.name: set(IDENTIFIER.findall(c.read_text())) for c in chapters()}
    named = everywhere["wire.md"] | everywhere["line.md"] | everywhere["bearers.md"]
    named |= everywhere["books.md"]
    named = {rule for rule in named if not rule.startswith("CHARTER-")}  # read from a file
    checked = {rule for check in CHECKS for rule in check.rules} | ALWAYS.keys() | {"TLS-7"}
    assert not checked - set().union(*everywhere.values()), "checks of rules that are not in spec/"
    assert not named - checked - UNSEEN.keys(), "neither checked nor said why not"
    assert not UNSEEN.keys() & checked, "checked and said to be unseen"
    assert all(UNSEEN.values())


def test_every_check_says_what_it_does() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert len(CHECKS) > 180
    for check in CHECKS:
        assert check.rules
        assert check.did
        assert check.expected


def test_one_failure_of_a_rule_outweighs_all_passes() -> None:
    report = Report([_result("X-1", v) for v in (Verdict.PASS, Verdict.FAIL, Verdict.UNSEEN)])
    report.results.append(_result("X-2", Verdict.UNSEEN))
    report.results += [_result("X-10", Verdict.UNSEEN), _result("X-10", Verdict.PASS)]
    assert report.failed
    assert list(report.rules().items()) == [
        ("X-1", Verdict.FAIL), ("X-2", Verdict.UNSEEN), ("X-10", Verdict.PASS),
    ]  # fmt: skip
    assert "fail: 1 rules  X-1" in report.lines()
    assert report.value()["checks"][0]["verdict"] == "pass"
    assert not Report([_result("X-1", Verdict.PASS)]).failed
    assert Report(met=False).failed


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 8, 13, 64, 100])
def test_roots_are_counted_as_the_transcript_counts_them(size: int) -> None:
    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
    assert root(leaves) == Tree(leaves).root(size)
    assert Feed(leaves).root() == root(leaves)


def test_a_feed_closes_its_gaps() -> None:
    feed = Feed()
    assert feed.root() == EMPTY
    for position in (3, 1, 4):
        feed.hold(position, bytes([position]) * 32)
    assert (feed.size, sorted(feed.beyond)) == (1, [3, 4])
    feed.hold(2, bytes(32))
    assert (feed.size, feed.beyond, feed.leaf(4)) == (4, {}, bytes([4]) * 32)


def _pair() -> tuple[Seals, Channel]:
    def roots(peer: int) -> PeerRoots:
        return PeerRoots(peer, bytes([1]) * 32, bytes([2]) * 32, ((1, bytes([3]) * 32),), 1)

    ours = Seals(roots(1), LINE, 0, bytes(range(16)))
    return ours, Channel(roots(0), LINE, 1, bytes(range(16, 32)), REAL_SUITE)


def test_seals_open_at_the_line_and_the_lines_open_here() -> None:
    ours, theirs = _pair()
    for recovery in (False, True):
        sent = ours.seal(FrameType.REQUEST, b"x", 3, recovery=recovery)
        assert theirs.open(sent.frame).content == b"x"
    frame = theirs.seal(FrameType.ACK, 3, b"y").wire(theirs.incarnation)
    first, again = ours.open(frame), ours.open(frame)
    assert (first.content, first.fresh, again.fresh, again.same) == (b"y", True, False, True)


def test_a_key_that_seals_two_contents_is_noticed() -> None:
    ours, theirs = _pair()
    frames = []
    for content in (b"one", b"two"):
        theirs._next = [0, 0, 0, 0]
        frames.append(theirs.seal(FrameType.ACK, 3, content).wire(theirs.incarnation))
    assert ours.open(frames[0]).same
    assert not ours.open(frames[1]).same


def test_what_is_sealed_wrongly_on_purpose_does_not_open() -> None:
    ours, theirs = _pair()
    for how in ({"root": bytes(32)}, {"epoch": 9, "root": bytes([3]) * 32}, {"bound": 5}):
        sent = ours.seal(FrameType.ACK, b"x", 3, **how)
        with pytest.raises(RemoteProtocolError):
            theirs.open(sent.frame)


def test_mutations_are_drawn_from_the_seed_and_change_things() -> None:
    data = bytes(range(60))
    one = [mutated(data, Random(5)) for _ in range(1)]
    assert one == [mutated(data, Random(5))]
    chance = Random(1)
    made = {mutated(data, chance) for _ in range(200)}
    assert len(made) > 150
    assert mutated(b"", chance) is not None
