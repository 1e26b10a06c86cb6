"""F14: the cable was cut by a bulldozer, and by a plough."""

import pkgutil
from collections.abc import Sequence

from directline import bearers
from directline.scenarios.fixtures import air_notice, stop
from directline.scenarios.play import Play, Scenario, Source


def _twice(_sender: int, unit: bytes) -> Sequence[bytes]:
    """A bearer that repeats everything."""
    return unit, unit


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    world.cable.cut(0, 1)
    await world.wait(60)
    play.step("every bearer is down")
    names = [
        await alpha.send("I1", stop(play)),
        await alpha.send("A6", air_notice(play), by=alpha_two),
    ]
    await world.wait(600)
    play.check("what ALPHA releases is stored, and shown as waiting", alpha.peer().waiting >= 2,
               f"{alpha.peer().waiting} waiting")  # fmt: skip
    play.same("none of it is at BRAVO", [name for name in names if bravo.has(name)], [])
    bearer = alpha.peer().bearers
    play.check("each bearer is shown as down, since when", len(bearer) == 2 and all(not b.up and b.since_ms for b in bearer),
               [f"{b.name} down: {b.detail}" for b in bearer])  # fmt: skip

    couriers = [m.name for m in pkgutil.iter_modules(bearers.__path__) if "courier" in m.name]
    play.lacks("ALPHA exports its queue to a file, which BRAVO imports: bearer 'removable media'",
               couriers, "the formats have a place for a courier's file; the bearer is not built")  # fmt: skip

    world.cable.tap = _twice
    world.cable.mend(0, 1)
    await world.wait(60)
    play.step("a bearer is back, and brings everything twice")
    for name in names:
        play.check(f"{name} is at BRAVO, with the bearer that brought it",
                   bravo.message(name).bearer, bravo.message(name).bearer)  # fmt: skip
    play.same("nothing is there twice", bravo.view.messages_total, len(names))


SCENARIO = Scenario(
    "F14",
    "Cable cuts",
    (Source("The circuit between two capitals was cut by a bulldozer, and another time by a plough.", "found"),),
    "What is released while every bearer is down is stored and goes when one is back; what comes twice adds nothing; each bearer is shown with its state and each message with the bearer that brought it.",
    _play,
)  # fmt: skip
