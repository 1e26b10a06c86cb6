"""The books: pure folds of a transcript into what people ask for, the same on both sides."""

from directline.books.asking import NOT_NOTIFIED, Told, asked
from directline.books.books import NAMES, Books, Cut, Update
from directline.books.comparing import Comparison, Outcome, State
from directline.books.descent import Found
from directline.books.difference import Difference, differs
from directline.books.kept import Kept
from directline.books.order import Entry, Key, Order, place_after
from directline.books.reading import Rules

__all__ = [
    "NAMES",
    "NOT_NOTIFIED",
    "Books",
    "Comparison",
    "Cut",
    "Difference",
    "Entry",
    "Found",
    "Kept",
    "Key",
    "Order",
    "Outcome",
    "Rules",
    "State",
    "Told",
    "Update",
    "asked",
    "differs",
    "place_after",
]
