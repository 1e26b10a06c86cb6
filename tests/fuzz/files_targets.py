"""Targets that read files: party, charter, shares, sealed keys, settings, databases, the anchor."""

import atexit
import hashlib
import os
import shutil
import struct
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from directline.cli.rehearsal.page import read_page
from directline.errors import (
    ConfigError,
    CustodyError,
    LocalProtocolError,
    RemoteProtocolError,
    StoreError,
    VerificationError,
)
from directline.line.ports import Anchor, MetaRecord, NoteRecord
from directline.station import custody, founding
from directline.station.approvals import CHARTER, Rule, approve, decode_approval, decode_rule
from directline.station.config import Address as DeskAddress
from directline.station.config import Config, parse_config, render_config
from directline.station.custody import Hardness, KeySigner, PartyKeys, SealedFile
from directline.station.draftbox import Drafts
from directline.station.groups import from_groups, normal_groups, to_groups
from directline.station.localdb import LocalDb, Memos
from directline.station.officers import Officers, normal_login
from directline.station.party import Introduction, party_lines
from directline.station.passphrases import read_passphrase
from directline.station.sessions import Tokens
from directline.station.shares import check_line, join_shares, make_shares, read_share, share_text
from directline.station.storecheck import check_store
from directline.station.terminals import Terminals
from directline.station.watch import Acknowledged
from directline.station.watchlog import WatchLog
from directline.store.anchor import AnchorFile
from directline.store.rows import entry_of
from directline.store.sqlite import SqliteStore
from directline.transcript.note import KeyKind, VerifierKey
from directline.wire.charter import Charter, Role
from directline.wire.codec import decode, encode
from directline.wire.keyevent import NOT_SAID, KeyEvent, decode_key_event, read_key_event
from directline.wire.suite import REAL_SUITE
from tests.fuzz import vectors
from tests.fuzz.target import Shape, Target
from tests.support.pair import KeySigner as NamedSigner
from tests.support.pair import signed_charter
from tests.unit.store.records import entry, evidence

SOFT = Hardness(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "four words nobody guesses"
FOLDER_VARIABLE = "DIRECTLINE_FUZZ_FOLDER"
"""Set by the campaign, which removes the folder however a process ended."""
PAGE = b"""## 1. A

**ALPHA types**

```
directline run --x 'a b' &
```
It must say `x`.
**ALPHA sends `a` to the others.**
"""
REFUSED_FILE = (ConfigError, StoreError)


@cache
def folder() -> Path:
    """Where files stand while they are read; in memory where the machine has such a place."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given)
    memory = Path("/dev/shm")  # noqa: S108 - a new folder of our own in it
    place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix="directline-fuzz-", dir=place))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def put(name: str, data: bytes) -> Path:
    """A file with this content, private."""
    path = folder() / f"{os.getpid()}-{name}"
    path.unlink(missing_ok=True)  # never the same file under a connection that is still open
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def text_of(data: bytes) -> str:
    """Text as a person or a command line may give it, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


# --- founding ------------------------------------------------------------------------------------


class Drawn:
    """In place of the system's entropy: the same in every run, so that a kept input stays true."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, size: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(b"%d" % self._count).digest(size)


@cache
def keys() -> tuple[PartyKeys, KeySigner]:
    """The keys of a party."""
    with mock.patch.object(os, "urandom", Drawn()):
        return PartyKeys.make("ALPHA"), KeySigner.make()


@cache
def _party_files() -> tuple[bytes, ...]:
    held, recovery = keys()
    roles = (Role("DUTY-OFFICER", "WATCH ONE"),)
    one = Introduction.make(held, recovery, callback="+10", roles=roles)
    none = Introduction.make(held, recovery, callback="", roles=())
    return one.encode(), none.encode()


def _party_file(data: bytes) -> None:
    found = Introduction.decode(data)
    assert found.encode() == data
    assert all(line.isprintable() for line in party_lines(found.party))


def _party_path(data: bytes) -> None:
    founding.read_introduction(put("party", data))


def _charter_path(data: bytes) -> None:
    signed = founding.read_charter(put("charter", data))
    assert all(line.isprintable() for line in founding.charter_lines(signed))
    founding.check_complete(signed)


def _approval_files() -> tuple[bytes, ...]:
    held, recovery = keys()
    rule = Rule("ALPHA", 1, (("anna", recovery.public()),))
    approval = approve("ALPHA", "anna", recovery, CHARTER, bytes(32), 1_790_000_000_000)
    return rule.encode(held.identity.sign(rule.signed_bytes())), approval.encode()


def _approval_file(data: bytes) -> None:
    held, _ = keys()
    try:
        rule = decode_rule(data, held.identity.public())
    except RemoteProtocolError:
        approval = decode_approval(data)
        assert approval.encode() == data
    else:
        assert rule.need <= len(rule.officers)


@cache
def _lines_charter() -> Charter:
    return signed_charter("ALPHA", "BRAVO").verify()


def _key_events() -> tuple[bytes, ...]:
    charter = _lines_charter()
    event = KeyEvent(charter.line_id, 1, 1, 1_790_000_000_000, NOT_SAID, "a disk is missing")
    return (event.encode(NamedSigner("BRAVO recovery").sign(event.signed_bytes())),)


def _key_event(data: bytes) -> None:
    charter = _lines_charter()
    event = read_key_event(data, charter)
    assert event.encode(decode_key_event(data)[1]) == data
    assert event.why.isprintable()


def _page(data: bytes) -> None:
    read_page(text_of(data))


def _shares() -> tuple[str, str]:
    secret, pad = bytes(range(32)), bytes(range(32, 64))
    one, other = make_shares(secret, pad, b"abc")
    return share_text(one, "NORTHERN AIR"), share_text(other)


def _share(data: bytes) -> None:
    share = read_share(text_of(data))
    assert read_share(share_text(share)) == share
    for known in map(read_share, _shares()):
        try:
            assert len(join_shares(share, known)) == 32
        except LocalProtocolError:
            continue


def _share_line(data: bytes) -> None:
    number = data[0] % 8 + 1 if data else 1
    assert len(check_line(number, text_of(data[1:]))) == 5


def _share_lines() -> list[bytes]:
    rows = [row.partition(": ") for row in _shares()[0].splitlines() if row[:1].isdigit()]
    return [bytes([int(number) - 1]) + typed.encode() for number, _, typed in rows]


def _groups(data: bytes) -> None:
    text = text_of(data)
    found = from_groups(text)
    if len(found) % 5 == 0:
        assert to_groups(found, 4).replace("-", "") == normal_groups(text)


def _terms(data: bytes) -> None:
    rows = (line.partition("=") for line in text_of(data).split("\n"))
    founding.terms_of({name: value for name, _, value in rows})


@cache
def _charter() -> Charter:
    return Charter.decode(signed_charter("ALPHA", "BRAVO").charter)


def _compare(data: bytes) -> None:
    founding.compare(_charter(), text_of(data[1:]), last_group=bool(data[:1] > b"\x7f"))


def _fingerprints() -> list[bytes]:
    whole = _charter().fingerprint
    return [b"\0" + whole.encode(), b"\xff" + whole[-4:].encode()]


# --- secrets -------------------------------------------------------------------------------------


def _quick_key(self: Hardness, passphrase: str, salt: bytes) -> bytes:
    """In place of Argon2id: what is fuzzed is the file, not the derivation."""
    return REAL_SUITE.sha256(salt + custody.normal_passphrase(passphrase))


def _sealed(data: bytes) -> None:
    """A sealed file as it lies there; or, after a zero, what stands inside one."""
    with mock.patch.object(Hardness, "derive", _quick_key):
        for name, unseal in (("keys", custody.unseal_keys), ("recovery", custody.unseal_recovery)):
            opened: Callable[[bytes, str], object] = unseal
            file = data if data[:1] else b""
            if data[:1] == b"\0":
                file = custody._seal(name, data[1:], PASSPHRASE, SOFT)
            try:
                opened(file, PASSPHRASE)
            except CustodyError:
                continue
            return
    raise CustodyError("neither keys nor a recovery key")


@cache
def _sealed_seeds() -> tuple[bytes, ...]:
    held, recovery = keys()
    made: list[bytes] = []
    plain = mock.patch.object(custody, "_seal", lambda _purpose, inside, *_: b"\0" + inside)
    with mock.patch.object(Hardness, "derive", _quick_key):
        for how in (plain, mock.patch.object(os, "urandom", Drawn())):
            with how:
                made.append(custody.seal_keys(held, PASSPHRASE, SOFT))
                made.append(custody.seal_recovery("ALPHA", recovery, PASSPHRASE, SOFT))
    return tuple(made)


def _home_sealed(data: bytes) -> None:
    SealedFile(put("roots", data), bytes(32), "roots").read()


@cache
def _home_sealed_seeds() -> tuple[bytes, ...]:
    file = SealedFile(folder() / "made", bytes(32), "roots")
    with mock.patch.object(os, "urandom", bytes):
        file.write(b"roots")
    return (file.path.read_bytes(), b"")


def _passphrase(data: bytes) -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, data)
        os.close(writing)
        assert read_passphrase("", fd=reading, environ={})
    finally:
        os.close(reading)


def _passphrase_name(data: bytes) -> None:
    """What the environment says of where the passphrase is."""
    name, _, value = text_of(data).partition("=")
    if "\0" in value:
        return
    if name == "X_FD" and value.isdecimal() and len(value) < 9:
        value = "99999999"  # no descriptor of this process is read
    read_passphrase("", variable="X", environ={name: value})


# --- settings and small states -------------------------------------------------------------------


def _config(data: bytes) -> None:
    found = parse_config(data.decode("utf-8", "replace"))
    assert parse_config(render_config(found)) == found


@cache
def _configs() -> tuple[bytes, ...]:
    address = DeskAddress("127.0.0.1", 7447)
    full = Config(
        listen=(address,), peers={"BRAVO": (address, DeskAddress("::1", 1))},
        desk_origins=("https://desk.example",), alarm_command=("play", 'a"\\b'), languages=("ru",),
    )  # fmt: skip
    more = b"[station]\nlisten = [[[[1]]]]\n\n[peers]\nBRAVO.X = 1\n"
    deep = b"[station]\nlisten = " + b"[" * 30_000
    key = VerifierKey("neutral.example/w", KeyKind.COSIGNATURE, bytes(32)).vkey()
    neutral = [
        f'[witness]\nurl = "{url}"\nvkeys = ["{key}"]\noverdue_min = 5\n'.encode()
        for url in ("https://neutral.example/w", "http://[::")
    ]
    whole, plain = render_config(full).encode(), render_config(Config()).encode()
    return whole, plain, more, deep, *neutral


def _desk_address(data: bytes) -> None:
    found = DeskAddress.parse(text_of(data))
    assert DeskAddress.parse(str(found)) == found


def _memo(data: bytes) -> None:
    found = Acknowledged.decode(data)
    assert Acknowledged.decode(found.encode()) == found


def _login(data: bytes) -> None:
    assert normal_login(normal_login(text_of(data))) == normal_login(text_of(data))


# --- databases and anchor ------------------------------------------------------------------------


def edited(base: bytes, data: bytes) -> bytes:
    """A file with some of its bytes changed: where there is something, not in its empty pages.

    The input is a length (two bytes, all ones for the whole) and edits of four bytes each.
    """
    used = _used(base)
    changed = bytearray(base)
    for at in range(2, len(data) - 3, 4):
        place, value = int.from_bytes(data[at : at + 3]), data[at + 3]
        changed[used[place % len(used)]] = value
    keep = int.from_bytes(data[:2])
    return bytes(changed) if keep >= 0xFF00 else bytes(changed[: keep * 4])


@cache
def _used(base: bytes) -> tuple[int, ...]:
    return tuple(at for at, byte in enumerate(base) if byte)


EDITS = (
    b"\xff\xff", b"\x00\x00", b"\x10\x00", b"\xff\xff" + struct.pack(">I", 0x00001000),
    b"\xff\xff" + b"".join(struct.pack(">I", n * 0x60700 + n) for n in range(40)),
)  # fmt: skip


@cache
def _line_db() -> bytes:
    path = folder() / f"{os.getpid()}-made.db"
    store = _open_store(path)
    for position in range(1, 6):
        store.commit([entry(0, position), entry(1, position, text="x" * 300)], reserve=True)
    store.commit([MetaRecord("key", b"value"), NoteRecord(0, 1, 5, b"note"), evidence()],
                 reserve=True)  # fmt: skip
    store.checkpoint()
    store.close()
    return path.read_bytes()


def _open_store(path: Path) -> SqliteStore:
    return SqliteStore(
        path, own_party=0, anchor_path=path.with_suffix(".anchor"),
        reserve_path=path.with_suffix(".reserve"), reserve_bytes=0,
    )  # fmt: skip


def _clean(path: Path) -> None:
    for name in (f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal",
                 f"{path.stem}.anchor", f"{path.stem}.reserve"):  # fmt: skip
        path.with_name(name).unlink(missing_ok=True)


def _store(data: bytes) -> None:
    base = _line_db()
    path = put("line.db", data[1:] if data[:1] == b"\0" else edited(base, data[1:]))
    _clean(path)
    store = _open_store(path)
    try:
        lost: list[object] = []
        for _serial, record in store.entries(on_damage=lost.append):
            assert record.leaf is not None
        refused = 0
        reads: list[Callable[[], Any]] = [
            store.damaged, store.last_serial, store.evidence, lambda: store.meta("key"),
            lambda: store.note(0, 1), lambda: store.entry(1, 1, 3), store.free_bytes,
            lambda: store.commit([entry(0, 9)], reserve=True), store.checkpoint,
        ]  # fmt: skip
        for read in reads:
            try:
                read()
            except StoreError:
                refused += 1
        if refused:
            raise StoreError("something of it could not be read")
    finally:
        store.close()


def _check(data: bytes) -> None:
    """As `directline store check` reads it, beside a station or without one."""
    base = _line_db()
    path = put("checked.db", data[1:] if data[:1] == b"\0" else edited(base, data[1:]))
    _clean(path)
    found = check_store(path, lambda _done, _all, _damaged: None)
    assert found.sound or found.remedy


def _row(data: bytes) -> None:
    row = decode(data, bytes_max=60_000, rule="VALUE-1")
    if not isinstance(row, tuple) or len(row) != 12:
        raise StoreError("the schema has twelve columns")
    if any(type(value) not in {int, str, bytes, type(None)} for value in row):
        raise StoreError("a database gives no such values")
    values: tuple[Any, ...] = row
    entry_of(values)


def _rows() -> list[bytes]:
    return [
        encode((1, 1, 7, bytes(32), b"header", bytes(64), body, salt, 9, 2, "tls", 5))
        for body, salt in ((b"body", bytes(16)), (None, None))
    ]


@cache
def _desk_db() -> bytes:
    path = folder() / f"{os.getpid()}-made-desk.db"
    db = LocalDb(path)
    officers = Officers(db, SOFT)
    for login in ("one", "two"):
        officers.add(login, name="A", role="DUTY", call_sign="B", passphrase=PASSPHRASE, now_ms=1)
    for number in range(5):
        WatchLog(db).append("log-note", {"text": f"remark {number}"}, now_ms=number)
    Memos(db).put("acknowledged", b'{"1": "one"}')
    Tokens(db).make("system", now_ms=1)
    db.insert(
        "INSERT INTO drafts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ("line", "I1", '{"a": "b"}', None, 0, 0, 1, "A", 1, "desk", "", "[[0, 1, 5]]", ""),
    )
    db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path.read_bytes()


def _desk_store(data: bytes) -> None:
    base = _desk_db()
    path = put("desk.db", data[1:] if data[:1] == b"\0" else edited(base, data[1:]))
    _clean(path)
    db = LocalDb(path)
    try:
        refused = 0
        reads: list[Callable[[], Any]] = [
            Officers(db, SOFT).all, WatchLog(db).verify, lambda: WatchLog(db).rows(limit=50),
            Tokens(db).all, Terminals(db).all, lambda: Memos(db).get("acknowledged"),
            lambda: Drafts(db).all("line"),
        ]  # fmt: skip
        for read in reads:
            try:
                read()
            except (StoreError, VerificationError, CustodyError):
                refused += 1
        if refused:
            raise StoreError("something of it could not be read")
    finally:
        db.close()


def _database_seeds() -> Sequence[bytes]:
    other = b"SQLite format 3\0" + bytes(84)
    return [*(b"\1" + edit for edit in EDITS), b"\0", b"\0no database at all", b"\0" + other]


def _anchor(data: bytes) -> None:
    path = put("anchor", data)
    found = AnchorFile(path)
    try:
        held = found.read()
        found.write(Anchor(2**40, 1, bytes(32)))
        assert held is None or held.generation < 2**40 or found.read() == held
    finally:
        found.close()


@cache
def _anchors() -> tuple[bytes, ...]:
    path = folder() / f"{os.getpid()}-made-anchor"
    file = AnchorFile(path)
    for position in (1, 2):
        file.write(Anchor(1, position, bytes([position]) * 32))
    file.close()
    return path.read_bytes(), b""


TARGETS = (
    Target("station.party_file", _party_file, (RemoteProtocolError, VerificationError), 16_500,
           _party_files, ("station.party.Introduction.decode", "station.party.plain"), Shape.CBOR),
    Target("station.party_path", _party_path, (ConfigError, VerificationError), 16_500,
           _party_files, ("station.founding.read_introduction", "station.files.read_bounded"),
           Shape.CBOR, quick=200),
    Target("station.charter_path", _charter_path,
           (ConfigError, VerificationError, LocalProtocolError), 70_500,
           lambda: vectors.wire("signed"),
           ("station.founding.read_charter", "station.founding.signers",
            "station.founding.charter_lines", "station.founding.check_complete",
            "wire.charter.check_follows"), Shape.CBOR, quick=200),
    Target("station.approval", _approval_file,
           (RemoteProtocolError, VerificationError, LocalProtocolError), 8_400, _approval_files,
           ("station.approvals.decode_rule", "station.approvals.decode_approval"), Shape.CBOR),
    Target("wire.key_event", _key_event, (RemoteProtocolError, VerificationError), 2_200,
           _key_events, ("wire.keyevent.read_key_event", "wire.keyevent.decode_key_event"),
           Shape.CBOR),
    Target("cli.ceremony", _page, (ConfigError,), 20_000,
           lambda: [PAGE],
           ("cli.rehearsal.page.read_page",), Shape.TEXT),
    Target("station.share", _share, (LocalProtocolError,), 8_300,
           lambda: [text.encode() for text in _shares()],
           ("station.shares.read_share", "station.shares.share_of",
            "station.shares.join_shares"), Shape.TEXT),
    Target("station.share_line", _share_line, (LocalProtocolError,), 300, _share_lines,
           ("station.shares.check_line",), Shape.TEXT),
    Target("station.groups", _groups, (LocalProtocolError,), 600,
           lambda: [b"7K3F9-QXA", b"0O1IL-vvvvv 000000", b"ZZ"],
           ("station.groups.from_groups", "station.groups.normal_groups"), Shape.TEXT),
    Target("station.terms", _terms, (LocalProtocolError,), 6_000,
           lambda: [b"blackout_ms=60000\nheartbeat_ms=1", b"x=1", b"flash_rings=one"],
           ("station.founding.terms_of",), Shape.TEXT),
    Target("station.compare", _compare, (LocalProtocolError,), 400, _fingerprints,
           ("station.founding.compare",), Shape.TEXT),
    Target("station.sealed_keys", _sealed, (CustodyError,), 66_000, _sealed_seeds,
           ("station.custody.unseal_keys", "station.custody.unseal_recovery"), Shape.BINARY),
    Target("station.sealed_file", _home_sealed, (CustodyError,), 66_000, _home_sealed_seeds,
           ("station.custody.SealedFile.read",), quick=200),
    Target("station.passphrase", _passphrase, (ConfigError, CustodyError), 9_000,
           lambda: [b"four words\n", b"four words\r\nnext", b"\n"],
           ("station.passphrases.read_passphrase",), Shape.TEXT, quick=200),
    Target("station.passphrase_name", _passphrase_name, (ConfigError, CustodyError), 6_000,
           lambda: [b"X_FILE=/nowhere", b"X=words", b"X_FD=", b"X_FILE=/", b"X_FD=7"],
           ("station.passphrases.read_passphrase",), Shape.TEXT, quick=200),
    Target("station.config", _config, (ConfigError,), 65_536, _configs,
           ("station.config.parse_config", "station.config.Address.parse"), Shape.TEXT, quick=200),
    Target("station.address", _desk_address, (ConfigError,), 6_000,
           lambda: [b"192.0.2.7:7447", b"[2001:db8::7]:7447", b"localhost:0"],
           ("station.config.Address.parse",), Shape.TEXT),
    Target("station.memo", _memo, (), 70_000, lambda: [b'{"1": "one", "22": "two"}', b"[]", b"{}",
                                            b"[" * 60_000],
           ("station.watch.Acknowledged.decode",), Shape.JSON),
    Target("station.login", _login, (), 400, lambda: [b"one", b" One.Two "],
           ("station.officers.normal_login",), Shape.TEXT),
    Target("store.line_db", _store, REFUSED_FILE, 9_000, _database_seeds,
           ("store.reading.Reader.open",), quick=30, campaign=20_000, growth_bytes=16 << 20),
    Target("store.desk_db", _desk_store, REFUSED_FILE, 9_000, _database_seeds,
           ("station.watchlog.WatchLog.verify",), quick=30, campaign=20_000,
           growth_bytes=16 << 20),
    Target("store.check", _check, REFUSED_FILE, 9_000, _database_seeds,
           ("station.storecheck.check_store",), quick=30, campaign=20_000,
           growth_bytes=16 << 20),
    Target("store.row", _row, (StoreError, RemoteProtocolError), 60_000, _rows,
           ("store.rows.entry_of",), Shape.CBOR),
    Target("store.anchor", _anchor, (StoreError,), 9_000, _anchors,
           ("store.anchor.AnchorFile.read",), quick=100),
)  # fmt: skip
