"""Every parser that meets outside bytes, given thousands of inputs that nobody meant for it."""

import faulthandler
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.engine import Fuzzer, cause_of, minimised
from tests.fuzz.mutate import Mutator, bundle_parts, joined_parts
from tests.fuzz.target import Find, Shape, Target, execute, execute_in_pieces, execute_measured
from tests.fuzz.targets import TARGETS

HANG_S = 60
"""No input takes a hundredth of this, however busy the machine is."""
HYPOTHESIS_MAX = 8
TRUNCATED_MAX = 80
STREAMS = sorted(name for name, target in TARGETS.items() if target.stream is not None)


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """A hang inside C code holds up every other timeout; this one ends the process."""
    faulthandler.dump_traceback_later(HANG_S, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_mutations_end_in_a_value_or_the_allowed_error(
    name: str, request: pytest.FixtureRequest
) -> None:
    target = TARGETS[name]
    seed = request.config.getoption("randomly_seed", 0)
    fuzzer = Fuzzer(target, seed if isinstance(seed, int) else 0, coverage=False)
    fuzzer.seeds()
    for data in fuzzer.truncations(min(TRUNCATED_MAX, target.quick)):
        fuzzer.run(data)
    while fuzzer.count < target.quick:
        fuzzer.step()
    for data in list(target.seeds())[:2]:
        execute_measured(target, data)
    if fuzzer.finds:
        find = next(iter(fuzzer.finds.values()))
        small = minimised(target, find)
        pytest.fail(f"{find}\nmade small: {small!r}\nkeep it: tests/fuzz/corpus/{name}/, as hex")


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_any_bytes_end_in_a_value_or_the_allowed_error(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=HYPOTHESIS_MAX, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode), st.data())
    def run(data: bytes, draw: st.DataObject) -> None:
        if draw.draw(st.booleans()):
            seed = draw.draw(st.sampled_from(list(target.seeds())))
            at = draw.draw(st.integers(0, len(seed)))
            data = seed[:at] + data + seed[at + draw.draw(st.integers(0, 40)) :]
        execute(target, data)

    run()


@pytest.mark.parametrize("name", STREAMS)
def test_whole_and_byte_by_byte_are_the_same(name: str) -> None:
    target = TARGETS[name]
    mutator = Mutator(random.Random(1), target.shape, target.bytes_max)
    mutator.others = list(target.seeds())
    for data in target.seeds():
        execute_in_pieces(target, data)
        for _ in range(30):
            execute_in_pieces(target, mutator.mutate(data))


# --- the fuzzer itself ----------------------------------------------------------------------------


def bad(run: object, **more: object) -> Target:
    """A target that is made to fail."""
    given_run = run if callable(run) else (lambda data: None)
    values: dict[str, object] = {
        "name": "bad", "run": given_run, "allowed": (ValueError,), "bytes_max": 4_000,
        "seeds": lambda: [b"seed 12"], "covers": (), "growth_bytes": 1 << 16,
    }  # fmt: skip
    return Target(**(values | more))  # type: ignore[arg-type]


def test_another_error_is_found_and_made_small() -> None:
    def run(data: bytes) -> None:
        if b"s" in data and data[-1:] > b"9":
            raise KeyError("not meant")

    fuzzer = Fuzzer(bad(run), 7)
    while not fuzzer.finds and fuzzer.count < 2_000:
        fuzzer.step()
    find = next(iter(fuzzer.finds.values()))
    assert find.kind == "KeyError"
    small = minimised(fuzzer.target, find)
    assert len(small) <= 2
    assert cause_of(fuzzer.target, small) == find.cause


def test_memory_out_of_proportion_is_found() -> None:
    with pytest.raises(Find, match="growth"):
        execute_measured(bad(lambda data: bytes(10 << 20)), b"x")
    execute_measured(bad(lambda data: bytes(1 << 10)), b"x")


def test_a_stream_that_depends_on_its_pieces_is_found() -> None:
    with pytest.raises(Find, match="pieces"):
        execute_in_pieces(bad(None, stream=len), b"abc")
    execute_in_pieces(bad(None, stream=b"".join), b"abc")


def test_a_value_that_does_not_encode_back_is_found() -> None:
    def run(data: bytes) -> None:
        assert data.lower() == data

    with pytest.raises(Find, match="AssertionError"):
        execute(bad(run), b"A")
    assert execute(bad(run), b"a")


@pytest.mark.parametrize("shape", list(Shape))
def test_a_seed_repeats_its_mutations_and_they_differ(shape: Shape) -> None:
    target = next(target for target in TARGETS.values() if target.shape is shape)
    made = []
    for _ in range(2):
        mutator = Mutator(random.Random(3), shape, target.bytes_max)
        mutator.others = list(target.seeds())
        made.append([mutator.mutate(data) for data in target.seeds() for _ in range(20)])
    assert made[0] == made[1]
    assert len(set(made[0])) > len(made[0]) // 3
    assert all(len(data) <= target.bytes_max for data in made[0])


def test_a_bundle_is_taken_apart_and_joined_again() -> None:
    whole = TARGETS["transcript.bundle"].seeds()[0]
    parts, end = bundle_parts(whole)
    assert len(parts) > 5
    assert joined_parts(parts) + whole[end:] == whole
