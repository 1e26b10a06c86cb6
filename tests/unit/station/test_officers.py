"""Officers: slow and counted log-ins, sessions, tokens, terminals."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from directline.errors import AccessError, ConfigError, CustodyError, LocalProtocolError
from directline.station import officers as officers_module
from directline.station.custody import Hardness
from directline.station.localdb import LocalDb, Memos
from directline.station.officers import DELAY_MAX_MS, Officer, Officers
from directline.station.sessions import SESSIONS_MAX, TOUCH_MS, Sessions, Tokens
from directline.station.terminals import CODE_MS, Terminals

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
RIGHT, WRONG = "four words nobody guesses", "four words anyone guesses"
NOON = 1_790_000_000_000


@pytest.fixture
def db(tmp_path: Path) -> Iterator[LocalDb]:
    found = LocalDb(tmp_path / "desk.db")
    yield found
    found.close()


@pytest.fixture
def officers(db: LocalDb) -> Officers:
    return Officers(db, SOFT)


@pytest.fixture
def anna(officers: Officers) -> Officer:
    return officers.add(
        " Anna ",
        name="Officer One",
        role="DUTY-OFFICER",
        call_sign="ALPHA ONE",
        passphrase=RIGHT,
        now_ms=NOON,
    )


def test_an_officer_logs_in(officers: Officers, anna: Officer) -> None:
    assert anna.login == "anna"
    assert officers.check("ANNA", RIGHT, now_ms=NOON) == anna
    assert officers.failures("anna") == 0
    assert officers.all() == (anna,)


def test_a_wrong_passphrase_is_counted_and_delays(officers: Officers, anna: Officer) -> None:
    now, waits = NOON, []
    for count in range(1, 10):
        with pytest.raises(AccessError, match="login or the passphrase is wrong"):
            officers.check("anna", WRONG, now_ms=now)
        assert officers.failures("anna") == count
        with pytest.raises(AccessError, match="wait") as soon:
            officers.check("anna", RIGHT, now_ms=now)
        assert officers.failures("anna") == count, "an attempt that came too soon is not counted"
        wait_ms = int(str(soon.value).split("wait ")[1].split(" s")[0]) * 1000
        waits.append(wait_ms)
        now += wait_ms
    assert waits[:4] == [1_000, 2_000, 4_000, 8_000]
    assert max(waits) == DELAY_MAX_MS, "the officer on watch is never locked out for longer"
    assert officers.check("anna", RIGHT, now_ms=now) == anna
    assert officers.failures("anna") == 0


def test_the_count_outlives_a_restart(tmp_path: Path) -> None:
    for _ in range(2):
        db = LocalDb(tmp_path / "desk.db")
        with pytest.raises(AccessError):
            Officers(db, SOFT).check("anna", WRONG, now_ms=NOON)
        db.close()
    db = LocalDb(tmp_path / "desk.db")
    assert Officers(db, SOFT).failures("anna") == 1
    db.close()


def test_guesses_in_parallel_gain_nothing(officers: Officers, anna: Officer) -> None:
    officers.attempt("anna", now_ms=NOON)
    with pytest.raises(AccessError, match="wait"):
        officers.attempt("anna", now_ms=NOON)


def test_one_officers_failures_do_not_delay_another(officers: Officers, anna: Officer) -> None:
    boris = officers.add(
        "boris", name="B", role="DUTY-OFFICER", call_sign="A2", passphrase=RIGHT, now_ms=NOON
    )
    with pytest.raises(AccessError):
        officers.check("anna", WRONG, now_ms=NOON)
    assert officers.check("boris", RIGHT, now_ms=NOON) == boris


def test_a_clock_set_back_locks_nobody_out(officers: Officers, anna: Officer) -> None:
    with pytest.raises(AccessError):
        officers.check("anna", WRONG, now_ms=NOON)
    assert officers.check("anna", RIGHT, now_ms=NOON - 3_600_000) == anna


def test_an_unknown_login_costs_and_says_the_same(
    officers: Officers, anna: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived: list[int] = []
    derive = Hardness.derive

    def count(self: Hardness, passphrase: str, salt: bytes) -> bytes:
        derived.append(self.memory_kib)
        return derive(self, passphrase, salt)

    monkeypatch.setattr(Hardness, "derive", count)
    messages = []
    for login in ("anna", "nobody"):
        with pytest.raises(AccessError) as refused:
            officers.check(login, WRONG, now_ms=NOON)
        messages.append(str(refused.value))
    assert messages[0] == messages[1]
    assert derived == [8, 8]
    with pytest.raises(AccessError, match="wait"):
        officers.check("nobody", WRONG, now_ms=NOON)


def test_tried_logins_do_not_fill_the_disk(
    officers: Officers, db: LocalDb, anna: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(officers_module, "FAILURES_KEPT_MAX", 5)
    officers.attempt("anna", now_ms=NOON)
    for number in range(20):
        officers.attempt(f"guess-{number}", now_ms=NOON + number)
    assert db.run("SELECT count(*) FROM failures") == [(6,)]
    assert officers.failures("anna") == 1


def test_a_disabled_officer_is_out_at_once(officers: Officers, db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db)
    token = sessions.open(anna, terminal="desk-1", address="127.0.0.1", now_ms=NOON)
    officers.disable("anna", now_ms=NOON)
    assert sessions.find(token, now_ms=NOON) is None
    with pytest.raises(AccessError):
        officers.check("anna", RIGHT, now_ms=NOON)
    officers.disable("anna", now_ms=NOON, disabled=False)
    assert officers.check("anna", RIGHT, now_ms=NOON + DELAY_MAX_MS) == anna


def test_a_new_passphrase_ends_the_log_ins(officers: Officers, db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db)
    token = sessions.open(anna, terminal="", address="", now_ms=NOON)
    officers.set_passphrase("anna", WRONG, now_ms=NOON)
    assert sessions.find(token, now_ms=NOON) is None
    assert officers.check("anna", WRONG, now_ms=NOON) == anna


@pytest.mark.parametrize("login", ["", "a b", "-a", "a" * 33, "анна", "a/b"])
def test_a_malformed_login_is_refused(officers: Officers, login: str) -> None:
    with pytest.raises(LocalProtocolError, match="cannot be a login"):
        officers.add(login, name="X", role="R", call_sign="C", passphrase=RIGHT, now_ms=NOON)


def test_officers_are_refused_for_a_reason(officers: Officers, anna: Officer) -> None:
    def add(login: str = "boris", name: str = "B", passphrase: str = RIGHT) -> None:
        officers.add(login, name=name, role="R", call_sign="C", passphrase=passphrase, now_ms=NOON)

    with pytest.raises(LocalProtocolError, match="already"):
        add(login="Anna")
    with pytest.raises(LocalProtocolError, match="name"):
        add(name="B\n")
    with pytest.raises(CustodyError, match="shorter"):
        add(passphrase="short")
    with pytest.raises(LocalProtocolError, match="no officer"):
        officers.set_passphrase("zoe", RIGHT, now_ms=NOON)


def test_no_passphrase_or_token_is_kept(
    officers: Officers, db: LocalDb, anna: Officer, tmp_path: Path
) -> None:
    secrets = [
        RIGHT,
        Sessions(db).open(anna, terminal="", address="", now_ms=NOON),
        Tokens(db).make("feed", now_ms=NOON),
        Terminals(db).code("desk-1", now_ms=NOON),
    ]
    secrets.append(Terminals(db).enrol(secrets[-1], now_ms=NOON))
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in secrets:
        assert secret.encode() not in kept
    attempt = officers.attempt("anna", now_ms=NOON)
    assert attempt.verifier.hex() not in repr(attempt)
    assert "salt=" not in repr(attempt)


def test_a_session_lives_while_it_is_used(db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db, idle_ms=600_000, longest_ms=3_600_000)
    token = sessions.open(anna, terminal="desk-1", address="127.0.0.1", now_ms=NOON)
    found = sessions.find(token, now_ms=NOON + 1)
    assert found is not None
    assert (found.officer, found.terminal, found.since_ms) == (anna, "desk-1", NOON)
    assert sessions.find(token + "x", now_ms=NOON) is None
    assert sessions.find(token, now_ms=NOON + 600_001) is None, "idle"
    now = NOON
    while now < NOON + 3_600_000:
        assert sessions.find(token, now_ms=now) is not None
        now += 500_000
    assert sessions.find(token, now_ms=NOON + 3_600_001) is None, "longest"


def test_a_pages_own_traffic_is_no_sign_of_a_person(db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db, idle_ms=600_000)
    token = sessions.open(anna, terminal="", address="", now_ms=NOON)
    assert sessions.find(token, now_ms=NOON + 599_000, touch=False) is not None
    assert sessions.find(token, now_ms=NOON + 600_001) is None


def test_sessions_end(db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db)
    tokens = [sessions.open(anna, terminal=str(n), address="", now_ms=NOON + n) for n in range(3)]
    assert [live.terminal for live in sessions.live(now_ms=NOON + 3)] == ["2", "1", "0"]
    sessions.close(tokens[0])
    sessions.close("unknown")
    assert sessions.find(tokens[0], now_ms=NOON) is None
    sessions.close_officer(anna.id)
    assert sessions.live(now_ms=NOON) == ()
    sessions.open(anna, terminal="", address="", now_ms=NOON)
    sessions.purge(now_ms=NOON + 100 * TOUCH_MS * 60)
    assert db.run("SELECT count(*) FROM sessions") == [(0,)]


def test_sessions_are_bounded(db: LocalDb, anna: Officer) -> None:
    sessions = Sessions(db)
    for number in range(SESSIONS_MAX + 3):
        sessions.open(anna, terminal=str(number), address="", now_ms=NOON + number)
    assert len(sessions.live(now_ms=NOON + SESSIONS_MAX)) == SESSIONS_MAX


def test_a_token_drafts_until_it_is_revoked(db: LocalDb) -> None:
    tokens = Tokens(db)
    token = tokens.make("flight-plan feed", now_ms=NOON)
    assert token.startswith("dlt_")
    assert tokens.name_of(token) == "flight-plan feed"
    assert tokens.name_of("dlt_other") is None
    with pytest.raises(LocalProtocolError, match="already"):
        tokens.make("flight-plan feed", now_ms=NOON)
    tokens.revoke("flight-plan feed", now_ms=NOON + 1)
    assert tokens.name_of(token) is None
    assert [held.revoked_ms for held in tokens.all()] == [NOON + 1]
    with pytest.raises(LocalProtocolError, match="no token"):
        tokens.revoke("flight-plan feed", now_ms=NOON)
    tokens.make("flight-plan feed", now_ms=NOON)


def test_a_terminal_is_enrolled_once(db: LocalDb) -> None:
    terminals = Terminals(db)
    code = terminals.code("desk-1", now_ms=NOON)
    cookie = terminals.enrol(code.lower().replace("-", " "), now_ms=NOON + CODE_MS)
    assert terminals.name_of(cookie) == "desk-1"
    with pytest.raises(AccessError):
        terminals.enrol(code, now_ms=NOON)
    with pytest.raises(LocalProtocolError, match="already"):
        terminals.code("desk-1", now_ms=NOON)
    terminals.revoke("desk-1", now_ms=NOON)
    assert terminals.name_of(cookie) is None
    assert terminals.all()[0].revoked_ms == NOON
    with pytest.raises(LocalProtocolError):
        terminals.revoke("desk-1", now_ms=NOON)


def test_an_old_or_replaced_code_is_refused(db: LocalDb) -> None:
    terminals = Terminals(db)
    first = terminals.code("desk-1", now_ms=NOON)
    second = terminals.code("desk-1", now_ms=NOON)
    for code, now in ((first, NOON), (second, NOON + CODE_MS + 1), ("", NOON)):
        with pytest.raises(AccessError, match="unknown, used or too old"):
            terminals.enrol(code, now_ms=now)


def test_the_desks_database_is_told_from_others(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    found = LocalDb(path)
    Memos(found).put("test", b"1")
    Memos(found).put("test", b"2")
    assert Memos(found).get("test") == b"2"
    assert Memos(found).get("other") is None
    found.close()
    assert path.stat().st_mode & 0o777 == 0o600
    other = sqlite3.connect(path)
    other.execute("UPDATE schema_version SET name = 'feeds'")
    other.commit()
    other.close()
    with pytest.raises(ConfigError, match="not the desk's database"):
        LocalDb(path)


def test_a_transaction_is_kept_whole_or_not_at_all(db: LocalDb) -> None:
    def half() -> None:
        with db.transaction():
            Memos(db).put("half", b"1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert Memos(db).get("half") is None
