"""Measurements of the line: real stations in processes of their own, against the floor, in one run.

    directline bench line --json            everything, some six minutes
    directline bench line --quick --json    small counts, under a minute: does it run at all

The floor is the same program without the cryptography of the wire (`bench/floor.py`).  Figures of
different runs cannot be compared: disks and neighbours differ by the hour.
"""

import asyncio
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.sealing import founding_roots

ROOT = Path(__file__).resolve().parents[1]

KEYS = ("identity", "checkpoint", "cosigner", "tls", "recovery")
READY_S = 60


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is measured."""

    idle: int = 400
    throughput: int = 6_000
    backlog: int = 20_000
    flashes: int = 200
    cuts_s: tuple[float, ...] = (20.0, 150.0)
    queued: int = 50


QUICK = Counts(idle=40, throughput=500, backlog=2_000, flashes=40, cuts_s=(3.0,), queued=50)


class Worker:
    """One station process, told what to do in lines of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, options: dict[str, Any]) -> "Worker":
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.station", cwd=ROOT,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 24,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        )  # fmt: skip
        worker = cls(process)
        await worker._send(options)
        await worker._answer()
        return worker

    async def do(self, what: str, **more: Any) -> dict[str, Any]:
        await self._send({"do": what, **more})
        return await self._answer()

    async def stop(self) -> None:
        try:
            async with asyncio.timeout(10):
                await self.do("stop")
                await self._process.wait()
        except (TimeoutError, ConnectionError, RuntimeError):
            self._process.kill()
            await self._process.wait()

    async def _send(self, value: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value).encode() + b"\n")
        await self._process.stdin.drain()

    async def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("a station of the measurement has ended")
        return dict(json.loads(line))


@dataclass(slots=True)
class Pair:
    """Two stations of one mode."""

    alpha: Worker
    bravo: Worker
    address: list[Any]

    async def connect(self, dial: list[Any] | None = None) -> None:
        """ALPHA dials BRAVO, directly or through a bad line."""
        await self.alpha.do("open", listen=[], dial=[dial or self.address])
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline:
            a, b = await self.alpha.do("status"), await self.bravo.do("status")
            if a["links"] >= 2 and a["hears"] and b["hears"] and a["ready"] and b["ready"]:
                return
            await asyncio.sleep(0.05)
        raise RuntimeError("the stations of the measurement never met")

    async def stop(self) -> None:
        await self.alpha.stop()
        await self.bravo.stop()


def _party(name: str, keys: dict[str, bytes]) -> Party:
    roles = (Role("DUTY-OFFICER", name),)
    named = {k: keys[k] for k in KEYS}
    return Party(id=name, **named, mldsa=b"", callback="", roles=roles)


async def pair(mode: str, folder: Path) -> Pair:
    """Found a line for a measurement and start both stations; BRAVO listens."""
    seeds = {
        p: {k: hashlib.sha256(f"{p}/{k}".encode()).digest() for k in KEYS}
        for p in ("ALPHA", "BRAVO")
    }
    public = {
        p: {
            k: Ed25519PrivateKey.from_private_bytes(s).public_key().public_bytes_raw()
            for k, s in keys.items()
        }
        for p, keys in seeds.items()
    }
    parties = tuple(_party(p, public[p]) for p in ("ALPHA", "BRAVO"))
    founded_ms = time.time_ns() // 1_000_000 - 1000
    charter = Charter(
        1, "BENCH", founded_ms, parties, ("en",), bytes(32), Terms(credit_bytes=1 << 38)
    )
    data = charter.encode()
    signed = SignedCharter(
        data,
        tuple(
            (
                n,
                Ed25519PrivateKey.from_private_bytes(seeds[p]["identity"]).sign(
                    signing_bytes(data)
                ),
            )
            for n, p in enumerate(("ALPHA", "BRAVO"))
        ),
    )
    workers = []
    for own, party in enumerate(("ALPHA", "BRAVO")):
        home = folder / f"{mode}-{party}-{time.monotonic_ns()}"
        home.mkdir(parents=True)
        workers.append(
            await Worker.start(
                {
                    "own": own, "home": str(home), "mode": mode, "charter": signed.encode().hex(),
                    "roots": founding_roots(bytes(range(32)), charter, own).hex(),
                    "keys": {k: v.hex() for k, v in seeds[party].items()},
                }
            )
        )  # fmt: skip
    opened = await workers[1].do("open", listen=[["127.0.0.1", 0]], dial=[])
    return Pair(workers[0], workers[1], opened["addresses"][0])


def milliseconds(samples: list[list[int]]) -> dict[str, float]:
    """p50 and p99 of (begun, done) pairs in ns."""
    times = sorted((done - begun) / 1e6 for begun, done in samples)
    p50, p99 = (times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.99))
    return {"p50_ms": round(p50, 3), "p99_ms": round(p99, 3)}


async def idle_and_throughput(
    folder: Path, counts: Counts
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both modes in turn, twice over, so that a slow minute hits both."""
    found: dict[str, dict[str, Any]] = {"floor": {}, "real": {}}
    samples: dict[str, list[list[int]]] = {"floor": [], "real": []}
    rates: dict[str, list[float]] = {"floor": [], "real": []}
    pairs = {mode: await pair(mode, folder) for mode in found}
    for both in pairs.values():
        await both.connect()
        await both.alpha.do("flash", count=20, pause_s=0.005)
    for _ in range(4):
        for mode, both in pairs.items():
            got = await both.alpha.do("flash", count=max(5, counts.idle // 4), pause_s=0.01)
            samples[mode] += got["samples"]
    for _ in range(2):
        for mode, both in pairs.items():
            got = await both.alpha.do("saturate", count=counts.throughput // 2)
            rates[mode].append(got["msg_per_s"])
    for mode in found:
        found[mode] = {
            **milliseconds(samples[mode]),
            "msg_per_s": round(sum(rates[mode]) / len(rates[mode]), 1),
        }
    overhead = await pairs["real"].alpha.do("overhead")
    found["real"]["overhead_bytes"] = overhead["frame_bytes"] - overhead["body_bytes"]
    for both in pairs.values():
        await both.stop()
    return found["floor"], found["real"]


async def behind_backlog(folder: Path, counts: Counts) -> dict[str, Any]:
    """FLASH while 20,000 ROUTINE messages wait and go out as fast as they can."""
    both = await pair("real", folder)
    await both.alpha.do("fill", count=counts.backlog)
    await both.connect()
    await both.alpha.do("flash", count=3, pause_s=0.02)
    got = await both.alpha.do("flash", count=counts.flashes, pause_s=0.02)
    result = {"backlog": counts.backlog, "left": got["waiting"], **milliseconds(got["samples"])}
    await both.stop()
    return result


async def after_cut(folder: Path, cut_s: float) -> dict[str, Any]:
    """A FLASH released during a cut, with routine traffic waiting: how soon after the return."""
    from tests.support.proxy import BadLine

    both = await pair("real", folder)
    async with BadLine((both.address[0], both.address[1])) as line:
        await both.connect(["127.0.0.1", line.port])
        await both.alpha.do("flash", count=3, pause_s=0.01)
        line.cut()
        await asyncio.sleep(0.5)
        await both.alpha.do("fill", count=500)
        waiting = asyncio.ensure_future(both.alpha.do("flash", count=1, pause_s=0))
        await asyncio.sleep(cut_s)
        restored = time.monotonic_ns()
        await line.restore()
        got = await waiting
        left = got["waiting"]
    await both.stop()
    return {
        "cut_s": cut_s,
        "flash_s": round((got["samples"][0][1] - restored) / 1e9, 3),
        "routine_left": left,
    }


async def thin(folder: Path, counts: Counts) -> dict[str, Any]:
    """A FLASH with routine messages queued on a bearer of 2,400 bytes a second."""
    from tests.support.proxy import BadLine

    both = await pair("real", folder)
    async with BadLine((both.address[0], both.address[1]), bytes_per_s=2_400) as line:
        await both.connect(["127.0.0.1", line.port])
        await both.alpha.do("flash", count=2, pause_s=0.5)
        await both.alpha.do("fill", count=counts.queued)
        await asyncio.sleep(3)
        got = await both.alpha.do("flash", count=3, pause_s=0.7)
        times = [(done - begun) / 1e9 for begun, done in got["samples"]]
    await both.stop()
    return {"bytes_per_s": 2_400, "queued": counts.queued, "flash_s": round(sorted(times)[1], 3),
            "worst_s": round(max(times), 3), "left": got["waiting"]}  # fmt: skip


def simulated_day() -> dict[str, Any]:
    """A cut of 24 h on a simulated clock: real lines and stores, no waiting."""
    from directline.line.effects import Stored
    from directline.wire.values import Precedence
    from tests.support.pair import World

    world = World()
    world.connect()
    world.run(1)
    world.cut()
    for _ in range(500):
        world.alpha.release()
    world.run(12 * 3600)
    world.alpha.release(precedence=Precedence.FLASH)
    world.run(12 * 3600)
    before = len(world.bravo.seen)
    restored = world.now_ns
    world.connect()
    first: int | None = None
    for _ in range(400):
        world.run(0.01)
        arrived = [
            e for e in world.bravo.seen[before:] if isinstance(e, Stored) and e.record.party == 0
        ]
        if arrived:
            first = arrived[0].record.position
            break
    return {
        "cut_s": 86_400,
        "flash_s": round((world.now_ns - restored) / 1e9, 3),
        "simulated": True,
        "flash_first": first == 501,
    }


async def measure(counts: Counts, say: Callable[[str], None]) -> dict[str, Any]:
    """Everything, in one run."""
    with tempfile.TemporaryDirectory(prefix="directline-bench-") as name:
        folder = Path(name)
        say("idle and throughput, floor and real in turn")
        floor, real = await idle_and_throughput(folder, counts)
        say(f"floor {floor}  real {real}")
        say(f"FLASH behind a backlog of {counts.backlog}")
        backlog = await behind_backlog(folder, counts)
        say(f"{backlog}")
        say("a bearer of 2,400 bytes a second")
        narrow = await thin(folder, counts)
        say(f"{narrow}")
        cuts = []
        for cut_s in counts.cuts_s:
            say(f"a cut of {cut_s:.0f} s")
            cuts.append(await after_cut(folder, cut_s))
            say(f"{cuts[-1]}")
        say("a cut of 24 h on a simulated clock")
        cuts.append(simulated_day())
    return {
        "floor": floor,
        "idle": {"p50_ms": real["p50_ms"], "p99_ms": real["p99_ms"]},
        "flash_behind_backlog": backlog,
        "after_cut": cuts,
        "thin": narrow,
        "throughput": {"msg_per_s": real["msg_per_s"]},
        "overhead_bytes": real["overhead_bytes"],
        "ratios": {
            "idle_p50_to_floor": round(real["p50_ms"] / floor["p50_ms"], 3),
            "backlog_p99_to_idle_p99": round(backlog["p99_ms"] / real["p99_ms"], 3),
            "throughput_to_floor": round(real["msg_per_s"] / floor["msg_per_s"], 3),
        },
    }


def run(*, quick: bool, say: Callable[[str], None]) -> dict[str, Any]:
    """The measurements as `directline bench line` gives them."""
    return asyncio.run(measure(QUICK if quick else Counts(), say))
