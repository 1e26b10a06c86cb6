"""F04: a notice was given weeks ahead and never reached those who watch."""

from directline.scenarios.fixtures import air_notice, area, launch, window
from directline.scenarios.house import World
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of

DAY_S, HOUR_S = 86_400, 3_600


def _days(play: Play, from_days: float, to_days: float) -> dict[str, str]:
    return {"window.from": play.z(from_days * DAY_S), "window.to": play.z(to_days * DAY_S)}


async def _reminders(world: World, name: str) -> list[int]:
    """How often each station has called the notice to mind."""
    found = []
    for party in ("ALPHA", "BRAVO"):
        alarms = (await world[party].seat()).alarms("not-passed", name)
        found.append(alarms[0].count if alarms else 0)
    return found


async def _remind(play: Play, world: World) -> None:
    alpha, second = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    name = await alpha.send("S1", launch(play, 3), by=second)
    await world.settle()
    bravo = await world["BRAVO"].seat()
    await bravo.open(name)
    await world.settle()
    play.step(f"{name}: receipts up to level 3, {play.word('step-opened')}; no unit is named")
    play.same("nothing rings yet", await _reminders(world, name), [0, 0])
    rows = books_of(world["ALPHA"]).notices.view(world.time.now_ms)
    seen = next(row for row in rows if row.notice.code == "S1")
    begin_ms = seen.notice.from_ms or 0
    await world.until_ms(begin_ms - DAY_S * 1000 + 60_000)
    play.step("24 hours before the start")
    play.same("each station calls it to mind once", await _reminders(world, name), [1, 1])
    alarm = (await world["BRAVO"].seat()).alarms("not-passed", name)[0]
    said = world["BRAVO"].station.catalogue.word(alarm.key, "en", **alarm.args)
    play.check("with the words: not passed to an operating unit", "unit" in said, said)
    await world.until_ms(begin_ms - HOUR_S * 1000 + 60_000)
    play.step("one hour before the start")
    play.same("and once again", await _reminders(world, name), [2, 2])
    await (await world["BRAVO"].seat()).passed(name, "AIR CELL 1")
    await world.settle()
    play.same(
        "a level-5 receipt that names the unit silences it", await _reminders(world, name), [0, 0]
    )


async def _narrow(play: Play, world: World) -> None:
    alpha, second = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    wide = _days(play, 10, 36) | {"area": area(69.0, 16.0), "nature": "missile-firing"}
    name = await alpha.send("A1", wide, by=second)
    await world.settle()
    bravo = await world["BRAVO"].seat()
    await bravo.open(name)
    await bravo.passed(name, "RADAR 1")
    await bravo.answer(name, "ROGER")
    await world.settle()
    play.step(f"{name} announces a window of 26 days; BRAVO passes it on and answers ROGER")
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        shown = seat.message(name)
        play.check(f"{party}: it stays an open item, to be narrowed",
                   shown.to_narrow and not shown.closed, play.word("ui-mark-narrow"))  # fmt: skip
        items = [i.kind for i in books_of(world[party]).watch.view(world.time.now_ms)]
        play.check(f"{party}: and stands in the book of the watch", "to-narrow" in items, items)
    narrow = _days(play, 12, 14)
    changes = "\n".join(f"{field} = {value}" for field, value in narrow.items())
    correction = await alpha.send(
        "L6", {"ref": name, "action": "correct", "original_form": "A1", "changes": changes,
               "correction_reason": "clearer"}, by=second,
    )  # fmt: skip
    await world.settle()
    play.step(f"ALPHA narrows it to two days by a correction ({correction})")
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        shown = seat.message(name)
        play.check(f"{party}: then it is closed", shown.closed and not shown.to_narrow)
        items = [i.kind for i in books_of(world[party]).watch.view(world.time.now_ms)]
        play.check(f"{party}: and gone from the book's items", "to-narrow" not in items, items)


async def _put_off(play: Play, world: World) -> None:
    alpha, second = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    name = await alpha.send("A6", air_notice(play, 26 * HOUR_S), by=second)
    later = window(play, 30 * HOUR_S, 32 * HOUR_S)
    await alpha.send(
        "L6", {"ref": name, "action": "correct", "original_form": "A6",
               "changes": "\n".join(f"{field} = {value}" for field, value in later.items()),
               "correction_reason": "activity-changed"}, by=second,
    )  # fmt: skip
    play.step(f"{name}, in 26 hours, is put off by four by a correction")
    await world.wait(3 * HOUR_S)
    play.same(
        "24 hours before the first start nothing rings", await _reminders(world, name), [0, 0]
    )
    await world.wait(4 * HOUR_S)
    play.same("24 hours before the corrected one it does", await _reminders(world, name), [1, 1])


async def _play(play: Play) -> None:
    world = await play.line(days=True)
    await _narrow(play, world)
    await _put_off(play, world)
    await _remind(play, world)


SCENARIO = Scenario(
    "F04",
    "A notice that did not reach the operators",
    (Source("25 January 1995: a notice went to embassies weeks ahead, for a window of weeks; the radar crews were never told.", "found"),),
    "A notice that nobody has passed to a named unit rings on both sides 24 hours and one hour before its start; a window longer than agreed stays open until a correction narrows it.",
    _play,
)  # fmt: skip
