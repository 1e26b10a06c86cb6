"""An undertaking between two real stations: offered, accepted, claimed about, and held to terms."""

from pathlib import Path

import pytest

from directline.books import Books, Entry, Rules
from directline.books.claims import claims_at
from directline.books.standing import UndertakingView, undertakings_at
from directline.catalogue import iso_instant
from directline.errors import LocalProtocolError
from directline.station.station import Station
from directline.station.views import MessageView
from tests.support.stations import found, login, running, until
from tests.unit.catalogue.samples import SAMPLES

pytestmark = pytest.mark.xdist_group("stations")
DAY_MS = 86_400_000


def book(station: Station) -> Books:
    """All books, as this station folds its store."""
    held = Books(Rules(station.charter, station.catalogue))
    held.take(
        [
            Entry((r.party, r.generation, r.position), r.leaf, r.header, r.body)
            for _, r in station.store.entries(on_damage=lambda _: None)
        ]
    )
    return held


def seen(station: Station, at_ms: int) -> list[UndertakingView]:
    return undertakings_at(book(station).undertakings, at_ms)


async def released(station: Station, form: str, inputs: dict[str, str]) -> MessageView:
    draft = await station.desk.draft(await login(station), form, inputs)
    assert draft.errors == ()
    return await station.desk.release(await login(station, "two"), draft.id)


async def test_an_undertaking_is_accepted_claimed_about_and_held_to_its_terms(
    tmp_path: Path,
) -> None:
    both = found(tmp_path, profiles=("undertakings",))
    async with running(*both) as (alpha, bravo):
        now_ms = alpha.clock.now_ms()
        terms = SAMPLES["U1"] | {
            "undertaking_kind": "joint", "humanitarian": "yes", "start_kind": "on-acceptance",
            "ending": "until-denounced", "condition_text": "", "attested_by": "",
            "starts_at": "", "ends_at": "",
        }  # fmt: skip
        offer = await released(alpha, "U1", terms)
        await until(lambda: len(seen(bravo, now_ms)) == 1, "the offer at BRAVO")
        await bravo.desk.answer(await login(bravo), offer.id, "ACCEPT")
        later_ms = now_ms + DAY_MS
        await until(lambda: seen(alpha, later_ms)[0].state == "in-force", "the acceptance at ALPHA")

        claim = await released(alpha, "Q6", SAMPLES["Q6"] | {"ref": offer.id})
        reply = {"ref": claim.id, "claim_reply": "denied", "counter_claim": ""}
        await until(lambda: claims_at(book(bravo).undertakings, now_ms) != [], "the claim at BRAVO")
        await released(bravo, "U3", SAMPLES["U3"] | reply)
        await until(
            lambda: claims_at(book(alpha).undertakings, now_ms)[0].state == "contested",
            "the reply at ALPHA",
        )

        act = SAMPLES["U2"] | {
            "ref": offer.id, "claim": claim.id, "effect_at": iso_instant(later_ms // 1000 * 1000),
        }  # fmt: skip
        two = await login(alpha, "two")
        untrue = await alpha.desk.draft(await login(alpha), "U2", act)
        with pytest.raises(LocalProtocolError, match="it is humanitarian"):
            await alpha.desk.release(two, untrue.id)
        truly = await alpha.desk.draft(await login(alpha), "U2", act | {"humanitarian": "yes"})
        assert [field for field, *_ in truly.errors] == ["claim"]
        early = {"undertaking_act": "denounce", "ground": "own-terms", "claim": ""}
        short = await alpha.desk.draft(
            await login(alpha), "U2", act | early | {"humanitarian": "yes"}
        )
        with pytest.raises(LocalProtocolError, match="72 hours after"):
            await alpha.desk.release(two, short.id)
        assert seen(alpha, later_ms)[0].acts == ()
        name = "undertakings"
        await until(lambda: book(alpha).digest(name) == book(bravo).digest(name), "equal books")
