"""Two stations with real TLS: a FLASH, a person's answer, alarms, restarts, the transcript."""

import hashlib
from pathlib import Path

import pytest

from directline.books import NAMES
from directline.catalogue.mgrs import format_mgrs
from directline.cli import main
from directline.errors import AccessError, FieldError, LocalProtocolError
from directline.station.station import Station
from directline.station.views import MessageView, SessionView, Silence
from directline.transcript import verify_bundle
from tests.support.stations import found, login, running, until

STOP = {
    "addressee": "DUTY-OFFICER",
    "position.lat_lon": "55 45.000 N 037 37.000 E",
    "position.mgrs": format_mgrs(557500000, 376166667),
    "hit": "hospital",
    "since": "2026-11-21T22:30Z",
    "says": "own-command",
}
READ_BACK = {
    "position.lat_lon": "55 45.000 N 037 37.000 E",
    "hit": "hospital",
    "since": "2026-11-21T22:30Z",
}
CLARIFY = {
    "cause": "Two aircraft without a flight plan.",
    "activity": "flight",
    "questions": "Which flight is it?",
}


def kinds(station: Station) -> dict[str, int]:
    """The listed alarms of a station, with their counts; desks without sound aside."""
    views = station.watch.alarms.views(station.clock.now_ms())
    return {view.kind: view.count for view in views if "desk" not in view.kind}


def held(station: Station, message_id: str) -> bool:
    try:
        key = station.watch.index.key_of(message_id)
    except LocalProtocolError:
        return False
    return station.watch.index.item(key).stored


def step(message: MessageView, name: str) -> tuple[int | None, int | None]:
    found = next(s for s in message.steps if s.step == name)
    return found.their_ms, found.our_ms


async def test_a_flash_is_opened_read_back_and_answered(tmp_path: Path) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        draft = await alpha.desk.draft(one, "I1", STOP)
        assert draft.errors == ()
        assert not draft.needs_second
        released = await alpha.desk.release(one, draft.id)
        name = released.id
        assert released.second_pending
        await until(lambda: "flash" in kinds(bravo), "the FLASH rings at BRAVO")
        assert bravo.desk.terminal_view().flashes == ((3, "I1", "ALPHA"),)

        seen = bravo.desk.message(duty, name)
        assert (seen.unread, seen.level) == (True, 2)
        opened = await bravo.desk.open(duty, name)
        assert (opened.unread, opened.level) == (False, 3)
        assert "flash" not in kinds(bravo)

        wrong = {**READ_BACK, "position.lat_lon": "55 40.000 N 037 37.000 E"}
        view, mismatches = await bravo.desk.read_back(duty, name, wrong)
        assert [m[0] for m in mismatches] == ["position"]
        assert mismatches[0][3] is not None
        assert view.level == 3
        view, mismatches = await bravo.desk.read_back(duty, name, READ_BACK)
        assert (view.level, mismatches) == (4, ())

        await bravo.desk.answer(duty, name, "STANDBY")
        await bravo.desk.passed(duty, name, "Air operations centre")
        answered = await bravo.desk.answer(duty, name, "WILCO", "halted")
        assert (answered.answer, answered.closed, answered.answers) == ("WILCO", True, ())
        with pytest.raises(LocalProtocolError, match="answered already"):
            await bravo.desk.answer(duty, name, "UNABLE")

        await until(lambda: alpha.desk.message(one, name).closed, "the answer at ALPHA")
        final = alpha.desk.message(one, name)
        assert [s.step for s in final.steps] == [
            "composed", "released", "stored", "sent", "delivered", "opened", "understood",
            "answered", "passed", "answered",
        ]  # fmt: skip
        assert all(None not in step(final, s.step) for s in final.steps)
        persons = [s for s in final.steps if s.party == "BRAVO" and not s.by_machine]
        assert {s.officer for s in persons} == {""}, "their person's name never crosses the line"
        assert {s.call_sign for s in persons} == {"WATCH ONE"}
        assert step(final, "released")[0] == step(answered, "released")[0]

        with pytest.raises(AccessError, match="cannot confirm"):
            await alpha.desk.confirm_second(one, name)
        await alpha.desk.confirm_second(await login(alpha, "two"), name)
        assert not alpha.desk.message(one, name).second_pending


async def test_a_notice_takes_two_officers_and_its_cancel_stands_ready(tmp_path: Path) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one, two = await login(alpha), await login(alpha, "two")
        draft = await alpha.desk.draft(one, "Q1", CLARIFY)
        assert draft.needs_second
        with pytest.raises(AccessError, match="drafter may not release"):
            await alpha.desk.release(one, draft.id)
        released = await alpha.desk.release(two, draft.id)
        await until(lambda: held(bravo, released.id), "the question at BRAVO")
        await until(lambda: kinds(bravo) == {"immediate": 1}, "it is counted at BRAVO")

        cancel = await alpha.desk.cancel_draft(one, released.id)
        assert cancel.precedence == released.precedence
        assert [error[0] for error in cancel.errors] == ["correction_reason"]
        again = await alpha.desk.cancel_draft(two, released.id)
        assert again.id == cancel.id
        inputs = {**cancel.inputs, "correction_reason": "error"}
        cancel = await alpha.desk.draft(one, "L6", inputs, draft_id=cancel.id)
        cancelled = await alpha.desk.release(two, cancel.id)
        await until(lambda: held(bravo, cancelled.id), "the CANCEL at BRAVO")
        duty = await login(bravo)
        original = bravo.desk.message(duty, released.id)
        assert (original.cancelled_by, original.closed) == (cancelled.id, True)
        with pytest.raises(LocalProtocolError, match="is cancelled"):
            await bravo.desk.decline(duty, released.id, "not-now")


async def test_two_positions_that_disagree_are_stopped_with_the_distance(tmp_path: Path) -> None:
    async with running(*found(tmp_path)[:1]) as (alpha,):
        one = await login(alpha)
        far = {**STOP, "position.mgrs": format_mgrs(558000000, 376166667)}
        draft = await alpha.desk.draft(one, "I1", far)
        ((field, _, message, _),) = draft.errors
        assert (field, "5.6 km" in message) == ("position", True)
        with pytest.raises(LocalProtocolError):
            await alpha.desk.release(one, draft.id)


async def test_both_stations_export_a_transcript_that_verifies_and_gives_the_same_books(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        released = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: held(bravo, released.id), "the FLASH at BRAVO")
        await bravo.desk.answer(duty, released.id, "WILCO")
        await until(lambda: alpha.desk.message(one, released.id).closed, "the answer at ALPHA")
        for station, session in ((alpha, one), (bravo, duty)):
            report = verify_bundle(await station.desk.export(session))
            assert report.ok
            own = station.charter.parties[station.own].id
            (head,) = [c for c in report.checkpoints if c.feed == own][-1:]
            signed = [name for name, _ in head.post_quantum]
            assert own in signed, "and the other side's, where it has cosigned by then"
            (tmp_path / f"{own}.bundle").write_bytes(await station.desk.export(session))
    # Books of real stations: the same over what both hold.
    files = [str(tmp_path / f"{name}.bundle") for name in ("ALPHA", "BRAVO")]
    for name in NAMES:
        assert main.run(["book", name, "--file", files[0], "--against", files[1]]) == 0
    assert main.run(["book", "incidents", "--file", files[1]]) == 0
    told = capsys.readouterr().out
    assert f"{released.id} I1: closed" in told
    assert "WILCO" in told


async def test_a_restart_keeps_messages_alarms_and_what_was_acknowledged(tmp_path: Path) -> None:
    parties = found(tmp_path)
    async with running(*parties) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        first = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: "flash" in kinds(bravo), "the FLASH rings")
        (alarm,) = [v for v in bravo.watch.alarms.views(0) if v.kind == "flash"]
        await bravo.desk.acknowledge(duty, alarm.id)
    async with running(parties[1]) as (bravo,):
        (alarm,) = [v for v in bravo.watch.alarms.views(0) if v.kind == "flash"]
        assert alarm.acknowledged_by == "Officer One of BRAVO"
        assert not alarm.sounding
        session = bravo.desk.session(duty.token)
        assert session is not None, "a log-in outlives the restart"
        peer = bravo.desk.view(session).peers[0]
        assert peer.silence is Silence.UNREACHABLE
        assert 0 < peer.months[0].up_ms <= peer.months[0].observed_ms, "kept over the restart"
        assert bravo.desk.message(session, first.id).unread


async def test_a_cut_line_is_an_alarm_and_what_waited_arrives(tmp_path: Path) -> None:
    parties = found(tmp_path)
    async with running(parties[0]) as (alpha,):
        one = await login(alpha)
        released = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        view = alpha.desk.message(one, released.id)
        assert view.silence is Silence.UNREACHABLE
        assert step(view, "sent") == (None, None)
        async with running(parties[1]) as (bravo,):
            await until(lambda: held(bravo, released.id), "the FLASH once the line is there")
        await until(lambda: "bearer" in kinds(alpha), "the lost bearer is an alarm")


async def test_an_evidence_copy_holds_one_message_and_is_counted_before_it_goes(
    tmp_path: Path,
) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        flash = await alpha.desk.release(one, (await alpha.desk.draft(one, "I1", STOP)).id)
        await until(lambda: held(bravo, flash.id), "the FLASH at BRAVO")
        await bravo.desk.answer(duty, flash.id, "WILCO")
        await until(lambda: alpha.desk.message(one, flash.id).closed, "the answer at ALPHA")
        copies = [
            verify_bundle(await alpha.desk.evidence(one, [flash.id], recipient))
            for recipient in ("A commission", "Another commission")
        ]
        for number, report in enumerate(copies, 1):
            assert report.ok
            assert report.copy == number
            (message,) = report.messages
            assert message.name == flash.id
            assert message.receipts[-1].answer == "WILCO"
            assert message.held
        (logged,) = [v for v in alpha.desk.watch_log(one, limit=9) if v.args.get("copy") == "1"]
        assert logged.args["recipient"] == "A commission"
        assert logged.args["messages"] == flash.id
        with pytest.raises(LocalProtocolError, match="for whom"):
            await alpha.desk.evidence(one, [flash.id], " ")
        with pytest.raises(LocalProtocolError):
            await alpha.desk.evidence(one, [], "A commission")
        third = await alpha.desk.evidence(one, [flash.id], "A third")
        (again,) = [verify_bundle(third)]
        made = await alpha.desk.reading_copies(third, "ru")
        assert set(made) == {"html", "pdf"}
        assert hashlib.sha256(third).hexdigest() in made["html"].decode()
        assert again.copy == 3, "what was refused is not counted"
        await hides_what_is_asked(alpha, one, flash.id, copies[0].messages[0].receipts[-1].entry)


async def hides_what_is_asked(alpha: Station, one: SessionView, message: str, receipt: str) -> None:
    """Fields of the message and of a receipt on it, by name or number; the log says which."""
    hide = [f"{message}:hit", f"{message}:2", f"{receipt}:call_sign"]
    data = await alpha.desk.evidence(one, [message], "A fourth", hide)
    (claim,) = verify_bundle(data).messages
    assert [field.number for field in claim.fields if field.hidden] == [2, 3]
    assert [field.text for field in claim.fields if field.number == 1] == ["DUTY-OFFICER"]
    assert (claim.receipts[-1].answer, claim.receipts[-1].call_sign) == ("WILCO", "")
    assert (557_500_000).to_bytes(4) not in data
    logged = alpha.desk.watch_log(one, limit=1)[0]
    assert logged.what == "log-evidence-hidden"
    assert logged.args["hidden"] == f"{message}: position, hit; {receipt}: call_sign"
    assert logged.args["digest"] == hashlib.sha256(data).hexdigest()
    made = (await alpha.desk.reading_copies(data, "ru"))["html"].decode()
    assert made.count('class="bar"') == 2
    for wrong, said in (
        ("hit", "names no field"),
        (f"{message}:", "names no field"),
        (f"{message}:seat", "has no field 'seat'"),
        (f"{message}:7", "has no field '7'"),
        (f"{message}:0", "has no field '0'"),
        ("ALPHA:hit", "there is no message 'ALPHA'"),
        ("ALPHA 1:hit", "ALPHA 1 is not in this copy"),
        ("ALPHA 99:hit", "ALPHA 99 is not in this copy"),
    ):
        with pytest.raises(FieldError, match=said) as refused:
            await alpha.desk.evidence(one, [message], "A fifth", [wrong])
        assert (refused.value.field, refused.value.value) == ("hide", wrong)
        assert refused.value.remedy
    assert alpha.desk.watch_log(one, limit=1)[0] == logged, "what was refused is not counted"
