"""Whether two announced places meet: areas, circles and routes of forms.

Distances are those of a flat map round the two, good to a percent over some hundred kilometres,
also across the antimeridian; not at the poles.  Doubt is a meeting: altitudes of different datum
separate nothing.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from directline.books.reading import at, is_number
from directline.catalogue.forms import Form
from directline.wire.codec import Value

METRES_A_DEGREE = 111_195.0
RADIUS_M = {"km": 1.0, "nm": 1.852}
"""Metres of a thousandth of the unit."""
TURN = 3_600_000_000
"""Once round, in 1e-7 degree."""

Point = tuple[float, float]


class Shape(NamedTuple):
    """Points in 1e-7 degree, joined; closed to an area, or with a distance round them."""

    points: tuple[tuple[int, int], ...]
    closed: bool
    radius_m: float


class Band(NamedTuple):
    """A band of altitudes; `high` None: unlimited."""

    low: int
    high: int | None
    unit: str
    datum: str


def shapes_of(form: Form | None, values: tuple[Value, ...]) -> tuple[Shape, ...]:
    """The places among the values of a form; what is no place is left out."""
    found = []
    for index, field in enumerate(() if form is None else form.fields):
        value = at(values, index)
        shape = None
        if field.type == "circ":
            shape = _circle(value)
        elif field.type in ("poly", "route") and isinstance(value, tuple):
            points = [point for point in map(_point, value) if point is not None]
            if points:
                shape = Shape(tuple(points), field.type == "poly", 0.0)
        elif field.type == "pos":
            point = _point(value)
            shape = None if point is None else Shape((point,), closed=False, radius_m=0.0)
        if shape is not None:
            found.append(shape)
    return tuple(found)


def band_of(form: Form | None, values: tuple[Value, ...]) -> Band | None:
    """The altitudes among the values of a form."""
    for index, field in enumerate(() if form is None else form.fields):
        value = at(values, index)
        if field.type == "alt" and isinstance(value, tuple) and len(value) == 4:
            low, high, unit, datum = value
            if is_number(low) and isinstance(unit, str) and isinstance(datum, str):
                return Band(low, high if is_number(high) else None, unit, datum)
    return None


def bands_meet(first: Band | None, second: Band | None) -> bool:
    """Whether two bands share an altitude, as far as they can be compared."""
    if first is None or second is None or first[2:] != second[2:]:
        return True
    below = first.high is not None and first.high < second.low
    above = second.high is not None and second.high < first.low
    return not (below or above)


def meet(first: Shape, second: Shape) -> bool:
    """Whether two shapes touch."""
    one, two = _flat(first, second)
    reach = first.radius_m + second.radius_m
    if _boxes_apart(one, two, reach):
        return False
    if (first.closed and _inside(two[0], one)) or (second.closed and _inside(one[0], two)):
        return True
    return any(
        _apart(*edge, *other) <= reach
        for edge in _edges(one, closed=first.closed)
        for other in _edges(two, closed=second.closed)
    )


def _circle(value: Value) -> Shape | None:
    if not isinstance(value, tuple) or len(value) != 5:
        return None
    point, radius, unit = _point(value), value[3], value[4]
    if point is None or not is_number(radius) or not isinstance(unit, str):
        return None
    return Shape((point,), closed=False, radius_m=radius * RADIUS_M.get(unit, RADIUS_M["nm"]))


def _point(value: Value) -> tuple[int, int] | None:
    if not isinstance(value, tuple) or len(value) < 2:
        return None
    lat, lon = value[0], value[1]
    if not is_number(lat) or not is_number(lon):
        return None
    return (lat, lon) if abs(lat) <= 900_000_000 and abs(lon) <= 1_800_000_000 else None


def _flat(first: Shape, second: Shape) -> tuple[list[Point], list[Point]]:
    """Both shapes in metres on one map, whose middle is the first point of the first."""
    lats = [lat for lat, _ in (*first.points, *second.points)]
    east = METRES_A_DEGREE * max(0.01, math.cos(math.radians((min(lats) + max(lats)) / 2e7)))
    origin = first.points[0][1]
    return _on_map(first, origin, east), _on_map(second, origin, east)


def _on_map(shape: Shape, origin: int, east: float) -> list[Point]:
    found: list[Point] = []
    before = origin
    for lat, lon in shape.points:
        before += (lon - before + TURN // 2) % TURN - TURN // 2
        found.append((lat / 1e7 * METRES_A_DEGREE, (before - origin) / 1e7 * east))
    return found


def _boxes_apart(one: list[Point], two: list[Point], reach: float) -> bool:
    for axis in (0, 1):
        first = [point[axis] for point in one]
        second = [point[axis] for point in two]
        if max(first) + reach < min(second) or max(second) + reach < min(first):
            return True
    return False


def _edges(points: list[Point], *, closed: bool) -> Iterator[tuple[Point, Point]]:
    if len(points) == 1:
        yield points[0], points[0]
    yield from pairwise(points)
    if closed and len(points) > 2:
        yield points[-1], points[0]


def _inside(point: Point, area: list[Point]) -> bool:
    inside = False
    y, x = point
    for (y1, x1), (y2, x2) in _edges(area, closed=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _apart(a: Point, b: Point, c: Point, d: Point) -> float:
    """The distance of two straight stretches."""
    if _cross(a, b, c, d):
        return 0.0
    return min(_to(a, c, d), _to(b, c, d), _to(c, a, b), _to(d, a, b))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _to(point: Point, a: Point, b: Point) -> float:
    """The distance of a point from a stretch."""
    dy, dx = b[0] - a[0], b[1] - a[1]
    length = dy * dy + dx * dx
    along = 0.0
    if length:
        along = ((point[0] - a[0]) * dy + (point[1] - a[1]) * dx) / length
        along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - a[0] - along * dy, point[1] - a[1] - along * dx)
