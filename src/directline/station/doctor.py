"""What an operator should know of a home: its keys, clock, disk, charter, feeds and anchor.

    examine(home, now_ms=...) -> list[Finding]

Reads only; works beside a running station and on one that does not start.  A finding that is not
`OK` says what helps.  Nothing secret is opened: keys stay sealed, and no passphrase is asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from directline.catalogue import load
from directline.errors import ConfigError, CustodyError, DirectlineError
from directline.station.clock import kernel_quality
from directline.station.departures import Departures
from directline.station.home import Home, LineDir
from directline.station.instants import instant_text
from directline.station.keptwords import kept
from directline.station.keyring import no_pin, outside_keys
from directline.station.localdb import number, words
from directline.station.signing import waited
from directline.station.wholeft import departures_in
from directline.store.anchor import AnchorFile
from directline.store.connection import LibraryConnection
from directline.store.files import SYSTEM
from directline.store.home import lock_home
from directline.store.reading import Reader
from directline.store.schema import APPLICATION_ID
from directline.wire.charter import Charter, Party
from directline.wire.values import ClockQuality

ROOM_SPARE_BYTES = 1 << 30
"""Years of ordinary traffic; below it an operator should look."""
ROOM_NEEDED_BYTES = 64 << 20
"""Below it the station soon keeps nothing but FLASH."""


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    LOOK = "look"
    """Nothing is wrong yet, or cannot be known from here."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined."""

    state: State
    about: str
    text: str
    remedy: str = ""

    def line(self) -> str:
        """The finding as a sentence or two."""
        helps = f"\n        what helps: {self.remedy}" if self.remedy else ""
        return f"[{self.state.value:>5}] {self.about}: {self.text}{helps}"


def examine(path: Path, *, clock: Callable[[], ClockQuality] = kernel_quality) -> list[Finding]:
    """Everything that can be seen of a home from outside.

    Args:
        path: The home.
        clock: What the kernel says of its clock.
    """
    try:
        home = Home.open(path)
    except ConfigError as error:
        return [Finding(State.WRONG, "home", error.message, error.remedy)]
    found = [
        Finding(State.OK, "home", f"of party {home.party}, readable by its owner alone"),
        *_keys(home),
        _clock(clock()),
        _disk(home),
        _running(home),
    ]
    lines = home.lines()
    if not lines:
        remedy = "directline line join, once the charter is signed by all"
        found.append(Finding(State.LOOK, "lines", "none was joined yet", remedy))
    for line in lines:
        found += _line(home, line)
    return found


def _keys(home: Home) -> Iterator[Finding]:
    try:
        introduction = home.introduction()
    except DirectlineError as error:
        yield Finding(State.WRONG, "keys", error.message, error.remedy)
        return
    if introduction.party.mldsa:
        yield Finding(State.OK, "keys", "sealed; Ed25519, and ML-DSA-44 for checkpoints")
    else:
        yield Finding(
            State.LOOK,
            "keys",
            "sealed; Ed25519 alone, since this home was founded before there was ML-DSA",
            "a new home and charter, when the parties next meet",
        )
    yield from _elsewhere(home, introduction.party)
    if (home.path / "recovery.sealed").exists():
        yield Finding(
            State.LOOK,
            "recovery key",
            "it still lies in the home: whoever takes this disk takes it too",
            "carry recovery.sealed away and keep it offline; remove it here",
        )
    else:
        yield Finding(State.OK, "recovery key", "it is not on this machine")


def _elsewhere(home: Home, party: Party) -> Iterator[Finding]:
    """Keys on tokens and in agents: whether each is there; no PIN is asked for."""
    try:
        places = home.config().keys
    except ConfigError as error:
        yield Finding(State.WRONG, "settings", error.message, error.remedy)
        return
    publics = {name: getattr(party, name) for name in places}
    for name, signer in outside_keys(places, publics, no_pin).items():
        try:
            waited(signer.check())
        except CustodyError as error:
            yield Finding(State.WRONG, f"{name} key", error.message, error.remedy)
        else:
            text = f"{signer.place}: there, and the one that the party file names"
            yield Finding(State.OK, f"{name} key", text)


def _clock(quality: ClockQuality) -> Finding:
    if quality in {ClockQuality.SYNCED, ClockQuality.DISCIPLINED}:
        return Finding(State.OK, "clock", f"the kernel calls it {quality.name.lower()}")
    if quality is ClockQuality.FREE:
        remedy = "run chrony, ntpd or systemd-timesyncd; messages say meanwhile that it runs free"
        return Finding(State.LOOK, "clock", "it runs free: nothing disciplines it", remedy)
    return Finding(State.LOOK, "clock", "the kernel cannot be asked about it")


def _disk(home: Home) -> Finding:
    room = SYSTEM.room_bytes(home.path)
    text = f"{room // (1 << 20):,} MiB free"
    remedy = "make room on the disk that holds the home"
    if room < ROOM_NEEDED_BYTES:
        return Finding(State.WRONG, "disk", text, remedy)
    return Finding(State.LOOK if room < ROOM_SPARE_BYTES else State.OK, "disk", text,
                   remedy if room < ROOM_SPARE_BYTES else "")  # fmt: skip


def _running(home: Home) -> Finding:
    try:
        lock_home(home.path).release()
    except ConfigError as error:
        return Finding(State.OK, "station", f"it runs ({error.message})")
    return Finding(State.LOOK, "station", "it does not run", "directline run")


def _line(home: Home, line: LineDir) -> Iterator[Finding]:
    about = f"line {line.id[:8]}"
    try:
        charter = line.charter()
        own = charter.index(home.party)
    except DirectlineError as error:
        yield Finding(State.WRONG, about, error.message, error.remedy)
        return
    yield Finding(
        State.OK, about, f"{charter.name}, charter {charter.fingerprint}, signed by all parties"
    )
    yield from _words(about, line, charter)
    yield _roots(about, line)
    yield from _feeds(about, line, charter, own)


def _words(about: str, line: LineDir, charter: Charter) -> Iterator[Finding]:
    pin = charter.catalogue
    if pin != load().digest and pin not in kept(line, charter, load()):
        yield Finding(
            State.LOOK,
            about,
            "the charter pins a catalogue that this version of directline does not carry, and it is"
            " not kept beside the charter",
            "start once with the version that the parties agreed on, or amend the charter",
        )


def _roots(about: str, line: LineDir) -> Finding:
    path = line.path / "roots.sealed"
    if not path.exists():
        remedy = "restore it from a backup, or bring the couriered secret again"
        return Finding(State.WRONG, about, "its roots of secrecy are missing", remedy)
    return Finding(State.OK, about, "its roots of secrecy are there, sealed")


def _feeds(about: str, line: LineDir, charter: Charter, own: int) -> Iterator[Finding]:
    if not line.db_path.exists():
        fresh = line.is_fresh()
        text = "it was never started" if fresh else "its database is gone"
        remedy = "" if fresh else "restore a backup: the station opens a new generation by itself"
        yield Finding(State.LOOK if fresh else State.WRONG, about, text, remedy)
        return
    reader = Reader(line.db_path, LibraryConnection)
    try:
        reader.open()
        yield from _database(about, reader)
        anchor = line.anchor()
        try:
            yield _head(about, reader, anchor, own)
        finally:
            anchor.close()
        for index, party in enumerate(charter.parties):
            rows = reader.rows("SELECT count(*) FROM entries WHERE party = ?", (index,))
            held = number(rows[0][0])
            yield Finding(State.OK, about, f"{held} entries of {party.id} are held")
        yield from _left(about, departures_in(reader, len(charter.parties)), charter)
    except DirectlineError as error:
        yield Finding(State.WRONG, about, f"its database: {error.message}", error.remedy)
    finally:
        reader.close()


def _left(about: str, departures: Departures, charter: Charter) -> Iterator[Finding]:
    """Who has left the line, and whether it has ended: no fault, and good to know."""
    for index, party in enumerate(charter.parties):
        departure = departures.of(index)
        if departure is not None:
            at = instant_text(departure.at_ms)
            yield Finding(State.OK, about, f"{party.id} left the line at {at}, by its own clock")
    if departures.ended:
        text = "all parties have left: the line has ended; keep this home and its backups"
        yield Finding(State.OK, about, text)


def _database(about: str, reader: Reader) -> Iterator[Finding]:
    if reader.rows("PRAGMA application_id") != [(APPLICATION_ID,)]:
        yield Finding(State.WRONG, about, "its database is another program's", "restore a backup")
    answers = [words(row[0]) for row in reader.rows("PRAGMA quick_check(8)")]
    if answers == ["ok"]:
        yield Finding(State.OK, about, "its database is whole")
    else:
        yield Finding(
            State.WRONG,
            about,
            f"its database is damaged: {answers[0][:120]}",
            "stop the station, restore the newest backup; it takes back from the others what it"
            " lacks and opens a new generation by itself",
        )


def _head(about: str, reader: Reader, file: AnchorFile, own: int) -> Finding:
    """The own feed's head against the anchor that is kept outside the database."""
    rows = reader.rows(
        "SELECT generation, position, leaf FROM entries WHERE party = ?"
        " ORDER BY generation DESC, position DESC LIMIT 1",
        (own,),
    )
    head = (number(rows[0][0]), number(rows[0][1])) if rows else (0, 0)
    anchor = file.read()
    said = f"the own feed ends at {head[0]}/{head[1]}"
    if anchor is None:
        remedy = "none is needed: the next start asks the others and opens a new generation"
        return Finding(State.LOOK, about, f"{said}; its anchor is missing", remedy)
    kept = (anchor.generation, anchor.position)
    if kept == head:
        return Finding(State.OK, about, f"{said}, as its anchor says")
    if kept < head:
        return Finding(State.OK, about, f"{said}; its anchor is behind, as after a crash")
    return Finding(
        State.WRONG,
        about,
        f"{said}, its anchor knows of {kept[0]}/{kept[1]}: an older backup was put in place",
        "none is needed: the next start asks the others and opens a new generation",
    )
