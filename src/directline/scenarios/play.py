"""A scenario as it is played: what happens, what is asserted in words, and what was seen."""

import asyncio
import tempfile
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from directline.catalogue import load
from directline.errors import DirectlineError
from directline.scenarios.house import BEGIN_MS, World, found
from directline.scenarios.worldtime import WorldLoop, WorldTime
from directline.station.instants import instant_text
from directline.wire.charter import Terms

FAST_FOLDER = Path("/dev/shm")  # noqa: S108 - where it is there, syncing costs nothing
SEEN_CHARS_MAX = 400
FAULTS = (DirectlineError, LookupError, ValueError, RuntimeError, AssertionError)
"""What may end a scenario early: it has failed then, and says so."""


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence on what happened, with its mark of confidence."""

    text: str
    mark: str
    """found: in a published source; recalled: general knowledge; disputed: one side's claim."""


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion with what was seen."""

    words: str
    held: bool
    seen: str
    lacking: bool = False
    """It is known that the line does not do this yet: here to hold is a fault of the list."""

    @property
    def ok(self) -> bool:
        """Whether the scenario may go on as its author says."""
        return self.held is not self.lacking


@dataclass(frozen=True, slots=True)
class Scenario:
    """One documented failure, played on the real station."""

    code: str
    title: str
    happened: tuple[Source, ...]
    line_does: str
    """What the line does about it, as the README's table has it."""
    play: Callable[["Play"], Awaitable[None]]


@dataclass(slots=True)
class Result:
    """How one scenario ended."""

    scenario: Scenario
    steps: list[tuple[int, str]]
    """What happened: milliseconds since the beginning, and words."""
    checks: list[Check]
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether everything that was asserted held."""
        return not self.error and bool(self.checks) and all(check.ok for check in self.checks)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is known not to hold yet."""
        return tuple(check.words for check in self.checks if check.lacking)

    @property
    def state(self) -> str:
        """held, not yet held (as listed), or failed."""
        if not self.ok:
            return "failed"
        return "not yet held" if self.missing else "held"


class Play:
    """What a scenario's author writes with."""

    def __init__(self, folder: Path, time: WorldTime, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.time = time
        self.steps: list[tuple[int, str]] = []
        self.checks: list[Check] = []
        self._say = say
        self._worlds: list[World] = []

    # --- the world -----------------------------------------------------------------------------

    async def line(
        self,
        *names: str,
        terms: Terms | None = None,
        wrong_ms: Mapping[str, int] | None = None,
        prepare: Callable[[World], None] | None = None,
        days: bool = False,
        profiles: Sequence[str] = (),
    ) -> World:
        """Found a line and start every station.

        Args:
            names: The parties; ALPHA and BRAVO where none are named.
            terms: What the charter says of times and bounds.
            wrong_ms: How wrong a party's clock is.
            prepare: Called before the start.
            days: The scenario lives through days.
            profiles: Profiles of the catalogue that the charter turns on.
        """
        folder = self.folder / f"line-{len(self._worlds)}"
        folder.mkdir()
        world = found(
            folder,
            self.time,
            names or ("ALPHA", "BRAVO"),
            terms,
            wrong_ms,
            days=days,
            profiles=profiles,
        )
        self._worlds.append(world)
        if prepare is not None:
            prepare(world)
        for party in world.parties:
            await party.start()
        await world.settle()
        return world

    async def end(self) -> None:
        """Stop every station."""
        for world in self._worlds:
            for party in world.parties:
                await party.stop()

    def z(self, after_s: float = 0.0) -> str:
        """An instant as an officer types it, so long from now."""
        return instant_text(self.time.now_ms + round(after_s * 1000))

    @staticmethod
    def word(key: str) -> str:
        """A word of the desk, in English."""
        return load().word(key, "en")

    # --- what is said --------------------------------------------------------------------------

    def step(self, words: str) -> None:
        """Say what happens."""
        self.steps.append((self.time.now_ms - BEGIN_MS, words))
        self._say(f"{clock_text(self.time.now_ms - BEGIN_MS)}  {words}")

    def check(self, words: str, held: object, seen: object = "", *, lacking: bool = False) -> bool:
        """Assert something in words; say what was seen."""
        found = Check(words, bool(held), _short(seen), lacking)
        self.checks.append(found)
        mark = "ok  " if found.ok and not lacking else "LACK" if found.ok else "FAIL"
        self._say(f"  {mark}  {words}" + (f": {found.seen}" if found.seen else ""))
        return found.held

    def same(self, words: str, seen: object, wanted: object) -> bool:
        """Assert that what was seen is what was wanted."""
        held = seen == wanted
        return self.check(words, held, seen if held else f"{seen!r} where {wanted!r} was wanted")

    def lacks(self, words: str, held: object, seen: object = "") -> None:
        """Say what the line does not do yet; it fails once the line does it."""
        self.check(words, held, seen, lacking=True)

    async def refused(
        self, words: str, act: Awaitable[object], *mentions: str, lacking: bool = False
    ) -> None:
        """Assert that an act is refused, with a reason that mentions these."""
        try:
            await act
        except DirectlineError as error:
            told = f"{error.message} {error.remedy}".strip()
            held = all(mention.lower() in told.lower() for mention in mentions)
            self.check(words, held, told, lacking=lacking)
        else:
            self.check(words, False, "it was not refused", lacking=lacking)


def run(scenario: Scenario, say: Callable[[str], None] = lambda _line: None) -> Result:
    """Play one scenario in a world of its own; total: whatever goes wrong stands in the result."""
    time = WorldTime(BEGIN_MS)
    parent = FAST_FOLDER if FAST_FOLDER.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="directline-", dir=parent) as folder:
        play = Play(Path(folder), time, say)
        error = _in_world(scenario, play)
    if error:
        say(f"  FAIL  {error}")
    return Result(scenario, play.steps, play.checks, error)


def _in_world(scenario: Scenario, play: Play) -> str:
    loop = WorldLoop(play.time)
    faults: list[str] = []
    loop.set_exception_handler(lambda _loop, context: faults.append(_fault(context)))
    before = structlog.get_config()
    structlog.configure(
        logger_factory=structlog.ReturnLoggerFactory(), cache_logger_on_first_use=False
    )
    try:
        loop.run_until_complete(_whole(scenario, play))
    except FAULTS as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        faults.insert(
            0, f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        )
    finally:
        structlog.configure(**before)
        loop.close()
    return "; ".join(faults)


async def _whole(scenario: Scenario, play: Play) -> None:
    try:
        await scenario.play(play)
    finally:
        await play.end()


async def forever() -> None:
    """Wait for what nobody will do: a world without timers ends there."""
    await asyncio.get_running_loop().create_future()


def _fault(context: Mapping[str, Any]) -> str:
    error = context.get("exception")
    return f"fault in a station: {context.get('message', '')} {error or ''}".strip()


def clock_text(ms: int) -> str:
    """A span since the beginning as people read it."""
    seconds, days = ms // 1000, ms // 86_400_000
    text = f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"day {days + 1} {text}"


def _short(seen: object) -> str:
    if isinstance(seen, str):
        text = seen
    elif isinstance(seen, Sequence | set | frozenset):
        text = ", ".join(map(str, seen)) or "none"
    else:
        text = str(seen)
    text = " ".join(text.split())
    return text if len(text) <= SEEN_CHARS_MAX else text[:SEEN_CHARS_MAX] + "..."
