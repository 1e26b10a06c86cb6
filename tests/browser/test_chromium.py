"""The browser starts, draws the desk's scripts, and a fault on a page does not go unseen."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Watch


def test_it_has_letters_for_every_language_of_the_desk(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.set_content("".join(f"<p><span>{letter * 3}</span></p>" for letter in "قبЖї"))
    drawn = [page.locator("span").nth(index).screenshot() for index in range(4)]
    assert len(set(drawn)) == 4, "boxes instead of letters: a font is missing (make browser)"


def test_an_error_on_a_page_is_seen(new_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("on purpose")
    page = new_page()
    page.set_content("<script>console.error('on purpose')</script>")
    assert any("on purpose" in problem for problem in watch.problems)
    assert not watch.unexpected()
