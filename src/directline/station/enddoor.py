"""The door's part for leaving the line: what is asked, by whom, and done by a second officer."""

from directline.station.door import Room
from directline.station.ending import Leaving
from directline.station.views import EndView, SessionView


class EndDoor:
    """Leaving the line."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def ending(self, session: SessionView) -> EndView | None:
        """That we leave: asked by one officer, and not yet done by a second."""
        self.room.reader(session)
        return Leaving(self.room).waiting()

    async def ask_end(self, session: SessionView, why: str, successor: str) -> EndView:
        """Ask to leave the line for good; a second officer does it."""
        officer = self.room.officer(session)
        return Leaving(self.room).ask(officer, why, successor)

    async def drop_end(self, session: SessionView, number: int) -> None:
        """Take the asking back, or refuse it."""
        Leaving(self.room).drop(self.room.officer(session), number)

    async def do_end(self, session: SessionView, number: int) -> str:
        """Leave, as the second officer; nobody can undo it.  Returns the entry that says so."""
        officer = self.room.officer(session)
        async with self.room.steps:
            entry = await Leaving(self.room).do(officer, number)
        return self.room.watch.index.id_of(entry)
