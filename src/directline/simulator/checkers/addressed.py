"""Who is not addressed never gets a body: only the signed bytes, the signature and the leaf."""

from directline.simulator.checkers.base import Checker, Place, Sealing
from directline.simulator.checkers.headers import header_of

EXPLICIT = 1
SIGNATURE_BYTES = 64
HAS_BODY = 1


class Addressed(Checker):
    """A body goes to its author and its addressees and to nobody else."""

    name = "addressed"

    def sealed(self, sealing: Sealing, key: bytes, associated: bytes, place: Place | None) -> None:
        """Look at each entry in the explicit form; the implied one is for lines of two."""
        if sealing.kind != EXPLICIT or place is None or sealing.sender in self.truth.liars:
            return
        self.evaluated += 1
        record = self.truth.disk(sealing.sender).get(place)
        flags = sealing.plain[2 + int.from_bytes(sealing.plain[:2]) + SIGNATURE_BYTES]
        if record is None or sealing.receiver == place[0] or not flags & HAS_BODY:
            return
        if not header_of(record.header).addressees >> sealing.receiver & 1:
            self.fail(f"party {sealing.sender} shows {sealing.receiver} the body of {place}")
