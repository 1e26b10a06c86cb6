"""The checks, in the order in which they are played: gentle first, starts anew last."""

from directline.conform.checks import (
    bearing,
    carrying,
    comparing,
    entries,
    frames,
    order,
    renewing,
    watching,
)
from directline.conform.checks.base import Check

CHECKS: tuple[Check, ...] = tuple(
    check
    for room in (carrying, frames, entries, watching, bearing, order, comparing, renewing)
    for check in room.ROOM.checks
)

__all__ = ["CHECKS", "Check"]
