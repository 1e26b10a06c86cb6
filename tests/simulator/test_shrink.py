"""A failure made smaller is the same failure, with less around it."""

from random import Random

from directline.simulator.faults import draw
from directline.simulator.planted import planted
from directline.simulator.shrink import shrink
from directline.simulator.tape import Tape
from directline.simulator.world import World

DAYS = 1.0


def test_a_seed_that_breaks_no_rule_is_left_alone() -> None:
    assert shrink(1, "calm", DAYS) is None


def test_a_planted_bug_shrinks_to_the_faults_it_needs() -> None:
    with planted("no-checksum"):
        seed = next(seed for seed in range(150) if World(draw(seed, "dense", DAYS)).run().violation)
        whole = draw(seed, "dense", DAYS)
        first = Tape(recording=True)
        before = World(whole, tape=first).run()
        shrunk = shrink(seed, "dense", DAYS)
        assert shrunk is not None
        assert before.violation is not None
        assert shrunk.outcome.violation is not None
        assert shrunk.outcome.violation[0] == before.violation[0]
        assert "torn" in shrunk.plan.classes
        assert len(shrunk.plan.classes) < len(whole.classes)
        assert shrunk.plan.chaos_ns <= whole.chaos_ns
        assert len(shrunk.tape.struck) < max(2, len(first.struck))
        again = Tape(without=shrunk.tape.without, after=shrunk.tape.after)
        assert World(shrunk.plan, tape=again).run().digest == shrunk.outcome.digest
    assert World(shrunk.plan).run().violation is None


def test_recording_changes_nothing() -> None:
    plan = draw(3, "dense", DAYS)
    tape = Tape(recording=True)
    assert World(plan, tape=tape).run().digest == World(plan).run().digest
    assert World(plan, tape=Tape(after=tape.states)).run().digest == World(plan).run().digest


def test_a_fault_left_out_moves_no_other() -> None:
    drawn: list[int] = []

    def live(tape: Tape) -> list[int]:
        drawn.clear()
        chance = Random(7)
        for _ in range(5):
            tape.strike(0, "cut", lambda c: drawn.append(c.randrange(10**9)), chance)
        return list(drawn)

    tape = Tape(recording=True)
    whole = live(tape)
    assert len(tape.told()) == 5
    less = Tape(without=frozenset({("cut", 2)}), after=tape.states)
    assert live(less) == whole[:2] + whole[3:]
