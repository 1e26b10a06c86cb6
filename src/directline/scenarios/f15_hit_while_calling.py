"""F15: a hospital was hit while its people called."""

from directline.books.sites import Holder, sites
from directline.scenarios.fixtures import place, site
from directline.scenarios.house import World
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of
from directline.scenarios.screens import browse

ANSWERS = ("CHECKING", "WILCO", "UNABLE")
OUTCOME_MS = 600_000


def _holders(world: World, party: str) -> tuple[Holder, ...]:
    (found,) = sites(books_of(world[party]))
    return found.holders


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    noted = await alpha.send("H1", site(play, "neutral"), by=alpha_two)
    await world.settle()
    await bravo.open(noted)
    await bravo.passed(noted, "AIR CELL 1")
    await bravo.answer(noted, "ON-UNIT-LIST", "GUNSHIP 4")
    await world.settle()
    play.step(f"the site stands in {noted}; BRAVO says which units it told")

    attack = place("position", 36.7, 68.86) | {
        "addressee": "DUTY-OFFICER", "ref": noted, "since": play.z(-120), "attack_harm": "fire",
        "says": "humanitarian-organisation",
    }  # fmt: skip
    name = await alpha.send("H5", attack)
    await world.settle()
    play.step(f"ALPHA releases {name}: it is under attack")
    play.same("BRAVO's desk rings as for a FLASH", len(bravo.alarms("flash", name)), 1)
    async with browse(bravo) as browser:
        page = await browser.get(f"/messages/{name.replace(' ', '_')}")
    about = page.partition('id="about"')[2]
    footprint = play.word("field-footprint")
    play.check("the message shows the site that was noted, and its footprint",
               noted in about and footprint in about, f"{noted}, {footprint}")  # fmt: skip
    play.check("and the units that were told of it", "GUNSHIP 4" in about and "AIR CELL 1" in about)
    play.same("the only answers are these", bravo.message(name).answers, ANSWERS)

    await bravo.open(name)
    talk = await bravo.send(
        "L7", {"ref": name, "query": "say-again", "remark": "I will do my best"}
    )
    await world.settle()
    shown = alpha.message(name)
    play.check(f"free text alone ({talk}) leaves the timer running",
               not shown.closed and shown.due_what == "answered", f"due: {shown.due_what}")  # fmt: skip
    await bravo.answer(name, "CHECKING")
    await world.settle()
    shown = alpha.message(name)
    checked = next(s for s in shown.steps if s.step == "answered")
    play.check("after CHECKING the outcome is due ten minutes later",
               shown.due_what == "outcome" and shown.due_ms and checked.their_ms
               and 0 < shown.due_ms - checked.their_ms <= OUTCOME_MS,
               f"due: {shown.due_what}, {shown.due_ms}")  # fmt: skip
    asked = await alpha.send("L5", {"request": "query-ack", "ref": noted})
    await world.settle()
    await bravo.open(asked)
    await bravo.passed(noted, "GROUND CELL 2")
    await bravo.answer(asked, "ROGER")
    await world.settle()
    play.step(f"ALPHA asks which units hold the list ({asked}); BRAVO signs one more")
    units = [one.unit for one in _holders(world, "ALPHA")]
    play.same("the answer is a list of units", units, ["AIR CELL 1", "GUNSHIP 4", "GROUND CELL 2"])
    play.check("each with its time", all(one.at_ms for one in _holders(world, "ALPHA")),
               [one.at_ms for one in _holders(world, "ALPHA")])  # fmt: skip
    play.check("the same in both books", _holders(world, "ALPHA") == _holders(world, "BRAVO"))
    await bravo.answer(name, "WILCO")
    await world.settle()
    play.check("WILCO closes it", alpha.message(name).closed, alpha.message(name).answer)


SCENARIO = Scenario(
    "F15",
    "Hit while calling",
    (Source("Kunduz, 3 October 2015: coordinates had been given before; calls went on for most of an hour and were answered by a text message.", "found"),),
    "A FLASH that names the noted site rings, shows the site with its footprint and the units that were told, and is answered by WILCO, UNABLE or CHECKING alone, the outcome due in ten minutes; which units hold the list is a list with times in both books.",
    _play,
)  # fmt: skip
