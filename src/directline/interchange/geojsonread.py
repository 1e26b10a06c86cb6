"""An area, circle or point of a GeoJSON file (RFC 7946), as what a draft can be made of."""

import json
import math
from typing import Any, NoReturn, TypeGuard

from directline.catalogue import parse_instant
from directline.catalogue.problems import ValueProblem
from directline.interchange.found import Found, Point, clean, noted, ring, unreadable
from directline.interchange.limits import FILE_BYTES_MAX, FOUND_MAX


def parse_geojson(data: bytes) -> list[Found]:
    """The places of a file: each polygon and each point; a circle where this software drew one.

    Raises:
        LocalProtocolError: no GeoJSON, or nothing in it that a form takes.
    """
    if len(data) > FILE_BYTES_MAX:
        raise unreadable("GeoJSON", f"longer than {FILE_BYTES_MAX} bytes")
    try:
        whole = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise unreadable("GeoJSON", "no JSON in UTF-8") from error
    found: list[Found] = []
    for feature in _features(whole):
        found += _of_feature(feature)
        if len(found) > FOUND_MAX:
            raise unreadable("GeoJSON", f"more than {FOUND_MAX} places")
    if not found:
        raise unreadable("GeoJSON", "no polygon and no point in it")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _features(whole: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(whole, dict):
        raise unreadable("GeoJSON", "its root is no object")
    if whole.get("type") == "FeatureCollection":
        features = whole.get("features")
        if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
            raise unreadable("GeoJSON", "features is no list of objects")
        return [one for one in features if one.get("type") == "Feature"]
    if whole.get("type") == "Feature":
        return [whole]
    return [{"type": "Feature", "geometry": whole, "properties": None}]


def _of_feature(feature: dict[str, Any]) -> list[Found]:
    geometry, properties = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, dict):
        return []
    named = properties if isinstance(properties, dict) else {}
    blank = _said(named)
    circle = _circle(named)
    if circle is not None:
        return [_placed(blank, *circle)]
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return [_placed(blank, _point(coordinates), 0)]
    if kind == "Polygon":
        return [_polygon(blank, coordinates)]
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return [_polygon(blank, part) for part in coordinates[: FOUND_MAX + 1]]
    return []


def _said(named: dict[str, Any]) -> Found:
    """What the properties say that a draft can use."""
    words = [named.get(name) for name in ("title", "name", "description")]
    text = ". ".join(dict.fromkeys(clean(word) for word in words if isinstance(word, str)))
    return Found(
        kind="geojson",
        drill=named.get("exercise") is True,
        from_ms=_instant(named.get("from")),
        to_ms=_instant(named.get("to")),
        text=text,
    )


def _instant(value: object) -> int | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        return parse_instant(value)
    except ValueProblem:
        return None


def _circle(named: dict[str, Any]) -> tuple[Point, int] | None:
    held = named.get("circle")
    if not isinstance(held, dict):
        return None
    radius = held.get("radius_m")
    if not _is_number(radius) or not 0 < radius <= 10_000_000:
        return None
    return _point([held.get("longitude"), held.get("latitude")]), round(radius)


def _placed(blank: Found, centre: Point, radius_milli: int) -> Found:
    return Found(
        blank.kind, blank.ref, blank.drill, blank.from_ms, blank.to_ms, (), centre, radius_milli,
        "km", None, blank.text, blank.notes,
    )  # fmt: skip


def _polygon(blank: Found, coordinates: object) -> Found:
    if not isinstance(coordinates, list) or not coordinates or not isinstance(coordinates[0], list):
        raise unreadable("GeoJSON", "a polygon without rings")
    corners = ring("GeoJSON", [_point(one) for one in coordinates[0][:3_000]])
    found = Found(
        blank.kind, blank.ref, blank.drill, blank.from_ms, blank.to_ms, corners, None, 0, "km",
        None, blank.text, blank.notes,
    )  # fmt: skip
    return noted(found, "holes in the area are not taken over") if len(coordinates) > 1 else found


def _point(value: object) -> Point:
    if not isinstance(value, list) or not 2 <= len(value) <= 3:
        raise unreadable("GeoJSON", "a position is longitude and latitude")
    lon, lat = value[0], value[1]
    if not _is_number(lon) or not _is_number(lat) or abs(lon) > 180 or abs(lat) > 90:
        raise unreadable("GeoJSON", "a position is longitude and latitude in degrees")
    return round(lat * 1e7), round(lon * 1e7)


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)
