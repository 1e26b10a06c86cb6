"""What goes wrong in one world: classes of faults, each off in 30 % of seeds, and their ranges."""

from dataclasses import dataclass, replace
from math import isqrt
from random import Random

from directline.simulator.clocks import MS, SECOND
from directline.simulator.streams import Streams

CLASSES = (
    "cut", "one-way", "loss", "duplicate", "corrupt", "replay", "slow", "crash", "crash-persist",
    "torn", "slow-sync", "full", "clock", "backup", "hide", "credit", "liar", "large",
)  # fmt: skip
LATER = ("rot", "unreadable", "witness", "lying-witness", "suspend", "books")
"""Classes with a stream of their own each: what was drawn before does not move."""
LATER_SHARE = 0.15
ONLY_IN = {"books": frozenset({"mixed", "many"})}
"""Classes of some profiles alone: what seeds of the others found stays to be found there."""
OFF_SHARE = 0.3
RARE = {"liar": 0.2, "hide": 0.25, "backup": 0.5, "credit": 0.25, "full": 0.5}
"""Classes that change what a world is about are on in this share of seeds."""
DAY_NS = 86_400 * SECOND
SHORTEST_NS = 20 * SECOND
"""What is left of a world's trouble at the least, where many parties share the work."""
LASTING_MAX = 600
"""A cut lasts ten hours at most: a link that waits for its peer beats each second."""
SPARSE_DAYS = (3, 21)
DENSE_S_MAX = 3_600
BRIEF_S = 300
"""Trouble of a dense world up to this length comes as it is drawn; in longer ones it comes more
seldom, so that an hour costs some minutes' worth and not an hour's."""
DENSE_BEATS_MS = (
    10_000, 10_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000,
)  # fmt: skip
"""Half of them short: silence is an alarm after three, and a dense world is minutes long."""
SPARSE_BEATS_MS = (600_000, 1_200_000, 1_800_000, 3_600_000)
EPOCHS_A_BEAT = 20
"""No more among many: each is signed and receipted by all, and they come to rest in hours."""
YEAR_DAYS = 182.5
"""Of two stations: one station-year."""
EVENTS_MAX = 3_000_000
"""More in one world, and something in it spins."""
YEAR_EVENTS_MAX = 60_000_000
"""Heartbeats of half a year, each way on two links, are some twenty millions."""
DAYS_MAX = 30.0
"""The longest world unless the caller says otherwise."""
REAL_EVERY = 20
"""One seed in so many runs with real Ed25519 and AEAD."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of world."""

    name: str
    must: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    sparse: bool | None = None
    """None: one seed in eight is sparse."""
    many: float = 0.0
    """In this share of seeds the line has three to five parties."""
    spread: bool = False
    """Heartbeats from 10 s to an hour; from a minute to an hour of trouble, or weeks."""
    days_max: float = DAYS_MAX
    twice: bool = True
    """One seed in twenty is lived twice."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("mixed", many=1 / 6, spread=True),
        Profile("many", many=1.0, sparse=False),
        Profile("brief"),
        Profile("dense", sparse=False),
        Profile("sparse", sparse=True, never=frozenset({"credit", "full"})),
        Profile("split", must=frozenset({"liar", "witness"}), many=1.0, sparse=False),
        Profile("faces", must=frozenset({"liar"}), many=1.0, sparse=False,
                never=frozenset({*CLASSES, *LATER} - {"liar", "clock", "slow"})),
        Profile("liar", must=frozenset({"liar"}), sparse=False),
        Profile("backup", must=frozenset({"backup", "crash"}), never=frozenset({"liar"}),
                sparse=False),
        Profile("credit", must=frozenset({"credit"}), never=frozenset({"liar", "hide", "large"}),
                sparse=False),
        Profile("enemy", must=frozenset({"replay", "one-way"}), never=frozenset({"liar", "cut"}),
                sparse=False),
        Profile("year", must=frozenset({"cut", "one-way", "crash", "crash-persist", "torn",
                                        "slow-sync", "clock", "backup"}),
                never=frozenset({"liar", "hide", "credit", "large", "full", "slow"}),
                sparse=False, days_max=YEAR_DAYS, twice=False),
        Profile("suspend", must=frozenset({"suspend"}), never=frozenset({"backup", "liar"}),
                sparse=False),
        Profile("books", must=frozenset({"books"}), never=frozenset({"liar", "large"}),
                sparse=False),
        Profile("forgetful", must=frozenset({"books"}), sparse=False,
                never=frozenset({"liar", "large", "hide", "backup", "rot", "unreadable",
                                 "suspend"})),
        Profile("rot", must=frozenset({"rot"}), never=frozenset({"backup", "liar"}), sparse=False),
        Profile("calm", never=frozenset((*CLASSES, *LATER)), sparse=False),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One world, drawn from its seed.  Shrinking takes classes out and shortens it."""

    seed: int
    profile: str
    classes: frozenset[str]
    real: bool
    sparse: bool
    chaos_ns: int
    heartbeat_ms: int
    epoch_interval_ms: int
    think_ns: int
    """Between two releases of one officer, on average."""
    bearers: tuple[tuple[str, str, bool, bool], ...]
    """(name, kind, urgent, lossy)."""
    delay_ns: int
    rate_bytes_s: int
    loss: float
    duplicate: float
    corrupt: float
    sync_ns: int
    cut_every_ns: int
    cut_ns: int
    crash_every_ns: int
    down_ns: int
    parties: int = 2
    events_max: int = EVENTS_MAX

    def has(self, name: str) -> bool:
        """Whether a class of faults is on."""
        return name in self.classes

    def without(self, name: str) -> "Plan":
        """The same world without a class of faults."""
        return replace(self, classes=self.classes - {name})

    def shortened(self, chaos_ns: int) -> "Plan":
        """The same world, healed sooner."""
        return replace(self, chaos_ns=chaos_ns)


def draw(seed: int, profile_name: str, days: float) -> Plan:
    """The plan of a seed."""
    profile = PROFILES[profile_name]
    chance = Streams(seed).get("plan")
    on = {
        name
        for name in CLASSES
        if (chance.random() < RARE.get(name, 1 - OFF_SHARE)) or name in profile.must
    }
    on -= profile.never
    if on & {"hide", "large"}:
        # What a peer holds unsaid is paid for and not counted: small beside the credit, unless
        # the peer hides much or an entry is nearly as large as all of it.
        on.discard("credit")
    classes = frozenset(on)
    drawn_sparse = chance.random() < 1 / 8
    sparse = drawn_sparse if profile.sparse is None else profile.sparse
    if sparse:  # Its links die every few seconds: months of that show nothing new.
        classes -= {"liar"}
    bearers = [("bulk", "tls", False, False), ("urgent", "tls", True, False)]
    if chance.random() < 0.5:
        bearers.append(("radio", "radio", False, True))
    later = _later(seed, profile)
    if classes & {"liar", "backup"}:  # What is marked is compared at rest, where all hold all.
        later -= {"suspend"}
    if "liar" in classes:  # Whoever holds another of its histories has other books.
        later -= {"books"}
    classes |= later - {"rot", "unreadable"} if "backup" in classes else later
    plan = _timed(seed, profile_name, classes, sparse, tuple(bearers), days, chance)
    if profile.name == "year":
        return _year(plan, days)
    return _many(_spread(plan, days) if profile.spread else plan, profile)


def _later(seed: int, profile: Profile) -> frozenset[str]:
    """Classes of faults that came later, each in a few seeds; no rot beside old backups.

    What rots is mended from copies, and a backup may take the only copy away.
    """
    return frozenset(
        name for name in LATER
        if name in profile.must
        or (name not in profile.never and profile.name in ONLY_IN.get(name, {profile.name})
            and Streams(seed).get(f"plan/{name}").random() < LATER_SHARE)
    )  # fmt: skip


def _many(plan: Plan, profile: Profile) -> Plan:
    """A line of three to five parties, in some worlds: as much trouble, shared by more pairs."""
    chance = Streams(plan.seed).get("plan/parties")
    if chance.random() >= profile.many:
        return plan
    parties = chance.choice((3, 3, 3, 4, 5))
    pairs = parties * (parties - 1) // 2
    return replace(
        plan, parties=parties, chaos_ns=max(plan.chaos_ns // pairs, SHORTEST_NS),
        classes=plan.classes - {"credit"},
        epoch_interval_ms=max(plan.epoch_interval_ms, plan.heartbeat_ms // EPOCHS_A_BEAT),
    )  # fmt: skip


def _spread(plan: Plan, days: float) -> Plan:
    """The campaign's worlds: most of some minutes, few of an hour, one in eight of weeks."""
    chance = Streams(plan.seed).get("plan/spread")
    if plan.sparse:
        long_ns = int(chance.uniform(*SPARSE_DAYS) * DAY_NS)
        chaos_ns = min(long_ns, int(days * DAY_NS))
        beat_ms = chance.choice(SPARSE_BEATS_MS)
        return _stretched(plan, chaos_ns, beat_ms, 1_000 * long_ns // plan.chaos_ns)
    seconds = min(DENSE_S_MAX, int(60 * (1 - chance.random()) ** -0.8))
    chaos_ns = min(seconds * SECOND, int(days * DAY_NS))
    stretch = max(1_000, isqrt(1_000_000 * seconds // BRIEF_S))
    return _stretched(plan, chaos_ns, chance.choice(DENSE_BEATS_MS), stretch)


def _stretched(plan: Plan, chaos_ns: int, heartbeat_ms: int, stretch: int) -> Plan:
    """The same trouble over another time; `stretch` is in thousandths."""
    return replace(
        plan,
        chaos_ns=chaos_ns,
        heartbeat_ms=heartbeat_ms,
        epoch_interval_ms=plan.epoch_interval_ms * stretch // 1_000,
        think_ns=plan.think_ns * stretch // 1_000,
        cut_every_ns=plan.cut_every_ns * stretch // 1_000,
        crash_every_ns=plan.crash_every_ns * stretch // 1_000,
    )


def _year(plan: Plan, days: float) -> Plan:
    """A station-year at heartbeats of 10 s: quiet, with some hundred faults."""
    return replace(
        plan,
        chaos_ns=int(min(days, YEAR_DAYS) * DAY_NS),
        heartbeat_ms=10_000,
        epoch_interval_ms=DAY_NS // MS,
        think_ns=DAY_NS // 8,
        bearers=plan.bearers[:2],
        cut_every_ns=3 * DAY_NS,
        cut_ns=1_200 * SECOND,
        crash_every_ns=6 * DAY_NS,
        down_ns=600 * SECOND,
        events_max=YEAR_EVENTS_MAX,
    )


def _timed(
    seed: int, profile: str, classes: frozenset[str], sparse: bool,
    bearers: tuple[tuple[str, str, bool, bool], ...], days: float, chance: Random,
) -> Plan:  # fmt: skip
    slow = "slow" in classes
    heartbeat_ms = (
        chance.choice((600_000, 1_800_000, 3_600_000))
        if sparse
        else chance.choice((2_000, 5_000, 10_000))
    )
    scale = heartbeat_ms // 100 if sparse else 1
    """Sparse worlds are as rich in trouble, and longer."""
    longest_ns = int(days * DAY_NS)
    chaos_ns = chance.randint(30, 300) * SECOND * scale
    return Plan(
        seed=seed,
        profile=profile,
        classes=classes,
        real=seed % REAL_EVERY == REAL_EVERY - 1,
        sparse=sparse,
        chaos_ns=min(chaos_ns, longest_ns),
        heartbeat_ms=heartbeat_ms,
        epoch_interval_ms=chance.choice((20_000, 60_000, 600_000)) * scale,
        think_ns=chance.randint(2_000, 20_000) * MS * scale,
        bearers=bearers,
        delay_ns=int(chance.expovariate(1 / (400 if slow else 20)) * MS) + MS,
        rate_bytes_s=chance.choice((2_000, 20_000)) if slow else 1_000_000,
        loss=chance.uniform(0, 0.4),
        duplicate=chance.uniform(0, 0.5),
        corrupt=chance.uniform(0, 0.1),
        sync_ns=chance.randint(1, 500) * MS if "slow-sync" in classes else 3 * MS,
        cut_every_ns=chance.randint(10, 60) * SECOND * scale,
        cut_ns=chance.randint(1, 60) * SECOND * min(scale, LASTING_MAX),
        crash_every_ns=chance.randint(10, 90) * SECOND * scale,
        down_ns=chance.randint(0, 20) * SECOND * min(scale, LASTING_MAX),
    )
