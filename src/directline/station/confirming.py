"""By which other bearer a key event, or a charter with other keys, was confirmed; or by none.

    confirmations = Confirmations(home.open_db())
    confirmations.heard(event, charter, other="BRAVO", officers=[...], now_ms=...)
    confirmations.none(event, charter, role="DUTY-OFFICER", why="...", now_ms=...)
    confirmations.stands(event) -> True, False, or None where nothing is known

Each is a line of the party's own watch log, which is never sent; the last one counts.
"""

from collections.abc import Sequence

from directline.errors import LocalProtocolError
from directline.station.localdb import LocalDb, Memos
from directline.station.party import plain
from directline.station.watchlog import WatchLog
from directline.wire.charter import Charter, Party, normalise_fingerprint
from directline.wire.keyevent import KeyEvent

HEARD_MIN = 2
"""Officers who follow a key event's fingerprint over another bearer than the file came by."""
_CONFIRMED, _NOT = b"confirmed", b"not confirmed"


def check_heard(officers: Sequence[str]) -> None:
    """Refuse a reading that too few followed.

    Raises:
        LocalProtocolError: fewer than two different officers.
    """
    if len({name.strip().casefold() for name in officers if name.strip()}) < HEARD_MIN:
        raise LocalProtocolError(
            "the fingerprint was followed by fewer than two officers: nothing was taken in",
            remedy="call that party at the number in the charter; two listen; name both."
            " Where there is no second bearer, a post of ours says so: --not-confirmed",
        )


def check_role(party: Party, role: str) -> None:
    """Refuse a post that the charter does not name for our party.

    Raises:
        LocalProtocolError: it does not.
    """
    known = [one.id for one in party.roles]
    if role not in known:
        raise LocalProtocolError(
            f"{plain(role[:40])!r} is no post of {party.id} in the charter: nothing was taken in",
            remedy=f"one of {', '.join(map(plain, known)) or 'none, so confirm it'}",
        )


def check_read(fingerprint: str, typed: str, *, whole: bool) -> None:
    """Refuse another fingerprint than this one.

    Args:
        fingerprint: Of what is before us.
        typed: As the other party read it: all ten groups, or the last one.
        whole: Only all ten will do, since nobody watched.

    Raises:
        LocalProtocolError: they differ.
    """
    normal, last = normalise_fingerprint(typed), fingerprint.rpartition("-")[2]
    if normal != fingerprint and (whole or normal != last):
        raise LocalProtocolError(
            "the fingerprints differ: nothing was taken in",
            remedy="ask that party for the file again, and for what it reads",
        )


class Confirmations:
    """The party's own record of what was confirmed over a second bearer."""

    def __init__(self, db: LocalDb) -> None:
        self._log = WatchLog(db)
        self._memos = Memos(db)

    def heard(
        self, event: KeyEvent, charter: Charter, *, other: str, officers: Sequence[str], now_ms: int
    ) -> None:
        """Officers of ours followed the fingerprint as another party read it."""
        args = {"other": other, "officers": ", ".join(officers)}
        self._keep(event, charter, "log-key-confirmed", args, now_ms)
        self._memos.put(_memo(event), _CONFIRMED)

    def none(self, event: KeyEvent, charter: Charter, *, role: str, why: str, now_ms: int) -> None:
        """There was no second bearer; a post of ours says so, and takes the event in."""
        args = {"role": role, "why": why or "-"}
        self._keep(event, charter, "log-key-unconfirmed", args, now_ms)
        self._memos.put(_memo(event), _NOT)

    def stands(self, event: KeyEvent) -> bool | None:
        """Whether an event was confirmed; None: it was taken in before this was kept."""
        found = self._memos.get(_memo(event))
        return None if found is None else found == _CONFIRMED

    def charter(self, charter: Charter, *, role: str, why: str, now_ms: int) -> None:
        """We sign a charter: its fingerprint was compared by voice, or a post of ours says no."""
        args = {"version": str(charter.version), "fingerprint": charter.fingerprint}
        if role:
            args |= {"role": role, "why": why or "-"}
        kind = "log-charter-unconfirmed" if role else "log-charter-confirmed"
        self._log.append(kind, args, now_ms=now_ms)

    def _keep(
        self, event: KeyEvent, charter: Charter, kind: str, args: dict[str, str], now_ms: int
    ) -> None:
        own = {"party": charter.parties[event.party].id, "fingerprint": event.fingerprint}
        self._log.append(kind, own | args, now_ms=now_ms)


def _memo(event: KeyEvent) -> str:
    return f"key-event/{event.digest.hex()}"
