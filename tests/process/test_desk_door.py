"""The desk's door over a real station: log-ins, systems' drafts, terminals, relief, the stream."""

import asyncio
from pathlib import Path

import pytest

from directline.catalogue import load
from directline.errors import AccessError, LocalProtocolError
from directline.station.station import Station
from directline.station.views import Silence
from tests.process.test_two_stations import CLARIFY, STOP, held, kinds
from tests.support.stations import PASSPHRASE, found, login, running, until, with_terms


async def test_a_wrong_passphrase_is_slow_counted_and_logged(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        with pytest.raises(AccessError, match="wrong"):
            await alpha.desk.login("one", "not this one", terminal="t", address="192.0.2.1")
        with pytest.raises(AccessError, match="too soon"):
            await login(alpha)
        assert alpha.office.officers.failures("one") == 1
        session = await login(alpha, "two")
        whats = [row.what for row in alpha.desk.watch_log(session, limit=10)]
        assert whats[:2] == ["log-login", "log-login-refused"]
        assert PASSPHRASE not in repr(session)
        assert session.token not in repr(session)


async def test_an_ended_log_in_can_do_and_read_nothing(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        session = await login(alpha)
        await alpha.desk.logout(session.token)
        await alpha.desk.logout(session.token)
        assert alpha.desk.session(session.token) is None
        with pytest.raises(AccessError):
            alpha.desk.view(session)
        with pytest.raises(AccessError):
            await alpha.desk.draft(session, "I1", STOP)
        with pytest.raises(AccessError):
            await alpha.desk.note(session, "x")


async def test_a_form_is_written_only_while_its_profile_is_on(tmp_path: Path) -> None:
    status = {"on_watch": "yes", "languages": "en", "next_relief": "2026-11-22T06:00Z"}
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        with pytest.raises(LocalProtocolError, match="profile watch"):
            await alpha.desk.draft(one, "L11", status)
        assert alpha.desk.room is not None
        alpha.desk.room.catalogue = load(frozenset({"watch"}))
        draft = await alpha.desk.draft(one, "L11", status)
        assert not draft.errors
        alpha.desk.room.catalogue = load(frozenset())
        with pytest.raises(LocalProtocolError, match="profile watch"):
            await alpha.desk.release(two, draft.id)
        alpha.desk.room.catalogue = load(frozenset({"watch"}))
        assert (await alpha.desk.release(two, draft.id)).form == "L11"


async def test_a_system_drafts_and_two_officers_release(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        token = alpha.office.tokens.make("sensor", now_ms=1)
        assert alpha.desk.api_token(token) == "sensor"
        assert alpha.desk.api_token("guess") is None
        draft = await alpha.desk.draft("sensor", "Q1", CLARIFY, source="api")
        assert (draft.drafter, draft.drafter_id) == ("sensor", 0)
        with pytest.raises(AccessError, match="taken this draft over"):
            await alpha.desk.release(one, draft.id)
        with pytest.raises(AccessError, match="may not raise"):
            await alpha.desk.draft("sensor", "Q1", CLARIFY, precedence=3)
        with pytest.raises(AccessError, match="its own drafts"):
            await alpha.desk.draft("other", "Q1", CLARIFY, draft_id=draft.id)
        taken = await alpha.desk.draft(one, "Q1", CLARIFY, draft_id=draft.id)
        assert taken.drafter_id == one.officer.id
        with pytest.raises(AccessError):
            await alpha.desk.draft("sensor", "Q1", CLARIFY, draft_id=draft.id)
        with pytest.raises(AccessError):
            await alpha.desk.release(one, draft.id)
        assert (await alpha.desk.release(two, draft.id)).form == "Q1"
        with pytest.raises(LocalProtocolError, match="no draft"):
            await alpha.desk.release(two, draft.id)


async def test_raising_the_precedence_takes_a_second_officer(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        draft = await alpha.desk.draft(one, "Q1", CLARIFY)
        raised = await alpha.desk.draft(two, "Q1", CLARIFY, draft_id=draft.id, precedence=3)
        assert (raised.raised_by, raised.drafter_id) == ("Officer Two of ALPHA", one.officer.id)
        for session in (one, two):
            with pytest.raises(AccessError):
                await alpha.desk.release(session, draft.id)
        lowered = await alpha.desk.draft(one, "Q1", CLARIFY, draft_id=draft.id, precedence=0)
        assert [error[0] for error in lowered.errors] == ["precedence"]
        with pytest.raises(LocalProtocolError, match="IMMEDIATE or above"):
            await alpha.desk.release(two, draft.id)


async def test_wrong_fields_come_back_with_what_was_typed_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    parties = found(tmp_path)
    async with running(parties[0]) as (alpha,):
        one = await login(alpha)
        bad = {**STOP, "since": "tomorrow 0800", "hit": ""}
        draft = await alpha.desk.draft(one, "I1", bad)
        assert {error[0] for error in draft.errors} == {"since", "hit"}
        assert draft.inputs["since"] == "tomorrow 0800"
        assert draft.body is None
    async with running(parties[0]) as (alpha,):
        again = alpha.desk.draft_view(one, draft.id)
        assert (again.inputs, again.errors) == (draft.inputs, draft.errors)
        await alpha.desk.discard(one, draft.id)
        with pytest.raises(LocalProtocolError):
            alpha.desk.draft_view(one, draft.id)


async def test_a_draft_that_was_released_just_before_a_crash_is_not_offered_again(
    tmp_path: Path,
) -> None:
    parties = found(tmp_path)
    async with running(parties[0]) as (alpha,):
        one = await login(alpha)
        draft = await alpha.desk.draft(one, "I1", STOP)
        alpha.office.drafts.discard = lambda draft_id: False  # type: ignore[method-assign]
        await alpha.desk.release(one, draft.id)
        assert alpha.desk.draft_view(one, draft.id).form == "I1"
    async with running(parties[0]) as (alpha,):
        assert alpha.desk.view(one).drafts == ()


async def test_receipts_cannot_be_composed_and_forms_must_exist(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        for form in ("L4", "Z9"):
            with pytest.raises(LocalProtocolError):
                await alpha.desk.draft(one, form, {})


async def test_a_terminal_shows_the_line_rings_a_flash_and_is_no_presence(tmp_path: Path) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        code = bravo.office.terminals.code("wall", now_ms=bravo.clock.now_ms())
        cookie = await bravo.desk.enrol(code)
        assert bravo.desk.terminal(cookie) == "wall"
        await bravo.desk.presence("wall", desk="wall", visible=True, audible=True)
        one = await login(alpha)
        released = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: bravo.desk.terminal_view().sounding, "the terminal rings")
        board = bravo.desk.terminal_view()
        assert board.flashes == ((3, "I1", "ALPHA"),)
        assert {(alarm.message_id, len(alarm.args)) for alarm in board.alarms} == {("", 0)}
        await bravo.desk.silence("wall", None)
        assert not bravo.desk.terminal_view().sounding
        peers = alpha.desk.view(one).peers
        assert peers[0].desk_attended is False
        assert peers[0].silence is Silence.NOBODY_AT_DESK
        duty = await login(bravo)
        await until(
            lambda: alpha.desk.view(one).peers[0].desk_attended is True, "attended is told at once"
        )
        await bravo.desk.decline(duty, released.id, "not-competent")
        await until(lambda: alpha.desk.message(one, released.id).closed, "the decline")
        assert alpha.desk.message(one, released.id).silence is Silence.DECLINED


async def test_relief_is_signed_by_two_and_lists_what_is_open(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        released = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        with pytest.raises(LocalProtocolError, match="another officer"):
            await alpha.desk.relief(one, "one", PASSPHRASE)
        with pytest.raises(AccessError):
            await alpha.desk.relief(one, "two", "wrong passphrase")
        await asyncio.sleep(1.1)
        items = await alpha.desk.relief(one, "two", PASSPHRASE)
        assert items[0].startswith(f"{released.id} I1 FLASH")
        row = alpha.desk.watch_log(one, limit=1)[0]
        assert (row.what, row.officer) == (
            "log-relief", "Officer One of ALPHA, Officer Two of ALPHA",
        )  # fmt: skip


async def test_line_tests_go_both_ways_and_only_the_last_stays_open(tmp_path: Path) -> None:
    terms = with_terms(test_interval_ms=400)
    async with running(*found(tmp_path, terms)) as (alpha, bravo):
        one = await login(alpha)
        sent = await alpha.desk.line_test(one)
        await until(lambda: held(bravo, sent.id), "the test by hand")
        await until(
            lambda: len(bravo.watch.index.test_heard_ms) == 2, "scheduled tests of both sides"
        )
        assert bravo.watch.index.person_heard_ms == {}


async def test_blackout_is_an_alarm_at_both_ends_in_the_charters_time(tmp_path: Path) -> None:
    terms = with_terms(heartbeat_ms=200, blackout_ms=800)
    async with running(*found(tmp_path, terms)) as (alpha, bravo):
        await until(lambda: len(alpha.bearers.links()) == 2, "both connections")
        await bravo.bearers.stop()
        await until(lambda: "blackout" in kinds(alpha), "ALPHA hears nothing and says so")
        await until(lambda: "blackout" in kinds(bravo), "so does BRAVO")
        view = alpha.desk.view(await login(alpha)).peers[0]
        assert (view.silence, view.blackout) == (Silence.UNREACHABLE, True)


async def test_a_disk_that_is_full_is_said_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    from directline.errors import StoreFullError

    terms = with_terms(heartbeat_ms=500, blackout_ms=5_000)
    async with running(*found(tmp_path, terms)) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        commit = bravo.store.commit

        def full(*_: object, **__: object) -> list[int]:
            raise StoreFullError("the disk is full")

        bravo.store.commit = full  # type: ignore[method-assign]
        released = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: "not-stored" in kinds(bravo), "shown as not stored")
        shown = bravo.desk.message(duty, released.id)
        assert (shown.stored, shown.unread) == (False, True)
        with pytest.raises(LocalProtocolError, match="could not be stored"):
            await bravo.desk.open(duty, released.id)
        assert alpha.desk.message(one, released.id).level == 0
        with pytest.raises(StoreFullError, match="nothing was released"):
            await bravo.desk.release(duty, (await bravo.desk.draft(duty, "I1", STOP)).id)
        bravo.store.commit = commit  # type: ignore[method-assign]
        await until(lambda: held(bravo, released.id), "sent again and stored")
        await until(lambda: alpha.desk.message(one, released.id).level == 2, "and receipted")


async def test_the_stream_names_serials_and_states(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        heard: list[tuple[int | None, str]] = []

        async def follow() -> None:
            async for change in alpha.desk.changes(after_serial=None):
                heard.append(change)  # noqa: PERF401 - the test looks while it grows

        task = asyncio.create_task(follow())
        await until(lambda: len(heard) >= 5, "the states on connect")
        await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: (1, "messages") in heard, "the entry with its serial")
        alpha.watch.changes.close()
        await task


async def test_the_whole_desk_is_one_view(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        await alpha.desk.presence(one, desk="d", visible=True, audible=True, heard=True)
        view = alpha.desk.view(one)
        assert (view.party, view.line_name, view.starting) == ("ALPHA", "NORTHERN AIR", "")
        assert view.charter_fingerprint.count("-") == 9
        assert (view.audible_desks, view.mute_desks) == (1, 0)
        assert [officer.login for officer in view.officers_on_watch] == ["one"]
        assert view.callback == {"ALPHA": "+10 000 0000", "BRAVO": "+10 000 0000"}
        assert view.peers[0].silence is Silence.UNREACHABLE


def test_the_door_is_the_desk() -> None:
    """Every method of the protocol is there, under its name."""
    from directline.station.desk import Desk
    from directline.station.deskdoor import StationDesk

    names = {name for name in vars(Desk) if not name.startswith("_")}
    assert names <= {name for name in dir(StationDesk) if not name.startswith("_")}
    assert Station is not None
