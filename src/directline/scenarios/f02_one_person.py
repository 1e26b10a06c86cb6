"""F02: a call waited for one person while strikes went on."""

from directline.scenarios.fixtures import stop
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.screens import browse, script

SCREENS = ("/", "/compose", "/messages", "/watch", "/watch/relief", "/card")
HUMAN_S = 120


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, bravo = world["ALPHA"], world["BRAVO"]
    sender, usual = await alpha.seat(), await bravo.seat("one")
    draft = await sender.draft("I1", stop(play) | {"addressee": "Colonel Smith"})
    play.check("a personal name in the addressee field is refused",
               any(field == "addressee" for field, *_ in draft.errors),
               " ".join(" ".join(error[2:]) for error in draft.errors))  # fmt: skip

    await bravo.leave("one")
    other = await bravo.seat("two")
    play.step(
        f"{usual.session.officer.name}, who usually answers, is off watch; another has the post"
    )
    name = await sender.send("I1", stop(play))
    await world.settle()
    await other.open(name)
    await other.answer(name, "WILCO")
    await world.settle()
    opened = next(s for s in sender.message(name).steps if s.step == "opened")
    play.same("the other officer opens it and signs level 3, shown by post",
              opened.role, "DUTY-OFFICER")  # fmt: skip
    play.same("and answers", sender.message(name).answer, "WILCO")

    second = await sender.send("I1", stop(play, 58.4, 20.6))
    play.step(f"{second} goes out; nobody at BRAVO signs anything for {HUMAN_S // 60} minutes")
    await world.wait(HUMAN_S + 30)
    watching = await bravo.seat("three")
    ours, theirs = (
        sender.alarms("flash-unacknowledged", second),
        watching.alarms("escalation", second),
    )
    play.same("ALPHA's station raises one alarm", len(ours), 1)
    play.same("BRAVO's station raises one escalation alarm", len(theirs), 1)
    play.same("the next post is named in it",
              [a.args.get("role") for a in theirs], ["WATCH-SUPERVISOR"])  # fmt: skip
    await world.wait(600)
    play.same("ten minutes later it is still one alarm, not a second one",
              (len(sender.alarms("flash-unacknowledged", second)),
               [a.count for a in watching.alarms("escalation", second)]), (1, [1]))  # fmt: skip
    await watching.open(second)
    await world.settle()
    play.same("once a person signs level 3, both alarms end",
              (sender.alarms("flash-unacknowledged", second),
               watching.alarms("escalation", second)), ([], []))  # fmt: skip

    async with browse(watching) as browser:
        lacking = [s for s in SCREENS if 'id="stop"' not in await browser.get(s)]
        form = await browser.get("/compose/I1")
    play.same(f"the STOP form is on every screen: {', '.join(SCREENS)}", lacking, [])
    play.check("one key, Shift+S, lifts its guard wherever the officer is",
               '"KeyS" && event.shiftKey' in script("keys.js"), "keys.js, KeyS with shift")  # fmt: skip
    play.check("and the form opens ready to fill", 'name="position.lat_lon"' in form)


SCENARIO = Scenario(
    "F02",
    "A call that waited for one person",
    (Source("Deir ez-Zor, 17 September 2016: the caller asked for the usual contact, hung up and called back; 27 minutes passed, and 15 of 37 strikes fell in that time.", "found"),),
    "STOP goes to a post, never to a name; any officer of the watch may take it; after two minutes without a person's step one alarm rings on both sides and names the next post.",
    _play,
)  # fmt: skip
