"""What a table's events do to a real line, and what state that line is then in."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from directline.line.effects import Effect, Notice
from directline.wire.charter import Terms
from directline.wire.frame import FrameType
from tests.support.pair import World

if TYPE_CHECKING:
    from collections.abc import Callable


class ImpossibleError(Exception):
    """The event cannot happen in this state: a link that is there cannot come up."""


class Model(ABC):
    """Two real lines in a world of their own, as one table sees them."""

    epoch_ms = Terms().epoch_interval_ms

    def __init__(self) -> None:
        self.world = World(terms=replace(Terms(), epoch_interval_ms=self.epoch_ms))
        self.dropped: set[tuple[int, FrameType]] = set()
        """(sender, type) of frames that the link swallows."""
        self.world.tamper = self._carry
        self.marks = [0, 0]
        self.begin()

    def begin(self) -> None:  # noqa: B027 - most tables begin with a world as it is made
        """Bring the world into the table's initial state."""

    @property
    @abstractmethod
    def state(self) -> str:
        """The state that the line is in, by the table's name."""

    def do(self, event: str) -> None:
        """Let an event happen.

        Raises:
            ImpossibleError: it cannot, in this state.
        """
        self.marks = [len(station.seen) for station in self.world.stations]
        act: Callable[[], None] = getattr(self, f"do_{event}")
        act()

    def emitted(self) -> set[str]:
        """The effects since the last event began, of both stations, by name."""
        found: list[Effect] = []
        for station, mark in zip(self.world.stations, self.marks, strict=True):
            found += station.seen[mark:]
        names = {type(effect).__name__ for effect in found}
        return names | {f"Notice:{e.kind}" for e in found if isinstance(e, Notice)}

    def connect(self, link: str = "bulk") -> None:
        """A link comes up."""
        if self.world.alive.get(link):
            raise ImpossibleError
        self.world.connect(link)

    def keep_up(self, seconds: int) -> None:
        """So much time in which a link that is closed is dialled anew."""
        for _ in range(seconds):
            if not self.world.alive.get("bulk"):
                self.world.connect("bulk")
            self.world.run(1)

    def drop(self, *frames: tuple[int, FrameType]) -> None:
        """From now on these, and no others, are swallowed."""
        self.dropped = set(frames)

    def _carry(self, _link: str, sender: int, unit: bytes) -> list[tuple[int, bytes]]:
        return [] if (sender, unit[0] >> 4) in self.dropped else [(0, unit)]
