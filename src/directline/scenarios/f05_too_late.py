"""F05: a warning came under a minute ahead, as one side says."""

from typing import TYPE_CHECKING

from directline.scenarios.fixtures import air_notice, protest
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of, judges, page_of
from directline.scenarios.words import notices_text

if TYPE_CHECKING:
    from directline.books.notices import Lead

LEAD_S = 50


async def _play(play: Play) -> None:
    world = await play.line()
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo, bravo_two = await world["BRAVO"].seat(), await world["BRAVO"].seat("two")
    name = await alpha.send("A6", air_notice(play, LEAD_S), by=alpha_two)
    play.step(f"ALPHA releases {name}, {LEAD_S} s before its start")
    await world.settle()

    leads: dict[str, tuple[Lead, ...]] = {}
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        (row,) = books_of(world[party]).notices.rows.items()
        leads[party] = row[1].leads
        play.same(f"{party}'s desk says LATE", seat.message(name).late, "late")
    (lead,) = leads["ALPHA"]
    play.check(
        "both books have the same lead, from the receipt and from the release",
        leads["ALPHA"] == leads["BRAVO"],
        lead,
    )
    play.check(
        "it is the start minus the receipt, under the least that was agreed",
        0 < (lead.by_receipt_ms or 0) <= LEAD_S * 1000 and lead.word == "late",
        f"{lead.by_receipt_ms} ms, {lead.word}",
    )

    ours = await bravo.send(
        "Q6", protest(play, "The notice came too late to act on.", name), by=bravo_two
    )
    theirs = await alpha.send("Q6", protest(play, "The notice came as agreed.", name), by=alpha_two)
    await world.settle()
    play.step(f"BRAVO claims one thing ({ours}), ALPHA another ({theirs})")
    for party, seat in (("ALPHA", alpha), ("BRAVO", bravo)):
        pages = [page_of(world[party], seat.message(claim)) for claim in (ours, theirs)]
        play.check(f"{party} lists both claims unchanged",
                   "too late to act on" in pages[0] and "as agreed" in pages[1])  # fmt: skip
        said = judges([notices_text(books_of(world[party])), *seat.message(name).late])
        play.same(f"{party}'s book prints no verdict", said, [])
    bodies = {
        claim: (alpha.message(claim).body, bravo.message(claim).body) for claim in (ours, theirs)
    }
    play.check("to the byte the same on both sides", all(a == b for a, b in bodies.values()))


SCENARIO = Scenario(
    "F05",
    "Too late and vague",
    (Source("Il-20, 17 September 2018: a warning under a minute ahead, as one side says; the other disputes it.", "disputed"),),
    "Both books compute the same lead, from receipt and from release, and say LATE only where both clocks agree; the claims of both stand unchanged, without a verdict.",
    _play,
)  # fmt: skip
