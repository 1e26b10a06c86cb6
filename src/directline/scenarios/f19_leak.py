"""F19: a message about an intrusion was vague, and was leaked."""

from directline.scenarios.fixtures import window
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import page_of

MANDATORY = ("cyber_request", "reply_wanted", "will_do")


def _inquiry(play: Play) -> dict[str, str]:
    return window(play, -7200, -3600) | {
        "system_class": "power", "cyber_effect": "outage",
        "questions": "1. Do you know this traffic?", "cyber_request": "inform",
        "reply_wanted": "by-instant", "reply_by": play.z(48 * 3600), "will_do": "none",
        "confidentiality": "parties-only",
    }  # fmt: skip


async def _play(play: Play) -> None:
    world = await play.line(profiles=("cyber",))
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    for field in MANDATORY:
        inputs = {k: v for k, v in _inquiry(play).items() if k not in (field, "reply_by")}
        if field != "reply_wanted":
            inputs["reply_by"] = play.z(48 * 3600)
        draft = await alpha.draft("X1", inputs)
        await play.refused(
            f"with {field} left empty it is not released", alpha_two.release(draft), field
        )
    bare = _inquiry(play) | {"cyber_request": "none", "reply_wanted": "none", "will_do": "none"}
    bare.pop("reply_by")
    chosen = await alpha.draft("X1", bare)
    play.same("'none' may be chosen for each, and must be", chosen.errors, ())

    name = await alpha.send("X1", _inquiry(play), by=alpha_two)
    await world.settle()
    await bravo.open(name)
    play.step(f"BRAVO opens {name}")
    rule = play.word("choice-confidentiality-parties-only")
    play.check(
        "the rule of confidentiality is shown",
        rule in page_of(world["BRAVO"], bravo.message(name)),
        rule,
    )
    data = await bravo.desk.evidence(bravo.session, [name], "the ministry")
    copies = await bravo.desk.reading_copies(data, "en")
    play.check("and on the copy that leaves the station", rule in copies["html"].decode(), rule)
    log = [
        line
        for line in bravo.desk.watch_log(bravo.session, limit=50)
        if line.what == "log-evidence"
    ]
    play.check("the export is logged with the officer's post",
               log and "DUTY-OFFICER" in log[0].officer and log[0].args["recipient"] == "the ministry",
               [f"{line.officer}: {line.args['recipient']}" for line in log])  # fmt: skip


SCENARIO = Scenario(
    "F19",
    "Leaked and vague",
    (Source("2016: a message between capitals about intrusions became public, and its words were general.", "found"),),
    "Request, deadline and what the sender will do are chosen, 'none' among the choices, or the form does not leave; the rule of confidentiality is shown on every page and copy, and each export is logged with the officer's post.",
    _play,
)  # fmt: skip
