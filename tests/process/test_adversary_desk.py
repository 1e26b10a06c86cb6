"""Two-person release and a full disk, tried by somebody who wants to get round them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from directline.errors import AccessError, CustodyError, LocalProtocolError, StoreFullError
from directline.line.effects import PersistRoots
from directline.station import logs
from directline.station.station import Station
from directline.store.connection import SqlValue
from tests.process.test_two_stations import CLARIFY, STOP
from tests.support.stations import found, login, running


def fill(station: Station) -> None:
    """From now on `desk.db` takes no byte more."""
    plain = station.db.run

    def refusing(run: Callable[..., object]) -> Callable[..., object]:
        def full(sql: str, values: Sequence[SqlValue] = ()) -> object:
            if sql.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}:
                raise StoreFullError("the disk is full")
            return run(sql, values)

        return full

    station.db.run = refusing(plain)  # type: ignore[method-assign, assignment]
    station.db.insert = refusing(station.db.insert)  # type: ignore[method-assign, assignment]


async def test_whoever_changes_what_is_sent_has_drafted_it(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        draft = await alpha.desk.draft(one, "Q1", CLARIFY, language="en")
        changed = await alpha.desk.draft(two, "Q1", CLARIFY, draft_id=draft.id, language="ru")
        assert changed.drafter_id == two.officer.id
        with pytest.raises(AccessError):
            await alpha.desk.release(two, draft.id)


async def test_a_draft_that_was_changed_after_the_review_is_not_released(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        reviewed = await alpha.desk.draft(one, "Q1", CLARIFY)
        other = CLARIFY | {"questions": "Another question?"}
        changed = await alpha.desk.draft(one, "Q1", other, draft_id=reviewed.id)
        assert changed.mark != reviewed.mark
        with pytest.raises(LocalProtocolError, match="changed after you reviewed"):
            await alpha.desk.release(two, reviewed.id, mark=reviewed.mark)
        assert (await alpha.desk.release(two, reviewed.id, mark=changed.mark)).form == "Q1"


async def test_saving_without_a_change_keeps_drafter_and_mark(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        draft = await alpha.desk.draft(one, "Q1", CLARIFY)
        saved = await alpha.desk.draft(two, "Q1", CLARIFY, draft_id=draft.id)
        assert (saved.drafter_id, saved.mark) == (one.officer.id, draft.mark)


async def test_a_flash_goes_though_desk_db_has_no_room(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        draft = await alpha.desk.draft(one, "I1", STOP)
        fill(alpha)
        released = await alpha.desk.release(one, draft.id, mark=draft.mark)
        assert released.form == "I1"
        assert alpha.desk.draft_views() == ()
        with pytest.raises(LocalProtocolError):
            await alpha.desk.release(one, draft.id)
        alpha.watch.anomaly("BRAVO", "a rule", alpha.clock.now_ms())


async def test_roots_that_cannot_be_written_stop_nothing_else(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        one = await login(alpha)
        runtime = alpha.runtime

        def refuse(_sealed: bytes) -> None:
            raise CustodyError("the roots file cannot be written")

        runtime._roots = refuse
        context = runtime.line._ctx
        refused: list[str] = []
        context.persist_roots(lambda _: None, lambda _full, reason, _now: refused.append(reason))
        assert any(isinstance(effect, PersistRoots) for effect in context.effects)
        draft = await alpha.desk.draft(one, "I1", STOP)
        assert (await alpha.desk.release(one, draft.id)).form == "I1"
        assert refused


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    stream = logs.configure(file=Path("/dev/full"))
    try:
        print("one line", file=stream, flush=True)
    finally:
        stream.close()
        logs.configure()


async def test_the_next_watch_logs_in_though_desk_db_has_no_room(tmp_path: Path) -> None:
    async with running(found(tmp_path)[0]) as (alpha,):
        fill(alpha)
        one = await login(alpha)
        draft_free = alpha.desk.session(one.token)
        assert draft_free is not None
        assert draft_free.officer.name == one.officer.name
        with pytest.raises(AccessError):
            await alpha.desk.login("two", "a wrong passphrase", terminal="t", address="192.0.2.1")
        with pytest.raises(AccessError, match="too soon"):
            await login(alpha, "two")
        await alpha.desk.logout(one.token)
        assert alpha.desk.session(one.token) is None
