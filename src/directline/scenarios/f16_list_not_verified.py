"""F16: a list of sites was not verified, was leaked or not used, and protected nobody."""

from directline.books.sites import Site, sites
from directline.copies import reading_copies
from directline.scenarios.fixtures import site
from directline.scenarios.house import World
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of, page_of
from directline.transcript import verify_bundle

PROFILE = "humanitarian-notices"
RECIPIENTS = ("the commission", "the host")


def _site(world: World, party: str) -> Site:
    (found,) = sites(books_of(world[party]))
    return found


async def _play(play: Play) -> None:
    world = await play.line(profiles=(PROFILE,))
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    name = await alpha.send("H1", site(play), by=alpha_two)
    await world.settle()
    await bravo.open(name)
    play.step(f"{name} notes a site that nobody has verified")
    status, nothing = (
        play.word("choice-verified_by-nobody"),
        play.word("choice-effect-no-protection"),
    )
    page = page_of(world["BRAVO"], bravo.message(name))
    play.check("shown: its status and that it gives no protection stand beside it",
               status in page and nothing in page, f"{status}; {nothing}")  # fmt: skip

    copies = [await bravo.desk.evidence(bravo.session, [name], one) for one in RECIPIENTS]
    printed = reading_copies(copies[0], "en")["html"].decode()
    play.check("printed and exported: the same", status in printed and nothing in printed)
    log = [
        line
        for line in bravo.desk.watch_log(bravo.session, limit=50)
        if line.what == "log-evidence"
    ]
    wrote = [(line.args["recipient"], line.args["copy"], line.at_ms > 0) for line in reversed(log)]
    play.same("each export stands in the release log with recipient, copy and time",
              wrote, [(RECIPIENTS[0], "1", True), (RECIPIENTS[1], "2", True)])  # fmt: skip
    play.check("the two copies differ", copies[0] != copies[1], f"{len(copies[0])} bytes each")
    found = [" ".join(verify_bundle(copy).lines()) for copy in copies]
    play.check("and a copy that is found names its recipient",
               all(who in text for who, text in zip(RECIPIENTS, found, strict=True)),
               [next((line for line in verify_bundle(c).lines() if w in line), "") for c, w in zip(copies, RECIPIENTS, strict=True)])  # fmt: skip

    gone = await alpha.send(
        "H2", {"ref": name, "site_change": "withdrawn", "effective_at": play.z(3600)}, by=alpha_two
    )
    await world.settle()
    play.step(f"ALPHA withdraws it by {gone}")
    both = [_site(world, party) for party in ("ALPHA", "BRAVO")]
    play.check("both books show it withdrawn, from the same instant on",
               both[0] == both[1] and both[0].withdrawn_ms, both[0].withdrawn_ms)  # fmt: skip
    play.same("and still as not verified", both[0].verified_by, "nobody")


SCENARIO = Scenario(
    "F16",
    "A list not verified, and perhaps exploited",
    (
        Source("North-west Syria, 2019: coordinates on a list were not verified; listed sites were hit.", "found"),
        Source("A board of inquiry did not name who hit them.", "found"),
    ),
    "A site's status, and that it gives no protection, stand beside it wherever it is shown or printed; each copy is logged and names its recipient; a withdrawal stands in both books with its time.",
    _play,
)  # fmt: skip
