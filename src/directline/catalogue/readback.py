"""Read-back: the receiver enters the critical values again; equal means understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from directline.catalogue.context import UNKNOWN, ParseContext
from directline.catalogue.forms import Field, Form
from directline.catalogue.measures import distance
from directline.catalogue.problems import ValueProblem
from directline.catalogue.registry import REGISTRY, legal, parse_field
from directline.catalogue.render import Reading, shown_text
from directline.catalogue.text import visible
from directline.wire.codec import Value

GOT_CHARS_MAX = 200
"""How much of an unreadable re-entry a mismatch shows."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One critical field whose re-entered value differs from the received one."""

    field: str
    expected_text: str
    got_text: str
    distance_m: int | None
    """How far apart, for places; None for everything else."""
    reason: str = ""
    """In the reader's words: not entered, not readable, or how far apart."""


def re_entry_field(field: Field) -> Field:
    """The field as the receiver fills it: required, no default, one notation enough."""
    return replace(field, required=True, two_notations=False, default="")


def agreed_value(field: Field, inputs: Mapping[str, str], ctx: ParseContext) -> Value:
    """The re-entered value of a field, or None when it cannot be read."""
    try:
        return parse_field(re_entry_field(field), inputs, ctx)
    except ValueProblem:
        return None


def compare(
    form: Form,
    values: Sequence[Value],
    inputs: Mapping[str, str],
    ctx: ParseContext,
    reading: Reading,
) -> list[Mismatch]:
    """Every critical field whose re-entered value does not agree within the stated accuracy."""
    found: list[Mismatch] = []
    for field, value in zip(form.fields, values, strict=False):
        if not field.critical or value is None:
            continue
        mismatch = _compare_one(field, value, inputs, ctx, reading)
        if mismatch is not None:
            found.append(mismatch)
    return found


def _typed(field: Field, inputs: Mapping[str, str], parts: Sequence[str]) -> list[str]:
    """The beginnings of what was entered in these parts of a field, however long it is."""
    return [
        inputs.get(f"{field.name}.{part}" if part else field.name, "").strip()[:GOT_CHARS_MAX]
        for part in parts
    ]


def _compare_one(
    field: Field, value: Value, inputs: Mapping[str, str], ctx: ParseContext, reading: Reading
) -> Mismatch | None:
    expected = shown_text(field, value, reading)
    entered = re_entry_field(field)
    try:
        again = parse_field(entered, inputs, ctx)
    except ValueProblem as problem:
        kind = REGISTRY[field.type]
        raw = " / ".join(_typed(field, inputs, kind.parts)).strip(" /")
        given = any(_typed(field, inputs, ("", *kind.primary)))
        key = f"error-{problem.key}" if given else "read-back-missing"
        reason = reading.word(key, **problem.said(reading.word, reading.language))
        return Mismatch(field.name, expected, visible(raw), None, reason)
    got = shown_text(field, again, reading)
    if UNKNOWN in (value, again) or not legal(field, value):
        apart = None if value == again else -1.0
    else:
        apart = REGISTRY[field.type].agrees(field, value, again, ctx.position_tolerance_m)
    if apart is None:
        return None
    if apart < 0:
        return Mismatch(field.name, expected, got, None, reading.word("read-back-differs"))
    reason = reading.word(
        "read-back-apart", distance=distance(apart, reading.word, reading.language)
    )
    return Mismatch(field.name, expected, got, round(apart), reason)
