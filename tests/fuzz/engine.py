"""The fuzzer of our own: seeded mutations, and coverage of directline's lines by samples."""

import hashlib
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from tests.fuzz.mutate import Mutator
from tests.fuzz.target import (
    SOURCE,
    Find,
    Target,
    execute,
    execute_in_pieces,
    execute_measured,
)

CORPUS = Path(__file__).parent / "corpus"
KEPT_MAX = 600
"""Inputs kept for what they reached; a new one then takes the place of any but a seed."""
MEASURED_EVERY = 401
PIECES_EVERY = 41
COVERED_EVERY = 25
"""Watching every line takes ten times as long as the run itself."""
GOOD_SHARE = 0.6
"""How often a change begins at an input that is accepted: it gets deeper."""
MINIMISE_RUNS_MAX = 600
HEX_COLUMNS = 96


class Fuzzer:
    """Inputs for one target, each from the seed; finds are kept one a cause."""

    def __init__(self, target: Target, seed: int, *, coverage: bool = True) -> None:
        self.target = target
        self.count = 0
        self.finds: dict[tuple[str, str], Find] = {}
        self.rng = random.Random(f"{seed}/{target.name}")
        self._coverage = coverage
        self._reached: set[tuple[str, int]] = set()
        self._kept = list(dict.fromkeys(target.seeds()))
        self._seeds = len(self._kept)
        self._good = list(self._kept)
        self.mutator = Mutator(self.rng, target.shape, target.bytes_max)
        self.mutator.others = self._kept

    def seeds(self) -> None:
        """Run the seeds as they are, and find which of them are accepted."""
        good = [data for data in self._kept if self.run(data)]
        self._good = good or self._good

    def truncations(self, bytes_max: int) -> Iterator[bytes]:
        """The first accepted seeds, cut at every byte."""
        for data in self._good[:2]:
            step = max(1, len(data) // bytes_max)
            for end in range(0, len(data), step):
                yield data[:end]

    def next_input(self) -> bytes:
        """Another input."""
        rng = self.rng
        data = rng.choice(self._good if rng.random() < GOOD_SHARE else self._kept)
        for _ in range(rng.choice((1, 1, 2))):
            data = self.mutator.mutate(data)
        return data

    def step(self) -> None:
        """Make one input and run it."""
        data = self.next_input()
        if self._coverage and self.count % COVERED_EVERY == 0:
            reached: set[tuple[str, int]] = set()
            with _Lines(reached):
                self.run(data)
            if not reached <= self._reached:
                self._reached |= reached
                self._keep(data)
        else:
            self.run(data)

    def run(self, data: bytes) -> bool:
        """Run one input, at times also in pieces or under a count of memory."""
        self.count += 1
        try:
            found = execute(self.target, data)
            if self.count % MEASURED_EVERY == 0:
                execute_measured(self.target, data)
            if self.target.stream is not None and self.count % PIECES_EVERY == 0:
                execute_in_pieces(self.target, data)
        except Find as find:
            self.finds.setdefault(find.cause, find)
            return False
        return found

    def _keep(self, data: bytes) -> None:
        if len(self._kept) < self._seeds + KEPT_MAX:
            self._kept.append(data)
        else:
            self._kept[self.rng.randrange(self._seeds, len(self._kept))] = data


class _Lines:
    """Collects the lines of directline that run while it is entered."""

    def __init__(self, reached: set[tuple[str, int]]) -> None:
        self._reached = reached
        self._before: Any = None

    def __enter__(self) -> None:
        self._before = sys.gettrace()
        sys.settrace(self._call)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _call(self, frame: FrameType, _event: str, _arg: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.startswith(str(SOURCE)) else None

    def _line(self, frame: FrameType, event: str, _arg: object) -> Callable[..., Any]:
        if event == "line":
            self._reached.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


def minimised(target: Target, find: Find) -> bytes:
    """A shorter input with the same cause: pieces are left out as long as it stays."""
    data, runs, size = find.data, 0, max(1, len(find.data) // 2)
    while size and runs < MINIMISE_RUNS_MAX:
        at, smaller = 0, False
        while at < len(data) and runs < MINIMISE_RUNS_MAX:
            runs += 1
            shorter = data[:at] + data[at + size :]
            if cause_of(target, shorter, find.kind) == find.cause:
                data, smaller = shorter, True
            else:
                at += size
        size = size if smaller and size < len(data) else size // 2
    return data


def cause_of(target: Target, data: bytes, kind: str = "") -> tuple[str, str] | None:
    """Why an input is a find, looked at as a find of this kind needs; None where it is none."""
    try:
        if kind == "growth":
            execute_measured(target, data)
        elif kind == "pieces":
            execute_in_pieces(target, data)
        else:
            execute(target, data)
    except Find as find:
        return find.cause
    return None


def keep(target: str, data: bytes, what: str) -> Path:
    """Write an input to the corpus, which every test run repeats."""
    path = CORPUS / target / f"{hashlib.sha256(data).hexdigest()[:16]}.hex"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = data.hex()
    rows = [text[at : at + HEX_COLUMNS] for at in range(0, len(text), HEX_COLUMNS)]
    path.write_text("\n".join([f"# {what}", *rows]) + "\n")
    return path


def kept(path: Path) -> bytes:
    """An input of the corpus."""
    lines = path.read_text().splitlines()
    return bytes.fromhex("".join(line for line in lines if not line.startswith("#")))
