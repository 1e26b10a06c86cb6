"""What a foreign notice gives a draft.  A person completes it; nothing is released from here."""

import re
import unicodedata
from dataclasses import dataclass, replace

from directline.catalogue import Form
from directline.catalogue.positions import decimal
from directline.catalogue.types_place import radius_text
from directline.errors import LocalProtocolError
from directline.interchange.announced import stamp
from directline.interchange.limits import POINTS_READ_MAX, TEXT_CHARS_MAX

Point = tuple[int, int]
"""Latitude and longitude in 1e-7 degree."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heights:
    """A band of altitudes, as a form takes it; an empty `high` is unlimited."""

    low: str
    high: str
    unit: str
    datum: str


@dataclass(frozen=True, slots=True)
class Found:
    """One area of a foreign notice, with what else it says."""

    kind: str
    """`cap`, `notam` or `geojson`."""
    ref: str = ""
    """The foreign notice's own name."""
    drill: bool = False
    from_ms: int | None = None
    to_ms: int | None = None
    area: tuple[Point, ...] = ()
    centre: Point | None = None
    radius_milli: int = 0
    radius_unit: str = "km"
    heights: Heights | None = None
    text: str = ""
    notes: tuple[str, ...] = ()
    """What was not taken over, and why."""


def unreadable(kind: str, why: str) -> LocalProtocolError:
    """The one error of this room's readers."""
    return LocalProtocolError(f"this is no {kind} that can be read: {why}")


def inputs_for(form: Form, found: Found) -> tuple[dict[str, str], tuple[str, ...]]:
    """The inputs of a draft, and what the form has no room for.

    A circle's centre is given in one notation: where the form asks for two, the second is the
    officer's own, so that such a draft is not ready before a person has looked.
    """
    kinds = {field.type: field.name for field in reversed(form.fields)}
    notes = list(found.notes)
    inputs = _place(kinds, found, notes)
    if "win" in kinds:
        inputs[f"{kinds['win']}.from"] = stamp(found.from_ms)
        inputs[f"{kinds['win']}.to"] = stamp(found.to_ms)
    elif found.from_ms is not None:
        notes.append("the form has no window")
    heights = found.heights
    if heights is not None and "alt" in kinds:
        parts = ("low", heights.low), ("high", heights.high or "UNL"), ("unit", heights.unit)
        inputs |= {f"{kinds['alt']}.{part}": text for part, text in parts}
        inputs[f"{kinds['alt']}.datum"] = heights.datum
    for name, text in (("warning_ref", found.ref), ("remark", found.text)):
        index = form.by_name.get(name)
        if index is None or not text:
            continue
        most = form.fields[index].chars_max
        if len(text) > most:
            notes.append(f"{name} is cut to {most} characters")
        inputs[name] = text[:most].strip()
    return {name: text for name, text in inputs.items() if text}, tuple(notes)


def _place(kinds: dict[str, str], found: Found, notes: list[str]) -> dict[str, str]:
    if found.area and "poly" in kinds:
        return {kinds["poly"]: "\n".join(decimal(point) for point in found.area)}
    if found.centre is not None and found.radius_milli and "circ" in kinds:
        name = kinds["circ"]
        notes.append("the second notation of the centre is left to the officer")
        return {
            f"{name}.lat_lon": decimal(found.centre),
            f"{name}.radius": radius_text(found.radius_milli),
            f"{name}.radius_unit": found.radius_unit,
        }
    if found.centre is not None and not found.radius_milli and "pos" in kinds:
        return {f"{kinds['pos']}.lat_lon": decimal(found.centre)}
    notes.append("the form has no field for this place")
    return {}


def clean(text: str) -> str:
    """Text of a foreign notice as one line that a form takes."""
    normal = unicodedata.normalize("NFC", text[:TEXT_CHARS_MAX])
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in normal)
    return _SPACE.sub(" ", kept).strip()


def code(text: str) -> str:
    """A foreign notice's name as a code: ASCII without spaces."""
    return re.sub(r"[^!-~]+", "-", text[:TEXT_CHARS_MAX]).strip("-")


def ring(kind: str, points: list[Point]) -> tuple[Point, ...]:
    """The corners of an area, without the first again.

    Raises:
        LocalProtocolError: too few, too many, or not closed.
    """
    if len(points) > POINTS_READ_MAX:
        raise unreadable(kind, f"an area of more than {POINTS_READ_MAX} points")
    if len(points) < 4 or points[0] != points[-1]:
        raise unreadable(kind, "an area of fewer than three corners, or not closed")
    return tuple(points[:-1])


def noted(found: Found, *notes: str) -> Found:
    """The same with more that was not taken over."""
    return replace(found, notes=(*found.notes, *notes))
