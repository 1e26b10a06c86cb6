"""A line on which one side cosigns less and less, and positions are missing."""

from directline.transcript.export import Exporter
from tests.unit.transcript.sample import Sample

DAY_MS = 86_400_000


def withholding() -> Sample:
    """BRAVO ceases to cosign ALPHA's feed, CHARLIE never begins; one clock is ahead."""
    sample = Sample("withholding", ("ALPHA", "BRAVO", "CHARLIE"))
    sample.message(0)
    sample.checkpoint(0, (1,))
    for later_ms in (59_000, 3_600_000, DAY_MS):
        sample.now_ms += later_ms
        sample.message(0)
        sample.checkpoint(0)
    sample.message(2)
    sample.checkpoint(2, (0,))
    for _ in range(4):
        sample.message(1)
    sample.now_ms += 600_000
    sample.checkpoint(1, (2,))
    sample.now_ms -= 600_000
    sample.message(1)
    sample.message(1)
    sample.checkpoint(1, (0,))
    return sample


def lacking(sample: Sample, exporter: int = 0, later_ms: int = 90_000) -> bytes:
    """Its export without a place of BRAVO's, the next place shown by its leaf alone."""
    notes = [note for note in sample.notes if note.party != 1]
    kept = [r for r in sample.records if r.party != 1 or r.position != 4]
    return sample.export(
        exporter,
        entries=kept,
        notes=notes,
        disclose=lambda r: r.party != 1 or r.position != 5,
        exporter=Exporter(
            exporter, sample.key(exporter, "checkpoint"), sample.now_ms + later_ms, 2
        ),
    )
