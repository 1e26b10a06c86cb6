"""Both sides' books are equal over a cut, and the stations find that by themselves."""

from directline.simulator.checkers.base import Checker, honest_pairs

DIFFER = "differ"


class Books(Checker):
    """No honest two ever find a difference; at rest all books are equal over what both hold.

    Whether they are also those that a fold in one go makes is looked at too.
    """

    name = "books"

    def inspect(self) -> None:
        """What the stations themselves found."""
        for one, other in honest_pairs(self.truth):
            said, at_ns = self.truth.compared(one, other)
            if at_ns is None:
                continue
            self.evaluated += 1
            if said.startswith(DIFFER):
                self.fail(f"the books of {one} and {other}: {said}")

    def rest(self) -> None:
        """Compare the books of every two, over what both hold."""
        self.inspect()
        for one, other in honest_pairs(self.truth):
            if one > other:
                continue
            for digests in self.truth.books(one, other):
                self.evaluated += 1
                names = sorted(n for n in digests[0] if len({d[n] for d in digests}) > 1)
                if names:
                    self.fail(f"the books {names} of {one} and {other} differ over what both hold")
