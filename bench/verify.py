"""How fast `directline verify` is, against nothing but Ed25519, in the same run.

    python -m bench.verify                     a million entries, some five minutes on two cores
    python -m bench.verify --entries 20000     small: does it run at all

The floor is as many processes as the machine has cores, each doing nothing but check signatures
of messages of the same length.  It is measured before and after, so that other load on the
machine weighs on both.

- `ratio`: entries a second over signatures a second, by the wall clock; other load moves it.
- `ratio_of_work`: the same by processor time, which other load hardly moves: what part of all the
  work is Ed25519.  On an idle machine the two are the same where all cores are busy throughout.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.archive import key_of, write_archive

ROOT = Path(__file__).resolve().parents[1]
FLOOR_S = 8.0
MESSAGE_BYTES = 180
"""A header of a line of two."""
MESSAGES = 2_000
"""Different ones: of one and the same the machine learns the way, and checks it 4 % faster."""


def _signatures(seconds: float) -> tuple[float, float]:
    """Signatures that one process checks in a second, and in a second of processor time."""
    key = key_of(0, "identity")
    messages = [number.to_bytes(MESSAGE_BYTES, "little") for number in range(MESSAGES)]
    signed = [(key.sign(message), message) for message in messages]
    public = key.public_key()
    count, begun, used = 0, time.perf_counter(), time.process_time()
    while (spent := time.perf_counter() - begun) < seconds:
        for signature, message in signed:
            public.verify(signature, message)
        count += len(signed)
    return count / spent, count / (time.process_time() - used)


def floor(processes: int, seconds: float = FLOOR_S) -> tuple[float, float]:
    """Signatures a second of so many processes at once; and in a second of processor time."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(_signatures, [0.1] * processes))  # they have all started
        found = list(pool.map(_signatures, [seconds] * processes))
    return sum(rate for rate, _ in found), sum(work for _, work in found) / processes


def verified(path: Path, fingerprint: str, processes: int | None) -> dict[str, Any]:
    """One run of the command: its seconds, and the memory of its largest process."""
    command = [sys.executable, "-m", "directline", "verify", str(path), "--charter", fingerprint,
               "--brief", "--progress"]  # fmt: skip
    if processes:
        command += ["--processes", str(processes)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    begun, used = time.perf_counter(), _used_s()
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.PIPE, text=True
        ) as running,
    ):
        assert running.stderr is not None
        peak_kib, steps = 0, 0
        for line in running.stderr:
            steps += 1
            print(f"  {line.rstrip()}", file=sys.stderr, flush=True)
            peak_kib = max(peak_kib, _peak_kib(running.pid))
        code = running.wait()
        spent_s = time.perf_counter() - begun
        said.seek(0)
        if code or not said.read().rstrip().endswith("VERIFIED."):
            raise RuntimeError(f"the archive does not verify: exit {code}")
    return {
        "seconds": round(spent_s, 2),
        "processor_seconds": round(_used_s() - used, 2),
        "progress_lines": steps,
        "peak_mib": peak_kib >> 10,
    }


def _used_s() -> float:
    """Processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_kib(process: int) -> int:
    """The most memory that a process has held so far, where the system tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) if found else 0


def run(entries: int, processes: int | None, path: Path | None = None) -> dict[str, Any]:
    """Write an archive, check it, and compare with the floor."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        file = path or Path(folder) / "archive.dlt"
        begun = time.perf_counter()
        fingerprint = write_archive(file, entries, cores)
        written_s = time.perf_counter() - begun
        print(f"written in {written_s:.0f} s: {file.stat().st_size} bytes", file=sys.stderr)
        before = floor(cores)
        found = verified(file, fingerprint, processes)
        after = floor(cores)
        size = file.stat().st_size
    rate = entries / found["seconds"]
    bare = (before[0] + after[0]) / 2
    work = (before[1] + after[1]) / 2
    return {
        "entries": entries,
        "bytes": size,
        "cores": cores,
        "processes": processes or cores,
        "ed25519_a_second": round(bare),
        "ed25519_before_and_after": [round(before[0]), round(after[0])],
        "entries_a_second": round(rate),
        "ratio": round(rate / bare, 3),
        "ratio_of_work": round(entries / found["processor_seconds"] / work, 3),
        "ed25519_us_of_processor": round(1e6 / work, 1),
        "entry_us_of_processor": round(1e6 * found["processor_seconds"] / entries, 1),
        **found,
    }


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=None)
    parser.add_argument("--keep", type=Path, default=None, help="write the archive here")
    options = parser.parse_args()
    print(json.dumps(run(options.entries, options.processes, options.keep), indent=2))


if __name__ == "__main__":
    main()
