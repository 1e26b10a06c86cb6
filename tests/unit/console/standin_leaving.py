"""The stand-in desk's part for leaving the line."""

from typing import Any

from directline.errors import AccessError, LocalProtocolError
from directline.station.views import EndView, SessionView

ASKED_MS = 1_474_113_600_000


class LeavingStandIn:
    """What two officers ask and do, told in `calls`."""

    calls: list[tuple[str, Any]]
    end: EndView | None = None

    def ending(self, session: SessionView) -> EndView | None:
        return self.end

    async def ask_end(self, session: SessionView, why: str, successor: str) -> EndView:
        if not why.strip():
            raise LocalProtocolError("leaving needs a reason in a sentence")
        self.calls.append(("ask-end", (why, successor)))
        self.end = EndView(1, why, successor[:4], session.officer.name, ASKED_MS)
        return self.end

    async def drop_end(self, session: SessionView, number: int) -> None:
        if self.end is None:
            raise LocalProtocolError(f"leaving {number} does not wait")
        self.calls.append(("drop-end", (number,)))
        self.end = None

    async def do_end(self, session: SessionView, number: int) -> str:
        if self.end is not None and self.end.asked_by == session.officer.name:
            raise AccessError("the officer who asked may not do it")
        self.calls.append(("do-end", (number,)))
        return "ALPHA 9"
