"""F09: a missile went astray and the line was not used."""

from directline.scenarios.fixtures import stray
from directline.scenarios.play import Play, Scenario, Source
from directline.station.station import Station
from directline.wire.values import Precedence


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, bravo = await world["ALPHA"].seat(), await world["BRAVO"].seat()
    play.step("One duty officer is alone on watch at ALPHA")
    draft = await alpha.draft("I5", stray(play))
    play.same("the compulsory fields are enough", draft.errors, ())
    play.check("no second officer is asked for", not draft.needs_second)
    begun_ms = world.time.now_ms
    name = await alpha.release(draft)
    play.check("it is released at once", world.time.now_ms - begun_ms < 1000,
               f"{world.time.now_ms - begun_ms} ms")  # fmt: skip
    await world.until(lambda: bravo.has(name))
    play.check("and is at BRAVO within a second", world.time.now_ms - begun_ms < 1000,
               f"{world.time.now_ms - begun_ms} ms")  # fmt: skip
    shown = alpha.message(name)
    play.same("as FLASH", shown.precedence, int(Precedence.FLASH))
    play.check("marked: second confirmation pending", shown.second_pending,
               play.word("ui-mark-second"))  # fmt: skip
    before = _leaf(world["BRAVO"].station, name)

    await play.refused("the officer who released it cannot confirm it",
                       alpha.desk.confirm_second(alpha.session, name), "second officer")  # fmt: skip
    await world.wait(1800)
    second = await world["ALPHA"].seat("two")
    await second.desk.confirm_second(second.session, name)
    await world.settle()
    play.step("Half an hour later a second officer confirms")
    steps = {s.step: s for s in bravo.message(name).steps}
    play.check("the confirmation is a signed record of its own",
               "confirmed" in steps and steps["confirmed"].call_sign, steps.get("confirmed"))  # fmt: skip
    play.check("and the message is unchanged", _leaf(world["BRAVO"].station, name) == before,
               before.hex()[:16])  # fmt: skip
    play.check("nothing is pending any more", not second.message(name).second_pending)


def _leaf(station: Station, name: str) -> bytes:
    record = station.store.entry(*station.watch.index.key_of(name))
    assert record is not None
    return record.leaf


SCENARIO = Scenario(
    "F09",
    "A line that was not used",
    (Source("BrahMos, 9 March 2022: the hotline was not used; the other capital spoke 48 hours later.", "found"),),
    "One duty officer alone releases the form for a stray weapon, at once and as FLASH; the second officer confirms afterwards in a record of its own.",
    _play,
)  # fmt: skip
