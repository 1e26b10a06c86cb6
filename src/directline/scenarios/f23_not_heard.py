"""F23: a warning went out on a frequency that nobody listened to, or to nobody by name."""

from directline.errors import LocalProtocolError
from directline.scenarios.fixtures import altitude, place
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import page_of

ANSWERS = ("TRANSMITTED", "NOT-TRANSMITTED", "ANSWERED")


def _relays(play: Play) -> dict[str, tuple[dict[str, str], str]]:
    """The two relay forms with the name of the call sign's field."""
    ship = place("position", 43.5, 33.2, accuracy_m="500") | {
        "addressee": "DUTY-OFFICER", "phrase": "QV2", "our_unit.kind": "vessel",
        "station_called": "HULL 812", "frequency": "156.8 MHz", "seen_at": play.z(-60),
    }  # fmt: skip
    flight = place("position", 26.4, 55.6) | altitude("30000", "33000") | {
        "addressee": "DUTY-OFFICER", "civil_flight": "XX 655", "frequency": "121.5 MHz",
        "seen_at": play.z(-60), "air_danger": "taken-for-military", "transmit": "steer-course",
        "new_course": "210", "own_measure": "fire-held",
    }  # fmt: skip
    return {"I2": (ship, "station_called"), "I12": (flight, "civil_flight")}


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, bravo = await world["ALPHA"].seat(), await world["BRAVO"].seat()
    for form, (inputs, call_sign) in _relays(play).items():
        for what in ("frequency", "position", call_sign):
            cut = {k: v for k, v in inputs.items() if k.partition(".")[0] != what}
            draft = await alpha.draft(form, cut)
            await play.refused(f"{form} without {what} is refused at release",
                               alpha.release(draft), what)  # fmt: skip
            unknown = inputs | {what: "unknown"} if what != "position" else cut
            if unknown is not cut:
                draft = await alpha.draft(form, unknown)
                play.check(f"{form}: {what} may not be left unknown either", draft.errors)
        name = await alpha.send(form, inputs)
        await world.settle()
        await bravo.open(name)
        page = page_of(world["BRAVO"], bravo.message(name))
        wanted = [inputs["frequency"], inputs[call_sign]]
        play.check(f"BRAVO's officer reads the words to transmit, to whom and on which frequency: {form}",
                   all(one in page for one in wanted), page.replace("\n", "; "))  # fmt: skip
        response = play.word("field-response")
        play.check("and the response that is required", response in page, response)
        closing = [a for a in bravo.message(name).answers if a not in ("STANDBY", "CHECKING")]
        play.same("only three answers close it", tuple(closing), ANSWERS)
        try:
            await bravo.answer(name, "ROGER")
            play.check("a plain ROGER does not", False)
        except LocalProtocolError as error:
            play.check("a plain ROGER does not", True, error.message)
        await bravo.answer(name, "TRANSMITTED")
        await world.settle()
        step = next(s for s in alpha.message(name).steps if s.step == "answered")
        play.check("ALPHA sees: transmitted, at this time by BRAVO's clock",
                   step.detail == "TRANSMITTED" and step.their_ms, f"{step.detail} {step.their_ms}")  # fmt: skip


SCENARIO = Scenario(
    "F23",
    "A warning not heard",
    (Source("1983, 1988, 2015: warnings to aircraft went out on a frequency they did not listen to, or named nobody.", "recalled"),),
    "A relay form carries frequency, position and call sign or does not leave; the receiver reads the very words to transmit and must say whether they went out and when.",
    _play,
)  # fmt: skip
