"""F11: a form of address gave offence."""

from directline.catalogue import load
from directline.catalogue.address import AGREED, forms_of, not_agreed
from directline.catalogue.words import LANGUAGES
from directline.scenarios.fixtures import clarify, stop
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.screens import browse

SLIPS = {
    "Comrade Minister, which flight is it?": ("Comrade",),
    "Уважаемый товарищ, чей это рейс?": ("товарищ", "уважаемый"),
    "同志，是哪个航班？": ("同志",),
}


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    text, words = next(iter(SLIPS.items()))
    for text, words in SLIPS.items():
        draft = await alpha.draft("Q1", clarify(text))
        play.same("free text is searched for forms of address outside the agreed list",
                  draft.address, words)  # fmt: skip
        await play.refused(
            "its release stops for a review", alpha_two.release(draft), "form of address", *words
        )
        play.same("and nothing reaches BRAVO", bravo.view.messages_total, 0)
    draft = await alpha.draft("Q1", clarify(text))
    async with browse(alpha_two) as browser:
        page = await browser.get(f"/drafts/{draft.id}/review")
    play.check("the page of the review names it and asks for the reviewer's word",
               'name="reviewed"' in page and words[0] in page, words)  # fmt: skip

    name = (await alpha_two.desk.release(alpha_two.session, draft.id, reviewed=True)).id
    await world.settle()
    play.step(f"the releaser has reviewed it and releases it all the same ({name})")
    play.check("it is at BRAVO", bravo.has(name))
    log = [
        line
        for line in alpha.desk.watch_log(alpha.session, limit=50)
        if line.what == "log-address-reviewed"
    ]
    play.check("the override is recorded with the releaser's post",
               log and log[0].args["role"] == "DUTY-OFFICER" and words[0] in log[0].args["words"],
               [line.args for line in log])  # fmt: skip
    agreed = forms_of(load(), AGREED)
    polite = await alpha.draft("Q1", clarify(f"{agreed[0]}, which flight is it?"))
    play.same("an agreed form of address passes", polite.address, ())
    flash = await alpha.send("I1", stop(play) | {"remark": "Comrade, stop"})
    play.check("a life-saving form waits for no such review", flash, flash)
    said = {
        language: not_agreed(load(), [load().word(f"form-{code}", language) for code in load().forms])
        for language in LANGUAGES
    }  # fmt: skip
    play.check("and no form's own words address anybody otherwise", not any(said.values()), agreed)


SCENARIO = Scenario(
    "F11",
    "A slip of protocol",
    (Source("1967: technicians advised a form of address on a new line, and the other side took offence.", "found"),),
    "Agreed forms of address stand in the catalogue that all signed; free text with another stops for a review before its release, and an override is recorded with the releaser's post.",
    _play,
)  # fmt: skip
