"""Looks at every stored entry again and again, slowly, for bits that have turned."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

from directline.errors import RemoteProtocolError, StoreError
from directline.line.ports import DamagedRecord, EntryRecord
from directline.store.upkeep import Scrubbed, Verify
from directline.wire.body import commitment, decode_body
from directline.wire.entry import Header

STEP_S = 1.0
"""Between two steps of 64 entries: a year of hourly tests takes some ten minutes."""
REST_S = 6 * 3600.0
"""Between two passes over all entries."""

_log = structlog.get_logger("store")


class Searched(Protocol):
    """What is looked through."""

    def scrub(self, after_serial: int = 0, *, verify: Verify | None = None) -> Scrubbed:
        """Look at the next entries."""


class Scrubber:
    """The search for rot in one store.

    Args:
        store: what is looked through.
        damaged: told of each entry that does not read as it was written.
        broken: told why, when more than entries is damaged.
        step_s: between two steps.
        rest_s: between two passes.
    """

    def __init__(
        self,
        store: Searched,
        *,
        damaged: Callable[[DamagedRecord], None],
        broken: Callable[[str], None],
        step_s: float = STEP_S,
        rest_s: float = REST_S,
    ) -> None:
        self._store = store
        self._damaged = damaged
        self._broken = broken
        self._step_s, self._rest_s = step_s, rest_s
        self._after = 0
        self.looked = 0
        """Entries looked at since the start."""

    async def run(self) -> None:
        """Search until cancelled."""
        while True:
            await self.step()
            await asyncio.sleep(self._step_s if self._after else self._rest_s)

    async def step(self) -> None:
        """Look at the next entries, away from the loop."""
        try:
            found = await asyncio.to_thread(self._store.scrub, self._after, verify=sound)
        except StoreError as error:
            _log.error("the search for rot cannot read", reason=error.message)
            self._broken(error.message)
            self._after = 0
            return
        self._after = found.after_serial
        self.looked += found.looked
        if found.misfiled:
            _log.warning("an index that had rotted was built anew")
        for lost in found.damaged:
            self._damaged(lost)


def sound(record: EntryRecord) -> bool:
    """Whether a stored entry is what its header says: its place, and its body's commitment."""
    try:
        header = Header.parse(record.header)
        place = (header.party, header.generation, header.position)
        if place != (record.party, record.generation, record.position):
            return False
        if record.body is None or record.salt is None:
            return True
        return commitment(decode_body(record.body), record.salt) == header.commitment
    except RemoteProtocolError:
        return False
