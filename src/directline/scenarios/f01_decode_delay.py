"""F01: a letter took most of a day to be read, and a second one crossed the reply."""

from directline.scenarios.fixtures import clarify
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import stages_of
from directline.wire.charter import Terms

WANTED = ("composed", "released", "stored", "sent", "delivered", "opened", "passed", "answered")


async def _play(play: Play) -> None:
    """A question lies unread; an answer to nothing is released meanwhile."""
    world = await play.line(days=True, terms=Terms())
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo, bravo_two = await world["BRAVO"].seat(), await world["BRAVO"].seat("two")

    first = await alpha.send("Q1", clarify(), by=alpha_two)
    await world.settle()
    play.step(f"{first} is stored at BRAVO; nobody there has opened it")
    await world.wait(40 * 60)
    bravo = await world["BRAVO"].seat()
    second = await bravo.send("Q1", clarify("What is the exercise?"), by=bravo_two)
    await world.settle()
    play.step(f"BRAVO releases {second}, drafted without having read {first}")
    for name, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        play.same(f"{name} marks {second} as drafted before {first} was read",
                  seat.message(second).crossed, (first,))  # fmt: skip

    play.step("BRAVO opens it at last, and drafts anew")
    await bravo.open(first)
    third = await bravo.send("Q1", clarify("And this flight?"), by=bravo_two)
    await world.settle()
    play.same(f"{third} is not marked: its drafter had read {first}",
              alpha.message(third).crossed, ())  # fmt: skip

    stages = stages_of(alpha.message(first))
    play.check("the timeline lists every stage", set(WANTED) <= set(stages), stages)
    reached = [s for s in alpha.message(first).steps if s.their_ms is not None]
    play.check("each stage reached has its time and whose clock it is",
               all(s.party for s in reached) and stages["opened"].party == "BRAVO",
               [f"{s.step} by {s.party}'s clock" for s in reached])  # fmt: skip
    for stage in ("passed", "answered"):
        play.check(f"the stage {stage!r} is shown as not reached, never blank or guessed",
                   stages[stage].their_ms is None and stages[stage].our_ms is None,
                   play.word("step-not-reached"))  # fmt: skip


SCENARIO = Scenario(
    "F01",
    "Decode delay",
    (Source("October 1962: a letter took nearly twelve hours to be received and decoded; a tougher one came before the reply.", "found"),),
    "Every stage has its own time and whose clock it is; an answer drafted before the other side's message was read is marked as crossed, on both desks.",
    _play,
)  # fmt: skip
