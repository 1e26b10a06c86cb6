"""F17: a convoy went as agreed and was not recognised."""

from directline.scenarios.fixtures import convoy, place
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import page_of
from directline.wire.charter import Terms

PROFILE = "humanitarian-notices"
LEAD_S = 90 * 60


async def _play(play: Play) -> None:
    world = await play.line(profiles=(PROFILE,), days=True, terms=Terms())
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    for field in ("roof_marking", "infrared"):
        draft = await alpha.draft("H3", {k: v for k, v in convoy(play).items() if k != field})
        await play.refused(f"without an answer to {field} it is not released",
                           alpha_two.release(draft), field)  # fmt: skip
    unknown = await alpha.draft("H3", convoy(play) | {"roof_marking": "unknown"})
    play.same("'unknown' is an answer", unknown.errors, ())

    name = await alpha.send("H3", convoy(play, LEAD_S), by=alpha_two)
    await world.settle()
    await bravo.open(name)
    await bravo.answer(name, "ROGER")
    play.step(f"{name}: BRAVO opens it and answers ROGER; it names no unit")
    await world.wait(LEAD_S)
    play.step("the hour of its start comes")
    for party in ("ALPHA", "BRAVO"):
        seat = await world[party].seat()
        alarms = seat.alarms("not-passed", name)
        words = [world[party].station.catalogue.word(a.key, "en", **a.args) for a in alarms]
        play.check(f"{party} shows that no named unit has acknowledged", alarms, words)

    start = place("position", 31.4, 34.4) | {
        "ref": name, "movement_event": "started", "happened_at": play.z(-60),
    }  # fmt: skip
    claimed = await alpha.draft("H4", start | {"unit_named": "yes"})
    await play.refused("the start form cannot say that a unit is named",
                       alpha_two.release(claimed), "no named unit")  # fmt: skip
    begun = await alpha.send("H4", start | {"unit_named": "no"}, by=alpha_two)
    await world.settle()
    page = page_of(world["BRAVO"], bravo.message(begun))
    label = play.word("field-unit_named")
    row = next((line for line in page.splitlines() if line.startswith(label)), "")
    play.check("it repeats that none is", play.word("choice-ynu-no") in row, row)

    await bravo.passed(name, "CHECKPOINT 5")
    await world.settle()
    again = await alpha.draft("H4", start | {"unit_named": "yes", "movement_event": "goes-on"})
    await alpha_two.release(again)
    play.check("once BRAVO names a unit, the form may say so", True, "CHECKPOINT 5")
    play.same("and the alarms end", alpha.alarms("not-passed", name), [])


SCENARIO = Scenario(
    "F17",
    "A coordinated convoy hit",
    (Source("1 April 2024: a convoy's route was coordinated; crews did not recognise the cars, whose marks were not visible at night.", "found"),),
    "A movement carries its marking and infrared marking or is not released; at its start both sides show that no named unit has acknowledged, and the start form can say nothing else.",
    _play,
)  # fmt: skip
