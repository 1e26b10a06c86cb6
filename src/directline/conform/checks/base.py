"""What a check is, and how one is written down."""

from collections.abc import Callable
from dataclasses import dataclass

from directline.conform.limits import ANSWER_S, QUIET_S
from directline.conform.peer import Peer
from directline.conform.seals import Sent
from directline.wire.entry import Entry


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen; `ok` is None where nothing could be."""

    ok: bool | None
    text: str


Play = Callable[[Peer], Seen]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what is done, what must follow, and the rules that say so."""

    name: str
    rules: tuple[str, ...]
    did: str
    expected: str
    play: Play


class Room:
    """The checks of one module, in the order in which they are written."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def check(self, *rules: str, did: str, expected: str) -> Callable[[Play], Play]:
        """Write down the function that follows, under its own name."""

        def note(play: Play) -> Play:
            name = play.__name__.replace("_", " ")
            self.checks.append(Check(name, rules, did, expected, play))
            return play

        return note

    def add(self, name: str, *rules: str, did: str, expected: str, play: Play) -> None:
        """Write down one of many alike."""
        self.checks.append(Check(name, rules, did, expected, play))


def lives(peer: Peer, *, urgent: bool = False) -> bool:
    """The line answers: an empty request is acknowledged, however often it had to be dialled."""
    for _ in range(3):
        if not peer.meet():
            return False
        sent = peer.probe(urgent=urgent)
        if peer.wait(lambda s=sent: peer.is_acked(s), 2.0):  # type: ignore[misc]
            return True
    return False


def accepted(peer: Peer, entry: Entry | None = None) -> bool:
    """A good entry is acknowledged: the line carries."""
    if not peer.meet():
        return False
    entry = entry or peer.entry()
    peer.keep(entry)
    for _ in range(3):
        sent = peer.send(entry)
        if peer.wait(lambda s=sent: peer.is_acked(s), 2.0):  # type: ignore[misc]
            return True
        if not peer.meet():
            return False
    return False


def receipted(peer: Peer, entry: Entry, timeout: float = ANSWER_S) -> bool:
    """Their signed `seen` reaches an entry of ours."""
    header = entry.header

    def there() -> bool:
        size, beyond, _ = peer.receipted(header.generation)
        return header.position <= size or header.position in beyond

    return peer.wait(there, timeout)


def refused(peer: Peer, *bad: Sent) -> Seen:
    """None of these was taken, and the line carries a good entry at the same place."""
    good = accepted(peer)
    peer.spend(0.01)
    taken = [sent for sent in bad if peer.is_acked(sent)]
    if taken:
        return Seen(False, f"{len(taken)} of {len(bad)} were acknowledged")
    if not good:
        return Seen(False, "not acknowledged, but the good entry after it was not taken either")
    return Seen(True, "not acknowledged; the good entry after it was")


def unharmed(peer: Peer) -> Seen:
    """The line goes on as before."""
    if not lives(peer):
        return Seen(False, "the line did not answer any more")
    return Seen(True, "the line goes on")


def nothing_comes(peer: Peer, what: Callable[[], object], text: str) -> Seen:
    """Something must not come, and the line must go on."""
    if peer.wait(what, QUIET_S):
        return Seen(False, text)
    return unharmed(peer)


def plural(count: int, what: str) -> str:
    """A count with its noun."""
    return f"{count} {what}" + ("" if count == 1 else "s")
