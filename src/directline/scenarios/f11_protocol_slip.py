"""F11: a form of address gave offence."""

from directline.scenarios.fixtures import clarify
from directline.scenarios.play import Play, Scenario, Source

SLIP = "Comrade Minister, which flight is it?"


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    draft = await alpha.draft("Q1", clarify(SLIP))
    await play.refused("free text with a form of address outside the agreed list is stopped",
                       alpha_two.release(draft), "form of address", lacking=True)  # fmt: skip


SCENARIO = Scenario(
    "F11",
    "A slip of protocol",
    (Source("1967: technicians advised a form of address on a new line, and the other side took offence.", "found"),),
    "Forms are written without salutations, in words that both sides agreed on.",
    _play,
)  # fmt: skip
