"""F12: two records of one event gave two times."""

from directline.scenarios.fixtures import clarify
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import stages_of

FAST_MS = 40_000


async def _play(play: Play) -> None:
    world = await play.line(wrong_ms={"ALPHA": FAST_MS})
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    play.step("ALPHA's clock is 40 s fast, and its station knows that nothing disciplines it")
    name = await alpha.send("Q1", clarify(), by=alpha_two)
    await world.settle()
    await bravo.open(name)
    await world.settle()
    shown = bravo.message(name)
    stages = stages_of(shown)
    play.same("the record holds ALPHA's time with its quality",
              (shown.released_ms - stages["delivered"].their_ms > 30_000, shown.quality)
              if stages["delivered"].their_ms else None, (True, "free"))  # fmt: skip
    play.same(
        "and BRAVO's time of receipt with its own", stages["delivered"].quality, "disciplined"
    )
    play.check("the timeline prints both, each with whose clock it is",
               stages["released"].party == "ALPHA" and stages["delivered"].party == "BRAVO",
               f"released {stages['released'].their_ms} (ALPHA), received"
               f" {stages['delivered'].their_ms} (BRAVO)")  # fmt: skip
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        found = stages_of(seat.message(name))
        play.check(f"{party} flags the order as impossible: received before it was released",
                   found["delivered"].impossible_order)  # fmt: skip
    held = await world.until(lambda: bool(alpha.alarms("clock") and bravo.alarms("clock")), 600)
    play.check("and both are told that the clocks are further apart than agreed", held,
               [f"{p}: {s.peer().clock_offset_ms} ms" for p, s in (("ALPHA", alpha), ("BRAVO", bravo))])  # fmt: skip
    play.check("neither time is overwritten: both stations hold the same two",
               (alpha.message(name).released_ms, stages_of(alpha.message(name))["delivered"].their_ms)
               == (shown.released_ms, stages["delivered"].their_ms))  # fmt: skip


SCENARIO = Scenario(
    "F12",
    "Two times for one event",
    (Source("1967: the first call on a leaders' line stands as 07:15 in a memoir and as 07:57 in the official record.", "found"),),
    "Every instant is UTC, stays with the clock it came from and that clock's quality; an order that is impossible and clocks too far apart are flagged, and nothing is overwritten.",
    _play,
)  # fmt: skip
