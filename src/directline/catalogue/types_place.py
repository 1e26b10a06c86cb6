"""The types of places: positions in two notations, boundaries, circles, routes, altitudes."""

from typing import ClassVar, cast

from directline.catalogue import instants
from directline.catalogue.context import Given, ParseContext, is_int
from directline.catalogue.forms import Field
from directline.catalogue.geodesy import distance_m
from directline.catalogue.limits import (
    ACCURACY_M_MAX,
    INSTANT_MAX_MS,
    INSTANT_MIN_MS,
    POINTS_MAX,
    RADIUS_MILLI_MAX,
    READ_BACK_M_MIN,
)
from directline.catalogue.measures import Metres
from directline.catalogue.mgrs import format_mgrs, parse_mgrs
from directline.catalogue.positions import Point, decimal, is_point, parse_lat_lon
from directline.catalogue.problems import ValueProblem
from directline.catalogue.types_simple import ValueType
from directline.wire.codec import Value

_HALF_DIAGONAL = 0.7072
_ALT_UNITS = {"ft": ("AMSL", "AGL"), "m": ("AMSL", "AGL"), "FL": ("FL",)}
_ALT_MAX = {"ft": 200_000, "m": 60_000, "FL": 2_000}
RADIUS_M = {"km": 1.0, "nm": 1.852}
"""Metres in a thousandth of each unit."""
Route = tuple[tuple[int, int, int | None], ...]


def read_point(lat_lon: str, mgrs: str, *, both: bool, tolerance_m: int) -> Point:
    """A point from one notation, or from two that must agree.

    Raises:
        ValueProblem: a notation is missing, unreadable, or they are apart; names the distance.
    """
    if both and not (lat_lon and mgrs):
        raise ValueProblem("position-both")
    if not mgrs:
        return parse_lat_lon(lat_lon)
    square = parse_mgrs(mgrs)
    if not lat_lon:
        return square.lat_e7, square.lon_e7
    point = parse_lat_lon(lat_lon)
    apart = distance_m(*point, square.lat_e7, square.lon_e7)
    if apart > tolerance_m + _HALF_DIAGONAL * square.cell_m:
        raise ValueProblem("position-apart", distance=Metres(apart), tolerance=Metres(tolerance_m))
    return point


def _accuracy(given: Given, field: Field) -> int | None:
    raw = given.get("accuracy_m")
    if not raw:
        return field.accuracy_m
    if (
        not (raw.isascii() and raw.isdigit() and len(raw) <= 6)
        or not 1 <= int(raw) <= ACCURACY_M_MAX
    ):
        raise ValueProblem("accuracy", most=str(ACCURACY_M_MAX))
    return int(raw)


def _legal_accuracy(value: Value) -> bool:
    return value is None or is_int(value, 1, ACCURACY_M_MAX)


class Position(ValueType):
    """`pos`: (latitude, longitude, accuracy in m or None), in 1e-7 degree."""

    parts: ClassVar[tuple[str, ...]] = ("lat_lon", "mgrs", "accuracy_m")
    primary: ClassVar[tuple[str, ...]] = ("lat_lon", "mgrs")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        accuracy_m = _accuracy(given, field)
        point = read_point(
            given.get("lat_lon"),
            given.get("mgrs"),
            both=field.two_notations,
            tolerance_m=accuracy_m or ctx.position_tolerance_m,
        )
        return *point, accuracy_m

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        lat, lon, accuracy_m = cast(tuple[int, int, int | None], value)
        shown = {"lat_lon": decimal((lat, lon)), "mgrs": format_mgrs(lat, lon)}
        return shown if accuracy_m is None else {**shown, "accuracy_m": str(accuracy_m)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 3
            and is_point(value[:2])
            and _legal_accuracy(value[2])
        )

    def code(self, value: Value) -> str:
        lat, lon, accuracy_m = cast(tuple[int, int, int | None], value)
        return decimal((lat, lon)) + ("" if accuracy_m is None else f" +-{accuracy_m}m")

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        lat, lon, accuracy_m = cast(tuple[int, int, int | None], value)
        there = cast(tuple[int, int, int | None], again)
        apart = distance_m(lat, lon, there[0], there[1])
        return None if apart <= max(accuracy_m or tolerance_m, READ_BACK_M_MIN) else apart


class Circle(ValueType):
    """`circ`: (latitude, longitude, accuracy or None, radius in thousandths, `km` or `nm`)."""

    parts: ClassVar[tuple[str, ...]] = ("lat_lon", "mgrs", "accuracy_m", "radius", "radius_unit")
    primary: ClassVar[tuple[str, ...]] = ("lat_lon", "mgrs", "radius")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        accuracy_m = _accuracy(given, field)
        if not given.get("lat_lon") and not given.get("mgrs"):
            raise ValueProblem("position-both" if field.two_notations else "position-form")
        point = read_point(
            given.get("lat_lon"),
            given.get("mgrs"),
            both=field.two_notations,
            tolerance_m=accuracy_m or ctx.position_tolerance_m,
        )
        whole, _, part = given.get("radius").partition(".")
        unit = given.get("radius_unit").lower() or "km"
        numeric = (whole + part).isascii() and (whole + part).isdigit()
        if not numeric or len(whole) > 4 or len(part) > 3 or unit not in RADIUS_M:
            raise ValueProblem("radius")
        radius = int(whole or "0") * 1_000 + int(part.ljust(3, "0"))
        if not 1 <= radius <= RADIUS_MILLI_MAX:
            raise ValueProblem("radius")
        return *point, accuracy_m, radius, unit

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        lat, lon, accuracy_m, radius, unit = cast(tuple[int, int, int | None, int, str], value)
        shown = Position().inputs((lat, lon, accuracy_m), ctx)
        return {**shown, "radius": radius_text(radius), "radius_unit": unit}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 5
            and is_point(value[:2])
            and _legal_accuracy(value[2])
            and is_int(value[3], 1, RADIUS_MILLI_MAX)
            and isinstance(value[4], str)
            and value[4] in RADIUS_M
        )

    def code(self, value: Value) -> str:
        *point, radius, unit = cast(tuple[int, int, int | None, int, str], value)
        return f"{Position().code(tuple(point))} R{radius_text(radius)}{unit}"

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        first = cast(tuple[int, int, int | None, int, str], value)
        second = cast(tuple[int, int, int | None, int, str], again)
        apart = Position().agrees(field, first[:3], second[:3], tolerance_m)
        if apart is not None:
            return apart
        longer = abs(first[3] * RADIUS_M[first[4]] - second[3] * RADIUS_M[second[4]])
        return None if longer <= max(first[2] or tolerance_m, READ_BACK_M_MIN) else longer


class Boundary(ValueType):
    """`poly`: three or more points, in order; the last joins the first."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        lines = _lines(given.get())
        points = tuple(_line_point(line, field, ctx) for line in lines)
        if len(points) > 3 and points[0] == points[-1]:
            points = points[:-1]
        if problem := _shape_problem(points):
            raise ValueProblem(problem, most=str(POINTS_MAX))
        return points

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": "\n".join(_both(p) for p in cast(tuple[Point, ...], value))}

    def legal(self, field: Field, value: Value) -> bool:
        if not isinstance(value, tuple) or not all(is_point(p) for p in value):
            return False
        return not _shape_problem(cast(tuple[Point, ...], value))

    def code(self, value: Value) -> str:
        return ", ".join(decimal(p) for p in cast(tuple[Point, ...], value))

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        return _worst(cast(tuple[Point, ...], value), cast(tuple[Point, ...], again), tolerance_m)


class RouteType(ValueType):
    """`route`: two or more points in order, each with an instant or None."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        points: list[tuple[int, int, int | None]] = []
        for line in _lines(given.get()):
            place, _, at = line.partition("@")
            instant_ms = instants.parse_instant(at) if at.strip() else None
            points.append((*_line_point(place, field, ctx), instant_ms))
        if not 2 <= len(points) <= POINTS_MAX:
            raise ValueProblem("route-count", most=str(POINTS_MAX))
        if not _in_order(tuple(points)):
            raise ValueProblem("route-order")
        return tuple(points)

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        lines = [
            _both((lat, lon)) + ("" if at is None else f" @ {instants.iso_instant(at)}")
            for lat, lon, at in cast(Route, value)
        ]
        return {"": "\n".join(lines)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and 2 <= len(value) <= POINTS_MAX
            and all(
                isinstance(p, tuple)
                and len(p) == 3
                and is_point(p[:2])
                and (p[2] is None or is_int(p[2], INSTANT_MIN_MS, INSTANT_MAX_MS))
                for p in value
            )
            and _in_order(cast(Route, value))
        )

    def code(self, value: Value) -> str:
        return ", ".join(
            decimal((lat, lon)) + ("" if at is None else f" @{instants.iso_instant(at)}")
            for lat, lon, at in cast(Route, value)
        )

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        first, second = cast(Route, value), cast(Route, again)
        apart = _worst(tuple(p[:2] for p in first), tuple(p[:2] for p in second), tolerance_m)
        if apart is not None:
            return apart
        times = zip((p[2] for p in first), (p[2] for p in second), strict=True)
        same = all(
            (a is None) == (b is None) and abs((a or 0) - (b or 0)) < 1_000 for a, b in times
        )
        return None if same else -1.0


class Altitude(ValueType):
    """`alt`: (low, high or None for unlimited, unit, datum)."""

    parts: ClassVar[tuple[str, ...]] = ("low", "high", "unit", "datum")
    primary: ClassVar[tuple[str, ...]] = ("low", "high")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        by_fold = {u.lower(): u for u in _ALT_UNITS}
        unit = by_fold.get(given.get("unit").lower(), "")
        datum = given.get("datum").upper() or ("FL" if unit == "FL" else "")
        if not unit or datum not in _ALT_UNITS[unit]:
            raise ValueProblem("altitude-datum")
        low_text, high_text = given.get("low").upper(), given.get("high").upper()
        low = 0 if low_text in ("SFC", "GND") else _height(low_text)
        high = None if high_text == "UNL" else _height(high_text)
        value = (low, high, unit, datum)
        if not self.legal(field, value):
            raise ValueProblem("altitude-order", most=f"{_ALT_MAX[unit]} {unit}")
        return value

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        low, high, unit, datum = cast(tuple[int, int | None, str, str], value)
        top = "UNL" if high is None else str(high)
        return {"low": str(low), "high": top, "unit": unit, "datum": datum}

    def legal(self, field: Field, value: Value) -> bool:
        if not isinstance(value, tuple) or len(value) != 4:
            return False
        low, high, unit, datum = value
        if not isinstance(unit, str) or datum not in _ALT_UNITS.get(unit, ()):
            return False
        top = _ALT_MAX[unit]
        return is_int(low, -2_000, top) and (
            high is None or (is_int(high, -2_000, top) and cast(int, high) >= cast(int, low))
        )

    def code(self, value: Value) -> str:
        low, high, unit, datum = cast(tuple[int, int | None, str, str], value)
        top = "UNL" if high is None else str(high)
        return f"FL{low}-FL{top}" if unit == "FL" else f"{low}-{top}{unit} {datum}"


def altitude_text(value: Value) -> str:
    """`-100 … 2500 m AMSL`, `FL90 … FL200`, `0 ft … UNL AGL`: an altitude for people."""
    low, high, unit, datum = cast(tuple[int, int | None, str, str], value)
    if unit == "FL":
        return f"FL{low} … {'UNL' if high is None else f'FL{high}'}"
    return f"{low} {unit} … UNL {datum}" if high is None else f"{low} … {high} {unit} {datum}"


def radius_text(radius_milli: int) -> str:
    """`2.5` for 2500 thousandths."""
    whole, part = divmod(radius_milli, 1_000)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".") if part else str(whole)


def _height(raw: str) -> int:
    digits = raw.removeprefix("FL").removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise ValueProblem("number-form")
    return -int(digits) if raw.startswith("-") else int(digits)


def _lines(raw: str) -> list[str]:
    lines = [line.strip() for line in raw.splitlines() if line.strip()]
    if len(lines) > POINTS_MAX + 1:
        raise ValueProblem("route-count", most=str(POINTS_MAX))
    return lines


def _line_point(line: str, field: Field, ctx: ParseContext) -> Point:
    """One line: `lat lon`, an MGRS reference, or both with `/` between."""
    first, _, second = (part.strip() for part in line.partition("/"))
    if not second and "." not in first and not any(c in first for c in "°-") and _is_mgrs(first):
        first, second = "", first
    tolerance_m = field.accuracy_m or ctx.position_tolerance_m
    return read_point(first, second, both=field.two_notations, tolerance_m=tolerance_m)


def _is_mgrs(text: str) -> bool:
    try:
        parse_mgrs(text)
    except ValueProblem as problem:
        return problem.key != "mgrs-form"
    return True


def _both(point: Point) -> str:
    return f"{decimal(point)} / {format_mgrs(*point)}"


def _in_order(route: Route) -> bool:
    times = [at for _, _, at in route if at is not None]
    return times == sorted(times)


def _worst(first: tuple[Point, ...], second: tuple[Point, ...], tolerance_m: int) -> float | None:
    if len(first) != len(second):
        return -1.0
    apart = max(distance_m(*a, *b) for a, b in zip(first, second, strict=True))
    return None if apart <= max(tolerance_m, READ_BACK_M_MIN) else apart


def _shape_problem(points: tuple[Point, ...]) -> str:
    """The key of what is wrong with a boundary, or an empty string."""
    if not 3 <= len(points) <= POINTS_MAX:
        return "area-count"
    if len(set(points)) != len(points):
        return "area-repeat"
    flat = _unrolled(points)
    edges = [(flat[i], flat[(i + 1) % len(flat)]) for i in range(len(flat))]
    for i, edge in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if (j + 1) % len(edges) != i and _cross(*edge, *edges[j]):
                return "area-crosses"
    return ""


def _unrolled(points: tuple[Point, ...]) -> list[Point]:
    """The points with longitudes that do not jump at the date line."""
    flat = [points[0]]
    for lat, lon in points[1:]:
        step = (lon - flat[-1][1] + 1_800_000_000) % 3_600_000_000 - 1_800_000_000
        flat.append((lat, flat[-1][1] + step))
    return flat


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> int:
        turn = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
        return (turn > 0) - (turn < 0)

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
