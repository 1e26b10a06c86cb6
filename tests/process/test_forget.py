"""What a message said is forgotten by two officers; its place stays, the tree verifies."""

from pathlib import Path

import pytest

from directline.errors import AccessError, LocalProtocolError
from directline.station.station import Station
from directline.station.views import SessionView
from directline.transcript import verify_bundle
from tests.process.test_two_stations import CLARIFY, READ_BACK, STOP
from tests.support.authenticator import SoftKey
from tests.support.stations import found, login, running, until

HERE = "http://localhost:8443"
SECRET = "the very words that are to go"


async def released(station: Station, one: SessionView, two: SessionView, **more: str) -> str:
    await until(lambda: station.runtime.status().ready, "the comparison after the start")
    draft = await station.desk.draft(one, "Q1", {**CLARIFY, **more})
    return (await station.desk.release(two, draft.id)).id


async def closed(alpha: Station, bravo: Station, duty: SessionView, name: str) -> None:
    """BRAVO declines, and ALPHA has that."""
    await until(lambda: name in {m.id for m in bravo.desk.view(duty).messages}, "it arrives", 30)
    await bravo.desk.open(duty, name)
    await bravo.desk.decline(duty, name, "not-now")
    key = alpha.watch.index.key_of(name)
    await until(lambda: not alpha.watch.index.item(key).open, "the answer is here", 30)


def held_of(station: Station, name: str) -> tuple[bytes | None, bytes | None]:
    record = station.store.entry(*station.watch.index.key_of(name))
    assert record is not None
    return record.body, record.salt


async def test_two_officers_forget_and_everything_still_verifies(tmp_path: Path) -> None:
    ours, theirs = found(tmp_path)
    async with running(ours, theirs) as (alpha, bravo):
        one, two, duty = await login(alpha), await login(alpha, "two"), await login(bravo)
        key = SoftKey()
        options = await alpha.desk.begin_passkey(
            two, "four words nobody guesses", origin=HERE, address="::1"
        )
        await alpha.desk.add_passkey(two, "key", key.create(options))
        draft = await alpha.desk.draft(one, "Q1", {**CLARIFY, "cause": SECRET})
        options = alpha.desk.begin_approval(two, draft.id, mark=draft.mark, origin=HERE)
        name = (await alpha.desk.release(two, draft.id, approval=key.get(options))).id
        assert alpha.office.passkeys.verify() == 1
        with pytest.raises(LocalProtocolError, match="still open"):
            await alpha.desk.ask_forgetting(one, [name], "retention rule 3")
        await closed(alpha, bravo, duty, name)
        with pytest.raises(LocalProtocolError, match="needs a reason"):
            await alpha.desk.ask_forgetting(one, [name], " ")
        asked = await alpha.desk.ask_forgetting(one, [name], "retention rule 3")
        assert alpha.desk.forgetting(two) == (asked,)
        with pytest.raises(AccessError, match="the officer who asked"):
            await alpha.desk.do_forgetting(one, asked.number)
        assert None not in held_of(alpha, name)

        assert await alpha.desk.do_forgetting(two, asked.number) == (name,)
        assert held_of(alpha, name) == (None, None)
        assert None not in held_of(bravo, name)
        assert alpha.desk.forgetting(one) == ()
        assert alpha.desk.message(one, name).body == b""
        assert alpha.office.passkeys.verify() == 0  # and nothing tells of its words either
        with pytest.raises(LocalProtocolError, match="does not wait"):
            await alpha.desk.do_forgetting(two, asked.number)

        line = next(
            row for row in alpha.desk.watch_log(one, limit=20) if row.what == "log-forgotten"
        )
        assert line.args["messages"] == name
        assert line.args["reason"] == "retention rule 3"
        assert (line.officer, line.args["asked"]) == (two.officer.name, one.officer.name)
        verify_bundle(await alpha.scribe.export())
        verify_bundle(await bravo.scribe.export())
    for file in (*ours.line.path.rglob("*"), *ours.home.path.glob("desk.db*")):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file.name
    async with running(ours, theirs) as (alpha, bravo):
        one = await login(alpha)
        assert alpha.desk.message(one, name).body == b""
        alpha.office.log.verify()
        await until(lambda: alpha.runtime.status().ready, "the comparison after the start", 30)
        again = await released(alpha, one, await login(alpha, "two"))
        assert again != name


async def test_what_was_read_back_is_forgotten_with_its_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = found(tmp_path)
    async with running(ours, theirs) as (alpha, bravo):
        one, two, duty = await login(alpha), await login(alpha, "two"), await login(bravo)
        draft = await alpha.desk.draft(one, "I1", STOP)
        name = (await alpha.desk.release(two, draft.id)).id
        await until(lambda: name in {m.id for m in bravo.desk.view(duty).messages}, "arrives", 60)
        await bravo.desk.open(duty, name)
        await bravo.desk.read_back(duty, name, READ_BACK)
        await bravo.desk.decline(duty, name, "not-now")
        index = alpha.watch.index
        key = index.key_of(name)
        await until(lambda: not index.item(key).open, "the answer is here", 60)
        told = [(s.level, s.at_ms, s.reason) for s in index.thread(key).steps]
        receipts = [s.entry for s in index.thread(key).steps]
        assert any(s.read_back for s in index.thread(key).steps)
        at_bravo = await login(bravo, "two")
        with monkeypatch.context() as patched:
            patched.setattr(bravo.watch.index.ladder, "delivered", lambda *_: None)
            with pytest.raises(LocalProtocolError, match="our receipts"):
                await bravo.desk.ask_forgetting(at_bravo, [name], "retention rule 3")
        asked = await alpha.desk.ask_forgetting(one, [name], "retention rule 3")
        await alpha.desk.do_forgetting(two, asked.number)
        assert not index.item(key).open
        for place in receipts:
            record = alpha.store.entry(*place)
            assert record is not None
            assert (record.body, record.salt) == (None, None)
        verify_bundle(await alpha.scribe.export())
    async with running(ours, theirs) as (alpha, bravo):
        index = alpha.watch.index
        steps = index.thread(key).steps
        assert [(s.level, s.at_ms, s.reason) for s in steps] == told
        assert not any(s.read_back or s.call_sign for s in steps)
        assert not index.item(key).open
        assert alpha.desk.message(await login(alpha), name).body == b""
        # ALPHA's next entry tells BRAVO that its receipts are here, and then it forgets too.
        await until(lambda: alpha.runtime.status().ready, "the comparison after the start", 60)
        again = await released(alpha, await login(alpha), await login(alpha, "two"))
        at_bravo, duty = await login(bravo, "two"), await login(bravo)
        await until(lambda: again in {m.id for m in bravo.desk.view(duty).messages}, "arrives", 60)
        asked = await bravo.desk.ask_forgetting(at_bravo, [name], "retention rule 3")
        assert await bravo.desk.do_forgetting(duty, asked.number) == (name,)
        assert not any(s.read_back for s in bravo.watch.index.thread(key).steps)


async def test_what_others_still_need_is_not_forgotten(tmp_path: Path) -> None:
    alpha = found(tmp_path)[0]
    async with running(alpha) as (station,):
        one, two = await login(station), await login(station, "two")
        name = await released(station, one, two)
        flash = await station.desk.draft(one, "I1", STOP)
        urgent = (await station.desk.release(one, flash.id)).id
        for wanted in ([name], [urgent], [name, urgent]):
            with pytest.raises(LocalProtocolError):
                await station.desk.ask_forgetting(one, wanted, "retention rule 3")
        with pytest.raises(LocalProtocolError, match="1 to 32"):
            await station.desk.ask_forgetting(one, [], "retention rule 3")
        with pytest.raises(LocalProtocolError, match="does not wait"):
            await station.desk.drop_forgetting(one, 1)
