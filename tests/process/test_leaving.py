"""A party leaves a line of three for good; the two others go on; then the line ends."""

import contextlib
import hashlib
import io
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from directline.cli import main
from directline.errors import AccessError, DirectlineError, LocalProtocolError
from directline.line.effects import Draft, Notice, NoticeKind
from directline.station.alarms import AlarmKind
from directline.station.doctor import examine
from directline.station.station import Station
from directline.station.views import SessionView, Silence
from directline.transcript import verify_bundle
from directline.wire.body import Body, encode_body
from directline.wire.values import Kind, Precedence
from tests.process.test_forget import released
from tests.process.test_two_stations import CLARIFY, STOP, held
from tests.support.stations import Founded, found_many, login, running, until

THREE = ("ALPHA", "BRAVO", "CHARLIE")
WHY = "the agreement of January ends"
HEIR = hashlib.sha256(b"the charter that succeeds").hexdigest()


async def leave(station: Station, one: SessionView, two: SessionView, heir: str = "") -> str:
    asked = await station.desk.ask_end(one, WHY, heir)
    return await station.desk.do_end(two, asked.number)


def ready(station: Station) -> bool:
    return station.runtime.status().ready


def shown(station: Station) -> set[str]:
    return {view.kind for view in station.watch.alarms.views(station.clock.now_ms())}


def examined(party: Founded) -> str:
    """What the doctor says of a home, whether its station runs or not."""
    return "\n".join(finding.line() for finding in examine(party.home.path))


def listed(party: Founded) -> dict[str, Any]:
    """The line as `line list` has it."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main.run(["line", "list", "--home", str(party.home.path), "--json"]) == 0
    (line,) = json.loads(said.getvalue())["lines"]
    return dict(line)


async def refused_now(
    charlie: Station, c1: SessionView, c2: SessionView, drafts: list[str]
) -> None:
    """CHARLIE has left: no message goes, of whatever precedence."""
    left = charlie.desk.view(c1).left
    assert left is not None
    for draft in drafts:
        with pytest.raises(LocalProtocolError, match="CHARLIE has left the line") as refused:
            await charlie.desk.release(c2, draft)
        assert left.successor in refused.value.remedy
    for again in (charlie.desk.line_test(c1), charlie.desk.ask_end(c1, WHY, "")):
        with pytest.raises(LocalProtocolError, match="has left the line"):
            await again


@pytest.mark.spec("END-1")
@pytest.mark.spec("END-2")
async def test_two_officers_leave_and_what_was_received_is_still_answered(tmp_path: Path) -> None:
    async with running(*found_many(tmp_path, THREE)) as (alpha, bravo, charlie):
        a1, a2, b1 = await login(alpha), await login(alpha, "two"), await login(bravo)
        c1, c2 = await login(charlie), await login(charlie, "two")
        await until(lambda: charlie.runtime.status().ready, "CHARLIE may release")
        before = await released(alpha, a1, a2)
        theirs = await released(charlie, c1, c2)
        await until(lambda: held(charlie, before), "CHARLIE holds it")
        await until(lambda: held(bravo, theirs), "BRAVO holds it")

        asked = await charlie.desk.ask_end(c1, f"  {WHY}\n", HEIR)
        assert (charlie.desk.ending(c2), asked.why) == (asked, WHY)
        with pytest.raises(LocalProtocolError, match="asked already"):
            await charlie.desk.ask_end(c2, WHY, "")
        with pytest.raises(AccessError, match="the officer who asked"):
            await charlie.desk.do_end(c1, asked.number)
        assert charlie.desk.view(c1).left is None
        waiting = await charlie.desk.draft(c1, "Q1", CLARIFY)
        urgent = await charlie.desk.draft(c1, "I1", STOP)
        entry = await charlie.desk.do_end(c2, asked.number)
        assert charlie.desk.ending(c1) is None
        with pytest.raises(LocalProtocolError, match="does not wait"):
            await charlie.desk.do_end(c2, asked.number)
        left = charlie.desk.view(c1).left
        assert left is not None
        assert (left.entry, left.why) == (entry, WHY)
        await refused_now(charlie, c1, c2, [waiting.id, urgent.id])

        await charlie.desk.open(c1, before)
        await charlie.desk.decline(c1, before, "not-now")
        key = alpha.watch.index.key_of(before)
        await until(
            lambda: {s.entry[0] for s in alpha.watch.index.thread(key).steps} == {2},
            "CHARLIE's answer is here",
        )
        await bravo.desk.open(b1, theirs)
        index = charlie.watch.index
        await until(
            lambda: bool(index.thread(index.key_of(theirs)).level(1)),
            "a receipt on what CHARLIE said still goes to it",
        )


@pytest.mark.spec("END-4")
async def test_a_line_of_three_goes_on_between_two(tmp_path: Path) -> None:
    founded = found_many(tmp_path, THREE)
    async with running(*founded) as (alpha, bravo, charlie):
        a1, a2, b1 = await login(alpha), await login(alpha, "two"), await login(bravo)
        c1 = await login(charlie)
        await until(lambda: charlie.runtime.status().ready, "CHARLIE may release")
        await leave(charlie, c1, await login(charlie, "two"))
        left = charlie.desk.view(c1).left
        assert left is not None
        for station, session in ((alpha, a1), (bravo, b1)):
            await until(partial(station.watch.index.departures.__contains__, 2), "it is known")
            peer = next(p for p in station.desk.view(session).peers if p.party == "CHARLIE")
            assert (peer.left, peer.silence, peer.blackout) == (left, Silence.LEFT, False)

        # CHARLIE gets the place of what they say, and not the words.
        after = await released(alpha, a1, a2, cause="not for CHARLIE")
        await until(lambda: held(bravo, after) and held(charlie, after), "both hold its place")
        assert bravo.desk.message(b1, after).addressed
        assert b"not for CHARLIE" in bravo.desk.message(b1, after).body
        theirs = charlie.desk.message(c1, after)
        assert (theirs.addressed, theirs.body, theirs.unread) == (False, b"", False)
        await bravo.desk.open(b1, after)
        await bravo.desk.decline(b1, after, "not-now")
        index = alpha.watch.index
        await until(lambda: not index.item(index.key_of(after)).open, "only BRAVO owed an answer")
        assert verify_bundle(await alpha.scribe.export()).ok
        assert verify_bundle(await charlie.scribe.export()).ok

    assert "CHARLIE left the line at" in examined(founded[0])
    assert "the line has ended" not in examined(founded[0])
    assert {"ended": False, "left": ["CHARLIE"]}.items() <= listed(founded[0]).items()

    async with running(*founded[:2]) as (alpha, bravo):
        a1, a2 = await login(alpha), await login(alpha, "two")
        for party in (alpha, bravo):
            await until(partial(ready, party), "the comparison after the start")
        for kind in (NoticeKind.BLACKOUT, NoticeKind.NOT_HEARD):
            alpha.notice(Notice(kind, peer=2, state=True))
        assert not {"blackout", "not-heard"} & shown(alpha), "its silence is no alarm"
        alpha.notice(Notice(NoticeKind.BLACKOUT, peer=1, state=True))
        assert AlarmKind.BLACKOUT in shown(alpha), "BRAVO's is"
        peer = next(p for p in alpha.desk.view(a1).peers if p.party == "CHARLIE")
        assert peer.left == left, "found again after a start"
        again = await released(alpha, a1, a2)
        await until(lambda: held(bravo, again), "the line of two goes on")
        # CHARLIE's station is off for good: what is between the two can be forgotten all the same.
        b1, b2 = await login(bravo), await login(bravo, "two")
        await bravo.desk.open(b1, again)
        await bravo.desk.decline(b1, again, "not-now")
        key = alpha.watch.index.key_of(again)
        await until(lambda: not alpha.watch.index.item(key).open, "ALPHA has the answer")
        more = await released(alpha, a1, a2)
        await until(lambda: held(bravo, more), "which says that it has")
        asked = await bravo.desk.ask_forgetting(b1, [again], "retention rule 3")
        assert await bravo.desk.do_forgetting(b2, asked.number) == (again,)


@pytest.mark.spec("END-4")
async def test_the_line_ends_when_all_have_left(tmp_path: Path) -> None:
    founded = found_many(tmp_path, THREE[:2])
    async with running(*founded) as (alpha, bravo):
        a1, a2 = await login(alpha), await login(alpha, "two")
        b1, b2 = await login(bravo), await login(bravo, "two")
        await until(lambda: bravo.runtime.status().ready, "BRAVO may release")
        open_one = await released(alpha, a1, a2)
        await until(lambda: held(bravo, open_one), "it arrives")
        await leave(bravo, b1, b2)
        key = alpha.watch.index.key_of(open_one)
        await until(lambda: not alpha.watch.index.item(key).open, "BRAVO owes no answer")
        draft = await alpha.desk.draft(a1, "Q1", CLARIFY)
        with pytest.raises(LocalProtocolError, match="every other party has left") as refused:
            await alpha.desk.release(a2, draft.id)
        assert "directline line end" in refused.value.remedy
        assert not alpha.desk.view(a1).ended
        await leave(alpha, a1, a2)
        await until(lambda: bravo.desk.view(b1).ended, "BRAVO has seen that ALPHA left too")
        assert alpha.desk.view(a1).ended
        draft = await bravo.desk.draft(b1, "Q1", CLARIFY)
        rows = [row.what for row in bravo.desk.watch_log(b1, limit=50)]
        assert {"log-end-asked", "log-end-done", "log-left", "log-line-ended"} <= set(rows)
        assert verify_bundle(await bravo.scribe.export()).ok
    async with running(founded[1]) as (bravo,):
        b2 = await login(bravo, "two")
        assert bravo.desk.view(b2).ended, "found again after a start"
        assert "the line has ended" in examined(founded[1])
        assert {"ended": True, "left": ["ALPHA", "BRAVO"]}.items() <= listed(founded[1]).items()
        with pytest.raises(LocalProtocolError, match="BRAVO has left the line"):
            await bravo.desk.release(b2, draft.id)
    founded[1].line.db_path.write_bytes(b"no database" * 999)
    assert listed(founded[1])["name"] == "NORTHERN AIR", "listed all the same"


@pytest.mark.spec("END-3")
async def test_a_message_signed_after_leaving_is_kept_and_held_against_its_author(
    tmp_path: Path,
) -> None:
    founded = found_many(tmp_path, THREE[:2])
    async with running(*founded) as (alpha, bravo):
        a1, b1, b2 = await login(alpha), await login(bravo), await login(bravo, "two")
        await until(lambda: bravo.runtime.status().ready, "BRAVO may release")
        await leave(bravo, b1, b2)
        # A station that does not keep the rule.
        form = bravo.catalogue.form("L1")
        values = bravo.catalogue.parse(
            form, bravo.catalogue.line_test(7), ctx=bravo.desk.room.context()
        )
        body = encode_body(Body(form.code, form.version, values))
        await bravo.runtime.release(Draft(Kind.MESSAGE, body, Precedence.ROUTINE))
        await until(lambda: bool(alpha.watch.index.items), "it is kept")
        (message,) = alpha.desk.view(a1).messages
        assert message.after_leaving
        report = verify_bundle(await alpha.scribe.export())
        assert not report.ok
        (finding,) = report.contradictions
        assert finding.part == f"entry {message.id}: after E-END"
        assert len(report.messages) == 1


async def test_what_cannot_stand_in_the_entry_is_refused_and_may_be_dropped(tmp_path: Path) -> None:
    async with running(found_many(tmp_path, THREE[:2])[0]) as (alpha,):
        one, two = await login(alpha), await login(alpha, "two")
        wrong = (("  ", "", "reason"), ("x" * 201, "", "too long"), (WHY, "12ab", "not the digest"))
        for why, heir, what in wrong:
            with pytest.raises(LocalProtocolError, match=what):
                await alpha.desk.ask_end(one, why, heir)
        with pytest.raises(LocalProtocolError, match="does not succeed itself"):
            await alpha.desk.ask_end(one, WHY, alpha.charter.digest.hex())
        asked = await alpha.desk.ask_end(one, WHY, "")
        await alpha.desk.drop_end(two, asked.number)
        with pytest.raises(DirectlineError, match="does not wait"):
            await alpha.desk.do_end(two, asked.number)
        assert (await alpha.desk.ask_end(two, WHY, "")).number == asked.number + 1
