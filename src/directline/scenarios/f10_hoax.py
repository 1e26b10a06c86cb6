"""F10: somebody called under another's name."""

from dataclasses import replace

from directline.scenarios.fixtures import stop
from directline.scenarios.house import World, callback
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.screens import browse
from directline.station.custody import KeySigner

FALSE_NUMBER = "+00 666 0000"


async def _hoax(play: Play, world: World, whose: str) -> None:
    """BRAVO's station, with the secrets of the line and another key than BRAVO's, sends a FLASH."""
    alpha = await world["ALPHA"].seat()
    caller = await world["BRAVO"].seat()
    name = await caller.send("I1", stop(play) | {"remark": f"Call {FALSE_NUMBER}"})
    play.step(f"a FLASH that names BRAVO arrives at ALPHA, signed with {whose}")
    await world.wait(30)
    play.check(f"{whose}: it is never displayed as BRAVO's", not alpha.has(name),
               f"{alpha.view.messages_total} messages")  # fmt: skip
    play.same("it raises no message alarm", alpha.alarms("flash"), [])
    anomalies = alpha.alarms("anomaly")
    play.check("it is in the list of anomalies, with the reason",
               anomalies and anomalies[0].args.get("reason"),
               [f"{a.args.get('party')}: {a.args.get('reason')}" for a in anomalies])  # fmt: skip
    logged = [
        line for line in alpha.desk.watch_log(alpha.session, limit=50) if line.what == "log-anomaly"
    ]
    play.check("and stays in the watch log", logged, [line.args.get("reason") for line in logged])
    async with browse(alpha) as browser:
        card = await browser.get("/card")
    play.check("the call-back card has the number of the signed charter",
               callback("BRAVO") in card and FALSE_NUMBER not in card, callback("BRAVO"))  # fmt: skip


async def _play(play: Play) -> None:
    def unknown(world: World) -> None:
        world["BRAVO"].keys = replace(world["BRAVO"].keys, identity=KeySigner.make())

    def members(world: World) -> None:
        other = world["CHARLIE"].keys.identity
        world["BRAVO"].keys = replace(world["BRAVO"].keys, identity=other)

    await _hoax(play, await play.line(prepare=unknown), "a key that nobody knows")
    line = await play.line("ALPHA", "BRAVO", "CHARLIE", prepare=members)
    await _hoax(play, line, "CHARLIE's key")


SCENARIO = Scenario(
    "F10",
    "A hoax call",
    (Source("28 November 2008: a call under a minister's name; forces were alerted, and the caller's number was possibly forged.", "found"),),
    "Whoever does not have a party's key is never shown as that party: no message, no message alarm, an anomaly with its reason; the call-back card has the number that all signed.",
    _play,
)  # fmt: skip
