"""One target of the fuzzing: a parser, the one class of error meant for it, and what it was given.

A run ends in a value or in the allowed error.  Anything else is a find: another exception, an
assertion of the target itself (a value that does not encode back), a hang, or memory out of all
proportion to the input.
"""

import gc
import traceback
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "directline"
GROWTH_BYTES_PER_BYTE = 1_024
"""A Python object of a few bytes of input weighs some hundred bytes, and several copies pass by."""


class Shape(Enum):
    """How the inputs of a target are built, for mutations that know it."""

    BINARY = "binary"
    CBOR = "cbor"
    TEXT = "text"
    JSON = "json"
    BUNDLE = "bundle"
    REQUEST = "request"


@dataclass(frozen=True)
class Target:
    """A parser that meets outside bytes.

    `run` raises one of `allowed` or returns; `covers` are the public functions that it is here to
    reach, which a test checks by watching them run.  `stream` takes the input in pieces and gives
    what came of it, for whole against byte by byte.  `quick` inputs are run in every test run.
    """

    name: str
    run: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...]
    bytes_max: int
    seeds: Callable[[], Sequence[bytes]]
    covers: tuple[str, ...]
    shape: Shape = Shape.BINARY
    stream: Callable[[Sequence[bytes]], object] | None = None
    quick: int = 180
    campaign: int = 60_000
    growth_bytes: int = 4 << 20
    """What a run may use beside its input's share: tables that it makes whatever comes."""


class Find(Exception):  # noqa: N818 - it is what the fuzzing looks for
    """An input that ends in neither a value nor the allowed error."""

    def __init__(self, target: str, data: bytes, kind: str, place: str, text: str) -> None:
        super().__init__(f"{target}: {kind} at {place}: {text[:300]}\n  input {data[:200]!r}")
        self.target, self.data, self.kind, self.place = target, data, kind, place

    @property
    def cause(self) -> tuple[str, str]:
        """What two inputs have in common that found the same thing."""
        return self.kind, self.place


def execute(target: Target, data: bytes) -> bool:
    """Run one input; True for a value, False for the allowed error.

    Raises:
        Find: it ended in anything else.
    """
    data = data[: target.bytes_max]
    try:
        target.run(data)
    except target.allowed:
        return False
    except Exception as error:
        raise Find(target.name, data, type(error).__name__, place_of(error), str(error)) from error
    return True


def place_of(error: BaseException) -> str:
    """The innermost line of directline that an error passed through, else the innermost line."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(str(SOURCE))]
    last = (ours or list(frames))[-1]
    return f"{Path(last.filename).name}:{last.name}:{last.lineno}"


def execute_measured(target: Target, data: bytes) -> bool:
    """The same under a count of memory.

    Raises:
        Find: also where the peak is out of proportion to the input.
    """
    execute(target, data)  # what is cached on first use is no growth
    gc.collect()
    tracemalloc.start()
    try:
        found = execute(target, data)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    allowed = target.growth_bytes + GROWTH_BYTES_PER_BYTE * len(data)
    if peak_bytes > allowed:
        text = f"{peak_bytes} bytes for {len(data)} bytes of input"
        raise Find(target.name, data, "growth", "peak", text)
    return found


def execute_in_pieces(target: Target, data: bytes) -> None:
    """Give a streaming parser the same bytes whole and one at a time.

    Raises:
        Find: the outcomes differ.
    """
    if target.stream is None:
        return
    data = data[: target.bytes_max]
    pieces: list[Sequence[bytes]] = [[data], [data[at : at + 1] for at in range(len(data))]]
    half = len(data) // 2
    pieces.append([data[:half], b"", data[half:]])
    outcomes = [_outcome(target, cut) for cut in pieces]
    if any(outcome != outcomes[0] for outcome in outcomes[1:]):
        shown = " / ".join(repr(outcome)[:120] for outcome in outcomes)
        raise Find(target.name, data, "pieces", "stream", shown)


def _outcome(target: Target, pieces: Sequence[bytes]) -> object:
    assert target.stream is not None
    try:
        return target.stream(pieces)
    except target.allowed as error:
        return type(error).__name__
    except Exception as error:
        data = b"".join(pieces)
        raise Find(target.name, data, type(error).__name__, place_of(error), str(error)) from error
