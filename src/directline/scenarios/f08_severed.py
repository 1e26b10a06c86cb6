"""F08: a line was severed for politics, and safety went with it."""

from directline.scenarios.fixtures import air_notice, clarify, stop
from directline.scenarios.house import World
from directline.scenarios.play import Play, Scenario, Source

SUBJECT = "air-deconfliction"


async def _say(play: Play, world: World, action: str) -> str:
    bravo, second = await world["BRAVO"].seat(), await world["BRAVO"].seat("two")
    name = await bravo.send(
        "L8",
        {"subject": SUBJECT, "suspension": action, "legal_basis": "Article 4 of the memorandum",
         "effective_date": play.z()[:10]},
        by=second,
    )  # fmt: skip
    await world.settle()
    play.step(f"BRAVO says: {action} {SUBJECT} ({name})")
    return name


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    await _say(play, world, "suspend")

    notice = await alpha.send("A6", air_notice(play), by=alpha_two)
    await world.settle()
    play.check("a notice under the suspended subject is delivered all the same",
               bravo.has(notice), notice)  # fmt: skip
    play.same("and receipted by BRAVO's machine (level 2)", alpha.message(notice).level, 2)
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        play.same(f"{party} marks it: sent while suspended by",
                  seat.message(notice).suspended_by, ("BRAVO",))  # fmt: skip

    flash = await alpha.send("I1", stop(play))
    other = await alpha.send("Q1", clarify(), by=alpha_two)
    test = (await alpha.desk.line_test(alpha.session)).id
    await world.settle()
    for what, name in (("STOP", flash), ("another subject", other), ("a line test", test)):
        play.check(f"{what} works as before",
                   bravo.has(name) and bravo.message(name).suspended_by == (), name)  # fmt: skip
    await bravo.open(flash)
    await bravo.answer(flash, "WILCO")
    back = await bravo.send("I1", stop(play, 59.0, 21.0))
    await world.settle()
    play.same("a person answers the STOP", alpha.message(flash).answer, "WILCO")
    play.check("the side that suspended can still send", alpha.has(back), back)
    subjects = world["ALPHA"].station.watch.index.subjects
    now_ms = world.time.now_ms
    play.same("the state of the subject stands per party, not as one value",
              {p.id: subjects.now(p.number, now_ms) for p in world.parties},
              {"ALPHA": (), "BRAVO": (SUBJECT,)})  # fmt: skip

    await _say(play, world, "resume")
    again = await alpha.send("A6", air_notice(play), by=alpha_two)
    await world.settle()
    play.same("after RESUME nothing is marked any more", bravo.message(again).suspended_by, ())
    play.same("and nothing had to be set up anew", bravo.view.charter_version, 1)


SCENARIO = Scenario(
    "F08",
    "Political severing",
    (Source("A memorandum on air safety (2017), military contacts (2021) and notifications under a treaty (2023) were suspended, each as a whole.", "found"),),
    "A party suspends a subject, never the line: life-saving forms, other subjects and tests go on, and what is sent under the subject arrives marked as sent while suspended, by whom.",
    _play,
)  # fmt: skip
