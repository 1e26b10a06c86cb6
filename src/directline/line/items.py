"""One entry, or one control frame, on its way to one peer."""

from dataclasses import dataclass

from directline.line.context import Key
from directline.line.ports import EntryRecord
from directline.line.secrecy import Sealed
from directline.wire.control import Request


@dataclass(slots=True)
class Item:
    """One entry (or control frame that wants an acknowledgement) for one peer."""

    key: Key | None
    lane: int
    explicit: bool = False
    record: EntryRecord | None = None
    sealed: Sealed | None = None
    size: int = 0
    sent: bool = False
    queued: bool = True
    charged: bool = False
    message: bool = False
    """A message: below FLASH it needs the peer's byte credit."""
    asked: bool = False
    """The peer asked for it."""


def place_key(place: tuple[int, int, int, int]) -> Key:
    """The entry that a place in the queue (lane, generation, position, party) stands for."""
    return place[3], place[1], place[2]


def probe() -> bytes:
    """The content of an empty REQUEST: it is acknowledged, and shows that a link lives."""
    return Request().encode()
