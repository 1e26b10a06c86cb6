"""Reading copies: what an evidence bundle shows, for people, on paper, in their language.

A copy proves nothing.  It names the bundle by its digest on every page, and says so.
"""

from directline.copies.content import Copy, reading_copy
from directline.copies.html import html_copy
from directline.copies.pdf import has_pdf, pdf_copy

__all__ = ["Copy", "html_copy", "pdf_copy", "reading_copies", "reading_copy"]


def reading_copies(data: bytes, language: str) -> dict[str, bytes]:
    """A bundle's reading copy in each form that can be made here, by its suffix."""
    copy = reading_copy(data, language=language)
    made = {"html": html_copy(copy)}
    return made | {"pdf": pdf_copy(copy)} if has_pdf() else made
