"""An officer's seat in a scenario: the desk's door with fewer words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from directline.errors import DirectlineError
from directline.station.deskdoor import StationDesk
from directline.station.views import (
    AlarmView,
    DeskView,
    DraftView,
    MessageView,
    PeerView,
    SessionView,
)

if TYPE_CHECKING:
    from directline.scenarios.house import PartyHere


class Seat:
    """One officer, logged in."""

    def __init__(self, party: "PartyHere", session: SessionView) -> None:
        self.party = party
        self.session = session

    @property
    def desk(self) -> StationDesk:
        """The station's door."""
        return self.party.station.desk

    @property
    def view(self) -> DeskView:
        """The whole desk now."""
        return self.desk.view(self.session)

    def message(self, name: str) -> MessageView:
        """One message, without opening it."""
        return self.desk.message(self.session, name)

    def has(self, name: str) -> bool:
        """Whether this message is here."""
        try:
            self.message(name)
        except DirectlineError:
            return False
        return True

    def alarms(self, kind: str, subject: str = "") -> list[AlarmView]:
        """The alarms of a kind; with a subject, those about one message."""
        found = [alarm for alarm in self.view.alarms if alarm.kind == kind]
        return [alarm for alarm in found if not subject or alarm.message_id == subject]

    def peer(self, party: str = "") -> PeerView:
        """How the line to another party stands."""
        return next(peer for peer in self.view.peers if not party or peer.party == party)

    async def draft(
        self, form: str, inputs: Mapping[str, str], *, precedence: int | None = None
    ) -> DraftView:
        """Write a draft."""
        return await self.desk.draft(self.session, form, inputs, precedence=precedence)

    async def release(self, draft: DraftView) -> str:
        """Release a draft; returns the name of the message."""
        return (await self.desk.release(self.session, draft.id)).id

    async def send(
        self, form: str, inputs: Mapping[str, str], *, by: "Seat | None" = None,
        precedence: int | None = None,
    ) -> str:  # fmt: skip
        """Write and release; `by` is the second officer where the form needs one."""
        draft = await self.draft(form, inputs, precedence=precedence)
        return await (by or self).release(draft)

    async def open(self, name: str) -> MessageView:
        """Open a message."""
        return await self.desk.open(self.session, name)

    async def read_back(
        self, name: str, inputs: Mapping[str, str]
    ) -> tuple[tuple[str, str, str, int | None], ...]:
        """Type the critical fields again; returns the mismatches."""
        _, wrong = await self.desk.read_back(self.session, name, inputs)
        return wrong

    async def passed(self, name: str, unit: str) -> None:
        """Sign that a unit was told."""
        await self.desk.passed(self.session, name, unit)

    async def answer(self, name: str, code: str, remark: str = "") -> None:
        """Answer a message."""
        await self.desk.answer(self.session, name, code, remark)

    async def decline(self, name: str, reason: str) -> None:
        """Decline with a reason code."""
        await self.desk.decline(self.session, name, reason)
