"""The signed `delivered` steps that are owed to one peer: one for each generation of its feed.

An entry's `seen` names one generation of a feed.  Usually that is the newest, and any own entry
carries the receipt; of an earlier one, whose entries came late, a step of its own does.
"""

from dataclasses import dataclass, field

from directline.line.context import Key
from directline.line.limits import RECEIPT_PAUSE_NS
from directline.wire.entry import Header
from directline.wire.values import Precedence


@dataclass(slots=True)
class Due:
    """One step that is owed."""

    target: Key
    """The newest message of the highest precedence that it is for."""
    lane: int
    due_ns: int
    old: bool = False
    """It is due since before the start: it waits for the comparison."""


@dataclass(slots=True)
class Receipts:
    """What is owed to one peer."""

    dues: dict[int, Due] = field(default_factory=dict)
    """By generation of the peer's feed."""
    sent_ns: int = -RECEIPT_PAUSE_NS

    def next_ns(self) -> int:
        """When the next step is due."""
        return min((due.due_ns for due in self.dues.values()), default=2**62)

    def due(self, now_ns: int) -> Due | None:
        """The most urgent step that is due now."""
        ready = (due for due in self.dues.values() if due.due_ns <= now_ns)
        return max(ready, key=lambda due: (due.lane, due.target), default=None)

    def owe(self, key: Key, header: Header, now_ns: int) -> None:
        """An entry is durable: at once for FLASH or after a pause, else within a second."""
        at_once = header.precedence is Precedence.FLASH or now_ns - self.sent_ns >= RECEIPT_PAUSE_NS
        due_ns = now_ns if at_once else self.sent_ns + RECEIPT_PAUSE_NS
        lane = int(header.precedence)
        held = self.dues.get(key[1])
        if held is None:
            self.dues[key[1]] = Due(key, lane, due_ns)
            return
        held.old, held.due_ns = False, min(held.due_ns, due_ns)
        if lane >= held.lane:
            held.lane, held.target = lane, key

    def owed(self, entries: dict[Key, Header], now_ns: int) -> None:
        """Durable before the start, and not receipted: a crash came between."""
        for key in sorted(entries, key=lambda key: (entries[key].precedence, key)):
            self.dues[key[1]] = Due(key, int(entries[key].precedence), now_ns, old=True)

    def settle(self, generation: int, now_ns: int) -> Due | None:
        """An own entry's `seen` names this generation: it carries the step that was due."""
        self.sent_ns = now_ns
        return self.dues.pop(generation, None)

    def again(self, target: Key, lane: int, due_ns: int) -> None:
        """The entry that carried this step was taken back."""
        self.dues.setdefault(target[1], Due(target, lane, due_ns))
