"""The witness: it signs one history of each log, and what it refuses is proven."""

from collections.abc import Sequence

from directline.simulator.checkers.base import Checker, Truth
from directline.simulator.checkers.histories import root_of


class Witnessed(Checker):
    """It never signs a head that does not extend what it signed; every fork it sees is proven."""

    name = "witness"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        self._signed: dict[str, tuple[bytes, ...]] = {}

    def cosigned(self, party: int, log: str, root: bytes, leaves: Sequence[bytes]) -> None:
        """Compare the history under this head with that under the last one."""
        self.evaluated += 1
        before = self._signed.get(log, ())
        if tuple(leaves[: len(before)]) != before:
            self.fail(f"the witness signed two histories of {log}")
        if root_of(leaves) != root:
            self.fail(f"the witness signed a root of {log} that is not of these leaves")
        self._signed[log] = tuple(leaves)

    def forked(self, party: int, log: str, *, exposed: bool) -> None:
        """A head was refused as no extension."""
        self.evaluated += 1
        if party not in self.truth.liars:
            self.fail(f"{log} keeps the rules, and the witness refuses it")
        if not exposed:
            self.fail(f"two histories of {log} were shown to the witness, and there is no proof")

    def vouched_falsely(self, party: int) -> None:
        """A lying witness signed what it never saw: nothing follows from it."""
        self.evaluated += 1
