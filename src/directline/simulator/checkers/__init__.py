"""One rule a class; all that the world runs, in the order of their names."""

from directline.simulator.checkers.addressed import Addressed
from directline.simulator.checkers.base import Checker, Truth
from directline.simulator.checkers.books import Books
from directline.simulator.checkers.histories import Evidence, Generations, Prefix
from directline.simulator.checkers.keeping import Durability, Showing, WriteAhead
from directline.simulator.checkers.people import Bounds, Epochs, Ladder, Silence
from directline.simulator.checkers.rot import BitRot
from directline.simulator.checkers.secrets import OneKey, RootsFirst
from directline.simulator.checkers.suspension import Suspension
from directline.simulator.checkers.urgency import FlashFirst, PrecedenceOrder
from directline.simulator.checkers.witnessed import Witnessed

ALL: tuple[type[Checker], ...] = (
    Addressed, BitRot, Books, Bounds, Durability, Epochs, Evidence, FlashFirst, Generations, Ladder,
    OneKey, PrecedenceOrder, Prefix, RootsFirst, Showing, Silence, Suspension, Witnessed,
    WriteAhead,
)  # fmt: skip
BY_THE_WORLD = ("liveness", "only-remote-errors")
"""Rules that the world itself holds: everything drains after the heal; what `receive` raises."""


def all_checkers(truth: Truth) -> list[Checker]:
    """One of each."""
    return [kind(truth) for kind in ALL]
