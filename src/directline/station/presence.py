"""Which desks can be seen and heard, and whether an officer is there.  Pure.

A hidden page, a page that may not sound, and a terminal with nobody logged in are no presence.
What a page says is a machine's claim; the officer's own "I heard it" is kept beside it.
"""

from dataclasses import dataclass, replace

PAGE_STALE_MS = 10_000
"""A page that has said nothing for so long is dead: its word no longer counts."""
PAGES_MAX = 64
"""Pages remembered at once: a few dozen officers, and a runaway browser costs nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One open page of one desk."""

    desk: str
    who: str
    officer: int
    """0 for an enrolled terminal with nobody logged in."""
    visible: bool
    audible: bool
    heard: bool | None
    """The officer's answer to the test tone; None while nobody has answered."""
    at_ms: int
    seat: str = ""
    """The log-in that the page belongs to: an officer may have several, the command's too."""

    def sounds(self) -> bool:
        """It may sound, and no officer has said that nothing was heard."""
        return self.audible and self.heard is not False


class PresenceBook:
    """All pages of all desks, and the last act of a person."""

    def __init__(self, *, desk_presence_ms: int) -> None:
        self._pages: dict[str, Page] = {}
        self._desk_presence_ms = desk_presence_ms
        self._acted_ms: int | None = None
        self._present_ms: int | None = None

    def report(
        self,
        desk: str,
        *,
        who: str,
        officer: int,
        visible: bool,
        audible: bool,
        heard: bool | None,
        now_ms: int,
        seat: str = "",
    ) -> bool:
        """A page tells how it stands.

        Returns:
            True when something that others should know has changed.
        """
        known = self._pages.get(desk)
        if known is None and len(self._pages) >= PAGES_MAX:
            del self._pages[min(self._pages.values(), key=lambda page: page.at_ms).desk]
        if heard is None and known is not None and known.officer == officer:
            heard = known.heard
        page = Page(desk, who, officer, visible, audible, heard, now_ms, seat)
        self._pages[desk] = page
        if officer and visible and page.sounds():
            self._present_ms = now_ms
        return known is None or replace(known, at_ms=now_ms) != page

    def heard(self, desk: str) -> bool | None:
        """What the officer at this desk last said of the test tone."""
        page = self._pages.get(desk)
        return None if page is None else page.heard

    def left(self, desk: str) -> bool:
        """A page is gone by its officer's own act (log-out): it is no mute desk."""
        return self._pages.pop(desk, None) is not None

    def seat_left(self, seat: str) -> None:
        """An officer logged out: the pages of that log-in count no longer."""
        self._pages = {d: p for d, p in self._pages.items() if p.seat != seat}

    def acted(self, now_ms: int) -> None:
        """A person did something: at the desk or by CLI."""
        self._acted_ms = now_ms

    def attended(self, now_ms: int) -> bool:
        """An officer was there within the charter's time."""
        marks = [mark for mark in (self._acted_ms, self._present_ms) if mark is not None]
        return any(now_ms - mark <= self._desk_presence_ms for mark in marks)

    def lapse_ms(self) -> int | None:
        """When presence ends unless somebody acts or a page reports."""
        marks = [mark for mark in (self._acted_ms, self._present_ms) if mark is not None]
        return max(marks) + self._desk_presence_ms + 1 if marks else None

    def _live(self, now_ms: int) -> list[Page]:
        return [page for page in self._pages.values() if now_ms - page.at_ms <= PAGE_STALE_MS]

    def audible(self, now_ms: int) -> int:
        """Pages that can be heard now, terminals included."""
        return sum(page.sounds() for page in self._live(now_ms))

    def mute(self, now_ms: int) -> tuple[str, ...]:
        """Desks with a live page that may not sound."""
        return tuple(sorted(page.desk for page in self._live(now_ms) if not page.sounds()))

    def expire(self, now_ms: int) -> tuple[str, ...]:
        """Forget dead pages.

        Returns:
            The desks that have fallen silent since the last call: an alarm outside the browser.
        """
        dead = tuple(
            sorted(p.desk for p in self._pages.values() if now_ms - p.at_ms > PAGE_STALE_MS)
        )
        for desk in dead:
            del self._pages[desk]
        return dead

    def next_ms(self) -> int | None:
        """When the oldest page falls stale."""
        return min((page.at_ms + PAGE_STALE_MS + 1 for page in self._pages.values()), default=None)

    def on_watch(self, now_ms: int) -> frozenset[int]:
        """Officers with a live, visible page."""
        return frozenset(p.officer for p in self._live(now_ms) if p.officer and p.visible)
