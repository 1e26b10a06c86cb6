"""A failure made smaller: fewer classes of faults, then a shorter world."""

from directline.simulator.disk import Disk, DiskFactory
from directline.simulator.faults import CLASSES, Plan, draw
from directline.simulator.world import Outcome, World

SHORTEST_NS = 1_000_000_000


def shrink(
    seed: int, profile: str, days: float, disks: DiskFactory = Disk
) -> tuple[Plan, Outcome] | None:
    """The smallest plan found that still breaks the same rule; None if the seed breaks none."""
    plan = draw(seed, profile, days)
    outcome = World(plan, disks).run()
    if outcome.violation is None:
        return None
    rule = outcome.violation[0]
    for name in CLASSES:
        if plan.has(name):
            plan, outcome = _smaller(plan, plan.without(name), outcome, rule, disks)
    chaos_ns = plan.chaos_ns // 2
    while chaos_ns > SHORTEST_NS:
        shorter = plan.shortened(chaos_ns)
        plan, outcome = _smaller(plan, shorter, outcome, rule, disks)
        if plan is not shorter:
            break
        chaos_ns //= 2
    return plan, outcome


def _smaller(
    plan: Plan, smaller: Plan, outcome: Outcome, rule: str, disks: DiskFactory
) -> tuple[Plan, Outcome]:
    tried = World(smaller, disks).run()
    if tried.violation is not None and tried.violation[0] == rule:
        return smaller, tried
    return plan, outcome
