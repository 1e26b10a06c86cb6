"""F03: a notice gave a place that was wrong by kilometres."""

from directline.scenarios.fixtures import KM_OF_LAT, mgrs, stop
from directline.scenarios.play import Play, Scenario, Source

LAT, LON = 35.28, 40.12
APART_KM = 4


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, bravo = await world["ALPHA"].seat(), await world["BRAVO"].seat()
    inputs = stop(play, LAT, LON)
    wrong = inputs | {"position.mgrs": mgrs(LAT + APART_KM * KM_OF_LAT, LON)}
    draft = await alpha.draft("I1", wrong)
    play.step(f"ALPHA types a position whose two notations are {APART_KM} km apart")
    await play.refused(
        "its release is refused, and the distance is named", alpha.release(draft), "4.0 km"
    )
    play.same("nothing of it reaches BRAVO", bravo.view.messages_total, 0)

    name = await alpha.send("I1", inputs)
    await world.settle()
    await bravo.open(name)
    typed = {
        "position.lat_lon": f"{LAT + 0.1:.5f} {LON:.5f}",
        "hit": inputs["hit"],
        "since": inputs["since"],
    }
    found = await bravo.read_back(name, typed)
    play.step("BRAVO's officer types the place again, a tenth of a degree off")
    play.check("the field is named with its distance",
               [f for f, *_ in found] == ["position"] and (found[0][3] or 0) > 10_000, found)  # fmt: skip
    await world.settle()
    play.same("no level 4 is signed", alpha.message(name).level, 3)
    query = await bravo.draft(
        "L7", {"ref": name, "query": "doubt-about-field", "doubted_field": found[0][0],
               "doubt": "differs"},
    )  # fmt: skip
    play.same("a query (L7) on that field stands ready to release", query.errors, ())
    asked = await bravo.release(query)
    await world.settle()
    play.check("and reaches ALPHA", alpha.has(asked), asked)
    right = typed | {"position.lat_lon": inputs["position.lat_lon"]}
    play.same("the right place agrees", await bravo.read_back(name, right), ())
    await world.settle()
    play.same("and level 4 is signed", alpha.message(name).level, 4)


SCENARIO = Scenario(
    "F03",
    "A wrong place",
    (Source("Deir ez-Zor, 17 September 2016: an advance notice gave a place some kilometres off; accounts differ on how many.", "found"),),
    "A place stands in two notations that must agree; the receiver types it again before anything counts as understood, and a difference is named with its distance.",
    _play,
)  # fmt: skip
