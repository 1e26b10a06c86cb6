"""Forms that a charter turns on, and the parties' own: composed, read, amended, by two stations."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from directline.books import NAMES, Books, Entry, Rules
from directline.catalogue import load
from directline.catalogue.encoded import render_encoded
from directline.errors import LocalProtocolError
from directline.line.effects import Draft
from directline.station import founding
from directline.station.station import Station
from directline.station.views import MessageView
from directline.transcript import verify_bundle
from directline.wire.values import Kind, Precedence
from tests.support.ownforms import FILES, FILES_2, INPUTS
from tests.support.stations import Founded, found, login, running, until

pytestmark = pytest.mark.xdist_group("stations")
SPACE = {
    "space_event": "re-entry",
    "object_number": "12345",
    "expected_at": "2026-12-01T10:00Z",
    "space_request": "data",
}


async def released(station: Station, form: str, inputs: dict[str, str]) -> MessageView:
    """Drafted by one officer and released by another."""
    draft = await station.desk.draft(await login(station), form, inputs)
    assert draft.errors == ()
    return await station.desk.release(await login(station, "two"), draft.id)


async def arrived(station: Station, name: str) -> MessageView:
    """A message at the other side, once it is there."""
    one = await login(station)

    def there() -> bool:
        with contextlib.suppress(LocalProtocolError):
            return station.desk.message(one, name).stored
        return False

    await until(there, f"{name} arrives")
    return station.desk.message(one, name)


async def forced(station: Station, like: MessageView) -> MessageView:
    """The same words again, past the desk: what a station of other making might send."""
    draft = Draft(
        Kind.MESSAGE, like.body, Precedence(like.precedence), drill=False,
        addressees=0b10,
    )  # fmt: skip
    key = await station.runtime.release(draft)
    return station.desk.message(await login(station), station.watch.index.id_of(key))


def shown(station: Station, message: MessageView, language: str = "en") -> tuple[str, bool]:
    """Title, and whether it is shown raw."""
    view = station.catalogue.under(message.charter_version)
    rendered = render_encoded(view, message.body, language)
    return rendered.title, rendered.unknown


def amend(founded: tuple[Founded, Founded], **changes: object) -> None:
    """Both sign a later version and take it into their homes."""
    digest = load().digest
    before = founded[0].line.signed()
    draft = founding.draft_amendment(before, terms={}, **changes)  # type: ignore[arg-type]
    copies = [founding.sign_charter(draft, one.keys, catalogue=digest) for one in founded]
    whole = founding.combine(copies)
    for one in founded:
        founding.amend_line(one.line, one.keys, whole, catalogue=digest)


@contextlib.asynccontextmanager
async def under(founded: tuple[Founded, Founded], version: int) -> AsyncIterator[list[Station]]:
    """Both stations, once this version is in force at both: they begin anew for it."""
    async with running(*founded) as stations:
        for station in stations:
            if station.charter.version != version:
                await asyncio.wait_for(station.again.wait(), 60)
    async with running(*founded) as stations:
        assert [station.charter.version for station in stations] == [version, version]
        yield stations


def books(station: Station) -> dict[str, bytes]:
    """The digests of all books, as this station folds its store."""
    held = Books(Rules(station.charter, station.catalogue))
    held.take(
        [
            Entry((r.party, r.generation, r.position), r.leaf, r.header, r.body)
            for _, r in station.store.entries(on_damage=lambda _: None)
        ]
    )
    return {name: held.digest(name) for name in NAMES}


@pytest.mark.spec("FORM-50", "FORM-54")
async def test_a_line_writes_and_reads_what_its_charter_has_turned_on(tmp_path: Path) -> None:
    both = found(tmp_path, profiles=("space",), forms=FILES)
    async with running(*both) as (alpha, bravo):
        early = await released(alpha, "X4", SPACE)
        nets = await released(alpha, "P-NETS", INPUTS)
        for message in (early, nets):
            there = await arrived(bravo, message.id)
            assert shown(bravo, there) == shown(alpha, message)
            assert not shown(bravo, there)[1]
        assert shown(bravo, nets, "ru")[0] == "Поставлены сети: обходить"
        with pytest.raises(
            LocalProtocolError, match="L11 belongs to the profile watch, which is off"
        ):
            await alpha.desk.draft(await login(alpha), "L11", {})
        kept = await alpha.desk.draft(await login(alpha), "X4", SPACE)

    amend(both, profiles=(), forms=FILES_2)
    async with under(both, 2) as (alpha, bravo):
        for station in (alpha, bravo):
            one = await login(station)
            for message in (early, nets):
                again = station.desk.message(one, message.id)
                assert again.charter_version == 1
                assert shown(station, again) == shown(station, message)
                assert not shown(station, again)[1]
            assert station.catalogue.find("X4") is None
        for attempt in (
            alpha.desk.draft(await login(alpha), "X4", SPACE),
            alpha.desk.release(await login(alpha, "two"), kept.id),
        ):
            with pytest.raises(
                LocalProtocolError, match="X4 belongs to the profile space, which is off"
            ):
                await attempt
        waiting = alpha.desk.view(await login(alpha)).drafts
        assert [(d.form, d.errors[-1][1]) for d in waiting] == [("X4", "X4")]
        trawl = await released(alpha, "P-NETS", INPUTS | {"gear": "trawl"})
        there = await arrived(bravo, trawl.id)
        assert (there.form_version, there.charter_version) == (2, 2)
        assert shown(bravo, there) == ("Nets or a trawl: steer clear", False)

        strange = await forced(alpha, early)
        there = await arrived(bravo, strange.id)
        assert there.level == 2, "stored and receipted"
        assert shown(bravo, there)[1], "and shown raw"
        assert bravo.watch.index.item(bravo.watch.index.key_of(strange.id)).form is None

        def same() -> bool:
            return alpha.watch.index.serial == bravo.watch.index.serial

        await until(same, "both hold the same")
        assert books(alpha) == books(bravo)
        data = await alpha.desk.export(await login(alpha))
    report = verify_bundle(data)
    assert report.ok
    titles = {(m.form, m.form_version): m.title for m in report.messages}
    assert titles["P-NETS", 1] == "Nets are set: steer clear"
    assert titles["P-NETS", 2] == "Nets or a trawl: steer clear"
