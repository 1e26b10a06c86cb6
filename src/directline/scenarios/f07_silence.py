"""F07: nobody answered; why, nobody could say."""

from directline.books.deadlines import DueView
from directline.scenarios.fixtures import air_notice
from directline.scenarios.house import World
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of, judges
from directline.wire.charter import Terms

ANSWER_S = 700
"""Past the ten minutes that an A6 leaves for its answer."""


async def _notice(play: Play, world: World) -> str:
    alpha, second = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    name = await alpha.send("A6", air_notice(play), by=second)
    await world.settle()
    return name


async def _due(world: World) -> DueView:
    """What ALPHA's book says of it when the timer has run out."""
    alpha = await world["ALPHA"].seat()
    peer = alpha.peer()
    links = {1: peer.silence.value} if peer.silence.value in ("unreachable", "own-cut-off") else {}
    dues = books_of(world["ALPHA"]).deadlines.view(world.time.now_ms, links)
    return next(due for due in dues if due.code == "A6")


async def _play(play: Play) -> None:
    seen: dict[str, DueView] = {}
    world = await play.line(days=True, terms=Terms())
    world.cable.cut(0, 1)
    play.step("Run 1: the link is cut, then ALPHA releases a notice")
    name = await _notice(play, world)
    await world.wait(2400)
    seen["link cut"] = await _due(world)
    desk = [(await world["ALPHA"].seat()).message(name).silence.value]

    play.step("Run 2: BRAVO's terminal runs, nobody opens the notice")
    world = await play.line(days=True, terms=Terms())
    name = await _notice(play, world)
    await world.wait(2400)
    seen["nobody opened"] = await _due(world)
    desk.append((await world["ALPHA"].seat()).message(name).silence.value)

    play.step("Run 3: BRAVO opens it and does not answer")
    world = await play.line(days=True, terms=Terms())
    name = await _notice(play, world)
    await (await world["BRAVO"].seat()).open(name)
    await world.wait(ANSWER_S)
    seen["opened"] = await _due(world)
    desk.append((await world["ALPHA"].seat()).message(name).silence.value)

    play.step("Run 4: BRAVO declines with a code")
    world = await play.line(days=True, terms=Terms())
    name = await _notice(play, world)
    bravo = await world["BRAVO"].seat()
    await bravo.open(name)
    await bravo.decline(name, "other-channel")
    await world.wait(ANSWER_S)
    seen["declined"] = await _due(world)
    desk.append((await world["ALPHA"].seat()).message(name).silence.value)

    states = [due.silence for due in seen.values()]
    play.check("the book shows four different states", len(set(states)) == 4, states)
    play.check("and so does the desk", len(set(desk)) == 4, desk)
    for run, due in seen.items():
        heard = due.heard
        if run == "link cut":
            play.check("link cut: that nothing was heard yet is said, not guessed",
                       heard is None, "no sign of life in the transcript")  # fmt: skip
        else:
            play.check(f"{run}: with the time of the last sign of life",
                       heard is not None and heard.at_ms > 0, heard)  # fmt: skip
    play.same("the declining has its code", seen["declined"].owed.reason, "other-channel")
    said = [*map(str, states), *desk, *(play.word(f"silence-{s}") for s in desk)]
    play.same("no word of it names a motive", judges(said), [])


SCENARIO = Scenario(
    "F07",
    "Silence",
    (
        Source("Korea since April 2023: calls on a line were not answered.", "found"),
        Source("February 2023 and November 2022: calls between ministers were not taken.", "found"),
    ),
    "Silence is one of several classes: link down, terminal up and nobody at the desk, opened and not answered, declined with a code; each with the last sign of life, none with a motive.",
    _play,
)  # fmt: skip
