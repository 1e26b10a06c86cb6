"""Several processes that live through worlds; one that dies or hangs names its seed.

Each gets one piece of work at a time, so that none waits for another; what they answer is added
up in any order to the same sums.
"""

import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from directline.simulator.campaign import Find, crashed, disks_named, find, live
from directline.simulator.faults import PROFILES
from directline.simulator.planted import ALL
from directline.simulator.world import Outcome

LOOK_S = 1.0
"""Between two looks at those that work, and so between two lines of progress."""
WORLD_S_MAX = 900.0
"""One world longer than this hangs: the slowest known take a minute or two."""
YEAR_S_MAX = 4 * 3_600.0
CONTEXT = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Work:
    """One world, or one planted bug to be looked for."""

    seed: int = 0
    profile: str = "mixed"
    days: float = 0.0
    """0: what the profile allows."""
    bug: str = ""
    disk: str = "simulated"

    def do(self) -> Outcome | Find:
        """Do it here."""
        if self.bug:
            return find(self.bug)
        days = self.days or PROFILES[self.profile].days_max
        return live(self.seed, self.profile, days, disks_named(self.disk))

    def lost(self, why: str) -> Outcome | Find:
        """The answer when whoever did it is gone."""
        if self.bug:
            return Find(self.bug, "", -1, ALL[self.bug].seeds_max, why)
        return crashed(self.seed, why)

    @property
    def seconds_max(self) -> float:
        """How long it may take."""
        return YEAR_S_MAX if self.profile == "year" or self.bug else WORLD_S_MAX


@dataclass
class _Hand:
    """One process and what it does."""

    process: BaseProcess
    pipe: "Connection[Work, Outcome | Find]"
    work: Work | None = None
    begun_s: float = 0.0

    @classmethod
    def hired(cls) -> "_Hand":
        here, there = CONTEXT.Pipe()
        process = CONTEXT.Process(target=_labour, args=(there,), daemon=True)
        process.start()
        there.close()
        return cls(process, here)

    def give(self, work: Work) -> None:
        self.work, self.begun_s = work, time.monotonic()
        self.pipe.send(work)

    def answer(self) -> Outcome | Find | None:
        """What it found, if it is done, gone or much too slow."""
        work = self.work
        if work is None:
            return None
        try:
            if self.pipe.poll():
                found = self.pipe.recv()
                self.work = None
                return found
        except (EOFError, OSError):
            self.process.join(LOOK_S)
        if self.process.is_alive() and time.monotonic() - self.begun_s < work.seconds_max:
            return None
        why = (
            f"no end after {work.seconds_max:.0f} s"
            if self.process.is_alive()
            else f"its process ended with code {self.process.exitcode}"
        )
        self.leave()
        return work.lost(why)

    def leave(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


@dataclass
class Crew:
    """So many processes; 1: everything is done here."""

    processes: int
    _hands: list[_Hand] = field(default_factory=list)

    def results(self, works: Iterable[Work]) -> Iterator[Outcome | Find | None]:
        """What each piece of work gave, as it comes; None now and then, while all are busy."""
        if self.processes == 1:
            for work in works:
                yield work.do()
            return
        try:
            yield from self._shared(iter(works))
        finally:
            for hand in self._hands:
                hand.leave()
            self._hands.clear()

    def _shared(self, works: Iterator[Work]) -> Iterator[Outcome | Find | None]:
        for work in works:
            self._hands.append(_Hand.hired())
            self._hands[-1].give(work)
            if len(self._hands) == self.processes:
                break
        while self._hands:
            busy = [hand.pipe for hand in self._hands]
            wait([*busy, *(hand.process.sentinel for hand in self._hands)], timeout=LOOK_S)
            yield None
            for hand in list(self._hands):
                found = hand.answer()
                if found is not None:
                    self._go_on(hand, works)
                    yield found

    def _go_on(self, hand: _Hand, works: Iterator[Work]) -> None:
        gone = hand.work is not None
        if gone:
            self._hands.remove(hand)
        work = next(works, None)
        if work is None:
            if not gone:
                self._hands.remove(hand)
                hand.leave()
            return
        if gone:
            hand = _Hand.hired()
            self._hands.append(hand)
        hand.give(work)


def _labour(pipe: "Connection[Outcome | Find, Work]") -> None:
    """The life of one process: Ctrl-C is its parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            work = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(work.do())
