"""F22: a false alarm took long to take back."""

from directline.scenarios.fixtures import air_notice, stray
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import page_of, stages_of


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    names = {
        "a FLASH": await alpha.send("I5", stray(play)),
        "a notice": await alpha.send("A6", air_notice(play), by=alpha_two),
    }
    await world.settle()
    for what, name in names.items():
        before = page_of(world["BRAVO"], bravo.message(name))
        ready = await alpha.desk.cancel_draft(alpha.session, name)
        lacking = {field for field, *_ in ready.errors}
        play.same(f"{what}: a filled CANCEL stands ready and needs only a reason",
                  (ready.form, ready.refers_to, lacking), ("L6", name, {"correction_reason"}))  # fmt: skip
        filled = await alpha.desk.draft(
            alpha.session, "L6", ready.inputs | {"correction_reason": "false-alarm"},
            draft_id=ready.id,
        )  # fmt: skip
        by = alpha_two if filled.needs_second else alpha
        cancel = await by.release(filled)
        await world.settle()
        play.check("its precedence is not below the original's",
                   bravo.message(cancel).precedence >= bravo.message(name).precedence,
                   f"{bravo.message(cancel).precedence} and {bravo.message(name).precedence}")  # fmt: skip
        for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
            shown = seat.message(name)
            at_ms = stages_of(shown)["cancelled"].their_ms
            play.check(f"{party} shows it as cancelled, with the time",
                       shown.cancelled_by == cancel and at_ms, f"{cancel} at {at_ms}")  # fmt: skip
            play.same(f"and it stays readable at {party}",
                      page_of(world[party], seat.message(name)), before)  # fmt: skip
    play.check("the life-saving form's CANCEL needs no second officer first",
               stages_of(alpha.message(names["a FLASH"]))["cancelled"].their_ms)  # fmt: skip


SCENARIO = Scenario(
    "F22",
    "No ready retraction",
    (Source("Hawaii, 13 January 2018: taking back a false alarm took more than half an hour.", "recalled"),),
    "A filled CANCEL stands ready for every notice and needs only a reason; it goes at the original's precedence, and the original stays, marked as cancelled.",
    _play,
)  # fmt: skip
