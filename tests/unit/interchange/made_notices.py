"""Notices for the exports, and drafts read back from them."""

from typing import Any

from directline.books import Books
from directline.books.shapes import Band, Shape
from directline.catalogue import load
from directline.catalogue.mgrs import format_mgrs
from directline.catalogue.positions import parse_lat_lon
from directline.interchange.announced import Announced, Copy, announced
from directline.interchange.found import Found, inputs_for
from tests.unit.books.made import AREA, DAY, HERE, HOUR, T0, Made, message, rules
from tests.unit.catalogue.sample_parts import CTX

COPY = Copy("NORTHERN AIR", "00" * 16, "ALPHA", T0 + HOUR)
WINDOW = (T0 + 4 * DAY, T0 + 5 * DAY)
ACROSS = ((10_000_000, 1_795_000_000), (20_000_000, -1_795_000_000), (-10_000_000, -1_790_000_000))
"""An area that crosses the antimeridian."""


def of(**more: Any) -> Announced:
    """One notice, without a transcript."""
    values: dict[str, Any] = {
        "key": (0, 1, 12), "name": "ALPHA 12", "code": "A1", "title": "Hazard area",
        "party": "ALPHA", "drill": False, "state": "announced", "released_ms": T0, "changes": (),
        "cancelled": False, "from_ms": WINDOW[0], "to_ms": WINDOW[1],
        "places": (Shape(AREA, closed=True, radius_m=0.0),),
        "band": Band(0, 9_000, "ft", "AMSL"), "nature": "gunnery",
    }  # fmt: skip
    return Announced(**{**values, **more})


def circle(metres: float = 9_260.0, at: tuple[int, int] = HERE) -> tuple[Shape, ...]:
    return (Shape((at,), closed=False, radius_m=metres),)


def book(*bodies: Any) -> Books:
    """The books of a line on which ALPHA released these."""
    made = Made()
    for number, body in enumerate(bodies):
        made.say(0, body, T0 + number)
    state = Books(rules())
    state.add(made.records)
    return state


def told(*bodies: Any, at_ms: int = T0 + HOUR) -> list[Announced]:
    return announced(book(*bodies), at_ms)


def hazard(**more: Any) -> Any:
    values: dict[str, Any] = {"window": WINDOW, "area": AREA, "nature": "gunnery", **more}
    return message("A1", **values)


def values_of(found: Found, code: str = "A1") -> dict[str, Any]:
    """The values of a draft, once the officer has typed the second notation of a centre."""
    form = load().form(code)
    inputs, _ = inputs_for(form, found)
    if "circle.lat_lon" in inputs:
        point = parse_lat_lon(inputs["circle.lat_lon"])
        inputs["circle.mgrs"] = format_mgrs(*point)
    parsed = load().parse(form, inputs, ctx=CTX)
    return {field.name: value for field, value in zip(form.fields, parsed, strict=True)}
