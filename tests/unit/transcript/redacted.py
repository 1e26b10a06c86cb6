"""A line with a message that has a secret in it, and files in which that is blacked out."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from directline.transcript.bundle import Content, Opening, Selection
from directline.transcript.export import Exporter
from directline.transcript.select import Place, evidence_bundle
from directline.wire.codec import Value
from tests.unit.transcript.chosen import FOR, place
from tests.unit.transcript.forgery import Change, flip
from tests.unit.transcript.sample import CATALOGUE, Record, Sample

SUBJECTS = ("movement", "exercise", "flight", "naval", "missile", "incident", "unknown")
"""The choices of the field that is hidden: few enough to try them all."""
SECRET = "flight"
FIELDS: tuple[Value, ...] = (
    "Whose are the lights?", SECRET, (557_500_000, 376_170_000, None), None, 41, "unknown",
)  # fmt: skip
HIDDEN = frozenset({1, 2})


def asked() -> tuple[Sample, Record]:
    """A message of ALPHA with a low-entropy field; BRAVO reads it back, corrects and answers."""
    sample = Sample("asked")
    sample.message(1, "I1", "before")
    asking = sample.message(0, "Q1", *FIELDS)
    sample.receipt(1, asking, 3)
    sample.receipt(1, asking, 4, read_back=(SECRET, (557_500_000, 376_170_000)))
    sample.receipt(1, asking, 6, answer="WILCO", remark=f"this {SECRET} is ours")
    sample.message(
        0, "L6", (0, 1, asking.position), "correct", "Q1", ((1, "naval"),), "error", "no flight"
    )
    sample.message(0, "I1", "after")
    sample.message(1, "I1", "after too")
    sample.checkpoint(0, (1,))
    return sample, asking


def redacted(
    sample: Sample,
    *records: Record,
    hide: Mapping[Place, Collection[int]] | None = None,
    by: int = 0,
    selection: Selection = FOR,
) -> bytes:
    """A file of these messages; without `hide` the first of them without its `HIDDEN` fields."""
    return evidence_bundle(
        signed_charter=sample.signed_charter,
        catalogue=CATALOGUE,
        entries=sample.records,
        notes=sample.notes,
        evidence=sample.evidence,
        exporter=Exporter(by, sample.key(by, "checkpoint"), sample.now_ms + 5_000, 2),
        chosen=[place(record) for record in records],
        selection=selection,
        hide={place(records[0]): HIDDEN} if hide is None else hide,
    )


def one_redacted() -> tuple[Sample, Record, bytes]:
    """The line, its message, and a file with the secret blacked out."""
    sample, asking = asked()
    return sample, asking, redacted(sample, asking)


def edited(number: int, **values: Any) -> Change:
    """Change one redacted body."""

    def change(content: Content) -> Content:
        bodies = list(content.redacted)
        bodies[number] = replace(bodies[number], **values)
        return replace(content, redacted=tuple(bodies))

    return change


def edited_shown(number: int, index: int, **values: Any) -> Change:
    """Change what opens one leaf: 0 is the form's code, 1 its version, 2 the first field."""

    def change(content: Content) -> Content:
        opening = content.redacted[number].shown[index]
        assert opening is not None
        return put(number, index, replace(opening, **values))(content)

    return change


def put(number: int, index: int, opening: Opening | None) -> Change:
    """Put something else, or nothing, where a leaf is opened or hidden."""

    def change(content: Content) -> Content:
        shown = list(content.redacted[number].shown)
        shown[index] = opening
        return edited(number, shown=tuple(shown))(content)

    return change


def edited_leaf(number: int, index: int) -> Change:
    """Change a bit of one leaf."""

    def change(content: Content) -> Content:
        leaves = list(content.redacted[number].leaves)
        leaves[index] = flip(leaves[index])
        return edited(number, leaves=tuple(leaves))(content)

    return change
