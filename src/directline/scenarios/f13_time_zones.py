"""F13: two sides met an hour apart."""

from directline.catalogue import load, parse_instant
from directline.scenarios.fixtures import stop
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.screens import browse
from directline.wire.body import Body

REFUSED = ("02:30", "tomorrow 0800", "2027-01-15T08:00+01:00", "2027-01-15T08:00")
CHANGE_MS = parse_instant("2027-03-28T01:00Z")
"""When clocks in much of Europe go forward."""
HOUR_MS = 3_600_000


def _offset(at_ms: int) -> int:
    """Minutes ahead of UTC, as in Central Europe that spring."""
    return 120 if at_ms >= CHANGE_MS else 60


async def _play(play: Play) -> None:
    world = await play.line()
    alpha = await world["ALPHA"].seat()
    for text in REFUSED:
        draft = await alpha.draft("I1", stop(play) | {"since": text})
        told = [
            f"{message} {remedy}" for field, _, message, remedy in draft.errors if field == "since"
        ]
        play.check(f"{text!r} is refused with a message that asks for UTC",
                   told and "UTC" in told[0], told)  # fmt: skip

    catalogue = load()
    form = catalogue.form("I1")
    values = list(catalogue.parse(form, stop(play)))
    shown = []
    for at_ms in (CHANGE_MS - HOUR_MS // 2, CHANGE_MS + HOUR_MS // 2):
        values[form.by_name["since"]] = (
            (at_ms, 0) if isinstance(values[form.by_name["since"]], tuple) else at_ms
        )
        page = catalogue.render(Body("I1", 1, tuple(values)), "en", local_offset=_offset)
        row = next(row for row in page.rows if row.name == "since")
        shown.append(f"{row.text} {row.detail}".strip())
    play.check("UTC comes first, local time second with its offset",
               all(0 < text.find("Z") < text.find("local") < text.find("+0") for text in shown), shown)  # fmt: skip
    play.check("also across a summer-time change",
               "+01:00" in shown[0] and "+02:00" in shown[1], shown)  # fmt: skip
    async with browse(alpha) as browser:
        desk = await browser.get("/")
    play.check("the desk's own clock is UTC and says so", 'id="utc"' in desk and ">UTC<" in desk)


SCENARIO = Scenario(
    "F13",
    "Two time zones",
    (Source("Bay of Pigs, 19 April 1961: escorts and bombers were an hour apart; accounts differ on who was early.", "disputed"),),
    "Only UTC is entered and sent; an ambiguous or local time is refused with what to type instead; local time is shown second, with its offset.",
    _play,
)  # fmt: skip
