"""The small vocabularies that every entry uses."""

from enum import IntEnum


class Precedence(IntEnum):
    """Speed of handling, not importance (ACP 121).  Also the lane's number."""

    ROUTINE = 0
    PRIORITY = 1
    IMMEDIATE = 2
    FLASH = 3


class Kind(IntEnum):
    """What an entry is."""

    MESSAGE = 0
    RECEIPT = 1
    EVENT = 2


class ClockQuality(IntEnum):
    """What the author's station knows of its own civil clock."""

    UNKNOWN = 0
    FREE = 1
    """Running by itself, not known to be right."""
    SYNCED = 2
    """Disciplined by a network source."""
    DISCIPLINED = 3
    """Disciplined by a reference of the station's own."""
