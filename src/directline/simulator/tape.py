"""What went wrong in a world by itself, fault by fault, so that any of it can be left out.

A fault is named by its class and its number in it ("cut 3").  Every class draws from a stream of
its own; a recorded tape also keeps where each stream stood after each fault, so that leaving one
out moves none of the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

Fault = tuple[str, int]
"""(class, its number in it)."""
Step = Callable[[Random], None]
RECORDED_MAX = 4_000
"""Faults of one world whose streams are kept: a state has some kilobytes."""


@dataclass
class Tape:
    """The faults of one world in their order."""

    without: frozenset[Fault] = frozenset()
    """Faults that are left out."""
    recording: bool = False
    after: Mapping[Fault, object] = field(default_factory=dict)
    """Where a stream stood after a fault, from an earlier run of the same world."""
    struck: list[tuple[int, Fault]] = field(default_factory=list)
    """(simulated instant in ns, fault) of those that came."""
    states: dict[Fault, object] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def strike(self, now_ns: int, name: str, step: Step, chance: Random) -> None:
        """A fault's turn has come."""
        number = self._counts.get(name, 0)
        self._counts[name] = number + 1
        fault = (name, number)
        if fault not in self.without:
            if self.recording:
                self.struck.append((now_ns, fault))
            step(chance)
        known = self.after.get(fault)
        if known is not None:
            chance.setstate(known)  # type: ignore[arg-type]
        if self.recording and len(self.states) < RECORDED_MAX:
            self.states[fault] = chance.getstate()

    def told(self) -> list[str]:
        """A line each."""
        return [f"{at / 1e9:>11.3f} s  {name} {number}" for at, (name, number) in self.struck]
