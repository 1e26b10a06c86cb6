"""The watch log's chain, the acts of our own officers, and drafts that nothing loses."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from directline.errors import LocalProtocolError, StoreError, VerificationError
from directline.station import draftbox
from directline.station.draftbox import Drafts, StoredDraft
from directline.station.localdb import LocalDb
from directline.station.watchlog import Act, Acts, WatchLog

NOON = 1_790_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def db(path: Path) -> Iterator[LocalDb]:
    found = LocalDb(path)
    yield found
    found.close()


def test_the_watch_log_is_a_chain(db: LocalDb) -> None:
    log = WatchLog(db)
    assert log.head() == (0, bytes(32))
    for number in range(5):
        log.append("log-note", {"text": f"замечание {number}"}, officer="Ada", now_ms=NOON + number)
    assert log.verify() == 5
    rows = log.rows(limit=2)
    assert [row.args["text"] for row in rows] == ["замечание 4", "замечание 3"]
    assert log.rows(limit=10, before_serial=2)[0].serial == 1
    assert log.head() == (5, rows[0].digest)


def test_the_watch_log_is_final(db: LocalDb) -> None:
    WatchLog(db).append("log-note", {}, now_ms=NOON)
    for sql in ("DELETE FROM watch_log", "UPDATE watch_log SET officer = 'other'"):
        with pytest.raises(StoreError, match="never"):
            db.run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE watch_log SET officer = 'Eve' WHERE serial = 3",
        "UPDATE watch_log SET at_ms = at_ms - 1 WHERE serial = 3",
        'UPDATE watch_log SET args = \'{"text": "other"}\' WHERE serial = 3',
        "DELETE FROM watch_log WHERE serial = 3",
        "UPDATE watch_log SET serial = serial + 10 WHERE serial >= 3",
    ],
)
def test_a_change_past_the_triggers_is_found(path: Path, db: LocalDb, sql: str) -> None:
    log = WatchLog(db)
    for number in range(5):
        log.append("log-note", {"text": str(number)}, officer="Ada", now_ms=NOON + number)
    other = sqlite3.connect(path)
    other.executescript("DROP TRIGGER watch_log_stays; DROP TRIGGER watch_log_is_final;" + sql)
    other.close()
    with pytest.raises(VerificationError) as found:
        log.verify()
    assert found.value.part == "watch log line 3"


def test_long_texts_are_cut_and_still_verify(db: LocalDb) -> None:
    log = WatchLog(db)
    log.append("w" * 500, {"text": "x" * 100_000}, now_ms=NOON)
    assert log.verify() == 1


def test_acts_name_who_did_what_to_an_entry(db: LocalDb) -> None:
    acts = Acts(db)
    acts.add("ab", 0, 1, 12, "drafted", 1, now_ms=NOON)
    acts.add("ab", 0, 1, 12, "released", 2, now_ms=NOON + 1)
    acts.add("ab", 1, 1, 12, "opened", 1, now_ms=NOON)
    assert acts.of("ab", 0, 1, 12) == (Act("drafted", 1, NOON), Act("released", 2, NOON + 1))
    assert acts.of("cd", 0, 1, 12) == ()


def a_draft(**changes: object) -> StoredDraft:
    draft = StoredDraft(
        id="",
        line="ab",
        form="N4",
        inputs={"place.lat_lon": "55 45.000 N 037 37.000 E", "note": "ложь \u202e"},
        body=None,
        precedence=2,
        drill=True,
        drafter=1,
        drafter_name="Ada",
        changed_ms=NOON,
        source="desk",
        refers_to="BRAVO 3",
        read=((1, 1, 7), (2, 1, 0)),
        raised_by="Ada",
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def test_a_draft_comes_back_as_it_was(db: LocalDb) -> None:
    drafts = Drafts(db)
    first = drafts.add(a_draft())
    assert drafts.get(first.id) == first
    changed = replace(first, body=b"body", inputs={}, changed_ms=NOON + 5)
    drafts.change(changed)
    second = drafts.add(a_draft(changed_ms=NOON + 1))
    assert drafts.all("ab") == (changed, second)
    assert drafts.all("cd") == ()


def test_a_number_of_a_draft_is_given_once(db: LocalDb) -> None:
    drafts = Drafts(db)
    first = drafts.add(a_draft())
    assert drafts.discard(first.id.lower())
    assert not drafts.discard(first.id)
    assert drafts.add(a_draft()).id != first.id
    with pytest.raises(LocalProtocolError, match="no draft"):
        drafts.change(first)


@pytest.mark.parametrize("draft_id", ["", "D", "D0", "X1", "D1'", "D" + "9" * 30, "D\u0661", "-1"])
def test_an_odd_id_is_no_draft(db: LocalDb, draft_id: str) -> None:
    assert Drafts(db).get(draft_id) is None


def test_drafts_are_bounded(db: LocalDb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draftbox, "DRAFTS_MAX", 2)
    drafts = Drafts(db)
    drafts.add(a_draft())
    drafts.add(a_draft())
    with pytest.raises(LocalProtocolError, match="2 drafts already"):
        drafts.add(a_draft())
    with pytest.raises(LocalProtocolError, match="too long"):
        drafts.add(a_draft(inputs={"note": "x" * draftbox.INPUTS_CHARS_MAX}))


def test_a_damaged_row_is_an_error_of_ours(path: Path, db: LocalDb) -> None:
    drafts = Drafts(db)
    draft = drafts.add(a_draft())
    for column, text in (("inputs", "[1]"), ("inputs", "{"), ("read", "[[1]]")):
        db.run(f"UPDATE drafts SET inputs = '{{}}', read = '[]', {column} = ?", (text,))  # noqa: S608
        with pytest.raises(StoreError, match="wrong kind"):
            drafts.get(draft.id)
