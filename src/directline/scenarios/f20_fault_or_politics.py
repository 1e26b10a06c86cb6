"""F20: a fault and a refusal looked alike."""

from directline.scenarios.fixtures import clarify
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import judges
from directline.wire.charter import Terms


async def _play(play: Play) -> None:
    world = await play.line(days=True, terms=Terms())
    alpha, second = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    name = await alpha.send("Q1", clarify(), by=second)
    await world.settle()
    play.step("BRAVO's terminal runs; for a long time nobody at its desk does anything")
    await world.wait(3 * 3600)
    alpha = await world["ALPHA"].seat()
    peer = alpha.peer()
    age_s = (world.time.now_ms - (peer.station_heard_ms or 0)) / 1000
    play.check("ALPHA sees the terminal alive, and how old its last heartbeat is",
               peer.station_heard_ms is not None and age_s < 30, f"{age_s:.1f} s")  # fmt: skip
    play.same("and that nobody is at the desk", peer.silence.value, "nobody-at-desk")
    play.check("with the time since when", peer.silence_since_ms is not None, peer.silence_since_ms)
    play.same("no person's receipt is shown: the message stands at level 2",
              alpha.message(name).level, 2)  # fmt: skip
    first = play.word(f"silence-{peer.silence.value}")

    play.step("then the heartbeat stops too")
    world.cable.cut(0, 1)
    await world.wait(120)
    peer = alpha.peer()
    play.same("ALPHA sees that the terminal is not heard", peer.silence.value, "unreachable")
    heard_s = (world.time.now_ms - (peer.station_heard_ms or 0)) / 1000
    play.check("since when", 100 < heard_s < 200, f"last heard {heard_s:.0f} s ago")
    play.check("with what its check of its own side found", peer.own_side, peer.own_side)
    play.check("and an alarm for the loss of the line", alpha.alarms("blackout"),
               [play.word("silence-unreachable")])  # fmt: skip
    said = judges([first, play.word("silence-unreachable"), peer.own_side])
    play.same("no cause is named", said, [])


SCENARIO = Scenario(
    "F20",
    "Fault or politics",
    (Source("Korea: a line fell silent in June 2022 from rain damage, and in 2020 and 2023 from protest; it looked the same.", "found"),),
    "The far terminal's heartbeat and a person's receipt are two things: terminal alive and nobody there, or terminal not heard since when, own side checked; no cause is named.",
    _play,
)  # fmt: skip
