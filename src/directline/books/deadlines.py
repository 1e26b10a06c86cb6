"""Book *deadlines*: every reply owed, by whom, since when, in which class of silence.

No class says why somebody is silent: the transcript does not know, and a book never guesses.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from directline.books.messages import Message, Messages
from directline.books.order import Key
from directline.books.owed import DECLINED, OPEN, Owed, owed
from directline.books.reading import Reading
from directline.books.rows import Journal, Table, entry_key


class Silence(StrEnum):
    """The class of silence around one thing that is owed."""

    NONE = "none"
    """Nothing is late."""
    NOT_RECEIVED = "no-receipt"
    """Nothing that the party signed shows that it has the message."""
    NOT_OPENED = "received-not-opened"
    OPENED_NOT_ANSWERED = "opened-not-answered"
    DECLINED = "declined"
    SUSPENDED = "suspended"


class Due(NamedTuple):
    """What is owed on one message."""

    code: str
    precedence: int
    drill: bool
    owed: tuple[Owed, ...]


class Heard(NamedTuple):
    """The last sign of life of a party in the transcript."""

    entry: Key
    at_ms: int


class DueView(NamedTuple):
    """One thing owed, as of an instant."""

    message: Key
    code: str
    precedence: int
    drill: bool
    owed: Owed
    silence: str
    late: bool
    heard: Heard | None


class Deadlines:
    """What is owed on a line."""

    name = "deadlines"

    def __init__(self, journal: Journal, messages: Messages) -> None:
        self._messages = messages
        self.rows: Table[Due] = Table(journal)
        self.heard: Table[Heard] = Table(journal)

    @property
    def tables(self) -> dict[str, Table[object]]:
        """What the digest covers."""
        return {"owed": self.rows, "heard": self.heard}  # type: ignore[dict-item]

    def enter(self, read: Reading) -> None:
        """Fold one entry in."""
        self.heard.put((read.key[0],), Heard(read.key, read.header.instant_ms))

    def refresh(self, key: Key, message: Message) -> None:
        """Follow a message that changed."""
        rules = self._messages.rules
        found = [one for side in message.sides if (one := owed(message, side, rules)) is not None]
        due = None
        if found:
            due = Due(message.code, message.precedence, message.drill, tuple(found))
        self.rows.put(key, due)

    def view(self, instant_ms: int, links: Mapping[int, str] | None = None) -> list[DueView]:
        """What is owed at an instant: the late first, then the urgent, then the oldest.

        Args:
            instant_ms: By the clock of whoever asks.
            links: What a station knows of the link to a party ("unreachable", "own-cut-off");
                a transcript knows nothing of it.
        """
        found = []
        for key, row in self.rows.items():
            for one in row.owed:
                late = one.due_ms is not None and instant_ms > one.due_ms
                found.append(
                    DueView(
                        entry_key(key),
                        row.code,
                        row.precedence,
                        row.drill,
                        one,
                        _silence(one, late=late, link=(links or {}).get(one.party)),
                        late,
                        self.heard.get((one.party,)),
                    )
                )
        found.sort(key=lambda v: (not v.late, -v.precedence, v.owed.since_ms, v.message))
        return found


def _silence(one: Owed, *, late: bool, link: str | None) -> str:
    if one.what == DECLINED:
        return Silence.DECLINED
    if not one.signed and link:
        return link
    if one.suspended and not one.level:
        return Silence.SUSPENDED
    if not late:
        return Silence.NONE
    if not one.signed:
        return Silence.NOT_RECEIVED
    if one.what == OPEN or not one.level:
        return Silence.NOT_OPENED
    return Silence.OPENED_NOT_ANSWERED
