"""The comparison of books: said before it is used, bounded, and changing nothing else."""

from directline.conform.checks.base import Room, Seen, lives, unharmed
from directline.conform.peer import Peer
from directline.errors import RemoteProtocolError
from directline.wire.comparing import (
    FORMS_BYTES,
    SET_BYTES,
    Account,
    AskForgotten,
    Comparing,
    announcement,
    decode_comparing,
)
from directline.wire.control import Request
from directline.wire.frame import FrameType

ROOM = Room()
ANSWER_S = 15.0
"""A station waits some seconds for what it does not hold before it answers."""
NOBODYS = {(0, 7_777): 9, (1, 8_888): 3}
WRONG = (b"", b"\x00", b"\x83\x07\x07\xf6", b"\x84\x02\x20\x81\x61x\xf6", bytes(4_001))


def _says_so(peer: Peer, mark: int = 0) -> bool:
    """Whether it has said that it compares."""
    told = announcement(peer.other).encode()
    return any(
        h.opened.type is FrameType.REQUEST and h.opened.content == told
        for h in list(peer.heard)[mark:]
    )


def _frames(peer: Peer, mark: int = 0) -> list[Comparing]:
    found = []
    for heard in list(peer.heard)[mark:]:
        if heard.opened.type is FrameType.BOOKS:
            try:
                found.append(decode_comparing(heard.opened.content))
            except RemoteProtocolError as error:
                peer.faults.append((error.rule, error.message))
    return found


@ROOM.check(
    "COMPARE-2",
    "COMPARE-3",
    did="dialled anew and did not say that we compare books",
    expected="it says so on its links if it compares, and sends no frame of it to us",
)
def it_compares_with_nobody_who_does_not(peer: Peer) -> Seen:
    """Whoever knows nothing of it is told in words that it can take."""
    mark = len(peer.heard)
    peer.net.drop()
    if not lives(peer):
        return Seen(False, "the line did not come up")
    peer.spend(2.0)
    if _frames(peer, mark):
        return Seen(False, "it sent a frame that we never said we take")
    if not _says_so(peer, mark):
        return Seen(None, "it does not say that it compares books")
    return Seen(True, "it said so, and sent none")


@ROOM.check(
    "COMPARE-4",
    "COMPARE-1",
    did="said that we compare, then sent it frames of another layout",
    expected="nothing changes; the line goes on",
)
def wrong_frames_of_a_comparison_change_nothing(peer: Peer) -> Seen:
    """Whatever else a peer sends, this is the least of all."""
    if not _says_so(peer):
        return Seen(None, "it does not say that it compares books")
    peer.frame(FrameType.REQUEST, announcement(peer.own).encode())
    for content in WRONG:
        peer.frame(FrameType.BOOKS, content, 0)
    return unharmed(peer)


@ROOM.check(
    "COMPARE-5",
    did="offered a cut that nobody holds",
    expected="an answer without digests, whose cut is no more than it holds; or none",
)
def a_cut_that_nobody_holds_is_not_answered_with_digests(peer: Peer) -> Seen:
    """It waits a while for what may be on its way."""
    if not _says_so(peer):
        return Seen(None, "it does not say that it compares books")
    peer.frame(FrameType.REQUEST, announcement(peer.own).encode())
    nothing = (0, bytes(SET_BYTES))
    offer = Account(False, 77, bytes(FORMS_BYTES), NOBODYS, nothing, {})
    mark = len(peer.heard)
    peer.frame(FrameType.BOOKS, offer.encode(), 0)

    def answered() -> list[Account]:
        said = [f for f in _frames(peer, mark) if isinstance(f, Account)]
        return [f for f in said if f.answers and f.number == 77]

    peer.wait(answered, ANSWER_S)
    wrong = [f for f in answered() if f.digests or f.sizes.keys() & NOBODYS.keys()]
    if wrong:
        return Seen(False, "it answered as if it held the cut")
    if not lives(peer):
        return Seen(False, "the line did not answer any more")
    return Seen(True, "an answer without digests" if answered() else "no answer")


@ROOM.check(
    "COMPARE-7",
    did="asked three hundred times for what was forgotten",
    expected="no more answers than it allows in a minute, and the line goes on",
)
def who_asks_for_ever_is_not_answered_for_ever(peer: Peer) -> Seen:
    """Each costs it a look at its books."""
    if not _says_so(peer):
        return Seen(None, "it does not say that it compares books")
    peer.frame(FrameType.REQUEST, announcement(peer.own).encode())
    mark = len(peer.heard)
    for _ in range(300):
        peer.frame(FrameType.BOOKS, AskForgotten(78).encode(), 0)
    peer.frame(FrameType.REQUEST, Request().encode())
    peer.spend(2.0)
    answers = len(_frames(peer, mark))
    if answers >= 300 or not lives(peer):
        return Seen(False, f"{answers} answers, or the line did not go on")
    return Seen(True, f"{answers} answers")
