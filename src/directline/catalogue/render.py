"""From values to what a person reads.  Total: it shows something for every body there can be."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from directline.catalogue import instants
from directline.catalogue import text as texts
from directline.catalogue.context import UNKNOWN, ParseContext
from directline.catalogue.forms import Field, Form
from directline.catalogue.measures import distance, duration
from directline.catalogue.mgrs import format_mgrs
from directline.catalogue.places import near
from directline.catalogue.positions import minutes
from directline.catalogue.registry import REGISTRY, Changes, legal
from directline.catalogue.types_parts import raw_code, raw_text, reference
from directline.catalogue.types_place import altitude_text, radius_text
from directline.catalogue.words import Words
from directline.wire.codec import Value

UNKNOWN_CODE = "UNKNOWN"
"""How what is not known stands in the code line, and beside its word."""

GOES_ON, BESIDE = "│ ", "– "
"""What a line begins with that goes on with a text, and one that stands beside it."""

LocalOffset = int | Callable[[int], int] | None
"""Minutes east of UTC: fixed, or by instant (summer time), or no local time at all."""


class FormBody(Protocol):
    """What rendering needs of a body."""

    @property
    def code(self) -> str:
        """The form's code."""

    @property
    def version(self) -> int:
        """The form's version."""

    @property
    def fields(self) -> tuple[Value, ...]:
        """The values in the form's order."""


@dataclass(frozen=True, slots=True)
class RenderedField:
    """One field as it is read."""

    name: str
    label: str
    text: str
    detail: str
    critical: bool
    language: str
    """The language of `text`: the author's for free text, empty for language-neutral values."""
    direction: str
    """Direction of `text`: `ltr` for codes, numbers and positions, in every language."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as it is read in one language."""

    title: str
    code_line: str
    rows: tuple[RenderedField, ...]
    unknown: bool
    """The form, its version or its fields are not those of the catalogue: raw values are shown."""
    review_note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads: language, local offset and the line's parties."""

    words: Words
    language: str
    local_offset: LocalOffset
    parties: tuple[str, ...]
    forms: Callable[[str], Form | None]

    def word(self, key: str, **args: str | int) -> str:
        """A word in the reader's language."""
        return self.words.word(key, self.language, args)


def code_line(form: Form | None, body: FormBody) -> str:
    """The message in one line that is the same in every language."""
    parts = [f"{texts.visible(body.code)}/{body.version}"]
    for index, value in enumerate(body.fields):
        field = form.fields[index] if form and index < len(form.fields) else None
        if value is None:
            continue
        name = field.name.upper().replace("_", "-") if field else str(index)
        parts.append(f"{name} {_code(field, value)}")
    return " | ".join(parts)


def _code(field: Field | None, value: Value) -> str:
    if field is None or not legal(field, value):
        return raw_code(value)
    unknown = value == UNKNOWN and field.type != "str"
    return UNKNOWN_CODE if unknown else REGISTRY[field.type].code(value)


def rows_of(
    form: Form | None, body: FormBody, reading: Reading, hidden: Collection[int] = ()
) -> tuple[RenderedField, ...]:
    """Every value of a body, and every hidden field, labelled where the form is known.

    A hidden field has its label and no text.
    """
    rows: list[RenderedField] = []
    for index, value in enumerate(body.fields):
        field = form.fields[index] if form and index < len(form.fields) else None
        if index in hidden:
            blank = _row(None, index, "", None, body, reading)
            label = reading.word(f"field-{field.word}") if field else blank.label
            rows.append(replace(blank, label=label, text=""))
        elif value is not None:
            rows.append(_row(field, index, value, form, body, reading))
    return tuple(rows)


def _row(
    field: Field | None,
    index: int,
    value: Value,
    form: Form | None,
    body: FormBody,
    reading: Reading,
) -> RenderedField:
    if field is None:
        label = reading.word("shown-field-number", number=str(index + 1))
        return RenderedField(str(index), label, raw_code(value), "", False, "", "ltr")
    label = reading.word(f"field-{field.word}")
    if not legal(field, value):
        note = reading.word("shown-not-legal")
        return RenderedField(field.name, label, raw_code(value), note, field.critical, "", "ltr")
    if value == UNKNOWN and field.type != "str":
        shown, language = reading.word("choice-unknown"), reading.language
        direction = texts.direction(language)
        # The code beside it: an author's own text may be the same word.
        return RenderedField(
            field.name, label, shown, UNKNOWN_CODE, field.critical, language, direction
        )
    text, detail, language = _shown(field, value, form, body, reading)
    direction = texts.direction(language) if language else "ltr"
    return RenderedField(field.name, label, text, detail, field.critical, language, direction)


def shown_text(field: Field, value: Value, reading: Reading) -> str:
    """One value alone, as a mismatch shows it."""
    if value is None:
        return ""
    if not legal(field, value):
        return raw_code(value)
    if value == UNKNOWN and field.type != "str":
        return reading.word("choice-unknown")
    empty = _NoBody()
    return _shown(field, value, None, empty, reading)[0]


@dataclass(frozen=True, slots=True)
class _NoBody:
    """Stands in for the body where a value is shown alone."""

    code: str = ""
    version: int = 0
    fields: tuple[Value, ...] = ()


def _shown(
    field: Field, value: Value, form: Form | None, body: FormBody, reading: Reading
) -> tuple[str, str, str]:
    """Text, detail and language of a legal value."""
    here = reading.language
    kind = field.type
    if kind in ("enum", "ynu"):
        return _choice(field.vocabulary or "ynu", cast(str, value), reading), str(value), here
    if kind == "role":
        return _role(cast(str, value), reading), str(value), here
    if kind == "txt":
        language, content = cast(tuple[str, str], value)
        note = reading.word("shown-author-language", language=language)
        return content, note if language != here else "", language
    if kind == "t":
        return instant(cast(int, value)), local_time(cast(int, value), reading), ""
    if kind == "win":
        both = cast(tuple[int, int], value)
        local = [local_time(v, reading) for v in both]
        lasts = reading.word(
            "shown-lasts", time=duration((both[1] - both[0]) // 60_000, reading.word)
        )
        shown = " — ".join(instant(v) for v in both)
        return shown, " · ".join([lasts, *([" — ".join(local)] if local[0] else [])]), ""
    if kind in ("n", "int"):
        return str(value), reading.word(f"quantity-{field.quantity}") if field.quantity else "", ""
    if kind == "ref":
        return reference(value, reading.parties), "", ""
    if kind == "changes":
        return _changes(value, form, body, reading), "", here
    if kind == "raw":
        return raw_text(value), "", ""
    return _shown_compound(field, value, reading)


def _shown_compound(field: Field, value: Value, reading: Reading) -> tuple[str, str, str]:
    kind, here = field.type, reading.language
    if kind == "poc":
        role, reach = cast(tuple[str, str], value)
        return _role(role, reading), reach, here
    if kind == "unit":
        what, count, identity = cast(tuple[str, int | None, str | None], value)
        shown = _choice(field.vocabulary, what, reading)
        if count is not None:
            shown = f"{count} × {shown}"
        return shown, identity or "", here
    if kind == "pos":
        lat, lon, accuracy_m = cast(tuple[int, int, int | None], value)
        return minutes((lat, lon)), place_detail(lat, lon, accuracy_m, reading), ""
    if kind == "circ":
        lat, lon, accuracy_m, radius, unit = cast(tuple[int, int, int | None, int, str], value)
        size = reading.word(
            "shown-radius", radius=reading.word(f"shown-{unit}", n=radius_text(radius))
        )
        detail = place_detail(lat, lon, accuracy_m, reading)
        return minutes((lat, lon)), f"{size} · {detail}", ""
    if kind == "poly":
        points = cast(tuple[tuple[int, int], ...], value)
        return "; ".join(minutes(p) for p in points), _points_detail(points, reading), ""
    if kind == "route":
        stops = cast(tuple[tuple[int, int, int | None], ...], value)
        shown = " → ".join(
            minutes((lat, lon)) + ("" if at is None else f" ({instant(at)})")
            for lat, lon, at in stops
        )
        return shown, _points_detail(tuple((lat, lon) for lat, lon, _ in stops), reading), ""
    if kind == "alt":
        datum = reading.word(f"datum-{cast(tuple[str, ...], value)[3]}")
        return altitude_text(value), datum, ""
    return _coded(field, value, reading)


def _coded(field: Field, value: Value, reading: Reading) -> tuple[str, str, str]:
    """A code, in words where the catalogue has them: answers and reasons of a receipt."""
    shown = REGISTRY[field.type].code(value)
    key = f"{field.vocabulary}-{shown.lower()}"
    if field.vocabulary and re.fullmatch(r"[a-z0-9-]+", key):
        found = reading.words.find(key, reading.language)
        if found is not None:
            return found, shown, reading.language
    return shown, "", ""


def instant(instant_ms: int) -> str:
    """`212230ZNOV26 (2026-11-21T22:30Z)`: both spellings."""
    return f"{instants.dtg(instant_ms)} ({instants.iso_instant(instant_ms)})"


def local_time(instant_ms: int, reading: Reading) -> str:
    """Local time with its offset, or nothing when the desk shows none."""
    offset = reading.local_offset
    if offset is None:
        return ""
    minutes_east = offset(instant_ms) if callable(offset) else offset
    return reading.word("shown-local", time=instants.local(instant_ms, minutes_east))


def place_detail(lat: int, lon: int, accuracy_m: int | None, reading: Reading) -> str:
    """The other notation, the accuracy and a named place nearby."""
    parts = [format_mgrs(lat, lon)]
    if accuracy_m is not None:
        parts.append(f"± {reading.word('shown-m', n=str(accuracy_m))}")
    found = near(lat, lon, reading.language)
    if found is not None:
        way = reading.word(f"compass-{found.compass}")
        away = distance(found.distance_m, reading.word, reading.language)
        parts.append(reading.word("shown-near", distance=away, way=way, place=found.name))
    return " · ".join(parts)


def _points_detail(points: Sequence[tuple[int, int]], reading: Reading) -> str:
    count = reading.word("shown-points", count=len(points), shown=str(len(points)))
    squares = "; ".join(format_mgrs(*p) for p in points)
    return f"{count} · {squares} · {place_detail(*points[0], None, reading)}"


def _choice(vocabulary: str, code: str, reading: Reading) -> str:
    return reading.word("choice-unknown" if code == UNKNOWN else f"choice-{vocabulary}-{code}")


def _role(role: str, reading: Reading) -> str:
    """The words of a catalogue role; a charter's own role stands as it is written."""
    for language in (reading.language, "en"):
        found = reading.words.find(f"role-{role}", language)
        if found is not None:
            return found
    return role


def _changes(value: Value, form: Form | None, body: FormBody, reading: Reading) -> str:
    index = form.by_name.get("original_form") if form else None
    code = body.fields[index] if index is not None and index < len(body.fields) else None
    original = reading.forms(code) if isinstance(code, str) else None
    pairs = cast(tuple[tuple[int, Value], ...], value)
    if original is None or not changes_legal(original, pairs):
        return raw_text(value)
    lines = []
    for at, changed in pairs:
        field = original.fields[at]
        if changed is None:
            label = reading.word(f"field-{field.word}")
            lines += text_lines(label, "", reading.word("shown-removed"))
        else:
            row = _row(field, at, changed, original, body, reading)
            lines += text_lines(row.label, row.text, row.detail)
    return "\n".join(lines)


def text_lines(label: str, text: str, detail: str) -> list[str]:
    """A labelled value as plain lines, so that no text of an author passes for a line of ours."""
    first, *rest = text.split("\n")
    lines = [f"{label}: {first}" if text else f"{label}:", *(f"{GOES_ON}{line}" for line in rest)]
    return [*lines, f"{BESIDE}{detail}"] if detail else lines


def changes_legal(original: Form, pairs: tuple[tuple[int, Value], ...]) -> bool:
    """Whether each changed value may stand in its field of the original form."""
    indexes = [index for index, _ in pairs]
    return indexes == sorted(set(indexes)) and all(
        index < len(original.fields) and legal(original.fields[index], value)
        for index, value in pairs
    )


def changes_text(value: Value, original: Form, ctx: ParseContext) -> str:
    """The changes of a correction as an author types them."""
    return cast(Changes, REGISTRY["changes"]).with_names(value, original, ctx)
