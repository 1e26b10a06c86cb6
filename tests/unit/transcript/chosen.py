"""A line with much on it, one message in its middle, and files of chosen messages."""

from directline.transcript.bundle import Selection
from directline.transcript.export import Exporter
from directline.transcript.select import Place, evidence_bundle
from tests.unit.transcript.sample import CATALOGUE, Record, Sample

FOR = Selection("A commission", 3)


def place(record: Record) -> Place:
    return record.party, record.generation, record.position


def busy(ids: tuple[str, ...] = ("ALPHA", "BRAVO")) -> tuple[Sample, Record]:
    """A line with much on it, and one message in its middle that was read and answered."""
    sample = Sample(ids=ids)
    for _ in range(7):
        sample.message(0, "I1", "before")
        sample.message(1, "I1", "before too")
    chosen = sample.message(0, "S1", "the chosen words")
    sample.message(1, "I1", "in between")
    sample.receipt(1, chosen, 3)
    sample.receipt(1, chosen, 6, answer="WILCO")
    for _ in range(9):
        sample.message(0, "I1", "after")
        sample.message(1, "I1", "after too")
    sample.checkpoint(0, (1,))
    sample.checkpoint(1, (0,))
    return sample, chosen


def selected(sample: Sample, *records: Record, selection: Selection = FOR, by: int = 0) -> bytes:
    return evidence_bundle(
        signed_charter=sample.signed_charter,
        catalogue=CATALOGUE,
        entries=sample.records,
        notes=sample.notes,
        evidence=sample.evidence,
        exporter=Exporter(by, sample.key(by, "checkpoint"), sample.now_ms + 5_000, 2),
        chosen=[place(record) for record in records],
        selection=selection,
    )
