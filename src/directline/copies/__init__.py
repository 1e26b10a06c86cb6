"""Reading copies: what an evidence bundle shows, for people, on paper, in their language.

A copy proves nothing.  It names the bundle by its digest on every page, and says so.
"""

from directline.copies.content import Copy, reading_copy
from directline.copies.html import html_copy
from directline.copies.pdf import pdf_copy

__all__ = ["Copy", "html_copy", "pdf_copy", "reading_copy"]
