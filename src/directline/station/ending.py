"""Leaving the line for good: asked by one officer with a reason, done by another.

What is signed is the line event E-END, to all others.  From then on this station releases no
message, of whatever precedence; receipts and line events go on, so that all of before is delivered
and answered.  There is no way back.
"""

import json
from dataclasses import asdict, dataclass

from directline.errors import AccessError, LocalProtocolError, StoreError
from directline.line.effects import Draft
from directline.line.ladder import Key
from directline.station.departures import Departure
from directline.station.door import Room
from directline.station.instants import instant_text
from directline.station.officers import Officer
from directline.station.views import EndView, LeftView
from directline.wire.body import encode_body
from directline.wire.charter import fingerprint
from directline.wire.ending import Ending
from directline.wire.limits import HASH_BYTES
from directline.wire.values import Kind

WHY_CHARS_MIN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What one officer asked."""

    number: int
    why: str
    successor: str
    """Hexadecimal digits; empty: none."""
    officer: int
    name: str
    at_ms: int


class Leaving:
    """Two officers' leaving of one line."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._memo = f"end/{room.line_hex}"

    def waiting(self) -> EndView | None:
        """What was asked and nobody has done yet."""
        asked = self._kept()[1]
        if asked is None:
            return None
        heir = fingerprint(bytes.fromhex(asked.successor)) if asked.successor else ""
        return EndView(asked.number, asked.why, heir, asked.name, asked.at_ms)

    def ask(self, officer: Officer, why: str, successor: str) -> EndView:
        """Ask to leave the line.

        Raises:
            LocalProtocolError: we have left, it is asked already, no reason, or a digest that is
                none.
        """
        check_stays(self.room)
        said = " ".join(why.split())
        if len(said) < WHY_CHARS_MIN:
            raise LocalProtocolError(
                "leaving needs a reason in a sentence: the other parties read it",
                remedy="name the agreement or order that ends the line",
            )
        ending = Ending(_digest(successor), said)
        ending.body()  # refuses what cannot stand in the entry
        if ending.successor == self.room.charter.digest:
            raise LocalProtocolError(
                "a line does not succeed itself", remedy="name another charter"
            )
        last, held = self._kept()
        if held is not None:
            raise LocalProtocolError(
                f"leaving is asked already, as {held.number} by {held.name}",
                remedy="a second officer does it, or anybody drops it",
            )
        asked = Asked(
            last + 1, said, ending.successor.hex(), officer.id, officer.name, self.room.now_ms()
        )
        self._keep(asked.number, asked)
        args = {"number": str(asked.number), "why": said, "successor": ending.fingerprint or "-"}
        self.room.log("log-end-asked", args, officer.name)
        return EndView(asked.number, said, ending.fingerprint, officer.name, asked.at_ms)

    def drop(self, officer: Officer, number: int) -> None:
        """Take the asking back, or refuse it; any officer may."""
        asked = self._get(number)
        self._keep(asked.number, None)
        self.room.log("log-end-dropped", {"number": str(number)}, officer.name)

    async def do(self, officer: Officer, number: int) -> Key:
        """Leave, as the second officer: nobody can undo it.

        Returns:
            The entry that says so.

        Raises:
            AccessError: it is the officer who asked.
            LocalProtocolError: it does not wait, or the line takes no entry now.
            StoreError: the store refuses; what was asked still waits.
        """
        asked = self._get(number)
        if asked.officer == officer.id:
            raise AccessError(
                "the officer who asked may not do it", remedy="a second officer logs in and does it"
            )
        check_stays(self.room)
        body = Ending(bytes.fromhex(asked.successor), asked.why).body()
        self.room.leaving = True  # no message gets a place behind this entry
        try:
            entry = await self.room.runtime.release(Draft(Kind.EVENT, encode_body(body), 0))
        finally:
            self.room.leaving = False
        self.room.act(entry, "left", officer)
        args = {
            "number": str(number), "why": asked.why, "asked": asked.name,
            "entry": self.room.watch.index.id_of(entry),
        }  # fmt: skip
        self.room.log("log-end-done", args, officer.name)
        with self.room.beside():
            self._keep(asked.number, None)
        return entry

    # --- inside ---------------------------------------------------------------------------------

    def _get(self, number: int) -> Asked:
        asked = self._kept()[1]
        if asked is None or asked.number != number:
            raise LocalProtocolError(
                f"leaving {number} does not wait", remedy="it was done or dropped"
            )
        return asked

    def _kept(self) -> tuple[int, Asked | None]:
        memo = self.room.office.memos.get(self._memo)
        if memo is None:
            return 0, None
        try:
            told = json.loads(memo)
            waiting = told["waiting"]
            return int(told["last"]), None if waiting is None else Asked(**waiting)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                "desk.db holds a value of the wrong kind", remedy="restore desk.db"
            ) from error

    def _keep(self, last: int, waiting: Asked | None) -> None:
        told = {"last": last, "waiting": None if waiting is None else asdict(waiting)}
        self.room.office.memos.put(self._memo, json.dumps(told, ensure_ascii=False).encode())


def check_stays(room: Room) -> None:
    """Refuse what only a party releases that has not left.

    Raises:
        LocalProtocolError: we have left the line, or are leaving it at this moment.
    """
    departure = room.watch.index.departures.of(room.own)
    if departure is None and not room.leaving:
        return
    at = "" if departure is None else f" at {instant_text(departure.at_ms)}"
    heir = "" if departure is None else departure.ending.fingerprint
    raise LocalProtocolError(
        f"{room.party} has left the line {room.charter.name}{at}: it releases no message any more",
        remedy=f"use the line that succeeds it: charter {heir}" if heir else
        "found another line with those whom you need: directline charter draft --succeeds",
    )  # fmt: skip


def addressees(room: Room) -> int:
    """To whom our messages go now, for a draft: 0 is to all.

    Raises:
        LocalProtocolError: all others have left the line.
    """
    departures = room.watch.index.departures
    if not departures.staying(room.own):
        raise LocalProtocolError(
            f"every other party has left the line {room.charter.name}: nobody would read it",
            remedy="leave it too: directline line end",
        )
    return departures.addressees(room.own)


def receipt_addressees(room: Room, author: int) -> int:
    """To whom our receipt on a message goes: its author, and who has not left; 0 is to all."""
    mask = room.watch.index.departures.addressees(room.own)
    others = room.watch.index.departures.staying(room.own)
    return mask | 1 << author if mask or not others else 0


def left_view(room: Room, departure: Departure | None) -> LeftView | None:
    """A party's leaving as the desk shows it."""
    if departure is None:
        return None
    ending = departure.ending
    entry = room.watch.index.id_of(departure.entry)
    return LeftView(departure.at_ms, entry, ending.why, ending.fingerprint)


def _digest(text: str) -> bytes:
    digits = "".join(text.split()).lower()
    if not digits:
        return b""
    if len(digits) != 2 * HASH_BYTES or any(char not in "0123456789abcdef" for char in digits):
        raise LocalProtocolError(
            f"{text[:20]!r} is not the digest of a charter",
            remedy=f"{2 * HASH_BYTES} hexadecimal digits: `directline charter show` prints them",
        )
    return bytes.fromhex(digits)
