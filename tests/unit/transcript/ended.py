"""A line that has ended, for whoever reads transcripts."""

import hashlib

from directline.wire.body import Body
from directline.wire.ending import Ending
from directline.wire.values import Kind
from tests.unit.transcript.sample import Sample


def ended() -> Sample:
    """A line that succeeds one, and that all three have left, one of them twice."""
    before = hashlib.sha256(b"the line before").digest()
    sample = Sample("ended", ("ALPHA", "BRAVO", "CHARLIE"), previous=before)
    first = sample.message(0)
    heir = hashlib.sha256(b"the line after").digest()
    for party, body in (
        (2, Body("E-END", 1, (b"", "the agreement \u202e ends"))),
        (0, Ending(heir, "succeeded").body()),
        (1, Ending(heir).body()),
        (2, Ending(heir, "again").body()),
    ):
        sample.release(party, body, kind=Kind.EVENT)
    sample.receipt(1, first, 3)
    sample.checkpoint(0, (1, 2))
    return sample
