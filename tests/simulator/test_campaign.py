"""Tier one: worlds without a violation, new ones each run, checkers that check, failed seeds.

All of tests/simulator is some four minutes of one core; `make simulate` is the long campaign.
"""

import hashlib
import os
import subprocess
import sys

import pytest

from directline.simulator.campaign import Totals, explore, live
from directline.simulator.faults import draw
from directline.simulator.world import World
from tests.tidy import house
from tools.simulate import source

BATCHES = [
    pytest.param(profile, first, id=f"{profile} {first}")
    for profile, firsts in (
        ("mixed", (0, 8, 16)),
        ("liar", (0,)),
        ("backup", (0, 8)),
        ("many", (0,)),
        ("rot", (0,)),
    )
    for first in firsts
]
BATCH = 8
SHARES = (("mixed", 12), ("mixed", 12), ("many", 2), ("liar", 6), ("backup", 6))
"""Worlds that no run before has seen: a run's seed decides which."""
ONCE_FAILING = {
    "brief 155": "a doubted urgent link beside a trusted one made the timer spin",
    "brief 145": "fragments that waited on the urgent link were never sent",
    "brief 112": "a frame said again by an enemy hid that one direction was cut",
    "brief 113": "two old backups of one station in a row",
    "brief 333": "two restarted stations were led to echo dead starts of one another, for ever",
    "brief 334": "an acknowledgement held back hid that one direction was cut",
    "brief 215": "messages behind a long gap that a receipt closed were never receipted",
    "dense 1": "credit that a restarted station had used was not granted again",
    "brief 866": "a long frame was repeated for ever on a radio that lost it, beside idle links",
    "brief 1063": "links were closed as idle under a long FLASH that a slow bearer still carried",
    "brief 5048": "a generation that came back after a start was gone on with",
    "brief 20219": "an entry that came back made the missing anchor anew",
    "brief 1035": "what was released under a generation lower than another was never receipted",
    "brief 140": "a peer that was put back was not told what it lacked of earlier generations",
    "brief 20387": "links were closed as dead while the answer waited behind a long FLASH",
    "brief 20600": "what came before a start and was said again hid that one direction was cut",
    "backup 3116": "links were closed before a resync could pass a long FLASH that did not open",
    "brief 129": "a FLASH behind a hole in its own feed",
    "many 16": "an entry that came from two peers at once was acknowledged to one alone",
    "many 136": "what the disk did not give when it was its turn was never sent",
    "mixed 328": "the heads of two generations kept a liar's entry from being asked for",
    "mixed 721": "what a full disk kept back made the bearer look slow, and was not said again",
    "mixed 1044": "what was not read for a while went twice on the same link",
    "mixed 5495": "what nobody held any more kept other entries from being asked for",
    "mixed 9967": "a receipt was forgotten whose entry a full disk refused a second time",
    "mixed 50272": "an entry rotted of which the others held a liar's other history alone",
    "mixed 50485": "epochs stepped a hundred times a heartbeat among five, for hours",
    "mixed 81147": "the worlds ended in the fifth of a second in which a receipt waits",
    "faces 11": "a liar's history was asked for again and again after it was proven",
    "brief 6": "what nobody holds any more was asked for each minute, for ever",
}


@pytest.mark.parametrize(("profile", "first"), BATCHES)
def test_worlds_keep_every_promise(profile: str, first: int) -> None:
    totals = explore(range(first, first + BATCH), profile, 2.0, say=lambda _: None)
    assert not totals.violations


@pytest.mark.parametrize("world", ["books 1", "books 7", "books 13", "forgetful 1", "forgetful 2"])
def test_stations_find_their_books_equal(world: str) -> None:
    """Among crashes, old backups, new generations, rot and forgotten words."""
    profile, seed = world.split()
    outcome = live(int(seed), profile, 1.0)
    assert outcome.violation is None
    assert outcome.checks["books"]


@pytest.mark.parametrize("share", range(len(SHARES)))
@pytest.mark.timeout(600)
def test_new_worlds_keep_every_promise(share: int, request: pytest.FixtureRequest) -> None:
    profile, count = SHARES[share]
    first = first_of(run_seed(request.config), share)
    totals = explore(range(first, first + count), profile, 2.0, say=lambda _: None)
    assert not totals.violations, f"directline simulate --profile {profile} --days 2 --replay SEED"


def run_seed(config: pytest.Config) -> str:
    """`one`; with DIRECTLINE_WORLDS=new what `make test SEED=n` gives, or else the source itself.

    The campaign still finds what is listed as open in docs/assurance.md: a run that judges a change
    does not fail for that.
    """
    if os.environ.get("DIRECTLINE_WORLDS") != "new":
        return "one"
    given = config.getoption("randomly_seed", None)
    return str(given) if isinstance(given, int) else source()


def first_of(run: str, share: int) -> int:
    """Where a share of a run begins: nowhere near another's."""
    return int.from_bytes(hashlib.sha256(f"{run}/{share}".encode()).digest()[:4])


def test_another_run_explores_other_worlds() -> None:
    firsts = [first_of(run, share) for run in ("1", "2") for share in range(len(SHARES))]
    assert len(set(firsts)) == len(firsts)


def test_every_checker_had_something_to_check() -> None:
    totals = Totals()
    for seed, profile in ((0, "dense"), (1, "dense"), (2, "dense"), (0, "liar"), (1, "liar"),
                          (0, "backup"), (3, "dense"), (4, "dense"), (0, "rot"), (1, "split"),
                          (0, "suspend"), (1, "books")):  # fmt: skip
        totals.add(live(seed, profile, 1.0))
    idle = [name for name, count in totals.checks.items() if not count]
    assert not idle


@pytest.mark.parametrize("world", ONCE_FAILING)
def test_a_seed_that_once_failed_passes(world: str) -> None:
    profile, seed = world.split()
    # As it was then: stations that compare books came later.
    outcome = World(draw(int(seed), profile, 30.0).without("books")).run()
    assert outcome.violation is None, ONCE_FAILING[world]


def test_a_calm_world_has_no_faults() -> None:
    outcome = World(draw(1, "calm", 1.0)).run()
    assert outcome.violation is None
    assert not outcome.faults


def test_real_signatures_and_sealing_are_used_in_one_seed_of_twenty() -> None:
    plan = draw(19, "dense", 1.0)
    assert plan.real
    assert World(plan.shortened(20_000_000_000)).run().violation is None


def test_nothing_but_the_seed_decides() -> None:
    code = (
        "from directline.simulator.faults import draw\n"
        "from directline.simulator.world import World\n"
        "print(*(World(draw(s, 'dense', 1.0)).run().digest for s in (1, 4)))\n"
    )
    digests = set()
    for hash_seed in ("0", "1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(house.ROOT / "src")},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        digests.add(run.stdout)
    assert len(digests) == 1
