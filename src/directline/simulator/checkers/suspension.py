"""Suspension is of one subject: tests, lives and humanitarian forms pass under any of it."""

from collections.abc import Mapping

from directline.simulator.checkers.base import Checker, Place

PASS = frozenset("I0 I1 I4 I5 L1 L4 L5 L6 L8 H3 H11".split())
"""What survives any suspension, written again: not taken from the catalogue's code."""

Marks = Mapping[Place, tuple[str, tuple[int, ...]]]


class Suspension(Checker):
    """What survives is never kept back nor marked; what is marked is marked alike everywhere."""

    name = "suspension"

    def barred(self, party: int, code: str) -> None:
        """An officer did not send a form, because its subject is suspended."""
        self.evaluated += 1
        if code in PASS:
            self.fail(f"party {party} keeps back {code}, which survives any suspension")

    def marked(self, marks: Mapping[int, Marks]) -> None:
        """At rest: by station, of each message its form and who had suspended its subject."""
        first: dict[Place, tuple[str, tuple[int, ...]]] = {}
        for party, its in marks.items():
            for place, (code, by) in its.items():
                self.evaluated += 1
                if by and code in PASS:
                    self.fail(f"party {party} marks {place}, a {code}, as sent while suspended")
                if first.setdefault(place, (code, by)) != (code, by):
                    self.fail(f"{place} is marked {by} at {party}, and otherwise elsewhere")
