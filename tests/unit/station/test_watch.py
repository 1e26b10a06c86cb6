"""The watch: what rings, what is counted, what a restart finds again."""

from dataclasses import replace

from directline.catalogue import load
from directline.line.effects import Notice, NoticeKind
from directline.line.ladder import ANSWERED, OPENED, PASSED
from directline.line.ports import EntryRecord, EvidenceRecord
from directline.station.changes import Changes
from directline.station.watch import AUDIBLE_GRACE_MS, BEARER_GRACE_MS, Acknowledged, Watch
from directline.wire.charter import Terms
from directline.wire.values import Kind, Precedence
from tests.support.entries import ALPHA, BRAVO, T0, Feeds, charter, form_body, values_body
from tests.unit.station.test_messages import AREA, STOP

MINUTE = 60_000
HOUR = 60 * MINUTE


class Desk:
    """A watch of BRAVO's (or ALPHA's) with its log."""

    def __init__(self, own: int = BRAVO, acknowledged: Acknowledged | None = None) -> None:
        self.logged: list[str] = []
        self.watch = Watch(
            own,
            charter(Terms(flash_rings=3)),
            load(),
            changes=Changes(),
            acknowledged=acknowledged or Acknowledged({}),
            log=lambda what, _args: self.logged.append(what),
        )
        self.serial = 0
        self.records: list[EntryRecord] = []
        self.watch.load((), (), T0)
        self.watch.page(
            "desk", who="x", officer=1, visible=True, audible=True, heard=True, now_ms=T0
        )

    def take(self, record: EntryRecord, missing: tuple[int, ...] = ()) -> None:
        self.serial += 1
        self.records.append(record)
        self.watch.stored(self.serial, record, missing, record.stored_ms)
        self.watch.tick(record.stored_ms)

    def kinds(self, now_ms: int = T0) -> dict[str, int]:
        views = self.watch.alarms.views(now_ms)
        return {v.kind: v.count for v in views if "desk" not in v.kind}


def stop(feeds: Feeds, at_ms: int = T0, *, drill: bool = False, place: str = "") -> EntryRecord:
    inputs = STOP if not place else {**STOP, "position.lat_lon": "unknown", "position.mgrs": ""}
    return feeds.entry(
        ALPHA, form_body("I1", inputs), at_ms, precedence=Precedence.FLASH, drill=drill
    )


def test_a_flash_rings_until_a_person_signs() -> None:
    desk, feeds = Desk(), Feeds()
    desk.take(stop(feeds))
    assert desk.kinds() == {"flash": 1}
    assert desk.watch.loudest(T0) == "high"
    desk.take(feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 1))
    assert desk.kinds() == {}
    assert desk.watch.loudest(T0 + 1) == ""


def test_a_flood_is_shown_receipted_and_rings_as_the_charter_allows() -> None:
    desk, feeds = Desk(), Feeds()
    for number in range(200):
        desk.take(stop(feeds, T0 + number))
    assert desk.kinds() == {"flash": 1, "flash-fold": 197}
    assert len([v for v in desk.watch.alarms.views(T0) if v.kind == "flash"]) == 3
    assert len(desk.watch.index.items) == 200
    desk.take(stop(feeds, T0 + 300, place="unknown"))
    assert len([v for v in desk.watch.alarms.views(T0) if v.kind == "flash"]) == 4


def test_a_flash_without_a_person_escalates_once_on_both_sides() -> None:
    """F2."""
    theirs, ours, feeds = Desk(BRAVO), Desk(ALPHA), Feeds()
    record = stop(feeds)
    delivered = feeds.entry(BRAVO, values_body("E-EPOCH", 1, "x"), T0 + 100, kind=Kind.EVENT)
    for desk in (theirs, ours):
        desk.take(record)
        desk.take(delivered)
        desk.watch.tick(T0 + 100 + 2 * MINUTE - 1)
    assert "escalation" not in theirs.kinds()
    for desk in (theirs, ours):
        desk.watch.tick(T0 + 100 + 2 * MINUTE)
        desk.watch.tick(T0 + 100 + 3 * MINUTE)
    (alarm,) = [v for v in theirs.watch.alarms.views(T0) if v.kind == "escalation"]
    assert (alarm.args["role"], alarm.count) == ("WATCH-SUPERVISOR", 1)
    assert ours.kinds()["flash-unacknowledged"] == 1
    receipt = feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 4 * MINUTE)
    for desk in (theirs, ours):
        desk.take(receipt)
    assert "escalation" not in theirs.kinds()
    assert "flash-unacknowledged" not in ours.kinds()


def test_an_own_flash_that_was_never_delivered_is_said_too() -> None:
    desk, feeds = Desk(ALPHA), Feeds()
    desk.take(stop(feeds))
    desk.watch.tick(T0 + 2 * MINUTE)
    assert desk.kinds()["flash-unacknowledged"] == 1


def test_a_drill_sounds_only_inside_a_window_that_both_signed_and_never_as_real() -> None:
    desk, feeds = Desk(), Feeds()
    desk.take(stop(feeds, drill=True))
    assert desk.kinds() == {}
    window = values_body("E-DRILL", T0, T0 + HOUR, "DUTY-OFFICER", "ONE")
    desk.take(feeds.entry(ALPHA, window, T0 + 1, kind=Kind.EVENT))
    desk.take(stop(feeds, T0 + 2, drill=True))
    assert desk.kinds() == {}, "one side alone has agreed"
    desk.take(feeds.entry(BRAVO, window, T0 + 3, kind=Kind.EVENT))
    desk.take(stop(feeds, T0 + 4, drill=True))
    assert desk.kinds() == {"drill": 1}
    desk.take(stop(feeds, T0 + 2 * HOUR, drill=True))
    assert desk.kinds() == {"drill": 1}


def test_a_backlog_of_five_hundred_is_one_alarm() -> None:
    desk, feeds = Desk(), Feeds()
    for number in range(500):
        desk.take(feeds.entry(ALPHA, values_body("Z9", number), T0))
    assert desk.kinds() == {"arrived": 500}
    desk.take(feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 1))
    assert desk.kinds() == {"arrived": 499}


def test_overdue_answers_are_counted_on_each_side() -> None:
    theirs, ours, feeds = Desk(BRAVO), Desk(ALPHA), Feeds()
    far = {**AREA, "window.from": "2025-12-23T04:00Z", "window.to": "2025-12-23T05:00Z"}
    record = feeds.entry(ALPHA, form_body("A6", far), T0, precedence=Precedence.IMMEDIATE)
    opened = feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 1)
    for desk in (theirs, ours):
        desk.take(record)
        desk.take(opened)
        desk.watch.tick(T0 + 10 * MINUTE + 1)
    assert theirs.kinds() == {"overdue-ours": 1}
    assert ours.kinds() == {"overdue": 1}
    assert ours.watch.opened_overdue == {BRAVO}
    answer = feeds.receipt(BRAVO, (ALPHA, 1, 1), ANSWERED, T0 + 11 * MINUTE, answer="NO-CONFLICT")
    for desk in (theirs, ours):
        desk.take(answer)
    assert theirs.kinds() == ours.kinds() == {}


def test_a_notice_that_nobody_passed_on_is_a_reminder_until_a_unit_is_named() -> None:
    """F4, F17."""
    desk, feeds = Desk(), Feeds()
    start = T0 + 30 * HOUR
    area = {**AREA, "window.from": "2025-11-23T04:00Z", "window.to": "2025-11-23T05:00Z"}
    desk.take(feeds.entry(ALPHA, form_body("A6", area), T0, precedence=Precedence.IMMEDIATE))
    desk.take(feeds.receipt(BRAVO, (ALPHA, 1, 1), OPENED, T0 + 1))
    desk.watch.tick(start - 24 * HOUR - 1)
    assert "not-passed" not in desk.kinds()
    desk.watch.tick(start - 24 * HOUR)
    assert desk.kinds()["not-passed"] == 1
    desk.watch.tick(start - HOUR)
    assert desk.kinds()["not-passed"] == 2
    desk.take(feeds.receipt(BRAVO, (ALPHA, 1, 1), PASSED, start - HOUR + 1, unit="Radar crews"))
    desk.watch.tick(start)
    assert "not-passed" not in desk.kinds()


def test_line_notices_ring_at_both_ends_and_stand_in_the_log() -> None:
    desk = Desk()
    desk.watch.notice(Notice(NoticeKind.BLACKOUT, ALPHA), T0)
    desk.watch.notice(Notice(NoticeKind.CLOCK, ALPHA), T0)
    desk.watch.notice(Notice(NoticeKind.WITHHELD, ALPHA), T0)
    assert desk.kinds() == {"blackout": 1, "clock": 1, "withheld": 1}
    desk.watch.notice(Notice(NoticeKind.BLACKOUT, ALPHA, state=False), T0)
    assert "blackout" in desk.kinds(), "latched until a person has seen it"
    assert desk.logged[0] == "log-line-blackout"


def test_a_line_cut_one_way_is_one_alarm_under_its_own_name() -> None:
    desk = Desk()
    desk.watch.notice(Notice(NoticeKind.BLACKOUT, ALPHA), T0)
    desk.watch.notice(Notice(NoticeKind.NOT_HEARD, ALPHA), T0)
    assert desk.kinds() == {"not-heard": 1}
    desk.watch.notice(Notice(NoticeKind.NOT_HEARD, ALPHA, state=False), T0 + 1)
    assert set(desk.kinds()) == {"not-heard", "blackout"}


def test_an_anomaly_is_counted_logged_sparsely_and_goes_when_seen() -> None:
    desk = Desk()
    for _ in range(1_000):
        desk.watch.anomaly("ALPHA", "WIRE-1: cut short", T0)
    (view,) = [v for v in desk.watch.alarms.views(T0) if v.kind == "anomaly"]
    assert view.count == 1_000
    assert len(desk.logged) == 10
    desk.watch.acknowledge(view.id, "WATCH")
    assert "anomaly" not in desk.kinds()


def test_a_bearer_that_comes_back_soon_was_not_lost() -> None:
    desk = Desk()
    for name in ("TLS 1", "TLS 2"):
        desk.watch.bearer(ALPHA, name, up=True, now_ms=T0)
        desk.watch.bearer(ALPHA, name, up=False, now_ms=T0)
    assert desk.watch.next_ms(T0) == T0 + BEARER_GRACE_MS
    desk.watch.bearer(ALPHA, "TLS 1", up=True, now_ms=T0 + 1)
    desk.watch.tick(T0 + BEARER_GRACE_MS)
    assert desk.kinds() == {"bearer": 1}
    desk.watch.bearer(ALPHA, "TLS 2", up=True, now_ms=T0 + BEARER_GRACE_MS + 1)
    (view,) = [v for v in desk.watch.alarms.views(T0) if v.kind == "bearer"]
    desk.watch.acknowledge(view.id, "WATCH")
    assert desk.kinds() == {}


def test_mute_hidden_and_dead_desks_are_alarms_on_all_of_them() -> None:
    desk = Desk()
    desk.watch.page(
        "wall", who="wall", officer=0, visible=True, audible=False, heard=None, now_ms=T0
    )
    kinds = {v.kind for v in desk.watch.alarms.views(T0)}
    assert kinds == {"desk-mute"}
    desk.watch.tick(T0 + AUDIBLE_GRACE_MS)
    kinds = {v.kind for v in desk.watch.alarms.views(T0)}
    assert kinds == {"desk-silent", "no-desk-audible"}
    assert desk.watch.loudest(T0 + AUDIBLE_GRACE_MS) == "high"
    desk.watch.page(
        "desk", who="x", officer=1, visible=True, audible=True, heard=None,
        now_ms=T0 + AUDIBLE_GRACE_MS,
    )  # fmt: skip
    kinds = {v.kind for v in desk.watch.alarms.views(T0)}
    assert kinds == {"desk-silent"}, "the wall's page is still dead"


def test_a_message_that_could_not_be_stored_is_shown_and_rings() -> None:
    desk, feeds = Desk(), Feeds()
    record = stop(feeds)
    desk.watch.not_stored(record, "disk full", T0)
    assert desk.kinds() == {"not-stored": 1, "disk-full": 1}
    desk.watch.disk_full(holds=False, now_ms=T0 + 1)
    desk.take(replace(record, stored_ms=T0 + 2))
    assert desk.kinds() == {"flash": 1, "disk-full": 1}, "the disk's alarm waits for a person"


def damage(position: int, *, state: bool) -> Notice:
    place: dict[str, int | str] = {"generation": 1, "position": position}
    return Notice(NoticeKind.DAMAGED, ALPHA, state=state, values=place)


def test_damaged_entries_are_one_alarm_with_a_count_until_the_last_is_mended() -> None:
    desk = Desk()
    desk.watch.notice(damage(4, state=True), T0)
    desk.watch.notice(damage(9, state=True), T0 + 1)
    assert desk.kinds() == {"damaged": 2}
    (alarm,) = (v for v in desk.watch.alarms.views(T0) if v.kind == "damaged")
    assert (alarm.level, alarm.args) == ("medium", {"id": "ALPHA 9"})
    desk.watch.notice(damage(4, state=False), T0 + 2)
    assert desk.watch.acknowledge(alarm.id, "Officer One") == "damaged"
    assert desk.kinds() == {"damaged": 1}
    desk.watch.notice(damage(9, state=False), T0 + 3)
    assert desk.kinds() == {}
    assert desk.logged.count("log-line-damaged") == 4


def test_a_store_that_has_stopped_is_a_high_alarm_and_one_line_of_the_log() -> None:
    desk = Desk()
    desk.watch.store_broken("the anchor cannot be written", T0)
    desk.watch.store_broken("the anchor cannot be written", T0 + 1)
    assert desk.kinds() == {"store-broken": 1}
    assert desk.watch.alarms.sounding(T0) == "high"
    assert desk.logged == ["log-store-broken"]


def test_evidence_of_two_histories_is_there_after_a_restart() -> None:
    desk = Desk()
    proof = EvidenceRecord(ALPHA, 1, 7, b"a", b"", b"b", b"", T0)
    desk.watch.load((), (proof,), T0 + 1)
    assert desk.kinds() == {"evidence": 1}


def test_a_restart_finds_what_rang_and_what_was_acknowledged() -> None:
    first, feeds = Desk(), Feeds()
    for number in range(3):
        first.take(stop(feeds, T0 + number))
    first.watch.tick(T0 + 10 * MINUTE)
    before = {(v.kind, v.message_id, v.since_ms) for v in first.watch.alarms.views(T0)}
    seen = next(v for v in first.watch.alarms.views(T0) if v.kind == "flash")
    first.watch.acknowledge(seen.id, "WATCH")
    again = Desk(acknowledged=Acknowledged.decode(first.watch.acknowledged.encode()))
    again.watch.load(enumerate(first.records, 1), (), T0 + 11 * MINUTE)
    views = again.watch.alarms.views(T0 + 11 * MINUTE)
    after = {(v.kind, v.message_id, v.since_ms) for v in views}
    assert {row for row in before if "desk" not in row[0]} <= after
    assert [v.id for v in views if v.acknowledged_by == "WATCH"] == [seen.id]


def test_a_broken_memo_is_as_if_nothing_was_acknowledged() -> None:
    assert Acknowledged.decode(b"\xff{").by == {}
    assert Acknowledged.decode(b"[1]").by == {}
    assert Acknowledged.decode(None).by == {}
