"""F21: an exercise that the troops do not know of before could be told to nobody before."""

from directline.scenarios.fixtures import area, window
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import page_of

HOURS = 6
NAME = "Exercise NORTH WIND"


def _exercise(play: Play) -> dict[str, str]:
    at_s = HOURS * 3600
    return window(play, at_s, at_s + 86_400) | {
        "designation": NAME, "purpose": "Readiness", "states": "ALPHA", "command_level": "brigade",
        "area": area(58.0, 20.0), "sealed_until": play.z(at_s), "troops": "2000", "tanks": "0",
        "armoured_vehicles": "80", "artillery": "12", "helicopters": "4", "sorties": "0",
        "amphibious": "0", "airborne": "0",
    }  # fmt: skip


async def _play(play: Play) -> None:
    world = await play.line(days=True)
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    name = await alpha.send("A3", _exercise(play), by=alpha_two)
    await world.settle()
    opens_ms = world.time.now_ms + HOURS * 3_600_000
    play.step(f"ALPHA releases {name}, sealed for {HOURS} hours; BRAVO's station receipts it")
    station = world["BRAVO"].station
    record = station.store.entry(*station.watch.index.key_of(name))
    assert record is not None
    receipt = next(s for s in alpha.message(name).steps if s.step == "delivered")
    play.check("ALPHA has the receipt", receipt.their_ms, receipt.their_ms)
    shown = page_of(world["BRAVO"], bravo.message(name)) if bravo.message(name).body else ""
    play.lacks("before its hour any officer but the two named sees its existence, hash, size and hour alone",
               NAME not in shown, "the words are shown to any officer of BRAVO who is logged in")  # fmt: skip

    await world.until_ms(opens_ms + 60_000)
    bravo = await world["BRAVO"].seat()
    play.step("its hour has come")
    await bravo.open(name)
    play.check("it opens and is read", NAME in page_of(world["BRAVO"], bravo.message(name)))
    later = world["BRAVO"].station.store.entry(*station.watch.index.key_of(name))
    play.check("its hash is the one that was receipted", later is not None and later.leaf == record.leaf,
               record.leaf.hex()[:16])  # fmt: skip
    play.check("and the receipt is older than its hour", (receipt.their_ms or opens_ms) < opens_ms)


SCENARIO = Scenario(
    "F21",
    "Snap exercises uncovered",
    (Source("Rules on notice exempt exercises that the troops do not know of; experts asked for a quiet notice to the top commanders.", "found"),),
    "A form for such an exercise states the hour until which it is sealed; the receipt for its hash is older than that hour.",
    _play,
)  # fmt: skip
