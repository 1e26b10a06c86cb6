"""A line on which a key event was taken in, for whoever reads transcripts."""

from dataclasses import replace

from directline.station.amending import key_event_of
from directline.wire.body import Body
from directline.wire.codec import Value
from directline.wire.keyevent import NOT_SAID, KeyEvent
from directline.wire.values import Kind
from tests.unit.transcript.sample import START_MS, Sample

WHY = "a disk \u202e is missing"


def keylost() -> Sample:
    """ALPHA and CHARLIE say that they hold BRAVO's key event; others say what does not count."""
    sample = Sample("keylost", ("ALPHA", "BRAVO", "CHARLIE"))
    line = sample.charter.line_id
    event = KeyEvent(line, 1, 1, START_MS, START_MS - 3_600_000, WHY)
    sample.message(1)
    for author in (0, 0, 2):
        say(sample, author, *key_event_of(event).fields)
    silent = key_event_of(replace(event, party=0, claimed_ms=NOT_SAID, why="")).fields
    say(sample, 1, *silent)
    party, version, digest, made, claimed, why = silent
    wrong: tuple[tuple[Value, ...], ...] = (
        (party, 2, digest, made, claimed, why),
        (3, version, digest, made, claimed, why),
        (party, True, digest, made, claimed, why),
        (party, version, b"short", made, claimed, why),
        (party, version, digest, 2**48, claimed, why),
        (party, version, digest, made, -2, why),
        (party, version, digest, made, claimed, None),
        (party, version, digest, made, claimed, "x" * 201),
        (party, version, digest, made, claimed, why, 1),
    )
    for fields in wrong:
        say(sample, 2, *fields)
    say(sample, 2, *silent, kind=Kind.MESSAGE)
    say(sample, 2, *silent, addressees=0b1)
    sample.message(1)
    return sample


def say(sample: Sample, party: int, *fields: Value, **changes: object) -> None:
    """An entry with such a body."""
    sample.release(party, Body("E-KEY", 1, fields), **({"kind": Kind.EVENT} | changes))
