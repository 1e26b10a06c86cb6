"""Presence: only an officer's visible, audible page or an act counts."""

from directline.station.presence import PAGE_STALE_MS, PAGES_MAX, PresenceBook

T0 = 1_700_000_000_000


def book() -> PresenceBook:
    return PresenceBook(desk_presence_ms=600_000)


def report(
    pages: PresenceBook,
    desk: str = "d1",
    *,
    officer: int = 1,
    visible: bool = True,
    audible: bool = True,
    heard: bool | None = None,
    at: int = T0,
    seat: str = "",
) -> bool:
    return pages.report(
        desk, who="w", officer=officer, visible=visible, audible=audible, heard=heard, now_ms=at,
        seat=seat,
    )  # fmt: skip


def test_a_visible_and_audible_page_of_an_officer_is_presence_for_the_charters_time() -> None:
    pages = book()
    assert report(pages)
    assert pages.attended(T0 + 600_000)
    assert not pages.attended(T0 + 600_001)


def test_hidden_mute_and_terminal_pages_are_no_presence() -> None:
    pages = book()
    report(pages, "hidden", visible=False)
    report(pages, "mute", audible=False)
    report(pages, "terminal", officer=0)
    report(pages, "unheard", heard=False)
    assert not pages.attended(T0)
    assert pages.audible(T0) == 2
    assert pages.mute(T0) == ("mute", "unheard")


def test_an_act_is_presence() -> None:
    pages = book()
    pages.acted(T0)
    assert pages.attended(T0)


def test_a_page_that_falls_silent_is_named_once() -> None:
    pages = book()
    report(pages)
    assert pages.expire(T0 + PAGE_STALE_MS) == ()
    assert pages.next_ms() == T0 + PAGE_STALE_MS + 1
    assert pages.expire(T0 + PAGE_STALE_MS + 1) == ("d1",)
    assert pages.expire(T0 + PAGE_STALE_MS + 2) == ()
    assert pages.audible(T0 + PAGE_STALE_MS + 2) == 0


def test_the_answer_to_the_test_tone_stays_until_it_changes() -> None:
    pages = book()
    report(pages, heard=False)
    assert not report(pages, at=T0 + 1)
    assert pages.mute(T0 + 1) == ("d1",)
    assert report(pages, heard=True, at=T0 + 2)
    assert pages.mute(T0 + 2) == ()


def test_log_out_takes_the_pages_along() -> None:
    pages = book()
    report(pages, "d1", officer=1, seat="one")
    report(pages, "d2", officer=2, seat="two")
    report(pages, "d3", officer=1, seat="the same officer's other browser")
    pages.seat_left("one")
    assert pages.on_watch(T0) == {1, 2}
    pages.seat_left("the same officer's other browser")
    assert pages.on_watch(T0) == {2}
    assert pages.left("d2")
    assert not pages.left("d2")


def test_a_runaway_browser_costs_nothing() -> None:
    pages = book()
    for number in range(1_000):
        report(pages, f"d{number}", at=T0 + number)
    assert pages.audible(T0 + 1_000) == PAGES_MAX
