"""F18: an ultimatum came on a line that was kept for safety."""

from directline.catalogue import load
from directline.catalogue.words import LANGUAGES
from directline.scenarios.fixtures import protest
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.screens import browse
from directline.wire.values import Precedence

THREATS = ("threat", "ultimatum", "warning shot", "retaliat")
REMARK_CHARS_MAX = 200
"""The longest remark that a life-saving form has."""


def _call(play: Play) -> dict[str, str]:
    return {
        "caller": "defence-minister", "called": "defence-minister", "topic": "The crossing",
        "medium": "voice", "talk_language": "en", "slot_1.from": play.z(3600),
        "slot_1.to": play.z(7200), "confidentiality": "parties-only",
    }  # fmt: skip


async def _play(play: Play) -> None:
    catalogue = load()
    titles = {code: catalogue.word(f"form-{code}", "en") for code in catalogue.forms}
    found = [f"{code} {t}" for code, t in titles.items() if any(w in t.lower() for w in THREATS)]
    play.same(f"none of the {len(titles)} types is a threat or an ultimatum", found, [])
    free = {
        f"{form.code} {field.name}": field.chars_max
        for form in catalogue.forms.values() if form.life_saving
        for field in form.fields if field.type == "txt"
    }  # fmt: skip
    long = [
        name
        for name, most in free.items()
        if not name.endswith("remark") or (most or 0) > REMARK_CHARS_MAX
    ]
    play.same("no life-saving form has free text but a short remark", long, [])

    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    inputs = {"Q6": protest(play, "Forces crossed the line."), "Q5": _call(play)}
    for form, typed in inputs.items():
        raised = await alpha.draft(form, typed, precedence=int(Precedence.FLASH))
        await play.refused(
            f"{form} cannot be raised to FLASH", alpha_two.release(raised), "never be FLASH"
        )
        name = await alpha.send(form, typed, by=alpha_two)
        await world.settle()
        play.step(f"ALPHA sends {titles[form]} ({name})")
        play.same(f"{form} is in its own queue", bravo.message(name).queue, "talks")
        high = [alarm.kind for alarm in bravo.view.alarms
                if alarm.level == "high" and "desk" not in alarm.kind]  # fmt: skip
        play.same(f"{form} raises no safety alarm at BRAVO", high, [])
    async with browse(bravo) as browser:
        page = await browser.get("/")
    head, _, tail = page.partition('id="talks"')
    rows = [tail.count(f">{code}</small>") for code in inputs]
    above = [head.count(f">{code}</small>") for code in inputs]
    play.same(
        "BRAVO's desk lists them by themselves, below the messages of safety",
        (above, rows),
        ([0, 0], [1, 1]),
    )
    titles_of = {lang: load().words.find("ui-talks", lang) for lang in LANGUAGES}
    play.check(
        "under a heading of their own in every language",
        all(titles_of.values()),
        list(titles_of.values()),
    )


SCENARIO = Scenario(
    "F18",
    "A safety line used for coercion",
    (Source("Syria: an ultimatum about a zone was sent on a line that was kept for safety.", "found"),),
    "No type is a threat; protests and leaders' calls are listed by themselves, can never be FLASH and ring no safety alarm; life-saving forms have no free text but a short remark.",
    _play,
)  # fmt: skip
