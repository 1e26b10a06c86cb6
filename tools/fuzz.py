"""The long campaign of fuzzing: `python -m tools.fuzz --inputs N --minutes M --processes P`.

Every parser that meets outside bytes (tests/fuzz/targets.py) gets its share of the inputs, in a
process of its own: by atheris, which libFuzzer's coverage guides, where its wheel is installed,
else by the project's own mutations.  What is found is made small and kept in tests/fuzz/corpus/.
"""

import argparse
import contextlib
import faulthandler
import importlib
import json
import logging
import mmap
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

ROOT = Path(__file__).resolve().parent.parent
HANG_S = 15
"""An input that takes this long hangs: the slowest takes some hundredths of a second."""
RSS_MIB_MAX = 3_000
STATE_BYTES = 1 << 20
_STATE = struct.Struct(">QQQ")
"""Inputs done, peak resident bytes, length of the input that is being run."""
STRUCTURED_SHARE = 0.6
"""How often atheris is given a mutation of our own, which knows the input's form."""


def available(engine: str) -> str:
    """The engine to use: `atheris`, or `own` where it is not installed or not wanted."""
    if engine == "own":
        return "own"
    with contextlib.suppress(ImportError):
        importlib.import_module("atheris")
        return "atheris"
    if engine == "atheris":
        raise SystemExit("atheris is not installed: make fuzz installs it where it has a wheel")
    return "own"


def module_of(name: str) -> Any:
    """The module of a target, imported alone: all of them take long under instrumentation."""
    modules = {
        "wire": ("wire",), "line": ("wire",), "transcript": ("transcript", "proof", "witness"),
        "catalogue": ("catalogue",), "store": ("files",),
        "station": ("files", "outside", "neutral"),
        "desk": ("desk",), "bearers": ("outside",), "cli": ("outside",),
        "witness": ("witness",),
    }  # fmt: skip
    for module in modules[name.partition(".")[0]]:
        if not (ROOT / "tests" / "fuzz" / f"{module}_targets.py").exists():
            continue
        found = importlib.import_module(f"tests.fuzz.{module}_targets")
        if any(target.name == name for target in found.TARGETS):
            return found
    raise SystemExit(f"no target {name!r}")


class State:
    """What a worker tells, in shared memory, so that its last input outlives it."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(STATE_BYTES))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), STATE_BYTES)

    def begin(self, count: int, data: bytes) -> None:
        """Note an input before it runs."""
        room = STATE_BYTES - _STATE.size
        self._map[_STATE.size : _STATE.size + min(len(data), room)] = data[:room]
        _STATE.pack_into(self._map, 0, count, 0, min(len(data), room))

    def read(self) -> tuple[int, bytes]:
        """How many inputs were begun, and the last of them."""
        count, _, size = _STATE.unpack_from(self._map)
        return count, bytes(self._map[_STATE.size : _STATE.size + size])


# --- a worker: one target ------------------------------------------------------------------------


class Worker:
    """Runs the inputs of one target and keeps what they find."""

    def __init__(self, name: str, seed: int, state: Path, *, coverage: bool) -> None:
        self._engine = importlib.import_module("tests.fuzz.engine")
        target = next(target for target in module_of(name).TARGETS if target.name == name)
        self.fuzzer = self._engine.Fuzzer(target, seed, coverage=coverage)
        self._state = State(state)
        self._armed = 0.0
        self._told: set[tuple[str, str]] = set()
        logging.disable()
        structlog.configure(
            processors=[structlog.processors.JSONRenderer()],
            logger_factory=structlog.ReturnLoggerFactory(),
        )

    def before(self, data: bytes) -> None:
        """Note the input and wind the watchdog, which ends the process in a hang."""
        self._state.begin(self.fuzzer.count + 1, data)
        now = time.monotonic()
        if now - self._armed > 1:
            self._armed = now
            faulthandler.dump_traceback_later(HANG_S, exit=True)

    def after(self) -> None:
        """Keep and tell of what is new."""
        for cause in self.fuzzer.finds.keys() - self._told:
            self._told.add(cause)
            faulthandler.cancel_dump_traceback_later()
            find = self.fuzzer.finds[cause]
            data = self._engine.minimised(self.fuzzer.target, find)
            where = self._engine.keep(find.target, data, f"{find.kind} at {find.place}")
            line = {"kind": find.kind, "place": find.place, "file": where.name, "text": str(find)}
            print(json.dumps(line), flush=True)
            self._armed = 0.0

    def one(self, data: bytes) -> None:
        """Run one input."""
        self.before(data)
        self.fuzzer.run(data)
        self.after()

    def own(self, inputs: int, seconds: float) -> None:
        """Mutations of our own."""
        end = time.monotonic() + seconds
        self.before(b"")
        self.fuzzer.seeds()
        self.after()
        original = self.fuzzer.run

        def run(data: bytes) -> bool:
            self.before(data)
            return bool(original(data))

        self.fuzzer.run = run
        while self.fuzzer.count < inputs and time.monotonic() < end:
            self.fuzzer.step()
            self.after()

    def atheris(self, inputs: int, seconds: float, seeds: Path) -> None:
        """Mutations guided by libFuzzer's coverage; never returns."""
        atheris = importlib.import_module("atheris")
        target, rng = self.fuzzer.target, self.fuzzer.rng
        mutator = self.fuzzer.mutator
        for number, data in enumerate(target.seeds()):
            (seeds / f"{number:04d}").write_bytes(data[: target.bytes_max])

        def mutate(data: bytes, size_max: int, seed: int) -> bytes:
            rng.seed(seed)
            if rng.random() < STRUCTURED_SHARE:
                return bytes(mutator.mutate(data)[:size_max])
            return bytes(atheris.Mutate(data, size_max))

        options = [
            "fuzz", f"-runs={inputs}", f"-max_total_time={max(1, int(seconds))}",
            f"-max_len={target.bytes_max}", f"-rss_limit_mb={RSS_MIB_MAX}", "-timeout=600",
            f"-seed={rng.getrandbits(31)}", "-print_final_stats=0", "-len_control=0",
            str(seeds),
        ]  # fmt: skip
        atheris.Setup(options, self.one, custom_mutator=mutate)
        atheris.Fuzz()


def work(asked: argparse.Namespace) -> None:
    """Be a worker."""
    folder = Path(os.environ["DIRECTLINE_FUZZ_FOLDER"])
    if asked.engine == "atheris":
        atheris = importlib.import_module("atheris")
        with atheris.instrument_imports(include=["directline"]):
            module_of(asked.worker)
    guided = asked.engine == "atheris"
    worker = Worker(asked.worker, asked.seed, folder / "state", coverage=not guided)
    if guided:
        seeds = folder / "seeds"
        seeds.mkdir()
        worker.atheris(asked.inputs, asked.minutes * 60, seeds)
    else:
        worker.own(asked.inputs, asked.minutes * 60)
    faulthandler.cancel_dump_traceback_later()


# --- the campaign --------------------------------------------------------------------------------


@dataclass
class Job:
    """One target's process."""

    name: str
    inputs: int
    folder: Path = field(init=False)
    process: "subprocess.Popen[str] | None" = None
    begun: float = 0.0
    done: int = 0

    def start(self, asked: argparse.Namespace, engine: str, minutes: float) -> None:
        """Start the worker."""
        memory = Path("/dev/shm")  # noqa: S108 - a new folder of our own in it
        place = memory if os.access(memory, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="directline-fuzz-", dir=place))
        State(self.folder / "state")
        command = [
            sys.executable, "-m", "tools.fuzz", "--worker", self.name, "--engine", engine,
            "--inputs", str(self.inputs), "--minutes", str(minutes), "--seed", str(asked.seed),
        ]  # fmt: skip
        self.begun = time.monotonic()
        with (self.folder / "out").open("w") as out, (self.folder / "err").open("w") as err:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdout=out, stderr=err, text=True, stdin=subprocess.DEVNULL,
                env=os.environ | {"DIRECTLINE_FUZZ_FOLDER": str(self.folder)},
            )  # fmt: skip

    def look(self) -> bool:
        """Read how far it is; True once it has ended."""
        self.done = State(self.folder / "state").read()[0]
        return self.process is None or self.process.poll() is not None

    def result(self) -> dict[str, Any]:
        """What the worker found and counted; a hang or a crash is a find too."""
        found = []
        for line in (self.folder / "out").read_text().splitlines():
            with contextlib.suppress(ValueError):
                found.append(json.loads(line))
        code = self.process.returncode if self.process is not None else 0
        if code != 0:
            tail = (self.folder / "err").read_text(errors="replace")[-1_500:]
            _, data = State(self.folder / "state").read()
            kind = "hang" if "Timeout (" in tail else "crash"
            engine = importlib.import_module("tests.fuzz.engine")
            file = engine.keep(self.name, data, f"{kind}, exit code {code}").name
            found.append({"kind": kind, "place": str(code), "file": file, "text": tail})
        seconds = round(time.monotonic() - self.begun, 1)
        shutil.rmtree(self.folder, ignore_errors=True)
        return {"inputs": self.done, "seconds": seconds, "finds": found}


def shares(names: list[str], inputs: int) -> dict[str, int]:
    """How many inputs each target gets, in proportion to what its registry entry asks."""
    targets = importlib.import_module("tests.fuzz.targets").TARGETS
    total = sum(targets[name].campaign for name in names)
    return {name: max(1, inputs * targets[name].campaign // total) for name in names}


def campaign(asked: argparse.Namespace, engine: str) -> dict[str, Any]:
    """Run all targets, a few at a time, and say each second how far they are."""
    known = importlib.import_module("tests.fuzz.targets").TARGETS
    for name in asked.target:
        if name not in known:
            raise SystemExit(f"no target {name!r}: {', '.join(known)}")
    waiting = [Job(*share) for share in shares(asked.target or list(known), asked.inputs).items()]
    running: list[Job] = []
    results: dict[str, Any] = {}
    begun = time.monotonic()
    end = begun + asked.minutes * 60
    while waiting or running:
        for job in [job for job in running if job.look()]:
            running.remove(job)
            results[job.name] = job.result()
            _say_result(job.name, results[job.name])
        while waiting and len(running) < asked.processes:
            job = waiting.pop(0)
            left = (end - time.monotonic()) / 60
            if left <= 0:
                results[job.name] = {"inputs": 0, "seconds": 0.0, "finds": []}
                continue
            job.start(asked, engine, left)
            running.append(job)
        _say(begun, running, results, len(waiting))
        time.sleep(1)
    return _summary(engine, asked, results, time.monotonic() - begun)


def _say(begun: float, running: list[Job], results: dict[str, Any], waiting: int) -> None:
    done = sum(result["inputs"] for result in results.values()) + sum(job.done for job in running)
    spent = time.monotonic() - begun
    names = ", ".join(f"{job.name} {job.done}/{job.inputs}" for job in running)
    finds = sum(len(result["finds"]) for result in results.values())
    print(
        f"[{spent:7.1f} s] {done} inputs, {done / max(spent, 0.1):.0f}/s, {finds} finds,"
        f" {waiting} targets to come: {names}",
        file=sys.stderr, flush=True,
    )  # fmt: skip


def _say_result(name: str, result: dict[str, Any]) -> None:
    for found in result["finds"]:
        print(f"FIND {name}: {found['kind']} at {found['place']}: {found['file']}", flush=True)


def _summary(
    engine: str, asked: argparse.Namespace, results: dict[str, Any], seconds: float
) -> dict[str, Any]:
    return {
        "engine": engine,
        "seed": asked.seed,
        "inputs": sum(result["inputs"] for result in results.values()),
        "targets": {name: results[name]["inputs"] for name in sorted(results)},
        "finds": [
            {"target": name, **found}
            for name, result in sorted(results.items())
            for found in result["finds"]
        ],
        "seconds": round(seconds, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }  # fmt: skip


def main() -> int:
    """Run the campaign; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=5_500_000, help="in all")
    parser.add_argument("--minutes", type=float, default=120.0, help="at most")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--target", action="append", default=[], help="only this one; repeat")
    parser.add_argument("--engine", choices=("auto", "atheris", "own"), default="auto")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        work(asked)
        return 0
    engine = available(asked.engine)
    how = "guided by coverage" if engine == "atheris" else "our own mutations, coverage by samples"
    print(f"== fuzzing with {engine} ({how}), seed {asked.seed}", flush=True)
    result = campaign(asked, engine)
    print(json.dumps(result, indent=2), flush=True)
    return 1 if result["finds"] else 0


if __name__ == "__main__":
    sys.exit(main())
