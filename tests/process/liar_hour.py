"""An hour with the liar: real stations, real TLS, and what it cost the honest one.

    python -m tests.process.liar_hour --minutes 60 --seed 1 --out build/liar.json      (make liar)

The liar is the kit's, a process of its own.  Meanwhile the station is watched from outside: its
memory, its share of the processor, how soon its desk answers, whether an honest FLASH goes out,
what its log and its store hold.  Afterwards the kit's own checks must pass on the same line.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from directline.cli.demo import world
from directline.station.custody import KeySigner
from directline.station.home import Home
from tests.support import house, kit
from tests.support.kit import Examined

SAMPLE_S = 5.0
FLASH_EVERY_S = 60.0
GRACE_S = 120.0
TERMS = {
    "credit_bytes": 33_554_432, "credit_window_ms": 3_600_000, "blackout_ms": 30_000,
    "heartbeat_ms": 2_000, "test_interval_ms": 60_000, "epoch_interval_ms": 300_000,
}  # fmt: skip


class Watch:
    """Looks at the station from outside."""

    def __init__(self, tested: Examined) -> None:
        self.tested = tested
        self.alpha = tested.alpha
        self.samples: list[dict[str, Any]] = []
        self.flashes: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.begun = time.monotonic()
        self._flash_at = 0.0

    def look(self) -> None:
        """One sample."""
        assert self.alpha.process is not None
        pid = self.alpha.process.pid
        if not house.alive(self.alpha):
            self.faults.append(f"the station ended with {self.alpha.process.returncode}")
            return
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        sample: dict[str, Any] = {
            "at_s": round(time.monotonic() - self.begun, 1),
            "rss_kib": house.memory_kib(self.alpha),
            "cpu_s": (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"),
            "descriptors": len(list(Path(f"/proc/{pid}/fd").iterdir())),
            "log_bytes": self._log().stat().st_size,
            "store_bytes": self.store_bytes(),
        }
        for path in ("/status", "/messages"):
            sample[f"{path[1:]}_ms"] = self._timed(path)
        self.samples.append(sample)
        if time.monotonic() - self._flash_at >= FLASH_EVERY_S:
            self._flash_at = time.monotonic()
            self._flash()

    def _timed(self, path: str) -> float:
        begun = time.monotonic()
        try:
            answered = house.duty(self.alpha).get(path)
        except (OSError, Exception) as error:  # noqa: BLE001 - whatever it is, it is a finding
            self.faults.append(f"{path}: {type(error).__name__}: {error}")
            return -1.0
        if path == "/status":
            self.total = answered["messages_total"]
        took_ms: float = round((time.monotonic() - begun) * 1000, 1)
        return took_ms

    def _flash(self) -> None:
        begun = time.monotonic()
        try:
            sent = house.release(self.alpha, "I1", house.stop_inputs())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            self.faults.append(f"FLASH: {type(error).__name__}: {error}")
            return
        took_ms = round((time.monotonic() - begun) * 1000, 1)
        self.flashes.append({"id": sent["id"], "took_ms": took_ms})

    def _log(self) -> Path:
        return Home.open(self.alpha.path).log_path

    def store_bytes(self) -> int:
        """The line's database with its companions."""
        line = Home.open(self.alpha.path).lines()[0]
        return sum(path.stat().st_size for path in line.path.glob("line.db*"))

    def log_findings(self) -> dict[str, Any]:
        """What must not be in the log, and how often each event is."""
        secrets = self._secrets()
        events: dict[str, int] = {}
        rules: dict[str, int] = {}
        bad: list[str] = []
        with self._log().open(errors="replace") as log:
            for text in log:
                if any(secret in text for secret in secrets):
                    bad.append("a secret in the log")
                if "Traceback" in text or '"level": "critical"' in text:
                    bad.append(text[:2_000])
                line = json.loads(text)
                events[line["event"]] = events.get(line["event"], 0) + 1
                if "rule" in line:
                    rules[line["rule"]] = rules.get(line["rule"], 0) + 1
        return {"events": events, "rules": rules, "bad": bad[:20], "bad_count": len(bad)}

    def _secrets(self) -> list[str]:
        home = Home.open(self.alpha.path)
        keys = home.unseal(world.PASSPHRASE)
        raw = [
            signer.private_key().private_bytes_raw()
            for signer in (keys.identity, keys.checkpoint, keys.cosigner, keys.tls)
            if isinstance(signer, KeySigner)
        ]
        raw.append(keys.home_key)
        roots = home.lines()[0].roots(keys).read()
        raw += [roots[at : at + 32] for at in range(len(roots) - 32)]
        return [world.PASSPHRASE, *(part.hex() for part in raw)]


def run(minutes: float, seed: int, folder: Path, *, after: str = "") -> dict[str, Any]:
    """Play, watch, and say what was seen; `after` names the rules of the honest session."""
    tested = kit.found(folder, terms=TERMS)
    world.start_one(tested.alpha)
    watch = Watch(tested)
    begun = datetime.now(UTC)
    errors = (folder / "liar-stderr.txt").open("wb")
    player = subprocess.Popen(
        [sys.executable, "-m", "directline", "conform", tested.address, "--dir", str(tested.kit),
         "--liar", "--minutes", str(minutes), "--seed", str(seed), "--json",
         "--listen", tested.listen],
        stdout=subprocess.PIPE, stderr=errors,
    )  # fmt: skip
    try:
        watch.look()
        while player.poll() is None and time.monotonic() - watch.begun < minutes * 60 + GRACE_S:
            time.sleep(SAMPLE_S)
            watch.look()
            if not house.alive(tested.alpha):
                break
        out, _ = player.communicate(timeout=GRACE_S) if house.alive(tested.alpha) else (b"{}", b"")
        liar = json.loads(out or b"{}")
        after_code, honest = _after(tested, after) if house.alive(tested.alpha) else (1, {})
        watch.look()
    finally:
        if player.poll() is None:
            player.kill()
        errors.close()
        world.stop((tested.alpha,))
    return {
        "began": begun.isoformat(timespec="seconds"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}",
        "minutes": minutes, "seed": seed, "liar": liar, "faults": watch.faults,
        "flashes": len(watch.flashes),
        "flash_ms": _spread([f["took_ms"] for f in watch.flashes]),
        "status_ms": _spread([s["status_ms"] for s in watch.samples]),
        "messages_ms": _spread([s["messages_ms"] for s in watch.samples]),
        "messages_total": getattr(watch, "total", 0),
        "rss_mib": _series(watch.samples, "rss_kib", 1024),
        "descriptors": _series(watch.samples, "descriptors", 1),
        "store_mib": _series(watch.samples, "store_bytes", 1 << 20),
        "log_mib": _series(watch.samples, "log_bytes", 1 << 20),
        "cpu_share": _cpu(watch.samples),
        "log": watch.log_findings(),
        "after": {"exit": after_code, "checks": len(honest.get("checks", ())), "wrong": [
            c for c in honest.get("checks", ()) if c["verdict"] == "fail"]},
        "samples": watch.samples,
    }  # fmt: skip


def _after(tested: Examined, rules: str) -> tuple[int, dict[str, Any]]:
    """An honest session of the kit on the same line."""
    return kit.conform(tested, *(["--rules", rules] if rules else []))


def _series(samples: list[dict[str, Any]], name: str, unit: int) -> list[float]:
    """First, a quarter, half, three quarters, last, and the highest."""
    values = [sample[name] / unit for sample in samples]
    if not values:
        return []
    at = [values[(len(values) - 1) * n // 4] for n in range(5)]
    return [round(value, 1) for value in (*at, max(values))]


def _cpu(samples: list[dict[str, Any]]) -> float:
    first, last = samples[0], samples[-1]
    spent_s: float = last["cpu_s"] - first["cpu_s"]
    elapsed_s: float = last["at_s"] - first["at_s"]
    return round(spent_s / max(1.0, elapsed_s), 3)


def _spread(values: list[float]) -> dict[str, float]:
    """Median, 99th part, highest."""
    held = sorted(values)
    if not held:
        return {}
    return {"p50": held[len(held) // 2], "p99": held[len(held) * 99 // 100], "max": held[-1]}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/liar.json"))
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="directline-liar-"))
    folder.mkdir(parents=True, exist_ok=True)
    found = run(given.minutes, given.seed, folder)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(found, indent=1))
    del found["samples"]
    print(json.dumps(found, indent=2))
    bad = found["faults"] or found["log"]["bad"] or found["after"]["exit"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
