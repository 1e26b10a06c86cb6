"""The books: pure folds of a transcript into what people ask for, the same on both sides."""

from directline.books.books import NAMES, Books, Cut, Update
from directline.books.difference import Difference, differs
from directline.books.order import Entry, Key, Order, place_after
from directline.books.reading import Rules

__all__ = [
    "NAMES",
    "Books",
    "Cut",
    "Difference",
    "Entry",
    "Key",
    "Order",
    "Rules",
    "Update",
    "differs",
    "place_after",
]
