"""Officers approve what they release by passkey: bound to its very bytes, once, by its owner."""

from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import AccessError, LocalProtocolError, VerificationError
from directline.station.config import PasskeyRule
from directline.station.station import Station
from directline.station.views import SessionView
from tests.process.test_two_stations import CLARIFY, STOP
from tests.support.authenticator import PRESENT, SoftKey, named
from tests.support.stations import PASSPHRASE, found, login, running

HERE = "http://localhost:8443"


async def registered(station: Station, who: SessionView, key: SoftKey, origin: str = HERE) -> None:
    options = await station.desk.begin_passkey(who, PASSPHRASE, origin=origin, address="::1")
    await station.desk.add_passkey(who, key.name.decode(), key.create(options))


def said(station: Station, who: SessionView) -> list[str]:
    return [line.what for line in station.desk.watch_log(who, limit=50)]


async def test_a_release_is_approved_and_the_approval_stays_provable(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    alpha.home.save_config(replace(alpha.home.config(), passkeys=PasskeyRule(("FLASH",), ("Q1",))))
    async with running(alpha) as (station,):
        one, two = await login(station), await login(station, "two")
        draft = await station.desk.draft(one, "Q1", CLARIFY)
        assert draft.needs_passkey
        with pytest.raises(AccessError, match="only with the officer's passkey"):
            await station.desk.release(two, draft.id, mark=draft.mark)
        with pytest.raises(AccessError, match="no passkey for localhost"):
            station.desk.begin_approval(two, draft.id, mark=draft.mark, origin=HERE)
        for key in (SoftKey(b"ec key"), SoftKey(b"ed key", ed25519=True)):
            await registered(station, two, key)
            draft = await station.desk.draft(one, "Q1", CLARIFY)
            options = station.desk.begin_approval(two, draft.id, mark=draft.mark, origin=HERE)
            assert named(options, key)
            released = await station.desk.release(
                two, draft.id, mark=draft.mark, approval=key.get(options)
            )
            assert released.ours
        assert station.office.passkeys.verify() == 2
        log = station.desk.watch_log(two, limit=50)
        assert [line.args["message"] for line in log if line.what == "log-approved"] == [
            "ALPHA 2", "ALPHA 1",
        ]  # fmt: skip
        flash = await station.desk.draft(one, "I1", STOP)
        assert flash.needs_passkey

        await station.desk.remove_passkey(two, station.desk.passkeys(two)[0].id)
        assert [key.name for key in station.desk.passkeys(two)] == ["ed key"]
        assert station.office.passkeys.verify() == 2
        assert {"log-passkey-added", "log-passkey-removed"} <= set(said(station, two))
        rows = station.db.run("SELECT subject FROM approvals")
        assert len(rows) == 2
        station.db.run("DROP TRIGGER approvals_are_final")
        station.db.run("UPDATE approvals SET subject = x'00' WHERE id = 2")
        with pytest.raises(VerificationError, match="approval 2"):
            station.office.passkeys.verify()


async def test_what_is_not_exactly_this_approval_releases_nothing(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    async with running(alpha) as (station,):
        one, two = await login(station), await login(station, "two")
        mine, theirs = SoftKey(b"two's"), SoftKey(b"one's")
        await registered(station, two, mine)
        await registered(station, one, theirs)
        draft = await station.desk.draft(one, "Q1", CLARIFY)
        other = await station.desk.draft(one, "Q1", {**CLARIFY, "cause": "Something else."})
        desk = station.desk

        def begin() -> dict[str, object]:
            return desk.begin_approval(two, draft.id, mark=draft.mark, origin=HERE)

        async def refused(answer: object, match: str, where: str = draft.id) -> None:
            with pytest.raises(AccessError, match=match):
                await desk.release(two, where, approval=answer)  # type: ignore[arg-type]

        options = begin()
        await refused(mine.get(options), "approved something else", other.id)
        await refused(mine.get(options), "used before")  # that challenge is spent
        await refused(replace(mine.get(begin()), credential=b"another"), "not one of yours")
        await refused(theirs.get(begin()), "not one of yours")
        await refused(replace(theirs.get(begin()), credential=mine.name), "signature does not hold")
        elsewhere = replace(mine, origin="https://desk.example")
        await refused(elsewhere.get(begin()), "from another page")
        mine.changes = {"origin": "https://desk.example"}
        await refused(mine.get(begin()), "on another page")
        mine.changes = {"type": "webauthn.create"}
        await refused(mine.get(begin()), "another act")
        mine.changes = {"challenge": "AAAA"}
        await refused(mine.get(begin()), "approved something else")
        mine.changes, mine.flags = {}, PRESENT
        await refused(mine.get(begin()), "did not verify")
        mine.flags, kept = SoftKey().flags, mine.counter
        answer = mine.get(begin())
        await refused(replace(answer, content=answer.content[:-1] + b"\xff"), "does not hold")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("directline.station.approving.PENDING_MS", -1)
            await refused(mine.get(begin()), "came too late")

        changed = await desk.draft(one, "Q1", {**CLARIFY, "cause": "Changed."}, draft_id=draft.id)
        with pytest.raises(LocalProtocolError, match="was changed after you reviewed"):
            begin()
        options = desk.begin_approval(two, draft.id, mark=changed.mark, origin=HERE)
        await desk.draft(one, "Q1", {**CLARIFY, "cause": "Again."}, draft_id=draft.id)
        await refused(mine.get(options), "approved something else")

        assert station.runtime.status().position == 0
        assert station.office.passkeys.verify() == 0
        newest = desk.draft_view(two, draft.id)
        options = desk.begin_approval(two, draft.id, mark=newest.mark, origin=HERE)
        await desk.release(two, draft.id, mark=newest.mark, approval=mine.get(options))
        mine.counter = kept - 1
        options = desk.begin_approval(two, other.id, mark=other.mark, origin=HERE)
        await refused(mine.get(options), "counter went back", other.id)
        assert station.office.passkeys.verify() == 1


async def test_a_passkey_is_registered_by_its_officer_at_a_page_of_ours(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (station,):
        two = await login(station, "two")
        desk, key = station.desk, SoftKey()
        for origin in ("http://127.0.0.1:1", "http://desk.example", "https://[::1]:1", "null"):
            with pytest.raises(AccessError, match="need a name and a safe connection"):
                await desk.begin_passkey(two, PASSPHRASE, origin=origin, address="::1")
        await registered(station, two, key)
        with pytest.raises(LocalProtocolError, match="registered before"):
            await registered(station, two, key)
        options = await desk.begin_passkey(two, PASSPHRASE, origin=HERE, address="::1")
        answer = SoftKey(b"new").create(options)
        await desk.add_passkey(two, "", answer)
        with pytest.raises(AccessError, match="used before"):
            await desk.add_passkey(two, "", answer)
        with pytest.raises(LocalProtocolError, match="no passkey 99"):
            await desk.remove_passkey(two, 99)
        named_after_its_site = desk.passkeys(two)[-1]
        assert (named_after_its_site.name, named_after_its_site.site) == ("localhost", "localhost")
        with pytest.raises(AccessError, match="wrong"):
            await desk.begin_passkey(two, "not the passphrase", origin=HERE, address="::1")
