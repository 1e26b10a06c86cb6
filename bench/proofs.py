"""How large proofs are and how long they take, in logs from a thousand to a hundred million.

    python -m bench.proofs                     10^3 to 10^6 in memory, 10^8 from tiles on demand
    python -m bench.proofs --sizes 10000000    10^7 in memory: a minute, 700 MiB
    python -m bench.proofs --write FILE        the table as Markdown, too

Leaf n is the digest of n modulo 65,536.  So a log of any size can be served without being kept:
a tile is computed when it is asked for, and those above the second level from one subtree's root.
Each proof is checked as a stranger would.  Times are medians on this machine and its load; that
sizes grow by one hash a doubling is what the table is for.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench.archive import Signer
from directline.transcript.checkpoint import Checkpoint, origin, sign_checkpoint
from directline.transcript.note import Note
from directline.transcript.proof import TlogProof
from directline.transcript.tiles import HEIGHT, WIDTH, TiledTree
from directline.transcript.tree import (
    Tree,
    node_hash,
    sha256,
    verify_consistency,
    verify_inclusion,
)

PERIOD = 1 << 16
SIZES = (10**3, 10**4, 10**5, 10**6)
ON_DEMAND = (10**8,)
PROOFS = 300

P = ParamSpec("P")
T = TypeVar("T")


@cache
def leaves() -> tuple[bytes, ...]:
    """The leaves, before they repeat."""
    return tuple(sha256(n.to_bytes(4, "big")) for n in range(PERIOD))


def leaf(position: int) -> bytes:
    """The leaf at a position."""
    return leaves()[(position - 1) % PERIOD]


class OnDemand:
    """A log of which nothing is kept but one period; every tile is made when it is asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0
        self._period = Tree(leaves())
        self._roots: dict[int, bytes] = {}

    def fetch(self, path: str) -> bytes:
        """The bytes of a tile, by its path."""
        self.asked += 1
        _, level, *rest = path.removesuffix("/").split("/")
        width = WIDTH
        if rest[-2:-1] and rest[-2].endswith(".p"):
            width = int(rest[-1])
            rest = [*rest[:-2], rest[-2].removesuffix(".p")]
        number = int("".join(group.removeprefix("x") for group in rest))
        height, first = HEIGHT * int(level), number * WIDTH
        return b"".join(self._node(height, first + n) for n in range(width))

    def _node(self, height: int, index: int) -> bytes:
        if 1 << height <= PERIOD:
            return self._period.nodes(height, index % (PERIOD >> height), 1)
        if height not in self._roots:
            half = self._node(height - 1, 0)
            self._roots[height] = node_hash(half, half)
        return self._roots[height]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one log.  Sizes are the largest of all proofs that were made."""

    entries: int
    kept: str
    inclusion_hashes: int
    inclusion_make_us: float
    inclusion_check_us: float
    consistency_hashes: int
    consistency_make_us: float
    consistency_check_us: float
    proof_file_bytes: int
    """An inclusion proof as a file, with its signed checkpoint."""
    tiles_a_proof: float
    """Tiles that were read for one inclusion proof, from nothing."""


def measure(size: int, *, on_demand: bool = False, proofs: int = PROOFS) -> Row:
    """Make and check proofs at random places of one log."""
    chance = random.Random(size)
    log = OnDemand(size)
    tree: Tree = TiledTree(size, log.fetch) if on_demand else _in_memory(size)
    root = tree.root()
    name = origin(bytes(16), "ALPHA", 1)
    head = Checkpoint(name, size, root)
    note = Note(head.text, (sign_checkpoint(head, Signer(0, "checkpoint")),)).encode()
    made: dict[str, list[float]] = {what: [] for what in ("im", "ic", "cm", "cc")}
    longest = {"i": 0, "c": 0, "file": 0}
    tiles = []
    for _ in range(proofs):
        position, old = chance.randint(1, size), chance.randint(1, size - 1)
        if on_demand:
            log.asked = 0
            tree = TiledTree(size, log.fetch)  # a reader that has no tile yet
        path, spent = _timed(tree.inclusion, position)
        tiles.append(log.asked)
        made["im"].append(spent)
        _, spent = _timed(verify_inclusion, leaf(position), position, size, path, root)
        made["ic"].append(spent)
        old_root = tree.root(old)
        steps, spent = _timed(tree.consistency, old)
        made["cm"].append(spent)
        _, spent = _timed(verify_consistency, old, size, steps, old_root, root)
        made["cc"].append(spent)
        longest["i"] = max(longest["i"], len(path))
        longest["c"] = max(longest["c"], len(steps))
        longest["file"] = max(longest["file"], len(TlogProof(position, path, note).encode()))
    times = {what: round(statistics.median(found) * 1e6, 1) for what, found in made.items()}
    return Row(
        size, "tiles on demand" if on_demand else "in memory",
        longest["i"], times["im"], times["ic"], longest["c"], times["cm"], times["cc"],
        longest["file"], round(statistics.mean(tiles), 1) if on_demand else 0.0,
    )  # fmt: skip


def _in_memory(size: int) -> Tree:
    tree = Tree()
    whole = b"".join(leaves())
    for _ in range(size // PERIOD):
        tree.extend(whole)
    tree.extend(whole[: size % PERIOD * 32])
    return tree


def _timed(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> tuple[T, float]:
    begun = time.perf_counter()
    found = work(*arguments, **named)
    return found, time.perf_counter() - begun


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    head = (
        "| entries | log | inclusion: hashes, made, checked | consistency: hashes, made, checked "
        "| proof with its checkpoint | tiles read |"
    )
    lines = [head, "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.entries:,} | {row.kept} "
        f"| {row.inclusion_hashes}, {row.inclusion_make_us:g} µs, {row.inclusion_check_us:g} µs "
        f"| {row.consistency_hashes}, {row.consistency_make_us:g} µs, "
        f"{row.consistency_check_us:g} µs "
        f"| {row.proof_file_bytes:,} bytes | {row.tiles_a_proof or '-'} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", help="logs in memory")
    parser.add_argument("--write", type=Path, help="write the table here")
    options = parser.parse_args()
    rows = []
    plan = [(size, False) for size in (SIZES if options.sizes is None else options.sizes)]
    if options.sizes is None:
        plan += [(size, True) for size in ON_DEMAND]
    for size, on_demand in plan:
        print(f"{size} entries", file=sys.stderr, flush=True)
        rows.append(measure(size, on_demand=on_demand))
    if options.write:
        options.write.write_text(table(rows))
    print(json.dumps([asdict(row) for row in rows], indent=2))


if __name__ == "__main__":
    main()
